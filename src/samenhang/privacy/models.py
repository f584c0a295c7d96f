"""Consents, disclosures and their copies, notices, requests, and what is destroyed when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base.models import PeriodModel
from samenhang.privacy.enums import (
    DestructionState,
    GivenBy,
    GivenHow,
    HousingNeed,
    HumanDecision,
    NoticeKind,
    Programme,
    RequestKind,
    RequestOutcome,
    ToldHow,
    WeighingGround,
)


def _codes(enum: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]  # type: ignore[attr-defined]


class HomeNeed(ProtectedModel):
    """One thing that a home needs, from the closed list; never a diagnosis and never free text from the file.

    ``minutes`` belongs to NEAR_SUPPORT; ``areas`` to NOT_IN_AREA, which names areas and never the reason.
    """

    category = Category.HOUSING_NEEDS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    code = models.CharField(max_length=24, choices=_codes(HousingNeed))
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    areas = models.JSONField(default=list, blank=True)
    noted_on = models.DateField()
    noted_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"], condition=Q(ended_on__isnull=True), name="privacy_home_need_once"
            )
        ]


class Consent(ProtectedModel):
    """What the person agreed to: these categories, for this organisation, for this purpose, until then (handbook 4.7).

    ``text`` is the explanation exactly as it was given. Without ``given_on`` it was asked and not answered.
    """

    category = Category.ID_CONTACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)  # the recipient's role in the sharing rules
    categories = models.BigIntegerField()
    purpose = models.CharField(max_length=40)
    items = models.JSONField(default=list)  # the very things it is about, where a category is too wide
    text = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    given_on = models.DateField(null=True, blank=True)
    given_how = models.CharField(max_length=12, blank=True, choices=_codes(GivenHow))
    given_by = models.CharField(max_length=16, blank=True, choices=_codes(GivenBy))
    witness = models.CharField(max_length=160, blank=True)
    capacity_note = models.CharField(max_length=400, blank=True)
    refused_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_how = models.CharField(max_length=12, blank=True, choices=_codes(GivenHow))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gt=F("asked_on")), name="privacy_consent_ends"),
            models.CheckConstraint(condition=Q(categories__gt=0), name="privacy_consent_to_something"),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | (~Q(given_how="") & ~Q(given_by="") & Q(refused_on__isnull=True)),
                name="privacy_consent_given_in_a_form",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "organisation"], name="privacy_consents_of_person")
        ]  # the engine's facts


class Weighing(ProtectedModel):
    """The form for a conflict of duties or good care: every question answered before anything is shared (handbook 4.9)."""

    category = Category.ID_CONTACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20, choices=_codes(WeighingGround))
    danger = models.TextField(max_length=1000)
    how_soon = models.CharField(max_length=300)
    asked_consent = models.CharField(max_length=400)
    alternatives = models.TextField(max_length=1000)
    why_it_helps = models.TextField(max_length=1000)
    minimum = models.TextField(max_length=600)
    consulted = models.CharField(max_length=300)
    tell_client = models.CharField(max_length=400)
    tell_review_on = models.DateField()
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    second_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    second_agrees = models.BooleanField(null=True, blank=True)
    second_note = models.TextField(max_length=600, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("by")), name="privacy_second_pair_of_eyes"
            )
        ]


class Notice(ProtectedModel):
    """What the person is told, in plain Dutch, and when and how that happened (seed 001, section 3)."""

    category = Category.ID_CONTACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=_codes(NoticeKind))
    emergency = models.ForeignKey("access.BreakGlass", models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    due_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=12, blank=True, choices=_codes(ToldHow))
    told_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    feedback = models.TextField(max_length=1000, blank=True)
    why_not_told = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(told_on__isnull=True) | ~Q(told_how=""), name="privacy_told_in_some_way")
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(told_on__isnull=True), name="privacy_to_tell")
        ]  # Today: whom to tell


class Disclosure(ProtectedModel):
    """One act of sharing, or of deciding not to: from whom, to whom, what, why, on which ground (handbook 4.6).

    The database refuses to change a disclosure (migration 0002); what follows from it ends by its grants.
    """

    category = Category.ID_CONTACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sender = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    sender_organisation = models.CharField(max_length=160)
    sender_role = models.CharField(max_length=32)
    recipient_organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    recipient_user = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    recipient_role = models.CharField(max_length=32)
    compartment_to = models.ForeignKey("access.Compartment", models.PROTECT, null=True, blank=True, related_name="+")
    categories = models.BigIntegerField()
    content_hash = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=40)
    stage = models.CharField(max_length=24)
    basis = models.JSONField(default=list)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="+")
    weighing = models.ForeignKey(Weighing, models.PROTECT, null=True, blank=True, related_name="+")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, blank=True, related_name="+")
    secrecy_ground = models.CharField(max_length=60, blank=True)
    regime = models.CharField(max_length=12)
    necessity = models.TextField(max_length=600)
    conditions = models.JSONField(default=list)
    minimum_set = models.JSONField(default=list)
    expires_on = models.DateField(null=True, blank=True)
    rule_id = models.CharField(max_length=20)
    rule_version = models.CharField(max_length=20)
    engine_decision = models.CharField(max_length=32)
    lock = models.CharField(max_length=12, blank=True)
    opens = models.JSONField(default=list)
    human_decision = models.CharField(max_length=12, choices=_codes(HumanDecision))

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "-at"], name="privacy_shared_about"),  # who knows what
            models.Index(fields=["-at"], name="privacy_shared_lately"),  # the desk
        ]


class SharedCopy(ProtectedModel):
    """What a receiver got: the exact sentence, in the receiver's compartment; nothing else stands there."""

    category_field = "kept_as"

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="+")
    kept_as = models.BigIntegerField()
    about = models.CharField(max_length=160)
    text = models.TextField()
    content_hash = models.CharField(max_length=64)
    contact = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class RightsRequest(ProtectedModel):
    """The person asks to see, correct, object or destroy; the answer is kept with it (AVG 12 lid 3: within a month)."""

    category = Category.ID_CONTACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=_codes(RequestKind))
    categories = models.BigIntegerField(default=0)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=2000)
    made_on = models.DateField()
    made_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    due_on = models.DateField()
    outcome = models.CharField(max_length=12, blank=True, choices=_codes(RequestOutcome))
    answer = models.TextField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (~Q(outcome="") & ~Q(answer="")),
                name="privacy_answer_has_words",
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(answered_on__isnull=True), name="privacy_to_answer")
        ]  # the desk: what waits for an answer


class Enrolment(ProtectedModel, PeriodModel):
    """Somebody is known in a way of working of another party: for hit or no hit before any content."""

    category = Category.ID_CONTACT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    programme = models.CharField(max_length=20, choices=_codes(Programme))
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    contact = models.CharField(max_length=200)

    class Meta:
        ordering = ["-start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="privacy_enrolment_end_after_start"
            ),
            models.UniqueConstraint(
                fields=["person", "programme", "organisation"],
                condition=Q(end__isnull=True),
                name="privacy_enrolled_once",
            ),
        ]


class RuleSheetSignature(models.Model):
    """A privacy officer read this version of the sharing rules and signed it; another content is another fingerprint."""

    version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    signed_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    remark = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fingerprint", "signed_by"], name="privacy_signs_a_sheet_once")]


class LegalHold(models.Model):
    """A compartment that may not be destroyed while this runs: a complaint, a claim, a court."""

    compartment = models.ForeignKey("access.Compartment", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    lifted_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")


class DestructionList(models.Model):
    """Compartments whose term is over: proposed by the clock, approved by a person, then destroyed."""

    state = models.CharField(max_length=12, choices=_codes(DestructionState), default=DestructionState.PROPOSED)
    made_on = models.DateField()
    decided_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=400, blank=True)


class DestructionLine(models.Model):
    """One compartment on a list: its law, its term, and afterwards how many facts were destroyed."""

    sheet = models.ForeignKey(DestructionList, models.CASCADE, related_name="lines")
    compartment = models.ForeignKey("access.Compartment", models.PROTECT, related_name="+")
    due_on = models.DateField()
    rule = models.CharField(max_length=40)
    left_out = models.CharField(max_length=400, blank=True)
    destroyed = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "compartment"], name="privacy_on_a_list_once")]
