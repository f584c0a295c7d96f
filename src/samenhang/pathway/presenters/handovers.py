"""Handovers in words: the list, the timeline, what is missing, who acts now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.access.enums import Category
from samenhang.access.labels import CATEGORIES
from samenhang.pathway.catalogue.handovers import GATE
from samenhang.pathway.enums.handovers import Evidence, HandoverState, StepCode, StepState
from samenhang.pathway.labels.handovers import (
    CHECK_INS,
    EVIDENCE,
    GIVER_ROLES,
    HANDOVER_KINDS,
    HANDOVER_STATES,
    HANDOVER_TONES,
    LIVELIHOOD,
    NO_REASONS,
    RECEIVER_CHANGES,
    REQUEST_STATES,
    REQUEST_TONES,
    RETURN_TERMS,
    STEP_STATES,
    STEPS,
    WORKED,
)
from samenhang.pathway.rules.handovers import HANDOVERS, MOVED, Step, left_to_complete, missing, next_step, steps
from samenhang.pathway.rules.handovers_alerts import late_steps
from samenhang.pathway.rules.handovers_checks import BY_ITSELF
from samenhang.pathway.selectors.handovers import EvidenceRow, HandoverRow, QuestionRow, RequestRow, Running, answerable
from samenhang.pathway.selectors.handovers_facts import Standing
from samenhang.privacy.labels import HOME_NEEDS
from samenhang.supply.labels import SETTINGS
from samenhang.supply.presenters import TeamView, team_remark, team_view, teams_remark
from samenhang.supply.selectors import Snapshot

# What is written down for each step.
BY_STEP: dict[StepCode, tuple[Evidence, ...]] = {
    StepCode.H1: (Evidence.PERSPECTIVE,),
    StepCode.H2: (Evidence.NEW_RECEIVER,),
    StepCode.H3: (Evidence.PARTIES,),
    StepCode.H4: (Evidence.LEGAL_BRIDGE,),
    StepCode.H5: (Evidence.WISH,),
    StepCode.H6: (Evidence.INTAKE,),
    StepCode.H8: (Evidence.VISIT, Evidence.FREEDOM),
    StepCode.H9: (Evidence.BRIEFING, Evidence.STAFF_EXCHANGE),
    StepCode.H11: (Evidence.LIVELIHOOD,),
    StepCode.H12: (Evidence.RETURN_AGREEMENT,),
    StepCode.H13: (Evidence.TALK,),
    StepCode.H14: (Evidence.OVERLAP,),
    StepCode.H15: (Evidence.FIRST_CONTACT, Evidence.HOME_VISIT),
    StepCode.H16: (Evidence.CONSULT,),
    StepCode.CHECK_IN: (Evidence.CHECK_IN,),
    StepCode.H17: (Evidence.EVALUATION,),
    StepCode.H18: (Evidence.FILE_HOLDER, Evidence.RETURNED),
}
_AFTER = frozenset({StepCode.H14, StepCode.H15, StepCode.H16, StepCode.CHECK_IN, StepCode.H17, StepCode.H19})
_BY_RECEIVER = frozenset({StepCode.H9, StepCode.H15, StepCode.CHECK_IN, StepCode.H19})
_STEP_TONES = {
    StepState.DONE: "positive",
    StepState.OVERDUE: "negative",
    StepState.DUE: "warning",
    StepState.PLANNED: "neutral",
}
_ITEMS: dict[str, Any] = {**LIVELIHOOD, **RETURN_TERMS, **WORKED, **CHECK_INS, **RECEIVER_CHANGES}


def running_view(row: Running) -> dict[str, Any]:
    """A handover that runs, in one line."""
    return {
        "id": row.id,
        "kind": HANDOVER_KINDS[row.kind],
        "to": row.to,
        "state": HANDOVER_STATES[row.state],
        "tone": HANDOVER_TONES[row.state],
        "move_on": row.move_on,
    }


def head(row: HandoverRow) -> dict[str, Any]:
    """A handover in a few words."""
    return {
        "id": row.id,
        "person": row.person,
        "person_id": row.person_id,
        "kind": HANDOVER_KINDS[row.kind],
        "state": HANDOVER_STATES[row.state],
        "code": row.state,
        "tone": HANDOVER_TONES[row.state],
        "from": row.from_organisation,
        "giver": row.giver,
        "giver_role": GIVER_ROLES[row.giver_role],
        "to": row.to_organisation,
        "receiver": row.receiver,
        "move_on": row.move_on,
        "excepted": bool(row.excepted),
        "talked_once": row.talk_deviation_id is not None,
        "url": reverse("pathway:handover", args=[row.id]),
    }


def _first(row: HandoverRow, found: Collection[Step]) -> Step | None:
    """What comes first; nothing once it is over, nor while it is decided how a return goes on."""
    still = row.state not in HANDOVERS.ends and row.state != HandoverState.FAILED_RETURN
    return next_step(found) if still else None


def groups(found: Collection[tuple[HandoverRow, Standing]], today: date) -> list[dict[str, Any]]:
    """The list in groups: overdue first, then without a receiver, coming, after the move, over."""
    titles = {
        "overdue": _("Overdue"),
        "seeking": _("Nobody receives yet"),
        "coming": _("Before the move"),
        "after": _("After the move"),
        "over": _("Over"),
    }
    sorted_in: dict[str, list[dict[str, Any]]] = {code: [] for code in titles}
    for row, standing in found:
        all_steps = steps(standing.facts, standing.numbers, today)
        late = late_steps(standing.facts, standing.numbers, today)
        passed = row.move_on is not None and row.move_on < today and row.state not in MOVED
        comes = _first(row, all_steps)
        line = {**head(row), "late": len(late), "passed": passed, "next": str(STEPS[comes.code]) if comes else ""}
        if row.state in HANDOVERS.ends:
            code = "over"
        elif late or passed or row.state == HandoverState.FAILED_RETURN:
            code = "overdue"
        elif row.receiver_id is None:
            code = "seeking"
        else:
            code = "after" if row.state in MOVED else "coming"
        sorted_in[code].append(line)
    return [{"code": code, "title": titles[code], "lines": lines} for code, lines in sorted_in.items() if lines]


def _evidence(rows: Sequence[EvidenceRow]) -> list[dict[str, Any]]:
    return [
        {
            "id": e.id,
            "kind": EVIDENCE[e.kind],
            "item": str(_ITEMS.get(e.item, "")) if e.kind != Evidence.RETURNED else "",
            "on": e.on,
            "minutes": e.minutes,
            "in_person": e.in_person,
            "client_present": e.client_present,
            "why_absent": e.why_absent,
            "with_whom": e.with_whom,
            "words": e.words,
            "waived": e.waived,
            "organisation": e.organisation,
            "until": e.until,
            "noted_by": e.noted_by,
        }
        for e in rows
    ]


def _who(step: Step, row: HandoverRow) -> str:
    """Whose move a step is."""
    if step.code in _BY_RECEIVER and row.receiver:
        return row.receiver
    if step.code in {StepCode.H16, StepCode.H17} and row.receiver:
        return _("%(one)s and %(other)s") % {"one": row.giver, "other": row.receiver}
    return row.giver


def _links(step: Step, row: HandoverRow) -> list[tuple[str, str]]:
    """Where a step is done: pairs of words and address."""
    if row.state in HANDOVERS.ends or (step.code in _AFTER and row.state not in MOVED):
        return []
    at = [row.id]
    if step.code == StepCode.H2:
        seeking = row.state == HandoverState.PLANNED
        return [(_("Ask possible receivers"), reverse("pathway:ask_receivers", args=at))] if seeking else []
    if step.code == StepCode.H7:
        return [(_("Another colleague hands over"), reverse("pathway:giver", args=at))]
    if step.code == StepCode.H10:
        return [(_("To the signalling plan"), reverse("plan:signals", args=[row.person_id]))]
    if step.code == StepCode.H11:
        return [(_("Go through the list"), reverse("pathway:livelihood", args=at))]
    kinds = [k for k in BY_STEP.get(step.code, ()) if k not in BY_ITSELF]
    links = [(str(EVIDENCE[k]), reverse("pathway:note", args=[row.id, k.lower()])) for k in kinds]
    if step.code == StepCode.H5:
        links.append((_("Consent and rights"), reverse("privacy:rights", args=[row.person_id])))
    return links


def timeline(
    row: HandoverRow, standing: Standing, evidence: Sequence[EvidenceRow], today: date, *, may_act: bool
) -> list[dict[str, Any]]:
    """Every step in the order of its days, with what is there and where it is done."""
    now = [e for e in evidence if e.attempt == row.attempt]
    found = steps(standing.facts, standing.numbers, today)
    comes = _first(row, found)
    return [
        {
            "code": s.code.value,
            "name": str(STEPS[s.code]),
            "state": str(STEP_STATES[s.state]),
            "tone": _STEP_TONES[s.state],
            "done": s.state == StepState.DONE,
            "late": s.state == StepState.OVERDUE,
            "now": s.state == StepState.DUE,
            "opens": s.opens,
            "due": s.due,
            "have": min(s.have, s.need),
            "need": s.need,
            "gate": s.code in GATE,
            "excepted": s.code in row.excepted or (s.code == StepCode.H13 and row.talk_deviation_id is not None),
            "next": comes is not None and comes.code == s.code,
            "who": _who(s, row),
            "links": _links(s, row) if may_act else [],
            "evidence": _evidence([e for e in now if e.kind in BY_STEP.get(s.code, ())]),
        }
        for s in found
    ]


def ready_view(row: HandoverRow, standing: Standing) -> dict[str, Any]:
    """What stands between now and the next state, in words."""
    once = row.talk_deviation_id is not None
    before = [str(STEPS[c]) for c in missing(standing.facts, standing.numbers)]
    after = [str(STEPS[c]) for c in left_to_complete(standing.facts, standing.numbers, talked_once=once)]
    return {
        "missing": before if row.state in {HandoverState.PLANNED, HandoverState.ACQUAINTING} else [],
        "left": after if row.state in {HandoverState.TRANSFERRED, HandoverState.AFTERCARE} else [],
        "excepted": [str(STEPS[c]) for c in [*row.excepted, *([StepCode.H13] if once else [])]],
    }


def sight_view(opened: Category | None) -> dict[str, Any]:
    """What the receiver reads before the move, in words."""
    kinds = [str(CATEGORIES[str(c.name)]) for c in opened] if opened else []
    return {"otherwise": opened is None, "kinds": kinds}


def who_answers(row: HandoverRow, evidence: Collection[EvidenceRow], today: date) -> dict[str, str]:
    """Which organisation answers today, and which stands beside it."""
    found = answerable(row, evidence, today)
    names = {e.organisation_id: e.organisation for e in evidence}
    names |= {row.from_organisation_id: row.from_organisation, row.to_organisation_id: row.to_organisation}
    return {
        "responsible": names[found.responsible],
        "supporting": names[found.supporting] if found.supporting is not None else "",
    }


def request_view(row: RequestRow) -> dict[str, Any]:
    """The question to one possible receiver in words."""
    return {
        **row.__dict__,
        "url": reverse("pathway:request", args=[row.id]),
        "setting_words": str(SETTINGS[row.setting]) if row.setting else "",
        "need_words": [str(HOME_NEEDS[code]) for code in row.needs if code in HOME_NEEDS],
        "state_words": str(REQUEST_STATES[row.state]),
        "tone": REQUEST_TONES[row.state],
        "reason_words": str(NO_REASONS[row.reason]) if row.reason else "",
        "open": row.state in {"ASKED", "HELD"},
    }


def question_view(row: QuestionRow, own: Collection[int], today: date) -> dict[str, Any]:
    """A question after the move, and whether the reader is to answer it."""
    return {
        **row.__dict__,
        "late": not row.answer and row.answer_by < today,
        "may_answer": not row.answer and row.asked_of_id in own,
    }


def team_of(row: HandoverRow, register: Snapshot) -> TeamView | None:
    """How the team of the chosen place stands, until somebody moved there: an input, no condition (row 47)."""
    place = register.place(row.place_id)
    return team_view(place.team) if place and row.state not in MOVED and row.state not in HANDOVERS.ends else None


def places_to_choose(register: Snapshot, organisation_id: int | None) -> list[tuple[str, str]]:
    """The places of who receives as choices, each with how its team stands when that is no plain room."""
    return [
        (str(p.id), _beside(p.name, team_remark(p))) for p in register.places if p.organisation_id == organisation_id
    ]


def receivers_to_ask(register: Snapshot, offered: Sequence[tuple[int, str]]) -> list[tuple[str, str]]:
    """The organisations to ask as choices, each with how many of its teams ask not now."""
    return [(str(pk), _beside(name, teams_remark(register, pk))) for pk, name in offered]


def _beside(name: str, remark: str) -> str:
    return f"{name} ({remark})" if remark else name


def other_evidence(evidence: Sequence[EvidenceRow], attempt: int) -> dict[str, list[dict[str, Any]]]:
    """What belongs to no step: talks about the person, and what was done in an earlier attempt."""
    return {
        "talks": [
            {**shown, "ref": e.talk_ref}
            for e, shown in zip(evidence, _evidence(evidence), strict=True)
            if e.kind == Evidence.CASE_DISCUSSION
        ],
        "earlier": _evidence([e for e in evidence if e.attempt < attempt and e.kind != Evidence.CASE_DISCUSSION]),
    }
