"""Invented input for the gallery: long Dutch words, nothing, much, and mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from samenhang.ui.charts import Balance, BalanceItem, BarChart, BarItem
from samenhang.ui.lifeline import Bar, Lane, Point
from samenhang.ui.matrix import Criterion, Matrix, PlaceRow, Remedy, Verdict
from samenhang.ui.tables import Cell, Column, Row, Table

TODAY = date(2026, 11, 22)


class ExampleForm(forms.Form):
    """Each kind of field, with help, reasons and errors."""

    name = forms.CharField(label="Roepnaam", max_length=40, help_text="Zoals iemand zelf genoemd wil worden.")
    security = forms.ChoiceField(
        label="Beveiligingsniveau",
        choices=[("", "Kies …"), ("1", "Open"), ("2", "Besloten met zorgverantwoordelijke"), ("3", "Gesloten")],
    )
    hearing = forms.DateField(
        label="Datum van de zitting", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    own_words = forms.CharField(label="In eigen woorden", widget=forms.Textarea(attrs={"rows": 3}))
    consent = forms.ChoiceField(
        label="Mag de gemeente dit weten?",
        choices=[("yes", "Ja"), ("no", "Nee"), ("later", "Dat wil ik later beslissen")],
        widget=forms.RadioSelect,
    )
    domains = forms.MultipleChoiceField(
        label="Levensgebieden",
        required=False,
        choices=[("home", "Huisvesting"), ("money", "Financiën"), ("health", "Lichamelijke en psychische gezondheid")],
        widget=forms.CheckboxSelectMultiple,
    )
    urgent = forms.BooleanField(label="Dit kan niet wachten tot het volgende overleg", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words: Any = self.fields["own_words"]
        words.why = "Het plan begint bij wat iemand zelf wil."
        words.who_sees = "Het eigen team en de zorgverantwoordelijke."


class ExampleFilter(forms.Form):
    place = forms.CharField(label="Plek of organisatie", required=False)
    kind = forms.ChoiceField(
        label="Soort verblijf", required=False, choices=[("", "Alle soorten"), ("bw", "Beschermd wonen")]
    )
    free = forms.BooleanField(label="Alleen vrije plekken", required=False)


def people_table() -> Table:
    return Table(
        caption="Mensen die wachten",
        note="gesorteerd op urgentie",
        columns=[
            Column("Naam", sort_url="?sort=name", sorted="ascending"),
            Column("Waar nu", sort_url="?sort=place"),
            Column("Titel"),
            Column("Wacht", number=True, sort_url="?sort=wait"),
            Column("Stand"),
        ],
        rows=[
            Row(
                ["Ruben van den Heuvel-Oosterhout", "Forensisch Psychiatrische Afdeling De Weerd",
                 Cell("Zorgmachtiging", note="tot en met 3 december 2026"), "412 dagen",
                 Cell("Over 12 dagen voorbij", tone="warning")],
                href="#ruben",
            ),
            Row(
                ["Samira", "Crisisopvang Noord", "Geen", "12 dagen",
                 Cell("Over tijd", tone="negative", icon="alert-triangle")],
                href="#samira", current=True,
            ),
            Row(["J. <b>de Boer</b>", "Thuis", Cell("Wlz-indicatie", href="#wlz"), "3 dagen",
                 Cell("Rustig", tone="positive")], href="#boer"),
        ],
        footer=["3 mensen", "", "", "427 dagen", ""],
    )  # fmt: skip


def lanes() -> list[Lane]:
    """Eleven invented years: a long road, a gap, a title that ends soon."""
    d = date
    return [
        Lane("Waar", [
            Bar(d(2015, 9, 1), d(2017, 3, 14), "Thuis bij ouders", "home"),
            Bar(d(2017, 3, 14), d(2017, 11, 2), "Crisisopvang", "crisis", "#b1"),
            Bar(d(2017, 11, 2), d(2019, 6, 1), "Beschermd wonen De Linde", "sheltered", "#b2"),
            Bar(d(2019, 6, 1), d(2020, 2, 20), "Geen zorg", "gap", None, "Uitgeschreven, adres onbekend"),
            Bar(d(2020, 2, 20), d(2020, 3, 2), "Politiecel", "detention", "#b3"),
            Bar(d(2020, 3, 2), d(2020, 12, 11), "PI Zuiderveld", "detention", "#b4"),
            Bar(d(2020, 12, 11), d(2021, 1, 9), "Maatschappelijke opvang", "crisis", "#b5"),
            Bar(d(2021, 1, 9), d(2023, 5, 1), "Forensisch Psychiatrische Afdeling De Weerd", "clinic", "#b6"),
            Bar(d(2023, 5, 1), d(2025, 3, 14), "Beschermd wonen Aan de Vecht", "sheltered", "#b7"),
            Bar(d(2025, 3, 14), None, "FPA De Weerd", "clinic", "#b8", "Wacht op een plek"),
        ]),
        Lane("Titel", [
            Bar(d(2017, 4, 2), d(2018, 4, 2), "Rechterlijke machtiging", "civil"),
            Bar(d(2020, 2, 20), d(2020, 12, 11), "Detentie", "criminal"),
            Bar(d(2020, 12, 11), d(2023, 5, 1), "Voorwaardelijke invrijheidstelling", "criminal", "#t1"),
            Bar(d(2025, 3, 14), d(2026, 12, 4), "Zorgmachtiging", "civil", "#t2",
                "Verlenging vraagt vier weken", ends_soon=True),
        ]),
        Lane("Wie betaalde", [
            Bar(d(2015, 9, 1), d(2018, 1, 1), "Jeugdwet", "jw"),
            Bar(d(2018, 1, 1), d(2019, 6, 1), "Wmo", "wmo"),
            Bar(d(2020, 2, 20), d(2023, 5, 1), "Forensische zorg (DJI)", "fz"),
            Bar(d(2023, 5, 1), d(2025, 3, 14), "Wmo", "wmo"),
            Bar(d(2025, 3, 14), d(2026, 3, 14), "Zorgverzekeringswet", "zvw"),
            Bar(d(2026, 3, 14), None, "Wet langdurige zorg", "wlz"),
        ]),
        Lane("Voorvallen", points=[
            Point(d(2017, 3, 13), "Opname na melding", "crisis", 2),
            Point(d(2020, 2, 20), "Aanhouding", "police", 3, "#p1"),
            Point(d(2020, 2, 29), "Isolatie", "coercion", 3),
            Point(d(2022, 7, 8), "Weggelopen", "absence", 1, "#p2"),
            Point(d(2025, 3, 11), "Brand in de woning", "fire", 3),
            Point(d(2025, 3, 14), "Overplaatsing", "move", 1),
            Point(d(2026, 9, 2), "Terugval", "relapse", 2),
        ]),
    ]  # fmt: skip


CRITERIA = [
    Criterion("space", "Vrije plek"),
    Criterion("title", "Titel en machtiging", "Titel"),
    Criterion("security", "Beveiligingsniveau"),
    Criterion("care", "Zorgzwaarte"),
    Criterion("expertise", "Deskundigheid"),
    Criterion("iq", "Verstandelijk vermogen", "Niveau"),
    Criterion("addiction", "Middelengebruik"),
    Criterion("payer", "Financiering"),
    Criterion("distance", "Reistijd"),
    Criterion("others", "Medebewoners"),
    Criterion("wish", "Eigen voorkeur"),
    Criterion("staff", "Zorgverantwoordelijke"),
]


def matrix(places: int) -> Matrix:
    """Any number of invented places; the pattern of verdicts repeats."""
    names = ["Beschermd wonen Aan de Vecht", "FPA De Weerd", "Wooncoöperatie De Stille Hoek", "Kliniek Noorderlicht",
             "Beveiligde woonvoorziening met een heel lange naam", "Begeleid wonen Oosterpoort"]  # fmt: skip
    rows = []
    for number in range(places):
        verdicts = []
        for index, criterion in enumerate(CRITERIA):
            pick = (number * 7 + index * 5 + number // 3) % 11
            if number and pick == 0:
                verdicts.append(
                    Verdict(
                        "does_not_fit",
                        "Vol; de eerste plek komt vrij op 4 maart 2027.",
                        date(2026, 11, 10),
                        "Locatiemanager",
                        "capaciteit",
                        [
                            Remedy("Wachten tot 4 maart 2027", note="over 3 maanden"),
                            Remedy("Ruilen met een ander", "#ruil"),
                        ],
                        word="Vol",
                    )
                )
            elif number and pick == 4:
                verdicts.append(
                    Verdict(
                        "does_not_fit",
                        "De gemeente betaalt geen tweede begeleider.",
                        date(2026, 10, 2),
                        "Gemeente",
                        "geld",
                        [Remedy("Voorlopige dekking vragen", "#geld")],
                        word="Geld ontbreekt",
                    )
                )
            elif pick == 8 and number % 2:
                verdicts.append(
                    Verdict(
                        "unknown",
                        "Niemand heeft dit sinds juni nagegaan.",
                        date(2026, 6, 1),
                        "Zorgverantwoordelijke",
                        stale=True,
                    )
                )
            else:
                verdicts.append(Verdict("fits", f"{criterion.label} is in orde.", date(2026, 11, 18), "Instelling"))
        rows.append(
            PlaceRow(
                str(number),
                "Blijven bij FPA De Weerd" if number == 0 else names[number % 6],
                verdicts,
                note=f"{12 + number * 3 % 40} km" if number else "met hulp van het FACT-team",
                href="#place",
                stay=number == 0,
                open=number == 1,
                action_label="Voorstellen",
                action_href="#",
                action_refused="De titel staat dit niet toe." if number == 1 else "",
            )
        )
    return Matrix("Wat past voor Ruben?", CRITERIA, rows, note=f"{places} plekken, stand van vandaag", compare="compare",
                  empty="Geen plek past bij dit filter.", empty_hint="Kies minder filters.")  # fmt: skip


def gallery(query: Mapping[str, str]) -> dict[str, Any]:
    """Everything that the gallery page shows."""
    mistaken = ExampleForm(
        {"mistake-name": "", "mistake-security": "9", "mistake-hearing": "31 februari"}, prefix="mistake"
    )
    mistaken.is_valid()
    try:
        places = min(max(int(query.get("places", 8)), 0), 400)
    except ValueError:
        places = 8
    return {
        "lanes": lanes(),
        "no_lanes": [Lane("Waar"), Lane("Titel")],
        "matrix": matrix(places),
        "no_matrix": matrix(0),
        "bars": BarChart("Wachtenden per type plek", [
            BarItem("Beschermd wonen met beveiligingsniveau 2", 41, href="#"),
            BarItem("Klinisch", 12, low=8, high=19, note="raming"),
            BarItem("Thuis met intensieve begeleiding", 27, tone="info"),
            BarItem("Verpleeghuis met psychiatrische deskundigheid", None),
        ], unit="mensen", label="Type", value_label="Wachtenden", withheld="minder dan 10"),
        "balance": Balance("Vraag en aanbod", [
            BalanceItem("Beschermd wonen", 140, 112), BalanceItem("Klinisch, gesloten", 20, 26),
            BalanceItem("Tussenvoorziening", 31, 31), BalanceItem("Skaeve huse", None, 4),
        ], unit="plekken", label="Type"),
        "steps": [
            {"label": "Kennismaken", "state": "done", "note": "3 oktober"},
            {"label": "Overdracht met beide teams", "state": "current", "note": "over 12 dagen"},
            {"label": "Verhuizen", "state": "blocked", "note": "titel ontbreekt"},
            {"label": "Consult na 3 maanden", "state": "todo"},
        ],
        "today": TODAY,
        "dates": [TODAY + timedelta(days=days) for days in (-800, -40, -1, 0, 1, 12, 90, 900)],
        "form": ExampleForm(),
        "mistaken": mistaken,
        "filter_form": ExampleFilter({"kind": "bw"}),
        "table": people_table(),
        "empty_table": Table("Lege tabel", [Column("Naam")], [], empty="Er wacht niemand.",
                             empty_hint="Een melding wordt hier zichtbaar zodra iemand haar aanneemt.",
                             empty_href="#", empty_action="Melding aannemen"),
        "tabs": [
            {"url": "#a", "label": "Levenslijn", "icon": "timeline", "current": True},
            {"url": "#b", "label": "Het ene plan", "icon": "target-arrow", "count": 4},
            {"url": "#c", "label": "Wie weet wat", "icon": "eye", "count": 0},
            {"url": "#d", "label": "Medeverantwoordelijkheid"},
        ],
        "page": Paginator(range(612), 25).page(7),
        "crumbs": [("Mensen", "#"), ("Ruben van den Heuvel", "#"), ("Wat past?", "")],
        "definitions": [
            ("Zorgverantwoordelijke", "Dr. A. Verhoeven, psychiater"),
            ("Beveiligingsniveau", "2, besloten"),
            ("Verblijfplaats", "FPA De Weerd, sinds 14 maart 2025"),
        ],
    }  # fmt: skip
