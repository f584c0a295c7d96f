"""Bases for tables: a period that the database checks."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from samenhang.base import clock
from samenhang.base.kept import GivenDay
from samenhang.base.periods import Period


class PeriodQuerySet(models.QuerySet):
    """Questions about time."""

    def on(self, day: date | GivenDay) -> PeriodQuerySet:
        """Rows whose period contains the day, or the day that a kept question is given."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=day), start__lte=day)


class PeriodModel(models.Model):
    """A row that is true from ``start`` until, not including, ``end``."""

    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="%(app_label)s_%(class)s_end_after_start"
            )
        ]

    @property
    def period(self) -> Period:
        """The row's period as a value."""
        return Period(self.start, self.end)


class KeptModel(models.Model):
    """A fact of which nothing is lost: who wrote it when and, once it no longer holds, since when, by whom and why.

    A change ends the row and writes a new one on the same ``line`` (the id of the first row) with the next ``version``;
    withdrawing ends the row with a reason. So what stood there before can always be read, and whoever changes a row that
    somebody else has just changed is told.
    """

    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(
        "directory.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    line = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "directory.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | Q(ended_by__isnull=True),
                name="%(app_label)s_%(class)s_ended_by_somebody_on_a_day",
            )
        ]
