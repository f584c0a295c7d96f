"""The page that measures against the standard: every number once, and what it calls met is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| (met|not met|not applicable) \| ([^|]+) \|$", re.MULTILINE
)
ROWS = ROW.findall(PAGE)


def test_every_requirement_of_level_one_and_two_stands_there_once():
    assert (
        len({number for number, *_rest in ROWS})
        == len(ROWS)
        == len(re.findall(r"^\| \d+\.\d+\.\d+ ", PAGE, re.MULTILINE))
    )
    levels = Counter(level for _number, level, *_rest in ROWS)
    assert levels == {"1": 70, "2": 183, "3": 11}
    assert {number.split(".")[0] for number, level, *_rest in ROWS if level == "3"} == {"8", "14", "16"}


def test_the_sums_at_the_top_are_those_of_the_rows():
    for level in "123":
        states = Counter(state for _n, row_level, _w, state, _e in ROWS if row_level == level)
        line = f"| {level} | {states['met']} | {states['not met']} | {states['not applicable']} |"
        assert line in PAGE


def test_what_is_met_names_a_test_or_a_line_that_exists():
    wrong = []
    for number, _level, _words, state, how in ROWS:
        if state != "met":
            assert len(how) > 5, number
            continue
        file, _sep, token = how.strip("` ").partition("::")
        path = ROOT / file
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        there = (
            re.search(rf"^def {re.escape(token)}\b", text, re.MULTILINE) if file.startswith("tests/") else token in text
        )
        if not token or not there:
            wrong.append(f"{number}: {how}")
    assert wrong == []
