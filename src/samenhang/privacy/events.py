"""What other packages may react to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CompartmentDestroyed:
    """The facts of this compartment are gone; what belongs to them outside the database, such as files, must go too."""

    compartment_id: int
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConsentChanged:
    """Somebody agreed to what an organisation may read, or took it back: whatever rests on it follows."""

    person_id: int
    organisation_id: int
    on: date


@dataclass(frozen=True)
class NightFell:
    """The night's work runs: whatever keeps something for a limited time only lets it go now."""

    on: date
