"""Charts as geometry in percent of the width; the table that holds the bars is the table for who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BarItem:
    """One bar; ``low`` and ``high`` draw the range around an estimate."""

    label: str
    value: float | None
    note: str = ""
    href: str = ""
    tone: str = "accent"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class BarLine:
    item: BarItem
    width: float
    low_x: float | None
    high_x: float | None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars. A value of None is a suppressed or unknown number and is said to be so.

    ``top`` is the end of a scale that is fixed, such as 10; otherwise the longest bar fills the width.
    """

    title: str
    items: Sequence[BarItem]
    unit: str = ""
    label: str = ""
    value_label: str = ""
    withheld: str = ""  # the words for a value that is not shown
    note: str = ""
    top: float = 0

    @property
    def lines(self) -> list[BarLine]:
        top = self.top or max((max(i.value or 0, i.high or 0) for i in self.items), default=0) or 1

        def share(value: float | None) -> float | None:
            return None if value is None else round(max(value, 0) / top * 100, 2)

        return [BarLine(i, share(i.value) or 0.0, share(i.low), share(i.high)) for i in self.items]


@dataclass(frozen=True, slots=True)
class BalanceItem:
    """Demand against supply for one type of place."""

    label: str
    demand: float | None
    supply: float | None
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BalanceLine:
    item: BalanceItem
    met: float
    short: float
    spare: float
    short_x: float
    gap: float | None

    @property
    def short_count(self) -> float:
        return abs(self.gap or 0)


@dataclass(frozen=True, slots=True)
class Balance:
    """Demand and supply side by side: what is met, what is short, what is spare."""

    title: str
    items: Sequence[BalanceItem]
    unit: str = ""
    label: str = ""
    note: str = ""

    @property
    def lines(self) -> list[BalanceLine]:
        top = max((max(i.demand or 0, i.supply or 0) for i in self.items), default=0) or 1
        found = []
        for item in self.items:
            demand, supply = item.demand or 0, item.supply or 0
            met = min(demand, supply)
            known = item.demand is not None and item.supply is not None
            found.append(
                BalanceLine(
                    item,
                    round(met / top * 100, 2),
                    round(max(demand - supply, 0) / top * 100, 2) if known else 0.0,
                    round(max(supply - demand, 0) / top * 100, 2) if known else 0.0,
                    round(met / top * 100, 2),
                    supply - demand if known else None,
                )
            )
        return found
