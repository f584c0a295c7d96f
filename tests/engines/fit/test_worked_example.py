"""The example in docs/engines/fit.md gives what the page says."""

import json
import re
from pathlib import Path

import pytest

from samenhang.engines.fit.cli_io import solve_document

PAGE = Path(__file__).parents[3] / "docs" / "engines" / "fit.md"


@pytest.mark.capability(67)
def test_worked_example():
    document = json.loads(re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1])
    (ann,) = solve_document(document)["people"]
    new, clinic, stay = ann["options"]
    assert [(o["place"], o["verdict"], o["liftable"], o["value"]) for o in ann["options"]] == [
        ("new", "FITS", False, 0.5),
        ("clinic", "DOES_NOT_FIT", True, 0.822),
        ("stay", "DOES_NOT_FIT", True, 1.0),
    ]
    assert clinic["remedy_sets"] == [{"remedies": ["room", "wait:clinic"], "cost": 400, "available_from": "2027-02-01"}]
    assert stay["remedy_sets"] == [{"remedies": ["adapt", "bring:treatment"], "cost": 25_000, "available_from": None}]
    assert clinic["km"] == 22.2 and stay["km"] == 0 and new["km"] is None
