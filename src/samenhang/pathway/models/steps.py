"""Stepping care up and down: the steps of somebody, practising with freedoms, and the ladder of the region."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base import clock
from samenhang.legal.enums import Payer
from samenhang.pathway.enums.steps import Direction, Go, Home, StepKind, StepState
from samenhang.supply.enums import Setting


class Ladder(models.Model):
    """One version of the ladder of a region: its rungs from most care to least, as data. None is changed; a next one is added."""

    name = models.CharField(max_length=120)
    version = models.PositiveIntegerField(unique=True)
    valid_from = models.DateField()
    rungs = models.JSONField()
    why = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-valid_from", "-version"]


class Step(ProtectedModel):
    """One step up or down, planned or taken: why, from where to where, what happens to the own place, who pays, and what it brought."""

    category = Category.PLACEMENT_HISTORY

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in StepKind])
    direction = models.CharField(max_length=10, choices=[(d.value, d.value) for d in Direction])
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in StepState])
    from_rung = models.CharField(max_length=40, blank=True)
    to_rung = models.CharField(max_length=40)
    setting = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Setting])
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    reason = models.TextField()
    expertise_first = models.TextField(blank=True)
    home = models.CharField(max_length=8, choices=[(h.value, h.value) for h in Home])
    home_held_until = models.DateField(null=True, blank=True)
    home_payer = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Payer], blank=True)
    payer = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Payer], blank=True)
    handover = models.ForeignKey("pathway.WarmHandover", models.PROTECT, null=True, blank=True, related_name="+")
    no_handover_why = models.CharField(max_length=300, blank=True)
    placement = models.ForeignKey("pathway.Placement", models.PROTECT, null=True, blank=True, related_name="+")
    home_placement = models.ForeignKey("pathway.Placement", models.PROTECT, null=True, blank=True, related_name="+")
    evaluate_on = models.DateField()
    evaluated_on = models.DateField(null=True, blank=True)
    helped = models.BooleanField(null=True, blank=True)
    evaluation = models.TextField(blank=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(home=Home.HELD) | (Q(home_held_until__isnull=False) & ~Q(home_payer="")),
                name="pathway_held_until_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=StepState.EVALUATED) | (Q(evaluated_on__isnull=False) & ~Q(evaluation="")),
                name="pathway_step_evaluated",
            ),
            models.CheckConstraint(
                condition=Q(handover__isnull=True) | Q(no_handover_why=""), name="pathway_step_with_or_without_handover"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=StepState.PLANNED), name="pathway_one_step_planned"
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="pathway_steps_of_person")]  # what is open, on Today


class Freedom(ProtectedModel):
    """One step of practising with freedoms: what, where, when, who comes along, and whether it was a go (seed 000, section 3.2)."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    days_here = models.PositiveSmallIntegerField(default=0)
    days_there = models.PositiveSmallIntegerField(default=0)
    there = models.CharField(max_length=160, blank=True)
    companions = models.CharField(max_length=300, blank=True)
    planned_on = models.DateField()
    decision = models.CharField(max_length=6, choices=[(g.value, g.value) for g in Go], blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    client_says = models.TextField(blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True)
                | (~Q(decision="") & Q(decided_on__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="pathway_freedom_decided_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person", "position"], condition=Q(dropped_on__isnull=True), name="pathway_freedom_in_order"
            ),
        ]
