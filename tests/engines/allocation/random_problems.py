"""Tiny problems with every kind of constraint, as JSON documents, for hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

SMALL = st.integers(0, 3)


@st.composite
def documents(draw: st.DrawFn, people: int = 5, options: int = 10) -> dict[str, Any]:
    """A problem small enough to try every combination."""
    persons = [f"p{i}" for i in range(draw(st.integers(0, people)))]
    places = [f"a{i}" for i in range(draw(st.integers(0, 3)))]
    remedies = [f"r{i}" for i in range(draw(st.integers(0, 3)))]
    groups = [f"g{i}" for i in range(draw(st.integers(0, 2)))]
    payers = ["zvw", "wlz"]
    subset = lambda items: st.lists(st.sampled_from(items), unique=True, max_size=3) if items else st.just([])  # noqa: E731
    document: dict[str, Any] = {
        "format": "samenhang.allocation/1",
        "people": [{"id": one, "priority": draw(SMALL)} for one in persons],
        "places": [
            {
                "id": one,
                "capacity": draw(SMALL),
                "at_most": {group: draw(st.integers(0, 2)) for group in draw(subset(groups))},
            }
            for one in places
        ],
        "options": [],
        "remedies": [
            {"id": one, "cost": draw(st.integers(0, 5)), **({"limit": draw(SMALL)} if draw(st.booleans()) else {})}
            for one in remedies
        ],
        "groups": [{"id": one, "people": draw(subset(persons))} for one in groups],
        "apart": [],
        "budgets": {payer: draw(st.integers(0, 6)) for payer in draw(subset(payers))},
    }
    if draw(st.booleans()):
        document["budget"] = draw(st.integers(0, 10))
    if persons and places:
        for _ in range(draw(st.integers(0, options))):
            document["options"].append(
                {
                    "person": draw(st.sampled_from(persons)),
                    "place": draw(st.sampled_from(places)),
                    "value": draw(st.integers(-3_000_000, 3_000_000)) / 1_000_000
                    if draw(st.booleans())
                    else draw(st.integers(-2, 2)),
                    "load": draw(st.sampled_from([1, 1, 1, 0, 2])),
                    "needs": draw(subset(remedies)),
                    "charges": {payer: draw(SMALL) for payer in draw(subset(payers))},
                }
            )
    if len(persons) > 1:
        for _ in range(draw(st.integers(0, 2))):
            document["apart"].append(draw(st.permutations(persons))[:2])
    return document
