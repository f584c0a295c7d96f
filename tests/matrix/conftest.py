"""The world of the matrix."""

from __future__ import annotations

import pytest

from tests.matrix.world import World, build


@pytest.fixture
def world(demo_region, settings, tmp_path) -> World:
    """A generated region in which every role, ground and state has somebody."""
    settings.VAR = tmp_path
    settings.AUDIT_KEY = tmp_path / "keys" / "audit-signing.pem"
    return build(settings)
