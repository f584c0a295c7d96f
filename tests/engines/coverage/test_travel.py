"""The estimate of travel time: by hand, and in what must hold of any."""

from __future__ import annotations

import numpy as np

from samenhang.engines.coverage.travel import crow_km, estimate

GRONINGEN, UTRECHT = np.array([[53.2194, 6.5665]]), np.array([[52.0907, 5.1214]])


def test_by_hand() -> None:
    """One degree of latitude is 111.195 km, so 144.55 by road: 10 minutes for 5 km, 18 for 15, 93.4 for the other 124.55."""
    one, other = np.array([[52.0, 5.0]]), np.array([[53.0, 5.0]])
    assert abs(float(crow_km(one, other)[0, 0]) - 111.195) < 0.001
    assert estimate(one, other).tolist() == [[121.4]]
    near = np.array([[52.0 + 3 / 111.195, 5.0]])
    assert estimate(one, near).tolist() == [[7.8]]  # 3.9 km by road at 30 km an hour


def test_what_must_hold() -> None:
    """Nothing to where one is, the same way back, never faster for being farther."""
    assert estimate(GRONINGEN, GRONINGEN).tolist() == [[0]]
    assert estimate(GRONINGEN, UTRECHT).tolist() == estimate(UTRECHT, GRONINGEN).tolist()
    line = np.column_stack((np.linspace(51, 53, 500), np.full(500, 5.0)))
    minutes = estimate(line, line[:1])[:, 0]
    assert (np.diff(minutes) >= 0).all()
