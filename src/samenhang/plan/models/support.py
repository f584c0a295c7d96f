"""What comes on top of the plan: extra hours, a deviation with backing, choosing a case manager, independent support."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.plan.enums import MeetingOutcome, SupportDecision, SupporterAnswer, SupportKind


class SupportRequest(ProtectedModel):
    """Extra hours or flexible support: asked, decided quickly with a reason, for a term, without a new indication."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=18, choices=[(k.value, k.value) for k in SupportKind])
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)  # a week
    start = models.DateField()
    end = models.DateField()
    why = models.TextField()
    asked_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    asked_for = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    asked_of = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decide_by = models.DateField()
    decision = models.CharField(max_length=8, blank=True, choices=[(d.value, d.value) for d in SupportDecision])
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    granted_hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    granted_until = models.DateField(null=True, blank=True)
    budget = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)  # euros
    granted_budget = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)  # euros
    result = models.TextField(blank=True)
    result_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="plan_support_ends_later"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="plan_support_decided_by",
            ),
        ]
        indexes = [
            models.Index(  # what waits for a decision, on Today
                fields=["person", "decide_by"], condition=Q(decision=""), name="plan_support_waits"
            )
        ]


class ProtocolDeviation(ProtectedModel):
    """Somebody leaves a protocol with a reason, with the manager who backs it, and looks back afterwards (R-11)."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    protocol = models.CharField(max_length=200)
    instead = models.TextField()
    why = models.TextField()
    risk = models.TextField()
    consulted = models.CharField(max_length=300)
    backed_by = models.CharField(max_length=160)
    backed_as = models.CharField(max_length=160)
    backed_on = models.DateField()
    start = models.DateField()
    review_on = models.DateField()
    noted_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-start", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, outcome="") | (Q(reviewed_on__isnull=False) & ~Q(outcome="")),
                name="plan_deviation_reviewed",
            )
        ]


class MatchMeeting(ProtectedModel):
    """A conversation in which the person and a possible case manager found out whether it clicks; the person chooses."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    candidate = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    talked_on = models.DateField()
    client_says = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=[(o.value, o.value) for o in MeetingOutcome])
    noted_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-talked_on", "-id"]


class IndependentSupport(ProtectedModel):
    """Independent client support was offered (Wmo 2.2.4), and what the person answered."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    offered_on = models.DateField()
    offered_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=[(a.value, a.value) for a in SupporterAnswer])
    supporter = models.CharField(max_length=160, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-offered_on", "-id"]
