"""Needs, refusals and the table: what is possible, who may, and that one place is given once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from samenhang.access.enums import CaseRole
from samenhang.access.services import join_case
from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.engines.fit.terms import Obstacle, RemedyKind
from samenhang.matching.enums import DecisionOutcome, NeedStatus, OptionKind, RefusalReason
from samenhang.matching.models import CareNeed, PlacementDecision
from samenhang.matching.presenters import layer_chart
from samenhang.matching.rules import LAYER_OF_OBSTACLE, LAYER_OF_REMEDY
from samenhang.matching.selectors import (
    bottlenecks_of,
    everybody_who_waits,
    gather,
    latest_round,
    needs,
    proposal_for,
    table_page,
)
from samenhang.matching.services import (
    Decision,
    NeedValues,
    NewNeed,
    NewRefusal,
    change_need,
    compute_round,
    decide,
    open_need,
    record_refusal,
    withdraw_need,
)
from samenhang.people.selectors import PersonKey, keys
from samenhang.people.services import NewPerson, register
from samenhang.picture.enums import EcoLayer, FactCode
from samenhang.picture.labels import LAYERS
from samenhang.picture.services import NewFact, note_fact
from samenhang.supply.models import Booking
from samenhang.supply.selectors import snapshot
from samenhang.supply.services import book, upsert_places
from tests.conftest import NOW, TODAY, new_place

BW = NeedValues(settings=("BW",), priority=3)


def waits(cast, person, values: NeedValues = BW) -> int:
    return open_need(
        actor=cast.owner, new=NewNeed(person.id, person.compartment_id, person.dossier_id, date(2026, 3, 1), values)
    )


def yes(person, need_id: int, place: int, **more) -> Decision:
    return Decision(need_id, DecisionOutcome.OTHER_PLACE, "Past het best.", OptionKind.PLACE, place, **more)


# ---- needs ----------------------------------------------------------------------------------------
@pytest.mark.capability(61)
def test_somebody_waits_once(cast, somebody):
    waits(cast, somebody)
    with pytest.raises(Refused, match="NEED_EXISTS"):
        waits(cast, somebody)


@pytest.mark.capability(65)
@pytest.mark.parametrize(
    ("values", "code"),
    [
        (NeedValues(settings=()), "NO_FORM"),
        (NeedValues(settings=("FPA",)), "WHY_RESIDENTIAL"),
        (NeedValues(settings=("FPA",), why_residential="PUBLIC_SAFETY"), "WHY_RESIDENTIAL"),
        (
            NeedValues(settings=("INDEP_HOME",), why_residential="CLIENT_WISH", why_residential_text=" "),
            "WHY_RESIDENTIAL",
        ),
    ],
)
def test_a_residential_need_says_why_ambulatory_is_not_possible(cast, somebody, values, code):
    with pytest.raises(Refused, match=code):
        waits(cast, somebody, values)


@pytest.mark.capability(65)
def test_a_need_with_an_ambulatory_form_among_the_others_needs_no_reason(cast, somebody):
    waits(cast, somebody, NeedValues(settings=("FPA", "INDEP_HOME")))


@pytest.mark.capability(141)
def test_two_people_change_the_same_need_and_the_second_is_told(cast, somebody):
    need = waits(cast, somebody)
    change_need(
        actor=cast.owner,
        need_id=need,
        values=NeedValues(settings=("VG6",)),
        expected_version=1,
    )
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        change_need(actor=cast.owner, need_id=need, values=BW, expected_version=1)
    assert CareNeed.objects.for_rule("looking at the outcome").get(pk=need).settings == ["VG6"]


def test_an_outsider_writes_nothing(cast, somebody):
    new = NewNeed(somebody.id, somebody.compartment_id, somebody.dossier_id, TODAY, BW)
    with pytest.raises(NoGrant):
        open_need(actor=cast.outsider, new=new)
    assert CareNeed.objects.for_rule("looking at the outcome").count() == 0


# ---- refusals -------------------------------------------------------------------------------------
def no(person, **more) -> NewRefusal:
    return NewRefusal(
        person.id, person.compartment_id, person.dossier_id, "Thuishaven", TODAY, RefusalReason.GROUP_FIT, **more
    )


@pytest.mark.capability(68)
def test_a_refusal_on_paper_only_stays_locked_until_the_exception_is_motivated(cast, somebody):
    with pytest.raises(Refused, match="CLIENT_NOT_SEEN"):
        record_refusal(actor=cast.owner, new=no(somebody, client_seen=False))
    record_refusal(
        actor=cast.owner, new=no(somebody, client_seen=False, exception_reason="Zat vast in een andere regio.")
    )
    record_refusal(actor=cast.owner, new=no(somebody, client_seen=True))
    line = AuditLine.objects.filter(act="REFUSE").latest("id")
    assert line.detail["client_seen"] is True and line.dossier_id == somebody.dossier_id


# ---- the table ------------------------------------------------------------------------------------
@pytest.mark.capability(66)
def test_a_round_proposes_and_the_table_decides(cast, at_the_table, place):
    waits(cast, at_the_table)
    chair = cast.table_chair
    waiting = needs(chair, purpose=_placement())
    gathered = gather(waiting, snapshot(today=TODAY, now=NOW), today=TODAY, reason="a round in a test")
    round_id = compute_round(actor=chair, gathered=gathered, budget=0, now=NOW)
    proposal, newest = proposal_for(chair, at_the_table.id, purpose=_placement())
    assert newest == round_id == latest_round().pk and (proposal.kind, proposal.place_id) == (OptionKind.PLACE, place)
    assert latest_round().status == "optimal" and latest_round().placed == 1
    assert CareNeed.objects.for_rule("nothing is decided by a round").get().status == NeedStatus.OPEN
    decide(
        actor=chair,
        decision=Decision(
            proposal.need_id,
            DecisionOutcome.ACCEPTED,
            "Zo doen we het.",
            proposal.kind,
            proposal.place_id,
            (),
            round_id,
        ),
        today=TODAY,
        now=NOW,
    )
    assert CareNeed.objects.for_rule("the need is met").get().status == NeedStatus.PLACED
    assert Booking.objects.get().place_id == place
    assert table_page(chair, today=TODAY, now=NOW).decisions[at_the_table.id].reason == "Zo doen we het."


@pytest.fixture
def three_wait(cast, municipalities) -> list[PersonKey]:
    """Three people at the table: the second is urgent, the third waits longest."""
    found = []
    for name, urgency, since in (
        ("Meneer Aalbes", "NORMAL", date(2026, 3, 1)),
        ("Mevrouw Braam", "URGENT", date(2026, 3, 3)),
        ("Meneer Braamsluiper", "NORMAL", date(2026, 1, 5)),
    ):
        new = NewPerson(name, date(1990, 1, 1), municipalities["Turfwolde"])
        key = keys(reason="the cast of the tests", ids=[register(actor=cast.owner, new=new, today=date(2026, 1, 1))])[0]
        join_case(
            actor=cast.owner, dossier_id=key.dossier_id, role=CaseRole.PLACEMENT_TABLE, start=date(2026, 1, 1), team_id=cast.team_id
        )  # fmt: skip
        values = NeedValues(settings=("BW",), priority=3, urgency=urgency)
        open_need(actor=cast.owner, new=NewNeed(key.id, key.compartment_id, key.dossier_id, since, values))
        found.append(key)
    return found


@pytest.mark.capability(61)
def test_the_table_is_read_in_parts_urgent_first_then_who_waits_longest(cast, three_wait):
    aalbes, braam, sluiper = (k.id for k in three_wait)
    first = table_page(cast.table_chair, today=TODAY, now=NOW, size=2)
    assert first.order == (braam, sluiper) and set(first.needs) == set(first.people) == {braam, sluiper}
    assert (first.waiting, first.found) == (3, 3), "the figures count everybody"
    rest = table_page(cast.table_chair, today=TODAY, now=NOW, start=2, size=2)
    assert rest.order == (aalbes,) and rest.waiting == 3
    assert table_page(cast.table_chair, today=TODAY, now=NOW, start=50).order == ()


@pytest.mark.capability(61)
def test_somebody_is_found_at_the_table_by_a_part_of_the_name(cast, three_wait):
    _aalbes, braam, sluiper = (k.id for k in three_wait)
    page = table_page(cast.table_chair, today=TODAY, now=NOW, query="BRAAM me")
    assert page.order == (braam, sluiper) and page.found == 2 and page.waiting == 3
    assert table_page(cast.table_chair, today=TODAY, now=NOW, query="nobody of that name").found == 0


@pytest.mark.capability(61)
def test_a_page_of_the_table_asks_the_same_for_one_person_and_for_many(cast, three_wait):
    def asked(size: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            table_page(cast.table_chair, today=TODAY, now=NOW, size=size)
        return len(seen)

    assert asked(1) == asked(3)


def _placement():
    from samenhang.access.enums import Purpose

    return Purpose.PLACEMENT


@pytest.mark.capability(66)
def test_what_fits_only_with_a_remedy_is_proposed_when_the_budget_allows_it(cast, at_the_table, place):
    from samenhang.supply.services import NewCriterion, NewRemedy, add_criteria, add_remedies

    with transaction.atomic():
        add_remedies(
            actor=SYSTEM, remedies=[NewRemedy("extra", "EXPERTISE_BROUGHT", "Extra", "Extra", "Zorgkantoor", 5_000, 1)]
        )
        add_criteria(
            actor=SYSTEM,
            criteria=[
                NewCriterion(
                    "no-use",
                    "PLACE",
                    "substance_use",
                    "IN",
                    ("none",),
                    "ORGANISATIONAL",
                    "Thuishaven",
                    TODAY,
                    place_code="P1",
                    relaxable=True,
                    remedies=("extra",),
                )
            ],
        )
    waits(cast, at_the_table)
    key = at_the_table
    note_fact(
        actor=cast.owner,
        person_id=key.id,
        compartment_id=key.compartment_id,
        new=NewFact(FactCode.SUBSTANCE_USE, "active", TODAY, "GGZ"),
    )
    for budget, kind, remedies in ((4_999, "", ()), (5_000, "PLACE", ("extra",))):
        gathered = gather(
            needs(cast.table_chair, purpose=_placement()),
            snapshot(today=TODAY, now=NOW),
            today=TODAY,
            reason="a round in a test",
        )
        compute_round(actor=cast.table_chair, gathered=gathered, budget=budget, now=NOW)
        proposal, _round = proposal_for(cast.table_chair, key.id, purpose=_placement())
        assert (proposal.kind, proposal.remedies) == (kind, remedies), budget
        if not kind:
            assert proposal.reasons == ("REMEDY_BUDGET",)


def test_a_round_needs_somebody_who_waits_and_the_chair(cast, at_the_table):
    empty = gather([], snapshot(today=TODAY, now=NOW), today=TODAY, reason="a round in a test")
    with pytest.raises(Refused, match="NOTHING_TO_COMPUTE"):
        compute_round(actor=cast.table_chair, gathered=empty, budget=0, now=NOW)
    with pytest.raises(NoGrant):
        compute_round(actor=cast.owner, gathered=empty, budget=0, now=NOW)


@pytest.mark.capability(141)
def test_the_last_slot_is_given_once_and_the_second_is_told(cast, at_the_table, place, municipalities):
    first = waits(cast, at_the_table)
    decide(actor=cast.table_chair, decision=yes(at_the_table, first, place), today=TODAY, now=NOW)
    with pytest.raises(Conflict, match="PLACE_FULL"), transaction.atomic():
        book(place_id=place, start=TODAY)
    with pytest.raises(Refused, match="NEED_MET"):
        decide(actor=cast.table_chair, decision=yes(at_the_table, first, place), today=TODAY, now=NOW)
    assert Booking.objects.count() == PlacementDecision.objects.for_rule("one decision was kept").count() == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_decision_has_a_reason(cast, at_the_table, place, reason):
    need = waits(cast, at_the_table)
    decision = Decision(need, DecisionOutcome.POSTPONED, reason)
    with pytest.raises(Refused, match="REASON_MISSING"):
        decide(actor=cast.table_chair, decision=decision, today=TODAY, now=NOW)


def test_a_postponed_person_keeps_waiting(cast, at_the_table):
    need = waits(cast, at_the_table)
    decide(
        actor=cast.table_chair,
        decision=Decision(need, DecisionOutcome.POSTPONED, "Eerst kennismaken."),
        today=TODAY,
        now=NOW,
    )
    assert CareNeed.objects.for_rule("still waiting").get().status == NeedStatus.OPEN
    assert Booking.objects.count() == 0


def test_only_the_chair_decides_and_only_about_who_was_brought_to_the_table(cast, at_the_table, somebody, place):
    need = waits(cast, at_the_table)
    with pytest.raises(NoGrant):
        decide(actor=cast.owner, decision=yes(at_the_table, need, place), today=TODAY, now=NOW)


def test_the_chair_does_not_decide_about_somebody_who_was_not_brought(cast, somebody, place):
    need = waits(cast, somebody)
    with pytest.raises(NoGrant):
        decide(actor=cast.table_chair, decision=yes(somebody, need, place), today=TODAY, now=NOW)
    assert Booking.objects.count() == 0


def test_somebody_who_no_longer_waits_is_not_decided_about(cast, at_the_table, place):
    need = waits(cast, at_the_table)
    withdraw_need(actor=cast.owner, need_id=need)
    with pytest.raises(Refused, match="NEED_MET"):
        decide(actor=cast.table_chair, decision=yes(at_the_table, need, place), today=TODAY, now=NOW)


@pytest.mark.capability(141)
@pytest.mark.parametrize(
    ("start", "end", "possible"),
    [(date(2026, 11, 22), None, False), (date(2026, 12, 1), None, True), (date(2026, 10, 1), date(2026, 11, 1), True)],
)
def test_the_database_itself_refuses_two_bookings_of_one_slot_at_the_same_time(place, start, end, possible):
    Booking.objects.create(place_id=place, slot=1, kind="OCCUPIED", start=date(2026, 11, 1), end=date(2026, 12, 1))
    if possible:
        Booking.objects.create(place_id=place, slot=1, kind="OCCUPIED", start=start, end=end)
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.create(place_id=place, slot=1, kind="OCCUPIED", start=start, end=end)


# ---- real clients at the same moment -------------------------------------------------------------
@pytest.fixture
def committed(transactional_db):
    """Tests with real commits; the log's triggers stand aside while the database is emptied again."""
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger' AND name LIKE 'audit_%'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("DELETE FROM audit_auditline")
            for _name, sql in triggers:
                cursor.execute(sql)
        else:
            for table in ("auditline", "auditcheckpoint", "checkpointhead", "auditdestruction"):
                cursor.execute(f"ALTER TABLE audit_{table} DISABLE TRIGGER USER")
            cursor.execute("TRUNCATE audit_auditline CASCADE")


