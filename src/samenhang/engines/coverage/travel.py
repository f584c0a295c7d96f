"""How long the way takes when nobody measured it: an estimate from two points, and to be called an estimate wherever it is shown.

As the crow flies on a sphere, times what roads add, driven at a speed that grows with the distance: through the streets first, then over
provincial roads, then over the motorway. Nothing is known of rivers, bridges and traffic; a matrix of measured minutes is always better.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088
DETOUR = 1.3  # kilometres by road for each kilometre as the crow flies
BANDS = (
    (5.0, 30.0),
    (20.0, 50.0),
    (float("inf"), 80.0),
)  # up to so many kilometres by road, at so many kilometres an hour


def crow_km(of: Floats, to: Floats) -> Floats:
    """Kilometres as the crow flies from each point of `to` (columns) to each of `of` (rows); points are (lat, lon) in degrees."""
    one, other = _on_sphere(of), _on_sphere(to)
    chord = np.zeros((len(of), len(to)))
    for axis in range(3):
        chord += np.square(one[:, axis, None] - other[None, :, axis])
    return 2.0 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, 0.5 * np.sqrt(chord)))


def _on_sphere(points: Floats) -> Floats:
    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def estimate(of: Floats, to: Floats) -> Floats:
    """Minutes from each point of `to` to each of `of`, rounded to tenths, so that what is shown is what is compared with a norm."""
    road = DETOUR * crow_km(of, to)
    minutes = np.zeros_like(road)
    begin = 0.0
    for end, speed in BANDS:
        minutes += np.clip(road - begin, 0.0, end - begin) * (60.0 / speed)
        begin = end
    return np.floor(10.0 * minutes + 0.5) / 10.0
