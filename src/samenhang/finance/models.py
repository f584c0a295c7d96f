"""Time that belongs to no client, and which funder covers it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.finance.enums import TimeKind


class TimeLine(models.Model):
    """So many quarters of an hour of a colleague on a day, for something that belongs to no client.

    Holds nobody's name: the text is checked against the people whom its writer can see. A withdrawn line stays, and
    counts nowhere.
    """

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    user = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in TimeKind])
    day = models.DateField()
    quarters = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=160)
    covered_by = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(quarters__gte=1, quarters__lte=96), name="finance_quarters_of_one_day"),
            models.CheckConstraint(
                condition=Q(covered_by__isnull=True) | ~Q(covered_by=F("organisation")),
                name="finance_covered_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "day"], name="finance_own_lines"),  # my lines, and how much that day holds
            models.Index(fields=["organisation", "day"], name="finance_totals"),  # totals of an organisation by month
        ]
