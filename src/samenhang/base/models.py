"""Bases for tables: a period that the database checks."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from samenhang.base.periods import Period


class PeriodQuerySet(models.QuerySet):
    """Questions about time."""

    def on(self, day: date) -> PeriodQuerySet:
        """Rows whose period contains the day."""
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
