"""What is possible, due and missing in a warm handover: day, numbers and evidence are arguments (handbook chapter 5)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves
from samenhang.legal.rules import add_months
from samenhang.pathway.catalogue.handovers import CHECK_IN_MONTHS, GATE, GIVERS, WINDOWS, Numbers
from samenhang.pathway.enums.handovers import (
    Evidence,
    HandoverAct,
    HandoverAlert,
    HandoverKind,
    HandoverState,
    Livelihood,
    RequestAct,
    RequestState,
    ReturnTerms,
    StepCode,
    StepState,
    Worked,
)

_S, _A = HandoverState, HandoverAct
HANDOVERS = Machine(
    "Warm handover",
    _S.PLANNED,
    moves(
        [
            (_A.RECEIVER_ACCEPTS, [_S.PLANNED], _S.ACQUAINTING),
            (_A.RECEIVER_FALLS_AWAY, [_S.ACQUAINTING, _S.READY], _S.PLANNED),
            (_A.DECLARE_READY, [_S.ACQUAINTING], _S.READY),
            (_A.NOT_READY_ANY_MORE, [_S.READY], _S.ACQUAINTING),
            (_A.MOVE, [_S.READY], _S.TRANSFERRED),
            (_A.KNOW_ENOUGH, [_S.TRANSFERRED], _S.AFTERCARE),
            (_A.COMPLETE, [_S.AFTERCARE], _S.COMPLETED),
            (_A.RETURN, [_S.TRANSFERRED, _S.AFTERCARE], _S.FAILED_RETURN),
            (_A.TRY_AGAIN, [_S.FAILED_RETURN], _S.PLANNED),
            (_A.WITHDRAW, [_S.PLANNED, _S.ACQUAINTING, _S.READY, _S.FAILED_RETURN], _S.WITHDRAWN),
        ]
    ),
    ends=frozenset({_S.COMPLETED, _S.WITHDRAWN}),
)
REQUESTS = Machine(
    "Question to a possible receiver",
    RequestState.ASKED,
    moves(
        [
            (RequestAct.HOLD, [RequestState.ASKED, RequestState.HELD], RequestState.HELD),
            (RequestAct.ACCEPT, [RequestState.ASKED, RequestState.HELD], RequestState.ACCEPTED),
            (RequestAct.REFUSE, [RequestState.ASKED, RequestState.HELD], RequestState.REFUSED),
            (
                RequestAct.RELEASE,
                [RequestState.ASKED, RequestState.HELD, RequestState.ACCEPTED],
                RequestState.RELEASED,
            ),
        ]
    ),
    ends=frozenset({RequestState.ACCEPTED, RequestState.REFUSED, RequestState.RELEASED}),
)
MOVED = frozenset({_S.TRANSFERRED, _S.AFTERCARE, _S.COMPLETED})
RUNNING = frozenset(_S) - HANDOVERS.ends
WITH_RECEIVER = frozenset({_S.ACQUAINTING, _S.READY, *MOVED})
_NO_STEPS = frozenset({*HANDOVERS.ends, _S.FAILED_RETURN})  # over, or first to be decided how it goes on
AHEAD_DAYS = 14  # days before the last day of a step at which it begins to show
HOME_AHEAD = 42  # days before the own place is let go at which it must be known where somebody comes back
NO_RECEIVER_AHEAD = 60  # with the move this near and nobody to receive, it is an alert


# ---- facts -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Noted:
    """One thing that was written down: what, when, and what of it counts for a step."""

    kind: str
    on: date
    item: str = ""
    minutes: int = 0
    client_present: bool = False
    in_person: bool = False
    organisation_id: int | None = None
    waived: bool = False


@dataclass(frozen=True)
class Facts:
    """Everything that decides what is done, due and missing in one handover."""

    kind: str
    state: str
    started_on: date
    move_on: date | None = None
    giver_id: int | None = None
    giver_role: str = ""
    receiver_id: int | None = None
    to_organisation_id: int | None = None
    stay_since: date | None = None
    consent_until: date | None = None
    signal_plan_signed_on: date | None = None
    title_gap_since: date | None = None
    home_until: date | None = None
    return_on: date | None = None
    noted: Sequence[Noted] = field(default_factory=tuple)

    def of(self, *kinds: Evidence) -> list[Noted]:
        """What was written down of these kinds."""
        return [n for n in self.noted if n.kind in kinds]


@dataclass(frozen=True)
class Step:
    """One step on a day: from when, the last day, how much is there of how much, and where it stands."""

    code: StepCode
    opens: date | None
    due: date | None
    have: int
    need: int
    state: StepState


# ---- what counts -----------------------------------------------------------------------------------
def giver_fits(kind: str, role: str) -> bool:
    """Whether somebody from this kind of care hands over in this direction (H7; seed 000, section 3.2)."""
    return role in GIVERS[HandoverKind(kind)]


def _intakes(f: Facts) -> int:
    """The client was there and was met in person by whoever receives; paper does not count."""
    return sum(
        n.in_person and n.client_present and n.organisation_id in {None, f.to_organisation_id}
        for n in f.of(Evidence.INTAKE)
        if f.to_organisation_id is not None
    )


def _given(f: Facts) -> int:
    """A named professional of the right side gave the intake or the talk."""
    met = bool(f.of(Evidence.INTAKE, Evidence.TALK))
    return int(met and f.giver_id is not None and giver_fits(f.kind, f.giver_role))


def _agreed(f: Facts) -> int:
    """The wish was asked, and the person agreed to this receiver, or another ground was named."""
    wishes = f.of(Evidence.WISH)
    other = any(n.item == "OTHER_GROUND" for n in wishes)
    return int(bool(wishes) and (f.consent_until is not None or other))


def _bridges(f: Facts) -> int:
    """A bridge that was chosen before a title ended unexpectedly no longer holds."""
    since = f.title_gap_since
    return sum(since is None or n.on >= since for n in f.of(Evidence.LEGAL_BRIDGE))


def _livelihood(f: Facts) -> int:
    return len({n.item for n in f.of(Evidence.LIVELIHOOD)} & set(Livelihood))


def _signal_plan(f: Facts) -> int:
    return int(f.signal_plan_signed_on is not None and f.signal_plan_signed_on >= f.started_on)


def _talks(f: Facts, numbers: Numbers) -> int:
    return sum(n.minutes >= numbers.talk_minutes for n in f.of(Evidence.TALK))


def _first_days(f: Facts) -> int:
    return int(bool(f.of(Evidence.FIRST_CONTACT))) + int(bool(f.of(Evidence.HOME_VISIT)))


def _count(*kinds: Evidence) -> Callable[[Facts, Numbers], int]:
    return lambda f, _numbers: len(f.of(*kinds))


# How much of each step is there, and how much is asked.
_HAVE: Mapping[StepCode, Callable[[Facts, Numbers], int]] = {
    StepCode.H1: _count(Evidence.PERSPECTIVE),
    StepCode.H2: lambda f, _n: int(f.to_organisation_id is not None and f.receiver_id is not None),
    StepCode.H3: _count(Evidence.PARTIES),
    StepCode.H4: lambda f, _n: _bridges(f),
    StepCode.H5: lambda f, _n: _agreed(f),
    StepCode.H6: lambda f, _n: _intakes(f),
    StepCode.H7: lambda f, _n: _given(f),
    StepCode.H8: lambda f, _n: sum(v.client_present for v in f.of(Evidence.VISIT)),
    StepCode.H9: _count(Evidence.BRIEFING),
    StepCode.H10: lambda f, _n: _signal_plan(f),
    StepCode.H11: lambda f, _n: _livelihood(f),
    StepCode.H12: _count(Evidence.RETURN_AGREEMENT),
    StepCode.H13: _talks,
    StepCode.H14: _count(Evidence.OVERLAP),
    StepCode.H15: lambda f, _n: _first_days(f),
    StepCode.H16: _count(Evidence.CONSULT),
    StepCode.CHECK_IN: lambda f, _n: len({n.item for n in f.of(Evidence.CHECK_IN)} & set(CHECK_IN_MONTHS)),
    StepCode.H17: lambda f, _n: sum(n.client_present for n in f.of(Evidence.EVALUATION)),
    StepCode.H18: _count(Evidence.FILE_HOLDER),
    StepCode.H19: lambda f, _n: int(f.state == _S.COMPLETED),
}


def _need(code: StepCode, numbers: Numbers) -> int:
    return {
        StepCode.H8: numbers.visits,
        StepCode.H11: len(Livelihood),
        StepCode.H15: 2,
        StepCode.H16: numbers.consults,
        StepCode.CHECK_IN: len(CHECK_IN_MONTHS),
    }.get(code, 1)


def days_of(f: Facts, code: StepCode, numbers: Numbers) -> tuple[date | None, date | None]:
    """From when until when a step is done. It follows the day of the move and moves along with it.

    A step whose day had passed when the handover began is due two weeks after that, and never after the move.
    """
    if code == StepCode.H1:
        since = f.stay_since or f.started_on
        return since, max(since, f.started_on) + timedelta(days=numbers.perspective_within)
    if f.move_on is None:
        return None, None
    window = WINDOWS[code]
    opens, due = (_day(f.move_on, name, numbers, window.months) for name in (window.opens, window.due))
    if due < f.move_on:
        due = min(max(due, f.started_on + timedelta(days=14)), f.move_on) if due < f.started_on else due
    return opens, due


def _day(move_on: date, name: str, numbers: Numbers, months: bool) -> date:
    if not name:
        return move_on
    number: int = getattr(numbers, name)
    return add_months(move_on, number) if months else move_on + timedelta(days=number)


def steps(f: Facts, numbers: Numbers, today: date) -> list[Step]:
    """Every step with its days and where it stands. Nothing is overdue once a handover ended, nor while it is decided how a return goes on."""
    found = []
    for code in StepCode:
        opens, due = days_of(f, code, numbers)
        have, need = _HAVE[code](f, numbers), _need(code, numbers)
        state = StepState.PLANNED
        if have >= need:
            state = StepState.DONE
        elif f.state in _NO_STEPS:
            state = StepState.PLANNED
        elif due is not None and due < today:
            state = StepState.OVERDUE
        elif opens is not None and opens <= today:
            state = StepState.DUE
        found.append(Step(code, opens, due, have, need, state))
    return found


def missing(f: Facts, numbers: Numbers) -> list[StepCode]:
    """The steps that stand between this handover and *ready*, in their order."""
    return [code for code in GATE if _HAVE[code](f, numbers) < _need(code, numbers)]


# After the move a receiver completes when these are there: the first days, consulting each other, looking back with the client.
_TO_COMPLETE = (StepCode.H13, StepCode.H15, StepCode.H16, StepCode.CHECK_IN, StepCode.H17, StepCode.H18)


def left_to_complete(f: Facts, numbers: Numbers) -> list[StepCode]:
    """What is missing before a handover is completed."""
    return [code for code in _TO_COMPLETE if _HAVE[code](f, numbers) < _need(code, numbers)]


def next_step(found: Collection[Step]) -> Step | None:
    """What comes first: what is overdue, then what is due, then what comes; by its last day."""
    order = {StepState.OVERDUE: 0, StepState.DUE: 1, StepState.PLANNED: 2}
    open_steps = [s for s in found if s.state != StepState.DONE]
    return min(open_steps, key=lambda s: (order[s.state], s.due or date.max), default=None)


# ---- checks ----------------------------------------------------------------------------------------
def check_ready(f: Facts, numbers: Numbers, *, excepted: bool) -> list[StepCode]:
    """Raise Refused(NOT_READY_YET) with what is missing, unless an exception lets it go; returns what is missing.

    Without a receiver and a day nobody goes anywhere, exception or not: Refused(NO_RECEIVER, NO_MOVE_DAY).
    """
    if f.receiver_id is None or f.to_organisation_id is None:
        raise Refused("NO_RECEIVER")
    if f.move_on is None:
        raise Refused("NO_MOVE_DAY")
    left = missing(f, numbers)
    if left and not excepted:
        raise Refused("NOT_READY_YET", missing=", ".join(left))
    return left


def check_talk(*, minutes: int, on_paper: bool, numbers: Numbers) -> None:
    """Raise Refused(FILE_ONLY, TALK_TOO_SHORT): a handover is talked through between people (H13; seed 000, section 2.3)."""
    if on_paper:
        raise Refused("FILE_ONLY")
    if minutes < numbers.talk_minutes:
        raise Refused("TALK_TOO_SHORT", minutes=numbers.talk_minutes)


AFTER_MOVE = frozenset(
    {
        Evidence.OVERLAP,
        Evidence.FIRST_CONTACT,
        Evidence.HOME_VISIT,
        Evidence.CONSULT,
        Evidence.CHECK_IN,
        Evidence.EVALUATION,
    }
)
BY_ITSELF = frozenset({Evidence.FILE_HOLDER, Evidence.RETURNED})  # the software writes these down, nobody else
_WORDS = frozenset(
    {
        Evidence.PERSPECTIVE,
        Evidence.WISH,
        Evidence.LEGAL_BRIDGE,
        Evidence.BRIEFING,
        Evidence.RETURN_AGREEMENT,
        Evidence.EVALUATION,
    }
)
_COMPANY = frozenset({Evidence.PARTIES, Evidence.TALK, Evidence.CONSULT})
_ITEMS: Mapping[Evidence, frozenset[str]] = {
    Evidence.LIVELIHOOD: frozenset(Livelihood),
    Evidence.RETURN_AGREEMENT: frozenset(ReturnTerms),
    Evidence.EVALUATION: frozenset(Worked),
    Evidence.CHECK_IN: frozenset(CHECK_IN_MONTHS),
    Evidence.WISH: frozenset({"", "OTHER_GROUND"}),
}


@dataclass(frozen=True)
class NewEvidence:
    """Something to write down in a handover."""

    kind: Evidence
    on: date
    item: str = ""
    minutes: int = 0
    on_paper: bool = False
    in_person: bool = False
    client_present: bool = False
    why_absent: str = ""
    with_whom: str = ""
    words: str = ""
    waived: bool = False
    organisation_id: int | None = None
    until: date | None = None


def check_evidence(new: NewEvidence, *, state: str, numbers: Numbers, today: date) -> None:
    """Raise Refused unless this can be written down now.

    HANDOVER_ENDED, NOT_BY_HAND, NOT_MOVED_YET, IN_THE_FUTURE, REASON_MISSING (no words, or waived without a reason),
    WHO_WAS_THERE, CHOOSE_ONE, WHY_NOT_THERE (an intake without the person), and what ``check_talk`` refuses.
    """
    if state in HANDOVERS.ends:
        raise Refused("HANDOVER_ENDED")
    if new.kind in BY_ITSELF:
        raise Refused("NOT_BY_HAND")
    if new.kind in AFTER_MOVE and state not in MOVED:
        raise Refused("NOT_MOVED_YET")
    if new.on > today:
        raise Refused("IN_THE_FUTURE")
    if (new.kind in _WORDS or new.waived) and not new.words.strip():
        raise Refused("REASON_MISSING")
    if new.kind in _COMPANY and not new.with_whom.strip():
        raise Refused("WHO_WAS_THERE")
    if new.kind in _ITEMS and new.item not in _ITEMS[new.kind]:
        raise Refused("CHOOSE_ONE")
    if new.kind == Evidence.INTAKE and not new.client_present and len(new.why_absent.strip()) < 3:
        raise Refused("WHY_NOT_THERE")
    if new.kind == Evidence.TALK:
        check_talk(minutes=new.minutes, on_paper=new.on_paper, numbers=numbers)


def check_know_enough(f: Facts, numbers: Numbers) -> None:
    """Raise Refused(NOT_TALKED) when no conversation was long enough: nobody knows enough from a file."""
    if not _talks(f, numbers):
        raise Refused("NOT_TALKED")


def check_complete(f: Facts, numbers: Numbers) -> None:
    """Raise Refused(NOT_COMPLETE_YET) with what is missing."""
    left = left_to_complete(f, numbers)
    if left:
        raise Refused("NOT_COMPLETE_YET", missing=", ".join(left))


def check_no(*, client_seen_on: date | None, exception_reason: str, would_be_possible: str) -> None:
    """Raise Refused: a no on paper stays locked until the person was seen, or with a motivated exception (R-03, row 18).

    CLIENT_NOT_SEEN, and POSSIBLE_MISSING when nothing says what would be possible.
    """
    if client_seen_on is None and len(exception_reason.strip()) < 10:
        raise Refused("CLIENT_NOT_SEEN")
    if not would_be_possible.strip():
        raise Refused("POSSIBLE_MISSING")


# ---- who answers for it ----------------------------------------------------------------------------
@dataclass(frozen=True)
class Answerable:
    """Who answers for somebody on a day, and who stands beside them."""

    responsible: int
    supporting: int | None


@dataclass(frozen=True)
class With:
    """A receiver had somebody from one day, and until another when they came back."""

    organisation_id: int
    since: date
    until: date | None = None


def responsible(
    *, from_id: int, to_id: int | None, received: Sequence[With], ended_on: date | None, on: date
) -> Answerable:
    """The organisation that answers on a day, from the dates: the giver until the move, the receiver from it.

    The other one stands beside them until the handover is over, also after a return. There is no day without somebody
    (seed 000, section 4.2.2).
    """
    has = next((w.organisation_id for w in received if w.since <= on and (w.until is None or on < w.until)), None)
    first, other = (from_id, to_id) if has is None else (has, from_id)
    return Answerable(first, other if ended_on is None or on < ended_on else None)


# ---- what asks attention ---------------------------------------------------------------------------
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
    late = [s for s in steps(f, numbers, today) if s.state == StepState.OVERDUE]
    if late:
        first = min(late, key=lambda s: s.due or today)
        return [*found, (HandoverAlert.HANDOVER_STEP_OVERDUE, first.due, first.code)]
    comes = [s for s in steps(f, numbers, today) if s.state == StepState.DUE and s.due is not None]
    near = [s for s in comes if s.due is not None and (s.due - today).days <= AHEAD_DAYS]
    if near:
        first = min(near, key=lambda s: s.due or today)
        found.append((HandoverAlert.HANDOVER_STEP_DUE, first.due, first.code))
    return found


def title_gap(last_end: date | None, *, started_on: date) -> date | None:
    """The day on which the last title ended, when that was during the handover: the legal bridge is looked at again.

    ``last_end`` is None while a title runs.
    """
    return last_end if last_end is not None and last_end >= started_on else None


__all__ = [
    "AFTER_MOVE",
    "AHEAD_DAYS",
    "BY_ITSELF",
    "HANDOVERS",
    "MOVED",
    "NO_RECEIVER_AHEAD",
    "REQUESTS",
    "RUNNING",
    "WITH_RECEIVER",
    "Answerable",
    "Facts",
    "NewEvidence",
    "Noted",
    "Step",
    "With",
    "check_complete",
    "check_evidence",
    "check_know_enough",
    "check_no",
    "check_ready",
    "check_talk",
    "days_of",
    "giver_fits",
    "handover_alerts",
    "left_to_complete",
    "missing",
    "next_step",
    "responsible",
    "steps",
    "title_gap",
]  # fmt: skip
