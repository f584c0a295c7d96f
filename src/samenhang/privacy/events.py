"""What other packages may react to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CompartmentDestroyed:
    """The facts of this compartment are gone; what belongs to them outside the database, such as files, must go too."""

    compartment_id: int
    files: tuple[str, ...] = ()
