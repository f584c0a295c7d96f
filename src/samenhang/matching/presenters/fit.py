"""What fits? as a matrix, as options, as terms and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.engines.fit.result import CriterionVerdict, Option, OptionKind
from samenhang.engines.fit.terms import Outcome
from samenhang.matching.labels import (
    GROUPS,
    PLAIN_NO,
    PLAIN_UNKNOWN,
    REFUSALS,
    URGENCIES,
)
from samenhang.matching.presenters.words import (
    VerdictView,
    fact_of,
    lift_line,
    place_name,
    place_note,
    remedy_name,
    remedy_note,
    verdict_view,
)
from samenhang.matching.selectors import FitPage, RefusalRow
from samenhang.picture.labels import FACTS as FACT_NAMES
from samenhang.supply.labels import (
    FACTS,
    FRESHNESS,
    SETTINGS,
    value_name,
)
from samenhang.supply.presenters import TeamView, team_view
from samenhang.supply.selectors import PlaceRow, Snapshot
from samenhang.ui import dates
from samenhang.ui.matrix import Criterion, Matrix, Verdict
from samenhang.ui.matrix import PlaceRow as MatrixRow
from samenhang.ui.tables import Cell, Column, Row, Table

# The columns of the matrix: what a criterion is about → which column it belongs to.
COLUMNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("setting", frozenset({"setting", "individual", "unconditional"})),
    ("location", frozenset({"location", "residence_region"})),
    ("CAPACITY", frozenset({"CAPACITY", "PLACE_CLOSES", "NO_CURRENT_PLACE"})),
    ("level", frozenset({"security_needed", "level"})),
    ("titles", frozenset({"titles", "id_shown_before_18"})),
    ("indications", frozenset({"indications"})),
    ("group_fit", frozenset({"group_fit", "age", "problem_areas"})),
    ("substance_use", frozenset({"substance_use"})),
    ("staff_assault", frozenset({"fire_setting", "staff_assault", "sexual_offence"})),
    ("night_staff", frozenset({"night_staff", "two_staff", "wheelchair", "low_stimulus", "communication_support"})),
    ("treatments", frozenset({"treatments"})),
)


def column_labels() -> dict[str, str]:
    """The heads of the columns in words."""
    return {
        "setting": _("Form"),
        "location": _("Distance and residence"),
        "CAPACITY": _("Free place"),
        "level": _("Security level"),
        "titles": _("Title and law"),
        "indications": _("Indication and payer"),
        "group_fit": _("Group and age"),
        "substance_use": _("Substances"),
        "staff_assault": _("Safety"),
        "night_staff": _("Staff and setting"),
        "treatments": _("Treatment"),
    }


def matrix(page: FitPage, options: Sequence[Option], today: date, *, may_refuse: bool) -> Matrix:
    """Places × criteria, the best first, staying always among them."""
    heads = column_labels()
    rows = []
    for option in options:
        views = [(fact_of(v), verdict_view(v, page.snapshot), v) for v in option.criteria]
        place = page.snapshot.place(int(option.at)) if option.at else None
        stale = place is not None and place.freshness != "FRESH"
        cells = []
        for code, facts in COLUMNS:
            mine = [
                (view, v)
                for fact, view, v in views
                if (page.labels[v.criterion].fact if v.criterion in page.labels else fact) in facts and v.hard
            ]
            cells.append(_cell(mine, stale and code == "CAPACITY", place))
        url = reverse("matching:new_refusal", args=[page.person.id])
        rows.append(
            MatrixRow(
                id=option.place,
                label=place_name(option, page.snapshot),
                verdicts=cells,
                note=_with_team(place),
                href=reverse("supply:place", args=[place.id]) if place else "",
                verdict=option.verdict.value.lower(),
                stay=option.kind is OptionKind.STAY,
                action_label=_("Record a refusal") if may_refuse and option.kind is not OptionKind.STAY else "",
                action_href=f"{url}?place={option.place}" if may_refuse and option.kind is not OptionKind.STAY else "",
            )
        )
    return Matrix(
        caption=_("Places and why they fit or not"),
        criteria=[Criterion(code, heads[code]) for code, _facts in COLUMNS],
        rows=rows,
        compare="place",
        empty=_("No places match the filter"),
        empty_hint=_("Widen the filter."),
    )


def _with_team(place: PlaceRow | None) -> str:
    """What place it is, and how its team stands when it said so lately: an input beside the verdicts, not one of them."""
    note, team = place_note(place), team_view(place.team if place else None)
    return f"{note} · {team.says} {team.when}".rstrip() if team.known else note


_WORST = {"does_not_fit": 2, "unknown": 1, "fits": 0}


def _cell(mine: list[tuple[VerdictView, CriterionVerdict]], stale: bool, place: PlaceRow | None) -> Verdict:
    if not mine:
        return Verdict("fits", fact=_("Nothing is asked here."), word=_("No condition"))
    worst, _raw = max(mine, key=lambda pair: _WORST[pair[0].outcome])
    others = [v.sentence for v, _r in mine if v is not worst and v.outcome == worst.outcome]
    fact = f"{worst.sentence}. {_('Known')}: {worst.known}."
    if others:
        fact += " " + _("Also: %(rules)s.") % {"rules": "; ".join(others)}
    if stale and place is not None:
        fact += f" {FRESHNESS[place.freshness]}."
    return Verdict(
        worst.outcome,
        fact=fact,
        fact_date=worst.fact_date,
        owner=worst.owner,
        obstacle=worst.obstacle if worst.outcome != "fits" else "",
        remedies=worst.remedies if worst.outcome != "fits" else (),
        stale=stale,
    )


def plain_reasons(option: Option, snapshot: Snapshot) -> list[str]:
    """Why a place is not possible now, in the words of the client's page; each reason once."""
    found: dict[str, None] = {}
    for verdict in option.criteria:
        rule = snapshot.by_criterion.get(verdict.criterion)
        fact = rule.fact if rule else fact_of(verdict)
        if not verdict.hard or verdict.outcome is Outcome.FITS:
            continue
        if verdict.outcome is Outcome.UNKNOWN:
            what = (
                _("whether there is room")
                if fact == "CAPACITY"
                else str(FACT_NAMES.get(fact, FACTS.get(fact, fact))).lower()
            )
            found[str(PLAIN_UNKNOWN) % {"what": what}] = None
        else:
            found[str(PLAIN_NO[fact])] = None
    return list(found)


