"""The worked example of the documentation is true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from samenhang.engines.coverage.cli_io import read, solve_document
from samenhang.engines.coverage.explain import marginal, reach
from samenhang.engines.coverage.solve import solve

PAGE = Path(__file__).resolve().parents[3] / "docs" / "engines" / "coverage.md"


@pytest.mark.capability(40)
def test_the_worked_example() -> None:
    """As it stands on the page, document and answer; and what was said by hand."""
    question, answer = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.S))
    result = solve_document(question)
    assert result | {"seconds": 0.01} == answer
    problem = read(question)
    assert (reach(problem).covered, reach(problem).total) == (5, 11)
    assert [one.lost for one in marginal(problem, solve(problem))] == [0, 3]
    assert solve_document(question | {"choose": "fewest"})["sites"] == ["s", "t", "u"]
