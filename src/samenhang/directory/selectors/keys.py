"""API keys of somebody; the key itself is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samenhang.directory.models import ApiKey


@dataclass(frozen=True)
class KeyRow:
    """An API key as its owner sees it."""

    id: int
    name: str
    prefix: str
    scopes: tuple[str, ...]
    start: date
    end: date
    last_used_on: date | None
    state: str  # ACTIVE, ENDED or REVOKED


def keys_of(user_id: int, today: date) -> list[KeyRow]:
    """All keys of this user, the newest first."""
    return [
        KeyRow(
            id=k.pk,
            name=k.name,
            prefix=k.prefix,
            scopes=tuple(k.scopes),
            start=k.start,
            end=k.end or k.start,
            last_used_on=k.last_used_on,
            state="REVOKED" if k.revoked_at else "ACTIVE" if k.period.contains(today) else "ENDED",
        )
        for k in ApiKey.objects.filter(owner_id=user_id)
    ]
