"""The shared picture: what somebody wants and can, what makes it hard, how it goes by life domain, what was tried.

Nothing is overwritten and nothing is deleted (KeptModel). No problem leads, nothing is added up, nothing computes a risk.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base.models import KeptModel
from samenhang.picture.enums import (
    Adherence,
    Direction,
    DomainState,
    EcoLayer,
    EstimatedBy,
    FactCode,
    GroupFit,
    IncidentKind,
    Instrument,
    LifeDomain,
    Motivation,
    ProblemArea,
    ScreeningOutcome,
    Side,
    StrengthArea,
    Suspicion,
)

_HOLDS = Q(ended_at__isnull=True)


def _codes(enum: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in enum]


class PictureFact(KeptModel, ProtectedModel):
    """What every fact of the picture has in common: whom it is about."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = KeptModel.Meta.constraints


class OwnWords(PictureFact):
    """What the person wants, in their own words, and who listened. New words stand beside the older ones."""

    category = Category.LIFE_DOMAIN_PICTURE

    text = models.TextField()
    said_on = models.DateField()
    listened_by = models.CharField(max_length=160, blank=True)

    class Meta(PictureFact.Meta):
        ordering = ["-said_on", "-id"]


class Strength(PictureFact):
    """Something the person is good at or that goes well; stands beside the problems."""

    category = Category.LIFE_DOMAIN_PICTURE

    text = models.CharField(max_length=200)


class Problem(PictureFact):
    """A problem area, with who says so and since when. No order, no leading one."""

    category = Category.LIFE_DOMAIN_PICTURE

    area = models.CharField(max_length=20, choices=_codes(ProblemArea))
    substances = models.CharField(max_length=200, blank=True)
    severity = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=160, blank=True)
    noted_on = models.DateField()

    class Meta(PictureFact.Meta):
        constraints = [
            *PictureFact.Meta.constraints,
            models.UniqueConstraint(fields=["person", "area"], condition=_HOLDS, name="picture_area_once"),
        ]


class FunctionalFact(PictureFact):
    """A fact that decides whether a place fits, with its date and who says so; the newest of a code counts."""

    category = Category.HOUSING_NEEDS

    code = models.CharField(max_length=32, choices=_codes(FactCode))
    value = models.JSONField()
    noted_on = models.DateField()
    source = models.CharField(max_length=160)

    class Meta(PictureFact.Meta):
        ordering = ["code", "-noted_on", "-id"]
        indexes = [models.Index(fields=["person", "code"], name="picture_facts_of_person")]  # facts for matching


class Incident(PictureFact):
    """Something that happened, with its context, how people responded and what helped, open for learning."""

    category = Category.INCIDENT

    on = models.DateField()
    kind = models.CharField(max_length=24, choices=_codes(IncidentKind))
    severity = models.PositiveSmallIntegerField()  # 1 light to 5 very severe
    context = models.TextField(blank=True)
    response = models.TextField(blank=True)
    helped = models.TextField(blank=True)
    lesson = models.TextField(blank=True)

    class Meta(PictureFact.Meta):
        ordering = ["on", "id"]
        constraints = [
            *PictureFact.Meta.constraints,
            models.CheckConstraint(condition=Q(severity__gte=1, severity__lte=5), name="picture_severity_1_to_5"),
        ]


class DomainView(PictureFact):
    """How one life domain goes, as the person or as somebody who works with them sees it; the newest of each counts.

    Debts in detail are of another category (FINANCE_DEBT) and have no place here: the form says so.
    """

    category = Category.LIFE_DOMAIN_PICTURE

    domain = models.CharField(max_length=16, choices=_codes(LifeDomain))
    side = models.CharField(max_length=12, choices=_codes(Side))
    state = models.CharField(max_length=8, choices=_codes(DomainState))
    wish = models.CharField(max_length=400, blank=True)
    own_action = models.CharField(max_length=400, blank=True)
    question = models.CharField(max_length=400, blank=True)
    organisations = models.JSONField(default=list, blank=True)
    said_by = models.CharField(max_length=160, blank=True)
    on = models.DateField()

    class Meta(PictureFact.Meta):
        ordering = ["domain", "-on", "-id"]
        indexes = [
            models.Index(fields=["person", "domain", "-on"], name="picture_domains")  # the picture: newest first
        ]


class EcoFactor(PictureFact):
    """Something in a layer around the person that makes it harder or protects (handbook 8.2)."""

    category = Category.LIFE_DOMAIN_PICTURE

    layer = models.CharField(max_length=8, choices=_codes(EcoLayer))
    direction = models.CharField(max_length=12, choices=_codes(Direction))
    text = models.CharField(max_length=300)
    changeable = models.BooleanField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=160, blank=True)


