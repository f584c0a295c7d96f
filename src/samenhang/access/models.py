"""Dossiers, their compartments, and the grants without which nobody sees a personal fact."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.door import ProtectedManager
from samenhang.access.enums import CaseRole, Category, DossierKind, Regime
from samenhang.base.models import PeriodModel, PeriodQuerySet


class Dossier(models.Model):
    """Everything kept about one person or one household; holds no fact itself."""

    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in DossierKind])
    opened_at = models.DateTimeField()


class Compartment(models.Model):
    """A part of a dossier that is kept under one law; a fact lives in exactly one compartment."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="compartments")
    regime = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Regime])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "regime"], name="access_one_compartment_per_regime")]


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


class Grant(models.Model):
    """Who may read which categories of a compartment, from when until when, on which ground.

    The only thing the reading door looks at. ``categories`` and ``writes`` are bit sets of :class:`Category`.
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
            models.Index(fields=["user", "compartment"], name="access_grant_user"),  # the reading door
            models.Index(fields=["team", "compartment"], name="access_grant_team"),  # the reading door
            models.Index(fields=["compartment"], name="access_who_can_see"),  # who can see this, why, until when
        ]


class ProtectedModel(models.Model):
    """A personal fact: it lives in a compartment, has a category, and is read through the door only.

    ``category`` says which bit a grant must hold. ``objects`` offers ``visible_to`` for readers and ``for_rule`` for
    rules and engines that must see everything and never show it.
    """

    category: Category

    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")

    objects = ProtectedManager()

    class Meta:
        abstract = True
