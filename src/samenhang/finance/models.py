"""Time that belongs to no client, and which funder covers it; support that goes on at a switch of payer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.finance.enums import CoverAct, CoverState, TimeKind
from samenhang.legal.enums import Payer


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


class ProvisionalCover(ProtectedModel):
    """Somebody covers support for now, at a switch of payer or before anybody decided; it is settled afterwards (R-23).

    It never stands between a person and care: nothing in the software asks for it before something begins.
    """

    category = Category.INDICATION

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    what = models.TextField()
    from_payer = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Payer])
    to_payer = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Payer])
    start = models.DateField()
    until = models.DateField()  # the last day on which it is meant to be settled
    covered_by = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    agreed_with = models.CharField(max_length=200)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)  # a week, estimated
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)  # euros in all, estimated
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in CoverState], default=CoverState.RUNNING)
    settled_on = models.DateField(null=True, blank=True)
    settled_how = models.TextField(blank=True)
    settled_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    conversation = models.TextField(blank=True)  # what was learned about the choice, for the next time

    class Meta:
        ordering = ["-start", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("start")), name="finance_cover_until_after_start"),
            models.CheckConstraint(
                condition=Q(state=CoverState.RUNNING, settled_on__isnull=True, settled_how="")
                | (Q(state=CoverState.SETTLED, settled_on__isnull=False) & ~Q(settled_how="")),
                name="finance_cover_settled_how",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0), name="finance_cover_hours_positive"
            ),
            models.CheckConstraint(
                condition=(Q(amount__isnull=True) | Q(amount__gte=0))
                & (Q(settled_amount__isnull=True) | Q(settled_amount__gte=0)),
                name="finance_cover_amount_not_negative",
            ),
        ]
        indexes = [
            models.Index(  # what is not settled, on Today
                fields=["person", "until"], condition=Q(state="RUNNING"), name="finance_cover_running"
            )
        ]


class CoverStep(ProtectedModel):
    """What happened to provisional cover: agreed, extended, settled; nothing of it is ever changed."""

    category = Category.INDICATION

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    cover = models.ForeignKey(ProvisionalCover, models.PROTECT, related_name="+")
    act = models.CharField(max_length=8, choices=[(a.value, a.value) for a in CoverAct])
    at = models.DateTimeField()
    by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField()
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