class StrengthEstimate(PictureFact):
    """What somebody can direct themselves in one area, as one source sees it on one day. Never added up.

    Whether they want to is a separate question (``motivation``).
    """

    category = Category.LIFE_DOMAIN_PICTURE

    area = models.CharField(max_length=12, choices=_codes(StrengthArea))
    by = models.CharField(max_length=12, choices=_codes(EstimatedBy))
    source = models.CharField(max_length=160, blank=True)
    score = models.PositiveSmallIntegerField()
    motivation = models.CharField(max_length=12, blank=True, choices=_codes(Motivation))
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta(PictureFact.Meta):
        ordering = ["area", "-on", "-id"]
        constraints = [
            *PictureFact.Meta.constraints,
            models.CheckConstraint(condition=Q(score__lte=10), name="picture_strength_0_to_10"),
            models.CheckConstraint(
                condition=Q(by=EstimatedBy.SELF, source="") | ~Q(by=EstimatedBy.SELF) & ~Q(source=""),
                name="picture_others_have_a_name",
            ),
        ]
        indexes = [models.Index(fields=["person", "on"], name="picture_estimates")]  # alerts of the last twelve months


class Treatment(PictureFact):
    """An earlier or running treatment: what, where, when, why it stopped, how medication was taken."""

    category = Category.MEDICAL

    what = models.CharField(max_length=200)
    where = models.CharField(max_length=160, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    why_stopped = models.CharField(max_length=400, blank=True)
    helped = models.CharField(max_length=300, blank=True)
    medication = models.CharField(max_length=200, blank=True)
    adherence = models.CharField(max_length=12, blank=True, choices=_codes(Adherence))
    adherence_note = models.CharField(max_length=300, blank=True)

    class Meta(PictureFact.Meta):
        constraints = [
            *PictureFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="picture_treatment_ends_later",
            ),
        ]


class Diagnosis(PictureFact):
    """A diagnosis with who made it and when; a later rejection stands beside it and erases nothing."""

    category = Category.MEDICAL

    text = models.CharField(max_length=200)
    made_by = models.CharField(max_length=160)
    made_on = models.DateField(null=True, blank=True)
    rejected_on = models.DateField(null=True, blank=True)
    rejected_by = models.CharField(max_length=160, blank=True)
    rejected_why = models.CharField(max_length=400, blank=True)

    class Meta(PictureFact.Meta):
        constraints = [
            *PictureFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(rejected_on__isnull=True, rejected_by="", rejected_why="")
                | Q(rejected_on__isnull=False) & ~Q(rejected_by=""),
                name="picture_rejected_by_somebody",
            ),
        ]


class Screening(PictureFact):
    """Whether a screening for a mild intellectual disability was offered, and what came of it; never a ground for refusal.

    It is of the picture and not medical: whoever coordinates must see that it was offered, it is done by trained
    colleagues outside treatment, and it tells no more than the problem area that stands in the picture as well.
    """

    category = Category.LIFE_DOMAIN_PICTURE

    outcome = models.CharField(max_length=12, choices=_codes(ScreeningOutcome))
    instrument = models.CharField(max_length=80, blank=True)
    on = models.DateField()
    score = models.CharField(max_length=40, blank=True)
    suspicion = models.CharField(max_length=8, blank=True, choices=_codes(Suspicion))
    conclusion = models.CharField(max_length=300, blank=True)
    next_step = models.CharField(max_length=300, blank=True)


class RiskAssessment(PictureFact):
    """The outcome of a risk assessment as its assessor entered it. No items of an instrument, and nothing is computed."""

    category = Category.RISK_ASSESSMENT

    instrument = models.CharField(max_length=8, choices=_codes(Instrument))
    instrument_name = models.CharField(max_length=80, blank=True)
    assessor = models.CharField(max_length=160)
    organisation = models.CharField(max_length=160, blank=True)
    on = models.DateField()
    valid_until = models.DateField()
    scores = models.CharField(max_length=300)
    protective = models.TextField(blank=True)
    contra_signals = models.TextField(blank=True)

    class Meta(PictureFact.Meta):
        ordering = ["instrument", "-on", "-id"]
        constraints = [
            *PictureFact.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_until__gte=F("on")), name="picture_risk_valid_from_its_day"),
        ]


class SafetyProfile(PictureFact):
    """What can go wrong for the person and for others, in words, and what staff should know: need to know (seed 000, 2.1)."""

    category = Category.SAFETY_ALERT

    risk_self = models.TextField(blank=True)
    risk_others = models.TextField(blank=True)
    behaviours = models.JSONField(default=list, blank=True)
    group_fit = models.CharField(max_length=8, blank=True, choices=_codes(GroupFit))
    group_note = models.CharField(max_length=300, blank=True)
    staff_note = models.TextField(blank=True)
    calms = models.TextField(blank=True)
    source = models.CharField(max_length=160)
    noted_on = models.DateField()

    class Meta(PictureFact.Meta):
        constraints = [
            *PictureFact.Meta.constraints,
            models.UniqueConstraint(fields=["person"], condition=_HOLDS, name="picture_one_safety_profile"),
        ]
