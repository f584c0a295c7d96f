"""Builds the fictional region that anybody can try."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samenhang.demo.cases import CASES
from samenhang.demo.generator import SEED, SIZES, generate
from samenhang.demo.loader import load
from samenhang.demo.spec import RegionSpec
from samenhang.demo.stories import CLOSED
from samenhang.directory.models import User


def region(size: str, *, today: date, seed: int = SEED) -> RegionSpec:
    """The region as plain facts: generated people after the written cases."""
    spec = generate(size, today=today, seed=seed, people=SIZES[size][0] - len(CASES) - 1)
    return replace(spec, people=(*CASES, CLOSED, *spec.people))


def build(size: str, *, today: date, seed: int = SEED) -> RegionSpec:
    """Make the region and write it into the database."""
    spec = region(size, today=today, seed=seed)
    load(spec)
    return spec


def is_empty() -> bool:
    """Say whether nobody is in the database yet."""
    return not User.objects.exists()
