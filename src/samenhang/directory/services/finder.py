"""The verbs of finding the right person: contacts, coordinators and substitutes of one's own organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import ContactTopic
from samenhang.directory.models import Contact, Membership, Organisation, Substitute
from samenhang.directory.selectors.finder import may_keep_contacts


@dataclass(frozen=True)
class NewContact:
    """Somebody to call; ``user_id`` for who signs in here, otherwise a name."""

    organisation_id: int
    topic: ContactTopic
    municipality_id: int | None = None
    user_id: int | None = None
    name: str = ""
    phone: str = ""
    mobile: str = ""
    hours: str = ""
    is_default: bool = False


def _require_own(actor: Actor, organisation_id: int) -> None:
    if not may_keep_contacts(actor, organisation_id):
        raise NoGrant("NOT_YOUR_COLLEAGUES")


@transaction.atomic
def save_contact(*, actor: Actor, new: NewContact, today: date, replaces: int | None = None) -> int:
    """Say whom to call from today on and return the contact; with ``replaces`` in the place of another one.

    A new default takes the place of the one before, which stays as a second choice. Raises NoGrant for another
    organisation and Refused(CONTACT_INCOMPLETE, NOT_A_COLLEAGUE).
    """
    _require_own(actor, new.organisation_id)
    if not (new.user_id or new.name.strip()) or not (new.phone.strip() or new.mobile.strip()):
        raise Refused("CONTACT_INCOMPLETE")
    works = Membership.objects.on(today).filter(user_id=new.user_id, organisation_id=new.organisation_id)
    if new.user_id and not works.exists():
        raise Refused("NOT_A_COLLEAGUE")
    Organisation.objects.select_for_update().get(pk=new.organisation_id)
    if replaces is not None:
        end_contact(actor=actor, contact_id=replaces, today=today)
    if new.is_default:
        current = Contact.objects.filter(organisation_id=new.organisation_id, topic=new.topic, end__isnull=True)
        here = Q(municipality_id=new.municipality_id) if new.municipality_id else Q(municipality__isnull=True)
        current.filter(here).update(is_default=False)
    made = Contact.objects.create(
        organisation_id=new.organisation_id,
        topic=new.topic,
        municipality_id=new.municipality_id,
        user_id=new.user_id,
        name=new.name.strip(),
        phone=new.phone.strip(),
        mobile=new.mobile.strip(),
        hours=new.hours.strip(),
        is_default=new.is_default,
        start=today,
    )
    record(actor, Act.CREATE, object_type="Contact", object_id=made.pk, detail={"organisation": new.organisation_id})
    return made.pk


def add_contacts(*, actor: Actor, contacts: Sequence[NewContact], start: date) -> int:
    """Add contacts of many organisations at once (generated regions), inside a transaction; returns how many."""
    made = Contact.objects.bulk_create([Contact(**vars(new), start=start) for new in contacts], batch_size=500)
    record(actor, Act.IMPORT, object_type="Contact", detail={"count": len(made)})
    return len(made)


@transaction.atomic
def end_contact(*, actor: Actor, contact_id: int, today: date) -> None:
    """Somebody is no longer to be called from today on. Raises NoGrant for another organisation or one that ended before."""
    row = Contact.objects.on(today).select_for_update(of=("self",)).filter(pk=contact_id).first()
    if row is None:
        raise NoGrant("NOT_YOUR_COLLEAGUES")
    _require_own(actor, row.organisation_id)
    if row.start >= today:
        row.delete()
    else:
        Contact.objects.filter(pk=contact_id).update(end=today, is_default=False)
    record(actor, Act.END, object_type="Contact", object_id=contact_id, detail={"organisation": row.organisation_id})


@transaction.atomic
def name_coordinator(
    *, actor: Actor, organisation_id: int, coordinator: str, phone: str, deputy: str = "", deputy_phone: str = ""
) -> None:
    """Say who coordinates the working together in an organisation, and who stands in. Raises Refused(CONTACT_INCOMPLETE)."""
    _require_own(actor, organisation_id)
    if bool(coordinator.strip()) != bool(phone.strip()) or (deputy.strip() and not deputy_phone.strip()):
        raise Refused("CONTACT_INCOMPLETE")
    Organisation.objects.filter(pk=organisation_id).update(
        coordinator=coordinator.strip(),
        coordinator_phone=phone.strip(),
        deputy=deputy.strip(),
        deputy_phone=deputy_phone.strip(),
    )
    record(actor, Act.UPDATE, object_type="Organisation", object_id=organisation_id, detail={"coordinator": True})


@transaction.atomic
def set_away(*, actor: Actor, substitute_id: int, start: date, end: date, today: date) -> int:
    """Say that one is away from ``start`` until, not including, ``end``, and which colleague takes over.

    Raises Refused(ENDS_BEFORE_START, EXPIRES_IN_THE_PAST, NOT_A_COLLEAGUE, AWAY_ALREADY).
    """
    if end <= start:
        raise Refused("ENDS_BEFORE_START")
    if end <= today:
        raise Refused("EXPIRES_IN_THE_PAST")
    works = Membership.objects.on(today).filter(organisation_id__in=list(actor.organisation_ids))
    if substitute_id == actor.me or not works.filter(user_id=substitute_id).exists():
        raise Refused("NOT_A_COLLEAGUE")
    if Substitute.objects.filter(user_id=actor.me, start__lt=end, end__gt=start).exists():
        raise Refused("AWAY_ALREADY")
    made = Substitute.objects.create(user_id=actor.me, substitute_id=substitute_id, start=start, end=end)
    record(actor, Act.CREATE, object_type="Substitute", object_id=made.pk, detail={"substitute": substitute_id})
    return made.pk


@transaction.atomic
def end_away(*, actor: Actor, away_id: int, today: date) -> None:
    """One is back: the substitute no longer takes over from today on. Raises Refused(NOT_YOURS)."""
    row = Substitute.objects.select_for_update(of=("self",)).filter(pk=away_id, user_id=actor.me, end__gt=today).first()
    if row is None:
        raise Refused("NOT_YOURS")
    if row.start >= today:
        row.delete()
    else:
        Substitute.objects.filter(pk=away_id).update(end=today)
    record(actor, Act.END, object_type="Substitute", object_id=away_id)


@transaction.atomic
def forget_leaver(*, actor: Actor, user_id: int, organisation_id: int, today: date) -> int:
    """Somebody left an organisation: they are no longer to be called there, and stand in for nobody; returns how many ended."""
    mine = Contact.objects.on(today).filter(user_id=user_id, organisation_id=organisation_id)
    count = 0
    for contact_id, start in list(mine.values_list("pk", "start")):
        count += 1
        if start >= today:
            Contact.objects.filter(pk=contact_id).delete()
        else:
            Contact.objects.filter(pk=contact_id).update(end=today, is_default=False)
        record(actor, Act.END, object_type="Contact", object_id=contact_id, detail={"organisation": organisation_id})
    standing_in = Substitute.objects.filter(substitute_id=user_id, end__gt=today)
    count += standing_in.count()
    standing_in.filter(start__gte=today).delete()
    standing_in.update(end=today)
    return count
