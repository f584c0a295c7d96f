"""A question to an expert, in two rows: what the expert sees, about nobody; and whom it was asked for, behind the door."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.conferences.enums import AgeBand, Channel, Product


class ConsultationRequest(models.Model):
    """A short question to an expert, about nobody who can be recognised: it holds no way to the person (seed 000, section 3.3).

    A text that names somebody is refused. Whether it was asked for a person, and for whom, stands in Consultation only.
    """

    asked_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    asking = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    asked_of = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    expert = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    question = models.TextField(max_length=2000)
    age_band = models.CharField(max_length=8, choices=[(b.value, b.value) for b in AgeBand], blank=True)
    domains = models.JSONField(default=list)
    channel = models.CharField(max_length=8, choices=[(c.value, c.value) for c in Channel])
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    product = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Product], blank=True)
    avoided_referral = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", minutes__isnull=True, product="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, minutes__isnull=False)
                & ~Q(answer="")
                & ~Q(product=""),
                name="conferences_answered_whole",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_of", "answered_at"], name="conferences_inbox"
            ),  # what waits for an organisation
            models.Index(fields=["asked_by", "-asked_at"], name="conferences_own_questions"),  # what somebody asked
        ]


class Consultation(ProtectedModel):
    """That an expert was consulted for somebody: the question as it went, and the answer, kept with the person."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    request_number = models.BigIntegerField(unique=True)
    asked_on = models.DateField()
    asked_of = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    question = models.TextField(max_length=2000)
    answer = models.TextField(max_length=4000, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-asked_on"], name="conferences_consulted")]  # the tab
