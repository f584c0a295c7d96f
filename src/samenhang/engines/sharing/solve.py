"""The public questions: one decision, or many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .checks import wfz_open
from .problem import Facts, Question
from .result import Verdict
from .ruleset import RuleSet, load_rules
from .tables import CONSENT_WHYS, Candidate, Entry, Tables, tables_of
from .terms import OPEN, WEIGHED, Category, Opener, Purpose, Role, Stage

MOST_KEPT = 4096  # verdicts cut to the end of a consent, and merged ones, that are remembered
# Bound once: an enum member looked up on its class costs more than the comparison it is for.
_CLOSED, _NO, _CLIENT, _EXPL = Stage.CLOSED, Opener.NO, Opener.CLIENT, Opener.EXPL
_PRES, _PROPERTY, _WINDOW = Opener.PRES, Opener.PROPERTY, Opener.WINDOW
_NEAREST = {why: nearness for nearness, why in enumerate(CONSENT_WHYS)}


def decide(question: Question, rules: RuleSet | None = None) -> Verdict:
    """The verdict on one question, by the newest rules unless others are given."""
    return answer(
        tables_of(rules or load_rules()),
        question.sender,
        question.recipient,
        question.category,
        question.stage,
        question.purpose,
        question.facts,
    )


def decide_many(questions: Iterable[Question], rules: RuleSet | None = None) -> list[Verdict]:
    """The verdicts on several questions, in order."""
    tables = tables_of(rules or load_rules())
    return [answer(tables, q.sender, q.recipient, q.category, q.stage, q.purpose, q.facts) for q in questions]


def answer(
    tables: Tables, sender: Role, recipient: Role, category: Category, stage: Stage, purpose: Purpose, facts: Facts
) -> Verdict:
    """The same from parts, for sweeps over everything: the rules that match, tried in order; the first that is open answers."""
    cell = tables.cells.get((sender, recipient, category))
    entry: Entry
    if cell is not None:
        entry = cell[stage, purpose]
    elif stage is _CLOSED:
        entry = tables.closed
    else:
        entry = tables.remainders.get(category, tables.no_rule)
    if facts.case_closed or facts.recipient_left:
        if type(entry) is Verdict:
            return tables.closed
        entry = tuple(one for one in entry if one.outside_case)  # type: ignore[union-attr]
        if not entry:
            return tables.closed
    if type(entry) is Verdict:
        return entry
    undeclared = (
        facts.declared_purposes is not None
        and purpose not in facts.declared_purposes
        and purpose not in tables.free_purposes
    )
    refused: list[Verdict] = []
    for one in entry:  # type: ignore[union-attr]
        verdict = _judge(one, undeclared, recipient, category, purpose, facts)
        if verdict.decision in OPEN:
            return verdict
        refused.append(verdict)
    return refused[0] if len(refused) == 1 else _merged(tables, refused)


def _judge(
    one: Candidate, undeclared: bool, recipient: Role, category: Category, purpose: Purpose, facts: Facts
) -> Verdict:
    """The four locks of one rule, in order."""
    if undeclared and not one.outside_case:
        return one.undeclared
    days, why = 0, "CONSENT_MISSING"
    if one.uses_consent:
        days, why = _consented(one, recipient, category, purpose, facts)
    consented = days > 0
    for holds, closed in one.purpose_checks:
        if not holds(facts, consented):
            return closed
    if one.flag and not facts.flags.get(one.flag, False):
        return one.no_law
    for holds, closed in one.basis_checks:
        if not holds(facts, consented):
            return closed
    opened = _opened(one, category, facts, days)
    if opened is None:
        return _unopened(one, category, facts, why)
    for holds, closed in one.secrecy_checks:
        if not holds(facts, consented):
            return closed
    if facts.regime is not None and facts.regime not in one.regimes:
        return one.other_regime
    for holds, closed in one.regime_checks:
        if not holds(facts, consented):
            return closed
    return opened


def _opened(one: Candidate, category: Category, facts: Facts, days: int) -> Verdict | None:
    for opener, verdict in one.openers:
        if opener is _NO or opener is _CLIENT:
            return verdict
        if opener is _EXPL:
            if days:
                return (
                    verdict
                    if verdict.expiry_days is not None and days >= verdict.expiry_days
                    else _cut(one, verdict, days)
                )
        elif opener is _PRES:
            if category not in facts.objected:
                return verdict
        elif opener is _PROPERTY:
            if facts.property_level:
                return verdict
        elif opener is _WINDOW:
            if wfz_open(facts):
                return verdict
        elif facts.motivation and facts.ground is WEIGHED[opener]:
            return verdict
    return None


def _unopened(one: Candidate, category: Category, facts: Facts, why: str) -> Verdict:
    if category in facts.objected:
        return one.objected
    if facts.ground is not None and facts.ground in one.unmotivated:
        return one.unmotivated[facts.ground]
    return one.without_consent[why]


def _consented(one: Candidate, recipient: Role, category: Category, purpose: Purpose, facts: Facts) -> tuple[int, str]:
    """For how many days from today valid explicit consent covers this; when none does, why the nearest one does not."""
    if category in facts.objected:
        return 0, "CONSENT_MISSING"
    longest, nearest, today = 0, 0, facts.today
    for consent in facts.consents:
        if (
            recipient not in consent.recipient_roles
            or category not in consent.categories
            or purpose not in consent.purposes
        ):
            why = "CONSENT_OTHER_SCOPE"
        elif consent.withdrawn_on is not None and consent.withdrawn_on <= today:
            why = "CONSENT_WITHDRAWN"
        elif consent.valid_until <= today:
            why = "CONSENT_EXPIRED"
        elif consent.given_on > today:
            why = "CONSENT_NOT_YET_VALID"
        elif not consent.explicit:
            why = "CONSENT_NOT_EXPLICIT"
        elif one.items_named and not consent.items:
            why = "CONSENT_NAMES_NO_ITEMS"
        elif one.max_age is not None and (today - consent.given_on).days >= one.max_age:
            why = "CONSENT_TOO_OLD"
        else:
            ends = (
                consent.valid_until if consent.withdrawn_on is None else min(consent.valid_until, consent.withdrawn_on)
            )
            days = (ends - today).days
            if one.max_age is not None:
                days = min(days, one.max_age - (today - consent.given_on).days)
            longest = max(longest, days)
            continue
        nearest = max(nearest, _NEAREST[why])
    return longest, CONSENT_WHYS[nearest]


def _cut(one: Candidate, verdict: Verdict, days: int) -> Verdict:
    """The verdict with the end of the consent as its end."""
    key = (id(verdict), days)
    found = one.shorter.get(key)
    if found is None:
        if len(one.shorter) >= MOST_KEPT:
            one.shorter.clear()
        found = one.shorter[key] = replace(verdict, expiry_days=days)
    return found


def _merged(tables: Tables, refused: list[Verdict]) -> Verdict:
    """The first refusal, with what would open the other rules that match as well."""
    key = tuple(map(id, refused))
    found = tables.merged.get(key)
    if found is None:
        first = refused[0]
        opens = tuple(dict.fromkeys(code for one in refused for code in one.opens))
        options = tuple(dict.fromkeys(ground for one in refused for ground in one.options))
        if len(tables.merged) >= MOST_KEPT:
            tables.merged.clear()
        found = tables.merged[key] = tuple(refused), replace(first, opens=opens, options=options)
    return found[1]
