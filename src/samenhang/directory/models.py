"""Who there is: municipalities and the layers over them, organisations, teams, people who sign in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from samenhang.base.models import PeriodModel, PeriodQuerySet
from samenhang.directory.enums import OrganisationKind, RegionKind, Role


class Municipality(models.Model):
    """A municipality with its population-weighted centre (WGS 84 degrees)."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80, unique=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A region of one layer: a set of municipalities, with a parent where regions are bundled."""

    kind = models.CharField(max_length=24, choices=[(k.value, k.value) for k in RegionKind])
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    municipalities = models.ManyToManyField(Municipality, through="RegionMunicipality", related_name="regions")

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="directory_region_code_once_per_layer")]

    def __str__(self) -> str:
        return self.name


class RegionMunicipality(PeriodModel):
    """A municipality belongs to a region for a period: borders change on the first of January."""

    region = models.ForeignKey(Region, models.CASCADE)
    municipality = models.ForeignKey(Municipality, models.CASCADE)

    objects = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["region", "municipality", "start"], name="directory_region_part_once"),
        ]


class Organisation(models.Model):
    """An organisation that takes part in the region, with its coordinator for the shared way of working."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=24, choices=[(k.value, k.value) for k in OrganisationKind])
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    coordinator = models.CharField(max_length=120, blank=True)
    deputy = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A group of colleagues that can hold a grant together, such as a placement table."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="directory_team_once")]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Creates people who sign in; there are no superusers."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> User:
        """Create somebody; without a password they can only enter through another door."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do follows from memberships; there is no superuser."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_persona = models.BooleanField(default=False)  # can be entered by a click, in a demonstration only
    story = models.CharField(max_length=200, blank=True)

    current_memberships: list[Membership] | None = None  # filled by the backend that loads who is signed in

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as shown."""
        return self.name


class Membership(PeriodModel):
    """Somebody works in a team of an organisation in a role, for a period."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=24, choices=[(r.value, r.value) for r in Role])

    objects = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "organisation", "team", "role"],
                condition=Q(end__isnull=True),
                name="directory_one_current",
            ),
        ]
