"""What somebody who attacked the product, and somebody who met it for the first time, found; so that it stays mended."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from samenhang.access.enums import CaseRole
from samenhang.access.models import Participation
from samenhang.access.services import join_case
from samenhang.audit.models import AuditLine
from samenhang.audit.services import record
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Role
from samenhang.directory.models import Membership, User
from samenhang.directory.selectors import actor_of
from samenhang.legal.models import LegalTitle
from samenhang.matching.models import CareNeed, PlacementDecision, Proposal, Round
from samenhang.matching.services import NeedValues, NewNeed, open_need, withdraw_need
from samenhang.pathway.models import Placement
from samenhang.pathway.services import NewPlacement, correct_placement, record_placement
from samenhang.people.selectors import keys, person
from samenhang.people.services import NewPerson, register
from samenhang.supply.models import Booking
from tests.conftest import NOW, TODAY

WHY = "a test looks at the outcome"


def test_a_grant_ends_with_the_job_it_was_given_for(cast, somebody, organisations):
    from samenhang.access.enums import Purpose

    user = User.objects.get(pk=cast.owner.user_id)
    Membership.objects.filter(user=user).update(end=TODAY)
    Membership.objects.create(
        user=user, organisation_id=organisations["other"], role=Role.CASE_COORDINATOR, start=TODAY
    )
    elsewhere = actor_of(User.objects.get(pk=user.pk), today=TODAY)
    assert elsewhere.powers, "still a coordinator, at another organisation"
    assert person(elsewhere, somebody.id, purpose=Purpose.CARE_COORDINATION) is None


def test_the_table_reads_and_does_not_change_the_case(cast, at_the_table, as_persona):
    key = at_the_table
    with pytest.raises(NoGrant):
        record_placement(
            actor=cast.table_chair, new=NewPlacement(key.id, key.compartment_id, key.dossier_id, "BW", TODAY)
        )
    page = as_persona("chair").get(f"/people/{key.id}/").content.decode()
    assert "Record a placement" not in page


@pytest.fixture
def two(cast, somebody, municipalities):
    """Two people of two directors."""
    other = register(actor=cast.outsider, new=NewPerson("Meneer Els", None, municipalities["Turfwolde"]), today=TODAY)
    return somebody, keys(reason="the cast of the tests", ids=[other])[0]


def test_a_fact_is_kept_with_the_person_whose_compartment_it_is_in(cast, two):
    mine, theirs = two
    with pytest.raises(Refused, match="NOT_THIS_PERSON"):
        record_placement(
            actor=cast.owner, new=NewPlacement(theirs.id, mine.compartment_id, theirs.dossier_id, "BW", TODAY)
        )
    with pytest.raises(Refused, match="NOT_THIS_PERSON"):
        open_need(
            actor=cast.owner,
            new=NewNeed(theirs.id, mine.compartment_id, theirs.dossier_id, TODAY, NeedValues(settings=("BW",))),
        )
    placed = record_placement(
        actor=cast.outsider, new=NewPlacement(theirs.id, theirs.compartment_id, theirs.dossier_id, "BW", TODAY)
    )
    with pytest.raises(NoGrant):
        correct_placement(
            actor=cast.owner,
            placement_id=placed,
            new=NewPlacement(mine.id, mine.compartment_id, mine.dossier_id, "BW", TODAY),
        )
    assert Placement.objects.for_rule(WHY).count() == 1


def test_a_line_stands_on_the_dossier_that_was_touched_whatever_the_caller_says(cast, two):
    mine, theirs = two
    need = open_need(
        actor=cast.owner,
        new=NewNeed(mine.id, mine.compartment_id, theirs.dossier_id, TODAY, NeedValues(settings=("BW",))),
    )
    withdraw_need(actor=cast.owner, need_id=need)
    lines = AuditLine.objects.filter(object_type="CareNeed")
    assert {line.dossier_id for line in lines} == {mine.dossier_id} and lines.count() == 2


@pytest.mark.capability(141)
def test_a_proposal_that_was_never_seen_is_not_accepted(cast, at_the_table, as_persona, place):
    key = at_the_table
    open_need(
        actor=cast.owner,
        new=NewNeed(key.id, key.compartment_id, key.dossier_id, date(2026, 3, 1), NeedValues(settings=("BW",))),
    )
    chair = as_persona("chair")
    chair.post("/matching/table/rounds/", {"budget": "0"})
    seen = Round.objects.latest("id").pk
    chair.post("/matching/table/rounds/", {"budget": "1"})
    address = f"/matching/table/people/{key.id}/"
    stale = chair.post(address, {"outcome": "ACCEPTED", "reason": "Goed.", "round": str(seen)})
    assert stale.status_code == 409 and "newer round" in stale.content.decode()
    assert Booking.objects.count() == PlacementDecision.objects.for_rule(WHY).count() == 0
    assert Proposal.objects.for_rule(WHY).count() == 2


def test_nothing_of_a_signed_in_page_stays_behind(somebody, as_persona):
    for address in ("/", "/people/", f"/people/{somebody.id}/", f"/people/{somebody.id}/history.csv"):
        assert "no-store" in as_persona("owner").get(address)["Cache-Control"]


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_out_of_all_bounds_is_refused_and_the_dossier_stays_readable(somebody, as_persona, day):
    client = as_persona("owner")
    for address, form in (
        (f"/people/{somebody.id}/placements/new/", {"setting": "BW", "start": day}),
        (f"/people/{somebody.id}/placements/new/", {"setting": "BW", "start": "2026-01-01", "last_day": day}),
        (f"/people/{somebody.id}/titles/new/", {"code": "ISD", "start": day}),
    ):
        assert client.post(address, form).status_code == 422
    assert Placement.objects.for_rule(WHY).count() == LegalTitle.objects.for_rule(WHY).count() == 0
    assert client.get(f"/people/{somebody.id}/").status_code == 200


def test_a_fact_a_refusal_and_a_birth_of_tomorrow_are_refused(somebody, as_persona, municipalities):
    client = as_persona("owner")
    tomorrow = "2026-11-23"
    fact = {"value": "yes", "noted_on": tomorrow, "source": "GGZ"}
    assert client.post(f"/matching/people/{somebody.id}/facts/group_fit/", fact).status_code == 422
    born = {"name": "Iemand Nieuw", "birth_date": tomorrow, "municipality": municipalities["Turfwolde"]}
    assert client.post("/people/new/", born).status_code == 422


def test_an_old_line_cannot_be_replaced_either(db):
    with transaction.atomic():
        line = record(SYSTEM, "CREATE")
    columns = [f.column for f in AuditLine._meta.concrete_fields]
    chosen = ", ".join("'FORGED'" if c == "user_name" else f'"{c}"' for c in columns)
    names = ", ".join(f'"{c}"' for c in columns)
    replace = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"{replace} INTO audit_auditline ({names}) SELECT {chosen} FROM audit_auditline WHERE id = %s",  # noqa: S608
            [line.pk],
        )
    assert AuditLine.objects.get(pk=line.pk).user_name == "Samenhang"


@pytest.mark.parametrize("address", ["/search/?q=a%00b", "/people/?q=%00", "/people/?page=²"])
def test_odd_characters_in_an_address_are_answered(somebody, as_persona, address):
    assert as_persona("owner").get(address).status_code in {200, 400}


def test_odd_characters_in_a_form_are_answered(somebody):
    assert Client().post("/sign-in/persona/", {"persona": "\x00"}).status_code in {400, 404}
    body = "persona=%00"
    assert Client().post("/sign-in/persona/", body, content_type="application/x-www-form-urlencoded").status_code == 400


@pytest.mark.parametrize("form", ["placements/new/", "titles/new/"])
def test_a_form_that_shows_a_name_is_a_read_and_a_knock_on_the_wrong_door_is_written_down(
    cast, somebody, as_persona, form
):
    before = AuditLine.objects.filter(dossier_id=somebody.dossier_id, act="READ").count()
    as_persona("owner").get(f"/people/{somebody.id}/{form}")
    assert AuditLine.objects.filter(dossier_id=somebody.dossier_id, act="READ").count() == before + 1
    as_persona("outsider").get(f"/people/{somebody.id}/{form}")
    as_persona("outsider").get(f"/people/999999/{form}")
    knocks = AuditLine.objects.filter(act="DENIED", user_id=cast.outsider.user_id)
    assert sorted(k.object_id for k in knocks) == sorted([str(somebody.id), "999999"])


def test_a_persona_is_out_when_the_demonstration_is_over(somebody, as_persona, settings):
    client = as_persona("owner")
    settings.DEMO = False
    assert client.get("/people/").status_code == 302


def test_a_failed_sign_in_is_written_down(somebody):
    Client().post("/sign-in/", {"username": "owner", "password": "wrong"})
    assert AuditLine.objects.filter(act="SIGN_IN", outcome="FAILED").count() == 1


# ---- found by a new user --------------------------------------------------------------------------
@pytest.mark.capability(61)
@pytest.mark.capability(66)
def test_a_new_person_is_brought_to_the_table_and_the_decision_comes_back_to_the_case(
    cast, somebody, as_persona, place
):
    owner, chair = as_persona("owner"), as_persona("chair")
    owner.post(f"/matching/people/{somebody.id}/need/", {"settings": ["BW"], "urgency": "URGENT", "priority": "5"})
    assert "Mevrouw Populier" not in chair.get("/matching/table/").content.decode()
    table = f"team:{cast.team_id}:{cast.table_chair.organisation_id}"
    answer = owner.post(f"/people/{somebody.id}/participants/", {"role": "PLACEMENT_TABLE", "who": table})
    assert answer.status_code == 302
    assert "Mevrouw Populier" in chair.get("/matching/table/").content.decode()
    other = {"outcome": "OTHER_PLACE", "place": str(place), "reason": "Dicht bij haar moeder."}
    assert chair.post(f"/matching/table/people/{somebody.id}/", other).status_code == 302
    page = owner.get(f"/matching/people/{somebody.id}/").content.decode()
    assert "What the table decided" in page and "Dicht bij haar moeder." in page
    assert "Beschermd wonen Beuk" in owner.get(f"/matching/people/{somebody.id}/print/?for=client").content.decode()


def test_only_who_may_change_the_case_invites_and_a_seat_is_taken_once(cast, somebody, as_persona):
    owner = as_persona("owner")
    address = f"/people/{somebody.id}/participants/"
    colleague = f"user:{cast.outsider.user_id}:{cast.outsider.organisation_id}"
    assert owner.post(address, {"role": "PLACEMENT_TABLE", "who": colleague}).status_code == 422
    assert owner.post(address, {"role": "FILE_HOLDER", "who": colleague}).status_code == 302
    assert owner.post(address, {"role": "FILE_HOLDER", "who": colleague}).status_code == 409
    assert as_persona("outsider").get(f"/people/{somebody.id}/").status_code == 200, "now takes part"
    page = owner.get(address).content.decode()
    assert "What each role opens" in page and "May change" in page, "said before somebody chooses"
    assert "You are invited to a case" in as_persona("outsider").get("/notifications/").content.decode()
    seat = Participation.objects.get(dossier_id=somebody.dossier_id, role=CaseRole.FILE_HOLDER)
    Participation.objects.filter(pk=seat.pk).update(start=date(2026, 11, 1))
    assert owner.post(f"{address}{seat.pk}/leave/").status_code == 302
    assert as_persona("outsider").get(f"/people/{somebody.id}/").status_code == 404
    assert as_persona("outsider").post(address, {"role": "TREATER", "who": colleague}).status_code == 404
    join_case(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        role=CaseRole.PLACEMENT_TABLE,
        start=TODAY,
        team_id=cast.team_id,
    )
    assert as_persona("chair").post(address, {"role": "TREATER", "who": colleague}).status_code == 403


def test_small_numbers_cannot_be_read_from_the_bars_either(demo_region):
    from samenhang.matching.presenters import bottleneck_table, grouped, layer_chart, obstacle_chart
    from samenhang.matching.rules import LAYER_OF_OBSTACLE
    from samenhang.matching.selectors import bottlenecks_of, bundles_of, everybody_who_waits, who_is_stuck

    gathered = everybody_who_waits(today=TODAY, now=NOW)
    page, register = bottlenecks_of(gathered), gathered.snapshot
    may = who_is_stuck(gathered, page, grouped(page), bundles_of(gathered), today=TODAY)
    small = {b.obstacle for b in grouped(page) if b.people_touched < 10}
    assert small, "the demonstration has small numbers"
    bars = {i.label: i.value for i in obstacle_chart(page, may=may).items}
    from samenhang.picture.labels import LAYERS
    from samenhang.supply.labels import OBSTACLES

    assert all(bars[str(OBSTACLES[o])] is None for o in small if str(OBSTACLES[o]) in bars)
    layers = {i.label: i.value for i in layer_chart(page, may=may).items}
    assert all(layers[str(LAYERS[LAYER_OF_OBSTACLE[o]])] is None for o in small), "nor from the sum of a layer"
    assert CareNeed.objects.for_rule(WHY).count() > 40 and bottleneck_table(page, register, may=may).rows
