"""Every protected fact of a generated region, for everybody: the door and an independent oracle agree, not one too many."""

from __future__ import annotations

import pytest
from django.db import transaction

from samenhang.access.enums import Category, Purpose
from samenhang.access.selectors import may_read
from samenhang.base import clock
from samenhang.base.actor import SYSTEM
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from tests.matrix.oracle import Oracle
from tests.matrix.world import PROTECTED, all_facts

pytestmark = [pytest.mark.django_db, pytest.mark.capability(115)]


@pytest.mark.slow
def test_everybody_sees_of_every_table_exactly_what_a_grant_opens(world, capsys):
    oracle, facts = Oracle(clock.now(), clock.today()), all_facts()
    actors = {**world.actors, "the system": SYSTEM}
    counted = seen = 0
    for name, actor in actors.items():
        for table in PROTECTED:
            expected = {f.row for f in oracle.of(actor.user_id, facts[table])}
            found = set(table.objects.visible_to(actor, purpose=Purpose.CARE_COORDINATION).values_list("pk", flat=True))
            assert found == expected, (name, table.__name__, "too many", found - expected, "too few", expected - found)
            counted += len(facts[table])
            seen += len(found)
    with capsys.disabled():
        print(f"\n{counted:,} of actor × fact at the door ({len(actors)} actors), {seen:,} open")  # noqa: T201
    assert counted > 40_000 and seen > 1_000


@pytest.mark.slow
def test_everybody_may_read_exactly_the_categories_that_a_grant_opens(world, capsys):
    """Also the categories of which no table holds anything yet."""
    oracle = Oracle(clock.now(), clock.today())
    from samenhang.access.models import Compartment

    where = list(Compartment.objects.filter(dossier_id__in=[p.dossier_id for p in world.people.values()]))
    counted = opened = 0
    for name, actor in world.actors.items():
        for compartment in where:
            for category in Category:
                expected = oracle.sees(actor.user_id, compartment.pk, int(category))
                assert may_read(actor, compartment.pk, category) is expected, (name, compartment.pk, category)
                counted, opened = counted + 1, opened + expected
    with capsys.disabled():
        print(f"\n{counted:,} of actor × compartment × category, {opened:,} open")  # noqa: T201


def test_the_states_of_the_matrix_are_what_they_are_called(world):
    """The oracle says so of each: otherwise a state would prove nothing."""
    oracle = Oracle(clock.now(), clock.today())
    people = world.people

    def sees(name: str, who: str, category: Category = Category.ID_CONTACT) -> bool:
        return oracle.sees(world.actors[name].user_id, people[who].compartment_id, int(category))

    for name in ("coordinator", "case-file_holder", "case-client", "emergency", "consent-runs", "table-member"):
        assert sees(name, "A"), name
    for name in ("ended-job", "left-team", "left-case", "starts-later", "consent-gone", "coordinator-2", "officer-1"):
        assert not sees(name, "A"), name
    assert sees("emergency", "A", Category.MEDICAL) and not sees("emergency", "A", Category.INCIDENT)
    assert sees("coordinator", "R") and not sees("not-named", "R") and not sees("table-member", "R")
    assert sees("along", "H") and not sees("along", "H", Category.INCIDENT)
    assert not any(sees(name, "C") for name in world.actors)
    copies = [word for word, (f, _n) in world.facts().items() if f.table == "privacy.SharedCopy"]
    known = world.facts()
    may = {n: [w for w in copies if oracle.sees(world.actors[f"officer-{n}"].user_id, known[w][0].compartment, known[w][0].bit)] for n in (1, 2, 3)}  # fmt: skip
    assert may[1] and not may[2] and not may[3], "it runs, it was withdrawn, it lapsed"


def test_who_lost_every_job_or_is_nobody_sees_nothing(world):
    user = User.objects.get(pk=world.actors["left-team"].user_id)
    with transaction.atomic():
        actor = actor_of(user, today=clock.today())
    assert not actor.powers and not actor.team_ids
    for table in PROTECTED:
        for somebody in (actor, SYSTEM):
            assert not table.objects.visible_to(somebody, purpose=Purpose.CARE_COORDINATION).exists()
