"""What must be arranged before a title ends, with whose it is and how it went."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.legal.enums import Duty, DutyAct, DutyState
from samenhang.legal.models.titles import LegalTitle


class Arrangement(ProtectedModel):
    """One thing that must be arranged before a title ends (handbook 2.6): whose it is, and whether it is.

    What nobody has touched has no row: the catalogue says what a title asks. The owner is a colleague, or an organisation with the
    name of somebody there.
    """

    category = Category.TITLE_FACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    title = models.ForeignKey(LegalTitle, models.PROTECT, related_name="+")
    duty = models.CharField(max_length=20, choices=[(d.value, d.value) for d in Duty])
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in DutyState], default=DutyState.OPEN)
    owner = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    owner_name = models.CharField(max_length=120, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["title", "duty"], name="legal_duty_once_per_title"),
            models.CheckConstraint(
                condition=~Q(state=DutyState.NOT_NEEDED) | ~Q(remark=""), name="legal_not_needed_says_why"
            ),
        ]


class ArrangementStep(ProtectedModel):
    """What happened to something that must be arranged: given to somebody, arranged, not needed, opened again."""

    category = Category.TITLE_FACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="+")
    act = models.CharField(max_length=12, choices=[(a.value, a.value) for a in DutyAct])
    at = models.DateTimeField()
    by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    whose = models.CharField(max_length=300, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
