"""Regulatory room: agreed with its basis and its period, at once a remedy in the register, used by the next case too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisation_name
from samenhang.notifications.enums import Kind
from samenhang.people.services import require_person
from samenhang.steering.models import Question, RegulatoryRoom, RoomUse
from samenhang.steering.rules import check_room
from samenhang.steering.services._common import about_nobody, line, line_of_case, tell_cases
from samenhang.supply.services import Relaxation, offer_relaxation


@dataclass(frozen=True)
class NewRoom:
    """What was agreed: the rule and how it is read, what may differ, on what basis, by whom, and for how long."""

    title: str
    basis: str
    law: str
    article: str
    interpretation: str
    agreed: str
    approved_by: str
    approved_for_id: int
    agreed_on: date
    start: date
    end: date
    why_longer: str
    evaluate_on: date
    criteria: Sequence[str] = ()
    limit: int | None = None


@transaction.atomic
def agree_room(*, actor: Actor, new: NewRoom, bottleneck_id: int | None, today: date) -> int:
    """Write down room that was agreed, and let the register name it from now on; returns its id.

    Every case that meets the bottleneck hears of it. Raises NoGrant, Refused(REASON_MISSING, NAME_MISSING, IN_THE_FUTURE,
    NAMES_SOMEBODY, ARTICLE_MISSING) and what ``check_room`` and ``offer_relaxation`` refuse.
    """
    require(actor, Power.AGREE_ROOM)
    if not new.title.strip() or not new.interpretation.strip() or not new.agreed.strip():
        raise Refused("REASON_MISSING")
    if not new.approved_by.strip():
        raise Refused("NAME_MISSING")
    if new.law and not new.article.strip():
        raise Refused("ARTICLE_MISSING")
    if new.agreed_on > today:
        raise Refused("IN_THE_FUTURE")
    check_room(start=new.start, end=new.end, evaluate_on=new.evaluate_on, why_longer=new.why_longer)
    about_nobody(actor, new.title, new.interpretation, new.agreed, new.why_longer)
    question = (
        Question.objects.filter(bottleneck_id=bottleneck_id).order_by("-asked_on", "-pk").first()
        if bottleneck_id
        else None
    )
    row = RegulatoryRoom.objects.create(
        **{k: v.strip() if isinstance(v, str) else v for k, v in new.__dict__.items() if k != "criteria"},
        criteria=sorted(new.criteria),
        bottleneck_id=bottleneck_id,
        question=question,
        noted_by_id=actor.me,
    )
    if new.criteria:
        row.remedy = f"room-{row.pk}"
        row.save(update_fields=["remedy"])
        _offer(actor, row)
    line(actor, Act.CREATE, row)
    if bottleneck_id is not None:
        tell_cases(bottleneck_id, kind=Kind.ROOM_AGREED, key=f"room:{row.pk}", today=today)
    return row.pk


def _offer(actor: Actor, row: RegulatoryRoom) -> None:
    offer_relaxation(
        actor=actor,
        room=Relaxation(
            code=row.remedy,
            name=row.title,
            owner=organisation_name(row.approved_for_id),
            criteria=tuple(row.criteria),
            start=row.start,
            until=row.ended_on or row.end,
            limit=row.limit,
        ),
    )


def _room(actor: Actor, room_id: int, version: int | None = None) -> RegulatoryRoom:
    require(actor, Power.AGREE_ROOM)
    row = RegulatoryRoom.objects.select_for_update().filter(pk=room_id).first()
    if row is None:
        raise Refused("GONE")
    if version is not None and row.version != version:
        raise Conflict("CHANGED_MEANWHILE")
    if row.ended_on is not None:
        raise Refused("ROOM_ENDED")
    return row


def _lasting(actor: Actor, room_id: int, version: int, today: date) -> RegulatoryRoom:
    row = _room(actor, room_id, version)
    if row.end <= today:
        raise Refused("ROOM_ENDED")
    return row


def _kept(actor: Actor, row: RegulatoryRoom, act: Act) -> None:
    row.version += 1
    row.save()
    if row.remedy:
        _offer(actor, row)
    line(actor, act, row)


@transaction.atomic
def evaluate_room(
    *, actor: Actor, room_id: int, evaluation: str, next_on: date | None, expected_version: int, today: date
) -> None:
    """Write down what the room brought; with ``next_on`` it is looked at again then.

    Raises NoGrant, Conflict(CHANGED_MEANWHILE), Refused(ROOM_ENDED, REASON_MISSING, NAMES_SOMEBODY, EVALUATE_WITHIN).
    """
    row = _room(actor, room_id, expected_version)
    if not evaluation.strip():
        raise Refused("REASON_MISSING")
    about_nobody(actor, evaluation)
    if next_on is not None and not today < next_on <= row.end:
        raise Refused("EVALUATE_WITHIN")
    earlier = f"{row.evaluation}\n\n" if row.evaluation else ""
    row.evaluation, row.evaluated_on = f"{earlier}{today.isoformat()}: {evaluation.strip()}", today
    row.evaluate_on = next_on or row.evaluate_on
    _kept(actor, row, Act.UPDATE)


@transaction.atomic
def extend_room(*, actor: Actor, room_id: int, end: date, why_longer: str, expected_version: int, today: date) -> None:
    """Let room last longer, motivated beyond two years from its start.

    Raises NoGrant, Conflict(CHANGED_MEANWHILE), Refused(ROOM_ENDED, NOT_LATER, NAMES_SOMEBODY) and what ``check_room`` refuses.
    """
    row = _lasting(actor, room_id, expected_version, today)
    if end <= row.end:
        raise Refused("NOT_LATER")
    about_nobody(actor, why_longer)
    why = why_longer.strip() or row.why_longer
    check_room(start=row.start, end=end, evaluate_on=row.evaluate_on, why_longer=why)
    row.end, row.why_longer = end, why
    _kept(actor, row, Act.UPDATE)


@transaction.atomic
def end_room(*, actor: Actor, room_id: int, why: str, expected_version: int, today: date) -> None:
    """End room before its time, with why; what it made possible for people until then stands, no new verdict names it.

    Raises NoGrant, Conflict(CHANGED_MEANWHILE), Refused(ROOM_ENDED, REASON_MISSING, NAMES_SOMEBODY).
    """
    row = _lasting(actor, room_id, expected_version, today)
    if not why.strip():
        raise Refused("REASON_MISSING")
    about_nobody(actor, why)
    row.ended_on, row.ended_why = max(today, row.start), why.strip()
    _kept(actor, row, Act.END)


@transaction.atomic
def use_room(*, actor: Actor, room_id: int, person_id: int, compartment_id: int, words: str, today: date) -> int:
    """Use agreed room for this person; returns the id of what is kept in their dossier.

    Raises NoGrant, Refused(GONE), Refused(ROOM_ENDED), Refused(ROOM_FULL), Conflict(ALREADY_THERE).
    """
    dossier_id = require_person(
        actor, person_id=person_id, compartment_id=compartment_id, category=Category.HOUSING_NEEDS
    )
    row = RegulatoryRoom.objects.select_for_update().filter(pk=room_id).first()
    if row is None:
        raise Refused("GONE")
    if row.start > today:
        raise Refused("ROOM_NOT_YET")
    if (row.ended_on or row.end) <= today:
        raise Refused("ROOM_ENDED")
    uses = RoomUse.objects.for_rule("agreed room serves so many people, each once").filter(
        room_id=room_id, ended_on__isnull=True
    )
    if uses.filter(person_id=person_id).exists():
        raise Conflict("ALREADY_THERE")
    if row.limit is not None and uses.count() >= row.limit:
        raise Refused("ROOM_FULL")
    use = RoomUse(
        person_id=person_id,
        compartment_id=compartment_id,
        room_id=room_id,
        start=today,
        words=words.strip(),
        by_id=actor.me,
    )
    RoomUse.objects.write([use])
    line_of_case(actor, Act.CREATE, use, dossier_id)
    return use.pk


@transaction.atomic
def stop_using(*, actor: Actor, use_id: int, today: date) -> None:
    """Say that room is not used for this person any more. Raises NoGrant."""
    rows = RoomUse.objects.for_rule("agreed room is let go once")
    use = rows.select_for_update().filter(pk=use_id, ended_on__isnull=True).first()
    if use is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, use.compartment_id, Category.HOUSING_NEEDS)
    use.ended_on = today
    use.save(update_fields=["ended_on"])
    line_of_case(actor, Act.END, use, dossier_id)
