"""The shared picture, as far as matching needs it: own words, problem areas side by side, facts, incidents."""

from __future__ import annotations

from django.db import models

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.picture.enums import FactCode, IncidentKind, ProblemArea


class OwnWords(ProtectedModel):
    """What the person wants, in their own words, and who listened."""

    category = Category.LIFE_DOMAIN_PICTURE

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = models.TextField()
    said_on = models.DateField()
    listened_by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-said_on", "-id"]


class Strength(ProtectedModel):
    """Something the person is good at or that goes well; stands beside the problems."""

    category = Category.LIFE_DOMAIN_PICTURE

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)


class Problem(ProtectedModel):
    """A problem area, with who says so and since when. No order, no leading one."""

    category = Category.LIFE_DOMAIN_PICTURE

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    area = models.CharField(max_length=20, choices=[(a.value, a.value) for a in ProblemArea])
    source = models.CharField(max_length=160, blank=True)
    noted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "area"], name="picture_area_once")]


class FunctionalFact(ProtectedModel):
    """A fact that decides whether a place fits, with its date and who says so; the newest of a code counts."""

    category = Category.HOUSING_NEEDS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, choices=[(c.value, c.value) for c in FactCode])
    value = models.JSONField()
    noted_on = models.DateField()
    source = models.CharField(max_length=160)

    class Meta:
        ordering = ["code", "-noted_on", "-id"]
        indexes = [models.Index(fields=["person", "code"], name="picture_facts_of_person")]  # facts for matching


class Incident(ProtectedModel):
    """Something that happened, with its context and what helped, open for learning."""

    category = Category.INCIDENT

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    on = models.DateField()
    kind = models.CharField(max_length=24, choices=[(k.value, k.value) for k in IncidentKind])
    severity = models.PositiveSmallIntegerField()  # 1 light to 5 very severe
    context = models.TextField(blank=True)
    helped = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(severity__gte=1, severity__lte=5), name="picture_severity_1_to_5")
        ]
