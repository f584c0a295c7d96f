"""The signalling plan: phases, what one sees, who does what; and the crisis card that goes along (handbook 6.1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.plan.enums import LineKind, Phase, SignalState


class SignalPlan(ProtectedModel):
    """A signalling plan, drawn up with all parties from the person's own question; the person owns it.

    One is in force at a time and one may be in the making; a signed one never changes, a next number replaces it.
    """

    category = Category.SIGNAL_PLAN

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in SignalState])
    question = models.TextField(blank=True)  # who am I, what do I want
    made_with = models.CharField(max_length=400, blank=True)
    places = models.CharField(max_length=300, blank=True)  # where it applies
    made_on = models.DateField()
    review_on = models.DateField()
    asked = models.JSONField(
        default=list
    )  # the organisations that are asked to sign, by number; empty while in the making
    signed_on = models.DateField(null=True, blank=True)
    lock = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="plan_signal_number_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=SignalState.DRAFT), name="plan_one_signal_draft"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=SignalState.SIGNED), name="plan_one_signal_plan"
            ),
            models.CheckConstraint(
                condition=Q(state=SignalState.DRAFT) | Q(signed_on__isnull=False), name="plan_signal_signed_on"
            ),
        ]


class SignalLine(ProtectedModel):
    """One line of a phase: a situation, a sign, what the person does, what a helper does, what not to do, what works."""

    category = Category.SIGNAL_PLAN

    signal_plan = models.ForeignKey(SignalPlan, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    phase = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Phase])
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in LineKind])
    text = models.CharField(max_length=400)
    who = models.CharField(max_length=160, blank=True)
    within_minutes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["signal_plan"], name="plan_signal_lines")]  # one signalling plan


class CallStep(ProtectedModel):
    """Whom to call, in which order, at which hours."""

    category = Category.CRISIS_CARD

    signal_plan = models.ForeignKey(SignalPlan, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    phone = models.CharField(max_length=40)
    hours = models.CharField(max_length=120, blank=True)
    knows_client = models.BooleanField(default=True)

    class Meta:
        ordering = ["place", "id"]


class SignalObservation(ProtectedModel):
    """Somebody saw in which phase the person is; what must follow has a term (handbook 6.1, table of reactions)."""

    category = Category.SIGNAL_PLAN

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    phase = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Phase])
    seen_at = models.DateTimeField()
    seen_by = models.CharField(max_length=160)
    signs = models.TextField(blank=True)
    react_by = models.DateTimeField(null=True, blank=True)
    reacted_at = models.DateTimeField(null=True, blank=True)
    reaction = models.TextField(blank=True)
    noted_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-seen_at", "-id"]
        indexes = [models.Index(fields=["person", "-seen_at"], name="plan_phases_of_person")]  # where somebody is now


class CrisisCard(ProtectedModel):
    """The one page for a crisis, taken from the signed plan: do, do not, whom to call. No diagnosis stands on it."""

    category = Category.CRISIS_CARD

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    made_on = models.DateField()
    review_on = models.DateField()
    replaced_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(replaced_on__isnull=True), name="plan_one_crisis_card"
            )
        ]
