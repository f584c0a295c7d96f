"""From a plan to what a page prints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.access.labels import CASE_ROLES
from samenhang.access.selectors import TakesPart
from samenhang.base.actor import Actor
from samenhang.picture.labels import DOMAINS
from samenhang.plan.enums import Doer, GoalState, Security, SecurityState, StepState
from samenhang.plan.labels import (
    ACTIONS,
    CHANGES,
    GOALS,
    LINES,
    NOT_CONCRETE,
    PHASES,
    PHASES_SHORT,
    SECTIONS,
    SECURITIES,
    SECURITY_STATES,
    SIGNERS,
    STEPS,
)
from samenhang.plan.rules import Change, Standing, compare, may_start_ambulant, not_concrete_yet
from samenhang.plan.selectors import ActionRow, GoalRow, Page, SignalPage, SignatureRow
from samenhang.ui import dates
from samenhang.ui.reasons import REASONS

TONES = {"ARRANGED": "positive", "NOT_ARRANGED": "negative", "UNKNOWN": "unknown"}


# ---- the page of a plan -----------------------------------------------------------------------------
def page(found: Page, here: Any, rows: Sequence[TakesPart], actor: Actor, today: date) -> dict[str, Any]:
    """Goals with their actions, actions without a goal, and the rest, in words and with where each is changed."""
    person_id, may = here.person.id, here.may_write
    views = {a.id: action(a, person_id, may, actor, today) for a in found.actions}
    on_goal: dict[int | None, list[dict[str, Any]]] = {}
    goal_ids = {g.id for g in found.goals}
    for a in found.actions:
        on_goal.setdefault(a.goal_id if a.goal_id in goal_ids else None, []).append(views[a.id])
    open_goals = [g for g in found.goals if g.state == GoalState.OPEN]
    return {
        "goals": [goal(g, on_goal.get(g.id, []), person_id, may) for g in open_goals],
        "past_goals": [
            goal(g, on_goal.get(g.id, []), person_id, may) for g in found.goals if g.state != GoalState.OPEN
        ],
        "loose": on_goal.get(None, []),
        "overdue": sum(v["overdue"] for v in views.values()),
        "open": sum(a.open for a in found.actions),
        "done": sum(not a.open for a in found.actions),
        "tensions": [
            {**t.__dict__, "url": _url("plan:change", may, person_id, "tension", t.id)} for t in found.tensions
        ],
        "own_plans": [
            {
                **p.__dict__,
                "url": _url("plan:change", may, person_id, "own-plan", p.id),
                "over": bool(p.until and p.until < today),
            }
            for p in found.own_plans
        ],
        "back_ups": [
            {**b.__dict__, "url": _url("plan:change", may, person_id, "back-up", b.id)} for b in found.back_ups
        ],
        "steps": steps(found, person_id, may),
        "securities": securities(found),
        "secure": may_start_ambulant({s.kind: s.state for s in found.securities}),
        "same_domain": same_domain(found),
        "without_plan": [
            s.organisation
            for s in _organisations(rows)
            if s.organisation_id not in {p.organisation_id for p in found.own_plans}
        ],
    }


def _url(name: str, may: bool, *args: Any) -> str:
    return reverse(name, args=args) if may else ""


def _organisations(rows: Sequence[TakesPart]) -> list[TakesPart]:
    return list({r.organisation_id: r for r in rows if r.organisation_id}.values())


def whose(a: ActionRow) -> str:
    """Whose move an action is, in words."""
    if a.doer == Doer.CLIENT:
        return _("the person themselves")
    if a.doer == Doer.CLOSE_ONE:
        return a.who
    return f"{a.user}, {a.organisation}" if a.user and a.organisation else a.user or a.organisation


def action(a: ActionRow, person_id: int, may: bool, actor: Actor, today: date) -> dict[str, Any]:
    """One action: who, before when, how it stands, and where it is reported on or changed."""
    mine = a.user_id is not None and a.user_id == actor.user_id
    ours = a.user_id is None and a.organisation_id in actor.organisation_ids
    overdue = a.open and a.due < today
    return {
        "id": a.id,
        "text": a.text,
        "whose": whose(a),
        "due": a.due,
        "open": a.open,
        "state": str(ACTIONS[a.state]),
        "overdue": overdue,
        "urgency": "overdue" if overdue else "soon",
        "result": a.result,
        "closed_on": a.closed_on,
        "mine": mine,
        "report_url": reverse("plan:report", args=[person_id, a.id]) if may or mine or ours else "",
        "change_url": reverse("plan:change", args=[person_id, "action", a.id]) if may else "",
    }


def goal(g: GoalRow, actions: list[dict[str, Any]], person_id: int, may: bool) -> dict[str, Any]:
    """One goal with what hangs on it, and what would make it more concrete."""
    missing = not_concrete_yet(by=g.by, seen_by=g.seen_by, wish=bool(g.words or g.wish), actions=len(actions))
    return {
        **g.__dict__,
        "domain": str(DOMAINS[g.domain]),
        "state_word": str(GOALS[g.state]),
        "tone": {"OPEN": "info", "REACHED": "positive", "LET_GO": "neutral"}[g.state],
        "actions": actions,
        "advice": [str(NOT_CONCRETE[code]) for code in missing] if may and g.state == GoalState.OPEN else [],
        "change_url": _url("plan:change", may, person_id, "goal", g.id),
        "move_url": _url("plan:move_goal", may, person_id, g.id),
        "add_url": f"{reverse('plan:add', args=[person_id, 'action'])}?goal={g.id}" if may else "",
    }


def steps(found: Page, person_id: int, may: bool) -> list[dict[str, Any]]:
    """The route, for the component that draws steps."""
    state = {StepState.BEHIND: "done", StepState.NOW: "current", StepState.TO_COME: "todo"}
    return [
        {
            "label": s.text,
            "note": s.about_when,
            "state": state[StepState(s.state)],
            "href": _url("plan:change", may, person_id, "step", s.id),
            "word": str(STEPS[s.state]),
        }
        for s in found.steps
    ]


def securities(found: Page) -> list[dict[str, Any]]:
    """The four securities, also those that nobody looked at yet."""
    known = {s.kind: s for s in found.securities}
    rows = []
    for kind in Security:
        row = known.get(kind)
        state = row.state if row else SecurityState.UNKNOWN
        rows.append(
            {
                "label": str(SECURITIES[kind]),
                "state": str(SECURITY_STATES[state]),
                "tone": TONES[state],
                "note": row.note if row else "",
                "on": row.checked_on if row else None,
            }
        )
    return rows


def same_domain(found: Page) -> list[dict[str, Any]]:
    """Domains on which two organisations or more act: they had better know it of each other (row 29)."""
    domain = {g.id: g.domain for g in found.goals}
    acting: dict[str, set[str]] = {}
    for a in found.actions:
        if a.open and a.organisation and a.goal_id in domain:
            acting.setdefault(domain[a.goal_id], set()).add(a.organisation)
    return [
        {"domain": str(DOMAINS[code]), "who": ", ".join(sorted(names))}
        for code, names in sorted(acting.items())
        if len(names) > 1
    ]


def seats(rows: Sequence[TakesPart]) -> list[tuple[str, str]]:
    """Who takes part, by role."""
    return [(str(CASE_ROLES[r.role]), f"{r.who}, {r.organisation}" if r.organisation else r.who) for r in rows]


def now_there(form: forms.Form, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is kept now, beside a form that met somebody else's change: each field with its label and words."""
    found = []
    for name, field in form.fields.items():
        if isinstance(field.widget, forms.HiddenInput):
            continue
        value = row.get(name)
        words = _chosen(field, value) if isinstance(field, forms.ChoiceField) else _say(value)
        found.append((str(field.label), words or _("nothing")))
    return found


