"""The world of the matrix: made once in a process, as new for every test."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings as site

from tests.conftest import standing_still
from tests.matrix.world import World, build


@pytest.fixture(scope="session")
def world_database(region_database, databases, django_db_blocker, tmp_path_factory) -> tuple[World, Path]:
    """A database with a generated region in which every role, ground and state has somebody, and the folder of its files."""
    from samenhang.directory import selectors

    folder = tmp_path_factory.mktemp("matrix")
    more = {"VAR": folder, "AUDIT_KEY": folder / "keys" / "audit-signing.pem"}
    selectors._map.clear()
    with (
        django_db_blocker.unblock(),
        databases.making("world_database", on="region_database"),
        standing_still(**more),
    ):
        return build(site), folder


@pytest.fixture
def world(world_database, demo_region, settings, tmp_path) -> World:
    """A generated region in which every role, ground and state has somebody."""
    made, folder = world_database
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    settings.VAR = tmp_path
    settings.AUDIT_KEY = tmp_path / "keys" / "audit-signing.pem"
    return deepcopy(made)
