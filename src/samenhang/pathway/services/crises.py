"""A crisis: the call, who comes, what is decided, who is told; the bed that somebody asks for themselves; who is on duty."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from samenhang.access.enums import CaseRole, Category
from samenhang.access.models import Dossier
from samenhang.access.selectors import TakesPart, opened_by, taking_part
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import members_of
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.pathway.enums.crises import CalledBy, CallResult, CrisisAct, CrisisState, Outcome, Toldee
from samenhang.pathway.models import BedCall, BedRight, BedsTonight, Crisis, CrisisCall, CrisisTold, Roster, Shift
from samenhang.pathway.rules.crises import ADMITS, CRISES, QUARTER, check_bed_call, check_decision, evaluate_by
from samenhang.pathway.selectors.in_view import CAN_ACT
from samenhang.pathway.services._common import held, line, same_person
from samenhang.pathway.services.steps import NewStep, current_home, plan_step
from samenhang.people.services import require_person

OPEN = (CrisisState.CALLED, CrisisState.ON_THE_WAY, CrisisState.PRESENT)
_CARD = Category.CRISIS_CARD
_FIRST = frozenset({CaseRole.CASE_DIRECTOR, CaseRole.DEPUTY_DIRECTOR, CaseRole.FILE_HOLDER, CaseRole.TREATER})


@dataclass(frozen=True)
class NewCrisis:
    """A call: by whom, when, what was said, where, and whether there is danger now."""

    called_at: datetime
    called_by: CalledBy
    what: str
    where: str = ""
    danger_now: bool = False
    emergency_number_called: bool = False


@transaction.atomic
def start_crisis(*, actor: Actor, person_id: int, compartment_id: int, new: NewCrisis) -> int:
    """Note that somebody called because of a crisis and return its id; the clock runs from the call.

    Who may read the crisis card may write what they do with it, also whoever opened it in an emergency. Raises NoGrant,
    Refused(REASON_MISSING), Refused(EMERGENCY_NUMBER_FIRST) when there is danger and nobody called 112, Refused(IN_THE_FUTURE),
    Conflict(CRISIS_RUNS) while one is going on.
    """
    dossier_id = require_grant(actor, compartment_id, _CARD, write=False)
    same_person(person_id, dossier_id)
    Dossier.objects.select_for_update().get(pk=dossier_id)  # two calls about one person come one after the other
    if not new.what.strip():
        raise Refused("REASON_MISSING")
    if new.danger_now and not new.emergency_number_called:
        raise Refused("EMERGENCY_NUMBER_FIRST")
    if new.called_at > clock.now():
        raise Refused("IN_THE_FUTURE")
    rows = Crisis.objects.for_rule("one crisis of somebody at a time")
    if rows.filter(person_id=person_id, state__in=OPEN).exists():
        raise Conflict("CRISIS_RUNS")
    return put_crisis(
        actor=actor, person_id=person_id, compartment_id=compartment_id, dossier_id=dossier_id, new=new
    ).pk


def put_crisis(
    *, actor: Actor, person_id: int, compartment_id: int, dossier_id: int, new: NewCrisis, key: str = "crisis:"
) -> Crisis:
    """Write a crisis down and tell who holds the case, inside the transaction of who may; ``key`` begins the key of what they are told."""
    row = Crisis(
        person_id=person_id,
        compartment_id=compartment_id,
        called_at=new.called_at,
        called_by=new.called_by,
        what=new.what.strip(),
        where=new.where.strip(),
        danger_now=new.danger_now,
        emergency_number_called=new.emergency_number_called,
        noted_by_id=actor.me,
    )
    Crisis.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id)
    tell_holders(actor=actor, crisis=row, dossier_id=dossier_id, key=f"{key}{row.pk}")
    return row


def tell_holders(*, actor: Actor, crisis: Crisis, dossier_id: int, key: str) -> None:
    """Tell who directs, holds the file or treats that there is a crisis, also as a team; once for each key.

    A case in which nobody sits there is not left alone: then everybody is told who can act and may open the crisis page.
    """
    today = timezone.localdate(clock.now())
    seats = [p for p in taking_part(dossier_id, today) if p.role in CAN_ACT]
    known = _people([p for p in seats if p.role in _FIRST], today)
    if not known:
        known = _people([p for p in seats if _CARD in opened_by(p.participation_id)], today)
    notify(
        user_ids=sorted(known - {actor.user_id}),
        kind=Kind.CRISIS_STARTED,
        key=key,
        path=f"/pathway/people/{crisis.person_id}/crisis/",
        dossier_id=dossier_id,
    )


def _people(seats: Collection[TakesPart], today: date) -> set[int]:
    """Who sits in these seats, in person or in the team that has one."""
    found = {p.user_id for p in seats if p.user_id is not None}
    for team_id in {p.team_id for p in seats if p.user_id is None and p.team_id is not None}:
        found |= {m.user_id for m in members_of(team_id, today)}
    return found


@dataclass(frozen=True)
class NewCall:
    """One call to somebody who may come: who, when, the answer, and in how many minutes."""

    name: str
    result: CallResult
    called_at: datetime
    phone: str = ""
    knows_client: bool = False
    minutes: int | None = None


@transaction.atomic
def log_call(*, actor: Actor, crisis_id: int, new: NewCall) -> int:
    """Note one call. Raises NoGrant, Refused(NAME_MISSING, MINUTES_MISSING, STEP_NOT_POSSIBLE, IN_THE_FUTURE)."""
    crisis, dossier_id = held(actor, Crisis, crisis_id, reason="calls are noted while a crisis runs", write=False)
    if not new.name.strip():
        raise Refused("NAME_MISSING")
    if new.result == CallResult.COMES and new.minutes is None:
        raise Refused("MINUTES_MISSING")
    if not crisis.called_at <= new.called_at <= clock.now():
        raise Refused("IN_THE_FUTURE" if new.called_at > clock.now() else "BEFORE_THE_CALL")
    if new.result == CallResult.COMES:
        crisis.state = CRISES.after(crisis.state, CrisisAct.SEND)
        crisis.save(update_fields=["state"])
    elif crisis.state not in OPEN:
        raise Refused("STEP_NOT_POSSIBLE")
    row = CrisisCall(
        crisis=crisis,
        compartment_id=crisis.compartment_id,
        name=new.name.strip(),
        phone=new.phone.strip(),
        knows_client=new.knows_client,
        called_at=new.called_at,
        result=new.result,
        minutes=new.minutes,
        noted_by_id=actor.me,
    )
    CrisisCall.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id, result=new.result)
    pk: int = row.pk
    return pk


@transaction.atomic
def arrive(*, actor: Actor, crisis_id: int, who: str, at: datetime) -> None:
    """Somebody is there: the clock stops. Raises NoGrant, Refused(NAME_MISSING, STEP_NOT_POSSIBLE, BEFORE_THE_CALL, IN_THE_FUTURE)."""
    crisis, dossier_id = held(actor, Crisis, crisis_id, reason="somebody arrives once", write=False)
    if not who.strip():
        raise Refused("NAME_MISSING")
    if at < crisis.called_at:
        raise Refused("BEFORE_THE_CALL")
    if at > clock.now():
        raise Refused("IN_THE_FUTURE")
    crisis.state = CRISES.after(crisis.state, CrisisAct.ARRIVE)
    crisis.arrived_at, crisis.arrived = at, who.strip()
    crisis.save(update_fields=["state", "arrived_at", "arrived"])
    line(actor, Act.UPDATE, crisis, dossier_id, state=crisis.state)


@transaction.atomic
def calm_down(*, actor: Actor, crisis_id: int, why: str) -> None:
    """Nobody had to come: it calmed down, by telephone or by itself. Raises NoGrant, Refused(REASON_MISSING, STEP_NOT_POSSIBLE)."""
    crisis, dossier_id = held(actor, Crisis, crisis_id, reason="a crisis is decided about once", write=False)
    if not why.strip():
        raise Refused("REASON_MISSING")
    _decided(crisis, actor, CrisisAct.CALM_DOWN, Outcome.STAYS_WITH_HELP, why)
    crisis.save()
    line(actor, Act.DECIDE, crisis, dossier_id, outcome=crisis.outcome)


def _decided(crisis: Crisis, actor: Actor, act: CrisisAct, outcome: Outcome, why: str) -> None:
    now = clock.now()
    crisis.state = CRISES.after(crisis.state, act)
    crisis.outcome, crisis.why = outcome, why.strip()
    crisis.decided_at, crisis.decided_by_id = now, actor.me
    crisis.evaluate_on = evaluate_by(timezone.localdate(now))


@dataclass(frozen=True)
class NewDecision:
    """What is decided: the outcome, why, why less was not enough, and how the own place is held; an admission goes with it."""

    outcome: Outcome
    why: str
    why_not_less: str = ""
    home_held_until: date | None = None
    home_payer: str = ""
    admission: NewStep | None = None


@transaction.atomic
def decide_crisis(*, actor: Actor, crisis_id: int, new: NewDecision, today: date) -> int | None:
    """Decide what happens now; an admission is taken at once as a step up, with the own place held. Returns the step's id.

    Raises NoGrant (an admission is written in the history), Refused(ADMISSION_MISSING), and what the rules refuse.
    """
    crisis, dossier_id = held(actor, Crisis, crisis_id, reason="a crisis is decided about once", write=False)
    check_decision(
        new.outcome, why=new.why, why_not_less=new.why_not_less, has_home=current_home(crisis.person_id, today),
        home_held_until=new.home_held_until, home_payer=new.home_payer, on=today,
    )  # fmt: skip
    _decided(crisis, actor, CrisisAct.DECIDE, new.outcome, new.why)
    crisis.why_not_less = new.why_not_less.strip()
    crisis.home_held_until, crisis.home_payer = new.home_held_until, new.home_payer
    crisis.save()
    line(actor, Act.DECIDE, crisis, dossier_id, outcome=new.outcome)
    if new.outcome not in ADMITS:
        return None
    if new.admission is None:
        raise Refused("ADMISSION_MISSING")
    return plan_step(
        actor=actor, person_id=crisis.person_id, compartment_id=crisis.compartment_id, new=new.admission, today=today
    )


@transaction.atomic
def tell(*, actor: Actor, crisis_id: int, whom: Toldee, told: bool, note: str) -> None:
    """Note who was told, by whom and how, or why not. Raises NoGrant, Refused(REASON_MISSING), Conflict(ALREADY_ANSWERED)."""
    crisis, dossier_id = held(actor, Crisis, crisis_id, reason="who is told is noted once", write=False)
    if not note.strip():
        raise Refused("REASON_MISSING")
    if CrisisTold.objects.for_rule("each is told once").filter(crisis=crisis, whom=whom).exists():
        raise Conflict("ALREADY_ANSWERED")
    row = CrisisTold(
        crisis=crisis, compartment_id=crisis.compartment_id, whom=whom, told=told, note=note.strip(), at=clock.now(),
        by_id=actor.me,
    )  # fmt: skip
    CrisisTold.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id, whom=whom)


@transaction.atomic
def evaluate_crisis(*, actor: Actor, crisis_id: int, what_helped: str, lesson: str, today: date) -> None:
    """Look back on a crisis, openly and without blame. Raises NoGrant, Refused(REASON_MISSING, STEP_NOT_POSSIBLE)."""
    crisis, dossier_id = held(actor, Crisis, crisis_id, reason="a crisis is looked back on once")
    if not what_helped.strip() or not lesson.strip():
        raise Refused("REASON_MISSING")
    crisis.state = CRISES.after(crisis.state, CrisisAct.EVALUATE)
    crisis.what_helped, crisis.lesson, crisis.evaluated_on = what_helped.strip(), lesson.strip(), today
    crisis.save(update_fields=["state", "what_helped", "lesson", "evaluated_on"])
    line(actor, Act.DECIDE, crisis, dossier_id)


# ---- bed on prescription -------------------------------------------------------------------------------
@dataclass(frozen=True)
class NewBedRight:
    """The right to a quiet night: where, under which number, how many nights, until when."""

    organisation_id: int
    where: str
    phone: str
    nights_at_once: int
    nights_a_quarter: int
    start: date
    until: date
    what_helps: str = ""
    place_id: int | None = None


@transaction.atomic
def agree_bed(*, actor: Actor, person_id: int, compartment_id: int, new: NewBedRight) -> int:
    """Agree with somebody that they may ask for a bed themselves, without an intake. Returns the id.

    Raises NoGrant, Refused(ENDS_BEFORE_START, NIGHTS_MISSING, WHERE_MISSING), Conflict(BED_RIGHT_EXISTS).
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=_CARD)
    if new.until <= new.start:
        raise Refused("ENDS_BEFORE_START")
    if not 1 <= new.nights_at_once <= new.nights_a_quarter:
        raise Refused("NIGHTS_MISSING")
    if not new.where.strip() or not new.phone.strip():
        raise Refused("WHERE_MISSING")
    rows = BedRight.objects.for_rule("one right at one organisation")
    if rows.filter(person_id=person_id, organisation_id=new.organisation_id, ended_on__isnull=True).exists():
        raise Conflict("BED_RIGHT_EXISTS")
    words = {k: v.strip() if isinstance(v, str) else v for k, v in new.__dict__.items()}
    row = BedRight(person_id=person_id, compartment_id=compartment_id, agreed_by_id=actor.me, **words)
    BedRight.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id)
    pk: int = row.pk
    return pk


