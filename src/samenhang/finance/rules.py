"""What may be registered as time without a client (that it is about nobody is checked by people), and how support goes on while payers settle."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves
from samenhang.finance.enums import CoverAct, CoverState, FinanceAlert
from samenhang.legal.enums import IndicationLaw, Payer

MOST_QUARTERS = 24 * 4
BACK = timedelta(days=400)  # a year that is being settled can still be completed


def check_time(*, quarters: int, day: date, today: date, already: int) -> None:
    """Raise Refused(NO_TIME, TOO_MUCH_TIME, IN_THE_FUTURE, TOO_LONG_AGO) when these quarters of an hour cannot be.

    ``already`` are the quarters that the same person registered for that day.
    """
    if quarters < 1:
        raise Refused("NO_TIME")
    if quarters + already > MOST_QUARTERS:
        raise Refused("TOO_MUCH_TIME")
    if day > today:
        raise Refused("IN_THE_FUTURE")
    if day < today - BACK:
        raise Refused("TOO_LONG_AGO")


# Deliver first, account later (R-23; seed 000, 4.3.2): it ends by being settled and never by running out.
COVER_MACHINE = Machine(
    "Provisional cover",
    CoverState.RUNNING,
    moves(
        (
            (CoverAct.EXTEND, (CoverState.RUNNING,), CoverState.RUNNING),
            (CoverAct.SETTLE, (CoverState.RUNNING,), CoverState.SETTLED),
        )
    ),
    frozenset({CoverState.SETTLED}),
)
COVER_AHEAD = timedelta(days=14)


def cover_alert(until: date, today: date) -> FinanceAlert | None:
    """What cover that is not settled asks today: that it ends soon, or that its last day has passed. Support goes on in both."""
    if today > until:
        return FinanceAlert.COVER_NOT_SETTLED
    return FinanceAlert.COVER_ENDS if today >= until - COVER_AHEAD else None


# ---- a switch of payer (R-23) ---------------------------------------------------------------------------
SWITCH_AHEAD = timedelta(days=42)  # when connecting care is prepared (Wfz 2.5)
SWITCH_BACK = timedelta(days=28)
# Who stops paying by law on the day that a measure, or youth care, ends.
STOPS_BY_LAW = frozenset({Payer.FZ_DJI, Payer.DJI_DETENTION, Payer.YOUTH})
# Who pays only after a decision, and under which law that stands; a health insurer needs none.
_ANY = frozenset({IndicationLaw.WMO, IndicationLaw.WLZ, IndicationLaw.YOUTH, IndicationLaw.ZVW})
DECIDES_FIRST: dict[str, frozenset[IndicationLaw]] = {
    Payer.WMO_LOCAL: frozenset({IndicationLaw.WMO}),
    Payer.WMO_BW: frozenset({IndicationLaw.WMO}),
    Payer.WLZ: frozenset({IndicationLaw.WLZ}),
    Payer.WLZ_EXTRA: frozenset({IndicationLaw.WLZ}),
    Payer.YOUTH: frozenset({IndicationLaw.YOUTH}),
    Payer.PGB: _ANY,
    "": _ANY,  # nobody knows yet who is to pay
}


@dataclass(frozen=True)
class Paid:
    """A stay or a title as far as money goes: who pays, from when, and the first day on which they no longer do."""

    payer: str
    start: date
    end: date | None

    def on(self, day: date) -> bool:
        """Say whether it holds on that day."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Switch:
    """Another must pay from a day on; ``to_payer`` is '' when nobody knows who."""

    on: date
    from_payer: str
    to_payer: str


def switches(
    stays: Sequence[Paid], titles: Sequence[Paid], decisions: Collection[tuple[str, date, date | None]], today: date
) -> list[Switch]:
    """Where a payer stops by law, now or soon, while the next one has not decided; ``decisions`` are (law, start, end).

    What has no next stay is no switch of payer: that nothing follows is told by the alerts about places and titles.
    """
    found = []
    for is_title, ends in (*((False, s) for s in stays), *((True, t) for t in titles)):
        day = ends.end
        if ends.payer not in STOPS_BY_LAW or day is None or not today - SWITCH_BACK <= day <= today + SWITCH_AHEAD:
            continue
        if any(other.payer in STOPS_BY_LAW and other.on(day) for other in titles):
            continue
        begun = [s.payer for s in stays if s.on(day) and s.payer and s.payer not in STOPS_BY_LAW]
        if (
            is_title
        ):  # a home of years is paid as it was; what begins now, or is still down as paid by who stops, is not
            begun = [s.payer for s in stays if s.start == day and s.payer and s.payer not in STOPS_BY_LAW]
            begun += ["" for s in stays if s.on(day) and s.payer in STOPS_BY_LAW and not any(t.on(day) for t in titles)]
        found += [
            Switch(day, ends.payer, payer)
            for payer in begun
            if payer in DECIDES_FIRST and not _decided(payer, day, decisions)
        ]
    return list(dict.fromkeys(sorted(found, key=lambda s: (s.on, s.from_payer, s.to_payer))))


def _decided(payer: str, day: date, decisions: Collection[tuple[str, date, date | None]]) -> bool:
    """Say whether a decision under the law of this payer holds on that day."""
    laws = DECIDES_FIRST[payer]
    return any(law in laws and start <= day and (end is None or day < end) for law, start, end in decisions)


def without_cover(found: Sequence[Switch], covers: Collection[tuple[date, date]]) -> list[Switch]:
    """Those of which nobody covers the first day; ``covers`` are first and last day, settled or not."""
    return [s for s in found if not any(start <= s.on <= until for start, until in covers)]
