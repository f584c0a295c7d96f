"""Coverage on the command line: what goes in, what comes out, what is refused and how."""

from __future__ import annotations

import copy
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from samenhang.engines.coverage.cli_io import read, solve_document
from samenhang.engines.coverage.faults import SENTENCES, Fault
from samenhang.engines.coverage.problem import InvalidProblem
from samenhang.engines.coverage.schema import PROBLEM_SCHEMA, RESULT_SCHEMA

EXAMPLE: dict[str, Any] = {
    "format": "samenhang.coverage/1",
    "norm_minutes": 30,
    "demand": [{"id": "d1", "weight": 12}],
    "sites": [{"id": "s1", "fixed": False}],
    "minutes": [[12.5]],
    "choose": 1,
}
FULL: dict[str, Any] = {
    "format": "samenhang.coverage/1",
    "norm_minutes": 20,
    "demand": [{"id": "d1", "weight": 12}, {"id": "d2", "weight": 2.5}, {"id": "d3"}],
    "sites": [{"id": "s1", "fixed": True}, {"id": "s2"}],
    "minutes": [[20, 5], [20.5, None], [25, 19]],
    "choose": 2,
}
POINTS: dict[str, Any] = {
    "format": "samenhang.coverage/1",
    "norm_minutes": 30,
    "demand": [{"id": "d1", "lat": 53.2, "lon": 6.57}, {"id": "d2", "lat": 52.4, "lon": 4.9}],
    "sites": [{"id": "s1", "lat": 53.2, "lon": 6.57}],
    "choose": "fewest",
}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "samenhang.cli", *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def solve(path: Path, document: Any, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Solve a problem given as a document or as text."""
    file = path / "problem.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return run("solve", "coverage", str(file), *arguments)


@pytest.mark.capability(40)
def test_the_example(tmp_path: Path) -> None:
    """Exactly this comes out."""
    done = solve(tmp_path, EXAMPLE, "--seconds", "5")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert result.pop("seconds") >= 0
    assert result == {
        "format": "samenhang.coverage.result/1",
        "status": "optimal",
        "sites": ["s1"],
        "covered": 12,
        "bound": 12,
        "assigned": [{"demand": "d1", "site": "s1", "minutes": 12.5}],
        "uncovered": [],
        "unreachable": [],
    }


def test_who_cannot_be_reached_is_named() -> None:
    """A demand at the norm counts as covered; one beyond every site's reach is named, never refused."""
    result = solve_document(FULL)
    assert [one["site"] for one in result["assigned"]] == ["s2", "s2"]
    assert (result["covered"], result["bound"], result["unreachable"]) == (13, 13, ["d2"])
    one = solve_document(FULL | {"choose": 1})
    assert (one["sites"], one["covered"], one["uncovered"]) == (["s1"], 12, ["d3"])


def test_points_and_the_fewest() -> None:
    """Minutes are estimated; the bound counts sites."""
    result = solve_document(POINTS)
    assert result["assigned"] == [{"demand": "d1", "site": "s1", "minutes": 0}]
    assert (result["sites"], result["bound"], result["unreachable"]) == (["s1"], 1, ["d2"])


def test_schemas() -> None:
    """The command line prints them; documents and results keep to them; minutes beside points do not."""
    printed = json.loads(run("schema", "coverage").stdout)
    assert printed == {"problem": PROBLEM_SCHEMA, "result": RESULT_SCHEMA}
    for schema in printed.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    for document in (EXAMPLE, FULL, POINTS):
        jsonschema.validate(document, PROBLEM_SCHEMA)
        jsonschema.validate(solve_document(document), RESULT_SCHEMA)
    for wrong in (POINTS | {"minutes": [[1], [2]]}, {k: v for k, v in EXAMPLE.items() if k != "minutes"}):
        assert not jsonschema.Draft202012Validator(PROBLEM_SCHEMA).is_valid(wrong)


REFUSED: list[tuple[str, Any, Fault, str]] = [
    ("format", "samenhang.coverage/2", Fault.FORMAT, 'format: must be "samenhang.coverage/1"'),
    ("norm_minutes", ..., Fault.MISSING, "norm_minutes: is missing"),
    ("norm_minutes", None, Fault.NOT_A_NUMBER, "norm_minutes: must be a number"),
    ("norm_minutes", -1, Fault.NEGATIVE, "norm_minutes: must not be negative"),
    ("norm_minutes", math.nan, Fault.NOT_FINITE, "norm_minutes: must be a finite number"),
    ("demand", ..., Fault.MISSING, "demand: is missing"),
    ("demand", {}, Fault.NOT_A_LIST, "demand: must be a list"),
    ("demand", [], Fault.EMPTY, "demand: must name at least one"),
    ("demand/0", 7, Fault.NOT_AN_OBJECT, "demand[0]: must be an object"),
    ("demand/0/id", ..., Fault.MISSING, "demand[0].id: is missing"),
    ("demand/0/id", " ", Fault.NOT_AN_ID, "demand[0].id: must be a text"),
    ("demand/0/id", 7, Fault.NOT_AN_ID, "demand[0].id: must be a text"),
    ("demand/1/id", "d1", Fault.DUPLICATE_ID, 'demand[1].id: "d1" is used twice'),
    ("demand/0/weight", -0.5, Fault.NEGATIVE, "demand[0].weight: must not be negative"),
    ("demand/0/weight", True, Fault.NOT_A_NUMBER, "demand[0].weight: must be a number"),
    ("demand/0/weight", "12", Fault.NOT_A_NUMBER, "demand[0].weight: must be a number"),
    ("demand/0/weight", math.inf, Fault.NOT_FINITE, "demand[0].weight: must be a finite number"),
    ("demand/0/weight", 10**400, Fault.NOT_FINITE, "demand[0].weight: must be a finite number"),
    ("demand/0/weight", 2e15, Fault.TOTAL_TOO_LARGE, "demand.weight: the total passes"),
    ("demand/0/lat", 53, Fault.MINUTES_AND_POINTS, "demand[0]: points cannot be given beside minutes"),
    ("demand/0/colour", 1, Fault.UNKNOWN_FIELD, "demand[0].colour: is not a known field"),
    ("sites", [], Fault.EMPTY, "sites: must name at least one"),
    ("sites/1/id", "s1", Fault.DUPLICATE_ID, 'sites[1].id: "s1" is used twice'),
    ("sites/0/fixed", 1, Fault.NOT_TRUE_OR_FALSE, "sites[0].fixed: must be true or false"),
    ("sites/0/lon", None, Fault.NOT_A_NUMBER, "sites[0].lon: must be a number"),
    ("minutes", ..., Fault.NO_MINUTES, "minutes: is missing, and so are the points"),
    ("minutes", None, Fault.NOT_A_LIST, "minutes: must be a list"),
    ("minutes", [[1, 2]], Fault.RAGGED, "minutes: has 1 entries, must have 3"),
    ("minutes/1", [1], Fault.RAGGED, "minutes[1]: has 1 entries, must have 2"),
    ("minutes/1", {}, Fault.NOT_A_LIST, "minutes[1]: must be a list"),
    ("minutes/1/0", -1, Fault.NEGATIVE, "minutes[1][0]: must not be negative"),
    ("minutes/1/0", math.nan, Fault.NOT_FINITE, "minutes[1][0]: must be a finite number"),
    ("minutes/1/0", math.inf, Fault.NOT_FINITE, "minutes[1][0]: must be a finite number"),
    ("minutes/1/0", 10**400, Fault.NOT_FINITE, "minutes[1][0]: must be a finite number"),
    ("minutes/1/0", "9", Fault.NOT_A_NUMBER, "minutes[1][0]: must be a number"),
    ("minutes/1/0", False, Fault.NOT_A_NUMBER, "minutes[1][0]: must be a number"),
    ("choose", ..., Fault.MISSING, "choose: is missing"),
    ("choose", None, Fault.NOT_A_CHOICE, 'choose: must be a whole number or "fewest"'),
    ("choose", "most", Fault.NOT_A_CHOICE, 'choose: must be a whole number or "fewest"'),
    ("choose", 1.5, Fault.NOT_A_CHOICE, 'choose: must be a whole number or "fewest"'),
    ("choose", True, Fault.NOT_A_CHOICE, 'choose: must be a whole number or "fewest"'),
    ("choose", -1, Fault.NEGATIVE, "choose: must not be negative"),
    ("choose", 3, Fault.MORE_THAN_SITES, "choose: is more than the 2 sites"),
    ("choose", 0, Fault.FEWER_THAN_FIXED, "choose: is fewer than the 1 fixed sites"),
    ("extra", 1, Fault.UNKNOWN_FIELD, "extra: is not a known field"),
]
REFUSED_POINTS: list[tuple[str, Any, Fault, str]] = [
    ("minutes", [[1], [2]], Fault.MINUTES_AND_POINTS, "demand[0]: points cannot be given beside minutes"),
    ("demand/1/lon", ..., Fault.MISSING, "demand[1].lon: is missing"),
    ("sites/0/lat", ..., Fault.MISSING, "sites[0].lat: is missing"),
    ("demand/0/lat", 91, Fault.OUT_OF_RANGE, "demand[0].lat: must be from -90 to 90 degrees"),
    ("sites/0/lon", -181, Fault.OUT_OF_RANGE, "sites[0].lon: must be from -180 to 180 degrees"),
    ("sites/0/lon", math.nan, Fault.NOT_FINITE, "sites[0].lon: must be a finite number"),
    ("sites/0/lon", "6", Fault.NOT_A_NUMBER, "sites[0].lon: must be a number"),
]


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with something else at one spot; `...` takes it away."""
    document = copy.deepcopy(document)
    part: Any = document
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        part = part[step]
    if value is ...:
        del part[last]
    else:
        part[last] = value
    return document


@pytest.mark.parametrize(
    ("base", "path", "value", "fault", "line"),
    [*((FULL, *one) for one in REFUSED), *((POINTS, *one) for one in REFUSED_POINTS)],
)
def test_refusals_name_the_spot(base: dict[str, Any], path: str, value: Any, fault: Fault, line: str) -> None:
    """With a code, in English and in Dutch."""
    with pytest.raises(InvalidProblem) as refusal:
        read(changed(base, path, value))
    assert refusal.value.fault is fault
    assert str(refusal.value).startswith(line)
    assert refusal.value.dutch and refusal.value.dutch != refusal.value.message


def test_sizes_that_no_machine_should_try() -> None:
    """Refused before a matrix is made."""
    many = {"demand": [{"id": f"d{i}"} for i in range(5_001)], "sites": [{"id": f"s{i}"} for i in range(5_000)]}
    with pytest.raises(InvalidProblem) as refusal:
        read(FULL | many)
    assert (refusal.value.fault, refusal.value.spot) == (Fault.TOO_LARGE, "minutes")
    assert "25005000" in refusal.value.message


def test_every_fault_has_its_words_and_is_refused_somewhere() -> None:
    """No code without a sentence in both languages, none that never occurs."""
    assert set(SENTENCES) == set(Fault)
    assert all(english != dutch for english, dutch in SENTENCES.values())
    assert {one[2] for one in REFUSED + REFUSED_POINTS} | {Fault.TOO_LARGE} == set(Fault)


def test_what_is_wrong_is_one_clear_line(tmp_path: Path) -> None:
    """Exit code 2, one line on standard error, nothing on standard output."""
    for document, line in (
        (EXAMPLE | {"choose": 2}, "choose: is more than the 1 sites\n"),
        (json.dumps(EXAMPLE).replace("12.5", "NaN"), "NaN is not a JSON number\n"),
        ("[]", "must be a JSON object\n"),
    ):
        done = solve(tmp_path, document)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.endswith(line) and done.stderr.count("\n") == 1


def test_solving_needs_neither_web_framework_nor_compiler(tmp_path: Path) -> None:
    """So that the first answer on a machine does not wait for either."""
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(FULL), encoding="utf-8")
    code = (
        "import sys; from samenhang.cli.main import main; code = main(['solve', 'coverage', sys.argv[1]]);"
        "assert not {'django', 'ortools', 'numba'} & set(sys.modules); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
