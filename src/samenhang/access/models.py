"""Dossiers, their compartments, and the grants without which nobody sees a personal fact."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.door import ProtectedManager
from samenhang.access.enums import (
    CaseRole,
    Category,
    DossierKind,
    EmergencyReason,
    Regime,
    RestrictionReason,
    ReviewOutcome,
)
from samenhang.base import clock
from samenhang.base.models import PeriodModel, PeriodQuerySet


class Dossier(models.Model):
    """Everything kept about one person or one household; holds no fact itself."""

    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in DossierKind])
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)


class Compartment(models.Model):
    """A part of a dossier that is kept under one law; a fact lives in exactly one compartment.

    With a ``recipient`` it holds what was handed to that organisation, copies of exactly what was shared, and nothing
    else. ``since`` is the moment of the first processing, from which the longest term of the WGS runs (WGS 1.8 lid 7).
    A shielded compartment is read by nobody; only its term runs.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="compartments")
    regime = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Regime])
    recipient = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField(default=clock.now)
    shielded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "regime"],
                condition=Q(recipient__isnull=True),
                name="access_one_compartment_per_regime",
            ),
            models.UniqueConstraint(
                fields=["dossier", "regime", "recipient"],
                condition=Q(recipient__isnull=False),
                name="access_one_compartment_per_recipient",
            ),
        ]


class Participation(PeriodModel):
    """Somebody, or a team, takes part in a case in a role, for a period; grants follow from it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=24, choices=[(r.value, r.value) for r in CaseRole])
    user = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="participations")
    team = models.ForeignKey("directory.Team", models.PROTECT, null=True, blank=True, related_name="participations")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True) | Q(user__isnull=True, team__isnull=False),
                name="access_participation_of_one",
            ),
            models.UniqueConstraint(
                fields=["dossier", "role"],
                condition=Q(end__isnull=True, role__in=["CASE_DIRECTOR", "FILE_HOLDER"]),
                name="access_one_director_one_file_holder",
            ),
            models.UniqueConstraint(
                fields=["dossier", "role", "user"], condition=Q(end__isnull=True), name="access_user_takes_part_once"
            ),
            models.UniqueConstraint(
                fields=["dossier", "role", "team"], condition=Q(end__isnull=True), name="access_team_takes_part_once"
            ),
        ]
        indexes = [models.Index(fields=["user", "role"], name="access_caseload")]  # my people, on Today


DOOR = ("categories", "organisation", "start", "end", "suspended")


class Grant(models.Model):
    """Who may read which categories of a compartment, from when until when, on which ground.

    The only thing the reading door looks at. ``categories`` and ``writes`` are bit sets of :class:`Category`.
    ``ground`` names what the grant hangs on besides a participation (``consent:12``, ``title:5``, ``break-glass:3``):
    when that falls away, every grant with that ground ends with it. With an ``organisation`` it holds only while the
    user works there. A ``suspended`` grant opens nothing while the
    person is restricted; it says only that its holder may meet them in a list.
    """

    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="grants")
    user = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="grants")
    team = models.ForeignKey("directory.Team", models.PROTECT, null=True, blank=True, related_name="grants")
    categories = models.BigIntegerField()
    writes = models.BigIntegerField(default=0)
    start = models.DateTimeField()
    end = models.DateTimeField(null=True, blank=True)
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="grants")
    basis = models.CharField(max_length=60)
    rule_id = models.CharField(max_length=20)
    rule_version = models.CharField(max_length=20)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(max_length=40, blank=True)
    suspended = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True) | Q(user__isnull=True, team__isnull=False),
                name="access_grant_to_one",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="access_grant_ends_later"
            ),
            models.CheckConstraint(condition=Q(categories__gt=0), name="access_grant_opens_something"),
        ]
        indexes = [
            # the reading door: everything that it asks of a grant stands in the index
            models.Index(fields=["user", "compartment", *DOOR], name="access_door_user"),
            models.Index(fields=["team", "compartment", *DOOR], name="access_door_team"),
            models.Index(fields=["compartment"], name="access_who_can_see"),  # who can see this, why, until when
            models.Index(  # consent withdrawn, title ended: what hangs on it ends
                fields=["ground"], condition=~Q(ground=""), name="access_grant_ground"
            ),
        ]


class Restriction(models.Model):
    """Only those named may read this dossier: a staff member, somebody whose safety depends on it.

    Everybody else who would meet the person in a list sees that there is somebody, and not who.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="restrictions")
    reason = models.CharField(max_length=16, choices=[(r.value, r.value) for r in RestrictionReason])
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    named = models.ManyToManyField("directory.User", related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(lifted_at__isnull=True), name="access_one_restriction_at_a_time"
            )
        ]


class ProtectedModel(models.Model):
    """A personal fact: it lives in a compartment, has a category, and is read through the door only.

    ``category`` says which bit a grant must hold; a table whose rows differ names the column with the bit in
    ``category_field`` instead. ``objects`` offers ``visible_to`` for readers and ``for_rule`` for rules and engines
    that must see everything and never show it.
    """

    category: Category
    category_field: str = ""

    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")

    objects = ProtectedManager()

    class Meta:
        abstract = True


class BreakGlass(ProtectedModel):
    """Somebody opened a dossier without taking part, for a reason given first, for a few hours.

    Every read in that time is logged as such, somebody else reviews it, and the person is told unless motivated.
    """

    category = Category.ID_CONTACT

    user = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=[(r.value, r.value) for r in EmergencyReason])
    explanation = models.TextField(max_length=1000)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    tell_client = models.BooleanField(default=True)
    why_not_told = models.CharField(max_length=400, blank=True)
    review_due = models.DateField()
    reviewed_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, blank=True, choices=[(o.value, o.value) for o in ReviewOutcome])
    review_note = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")),
                name="access_nobody_reviews_themselves",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="access_break_glass_ends"),
        ]
        indexes = [models.Index(fields=["review_due"], name="access_to_review")]  # the desk: what waits for review
