"""Tiny problems of every kind, as JSON documents, for hypothesis; and larger ones on a map."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from samenhang.engines.coverage.problem import Problem

WEIGHTS = st.one_of(st.integers(0, 5), st.floats(0, 10, allow_subnormal=False), st.sampled_from([0.1, 0.2, 1 / 3]))


@st.composite
def documents(draw: st.DrawFn, demand: int = 9, sites: int = 7) -> dict[str, Any]:
    """A problem small enough to try every set of sites."""
    rows, columns = draw(st.integers(1, demand)), draw(st.integers(1, sites))
    fixed = [draw(st.sampled_from([False, False, False, True])) for _ in range(columns)]
    document: dict[str, Any] = {
        "format": "samenhang.coverage/1",
        "norm_minutes": 30,
        "demand": [{"id": f"d{i}", "weight": draw(WEIGHTS)} for i in range(rows)],
        "sites": [{"id": f"s{j}", "fixed": one} for j, one in enumerate(fixed)],
        "choose": draw(st.one_of(st.just("fewest"), st.integers(sum(fixed), columns))),
    }
    if draw(st.integers(0, 3)):
        minutes = st.sampled_from([None, 30.1, 45, 60, 90, 30, 12.5, 0])
        document["minutes"] = [[draw(minutes) for _ in range(columns)] for _ in range(rows)]
    else:
        for part in document["demand"] + document["sites"]:
            part["lat"], part["lon"] = draw(st.integers(520, 530)) / 10, draw(st.integers(50, 60)) / 10
    return document


def on_a_map(
    demand: int, sites: int, choose: int | None, *, radius: float, seed: int = 0, fixed: int = 0, whole: bool = True
) -> Problem:
    """Points at random in a square of 1 by 1, reached within a radius."""
    random = np.random.default_rng(seed)
    of, to = random.random((demand, 2)), random.random((sites, 2))
    weight = random.integers(0, 100, demand).astype(float) if whole else random.random(demand)
    return Problem(
        demand=tuple(f"d{i}" for i in range(demand)),
        weight=weight,
        sites=tuple(f"s{j}" for j in range(sites)),
        fixed=np.arange(sites) < fixed,
        minutes=np.hypot(*(of[:, None] - to[None]).transpose(2, 0, 1)),
        norm_minutes=radius,
        choose=choose,
    )
