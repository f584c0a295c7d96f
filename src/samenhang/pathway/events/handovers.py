"""What happens in handovers that others keep or do something with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HandoverRefused:
    """A possible receiver said no: for the register of refusals of whoever seeks a place."""

    person_id: int
    dossier_id: int
    compartment_id: int
    organisation_id: int
    facility: str
    refused_on: date
    reason: str
    refused_by: str
    refused_by_id: int | None
    client_seen_on: date | None
    exception_reason: str
    would_be_possible: str
    ask_again_on: date | None
