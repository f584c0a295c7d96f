"""The own plan and signalling plan as a page prints them; a version reads exactly as the plan did on its day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.access.rules import OWN
from samenhang.access.selectors import TakesPart
from samenhang.plan.enums import ActionState, Answer, Doer, GoalState, LineKind, Phase, Signer
from samenhang.plan.labels import ACTIONS, GOALS, LINES, PHASES, SECURITIES, SECURITY_STATES, STEPS
from samenhang.plan.selectors import ActionRow, Page, SignalPage, SignatureRow
from samenhang.portal.agreeing import Proposal
from samenhang.portal.labels import APPROACH, HELPERS, PROPOSALS, SIGNED_AS
from samenhang.ui import dates

SOON_DAYS = 7  # an own action shows on the first page from so many days before
TONES = {"OPEN": "info", "REACHED": "positive", "LET_GO": "neutral"}
Row = Mapping[str, Any]


# ---- the plan ---------------------------------------------------------------------------------------
def whole_plan(page: Page, approach: Any, today: date) -> dict[str, Any]:
    """The plan as it is now."""
    actions = [a.__dict__ for a in page.actions]
    return _whole(
        {
            "head": [page.plan.__dict__],
            "goals": [g.__dict__ for g in page.goals],
            "actions": actions,
            "approach": [approach.__dict__] if approach is not None else [],
            "back_ups": [b.__dict__ for b in page.back_ups],
            "route": [s.__dict__ for s in page.steps],
            "securities": [s.__dict__ for s in page.securities],
            "parts": [p.__dict__ for p in page.own_plans],
            "tensions": [t.__dict__ for t in page.tensions],
        },
        today,
    )


def version(content: Mapping[str, Sequence[Row]], said: Mapping[int, str], today: date) -> dict[str, Any]:
    """A version of the plan, word for word as it was put forward."""
    rows = {section: [_named(r) for r in found] for section, found in content.items()}
    for goal in rows.get("goals", []):
        goal["words"] = said.get(goal.get("words_id") or 0, "")
    return _whole(rows, today)


# What a version calls by the way to it, and a page by its name.
_NAMES = {
    "user__name": "user", "organisation__name": "organisation", "one__text": "one", "other__text": "other",
}  # fmt: skip
_DAYS = ("by", "due", "until", "outflow_on", "tried_on")


def _named(row: Row) -> dict[str, Any]:
    found = {_NAMES.get(name, name): value for name, value in row.items()}
    for name in _DAYS:
        if isinstance(found.get(name), str):
            found[name] = date.fromisoformat(found[name])
    return found


def _whole(rows: Mapping[str, Sequence[Row]], today: date) -> dict[str, Any]:
    goals = rows.get("goals", ())
    known = {g["id"] for g in goals}
    on_goal: dict[int | None, list[dict[str, Any]]] = {}
    for a in rows.get("actions", ()):
        on_goal.setdefault(a.get("goal_id") if a.get("goal_id") in known else None, []).append(_action(a, today))
    views = [_goal(g, on_goal.get(g["id"], [])) for g in goals]
    head = next(iter(rows.get("head", ())), {})
    return {
        "head": head,
        "goals": [g for g in views if g["open"]],
        "past_goals": [g for g in views if not g["open"]],
        "loose": on_goal.get(None, []),
        "approach": [pair for a in rows.get("approach", ()) for pair in approach_lines(a)],
        "back_ups": rows.get("back_ups", ()),
        "steps": [{"text": s["text"], "when": s["about_when"], "state": STEPS[s["state"]]} for s in rows.get("route", ())],
        "securities": [
            {"what": SECURITIES[s["kind"]], "state": SECURITY_STATES[s["state"]], "note": s["note"]}
            for s in rows.get("securities", ())
        ],
        "parts": rows.get("parts", ()),
        "tensions": rows.get("tensions", ()),
    }  # fmt: skip


def _goal(g: Row, actions: list[dict[str, Any]]) -> dict[str, Any]:
    state = GoalState(g.get("state", GoalState.OPEN))
    return {
        "text": g["text"],
        "words": g.get("words") or g.get("wish", ""),
        "seen_by": g.get("seen_by", ""),
        "by": g.get("by"),
        "open": state is GoalState.OPEN,
        "state": GOALS[state],
        "tone": TONES[state],
        "why": g.get("state_why", ""),
        "actions": actions,
    }


def _action(a: Row, today: date) -> dict[str, Any]:
    open_ = a.get("state", ActionState.TODO) == ActionState.TODO
    return {
        "text": a["text"],
        "whose": whose(a),
        "mine": a["doer"] == Doer.CLIENT,
        "due": a["due"],
        "open": open_,
        "late": open_ and a["due"] < today,
        "state": ACTIONS[a.get("state", ActionState.TODO)],
        "tone": "positive" if a.get("state") == ActionState.DONE else "neutral",
        "result": a.get("result", ""),
    }


def whose(a: Row) -> str:
    """Who does it, in words to the person."""
    if a["doer"] == Doer.CLIENT:
        return _("You yourself")
    names = (a.get("user"), a.get("organisation")) if a["doer"] != Doer.CLOSE_ONE else (a.get("who"),)
    return ", ".join(n for n in names if n)


def approach_lines(a: Row) -> list[tuple[Any, str]]:
    """How everybody approaches the person: what stands there, each with its words."""
    return [(label, a[name]) for name, label in APPROACH.items() if a.get(name)]


def deeds(rows: Sequence[ActionRow], today: date) -> dict[str, list[dict[str, Any]]]:
    """What the person does themselves: still to do, the first due first; and what was done or let go."""
    views = [{**_action(a.__dict__, today), "url": reverse("portal:action", args=[a.id])} for a in rows]
    return {"todo": [v for v in views if v["open"]], "past": [v for v in views if not v["open"]]}


def helpers(rows: Sequence[TakesPart]) -> list[dict[str, Any]]:
    """Who helps, with what they are there for."""
    return [
        {"who": r.who or r.organisation, "organisation": r.organisation if r.who else "", "role": HELPERS[r.role]}
        for r in rows
        if r.role not in OWN
    ]


# ---- agreeing ---------------------------------------------------------------------------------------
def answers(found: Sequence[Proposal], signer: Signer) -> list[dict[str, Any]]:
    """What can be agreed with, those that wait first, each with the own last answer."""
    rows = [answer(p, signer) for p in found]
    return sorted(rows, key=lambda r: not r["waits"])


def answer(p: Proposal, signer: Signer) -> dict[str, Any]:
    """One proposal: what it is called, what was said, and where it is answered."""
    title, question, about = PROPOSALS[p.under]
    mine = p.mine(signer)
    return {
        "under": p.under,
        "url": reverse("portal:agree", args=[p.under, p.id]),
        "title": title,
        "question": question,
        "about": about,
        "on": p.on,
        "by": p.by,
        "why": p.why,
        "waits": p.waits,
        "mine": {"agreed": mine.answer == Answer.AGREED, "on": mine.on, "remark": mine.remark} if mine else None,
        "names": _names(p.said),
    }


def _names(rows: Sequence[SignatureRow]) -> list[dict[str, Any]]:
    """Who said what; of each the last answer."""
    last = {(r.signer, r.organisation_id): r for r in rows}
    return [
        {"who": r.organisation or SIGNED_AS[r.signer], "agreed": r.answer == Answer.AGREED, "on": r.on, "remark": r.remark}
        for r in last.values()
    ]  # fmt: skip


def plan_news(found: Sequence[Proposal], actions: Sequence[ActionRow], today: date) -> list[dict[str, Any]]:
    """What is new of the plan: what asks for an answer, and own actions that are due."""
    items: list[dict[str, Any]] = [
        {
            "url": reverse("portal:agree", args=[p.under, p.id]),
            "icon": "help-circle",
            "label": str(PROPOSALS[p.under][1]),
            "about": _("Read it and say what you think."),
        }
        for p in found
        if p.waits
    ]
    items += [
        {
            "url": f"{reverse('portal:plan')}#mine",
            "icon": "clipboard-list",
            "label": a.text,
            "about": _("You would do this before %(day)s.") % {"day": dates.day(a.due)},
        }
        for a in actions
        if a.open and a.due <= today + timedelta(days=SOON_DAYS)
    ]
    return items


# ---- the signalling plan ----------------------------------------------------------------------------
def signals(row: SignalPage) -> dict[str, Any]:
    """A signalling plan by colour, each with its word first, and whom to call."""
    return {
        "question": row.question,
        "made_with": row.made_with,
        "places": row.places,
        "signed_on": row.signed_on,
        "review_on": row.review_on,
        "phases": [p for p in (_phase(code, row) for code in Phase) if p["kinds"]],
        "calls": [
            {"name": c.name, "phone": c.phone, "hours": c.hours, "tel": re.sub(r"[^0-9+]", "", c.phone)}
            for c in row.calls
        ],
    }


def _phase(code: Phase, row: SignalPage) -> dict[str, Any]:
    lines = [x for x in row.lines if x.phase == code]
    kinds = [
        {"label": LINES[kind], "lines": [{"text": x.text, "who": x.who} for x in lines if x.kind == kind]}
        for kind in LineKind
    ]
    return {"code": code.lower(), "label": PHASES[code], "kinds": [k for k in kinds if k["lines"]]}
