"""Where somebody is signed in: noted when it begins, ended by its owner, by leaving or by a new password."""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant
from samenhang.directory.models import SignIn, User


def session_of(key: str | None) -> str:
    """The short fingerprint of a session that goes into the log; the key itself would be enough to take it over."""
    return hashlib.sha256(key.encode()).hexdigest()[:16] if key else ""


def own_id(actor: Actor) -> int:
    """Whose act this is. Raises NoGrant(NOT_YOURS) for the system, which has no account."""
    if actor.user_id is None:
        raise NoGrant("NOT_YOURS")
    return actor.user_id


def _store() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore


@transaction.atomic
def note_sign_in(
    *, actor: Actor, session_key: str, address: str, device: str, auth_level: str, replaces: str = ""
) -> None:
    """Note that somebody signed in, with its line in the log; forgets sessions of theirs that are over."""
    now = timezone.now()
    if replaces:
        SignIn.objects.filter(session_key=replaces).delete()
    for row in SignIn.objects.filter(user_id=own_id(actor)):
        if not _store()().exists(row.session_key):
            row.delete()
    SignIn.objects.create(
        user_id=own_id(actor),
        session_key=session_key,
        started_at=now,
        last_seen_at=now,
        address=address[:60],
        device=device.replace("\x00", "")[:200],
        auth_level=auth_level,
    )
    record(actor, Act.SIGN_IN, object_type="User", object_id=actor.user_id or "", detail={"level": auth_level})


@transaction.atomic
def note_sign_out(*, actor: Actor, session_key: str, why: str = "") -> None:
    """Note that a session ended; ``why`` is a code when it did not end by its owner's hand."""
    SignIn.objects.filter(session_key=session_key).delete()
    record(
        actor,
        Act.SIGN_OUT,
        object_type="User",
        object_id=actor.user_id or "",
        detail={"why": why} if why else {},
    )


def seen(*, session_key: str) -> None:
    """Remember that a session is in use; called at most once a minute."""
    SignIn.objects.filter(session_key=session_key).update(last_seen_at=timezone.now())


@transaction.atomic
def note_second_factor(*, actor: Actor, old_key: str, session_key: str, auth_level: str, kind: str, act: Act) -> None:
    """Note that somebody set up, used or removed a second factor, and that the session got a new key with it."""
    SignIn.objects.filter(session_key=old_key).update(session_key=session_key, auth_level=auth_level)
    record(actor, act, object_type="SecondFactor", object_id=actor.user_id or "", detail={"kind": kind})


@transaction.atomic
def end_session(*, actor: Actor, sign_in_id: int) -> None:
    """End one of one's own sessions. Raises NoGrant(NOT_YOURS) for somebody else's."""
    row = SignIn.objects.filter(pk=sign_in_id, user_id=own_id(actor)).first()
    if row is None:
        raise NoGrant("NOT_YOURS")
    _end([row.session_key])
    record(actor, Act.SIGN_OUT, object_type="User", object_id=actor.user_id or "", detail={"why": "ENDED_ELSEWHERE"})


@transaction.atomic
def end_other_sessions(*, actor: Actor, user_id: int, keep: str = "") -> int:
    """End all sessions of somebody except the one to keep; returns how many ended."""
    keys = list(SignIn.objects.filter(user_id=user_id).exclude(session_key=keep).values_list("session_key", flat=True))
    _end(keys)
    if keys:
        record(actor, Act.SIGN_OUT, object_type="User", object_id=user_id, detail={"ended": len(keys)})
    return len(keys)


def _end(keys: list[str]) -> None:
    for key in keys:
        _store()(key).delete()
    SignIn.objects.filter(session_key__in=keys).delete()


def user_named(user_id: int) -> User:
    """The user, locked until the transaction ends. Raises NoGrant(NOT_YOURS) when there is none."""
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NoGrant("NOT_YOURS")
    return user
