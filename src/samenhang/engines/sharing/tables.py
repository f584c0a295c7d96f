"""Rules compiled to tables: for each giver, receiver and kind of fact the answers per stage and purpose, every verdict made once.

Deciding is then two look-ups, the checks of the rules that match, and the choice among verdicts that exist already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .checks import CHECKS
from .problem import Facts
from .result import Verdict
from .ruleset import Fallback, Rule, RuleSet
from .terms import WEIGHED, Category, Decision, Ground, Lock, Opener, Purpose, Regime, Role, Stage

CONSENT_WHYS = (
    "CONSENT_MISSING",
    "CONSENT_OTHER_SCOPE",
    "CONSENT_NOT_EXPLICIT",
    "CONSENT_NAMES_NO_ITEMS",
    "CONSENT_NOT_YET_VALID",
    "CONSENT_TOO_OLD",
    "CONSENT_EXPIRED",
    "CONSENT_WITHDRAWN",
)
OPENED_BY = {
    Opener.NO: "LAW",
    Opener.CLIENT: "BROUGHT_BY_THE_PERSON",
    Opener.PROPERTY: "PROPERTY_LEVEL",
    Opener.WINDOW: "WFZ_WINDOW",
    Opener.EXPL: "EXPLICIT_CONSENT",
    Opener.PRES: "PRESUMED_CONSENT",
    Opener.LAW: "WEIGHED_LAW",
    Opener.GOOD_CARE: "WEIGHED_GOOD_CARE",
    Opener.DUTY_CONFLICT: "WEIGHED_DUTY_CONFLICT",
    Opener.OUTREACH: "WEIGHED_OUTREACH",
}
OPEN_REASONS = {Lock.PURPOSE: "PURPOSE_FITS", Lock.BASIS: "BASIS_FOUND", Lock.REGIME: "REGIME_ALLOWS"}
WEIGHED_DUTIES = ("SMALLEST_BREACH", "SECOND_PAIR_OF_EYES_WITHIN_24_HOURS", "REVIEW_TELLING_WITHIN_14_DAYS")
Test = Callable[[Facts, bool], bool]


@dataclass(slots=True, eq=False)
class Candidate:
    """One rule for one kind of giver, receiver and fact, with its verdicts ready."""

    rule: Rule
    outside_case: bool
    flag: str
    purpose_checks: tuple[tuple[Test, Verdict], ...]
    basis_checks: tuple[tuple[Test, Verdict], ...]
    secrecy_checks: tuple[tuple[Test, Verdict], ...]
    regime_checks: tuple[tuple[Test, Verdict], ...]
    openers: tuple[tuple[Opener, Verdict], ...]
    regimes: frozenset[Regime]
    uses_consent: bool
    items_named: bool
    max_age: int | None
    undeclared: Verdict
    no_law: Verdict
    other_regime: Verdict
    objected: Verdict
    unmotivated: dict[Ground, Verdict]
    without_consent: dict[str, Verdict]
    shorter: dict[tuple[int, int], Verdict] = field(default_factory=dict)


Entry = Verdict | tuple[Candidate, ...]
Cell = dict[tuple[Stage, Purpose], Entry]


@dataclass(frozen=True, eq=False)
class Tables:
    """`cells` by giver, receiver and category; what is not there has no rule."""

    cells: dict[tuple[Role, Role, Category], Cell]
    no_rule: Verdict
    closed: Verdict
    remainders: dict[Category, Verdict]
    free_purposes: frozenset[Purpose]
    merged: dict[tuple[int, ...], tuple[tuple[Verdict, ...], Verdict]] = field(default_factory=dict)


def tables_of(rules: RuleSet) -> Tables:
    """The tables of a rule set, compiled at the first question."""
    found = rules.compiled.get("tables")
    if found is None:
        found = rules.compiled["tables"] = compile_tables(rules)
    return found


def compile_tables(rules: RuleSet) -> Tables:
    """All cells; equal cells are one object."""
    maker = _Maker(rules)
    no_rule, closed = maker.fallback(rules.none), maker.fallback(rules.closed)
    remainders = {
        category: maker.blocked(rule) for rule in rules.rules if rule.remainder for category in rule.categories
    }
    cells: dict[tuple[Role, Role, Category], Cell] = {}
    same: dict[tuple[int, ...], Cell] = {}
    by_pair: dict[tuple[Role, Role], list[Rule]] = {}
    for rule in rules.rules:
        for pair in rule.pairs:
            by_pair.setdefault(pair, []).append(rule)
    for (sender, recipient), near in by_pair.items():
        for category in Category:
            matching = [rule for rule in near if rule.matches_pair(sender, recipient, category)]
            if not matching:
                continue
            candidates = [maker.candidate(rule, sender, recipient, category) for rule in matching]
            rest = remainders.get(category)
            if rest is not None and any(rule.remainder for rule in matching):
                rest = None
            key = (*map(id, candidates), id(rest))
            if key not in same:
                same[key] = _cell(maker, candidates, rest or no_rule, no_rule, closed)
            cells[sender, recipient, category] = same[key]
    return Tables(cells, no_rule, closed, remainders, rules.needs_no_declared_purpose)


def _cell(maker: _Maker, candidates: list[Candidate], rest: Verdict, no_rule: Verdict, closed: Verdict) -> Cell:
    cell: Cell = {}
    elsewhere = maker.hinted(rest) if rest is no_rule and any(not c.rule.gate for c in candidates) else rest
    for stage in Stage:
        here = [one for one in candidates if stage in one.rule.stages]
        usual = [one for one in here if not one.rule.gate]
        for purpose in Purpose:
            fitting = tuple(one for one in here if purpose in one.rule.purposes)
            gates = [one for one in fitting if one.rule.gate]
            if gates:
                cell[stage, purpose] = maker.blocked(gates[0].rule)
            elif fitting:
                cell[stage, purpose] = fitting
            elif stage is Stage.CLOSED and not usual:
                cell[stage, purpose] = closed
            elif usual:
                cell[stage, purpose] = maker.other_purpose(usual[0].rule)
            else:
                cell[stage, purpose] = elsewhere
    return cell


class _Maker:
    """Makes each verdict and each candidate once."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.verdicts: dict[Verdict, Verdict] = {}
        self.candidates: dict[tuple[object, ...], Candidate] = {}

    def one(self, verdict: Verdict) -> Verdict:
        return self.verdicts.setdefault(verdict, verdict)

    def no(self, rule: Rule, lock: Lock, why: str, opens: tuple[str, ...], decision: Decision = Decision.BLOCK,
           options: tuple[Ground, ...] = ()) -> Verdict:  # fmt: skip
        return self.one(
            Verdict(
                decision, rule.id, self.rules.version, lock, opens, options,
                must_log=(*self.rules.log, *rule.log), reasons=(*_opened_before(lock), why),
            )
        )  # fmt: skip

    def blocked(self, rule: Rule) -> Verdict:
        return self.no(rule, rule.lock or Lock.BASIS, rule.why, rule.opens)

    def other_purpose(self, rule: Rule) -> Verdict:
        return self.no(rule, Lock.PURPOSE, "PURPOSE_DOES_NOT_FIT", ("CHOOSE_PURPOSE_OF_RULE",))

    def fallback(self, last: Fallback) -> Verdict:
        return self.one(
            Verdict(
                Decision.BLOCK, last.words.id, self.rules.version, last.lock, last.opens,
                must_log=(*self.rules.log, *last.log), reasons=(*_opened_before(last.lock), last.why),
            )
        )  # fmt: skip

    def hinted(self, no_rule: Verdict) -> Verdict:
        return self.one(replace(no_rule, opens=(*no_rule.opens, "RULE_AT_ANOTHER_STAGE")))

    def candidate(self, rule: Rule, sender: Role, recipient: Role, category: Category) -> Candidate:
        openers = rule.openers(sender, category, self.rules.medical_secrecy)
        if Opener.CLIENT in openers and sender not in (Role.CLIENT, Role.REPRESENTATIVE):
            openers = tuple(one for one in openers if one is not Opener.CLIENT)
        checks = rule.checks_between(sender, recipient, category)
        minimum = rule.minimum_set_for.get(category, rule.minimum_set)
        bound = sender not in self.rules.unbound
        key = (rule.id, openers, checks, minimum, bound)
        if key not in self.candidates:
            self.candidates[key] = self.made(rule, openers, checks, minimum, bound)
        return self.candidates[key]

    def made(
        self, rule: Rule, openers: tuple[Opener, ...], checks: tuple[str, ...], minimum: tuple[str, ...], bound: bool
    ) -> Candidate:
        weighed = tuple(WEIGHED[one] for one in openers if one in WEIGHED)
        asks = Opener.EXPL in openers
        options = (Ground.EXPLICIT_CONSENT, *weighed) if asks and weighed else weighed
        lock = Lock.SECRECY if bound else Lock.BASIS
        asking = Decision.ASK_CONSENT if asks and not rule.escalates else Decision.ESCALATE_DUTY_CONFLICT
        weigh = ("WEIGH_WITH_REASONS",) if weighed else ()
        keys = ("EXPLICIT_CONSENT", *weigh) if asks else weigh

        def tested(where: Lock) -> tuple[tuple[Test, Verdict], ...]:
            return tuple(
                (CHECKS[name].holds, self.no(rule, where, CHECKS[name].why, (CHECKS[name].opens,)))
                for name in checks
                if CHECKS[name].lock is where
            )

        return Candidate(
            rule=rule,
            outside_case=rule.outside_case,
            flag=rule.flag,
            purpose_checks=tested(Lock.PURPOSE),
            basis_checks=tested(Lock.BASIS),
            secrecy_checks=tested(Lock.SECRECY),
            regime_checks=tested(Lock.REGIME),
            openers=tuple((one, self.allowed(rule, one, minimum, bound)) for one in openers if one is not Opener.BLOCK),
            regimes=rule.regimes,
            uses_consent=asks or "ZV_INFORMED" in checks,
            items_named=rule.items_named,
            max_age=rule.consent_max_age_days,
            undeclared=self.no(rule, Lock.PURPOSE, "PURPOSE_NOT_DECLARED", ("DECLARE_PURPOSE",)),
            no_law=self.no(rule, Lock.BASIS, "LAW_NOT_IN_FORCE", ("LAW_IN_FORCE", "ASK_PRIVACY_OFFICER")),
            other_regime=self.no(rule, Lock.REGIME, "REGIME_FORBIDS", ("ASK_KEEPER_OF_SOURCE",)),
            objected=self.no(rule, lock, "OBJECTION", ("OBJECTION_LIFTED", *weigh),
                             Decision.ESCALATE_DUTY_CONFLICT if weighed else Decision.BLOCK, weighed),
            unmotivated={
                ground: self.no(rule, lock, "MOTIVATION_MISSING", ("MOTIVATION", *keys),
                                Decision.ESCALATE_DUTY_CONFLICT if ground is Ground.DUTY_CONFLICT else asking, options)
                for ground in weighed
            },
            without_consent={
                why: self.no(rule, lock, why, (*keys, *(("WAIT_FOR_WINDOW",) if Opener.WINDOW in openers else ())), asking, options)
                for why in CONSENT_WHYS
            },
        )  # fmt: skip

    def allowed(self, rule: Rule, opener: Opener, minimum: tuple[str, ...], bound: bool) -> Verdict:
        weighed = opener in WEIGHED
        duties = (*rule.duties, *(WEIGHED_DUTIES if weighed else ()))
        secrecy = OPENED_BY[opener] if bound or opener is not Opener.NO else "NOT_BOUND"
        return self.one(
            Verdict(
                decision=Decision.ALLOW_WITH_CONDITIONS if duties else Decision.ALLOW,
                rule_id=rule.id,
                rule_version=self.rules.version,
                basis=rule.basis_of.get(opener, rule.basis),
                secrecy=secrecy,
                conditions=duties,
                minimum_set=minimum,
                must_log=(*self.rules.log, *rule.log, *(("WEIGHING_FORM",) if weighed else ())),
                notice_when=rule.notice_weighed if weighed else rule.notice,
                notice_what=rule.notice_what,
                expiry_days=rule.expiry_days,
                delivery=rule.delivery,
                reasons=("PURPOSE_FITS", "BASIS_FOUND", secrecy, "REGIME_ALLOWS"),
            )
        )


def _opened_before(lock: Lock) -> tuple[str, ...]:
    return tuple(OPEN_REASONS[one] for one in (Lock.PURPOSE, Lock.BASIS) if list(Lock).index(one) < list(Lock).index(lock)) + (
        ("SECRECY_OPEN",) if lock is Lock.REGIME else ()
    )  # fmt: skip
