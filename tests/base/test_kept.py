"""The text of a question is kept, never its answer: the same rows as when it is made anew, for every reader and every day."""

from __future__ import annotations

import inspect
import sys
from datetime import date, timedelta
from itertools import product

import pytest
from config.env import database
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenhang.access.enums import Category, Purpose
from samenhang.access.models import Compartment, Participation
from samenhang.access.selectors import own_cases
from samenhang.access.services import leave_case
from samenhang.base import clock
from samenhang.base.kept import Given, GivenDay, Kept
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.legal.selectors import titles
from samenhang.people.models import Person
from samenhang.people.selectors import people_of
from samenhang.plan.models import Approach, PlanVersion, SignalPlan
from tests.conftest import NOW, TODAY

CARE = Purpose.CARE_COORDINATION


def every_kept_question() -> dict[str, Kept]:
    """All that stand in the code."""
    return {
        f"{name}.{key}": value
        for name, module in sys.modules.copy().items()
        if name.startswith("samenhang.")
        for key, value in vars(module).items()
        if isinstance(value, Kept) and value.build.__module__ == name
    }


def shapes(kept: Kept, reader) -> list[tuple]:
    """Everything that a question can be kept under."""
    choices = {
        "reader": [reader.reader],
        "purpose": [CARE],
        "everybody": [True, False],
        "write": [True, False],
        "reason": ["the same rows as when the question is made anew"],
        "code": ["security_needed"],
        "category": [Category.PLAN_GOALS],
    }
    return list(product(*(choices[name] for name in inspect.signature(kept.build).parameters)))


def test_every_kept_question_finds_what_a_new_one_finds(demo_region, monkeypatch):
    ids = list(Person.objects.for_rule("all people of a test region").order_by("id").values_list("id", flat=True))
    half = ids[::2]
    numbers = {
        "dossiers": list(Participation.objects.values_list("dossier_id", flat=True).distinct()),
        "compartments": list(Compartment.objects.values_list("id", flat=True))[:3],
        "me": list(User.objects.values_list("id", flat=True)),
        "version": list(PlanVersion.objects.for_rule("all of a test region").values_list("id", flat=True)),
        "approach": list(Approach.objects.for_rule("all of a test region").values_list("id", flat=True)),
        "signal_plan": list(SignalPlan.objects.for_rule("all of a test region").values_list("id", flat=True)),
    }
    values: dict = {}
    monkeypatch.setattr(Given, "value", lambda open_place: values[open_place.name])
    coordinator, nurse = (actor_of(User.objects.get(username=n), today=TODAY) for n in ("coordinator", "nurse"))
    questions, found = every_kept_question(), set()
    assert len(questions) >= 20
    # every reader twice, so that the second time the text is the one that was kept for another day and other people
    for whose, ago, reader in product((ids, half), (timedelta(0), timedelta(days=200)), (coordinator, nurse)):
        monkeypatch.setattr(clock, "_moment", lambda ago=ago: NOW - ago)
        day = TODAY - ago
        for name, kept in questions.items():
            for shape in shapes(kept, reader):
                values = Answers(day, numbers | {"people": whose, "homes": whose})
                anew = sorted(map(repr, map(tuple, kept.build(*shape))))
                assert sorted(map(repr, kept.rows(*shape, **values.given(kept, shape)))) == anew, (name, shape)
                found |= {name} if anew else set()
    assert len(found) >= 15, f"nothing was ever found by {sorted(set(questions) - found)}"


class Answers(dict):
    """What is filled in: numbers by their name, and one day for whatever is a day."""

    def __init__(self, day: date, numbers: dict[str, list[int]]) -> None:
        super().__init__(numbers)
        self.day = day

    def __missing__(self, name: str) -> date:
        return self.day

    def given(self, kept: Kept, shape: tuple) -> dict:
        """The same, by the names that this question has open."""
        text = kept._text(shape, connection.vendor, "Europe/Amsterdam")
        names = {v.name for v in text.values if isinstance(v, Given) and type(v).value is Given.value} if text else ()
        return {name: self[name] for name in names}


def test_a_grant_that_ended_opens_nothing_although_the_question_was_kept(cast, somebody):
    mine = [somebody.dossier_id]
    assert len(people_of(cast.owner, mine, purpose=CARE)) == 1
    for seat in Participation.objects.filter(dossier_id=somebody.dossier_id, user_id=cast.owner.user_id):
        leave_case(actor=cast.owner, participation_id=seat.pk, on=TODAY)
    assert people_of(cast.owner, mine, purpose=CARE) == []


def test_what_was_kept_for_one_reader_is_not_anothers(cast, somebody):
    mine = [somebody.dossier_id]
    assert [len(people_of(a, mine, purpose=CARE)) for a in (cast.owner, cast.outsider, cast.owner)] == [1, 0, 1]


def test_another_session_of_the_same_reader_uses_the_same_text():
    from dataclasses import replace

    from samenhang.base.actor import Actor

    one = Actor(7, "Iemand", role="NURSE", session="a", address="10.0.0.1", team_ids=frozenset({3}))
    assert one.reader == replace(one, session="b", address="10.0.0.2", name="Iemand Anders").reader
    assert one.reader != replace(one, team_ids=frozenset({4})).reader
    assert one.reader != replace(one, organisation_ids=frozenset({4})).reader


def test_nobody_and_thousands_are_the_same_question(cast, somebody):
    asked = []
    for ids in ([], [somebody.id], range(somebody.id, somebody.id + 5_000)):
        with CaptureQueriesContext(connection) as seen:
            titles(cast.owner, ids, purpose=CARE, today=TODAY)
        asked.append(len(seen))
    assert asked == [1, 1, 1]


def test_who_has_not_signed_in_has_no_cases(db):
    from samenhang.base.actor import SYSTEM

    assert own_cases(SYSTEM, TODAY) == {}


def test_a_value_that_was_not_given_is_an_error_and_not_everything(cast):
    seats = Kept(lambda: Participation.objects.on(GivenDay("today")).values_list("id"))
    with pytest.raises(LookupError, match="today"):
        seats.rows()


def test_a_question_in_an_order_that_it_does_not_ask_for_is_refused(db):
    strange = Kept(lambda: Participation.objects.values_list("role").order_by("start").distinct())
    with pytest.raises(ValueError, match="order"):
        strange.rows()


@pytest.mark.parametrize(("address", "keeps"), [("", True), ("?pooled=yes", False)])
def test_the_server_keeps_plans_unless_a_pooler_stands_in_between(tmp_path, address, keeps):
    found = database(f"postgresql://me:secret@db:5432/samenhang{address}", tmp_path)
    assert (found["OPTIONS"]["prepare_threshold"] is not None) == keeps
