"""Somebody who lives somewhere, through the verbs."""

from __future__ import annotations

from datetime import date

import pytest

from samenhang.pathway import services
from samenhang.pathway.services import NewPlacement
from tests.pathway.handing_over import Stage, stage_of


@pytest.fixture
def at_home(cast, somebody) -> int:
    """The person has lived in a supported home for half a year."""
    new = NewPlacement(
        somebody.id, somebody.compartment_id, somebody.dossier_id, "SUPPORTED_HOME", date(2026, 5, 1),
        provider="Thuishaven", payer="WMO_LOCAL",
    )  # fmt: skip
    return services.record_placement(actor=cast.owner, new=new)


@pytest.fixture
def stage(cast, somebody, organisations) -> Stage:
    """Who hands over, who may receive, and the person."""
    return stage_of(cast, somebody, organisations)