@dataclass(frozen=True)
class NewBedCall:
    """The person asked for a bed: whether there was one, how many nights, and what it did."""

    called_at: datetime
    given: bool
    nights: int = 0
    why_not: str = ""
    effect: str = ""


@transaction.atomic
def note_bed_call(*, actor: Actor, right_id: int, new: NewBedCall) -> int:
    """Note that somebody asked for a bed and what became of it. No intake, no reason is asked of them. Returns the id.

    Raises NoGrant, Refused(BED_RIGHT_ENDED, IN_THE_FUTURE), and what ``rules.check_bed_call`` refuses.
    """
    right, dossier_id = held(actor, BedRight, right_id, reason="nights are counted one after the other", write=False)
    day = timezone.localdate(new.called_at)
    if right.ended_on is not None or not right.start <= day < right.until:
        raise Refused("BED_RIGHT_ENDED")
    if new.called_at > clock.now():
        raise Refused("IN_THE_FUTURE")
    calls = BedCall.objects.for_rule("nights of the last quarter").filter(
        right=right, given=True, called_at__gt=new.called_at - QUARTER
    )
    used = calls.aggregate(n=Sum("nights"))["n"] or 0
    check_bed_call(
        given=new.given, nights=new.nights, at_once=right.nights_at_once, used=used,
        a_quarter=right.nights_a_quarter, why_not=new.why_not,
    )  # fmt: skip
    row = BedCall(
        right=right,
        compartment_id=right.compartment_id,
        called_at=new.called_at,
        given=new.given,
        nights=new.nights if new.given else 0,
        why_not="" if new.given else new.why_not.strip(),
        effect=new.effect.strip(),
        noted_by_id=actor.me,
    )
    BedCall.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id, given=new.given)
    pk: int = row.pk
    return pk


