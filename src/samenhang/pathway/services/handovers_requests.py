"""Finding a receiver: a question about nobody to one or more, and yes, not yet, or no with a reason (row 55; Wegiz)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.base.events import publish
from samenhang.base.naming import check_names
from samenhang.directory.enums import Power
from samenhang.directory.selectors import colleagues, organisation_names
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.pathway.enums.handovers import (
    HandoverAct,
    HandoverState,
    NoReason,
    RequestAct,
    RequestState,
    SetBack,
)
from samenhang.pathway.events.handovers import HandoverRefused
from samenhang.pathway.models.handovers import HandoverRequest, WarmHandover
from samenhang.pathway.rules.handovers import REQUESTS
from samenhang.pathway.rules.handovers_checks import check_no
from samenhang.pathway.services.handovers_common import concerned, goes, line, locked, opened, standing, tell
from samenhang.pathway.services.handovers_receiver import loses_receiver, receives_instead
from samenhang.pathway.services.handovers_seats import sight_follows_consent
from samenhang.people.services import names_nobody
from samenhang.supply.rules import check_ask_again


@dataclass(frozen=True)
class NewRequest:
    """What goes out: what is needed, from when, at which level; nothing by which somebody can be recognised."""

    organisation_ids: Collection[int]
    setting: str = ""
    security_level: int | None = None
    needs: tuple[str, ...] = ()
    wanted_from: date | None = None
    words: str = ""


@transaction.atomic
def ask_receivers(*, actor: Actor, handover_id: int, new: NewRequest, today: date) -> list[int]:
    """Ask one or more organisations whether they can receive somebody, without saying whom. Returns the numbers of the questions.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE once there is a receiver, NOBODY_ASKED, NOTHING_SAID, OWN_ORGANISATION, ALREADY_ASKED,
    NAMES_SOMEBODY).
    """
    row, dossier_id = opened(actor, handover_id)
    if row.state != HandoverState.PLANNED:
        raise Refused("STEP_NOT_POSSIBLE")
    wanted = sorted(set(new.organisation_ids))
    if not wanted:
        raise Refused("NOBODY_ASKED")
    if not new.needs and not new.setting and not new.words.strip():
        raise Refused("NOTHING_SAID")
    if row.from_organisation_id in wanted:
        raise Refused("OWN_ORGANISATION")
    rows = HandoverRequest.objects.filter(negotiation=row.negotiation, asked_of_id__in=wanted)
    if rows.filter(state__in=[RequestState.ASKED, RequestState.HELD, RequestState.ACCEPTED]).exists():
        raise Refused("ALREADY_ASKED")
    names_nobody(actor=actor, text=new.words, births=True)
    term = today + timedelta(days=standing(row, today).numbers.request_days)
    made = []
    for organisation_id in wanted:
        asked = HandoverRequest.objects.create(
            negotiation=row.negotiation,
            asked_of_id=organisation_id,
            asked_by_id=actor.me,
            asking_id=row.from_organisation_id,
            asked_at=clock.now(),
            answer_by=term,
            setting=new.setting,
            security_level=new.security_level,
            needs=list(new.needs),
            wanted_from=new.wanted_from,
            words=new.words.strip(),
        )
        _line(actor, Act.CREATE, asked)
        _tell_of(asked, Kind.HANDOVER_ASKED, "asked", _staff(organisation_id, today), actor)
        made.append(asked.pk)
    line(actor, Act.UPDATE, row, dossier_id, asked=len(made))
    return made


@transaction.atomic
def hold_request(*, actor: Actor, request_id: int, until: date, today: date) -> None:
    """Say that the answer comes later, on a day. Raises NoGrant, Refused(IN_THE_PAST), Conflict(SOMEBODY_ELSE_FIRST)."""
    asked = _asked(actor, request_id)
    _goes(asked, RequestAct.HOLD)
    if until < today:
        raise Refused("IN_THE_PAST")
    asked.hold_until, asked.answered_at, asked.answered_by_id = until, clock.now(), actor.me
    asked.save()
    _line(actor, Act.UPDATE, asked)
    _tell_of(asked, Kind.HANDOVER_ANSWERED, f"held:{until}", [asked.asked_by_id], actor)


@dataclass(frozen=True)
class No:
    """A refusal: why, what would be possible, and the motivated exception when the person was not seen (R-03)."""

    reason: NoReason
    would_be_possible: str
    exception_reason: str = ""
    ask_again_on: date | None = None  # for a "not now": needed when the team is at its limit


@transaction.atomic
def refuse_request(*, actor: Actor, request_id: int, no: No, today: date) -> None:
    """Say no; locked until the person was seen in person, or with a motivated exception (row 18; seed 000, sections 3.1 and 3.3).

    It becomes known as :class:`HandoverRefused`. Raises NoGrant, Refused(CLIENT_NOT_SEEN, POSSIBLE_MISSING, NAMES_SOMEBODY,
    ASK_AGAIN_MISSING, IN_THE_PAST), Conflict(SOMEBODY_ELSE_FIRST).
    """
    asked = _asked(actor, request_id)
    _goes(asked, RequestAct.REFUSE)
    check_ask_again(team_at_limit=no.reason == NoReason.TEAM_AT_LIMIT, on=no.ask_again_on, since=today)
    check_no(client_seen_on=asked.seen_on, exception_reason=no.exception_reason, would_be_possible=no.would_be_possible)
    row, dossier_id = _searching(asked)
    _says_nobody(actor, row, no.would_be_possible, no.exception_reason)
    asked.reason, asked.would_be_possible = no.reason, no.would_be_possible.strip()
    asked.hold_until = no.ask_again_on
    asked.exception_reason = no.exception_reason.strip() if asked.seen_on is None else ""
    asked.answered_at, asked.answered_by_id = clock.now(), actor.me
    asked.save()
    _line(actor, Act.DECIDE, asked)
    _tell_of(asked, Kind.HANDOVER_ANSWERED, "refused", [asked.asked_by_id], actor)
    publish(
        HandoverRefused(
            person_id=row.person_id,
            dossier_id=dossier_id,
            compartment_id=row.compartment_id,
            organisation_id=asked.asked_of_id,
            facility=organisation_names([asked.asked_of_id])[asked.asked_of_id],
            refused_on=today,
            reason=no.reason,
            refused_by=actor.name,
            refused_by_id=actor.user_id,
            client_seen_on=asked.seen_on,
            exception_reason=asked.exception_reason,
            would_be_possible=asked.would_be_possible,
            ask_again_on=no.ask_again_on,
        )
    )


@transaction.atomic
def accept_request(*, actor: Actor, request_id: int, today: date) -> int:
    """Receive somebody. Who says yes first is the receiver; the others are told and released.

    A yes opens nothing: the receiver reads along from the person's consent on (H5), at once when that stands already.

    Returns the handover. Raises NoGrant; Refused(STEP_NOT_POSSIBLE); Conflict(SOMEBODY_ELSE_FIRST) when another was first, which the
    database refuses as well.
    """
    seen = HandoverRequest.objects.filter(pk=request_id).values_list("negotiation", flat=True).first()
    waits = WarmHandover.objects.for_rule(
        "who accepts first is the receiver; the others wait for the row and then see it"
    )
    row = waits.select_for_update(of=("self",)).select_related("compartment").filter(negotiation=seen).first()
    asked = _asked(actor, request_id)
    if row is None:
        raise NoGrant("NO_GRANT")
    _goes(asked, RequestAct.ACCEPT)
    goes(row, HandoverAct.RECEIVER_ACCEPTS)
    asked.answered_at, asked.answered_by_id = clock.now(), actor.me
    try:
        with transaction.atomic():
            asked.save()
    except IntegrityError as error:
        raise Conflict("SOMEBODY_ELSE_FIRST") from error
    row.receiver_id, row.to_organisation_id = actor.me, asked.asked_of_id
    dossier_id = row.compartment.dossier_id
    _line(actor, Act.DECIDE, asked)
    line(actor, Act.UPDATE, row, dossier_id, receiver=actor.me)
    _release_others(actor, asked, today)
    row.save()
    sight_follows_consent(actor, row, dossier_id, today)
    tell(actor, row, dossier_id, Kind.HANDOVER_ANSWERED, f"accepted:{asked.pk}", concerned(row, dossier_id, today))
    return row.pk


@transaction.atomic
def give_back(*, actor: Actor, request_id: int, why: str, today: date) -> None:
    """The organisation that said yes cannot receive after all; it need not read anything about the person to say so.

    The reason is kept with the handover. Raises NoGrant, Refused(REASON_MISSING, NAMES_SOMEBODY, STEP_NOT_POSSIBLE),
    Conflict(SOMEBODY_ELSE_FIRST).
    """
    row, dossier_id = _received(actor, request_id)
    if not why.strip():
        raise Refused("REASON_MISSING")
    _says_nobody(actor, row, why)
    loses_receiver(actor, row, dossier_id, today, SetBack.RECEIVER_LEFT, words=why)


@transaction.atomic
def take_over(*, actor: Actor, request_id: int, receiver_id: int, why: str, today: date) -> None:
    """Another colleague of the organisation that said yes receives; they need not read anything about the person to arrange it.

    Raises NoGrant, Conflict(SOMEBODY_ELSE_FIRST), Refused(ALREADY_MOVED) once somebody moved, NAMES_SOMEBODY, and what ``receives_instead`` refuses.
    """
    row, dossier_id = _received(actor, request_id)
    if row.transferred_on is not None:
        raise Refused("ALREADY_MOVED")
    _says_nobody(actor, row, why)
    receives_instead(actor, row, dossier_id, receiver_id, why, today)


def _says_nobody(actor: Actor, row: WarmHandover, *texts: str) -> None:
    """Raise Refused(NAMES_SOMEBODY): who answers without reading anything may have met the person by now, and names nobody."""
    for text in texts:
        names_nobody(actor=actor, text=text, births=True)
        check_names(text, [row.person.name])


def _received(actor: Actor, request_id: int) -> tuple[WarmHandover, int]:
    """The handover that one's own organisation said yes to, locked."""
    require(actor, Power.WORK_ON_CASES)
    asked = HandoverRequest.objects.filter(pk=request_id, asked_of_id__in=list(actor.organisation_ids)).first()
    if asked is None:
        raise NoGrant("NOT_ASKED")
    rows = WarmHandover.objects.for_rule("who said yes arranges who receives, or gives it back")
    pk = (
        rows.filter(negotiation=asked.negotiation, to_organisation_id=asked.asked_of_id)
        .values_list("pk", flat=True)
        .first()
    )
    if pk is None or asked.state != RequestState.ACCEPTED:
        raise Conflict("SOMEBODY_ELSE_FIRST")
    row = locked(pk)
    return row, row.compartment.dossier_id