def _chosen(field: forms.ChoiceField, value: Any) -> str:
    options: Any = field.choices
    for key, label in options:
        if isinstance(label, list | tuple):
            for inner, word in label:
                if str(inner) == str(value):
                    return str(word)
        elif str(key) == str(value):
            return str(label)
    return ""


def _say(value: Any) -> str:
    return dates.day(value) if isinstance(value, date) else "" if value is None else str(value)


# ---- agreement --------------------------------------------------------------------------------------
def names(rows: Sequence[SignatureRow]) -> list[dict[str, Any]]:
    """Who put their name to something; of one signer the last answer counts and the earlier ones are told as such."""
    newest = {(r.signer, r.organisation_id): r.id for r in rows}
    return [
        {
            **r.__dict__,
            "who": r.organisation or str(SIGNERS[r.signer]),
            "agrees": r.answer == "AGREED",
            "counts": newest[r.signer, r.organisation_id] == r.id,
        }
        for r in rows
    ]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Two versions side by side, per part; what is the same is kept apart."""
    found: dict[str, list[Change]] = {}
    for change in compare(before, after):
        found.setdefault(change.section, []).append(change)
    return [
        {
            "title": str(SECTIONS[section]),
            "changed": [_change(c) for c in rows if c.kind != "SAME"],
            "same": [_change(c) for c in rows if c.kind == "SAME"],
        }
        for section, rows in found.items()
    ]


_CODES: dict[str, Mapping[str, Any]] = {"domain": DOMAINS, "kind": SECURITIES}
_STATES = {"goals": GOALS, "actions": ACTIONS, "route": STEPS, "securities": SECURITY_STATES}
_SILENT = frozenset({"id", "goal_id", "words_id"})


def _change(change: Change) -> dict[str, Any]:
    tone, word = CHANGES[change.kind]
    return {
        "tone": tone,
        "word": str(word),
        "before": _fields(change.section, change.before, change.after),
        "after": _fields(change.section, change.after, change.before),
    }


def _fields(
    section: str, row: Mapping[str, Any] | None, other: Mapping[str, Any] | None
) -> list[dict[str, Any]] | None:
    """The fields of one side that hold something, each with whether the other side differs."""
    if row is None:
        return None
    found = []
    for name, value in row.items():
        if name in _SILENT or value in ("", None) or (name == "doer" and value != Doer.CLIENT):
            continue
        words = _STATES[section].get(value, value) if name == "state" and section in _STATES else value
        if name in _CODES:
            words = _CODES[name].get(value, value)
        if name == "doer":
            words = _("the person themselves")
        differs = other is not None and other.get(name) != value
        text = _day(words) if isinstance(words, str) else str(words)
        found.append({"text": text, "differs": differs})
    return found


def _day(text: str) -> str:
    """A day of a version as people say it."""
    try:
        return dates.day(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


# ---- the signalling plan ----------------------------------------------------------------------------
PHASE_ORDER = ("GREEN", "YELLOW", "ORANGE", "RED", "BLUE")
KIND_ORDER = ("SITUATION", "SIGN", "SELF", "HELPER", "DO_NOT", "WORKS")


def phases(plan: SignalPage) -> list[dict[str, Any]]:
    """The phases from green to red and after, each with its lines by kind."""
    return [_phase(code, [x.__dict__ for x in plan.lines if x.phase == code]) for code in PHASE_ORDER]


def card_phases(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The phases that stand on a crisis card, red first: whoever opens it is in a hurry."""
    rows = [{**x, "id": 0, "within_minutes": x["within"]} for x in lines]
    found = [
        _phase(code, [x for x in rows if x["phase"] == code]) for code in ("RED", "ORANGE", "BLUE", "YELLOW", "GREEN")
    ]
    return [p for p in found if p["kinds"]]


