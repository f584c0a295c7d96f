"""Filtering a list and deciding about each row agree, on invented grants, memberships, suspensions, periods and categories.

An oracle that knows plain tuples only agrees with both. ``SAMENHANG_SEED`` chooses other inventions, ``SAMENHANG_EXAMPLES`` more of them (290 make
10,000 lists); both are printed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from samenhang.access import door
from samenhang.access.enums import Category, DossierKind, Purpose, Regime
from samenhang.access.models import Compartment, Dossier, Grant, ProtectedModel
from samenhang.access.selectors import may_read, may_write
from samenhang.directory.models import Membership, Organisation, Team, User
from samenhang.directory.selectors import actor_of
from samenhang.documents.models import Document
from samenhang.legal.models import Indication, LegalTitle
from samenhang.pathway.models import Placement
from samenhang.people.models import Person
from samenhang.picture.models import FunctionalFact, Incident, OwnWords
from samenhang.privacy.models import Disclosure, SharedCopy
from tests.conftest import NOW, TODAY

SEED = int(os.environ.get("SAMENHANG_SEED", "20261122"))
CARE = Purpose.CARE_COORDINATION
EXAMPLES = int(os.environ.get("SAMENHANG_EXAMPLES", "90"))
DOSSIERS, USERS, TEAMS, WORKPLACES = 2, 4, 2, 2
BY_TABLE: list[type[ProtectedModel]] = [Person, OwnWords, FunctionalFact, Incident, LegalTitle, Indication, Placement]
BY_ROW: list[type[ProtectedModel]] = [Document, SharedCopy]
SPREAD = (Category.ID_CONTACT, Category.MEDICAL, Category.POLICE, Category.PLAN_GOALS, Category.PLACEMENT_HISTORY)


@dataclass(frozen=True)
class World:
    """What stands still: dossiers with a row in every table, people who sign in, where they could work."""

    compartments: list[int]
    users: list[int]
    teams: list[int]
    workplaces: list[int]


@pytest.fixture
def world(db, municipalities) -> World:
    """Four dossiers; in each a row of every table, and a document and a copy in each of several categories."""
    places = [Organisation.objects.create(code=f"o{n}", name=f"Organisatie {n}", kind="GGZ") for n in range(WORKPLACES)]
    teams = [Team.objects.create(organisation=places[n % WORKPLACES], name=f"Team {n}") for n in range(TEAMS)]
    users = [User.objects.create_user(f"u{n}", name=f"Collega {n}") for n in range(USERS)]
    compartments = []
    home = municipalities["Turfwolde"]
    for n in range(DOSSIERS):
        dossier = Dossier.objects.create(kind=DossierKind.PERSON, opened_at=NOW)
        compartment = Compartment.objects.create(dossier=dossier, regime=Regime.CONSENT)
        here = {"compartment": compartment}
        person = Person(**here, dossier=dossier, number=f"N{n}", name=f"Persoon {n}", municipality_id=home)
        Person.objects.write([person])
        me = {**here, "person": person}
        OwnWords.objects.write([OwnWords(**me, text="Rust", said_on=TODAY)])
        FunctionalFact.objects.write([FunctionalFact(**me, code="low_stimulus", value=True, noted_on=TODAY)])
        Incident.objects.write([Incident(**me, on=TODAY, kind="THREAT", severity=1)])
        LegalTitle.objects.write([LegalTitle(**me, code="WVGGZ_ZM_1", start=TODAY)])
        Indication.objects.write([Indication(**me, law="WMO", profile="BW", start=TODAY)])
        Placement.objects.write([Placement(**me, setting="BW", start=TODAY, provider="Thuishaven")])
        disclosure = Disclosure(
            **me, at=NOW, sender=users[0], sender_organisation="Organisatie 0", sender_role="TREATER",
            recipient_organisation=places[0], recipient_role="HOUSING_ASSOC", categories=4, purpose="HOUSING_MATCH",
            stage="HOUSING_MATCH", regime="CONSENT", necessity="Een proef", rule_id="T", rule_version="1",
            engine_decision="ALLOW", human_decision="SHARED",
        )  # fmt: skip
        Disclosure.objects.write([disclosure])
        for category in SPREAD:
            Document.objects.write([Document(**here, title="Stuk", kept_as=int(category), attached_at=NOW)])
            copy = SharedCopy(**me, disclosure=disclosure, kept_as=int(category), about="P", text="T", content_hash="0")
            SharedCopy.objects.write([copy])
        compartments.append(compartment.pk)
    return World(compartments, [u.pk for u in users], [t.pk for t in teams], [p.pk for p in places])


@dataclass(frozen=True)
class Given:
    """A grant in plain words; moments in minutes from now."""

    dossier: int
    user: int | None
    team: int | None
    workplace: int | None
    categories: int
    writes: int
    start: int
    end: int | None
    suspended: bool


@dataclass(frozen=True)
class Works:
    """Somebody works somewhere; days from today."""

    user: int
    workplace: int
    team: int | None
    start: int
    end: int | None


_sets = st.sets(st.sampled_from(list(Category)), min_size=1, max_size=12).map(lambda found: int(sum(found)))
_moments = st.sampled_from([-100_000, -1441, -60, -1, 0, 0, -1, 1, 60, 1441])


@st.composite
def grants(draw: st.DrawFn) -> Given:
    """Any grant that the database takes."""
    team = draw(st.one_of(st.none(), st.integers(0, TEAMS - 1)))
    start = draw(_moments)
    return Given(
        dossier=draw(st.integers(0, DOSSIERS - 1)),
        user=None if team is not None else draw(st.integers(0, USERS - 1)),
        team=team,
        workplace=draw(st.one_of(st.none(), st.integers(0, WORKPLACES - 1))),
        categories=draw(_sets),
        writes=draw(st.one_of(st.just(0), _sets)),
        start=start,
        end=draw(st.one_of(st.none(), st.sampled_from([200_000, 200_000, 0, 1, 59, 60, 61, 1440]).map(lambda more: start + more))),
        suspended=draw(st.integers(0, 4)) == 4,
    )  # fmt: skip


@st.composite
def jobs(draw: st.DrawFn) -> Works:
    """Any membership that the database takes."""
    start = draw(st.sampled_from([-400, -1, 0, 0, -400, 1]))
    team = draw(st.one_of(st.none(), st.integers(0, TEAMS - 1)))
    workplace = team % WORKPLACES if team is not None else draw(st.integers(0, WORKPLACES - 1))
    end = draw(st.one_of(st.none(), st.sampled_from([1, 2, 399, 400, 401]).map(lambda more: start + more)))
    return Works(draw(st.integers(0, USERS - 1)), workplace, team, start, end)


def _works_now(job: Works) -> bool:
    return job.start <= 0 and (job.end is None or job.end > 0)


def _opens(given_: Given, user: int, jobs_: list[Works]) -> int:
    """The oracle: what this grant opens for this user at this moment."""
    mine = [j for j in jobs_ if j.user == user and _works_now(j)]
    if given_.suspended or given_.start > 0 or (given_.end is not None and given_.end <= 0):
        return 0
    if given_.team is not None:
        return given_.categories if given_.team in {j.team for j in mine} else 0
    if given_.user != user or (given_.workplace is not None and given_.workplace not in {j.workplace for j in mine}):
        return 0
    return given_.categories


counted: dict[str, int] = {}


@pytest.mark.slow
@pytest.mark.capability(115)
def test_a_list_holds_exactly_the_rows_of_which_each_alone_may_be_read(world, monkeypatch, capsys):
    monkeypatch.setattr(door.clock, "now", lambda: NOW)
    counted.update(sets=0, rows=0, seen=0)

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(st.lists(grants(), min_size=2, max_size=14), st.lists(jobs(), min_size=2, max_size=8))
    def agree(given_: list[Given], jobs_: list[Works]) -> None:
        with transaction.atomic():
            _write(world, given_, jobs_)
            for user in range(USERS):
                _compare(world, user, given_, jobs_)
            transaction.set_rollback(True)

    with capsys.disabled():
        print(f"\nSAMENHANG_SEED={SEED} SAMENHANG_EXAMPLES={EXAMPLES}", end=": ")  # noqa: T201 - repeat with this seed
        agree()
        found = f"{counted['sets']:,} lists, {counted['rows']:,} rows decided one by one, {counted['seen']:,} readable"
        print(found)  # noqa: T201
    assert counted["sets"] >= 36 * EXAMPLES and counted["seen"] >= 5 * EXAMPLES, (
        "inventions that open nothing prove nothing"
    )


def _write(world: World, given_: list[Given], jobs_: list[Works]) -> None:
    distinct = {(j.user, j.workplace, j.team, j.end is None): j for j in jobs_}.values()
    jobs_[:] = list(distinct)
    Membership.objects.bulk_create(
        [
            Membership(
                user_id=world.users[j.user], organisation_id=world.workplaces[j.workplace],
                team_id=None if j.team is None else world.teams[j.team], role="PROFESSIONAL",
                start=TODAY + timedelta(days=j.start), end=None if j.end is None else TODAY + timedelta(days=j.end),
            )
            for j in jobs_
        ]
    )  # fmt: skip
    Grant.objects.bulk_create(
        [
            Grant(
                compartment_id=world.compartments[g.dossier],
                user_id=None if g.user is None else world.users[g.user],
                team_id=None if g.team is None else world.teams[g.team],
                organisation_id=None if g.workplace is None else world.workplaces[g.workplace],
                categories=g.categories, writes=g.writes, start=_at(g.start), end=None if g.end is None else _at(g.end),
                suspended=g.suspended, basis="TEST", rule_id="T", rule_version="1",
            )
            for g in given_
        ]
    )  # fmt: skip


def _at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def _compare(world: World, user: int, given_: list[Given], jobs_: list[Works]) -> None:
    actor = actor_of(User.objects.get(pk=world.users[user]), today=_today())
    opened = [0] * DOSSIERS
    for g in given_:
        if what := _opens(g, user, jobs_):
            opened[g.dossier] |= what
            _writes_as_one(world, actor, g)
    decided: dict[tuple[int, int], bool] = {}
    for table in BY_TABLE + BY_ROW:
        category = table.category_field or None
        rows = table.objects.for_rule("all rows, to compare with what may be seen")
        every = list(rows.values_list("pk", "compartment_id", *([category] if category else [])))
        listed = set(table.objects.visible_to(actor, purpose=CARE).values_list("pk", flat=True))
        counted["sets"] += 1
        for pk, compartment, *kept in every:
            bit = kept[0] if kept else int(table.category)
            key = (compartment, bit)
            if key not in decided:
                decided[key] = may_read(actor, compartment, Category(bit))
            expected = bool(opened[world.compartments.index(compartment)] & bit)
            assert (pk in listed) is decided[key] is expected, (table.__name__, Category(bit), actor)
            counted["rows"] += 1
            counted["seen"] += expected


def _writes_as_one(world: World, actor, g: Given) -> None:
    """Whoever may write something may do so with this grant or another one; a grant that writes nothing is no reason."""
    if g.writes:
        bit = g.writes & -g.writes
        assert may_write(actor, world.compartments[g.dossier], Category(bit))


def _today() -> date:
    return TODAY
