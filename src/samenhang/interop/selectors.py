"""Reading a file that waits for its confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samenhang.base.actor import Actor
from samenhang.interop.enums import Kind
from samenhang.interop.models import Upload


@dataclass(frozen=True)
class KeptFile:
    """A file between dry run and confirmation."""

    token: str
    name: str
    content: bytes
    expires_at: datetime


def kept_file(actor: Actor, kind: Kind, token: str, *, now: datetime) -> KeptFile | None:
    """The file with this token, None unless this person uploaded it in this session and it has not expired."""
    row = Upload.objects.filter(
        token=token, user_id=actor.user_id or 0, session=actor.session, kind=kind, expires_at__gt=now
    ).first()
    return KeptFile(row.token, row.name, bytes(row.content), row.expires_at) if row else None
