"""From talks to what a page, a calendar or a document prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields as fields_of
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.access.labels import REGIMES
from samenhang.base.exports import Part
from samenhang.conferences.adapters.ical import Appointment
from samenhang.conferences.enums import Answer, ConferenceState, Dilemma, PartyKind, PointKind, Step
from samenhang.conferences.labels import (
    AGE_BANDS,
    ANSWERS,
    ASKS,
    CHANNELS,
    CONFERENCE_KINDS,
    CONFERENCE_STATES,
    DILEMMAS,
    FITS,
    FITS_VERDICTS,
    PARTY_KINDS,
    POINT_KINDS,
    PRESENCES,
    PRODUCTS,
    REQUEST_STATES,
    RHYTHMS,
    STATE_TONES,
    TABLE_KINDS,
)
from samenhang.conferences.rules import feedback_due, possible
from samenhang.conferences.selectors import (
    Agenda,
    AgreementRow,
    ConferenceRow,
    ConsultationRow,
    Content,
    DeliberationRow,
    Expected,
    FeedbackRow,
    MeetingRow,
    PartyRow,
    PointRow,
    QuestionRow,
    RequestRow,
    TableRow,
)
from samenhang.engines.fit.result import OptionKind
from samenhang.matching.presenters import OptionView, option_view
from samenhang.matching.selectors import FitPage
from samenhang.picture.labels import DOMAINS
from samenhang.privacy.labels import PURPOSES, TOLD_HOW

NEAREST = 10
_MINUTE = timedelta(minutes=1)


def moment(value: Any) -> str:
    """A moment in words: the day of the week, the date and the hour."""
    return date_format(timezone.localtime(value), "l j F Y, H:i")


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
            "answer": _answer(p),
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


def _answer(p: PartyRow) -> str:
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
        "decisions": [_point(p, change("decision", p.id)) for p in content.of(PointKind.DECISION)],
        "dissents": [_point(p, change("dissent", p.id)) for p in content.of(PointKind.DISSENT)],
        "agreements": agreement_rows(content.agreements, row.person_id, may_change=open_, may_finish=may_write),
        "feedback": feedback_view(content.feedback) if content.feedback else None,
        "add": {what: add(what) for what in ("offer", "decision", "dissent", "agreement")},
        "nearest_url": reverse("conferences:nearest", args=[row.person_id, row.id]) if open_ else "",
    }


def _point(p: PointRow, url: str) -> dict[str, Any]:
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


def request_rows(rows: Sequence[RequestRow], person_id: int, me: int | None) -> list[dict[str, Any]]:
    """What was asked of the process director."""
    return [
        {
            "asks": ASKS[r.asks],
            "reason": r.reason,
            "asked_by": r.asked_by,
            "asked_of": r.asked_of,
            "due": r.due_on,
            "open": r.state == "OPEN",
            "state": REQUEST_STATES[r.state],
            "answer": r.answer,
            "url": reverse("conferences:answer_request", args=[person_id, r.id])
            if r.asked_of_id == me and r.state == "OPEN"
            else "",
        }
        for r in rows
    ]


def deliberation_rows(rows: Sequence[DeliberationRow], person_id: int) -> list[dict[str, Any]]:
    """Moral deliberations as a list shows them."""
    return [
        {
            "url": reverse("conferences:deliberation", args=[person_id, d.id]),
            "about": DILEMMAS[d.about],
            "dilemma": d.dilemma,
            "on": d.held_on,
            "evaluate_on": None if d.evaluated_on else d.evaluate_on,
        }
        for d in rows
    ]


def deliberation_view(
    row: DeliberationRow, points: Sequence[PointRow], person_id: int, *, may_write: bool
) -> dict[str, Any]:
    """A moral deliberation ready to read: values of each, options with their arguments, and the joint grounds."""
    open_ = may_write and row.evaluated_on is None

    def change(what: str, pk: int) -> str:
        return reverse("conferences:thought", args=[person_id, row.id, what, pk]) if open_ else ""

    def of(kind: PointKind, option: int | None = None) -> list[dict[str, Any]]:
        mine = [p for p in points if p.kind == kind and (option is None or p.option_id == option)]
        return [_point(p, change(WHAT_OF[kind], p.id)) for p in mine]

    here = [person_id, row.id]
    return {
        "about": DILEMMAS[row.about],
        "dilemma": row.dilemma,
        "facts": [
            (_("On"), date_format(row.held_on, "j F Y")),
            (_("Who takes part"), row.attendees),
            *([(_("Led by"), row.led_by)] if row.led_by else []),
            (_("Look at it again on"), date_format(row.evaluate_on, "j F Y")),
        ],
        "values": of(PointKind.VALUE),
        "options": [
            {
                **o,
                "for": of(PointKind.ARGUMENT_FOR, o["id"]),
                "against": of(PointKind.ARGUMENT_AGAINST, o["id"]),
            }
            for o in of(PointKind.OPTION)
        ],
        "grounds": row.grounds,
        "evaluation": row.evaluation,
        "evaluated_on": row.evaluated_on,
        "conference_url": reverse("conferences:conference", args=[person_id, row.conference_id])
        if row.conference_id
        else "",
        "add": {
            what: reverse("conferences:new_thought", args=[*here, what]) if open_ else "" for what in WHAT_OF.values()
        },
        "change_url": reverse("conferences:change_deliberation", args=here) if open_ else "",
        "evaluate_url": reverse("conferences:evaluate", args=here) if open_ else "",
    }


WHAT_OF = {
    PointKind.VALUE: "value",
    PointKind.OPTION: "option",
    PointKind.ARGUMENT_FOR: "for",
    PointKind.ARGUMENT_AGAINST: "against",
}


def suggestions(person_id: int, conference_id: int) -> list[dict[str, Any]]:
    """When a moral deliberation is offered (R-12), as a way in for each."""
    url = reverse("conferences:new_deliberation", args=[person_id])
    wanted = (Dilemma.COERCION_OR_FREEDOM, Dilemma.STAFF_SAFETY_OR_STAY, Dilemma.BREACH_OF_SECRECY)
    return [{"label": DILEMMAS[d], "url": f"{url}?about={d}&conference={conference_id}"} for d in wanted]


def consultation_rows(rows: Sequence[ConsultationRow]) -> list[dict[str, Any]]:
    """Consultations for somebody."""
    return [
        {
            "question": c.question,
            "asked_of": c.asked_of,
            "on": c.asked_on,
            "answer": c.answer,
            "answered_on": c.answered_on,
            "url": reverse("conferences:consultation", args=[c.request_id]),
        }
        for c in rows
    ]


def question_rows(rows: Sequence[QuestionRow]) -> list[dict[str, Any]]:
    """Questions to experts as a list shows them."""
    return [{**question_view(q), "url": reverse("conferences:consultation", args=[q.id])} for q in rows]


def question_view(q: QuestionRow) -> dict[str, Any]:
    """One question to an expert."""
    more = [str(AGE_BANDS[q.age_band])] if q.age_band else []
    more += [str(DOMAINS[d]) for d in q.domains]
    return {
        "id": q.id,
        "question": q.question,
        "asked_by": f"{q.asked_by}, {q.asking}",
        "asked_of": f"{q.expert}, {q.asked_of}" if q.expert else q.asked_of,
        "about": ", ".join(more),
        "channel": CHANNELS[q.channel],
        "asked_at": q.asked_at,
        "due": q.due_on,
        "answer": q.answer,
        "answered_by": q.answered_by,
        "answered_at": q.answered_at,
        "minutes": q.minutes,
        "product": PRODUCTS[q.product] if q.product else "",
        "avoided": q.avoided_referral,
    }


def nearest_rows(page: FitPage, url: str) -> list[dict[str, Any]]:
    """The nearest ways of What fits?, staying always among them, each with a way to weigh it at this conference."""
    nearest = list(page.options[:NEAREST])
    nearest += [o for o in page.options[NEAREST:] if o.kind is OptionKind.STAY]
    views = [option_view(option, page) for option in nearest]
    return [
        {
            "name": view.name,
            "note": view.note,
            "verdict": view.verdict,
            "lift": _lift(view),
            "why": _blocks(view),
            "url": f"{url}?option={view.id}",
        }
        for view in views
    ]


def _blocks(view: OptionView) -> list[str]:
    """What stands in the way of an option: what is asked, and what is known."""
    return [f"{v.sentence} ({v.known})" for v in view.verdicts if v.outcome != "fits" and v.hard]


def _lift(view: OptionView) -> str:
    return "" if view.verdict == "fits" else view.lift


def prefilled(page: FitPage, option_id: str) -> dict[str, Any]:
    """The form of an offer, filled in from its verdict; empty when there is no such option."""
    option = next((o for o in page.options if o.place == option_id), None)
    if option is None:
        return {}
    view = option_view(option, page)
    fits = {"fits": "YES", "unknown": "UNKNOWN"}.get(view.verdict, "NO")
    return {
        "offer": view.name[:160],
        "fits": fits,
        "why": "\n".join(_blocks(view)) or _("Every criterion is met."),
        "would_make_possible": _lift(view),
        "place": view.place.id if view.place else None,
    }


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
            "keeper": t.keeper,
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
        (_("Who keeps it"), row.keeper),
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


def minutes_parts(row: ConferenceRow, parties: Sequence[PartyRow], content: Content) -> list[Part]:
    """The minutes as parts of a document."""
    record = content.record
    parts = [
        Part(_("The appointment"), rows=[(str(a), str(b)) for a, b in facts(row)], header=(_("What"), _("In words"))),
        Part(
            _("Who was invited, and why"),
            header=(_("Who"), _("Organisation"), _("Why"), _("Answer")),
            rows=[(p.who or str(PARTY_KINDS[p.kind]), p.organisation, p.reason, _answer(p)) for p in parties],
        ),
    ]
    if record.question:
        parts.append(Part(_("The question of this talk"), record.question))
    asked = (
        (_("What is going on?"), record.going_on), (_("What has happened?"), record.happened),
        (_("What is needed?"), record.needed), (_("What else was said"), record.discussion),
    )  # fmt: skip
    parts += [Part(title, text) for title, text in asked if text]
    if content.offers:
        header = (_("Which offer"), _("In which route"), _("Does it fit?"), _("Why"), _("What would make it possible"))
        weighed = [(o.offer, o.trajectory, str(FITS[o.fits]), o.why, o.would_make_possible) for o in content.offers]
        parts.append(Part(_("Which offer fits"), header=header, rows=weighed))
    if decisions := content.of(PointKind.DECISION):
        parts.append(
            Part(_("Decisions"), header=(_("What was decided"), _("Why")), rows=[(p.text, p.why) for p in decisions])
        )
    if dissents := content.of(PointKind.DISSENT):
        parts.append(
            Part(_("Who sees it differently"), header=(_("Who"), _("What")), rows=[(p.who, p.text) for p in dissents])
        )
    if content.agreements:
        rows = [
            (a["text"], a["who"], date_format(a["due"], "j F Y"))
            for a in agreement_rows(content.agreements, row.person_id)
        ]
        parts.append(Part(_("Agreements"), header=(_("What"), _("Who"), _("By when")), rows=rows))
    if content.feedback:
        parts.append(Part(_("What the client was told"), content.feedback.text))
    return parts


def point_word(kind: PointKind) -> str:
    """What a line is called."""
    return str(POINT_KINDS[kind])


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


def as_initial(row: Any) -> dict[str, Any]:
    """A row as what its form begins with."""
    values = {f.name: getattr(row, f.name) for f in fields_of(row)}
    if isinstance(row, AgreementRow):
        values["who"], values["name"] = _who_code(row), "" if row.user_id or row.organisation_id else row.who
    if "option_id" in values:
        values["option"] = values["option_id"]
    if "place_id" in values:
        values["place"] = values["place_id"]
    return values


def _who_code(row: AgreementRow) -> str:
    if row.user_id:
        return f"user:{row.user_id}"
    if row.organisation_id:
        return f"organisation:{row.organisation_id}"
    return "client" if row.by_client else "name"
