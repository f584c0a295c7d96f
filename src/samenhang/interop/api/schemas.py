"""What goes over the line."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from samenhang.intake.enums import ReportSource, SignalKind
from samenhang.supply.enums import OutReason

Id = Annotated[int, Field(ge=1, le=2**53)]
Number = Annotated[int, Field(ge=1, le=10_000)]
Text = Annotated[str, StringConstraints(max_length=80, pattern=r"^[^\x00]*$")]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2100, 12, 31))]


class PersonOut(Schema):
    """Somebody in whose case the owner of the key takes part."""

    id: int
    number: str
    name: str
    birth_date: date | None
    municipality: str
    tie: str
    version: int


class PeopleOut(Schema):
    """A page of people."""

    items: list[PersonOut]
    total: int
    page: int
    size: int


class PlacementOut(Schema):
    """A stay; ``end`` is the first day that is no longer part of it."""

    id: int
    setting: str
    where: str
    organisation: str
    security_level: int | None
    title_code: str
    payer: str
    start: date
    end: date | None
    ending_reason: str
    note: str


class TitleOut(Schema):
    """A title; ``end`` is the first day that is no longer part of it."""

    id: int
    code: str
    domain: str
    start: date
    end: date | None
    state: str
    payer: str
    decided_by: str
    followon_filed_on: date | None


class AvailabilityOut(Schema):
    """Slots of a place today."""

    capacity: int
    taken: int
    reserved: int
    out: int
    free: int
    free_from: date | None


class PlaceOut(Schema):
    """A place of the register; ``stamp`` changes with whatever is said of its availability."""

    id: int
    code: str
    name: str
    setting: str
    security_level: int
    organisation: str
    location: str
    municipality: str
    phone: str
    availability: AvailabilityOut
    freshness: str
    confirmed_at: datetime | None
    stamp: str


class PlacesOut(Schema):
    """A page of places."""

    items: list[PlaceOut]
    total: int
    page: int
    size: int


class OutOfServiceIn(Schema):
    """Slots that cannot be used for a while; ``end`` is the first day on which they can be again."""

    model_config = ConfigDict(extra="forbid")

    slots: Annotated[int, Field(ge=1, le=1000)]
    reason: OutReason
    start: Day
    end: Day | None = None


class OutOfServiceOut(Schema):
    """The period that was noted, and the place as it is now."""

    id: int
    place: PlaceOut


class LineOut(Schema):
    """Demand and supply of one form; null is a number too small to show."""

    form: str
    demand: int | None
    capacity: int
    free: int
    waiting_days: int | None


class MunicipalityOut(Schema):
    """People who wait and slots that are free, by municipality; null is a number too small to show."""

    name: str
    waiting: int | None
    free: int


class RegionOut(Schema):
    """The figures of the region; small numbers are withheld as on the screen."""

    day: date
    waiting: int | None
    places: int
    capacity: int
    free: int
    stale: int
    avoided_moves: int | None
    forms: list[LineOut]
    municipalities: list[MunicipalityOut]
    groups: dict[str, int | None]


class SharingIn(Schema):
    """Questions for the sharing engine; its schema says what is in one. Codes only, never a name."""

    model_config = ConfigDict(extra="forbid")

    questions: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=500)]


class SharingOut(Schema):
    """A verdict for each question, in the same order."""

    verdicts: list[dict[str, Any]]


class ReportIn(Schema):
    """A report of a concern. ``reference`` is your own number: the same number is the same report.

    Write what was seen and heard. Words that say what somebody has are weighed by the desk, and struck when they may not stay.
    """

    model_config = ConfigDict(extra="forbid")

    reference: Reference
    kind: SignalKind
    source: ReportSource
    seen_on: Day
    text: Annotated[str, StringConstraints(min_length=1, max_length=8_000, pattern=r"^[^\x00]*$")]
    goal: Annotated[str, StringConstraints(max_length=400, pattern=r"^[^\x00]*$")] = ""
    partners: Annotated[str, StringConstraints(max_length=400, pattern=r"^[^\x00]*$")] = ""
    subject_name: Annotated[str, StringConstraints(max_length=160, pattern=r"^[^\x00]*$")] = ""
    subject_birth: Day | None = None
    subject_address: Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")] = ""
    municipality: Text = ""
    reporter_name: Annotated[str, StringConstraints(max_length=160, pattern=r"^[^\x00]*$")] = ""
    reporter_contact: Annotated[str, StringConstraints(max_length=160, pattern=r"^[^\x00]*$")] = ""
    anonymous: bool = False
    danger: bool = False


class ReportOut(Schema):
    """Where a report stands and the answer of the desk; nothing about the person."""

    reference: str
    kind: str
    received_at: datetime
    state: str
    fed_back_at: datetime | None
    feedback: str
    removed_at: datetime | None = None  # since then only this is left of the report
