"""What the region has: locations, places with their form, criteria and capacity, services and treatments.

Holds no personal facts: a booking says that a slot is taken, not by whom.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.base.models import PeriodModel, PeriodQuerySet
from samenhang.supply.enums import (
    BookingKind,
    Obstacle,
    OutReason,
    ProfileKind,
    RemedyKind,
    Scope,
    Setting,
    SubstancePolicy,
    TeamStanding,
)


def _choices(enum: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]  # type: ignore[attr-defined]


class Location(models.Model):
    """A building or site of an organisation."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="locations")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    municipality = models.ForeignKey("directory.Municipality", models.PROTECT)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A ward, group or home where people can stay, with so many slots of one form."""

    location = models.ForeignKey(Location, models.PROTECT, related_name="places")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    setting = models.CharField(max_length=24, choices=_choices(Setting))
    security_level = models.PositiveSmallIntegerField()
    adjustable_security = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField()
    individual = models.BooleanField(default=False)
    group_size = models.PositiveSmallIntegerField(null=True, blank=True)
    unconditional_stay = models.BooleanField(default=False)
    substance_policy = models.CharField(
        max_length=12, choices=_choices(SubstancePolicy), default=SubstancePolicy.CONTROLLED
    )
    night_staff = models.BooleanField(default=False)
    low_stimulus = models.BooleanField(default=False)
    supra_regional = models.BooleanField(default=False)
    must_deliver = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    retired_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(security_level__lte=4), name="supply_level_0_to_4"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                name="supply_confirmed_by_at",
            ),
        ]
        indexes = [models.Index(fields=["setting", "security_level"], name="supply_by_form")]  # register filters

    def __str__(self) -> str:
        return self.name


class Treatment(models.Model):
    """A treatment that a place or a service offers, down to the very specific (ECT, EMDR for MID, clozapine)."""

    code = models.CharField(max_length=40, unique=True)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        ordering = ["code"]


class Service(models.Model):
    """A team that comes to the person: FACT, IHT, ambulatory support, outreach, consultation."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="services")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    setting = models.CharField(max_length=24, choices=_choices(Setting))
    municipality = models.ForeignKey("directory.Municipality", models.PROTECT)
    response_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    treatments = models.ManyToManyField(Treatment, related_name="services", blank=True)

    class Meta:
        ordering = ["name"]


class PlaceTreatment(models.Model):
    """A place offers a treatment."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="treatments")
    treatment = models.ForeignKey(Treatment, models.PROTECT, related_name="places")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "treatment"], name="supply_treatment_once")]


class ProfileStatement(models.Model):
    """What a place is really good at, or less good at, in the words of its team."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="profile")
    kind = models.CharField(max_length=12, choices=_choices(ProfileKind))
    text = models.CharField(max_length=200)
    said_on = models.DateField()


class TeamStatement(models.Model):
    """How the team of a place says that it stands (R-21): room or not, vacancies, recent incidents, what it needs, when it looks again.

    Rows are versions: a new statement is added, an earlier one stays as it was. About a team and never about clients: a number of
    incidents, no names.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="team_statements")
    version = models.PositiveIntegerField()
    standing = models.CharField(max_length=12, choices=_choices(TeamStanding))
    vacancies = models.DecimalField(max_digits=4, decimal_places=1)  # full-time equivalents
    incidents = models.PositiveSmallIntegerField()  # in the thirty days before
    words = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("directory.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["place", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["place", "version"], name="supply_team_version_once"),
            models.CheckConstraint(
                condition=Q(standing=TeamStanding.ROOM) | Q(review_on__isnull=False), name="supply_team_looks_again"
            ),
            models.CheckConstraint(
                condition=~Q(standing=TeamStanding.NOT_NOW) | ~Q(words=""), name="supply_not_now_says_what_is_needed"
            ),
            models.CheckConstraint(condition=Q(vacancies__gte=0), name="supply_vacancies_from_zero"),
        ]


class OutOfService(PeriodModel):
    """So many slots of a place cannot be used for a while, with the reason."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="out_of_service")
    slots = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=16, choices=_choices(OutReason))

    objects = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(condition=Q(slots__gt=0), name="supply_out_of_service_something"),
        ]


class Booking(PeriodModel):
    """One slot of one place is taken for a period. The database refuses two bookings of a slot at the same time.

    PostgreSQL: an exclusion constraint; SQLite: triggers (migration 0002).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="bookings")
    slot = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=_choices(BookingKind))
    expected_end = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(condition=Q(slot__gte=1), name="supply_slots_count_from_one"),
            models.UniqueConstraint(
                fields=["place", "slot"], condition=Q(end__isnull=True), name="supply_slot_taken_once"
            ),
        ]
        indexes = [models.Index(fields=["place", "end"], name="supply_taken_now")]  # availability


class Remedy(models.Model):
    """Something that would lift obstacles: a rule relaxed, money found, expertise brought, a place adapted."""

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=_choices(RemedyKind))
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    owner = models.CharField(max_length=160)
    cost = models.PositiveIntegerField(default=0)  # whole euros a year
    limit = models.PositiveSmallIntegerField(null=True, blank=True)  # people it can serve
    available_from = models.DateField(null=True, blank=True)
    available_until = models.DateField(null=True, blank=True)  # the first day on which it lifts nothing any more

    class Meta:
        ordering = ["code"]


class Criterion(models.Model):
    """An admission rule as data: which fact must hold, whose rule it is, and whether and by whom it can be relaxed.

    Rows are versions: a change closes the current row (``valid_to``) and adds the next with the same ``key``.
    ``place`` etc. say how far it reaches; all empty means the whole region or nation.
    """

    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    scope = models.CharField(max_length=14, choices=_choices(Scope))
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, blank=True, related_name="criteria"
    )
    location = models.ForeignKey(Location, models.CASCADE, null=True, blank=True, related_name="criteria")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="criteria")
    setting = models.CharField(max_length=24, choices=_choices(Setting), blank=True)
    fact = models.CharField(max_length=40)
    operator = models.CharField(max_length=16)
    values = models.JSONField(default=list)
    hard = models.BooleanField(default=True)
    weight = models.PositiveSmallIntegerField(default=1)
    obstacle = models.CharField(max_length=16, choices=_choices(Obstacle))
    owner = models.CharField(max_length=160)
    source = models.CharField(max_length=160, blank=True)
    relaxable = models.BooleanField(default=False)
    relaxed_by = models.CharField(max_length=160, blank=True)
    remedies = models.ManyToManyField(Remedy, related_name="criteria", blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    changed_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["key", "version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="supply_criterion_version_once"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(valid_to__isnull=True), name="supply_criterion_one_current"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="supply_criterion_ends"
            ),
            models.CheckConstraint(
                condition=Q(scope__in=["NATION", "REGION"], organisation=None, location=None, place=None)
                | Q(scope="ORGANISATION", organisation__isnull=False, location=None, place=None)
                | Q(scope="LOCATION", organisation=None, location__isnull=False, place=None)
                | Q(scope="PLACE", organisation=None, location=None, place__isnull=False),
                name="supply_criterion_scope_says_whose",
            ),
        ]
        indexes = [models.Index(fields=["place"], name="supply_criteria_of_place")]  # the page of a place


class SupplyStamp(models.Model):
    """One row that changes with every change of supply, so that readers know whether what they remember still holds."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="supply_one_stamp")]
