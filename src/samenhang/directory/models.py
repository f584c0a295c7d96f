"""Who there is: municipalities and the layers over them, organisations, teams, people who sign in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from samenhang.base.models import PeriodModel, PeriodQuerySet
from samenhang.directory.enums import (
    AuthLevel,
    ContactTopic,
    OrganisationKind,
    RecoveryState,
    RegionKind,
    ReviewDecision,
    Role,
)


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
    coordinator_phone = models.CharField(max_length=30, blank=True)
    deputy_phone = models.CharField(max_length=30, blank=True)

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
    emergency_until = models.DateTimeField(null=True, blank=True)  # until then they may read something in an emergency
    expires_on = models.DateField(null=True, blank=True)  # the first day on which they can no longer sign in

    current_memberships: list[Membership] | None = None  # filled by the backend that loads who is signed in
    counted: dict[str, int] = {}  # what other packages count of the user in the same question

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            # single sign-on finds somebody by it
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="directory_email_of_one"),
        ]

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
    # Whoever got a role from a colleague just now is no second person for that colleague.
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)

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


class SignIn(models.Model):
    """Somebody is signed in on a device; the row goes when the session ends. Who signed in when stands in the log."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    address = models.CharField(max_length=60, blank=True)
    device = models.CharField(max_length=200, blank=True)
    auth_level = models.CharField(max_length=12, choices=[(a.value, a.value) for a in AuthLevel])

    class Meta:
        ordering = ["-last_seen_at"]


class ApiKey(PeriodModel):
    """A key with which another system acts as its owner, within scopes, for at most a year. The key itself is kept nowhere."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    scopes = models.JSONField()
    prefix = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of 256 random bits: nothing to guess
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(PeriodModel.Meta):
        ordering = ["-start", "-id"]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(condition=Q(end__isnull=False), name="directory_api_key_ends"),
        ]


class AccessReview(models.Model):
    """Once a year an organisation looks at everybody who can enter on its behalf."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-year", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="directory_one_review_a_year"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
                name="directory_review_finished_by",
            ),
        ]


class AccessReviewLine(models.Model):
    """Somebody in a role, and what was decided about it."""

    review = models.ForeignKey(AccessReview, models.CASCADE, related_name="lines")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    role = models.CharField(max_length=24, choices=[(r.value, r.value) for r in Role])
    since = models.DateField()
    decision = models.CharField(max_length=8, blank=True, choices=[(d.value, d.value) for d in ReviewDecision])
    new_role = models.CharField(max_length=24, blank=True, choices=[(r.value, r.value) for r in Role])
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "membership"], name="directory_reviewed_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="directory_decided_by",
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("user")), name="directory_not_about_oneself"),
        ]


class AccountRecovery(models.Model):
    """A way back into an account that was used: one asks and gets the link, another confirms and gets the code."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    without_second_factor = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in RecoveryState])
    link_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of 256 random bits: nothing to guess
    code_hash = models.CharField(max_length=128, blank=True)  # of the confirmed ones, as a password
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="directory_recovery_decided_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RecoveryState.CONFIRMED, RecoveryState.USED]) | Q(decided_by__isnull=False),
                name="directory_recovery_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user")) & ~Q(asked_by=F("user")),
                name="directory_recovery_not_alone",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state__in=[RecoveryState.ASKED, RecoveryState.CONFIRMED]),
                name="directory_one_open_recovery",
            ),
        ]


class RoleSheetSignature(models.Model):
    """A privacy officer has read what the roles open, as it was, and put their name to it."""

    fingerprint = models.CharField(max_length=64)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["-signed_at"]


class Contact(PeriodModel):
    """Whom to call at an organisation about something, in one municipality or everywhere; the default one first.

    Somebody who signs in here (``user``), or just a name: not everybody who picks up the telephone has an account.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=16, choices=[(t.value, t.value) for t in ContactTopic])
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    mobile = models.CharField(max_length=30, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    is_default = models.BooleanField(default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(name=""), name="directory_contact_is_somebody"),
            models.CheckConstraint(condition=~Q(phone="", mobile=""), name="directory_contact_has_a_number"),
            models.UniqueConstraint(
                fields=["organisation", "topic", "municipality"],
                condition=Q(is_default=True, end__isnull=True, municipality__isnull=False),
                name="directory_one_default_contact",
            ),
            models.UniqueConstraint(
                fields=["organisation", "topic"],
                condition=Q(is_default=True, end__isnull=True, municipality__isnull=True),
                name="directory_one_default_everywhere",
            ),
        ]
        indexes = [models.Index(fields=["topic", "municipality"], name="directory_whom_to_call")]  # the finder


class Substitute(PeriodModel):
    """Somebody is away for a while and a colleague takes over. Why they are away is nobody's business."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(condition=Q(end__isnull=False), name="directory_away_ends"),
            models.CheckConstraint(condition=~Q(user=F("substitute")), name="directory_substitute_is_another"),
        ]
        indexes = [models.Index(fields=["user", "start"], name="directory_who_is_away")]  # on the page of a case
