"""Crisis: who is on duty, the calls until somebody is there, and the bed that somebody may ask for themselves."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base import clock
from samenhang.legal.enums import Payer
from samenhang.pathway.enums.crises import CalledBy, CallResult, CrisisState, Outcome, Toldee


class Roster(models.Model):
    """A team that comes in a crisis: whose it is, and where it can be in how many minutes. Holds nobody's care."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    municipalities = models.ManyToManyField("directory.Municipality", related_name="+")
    minutes = models.PositiveSmallIntegerField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="pathway_roster_once")]


class Shift(models.Model):
    """Who of a roster is on duty from when until when, and under which mobile number."""

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="shifts")
    name = models.CharField(max_length=120)
    user = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    phone = models.CharField(max_length=30)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="pathway_shift_ends_later")]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="pathway_on_duty_now")]  # who is on duty now


class Crisis(ProtectedModel):
    """One crisis, from the call until it was looked back on (handbook 6.2)."""

    category = Category.CRISIS_CARD

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in CrisisState], default=CrisisState.CALLED
    )
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=14, choices=[(c.value, c.value) for c in CalledBy])
    where = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=400)
    danger_now = models.BooleanField(default=False)
    emergency_number_called = models.BooleanField(default=False)
    arrived_at = models.DateTimeField(null=True, blank=True)
    arrived = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=20, choices=[(o.value, o.value) for o in Outcome], blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField(blank=True)
    why_not_less = models.TextField(blank=True)
    home_held_until = models.DateField(null=True, blank=True)
    home_payer = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Payer], blank=True)
    evaluate_on = models.DateField(null=True, blank=True)
    evaluated_on = models.DateField(null=True, blank=True)
    what_helped = models.TextField(blank=True)
    lesson = models.TextField(blank=True)
    noted_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-called_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(arrived_at__isnull=True) | Q(arrived_at__gte=F("called_at")),
                name="pathway_arrived_after_call",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[CrisisState.DECIDED, CrisisState.EVALUATED])
                | (~Q(outcome="") & Q(decided_at__isnull=False, decided_by__isnull=False, evaluate_on__isnull=False)),
                name="pathway_crisis_decided_by",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=[CrisisState.CALLED, CrisisState.ON_THE_WAY, CrisisState.PRESENT]),
                name="pathway_one_crisis_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "called_at"], name="pathway_crises_open")]  # how quickly somebody came


class CrisisCall(ProtectedModel):
    """One call in a crisis: to whom, when, and whether they come."""

    category = Category.CRISIS_CARD

    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    knows_client = models.BooleanField(default=False)
    called_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=[(r.value, r.value) for r in CallResult])
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    noted_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["called_at", "id"]


class CrisisTold(ProtectedModel):
    """Who was told within a day, and no more than was needed."""

    category = Category.CRISIS_CARD

    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="+")
    whom = models.CharField(max_length=20, choices=[(t.value, t.value) for t in Toldee])
    told = models.BooleanField()
    note = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["crisis", "whom"], name="pathway_told_once")]


class BedRight(ProtectedModel):
    """Bed on prescription: somebody may ask for a quiet night themselves, there, without an intake (seed 001, what goes well)."""

    category = Category.CRISIS_CARD

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    where = models.CharField(max_length=160)
    phone = models.CharField(max_length=30)
    nights_at_once = models.PositiveSmallIntegerField()
    nights_a_quarter = models.PositiveSmallIntegerField()
    what_helps = models.TextField(blank=True)
    start = models.DateField()
    until = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)
    agreed_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-start", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("start")), name="pathway_bed_right_until_later"),
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(ended_on__isnull=True), name="pathway_one_bed_right"
            ),
        ]


class BedCall(ProtectedModel):
    """The person asked for a bed: whether there was one, the nights, and what it did."""

    category = Category.CRISIS_CARD

    right = models.ForeignKey(BedRight, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    given = models.BooleanField()
    why_not = models.CharField(max_length=300, blank=True)
    nights = models.PositiveSmallIntegerField(default=0)
    effect = models.CharField(max_length=400, blank=True)
    noted_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-called_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given=True, nights__gte=1) | (Q(given=False, nights=0) & ~Q(why_not="")),
                name="pathway_bed_given_or_why_not",
            )
        ]


class BedsTonight(models.Model):
    """How many beds on prescription an organisation has free on a night, said by somebody who works there."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    night = models.DateField()
    free = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-night"]
        constraints = [models.UniqueConstraint(fields=["organisation", "night"], name="pathway_beds_of_a_night")]
