"""Appointments as iCalendar (RFC 5545): when, and a reference; never who it is about, where they live or what is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

PRODUCT = "-//Samenhang//Talks//NL"
DOMAIN = "samenhang.invalid"  # a name that leads nowhere (RFC 2606): the identifier must be unique, not reachable


@dataclass(frozen=True)
class Appointment:
    """One appointment for a calendar: ``key`` makes it recognisable when it moves, ``revision`` counts its changes.

    Something of a whole day starts at a day and lasts no minutes.
    """

    key: str
    summary: str
    starts_at: datetime | date
    minutes: int
    revision: int
    changed_at: datetime
    cancelled: bool = False
    tentative: bool = False


def calendar(appointments: Iterable[Appointment], *, name: str) -> bytes:
    """A published calendar with these appointments, in UTC so that every calendar reads the same moment."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for appointment in appointments:
        made.add_component(_event(appointment))
    return bytes(made.to_ical())


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{appointment.key}@{DOMAIN}")
    event.add("dtstamp", appointment.changed_at.astimezone(UTC))
    if isinstance(appointment.starts_at, datetime):
        start = appointment.starts_at.astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=appointment.minutes))
    else:
        event.add("dtstart", appointment.starts_at)  # a day without an end is that day (RFC 5545, 3.6.1)
    event.add("summary", appointment.summary)
    event.add("sequence", appointment.revision)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if appointment.cancelled else "OPAQUE")
    event.add("status", "CANCELLED" if appointment.cancelled else "TENTATIVE" if appointment.tentative else "CONFIRMED")
    return event
