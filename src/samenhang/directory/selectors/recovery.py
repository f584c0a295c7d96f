"""Ways back into accounts: what waits for a second person, and what its owner is told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.http import urlsafe_base64_decode

from samenhang.base.actor import Actor
from samenhang.directory.enums import Power, RecoveryState
from samenhang.directory.models import AccountRecovery, Membership, User
from samenhang.directory.selectors.accounts import may_enter

LASTS = timedelta(days=3)  # from asking to using
TOLD_FOR = timedelta(days=30)
OPEN = (RecoveryState.ASKED, RecoveryState.CONFIRMED)


@dataclass(frozen=True)
class RecoveryRow:
    """A way back that was asked for."""

    id: int
    name: str
    asked_by: str
    asked_at: datetime
    reason: str
    without_second_factor: bool
    state: RecoveryState
    decided_by: str
    own: bool  # asked by whoever looks, or about them: somebody else decides


@dataclass(frozen=True)
class RecoveryLink:
    """A link that is not over: whose it is, and whether a second person has confirmed."""

    id: int
    user: User
    confirmed: bool


def may_see(actor: Actor, user_id: int) -> bool:
    """Say whether this actor may be the second person for this account: an administrator there, or a privacy officer."""
    if actor.can(Power.OVERSEE_ACCESS):
        return True
    rows = Membership.objects.filter(user_id=user_id, organisation_id__in=list(actor.organisation_ids))
    return actor.can(Power.MANAGE_ACCOUNTS) and rows.exists()


def may_confirm_some(actor: Actor) -> bool:
    """Say whether the page with what waits is for this actor at all."""
    return actor.can(Power.OVERSEE_ACCESS) or actor.can(Power.MANAGE_ACCOUNTS)


def recoveries_to_decide(actor: Actor) -> list[RecoveryRow]:
    """What waits for a second person among the accounts that this actor may confirm."""
    rows = AccountRecovery.objects.filter(state=RecoveryState.ASKED, asked_at__gt=timezone.now() - LASTS)
    if not actor.can(Power.OVERSEE_ACCESS):
        if not actor.can(Power.MANAGE_ACCOUNTS):
            return []
        colleagues = Membership.objects.filter(organisation_id__in=list(actor.organisation_ids)).values("user_id")
        rows = rows.filter(user_id__in=colleagues)
    return [_row(r, actor.user_id) for r in rows.select_related("user", "asked_by", "decided_by")]


def recoveries_about(user_id: int) -> list[RecoveryRow]:
    """What was asked about somebody's account in the last thirty days: for its owner."""
    rows = AccountRecovery.objects.filter(user_id=user_id, asked_at__gt=timezone.now() - TOLD_FOR)
    return [_row(r, user_id) for r in rows.select_related("user", "asked_by", "decided_by")]


def _row(row: AccountRecovery, looks: int | None) -> RecoveryRow:
    return RecoveryRow(
        row.pk,
        row.user.name,
        row.asked_by.name,
        row.asked_at,
        row.reason,
        row.without_second_factor,
        RecoveryState(row.state),
        row.decided_by.name if row.decided_by else "",
        looks in {row.asked_by_id, row.user_id},
    )


def recovery_link(uid: str, token: str, today: date) -> RecoveryLink | None:
    """What a link opens; None when it is unknown, used, refused, replaced or older than three days."""
    try:
        pk = int(urlsafe_base64_decode(uid).decode())
    except (ValueError, UnicodeDecodeError):
        return None
    digest = hashlib.sha256(token.encode()).hexdigest()
    rows = AccountRecovery.objects.filter(link_hash=digest, state__in=OPEN, asked_at__gt=timezone.now() - LASTS)
    row = rows.select_related("user").first()
    if row is None or row.user_id != pk or not may_enter(row.user, today):
        return None
    return RecoveryLink(row.pk, row.user, row.state == RecoveryState.CONFIRMED)
