"""What may be registered as time without a client (that it is about nobody is checked by people), and how support goes on while payers settle."""

from __future__ import annotations

from datetime import date, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves
from samenhang.finance.enums import CoverAct, CoverState, FinanceAlert

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
