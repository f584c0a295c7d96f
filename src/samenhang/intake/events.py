"""What other packages may react to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CaseReentered:
    """Somebody who was helped before is held again from this day, with the last plan and without a new application (row 19)."""

    person_id: int
    dossier_id: int
    on: date
