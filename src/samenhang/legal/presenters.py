"""Titles in words: the clocks ahead with days and owners, what must be arranged, what happened."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenhang.legal.catalogue import FREE_CHECK, KINDS, LIST_DAYS
from samenhang.legal.enums import Duty, DutyState, TitleAct, TitleAlert, TitleCode, TitleDomain, TitleStatus
from samenhang.legal.labels import (
    ACT_BUTTONS,
    ACTS,
    ALERTS,
    CONNECTING,
    DUTIES,
    DUTY_DONE,
    DUTY_STATES,
    DUTY_TONES,
    FOLLOWON_OUTCOMES,
    LAWS,
    PARTIES,
    PAYERS,
    STATUSES,
    TITLES,
)
from samenhang.legal.rules import (
    TITLE_MACHINE,
    Due,
    TitleFacts,
    admission_until,
    clock,
    decision_due,
    filed_in_time,
    hours_until,
    is_uncovered,
    longer_than_allowed,
)
from samenhang.legal.selectors import Details, DutyRow, EntitlementRow, IndicationDue, IndicationRow, StepRow, TitleRow

OVER = frozenset({TitleStatus.ENDED, TitleStatus.REFUSED, TitleStatus.WITHDRAWN})
_TONES = {
    TitleStatus.IN_FORCE: "positive",
    TitleStatus.LAPSED_PENDING_DECISION: "warning",
    TitleStatus.SUSPENDED: "warning",
    TitleStatus.GRANTED: "info",
    TitleStatus.REQUESTED: "info",
}
# The acts with a button of their own; the others have a form of their own, or are made by time.
_BUTTONS = tuple(TitleAct(a) for a in ACT_BUTTONS)


def title_card(
    row: TitleRow,
    all_facts: Sequence[TitleFacts],
    duties: Sequence[DutyRow],
    detail: Details | None,
    *,
    person_id: int,
    birth_date: date | None,
    today: date,
    may_write: bool,
) -> dict[str, Any]:
    """A title that holds or comes: its end, what its clocks ask, what must be arranged, what can be done with it."""
    facts = row.facts
    settled = {d.duty for d in duties if d.state != DutyState.OPEN}
    holds = row.state not in OVER
    return {
        "id": row.id,
        "name": str(TITLES[facts.code]),
        "state": str(STATUSES[row.state]),
        "tone": _TONES.get(row.state, "neutral"),
        "start": facts.start,
        "last_day": facts.last_day,
        "payer": str(PAYERS.get(row.payer, "")),
        "decided_by": row.decided_by,
        "filed_on": facts.followon_filed_on,
        "outcome": str(FOLLOWON_OUTCOMES[facts.outcome]) if facts.outcome else "",
        "decided_on": facts.decided_on,
        "uncovered": holds and is_uncovered(facts, all_facts, today),
        "dues": [due_view(d, today) for d in _asked(facts, birth_date, settled, today)] if holds else [],
        "warnings": _warnings(row, detail, birth_date),
        "duties": [duty_view(d, row.id, person_id, today, may_write=may_write) for d in duties],
        "red": _is_red(facts, duties, today),
        "open": sum(d.state == DutyState.OPEN for d in duties),
        "connecting": str(CONNECTING[detail.connecting_care]) if detail and detail.connecting_care else "",
        "connecting_on": detail.connecting_checked_on if detail else None,
        "actions": _actions(row, person_id) if may_write else [],
    }


def _asked(facts: TitleFacts, birth_date: date | None, settled: Collection[Duty], today: date) -> list[Due]:
    found = clock(facts, birth_date=birth_date, settled=settled)
    return [d for d in found if d.until is None or d.until >= today]


def due_view(due: Due, today: date) -> dict[str, Any]:
    """One thing that a clock asks: since or from when, until when, by whom."""
    urgency = "calm" if due.on > today else "overdue" if due.hard else "due"
    return {
        "text": str(ALERTS[due.alert]),
        "urgency": urgency if due.alert != TitleAlert.TO_THE_STREET or due.on > today else "overdue",
        "on": due.on,
        "until": due.until,
        "owner": str(PARTIES[due.owner]),
        "begun": due.on <= today,
    }


def _warnings(row: TitleRow, detail: Details | None, birth_date: date | None) -> list[str]:
    """What is worth a look: never a judgement about what is lawful."""
    facts, found = row.facts, []
    if longer_than_allowed(facts, birth_date=birth_date):
        found.append(_("It was recorded longer than the longest term of its kind: check it with whoever decided."))
    if (
        facts.followon_filed_on
        and facts.last_day
        and KINDS[facts.code].followon_days is not None
        and not filed_in_time(facts)
    ):
        found.append(_("The request was filed later than needed to keep this title alive until the decision."))
    if facts.followon_filed_on and not facts.decided_on:
        by = decision_due(facts.code, facts.followon_filed_on)
        if by is not None:
            found.append(_("The judge decides on %(day)s at the latest.") % {"day": f"{by:%d-%m-%Y}"})
    until = admission_until(facts)
    if until is not None:
        found.append(_("The admission under it ends on %(day)s at the latest.") % {"day": f"{until:%d-%m-%Y}"})
    if detail and detail.began_at is not None:
        found.append(
            _("It must be over at %(moment)s.")
            % {"moment": f"{timezone.localtime(hours_until(detail.began_at, detail.exam_at)):%d-%m-%Y %H:%M}"}
        )
    return found


def _is_red(facts: TitleFacts, duties: Sequence[DutyRow], today: date) -> bool:
    """On the list of six weeks, with something open whose day has passed."""
    last = facts.last_day
    return last is not None and 0 <= (last - today).days <= LIST_DAYS and any(d.is_late(today) for d in duties)


def duty_view(d: DutyRow, title_id: int, person_id: int, today: date, *, may_write: bool) -> dict[str, Any]:
    """Something that must be arranged, with whose it is and how it went."""
    owner = ", ".join(part for part in (d.owner, d.organisation, d.owner_name) if part)
    return {
        "what": str(DUTIES[d.duty]),
        "by": d.by,
        "noon": d.duty in FREE_CHECK,
        "owner": owner,
        "party": str(PARTIES[d.party]),
        "state": str(DUTY_STATES[d.state]),
        "tone": "negative" if d.is_late(today) else DUTY_TONES[d.state],
        "late": d.is_late(today),
        "remark": d.remark,
        "history": [{**s.__dict__, "word": str(DUTY_DONE[s.act])} for s in d.history],
        "url": reverse("legal:arrange", args=[person_id, title_id, d.duty]) if may_write else "",
    }


def _actions(row: TitleRow, person_id: int) -> list[dict[str, Any]]:
    """What can be recorded about a title now, the most usual first."""
    facts, args = row.facts, [person_id, row.id]
    found = []
    criminal = KINDS[facts.code].domain == TitleDomain.CRIMINAL
    if TITLE_MACHINE.can(row.state, TitleAct.FILE_FOLLOWON) and facts.last_day and not facts.followon_filed_on:
        found.append((_("Record a follow-on request"), reverse("web:file_followon", args=args), "send"))
    if facts.followon_filed_on and not facts.decided_on and TITLE_MACHINE.can(row.state, TitleAct.DECIDE_FOLLOWON):
        found.append((_("Record the decision about it"), reverse("legal:decided", args=args), "gavel"))
    if criminal and not facts.connecting_checked_on and TITLE_MACHINE.can(row.state, TitleAct.CHECK_CONNECTING_CARE):
        found.append((_("Check connecting care"), reverse("legal:connecting", args=args), "check"))
    found += [
        (str(ACT_BUTTONS[act]), reverse("legal:act", args=[*args, act]), "")
        for act in TITLE_MACHINE.acts(row.state)
        if act in _BUTTONS and (act != TitleAct.ADMIT or facts.code == TitleCode.WZD_VM_YA)
    ]
    return [{"label": label, "url": url, "icon": icon} for label, url, icon in found]


def past_view(row: TitleRow) -> dict[str, Any]:
    """A title that is over, in one line."""
    return {
        "name": str(TITLES[row.facts.code]),
        "state": str(STATUSES[row.state]),
        "start": row.facts.start,
        "last_day": row.facts.last_day,
        "payer": str(PAYERS.get(row.payer, "")),
    }


def indication_views(rows: Sequence[IndicationRow], dues: Sequence[IndicationDue], today: date) -> list[dict[str, Any]]:
    """Indications that hold or come, with what they ask."""
    asked: dict[int, list[IndicationDue]] = {}
    for due in dues:
        asked.setdefault(id(due.row), []).append(due)
    return [
        {
            "name": indication_name(r.law, r.profile),
            "start": r.start,
            "end": r.end,
            "asks": [str(ALERTS[d.alert]) for d in asked.get(id(r), ())],
            "last_day": asked[id(r)][0].until if id(r) in asked else None,
        }
        for r in rows
        if r.end is None or r.end > today
    ]


def indication_name(law: str, profile: str) -> str:
    """The law and the profile in words."""
    return f"{LAWS[law]} {profile.replace('_', ' ')}"


def step_views(rows: Sequence[StepRow], titles: Mapping[int, TitleRow]) -> list[dict[str, Any]]:
    """What happened, with which title."""
    return [
        {**s.__dict__, "word": str(ACTS[s.act]), "title": str(TITLES[titles[s.title_id].facts.code])}
        for s in rows
        if s.title_id in titles
    ]


def entitlement_view(row: EntitlementRow, today: date) -> dict[str, Any]:
    """One entitlement with what it replaces and who agreed."""
    return {
        **row.__dict__,
        "holds": row.holds(today),
        "agreed": row.agreed,
        "replaces": [
            {"name": str(TITLES[r.code]) if r.code else indication_name(r.law, r.profile), "end": r.end}
            for r in row.replaces
            if r.code or r.law
        ],
    }
