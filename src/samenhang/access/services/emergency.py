"""Break-glass: a dossier opened without taking part, for a reason given first, and the review by somebody else."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samenhang.access.enums import Category, EmergencyReason, Regime, ReviewOutcome
from samenhang.access.models import BreakGlass, Compartment
from samenhang.access.rules import EMERGENCY_HOURS, EMERGENCY_OPENS, RULE_VERSION
from samenhang.access.services.cases import end_grants, give_grant
from samenhang.access.services.reads import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.base.working_days import working_day_after
from samenhang.directory.enums import Power
from samenhang.directory.services import mark_emergency


@transaction.atomic
def break_glass(
    *,
    actor: Actor,
    dossier_id: int,
    reason: EmergencyReason,
    explanation: str,
    tell_client: bool = True,
    why_not_told: str = "",
) -> int:
    """Open what a crisis needs of this dossier for a few hours and return the id of the emergency access.

    Raises NoGrant without the power, Refused(REASON_MISSING) without words of at least ten characters, and
    Refused(WHY_NOT_TOLD) when the client is not to be told and no reason says why.
    """
    require(actor, Power.BREAK_GLASS)
    if len(explanation.strip()) < 10:
        raise Refused("REASON_MISSING")
    if not tell_client and len(why_not_told.strip()) < 10:
        raise Refused("WHY_NOT_TOLD")
    compartment = Compartment.objects.filter(
        dossier_id=dossier_id, regime=Regime.CONSENT, recipient__isnull=True
    ).first()
    if compartment is None:
        raise NoGrant("NO_GRANT")
    now = clock.now()
    ends = now + timedelta(hours=EMERGENCY_HOURS)
    access = BreakGlass(
        compartment=compartment,
        user_id=actor.me,
        reason=reason,
        explanation=explanation.strip(),
        opened_at=now,
        ends_at=ends,
        tell_client=tell_client,
        why_not_told=why_not_told.strip(),
        review_due=working_day_after(timezone.localdate(now)),
    )
    BreakGlass.objects.write([access])
    mark_emergency(user_id=actor.me, until=ends)
    give_grant(
        actor=actor,
        compartment_id=compartment.pk,
        categories=EMERGENCY_OPENS,
        ground=f"break-glass:{access.pk}",
        basis="EMERGENCY",
        rule_id="R-EMERGENCY",
        rule_version=RULE_VERSION,
        start=now,
        end=ends,
        user_id=actor.user_id,
        organisation_id=actor.organisation_id,
    )
    record(
        actor,
        Act.BREAK_GLASS,
        dossier_id=dossier_id,
        object_type="BreakGlass",
        object_id=access.pk,
        categories=int(EMERGENCY_OPENS),
        detail={"reason": reason, "until": ends.isoformat(timespec="minutes"), "tell": tell_client},
    )
    return access.pk


@transaction.atomic
def close_emergency(*, actor: Actor, access_id: int) -> None:
    """End one's own emergency access before its time. Raises Refused(NOT_YOURS) for somebody else's."""
    rows = BreakGlass.objects.for_rule("somebody ends their own emergency access")
    if not rows.filter(pk=access_id, user_id=actor.user_id, closed_at__isnull=True).update(closed_at=clock.now()):
        raise Refused("NOT_YOURS")
    still_open = rows.filter(
        user_id=actor.user_id, closed_at__isnull=True, reviewed_at__isnull=True, ends_at__gt=clock.now()
    )
    if not still_open.exists():
        mark_emergency(user_id=actor.me, until=clock.now())
    end_grants(actor=actor, ground=f"break-glass:{access_id}")


@transaction.atomic
def review_emergency(*, actor: Actor, access_id: int, outcome: ReviewOutcome, note: str) -> None:
    """Say of somebody else's emergency access whether it was justified; the access ends with it.

    Raises NoGrant without the power to review or on one's own, Refused(REVIEWED) when somebody was first and
    Refused(REASON_MISSING) without words.
    """
    require(actor, Power.REVIEW_ACCESS)
    rows = BreakGlass.objects.for_rule("an emergency access is reviewed by somebody who takes no part")
    access = rows.select_for_update().select_related("compartment").filter(pk=access_id).first()
    if access is None or access.user_id == actor.user_id:
        raise NoGrant("NOT_YOUR_OWN")
    if access.reviewed_at is not None:
        raise Refused("REVIEWED")
    if len(note.strip()) < 10:
        raise Refused("REASON_MISSING")
    now = clock.now()
    rows.filter(pk=access_id).update(
        reviewed_by_id=actor.me, reviewed_at=now, outcome=outcome, review_note=note.strip()
    )
    end_grants(actor=actor, ground=f"break-glass:{access_id}")
    record(
        actor,
        Act.DECIDE,
        dossier_id=access.compartment.dossier_id,
        object_type="BreakGlass",
        object_id=access_id,
        detail={"outcome": outcome},
    )


def opens_in_emergency() -> Category:
    """What an emergency access opens: said on the screen before it is asked for."""
    return EMERGENCY_OPENS
