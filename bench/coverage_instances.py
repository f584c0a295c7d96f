"""Coverage problems to measure on: the Netherlands from open data, points at random, and public instances of maximal covering.

Needs numpy and the engine's travel estimate only, so that a peer with an interpreter of its own can read the same problem.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np

from samenhang.engines.coverage.travel import estimate

SHARED = Path(os.environ.get("SAMENHANG_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data"
REGION, PUBLIC = SHARED / "region", SHARED / "instances" / "mclp"
SITES = 400
RADIUS = 800.0  # metres, of the public instances

Instance = tuple[
    np.ndarray, np.ndarray, float, int | None
]  # minutes, weights, norm, number of sites (None: the fewest)


def case(name: str) -> Instance:
    """ "municipalities-30-20" and "postcodes-30-fewest" (norm, sites), "random-4000-400-20" or "sjc-324-3"."""
    kind, *parts = name.split("-")
    choose = None if parts[-1] == "fewest" else int(parts[-1])
    if kind == "random":
        return *at_random(int(parts[0]), int(parts[1])), choose
    if kind == "sjc":
        return *public(f"SJC{parts[0]}"), choose
    return *netherlands(kind), float(parts[0]), choose


def netherlands(kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Minutes, estimated, from the 400 largest places to every municipality or postcode area; weights are the people who live there."""
    file, lat, lon = ("gemeenten.csv", "lat_pop", "lon_pop") if kind == "municipalities" else ("pc4.csv", "lat", "lon")
    people = "inwoners_2021" if kind == "municipalities" else "inwoners"
    rows, places = _rows(REGION / file), _rows(REGION / "geonames_nl_places.csv")
    places.sort(key=lambda row: -int(row["inwoners"] or 0))
    of = np.array([[float(row[lat]), float(row[lon])] for row in rows])
    to = np.array([[float(row["lat"]), float(row["lon"])] for row in places[:SITES]])
    return estimate(of, to), np.array([float(row[people] or 0) for row in rows])


def at_random(demand: int, sites: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, float]:
    """Points in a square of 100 by 100 minutes, reached within 8; weights from 1 to 100."""
    random = np.random.default_rng(seed)
    of, to = random.random((demand, 2)) * 100, random.random((sites, 2)) * 100
    minutes = np.sqrt(np.square(of[:, None] - to[None]).sum(2))
    return minutes, random.integers(1, 101, demand).astype(float), 8.0


def public(name: str) -> tuple[np.ndarray, np.ndarray, float]:
    """A public instance: every point is a demand and a site; straight distance in metres."""
    points = np.loadtxt(PUBLIC / f"{name}.txt", skiprows=1)
    weight = np.loadtxt(PUBLIC / f"demand-{name}.dat").ravel()
    return np.sqrt(np.square(points[:, None] - points[None]).sum(2)), weight, RADIUS


def best_known() -> dict[tuple[str, int], int]:
    """Instance and number of sites to the best known weight."""
    known = {}
    for line in (PUBLIC / "best_known.txt").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words and words[0] == "MCLP":
            known[words[1], int(words[3].removeprefix("p="))] = int(words[4])
    return known


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as content:
        return list(csv.DictReader(content))
