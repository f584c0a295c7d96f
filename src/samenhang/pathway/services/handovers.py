"""The course of a warm handover: begin, plan, ready, knowing enough, complete, seek again, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.selectors import may_write, taking_part
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.selectors import colleagues
from samenhang.notifications.enums import Kind
from samenhang.pathway.enums.handovers import (
    Evidence,
    GiverRole,
    HandoverAct,
    HandoverKind,
    HandoverState,
    RequestState,
    SetBack,
    StepCode,
)
from samenhang.pathway.labels.handovers import exception_words
from samenhang.pathway.models.handovers import HandoverRequest, WarmHandover
from samenhang.pathway.models.placements import Placement
from samenhang.pathway.rules.handovers import HANDOVERS, missing
from samenhang.pathway.rules.handovers_checks import check_complete, check_know_enough, check_ready
from samenhang.pathway.selectors.handovers import template_on
from samenhang.pathway.services.handovers_common import (
    check_lock,
    concerned,
    goes,
    line,
    not_over,
    opened,
    standing,
    tell,
    write_down,
)
from samenhang.pathway.services.handovers_seats import (
    leaves,
)
from samenhang.pathway.services.stays import (
    known_place,
)
from samenhang.people.services import require_person
from samenhang.plan.services import note_deviation
from samenhang.plan.services.support import About, NewDeviation
from samenhang.supply.selectors import is_out_of_service


@dataclass(frozen=True)
class HomeHeld:
    """The own place is kept while somebody is admitted for a time: which stay, who pays, until when, and back from when (row 53)."""

    home_id: int | None = None
    payer: str = ""
    until: date | None = None
    return_on: date | None = None


@dataclass(frozen=True)
class NewHandover:
    """A handover to begin: which kind, from whom, by whom, and the day of the move when it is known."""

    kind: HandoverKind
    giver_id: int
    from_organisation_id: int
    giver_role: GiverRole
    move_on: date | None = None
    stay_since: date | None = None
    perspective: str = ""
    home: HomeHeld | None = None


@transaction.atomic
def start_handover(*, actor: Actor, about: About, new: NewHandover, today: date) -> int:
    """Begin a handover and return its id. It may begin a year ahead, without a receiver and without a day.

    Raises NoGrant; Refused(NOT_A_COLLEAGUE_ON_CASES, GIVER_TAKES_NO_PART, IN_THE_PAST, NOT_THIS_PERSON, HOME_BEFORE_RETURN);
    Conflict(HANDOVER_RUNS) when one of this kind runs.
    """
    dossier_id = require_person(
        actor, person_id=about.person_id, compartment_id=about.compartment_id, category=Category.PLAN_GOALS
    )
    _check_giver(new.giver_id, new.from_organisation_id, dossier_id, today)
    if new.move_on is not None and new.move_on < today:
        raise Refused("IN_THE_PAST")
    running = WarmHandover.objects.for_rule("one handover of a kind at a time").filter(
        person_id=about.person_id, kind=new.kind
    )
    if running.exclude(state__in=sorted(HANDOVERS.ends)).exists():
        raise Conflict("HANDOVER_RUNS")
    row = WarmHandover(
        person_id=about.person_id,
        compartment_id=about.compartment_id,
        kind=new.kind,
        started_on=today,
        attempt_on=today,
        started_by_id=actor.me,
        stay_since=new.stay_since,
        from_organisation_id=new.from_organisation_id,
        giver_id=new.giver_id,
        giver_role=new.giver_role,
        negotiation=uuid4(),
        move_on=new.move_on,
        template_version=template_on(today).version,
    )
    keep_home(row, new.home)
    WarmHandover.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id, kind=new.kind)
    if new.perspective.strip():
        write_down(actor, row, dossier_id, Evidence.PERSPECTIVE, today, words=new.perspective.strip())
    tell(actor, row, dossier_id, Kind.HANDOVER_STARTED, "started", concerned(row, dossier_id, today))
    return row.pk


def _check_giver(user_id: int, organisation_id: int, dossier_id: int, today: date) -> None:
    if not any(c.user_id == user_id and c.organisation_id == organisation_id for c in colleagues(today)):
        raise Refused("NOT_A_COLLEAGUE_ON_CASES")
    if not any(p.user_id == user_id for p in taking_part(dossier_id, today)):
        raise Refused("GIVER_TAKES_NO_PART")


def keep_home(row: WarmHandover, home: HomeHeld | None) -> None:
    """Set what becomes of the own place, None when somebody goes for good; the caller saves. Raises Refused(HOME_BEFORE_RETURN, NOT_THIS_PERSON)."""
    row.temporary = home is not None
    held = home or HomeHeld()
    if held.until is not None and held.return_on is not None and held.return_on > held.until:
        raise Refused("HOME_BEFORE_RETURN")
    if held.home_id is not None:
        stays = Placement.objects.for_rule("the own place that is kept is a stay of this person")
        if not stays.filter(pk=held.home_id, person_id=row.person_id, superseded_by__isnull=True).exists():
            raise Refused("NOT_THIS_PERSON")
    row.home_id, row.home_payer = held.home_id, held.payer
    row.home_until, row.return_on = held.until, held.return_on


@transaction.atomic
def hold_home(*, actor: Actor, handover_id: int, home: HomeHeld | None, lock: int) -> None:
    """Say that the stay is for a time and that the own place is kept, or that it is for good (row 53; seed 000, section 2.2).

    Raises NoGrant, Refused(HANDOVER_ENDED, HOME_BEFORE_RETURN, NOT_THIS_PERSON), Conflict(CHANGED_MEANWHILE).
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    not_over(row)
    keep_home(row, home)
    row.lock += 1
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, temporary=row.temporary)


