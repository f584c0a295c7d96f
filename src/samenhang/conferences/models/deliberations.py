"""Weighing together what is right: about a person, or about the cooperation itself (seed 004; handbook R-12)."""

from __future__ import annotations

from django.db import models

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.conferences.enums import Dilemma
from samenhang.conferences.models.conferences import Conference
from samenhang.conferences.models.tables import RegionalTable


class MoralDeliberation(ProtectedModel):
    """A dilemma around somebody: values of each party, options, arguments, and the grounds on which all can stand."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.CharField(max_length=24, choices=[(d.value, d.value) for d in Dilemma])
    dilemma = models.TextField(max_length=2000)
    held_on = models.DateField()
    attendees = models.CharField(max_length=400)
    led_by = models.CharField(max_length=120, blank=True)
    grounds = models.TextField(max_length=4000, blank=True)
    evaluate_on = models.DateField()
    evaluated_on = models.DateField(null=True, blank=True)
    evaluation = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["person", "-held_on"], name="conferences_weighed")]  # the tab, and attention


class Reflection(models.Model):
    """A moral deliberation of a table about its own cooperation; a text that names somebody is refused."""

    table = models.ForeignKey(RegionalTable, models.CASCADE, related_name="reflections")
    dilemma = models.TextField(max_length=2000)
    held_on = models.DateField()
    attendees = models.CharField(max_length=400)
    values_of_each = models.TextField(max_length=4000, blank=True)
    arguments_for = models.TextField(max_length=4000, blank=True)
    arguments_against = models.TextField(max_length=4000, blank=True)
    grounds = models.TextField(max_length=4000, blank=True)
    evaluate_on = models.DateField()
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-held_on", "-id"]
