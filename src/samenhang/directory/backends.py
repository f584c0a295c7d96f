"""Loads who is signed in together with their current memberships, in one query for every page."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from samenhang.base import clock
from samenhang.directory.models import Membership, User


class MembershipBackend(ModelBackend):
    """Django's own check of passwords; a user comes with the memberships of today."""

    def get_user(self, user_id: int) -> User | None:
        """The user with ``current_memberships`` filled, None when there is no active user with this id."""
        rows = list(
            Membership.objects.on(clock.today())
            .filter(user_id=user_id)
            .select_related("user", "organisation")
            .order_by("id")
        )
        user: User | None = rows[0].user if rows else User.objects.filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user) or (user.is_persona and not settings.DEMO):
            return None
        user.current_memberships = rows
        return user
