"""Reading needs, refusals, rounds and decisions; and gathering what the engines need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from samenhang.access.door import granted
from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenIds, Kept
from samenhang.directory.enums import Power
from samenhang.directory.selectors import municipality_map
from samenhang.engines.fit.bottlenecks import bottlenecks as count_bottlenecks
from samenhang.engines.fit.result import Option
from samenhang.engines.fit.solve import explain_person, solve
from samenhang.legal.selectors import indications_for_rule, titles_and_indications, titles_for_rule
from samenhang.matching.adapters.fit import Gathered, NeedRow, PersonFacts, fit_problem
from samenhang.matching.enums import DecisionOutcome, NeedStatus
from samenhang.matching.models import CareNeed, MissingSupply, PlacementDecision, Proposal, Refusal, Round
from samenhang.pathway.selectors import current_stay, placements, placements_for_rule
from samenhang.people.selectors import PERSON_FIELDS, PersonKey, PersonRow, keys, people_by_id, person, person_row
from samenhang.picture.selectors import Fact as PictureFact
from samenhang.picture.selectors import facts as picture_facts
from samenhang.picture.selectors import facts_for_rule
from samenhang.supply.selectors import CriterionRow, RemedyRow, Snapshot, snapshot

_NEED = (
    "id", "person_id", "compartment_id", "status", "since", "urgency", "priority", "settings", "near_id", "near__name", "max_km",
    "individual", "unconditional", "treatments", "groups", "why_residential", "why_residential_text", "ambulatory_test_on", "version",
)  # fmt: skip


def _need(v: Any) -> NeedRow:
    return NeedRow(*[*v[:7], tuple(v[7]), v[8], v[9] or "", *v[10:13], tuple(v[13]), tuple(v[14]), *v[15:]])


@Kept
def _needs(reader: Actor, purpose: Purpose, everybody: bool) -> QuerySet:
    rows = CareNeed.objects.visible_to(reader, purpose=purpose).filter(status=NeedStatus.OPEN)
    if not everybody:
        rows = rows.filter(person_id__in=GivenIds("people"))
    return rows.order_by("since", "id").values_list(*_NEED)


def needs(actor: Actor, *, purpose: Purpose, person_ids: Collection[int] | None = None) -> list[NeedRow]:
    """The open needs (of everybody, or of these people) that the actor may see, who waits longest first."""
    of_whom = {} if person_ids is None else {"people": person_ids}
    return [_need(v) for v in _needs.rows(actor.reader, purpose, person_ids is None, **of_whom)]


def urgencies(actor: Actor, *, purpose: Purpose) -> dict[str, int]:
    """How many open needs the actor may see, by urgency."""
    rows = CareNeed.objects.visible_to(actor, purpose=purpose).filter(status=NeedStatus.OPEN).order_by()
    return dict(rows.values_list("urgency").annotate(n=Count("id")))


def need_of(actor: Actor, person_id: int, *, purpose: Purpose) -> NeedRow | None:
    """The open need of a person, or else the latest one; None when there is none that the actor may see."""
    rows = CareNeed.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    found = [_need(v) for v in rows.order_by("-since", "-id").values_list(*_NEED)]
    return next((n for n in found if n.status == NeedStatus.OPEN), found[0] if found else None)


def open_needs_for_rule(*, reason: str) -> list[NeedRow]:
    """All open needs, for the engines and for aggregates."""
    rows = CareNeed.objects.for_rule(reason).filter(status=NeedStatus.OPEN)
    return [_need(v) for v in rows.order_by("since", "id").values_list(*_NEED)]


class Demand(NamedTuple):
    """What a need adds to the picture of a region: which forms and groups, since when, from which municipality."""

    person_id: int
    since: date
    settings: Sequence[str]
    groups: Sequence[str]
    municipality_id: int


@Kept
def _demand(reason: str) -> QuerySet:
    rows = CareNeed.objects.for_rule(reason).filter(status=NeedStatus.OPEN)
    return rows.values_list("person_id", "since", "settings", "groups", "person__municipality_id")


def demand_for_rule(*, reason: str) -> list[Demand]:
    """All open needs as counts want them; never shown one by one."""
    return [Demand(*v) for v in _demand.rows(reason)]


def gather(needs: Collection[NeedRow], snapshot: Snapshot, *, today: date, reason: str) -> Gathered:
    """Everything the fit engine needs about these people and the register, in seven queries whatever their number."""
    ids = [n.person_id for n in needs]
    narrow = ids if len(ids) < 500 else None
    people = {k.id: k for k in keys(reason=reason, ids=narrow)}
    titles = titles_for_rule(reason=reason, person_ids=narrow, today=today)
    entitled = indications_for_rule(reason=reason, person_ids=narrow, today=today)
    facts = facts_for_rule(reason=reason, person_ids=narrow)
    stays = placements_for_rule(reason=reason, person_ids=narrow, since=today)
    return Gathered(
        people=tuple(
            PersonFacts(
                key=people[n.person_id],
                need=n,
                titles=tuple(titles.get(n.person_id, ())),
                indications=tuple(entitled.get(n.person_id, ())),
                facts=facts.get(n.person_id, {}),
                current=current_stay(stays.get(n.person_id, ()), today),
            )
            for n in needs
        ),
        snapshot=snapshot,
        municipalities=municipality_map(),
        today=today,
    )


@dataclass(frozen=True)
class RefusalRow:
    """A refusal as a page shows it."""

    id: int
    person_id: int
    place_id: int | None
    facility: str
    refused_on: date
    reason: str
    criterion_key: str
    refused_by: str
    client_seen: bool
    seen_on: date | None
    exception_reason: str
    would_be_possible: str
    consequence: str


_REFUSAL = (
    "id", "person_id", "place_id", "facility", "refused_on", "reason", "criterion_key", "refused_by", "client_seen", "seen_on",
    "exception_reason", "would_be_possible", "consequence",
)  # fmt: skip


@Kept
def _refusals(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Refusal.objects.visible_to(reader, purpose=purpose).filter(person_id__in=GivenIds("people"))
    return rows.order_by("-refused_on", "-id").values_list(*_REFUSAL)


def refusals(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[RefusalRow]:
    """The refusals of these people that the actor may see, the newest first."""
    return [RefusalRow(*v) for v in _refusals.rows(actor.reader, purpose, people=person_ids)]


def need_steps_for_rule(*, reason: str) -> list[tuple[date, date | None]]:
    """Of each need: since when it is there, and the day on which a place was decided on; needs that were withdrawn are left out."""
    met = dict(
        PlacementDecision.objects.for_rule(reason)
        .filter(outcome__in=[DecisionOutcome.ACCEPTED, DecisionOutcome.OTHER_PLACE])
        .order_by()
        .values_list("need_id", "decided_at")
    )
    rows = CareNeed.objects.for_rule(reason).filter(Q(status=NeedStatus.OPEN) | Q(pk__in=list(met)))
    return [
        (since, met[pk].date() if pk in met else None) for pk, since in rows.order_by("pk").values_list("pk", "since")
    ]


def refusal_steps_for_rule(*, reason: str) -> list[tuple[date, date | None]]:
    """Of each refusal: the day, and the day on which the person was seen in person for it; none when it was on paper only."""
    rows = Refusal.objects.for_rule(reason).order_by("pk").values_list("refused_on", "client_seen", "seen_on")
    return [(day, (seen_on or day) if seen else None) for day, seen, seen_on in rows]


def refusals_by_provider(*, reason: str) -> list[tuple[str, str, str, int]]:
    """Counts of refusals by who refused (the organisation of the place, or what was written down), its kind, and why; not shown raw."""
    who = Coalesce("place__location__organisation__name", "organisation__name", "facility")
    kind = Coalesce("place__location__organisation__kind", "organisation__kind", Value(""))
    rows = Refusal.objects.for_rule(reason).order_by().annotate(provider=who, kind=kind)
    return list(rows.values_list("provider", "kind", "reason").annotate(n=Count("id")))


def refusal_pattern(*, reason: str) -> list[tuple[str, str, bool, int]]:
    """Counts of refusals by facility, reason and whether the client was seen; for the regional picture, not shown raw."""
    rows = Refusal.objects.for_rule(reason).order_by()
    return list(
        rows.values_list("facility", "reason", "client_seen").annotate(n=Count("id")).order_by("-n", "facility")
    )


@dataclass(frozen=True)
class ProposalRow:
    """What a round proposes for one person."""

    person_id: int
    need_id: int
    kind: str
    place_id: int | None
    remedies: tuple[str, ...]
    value: float
    reasons: tuple[str, ...]


def latest_round() -> Round | None:
    """The newest computed round; holds no personal facts."""
    return Round.objects.order_by("-computed_at", "-id").first()


def rounds(limit: int = 12) -> list[Round]:
    """The newest rounds."""
    return list(Round.objects.select_related("computed_by")[:limit])


def proposal_for(actor: Actor, person_id: int, *, purpose: Purpose) -> tuple[ProposalRow | None, int | None]:
    """The newest proposal for a person and the round it belongs to."""
    rows = Proposal.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    fields = ("person_id", "need_id", "kind", "place_id", "remedies", "value", "reasons", "round_id")
    v = rows.order_by("-round__computed_at", "-round_id").values_list(*fields).first()
    return (ProposalRow(*[*v[:4], tuple(v[4]), v[5], tuple(v[6])]), v[7]) if v else (None, None)


def proposals(actor: Actor, round_id: int, *, purpose: Purpose, person_ids: Collection[int]) -> dict[int, ProposalRow]:
    """The proposals of a round for these people that the actor may see, by person."""
    rows = Proposal.objects.visible_to(actor, purpose=purpose).filter(round_id=round_id, person_id__in=list(person_ids))
    fields = ("person_id", "need_id", "kind", "place_id", "remedies", "value", "reasons")
    return {v[0]: ProposalRow(*[*v[:4], tuple(v[4]), v[5], tuple(v[6])]) for v in rows.values_list(*fields)}


@dataclass(frozen=True)
class DecisionRow:
    """A decision of the table."""

    person_id: int
    need_id: int
    outcome: str
    kind: str
    place_id: int | None
    place: str
    remedies: tuple[str, ...]
    reason: str
    decided_at: datetime
    decided_by: str
    round_id: int | None


def decisions(
    actor: Actor, *, purpose: Purpose, person_ids: Collection[int] | None = None, round_id: int | None = None
) -> list[DecisionRow]:
    """Decisions that the actor may see, the newest first."""
    rows = PlacementDecision.objects.visible_to(actor, purpose=purpose)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    if round_id is not None:
        rows = rows.filter(round_id=round_id)
    fields = (
        "person_id", "need_id", "outcome", "kind", "place_id", "place__name", "remedies", "reason", "decided_at", "decided_by__name",
        "round_id",
    )  # fmt: skip
    values: list[Any] = list(rows.order_by("-decided_at", "-id").values_list(*fields)[:500])
    return [DecisionRow(*[*v[:5], v[5] or "", tuple(v[6]), *v[7:]]) for v in values]


@dataclass(frozen=True)
class FitPage:
    """Everything about one person and all places."""

    person: PersonRow
    need: NeedRow | None
    facts: dict[str, PictureFact]
    options: tuple[Option, ...]
    snapshot: Snapshot
    refusals: list[RefusalRow]
    labels: dict[str, CriterionRow]
    decisions: list[DecisionRow] = field(default_factory=list)


def person_and_need(actor: Actor, person_id: int) -> tuple[PersonRow | None, NeedRow | None]:
    """A person and their open (else latest) need in one query, each behind its own grant."""
    known = granted(actor, Category.ID_CONTACT)
    rows = CareNeed.objects.visible_to(actor, purpose=Purpose.PLACEMENT)
    rows = rows.filter(person_id=person_id, person__compartment_id__in=known)
    fields = [f"person__{name}" for name in PERSON_FIELDS]
    found = list(rows.order_by("-since", "-id").values_list(*_NEED, *fields))
    if not found:
        return person(actor, person_id, purpose=Purpose.PLACEMENT), None
    pairs = [(person_row(v[len(_NEED) :]), _need(v[: len(_NEED)])) for v in found]
    return next((p for p in pairs if p[1].status == NeedStatus.OPEN), pairs[0])


def fit_page(actor: Actor, person_id: int, *, today: date, now: datetime, with_refusals: bool = True) -> FitPage | None:
    """All places for one person with verdicts, facts and remedies; None when the person is not the actor's to see.

    Reads only facts that the actor may see: what a grant does not open is unknown here.
    """
    row, need = person_and_need(actor, person_id)
    if row is None:
        return None
    register = snapshot(today=today, now=now)
    known = picture_facts(actor, person_id, purpose=Purpose.PLACEMENT)
    options: tuple[Option, ...] = ()
    if need is not None:
        stays = placements(actor, [person_id], purpose=Purpose.PLACEMENT)
        held, entitled = titles_and_indications(actor, person_id, purpose=Purpose.PLACEMENT, today=today)
        gathered = Gathered(
            people=(
                PersonFacts(
                    key=PersonKey(
                        row.id,
                        row.dossier_id,
                        row.compartment_id,
                        row.number,
                        row.birth_date,
                        row.municipality_id,
                        row.tie_id,
                    ),
                    need=need,
                    titles=tuple(held),
                    indications=tuple(i for i in entitled if i.start <= today and (i.end is None or i.end > today)),
                    facts=known,
                    current=current_stay(stays, today),
                ),
            ),
            snapshot=register,
            municipalities=municipality_map(),
            today=today,
        )
        options = explain_person(fit_problem(gathered), str(person_id))
    return FitPage(
        person=row,
        need=need,
        facts=known,
        options=options,
        snapshot=register,
        refusals=refusals(actor, [person_id], purpose=Purpose.PLACEMENT) if with_refusals else [],
        labels=register.by_criterion,
        decisions=decisions(actor, purpose=Purpose.PLACEMENT, person_ids=[person_id]) if with_refusals else [],
    )


@dataclass(frozen=True)
class Blocker:
    """What stands in the way of how many: a rule or a lack, whose it is, and what would lift it."""

    key: str
    kind: str
    obstacle: str
    owner: str
    people_touched: int
    people_opened: int
    pairs_blocked: int
    row: CriterionRow | None
    remedies: tuple[str, ...]


@dataclass(frozen=True)
class BottleneckPage:
    """What blocks how many people in the region today, and which remedy alone would open a place for how many."""

    waiting: int
    fitting: int
    unknown: int
    without: int
    blockers: tuple[Blocker, ...]
    remedies: tuple[tuple[RemedyRow, int, int], ...]
    by_obstacle: tuple[tuple[str, int], ...]


def bottleneck_page(*, today: date, now: datetime) -> BottleneckPage:
    """Counts over everybody who waits. Holds no person; the presenter suppresses small numbers where needed."""
    register = snapshot(today=today, now=now)
    open_needs = open_needs_for_rule(reason="bottlenecks: counts over everybody who waits")
    gathered = gather(open_needs, register, today=today, reason="bottlenecks: counts over everybody who waits")
    return bottlenecks_of(gathered)


def bottlenecks_of(gathered: Gathered) -> BottleneckPage:
    """The bottleneck counts of these people and this register."""
    found = count_bottlenecks(solve(fit_problem(gathered)))
    register = gathered.snapshot
    blockers = []
    obstacles: dict[str, int] = {}
    for c in found.criteria:
        row = register.by_criterion.get(c.criterion)
        kind = "RULE" if row else "NEED" if c.criterion.startswith("need:") else "BUILT_IN"
        if c.pairs_blocked:
            blockers.append(
                Blocker(
                    c.criterion, kind, c.obstacle.value, c.owner or (row.owner if row else ""), c.people_touched, c.people_opened,
                    c.pairs_blocked, row, row.remedies if row else (),
                )
            )  # fmt: skip
            obstacles[c.obstacle.value] = obstacles.get(c.obstacle.value, 0) + c.pairs_blocked
    return BottleneckPage(
        waiting=len(gathered.people),
        fitting=found.people_fitting,
        unknown=found.people_unknown,
        without=found.people_without,
        blockers=tuple(blockers),
        remedies=tuple(
            (register.remedies[r.remedy.id], r.people_opened, r.people_reached)
            for r in found.remedies
            if r.remedy.id in register.remedies and r.people_reached
        ),
        by_obstacle=tuple(sorted(obstacles.items(), key=lambda o: -o[1])),
    )


def knows_everybody(actor: Actor) -> bool:
    """Say whether the actor sits at the table and may see each person who is counted: then small numbers tell nothing new."""
    if not actor.can(Power.SIT_AT_TABLE):
        return False
    waiting = CareNeed.objects.for_rule("whether anybody is counted whom the actor may not see").filter(
        status=NeedStatus.OPEN
    )
    return not waiting.exclude(compartment_id__in=granted(actor, Category.HOUSING_NEEDS)).exists()


@dataclass(frozen=True)
class Bundle:
    """People with like needs for whom no place fits now: the form they need and the security level."""

    setting: str
    level: int | None
    people: int
    free: int


def missing_bundles(*, today: date, now: datetime) -> list[Bundle]:
    """Unmet needs bundled by form and security level, the largest first; holds numbers only.

    Somebody counts for each form that would do, as long as no place fits them now.
    """
    register = snapshot(today=today, now=now)
    reason = "missing supply: counts over unmet needs"
    gathered = gather(open_needs_for_rule(reason=reason), register, today=today, reason=reason)
    verdicts = solve(fit_problem(gathered), counting=False).verdicts
    free: dict[str, int] = {}
    for place in register.places:
        free[place.setting] = free.get(place.setting, 0) + place.availability.free
    counts: dict[tuple[str, int | None], int] = {}
    for number, person_facts in enumerate(gathered.people):
        if (verdicts[number] == 0).any():
            continue
        fact = person_facts.facts.get("security_needed")
        level = fact.value if fact is not None and isinstance(fact.value, int) else None
        for setting in person_facts.need.settings:
            counts[setting, level] = counts.get((setting, level), 0) + 1
    return [
        Bundle(setting, level, people, free.get(setting, 0))
        for (setting, level), people in sorted(counts.items(), key=lambda c: (-c[1], c[0][0], c[0][1] or 0))
    ]


def missing_supply() -> list[MissingSupply]:
    """What has been taken on, the next step that comes first on top."""
    return list(MissingSupply.objects.select_related("started_by"))


def missing_one(missing_id: int) -> MissingSupply | None:
    """One piece of missing supply."""
    return MissingSupply.objects.filter(pk=missing_id).first()


def stays_with_expertise(*, reason: str) -> int:
    """How often the table decided that somebody stays and the expertise comes: moves that were avoided."""
    yes = ["ACCEPTED", "OTHER_PLACE"]
    return PlacementDecision.objects.for_rule(reason).filter(kind="STAY", outcome__in=yes).count()


@dataclass(frozen=True)
class TablePage:
    """A page of everybody who waits, as far as the actor may see them, with the proposal of a round and the decision taken.

    ``order`` holds the people of this page: urgent first, then who waits longest, then who got a decision and waits no more.
    ``waiting`` and ``decided`` count everybody, ``found`` whoever matches the name that was looked for.
    """

    order: tuple[int, ...]
    needs: dict[int, NeedRow]
    people: dict[int, PersonRow]
    proposals: dict[int, ProposalRow]
    decisions: dict[int, DecisionRow]
    round: Round | None
    snapshot: Snapshot
    waiting: int
    decided: int
    found: int


_URGENT_FIRST = {"URGENT": 0, "SOON": 1, "NORMAL": 2}


def table_page(
    actor: Actor, *, today: date, now: datetime, query: str = "", start: int = 0, size: int = 50
) -> TablePage:
    """The placement table: who waits, what the newest round proposes, what has been decided in it."""
    purpose = Purpose.PLACEMENT
    latest = latest_round()
    known = granted(actor, Category.ID_CONTACT)
    open_needs = CareNeed.objects.visible_to(actor, purpose=purpose).filter(
        status=NeedStatus.OPEN, person__compartment_id__in=known
    )
    waits = list(open_needs.order_by("since", "id").values_list("person_id", "urgency", "person__name"))
    waits.sort(key=lambda row: _URGENT_FIRST[row[1]])
    named = {person_id: name for person_id, _urgency, name in waits}
    decided = {}
    if latest:
        taken = PlacementDecision.objects.visible_to(actor, purpose=purpose).filter(
            round_id=latest.pk, person__compartment_id__in=known
        )
        decided = dict(taken.order_by("decided_at", "id").values_list("person_id", "person__name"))
    words = query.casefold().split()
    order = [i for i, name in (named | decided).items() if all(word in name.casefold() for word in words)]
    shown = order[start : start + size]
    ruled = decisions(actor, purpose=purpose, round_id=latest.pk, person_ids=shown) if latest else []
    return TablePage(
        order=tuple(shown),
        needs={n.person_id: n for n in needs(actor, purpose=purpose, person_ids=shown)},
        people=people_by_id(actor, shown, purpose=purpose),
        proposals=proposals(actor, latest.pk, purpose=purpose, person_ids=shown) if latest else {},
        decisions={d.person_id: d for d in reversed(ruled)},
        round=latest,
        snapshot=snapshot(today=today, now=now),
        waiting=len(waits),
        decided=len(decided),
        found=len(order),
    )
