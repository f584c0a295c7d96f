"""The regional picture in words, tables and bars."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenhang.directory.enums import RegionKind
from samenhang.directory.labels import ORGANISATION_KINDS, REGION_KINDS
from samenhang.matching.adapters.disclosure import COLUMNS, LEVELS
from samenhang.matching.labels import GROUPS, REFUSALS
from samenhang.pathway.labels.crises import ARRIVALS
from samenhang.pathway.labels.in_view import LACKS
from samenhang.pathway.rules.in_view import Lack
from samenhang.plan.rules import NO_PLAN_DAYS, NOT_AGREED_DAYS
from samenhang.region.selectors import USES, Overview, PlaceInView, Process
from samenhang.supply.labels import SETTINGS, level_name
from samenhang.ui import dates
from samenhang.ui.charts import Balance, BalanceItem, BarChart, BarItem
from samenhang.ui.tables import Cell, Column, Row, Table


def _withheld(value: int | None) -> str:
    return _("withheld") if value is None else str(value)


def balance(page: Overview) -> Balance:
    """Demand against free slots per form, the largest shortage first."""
    return Balance(
        title=_("Who waits for a form, and what is free"),
        items=[BalanceItem(str(SETTINGS[f.code]), f.demand, f.free) for f in page.forms if f.demand != 0],
        label=_("Form"),
        note=_(
            "One person can be helped by several forms and counts for each. Withheld: a number under ten, or one from which such a number could be worked out."
        ),
    )


def forms_table(page: Overview) -> Table:
    """Demand, capacity, free and waiting time per form."""
    rows = [
        Row(
            [
                str(SETTINGS[f.code]),
                _withheld(f.demand),
                str(f.capacity),
                str(f.free),
                _("about %(time)s") % {"time": dates.duration(f.waiting_days)} if f.waiting_days is not None else "",
            ]
        )
        for f in page.forms
    ]
    columns = [
        Column(_("Form")),
        Column(_("People who wait"), number=True),
        Column(_("Slots"), number=True),
        Column(_("Free"), number=True),
        Column(_("Half wait longer than")),
    ]
    return Table(
        _("Demand and supply by form"),
        columns,
        rows,
        empty=_("Nothing is in the register yet"),
        empty_hint=_("Import supply from a file, or build the fictional region."),
        hide_caption=True,
    )


def levels_table(page: Overview) -> Table:
    """Demand by form and security level, with what is free at that level."""
    columns = [
        Column(_("Form")),
        *(Column(level_name(int(level)), number=True) for level in LEVELS),
        Column(_("level unknown"), number=True),
        Column(_("Together"), number=True),
    ]
    rows = []
    for form in page.level_rows:
        cells: list[Cell | str | int] = [Cell(str(SETTINGS[form]))]
        for level in COLUMNS:
            there = page.supply_levels.get((form, level), 0)
            cells.append(
                Cell(_withheld(page.levels[form, level]), note=_("%(n)s free") % {"n": there} if there else "")
            )
        cells.append(_withheld(page.level_totals[form]))
        rows.append(Row(cells))
    return Table(
        _("Demand by form and security level"),
        columns,
        rows,
        note=_("Withheld: a number under ten, or one from which such a number could be worked out."),
        empty=_("Nobody waits"),
        hide_caption=True,
    )


def groups_chart(page: Overview) -> BarChart:
    """Who waits, through the lenses of the work agenda."""
    items = sorted(page.groups.items(), key=lambda g: -(g[1] or 0))
    return BarChart(
        title=_("Who waits, by lens"),
        items=[BarItem(str(GROUPS[code]), count) for code, count in items],
        label=_("Lens"),
        value_label=_("People"),
        withheld=_("withheld"),
        note=_("Somebody can be seen through several lenses or through none."),
    )


def municipalities_table(page: Overview) -> Table:
    """Who waits and what is free, by municipality."""
    return Table(
        _("By municipality"),
        [Column(_("Municipality")), Column(_("People who wait"), number=True), Column(_("Free slots"), number=True)],
        [Row([name, _withheld(demand), str(free)]) for name, demand, free in page.municipalities],
        hide_caption=True,
    )


def refusals_table(page: Overview) -> Table:
    """Refusals by reason."""
    return Table(
        _("Refusals by reason"),
        [Column(_("Reason")), Column(_("Refusals"), number=True), Column(_("On paper only"), number=True)],
        [Row([str(REFUSALS[reason]), _withheld(count), _withheld(paper)]) for reason, count, paper in page.refusals],
        empty=_("No refusals are recorded"),
        hide_caption=True,
    )


STEPS = {
    "PLAN": gettext_lazy("From the first day of a case to a plan"),
    "VERSION": gettext_lazy("From a plan to a version that is put before everybody"),
    "SUPPORT": gettext_lazy("From asking for extra support to a decision"),
    "PLACE": gettext_lazy("From saying what is needed to a place"),
    "SEEN": gettext_lazy("From a refusal to seeing the person"),
    "HANDOVER": gettext_lazy("From the start of a handover to the move"),
    "HANDOVER_STEP": gettext_lazy("A step of a handover"),
}


def ready_table(page: Process) -> Table:
    """How often somebody went from one organisation to another with everything there, and how often with an exception."""
    words = {
        "EXCEPTED": _("Called ready with an exception"),
        "WHOLE": _("Called ready with everything there"),
        "TALKED_ONCE": _("Received after one talk only"),
        "STEP_ALONE": _("Planned step to another organisation without a handover"),
    }
    return Table(
        _("From one organisation to another"),
        [Column(_("How")), Column(_("Number"), number=True)],
        [Row([words[code], _withheld(count)]) for code, count in page.ready.items()],
    )


def steps_table(page: Process) -> Table:
    """How long each step takes, and how many stand still in it."""

    def days(value: int | None) -> str:
        return "–" if value is None else dates.duration(value)

    norms = {
        "PLAN": dates.duration(NO_PLAN_DAYS),
        "VERSION": dates.duration(NOT_AGREED_DAYS),
        "SUPPORT": _("two working days"),
        "PLACE": "",
        "SEEN": _("at once"),
        "HANDOVER": _("the day of the move"),
        "HANDOVER_STEP": _("the day of the step"),
    }
    rows = []
    for code, step in page.steps.items():
        late: Cell | str = "–"
        if norms[code]:
            late = Cell(_withheld(step.late), tone="warning" if step.late else "", icon="clock" if step.late else "")
        rows.append(
            Row(
                [
                    str(STEPS[code]),
                    _withheld(step.done),
                    days(step.half),
                    days(step.tenth),
                    _withheld(step.waiting),
                    norms[code] or _("no norm"),
                    late,
                ]
            )
        )
    return Table(
        _("Time between steps"),
        [
            Column(_("Step")),
            Column(_("Done in a year"), number=True),
            Column(_("Half took longer than")),
            Column(_("One in ten took longer than")),
            Column(_("Wait now"), number=True),
            Column(_("Wanted within")),
            Column(_("Stand still"), number=True),
        ],
        rows,
        note=_("Withheld: a number under ten, or one from which such a number could be worked out."),
        hide_caption=True,
    )


def kinds_table(page: Process) -> Table:
    """Which kind of provider refuses for which reason."""

    def name(kind: str) -> str:
        return str(ORGANISATION_KINDS[kind]) if kind else _("Provider not known")

    rows = [
        Row([name(k), *(_withheld(page.refusals[k, why]) for why in page.reasons), _withheld(page.kind_totals[k])])
        for k in page.kinds
    ]
    return Table(
        _("Refusals by kind of provider and reason"),
        [
            Column(_("Kind of provider")),
            *(Column(str(REFUSALS[why]), number=True) for why in page.reasons),
            Column(_("Together"), number=True),
        ],
        rows,
        note=_("Withheld: a number under ten, or one from which such a number could be worked out."),
        empty=_("No refusals are recorded"),
        hide_caption=True,
    )


def provider_table(page: Process) -> Table:
    """Who refuses most."""
    return Table(
        _("Refusals by provider"),
        [Column(_("Provider")), Column(_("Kind of provider")), Column(_("Refusals"), number=True)],
        [Row([who, str(ORGANISATION_KINDS[kind]) if kind else "", n]) for who, kind, n in page.providers],
        note=_("Who refused fewer than ten times is left out, and whoever would give such a number away."),
        empty=_("No provider refused ten times or more"),
        hide_caption=True,
    )


def use_table(page: Process) -> Table:
    """How much pilot lights, crisis help and held places are used."""
    words = {
        "LIGHTS": _("Pilot lights that burn now"),
        "CONTACTS": _("Contacts of pilot lights"),
        "RELIT": _("Pilot lights that brought help back"),
        "WENT_OUT": _("Pilot lights that went out by decision"),
        "NIGHTS": _("Nights on prescription"),
        "HOMES_HELD": _("Own places that are held now"),
    }
    arrivals = {str(code): _("Crises: somebody there %(when)s") % {"when": word} for code, word in ARRIVALS.items()}
    arrivals["NOBODY"] = _("Crises: it calmed down before somebody came")
    return Table(
        _("Pilot light and crisis"),
        [Column(_("What")), Column(_("In a year, or now"), number=True)],
        [Row([{**words, **arrivals}[code], _withheld(page.use[code])]) for code in USES],
        note=_("Withheld: a number under ten."),
        empty=_("Nothing is recorded"),
        hide_caption=True,
    )


def layers_table(page: Overview) -> Table:
    """Region layers that overlap and do not match."""
    return Table(
        _("Region layers"),
        [
            Column(_("Layer")),
            Column(_("Region")),
            Column(_("Municipalities")),
            Column(_("People who wait"), number=True),
        ],
        [
            Row([str(REGION_KINDS[layer.kind]), layer.name, ", ".join(layer.municipalities), _withheld(layer.waiting)])
            for layer in page.layers
        ],
        note=_("Layers overlap and do not match: who is responsible can differ from one law to the next."),
        empty=_("No regions are recorded"),
        hide_caption=True,
    )


def gaps_table(page: Overview) -> Table:
    """Municipalities that are not in the care and safety house: that there is a gap, and the way around it; no content.

    A small municipality misses what the partnership knows, such as who returns from detention (handbook R-24).
    """
    everybody = {name for layer in page.layers for name in layer.municipalities}
    houses = [layer for layer in page.layers if layer.kind == RegionKind.ZVH]
    joined = {name for layer in houses for name in layer.municipalities}
    centres = [layer for layer in page.layers if layer.kind == RegionKind.CENTRE_MUNICIPALITY]
    centre = {name: layer.name for layer in centres for name in layer.municipalities}
    house = houses[0].name if houses else ""
    route = _("Ask %(centre)s to report the case, or confer with consent outside the partnership.")
    return Table(
        _("Not in the care and safety house"),
        [
            Column(_("Municipality")),
            Column(_("Partnership")),
            Column(_("What it misses")),
            Column(_("The way around it")),
        ],
        [
            Row(
                [
                    name,
                    house or _("none in this region"),
                    _("Sees none of its cases, also not of its own inhabitants who return from detention."),
                    route % {"centre": centre.get(name) or _("a public participant")},
                ]
            )
            for name in sorted(everybody - joined)
        ],
        note=_(
            "The content of the partnership stays closed for who is not in it; joining, or a decision of the region, opens it."
        ),
        empty=_("Every municipality is in the care and safety house."),
        hide_caption=True,
    )


def csv_rows(page: Overview) -> list[tuple[str, ...]]:
    """Demand and supply as a file for funders; without personal data."""
    head = (_("Form"), _("People who wait"), _("Slots"), _("Free"), _("Median days waited"))
    return [
        head,
        *(
            (
                str(SETTINGS[f.code]),
                _withheld(f.demand),
                str(f.capacity),
                str(f.free),
                "" if f.waiting_days is None else str(f.waiting_days),
            )
            for f in page.forms
        ),
    ]


def in_view_table(places: list[PlaceInView], whole: dict[Lack, int | None]) -> Table:
    """How many people are without what, by municipality, and whom to call."""
    return Table(
        _("People whose case runs, by municipality"),
        [Column(_("Municipality")), *(Column(str(LACKS[lack]), number=True) for lack in Lack), Column(_("Whom to call"))],
        [Row([p.name, *(_withheld(p.counts[lack]) for lack in Lack), p.call]) for p in places],
        note=_("Rounded to five; numbers under ten are withheld, and so are numbers that would give them away. One person can count in several columns."),
        empty=_("No municipality stands in the register yet"),
        footer=[_("Together"), *(_withheld(whole[lack]) for lack in Lack), ""] if places else (),
    )  # fmt: skip
