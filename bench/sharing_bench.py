"""The sharing engine beside a plain Python function of the same rules, and beside cedarpy on the same table as Cedar policies.

Cedar answers a smaller question: allowed or not under these facts. It gets one policy per rule, giver, receiver and category in question,
with the rule's checks and its ways to be opened as conditions, and the facts ready as attributes (consent already judged). The plain
function is the naive reading of the tests: decision, lock and rule, no reasons, conditions or minimum set.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import cedarpy

from bench.harness import interleaved, median, ratio, show
from samenhang.engines.sharing import (
    Category,
    ConsentFact,
    Facts,
    Opener,
    Question,
    Role,
    Rule,
    decide,
    load_rules,
)
from samenhang.engines.sharing.checks import CHECKS, wfz_open
from samenhang.engines.sharing.tables import tables_of
from samenhang.engines.sharing.terms import WEIGHED

TODAY = dt.date(2026, 11, 22)
OURS, PLAIN, CEDAR = "engine, verdict with reasons", "plain Python, decision and rule only", "cedarpy, allowed or not"
CEDAR_BATCH = "cedarpy, a batch of 100 at a time"


def questions(count: int) -> list[Question]:
    """Questions spread over everything the table speaks about; one in three with consent, one in four without any rule."""
    live = sorted(
        (*who, *when)
        for who, cell in tables_of(load_rules()).cells.items()
        for when, entry in cell.items()
        if isinstance(entry, tuple)
    )
    made = []
    for number in range(count):
        sender, recipient, category, stage, purpose = live[number * 7919 % len(live)]
        if number % 4 == 3:
            recipient = Role.CLIENT_SUPPORTER
        given = ConsentFact(
            frozenset({recipient}), frozenset({category}), frozenset({purpose}), TODAY, TODAY + dt.timedelta(days=300)
        )
        facts = Facts(
            TODAY,
            consents=(given,) if number % 3 == 0 else (),
            relation=True,
            serious_harm=number % 2 == 0,
            fit_decided=number % 5 != 0,
            with_allowed_sharing=True,
        )
        made.append(Question(sender, recipient, category, purpose, stage, facts))
    return made


def policies() -> str:
    """The rules as Cedar policies. A gate forbids; consent, weighing and checks are conditions on the context."""
    written = []
    rules = load_rules()
    for rule in rules.rules:
        by_demand: dict[tuple[str, ...], list[tuple[Role, Role, Category]]] = {}
        for sender, recipient in sorted(rule.pairs):
            for category in rule.categories:
                if rule.matches_pair(sender, recipient, category):
                    demand = (_opened(rule, sender, category), *rule.checks_between(sender, recipient, category))
                    by_demand.setdefault(demand, []).append((sender, recipient, category))
        for (opened, *checks), triples in by_demand.items():
            by_category: dict[Category, set[str]] = {}
            for sender, recipient, category in triples:
                by_category.setdefault(category, set()).add(f'"{sender}>{recipient}"')
            by_pairs: dict[tuple[str, ...], list[Category]] = {}
            for category, pairs in by_category.items():
                by_pairs.setdefault(tuple(sorted(pairs)), []).append(category)
            for pairs, categories in by_pairs.items():
                conditions = [
                    f"[{', '.join(pairs)}].contains(context.pair)",
                    f"[{_texts(categories)}].contains(context.category)",
                    f"[{_texts(rule.stages)}].contains(context.stage)",
                    f"[{_texts(rule.purposes)}].contains(context.purpose)",
                    opened,
                    *(f"context.{check}" for check in checks),
                ]
                if not rule.outside_case:
                    conditions.append("!context.closed")
                if rule.flag:
                    conditions.append(f"context.{rule.flag}")
                effect = "forbid" if rule.gate else "permit"
                written.append(f"{effect} (principal, action, resource) when {{ {' && '.join(conditions)} }};")
    return "\n".join(written)


def _texts(codes: Any) -> str:
    return ", ".join(f'"{code}"' for code in codes)


def _opened(rule: Rule, sender: Role, category: Category) -> str:
    openers = rule.openers(sender, category, load_rules().medical_secrecy)
    if Opener.NO in openers or rule.gate:
        return "true"
    ways = {Opener.EXPL: "context.consented", Opener.PRES: "!context.objected", Opener.WINDOW: "context.wfz",
            Opener.PROPERTY: "context.property_level"}  # fmt: skip
    parts = [ways[one] for one in openers if one in ways]
    parts += [f'(context.motivation && context.ground == "{WEIGHED[one]}")' for one in openers if one in WEIGHED]
    if Opener.CLIENT in openers and sender in (Role.CLIENT, Role.REPRESENTATIVE):
        parts.append("true")
    return f"({' || '.join(parts)})"


def request(question: Question) -> dict[str, Any]:
    """The same question for Cedar, with everything that our engine works out itself already worked out."""
    facts = question.facts
    covered = any(
        question.recipient in one.recipient_roles and one.given_on <= facts.today < one.valid_until
        for one in facts.consents
    )
    context = {
        "pair": f"{question.sender}>{question.recipient}",
        "category": str(question.category),
        "stage": str(question.stage),
        "purpose": str(question.purpose),
        "consented": covered and not _names_items(question),
        "objected": question.category in facts.objected,
        "wfz": wfz_open(facts),
        "property_level": facts.property_level,
        "motivation": facts.motivation,
        "ground": str(facts.ground or ""),
        "closed": facts.case_closed or facts.recipient_left,
        "WAMS_IN_FORCE": facts.flags.get("WAMS_IN_FORCE", False),
        **{name: check.holds(facts, covered) for name, check in CHECKS.items()},
    }
    return {"principal": 'U::"a"', "action": 'Action::"share"', "resource": 'D::"d"', "context": context}


def _names_items(question: Question) -> bool:
    return not any(one.items for one in question.facts.consents) and any(
        rule.items_named and rule.matches_pair(question.sender, question.recipient, question.category)
        for rule in load_rules().rules
    )


def per_question(work: Callable[[], object], count: int) -> dict[str, Any]:
    """Microseconds per question of one run."""
    began = time.perf_counter()
    work()
    return {"microseconds": (time.perf_counter() - began) / count * 1e6}


def main(rounds: int = 3, quick: bool = False) -> dict[str, Any]:
    """Interleaved rounds over the same questions."""
    from tests.engines.sharing import oracle

    many, few = questions(2_000 if quick else 20_000), questions(100)
    policy_set = cedarpy.PolicySet.from_str(policies()) if hasattr(cedarpy.PolicySet, "from_str") else policies()
    asked = [request(question) for question in few]
    answers = [cedarpy.is_authorized(one, policy_set, []).allowed for one in asked]
    assert answers == [decide(question).allowed for question in few], "Cedar must say the same"

    def ours() -> None:
        for question in many:
            decide(question)

    def plain() -> None:
        for q in many:
            known = oracle.ways(q.sender, q.recipient, q.category)
            oracle.expected(known, q.sender, q.recipient, q.category, q.stage, q.purpose, q.facts)

    def cedar() -> None:
        for one in asked:
            cedarpy.is_authorized(one, policy_set, [])

    slowest: list[float] = []
    for question in many:
        began = time.perf_counter()
        decide(question)
        slowest.append((time.perf_counter() - began) * 1e6)
    runs = interleaved(
        {
            OURS: partial(per_question, ours, len(many)),
            PLAIN: partial(per_question, plain, len(many)),
            CEDAR: partial(per_question, cedar, len(asked)),
            CEDAR_BATCH: partial(per_question, partial(cedarpy.is_authorized_batch, asked, policy_set, []), len(asked)),
        },
        rounds,
    )
    cost = {name: median(done, "microseconds") for name, done in runs.items()}
    show(
        "sharing, per question",
        [{"what": name, "median µs": value, "ours/this": ratio(cost[OURS], value)} for name, value in cost.items()],
    )
    slowest.sort()
    tail = {"p99 µs": slowest[len(slowest) * 99 // 100], "policies in Cedar": policies().count("\n") + 1}
    show("sharing, one by one", [tail])
    return {"per question": runs, "one by one": [tail]}
