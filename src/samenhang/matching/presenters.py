"""From verdicts and rounds to what a page prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samenhang.engines.fit.result import CriterionVerdict, Option, OptionKind
from samenhang.engines.fit.terms import Outcome
from samenhang.matching.labels import (
    GROUPS,
    MISSING_STATUSES,
    OUTCOMES,
    PLAIN_NO,
    PLAIN_UNKNOWN,
    REASONS,
    REFUSALS,
    UNPLACED,
    URGENCIES,
    VERDICTS,
)
from samenhang.matching.models import MissingSupply
from samenhang.matching.selectors import Blocker, BottleneckPage, Bundle, DecisionRow, FitPage, RefusalRow, TablePage
from samenhang.people.selectors import PersonRow
from samenhang.picture.labels import FACTS as FACT_NAMES
from samenhang.supply.labels import (
    FACTS,
    FRESHNESS,
    OBSTACLES,
    REMEDY_KINDS,
    SETTINGS,
    criterion_sentence,
    level_name,
    value_name,
)
from samenhang.supply.selectors import PlaceRow, Snapshot
from samenhang.ui import dates
from samenhang.ui.charts import BarChart, BarItem
from samenhang.ui.matrix import Criterion, Matrix, Remedy, Verdict
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


@dataclass(frozen=True)
class VerdictView:
    """One criterion of one place in words."""

    outcome: str
    about: str
    sentence: str
    known: str
    fact_date: date | None
    source: str
    owner: str
    obstacle: str
    remedies: list[Remedy] = field(default_factory=list)
    version: int = 1
    hard: bool = True


def fact_of(verdict: CriterionVerdict) -> str:
    """The name of the fact that a criterion tests; built-in criteria are their own."""
    for used in verdict.facts:
        if used.name not in {"location"}:
            return used.name
    return "location" if verdict.facts else verdict.criterion


def verdict_view(verdict: CriterionVerdict, snapshot: Snapshot) -> VerdictView:
    """A verdict in words: what is asked, what is known, whose rule it is, what would lift it."""
    rule = snapshot.by_criterion.get(verdict.criterion)
    fact = rule.fact if rule else fact_of(verdict)
    used = verdict.facts[0] if verdict.facts else None
    known = _value(fact, used.value, snapshot) if used is not None and fact != "location" else ""
    if verdict.km is not None:
        known = _("%(km)s km") % {"km": round(verdict.km)}
    if verdict.criterion == "CAPACITY":
        known = str(REASONS[verdict.reason.value])
        if verdict.details and verdict.reason.value == "FULL_UNTIL":
            known = _("full until %(day)s") % {"day": dates.day(date.fromisoformat(verdict.details[0]))}
    sentence = (
        criterion_sentence(rule.fact, rule.operator, rule.values) if rule else _need_sentence(verdict, fact, snapshot)
    )
    return VerdictView(
        outcome=verdict.outcome.value.lower(),
        about=str(FACTS.get(fact, fact)),
        sentence=sentence,
        known=known or str(REASONS[verdict.reason.value]),
        fact_date=used.date if used else None,
        source=_source(used.source if used else ""),
        owner=_owner_name(verdict.owner),
        obstacle=str(OBSTACLES[verdict.obstacle.value]),
        remedies=[Remedy(remedy_name(code, snapshot), note=remedy_note(code, snapshot)) for code in verdict.remedies],
        version=verdict.version,
        hard=verdict.hard,
    )


def _owner_name(owner: str) -> str:
    return {"need": _("what the person needs"), "case director": _("the case director")}.get(owner, owner)


def _source(source: str) -> str:
    return {"title": _("title register"), "indication": _("indications"), "register": _("personal details")}.get(
        source, source
    )


def _value(fact: str, value: Any, snapshot: Snapshot) -> str:
    """A value in words; treatments by the name that the register gives them."""
    if fact != "treatments" or value is None:
        return value_name(fact, value)
    return ", ".join(sorted(snapshot.treatment(code, get_language() or "nl") for code in value)) or _("none")


def _need_sentence(verdict: CriterionVerdict, fact: str, snapshot: Snapshot) -> str:
    if verdict.operator is None:
        return str(FACTS.get(verdict.criterion, verdict.criterion))
    if verdict.criterion.startswith("need:within"):
        return _("Needed: within %(km)s km") % {"km": verdict.criterion.rsplit(":", 1)[1]}
    expected = verdict.expected
    values = (
        list(expected)
        if isinstance(expected, set | frozenset | tuple | list)
        else []
        if expected is None
        else [expected]
    )
    if fact == "treatments":
        return _("Needed: %(rule)s") % {"rule": _value(fact, values, snapshot)}
    return _("Needed: %(rule)s") % {"rule": criterion_sentence(fact, verdict.operator.value, values)}


def remedy_name(code: str, snapshot: Snapshot) -> str:
    """A remedy in words; derived ones (wait, bring, find out) are made here."""
    code = code.split("@", 1)[0]
    remedy = snapshot.remedies.get(code)
    if remedy is not None:
        return remedy.name(get_language() or "nl")
    kind, _colon, rest = code.partition(":")
    if kind == "wait":
        place = snapshot.place(int(rest)) if rest.isdigit() else None
        free = place.availability.free_from if place else None
        return _("Wait until %(day)s") % {"day": dates.day(free)} if free else _("Wait until a slot is free")
    if kind == "bring":
        return _("Bring expertise: %(what)s") % {
            "what": snapshot.treatment(rest.rsplit(":", 1)[-1], get_language() or "nl")
        }
    if kind == "find-out":
        return _("Find out: %(what)s") % {"what": unknown_name(code)}
    return code


def unknown_name(code: str) -> str:
    """What has to be found out, in words: the fact behind a derived remedy."""
    fact = code.rsplit(":", 1)[-1]
    if fact == "free":
        return _("whether there is room")
    return str(FACT_NAMES.get(fact, FACTS.get(fact, fact))).lower()


def remedy_note(code: str, snapshot: Snapshot) -> str:
    """Whose it is and what it costs."""
    remedy = snapshot.remedies.get(code.split("@", 1)[0])
    if remedy is None:
        return ""
    cost = _("€ %(cost)s a year") % {"cost": f"{remedy.cost:,}".replace(",", _(","))} if remedy.cost else _("no cost")
    return f"{remedy.owner}, {cost}"


def place_name(option: Option, snapshot: Snapshot) -> str:
    """The name of the place, or staying with expertise brought in."""
    if option.kind is OptionKind.STAY:
        here = snapshot.place(int(option.at)) if option.at else None
        return (
            _("Stay at %(place)s and bring the expertise") % {"place": here.name}
            if here
            else _("Stay and bring the expertise")
        )
    place = snapshot.place(int(option.place))
    return place.name if place else option.place


def verdict_word(option: Option) -> str:
    """Fits, does not fit or unknown, as a word."""
    return str(VERDICTS[option.verdict.value]).lower()


def place_note(place: PlaceRow | None) -> str:
    """Form, level and organisation of a place in one line."""
    return (
        ""
        if place is None
        else f"{SETTINGS[place.setting]}, {level_name(place.security_level)} · {place.organisation} · {place.municipality}"
    )


def lift_line(option: Option, snapshot: Snapshot) -> str:
    """The nearest way to make it fit, in one line."""
    if option.verdict is Outcome.FITS:
        return _("Fits now")
    if option.verdict is Outcome.UNKNOWN:
        return _("Find out first: %(what)s") % {
            "what": ", ".join(unknown_name(r.id) for r in option.to_find_out[:3]) or _("what is unknown")
        }
    if not option.remedy_sets:
        return _("Cannot be made to fit")
    nearest = option.remedy_sets[0]
    parts = [remedy_name(r.id, snapshot) for r in nearest.remedies]
    if option.unknowns:
        parts.append(_("find out: %(what)s") % {"what": ", ".join(unknown_name(r.id) for r in option.to_find_out[:3])})
    return " + ".join(parts)


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
                note=place_note(place),
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
    """One place for one person on a card, in a comparison or on paper."""

    id: str
    name: str
    note: str
    verdict: str
    stay: bool
    lift: str
    cost: str
    km: int | None
    value: int
    verdicts: list[VerdictView]
    sets: list[list[tuple[str, str]]]
    place: PlaceRow | None
    plain: list[str]


def option_view(option: Option, page: FitPage) -> OptionView:
    """One option in words."""
    place = page.snapshot.place(int(option.at)) if option.at else None
    nearest = option.remedy_sets[0] if option.remedy_sets else None
    return OptionView(
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
        verdicts=[verdict_view(v, page.snapshot) for v in option.criteria],
        sets=[
            [(remedy_name(r.id, page.snapshot), remedy_note(r.id, page.snapshot)) for r in s.remedies]
            for s in option.remedy_sets[:5]
        ],
        place=place,
        plain=plain_reasons(option, page.snapshot),
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
                    str(REFUSALS[r.reason]),
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


# ---- the table ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class TableLine:
    """One person at the table."""

    person_id: int
    name: str
    number: str
    municipality: str
    waits: str
    urgency: str
    urgency_tone: str
    forms: str
    proposal: str
    proposal_note: str
    remedies: list[str]
    reasons: list[str]
    decided: str
    decided_tone: str
    url: str


_TONES = {"URGENT": "negative", "SOON": "warning", "NORMAL": "neutral"}


def table_lines(page: TablePage, today: date) -> list[TableLine]:
    """Everybody who waits, urgent first, then who waits longest; those decided about in this round at the end."""
    lines = []
    order = {"URGENT": 0, "SOON": 1, "NORMAL": 2}
    for need in sorted(page.needs, key=lambda n: (order[n.urgency], n.since, n.id)):
        row = page.people.get(need.person_id)
        if row is not None:
            lines.append(_line(page, row, need.urgency, dates.duration(need.days(today)), need.settings))
    waiting = {n.person_id for n in page.needs}
    lines += [
        _line(page, page.people[person_id], "", "", ())
        for person_id in page.decisions
        if person_id not in waiting and person_id in page.people
    ]
    return lines


def _line(page: TablePage, row: PersonRow, urgency: str, waits: str, forms: Sequence[str]) -> TableLine:
    proposal = page.proposals.get(row.id)
    decision = page.decisions.get(row.id)
    name = note = ""
    if proposal and proposal.kind:
        place = page.snapshot.place(proposal.place_id)
        name = (
            _("Stay and bring the expertise")
            if proposal.kind == "STAY"
            else place.name
            if place
            else _("A place that left the register")
        )
        note = place_note(place)
    if decision and decision.outcome in {"ACCEPTED", "OTHER_PLACE"}:
        decided = page.snapshot.place(decision.place_id)
        name = _("Stay and bring the expertise") if decision.kind == "STAY" else decision.place
        note = place_note(decided)
    return TableLine(
        person_id=row.id,
        name=row.name,
        number=row.number,
        municipality=row.municipality,
        waits=waits,
        urgency=str(URGENCIES[urgency]) if urgency else "",
        urgency_tone=_TONES.get(urgency, "neutral"),
        forms=", ".join(sorted(str(SETTINGS[s]) for s in forms)),
        proposal=name,
        proposal_note=note,
        remedies=[
            remedy_name(c, page.snapshot)
            for c in (decision.remedies if decision else proposal.remedies if proposal else ())
        ],
        reasons=[str(UNPLACED[c]) for c in proposal.reasons] if proposal and not proposal.kind else [],
        decided=str(OUTCOMES[decision.outcome]) if decision else "",
        decided_tone="positive" if decision and decision.outcome in {"ACCEPTED", "OTHER_PLACE"} else "neutral",
        url=reverse("matching:decide", args=[row.id]),
    )


def round_view(page: TablePage) -> dict[str, Any] | None:
    """The newest round: how many placed, how good the answer is, what it needs."""
    row = page.round
    if row is None:
        return None
    bound, got = row.bound.get("priority", 0), row.objective.get("priority", 0)
    return {
        "at": row.computed_at,
        "placed": row.placed,
        "people": row.people,
        "proven": row.status == "optimal",
        "gap": 0 if row.status == "optimal" or not bound else round(100 * (bound - got) / bound, 2),
        "budget": row.budget,
        "cost": row.objective.get("cost", 0),
        "remedies": [(remedy_name(c, page.snapshot), remedy_note(c, page.snapshot)) for c in row.remedies],
        "seconds": row.seconds,
    }


def insights_table(page: TablePage) -> Table | None:
    """What one more remedy or one more slot would bring."""
    if page.round is None:
        return None
    rows = []
    for kind, code, more, proven in page.round.insights[:12]:
        place = page.snapshot.place(int(code)) if kind == "PLACE" else None
        name = remedy_name(code, page.snapshot) if kind == "REMEDY" else place.name if place else code
        rows.append(
            Row(
                [
                    Cell(name, note=remedy_note(code, page.snapshot) if kind == "REMEDY" else place_note(place)),
                    _("Rule, money or expertise") if kind == "REMEDY" else _("One more slot"),
                    Cell(
                        ngettext("%(n)s more person", "%(n)s more people", more) % {"n": more},
                        note="" if proven else _("at least"),
                    ),
                ]
            )
        )
    return Table(
        _("What would help most"),
        [Column(_("What")), Column(_("Kind")), Column(_("Places for"), number=True)],
        rows,
        empty=_("Nothing alone would place more people"),
        empty_hint=_("Only a combination would. Look at the bottlenecks."),
        hide_caption=True,
    )


# ---- bottlenecks ----------------------------------------------------------------------------------
def blocker_name(b: Blocker, snapshot: Snapshot) -> str:
    """A bottleneck as a sentence."""
    if b.row is not None:
        where = f"{SETTINGS[b.row.setting]}: " if b.row.setting else ""
        return f"{where}{criterion_sentence(b.row.fact, b.row.operator, b.row.values)}"
    if b.key == "CAPACITY":
        return _("No free slot")
    if b.key == "PLACE_CLOSES":
        return _("The place closes")
    if b.key == "NO_CURRENT_PLACE":
        return _("Staying: no place now, or not in the register")
    _need, what, *rest = b.key.split(":")
    words = {
        "form": _("No place of the form that is needed"),
        "individual": _("No place for one person"),
        "unconditional": _("No unconditional place"),
        "treatment": _("The treatment is not offered there: %(what)s")
        % {"what": snapshot.treatment(rest[0], get_language() or "nl") if rest else ""},
        "within": _("Too far: more than %(km)s km") % {"km": rest[0] if rest else ""},
        "level": _("More security than is needed"),
        "low-stimulus": _("Not low in stimuli"),
    }
    return words.get(what, b.key)


def grouped(page: BottleneckPage) -> list[Blocker]:
    """Blockers joined with their likes: the same rule at many places, or the same kind of need, counts once."""
    joined: dict[str, Blocker] = {}
    for b in page.blockers:
        key = _likes(b)
        if key in joined:
            a = joined[key]
            best = a if a.people_opened >= b.people_opened else b
            joined[key] = Blocker(
                best.key, best.kind, best.obstacle, "; ".join(dict.fromkeys([*a.owner.split("; "), *b.owner.split("; ")])), max(a.people_touched, b.people_touched), max(a.people_opened, b.people_opened),
                a.pairs_blocked + b.pairs_blocked, best.row, tuple(sorted({*a.remedies, *b.remedies})),
            )  # fmt: skip
        else:
            joined[key] = b
    return sorted(joined.values(), key=lambda b: (-b.people_opened, -b.people_touched, -b.pairs_blocked, b.key))


def _likes(b: Blocker) -> str:
    if b.row is not None:
        values = b.row.values if b.row.scope in {"NATION", "REGION"} else ()
        return f"{b.row.scope in {'PLACE', 'LOCATION'}}:{b.row.fact}:{b.row.operator}:{b.row.setting}:{values}"
    return ":".join(b.key.split(":")[:2])


SMALLEST = 10  # below this a number of people could be traced by who does not know them anyway


def _people(count: int, *, exact: bool) -> str:
    """A number of people; a small one only for those who may know these people."""
    return str(count) if exact or count == 0 or count >= SMALLEST else _("fewer than 10")


def _owner(b: Blocker) -> str:
    if b.row is not None and b.row.scope in {"PLACE", "LOCATION"}:
        return _("the places themselves")
    owners = [o for o in b.owner.split("; ") if o]
    if owners == ["need"]:
        return _("what people need")
    if len(owners) > 2:
        return _("%(count)s organisations") % {"count": len(owners)}
    return ", ".join(owners) or _("nobody named")


def bottleneck_table(page: BottleneckPage, snapshot: Snapshot, *, exact: bool) -> Table:
    """What blocks how many, the most helpful to lift first. ``exact`` only for a table that knows these people."""
    rows = []
    for b in grouped(page)[:40]:
        hidden = not exact and b.people_touched < SMALLEST
        rows.append(
            Row(
                [
                    Cell(blocker_name(b, snapshot), note="; ".join(remedy_name(r, snapshot) for r in b.remedies[:2])),
                    str(OBSTACLES[b.obstacle]),
                    _owner(b),
                    _people(b.people_touched, exact=exact),
                    Cell(_people(b.people_opened, exact=exact), tone="accent" if b.people_opened else "", icon=""),
                    _("withheld") if hidden else str(b.pairs_blocked),
                ]
            )
        )
    columns = [
        Column(_("What stands in the way")),
        Column(_("Kind")),
        Column(_("Whose it is")),
        Column(_("People who meet it"), number=True),
        Column(_("Would get a first place without it"), number=True),
        Column(_("Pairs blocked"), number=True),
    ]
    return Table(
        _("What stands in the way"),
        columns,
        rows,
        empty=_("Nothing stands in the way"),
        empty_hint=_("Nobody waits, or everybody has a place."),
        hide_caption=True,
    )


def bottleneck_figures(page: BottleneckPage, *, exact: bool) -> list[dict[str, str]]:
    """Who waits, with and without a place that fits; withheld together when one of them is small."""
    parts = (page.fitting, page.unknown, page.without)
    hide = not exact and any(0 < p < SMALLEST for p in parts)

    def shown(value: int) -> str:
        return _("withheld") if hide else str(value)

    return [
        {"value": _people(page.waiting, exact=exact), "label": _("people wait"), "tone": ""},
        {"value": shown(page.fitting), "label": _("have a place that fits now"), "tone": "positive"},
        {"value": shown(page.unknown), "label": _("have none, but something is unknown"), "tone": "warning"},
        {"value": shown(page.without), "label": _("have no place that fits"), "tone": "negative"},
    ]


def obstacle_chart(page: BottleneckPage, *, exact: bool) -> BarChart:
    """How often each kind of obstacle stands between a person and a place; withheld where a row of its kind is."""
    hidden = set() if exact else {b.obstacle for b in grouped(page) if b.people_touched < SMALLEST}
    return BarChart(
        title=_("Kinds of obstacles"),
        items=[BarItem(str(OBSTACLES[code]), None if code in hidden else count) for code, count in page.by_obstacle],
        withheld=_("withheld"),
        label=_("Kind"),
        value_label=_("Pairs of a person and a place"),
    )


def remedy_table(page: BottleneckPage, snapshot: Snapshot, *, exact: bool) -> Table:
    """What each remedy alone would open."""
    rows = [
        Row(
            [
                Cell(r.name(get_language() or "nl"), note=remedy_note(r.code, snapshot)),
                str(REMEDY_KINDS[r.kind]),
                _people(reached, exact=exact),
                Cell(_people(opened, exact=exact), tone="accent" if opened else ""),
            ]
        )
        for r, opened, reached in page.remedies
    ]
    columns = [
        Column(_("Remedy")),
        Column(_("Kind")),
        Column(_("People it reaches"), number=True),
        Column(_("Would get a first place by it alone"), number=True),
    ]
    return Table(
        _("What would lift it"),
        columns,
        rows,
        empty=_("No remedies are known"),
        empty_hint=_("Add remedies to the criteria of the register."),
        hide_caption=True,
    )


def first_blocker(page: BottleneckPage, snapshot: Snapshot, *, exact: bool) -> dict[str, Any] | None:
    """The single rule that stands in the way most often, as a sentence."""
    rules = [b for b in grouped(page) if b.kind == "RULE"]
    if not rules:
        return None
    best = max(rules, key=lambda b: (b.people_opened, b.pairs_blocked))
    return {
        "name": blocker_name(best, snapshot),
        "people": _people(best.people_touched, exact=exact),
        "opened": _people(best.people_opened, exact=exact) if best.people_opened else "",
        "owner": _owner(best),
    }


def person_tabs(person_id: int) -> list[dict[str, Any]]:
    """The views on one person, with this one current."""
    return [
        {"url": reverse("web:person", args=[person_id]), "label": _("Person and lifeline"), "icon": "user"},
        {"url": reverse("matching:fit", args=[person_id]), "label": _("What fits?"), "current": True, "icon": "home"},
        {"url": reverse("web:history", args=[person_id]), "label": _("Titles and history"), "icon": "history"},
    ]


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


def remedy_lines(codes: Iterable[str], snapshot: Snapshot) -> list[tuple[str, str]]:
    """Remedies with their owner and cost."""
    return [(remedy_name(c, snapshot), remedy_note(c, snapshot)) for c in codes]


def unplaced_lines(codes: Iterable[str]) -> list[str]:
    """Why a round proposes nothing."""
    return [str(UNPLACED[c]) for c in codes]


def decisions_table(rows: Sequence[DecisionRow]) -> Table:
    """What has been decided about this person."""
    return Table(
        _("Decisions"),
        [Column(c) for c in (_("Decision"), _("Day"), _("Place"), _("Reason"), _("By"))],
        [
            Row(
                [
                    Cell(
                        str(OUTCOMES[d.outcome]),
                        tone="positive" if d.outcome in {"ACCEPTED", "OTHER_PLACE"} else "neutral",
                    ),
                    dates.day(dates.as_date(d.decided_at)),
                    d.place or (_("Stays, with expertise") if d.kind == "STAY" else ""),
                    d.reason,
                    d.decided_by,
                ]
            )
            for d in rows
        ],
        empty=_("Nothing has been decided yet"),
        hide_caption=True,
    )


# ---- missing supply -------------------------------------------------------------------------------
def _rounded(count: int) -> int:
    """To the nearest five from ten on, so that two pages cannot be subtracted."""
    return count if count < SMALLEST else 5 * round(count / 5)


def bundles_table(bundles: Sequence[Bundle], *, exact: bool, may_plan: bool) -> Table:
    """Unmet needs that are alike, with a way to take one on."""
    rows = []
    shown = (
        bundles
        if exact
        else sorted(
            bundles,
            key=lambda b: (-_rounded(b.people) if b.people >= SMALLEST else 0, str(SETTINGS[b.setting]), b.level or 0),
        )
    )
    for b in shown[:30]:
        level = level_name(b.level)
        query = f"?setting={b.setting}" + (f"&level={b.level}" if b.level is not None else "")
        href = reverse("matching:missing_new") + query if may_plan else ""
        rows.append(
            Row(
                [
                    Cell(str(SETTINGS[b.setting]), note=level),
                    _people(b.people if exact else _rounded(b.people), exact=exact),
                    str(b.free),
                    Cell(_("Take it on") if may_plan else "", href=href),
                ]
            )
        )
    columns = [
        Column(_("Form and level")),
        Column(_("People for whom no place fits now"), number=True),
        Column(_("Free slots of this form"), number=True),
        Column(""),
    ]
    return Table(
        _("Needs that are alike"),
        columns,
        rows,
        note=_("Somebody counts for each form that would do."),
        empty=_("Everybody who waits has a place that fits"),
        hide_caption=True,
    )


def missing_table(rows: Sequence[MissingSupply], today: date, *, may_plan: bool) -> Table:
    """Missing supply that somebody has taken on; a next step that is late is red."""
    lines = []
    for m in rows:
        running = m.status not in {"REALISED", "STOPPED"}
        lines.append(
            Row(
                [
                    Cell(
                        m.title,
                        note=f"{SETTINGS[m.setting]}, {level_name(m.security_level)}",
                        href=reverse("matching:missing", args=[m.pk]) if may_plan else "",
                    ),
                    str(m.places_wanted),
                    m.owner,
                    Cell(str(MISSING_STATUSES[m.status]), tone="positive" if m.status == "REALISED" else "neutral"),
                    Cell(
                        m.next_step,
                        note=dates.when(m.next_on, today),
                        tone="negative" if running and m.next_on < today else "",
                    ),
                ]
            )
        )
    columns = [
        Column(_("What is missing")),
        Column(_("Places wanted"), number=True),
        Column(_("Who takes it on")),
        Column(_("State")),
        Column(_("Next step")),
    ]
    return Table(
        _("Taken on"),
        columns,
        lines,
        empty=_("Nothing has been taken on yet"),
        empty_hint=_("Choose needs that are alike, and say who does what by when."),
        hide_caption=True,
    )
