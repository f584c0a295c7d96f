"""The tables of a region: no fact about anybody, only who meets when, and what stands on the agenda in general."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.conferences.enums import Rhythm, TableKind


class RegionalTable(models.Model):
    """An existing table of the region: one organisation convenes it, one colleague keeps it (seed 000, sections 3.1 and 4.2.2)."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in TableKind])
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    team = models.ForeignKey("directory.Team", models.PROTECT, null=True, blank=True, related_name="+")
    keeper = models.ForeignKey("directory.User", models.PROTECT, null=True, related_name="+")
    rhythm = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Rhythm])
    first_on = models.DateField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    where = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="conferences_table_lasts"),
            models.UniqueConstraint(fields=["organisation", "name"], name="conferences_table_once"),
        ]

    def __str__(self) -> str:
        return self.name


class StandingItem(models.Model):
    """What comes back at every meeting of a table; ``this_group`` marks the item about the people of this way of working."""

    table = models.ForeignKey(RegionalTable, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    this_group = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "id"]


class TableSession(models.Model):
    """One meeting of a table; made when something is put on its agenda."""

    table = models.ForeignKey(RegionalTable, models.CASCADE, related_name="sessions")
    on = models.DateField()
    cancelled_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["table", "on"], name="conferences_session_once")]


class SessionItem(models.Model):
    """Something to talk about at one meeting in general; a text that names somebody is refused."""

    session = models.ForeignKey(TableSession, models.CASCADE, related_name="items")
    text = models.CharField(max_length=300)
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["id"]