@transaction.atomic
def end_bed_right(*, actor: Actor, right_id: int, why: str, today: date) -> None:
    """End the right to a bed on prescription. Raises NoGrant, Refused(REASON_MISSING), Conflict(ALREADY_DECIDED)."""
    right, dossier_id = held(actor, BedRight, right_id, reason="a right ends once")
    if not why.strip():
        raise Refused("REASON_MISSING")
    if right.ended_on is not None:
        raise Conflict("ALREADY_DECIDED")
    right.ended_on, right.ended_why = today, why.strip()[:300]
    right.save(update_fields=["ended_on", "ended_why"])
    line(actor, Act.END, right, dossier_id)


@transaction.atomic
def say_beds_tonight(*, actor: Actor, organisation_id: int, night: date, free: int) -> None:
    """Say how many beds on prescription are free on a night, for one's own organisation; the last word counts. Raises NoGrant."""
    _own(actor, organisation_id)
    BedsTonight.objects.update_or_create(
        organisation_id=organisation_id,
        night=night,
        defaults={"free": free, "said_at": clock.now(), "said_by_id": actor.me},
    )
    record(actor, Act.UPDATE, object_type="BedsTonight", object_id=organisation_id, detail={"free": free})


def _own(actor: Actor, organisation_id: int) -> None:
    require(actor, Power.KEEP_ROSTERS)
    if organisation_id not in actor.organisation_ids:
        raise NoGrant("NOT_YOUR_ORGANISATION")


