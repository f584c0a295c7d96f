"""The yearly review of who has access, and the signature under the roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from samenhang.base.actor import Actor
from samenhang.directory.enums import Power
from samenhang.directory.models import AccessReview, AccessReviewLine, Membership, Organisation, RoleSheetSignature


@dataclass(frozen=True)
class ReviewRow:
    """A yearly review: how far it is."""

    id: int
    organisation_id: int
    organisation: str
    year: int
    due_on: date
    finished_at: datetime | None
    lines: int
    open: int

    def overdue(self, today: date) -> bool:
        """Say whether it should have been finished."""
        return self.finished_at is None and self.due_on < today


@dataclass(frozen=True)
class ReviewLineRow:
    """Somebody in a role and what was decided."""

    id: int
    user_id: int
    name: str
    role: str
    since: date
    last_login: datetime | None
    ended: bool
    decision: str
    new_role: str
    reason: str
    decided_by: str


def _reach(actor: Actor) -> Q:
    """Reviewers look at their own organisations, whoever oversees access at all."""
    if actor.can(Power.OVERSEE_ACCESS):
        return Q()
    return Q(organisation_id__in=list(actor.organisation_ids))


def reviews(actor: Actor) -> list[ReviewRow]:
    """The reviews that this actor may look at, the newest year first."""
    rows = (
        AccessReview.objects.filter(_reach(actor))
        .select_related("organisation")
        .annotate(total=Count("lines"), undecided=Count("lines", filter=Q(lines__decision="")))
    )
    return [
        ReviewRow(r.pk, r.organisation_id, r.organisation.name, r.year, r.due_on, r.finished_at, r.total, r.undecided)
        for r in rows
    ]


def review(actor: Actor, review_id: int) -> ReviewRow | None:
    """One of :func:`reviews`."""
    return next((r for r in reviews(actor) if r.id == review_id), None)


def review_lines(review_id: int) -> list[ReviewLineRow]:
    """Everybody in a review, by name."""
    rows = AccessReviewLine.objects.filter(review_id=review_id).select_related("user", "decided_by")
    return [
        ReviewLineRow(
            id=r.pk,
            user_id=r.user_id,
            name=r.user.name,
            role=r.role,
            since=r.since,
            last_login=r.user.last_login,
            ended=r.membership_id is None,
            decision=r.decision,
            new_role=r.new_role,
            reason=r.reason,
            decided_by=r.decided_by.name if r.decided_by else "",
        )
        for r in rows
    ]


def organisations_to_review(actor: Actor, *, year: int, today: date) -> list[tuple[int, str]]:
    """Organisations with somebody who has access today and no review of this year yet."""
    reach = Q() if actor.can(Power.OVERSEE_ACCESS) else Q(pk__in=list(actor.organisation_ids))
    done = AccessReview.objects.filter(year=year).values("organisation_id")
    active = Membership.objects.on(today).values("organisation_id")
    return list(
        Organisation.objects.filter(reach, pk__in=active)
        .exclude(pk__in=done)
        .order_by("name")
        .values_list("pk", "name")
    )


def signature() -> tuple[str, str, datetime] | None:
    """The last signature under the roles: fingerprint, who, when."""
    row = RoleSheetSignature.objects.select_related("signed_by").first()
    return (row.fingerprint, row.signed_by.name, row.signed_at) if row else None
