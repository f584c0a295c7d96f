"""The engine and a second, naive reading of the decision table agree on every question that can be asked."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenhang.engines.sharing import (
    Category,
    ConsentFact,
    Facts,
    Ground,
    Purpose,
    Question,
    Regime,
    Role,
    Stage,
    decide,
    load_rules,
)
from samenhang.engines.sharing.problem import TRUTHS
from samenhang.engines.sharing.solve import answer
from samenhang.engines.sharing.tables import tables_of

from . import oracle

TODAY = dt.date(2026, 11, 22)
OPPOSED = {
    "investigation_opposes",
    "weighty_reasons_oppose",
    "objection_of_participant",
    "case_closed",
    "recipient_left",
}
EVERYBODY = ConsentFact(
    frozenset(Role),
    frozenset(Category),
    frozenset(Purpose),
    TODAY,
    TODAY + dt.timedelta(days=300),
    items=("what was agreed",),
)
IN_FAVOUR = {name: True for name in TRUTHS if name not in OPPOSED and name != "motivation"} | {
    "title_end": TODAY + dt.timedelta(days=30), "decision_25": TODAY, "decision_reference": "B-12", "flags": {"WAMS_IN_FORCE": True},
}  # fmt: skip
BARE = Facts(TODAY)
CONSENT = Facts(TODAY, consents=(EVERYBODY,))
FULL = Facts(TODAY, **IN_FAVOUR)
FULL_CONSENT = Facts(TODAY, consents=(EVERYBODY,), **IN_FAVOUR)


def seen(verdict) -> tuple[str, str, str]:
    return str(verdict.decision), str(verdict.lock or ""), verdict.rule_id


@pytest.mark.slow
@pytest.mark.capability(114)
@pytest.mark.parametrize("sender", Role)
def test_every_combination_with_and_without_consent(sender):
    """All receivers, categories, purposes and stages, each with four sets of facts; where no rule speaks, facts cannot matter."""
    tables = tables_of(load_rules())
    keys = [(stage, purpose) for stage in Stage for purpose in Purpose]
    asked = 0
    for category in Category:
        silent = [(*key, oracle.expected([], sender, "", category, *key, BARE)) for key in keys]
        for recipient in Role:
            known = oracle.ways(sender, recipient, category)
            for facts in (BARE, CONSENT, FULL, FULL_CONSENT) if known else (BARE, CONSENT):
                rows = silent
                if known:
                    rows = [(*key, oracle.expected(known, sender, recipient, category, *key, facts)) for key in keys]
                for stage, purpose, wanted in rows:
                    found = answer(tables, sender, recipient, category, stage, purpose, facts)
                    if (found.decision, found.lock or "", found.rule_id) != wanted:
                        pytest.fail(
                            f"{sender} -> {recipient} {category} {stage} {purpose}: {seen(found)}, expected {wanted}"
                        )
                asked += len(rows)
    assert asked >= len(Role) * len(Category) * len(keys) * 2


DAYS = st.dates(TODAY - dt.timedelta(days=500), TODAY + dt.timedelta(days=500))


@st.composite
def consents(draw, recipient, category, purpose):
    """Mostly about the question, and of every age."""
    given_on = draw(DAYS)
    length = draw(st.integers(1, 800))
    withdrawn = draw(st.none() | st.integers(0, 500))
    return ConsentFact(
        draw(st.sampled_from([frozenset({recipient}), frozenset(Role), frozenset({Role.UWV})])),
        draw(st.sampled_from([frozenset({category}), frozenset(Category), frozenset({Category.NETWORK})])),
        draw(st.sampled_from([frozenset({purpose}), frozenset(Purpose), frozenset({Purpose.STATISTICS})])),
        given_on,
        given_on + dt.timedelta(days=length),
        None if withdrawn is None else given_on + dt.timedelta(days=withdrawn),
        draw(st.sampled_from([True, True, True, False])),
        draw(st.sampled_from([(), ("medication",)])),
    )


LIVE = sorted(
    (sender, recipient, category, stage, purpose)
    for (sender, recipient, category), cell in tables_of(load_rules()).cells.items()
    for (stage, purpose), entry in cell.items()
    if isinstance(entry, tuple)
)


@st.composite
def questions(draw):
    """Questions that some rule speaks about, with any facts."""
    sender, recipient, category, stage, purpose = draw(st.sampled_from(LIVE))
    return Question(sender, recipient, category, purpose, stage, draw(facts_about(recipient, category, purpose)))


@st.composite
def facts_about(draw, recipient, category, purpose):
    truths = {name: draw(st.booleans()) for name in TRUTHS}
    if draw(st.integers(0, 9)):
        truths["case_closed"] = truths["recipient_left"] = False
    return Facts(
        TODAY,
        consents=tuple(draw(st.lists(consents(recipient, category, purpose), max_size=3))),
        objected=draw(
            st.sampled_from([frozenset(), frozenset(), frozenset({category}), frozenset({Category.NETWORK})])
        ),
        declared_purposes=draw(st.sampled_from([None, None, frozenset({purpose}), frozenset({Purpose.FUNDING})])),
        regime=draw(st.none() | st.sampled_from(Regime)),
        ground=draw(st.none() | st.sampled_from(Ground)),
        title_end=draw(st.none() | st.integers(-5, 60).map(lambda days: TODAY + dt.timedelta(days=days))),
        decision_25=draw(st.none() | st.just(TODAY)),
        decision_reference=draw(st.sampled_from(["", "B-12"])),
        flags=draw(st.sampled_from([{}, {"WAMS_IN_FORCE": True}, {"WAMS_IN_FORCE": False}])),
        **truths,
    )


@pytest.mark.capability(114)
@settings(max_examples=60, deadline=None)
@given(questions())
def test_any_facts(question):
    agree(question)


def agree(question):
    """Engine and oracle say the same."""
    known = oracle.ways(question.sender, question.recipient, question.category)
    assert seen(decide(question)) == oracle.expected(
        known, question.sender, question.recipient, question.category, question.stage, question.purpose, question.facts
    )


@pytest.mark.capability(114)
def test_each_rule_under_many_random_facts():
    """Every question that some rule speaks about, each under facts thrown at random, from a fixed seed."""
    chance = random.Random(114)
    for sender, recipient, category, stage, purpose in LIVE:
        truths = {name: chance.random() < 0.5 for name in TRUTHS}
        truths["case_closed"] = truths["recipient_left"] = chance.random() < 0.05
        given_on = TODAY - dt.timedelta(days=chance.choice([-1, 0, 1, 100, 364, 365, 366, 700]))
        one = ConsentFact(
            frozenset(chance.choice([{recipient}, set(Role), {Role.UWV}])),
            frozenset(chance.choice([{category}, set(Category), {Category.NETWORK}])),
            frozenset(chance.choice([{purpose}, set(Purpose), {Purpose.STATISTICS}])),
            given_on,
            given_on + dt.timedelta(days=chance.choice([1, 100, 101, 365, 1000])),
            chance.choice([None, None, given_on, given_on + dt.timedelta(days=1), TODAY + dt.timedelta(days=400)]),
            chance.random() < 0.8,
            chance.choice([(), ("medication",)]),
        )
        facts = Facts(
            TODAY,
            consents=chance.choice([(), (one,), (one, EVERYBODY)]),
            objected=frozenset(chance.choice([set(), set(), {category}])),
            declared_purposes=chance.choice([None, None, frozenset({purpose}), frozenset({Purpose.PLACEMENT})]),
            regime=chance.choice([None, *Regime]),
            ground=chance.choice([None, *Ground]),
            title_end=chance.choice([None, *(TODAY + dt.timedelta(days=days) for days in (0, 1, 42, 43))]),
            decision_25=chance.choice([None, TODAY]),
            decision_reference=chance.choice(["", "B-12"]),
            flags=chance.choice([{}, {"WAMS_IN_FORCE": True}]),
            **truths,
        )
        agree(Question(sender, recipient, category, purpose, stage, facts))


GOOD = sorted(name for name in TRUTHS if name not in OPPOSED)


@pytest.mark.capability(115)
def test_more_in_favour_never_closes_and_dead_consent_never_opens():
    """For a quarter of the questions that some rule speaks about: each fact in favour, and consent, may only open; withdrawn, over or future consent counts as none."""
    chance = random.Random(115)
    dead = [
        replace(EVERYBODY, withdrawn_on=TODAY),
        replace(EVERYBODY, given_on=TODAY - dt.timedelta(days=9), valid_until=TODAY),
        replace(EVERYBODY, given_on=TODAY + dt.timedelta(days=1)),
    ]
    for sender, recipient, category, stage, purpose in chance.sample(LIVE, len(LIVE) // 4):
        some = {name: True for name in GOOD if chance.random() < 0.5}
        ground = chance.choice([None, *Ground])
        base = Facts(TODAY, ground=ground, **some)

        def opened(facts, key=(sender, recipient, category, purpose, stage)):
            return decide(Question(*key, facts)).allowed

        before = opened(base)
        assert opened(replace(base, consents=tuple(dead))) == before
        assert not before or opened(replace(base, consents=(EVERYBODY,)))
        assert not before or opened(replace(base, **{chance.choice(GOOD): True}))
        assert before or not opened(replace(base, **{chance.choice(sorted(OPPOSED)): True}))
        assert before or not opened(replace(base, objected=frozenset({category})))
