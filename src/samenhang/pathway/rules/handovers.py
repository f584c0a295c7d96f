"""What is possible, due and missing in a warm handover: day, numbers and evidence are arguments (handbook chapter 5)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from samenhang.base.machines import Machine, moves
from samenhang.legal.rules import add_months
from samenhang.pathway.catalogue.handovers import (
    CHECK_IN_MONTHS,
    CONSULT_DAYS,
    GATE,
    WINDOWS,
    Numbers,
)
from samenhang.pathway.enums.handovers import (
    Evidence,
    HandoverAct,
    HandoverState,
    Livelihood,
    RequestAct,
    RequestState,
    StepCode,
    StepState,
)
from samenhang.pathway.rules.handovers_kinds import giver_fits

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
# Between the yes and the move a receiver reads what the person agreed to; after it they hold the file (H5, H18).
BY_CONSENT = frozenset({_S.ACQUAINTING, _S.READY})
# Whoever did not keep somebody is consulted, and reads along for as long as the person agrees to it (H5, H16).
SIGHT_BY_CONSENT = BY_CONSENT | {_S.FAILED_RETURN}
WITH_RECEIVER = frozenset({_S.ACQUAINTING, _S.READY, *MOVED})
_NO_STEPS = frozenset({*HANDOVERS.ends, _S.FAILED_RETURN})  # over, or first to be decided how it goes on


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
    moved_on: date | None = None
    receiver_since: date | None = None
    noted: Sequence[Noted] = field(default_factory=tuple)

    def of(self, *kinds: Evidence) -> list[Noted]:
        """What was written down of these kinds."""
        return [n for n in self.noted if n.kind in kinds]

    def with_receiver(self, *kinds: Evidence) -> list[Noted]:
        """What was done with whoever receives now; what a colleague did before them got to know nobody for them."""
        return [n for n in self.of(*kinds) if self.receiver_since is None or n.on >= self.receiver_since]


@dataclass(frozen=True)
class Step:
    """One step on a day: from when, the last day, how much is there of how much, and where it stands."""

    code: StepCode
    opens: date | None
    due: date | None
    have: int
    need: int
    state: StepState


def _intakes(f: Facts) -> int:
    """The client was there and was met in person by whoever receives; paper does not count.

    A colleague who took over receiving meets the person too: at an intake, or at a visit.
    """
    if f.receiver_since is not None and not any(
        n.client_present for n in f.with_receiver(Evidence.INTAKE, Evidence.VISIT)
    ):
        return 0
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


def talks_of(f: Facts, numbers: Numbers) -> int:
    """How many talks with whoever receives now were long enough (H13)."""
    return sum(n.minutes >= numbers.talk_minutes for n in f.with_receiver(Evidence.TALK))


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
    StepCode.H13: talks_of,
    StepCode.H14: _count(Evidence.OVERLAP),
    StepCode.H15: lambda f, _n: _first_days(f),
    StepCode.H16: lambda f, _n: len({n.on for n in f.of(Evidence.CONSULT)}),
    StepCode.CHECK_IN: lambda f, _n: len({n.item for n in f.of(Evidence.CHECK_IN)} & set(CHECK_IN_MONTHS)),
    StepCode.H17: lambda f, _n: sum(n.client_present for n in f.of(Evidence.EVALUATION)),
    StepCode.H18: _count(Evidence.FILE_HOLDER),
    StepCode.H19: lambda f, _n: int(f.state == _S.COMPLETED),
}


def _need(code: StepCode, numbers: Numbers) -> int:
    return {
        StepCode.H8: numbers.visits,
        StepCode.H11: len(Livelihood),
        StepCode.H13: numbers.talks,
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
    moves = f.moved_on or f.move_on
    if moves is None:
        return None, None
    if code in {StepCode.H16, StepCode.CHECK_IN}:
        return moves, _next_of(f, code, numbers, moves)
    window = WINDOWS[code]
    opens, due = (_day(moves, name, numbers, window.months) for name in (window.opens, window.due))
    if due < moves:
        due = min(max(due, f.started_on + timedelta(days=14)), moves) if due < f.started_on else due
    return opens, due


def _next_of(f: Facts, code: StepCode, numbers: Numbers, moves: date) -> date:
    """The last day of the consult or check-in that comes next: each has its own, and a late one is overdue at once (H16, row 56)."""
    if code == StepCode.CHECK_IN:
        held = {n.item for n in f.of(Evidence.CHECK_IN)}
        left = [int(m) for m in CHECK_IN_MONTHS if m not in held]
        return add_months(moves, min([*left, numbers.last_check_in_months]))
    have = _HAVE[code](f, numbers)
    last = add_months(moves, numbers.last_consult_months)
    if have >= min(numbers.consults - 1, len(CONSULT_DAYS)):
        return last
    return min(moves + timedelta(days=CONSULT_DAYS[have]), last)


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
TO_COMPLETE = (StepCode.H13, StepCode.H15, StepCode.H16, StepCode.CHECK_IN, StepCode.H17, StepCode.H18)


def left_to_complete(f: Facts, numbers: Numbers, *, talked_once: bool) -> list[StepCode]:
    """What is missing before a handover is completed."""
    enough = {StepCode.H13} if talked_once and talks_of(f, numbers) else set()
    return [code for code in TO_COMPLETE if code not in enough and _HAVE[code](f, numbers) < _need(code, numbers)]


def next_step(found: Collection[Step]) -> Step | None:
    """What comes first: what is overdue, then what is due, then what comes; by its last day."""
    order = {StepState.OVERDUE: 0, StepState.DUE: 1, StepState.PLANNED: 2}
    open_steps = [s for s in found if s.state != StepState.DONE]
    return min(open_steps, key=lambda s: (order[s.state], s.due or date.max), default=None)


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
