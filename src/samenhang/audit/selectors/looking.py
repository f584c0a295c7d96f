"""Who looked, for the desk and for the person it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from samenhang.audit.enums import Act
from samenhang.audit.models import AuditLine

# What the person it is about may read: acts on facts, not the housekeeping around them.
LOOKS = (
    Act.READ, Act.SEARCH, Act.EXPORT, Act.PRINT, Act.SHARE, Act.BREAK_GLASS, Act.CREATE, Act.UPDATE, Act.END, Act.DELETE,
    Act.DECIDE, Act.REFUSE, Act.CONSENT, Act.GRANT, Act.SIGN, Act.IMPORT,
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One act on a dossier: who, of which organisation, when, what, why."""

    at: datetime
    who: str
    user_id: int | None
    role: str
    organisation: str
    act: Act
    what: str
    categories: int
    purpose: str
    outcome: str
    acting_for: str
    dossier_id: int | None
    break_glass: bool
    chain: str
    number: int


@dataclass(frozen=True)
class Line:
    """A whole line, for exports to another system."""

    id: int
    chain: str
    number: int
    at: str
    act: str
    outcome: str
    user_id: int | None
    user_name: str
    user_role: str
    user_organisation: str
    auth_level: str
    acting_for: str
    purpose: str
    dossier_id: int | None
    compartment_id: int | None
    regime: str
    object_type: str
    object_id: str
    categories: int
    detail: dict[str, Any]
    source_system: str
    address: str
    session: str
    record_hash: str


LINE_FIELDS = tuple(f.name for f in fields(Line))
_LOOK = (
    "at", "user_name", "user_id", "user_role", "user_organisation", "act", "object_type", "categories", "purpose", "outcome",
    "acting_for", "dossier_id", "detail", "chain", "number",
)  # fmt: skip


def _look(values: tuple[Any, ...]) -> Look:
    (
        at,
        who,
        user,
        role,
        organisation,
        act,
        what,
        categories,
        purpose,
        outcome,
        acting,
        dossier,
        detail,
        chain,
        number,
    ) = values
    return Look(
        at=datetime.fromisoformat(at),
        who=who,
        user_id=user,
        role=role,
        organisation=organisation,
        act=Act(act),
        what=what,
        categories=categories,
        purpose=purpose,
        outcome=outcome,
        acting_for=acting,
        dossier_id=dossier,
        break_glass=act == Act.BREAK_GLASS or bool(detail.get("break_glass")),
        chain=chain,
        number=number,
    )


def looked_at(dossier_id: int, *, start: int = 0, size: int = 50, by_people: bool = False) -> tuple[list[Look], int]:
    """Every act on one dossier, the newest first, and how many there are; ``by_people`` leaves out the system itself.

    Lists in which somebody appeared are in the reader's own chain with the numbers of the dossiers; those are not here.
    """
    rows = AuditLine.objects.filter(dossier_id=dossier_id, act__in=LOOKS).order_by("-id")
    if by_people:
        rows = rows.filter(user_id__isnull=False)
    return [_look(v) for v in rows.values_list(*_LOOK)[start : start + size]], rows.count()


def activity_of(
    user_id: int, *, since: datetime | None = None, until: datetime | None = None, start: int = 0, size: int = 50
) -> tuple[list[Look], int]:
    """Everything that one colleague did, the newest first, and how much there is."""
    rows = _period(AuditLine.objects.filter(user_id=user_id), since, until).order_by("-id")
    return [_look(v) for v in rows.values_list(*_LOOK)[start : start + size]], rows.count()


def _period(rows: QuerySet[AuditLine], since: datetime | None, until: datetime | None) -> QuerySet[AuditLine]:
    if since is not None:
        rows = rows.filter(at__gte=since.astimezone(UTC).isoformat(timespec="microseconds"))
    if until is not None:
        rows = rows.filter(at__lt=until.astimezone(UTC).isoformat(timespec="microseconds"))
    return rows


def lines_of_dossier(dossier_id: int) -> list[Line]:
    """The whole chain of one dossier, the oldest first."""
    rows = AuditLine.objects.filter(dossier_id=dossier_id).order_by("id")
    return [Line(*v) for v in rows.values_list(*LINE_FIELDS)]


def lines_between(since: datetime, until: datetime, *, size: int = 2000) -> Iterator[Line]:
    """Every line of a period, the oldest first, read in pieces so that memory stays level."""
    rows = _period(AuditLine.objects.all(), since, until).order_by("at", "id")
    moment, last = "", 0
    while True:
        piece = rows if not moment else rows.filter(at__gte=moment).exclude(at=moment, id__lte=last)
        found = [Line(*v) for v in piece.values_list(*LINE_FIELDS)[:size]]
        yield from found
        if len(found) < size:
            return
        moment, last = found[-1].at, found[-1].id


def count_acts(user_id: int | None, object_type: str, *, since: datetime) -> int:
    """How often somebody did something since a moment: to stop questions that come by the dozen."""
    rows = AuditLine.objects.filter(user_id=user_id, object_type=object_type)
    return _period(rows, since, None).count()