@pytest.mark.slow
@pytest.mark.capability(141)
@pytest.mark.xdist_group("committed")
@pytest.mark.parametrize(("clients", "slots"), [(2, 1), (8, 1), (8, 3)])
def test_many_tables_give_the_last_place_at_the_same_moment(committed, clients, slots, request):
    """Each client decides about another person over its own connection: never one too many, each loser a clear no."""
    municipalities, organisations, cast = (
        request.getfixturevalue(n) for n in ("municipalities", "organisations", "cast")
    )
    with transaction.atomic():
        upsert_places(actor=SYSTEM, places=[new_place(organisations, municipalities, capacity=slots)], today=TODAY)
    from samenhang.access.enums import CaseRole
    from samenhang.access.services import join_case
    from samenhang.people.selectors import keys
    from samenhang.people.services import NewPerson, register
    from samenhang.supply.selectors import place_ids_by_code

    place = place_ids_by_code(["P1"])["P1"]
    decisions = []
    for n in range(clients):
        person_id = register(
            actor=cast.owner,
            new=NewPerson(f"Meneer Els {n}", None, municipalities["Turfwolde"]),
            today=date(2026, 1, 1),
        )
        person = keys(reason="the cast of the tests", ids=[person_id])[0]
        join_case(
            actor=cast.owner,
            dossier_id=person.dossier_id,
            role=CaseRole.PLACEMENT_TABLE,
            start=date(2026, 2, 1),
            team_id=cast.team_id,
        )
        decisions.append(yes(person, waits(cast, person), place))
    outcomes: list[str] = []
    gate = threading.Barrier(clients)

    def act(decision: Decision) -> None:
        gate.wait()
        try:
            decide(actor=cast.table_chair, decision=decision, today=TODAY, now=NOW)
            outcomes.append("yes")
        except Conflict as conflict:
            outcomes.append(conflict.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(d,)) for d in decisions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["PLACE_FULL"] * (clients - slots) + ["yes"] * slots
    assert Booking.objects.filter(place_id=place).count() == slots
    assert PlacementDecision.objects.for_rule("as many decisions as slots").count() == slots


# ---- layers ---------------------------------------------------------------------------------------
@pytest.mark.capability(4)
def test_every_obstacle_and_every_proposal_lies_in_one_layer():
    assert set(LAYER_OF_OBSTACLE) == set(Obstacle) and set(LAYER_OF_REMEDY) == set(RemedyKind)
    assert LAYER_OF_OBSTACLE[Obstacle.LEGAL] == LAYER_OF_REMEDY[RemedyKind.RULE_RELAXED] == EcoLayer.MACRO


@pytest.mark.capability(4)
def test_the_bottlenecks_are_counted_by_layer_from_the_person_outwards(demo_region):
    page = bottlenecks_of(everybody_who_waits(today=TODAY, now=NOW))
    with override("en"):
        chart = layer_chart(page, may=None)
        order = [str(LAYERS[layer]) for layer in EcoLayer]
        shown = [order.index(i.label) for i in chart.items]
    assert shown == sorted(shown) and len(shown) >= 2
    assert sum(i.value for i in chart.items) == sum(count for _code, count in page.by_obstacle) > 0
