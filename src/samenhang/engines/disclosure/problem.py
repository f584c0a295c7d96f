"""What is asked: numbers of people that somebody wants to publish, and which of them are sums of others.

A number is *small* from 1 to nine: below ten somebody can be traced (handbook R-20). Zero is nobody and is shown. That zero is shown
tells a reader that whatever is withheld is at least one; the engine counts on such a reader, so a zero never protects another number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .result import Result

SMALLEST = 10  # numbers of people below this are not shown
MOST = 2**40  # beyond this, tolerances on floats are no proof about whole numbers


class InvalidProblem(ValueError):
    """A problem that cannot be asked, with the spot and what is wrong there."""

    def __init__(self, spot: str, message: str) -> None:
        super().__init__(f"{spot}: {message}")
        self.spot = spot
        self.message = message


class Kind(StrEnum):
    """What may happen to a number."""

    OFFERED = "OFFERED"  # wanted on a page; may be withheld
    PUBLISHED = "PUBLISHED"  # was given out before, or elsewhere: cannot be taken back
    WITHHELD = "WITHHELD"  # was withheld before, or elsewhere, and stays so
    INNER = "INNER"  # on no page, but a reader can work it out from others: the rest, who came since


@dataclass(frozen=True, slots=True)
class Number:
    """A number of people. ``cost`` is what withholding it costs; left out, the number itself: large numbers are kept longest."""

    id: str
    count: int
    kind: Kind = Kind.OFFERED
    cost: int | None = None

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise InvalidProblem("id", "must not be empty")
        if type(self.count) is not int or not 0 <= self.count <= MOST:
            raise InvalidProblem(self.id, "a count is a whole number from zero")
        if self.cost is not None and not 0 <= self.cost <= MOST:
            raise InvalidProblem(self.id, "a cost is a whole number from zero")


@dataclass(frozen=True, slots=True)
class Sum:
    """``whole`` is exactly all of ``parts`` together: a total, or what was published before and who came since."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """Numbers and the sums that everybody knows between them; each sum holds for the counts, else there is no problem to solve."""

    numbers: tuple[Number, ...]
    sums: tuple[Sum, ...] = ()
    smallest: int = SMALLEST
    index: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.smallest < 2:
            raise InvalidProblem("smallest", "must be at least 2")
        index = {n.id: i for i, n in enumerate(self.numbers)}
        if len(index) != len(self.numbers):
            raise InvalidProblem("numbers", "an id is there twice")
        object.__setattr__(self, "index", index)
        for s in self.sums:
            for name in (s.whole, *s.parts):
                if name not in index:
                    raise InvalidProblem(s.whole, f"{name!r} is not among the numbers")
            if len({s.whole, *s.parts}) != len(s.parts) + 1:
                raise InvalidProblem(s.whole, "a number is there twice in one sum")
            if self.count(s.whole) != sum(self.count(p) for p in s.parts):
                raise InvalidProblem(s.whole, "is not the sum of its parts")

    def count(self, name: str) -> int:
        """The true count of a number."""
        return self.numbers[self.index[name]].count

    def small(self, number: Number) -> bool:
        """Whether this number may not become known."""
        return 0 < number.count < self.smallest


class Draft:
    """Gathers numbers and sums for a problem, one table after the other."""

    def __init__(self, smallest: int = SMALLEST) -> None:
        self.smallest = smallest
        self._numbers: dict[str, Number] = {}
        self._sums: list[Sum] = []

    def number(self, name: str, count: int, kind: Kind = Kind.OFFERED, cost: int | None = None) -> str:
        """One number; the same name on two pages is one number and must have one count."""
        new = Number(name, count, kind, cost)
        if self._numbers.setdefault(name, new).count != count:
            raise InvalidProblem(name, "has two counts")
        return name

    def count(self, name: str) -> int:
        """The true count of a number that is there already."""
        return self._numbers[name].count

    def total(self, name: str, parts: Iterable[str], kind: Kind = Kind.OFFERED) -> str:
        """The sum of numbers that are there already; with a second list of parts it is the same total, divided in another way."""
        names = tuple(parts)
        self.number(name, sum(self._numbers[p].count for p in names), kind)
        self._sums.append(Sum(name, names))
        return name

    def within(self, part: str, whole: str) -> None:
        """``part`` are some of ``whole``: then a reader can work out the others, who are as much worth protecting."""
        rest = self.number(f"{whole} − {part}", self._numbers[whole].count - self._numbers[part].count, Kind.INNER)
        self._sums.append(Sum(whole, (part, rest)))

    def after(self, result: Result) -> None:
        """All that was decided before: what was shown is known, what was withheld stays so."""
        for n in result.problem.numbers:
            kind = Kind.WITHHELD if n.id in result.withheld else Kind.PUBLISHED
            self.number(n.id, n.count, n.kind if n.kind is Kind.INNER else kind)
        self._sums += result.problem.sums

    def problem(self) -> Problem:
        """What was gathered."""
        return Problem(tuple(self._numbers.values()), tuple(self._sums), self.smallest)