@transaction.atomic
def change_day(*, actor: Actor, handover_id: int, move_on: date, why: str, lock: int, today: date) -> None:
    """Say on which day somebody moves, or move that day; every step moves along.

    Who was ready stays so only when nothing is missing by the new days. Raises NoGrant, Refused(IN_THE_PAST, REASON_MISSING when
    there was a day, ALREADY_MOVED, HANDOVER_ENDED), Conflict(CHANGED_MEANWHILE).
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    not_over(row)
    if row.transferred_on is not None:
        raise Refused("ALREADY_MOVED")
    if move_on < today:
        raise Refused("IN_THE_PAST")
    if row.move_on is not None and not why.strip():
        raise Refused("REASON_MISSING")
    row.move_on, row.moved_why = move_on, why.strip()
    row.lock += 1
    row.save()
    line(actor, Act.UPDATE, row, dossier_id)
    if row.state == HandoverState.READY:
        check_still_ready(actor, row, dossier_id, today, SetBack.DAY_MOVED)
    tell(actor, row, dossier_id, Kind.HANDOVER_MOVED, f"day:{move_on}", concerned(row, dossier_id, today))


@transaction.atomic
def change_giver(
    *,
    actor: Actor,
    handover_id: int,
    giver_id: int,
    organisation_id: int,
    giver_role: GiverRole,
    lock: int,
    today: date,
) -> None:
    """Let another colleague hand over. Raises NoGrant, Refused as ``start_handover``, Conflict(CHANGED_MEANWHILE)."""
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    not_over(row)
    if row.transferred_on is not None and organisation_id != row.from_organisation_id:
        raise Refused("ALREADY_MOVED")
    _check_giver(giver_id, organisation_id, dossier_id, today)
    row.giver_id, row.giver_role, row.from_organisation_id = giver_id, giver_role, organisation_id
    row.lock += 1
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, giver=giver_id)
    tell(actor, row, dossier_id, Kind.HANDOVER_STARTED, f"giver:{row.lock}", [giver_id])


@transaction.atomic
def choose_place(*, actor: Actor, handover_id: int, place_id: int | None, lock: int, today: date) -> None:
    """Say which place of the receiver it is.

    Raises NoGrant, Refused(PLACE_OUT_OF_SERVICE, ALREADY_MOVED, OTHER_RECEIVER, NO_SUCH_PLACE), Conflict.
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    not_over(row)
    if row.transferred_on is not None:
        raise Refused("ALREADY_MOVED")
    if place_id is not None and is_out_of_service(place_id, row.move_on or today):
        raise Refused("PLACE_OUT_OF_SERVICE")
    row.place_id = place_id
    is_of_the_receiver(row, today)
    row.lock += 1
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, place=place_id)


