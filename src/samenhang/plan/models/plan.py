"""The one plan of a person or a household, and its parts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.picture.enums import LifeDomain
from samenhang.plan.enums import ActionState, Doer, GoalState, Security, SecurityState, StepState

DOMAINS = [(d.value, d.value) for d in LifeDomain]


class Plan(ProtectedModel):
    """One household, one plan, one director (seed 001, recommendation 2): there is one current plan, and it lives on in versions.

    ``outflow`` is the perspective from day one: where somebody goes from here (R-04). ``lock`` is the number that tells
    whether somebody changed it meanwhile; ``agreed_number`` the version that was last put before everybody.
    """

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)
    future = models.TextField(blank=True)  # the wished life as the plan understands it, beside the person's own words
    outflow = models.TextField(blank=True)
    outflow_place = models.CharField(max_length=200, blank=True)
    outflow_on = models.DateField(null=True, blank=True)
    agreed_number = models.PositiveIntegerField(default=0)
    lock = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True), name="plan_one_current_per_person"
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(ended_on__isnull=True, household__isnull=False),
                name="plan_one_current_per_household",
            ),
        ]


class PlanPart(ProtectedModel):
    """A part of a plan that several people may change: with a lock, and who changed it last. Ended parts stay as history."""

    category = Category.PLAN_GOALS

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    lock = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class OrganisationPlan(PlanPart):
    """The own plan of an organisation, linked as a part of the one plan: what it is about and until when it holds."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    contact = models.CharField(max_length=160, blank=True)
    until = models.DateField(null=True, blank=True)


class Goal(PlanPart):
    """A goal that hangs on what the person wants: in human words, with how one sees that it is reached and by when."""

    text = models.CharField(max_length=400)
    domain = models.CharField(max_length=20, choices=DOMAINS)
    words = models.ForeignKey("picture.OwnWords", models.PROTECT, null=True, blank=True, related_name="+")
    wish = models.CharField(max_length=400, blank=True)
    seen_by = models.CharField(max_length=400, blank=True)
    by = models.DateField(null=True, blank=True)
    part = models.ForeignKey(OrganisationPlan, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, default=GoalState.OPEN, choices=[(s.value, s.value) for s in GoalState])
    state_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["plan"], name="plan_goals_of_plan")]  # the page of a plan


class Tension(PlanPart):
    """Two goals that pull apart, said aloud, and how everybody deals with it."""

    one = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    other = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    about = models.CharField(max_length=400)
    agreed = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(one=models.F("other")), name="plan_tension_between_two"),
        ]


class Action(PlanPart):
    """Who does what by when, and what came of it; visible to everybody who takes part, the person included."""

    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=400)
    due = models.DateField()
    doer = models.CharField(max_length=12, choices=[(d.value, d.value) for d in Doer])
    user = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=8, default=ActionState.TODO, choices=[(s.value, s.value) for s in ActionState])
    result = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ActionState.TODO, closed_on__isnull=True)
                | (~Q(state=ActionState.TODO) & Q(closed_on__isnull=False)),
                name="plan_action_closed_on",
            ),
        ]
        indexes = [
            models.Index(fields=["plan"], name="plan_actions_of_plan"),  # the page of a plan
            models.Index(  # what is due, on Today, and what somebody who leaves has in hand
                fields=["user", "due"], condition=Q(state="TODO", ended_on__isnull=True), name="plan_actions_of_user"
            ),
            models.Index(  # what is due about somebody, on Today
                fields=["person", "due"], condition=Q(state="TODO", ended_on__isnull=True), name="plan_actions_due"
            ),
        ]


class SecurityCheck(PlanPart):
    """Whether income, home, meaning or day activity is arranged, with when that was looked at."""

    kind = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Security])
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in SecurityState])
    note = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "kind"], name="plan_security_once")]


class BackUp(PlanPart):
    """What happens when it goes wrong after all: the trigger, what then, who sees to it, and when that was last tried."""

    trigger = models.CharField(max_length=300)
    what = models.TextField()
    owner = models.CharField(max_length=160)
    tried_on = models.DateField(null=True, blank=True)
    tried_how = models.CharField(max_length=300, blank=True)


class RouteStep(PlanPart):
    """A step on the way from now to what the person wants."""

    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    about_when = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, default=StepState.TO_COME, choices=[(s.value, s.value) for s in StepState])
