"""From the report desk to what its pages show."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenhang.access.labels import CASE_ROLES
from samenhang.intake.enums import HealthWords, InquiryAct, Party, ReportAct, ReportState
from samenhang.intake.labels import (
    CONTACTS,
    FEEDBACK_WAYS,
    INQUIRY_ACTS,
    INQUIRY_STATES,
    PARTIES,
    PARTY_VIEWS,
    PRIORITIES,
    PRIORITIES_SHORT,
    REPORT_OUTCOMES,
    REPORT_STATES,
    REPORT_TONES,
    SAME_BY,
    SIGNALS,
    SOURCES,
    WAYS,
)
from samenhang.intake.rules import INQUIRY, OPEN_STATES, REPORT, disagree, dissent, health_words, is_young
from samenhang.intake.selectors import BesideRow, ContactRow, InquiryRow, Known, ReportRow, ToldRow, ViewRow
from samenhang.ui import dates
from samenhang.ui.tables import Cell, Column, Row, Table

_PARTIES = len(Party)


def days_taken(taken: timedelta) -> str:
    """How long it took, in hours or days."""
    hours = int(taken.total_seconds() // 3600)
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}


def view_tabs(counted: dict[str, int], current: str) -> list[dict[str, Any]]:
    """The views of the desk with how many reports each holds."""
    words = {
        "new": _("New reports"),
        "weighing": _("Being weighed"),
        "overdue": _("Too late"),
        "answer": _("Reporter to be told"),
        "decided": _("Reporter told"),
        "all": _("All"),
    }
    here = reverse("reports:desk")
    return [
        {"url": f"{here}?view={code}", "label": label, "count": counted[code], "current": code == current}
        for code, label in words.items()
    ]


def list_table(rows: list[ReportRow], today: date, now: datetime) -> Table:
    """The reports of a view, each with what presses most."""
    return Table(
        _("Table of the reports"),
        [Column(_("About whom")), Column(_("What came in")), Column(_("Where it stands")), Column(_("By when"))],
        [
            Row(
                [
                    Cell(
                        r.subject_name or _("Name not known"),
                        note=", ".join(x for x in (dates.day(r.subject_birth) if r.subject_birth else "", r.municipality) if x),
                    ),
                    Cell(str(SIGNALS[r.kind]), note=_("%(who)s, %(when)s") % {"who": SOURCES[r.source], "when": dates.when(timezone.localdate(r.received_at), today)}),
                    _state_cell(r),
                    _term_cell(r, today, now),
                ],
                href=reverse("reports:report", args=[r.id]),
            )
            for r in rows
        ],
        hide_caption=True,
        empty=_("No reports here"),
        empty_hint=_("Reports come in by the form, from another system with a key, or from a file."),
    )  # fmt: skip


def _state_cell(r: ReportRow) -> Cell:
    note = ""
    if r.state == ReportState.WEIGHING:
        note = _("%(n)s of %(all)s parties weighed") % {"n": r.views, "all": _PARTIES}
    elif r.outcome:
        note = str(REPORT_OUTCOMES[r.outcome])
    if r.health == HealthWords.MARKED:
        marked = _("words about health to be weighed")
        note = f"{note}. {marked}" if note else marked
    if r.repeated:
        often = _("%(n)s reports in ninety days: look together") % {"n": r.repeated}
        note = f"{note}. {often}" if note else often
    return Cell(str(REPORT_STATES[r.state]), tone=REPORT_TONES[r.state], note=note)


def _term_cell(r: ReportRow, today: date, now: datetime) -> Cell:
    if r.taken is not None:
        return Cell(_("decided in %(time)s") % {"time": days_taken(r.taken)})
    if r.danger and not r.crisis_called:
        return Cell(_("Danger now: act first"), tone="negative", icon="alert-circle")
    late = r.decide_by < today or (r.talked_on is None and r.reached_at is None and r.contact_by < now)
    soon = _("in touch: %(when)s") % {"when": PRIORITIES_SHORT[r.priority]}
    if late:
        return Cell(_("too late"), tone="negative", icon="clock", note=soon)
    return Cell(_("outcome %(when)s") % {"when": dates.when(r.decide_by, today)}, note=soon)


def report_view(
    row: Any,
    views: list[ViewRow],
    known: Known | None,
    inquiry: InquiryRow | None,
    *,
    heard: bool,
    today: date,
    now: datetime,
) -> dict[str, Any]:
    """One report with everything that its page says."""
    standing = {v.party: v.view for v in views if v.replaced_at is None}
    away = dissent(standing, row.outcome) if row.outcome else []
    undecided = row.state in OPEN_STATES
    return {
        "id": row.pk,
        "name": row.subject_name or (_("Content removed") if row.wiped_at else _("Name not known")),
        "about": _pairs(
            (_("Birth date"), dates.day(row.subject_birth) if row.subject_birth else ""),
            (_("Address or place"), row.subject_address),
            (_("Municipality"), row.municipality.name if row.municipality else _("not known")),
        ),
        "young": undecided and row.subject_birth is not None and is_young(row.subject_birth, today),
        "kind": str(SIGNALS[row.kind]),
        "text": row.text,
        "asked": _pairs((_("What who reports hopes for"), row.goal), (_("Who is involved already"), row.partners)),
        "source": _pairs(
            (_("Who reports"), str(SOURCES[row.source])),
            (_("Organisation"), row.reporter_organisation.name if row.reporter_organisation else ""),
            (_("Name"), row.reporter_name),
            (_("How the reporter can be reached"), row.reporter_contact),
            (_("Number of the reporter"), row.reference),
            (_("Received"), f"{dates.day(timezone.localdate(row.received_at))} ({WAYS[row.way]})"),
            (_("Seen or heard on"), dates.day(row.seen_on)),
        ),
        "anonymous": row.anonymous,
        "danger": row.danger,
        "crisis": _crisis(row, known, heard) if row.crisis_called_at else None,
        "crisis_open": row.danger and row.crisis_called_at is None and undecided,
        "crisis_possible": row.crisis_called_at is None and undecided,
        "health": _health(row),
        "state": str(REPORT_STATES[row.state]),
        "tone": REPORT_TONES[row.state],
        "priority": str(PRIORITIES[row.priority]),
        "contact_by": row.contact_by,
        "contact_late": undecided and row.talked_on is None and row.reached_at is None and row.contact_by < now,
        "reached": row.reached_at,
        "decide_by": row.decide_by,
        "decide_late": undecided and row.decide_by < today,
        "undecided": undecided,
        "taken": days_taken(row.decided_at - row.received_at) if row.decided_at else "",
        "parties": [
            {
                "label": str(PARTIES[party]),
                "views": [_party_view(v, v.party in away and v.replaced_at is None) for v in views if v.party == party],
            }
            for party in Party
        ],
        "weighed": len(standing),
        "all_parties": _PARTIES,
        "disagree": disagree(standing.values()),
        "outcome": str(REPORT_OUTCOMES[row.outcome]) if row.outcome else "",
        "decision": _decision(row) if row.outcome else [],
        "answered": _answered(row) if row.fed_back_at else [],
        "wipe_on": row.wipe_on,
        "can": {act.value.lower(): REPORT.can(row.state, act) for act in ReportAct},
        "known": _known(known) if known else None,
        "inquiry": inquiry_view(inquiry, today) if inquiry else None,
    }


def _moment(value: datetime) -> str:
    """A day with its hour."""
    local = timezone.localtime(value)
    return f"{dates.day(local.date())}, {local:%H:%M}"


def _crisis(row: Any, known: Known | None, heard: bool) -> dict[str, Any]:
    """What was done at once, the clock of the crisis that was opened and whether anybody heard it; or why none was opened yet."""
    waits = ""
    if row.crisis_found and row.crisis_opened_at is None:
        if known is None:
            waits = _("Nobody with a case is linked yet. The crisis opens in the same act in which a case begins.")
        elif known.closed:
            waits = _("The case is over. The crisis opens in the same act in which the case goes on.")
    return {
        "found": row.crisis_found,
        "note": row.crisis_note,
        "by": row.crisis_called_by.name,
        "called": _moment(row.crisis_called_at),
        "opened": _moment(row.crisis_opened_at) if row.crisis_opened_at else "",
        "there_by": _moment(row.crisis_there_by) if row.crisis_there_by else "",
        "waits": waits,
        "heard": heard,
    }


def _health(row: Any) -> dict[str, Any]:
    """What became of words about health in a report, and which words they are while they stand there."""
    return {
        "open": row.health == HealthWords.MARKED,
        "words": ", ".join(health_words(f"{row.text} {row.goal} {row.partners}")),
        "struck": row.health == HealthWords.STRUCK,
        "kept": row.health == HealthWords.KEPT,
        "why": row.health_why,
        "by": row.health_by.name if row.health_by else "",
        "at": row.health_at,
    }


def beside_view(r: BesideRow, row: Any) -> dict[str, Any]:
    """Another report that is, or may be, about the same person: what is equal, what differs, and how far it is."""
    differs = []
    if r.birth and row.subject_birth and r.birth != row.subject_birth:
        differs.append(_("other birth date"))
    return {
        "id": r.id,
        "name": r.name or _("Name not known"),
        "kind": str(SIGNALS[r.kind]),
        "at": r.received_at,
        "state": str(REPORT_OUTCOMES[r.outcome]) if r.outcome else str(REPORT_STATES[r.state]),
        "has_case": r.has_case,
        "joined": r.joined,
        "same": [str(SAME_BY[s]) for s in r.same],
        "differs": differs,
        "about": ", ".join(x for x in (dates.day(r.birth) if r.birth else "", r.address) if x),
    }


def alike_choices(rows: list[BesideRow]) -> list[tuple[int, str]]:
    """The reports that may be about the same person, as answers to the question at the decision."""
    return [
        (
            r.id,
            _("Yes, as report %(number)s: %(name)s, %(day)s (%(same)s)")
            % {
                "number": r.id,
                "name": r.name or _("Name not known"),
                "day": dates.day(timezone.localdate(r.received_at)),
                "same": ", ".join(str(SAME_BY[s]) for s in r.same),
            },
        )
        for r in rows
    ]


def contact_view(c: ContactRow) -> dict[str, Any]:
    """A contact before the decision."""
    return {
        "whom": str(CONTACTS[c.whom]),
        "who": ", ".join(x for x in (c.who, c.how) if x),
        "at": _moment(c.at),
        "reached": c.reached,
        "what": c.what,
        "by": c.by,
    }


def _pairs(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in pairs if value]


def _party_view(v: ViewRow, away: bool) -> dict[str, Any]:
    return {
        "view": str(PARTY_VIEWS[v.view]),
        "reason": v.reason,
        "by": v.by,
        "at": v.at,
        "earlier": v.replaced_at is not None,
        "dissent": away,
    }


def _decision(row: Any) -> list[tuple[str, str]]:
    talk = ""
    if row.talked_on:
        talk = f"{dates.day(row.talked_on)}, {row.talked_place}, {row.talked_by}"
    return _pairs(
        (_("Why"), row.reason),
        (_("Decided by"), f"{row.decided_by.name}, {dates.day(timezone.localdate(row.decided_at))}"),
        (_("Spoken with the client"), talk),
        (_("Why nobody could speak with the client"), row.not_talked_why),
        (_("The person was told beforehand"), dates.day(row.informed_on) if row.informed_on else ""),
        (_("Why the person was not told beforehand"), row.not_informed_why),
        (_("Passed on to"), row.handed_to),
        (_("Why it was decided without all three parties"), row.without_why),
    )


def _answered(row: Any) -> list[tuple[str, str]]:
    return _pairs(
        (str(FEEDBACK_WAYS[row.fed_back_how]), dates.day(timezone.localdate(row.fed_back_at))),
        (_("What you told the reporter"), row.feedback),
        (_("By"), row.fed_back_by.name),
    )


def _known(known: Known) -> dict[str, Any]:
    return {
        "closed": known.closed,
        "whom": [
            {"role": str(CASE_ROLES[role]), "who": who, "organisation": organisation}
            for role, who, organisation in known.whom
        ],
    }


def inquiry_view(row: InquiryRow, today: date) -> dict[str, Any]:
    """An inquiry with its clock and the steps that are possible."""
    left = (row.until - today).days
    return {
        "id": row.id,
        "report_id": row.report_id,
        "state": str(INQUIRY_STATES[row.state]),
        "until": row.until,
        "late": left < 0 and row.state in ("RECEIVED", "INQUIRY"),
        "pairs": _pairs(
            (_("Done by"), row.done_by),
            (_("What was found"), row.found),
            (_("Application made on"), dates.day(row.applied_on) if row.applied_on else ""),
            (_("The essential reporter insisted on"), dates.day(row.insisted_on) if row.insisted_on else ""),
        ),
        "acts": [
            {
                "label": str(INQUIRY_ACTS[InquiryAct(act)]),
                "url": reverse("reports:inquiry", args=[row.report_id, act.lower()]),
                "button": act in (InquiryAct.TELL, InquiryAct.INSIST),
            }
            for act in INQUIRY.acts(row.state)
            if act != InquiryAct.INSIST or row.essential
        ],
    }  # fmt: skip


def told_view(row: ToldRow) -> dict[str, Any]:
    """A report as its reporter reads it."""
    steps = {
        ReportState.RECEIVED: _("The report desk has it."),
        ReportState.WEIGHING: _("Three parties are looking at it together."),
        ReportState.DECIDED: _("There is an outcome. You will hear from the desk."),
    }
    return {
        "kind": str(SIGNALS[row.kind]),
        "received_at": row.received_at,
        "reference": row.reference,
        "state": _("Answered") if row.fed_back_at else _("Being looked at"),
        "tone": "positive" if row.fed_back_at else "info",
        "says": row.feedback or steps.get(ReportState(row.state), ""),
        "fed_back_at": row.fed_back_at,
    }
