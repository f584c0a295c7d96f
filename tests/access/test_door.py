"""No grant, no sight: what taking part opens, when it ends, and that one and many are decided alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenhang.access.enums import CaseRole, Category, DossierKind, Purpose, Regime
from samenhang.access.models import Compartment, Dossier, Grant, Participation
from samenhang.access.rules import OPENS
from samenhang.access.selectors import may_read, taking_part, who_knows
from samenhang.access.services import join_case, leave_case, reading, require_grant
from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM, Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.people.models import Person
from samenhang.people.selectors import people, person
from samenhang.picture.models import FunctionalFact, Incident
from tests.conftest import NOW, TODAY

CARE = Purpose.CARE_COORDINATION


def test_the_case_director_sees_the_person_and_an_outsider_sees_nobody(cast, somebody):
    assert [p.id for p in people(cast.owner, purpose=CARE)[0]] == [somebody.id]
    assert people(cast.outsider, purpose=CARE) == ([], 0)
    assert person(cast.outsider, somebody.id, purpose=CARE) is None


def test_the_system_itself_sees_nobody(somebody):
    assert Person.objects.visible_to(SYSTEM, purpose=CARE).count() == 0


def test_a_purpose_must_be_said(cast, somebody):
    with pytest.raises(TypeError):
        Person.objects.visible_to(cast.owner, purpose="because")


def test_a_table_sees_what_it_needs_for_a_place_and_nothing_else(cast, at_the_table):
    assert may_read(cast.table_chair, at_the_table.compartment_id, Category.PLACEMENT_HISTORY)
    for closed in (
        Category.INCIDENT,
        Category.MEDICAL,
        Category.RISK_ASSESSMENT,
        Category.POLICE,
        Category.JUDICIAL,
        Category.NETWORK,
    ):
        assert not may_read(cast.table_chair, at_the_table.compartment_id, closed), closed
    assert not OPENS[CaseRole.PLACEMENT_TABLE] & Category.INCIDENT


def test_leaving_the_case_ends_the_sight_at_once(cast, at_the_table):
    participation = Participation.objects.get(dossier_id=at_the_table.dossier_id, role=CaseRole.PLACEMENT_TABLE)
    leave_case(actor=cast.owner, participation_id=participation.pk, on=TODAY)
    assert person(cast.table_chair, at_the_table.id, purpose=CARE) is None
    with pytest.raises(Refused, match="ALREADY_LEFT"):
        leave_case(actor=cast.owner, participation_id=participation.pk, on=TODAY)


def test_a_case_has_one_director_and_nobody_takes_part_twice(cast, somebody):
    with pytest.raises(Refused, match="SEAT_TAKEN"):
        join_case(
            actor=cast.owner,
            dossier_id=somebody.dossier_id,
            role=CaseRole.CASE_DIRECTOR,
            start=TODAY,
            user_id=cast.outsider.user_id,
        )
    with pytest.raises(Refused, match="ALREADY_TAKES_PART"):
        join_case(
            actor=cast.owner,
            dossier_id=somebody.dossier_id,
            role=CaseRole.CASE_DIRECTOR,
            start=TODAY,
            user_id=cast.owner.user_id,
        )


def test_who_can_see_this_why_and_until_when_is_one_question(cast, at_the_table):
    found = who_knows(at_the_table.dossier_id)
    assert [(k.who, k.rule_id, k.basis) for k in found] == [
        ("Owner", "D43", "PARTICIPATION"),
        ("Plaatsingstafel", "D38", "PARTICIPATION"),
    ]
    assert [t.role for t in taking_part(at_the_table.dossier_id, TODAY)] == [
        CaseRole.CASE_DIRECTOR,
        CaseRole.PLACEMENT_TABLE,
    ]


def test_writing_needs_the_same_grant_as_reading(cast, somebody):
    require_grant(cast.owner, somebody.compartment_id, Category.HOUSING_NEEDS)
    with pytest.raises(NoGrant, match="NO_GRANT"):
        require_grant(cast.outsider, somebody.compartment_id, Category.HOUSING_NEEDS)


def test_a_read_writes_its_line_and_without_the_line_there_is_no_read(cast, somebody, monkeypatch):
    with reading(
        cast.owner, purpose=CARE, what="Person", categories=Category.ID_CONTACT, dossier_id=somebody.dossier_id
    ):
        pass
    line = AuditLine.objects.filter(dossier_id=somebody.dossier_id, act="READ").latest("id")
    assert (line.user_id, line.purpose, line.categories) == (cast.owner.user_id, "CARE_COORDINATION", 1)
    monkeypatch.setattr(
        "samenhang.access.services.reads.record", lambda *a, **k: (_ for _ in ()).throw(RuntimeError("log is down"))
    )
    with pytest.raises(RuntimeError), reading(cast.owner, purpose=CARE, what="Person", categories=Category.ID_CONTACT):
        pass


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True)
@given(
    grants=st.lists(
        st.tuples(
            st.integers(0, 3),  # compartment
            st.sampled_from(["user", "team", "other"]),
            st.sets(st.sampled_from(list(Category)), min_size=1, max_size=4),
            st.integers(-3, 3),  # begins so many days from now
            st.one_of(st.none(), st.integers(-2, 4)),  # and lasts so many days
        ),
        max_size=8,
    ),
    asked=st.sampled_from([Person, FunctionalFact, Incident]),
)
def test_filtering_a_list_and_deciding_about_one_row_agree(cast, grants, asked):
    with transaction.atomic():
        compartments = []
        for _ in range(4):
            dossier = Dossier.objects.create(kind=DossierKind.PERSON, opened_at=NOW)
            compartments.append(Compartment.objects.create(dossier=dossier, regime=Regime.CONSENT))
        actor = cast.table_chair
        for index, whom, categories, begins, lasts in grants:
            start = NOW + timedelta(days=begins)
            Grant.objects.create(
                compartment=compartments[index],
                user_id=actor.user_id if whom == "user" else cast.outsider.user_id if whom == "other" else None,
                team_id=cast.team_id if whom == "team" else None,
                categories=int(sum(categories)),
                start=start,
                end=None if lasts is None else start + timedelta(days=max(lasts, 0)),
                basis="TEST", rule_id="T", rule_version="1",
            )  # fmt: skip
        wanted = asked.category
        expected = {
            compartments[index].pk
            for index, whom, categories, begins, lasts in grants
            if whom != "other"
            and wanted in categories
            and begins <= 0
            and (lasts is None or begins + max(lasts, 0) > 0)
        }
        one_by_one = {c.pk for c in compartments if may_read(actor, c.pk, wanted)}
        from samenhang.access.door import granted

        listed = set(
            granted(actor, wanted).filter(compartment__in=compartments).values_list("compartment_id", flat=True)
        )
        assert listed == one_by_one == expected
        transaction.set_rollback(True)


def test_an_actor_without_a_session_has_no_powers():
    assert Actor(user_id=None, name="x").powers == frozenset()