# ---- who is on duty --------------------------------------------------------------------------------------
@transaction.atomic
def add_roster(
    *, actor: Actor, organisation_id: int, name: str, minutes: int, municipality_ids: Collection[int]
) -> int:
    """Add a team that comes in a crisis, and where it comes. Raises NoGrant, Refused(NAME_MISSING, MINUTES_MISSING, ROSTER_EXISTS, WHERE_MISSING)."""
    _own(actor, organisation_id)
    if not name.strip():
        raise Refused("NAME_MISSING")
    if not 1 <= minutes <= 240:
        raise Refused("MINUTES_MISSING")
    if not municipality_ids:
        raise Refused("WHERE_MISSING")
    if Roster.objects.filter(organisation_id=organisation_id, name=name.strip()).exists():
        raise Refused("ROSTER_EXISTS")
    row = Roster.objects.create(organisation_id=organisation_id, name=name.strip(), minutes=minutes)
    row.municipalities.set(municipality_ids)
    record(actor, Act.CREATE, object_type="Roster", object_id=row.pk)
    return row.pk


@dataclass(frozen=True)
class NewShift:
    """Who is on duty from when until when, under which mobile number."""

    name: str
    phone: str
    starts_at: datetime
    ends_at: datetime
    user_id: int | None = None


@transaction.atomic
def add_shift(*, actor: Actor, roster_id: int, new: NewShift, weeks: int = 1) -> int:
    """Put somebody on duty, for so many weeks at the same hours; returns how many shifts that gave.

    Raises NoGrant, Refused(NAME_MISSING, PHONE_MISSING, ENDS_BEFORE_START, SHIFT_TOO_LONG), Conflict(ON_DUTY_ALREADY).
    """
    roster = Roster.objects.select_for_update().get(pk=roster_id)
    _own(actor, roster.organisation_id)
    if not new.name.strip():
        raise Refused("NAME_MISSING")
    if not new.phone.strip():
        raise Refused("PHONE_MISSING")
    if new.ends_at <= new.starts_at:
        raise Refused("ENDS_BEFORE_START")
    if new.ends_at - new.starts_at > timedelta(days=7):
        raise Refused("SHIFT_TOO_LONG")
    shifts = []
    for week in range(max(1, min(weeks, 26))):
        begin, end = (_same_hour(m, week) for m in (new.starts_at, new.ends_at))
        same = Shift.objects.filter(roster=roster, name=new.name.strip(), starts_at__lt=end, ends_at__gt=begin)
        if same.exists():
            raise Conflict("ON_DUTY_ALREADY")
        shifts.append(
            Shift(
                roster=roster,
                name=new.name.strip(),
                phone=new.phone.strip(),
                starts_at=begin,
                ends_at=end,
                user_id=new.user_id,
            )
        )
    Shift.objects.bulk_create(shifts)
    record(actor, Act.CREATE, object_type="Shift", object_id=roster_id, detail={"shifts": len(shifts)})
    return len(shifts)


