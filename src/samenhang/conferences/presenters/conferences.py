"""A conference to read: the appointment, who is needed, what was said, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.access.labels import REGIMES
from samenhang.conferences.enums import Answer, ConferenceState, Dilemma, PartyKind, PointKind, Step
from samenhang.conferences.labels import (
    ANSWERS,
    ASKS,
    CONFERENCE_KINDS,
    CONFERENCE_STATES,
    DILEMMAS,
    FITS,
    FITS_VERDICTS,
    PARTY_KINDS,
    PRESENCES,
    REQUEST_STATES,
    STATE_TONES,
)
from samenhang.conferences.presenters.words import moment
from samenhang.conferences.rules import feedback_due, possible
from samenhang.conferences.selectors import (
    AgreementRow,
    ConferenceRow,
    Content,
    FeedbackRow,
    PartyRow,
    PointRow,
    RequestRow,
)
from samenhang.privacy.labels import PURPOSES, TOLD_HOW

_MINUTE = timedelta(minutes=1)


def title_of(row: ConferenceRow) -> str:
    """What a talk is called: its kind and its day."""
    return f"{CONFERENCE_KINDS[row.kind]}, {date_format(row.on, 'j F Y')}"


def conference_cards(rows: Sequence[ConferenceRow], today: date) -> dict[str, list[dict[str, Any]]]:
    """The talks about somebody: what is coming, what is not finished, and what is over."""
    found: dict[str, list[dict[str, Any]]] = {"coming": [], "unfinished": [], "past": []}
    for row in rows:
        done = row.state in {ConferenceState.FED_BACK, ConferenceState.CANCELLED}
        where = (
            "past" if done else "coming" if row.state == ConferenceState.PLANNED and row.on >= today else "unfinished"
        )
        found[where].append(_card(row, today))
    found["coming"].reverse()
    return found


def _card(row: ConferenceRow, today: date) -> dict[str, Any]:
    due = feedback_due(row.on)
    waits = row.state in {ConferenceState.HELD, ConferenceState.RECORDED} or (
        row.state == ConferenceState.PLANNED and row.on < today
    )
    return {
        "url": reverse("conferences:conference", args=[row.person_id, row.id]),
        "title": CONFERENCE_KINDS[row.kind],
        "purpose": PURPOSES[row.purpose],
        "moment": moment(row.starts_at),
        "on": row.on,
        "who": ", ".join(x for x in (row.convened_by, row.convening) if x),
        "state": CONFERENCE_STATES[row.state],
        "tone": STATE_TONES[row.state],
        "regime": REGIMES[row.regime] if row.regime != "CONSENT" else "",
        "table": row.table,
        "feedback_due": due if waits else None,
        "late": waits and due < today,
    }


def facts(row: ConferenceRow) -> list[tuple[str, Any]]:
    """The appointment as terms and values."""
    until = timezone.localtime(row.starts_at) + (row.minutes * _MINUTE)
    pairs: list[tuple[str, Any]] = [
        (
            _("When"),
            _("%(moment)s to %(until)s") % {"moment": moment(row.starts_at), "until": date_format(until, "H:i")},
        ),
        (_("What for"), PURPOSES[row.purpose]),
        (_("Under which law"), REGIMES[row.regime]),
        (_("Called by"), ", ".join(x for x in (row.convened_by, row.convening) if x)),
    ]
    if row.where:
        pairs.append((_("Where"), row.where))
    if row.table:
        pairs.append((_("On the agenda of"), row.table))
    pairs.append((_("Reference"), row.number))
    if row.why_no_client:
        pairs.append((_("Why the client is not invited"), row.why_no_client))
    if row.why_changed:
        pairs.append((_("Why it was moved or cancelled"), row.why_changed))
    return pairs


def party_rows(row: ConferenceRow, parties: Sequence[PartyRow], *, may_change: bool) -> list[dict[str, Any]]:
    """Who is invited, why, what they answered, and whether they may see anything."""
    open_ = may_change and row.state == ConferenceState.PLANNED
    return [
        {
            "who": p.who or str(PARTY_KINDS[p.kind]),
            "organisation": p.organisation,
            "kind": PARTY_KINDS[p.kind],
            "reason": p.reason,
            "answer": answer_words(p),
            "tone": _tone(p),
            "outside": not p.in_case and p.kind != PartyKind.CLOSE_ONE,
            "share_url": reverse("privacy:ask", args=[row.person_id]),
            "answer_url": reverse("conferences:party_answer", args=[row.person_id, row.id, p.id]) if open_ else "",
            "withdraw_url": reverse("conferences:party_withdraw", args=[row.person_id, row.id, p.id]) if open_ else "",
        }
        for p in parties
    ]


def _tone(p: PartyRow) -> str:
    if p.attended is not None:
        return "positive" if p.attended else "neutral"
    return {"ACCEPTED": "positive", "DECLINED": "negative"}.get(p.answer, "unknown")


def answer_words(p: PartyRow) -> str:
    """What a party answered, or whether they were there, and how."""
    if p.attended is not None:
        word = _("Was there") if p.attended else _("Was not there")
    else:
        word = str(ANSWERS[p.answer])
    came = p.presence and p.attended is not False and p.answer != Answer.DECLINED
    return f"{word}, {PRESENCES[p.presence]}" if came else word


def steps_of(row: ConferenceRow, *, appointments: bool, goals: bool, today: date) -> dict[str, Any]:
    """What can be done with this conference now: an address, or the reason why not."""
    here = [row.person_id, row.id]
    started = row.on <= today

    def link(step: Step, name: str, may: bool, *, when: bool = True) -> str:
        return reverse(f"conferences:{name}", args=here) if may and when and possible(row.state, step) else ""

    return {
        "invite": link(Step.INVITE, "invite", appointments),
        "move": link(Step.MOVE, "move", appointments),
        "cancel": link(Step.CANCEL, "cancel", appointments),
        "hold": link(Step.HOLD, "hold", appointments, when=started),
        "write": link(Step.WRITE, "record", goals),
        "close": link(Step.RECORD, "close", goals),
        "reopen": link(Step.REOPEN, "reopen", goals),
        "feedback": link(Step.FEED_BACK, "feedback", goals),
    }


def progress(row: ConferenceRow) -> list[dict[str, Any]]:
    """The course of a conference as steps: planned, held, written down, client told."""
    order = [ConferenceState.PLANNED, ConferenceState.HELD, ConferenceState.RECORDED, ConferenceState.FED_BACK]
    at = order.index(ConferenceState(row.state)) if row.state in order else 0
    labels = [_("Planned"), _("Held"), _("Written down"), _("Client told")]
    state = ["done" if n <= at else "current" if n == at + 1 else "todo" for n in range(len(labels))]
    return [{"label": label, "state": s} for label, s in zip(labels, state, strict=True)]


def content_view(row: ConferenceRow, content: Content, *, may_write: bool) -> dict[str, Any]:
    """What was said, ready to read; with an address to change each line while the record is open."""
    open_ = may_write and possible(row.state, Step.WRITE)

    def change(what: str, pk: int) -> str:
        return reverse("conferences:line", args=[row.person_id, row.id, what, pk]) if open_ else ""

    def add(what: str) -> str:
        return reverse("conferences:new_line", args=[row.person_id, row.id, what]) if open_ else ""

    record = content.record
    return {
        "closed": content.closed,
        "written": bool(record.version),
        "question": record.question,
        "answers": [
            (_("What is going on?"), record.going_on),
            (_("What has happened?"), record.happened),
            (_("What is needed?"), record.needed),
            (_("What else was said"), record.discussion),
        ],
        "written_by": record.written_by,
        "written_at": record.written_at,
        "offers": [
            {
                "offer": o.offer,
                "trajectory": o.trajectory,
                "verdict": FITS_VERDICTS[o.fits],
                "word": FITS[o.fits],
                "why": o.why,
                "possible": o.would_make_possible,
                "place_url": reverse("supply:place", args=[o.place_id]) if o.place_id else "",
                "url": change("offer", o.id),
            }
            for o in content.offers
        ],
        "decisions": [point_view(p, change("decision", p.id)) for p in content.of(PointKind.DECISION)],
        "dissents": [point_view(p, change("dissent", p.id)) for p in content.of(PointKind.DISSENT)],
        "agreements": agreement_rows(content.agreements, row.person_id, may_change=open_, may_finish=may_write),
        "feedback": feedback_view(content.feedback) if content.feedback else None,
        "add": {what: add(what) for what in ("offer", "decision", "dissent", "agreement")},
        "nearest_url": reverse("conferences:nearest", args=[row.person_id, row.id]) if open_ else "",
    }


def point_view(p: PointRow, url: str) -> dict[str, Any]:
    """One line of a record or a deliberation."""
    return {"id": p.id, "text": p.text, "who": p.who, "why": p.why, "url": url}


def agreement_rows(
    rows: Iterable[AgreementRow], person_id: int, *, may_change: bool = False, may_finish: bool = False
) -> list[dict[str, Any]]:
    """Agreements: who does what by when, and whether it is an action of the plan."""
    return [
        {
            "text": a.text,
            "who": ", ".join(x for x in (a.who or (_("The client") if a.by_client else ""), a.organisation) if x),
            "due": a.due_on,
            "done": a.done_on,
            "outcome": a.outcome,
            "in_plan": a.action_number is not None,
            "plan_url": reverse("plan:overview", args=[person_id]),
            "conference_url": reverse("conferences:conference", args=[person_id, a.conference_id]),
            "url": reverse("conferences:line", args=[person_id, a.conference_id, "agreement", a.id])
            if may_change
            else "",
            "done_url": reverse("conferences:agreement_done", args=[person_id, a.conference_id, a.id])
            if may_finish and a.done_on is None and a.action_number is None
            else "",
        }
        for a in rows
    ]


def feedback_view(row: FeedbackRow) -> dict[str, Any]:
    """What the client was told."""
    return {
        "text": row.text,
        "how": TOLD_HOW[row.told_how],
        "on": row.told_on,
        "who": row.told_by,
        "reaction": row.reaction,
    }


def request_rows(rows: Sequence[RequestRow], person_id: int, me: int | None, *, directs: bool) -> list[dict[str, Any]]:
    """What was asked of the process director; ``directs`` says that the reader directs the process today."""
    return [
        {
            "asks": ASKS[r.asks],
            "reason": r.reason,
            "asked_by": r.asked_by,
            "asked_of": r.asked_of or _("whoever directs the process"),
            "due": r.due_on,
            "open": r.state == "OPEN",
            "state": REQUEST_STATES[r.state],
            "answer": r.answer,
            "url": reverse("conferences:answer_request", args=[person_id, r.id])
            if r.state == "OPEN" and (r.asked_of_id == me or (directs and r.asked_of_id is None))
            else "",
        }
        for r in rows
    ]


def state_of(row: ConferenceRow) -> tuple[Any, str]:
    """Where a conference stands, as a word and its tone."""
    return CONFERENCE_STATES[row.state], STATE_TONES[row.state]


def next_step(row: ConferenceRow, content: Content, today: date) -> str:
    """The one thing that comes next, in a sentence; empty when nothing waits."""
    due = date_format(feedback_due(row.on), "j F")
    if row.state == ConferenceState.PLANNED:
        return _("This talk is over: say who was there.") if row.on < today else ""
    if row.state == ConferenceState.HELD:
        return _("Write down what was agreed, and close the record.")
    if row.state == ConferenceState.RECORDED:
        return _("Tell the client in plain words, by %(day)s.") % {"day": due}
    return ""


def suggestions(person_id: int, conference_id: int) -> list[dict[str, Any]]:
    """When a moral deliberation is offered (R-12), as a way in for each."""
    url = reverse("conferences:new_deliberation", args=[person_id])
    wanted = (Dilemma.COERCION_OR_FREEDOM, Dilemma.STAFF_SAFETY_OR_STAY, Dilemma.BREACH_OF_SECRECY)
    return [{"label": DILEMMAS[d], "url": f"{url}?about={d}&conference={conference_id}"} for d in wanted]
