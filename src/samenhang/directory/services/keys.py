"""API keys: made by their owner, shown once, used within their scopes, ended any time."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import ApiScope, AuthLevel, Power
from samenhang.directory.models import ApiKey
from samenhang.directory.roles import powers_within, scopes_for
from samenhang.directory.selectors.accounts import may_enter
from samenhang.directory.selectors.region import actor_of
from samenhang.directory.services.sessions import own_id

LONGEST = timedelta(days=366)
PREFIX = "smh_"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def make_key(*, actor: Actor, name: str, scopes: Sequence[str], start: date, end: date) -> str:
    """Make a key for oneself and return it; this is the only time that it can be read.

    Raises NoGrant without the power, Refused(KEY_TOO_LONG, ENDS_BEFORE_START, NO_SCOPE, SCOPE_TOO_WIDE).
    """
    if not actor.can(Power.USE_API):
        raise NoGrant("NO_POWER", power=Power.USE_API)
    if end <= start:
        raise Refused("ENDS_BEFORE_START")
    if end - start > LONGEST:
        raise Refused("KEY_TOO_LONG")
    wanted = sorted({ApiScope(s) for s in scopes})
    if not wanted:
        raise Refused("NO_SCOPE")
    if not set(wanted) <= set(scopes_for(actor.powers)):
        raise Refused("SCOPE_TOO_WIDE")
    key = PREFIX + secrets.token_urlsafe(32)
    row = ApiKey.objects.create(
        owner_id=own_id(actor),
        name=name,
        scopes=[s.value for s in wanted],
        prefix=key[:12],
        secret_hash=_digest(key),
        start=start,
        end=end,
    )
    record(actor, Act.CREATE, object_type="ApiKey", object_id=row.pk, detail={"scopes": [s.value for s in wanted]})
    return key


@transaction.atomic
def end_key(*, actor: Actor, key_id: int) -> None:
    """Revoke one of one's own keys, from now on. Raises NoGrant(NOT_YOURS), Refused(ALREADY_ENDED)."""
    row = ApiKey.objects.select_for_update().filter(pk=key_id, owner_id=own_id(actor)).first()
    if row is None:
        raise NoGrant("NOT_YOURS")
    if row.revoked_at is not None:
        raise Refused("ALREADY_ENDED")
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])
    record(actor, Act.END, object_type="ApiKey", object_id=row.pk)


def key_actor(key: str, *, today: date, address: str) -> tuple[Actor, int, frozenset[str]] | None:
    """Who acts with this key, its id and its scopes; None when it is unknown, over, revoked or its owner is gone.

    The actor is the owner of today with only the powers that the scopes let through.
    """
    row = ApiKey.objects.select_related("owner").filter(secret_hash=_digest(key), revoked_at__isnull=True).first()
    if row is None or not row.period.contains(today) or not may_enter(row.owner, today):
        return None
    owner = actor_of(row.owner, today=today, address=address, session=f"key:{row.pk}", auth_level=AuthLevel.API_KEY)
    if not owner.can(Power.USE_API):
        return None
    if row.last_used_on != today:
        ApiKey.objects.filter(pk=row.pk).update(last_used_on=today)
    scopes = frozenset(row.scopes)
    return replace(owner, powers=powers_within(owner.powers, scopes)), row.pk, scopes
