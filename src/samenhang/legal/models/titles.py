"""Titles and indications over time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base.models import PeriodModel
from samenhang.legal.enums import (
    ConnectingCare,
    FollowonOutcome,
    IndicationLaw,
    Payer,
    TitleAct,
    TitleCode,
    TitleStatus,
)
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
    outcome = models.CharField(max_length=8, blank=True, choices=[(o.value, o.value) for o in FollowonOutcome])
    with_admission = models.BooleanField(default=False)
    admitted_on = models.DateField(null=True, blank=True)
    connecting_care = models.CharField(max_length=12, blank=True, choices=[(c.value, c.value) for c in ConnectingCare])
    connecting_checked_on = models.DateField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)  # of a measure whose term runs in hours
    exam_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="legal_title_end_after_start"
            ),
            models.UniqueConstraint(fields=["person", "code", "start"], name="legal_title_once"),
            models.CheckConstraint(
                condition=Q(connecting_care="", connecting_checked_on__isnull=True)
                | (~Q(connecting_care="") & Q(connecting_checked_on__isnull=False)),
                name="legal_connecting_care_checked",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(followon_filed_on__isnull=False, decided_on__isnull=False),
                name="legal_followon_decided_after_filing",
            ),
            models.CheckConstraint(
                condition=~Q(code=TitleCode.WVGGZ_PRE_CM) | Q(began_at__isnull=False), name="legal_hours_have_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(exam_at__isnull=True) | Q(exam_at__gte=F("began_at")), name="legal_exam_after_begin"
            ),
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
            FollowonOutcome(self.outcome) if self.outcome else None,
            self.with_admission,
            self.admitted_on,
            self.connecting_checked_on,
        )


class TitleStep(ProtectedModel):
    """Something that happened to a title: which act, on which day, by whom, and why. Nothing of it is ever changed."""

    category = Category.TITLE_FACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    title = models.ForeignKey(LegalTitle, models.PROTECT, related_name="+")
    act = models.CharField(max_length=24, choices=[(a.value, a.value) for a in TitleAct])
    on = models.DateField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["title"], name="legal_steps_of_title")]  # the history of a title


class TitleReminder(ProtectedModel):
    """That it was told once, so many days before the end, that nothing follows a title or an indication (R-05).

    ``last_day`` belongs to what was told: a title that was extended is told of anew. The constraints make a second telling impossible,
    also by two nights that run at the same moment.
    """

    category = Category.TITLE_FACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    title = models.ForeignKey(LegalTitle, models.PROTECT, null=True, blank=True, related_name="+")
    indication = models.ForeignKey("legal.Indication", models.PROTECT, null=True, blank=True, related_name="+")
    last_day = models.DateField()
    days = models.PositiveSmallIntegerField()
    told_on = models.DateField()

    class Meta:
        ordering = ["told_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(title__isnull=False, indication__isnull=True)
                | Q(title__isnull=True, indication__isnull=False),
                name="legal_reminder_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["title", "last_day", "days"],
                condition=Q(title__isnull=False),
                name="legal_title_told_once",
            ),
            models.UniqueConstraint(
                fields=["indication", "last_day", "days"],
                condition=Q(indication__isnull=False),
                name="legal_indication_told_once",
            ),
        ]


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
        indexes = [models.Index(fields=["end"], name="legal_indications_ending")]  # what ends soon, at night