@dataclass(frozen=True)
class OptionView:
    """One place for one person on a card, in a comparison or on paper; what only some of those show is put in words when asked."""

    option: Option
    snapshot: Snapshot
    id: str
    name: str
    note: str
    verdict: str
    stay: bool
    lift: str
    cost: str
    km: int | None
    value: int
    place: PlaceRow | None

    @cached_property
    def verdicts(self) -> list[VerdictView]:
        """Every criterion in words."""
        return [verdict_view(v, self.snapshot) for v in self.option.criteria]

    @cached_property
    def sets(self) -> list[list[tuple[str, str]]]:
        """The smallest sets of remedies, in words."""
        return [
            [(remedy_name(r.id, self.snapshot), remedy_note(r.id, self.snapshot)) for r in s.remedies]
            for s in self.option.remedy_sets[:5]
        ]

    @cached_property
    def team(self) -> TeamView | None:
        """How the team of the place stands; none for staying, where the team knows the person."""
        return team_view(self.place.team) if self.place and not self.stay else None

    @cached_property
    def plain(self) -> list[str]:
        """Why not, in the words of the client's page."""
        return plain_reasons(self.option, self.snapshot)


def option_view(option: Option, page: FitPage) -> OptionView:
    """One option in words."""
    place = page.snapshot.place(int(option.at)) if option.at else None
    nearest = option.remedy_sets[0] if option.remedy_sets else None
    return OptionView(
        option=option,
        snapshot=page.snapshot,
        id=option.place,
        name=place_name(option, page.snapshot),
        note=place_note(place),
        verdict=option.verdict.value.lower(),
        stay=option.kind is OptionKind.STAY,
        lift=lift_line(option, page.snapshot),
        cost=_("€ %(cost)s a year") % {"cost": f"{nearest.cost:,}".replace(",", _(","))}
        if nearest and nearest.cost
        else "",
        km=round(option.km) if option.km is not None else None,
        value=round(option.value * 100),
        place=place,
    )