def _same_hour(moment: datetime, weeks: int) -> datetime:
    """The same hour on the clock so many weeks later, also when the clock was put forward or back in between."""
    local = timezone.localtime(moment)
    return timezone.make_aware(local.replace(tzinfo=None) + timedelta(weeks=weeks))


@transaction.atomic
def remove_shift(*, actor: Actor, shift_id: int) -> None:
    """Take a shift out that has not ended. Raises NoGrant, Refused(SHIFT_IS_OVER)."""
    shift = Shift.objects.select_for_update().select_related("roster").filter(pk=shift_id).first()
    if shift is None:
        raise NoGrant("NO_GRANT")
    _own(actor, shift.roster.organisation_id)
    if shift.ends_at <= clock.now():
        raise Refused("SHIFT_IS_OVER")
    shift.delete()
    record(actor, Act.END, object_type="Shift", object_id=shift_id)


@transaction.atomic
def end_roster(*, actor: Actor, roster_id: int, today: date) -> None:
    """This team no longer comes in a crisis. Raises NoGrant."""
    roster = Roster.objects.select_for_update().get(pk=roster_id)
    _own(actor, roster.organisation_id)
    roster.ended_on = today
    roster.save(update_fields=["ended_on"])
    record(actor, Act.END, object_type="Roster", object_id=roster_id)