def _release_others(actor: Actor, accepted: HandoverRequest, today: date) -> None:
    """Who was asked as well need not decide any more, and hears so."""
    others = HandoverRequest.objects.select_for_update().filter(
        negotiation=accepted.negotiation, state__in=[RequestState.ASKED, RequestState.HELD]
    )
    for other in others.exclude(pk=accepted.pk).order_by("pk"):
        other.state = RequestState(REQUESTS.after(other.state, RequestAct.RELEASE))
        other.save()
        _line(actor, Act.END, other)
        _tell_of(other, Kind.HANDOVER_RELEASED, "released", _staff(other.asked_of_id, today), actor)


def _asked(actor: Actor, request_id: int) -> HandoverRequest:
    """A question to one's own organisation, locked. Raises NoGrant(NO_POWER, NOT_ASKED)."""
    require(actor, Power.WORK_ON_CASES)
    asked = HandoverRequest.objects.select_for_update(of=("self",)).filter(pk=request_id).first()
    if asked is None or asked.asked_of_id not in actor.organisation_ids:
        raise NoGrant("NOT_ASKED")
    return asked


def _goes(asked: HandoverRequest, act: RequestAct) -> None:
    """Raises Conflict(SOMEBODY_ELSE_FIRST) when it was released or answered meanwhile."""
    if not REQUESTS.can(asked.state, act):
        raise Conflict("SOMEBODY_ELSE_FIRST")
    asked.state = RequestState(REQUESTS.after(asked.state, act))


def _searching(asked: HandoverRequest) -> tuple[WarmHandover, int]:
    rows = WarmHandover.objects.for_rule("a refusal is kept with the person whom it is about")
    row = rows.select_related("compartment", "person").get(negotiation=asked.negotiation)
    return row, row.compartment.dossier_id


def _staff(organisation_id: int, today: date) -> list[int]:
    return sorted({c.user_id for c in colleagues(today) if c.organisation_id == organisation_id})


def _line(actor: Actor, act: Act, asked: HandoverRequest) -> None:
    record(
        actor,
        act,
        object_type="HandoverRequest",
        object_id=asked.pk,
        detail={"state": asked.state, "of": asked.asked_of_id},
    )


def _tell_of(asked: HandoverRequest, kind: Kind, what: str, users: Collection[int | None], actor: Actor) -> None:
    """Tell of a question; its page says nothing about anybody, and the notification names no dossier."""
    notify(
        user_ids=sorted({user for user in users if user is not None and user != actor.user_id}),
        kind=kind,
        key=f"handover-request:{asked.pk}:{what}",
        path=f"/pathway/requests/{asked.pk}/",
    )
