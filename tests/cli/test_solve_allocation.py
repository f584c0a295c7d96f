"""The command line as a contract: what goes in, what comes out, what is refused and how."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

EXAMPLE: dict[str, Any] = {
    "format": "samenhang.allocation/1",
    "people": [{"id": "p1", "priority": 5}, {"id": "p2"}],
    "places": [{"id": "a", "capacity": 1, "at_most": {"fire": 1}}],
    "options": [
        {"person": "p1", "place": "a", "value": 0.8, "load": 1, "needs": ["r1"], "charges": {"zvw": 120}},
        {"person": "p2", "place": "a"},
    ],
    "remedies": [{"id": "r1", "cost": 5, "limit": 3}],
    "budget": 10,
    "groups": [{"id": "fire", "people": ["p1", "p2"]}],
    "apart": [["p1", "p2"]],
    "budgets": {"zvw": 500},
}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "samenhang.cli", *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def solve(path: Path, content: str | bytes | dict[str, Any], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Solve a problem given as text, bytes or a document."""
    file = path / "problem.json"
    if isinstance(content, dict):
        content = json.dumps(content)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return run("solve", "allocation", str(file), *arguments)


def test_the_example(tmp_path: Path) -> None:
    """The worked example gives exactly this."""
    done = solve(tmp_path, EXAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert result.pop("seconds") >= 0
    assert result == {
        "format": "samenhang.allocation.result/1",
        "status": "optimal",
        "placed": [{"person": "p1", "place": "a", "needs": ["r1"]}],
        "unplaced": [{"person": "p2", "reasons": ["CAPACITY"]}],
        "remedies": ["r1"],
        "objective": {"priority": 5, "value": 0.8, "cost": 5},
        "bound": {"priority": 5, "value": 0.8, "cost": 5},
    }


def test_insights_and_options(tmp_path: Path) -> None:
    """Insights come on request, and the result keeps its schema."""
    done = solve(tmp_path, EXAMPLE, "--insights", "--time-limit", "5", "--seed", "3")
    result = json.loads(done.stdout)
    schemas = json.loads(run("schema", "allocation").stdout)
    jsonschema.validate(EXAMPLE, schemas["problem"])
    jsonschema.validate(result, schemas["result"])
    assert result["insights"]["places"] == [{"id": "a", "more": 0, "proven": True}]


def test_schemas_are_schemas() -> None:
    """An independent reader accepts them."""
    schemas = json.loads(run("schema", "allocation").stdout)
    assert set(schemas) == {"problem", "result"}
    for one in schemas.values():
        jsonschema.Draft202012Validator.check_schema(one)


def test_whole_floats_count_as_whole(tmp_path: Path) -> None:
    """JSON Schema calls 5.0 an integer, and so do we."""
    problem = copy.deepcopy(EXAMPLE)
    problem["people"][0]["priority"] = 5.0
    assert json.loads(solve(tmp_path, problem).stdout)["objective"]["priority"] == 5


def changed(path: str, value: Any) -> dict[str, Any]:
    """The example with one spot changed; None removes it."""
    problem: Any = copy.deepcopy(EXAMPLE)
    part = problem
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        part = part[step]
    if value is None:
        del part[last]
    else:
        part[last] = value
    return problem


REFUSED = [
    ("options/1/place", "x", 'options[1].place: unknown place "x"'),
    ("options/1/person", "x", 'options[1].person: unknown person "x"'),
    ("options/0/needs", ["x"], 'options[0].needs[0]: unknown remedy "x"'),
    ("options/0/value", 0.1234567, "options[0].value: must have at most six digits"),
    ("options/0/value", "1", "options[0].value: must be a number"),
    ("options/0/value", True, "options[0].value: must be a number"),
    ("options/0/load", -1, "options[0].load: must not be negative"),
    ("options/0/load", 1.5, "options[0].load: must be a whole number"),
    ("options/0/charges", {"zvw": -1}, "options[0].charges.zvw: must not be negative"),
    ("options/0/charges", [], "options[0].charges: must be an object"),
    ("options/0/colour", 1, "options[0].colour: is not a known field"),
    ("options", {}, "options: must be a list"),
    ("options", None, "options: is missing"),
    ("people/0/priority", True, "people[0].priority: must be a whole number"),
    ("people/0/priority", 2**63, "people[0].priority: does not fit in 64 bits"),
    ("people/0/priority", 2**63 - 1, "people.priority: the total passes 64 bits"),
    ("people/1/id", "p1", 'people[1].id: "p1" is used twice'),
    ("people/1/id", 7, "people[1].id: must be a text"),
    ("people/1", 7, "people[1]: must be an object"),
    ("places/0/capacity", None, "places[0].capacity: is missing"),
    ("places/0/at_most", {"x": 1}, 'places[0].at_most: unknown group "x"'),
    ("remedies/0/cost", -5, "remedies[0].cost: must not be negative"),
    ("remedies/0/limit", -1, "remedies[0].limit: must not be negative"),
    ("groups/0/people", ["x"], 'groups[0].people[0]: unknown person "x"'),
    ("apart/0", ["p1", "p1"], 'apart[0]: "p1" cannot stay apart from itself'),
    ("apart/0", ["p1"], "apart[0]: must name two people"),
    ("apart/0", ["p1", "x"], 'apart[0][1]: unknown person "x"'),
    ("budget", -1, "budget: must not be negative"),
    ("budget", "10", "budget: must be a whole number"),
    ("budgets", {"zvw": 1.5}, "budgets.zvw: must be a whole number"),
    ("format", "samenhang.allocation/2", 'format: must be "samenhang.allocation/1"'),
    ("extra", 1, "extra: is not a known field"),
]


@pytest.mark.parametrize(("path", "value", "line"), REFUSED)
def test_refusals_name_the_spot(path: str, value: Any, line: str) -> None:
    """In this process, because there are many; the next test goes through the command line."""
    from samenhang.engines.allocation.cli_io import solve_document
    from samenhang.engines.allocation.problem import InvalidProblem

    with pytest.raises(InvalidProblem) as refusal:
        solve_document(changed(path, value))
    assert str(refusal.value).startswith(line)


BROKEN: list[tuple[str | bytes, str]] = [
    ("{", "not JSON at line 1"),
    ("", "not JSON at line 1"),
    ("[]", "must be a JSON object"),
    ("{}", "format: is missing"),
    (json.dumps(EXAMPLE).replace("0.8", "NaN"), "NaN is not a JSON number"),
    (json.dumps(EXAMPLE).replace("0.8", "-Infinity"), "-Infinity is not a JSON number"),
    (json.dumps(EXAMPLE).replace("0.8", "1e999"), "options[0].value: does not fit"),
    (json.dumps(EXAMPLE).replace("0.8", "1e99999999999999999999999"), "too large"),
    (json.dumps(EXAMPLE).replace("0.8", "0.80000000000000000001"), "options[0].value: must have at most six digits"),
    (json.dumps(EXAMPLE).replace("0.8", "9" * 5000), "too many digits"),
    (json.dumps(EXAMPLE).replace("0.8", "9" * 300), "options[0].value: does not fit in 64 bits"),
    (json.dumps(EXAMPLE).replace('"budget": 10', '"budget": 10, "budget": 11'), 'the key "budget" is used twice'),
    (json.dumps(EXAMPLE).encode("utf-16"), "not UTF-8"),
    ("[" * 100_000, "nested too deeply"),
    (b"\xff\xfe\x00", "not UTF-8"),
]


@pytest.mark.parametrize(("content", "line"), BROKEN, ids=range(len(BROKEN)))
def test_unreadable_input_is_one_clear_line(tmp_path: Path, content: str | bytes, line: str) -> None:
    """Exit code 2, one line on standard error, nothing on standard output."""
    done = solve(tmp_path, content)
    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_missing_file() -> None:
    """Said, not thrown."""
    done = run("solve", "allocation", "no-such-file.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "no-such-file.json: No such file or directory\n"


@pytest.mark.parametrize("arguments", [("--time-limit", "0"), ("--time-limit", "nan"), ("--seed", "x")])
def test_senseless_options(tmp_path: Path, arguments: tuple[str, str]) -> None:
    """Refused by the command line itself."""
    done = solve(tmp_path, EXAMPLE, *arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_neither_web_framework_nor_other_solver_is_imported(tmp_path: Path) -> None:
    """Solving needs no database, no web framework, and never loads the benchmark's peer."""
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    code = (
        "import sys; from samenhang.cli.main import main; code = main(['solve', 'allocation', sys.argv[1]]);"
        "assert not {'django', 'ortools'} & set(sys.modules); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
