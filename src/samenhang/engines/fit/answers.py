"""Every distinct test of a fact, answered once per distinct value and looked up per person or place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from .problem import Person, Place
from .terms import NUMBER_OPERATORS, SET_OPERATORS, Fact, Operator

MEETS, FAILS, UNKNOWN = 0, 1, 2  # the answer of one test

GONE: Final = "gone"  # no fact, or one that has ended
ENDS: Final = "ends"  # a fact that ends before the fit has to end


def standing(fact: Fact | None, on: dt.date, lasts_until: dt.date) -> str:
    """Whether a fact is gone, ends too early, or holds."""
    if fact is None or (fact.until is not None and fact.until <= on):
        return GONE
    return ENDS if fact.until is not None and fact.until <= lasts_until else "holds"


class Test(NamedTuple):
    """One distinct test of a fact against a constant; `state` says whether the constant itself is gone or ends."""

    fact: str
    operator: Operator
    value: Any
    state: str


class Tests:
    """Collects the distinct tests of one side and answers them for rows of people or places."""

    def __init__(self) -> None:
        self._number: dict[Test, int] = {}

    def number(self, test: Test) -> int:
        """The number of a test; the same test gets the same number."""
        return self._number.setdefault(test, len(self._number))

    def answer(self, rows: Sequence[Person | Place], on: dt.date, until: dt.date) -> Answers:
        """Prepare the answers of all rows; the bytes themselves are made per block of rows."""
        by_fact: dict[str, list[tuple[int, Test]]] = {}
        for test, number in self._number.items():
            by_fact.setdefault(test.fact, []).append((number, test))
        column = np.zeros(max(len(self._number), 1), dtype=np.int32)
        parts: list[tuple[int, int, np.ndarray, np.ndarray]] = []
        at = 0
        for name, tests in by_fact.items():
            codes, values = _codes([row.facts for row in rows], name, on, until)
            table = np.empty((len(values) + 2, len(tests)), dtype=np.uint8)
            table[0] = UNKNOWN
            column_of_value = _Column(values)
            for j, (number, test) in enumerate(tests):
                column[number] = at + j
                table[1, j] = UNKNOWN if test.state == GONE else FAILS
                if test.state == "holds":
                    table[2:, j] = np.where(column_of_value.meets(test.operator, test.value), MEETS, FAILS)
                else:
                    table[2:, j] = table[1, j]
            parts.append((at, at + len(tests), codes, table))
            at += len(tests)
        return Answers(max(at, 1), column, parts)


class Answers(NamedTuple):
    """Per fact the code of each row and the answers per code."""

    width: int
    column: np.ndarray
    parts: list[tuple[int, int, np.ndarray, np.ndarray]]

    def block(self, low: int, high: int) -> np.ndarray:
        """The answers of rows low..high-1, one byte per test, and one last column of nothing but MEETS."""
        out = np.zeros((high - low, self.width + 1), dtype=np.uint8)
        for start, stop, codes, table in self.parts:
            out[:, start:stop] = table[codes[low:high]]
        return out


def _codes(rows: Iterable[Mapping[str, Fact]], name: str, on: dt.date, until: dt.date) -> tuple[np.ndarray, list[Any]]:
    """0 gone, 1 ends, 2 + the number of the distinct value."""
    number: dict[Any, int] = {}
    codes = []
    for facts in rows:
        fact = facts.get(name)
        if fact is None:
            codes.append(0)
        elif fact.until is None or fact.until > until:
            codes.append(number.setdefault(fact.value, len(number) + 2))
        else:
            codes.append(0 if fact.until <= on else 1)
    return np.array(codes, dtype=np.int32), list(number)


class _Column:
    """The distinct values of one fact, tested against one constant at a time."""

    def __init__(self, values: list[Any]) -> None:
        self.values = values
        self._place = {value: i for i, value in enumerate(values)}
        self._numbers: np.ndarray | None = None
        self._words: tuple[dict[str, int], np.ndarray] | None = None

    def meets(self, operator: Operator, constant: Any) -> np.ndarray:
        if operator in NUMBER_OPERATORS:
            return self._compare(operator, constant)
        if operator in SET_OPERATORS:
            return self._sets(operator, constant)
        if operator in (Operator.IS_TRUE, Operator.IS_FALSE):
            return np.array([value is (operator is Operator.IS_TRUE) for value in self.values], dtype=bool)
        inside = np.zeros(len(self.values), dtype=bool)
        for item in constant:
            if item in self._place:
                inside[self._place[item]] = True
        return inside if operator is Operator.IN else ~inside

    def _compare(self, operator: Operator, constant: Any) -> np.ndarray:
        if self._numbers is None:
            self._numbers = np.array(self.values, dtype=np.float64)
        if operator is Operator.AT_LEAST:
            return self._numbers >= constant
        if operator is Operator.AT_MOST:
            return self._numbers <= constant
        return (self._numbers >= constant[0]) & (self._numbers <= constant[1])

    def _sets(self, operator: Operator, constant: frozenset[str]) -> np.ndarray:
        if self._words is None:
            items = {item: i for i, item in enumerate(sorted(set().union(*self.values)))}
            words = np.zeros((len(self.values), len(items) // 64 + 1), dtype=np.uint64)
            for row, value in enumerate(self.values):
                for item in value:
                    words[row, items[item] >> 6] |= np.uint64(1 << (items[item] & 63))
            self._words = items, words
        items, words = self._words
        wanted = np.zeros(words.shape[1], dtype=np.uint64)
        for item in constant:
            if item in items:
                wanted[items[item] >> 6] |= np.uint64(1 << (items[item] & 63))
        if operator is Operator.CONTAINS_ALL:
            if not all(item in items for item in constant):
                return np.zeros(len(self.values), dtype=bool)
            return ((words & wanted) == wanted).all(axis=1)
        if operator is Operator.SUBSET_OF:
            return ((words & ~wanted) == 0).all(axis=1)
        common = ((words & wanted) != 0).any(axis=1)
        return common if operator is Operator.CONTAINS_ANY else ~common
