"""The pilot light, contact with somebody, and the analysis without which nobody is let go of."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.legal.enums import Payer
from samenhang.pathway.enums.pilot_lights import ContactForm, LightState, WhatWeDo


class PilotLight(ProtectedModel):
    """The agreement that somebody keeps looking: who, how often, what brings help back, until when, who pays (handbook 6.3).

    ``met_on``, ``failed`` and ``failed_on`` follow from its contacts, so that the clock of many lights reads one row each.
    """

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in LightState], default=LightState.BURNING)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    keeper = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    start = models.DateField()
    until = models.DateField()
    every_days = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=8, choices=[(f.value, f.value) for f in ContactForm])
    wants = models.TextField()
    own_route = models.CharField(max_length=300)
    brings_back = models.TextField()
    back_within_days = models.PositiveSmallIntegerField(default=5)
    sleeping = models.CharField(max_length=300, blank=True)
    payer = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Payer])
    agreed_by_client_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    failed = models.PositiveSmallIntegerField(default=0)
    failed_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-start", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("start")), name="pathway_light_until_later"),
            models.CheckConstraint(condition=Q(every_days__gte=1), name="pathway_light_contact_now_and_then"),
            models.CheckConstraint(
                condition=Q(state=LightState.BURNING, ended_on__isnull=True)
                | (~Q(state=LightState.BURNING) & Q(ended_on__isnull=False) & ~Q(ended_why="")),
                name="pathway_light_ends_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=LightState.BURNING), name="pathway_one_light_burns"
            ),
        ]
        indexes = [models.Index(fields=["state", "until"], name="pathway_lights_burning")]  # counts, and what ends


class Contact(ProtectedModel):
    """Somebody had contact with the person, or tried to: when, how, who, and whether they met."""

    category = Category.APPOINTMENTS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    light = models.ForeignKey(PilotLight, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    form = models.CharField(max_length=8, choices=[(f.value, f.value) for f in ContactForm])
    reached = models.BooleanField()
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    client_says = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["person", "-on"], name="pathway_last_contact")]  # who was not seen for weeks


class FullStepDown(ProtectedModel):
    """The analysis behind letting go of all care, without which nobody is let go of (seed 000, section 3.2)."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    finding = models.CharField(max_length=20, choices=[(f.value, f.value) for f in WhatWeDo])
    what_goes_well = models.TextField()
    what_if = models.TextField()
    client_says = models.TextField()
    consulted = models.CharField(max_length=300)
    decided_on = models.DateField()
    decided_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_on", "-id"]
