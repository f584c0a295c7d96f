"""A way back into an account that was used: an administrator asks, somebody else confirms, its owner sees it.

The one who asks gets the link, the one who confirms gets the code, and only both together set a new password. So neither
can take over the account of a colleague. Until the confirmation nothing changes for the owner.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power, RecoveryState
from samenhang.directory.models import AccountRecovery, Membership
from samenhang.directory.roles import POWERS
from samenhang.directory.selectors.recovery import LASTS, OPEN, may_see
from samenhang.directory.services.accounts import Link, colleague_to_help, set_password
from samenhang.directory.services.sessions import end_other_sessions, own_id, user_named

MOST_WRONG = 5
SETTLED = timedelta(days=14)  # so long somebody has the task before their confirmation of another's request counts
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another over the telephone
_LENGTH = 12  # 58 bits, and five attempts


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def ask_recovery(*, actor: Actor, user_id: int, reason: str, without_second_factor: bool = False) -> Link:
    """Ask for a way back for a colleague and return the link, which does not work yet. Nothing else changes.

    Raises Refused(REASON_MISSING) without words of at least ten characters, and what :func:`colleague_to_help` raises.
    """
    user = colleague_to_help(actor, user_id)
    if len(reason.strip()) < 10:
        raise Refused("REASON_MISSING")
    AccountRecovery.objects.filter(user=user, state__in=OPEN).update(state=RecoveryState.ENDED)
    token = secrets.token_urlsafe(32)
    row = AccountRecovery.objects.create(
        user=user,
        asked_by_id=own_id(actor),
        asked_at=timezone.now(),
        reason=reason.strip()[:300],
        without_second_factor=without_second_factor,
        state=RecoveryState.ASKED,
        link_hash=_digest(token),
    )
    record(
        actor,
        Act.CREATE,
        object_type="AccountRecovery",
        object_id=row.pk,
        detail={"user": user_id, "without_second_factor": without_second_factor},
    )
    return Link(urlsafe_base64_encode(force_bytes(user.pk)), token)


def _to_decide(actor: Actor, recovery_id: int) -> AccountRecovery:
    row = AccountRecovery.objects.select_for_update(of=("self",)).filter(pk=recovery_id).first()
    if row is None or not may_see(actor, row.user_id):
        raise NoGrant("NOT_YOURS")
    if actor.user_id in {row.asked_by_id, row.user_id}:
        raise Refused("OWN_APPROVAL")
    if row.state != RecoveryState.ASKED or row.asked_at <= timezone.now() - LASTS:
        raise Conflict("ALREADY_DECIDED")
    return row


def _require_settled(actor: Actor) -> None:
    """An account that was invited for the occasion is no second person."""
    roles = [r for r, powers in POWERS.items() if powers & {Power.MANAGE_ACCOUNTS, Power.OVERSEE_ACCESS}]
    held = Membership.objects.on(clock.today()).filter(user_id=actor.user_id, role__in=roles)
    if not held.exclude(given_by__isnull=False, given_at__gt=timezone.now() - SETTLED).exists():
        raise Refused("TOO_NEW_TO_CONFIRM")


@transaction.atomic
def confirm_recovery(*, actor: Actor, recovery_id: int) -> str:
    """Confirm what somebody else asked, and return the code that belongs to the link; shown once, kept nowhere.

    Now the password and all sessions of the colleague are over, and the second factor where that was asked.
    Raises NoGrant(NOT_YOURS), Refused(OWN_APPROVAL, TOO_NEW_TO_CONFIRM), Conflict(ALREADY_DECIDED).
    """
    row = _to_decide(actor, recovery_id)
    _require_settled(actor)
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    _decide(actor, row, RecoveryState.CONFIRMED, make_password(code))
    user = user_named(row.user_id)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    if row.without_second_factor:
        Authenticator.objects.filter(user=user).delete()
    end_other_sessions(actor=actor, user_id=user.pk)
    return "-".join(code[n : n + 4] for n in range(0, _LENGTH, 4))


@transaction.atomic
def refuse_recovery(*, actor: Actor, recovery_id: int) -> None:
    """Say no to what somebody else asked. Raises what :func:`confirm_recovery` raises, but for being new."""
    _decide(actor, _to_decide(actor, recovery_id), RecoveryState.REFUSED)


def _decide(actor: Actor, row: AccountRecovery, state: RecoveryState, code_hash: str = "") -> None:
    row.state, row.code_hash = state, code_hash
    row.decided_by_id, row.decided_at = own_id(actor), timezone.now()
    row.save()
    detail = {"user": row.user_id, "state": state, "without_second_factor": row.without_second_factor}
    record(actor, Act.DECIDE, object_type="AccountRecovery", object_id=row.pk, detail=detail)


@transaction.atomic
def use_recovery(*, actor: Actor, recovery_id: int, code: str, password: str) -> bool:
    """Set a password with link and code; False for a wrong code, and after five of those the way back is over.

    Raises ValidationError for a weak password, Conflict(ALREADY_ENDED) when it was used or is over.
    """
    row = AccountRecovery.objects.select_for_update().filter(pk=recovery_id, user_id=own_id(actor)).first()
    if row is None or row.state != RecoveryState.CONFIRMED or row.asked_at <= timezone.now() - LASTS:
        raise Conflict("ALREADY_ENDED")
    if not check_password(code.upper().replace("-", "").replace(" ", ""), row.code_hash):
        row.wrong_codes += 1
        row.state = RecoveryState.ENDED if row.wrong_codes >= MOST_WRONG else row.state
        row.save()
        record(actor, Act.DENIED, object_type="AccountRecovery", object_id=row.pk, outcome="DENIED")
        return False
    set_password(actor=actor, user_id=row.user_id, password=password)
    row.state = RecoveryState.USED
    row.save()
    record(actor, Act.UPDATE, object_type="AccountRecovery", object_id=row.pk, detail={"used": True})
    return True
