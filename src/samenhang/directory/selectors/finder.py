"""Whom to call: contacts per organisation, municipality and subject, coordinators, and who stands in for whom now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from samenhang.base.actor import Actor
from samenhang.directory.enums import ContactTopic, Power
from samenhang.directory.models import Contact, Municipality, Organisation, Substitute


@dataclass(frozen=True)
class ContactRow:
    """Somebody to call, and who stands in for them now."""

    id: int
    organisation_id: int
    organisation: str
    municipality: str
    municipality_id: int | None
    topic: str
    user_id: int | None
    name: str
    phone: str
    mobile: str
    hours: str
    is_default: bool
    substitute: str = ""


def contacts(
    today: date, *, topic: str = "", municipality_id: int | None = None, organisation_id: int | None = None
) -> list[ContactRow]:
    """Whom to call today, the default contact of each organisation first; who serves everywhere serves here as well."""
    rows = Contact.objects.on(today)
    if topic:
        rows = rows.filter(topic=topic)
    if municipality_id:
        rows = rows.filter(Q(municipality_id=municipality_id) | Q(municipality__isnull=True))
    if organisation_id:
        rows = rows.filter(organisation_id=organisation_id)
    found = list(
        rows.select_related("organisation", "municipality", "user").order_by(
            "organisation__name", "topic", "-is_default", "municipality__name", "id"
        )[:500]
    )
    away = substitutes_now([c.user_id for c in found if c.user_id], today)
    return [_row(c, away) for c in found]


def contact(contact_id: int, today: date) -> ContactRow | None:
    """One contact that holds today."""
    found = (
        Contact.objects.on(today).select_related("organisation", "municipality", "user").filter(pk=contact_id).first()
    )
    return _row(found, {}) if found else None


def _row(c: Contact, away: dict[int, str]) -> ContactRow:
    return ContactRow(
        c.pk,
        c.organisation_id,
        c.organisation.name,
        c.municipality.name if c.municipality else "",
        c.municipality_id,
        c.topic,
        c.user_id,
        c.name or (c.user.name if c.user else ""),
        c.phone,
        c.mobile,
        c.hours,
        c.is_default,
        away.get(c.user_id or 0, ""),
    )


@dataclass(frozen=True)
class CoordinatorRow:
    """Who coordinates the working together inside an organisation, with deputy and telephone; empty where nobody does."""

    organisation_id: int
    organisation: str
    coordinator: str
    phone: str
    deputy: str
    deputy_phone: str


def coordinators() -> list[CoordinatorRow]:
    """Every organisation with its coordinator, those without one first (seed 000, section 4.1)."""
    fields = ("id", "name", "coordinator", "coordinator_phone", "deputy", "deputy_phone", "phone")
    rows = [
        CoordinatorRow(pk, name, who, number or general if who else "", deputy, deputy_number)
        for pk, name, who, number, deputy, deputy_number, general in Organisation.objects.values_list(*fields)
    ]
    return sorted(rows, key=lambda r: (bool(r.coordinator), r.organisation))


def substitutes_now(user_ids: Collection[int], today: date) -> dict[int, str]:
    """Who stands in today for those of these colleagues who are away: user to name."""
    if not user_ids:
        return {}
    rows = Substitute.objects.on(today).filter(user_id__in=list(user_ids))
    return dict(rows.order_by("id").values_list("user_id", "substitute__name"))


@dataclass(frozen=True)
class AwayRow:
    """Somebody is away from a day until a day, and who takes over."""

    id: int
    substitute: str
    start: date
    last_day: date


def away(user_id: int, today: date) -> list[AwayRow]:
    """When somebody is or will be away, the first period first."""
    rows = Substitute.objects.filter(user_id=user_id, end__gt=today).order_by("start", "id")
    fields = ("id", "substitute__name", "start", "end")
    return [
        AwayRow(pk, who, start, (end or start) - timedelta(days=1)) for pk, who, start, end in rows.values_list(*fields)
    ]


def may_keep_contacts(actor: Actor, organisation_id: int) -> bool:
    """Say whether somebody keeps the contacts of an organisation: its administrator, or a coordinator who works there."""
    at_home = organisation_id in actor.organisation_ids
    return at_home and (actor.can(Power.MANAGE_ACCOUNTS) or actor.can(Power.OPEN_CASES))


def topics_in_use(today: date) -> list[ContactTopic]:
    """The subjects for which there is somebody to call today."""
    rows = set(Contact.objects.on(today).values_list("topic", flat=True))
    return [topic for topic in ContactTopic if topic in rows]


def municipality_names() -> list[tuple[int, str]]:
    """Municipalities by name, to choose from."""
    return list(Municipality.objects.order_by("name").values_list("id", "name"))
