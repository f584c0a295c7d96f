"""The frontier on the command line: the worked example of the page, its schema, and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "frontier.json"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "samenhang.cli", *arguments], capture_output=True, text=True, timeout=120, check=False
    )


def points(*arguments: str) -> list[dict[str, Any]]:
    """The points of the example."""
    done = run("solve", "frontier", str(EXAMPLE), *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    jsonschema.validate(result, json.loads(run("schema", "frontier").stdout)["result"])
    found: list[dict[str, Any]] = result["points"]
    return found


def test_the_worked_example() -> None:
    """As done by hand in docs/engines/frontier.md."""
    done = run("solve", "frontier", str(EXAMPLE))
    result = json.loads(done.stdout)
    assert result["complete"]
    told = [
        (one["budget"], one["number"], one["people"], one["objective"]["priority"], one["remedies"])
        for one in result["points"]
    ]
    assert told == [
        (0, 0, 1, 3, []),
        (0, 1, 2, 5, ["age-rule"]),
        (20_000, None, 3, 9, ["age-rule", "lift"]),
        (60_000, None, 4, 14, ["age-rule", "lift", "night-staff"]),
    ]
    assert all(one["status"] == "optimal" for one in result["points"])
    assert result["points"][2]["adds"] == {"people": ["dina"], "remedies": ["lift"]}
    alone = {one["id"]: (one["people"], one["priority"]) for one in result["alone"]}
    assert alone == {"age-rule": (1, 2), "night-staff": (0, 2), "lift": (0, 0)}
    assert result["without_remedies"]["people"] == 1
    assert result["without_cost"]["people"] == 2


def test_budgets_by_hand() -> None:
    """An answer for each; 30,000 brings nothing that 20,000 does not."""
    told = [(one["budget"], one["people"]) for one in points("--budgets", "0,20000,30000,90000", "--seed", "3")]
    assert told == [(0, 2), (20_000, 3), (90_000, 4)]


def test_fewer_points() -> None:
    """The smallest package and the largest at least."""
    told = points("--points", "2", "--seconds", "20")
    assert (told[0]["people"], told[-1]["people"]) == (1, 4)


def test_the_problem_is_that_of_allocation() -> None:
    """The same file answers both questions, and the schema says so."""
    schemas = json.loads(run("schema", "frontier").stdout)
    document = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    for one in schemas.values():
        jsonschema.Draft202012Validator.check_schema(one)
    jsonschema.validate(document, schemas["problem"])
    assert json.loads(run("solve", "allocation", str(EXAMPLE)).stdout)["status"] == "optimal"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"format": "samenhang.frontier/1"}, 'format: must be "samenhang.allocation/1"'),
        ({"budget": -1}, "budget: must not be negative"),
        ({"remedies": [{"id": "lift", "cost": 1.5}]}, "remedies[0].cost: must be a whole number"),
        ({"points": 3}, "points: is not a known field"),
    ],
)
def test_refusals_name_the_spot(tmp_path: Path, change: dict[str, Any], line: str) -> None:
    """One line on standard error, exit code 2, nothing on standard output."""
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(json.loads(EXAMPLE.read_text(encoding="utf-8")) | change), encoding="utf-8")
    done = run("solve", "frontier", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", line + "\n")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--points", "1"), "'1' is not a whole number from 2 to 200"),
        (("--points", "many"), "'many' is not a whole number from 2 to 200"),
        (("--budgets", ""), "is not a list of at most 200 budgets"),
        (("--budgets", "0,-5"), "is not a list of at most 200 budgets"),
        (("--budgets", "1e6"), "is not a list of at most 200 budgets"),
        (("--seconds", "0"), "is not a number of seconds above 0"),
    ],
)
def test_senseless_options(arguments: tuple[str, str], line: str) -> None:
    """Refused by the command line itself."""
    done = run("solve", "frontier", str(EXAMPLE), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr
