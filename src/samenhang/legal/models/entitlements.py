"""One entitlement for an included client: which titles and indications it replaces, and which payers agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base.models import PeriodModel
from samenhang.legal.models.titles import Indication, LegalTitle


class Entitlement(ProtectedModel, PeriodModel):
    """One right to care that moves up and down with what is needed, in place of several (seed 003; handbook 9.2)."""

    category = Category.INDICATION

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    covers = models.TextField()
    noted_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField()
    ended_why = models.TextField(blank=True)

    class Meta(PeriodModel.Meta):
        ordering = ["start", "id"]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"], condition=Q(end__isnull=True), name="legal_one_open_entitlement"
            ),
        ]


class EntitlementReplaces(ProtectedModel):
    """A title or indication that this entitlement stands in the place of."""

    category = Category.INDICATION

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="+")
    title = models.ForeignKey(LegalTitle, models.PROTECT, null=True, blank=True, related_name="+")
    indication = models.ForeignKey(Indication, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(title__isnull=False, indication__isnull=True)
                | Q(title__isnull=True, indication__isnull=False),
                name="legal_replaces_one_thing",
            ),
        ]


class EntitlementPayer(ProtectedModel):
    """A payer that was asked to agree with an entitlement, and since when it does."""

    category = Category.INDICATION

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entitlement", "organisation"], name="legal_payer_once"),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True, agreed_by="") | (Q(agreed_on__isnull=False) & ~Q(agreed_by="")),
                name="legal_payer_agreed_by_name",
            ),
        ]
