"""What stands in the way, in which cases, what was asked at which table, and what an answer brought for whom."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.picture.enums import EcoLayer
from samenhang.steering.enums import (
    Answer,
    BottleneckState,
    Effect,
    Influence,
    Law,
    Level,
    Measure,
    QuestionKind,
    QuestionState,
    RuleOwner,
    Source,
    Station,
    Theme,
    Within,
)


def coded(enum: type[StrEnum], **more: object) -> models.CharField:
    """A column that holds one of these codes."""
    return models.CharField(max_length=16, choices=[(e.value, e.value) for e in enum], **more)  # type: ignore[arg-type]


class Bottleneck(models.Model):
    """What stands in the way of people in the region, told without any of them (R-08; seeds 003 and 004).

    ``key`` is the same for all that is alike, so that the next case joins what is on the agenda already.
    """

    key = models.CharField(max_length=160, blank=True)
    title = models.CharField(max_length=240)
    words = models.TextField(blank=True)
    classes = models.JSONField(default=list)  # BottleneckClass codes
    level = coded(Level)
    layer = coded(EcoLayer)
    law = coded(Law, blank=True)
    domains = models.JSONField(default=list)  # Domain codes
    within = coded(Within, default=Within.NOT_ASKED)
    within_words = models.TextField(blank=True)
    rule_owner = coded(RuleOwner, blank=True)
    rule_owner_name = models.CharField(max_length=160, blank=True)
    influence = coded(Influence, blank=True)
    measure = coded(Measure, blank=True)
    theme = coded(Theme, blank=True)
    criteria = models.JSONField(default=list)  # keys of the criteria of the register that it is about
    opened_on = models.DateField()
    opened_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    owner = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    owner_organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    next_on = models.DateField()
    state = coded(BottleneckState, default=BottleneckState.OPEN)
    station = coded(Station, blank=True)  # where its last question lies
    closed_on = models.DateField(null=True, blank=True)
    closed_why = models.TextField(blank=True)
    advice = models.TextField(blank=True)  # what a solved bottleneck says about the rule itself
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["next_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["OPEN", "ASKED", "ANSWERED"]) & ~Q(key=""),
                name="steering_alike_joined",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["OPEN", "ASKED", "ANSWERED"], closed_on__isnull=True)
                | (Q(state__in=["SOLVED", "SET_ASIDE"], closed_on__isnull=False) & ~Q(closed_why="")),
                name="steering_closed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ASKED", "ANSWERED"]) | ~Q(station=""), name="steering_asked_somewhere"
            ),
        ]
        indexes = [models.Index(fields=["state", "next_on"], name="steering_agenda")]  # the agenda

    def __str__(self) -> str:
        return self.title


class BottleneckCase(ProtectedModel):
    """This person meets that bottleneck: since when, and what showed it."""

    category = Category.HOUSING_NEEDS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    bottleneck = models.ForeignKey(Bottleneck, models.PROTECT, related_name="+")
    source = coded(Source)
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")
    added_on = models.DateField()
    added_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["added_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "bottleneck"], condition=Q(ended_on__isnull=True), name="steering_met_once"
            ),
        ]
        indexes = [models.Index(fields=["bottleneck"], name="steering_cases_of")]  # the page of a bottleneck


class Question(models.Model):
    """What was asked at a table, by when it answers, and what it answered; the history of attempts is all of them."""

    bottleneck = models.ForeignKey(Bottleneck, models.CASCADE, related_name="questions")
    kind = coded(QuestionKind)
    station = coded(Station)
    question = models.TextField()
    needed = models.TextField()  # what is needed, in the words of who asks
    asked_on = models.DateField()
    asked_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    safely = models.BooleanField(default=False)  # the table reads what, and not by whom it was asked
    care_office = models.BooleanField(default=False)
    answer_by = models.DateField()
    state = coded(QuestionState, default=QuestionState.WAITING)
    answer = coded(Answer, blank=True)
    reasons = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bottleneck"], condition=Q(state="WAITING"), name="steering_one_question_waits"
            ),
            models.CheckConstraint(
                condition=(Q(state="ANSWERED", closed_on__isnull=False) & ~Q(answer="") & ~Q(reasons=""))
                | Q(state="WAITING", answer="", closed_on__isnull=True)
                | Q(state__in=["MOVED_UP", "WITHDRAWN"], closed_on__isnull=False),
                name="steering_answered_with_reasons",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "answer_by"], condition=Q(state="WAITING"), name="steering_waits_at")
        ]

    def __str__(self) -> str:
        return self.reasons or self.question


class Heard(ProtectedModel):
    """What an answer brought for this person, by who coordinates the case: an answer ends where it began."""

    category = Category.HOUSING_NEEDS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    effect = coded(Effect)
    words = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "question"], name="steering_heard_once")]
