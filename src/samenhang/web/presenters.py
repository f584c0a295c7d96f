"""From facts to what a page prints."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenhang.access.labels import CASE_ROLES
from samenhang.access.selectors import TakesPart
from samenhang.legal.labels import LAWS, PAYERS, STATUSES, TITLES
from samenhang.legal.selectors import TitleRow
from samenhang.matching.labels import STATUSES as NEED_STATUSES
from samenhang.matching.labels import URGENCIES
from samenhang.pathway.enums import Precision
from samenhang.pathway.labels import ENDINGS
from samenhang.pathway.rules import TRANSFER_LOAD_MOVES, History
from samenhang.pathway.selectors import PlacementRow
from samenhang.people.selectors import PersonRow
from samenhang.picture.labels import PROBLEMS
from samenhang.supply.labels import SETTINGS
from samenhang.ui import dates
from samenhang.ui.tables import Cell, Column, Row, Table
from samenhang.web.selectors import HistoryPage, PersonPage


def figures(h: History) -> list[dict[str, Any]]:
    """What the history tells, as key figures."""
    return [
        {
            "value": h.moves,
            "label": _("moves"),
            "note": _("%(number)s a year") % {"number": _number(h.moves_per_year)},
            "tone": "",
        },
        {
            "value": h.moves_last_two_years,
            "label": _("moves in two years"),
            "note": _("bring expertise first") if h.transfers_last_two_years >= TRANSFER_LOAD_MOVES else "",
            "tone": "warning" if h.transfers_last_two_years >= TRANSFER_LOAD_MOVES else "",
        },
        {
            "value": h.days_without_care,
            "label": _("days without care"),
            "note": ngettext("in %(count)s gap", "in %(count)s gaps", len(h.gaps)) % {"count": len(h.gaps)}
            if h.gaps
            else "",
            "tone": "negative" if h.days_without_care else "",
        },
        {
            "value": h.days_without_care_after_title,
            "label": _("of these after a title ended"),
            "note": "",
            "tone": "negative" if h.days_without_care_after_title else "",
        },
        {"value": h.moves_across_regions, "label": _("moves across regions"), "note": "", "tone": ""},
    ]


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", _("."))


def age_line(page: PersonPage | HistoryPage, today: date) -> str:
    """Age, number and municipality in one line."""
    age = page.row.age(today)
    years = _("%(age)s years") % {"age": age} if age is not None else _("age unknown")
    tie = (
        _("ties with %(place)s") % {"place": page.row.tie}
        if page.row.tie and page.row.tie != page.row.municipality
        else ""
    )
    return " · ".join(x for x in (page.row.number, years, page.row.municipality, tie) if x)


def participants(page: PersonPage) -> list[tuple[str, str]]:
    """Who takes part, by role."""
    return [
        (str(CASE_ROLES[p.role]), f"{p.who}, {p.organisation}" if p.organisation else p.who) for p in page.participants
    ]


def first_steps(page: PersonPage) -> list[dict[str, Any]]:
    """The way from a new dossier to a plan, as links in the order of the work; nothing once there is a plan."""
    if page.plan is not None:
        return []
    person_id = page.row.id
    organisations = {p.organisation_id for p in page.participants if p.organisation_id}
    ways = (
        (_("Write down what this person wants"), "picture:words-add", page.sketch.words is not None),
        (_("Make the picture"), "picture:overview", bool(page.sketch.strengths or page.sketch.problems)),
        (_("Invite who takes part"), "web:participants", len(organisations) > 1),
        (_("Start the plan"), "plan:overview", False),
    )
    now = next(i for i, (_label, _name, done) in enumerate(ways) if not done)
    return [
        {
            "label": label,
            "href": reverse(name, args=[person_id]),
            "state": "done" if done else "current" if i == now else "todo",
        }
        for i, (label, name, done) in enumerate(ways)
    ]


def problems(page: PersonPage) -> list[str]:
    """Problem areas by name, in the order of the words: none leads."""
    return sorted(str(PROBLEMS[code]) for code, _day, _source in page.sketch.problems)


def titles_table(page: HistoryPage, today: date, *, may_write: bool) -> Table:
    """Titles with their clock."""
    rows = []
    for t in reversed(page.titles):
        last = t.facts.last_day
        filed = dates.day(t.facts.followon_filed_on) if t.facts.followon_filed_on else ""
        href = (
            reverse("web:file_followon", args=[page.row.id, t.id])
            if may_write and not filed and last and last >= today
            else ""
        )
        rows.append(
            Row(
                [
                    Cell(str(TITLES[t.facts.code])),
                    dates.day(t.facts.start),
                    Cell(
                        dates.day(last) if last else _("open"),
                        note=dates.distance(last, today) if last and last >= today else "",
                    ),
                    Cell(str(STATUSES[t.state]), tone="positive" if t.state == "IN_FORCE" else "neutral"),
                    Cell(filed or (_("Record a request") if href else ""), href=href),
                    str(PAYERS.get(t.payer, "")),
                ]
            )
        )
    columns = [_("Title"), _("First day"), _("Last day"), _("State"), _("Follow-on request"), _("Payer")]
    return Table(
        _("Titles"),
        [Column(c) for c in columns],
        rows,
        empty=_("No titles are recorded"),
        empty_hint=_("Voluntary care needs none. Record a title as soon as one is granted: its clock starts then."),
        hide_caption=True,
    )


def indications_table(page: HistoryPage, today: date) -> Table:
    """Indications with the day on which they must be asked for again."""
    rows = [
        Row(
            [
                f"{LAWS[i.law]} {i.profile.replace('_', ' ')}",
                dates.day(i.start),
                dates.day(i.end - timedelta(days=1)) if i.end else _("open"),
                Cell(_("Ask again now"), tone="warning") if i.ask_again_on else Cell(""),
            ]
        )
        for i in page.indications
    ]
    return Table(
        _("Indications"),
        [Column(c) for c in (_("Indication"), _("First day"), _("Last day"), _("To do"))],
        rows,
        empty=_("No indications are recorded"),
        empty_hint=_("Need comes before indication: a place is sought from what somebody needs."),
        hide_caption=True,
    )


def placements_table(page: HistoryPage) -> Table:
    """The placement history, the newest first."""
    rows = [
        Row(
            [
                Cell(str(SETTINGS[p.setting]), note=p.where),
                _start(p),
                dates.day(p.end - timedelta(days=1)) if p.end else _("lasts"),
                p.region,
                str(TITLES.get(p.title_code, "")),
                str(PAYERS.get(p.payer, "")),
                Cell(str(ENDINGS.get(p.ending_reason, "")), note=p.note),
            ]
        )
        for p in reversed(page.placements)
    ]
    columns = [_("Form"), _("First day"), _("Last day"), _("Region"), _("Title"), _("Payer"), _("Why it ended")]
    return Table(
        _("Placement history"),
        [Column(c) for c in columns],
        rows,
        empty=_("No placements are recorded"),
        empty_hint=_("Record the first one, or import a history from a file."),
        hide_caption=True,
    )


def _start(p: PlacementRow) -> str:
    if p.start_precision == Precision.YEAR:
        return str(p.start.year)
    return date_format(p.start, "F Y") if p.start_precision == Precision.MONTH else dates.day(p.start)


def _new_person(query: str) -> str:
    """Where a dossier is opened, with what was searched for as the name unless it is a number or a day."""
    searched = "" if any(c.isdigit() for c in query) else query
    return reverse("web:new_person") + (f"?{urlencode({'q': searched})}" if searched else "")


def people_table(rows: list[PersonRow], today: date, query: str, *, may_add: bool) -> Table:
    """People by name."""
    lines = [
        Row(
            [
                r.name,
                r.number,
                Cell(_("%(age)s years") % {"age": r.age(today)} if r.age(today) is not None else _("unknown")),
                r.municipality,
            ],
            href=reverse("web:person", args=[r.id]),
        )
        for r in rows
    ]
    return Table(
        _("People"),
        [Column(_("Name")), Column(_("Dossier number")), Column(_("Age"), number=True), Column(_("Lives in"))],
        lines,
        empty=_("Nobody found") if query else _("You take part in no case yet"),
        empty_hint=_("Search with another part of the name, or a birth date.")
        if query
        else _("People appear here as soon as a case director invites you."),
        empty_href=_new_person(query) if may_add else "",
        empty_action=_("Open a dossier") if may_add else "",
        hide_caption=True,
    )


def need_line(page: PersonPage, today: date) -> dict[str, Any] | None:
    """What the person waits for, in short."""
    if page.need is None:
        return None
    return {
        "forms": ", ".join(sorted(str(SETTINGS[s]) for s in page.need.settings)),
        "status": str(NEED_STATUSES[page.need.status]),
        "open": page.need.status == "OPEN",
        "since": page.need.since,
        "days": page.need.days(today),
        "urgency": str(URGENCIES[page.need.urgency]),
    }


def title_line(title: TitleRow) -> str:
    """A title with its last day, in one line."""
    name = str(TITLES[title.facts.code])
    last = title.facts.last_day
    return _("%(title)s, last day %(day)s") % {"title": name, "day": dates.day(last)} if last else name


def case_participants(rows: list[TakesPart]) -> list[dict[str, Any]]:
    """Who takes part, with what is needed to end it."""
    return [
        {
            "id": p.participation_id,
            "role": str(CASE_ROLES[p.role]),
            "who": p.who,
            "organisation": p.organisation,
            "since": p.since,
        }
        for p in rows
    ]
