"""Care needs, refusals, computed rounds and what the table decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.matching.enums import (
    DecisionOutcome,
    MissingStatus,
    NeedStatus,
    OptionKind,
    RefusalReason,
    Urgency,
    WhyResidential,
)


def _choices(enum: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]  # type: ignore[attr-defined]


class CareNeed(ProtectedModel):
    """What somebody needs of a place, from the need and not from the indication or the supply."""

    category = Category.HOUSING_NEEDS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=_choices(NeedStatus), default=NeedStatus.OPEN)
    since = models.DateField()
    urgency = models.CharField(max_length=8, choices=_choices(Urgency), default=Urgency.NORMAL)
    priority = models.PositiveSmallIntegerField(default=1)
    settings = models.JSONField(default=list)  # forms that would do, Setting codes
    near = models.ForeignKey("directory.Municipality", models.PROTECT, null=True, blank=True, related_name="+")
    max_km = models.PositiveSmallIntegerField(null=True, blank=True)
    individual = models.BooleanField(null=True, blank=True)
    unconditional = models.BooleanField(null=True, blank=True)
    treatments = models.JSONField(default=list)  # Treatment codes
    groups = models.JSONField(default=list)  # ClientGroup codes, several allowed
    why_residential = models.CharField(max_length=16, choices=_choices(WhyResidential), blank=True)
    why_residential_text = models.CharField(max_length=300, blank=True)
    ambulatory_test_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(status="OPEN"), name="matching_one_open_need"),
        ]
        indexes = [models.Index(fields=["status", "since"], name="matching_who_waits")]  # the table


class Refusal(ProtectedModel):
    """Somebody was refused a place: who, when, on which criterion, and whether they were seen in person (R-03)."""

    category = Category.PLACEMENT_HISTORY

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    facility = models.CharField(max_length=160)
    refused_on = models.DateField()
    reason = models.CharField(max_length=24, choices=_choices(RefusalReason))
    criterion_key = models.CharField(max_length=60, blank=True)
    refused_by = models.CharField(max_length=160, blank=True)
    client_seen = models.BooleanField()
    seen_on = models.DateField(null=True, blank=True)
    exception_reason = models.CharField(max_length=300, blank=True)
    would_be_possible = models.CharField(max_length=300, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)  # a "not now" has the day on which to ask again
    consequence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-refused_on", "-id"]
        indexes = [models.Index(fields=["person", "refused_on"], name="matching_refusals_of")]  # the person's page


class Round(models.Model):
    """One computed round of the table: what was asked of the engine and how good the answer is. No personal facts."""

    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey("directory.User", models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    seed = models.PositiveIntegerField()
    budget = models.PositiveIntegerField()
    status = models.CharField(max_length=12)
    people = models.PositiveIntegerField()
    placed = models.PositiveIntegerField()
    objective = models.JSONField(default=dict)
    bound = models.JSONField(default=dict)
    remedies = models.JSONField(default=list)
    insights = models.JSONField(default=list)
    seconds = models.FloatField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-computed_at", "-id"]


class Proposal(ProtectedModel):
    """What a round proposes for one person, or why it proposes nothing."""

    category = Category.HOUSING_NEEDS

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    need = models.ForeignKey(CareNeed, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=_choices(OptionKind), blank=True)
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")
    remedies = models.JSONField(default=list)
    value = models.FloatField(default=0)
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="matching_one_proposal_each")]


class PlacementDecision(ProtectedModel):
    """What the table decided about a person in a round, with its reasons; the place is booked in the same transaction."""

    category = Category.HOUSING_NEEDS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    need = models.ForeignKey(CareNeed, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=_choices(DecisionOutcome))
    kind = models.CharField(max_length=8, choices=_choices(OptionKind), blank=True)
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")
    booking = models.OneToOneField("supply.Booking", models.PROTECT, null=True, blank=True, related_name="+")
    remedies = models.JSONField(default=list)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(outcome__in=["ACCEPTED", "OTHER_PLACE"]), name="matching_need_met_once"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["ACCEPTED", "OTHER_PLACE"])
                | Q(kind="STAY")
                | Q(place__isnull=False, booking__isnull=False),
                name="matching_yes_has_a_place",
            ),
        ]


class MissingSupply(models.Model):
    """Supply that is missing for people with like needs: the case for it, who takes it on, the next step and its day.

    Holds numbers and no people (work agenda 2018; start-region proposal, level 4).
    """

    title = models.CharField(max_length=160)
    setting = models.CharField(max_length=24)
    security_level = models.PositiveSmallIntegerField(null=True, blank=True)
    places_wanted = models.PositiveSmallIntegerField()
    business_case = models.TextField(blank=True)
    owner = models.CharField(max_length=160)
    status = models.CharField(max_length=12, choices=_choices(MissingStatus), default=MissingStatus.IDEA)
    next_step = models.CharField(max_length=300)
    next_on = models.DateField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["next_on", "id"]
        constraints = [models.CheckConstraint(condition=Q(places_wanted__gte=1), name="matching_missing_something")]
