"""What would help most: what was computed over everybody who waits, and who would have a place at which point."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel


class PackageStudy(models.Model):
    """What packages of remedies would bring on a day: the frontier, or one package that was put together. Counts and codes, nobody in it.

    ``points`` holds, from the smallest package to the largest, what ``steering.services.packages`` writes; ``alone`` what each remedy does by itself.
    """

    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    on = models.DateField()
    package = models.JSONField(default=list)  # remedy codes that were put together; empty for a frontier
    waiting = models.PositiveIntegerField()
    points = models.JSONField(default=list)
    alone = models.JSONField(default=list)
    complete = models.BooleanField(default=False)
    seconds = models.FloatField()

    class Meta:
        ordering = ["-computed_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(waiting__gte=1), name="steering_study_of_somebody")]

    def __str__(self) -> str:
        return self.on.isoformat()


class PackagePlacement(ProtectedModel):
    """At this point of a study this person would have a place, or not any more; behind the door."""

    category = Category.HOUSING_NEEDS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    study = models.ForeignKey(PackageStudy, models.CASCADE, related_name="+")
    point = models.PositiveSmallIntegerField()
    gains = models.BooleanField()
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["point", "id"]
        constraints = [
            models.UniqueConstraint(fields=["study", "point", "person"], name="steering_once_at_each_point"),
        ]
