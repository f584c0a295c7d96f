"""Writing down what was said: questions, offers, decisions, dissent, and agreements that become actions of the plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.conferences.enums import Fits, PointKind, Step
from samenhang.conferences.models import (
    Agreement,
    Conference,
    ConferenceParty,
    ConferenceRecord,
    MoralDeliberation,
    OfferWeighed,
    Point,
)
from samenhang.conferences.rules import ARGUMENTS, CONFERENCE_POINTS, DELIBERATION_POINTS, after, check_point
from samenhang.conferences.services.common import check_version, locked, log, tell
from samenhang.notifications.enums import Kind
from samenhang.plan.services import NewAction, give_action

_CONTENT = Category.PLAN_GOALS


@transaction.atomic
def hold(*, actor: Actor, conference_id: int, attended: Collection[int], today: date) -> None:
    """The conference was held, with these parties; the others were not there. Raises Refused(STILL_TO_COME)."""
    conference, dossier_id = locked(Conference, conference_id, actor)
    conference.state = after(conference.state, Step.HOLD)
    if timezone.localtime(conference.starts_at).date() > today:
        raise Refused("STILL_TO_COME")
    conference.version += 1
    conference.save()
    rows = ConferenceParty.objects.for_rule("who was there").filter(conference=conference)
    rows.filter(pk__in=list(attended)).update(attended=True)
    rows.exclude(pk__in=list(attended)).update(attended=False)
    log(actor, Act.UPDATE, conference, dossier_id, held=len(attended))


@dataclass(frozen=True)
class RecordValues:
    """The agreed questions and what was said about them."""

    question: str = ""
    going_on: str = ""
    happened: str = ""
    needed: str = ""
    discussion: str = ""


@transaction.atomic
def write_record(*, actor: Actor, conference_id: int, values: RecordValues, expected_version: int) -> None:
    """Write the questions and what was said; 0 as version when nothing was there.

    Raises Refused(CONFERENCE_WRITTEN) when it was closed, Conflict(CHANGED_MEANWHILE) when somebody wrote meanwhile.
    """
    conference, dossier_id = _open(actor, conference_id)
    rows = ConferenceRecord.objects.for_rule("the record of a conference whose grant was checked")
    row = rows.select_for_update().filter(conference=conference).first()
    if row is None and expected_version == 0:
        row = ConferenceRecord(compartment_id=conference.compartment_id, conference=conference, version=0)
    if row is None:
        raise Conflict("CHANGED_MEANWHILE")
    check_version(row, expected_version)
    for name, value in vars(values).items():
        setattr(row, name, value.strip())
    row.written_by_id, row.written_at = actor.me, clock.now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody else began to write at the same moment
        raise Conflict("CHANGED_MEANWHILE") from None
    log(actor, Act.CREATE if expected_version == 0 else Act.UPDATE, row, dossier_id, conference=conference_id)


@dataclass(frozen=True)
class OfferValues:
    """An offer and whether it fits in which trajectory, with what would make it possible."""

    offer: str
    trajectory: str
    fits: Fits
    why: str
    would_make_possible: str = ""
    place_id: int | None = None


@dataclass(frozen=True)
class PointValues:
    """A line: what was said, by whom or why where it must say so; an argument belongs to an option."""

    text: str
    who: str = ""
    why: str = ""
    option_id: int | None = None


@dataclass(frozen=True)
class AgreementValues:
    """Who does what by when: a colleague, an organisation, the client, or somebody by name."""

    text: str
    due_on: date
    user_id: int | None = None
    organisation_id: int | None = None
    who: str = ""
    by_client: bool = False


@transaction.atomic
def weigh_offer(
    *, actor: Actor, conference_id: int, values: OfferValues, offer_id: int | None = None, expected_version: int = 0
) -> int:
    """Keep, or change, how an offer was weighed. Raises Refused(NOTHING_SAID, REASON_MISSING), Conflict(CHANGED_MEANWHILE)."""
    conference, dossier_id = _open(actor, conference_id)
    if len(values.offer.strip()) < 3:
        raise Refused("NOTHING_SAID")
    if len(values.why.strip()) < 3:
        raise Refused("REASON_MISSING")
    return _put(actor, OfferWeighed, {"conference": conference}, dossier_id, vars(values), offer_id, expected_version)


@transaction.atomic
def agree(
    *,
    actor: Actor,
    conference_id: int,
    values: AgreementValues,
    agreement_id: int | None = None,
    expected_version: int = 0,
) -> int:
    """Keep, or change, an agreement. Raises Refused(NOTHING_SAID, WHO_MISSING, ENDS_BEFORE_START), Conflict(CHANGED_MEANWHILE)."""
    conference, dossier_id = _open(actor, conference_id)
    if len(values.text.strip()) < 3:
        raise Refused("NOTHING_SAID")
    if not (values.user_id or values.organisation_id or values.who.strip() or values.by_client):
        raise Refused("WHO_MISSING")
    if values.due_on < timezone.localtime(conference.starts_at).date():
        raise Refused("ENDS_BEFORE_START")
    about = {"conference": conference, "person_id": conference.person_id}
    return _put(actor, Agreement, about, dossier_id, vars(values), agreement_id, expected_version)


@transaction.atomic
def say(
    *,
    actor: Actor,
    kind: PointKind,
    values: PointValues,
    conference_id: int | None = None,
    deliberation_id: int | None = None,
    point_id: int | None = None,
    expected_version: int = 0,
) -> int:
    """Keep, or change, a line of a conference or of a moral deliberation; each kind says what it must (``rules.check_point``).

    Raises Refused(NOT_THIS_KIND) when such a line does not belong there, and Conflict(CHANGED_MEANWHILE).
    """
    here = CONFERENCE_POINTS if conference_id is not None else DELIBERATION_POINTS
    if kind not in here:
        raise Refused("NOT_THIS_KIND")
    check_point(kind, text=values.text, who=values.who, why=values.why, has_option=values.option_id is not None)
    if conference_id is not None:
        owner, dossier_id = _open(actor, conference_id)
        about: dict[str, Any] = {"conference": owner}
    else:
        owner, dossier_id = locked(MoralDeliberation, deliberation_id or 0, actor)
        if owner.evaluated_on is not None:
            raise Refused("DELIBERATION_EVALUATED")
        about = {"deliberation": owner}
        if kind in ARGUMENTS:
            _check_option(owner, values.option_id)
    return _put(actor, Point, {**about, "kind": kind}, dossier_id, vars(values), point_id, expected_version)


def _check_option(deliberation: MoralDeliberation, option_id: int | None) -> None:
    rows = Point.objects.for_rule("an argument belongs to an option of the same deliberation")
    if not rows.filter(pk=option_id, deliberation=deliberation, kind=PointKind.OPTION).exists():
        raise Refused("OPTION_MISSING")


def _put(
    actor: Actor,
    table: Any,
    about: dict[str, Any],
    dossier_id: int,
    values: dict[str, Any],
    pk: int | None,
    version: int,
) -> int:
    """Write a new line of this owner, or change the one with this id, which must belong to the same owner."""
    owner = about.get("conference") or about["deliberation"]
    if pk is None:
        row = table(compartment_id=owner.compartment_id, **about)
    else:
        rows = table.objects.for_rule("a line of an owner whose grant was checked")
        row = rows.select_for_update().filter(pk=pk, **about).first()
        if row is None:
            raise NoGrant("NO_GRANT")
        check_version(row, version)
    for name, value in values.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if pk is None:
        table.objects.write([row])
    else:
        row.save()
    log(actor, Act.CREATE if pk is None else Act.UPDATE, row, dossier_id, of=owner.pk)
    found: int = row.pk
    return found


@transaction.atomic
def take_back(*, actor: Actor, table: type[OfferWeighed] | type[Agreement] | type[Point], pk: int) -> None:
    """Take back a line of a conference or deliberation that is still being written. Raises Refused(ARGUMENTS_LEFT)."""
    row, dossier_id = locked(table, pk, actor)
    if row.conference_id is not None:
        _open(actor, row.conference_id)
    if isinstance(row, Point):
        rows = Point.objects.for_rule("an option with arguments stays")
        if rows.filter(option=row).exists():
            raise Refused("ARGUMENTS_LEFT")
    log(actor, Act.DELETE, row, dossier_id)
    row.delete()


@transaction.atomic
def close_record(*, actor: Actor, conference_id: int, today: date) -> int:
    """Close the record: it stays as it is, and every agreement becomes an action of the plan. Returns how many did.

    Raises Refused(CONFERENCE_NOT_HELD, NOTHING_WRITTEN).
    """
    conference, dossier_id = locked(Conference, conference_id, actor, _CONTENT)
    conference.state = after(conference.state, Step.RECORD)
    written = ConferenceRecord.objects.for_rule("nothing is closed before something was written")
    if not written.filter(conference=conference).exists():
        raise Refused("NOTHING_WRITTEN")
    conference.version += 1
    conference.save()
    made = 0
    rows = Agreement.objects.for_rule("agreements become actions of the plan")
    for agreement in rows.filter(conference=conference, done_on__isnull=True, action_number__isnull=True):
        agreement.action_number = _as_action(actor, agreement)
        if agreement.action_number is not None:
            made += 1
            agreement.save(update_fields=["action_number"])
    log(actor, Act.UPDATE, conference, dossier_id, recorded=True, actions=made)
    invited = ConferenceParty.objects.for_rule("who took part hears that it is written down")
    users = invited.filter(conference=conference).values_list("user_id", flat=True)
    tell(conference, Kind.CONFERENCE_RECORDED, "recorded", users, actor.me)
    return made


@transaction.atomic
def reopen_record(*, actor: Actor, conference_id: int) -> None:
    """Open a closed record again to correct it, as long as the client was not told. Raises Refused(CONFERENCE_NOT_RECORDED)."""
    conference, dossier_id = locked(Conference, conference_id, actor, _CONTENT)
    conference.state = after(conference.state, Step.REOPEN)
    conference.version += 1
    conference.save()
    log(actor, Act.UPDATE, conference, dossier_id, reopened=True)


@transaction.atomic
def agreement_done(*, actor: Actor, agreement_id: int, on: date, outcome: str, today: date) -> None:
    """An agreement was done. Raises Refused(ALREADY_ENDED, IN_THE_FUTURE)."""
    row, dossier_id = locked(Agreement, agreement_id, actor)
    if row.done_on is not None:
        raise Refused("ALREADY_ENDED")
    if on > today:
        raise Refused("IN_THE_FUTURE")
    row.done_on, row.outcome = on, outcome.strip()
    row.version += 1
    row.save()
    log(actor, Act.END, row, dossier_id)


def _as_action(actor: Actor, agreement: Agreement) -> int | None:
    """Make an action of the plan of an agreement; None while the person has no plan: the agreement is kept here."""
    new = NewAction(
        text=agreement.text,
        due=agreement.due_on,
        user_id=agreement.user_id,
        organisation_id=agreement.organisation_id,
        who=agreement.who,
        source=f"conference:{agreement.conference_id}",
    )
    try:
        return give_action(actor=actor, person_id=agreement.person_id, new=new)
    except Refused as refused:
        if refused.code != "NO_PLAN":
            raise
        return None


def _open(actor: Actor, conference_id: int) -> tuple[Conference, int]:
    """A conference in which can be written, for who may write what is said."""
    conference, dossier_id = locked(Conference, conference_id, actor, _CONTENT)
    after(conference.state, Step.WRITE)
    return conference, dossier_id