def is_of_the_receiver(row: WarmHandover, today: date) -> None:
    """Raise Refused(OTHER_RECEIVER) when the place is of another organisation than the one that receives, as far as that is known."""
    if row.place_id is None or row.to_organisation_id is None:
        return
    if known_place(row.place_id, today).organisation_id != row.to_organisation_id:
        raise Refused("OTHER_RECEIVER")


@dataclass(frozen=True)
class ReadyAnyway:
    """Going without everything that is asked: why, how the risk was weighed, who was consulted, which manager backs it (R-11)."""

    why: str
    instead: str
    risk: str
    consulted: str
    backed_by: str
    backed_as: str
    backed_on: date
    review_on: date


@transaction.atomic
def declare_ready(*, actor: Actor, handover_id: int, lock: int, today: date, anyway: ReadyAnyway | None = None) -> None:
    """Say that everything is there for the move. What is missing is named; only a backed exception goes past it, and is counted.

    Raises NoGrant, Refused(NO_RECEIVER, NO_MOVE_DAY, NOT_READY_YET, STEP_NOT_POSSIBLE) and what ``note_deviation`` refuses,
    Conflict(CHANGED_MEANWHILE).
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    HANDOVERS.after(row.state, HandoverAct.DECLARE_READY)
    where = standing(row, today)
    left = check_ready(where.facts, where.numbers, excepted=anyway is not None)
    if left and anyway is not None:
        row.deviation_id = _deviates(actor, row, left, anyway, today)
        row.excepted = [code.value for code in left]
    goes(row, HandoverAct.DECLARE_READY)
    row.ready_on = today
    row.save()
    line(actor, Act.DECIDE, row, dossier_id, excepted=row.excepted)
    tell(actor, row, dossier_id, Kind.HANDOVER_READY, f"ready:{row.lock}", concerned(row, dossier_id, today))


def _deviates(actor: Actor, row: WarmHandover, left: Sequence[StepCode], anyway: ReadyAnyway, today: date) -> int:
    """Going without these steps is a deviation that stands with the others of this person (R-11)."""
    return note_deviation(
        actor=actor,
        about=About(row.person_id, row.compartment_id),
        new=NewDeviation(protocol=exception_words(left), start=today, **anyway.__dict__),
        today=today,
    )


def check_still_ready(actor: Actor, row: WarmHandover, dossier_id: int, today: date, why: SetBack) -> bool:
    """Set a handover back that was ready, when something is missing that no exception covers; says whether it was."""
    where = standing(row, today)
    if set(missing(where.facts, where.numbers)) <= set(row.excepted):
        return False
    set_back(actor, row, dossier_id, today, why)
    return True


def set_back(actor: Actor, row: WarmHandover, dossier_id: int, today: date, why: SetBack) -> None:
    """Not ready any more: one clear state, and everybody whom it concerns hears it; inside a transaction."""
    goes(row, HandoverAct.NOT_READY_ANY_MORE)
    row.ready_on, row.deviation_id, row.excepted = None, None, []
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, set_back=why)
    tell(actor, row, dossier_id, Kind.HANDOVER_SET_BACK, f"back:{row.lock}", concerned(row, dossier_id, today))


@transaction.atomic
def know_enough(*, actor: Actor, handover_id: int, lock: int, today: date, anyway: ReadyAnyway | None = None) -> None:
    """The receiver says "I know enough"; nobody says it for them, and not from a file alone (H13; seed 000, section 2.3).

    They talked more than once. Only an exception with a manager behind it lets one talk do; it is shown and counted, and no
    exception lets a file do. Raises NoGrant(RECEIVER_SAYS), Refused(NOT_TALKED, TALK_ONCE_MORE, STEP_NOT_POSSIBLE) and what
    ``note_deviation`` refuses, Conflict(CHANGED_MEANWHILE).
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    _receiver_only(actor, row)
    where = standing(row, today)
    HANDOVERS.after(row.state, HandoverAct.KNOW_ENOUGH)
    once = check_know_enough(where.facts, where.numbers, excepted=anyway is not None)
    if once and anyway is not None:
        row.talk_deviation_id = _deviates(actor, row, [StepCode.H13], anyway, today)
    goes(row, HandoverAct.KNOW_ENOUGH)
    row.knows_enough_on = today
    row.save()
    line(actor, Act.DECIDE, row, dossier_id, talked_once=once)
    tell(actor, row, dossier_id, Kind.HANDOVER_ANSWERED, "enough", concerned(row, dossier_id, today))


