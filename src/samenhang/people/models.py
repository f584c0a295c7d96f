"""The person, not an organisation, is the axis."""

from __future__ import annotations

from django.db import models

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base.models import PeriodModel, PeriodQuerySet


class Person(ProtectedModel):
    """Who it is about: how to call them, when born, where they live and where they have ties."""

    category = Category.ID_CONTACT

    dossier = models.OneToOneField("access.Dossier", models.PROTECT, related_name="+")
    number = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=160)
    birth_date = models.DateField(null=True, blank=True)
    municipality = models.ForeignKey("directory.Municipality", models.PROTECT, related_name="+")
    tie = models.ForeignKey("directory.Municipality", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["birth_date"], name="people_by_birth_date"),  # search before create
            models.Index(fields=["name"], name="people_by_name"),  # lists in the order of names
        ]

    def __str__(self) -> str:
        return self.number


class Household(models.Model):
    """People who share a home; the plan of the household hangs on its dossier."""

    dossier = models.OneToOneField("access.Dossier", models.PROTECT, related_name="household")


class HouseholdMember(PeriodModel):
    """Somebody belongs to a household for a period."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(end__isnull=True), name="people_one_household_at_a_time"
            ),
        ]
