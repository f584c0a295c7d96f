"""Reading the directory."""

from __future__ import annotations

from datetime import date

from samenhang.base.actor import Actor
from samenhang.directory.models import Membership, User
from samenhang.directory.roles import powers_of


def actor_of(user: User, *, today: date, address: str = "", session: str = "") -> Actor:
    """Return who this user is today: the roles, teams and organisations of current memberships. One query."""
    memberships = list(Membership.objects.on(today).filter(user=user).select_related("organisation").order_by("id"))
    first = memberships[0] if memberships else None
    return Actor(
        user_id=user.pk,
        name=user.name,
        role=first.role if first else "",
        organisation_id=first.organisation_id if first else None,
        organisation=first.organisation.name if first else "",
        team_ids=frozenset(m.team_id for m in memberships if m.team_id),
        organisation_ids=frozenset(m.organisation_id for m in memberships),
        powers=powers_of(m.role for m in memberships),
        address=address,
        session=session,
    )


def personas() -> list[User]:
    """The people whom a demonstration offers to sign in as, in the order in which they were made."""
    return list(User.objects.filter(is_persona=True, is_active=True).order_by("id"))