def summary(options: Iterable[Option]) -> dict[str, int]:
    """How many places fit, are unknown, could be made to fit, and cannot."""
    found = {"fits": 0, "unknown": 0, "liftable": 0, "cannot": 0}
    for option in options:
        if option.verdict is Outcome.FITS:
            found["fits"] += 1
        elif option.verdict is Outcome.UNKNOWN:
            found["unknown"] += 1
        else:
            found["liftable" if option.liftable else "cannot"] += 1
    return found


def need_definitions(page: FitPage, today: date) -> list[tuple[str, str]]:
    """What is needed, as terms and values."""
    need = page.need
    if need is None:
        return []
    yes = {True: _("yes"), False: _("no"), None: _("does not matter")}
    within = _("within %(km)s km") % {"km": need.max_km} if need.max_km else ""
    rows = [
        (_("Forms that would do"), ", ".join(sorted(str(SETTINGS[s]) for s in need.settings))),
        (
            _("Near"),
            ", ".join(x for x in (need.near, within) if x) or _("anywhere"),
        ),
        (_("On one's own"), yes[need.individual]),
        (_("Unconditional stay"), yes[need.unconditional]),
        (_("Urgency"), str(URGENCIES[need.urgency])),
        (_("Waits since"), f"{dates.day(need.since)} ({dates.duration(need.days(today))})"),
    ]
    if need.groups:
        rows.append((_("Seen through the lens of"), ", ".join(str(GROUPS[g]) for g in need.groups)))
    if need.why_residential:
        rows.append((_("Why not ambulatory"), need.why_residential_text))
        if need.ambulatory_test_on:
            rows.append((_("Tested again"), dates.when(need.ambulatory_test_on, today)))
    return rows


def facts_table(page: FitPage, *, may_write: bool) -> Table:
    """The facts that decide, with date and source; what is not known is said so."""
    rows = []
    for code, name in FACT_NAMES.items():
        fact = page.facts.get(code)
        href = reverse("matching:fact", args=[page.person.id, code]) if may_write else ""
        if fact is None and code in {"communication_support"}:
            continue
        rows.append(
            Row(
                [
                    Cell(str(name), href=href),
                    Cell(value_name(code, fact.value) if fact else _("not known"), tone="" if fact else "unknown"),
                    dates.day(fact.noted_on) if fact else "",
                    fact.source if fact else "",
                ]
            )
        )
    return Table(
        _("Facts that decide"),
        [Column(c) for c in (_("Fact"), _("Known"), _("Noted on"), _("Source"))],
        rows,
        hide_caption=True,
    )


def refusals_table(rows: list[RefusalRow]) -> Table:
    """Refusals with their reason and whether the client was seen."""
    return Table(
        _("Refusals"),
        [Column(c) for c in (_("Place"), _("Day"), _("Reason"), _("Client seen"), _("What would be possible"))],
        [
            Row(
                [
                    Cell(r.facility, note=r.refused_by),
                    dates.day(r.refused_on),
                    Cell(
                        str(REFUSALS[r.reason]),
                        note=_("not now: ask again on %(day)s") % {"day": dates.day(r.ask_again_on)}
                        if r.ask_again_on
                        else "",
                    ),
                    Cell(_("yes"), tone="positive")
                    if r.client_seen
                    else Cell(_("on paper only"), tone="negative", note=r.exception_reason),
                    Cell(r.would_be_possible, note=r.consequence),
                ]
            )
            for r in rows
        ],
        empty=_("No refusals are recorded"),
        empty_hint=_("A refusal is recorded with its reason, so that the rule behind it can be found."),
        hide_caption=True,
    )


def side_by_side(views: Sequence[OptionView]) -> list[tuple[str, list[VerdictView | None]]]:
    """The same criterion of each place in one line."""
    heads: dict[str, None] = {}
    for view in views:
        for verdict in view.verdicts:
            heads.setdefault(verdict.about, None)
    return [(head, [_worst_of(view, head) for view in views]) for head in heads]


def _worst_of(view: OptionView, head: str) -> VerdictView | None:
    mine = [v for v in view.verdicts if v.about == head]
    return max(mine, key=lambda v: _WORST[v.outcome]) if mine else None