def _phase(code: str, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    kinds = [
        {"code": kind, "label": str(LINES[kind]), "lines": [_signal_line(x) for x in lines if x["kind"] == kind]}
        for kind in KIND_ORDER
    ]
    return {
        "code": code.lower(),
        "label": str(PHASES[code]),
        "short": str(PHASES_SHORT[code]),
        "kinds": [k for k in kinds if k["lines"]],
    }


def _signal_line(x: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": x["id"], "text": x["text"], "who": x["who"], "within": within(x["within_minutes"])}


def within(minutes: int | None) -> str:
    """A term in words."""
    if minutes is None:
        return ""
    if minutes < 120:
        return _("within %(n)s minutes") % {"n": minutes}
    if minutes <= 48 * 60:
        return _("within %(n)s hours") % {"n": round(minutes / 60)}
    return _("within %(n)s days") % {"n": round(minutes / 1440)}


def call(name: str, phone: str, hours: str, pk: int = 0) -> dict[str, Any]:
    """Somebody to call, with the number as a telephone dials it."""
    return {"id": pk, "name": name, "phone": phone, "hours": hours, "tel": re.sub(r"[^0-9+]", "", phone)}


def not_yet(standing: Standing) -> str:
    """Why a signalling plan cannot come into force yet, in the words of the rule."""
    if not standing.client_agreed:
        return str(REASONS["CLIENT_FIRST"])
    return str(REASONS["SOMEBODY_OBJECTS"]) if standing.objections else ""
