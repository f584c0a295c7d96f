"""The answer of the rules, and what was received, as a page prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samenhang.access.labels import CATEGORIES
from samenhang.engines.sharing import Decision, Lock, Verdict
from samenhang.privacy.adapters import ESTABLISHED
from samenhang.privacy.labels import (
    BASES,
    CONDITIONS,
    DECISIONS,
    GROUNDS,
    LOCKS,
    MINIMUM,
    NOTICE_WHEN,
    OPENS,
    PURPOSES,
    REASONS,
    SECRECY,
)
from samenhang.privacy.selectors import Answer, CopyRow

_TONES = {
    Decision.ALLOW: "positive",
    Decision.ALLOW_WITH_CONDITIONS: "positive",
    Decision.ASK_CONSENT: "warning",
    Decision.ESCALATE_DUTY_CONFLICT: "warning",
    Decision.BLOCK: "negative",
}


@dataclass(frozen=True)
class Shown:
    """One answer in words: what may, why (not), what would open it, and what the person is told."""

    category: Any
    name: str
    allowed: bool
    decision: Any
    tone: str
    rule: str
    locks: tuple[tuple[Any, str, Any], ...]
    reasons: tuple[Any, ...]
    opens: tuple[tuple[Any, bool], ...]
    options: tuple[Any, ...]
    asks_consent: bool
    weighs: bool
    translate: bool
    basis: tuple[Any, ...]
    secrecy: Any
    conditions: tuple[Any, ...]
    minimum: tuple[Any, ...]
    notice: Any
    days: int | None
    along: bool


def answer_view(answer: Answer) -> Shown:
    """The verdict on one category in the words of the screen."""
    verdict = answer.verdict
    return Shown(
        category=CATEGORIES[str(answer.category.name)],
        name=str(answer.category.name),
        allowed=verdict.allowed,
        decision=DECISIONS[verdict.decision],
        tone=_TONES[verdict.decision],
        rule=f"{verdict.rule_id}, {verdict.rule_version}",
        locks=_locks(verdict),
        reasons=tuple(REASONS[code] for code in verdict.reasons),
        opens=tuple((OPENS[code], code in ESTABLISHED) for code in verdict.opens),
        options=tuple(GROUNDS[code] for code in verdict.options),
        asks_consent="EXPLICIT_CONSENT" in verdict.opens,
        weighs=bool(set(verdict.options) - {"EXPLICIT_CONSENT"}),
        translate="TRANSLATE_TO_HOUSING_NEEDS" in verdict.opens,
        basis=tuple(BASES[code] for code in verdict.basis),
        secrecy=SECRECY.get(verdict.secrecy, ""),
        conditions=tuple(CONDITIONS[code] for code in verdict.conditions),
        minimum=tuple(MINIMUM[code] for code in verdict.minimum_set),
        notice=NOTICE_WHEN[verdict.notice_when] if verdict.notice_when != "NONE" else "",
        days=verdict.expiry_days,
        along=verdict.delivery == "GRANT",
    )


def _locks(verdict: Verdict) -> tuple[tuple[Any, str, Any], ...]:
    """The four locks with whether each is open, closed or not reached, and the reason at the closed one."""
    order = list(Lock)
    until = len(order) if verdict.lock is None else order.index(verdict.lock)
    why = REASONS[verdict.reasons[-1]] if verdict.reasons else ""
    return tuple(
        (LOCKS[lock], "open" if n < until else "closed" if n == until else "later", why if n == until else "")
        for n, lock in enumerate(order)
    )


def copies_view(rows: Sequence[CopyRow]) -> list[dict[str, Any]]:
    """What somebody received, one card for each person, the newest first."""
    cards: dict[int, dict[str, Any]] = {}
    for row in rows:
        card = cards.setdefault(
            row.person_id,
            {
                "about": row.about,
                "lines": [],
                "contact": row.contact,
                "sender": row.sender,
                "organisation": row.sender_organisation,
                "at": row.received_at,
                "purpose": PURPOSES[row.purpose],
                "until": row.expires_on,
                "conditions": [CONDITIONS[code] for code in row.conditions],
            },
        )
        card["lines"].append({"text": row.text, "category": CATEGORIES[str(row.category.name)]})
    return list(cards.values())
