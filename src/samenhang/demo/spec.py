"""A region as plain facts, before anything is stored: what the generator makes and the loader writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class MunicipalitySpec:
    """An invented municipality with its centre (degrees) and population."""

    code: str
    name: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True)
class OrganisationSpec:
    """An invented organisation."""

    code: str
    name: str
    kind: str
    municipality: str


@dataclass(frozen=True)
class PlaceSpec:
    """A place with its location and what makes it special."""

    code: str
    name: str
    organisation: str
    location_code: str
    location_name: str
    municipality: str
    latitude: float
    longitude: float
    setting: str
    level: int
    capacity: int
    individual: bool
    group_size: int | None
    unconditional: bool
    substance: str
    night_staff: bool
    low_stimulus: bool
    adjustable: bool
    supra_regional: bool
    treatments: tuple[str, ...]
    good_at: tuple[str, ...]
    less_good_at: tuple[str, ...]
    taken: int  # slots taken by others
    expected_ends: tuple[date, ...]
    out: tuple[tuple[int, str, date, date | None], ...]
    confirmed_days_ago: int | None


@dataclass(frozen=True)
class CriterionSpec:
    """An admission rule; ``on`` names the organisation or place it belongs to, empty for nation and region."""

    key: str
    scope: str
    on: str
    setting: str
    fact: str
    operator: str
    values: tuple[Any, ...]
    obstacle: str
    owner: str
    source: str = ""
    relaxable: bool = False
    relaxed_by: str = ""
    remedies: tuple[str, ...] = ()
    hard: bool = True


@dataclass(frozen=True)
class StaySpec:
    """One placement of a history."""

    setting: str
    start: date
    end: date | None = None
    provider: str = ""
    place: str = ""
    title: str = ""
    payer: str = ""
    region: str = ""
    level: int | None = None
    reason: str = ""
    note: str = ""
    precision: str = "DAY"
    held: bool = False
    notice_on: date | None = None


@dataclass(frozen=True)
class TitleSpec:
    """A title; ``last_day`` None means the latest that the law allows."""

    code: str
    start: date
    last_day: date | None = None
    followon: date | None = None


@dataclass(frozen=True)
class RefusalSpec:
    """A refusal of the past."""

    on: date
    facility: str
    reason: str
    seen: bool


@dataclass(frozen=True)
class NeedSpec:
    """What somebody waits for."""

    since: date
    settings: tuple[str, ...]
    priority: int
    urgency: str
    near: str
    max_km: int
    individual: bool
    unconditional: bool
    treatments: tuple[str, ...]
    groups: tuple[str, ...]
    why_residential: str = ""
    why_text: str = ""
    ambulatory_test_on: date | None = None


@dataclass(frozen=True)
class PersonSpec:
    """An invented person with a history."""

    name: str
    birth: date
    municipality: str
    tie: str
    words: str
    strengths: tuple[str, ...]
    problems: tuple[str, ...]
    facts: tuple[tuple[str, Any], ...]
    facts_on: date
    stays: tuple[StaySpec, ...]
    titles: tuple[TitleSpec, ...]
    indications: tuple[tuple[str, str, date, date | None], ...]
    incidents: tuple[tuple[date, str, int, str], ...]
    refusals: tuple[RefusalSpec, ...]
    need: NeedSpec | None
    file_holder: str = ""
    number: str = ""
    joined: date | None = None  # since when somebody directs the case; half a year ago when not told
    closed_on: date | None = None


@dataclass(frozen=True)
class RegionSpec:
    """A whole region."""

    name: str
    today: date
    municipalities: tuple[MunicipalitySpec, ...]
    organisations: tuple[OrganisationSpec, ...]
    places: tuple[PlaceSpec, ...]
    criteria: tuple[CriterionSpec, ...]
    people: tuple[PersonSpec, ...]
    layers: tuple[tuple[str, str, str, tuple[str, ...]], ...] = field(default=())
