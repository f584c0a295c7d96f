"""When a municipality must know of somebody who returns, take it up and have seen them (row 52; handbook 2.6, row of ninety days)."""

from __future__ import annotations

from datetime import date, timedelta

from samenhang.base.machines import Machine, moves
from samenhang.pathway.enums.returns import ReturnAct, ReturnAlert, ReturnState

TELL_DAYS = 90
TAKE_UP_DAYS = 14  # after it was told
SEE_DAYS = 42  # before the return: time enough for papers, income and a home

S, A = ReturnState, ReturnAct
RETURN_MACHINE = Machine(
    "Return to a municipality",
    S.EXPECTED,
    moves(
        (
            (A.TELL, (S.EXPECTED,), S.TOLD),
            (A.WRITE, (S.TOLD,), S.TOLD),
            (A.MAIL, (S.EXPECTED,), S.EXPECTED),
            (A.MAIL, (S.TOLD,), S.TOLD),
            (A.TAKE_UP, (S.TOLD,), S.TAKEN_UP),
            (A.SEE, (S.TOLD, S.TAKEN_UP), S.SEEN),
            (A.CALL_OFF, (S.EXPECTED, S.TOLD, S.TAKEN_UP), S.OFF),
        )
    ),
    frozenset({S.SEEN, S.OFF}),
)


def return_alert(
    state: ReturnState, returns_on: date, told_on: date | None, today: date
) -> tuple[ReturnAlert, date, date] | None:
    """What a return asks today: which alert, since when, and the last day for it."""
    if state == ReturnState.EXPECTED:
        on = returns_on - timedelta(days=TELL_DAYS)
        return (ReturnAlert.RETURN_NOT_TOLD, on, returns_on - timedelta(days=SEE_DAYS)) if today >= on else None
    if state == ReturnState.TOLD and told_on is not None:
        on = told_on + timedelta(days=TAKE_UP_DAYS)
        if today >= on:
            return ReturnAlert.RETURN_NOT_TAKEN_UP, on, returns_on
    if state in {ReturnState.TOLD, ReturnState.TAKEN_UP}:
        on = returns_on - timedelta(days=SEE_DAYS)
        return (ReturnAlert.RETURN_NOT_SEEN, on, returns_on) if today >= on else None
    return None
