"""The verdict matrix of *What fits?* as data: places as rows, criteria as columns, a verdict in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

FITS = "fits"
DOES_NOT_FIT = "does_not_fit"
UNKNOWN = "unknown"


def code_of(verdict: str) -> str:
    """The verdict as this page knows it, whether it came as text or as an enum, in small or capital letters."""
    code = str(getattr(verdict, "value", verdict)).lower()
    return code if code in (FITS, DOES_NOT_FIT) else UNKNOWN


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would make it fit: a rule relaxed, money found, expertise brought, a place adapted, time waited."""

    label: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One column; ``short`` is its heading, ``label`` its full name."""

    code: str
    label: str
    short: str = ""
    note: str = ""

    @property
    def heading(self) -> str:
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class Verdict:
    """One cell. ``word`` is the short word in the cell, by default that of the verdict; unknown is not no."""

    verdict: str
    fact: str = ""
    fact_date: date | None = None
    owner: str = ""
    obstacle: str = ""
    remedies: Sequence[Remedy] = ()
    word: str = ""
    stale: bool = False

    @property
    def code(self) -> str:
        return code_of(self.verdict)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place, or staying where one is with expertise brought along (``stay``)."""

    id: str
    label: str
    verdicts: Sequence[Verdict]  # in the order of the criteria
    note: str = ""
    href: str = ""
    verdict: str = ""
    stay: bool = False
    action_label: str = ""
    action_href: str = ""
    action_refused: str = ""  # why the action is not possible now
    open: bool = False

    @property
    def overall(self) -> str:
        """The verdict over all criteria: one "no" is a no, else one "unknown" is unknown."""
        if self.verdict:
            return code_of(self.verdict)
        found = {v.code for v in self.verdicts}
        return DOES_NOT_FIT if DOES_NOT_FIT in found else UNKNOWN if UNKNOWN in found else FITS

    def _count(self, verdict: str) -> int:
        return sum(1 for v in self.verdicts if v.code == verdict)

    @property
    def fits(self) -> int:
        return self._count(FITS)

    @property
    def against(self) -> int:
        return self._count(DOES_NOT_FIT)

    @property
    def unknown(self) -> int:
        return self._count(UNKNOWN)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix; with ``compare`` every row gets a tick box of that name."""

    caption: str
    criteria: Sequence[Criterion]
    rows: Sequence[PlaceRow]
    note: str = ""
    compare: str = ""
    empty: str = ""
    empty_hint: str = ""

    @property
    def width(self) -> int:
        return len(self.criteria) + 1

    @property
    def lines(self) -> list[tuple[PlaceRow, list[tuple[Criterion, Verdict]]]]:
        return [(row, list(zip(self.criteria, row.verdicts, strict=True))) for row in self.rows]
