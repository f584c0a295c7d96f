"""Titles and indications over time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base.models import PeriodModel
from samenhang.legal.enums import IndicationLaw, Payer, TitleCode, TitleStatus
from samenhang.legal.rules import TitleFacts


class LegalTitle(ProtectedModel, PeriodModel):
    """A legal ground for care or detention. ``end`` is the day after its last day."""

    category = Category.TITLE_FACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, choices=[(c.value, c.value) for c in TitleCode])
    status = models.CharField(
        max_length=24, choices=[(s.value, s.value) for s in TitleStatus], default=TitleStatus.IN_FORCE
    )
    payer = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Payer], blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    followon_filed_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="legal_title_end_after_start"
            ),
            models.UniqueConstraint(fields=["person", "code", "start"], name="legal_title_once"),
        ]
        indexes = [models.Index(fields=["end"], name="legal_titles_ending")]  # what ends soon

    @property
    def facts(self) -> TitleFacts:
        """The row as the clocks read it."""
        return TitleFacts(
            TitleCode(self.code),
            self.start,
            self.end,
            self.followon_filed_on,
            self.decided_on,
            TitleStatus(self.status),
        )


class Indication(ProtectedModel, PeriodModel):
    """An entitlement to care under one law, with its profile."""

    category = Category.INDICATION

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    law = models.CharField(max_length=8, choices=[(x.value, x.value) for x in IndicationLaw])
    profile = models.CharField(max_length=40)

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="legal_indication_end_after_start"
            ),
            models.UniqueConstraint(fields=["person", "law", "profile", "start"], name="legal_indication_once"),
        ]