@transaction.atomic
def complete_handover(*, actor: Actor, handover_id: int, lock: int, today: date) -> None:
    """The receiver closes the handover once the aftercare was given and the person looked back on it (Wegiz: the receiver closes).

    Raises NoGrant(RECEIVER_SAYS), Refused(NOT_COMPLETE_YET, STEP_NOT_POSSIBLE), Conflict(CHANGED_MEANWHILE).
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    _receiver_only(actor, row)
    HANDOVERS.after(row.state, HandoverAct.COMPLETE)
    where = standing(row, today)
    check_complete(where.facts, where.numbers, talked_once=row.talk_deviation_id is not None)
    goes(row, HandoverAct.COMPLETE)
    row.ended_on = today
    told = concerned(row, dossier_id, today)
    leaves(actor, row, "giver_seat", today)
    row.save()
    line(actor, Act.END, row, dossier_id)
    tell(actor, row, dossier_id, Kind.HANDOVER_ANSWERED, "completed", told)


def _receiver_only(actor: Actor, row: WarmHandover) -> None:
    if row.receiver_id is None or actor.user_id != row.receiver_id:
        raise NoGrant("RECEIVER_SAYS")


@transaction.atomic
def try_again(*, actor: Actor, handover_id: int, lock: int, today: date) -> None:
    """After a return: seek again, with a new search and steps of its own; what was learned stays. Raises as the others."""
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    goes(row, HandoverAct.TRY_AGAIN)
    row.attempt += 1
    row.attempt_on, row.negotiation = today, uuid4()
    row.template_version = template_on(today).version
    row.move_on, row.moved_why, row.transferred_on = None, "", None
    row.knows_enough_on, row.ready_on, row.deviation_id, row.excepted = None, None, None, []
    row.talk_deviation_id = None
    leaves(actor, row, "receiver_seat", today)
    without_receiver(row)
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, attempt=row.attempt)


def without_receiver(row: WarmHandover) -> None:
    """Nobody receives any more; the caller saves."""
    row.receiver_id, row.to_organisation_id, row.place_id, row.receiver_since = None, None, None, None


@transaction.atomic
def withdraw_handover(*, actor: Actor, handover_id: int, why: str, lock: int, today: date) -> None:
    """Stop before the move, or after a return: with a reason; who was asked is told. Raises as the others."""
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    if not may_write(actor, row.compartment_id, Category.PLAN_GOALS):
        raise NoGrant("NO_GRANT")
    if not why.strip():
        raise Refused("REASON_MISSING")
    goes(row, HandoverAct.WITHDRAW)
    row.transferred_on = None
    row.ended_on, row.ended_why = today, why.strip()
    told = concerned(row, dossier_id, today)
    leaves(actor, row, "receiver_seat", today)
    row.save()
    line(actor, Act.END, row, dossier_id)
    waits = HandoverRequest.objects.filter(negotiation=row.negotiation)
    waits.filter(state__in=[RequestState.ASKED, RequestState.HELD]).update(state=RequestState.RELEASED)
    tell(actor, row, dossier_id, Kind.HANDOVER_SET_BACK, "withdrawn", told)
