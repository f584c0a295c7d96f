"""What is possible, due and missing in a warm handover: day, numbers and evidence are arguments (handbook chapter 5)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves
from samenhang.legal.rules import add_months
from samenhang.pathway.catalogue.handovers import (
    CHECK_IN_EARLY,
    CHECK_IN_MONTHS,
    CONSULT_DAYS,
    GATE,
    GIVERS,
    WINDOWS,
    Numbers,
)
from samenhang.pathway.enums.handovers import (
    Evidence,
    GiverRole,
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
from samenhang.supply.catalogue import SETTINGS
from samenhang.supply.enums import Setting

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


# ---- what counts -----------------------------------------------------------------------------------
def giver_fits(kind: str, role: str) -> bool:
    """Whether somebody from this kind of care hands over in this direction (H7; seed 000, section 3.2)."""
    return role in GIVERS[HandoverKind(kind)]


def giver_role_of(organisation_kind: str) -> GiverRole:
    """From which kind of care somebody of such an organisation hands over, as a first answer."""
    return _ROLE_OF_KIND.get(organisation_kind, GiverRole.OTHER)


_ROLE_OF_KIND: Mapping[str, GiverRole] = {
    "GGZ": GiverRole.GGZ,
    "ADDICTION": GiverRole.GGZ,
    "FORENSIC": GiverRole.FORENSIC,
    "DISABILITY": GiverRole.DISABILITY,
    "YOUTH": GiverRole.YOUTH_CARE,
    "SHELTERED": GiverRole.SHELTERED_LIVING,
    "SHELTER": GiverRole.SHELTERED_LIVING,
    "DJI": GiverRole.DETENTION,
}


def handover_kind(here: str, there: Setting, to_rung: str) -> HandoverKind:
    """Which kind of handover a planned step asks for, from the setting where somebody is and the one they go to."""
    if to_rung == "PILOT_LIGHT":
        return HandoverKind.TO_PILOT_LIGHT
    family = SETTINGS[Setting(here)].family if here else ""
    forensic = SETTINGS[there].family == "FORENSIC"
    if family == "FORENSIC" and not forensic:
        return HandoverKind.FORENSIC_TO_REGULAR
    if forensic and family != "FORENSIC":
        return HandoverKind.REGULAR_TO_FORENSIC
    return HandoverKind.PROVIDER_TO_PROVIDER


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


def _talks(f: Facts, numbers: Numbers) -> int:
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
    StepCode.H13: _talks,
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
_TO_COMPLETE = (StepCode.H13, StepCode.H15, StepCode.H16, StepCode.CHECK_IN, StepCode.H17, StepCode.H18)


def left_to_complete(f: Facts, numbers: Numbers, *, talked_once: bool) -> list[StepCode]:
    """What is missing before a handover is completed."""
    enough = {StepCode.H13} if talked_once and _talks(f, numbers) else set()
    return [code for code in _TO_COMPLETE if code not in enough and _HAVE[code](f, numbers) < _need(code, numbers)]


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
BY_ITSELF = frozenset(
    {Evidence.FILE_HOLDER, Evidence.RETURNED, Evidence.NEW_RECEIVER}
)  # the software writes these down, nobody else
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


def check_evidence(new: NewEvidence, *, facts: Facts, numbers: Numbers, today: date) -> None:
    """Raise Refused unless this can be written down now.

    HANDOVER_ENDED, NOT_BY_HAND, NOT_MOVED_YET, IN_THE_FUTURE, BEFORE_THE_MOVE, REASON_MISSING (no words, or waived without a
    reason), WHO_WAS_THERE, CHOOSE_ONE, WHY_NOT_THERE (an intake without the person), what ``check_talk`` refuses, and what
    ``check_check_in`` refuses.
    """
    state = facts.state
    if state in HANDOVERS.ends:
        raise Refused("HANDOVER_ENDED")
    if new.kind in BY_ITSELF:
        raise Refused("NOT_BY_HAND")
    if new.kind in AFTER_MOVE and state not in MOVED:
        raise Refused("NOT_MOVED_YET")
    if new.on > today:
        raise Refused("IN_THE_FUTURE")
    if new.kind in AFTER_MOVE and facts.moved_on is not None and new.on < facts.moved_on:
        raise Refused("BEFORE_THE_MOVE")
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
    if new.kind == Evidence.CHECK_IN:
        check_check_in(new, facts)


def check_check_in(new: NewEvidence, facts: Facts) -> None:
    """Raise Refused unless this check-in has its turn on its day: after one, three and six months, each after the one before.

    CHECK_IN_HELD when it was held, CHECK_IN_ORDER before an earlier one was held or was passed over for a reason, or on a day before it, and
    CHECK_IN_EARLY more than a week before its month. One that was not held is passed over with a reason, and shown.
    """
    held = {n.item: n for n in facts.of(Evidence.CHECK_IN)}
    if new.item in held:
        raise Refused("CHECK_IN_HELD")
    before = [m for m in CHECK_IN_MONTHS if int(m) < int(new.item)]
    if any(m not in held for m in before):
        raise Refused("CHECK_IN_ORDER")
    if any(not held[m].waived and new.on <= held[m].on for m in before):
        raise Refused("CHECK_IN_ORDER")
    if facts.moved_on is not None:
        first = add_months(facts.moved_on, int(new.item)) - timedelta(days=CHECK_IN_EARLY)
        if new.on < first:
            raise Refused("CHECK_IN_EARLY", first=f"{first:%d-%m-%Y}")


def check_know_enough(f: Facts, numbers: Numbers, *, excepted: bool) -> bool:
    """Raise Refused(NOT_TALKED) when no conversation was long enough, whatever the exception: nobody knows enough from a file.

    Raise Refused(TALK_ONCE_MORE) when there were fewer than asked, unless an exception lets it go; returns whether it does.
    """
    talks = _talks(f, numbers)
    if not talks:
        raise Refused("NOT_TALKED")
    if talks < numbers.talks and not excepted:
        raise Refused("TALK_ONCE_MORE", talks=numbers.talks)
    return talks < numbers.talks


def check_complete(f: Facts, numbers: Numbers, *, talked_once: bool) -> None:
    """Raise Refused(NOT_COMPLETE_YET) with what is missing; an exception for one talk only holds here as well."""
    left = left_to_complete(f, numbers, talked_once=talked_once)
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


_STILL = frozenset({*_TO_COMPLETE, StepCode.H14, StepCode.H19})


def title_gap(last_end: date | None, *, started_on: date) -> date | None:
    """The day on which the last title ended, when that was during the handover: the legal bridge is looked at again.

    ``last_end`` is None while a title runs.
    """
    return last_end if last_end is not None and last_end >= started_on else None


__all__ = [
    "AFTER_MOVE",
    "AHEAD_DAYS",
    "BY_CONSENT",
    "BY_ITSELF",
    "HANDOVERS",
    "MOVED",
    "NO_RECEIVER_AHEAD",
    "REQUESTS",
    "RUNNING",
    "SIGHT_BY_CONSENT",
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
    "giver_role_of",
    "handover_alerts",
    "handover_kind",
    "late_steps",
    "left_to_complete",
    "missing",
    "next_step",
    "responsible",
    "steps",
    "title_gap",
]  # fmt: skip
