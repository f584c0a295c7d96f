"""Invitations, calendars and agendas: names only for who may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.conferences.adapters.ical import Appointment
from samenhang.conferences.enums import Answer, ConferenceState
from samenhang.conferences.labels import ANSWERS, CONFERENCE_KINDS, CONFERENCE_STATES, RHYTHMS, TABLE_KINDS
from samenhang.conferences.presenters.words import moment
from samenhang.conferences.selectors import Agenda, ConferenceRow, Expected, MeetingRow, TableRow


def expected_rows(rows: Sequence[Expected]) -> list[dict[str, Any]]:
    """When somebody is expected: with a name only for who may see the person."""
    return [
        {
            "title": CONFERENCE_KINDS[e.kind],
            "about": e.name or _("Somebody whom you may not see"),
            "hidden": not e.name,
            "moment": moment(e.starts_at),
            "on": timezone.localtime(e.starts_at).date(),
            "minutes": e.minutes,
            "who": ", ".join(x for x in (e.convened_by, e.convening) if x),
            "number": e.number,
            "state": CONFERENCE_STATES[e.state],
            "cancelled": e.state == ConferenceState.CANCELLED,
            "answer": ANSWERS[e.answer],
            "tone": {"ACCEPTED": "positive", "DECLINED": "negative"}.get(e.answer, "unknown"),
            "url": reverse("conferences:conference", args=[e.person_id, e.conference_id]) if e.person_id else "",
            "answer_url": reverse("conferences:invitation", args=[e.party_id])
            if e.state == ConferenceState.PLANNED
            else "",
        }
        for e in rows
    ]


def appointment(row: ConferenceRow | Expected) -> Appointment:
    """A talk for a calendar: the kind of talk and a reference, and nothing about anybody."""
    number = row.number
    return Appointment(
        key=f"talk-{number}",
        summary=_("Talk %(number)s") % {"number": number},
        starts_at=row.starts_at,
        minutes=row.minutes,
        revision=row.revision,
        changed_at=row.made_at,
        cancelled=row.state == ConferenceState.CANCELLED,
        tentative=isinstance(row, Expected) and row.answer == Answer.ASKED,
    )


def evaluation_appointments(rows: Sequence[tuple[int, int, date]], now: datetime) -> list[Appointment]:
    """The days on which plans are evaluated: a number, and nothing about anybody."""
    return [
        Appointment(
            key=f"evaluation-{number}",
            summary=_("Evaluation %(number)s") % {"number": number},
            starts_at=day,
            minutes=0,
            revision=0,
            changed_at=now,
        )
        for number, _dossier_id, day in rows
    ]


def table_appointments(row: TableRow, meetings: Sequence[MeetingRow], made_at: Any) -> list[Appointment]:
    """The meetings of a table for a calendar."""
    return [
        Appointment(
            key=f"table-{row.id}-{m.on.isoformat()}",
            summary=row.name,
            starts_at=m.starts_at,
            minutes=m.minutes,
            revision=row.version - 1,
            changed_at=made_at,
            cancelled=bool(m.cancelled_why),
        )
        for m in meetings
    ]


def table_rows(rows: Sequence[TableRow]) -> list[dict[str, Any]]:
    """The tables of the region."""
    return [
        {
            "url": reverse("conferences:table", args=[t.id]),
            "name": t.name,
            "kind": TABLE_KINDS[t.kind],
            "rhythm": RHYTHMS[t.rhythm],
            "convener": t.organisation,
            "keeper": t.keeper or _("nobody"),
            "next": t.next_on,
            "group": t.has_this_group,
        }
        for t in rows
    ]


def table_facts(row: TableRow) -> list[tuple[str, Any]]:
    """A table as terms and values."""
    pairs: list[tuple[str, Any]] = [
        (_("What kind of table"), TABLE_KINDS[row.kind]),
        (_("Who calls it together"), row.organisation),
        (_("Who keeps it"), row.keeper or _("nobody")),
        (
            _("When"),
            _("%(rhythm)s on %(weekday)s at %(hour)s, %(minutes)s minutes")
            % {
                "rhythm": RHYTHMS[row.rhythm],
                "weekday": date_format(row.first_on, "l"),
                "hour": row.starts_at.strftime("%H:%M"),
                "minutes": row.minutes,
            },
        ),
    ]
    if row.where:
        pairs.append((_("Where"), row.where))
    return pairs


def meeting_rows(row: TableRow, meetings: Sequence[MeetingRow]) -> list[dict[str, Any]]:
    """The next meetings of a table."""
    return [
        {
            "url": reverse("conferences:agenda", args=[row.id, m.on.isoformat()]),
            "moment": moment(m.starts_at),
            "on": m.on,
            "talks": m.talks,
            "items": m.items,
        }
        for m in meetings
    ]


def agenda_view(agenda: Agenda, me: int | None, *, keeps: bool) -> dict[str, Any]:
    """What one meeting is about."""
    return {
        "moment": moment(agenda.meeting.starts_at),
        "standing": agenda.standing,
        "talks": [
            {
                "name": t.name,
                "kind": CONFERENCE_KINDS[t.kind],
                "at": date_format(timezone.localtime(t.starts_at), "H:i"),
                "minutes": t.minutes,
                "state": CONFERENCE_STATES[t.state],
                "url": reverse("conferences:conference", args=[t.person_id, t.conference_id]),
            }
            for t in agenda.talks
        ],
        "hidden": range(agenda.hidden),
        "items": [
            {
                "text": i.text,
                "by": i.by,
                "outcome": i.outcome,
                "url": reverse("conferences:settle_item", args=[agenda.table.id, agenda.meeting.on.isoformat(), i.id])
                if keeps
                else "",
            }
            for i in agenda.items
        ],
    }
