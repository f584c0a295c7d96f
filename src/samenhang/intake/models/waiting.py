"""At sign-up and while waiting: that the client was spoken, and who holds the bridge."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base.models import KeptModel
from samenhang.intake.enums import BridgeHolder, WaitsFor


class ClientTalk(KeptModel, ProtectedModel):
    """Somebody spoke with the client before the case went on: when, where, who; or why that was not possible (seed 000, 3.1)."""

    category = Category.LIFE_DOMAIN_PICTURE

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    on = models.DateField()
    place = models.CharField(max_length=160, blank=True)
    spoken_by = models.CharField(max_length=160)
    exception_why = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            *KeptModel.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(exception_why=""), name="intake_spoken_somewhere_or_why_not"
            ),
        ]
        indexes = [models.Index(fields=["person", "-on"], name="intake_talks_of_person")]  # the page of talks


class Bridge(KeptModel, ProtectedModel):
    """Who holds somebody while they wait: for what, until when, and whether it is enough (seed 001, section 2)."""

    category = Category.INDICATION

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    waits_for = models.CharField(max_length=20, choices=[(w.value, w.value) for w in WaitsFor])
    holder = models.CharField(max_length=12, choices=[(h.value, h.value) for h in BridgeHolder])
    holder_name = models.CharField(max_length=160)
    holder_organisation = models.CharField(max_length=160)
    since = models.DateField()
    until = models.DateField()
    enough = models.BooleanField()
    checked_on = models.DateField()
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["until", "id"]
        constraints = [
            *KeptModel.Meta.constraints,
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="intake_bridge_ends_later"),
        ]
        indexes = [
            models.Index(  # Today and the night: which bridges run
                fields=["person"], condition=Q(ended_at__isnull=True), name="intake_bridges_of_person"
            )
        ]
