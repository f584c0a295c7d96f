"""Reading registered time, of one's own and in totals; and the provisional cover of people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.errors import NoGrant
from samenhang.base.kept import GivenIds, Kept
from samenhang.directory.enums import OrganisationKind, Power
from samenhang.directory.selectors import organisations_by_kind
from samenhang.finance.enums import CoverState, FinanceAlert
from samenhang.finance.models import CoverStep, ProvisionalCover, TimeLine
from samenhang.finance.rules import Paid, Switch, cover_alert, switches
from samenhang.legal.enums import Duty, TitleStatus
from samenhang.legal.selectors import IndicationRow, TitleRow
from samenhang.pathway.selectors import PlacementRow, stay_of

FUNDERS = frozenset({OrganisationKind.CARE_OFFICE, OrganisationKind.INSURER, OrganisationKind.MUNICIPALITY})


@dataclass(frozen=True)
class Line:
    """One registered line of one's own."""

    id: int
    day: date
    kind: str
    quarters: int
    description: str
    covered_by_id: int | None
    covered_by: str
    version: int


@dataclass(frozen=True)
class Total:
    """Quarters of an hour of an organisation in a month for one kind, and how many of them nobody covers yet."""

    organisation: str
    month: date
    kind: str
    quarters: int
    uncovered: int


def funders() -> list[tuple[int, str]]:
    """The organisations that can cover time: id and name, by name."""
    return [(pk, name) for pk, name, kind in organisations_by_kind() if kind in FUNDERS]


def own_lines(actor: Actor, *, limit: int = 100) -> list[Line]:
    """The actor's own lines, the latest day first."""
    rows = TimeLine.objects.filter(user_id=actor.me, withdrawn_at__isnull=True).select_related("covered_by")
    return [_line(r) for r in rows[:limit]]


def own_line(actor: Actor, line_id: int) -> Line | None:
    """One of the actor's own lines; None when it is somebody else's or was withdrawn."""
    rows = TimeLine.objects.filter(pk=line_id, user_id=actor.me, withdrawn_at__isnull=True)
    row = rows.select_related("covered_by").first()
    return _line(row) if row else None


def _line(r: TimeLine) -> Line:
    return Line(
        r.pk,
        r.day,
        r.kind,
        r.quarters,
        r.description,
        r.covered_by_id,
        r.covered_by.name if r.covered_by else "",
        r.version,
    )


def totals(actor: Actor, *, since: date, everybody: bool = False) -> list[Total]:
    """Totals by organisation, month and kind: of one's own organisation, or of all for who sees the region.

    Raises NoGrant without the power.
    """
    wanted = Power.SEE_REGION if everybody else Power.REGISTER_TIME
    if not actor.can(wanted):
        raise NoGrant("NO_POWER", power=wanted)
    rows = TimeLine.objects.filter(withdrawn_at__isnull=True, day__gte=since)
    if not everybody:
        rows = rows.filter(organisation_id=actor.organisation_id or 0)
    found = (
        rows.annotate(month=TruncMonth("day"))
        .values("organisation__name", "month", "kind")
        .annotate(all=Sum("quarters"), open=Sum("quarters", filter=Q(covered_by__isnull=True)))
        .order_by("-month", "organisation__name", "kind")
    )
    return [Total(r["organisation__name"], r["month"], r["kind"], r["all"], r["open"] or 0) for r in found]


# ---- provisional cover --------------------------------------------------------------------------------


@dataclass(frozen=True)
class CoverStepRow:
    """What happened to cover."""

    act: str
    at: datetime
    by: str
    until: date
    why: str


@dataclass(frozen=True)
class CoverRow:
    """Provisional cover of somebody, with what happened to it."""

    id: int
    what: str
    from_payer: str
    to_payer: str
    start: date
    until: date
    covered_by: str
    agreed_with: str
    hours: Decimal | None
    amount: Decimal | None
    state: str
    settled_on: date | None
    settled_how: str
    settled_amount: Decimal | None
    conversation: str
    steps: tuple[CoverStepRow, ...]


_COVER = (
    "id", "what", "from_payer", "to_payer", "start", "until", "covered_by__name", "agreed_with", "hours", "amount", "state",
    "settled_on", "settled_how", "settled_amount", "conversation",
)  # fmt: skip


def covers_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[CoverRow]:
    """The provisional cover of a person, the newest first, in two questions."""
    rows = ProvisionalCover.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    steps: dict[int, list[CoverStepRow]] = {}
    kept = CoverStep.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id).order_by("at", "id")
    for cover_id, act, at, by, until, why in kept.values_list("cover_id", "act", "at", "by__name", "until", "why"):
        steps.setdefault(cover_id, []).append(CoverStepRow(act, at, by or "", until, why))
    return [CoverRow(*[*v, tuple(steps.get(v[0], ()))]) for v in rows.order_by("-start", "-id").values_list(*_COVER)]


@Kept
def _running(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = ProvisionalCover.objects.visible_to(reader, purpose=purpose).filter(
        person_id__in=GivenIds("people"), state=CoverState.RUNNING
    )
    return rows.order_by("until", "id").values_list("person_id", "until", "covered_by__name")


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """Cover of these people that ends soon or was not settled in time, in one question; support goes on meanwhile."""
    found = []
    for person_id, until, who in _running.rows(actor.reader, purpose, people=person_ids):
        code = cover_alert(until, today)
        if code is not None:
            hard = code == FinanceAlert.COVER_NOT_SETTLED
            found.append(Attention(code, person_id, None, until, hard, who, f"/time/people/{person_id}/cover/"))
    return found


# ---- a switch of payer ---------------------------------------------------------------------------------
@Kept
def _cover_days(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = ProvisionalCover.objects.visible_to(reader, purpose=purpose).filter(person_id__in=GivenIds("people"))
    return rows.values_list("person_id", "start", "until")


def cover_days(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> dict[int, list[tuple[date, date]]]:
    """First and last day of all cover of these people, settled or not, in one question."""
    found: dict[int, list[tuple[date, date]]] = {}
    for person_id, start, until in _cover_days.rows(actor.reader, purpose, people=person_ids):
        found.setdefault(person_id, []).append((start, until))
    return found


def switches_of(
    titles: Collection[TitleRow],
    stays: Collection[PlacementRow],
    indications: Collection[IndicationRow],
    settled: Mapping[int, Collection[Duty]],
    today: date,
) -> list[Switch]:
    """The switches of payer of one person that are not decided, from rows that were read before.

    A title of which somebody wrote down that the payer is arranged, or is not needed, asks nothing more.
    """
    held = [
        Paid(t.payer, t.facts.start, t.facts.end)
        for t in titles
        if t.state not in {TitleStatus.REQUESTED, TitleStatus.REFUSED, TitleStatus.WITHDRAWN}
    ]
    arranged = {t.facts.end for t in titles if Duty.PAYER in settled.get(t.id, ())}
    lived = [Paid(s.payer, s.start, s.end) for s in stays if stay_of(s).is_stay]
    decisions = [(i.law, i.start, i.end) for i in indications]
    return [s for s in switches(lived, held, decisions, today) if s.on not in arranged]
