"""What other packages may react to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CompartmentDestroyed:
    """Every fact of this compartment is gone; what belongs to them outside the database must go too."""

    compartment_id: int
