"""From facts to what a page prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenhang.access.enums import CaseRole, Category
from samenhang.access.labels import CASE_ROLES, category_words
from samenhang.access.rules import OPENS, OWN, WRITES
from samenhang.access.selectors import TakesPart
from samenhang.base.actor import Actor
from samenhang.conferences.labels import ALERTS as TALK_ALERTS
from samenhang.intake.labels import ALERTS as INTAKE_ALERTS
from samenhang.legal.labels import ALERTS as TITLE_ALERTS
from samenhang.legal.labels import LAWS, PAYERS, STATUSES, TITLES
from samenhang.legal.selectors import TitleRow
from samenhang.matching.labels import ALERTS as MATCHING_ALERTS
from samenhang.matching.labels import STATUSES as NEED_STATUSES
from samenhang.matching.labels import URGENCIES
from samenhang.pathway.enums import PathwayAlert, Precision
from samenhang.pathway.labels import ALERTS as PATHWAY_ALERTS
from samenhang.pathway.labels import ENDINGS
from samenhang.pathway.rules import History
from samenhang.pathway.selectors import PlacementRow
from samenhang.people.labels import ALERTS as PEOPLE_ALERTS
from samenhang.people.selectors import PersonRow
from samenhang.picture.labels import ALERTS as PICTURE_ALERTS
from samenhang.picture.labels import INCIDENTS, PROBLEMS
from samenhang.plan.enums import PlanAlert
from samenhang.plan.labels import ALERTS as PLAN_ALERTS
from samenhang.plan.labels import ASKED_ABOUT, PHASES_SHORT, SECURITIES
from samenhang.privacy.labels import DUTIES
from samenhang.supply.catalogue import SETTINGS as KINDS
from samenhang.supply.enums import Setting
from samenhang.supply.labels import SETTINGS, level_name
from samenhang.ui import dates
from samenhang.ui.lifeline import GAP_KIND, Bar, Lane, Point
from samenhang.ui.tables import Cell, Column, Row, Table
from samenhang.web.selectors import HistoryPage, PersonPage
from samenhang.web.selectors_today import Item

ALERTS = {
    **TITLE_ALERTS,
    **PATHWAY_ALERTS,
    **MATCHING_ALERTS,
    **DUTIES,
    **PEOPLE_ALERTS,
    **PICTURE_ALERTS,
    **INTAKE_ALERTS,
    **PLAN_ALERTS,
    **TALK_ALERTS,
}
NO_CARE_TITLES = frozenset({"", "NONE"})


def item_view(item: Item, today: date) -> dict[str, Any]:
    """One line of Today."""
    moment = item.until if item.until and (item.on is None or item.until >= item.on) else item.on
    if item.on and item.on > today:
        moment = item.on
    return {
        "urgency": item.urgency(today),
        "text": str(ALERTS[item.code]),
        "person": item.person.name if item.person else "",
        "detail": _detail(item),
        "moment": moment,
        "url": _where(item),
    }


def _where(item: Item) -> str:
    """Where a thing is done: its package says so, or the page of the person on which its kind stands."""
    if item.path or item.person is None:
        return item.path
    person = [item.person.id]
    if item.code in {PathwayAlert.NO_FILE_HOLDER, PathwayAlert.NO_CASE_DIRECTOR}:
        return reverse("plan:directing", args=person)
    if item.code == PathwayAlert.EXTRA_CARE_NEEDED:
        return reverse("plan:ask_support", args=person)
    if item.kind == "MATCHING":
        return reverse("matching:fit", args=person)
    if item.kind == "PRIVACY":
        return reverse("privacy:rights", args=person)
    if item.kind == "TITLE":
        return reverse("web:history", args=person) + "#titles"
    return reverse("web:person", args=person)


GROUP_SIZE = 25


def groups(items: Sequence[Item], actor: Actor, today: date, whole: str) -> list[dict[str, Any]]:
    """Today in groups: red, what waits for me, overdue, due, what waits for others, what comes; each cut to a size that can be read.

    ``whole`` names the group that is shown to its end.
    """
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(_group(item, actor, today), []).append(item)
    titles = {
        "red": _("Red: nobody can wait with this"),
        "me": _("Waits for me"),
        "overdue": _("Overdue"),
        "due": _("Due now"),
        "others": _("Waits for others"),
        "soon": _("Comes soon"),
    }
    return [
        {
            "code": code,
            "title": title,
            "count": len(found[code]),
            "items": [item_view(i, today) for i in (found[code] if whole == code else found[code][:GROUP_SIZE])],
            "more": len(found[code]) - GROUP_SIZE if whole != code and len(found[code]) > GROUP_SIZE else 0,
        }
        for code, title in titles.items()
        if code in found
    ]


def _group(item: Item, actor: Actor, today: date) -> str:
    urgency = item.urgency(today)
    if urgency == "red":
        return "red"
    if item.user_id is not None and item.user_id == actor.user_id:
        return "me"
    if item.user_id is not None:
        return "others"
    return urgency


def _detail(item: Item) -> str:
    """What stands under the alert: the title it is about, how many moves, where."""
    if item.kind == "TITLE":
        return str(TITLES.get(item.detail, item.detail))
    if item.code == PlanAlert.SIGNAL_RED:
        return str(PHASES_SHORT[item.detail])
    if item.code == PlanAlert.AGREEMENT_TO_GIVE:
        return str(ASKED_ABOUT[item.detail])
    if item.code in {PlanAlert.SECURITY_MISSING, PlanAlert.NO_DAY_ACTIVITY}:
        return str(SECURITIES.get(item.detail, ""))
    if item.code == PathwayAlert.TRANSFER_LOAD:
        return _("%(count)s moves in two years") % {"count": item.detail}
    return item.detail


def lanes(page: PersonPage | HistoryPage, today: date) -> list[Lane]:
    """The lifeline: where, under which title, who paid, what happened; gaps without care stand in the first lane."""
    where = [_stay_bar(p, today) for p in page.placements if KINDS[Setting(p.setting)].stay]
    where += [
        Bar(
            g.start,
            None if g.end == today and _open_gap(page, today) else g.end,
            _("Nobody known"),
            GAP_KIND,
            detail=_("No care is known in this period."),
        )
        for g in page.history.gaps
        if g.end
        and not any(
            p.start < g.end and (p.end is None or p.end > g.start)
            for p in page.placements
            if KINDS[Setting(p.setting)].stay
        )
    ]
    services = [_stay_bar(p, today) for p in page.placements if not KINDS[Setting(p.setting)].stay]
    titles = [_title_bar(t, today) for t in page.titles] or _titles_from_placements(page.placements)
    recorded = {(t.facts.code.value) for t in page.titles}
    titles += [b for b in _titles_from_placements(page.placements) if b.kind not in recorded] if page.titles else []
    found = [Lane(_("Place"), sorted(where, key=lambda b: b.start))]
    if services:
        found.append(Lane(_("Who comes"), services))
    found.append(Lane(_("Title"), sorted(titles, key=lambda b: b.start)))
    found.append(Lane(_("Payer"), _payer_bars(page.placements)))
    found.append(
        Lane(
            _("Incidents"),
            (),
            [
                Point(
                    i.on,
                    str(INCIDENTS[i.kind]),
                    i.kind,
                    1 if i.severity < 3 else 2 if i.severity == 3 else 3,
                    detail=i.context,
                )
                for i in page.incidents
            ],
        )
    )
    return found


def _open_gap(page: PersonPage | HistoryPage, today: date) -> bool:
    return any(g.end == today for g in page.history.gaps)


def _stay_bar(p: PlacementRow, today: date) -> Bar:
    kind = KINDS[Setting(p.setting)]
    word = str(SETTINGS[p.setting])
    without = not kind.care and kind.family == "NONE"
    parts = [
        p.where,
        p.region if p.region else "",
        level_name(p.security_level) if p.security_level is not None else "",
    ]
    if p.ending_reason:
        parts.append(str(ENDINGS[p.ending_reason]))
    if p.note:
        parts.append(p.note)
    if p.start_precision != Precision.DAY:
        parts.append(
            _("only the month is known") if p.start_precision == Precision.MONTH else _("only the year is known")
        )
    soon = p.end is not None and today < p.end <= today + timedelta(days=90)
    label = f"{word}, {p.where}" if p.where else word
    return Bar(
        p.start,
        p.end,
        label,
        GAP_KIND if without else kind.family.lower(),
        detail=", ".join(x for x in parts if x),
        ends_soon=soon,
    )


def _title_bar(t: TitleRow, today: date) -> Bar:
    last = t.facts.last_day
    soon = last is not None and today <= last <= today + timedelta(days=90)
    return Bar(
        t.facts.start,
        t.facts.end,
        str(TITLES[t.facts.code]),
        t.facts.code.value,
        detail=str(STATUSES[t.state]),
        ends_soon=soon,
    )


def _titles_from_placements(rows: list[PlacementRow]) -> list[Bar]:
    """Titles as the placement history names them, joined where one runs on into the next placement."""
    found: list[Bar] = []
    for p in rows:
        if p.title_code in NO_CARE_TITLES or not KINDS[Setting(p.setting)].stay:
            continue
        last = found[-1] if found else None
        if last and last.kind == p.title_code and last.end is not None and last.end >= p.start:
            found[-1] = Bar(last.start, p.end, last.label, last.kind)
        else:
            found.append(Bar(p.start, p.end, str(TITLES[p.title_code]), p.title_code))
    return found


def _payer_bars(rows: list[PlacementRow]) -> list[Bar]:
    found: list[Bar] = []
    for p in sorted(
        (r for r in rows if r.payer not in {"", "NONE"} and KINDS[Setting(r.setting)].stay), key=lambda r: r.start
    ):
        last = found[-1] if found else None
        if last and last.kind == p.payer and last.end is not None and last.end >= p.start:
            found[-1] = Bar(last.start, p.end if p.end is None or p.end > last.end else last.end, last.label, last.kind)
        else:
            found.append(Bar(p.start, p.end, str(PAYERS[p.payer]), p.payer))
    return found


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
            "note": _("bring expertise first") if h.moves_last_two_years >= 3 else "",
            "tone": "warning" if h.moves_last_two_years >= 3 else "",
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


def roles_table() -> Table:
    """What each role in a case opens to read and to change, for who is about to choose one."""

    def names(categories: Category) -> str:
        return ", ".join(str(name) for name in category_words(int(categories))) or _("nothing")

    return Table(
        caption=_("What each role opens"),
        columns=[Column(_("Role in the case")), Column(_("May read")), Column(_("May change"))],
        rows=[
            Row([str(CASE_ROLES[role]), names(OPENS[role]), names(WRITES[role])])
            for role in CaseRole
            if role not in OWN and role in OPENS
        ],
        hide_caption=True,
    )


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
