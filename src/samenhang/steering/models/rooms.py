"""Regulatory room: what was agreed to differ from a rule, and for whom it is used."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.steering.enums import Law, RoomBasis
from samenhang.steering.models.bottlenecks import Bottleneck, Question, coded


class RegulatoryRoom(models.Model):
    """Room within or beside a rule, agreed by who may, for a time, and to be used by the next case too (seed 002, finance 2).

    It stands in the register as a remedy for the criteria that it is about, so that a verdict names it from that moment on.
    """

    title = models.CharField(max_length=200)
    bottleneck = models.ForeignKey(Bottleneck, models.PROTECT, null=True, blank=True, related_name="rooms")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="rooms")
    basis = coded(RoomBasis)
    law = coded(Law, blank=True)
    article = models.CharField(max_length=120, blank=True)
    interpretation = models.TextField()
    agreed = models.TextField()  # what may differ, and for whom in general
    approved_by = models.CharField(max_length=200)  # name and function
    approved_for = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    start = models.DateField()
    end = models.DateField()
    why_longer = models.TextField(blank=True)
    evaluate_on = models.DateField()
    evaluated_on = models.DateField(null=True, blank=True)
    evaluation = models.TextField(blank=True)
    criteria = models.JSONField(default=list)  # keys of criteria of the register
    remedy = models.CharField(max_length=60, blank=True)  # its code in the register
    limit = models.PositiveSmallIntegerField(null=True, blank=True)  # how many people it can serve
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    noted_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-start", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="steering_room_ends_later"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_why=""), name="steering_room_ended_says_why"
            ),
            models.CheckConstraint(
                condition=Q(limit__isnull=True) | Q(limit__gte=1), name="steering_room_for_somebody"
            ),
        ]
        indexes = [models.Index(fields=["end"], name="steering_rooms_that_end")]

    def __str__(self) -> str:
        return self.title


class RoomUse(ProtectedModel):
    """For this person that room is used."""

    category = Category.HOUSING_NEEDS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    room = models.ForeignKey(RegulatoryRoom, models.PROTECT, related_name="+")
    start = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "room"], condition=Q(ended_on__isnull=True), name="steering_room_used_once"
            )
        ]
        indexes = [models.Index(fields=["room"], name="steering_uses_of")]
