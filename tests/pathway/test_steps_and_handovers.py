"""A planned step to another organisation goes with a handover; a place that was reserved is taken once; a pilot light is agreed on first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from samenhang.access.enums import Purpose
from samenhang.base.errors import Refused
from samenhang.matching.enums import DecisionOutcome, OptionKind
from samenhang.matching.services import Decision, NeedValues, NewNeed, decide, open_need
from samenhang.pathway import services
from samenhang.pathway.enums import Evidence, HandoverKind, HandoverState
from samenhang.pathway.enums.pilot_lights import ContactForm
from samenhang.pathway.enums.steps import Home, StepKind, StepState
from samenhang.pathway.models import PilotLight, Placement, Step, WarmHandover
from samenhang.pathway.selectors import exceptions_for_rule
from samenhang.pathway.services import Along, NewLight, NewPlacement, NewStep
from samenhang.supply.enums import Setting
from samenhang.supply.models import Booking
from samenhang.supply.services import book
from tests.conftest import NOW, TODAY
from tests.pathway.handing_over import DAY, Stage, stage_of

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION


@pytest.fixture
def stage(cast, somebody, organisations) -> Stage:
    found = stage_of(cast, somebody, organisations)
    new = NewPlacement(
        somebody.id, somebody.compartment_id, somebody.dossier_id, "HIC", TODAY - 100 * DAY, organisation_id=organisations["ggz"]
    )  # fmt: skip
    services.record_placement(actor=cast.owner, new=new)
    return found


def planned(stage, **more) -> NewStep:
    values = {
        "kind": StepKind.PLANNED, "to_rung": "FACT", "setting": Setting.BW, "on": TODAY, "reason": "Wil dichter bij haar zus wonen",
        "home": Home.NO_PLACE, "from_rung": "HIC", "organisation_id": stage.organisations["shelter"], **more,
    }  # fmt: skip
    return NewStep(**values)


def plan(stage, new: NewStep) -> int:
    who = stage.somebody
    return services.plan_step(
        actor=stage.owner, person_id=who.id, compartment_id=who.compartment_id, new=new, today=TODAY
    )


def step_row(pk: int) -> Step:
    return Step.objects.for_rule("a test looks at it").get(pk=pk)


def stays(stage) -> list:
    rows = Placement.objects.for_rule("a test looks at it").filter(person_id=stage.somebody.id)
    return [(r.setting, r.start, r.end) for r in rows.filter(superseded_by__isnull=True).order_by("start", "pk")]


# ---- a step to another organisation -----------------------------------------------------------------
@pytest.mark.capability(45, 49)
def test_a_planned_step_to_another_organisation_asks_for_a_handover_and_nothing_changes_without(stage):
    with pytest.raises(Refused, match="HANDOVER_FIRST"):
        plan(stage, planned(stage))
    with pytest.raises(Refused, match="HANDOVER_FIRST"):
        plan(stage, planned(stage, handover=Along(why_none="nee")))
    assert not Step.objects.for_rule("a test looks").exists() and stays(stage) == [("HIC", TODAY - 100 * DAY, None)]


@pytest.mark.capability(45, 49)
def test_a_place_of_another_organisation_asks_for_one_too(stage, place):
    with pytest.raises(Refused, match="HANDOVER_FIRST"):
        plan(stage, planned(stage, organisation_id=None, place_id=place))


@pytest.mark.capability(45, 49)
def test_a_handover_begins_with_the_step_and_its_move_takes_the_step(stage):
    pk = plan(stage, planned(stage, handover=Along(begins=True)))
    row = step_row(pk)
    handover = WarmHandover.objects.for_rule("a test looks").get(pk=row.handover_id)
    assert (row.state, handover.state, handover.kind) == (
        StepState.PLANNED,
        HandoverState.PLANNED,
        HandoverKind.PROVIDER_TO_PROVIDER,
    )
    assert (handover.giver_id, handover.move_on) == (stage.owner.me, TODAY)
    with pytest.raises(Refused, match="HANDOVER_MOVES"):
        services.take_step(actor=stage.owner, step_id=pk, today=TODAY)
    (asked,) = stage.ask(handover.pk)
    services.accept_request(actor=stage.receiver, request_id=asked, today=TODAY)
    stage.all_there(handover.pk)
    services.declare_ready(actor=stage.owner, handover_id=handover.pk, lock=stage.row(handover.pk).lock, today=TODAY)
    services.transfer(actor=stage.owner, handover_id=handover.pk, lock=stage.row(handover.pk).lock, today=TODAY)
    taken = step_row(pk)
    assert taken.state == StepState.TAKEN and taken.placement_id == stage.row(handover.pk).arrival_id
    assert stays(stage) == [("HIC", TODAY - 100 * DAY, TODAY), ("BW", TODAY, None)], "one arrival, not two"


@pytest.mark.capability(45)
def test_a_step_names_a_handover_that_leads_there(stage, cast):
    other = stage.start(kind=HandoverKind.CARE_TO_WMO)
    running = stage.accepted()
    with pytest.raises(Refused, match="OTHER_RECEIVER"):
        plan(stage, planned(stage, organisation_id=stage.organisations["other"], handover=Along(running)))
    with pytest.raises(Refused, match="NOT_THIS_PERSON"):
        plan(stage, planned(stage, handover=Along(99_999)))
    services.withdraw_handover(actor=stage.owner, handover_id=other, why="Hoeft niet", lock=0, today=TODAY)
    with pytest.raises(Refused, match="HANDOVER_ENDED"):
        plan(stage, planned(stage, handover=Along(other)))
    pk = plan(stage, planned(stage, handover=Along(running)))
    services.withdraw_handover(
        actor=stage.owner, handover_id=running, why="Toch niet", lock=stage.row(running).lock, today=TODAY
    )
    with pytest.raises(Refused, match="HANDOVER_FIRST"):
        services.take_step(actor=stage.owner, step_id=pk, today=TODAY)
    services.withdraw_step(actor=stage.owner, step_id=pk, why="De overdracht is gestopt")


@pytest.mark.capability(45, 49)
def test_without_a_handover_a_step_says_why_and_is_counted(stage):
    pk = plan(stage, planned(stage, handover=Along(why_none="Woont er al drie maanden op proef")))
    assert (step_row(pk).state, step_row(pk).handover_id) == (StepState.TAKEN, None)
    assert step_row(pk).no_handover_why == "Woont er al drie maanden op proef"
    assert exceptions_for_rule(reason="a count of exceptions")["STEP_ALONE"] == 1
    rows = Step.objects.for_rule("a test breaks it").filter(pk=pk)
    running = stage.start()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(handover_id=running)


@pytest.mark.capability(45, 53)
def test_a_crisis_and_a_way_back_home_wait_for_no_handover(stage):
    who, home = stage.somebody, TODAY - 200 * DAY
    Placement.objects.for_rule("a test begins at home").delete()
    services.record_placement(
        actor=stage.owner,
        new=NewPlacement(who.id, who.compartment_id, who.dossier_id, "BW", home, organisation_id=stage.organisations["shelter"]),
    )  # fmt: skip
    crisis = planned(
        stage, kind=StepKind.CRISIS_TO_CLINIC, to_rung="HIC", from_rung="FACT", setting=Setting.HIC, home=Home.HELD,
        organisation_id=stage.organisations["ggz"], home_held_until=TODAY + 60 * DAY, home_payer="WMO_BW", on=TODAY - 5 * DAY,
    )  # fmt: skip
    plan(stage, crisis)
    back = planned(stage, home=Home.GIVEN_UP)
    assert plan(stage, replace(back, home=Home.HELD, home_held_until=TODAY + 9 * DAY, home_payer="WMO_BW"))


@pytest.mark.capability(45)
def test_a_step_within_the_same_organisation_needs_none(stage):
    pk = plan(stage, planned(stage, organisation_id=stage.organisations["ggz"], setting=Setting.OPEN_WARD))
    assert step_row(pk).state == StepState.TAKEN and step_row(pk).no_handover_why == ""


# ---- a place that was reserved ----------------------------------------------------------------------
def _reserve(stage, cast, place) -> int:
    who = stage.somebody
    from samenhang.access.enums import CaseRole
    from samenhang.access.services import join_case

    join_case(
        actor=cast.owner, dossier_id=who.dossier_id, role=CaseRole.PLACEMENT_TABLE, start=TODAY - 60 * DAY, user_id=cast.table_chair.user_id,
        organisation_id=stage.organisations["table"],
    )  # fmt: skip
    need = open_need(
        actor=cast.owner,
        new=NewNeed(
            who.id, who.compartment_id, who.dossier_id, TODAY - 90 * DAY, NeedValues(settings=("BW",), priority=3)
        ),
    )
    yes = Decision(need, DecisionOutcome.OTHER_PLACE, "Past het best.", OptionKind.PLACE, place)
    decide(actor=cast.table_chair, decision=yes, today=TODAY, now=NOW)
    return Booking.objects.get(place_id=place).pk


@pytest.mark.capability(55, 59)
def test_a_step_takes_the_place_that_the_table_reserved_and_no_second_one(stage, cast, place):
    booking = _reserve(stage, cast, place)
    pk = plan(stage, planned(stage, place_id=place, handover=Along(why_none="Woont er al op proef")))
    arrival = Placement.objects.for_rule("a test looks").get(pk=step_row(pk).placement_id)
    assert arrival.booking_id == booking and Booking.objects.filter(place_id=place).count() == 1
    assert Booking.objects.get(pk=booking).kind == "OCCUPIED"


@pytest.mark.capability(55, 59)
def test_a_handover_takes_the_place_that_the_table_reserved_and_no_second_one(stage, cast, place):
    booking = _reserve(stage, cast, place)
    pk = stage.ready(move_on=TODAY)
    services.choose_place(actor=stage.owner, handover_id=pk, place_id=place, lock=stage.row(pk).lock, today=TODAY)
    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    arrival = Placement.objects.for_rule("a test looks").get(pk=stage.row(pk).arrival_id)
    assert arrival.booking_id == booking and Booking.objects.filter(place_id=place).count() == 1


@pytest.mark.capability(55, 59)
def test_a_reserved_place_that_closes_on_the_day_of_arrival_takes_nobody_in(stage, cast, place):
    from samenhang.base.errors import Conflict
    from samenhang.supply.enums import OutReason
    from samenhang.supply.services import move_in, take_out_of_service

    booking = _reserve(stage, cast, place)
    take_out_of_service(
        actor=cast.supply_manager, place_id=place, slots=1, reason=OutReason.RENOVATION, start=TODAY, end=None, now=NOW
    )
    with pytest.raises(Conflict, match="PLACE_FULL"), transaction.atomic():
        move_in(place_id=place, person_id=stage.somebody.id, start=TODAY)
    assert Booking.objects.get(pk=booking).kind == "RESERVED"


@pytest.mark.capability(59)
def test_what_is_reserved_for_somebody_else_is_taken_by_nobody(stage, cast, place):
    with transaction.atomic():
        book(place_id=place, start=TODAY)
    from samenhang.base.errors import Conflict

    with pytest.raises(Conflict, match="PLACE_FULL"):
        plan(stage, planned(stage, place_id=place, handover=Along(why_none="Woont er al op proef")))
    assert Booking.objects.filter(place_id=place).count() == 1


# ---- back on the very day -----------------------------------------------------------------------------
@pytest.mark.capability(49, 53)
def test_who_goes_back_on_the_day_of_the_move_never_left(stage, place):
    from samenhang.access.selectors import taking_part

    pk = stage.ready(move_on=TODAY)
    services.choose_place(actor=stage.owner, handover_id=pk, place_id=place, lock=stage.row(pk).lock, today=TODAY)
    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    services.come_back(actor=stage.owner, handover_id=pk, why="Durft niet", lock=stage.row(pk).lock, today=TODAY)
    assert stage.row(pk).state == HandoverState.FAILED_RETURN
    assert stays(stage) == [("HIC", TODAY - 100 * DAY, None)]
    part = taking_part(stage.somebody.dossier_id, TODAY)
    assert [p.user_id for p in part if p.role == "FILE_HOLDER"] == [stage.owner.me]
    assert not Booking.objects.on(TODAY + DAY).filter(place_id=place).exists(), "the place is free again"
    services.try_again(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    assert stage.row(pk).state == HandoverState.PLANNED


@pytest.mark.capability(53)
def test_who_had_their_place_held_and_goes_back_the_same_day_lives_there(stage):
    home = Placement.objects.for_rule("a test looks").get()
    held = services.HomeHeld(home_id=home.pk, payer="WMO_LOCAL", until=TODAY + 90 * DAY, return_on=TODAY + 60 * DAY)
    pk = stage.ready(move_on=TODAY, home=held)
    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    services.come_back(actor=stage.owner, handover_id=pk, why="Durft niet", lock=stage.row(pk).lock, today=TODAY)
    home.refresh_from_db()
    assert stays(stage) == [("HIC", TODAY - 100 * DAY, None)] and not home.home_held


def _of_this_person(stage, place, setting="BW", **more) -> Placement:
    who = stage.somebody
    booked = book(place_id=place, start=TODAY - 200 * DAY)
    new = NewPlacement(
        who.id, who.compartment_id, who.dossier_id, setting, TODAY - 200 * DAY, place_id=place, booking_id=booked.pk,
        organisation_id=stage.organisations["shelter"], **more,
    )  # fmt: skip
    pk = services.record_placement(actor=stage.owner, new=new)
    return Placement.objects.for_rule("a test begins with it").get(pk=pk)


def _held(home: Placement) -> None:
    Placement.objects.for_rule("a test holds the place").filter(pk=home.pk).update(home_held=True)


def _move(stage, pk) -> None:
    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)


def _back(stage, pk, today=TODAY) -> None:
    services.come_back(actor=stage.owner, handover_id=pk, why="Durft niet", lock=stage.row(pk).lock, today=today)


@pytest.mark.capability(53)
@pytest.mark.parametrize("days", [0, 3])
def test_a_handover_to_the_place_that_is_held_leads_home_and_takes_no_second_slot(stage, place, days):
    home = _of_this_person(stage, place)
    _held(home)
    pk = stage.ready(move_on=TODAY)
    services.choose_place(actor=stage.owner, handover_id=pk, place_id=place, lock=stage.row(pk).lock, today=TODAY)
    _move(stage, pk)
    home.refresh_from_db()
    assert not home.home_held and stage.row(pk).arrival_id == home.pk
    assert Booking.objects.filter(place_id=place).count() == 1
    assert stays(stage) == [("BW", TODAY - 200 * DAY, None), ("HIC", TODAY - 100 * DAY, TODAY)]
    _back(stage, pk, TODAY + days * DAY)
    home.refresh_from_db()
    assert home.home_held and home.end is None and home.superseded_by_id is None, "their own place is held once more"
    clinic = [s for s in stays(stage) if s[0] == "HIC" and s[2] is None]
    assert clinic == [("HIC", TODAY + days * DAY if days else TODAY - 100 * DAY, None)]


@pytest.mark.capability(53)
def test_who_went_from_one_clinic_to_another_and_back_the_same_day_is_in_the_first_one(stage, place):
    home = _of_this_person(stage, place)
    held = services.HomeHeld(home_id=home.pk, payer="WMO_LOCAL", until=TODAY + 90 * DAY, return_on=TODAY + 60 * DAY)
    pk = stage.ready(move_on=TODAY, home=held)
    _move(stage, pk)
    assert stays(stage)[1:] == [("HIC", TODAY - 100 * DAY, TODAY), ("BW", TODAY, None)]
    _back(stage, pk)
    home.refresh_from_db()
    assert home.home_held and stays(stage) == [("BW", TODAY - 200 * DAY, None), ("HIC", TODAY - 100 * DAY, None)]


def _clinic_with_a_slot(stage, place) -> int:
    Placement.objects.for_rule("a test begins in a place of the register").delete()
    home = _of_this_person(stage, place)
    pk = stage.ready(move_on=TODAY)
    _move(stage, pk)
    home.refresh_from_db()
    assert home.end == TODAY and not Booking.objects.on(TODAY).filter(place_id=place).exists()
    with transaction.atomic():
        book(place_id=place, start=TODAY)  # somebody else comes on that very day
    return pk


@pytest.mark.capability(53, 55)
def test_who_goes_back_the_same_day_finds_no_place_that_was_given_away(stage, place):
    from samenhang.base.errors import Conflict

    pk = _clinic_with_a_slot(stage, place)
    with pytest.raises(Conflict, match="PLACE_FULL"):
        _back(stage, pk)
    assert stage.row(pk).state == HandoverState.TRANSFERRED


@pytest.mark.capability(53, 55)
def test_who_goes_back_the_same_day_gets_another_slot_of_the_place(stage, place):
    from samenhang.supply.models import Place

    Place.objects.filter(pk=place).update(capacity=2)
    pk = _clinic_with_a_slot(stage, place)
    _back(stage, pk)
    home = Placement.objects.for_rule("a test looks").get(place_id=place)
    assert home.end is None and Booking.objects.get(pk=home.booking_id).slot == 2
    assert Booking.objects.on(TODAY).filter(place_id=place).count() == 2


@pytest.mark.capability(55, 59)
def test_a_place_that_closed_in_part_takes_nobody_in_beside_who_lives_there(stage, cast, place):
    from samenhang.base.errors import Conflict
    from samenhang.supply.enums import OutReason
    from samenhang.supply.models import Place
    from samenhang.supply.services import move_in, take_out_of_service

    Place.objects.filter(pk=place).update(capacity=2)
    booking = _reserve(stage, cast, place)
    with transaction.atomic():
        book(place_id=place, start=TODAY)
    take_out_of_service(
        actor=cast.supply_manager, place_id=place, slots=1, reason=OutReason.RENOVATION, start=TODAY, end=None, now=NOW
    )
    with pytest.raises(Conflict, match="PLACE_FULL"), transaction.atomic():
        move_in(place_id=place, person_id=stage.somebody.id, start=TODAY)
    assert Booking.objects.get(pk=booking).kind == "RESERVED"


# ---- whose place it is --------------------------------------------------------------------------------
@pytest.mark.capability(45, 49)
def test_a_step_brings_nobody_into_a_place_of_another_organisation_than_the_receiver(stage, place, organisations):
    from samenhang.supply.models import Location

    running = stage.accepted(move_on=TODAY)
    Location.objects.update(organisation_id=organisations["other"])
    with pytest.raises(Refused, match="OTHER_RECEIVER"):
        plan(stage, planned(stage, organisation_id=None, place_id=place, handover=Along(running)))


@pytest.mark.capability(45, 49)
def test_a_place_that_was_named_before_there_was_a_receiver_is_looked_at_on_the_day_of_the_move(
    stage, place, organisations
):
    from samenhang.supply.models import Location

    running = stage.start(move_on=TODAY)
    Location.objects.update(organisation_id=organisations["other"])
    plan(stage, planned(stage, organisation_id=None, place_id=place, handover=Along(running)))
    (asked,) = stage.ask(running)
    services.accept_request(actor=stage.receiver, request_id=asked, today=TODAY)
    stage.all_there(running)
    services.declare_ready(actor=stage.owner, handover_id=running, lock=stage.row(running).lock, today=TODAY)
    with pytest.raises(Refused, match="OTHER_RECEIVER"):
        _move(stage, running)
    assert stage.row(running).state == HandoverState.READY and not Booking.objects.filter(place_id=place).exists()


# ---- who sees what was reserved ------------------------------------------------------------------------
@pytest.mark.capability(59, 115)
def test_only_who_reads_what_somebody_needs_to_live_sees_what_was_reserved(stage, cast, place, as_persona):
    from samenhang.access.enums import Category
    from samenhang.access.models import Grant

    _reserve(stage, cast, place)
    url = f"/pathway/people/{stage.somebody.id}/steps/new/"
    browser = as_persona("owner")
    assert "reserved for this person" in browser.get(url).content.decode()
    for grant in Grant.objects.filter(user_id=stage.owner.user_id):
        Grant.objects.filter(pk=grant.pk).update(categories=int(Category(grant.categories) & ~Category.HOUSING_NEEDS))
    shown = browser.get(url)
    assert shown.status_code == 200 and "reserved for this person" not in shown.content.decode()


# ---- to the pilot light -------------------------------------------------------------------------------
def _light(stage) -> NewLight:
    return NewLight(
        stage.organisations["ggz"], stage.owner.me, TODAY, TODAY + 360 * DAY, 30, ContactForm.CALL, "Bel mij op zondag", "Ik app", "Niet slapen", "WMO_LOCAL",
    )  # fmt: skip


def _down(stage, **more) -> NewStep:
    return planned(stage, to_rung="PILOT_LIGHT", setting=Setting.OUTREACH, organisation_id=None, **more)


@pytest.mark.capability(43, 45)
def test_nobody_steps_down_to_a_pilot_light_that_nobody_keeps(stage):
    with pytest.raises(Refused, match="LIGHT_MISSING"):
        plan(stage, _down(stage))
    assert not PilotLight.objects.for_rule("a test looks").exists()
    pk = plan(stage, _down(stage, light=_light(stage)))
    assert step_row(pk).state == StepState.TAKEN
    assert PilotLight.objects.for_rule("a test looks").get().keeper_id == stage.owner.me


@pytest.mark.capability(43, 45)
def test_a_light_that_burns_already_is_enough_until_the_day_of_the_step(stage):
    services.keep_light(
        actor=stage.owner, person_id=stage.somebody.id, compartment_id=stage.somebody.compartment_id, new=_light(stage), today=TODAY
    )  # fmt: skip
    pk = plan(stage, _down(stage, on=TODAY + 5 * DAY))
    light = PilotLight.objects.for_rule("a test looks").get()
    services.relight(actor=stage.owner, light_id=light.pk, why="Het gaat minder", today=TODAY)
    with pytest.raises(Refused, match="LIGHT_MISSING"):
        services.take_step(actor=stage.owner, step_id=pk, today=TODAY + 5 * DAY)


@pytest.mark.capability(43)
def test_a_handover_to_the_pilot_light_moves_nobody_without_one(stage):
    pk = stage.ready(move_on=TODAY, kind=HandoverKind.TO_PILOT_LIGHT)
    with pytest.raises(Refused, match="LIGHT_MISSING"):
        services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    services.keep_light(
        actor=stage.owner, person_id=stage.somebody.id, compartment_id=stage.somebody.compartment_id, new=_light(stage), today=TODAY
    )  # fmt: skip
    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    assert stage.row(pk).state == HandoverState.TRANSFERRED


# ---- talks and days of the aftercare --------------------------------------------------------------------
def _anyway():
    return services.ReadyAnyway(
        "De gever is met pensioen", "Twee keer gebeld met zijn team", "Besproken met de psychiater", "Noor Esveld", "Femke Terhorst", "Manager",
        TODAY, TODAY + 30 * DAY,
    )  # fmt: skip


@pytest.mark.capability(49)
def test_one_talk_is_enough_only_with_a_manager_behind_it_and_a_file_never_is(stage):
    pk = stage.moved()
    lock = stage.row(pk).lock
    with pytest.raises(Refused, match="NOT_TALKED"):
        services.know_enough(actor=stage.receiver, handover_id=pk, lock=lock, today=TODAY, anyway=_anyway())
    stage.note(pk, Evidence.TALK, minutes=45)
    with pytest.raises(Refused, match="TALK_ONCE_MORE"):
        services.know_enough(actor=stage.receiver, handover_id=pk, lock=lock, today=TODAY)
    with pytest.raises(Refused, match="BACKING_MISSING"):
        services.know_enough(
            actor=stage.receiver, handover_id=pk, lock=lock, today=TODAY, anyway=replace(_anyway(), backed_by="")
        )
    services.know_enough(actor=stage.receiver, handover_id=pk, lock=lock, today=TODAY, anyway=_anyway())
    row = stage.row(pk)
    assert row.state == HandoverState.AFTERCARE and row.talk_deviation_id is not None
    assert exceptions_for_rule(reason="a count of exceptions")["TALKED_ONCE"] == 1
    last = stage.cared_for(pk)
    services.complete_handover(actor=stage.receiver, handover_id=pk, lock=stage.row(pk).lock, today=last)
    assert stage.row(pk).state == HandoverState.COMPLETED


@pytest.mark.capability(56)
def test_aftercare_has_its_days_in_their_order(stage):
    pk = stage.aftercare()
    by = stage.receiver
    for days, kind, values, code in (
        (-1, Evidence.CONSULT, {}, "BEFORE_THE_MOVE"),
        (5, Evidence.CHECK_IN, {"item": "1"}, "CHECK_IN_EARLY"),
        (95, Evidence.CHECK_IN, {"item": "3"}, "CHECK_IN_ORDER"),
    ):
        on = TODAY + days * DAY
        with pytest.raises(Refused, match=code):
            stage.note(pk, kind, by=by, today=max(on, TODAY), on=on, **values)
    with pytest.raises(Refused, match="IN_THE_FUTURE"):
        stage.note(pk, Evidence.CONSULT, by=by, on=TODAY + DAY)
    stage.note(pk, Evidence.CHECK_IN, by=by, today=TODAY + 100 * DAY, item="1")
    with pytest.raises(Refused, match="CHECK_IN_HELD"):
        stage.note(pk, Evidence.CHECK_IN, by=by, today=TODAY + 100 * DAY, item="1")
    with pytest.raises(Refused, match="CHECK_IN_ORDER"):
        stage.note(pk, Evidence.CHECK_IN, by=by, today=TODAY + 100 * DAY, item="3")
    with pytest.raises(Refused, match="REASON_MISSING"):
        stage.note(pk, Evidence.CHECK_IN, by=by, today=TODAY + 100 * DAY, item="3", waived=True, words=" ")
    stage.note(pk, Evidence.CHECK_IN, by=by, today=TODAY + 101 * DAY, item="3")


@pytest.mark.capability(56)
def test_three_consults_are_on_three_days(stage):
    pk = stage.aftercare()
    from samenhang.pathway.enums import StepCode
    from samenhang.pathway.selectors import handover

    for _ in range(3):
        stage.note(pk, Evidence.CONSULT, by=stage.receiver, today=TODAY + 7 * DAY)
    with pytest.raises(Refused, match="NOT_COMPLETE_YET"):
        services.complete_handover(actor=stage.receiver, handover_id=pk, lock=stage.row(pk).lock, today=TODAY + 7 * DAY)
    from samenhang.pathway.rules.handovers import steps

    found = handover(stage.owner, pk, purpose=CARE, today=TODAY + 7 * DAY)[1]
    consults = next(s for s in steps(found.facts, found.numbers, TODAY) if s.code == StepCode.H16)
    assert (consults.have, consults.due) == (1, TODAY + 30 * DAY)


@pytest.mark.capability(56)
@pytest.mark.parametrize(
    ("done", "late_on", "expected"),
    [((), 8, ["H16"]), ((7,), 31, ["H16", "CHECK_IN"]), ((7, 30), 31, ["CHECK_IN"])],
)
def test_a_consult_or_check_in_that_is_late_asks_attention_and_is_told_once(stage, done, late_on, expected):
    from samenhang.notifications.enums import Kind
    from samenhang.notifications.models import Notification
    from samenhang.pathway.selectors import handover_attention

    pk = stage.aftercare()
    for days, kind in ((1, Evidence.FIRST_CONTACT), (3, Evidence.HOME_VISIT), (5, Evidence.OVERLAP)):
        stage.note(pk, kind, by=stage.receiver, today=TODAY + days * DAY)
    for days in done:
        stage.note(pk, Evidence.CONSULT, by=stage.receiver, today=TODAY + days * DAY)
    for day in (late_on - 1, late_on):
        today = TODAY + day * DAY
        found = handover_attention(stage.receiver, [stage.somebody.id], purpose=CARE, today=today)
        late = [a for a in found if a.code == "HANDOVER_STEP_OVERDUE"]
        assert sorted(a.detail for a in late) == (sorted(expected) if day == late_on else []), day
        assert all(a.user_id == stage.receiver.user_id for a in late)
    for _ in range(2):
        services.look_after_handovers(today=TODAY + late_on * DAY)
    told = Notification.objects.filter(user_id=stage.receiver.user_id, kind=Kind.HANDOVER_OVERDUE)
    assert sorted(told.values_list("key", flat=True)) == sorted(set(told.values_list("key", flat=True)))
    assert all(told.filter(key__contains=f"late:{step}:").count() == 1 for step in expected)
