"""Placements over time: where, under which title, who paid, why it ended. Corrected by superseding, never edited away."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base.models import PeriodModel
from samenhang.legal.enums import Payer, TitleCode
from samenhang.pathway.enums.placements import EndingReason, Precision
from samenhang.supply.enums import Setting


class Placement(ProtectedModel, PeriodModel):
    """Somebody stayed somewhere, or a team came, for a period."""

    category = Category.PLACEMENT_HISTORY

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    setting = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Setting])
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")
    booking = models.OneToOneField("supply.Booking", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    provider = models.CharField(max_length=160, blank=True)
    region = models.CharField(max_length=80, blank=True)
    security_level = models.PositiveSmallIntegerField(null=True, blank=True)
    title_code = models.CharField(max_length=32, choices=[(c.value, c.value) for c in TitleCode], blank=True)
    payer = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Payer], blank=True)
    start_precision = models.CharField(
        max_length=6, choices=[(p.value, p.value) for p in Precision], default=Precision.DAY
    )
    ending_reason = models.CharField(max_length=24, choices=[(r.value, r.value) for r in EndingReason], blank=True)
    note = models.CharField(max_length=300, blank=True)
    home_held = models.BooleanField(default=False)
    notice_on = models.DateField(null=True, blank=True)
    source_key = models.CharField(max_length=64, blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="pathway_placement_end_after_start"
            ),
            models.UniqueConstraint(
                fields=["source_key"],
                condition=~Q(source_key="") & Q(superseded_by__isnull=True),
                name="pathway_import_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "start"], name="pathway_lifeline"),  # the lifeline of a person
            models.Index(fields=["end"], name="pathway_ending"),  # stays that end soon
        ]
