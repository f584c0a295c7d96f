"""How it goes by life domain, as the person sees it and as those who work with them see it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.picture.enums import LifeDomain, Side
from samenhang.picture.models import DomainView


@dataclass(frozen=True)
class DomainRow:
    """How one domain goes as one side sees it on one day."""

    id: int
    domain: str
    side: str
    state: str
    wish: str
    own_action: str
    question: str
    organisations: list[str]
    said_by: str
    on: date


@dataclass(frozen=True)
class DomainPair:
    """One domain as both sides see it now, and everything that was said about it before, the newest first."""

    domain: LifeDomain
    client: DomainRow | None
    professional: DomainRow | None
    earlier: tuple[DomainRow, ...]


_FIELDS = tuple(f.name for f in fields(DomainRow))


def domains(actor: Actor, person_id: int, *, purpose: Purpose) -> list[DomainPair]:
    """All fourteen domains in the order of the handbook, those without a word as well; one query."""
    rows = DomainView.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, ended_at__isnull=True)
    by_domain: dict[str, list[DomainRow]] = {}
    for v in rows.order_by("-on", "-id").values_list(*_FIELDS):
        by_domain.setdefault(v[1], []).append(DomainRow(*v))
    return [_pair(domain, by_domain.get(domain, [])) for domain in LifeDomain]


def _pair(domain: LifeDomain, rows: list[DomainRow]) -> DomainPair:
    newest: dict[str, DomainRow] = {}
    for row in rows:
        newest.setdefault(row.side, row)
    now = {r.id for r in newest.values()}
    return DomainPair(
        domain, newest.get(Side.CLIENT), newest.get(Side.PROFESSIONAL), tuple(r for r in rows if r.id not in now)
    )
