"""The yearly review of access, and the signature under the roles."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power, ReviewDecision, Role
from samenhang.directory.models import AccessReview, AccessReviewLine, Membership, RoleSheetSignature
from samenhang.directory.services.accounts import NewRole, _add_membership, end_membership
from samenhang.directory.services.sessions import own_id


def _require_reviewer(actor: Actor, organisation_id: int) -> None:
    if not actor.can(Power.REVIEW_ACCOUNTS):
        raise NoGrant("NO_POWER", power=Power.REVIEW_ACCOUNTS)
    if organisation_id not in actor.organisation_ids and not actor.can(Power.OVERSEE_ACCESS):
        raise NoGrant("NOT_YOUR_COLLEAGUES")


@transaction.atomic
def start_review(*, actor: Actor, organisation_id: int, year: int, due_on: date, today: date) -> int:
    """Start the review of a year: one line for everybody in every role they have today. Returns its id.

    Raises Refused(REVIEW_EXISTS, NOBODY_TO_REVIEW, EXPIRES_IN_THE_PAST).
    """
    _require_reviewer(actor, organisation_id)
    if due_on < today:
        raise Refused("EXPIRES_IN_THE_PAST")
    memberships = list(Membership.objects.on(today).filter(organisation_id=organisation_id))
    if not memberships:
        raise Refused("NOBODY_TO_REVIEW")
    try:
        with transaction.atomic():
            review = AccessReview.objects.create(
                organisation_id=organisation_id,
                year=year,
                due_on=due_on,
                started_at=clock.now(),
                started_by_id=own_id(actor),
            )
    except IntegrityError as error:
        raise Refused("REVIEW_EXISTS") from error
    AccessReviewLine.objects.bulk_create(
        [
            AccessReviewLine(review=review, membership=m, user_id=m.user_id, role=m.role, since=m.start)
            for m in memberships
        ]
    )
    record(actor, Act.CREATE, object_type="AccessReview", object_id=review.pk, detail={"lines": len(memberships)})
    return review.pk


@transaction.atomic
def decide_line(
    *,
    actor: Actor,
    line_id: int,
    decision: ReviewDecision,
    reason: str,
    today: date,
    new_role: Role | None = None,
) -> None:
    """Decide about somebody in a role. END ends the role now, CHANGE replaces it now; both need a reason.

    Nobody decides about themselves. Raises Refused(NOT_ABOUT_YOURSELF, REVIEW_FINISHED, REASON_MISSING,
    NEW_ROLE_MISSING) and Conflict(ALREADY_DECIDED).
    """
    line = (
        AccessReviewLine.objects.select_for_update(of=("self",))
        .select_related("review", "membership")
        .filter(pk=line_id)
        .first()
    )
    if line is None:
        raise NoGrant("NOT_YOURS")
    _require_reviewer(actor, line.review.organisation_id)
    if line.review.finished_at is not None:
        raise Refused("REVIEW_FINISHED")
    if line.user_id == actor.user_id:
        raise Refused("NOT_ABOUT_YOURSELF")
    if line.decision:
        raise Conflict("ALREADY_DECIDED")
    if decision != ReviewDecision.KEEP and not reason.strip():
        raise Refused("REASON_MISSING")
    if decision == ReviewDecision.CHANGE and (new_role is None or new_role == line.role):
        raise Refused("NEW_ROLE_MISSING")
    membership = line.membership
    if decision == ReviewDecision.CHANGE and new_role is not None:
        if membership is None:
            raise Conflict("ALREADY_ENDED")
        # the new role first: with the last role all sessions end
        _add_membership(
            actor,
            line.user_id,
            NewRole(line.review.organisation_id, new_role, today, membership.end, membership.team_id),
        )
    line.decision, line.reason = decision, reason.strip()
    line.new_role = new_role or "" if decision == ReviewDecision.CHANGE else ""
    line.decided_by_id, line.decided_at = actor.user_id, clock.now()
    line.save()
    record(
        actor,
        Act.DECIDE,
        object_type="AccessReviewLine",
        object_id=line_id,
        detail={"decision": decision, "user": line.user_id},
    )
    if (
        decision != ReviewDecision.KEEP
        and membership is not None
        and (membership.end is None or membership.end > today)
    ):
        end_membership(actor=actor, membership_id=membership.pk, on=today)


@transaction.atomic
def finish_review(*, actor: Actor, review_id: int) -> None:
    """Close a review. Raises Refused(LINES_OPEN) while somebody is left undecided, Refused(REVIEW_FINISHED)."""
    review = AccessReview.objects.select_for_update().filter(pk=review_id).first()
    if review is None:
        raise NoGrant("NOT_YOURS")
    _require_reviewer(actor, review.organisation_id)
    if review.finished_at is not None:
        raise Refused("REVIEW_FINISHED")
    if review.lines.filter(decision="").exists():
        raise Refused("LINES_OPEN")
    review.finished_at, review.finished_by_id = clock.now(), actor.user_id
    review.save()
    record(actor, Act.DECIDE, object_type="AccessReview", object_id=review_id)


@transaction.atomic
def sign_roles(*, actor: Actor, fingerprint: str, shown: str) -> None:
    """Sign what the roles open. Raises Conflict(CHANGED_MEANWHILE) when what was shown is not what is there now."""
    if not actor.can(Power.OVERSEE_ACCESS):
        raise NoGrant("NO_POWER", power=Power.OVERSEE_ACCESS)
    if shown != fingerprint:
        raise Conflict("CHANGED_MEANWHILE")
    row = RoleSheetSignature.objects.create(fingerprint=fingerprint, signed_by_id=own_id(actor), signed_at=clock.now())
    record(actor, Act.SIGN, object_type="RoleSheet", object_id=row.pk, detail={"fingerprint": fingerprint})
