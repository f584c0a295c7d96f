"""What may be written down in a handover, and when the next step may be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.base.errors import Refused
from samenhang.legal.rules import add_months
from samenhang.pathway.catalogue.handovers import CHECK_IN_EARLY, CHECK_IN_MONTHS, Numbers
from samenhang.pathway.enums.handovers import Evidence, Livelihood, ReturnTerms, StepCode, Worked
from samenhang.pathway.rules.handovers import HANDOVERS, MOVED, Facts, left_to_complete, missing, talks_of


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
    talks = talks_of(f, numbers)
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
