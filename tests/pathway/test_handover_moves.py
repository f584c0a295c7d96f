"""Where somebody stays when a handover moves them or brings them back, and who reads along no longer."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.selectors import may_read
from samenhang.access.services import join_case
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Conflict, Refused
from samenhang.pathway import services
from samenhang.pathway.enums import (
    HandoverState,
    NoReason,
    RequestState,
)
from samenhang.pathway.selectors import (
    placements,
)
from samenhang.supply import services as supply
from samenhang.supply.selectors import place_ids_by_code
from tests.conftest import TODAY, new_place
from tests.pathway.handing_over import DAY, request

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION


def _stays(stage):
    rows = placements(stage.owner, [stage.somebody.id], purpose=CARE)
    return [(r.setting, r.start, r.end, r.home_held) for r in rows]


def _lives(stage, since=TODAY - 100 * DAY) -> int:
    who = stage.somebody
    new = services.NewPlacement(
        who.id, who.compartment_id, who.dossier_id, "HIC", since, organisation_id=stage.organisations["ggz"]
    )
    return services.record_placement(actor=stage.owner, new=new)


@pytest.mark.capability(49, 53)
def test_the_history_says_where_somebody_stays_from_the_move_on_and_after_a_return(stage):
    _lives(stage)
    pk = stage.moved()
    assert _stays(stage) == [("HIC", TODAY - 100 * DAY, TODAY, False), ("BW", TODAY, None, False)]
    later = TODAY + 30 * DAY
    services.come_back(actor=stage.owner, handover_id=pk, why="Te druk", lock=stage.row(pk).lock, today=later)
    assert _stays(stage)[1:] == [("BW", TODAY, later, False), ("HIC", later, None, False)]


@pytest.mark.capability(53)
def test_who_goes_for_a_time_keeps_their_place_and_returns_to_it(stage):
    home = _lives(stage)
    held = services.HomeHeld(home_id=home, payer="WMO_LOCAL", until=TODAY + 90 * DAY, return_on=TODAY + 60 * DAY)
    pk = stage.ready(move_on=TODAY, home=held)
    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    assert _stays(stage) == [("HIC", TODAY - 100 * DAY, None, True), ("BW", TODAY, None, False)]
    services.come_back(
        actor=stage.owner, handover_id=pk, why="Eerder terug", lock=stage.row(pk).lock, today=TODAY + DAY
    )
    assert _stays(stage) == [("HIC", TODAY - 100 * DAY, None, False), ("BW", TODAY, TODAY + DAY, False)]


@pytest.mark.capability(55, 141)
def test_a_place_that_was_given_away_meanwhile_stops_the_move_and_nothing_changes(stage, place):
    _lives(stage)
    pk = stage.ready(move_on=TODAY)
    services.choose_place(actor=stage.owner, handover_id=pk, place_id=place, lock=stage.row(pk).lock, today=TODAY)
    with transaction.atomic():
        booked = supply.book(place_id=place, start=TODAY)
    with pytest.raises(Conflict, match="PLACE_FULL"):
        services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    assert stage.row(pk).state == HandoverState.READY and _stays(stage) == [("HIC", TODAY - 100 * DAY, None, False)]
    with transaction.atomic():
        supply.release(booking_id=booked.pk, on=TODAY)
    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY + DAY)
    assert _stays(stage)[-1][:2] == ("BW", TODAY + DAY)


def _reads(stage) -> bool:
    return may_read(stage.receiver, stage.somebody.compartment_id, Category.PLAN_GOALS)


@pytest.mark.capability(54, 55)
def test_whoever_does_not_receive_after_all_reads_nothing_more_on_the_very_same_day(stage):
    pk = stage.accepted()
    stage.consent()
    assert _reads(stage)
    services.receiver_falls_away(actor=stage.owner, handover_id=pk, why="Ziek", lock=stage.row(pk).lock, today=TODAY)
    assert not _reads(stage)


@pytest.mark.capability(54, 55)
def test_a_handover_that_is_stopped_ends_what_it_opened_and_nothing_else(stage):
    pk = stage.accepted()
    stage.consent()
    assert _reads(stage)
    services.withdraw_handover(actor=stage.owner, handover_id=pk, why="Blijft", lock=stage.row(pk).lock, today=TODAY)
    assert not _reads(stage)


def test_whoever_supported_before_goes_on_supporting(stage):
    join_case(
        actor=stage.owner, dossier_id=stage.somebody.dossier_id, role=CaseRole.SUPPORTER, start=date(2026, 3, 1),
        user_id=stage.receiver.user_id, organisation_id=stage.organisations["shelter"],
    )  # fmt: skip
    pk = stage.accepted()
    services.receiver_falls_away(actor=stage.owner, handover_id=pk, why="Ziek", lock=stage.row(pk).lock, today=TODAY)
    assert _reads(stage)


@pytest.mark.capability(18, 55)
def test_a_no_names_nobody_either(stage):
    (asked,) = stage.ask(stage.start())
    no = services.No(
        NoReason.FULL, "Mevrouw Populier kan later komen", exception_reason="Vol: een gesprek wekt hoop zonder plek"
    )
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        services.refuse_request(actor=stage.receiver, request_id=asked, no=no, today=TODAY)
    assert request(asked).state == RequestState.ASKED


@pytest.mark.capability(55)
def test_a_place_of_another_organisation_than_the_one_that_receives_cannot_be_chosen(
    stage, cast, organisations, municipalities
):
    with transaction.atomic():
        elsewhere = new_place(organisations, municipalities, code="P9", organisation_id=organisations["other"])
        supply.upsert_places(actor=SYSTEM, places=[elsewhere], today=TODAY)
    pk, place = stage.ready(move_on=TODAY), place_ids_by_code(["P9"])["P9"]
    with pytest.raises(Refused, match="OTHER_RECEIVER"):
        services.choose_place(actor=stage.owner, handover_id=pk, place_id=place, lock=stage.row(pk).lock, today=TODAY)
    assert stage.row(pk).place_id is None
