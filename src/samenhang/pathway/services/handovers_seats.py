"""Who takes part because of a handover, from when, and what they read: the receiver by consent, the giver beside them afterwards."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from samenhang.access.enums import CaseRole, Category, Regime
from samenhang.access.models import Participation
from samenhang.access.rules import OPENS, RULE_VERSION, RULES
from samenhang.access.selectors import grounds_of, taking_part
from samenhang.access.services import (
    compartment_for,
    end_what_the_role_opened,
    give_grant,
    join_case,
    leave_case,
    undo_joining,
)
from samenhang.base import clock
from samenhang.base.actor import SYSTEM, Actor
from samenhang.pathway.models.handovers import WarmHandover
from samenhang.pathway.rules.handovers import SIGHT_BY_CONSENT
from samenhang.pathway.services.handovers_common import locked
from samenhang.plan.services import change_seat
from samenhang.privacy.selectors import StandingConsent, consents_to_hand_over

_RECEIVES = CaseRole.SUPPORTER


def sight_follows_consent(actor: Actor, row: WarmHandover, dossier_id: int, today: date) -> None:
    """Let the receiver read what the person agreed to that this organisation reads, and nothing without it (H5); inside a transaction.

    The same goes for a receiver to whom somebody went and from whom they came back: consulted, and reading by consent only.
    Before the person agreed a receiver has what the question to receive says, and no way to the person. What may go along on another
    ground goes through the rules of sharing, item by item. Whoever takes part for another reason keeps what they had.
    """
    if row.receiver_id is None or row.to_organisation_id is None or row.state not in SIGHT_BY_CONSENT:
        return
    consents = [
        c
        for c in consents_to_hand_over(row.person_id, row.to_organisation_id, today)
        if c.categories & OPENS[_RECEIVES]
    ]
    if not consents:
        leaves(actor, row, "receiver_seat", today)
        return
    if row.receiver_seat_id is None and any(p.user_id == row.receiver_id for p in taking_part(dossier_id, today)):
        return
    if row.receiver_seat_id is not None:
        end_what_the_role_opened(actor=actor, participation_id=row.receiver_seat_id)
    known = grounds_of(row.receiver_seat_id) if row.receiver_seat_id is not None else set()
    for consent in consents:
        if _ground(consent) not in known:
            _reads_by(actor, row, dossier_id, consent, today)
    row.save(update_fields=["receiver_seat"])


def _ground(consent: StandingConsent) -> str:
    return f"consent:{consent.id}"


def _reads_by(actor: Actor, row: WarmHandover, dossier_id: int, consent: StandingConsent, today: date) -> None:
    """The kinds of one consent open, until it ends or is taken back."""
    opened = consent.categories & OPENS[_RECEIVES] | Category.ID_CONTACT
    if row.receiver_seat_id is None:
        seat = join_case(
            actor=actor,
            dossier_id=dossier_id,
            role=_RECEIVES,
            start=today,
            user_id=row.receiver_id,
            organisation_id=row.to_organisation_id,
            ground=_ground(consent),
            until=consent.until,
            opens=opened,
        )
        row.receiver_seat_id = seat.pk
        return
    give_grant(
        actor=actor,
        compartment_id=compartment_for(actor=actor, dossier_id=dossier_id, regime=Regime.CONSENT),
        categories=opened,
        ground=_ground(consent),
        basis="PARTICIPATION",
        rule_id=RULES[_RECEIVES],
        rule_version=RULE_VERSION,
        start=clock.now(),
        end=timezone.make_aware(datetime.combine(consent.until, time.min)),
        user_id=row.receiver_id,
        participation_id=row.receiver_seat_id,
        organisation_id=row.to_organisation_id,
    )


@transaction.atomic
def consent_changed(*, person_id: int, organisation_id: int, today: date) -> list[int]:
    """The person agreed, or took it back: the receivers of this organisation read what follows from it. Returns the handovers."""
    rows = WarmHandover.objects.for_rule("what a receiver reads follows from the consent that stands")
    found = rows.filter(person_id=person_id, to_organisation_id=organisation_id, state__in=sorted(SIGHT_BY_CONSENT))
    ids = list(found.order_by("pk").values_list("pk", flat=True))
    for pk in ids:
        row = locked(pk)
        sight_follows_consent(SYSTEM, row, row.compartment.dossier_id, today)
    return ids


def leaves(actor: Actor, row: WarmHandover, seat: str, today: date) -> None:
    """A seat that came with the handover ends with it; every grant that followed from it ends at once.

    What began today is taken back, so that the day has one clear state.
    """
    seat_id = getattr(row, f"{seat}_id")
    if seat_id is None:
        return
    setattr(row, f"{seat}_id", None)
    row.save(update_fields=[seat])
    held = Participation.objects.filter(pk=seat_id, end__isnull=True).first()
    if held is not None:
        _ends(actor, held, today)


def _ends(actor: Actor, seat: Participation, today: date) -> None:
    if seat.start >= today:
        undo_joining(actor=actor, participation_id=seat.pk, today=today)
    else:
        leave_case(actor=actor, participation_id=seat.pk, on=today)


def stays_beside(actor: Actor, dossier_id: int, user_id: int, organisation_id: int, today: date) -> int | None:
    """Who hands over goes on taking part, to be consulted (H16). Returns the seat that this gave, None when they had one."""
    if any(p.user_id == user_id for p in taking_part(dossier_id, today)):
        return None
    seat = join_case(
        actor=actor,
        dossier_id=dossier_id,
        role=CaseRole.SUPPORTER,
        start=today,
        user_id=user_id,
        organisation_id=organisation_id,
    )
    pk: int = seat.pk
    return pk


def file_goes_to(
    actor: Actor, row: WarmHandover, dossier_id: int, user_id: int, organisation_id: int, today: date
) -> None:
    """The file holder changes, unless it is them already; a seat of this very day is taken back first, so that one holds it."""
    holders = Participation.objects.filter(dossier_id=dossier_id, role=CaseRole.FILE_HOLDER, end__isnull=True)
    if holders.filter(user_id=user_id).exists():
        return
    change_seat(
        actor=actor,
        person_id=row.person_id,
        compartment_id=row.compartment_id,
        role=CaseRole.FILE_HOLDER,
        user_id=user_id,
        organisation_id=organisation_id,
        today=today,
        take_back=True,
    )
