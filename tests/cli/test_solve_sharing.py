"""Questions about sharing on the command line: one or a list in, verdicts out, refusals that name the field."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from samenhang.engines.sharing import load_rules
from samenhang.engines.sharing.cli_io import solve_document
from samenhang.engines.sharing.problem import InvalidProblem
from samenhang.engines.sharing.schema import PROBLEM_SCHEMA, RESULT_SCHEMA

QUESTION: dict[str, Any] = {
    "format": "samenhang.sharing/1",
    "sender": "BW_PROVIDER",
    "recipient": "HOUSING_ASSOC",
    "category": "HOUSING_NEEDS",
    "purpose": "HOUSING_MATCH",
    "stage": "HOUSING_MATCH",
    "facts": {
        "today": "2026-11-22",
        "consents": [
            {
                "recipient_roles": ["HOUSING_ASSOC"],
                "categories": ["HOUSING_NEEDS"],
                "purposes": ["HOUSING_MATCH"],
                "given_on": "2026-11-01",
                "valid_until": "2027-02-01",
                "items": ["corner house"],
            }
        ],
        "objected": ["MEDICAL"],
        "declared_purposes": ["HOUSING_MATCH"],
        "regime": "CONSENT",
        "ground": "GOOD_CARE",
        "title_end": "2027-01-01",
        "relation": True,
        "flags": {"WAMS_IN_FORCE": False},
    },
}


def run(path: Path, content: Any, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    file = path / "question.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "samenhang.cli", "solve", "sharing", str(file), *arguments],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.capability(114)
def test_one_question_and_a_list(tmp_path):
    done = run(tmp_path, QUESTION)
    assert (done.returncode, done.stderr) == (0, "")
    verdict = json.loads(done.stdout)
    assert (verdict["decision"], verdict["rule_id"], verdict["expiry_days"]) == ("ALLOW_WITH_CONDITIONS", "D32", 71)
    assert verdict["rules_fingerprint"] == load_rules().fingerprint
    medical = QUESTION | {"category": "MEDICAL", "sender": "GGZ_TREATER"}
    listed = json.loads(run(tmp_path, [QUESTION, medical]).stdout)
    assert listed[0] == verdict and listed[1]["rule_id"] == "D51" and listed[1]["lock"] == "PURPOSE"
    assert json.loads(run(tmp_path, []).stdout) == []


def test_schemas():
    for schema in (PROBLEM_SCHEMA, RESULT_SCHEMA):
        jsonschema.Draft202012Validator.check_schema(schema)
    for document in (QUESTION, [QUESTION, QUESTION]):
        jsonschema.validate(document, PROBLEM_SCHEMA)
        jsonschema.validate(solve_document(document), RESULT_SCHEMA)


REFUSED: list[tuple[str, Any, str]] = [
    ("format", "samenhang.sharing/2", "format: must be"),
    ("sender", "LANDLORD", "sender: must be one of GGZ_TREATER"),
    ("category", 7, "category: must be one of"),
    ("stage", None, "stage: is missing"),
    ("colour", 1, "colour: is not a known field"),
    ("facts", [], "facts: must be an object"),
    ("facts/today", None, "facts.today: is missing"),
    ("facts/today", "22-11-2026", "facts.today: must be a day"),
    ("facts/today", 5, "facts.today: must be a day"),
    ("facts/relation", 1, "facts.relation: must be true or false"),
    ("facts/decision_reference", 1, "facts.decision_reference: must be a text"),
    ("facts/decision_25", "2027-01-01", "facts.decision_25: is later than today"),
    ("facts/mood", True, "facts.mood: is not a known field"),
    ("facts/regime", "SECRET", "facts.regime: must be one of"),
    ("facts/ground", ["LAW"], "facts.ground: must be one of"),
    ("facts/objected", ["X"], "facts.objected[0]: must be one of"),
    ("facts/objected", "MEDICAL", "facts.objected: must be a list"),
    ("facts/flags", [], "facts.flags: must be an object"),
    ("facts/flags", {"X": 1}, "facts.flags: must map names to true or false"),
    ("facts/consents", {}, "facts.consents: must be a list"),
    ("facts/consents/0", [], "facts.consents[0]: must be an object"),
    ("facts/consents/0/categories", [], "facts.consents[0].categories: must name at least one"),
    ("facts/consents/0/purposes", ["X"], "facts.consents[0].purposes[0]: must be one of"),
    ("facts/consents/0/valid_until", "2026-11-01", "facts.consents[0].valid_until: must be later"),
    ("facts/consents/0/withdrawn_on", "2026-10-31", "facts.consents[0].withdrawn_on: must not be earlier"),
    ("facts/consents/0/explicit", "yes", "facts.consents[0].explicit: must be true or false"),
    ("facts/consents/0/items", [" "], "facts.consents[0].items: must be a tuple of texts"),
]


@pytest.mark.parametrize(("path", "value", "line"), REFUSED)
def test_refusals_name_the_field(path, value, line):
    document = copy.deepcopy(QUESTION)
    part: Any = document
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        part = part[step]
    if value is None:
        del part[last]
    else:
        part[last] = value
    with pytest.raises(InvalidProblem) as refusal:
        solve_document(document)
    assert str(refusal.value).startswith(line)
    with pytest.raises(InvalidProblem) as refusal:
        solve_document([QUESTION, document])
    assert str(refusal.value).startswith("[1]." + line)


@pytest.mark.parametrize(
    ("content", "line"), [("7", "must be a JSON object or a list"), ("[7]", "[0].question: must be an object"), ("{", "not JSON")]
)  # fmt: skip
def test_unreadable_input_is_one_clear_line(tmp_path, content, line):
    done = run(tmp_path, content)
    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr and done.stderr.count("\n") == 1
