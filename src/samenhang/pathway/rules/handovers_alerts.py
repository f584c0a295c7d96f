"""What a handover asks attention for."""

from __future__ import annotations

from datetime import date

from samenhang.pathway.catalogue.handovers import Numbers
from samenhang.pathway.enums.handovers import HandoverAlert, HandoverState, StepCode, StepState
from samenhang.pathway.rules.handovers import HANDOVERS, MOVED, TO_COMPLETE, Facts, Step, steps

_S = HandoverState


AHEAD_DAYS = 14  # days before the last day of a step at which it begins to show


HOME_AHEAD = 42  # days before the own place is let go at which it must be known where somebody comes back


NO_RECEIVER_AHEAD = 60  # with the move this near and nobody to receive, it is an alert


def home_runs_out(f: Facts, today: date) -> bool:
    """Whether the own place is kept no longer than the stay lasts, and that day comes near (row 53; seed 000, section 2.2)."""
    if f.home_until is None or f.state == _S.WITHDRAWN or f.home_until < today:
        return False
    back_in_time = f.return_on is not None and f.return_on <= f.home_until
    return not back_in_time and (f.home_until - today).days <= HOME_AHEAD


def handover_alerts(f: Facts, numbers: Numbers, today: date) -> list[tuple[HandoverAlert, date | None, str]]:
    """What one handover asks attention for: the code, the last day, and the step it is about."""
    found: list[tuple[HandoverAlert, date | None, str]] = []
    if home_runs_out(f, today):
        found.append((HandoverAlert.HANDOVER_HOME_ENDS, f.home_until, ""))
    if f.state in HANDOVERS.ends:
        return found
    if f.state == _S.FAILED_RETURN:
        return [*found, (HandoverAlert.HANDOVER_RETURN_TO_DECIDE, None, "")]
    if f.move_on is None:
        found.append((HandoverAlert.HANDOVER_NO_DAY, None, ""))
    elif f.state not in MOVED and f.move_on < today:
        found.append((HandoverAlert.HANDOVER_MOVE_OVERDUE, f.move_on, ""))
    elif f.receiver_id is None and (f.move_on - today).days <= NO_RECEIVER_AHEAD:
        found.append((HandoverAlert.HANDOVER_NO_RECEIVER, f.move_on, ""))
    late = late_steps(f, numbers, today)
    if f.state in MOVED and late:  # a consult and a check-in are two things to do, by two people
        return [*found, *((HandoverAlert.HANDOVER_STEP_OVERDUE, s.due, s.code) for s in late)]
    if late:
        return [*found, (HandoverAlert.HANDOVER_STEP_OVERDUE, late[0].due, late[0].code)]
    comes = [s for s in steps(f, numbers, today) if s.state == StepState.DUE and s.due is not None]
    near = [s for s in comes if s.due is not None and (s.due - today).days <= AHEAD_DAYS]
    if near:
        first = min(near, key=lambda s: s.due or today)
        found.append((HandoverAlert.HANDOVER_STEP_DUE, first.due, first.code))
    return found


def late_steps(f: Facts, numbers: Numbers, today: date) -> list[Step]:
    """What is overdue and can still be done, the oldest first; what belonged before the move asks for nothing after it."""
    found = [s for s in steps(f, numbers, today) if s.state == StepState.OVERDUE]
    if f.state in MOVED:
        found = [s for s in found if s.code in _STILL]
    return sorted(found, key=lambda s: s.due or today)


_STILL = frozenset({*TO_COMPLETE, StepCode.H14, StepCode.H19})


def title_gap(last_end: date | None, *, started_on: date) -> date | None:
    """The day on which the last title ended, when that was during the handover: the legal bridge is looked at again.

    ``last_end`` is None while a title runs.
    """
    return last_end if last_end is not None and last_end >= started_on else None
