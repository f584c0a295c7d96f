"""Reading registered time: one's own lines, the totals of one's organisation, and those of the region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth

from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant
from samenhang.directory.enums import OrganisationKind, Power
from samenhang.directory.selectors import organisations_by_kind
from samenhang.finance.models import TimeLine

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
