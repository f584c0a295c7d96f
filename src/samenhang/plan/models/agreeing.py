"""Agreement: one way of approaching the person, versions of the plan, who put their name to it, and evaluations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.plan.enums import Answer, ApproachState, Conclusion, Signer
from samenhang.plan.models.plan import Plan
from samenhang.plan.models.signals import SignalPlan


class Approach(ProtectedModel):
    """The one agreed way of approaching the person (seed 000, section 2.3); changed only in agreement."""

    category = Category.PLAN_GOALS

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    nearness = models.CharField(max_length=400, blank=True)
    agreements = models.TextField(blank=True)
    works = models.TextField(blank=True)
    does_not_work = models.TextField(blank=True)
    faces = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in ApproachState])
    why = models.CharField(max_length=300, blank=True)
    asked = models.JSONField(default=list)  # the organisations that are asked to agree, by number
    proposed_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    proposed_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=ApproachState.AGREED), name="plan_one_agreed_approach"
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=ApproachState.PROPOSED), name="plan_one_proposed_approach"
            ),
        ]


class Evaluation(ProtectedModel):
    """A moment fixed at the start at which everybody looks back and adjusts (plan, do, check, act; R-13)."""

    category = Category.PLAN_GOALS

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    present = models.CharField(max_length=400, blank=True)
    client_there = models.BooleanField(null=True)
    client_says = models.TextField(blank=True)
    went_well = models.TextField(blank=True)
    went_less = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    adjust = models.TextField(blank=True)
    back_up_tried = models.BooleanField(default=False)
    conclusion = models.CharField(max_length=10, blank=True, choices=[(c.value, c.value) for c in Conclusion])
    moved_why = models.CharField(max_length=300, blank=True)
    held_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "due_on"], name="plan_one_evaluation_a_day"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, conclusion="") | (Q(held_on__isnull=False) & ~Q(conclusion="")),
                name="plan_evaluation_concludes",
            ),
        ]
        indexes = [
            models.Index(  # what is due or missed, on Today
                fields=["person", "due_on"], condition=Q(held_on__isnull=True), name="plan_evaluations_due"
            )
        ]


class PlanVersion(ProtectedModel):
    """The plan as it was put before everybody; its content never changes."""

    category = Category.PLAN_GOALS

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    why = models.CharField(max_length=300, blank=True)
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    asked = models.JSONField(default=list)  # the organisations that are asked to agree, by number

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]


class Signature(ProtectedModel):
    """Somebody put their name to a version, an approach or a signalling plan, or said why not.

    A signalling plan in the making can still change; ``under_lock`` says under which of its texts the name stands, and a name
    under an earlier text does not count for a later one.
    """

    category_field = "kept_as"

    kept_as = models.BigIntegerField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, blank=True, related_name="+")
    approach = models.ForeignKey(Approach, models.PROTECT, null=True, blank=True, related_name="+")
    signal_plan = models.ForeignKey(SignalPlan, models.PROTECT, null=True, blank=True, related_name="+")
    signer = models.CharField(max_length=14, choices=[(s.value, s.value) for s in Signer])
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=160)
    answer = models.CharField(max_length=8, choices=[(a.value, a.value) for a in Answer])
    remark = models.CharField(max_length=400, blank=True)
    on = models.DateField()
    noted_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    under_lock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(version__isnull=False, approach__isnull=True, signal_plan__isnull=True)
                | Q(version__isnull=True, approach__isnull=False, signal_plan__isnull=True)
                | Q(version__isnull=True, approach__isnull=True, signal_plan__isnull=False),
                name="plan_signature_under_one",
            ),
            models.CheckConstraint(
                condition=(Q(signer=Signer.ORGANISATION) & Q(organisation__isnull=False))
                | (~Q(signer=Signer.ORGANISATION) & Q(organisation__isnull=True)),
                name="plan_organisation_signs_as_one",
            ),
        ]
        indexes = [
            models.Index(fields=["version"], name="plan_under_version"),  # who agreed with this version
            models.Index(fields=["approach"], name="plan_under_approach"),
            models.Index(fields=["signal_plan"], name="plan_under_signals"),
        ]
