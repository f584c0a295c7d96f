"""The person, not an organisation, is the axis."""

from __future__ import annotations

from django.db import models

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base.models import KeptModel, PeriodModel, PeriodQuerySet
from samenhang.people.enums import Burden, CloseRole, ContactWish, OwnConsent, RepresentativeKind


class Person(ProtectedModel):
    """Who it is about: how to call them, when born, where they live and where they have ties."""

    category = Category.ID_CONTACT

    dossier = models.OneToOneField("access.Dossier", models.PROTECT, related_name="+")
    number = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=160)
    birth_date = models.DateField(null=True, blank=True)
    municipality = models.ForeignKey("directory.Municipality", models.PROTECT, related_name="+")
    tie = models.ForeignKey("directory.Municipality", models.PROTECT, null=True, blank=True, related_name="+")
    name_key = models.CharField(max_length=420, default="", editable=False)  # base.names.key_of(name), to search by
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


class CloseOne(KeptModel, ProtectedModel):
    """Somebody close: what they are to the person, what the person wants of the contact, and what they agreed to themselves.

    These facts are about somebody else as well, so they are no part of the person's own file (AVG 15 lid 4).
    """

    category = Category.NETWORK

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    relation = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=16, choices=[(r.value, r.value) for r in CloseRole])
    represents_as = models.CharField(
        max_length=16, blank=True, choices=[(k.value, k.value) for k in RepresentativeKind]
    )
    contact = models.CharField(
        max_length=12, choices=[(w.value, w.value) for w in ContactWish], default=ContactWish.NOT_ASKED
    )
    same_home = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    consent = models.CharField(
        max_length=12, choices=[(c.value, c.value) for c in OwnConsent], default=OwnConsent.NOT_ASKED
    )
    consent_on = models.DateField(null=True, blank=True)
    burden = models.CharField(max_length=12, blank=True, choices=[(b.value, b.value) for b in Burden])
    burden_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [*KeptModel.Meta.constraints]
        indexes = [
            models.Index(  # the network page and the picture
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="people_close_to_person"
            ),
        ]


class NoNetwork(KeptModel, ProtectedModel):
    """Somebody has nobody close, or wants nobody; who builds a network with them, and since when (seed 000, section 2.2).

    This is about the person alone, so unlike facts about close ones it is of their own file.
    """

    category = Category.LIFE_DOMAIN_PICTURE

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    noted_on = models.DateField()
    text = models.CharField(max_length=400)
    builder = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(null=True, blank=True)
    next_step = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            *KeptModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="people_no_network_once"
            ),
        ]
