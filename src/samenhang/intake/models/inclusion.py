"""Why somebody is in scope, with evidence; and the signals that came in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base import clock
from samenhang.base.models import KeptModel
from samenhang.intake.enums import Answer, Inclusion, SignalKind
from samenhang.intake.rules import CASE_WORDS_LENGTH


class CriteriaSet(models.Model):
    """One version of the criteria of a region: questions as data. A new version is added, none is changed."""

    region = models.ForeignKey("directory.Region", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    criteria = models.JSONField()
    why = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-valid_from", "-version"]
        constraints = [models.UniqueConstraint(fields=["version"], name="intake_one_set_per_version")]


class InclusionCheck(KeptModel, ProtectedModel):
    """Somebody was looked at with the criteria of a day; whether they are included is decided by people, with a reason.

    What the answers say together is derived and never stored, so that nobody is excluded by a column.
    """

    category = Category.LIFE_DOMAIN_PICTURE

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    set_name = models.CharField(max_length=120)
    set_version = models.PositiveIntegerField()
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    decision = models.CharField(max_length=12, choices=[(i.value, i.value) for i in Inclusion], default=Inclusion.OPEN)
    life_course = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            *KeptModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(decision=Inclusion.OPEN)
                | Q(decided_on__isnull=False, decided_by__isnull=False) & ~Q(reason=""),
                name="intake_decided_by_somebody_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["person", "-on"], name="intake_checks_of_person")]  # the page of inclusion


class CriterionAnswer(ProtectedModel):
    """The answer to one criterion, with what it rests on. The question is kept as it was asked."""

    category = Category.LIFE_DOMAIN_PICTURE

    check_of = models.ForeignKey(InclusionCheck, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    question = models.CharField(max_length=300)
    answer = models.CharField(max_length=8, choices=[(a.value, a.value) for a in Answer])
    evidence = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["position"]


class Signal(KeptModel, ProtectedModel):
    """That a signal came in: what kind, when, from where, and in a few words what was seen or heard (rows 15 and 17)."""

    category = Category.INCIDENT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in SignalKind])
    on = models.DateField()
    source = models.CharField(max_length=160)
    text = models.CharField(max_length=CASE_WORDS_LENGTH, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [*KeptModel.Meta.constraints]
        indexes = [
            models.Index(fields=["person", "kind", "on"], name="intake_signals_of_person")
        ]  # three E33 in 90 days
