"""Why, as codes in the order of the locks, and every code that can appear, so that each can be demanded to have words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .result import Verdict
from .ruleset import Fallback, Norm, Rule, RuleSet, load_rules, versions
from .tables import Candidate, Tables, tables_of
from .terms import Decision, Delivery, Ground, Lock

FIELDS = (
    "decision", "lock", "opens", "options", "basis", "secrecy", "conditions", "minimum_set", "must_log", "notice_when", "notice_what",
    "delivery", "reasons",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explained:
    """The rule that answered, the norms it leans on, and whether each lock is open, closed or was not reached."""

    rule: Rule | Fallback
    norms: tuple[Norm, ...]
    locks: tuple[tuple[Lock, str], ...]
    reasons: tuple[str, ...]


def explain(verdict: Verdict, rules: RuleSet | None = None) -> Explained:
    """What stands behind a verdict; `rules` must be the version that gave it (the one it names, unless given)."""
    known = rules or load_rules(verdict.rule_version)
    rule = known.rule(verdict.rule_id)
    assert not isinstance(rule, Norm)  # noqa: S101  a norm never answers
    norms = tuple(norm for norm in known.norms if verdict.rule_id in norm.holds_in)
    order = list(Lock)
    until = len(order) if verdict.lock is None else order.index(verdict.lock)
    state = ["OPEN" if i < until else "CLOSED" if i == until else "NOT_REACHED" for i in range(len(order))]
    return Explained(rule, norms, tuple(zip(order, state, strict=True)), verdict.reasons)


def all_verdicts(tables: Tables) -> Iterable[Verdict]:
    """Every verdict that the tables can give, apart from ends and merged openings."""
    yield tables.no_rule
    yield tables.closed
    yield from tables.remainders.values()
    seen: set[int] = set()
    for cell in tables.cells.values():
        if id(cell) in seen:
            continue
        seen.add(id(cell))
        for entry in cell.values():
            if isinstance(entry, Verdict):
                yield entry
                continue
            for one in entry:
                if id(one) not in seen:
                    seen.add(id(one))
                    yield from _of(one)


def _of(one: Candidate) -> Iterable[Verdict]:
    for group in (one.purpose_checks, one.basis_checks, one.secrecy_checks, one.regime_checks):
        yield from (closed for _, closed in group)
    yield from (opened for _, opened in one.openers)
    yield from (one.undeclared, one.no_law, one.other_regime, one.objected)
    yield from one.unmotivated.values()
    yield from one.without_consent.values()


def codes() -> dict[str, tuple[str, ...]]:
    """Every code per field of a verdict, over all versions on file."""
    found: dict[str, set[str]] = {name: set() for name in FIELDS}
    for version in versions():
        for verdict in all_verdicts(tables_of(load_rules(version))):
            for name in FIELDS:
                value = getattr(verdict, name)
                if value is not None and value != "":
                    found[name] |= {str(one) for one in value} if isinstance(value, tuple) else {str(value)}
    found["decision"] |= set(Decision)
    found["lock"] |= set(Lock)
    found["options"] |= set(Ground)
    found["delivery"] |= set(Delivery)
    return {name: tuple(sorted(map(str, values))) for name, values in found.items()}


CODES: dict[str, tuple[str, ...]] = codes()
