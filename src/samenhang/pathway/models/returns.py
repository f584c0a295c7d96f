"""Somebody returns from detention or a measure to a municipality, which is told, takes it up and sees them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.pathway.enums.returns import ReturnAct, ReturnState


class Return(ProtectedModel):
    """A return: to which municipality, on which day, and where it stands.

    ``told_by_sharing`` is the act of sharing by which the municipality got to know it; without one it was not told.
    """

    category = Category.TITLE_FACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    title = models.ForeignKey("legal.LegalTitle", models.PROTECT, related_name="+")
    returns_on = models.DateField()
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in ReturnState], default=ReturnState.EXPECTED
    )
    told_on = models.DateField(null=True, blank=True)
    told_by_sharing = models.ForeignKey("privacy.Disclosure", models.PROTECT, null=True, blank=True, related_name="+")
    letter = models.CharField(max_length=120, blank=True)  # reference of the letter to who does not sign in here
    contact = models.CharField(max_length=160, blank=True)  # who took it up there
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["returns_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["title"], condition=~Q(state=ReturnState.OFF), name="pathway_one_return_per_title"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ReturnState.EXPECTED, ReturnState.OFF])
                | Q(told_on__isnull=False, told_by_sharing__isnull=False),
                name="pathway_told_on_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReturnState.SEEN) | Q(seen_on__isnull=False), name="pathway_seen_on_a_day"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="pathway_returns_to")]  # a municipality's list


class ReturnStep(ProtectedModel):
    """What happened around a return: which act, on which day, by whom; nothing of it is ever changed."""

    category = Category.TITLE_FACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    of = models.ForeignKey(Return, models.PROTECT, related_name="+")
    act = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ReturnAct])
    on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]
