"""Invented input for the gallery: long Dutch words, nothing, much, and mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

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


def gallery(query: Mapping[str, str]) -> dict[str, Any]:
    """Everything that the gallery page shows."""
    mistaken = ExampleForm({"name": "", "security": "9", "hearing": "31 februari", "consent": ""}, prefix="mistake")
    mistaken.is_valid()
    return {
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
