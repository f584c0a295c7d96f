"""Stepping up and down: nobody loses their place to a crisis, an incident ends no home, and practising goes step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from samenhang.access.enums import Purpose
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.pathway import services
from samenhang.pathway.enums.placements import EndingReason
from samenhang.pathway.enums.steps import Direction, Go, Home, StepKind, StepState
from samenhang.pathway.models import Freedom, Ladder, Placement, Step
from samenhang.pathway.rules.steps import FIRST_LADDER, Rung, direction
from samenhang.pathway.selectors.attention import attention
from samenhang.pathway.selectors.course import course
from samenhang.pathway.selectors.placements import current_stay, placements
from samenhang.pathway.services import Along, GoingBack, NewFreedom, NewPlacement, NewStep
from samenhang.supply.enums import Setting
from samenhang.supply.models import Booking
from samenhang.supply.services import book
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION
CRISIS = NewStep(
    StepKind.CRISIS_TO_CLINIC, "HIC", Setting.HIC, TODAY, "Slaapt niet meer", Home.HELD, "FACT",
    home_held_until=date(2027, 1, 31), home_payer="WMO_LOCAL", payer="ZVW_GGZ",
)  # fmt: skip
PLANNED = NewStep(
    StepKind.PLANNED, "FACT", Setting.BW, TODAY, "Wil dichter bij haar zus wonen", Home.GIVEN_UP, "FACT", payer="WMO_BW"
)
WITHOUT = Along(why_none="Woont er al drie maanden op proef")


def plan(cast, somebody, new: NewStep, today: date = TODAY) -> int:
    return services.plan_step(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, new=new, today=today
    )


def stays(cast, somebody):
    return placements(cast.owner, [somebody.id], purpose=CARE)


@pytest.mark.capability(45, 53)
def test_in_a_crisis_the_own_place_is_held_and_somebody_returns_to_it(cast, somebody, at_home):
    step_id = plan(cast, somebody, CRISIS)
    home, clinic = stays(cast, somebody)
    assert home.home_held and home.end is None
    assert (clinic.setting, clinic.start, clinic.end) == ("HIC", TODAY, None)
    assert current_stay([home, clinic], TODAY).id == clinic.id
    found = course(cast.owner, somebody.id, somebody.dossier_id, purpose=CARE, today=TODAY)
    assert found.away.id == step_id and found.state == "SCALED_UP"

    later = TODAY + timedelta(days=20)
    back = services.go_back(
        actor=cast.owner,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        new=GoingBack(later, "Slaapt weer", "FACT"),
        today=later,
    )
    home, clinic = stays(cast, somebody)
    assert not home.home_held and clinic.end == later and clinic.ending_reason == EndingReason.DOWNSCALE
    assert current_stay([home, clinic], later).id == home.id
    assert Step.objects.for_rule("a test looks at it").get(pk=back).direction == Direction.DOWN
    with pytest.raises(Refused, match="NO_HOME_TO_HOLD"):
        services.go_back(
            actor=cast.owner,
            person_id=somebody.id,
            compartment_id=somebody.compartment_id,
            new=GoingBack(later, "Nogmaals", "FACT"),
            today=later,
        )


@pytest.mark.capability(45)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"home": Home.GIVEN_UP}, "CRISIS_HOLDS_HOME"),
        ({"home": Home.NO_PLACE}, "CRISIS_HOLDS_HOME"),
        ({"home_held_until": None}, "HOME_HELD_BY_WHOM"),
        ({"home_payer": ""}, "HOME_HELD_BY_WHOM"),
        ({"home_held_until": TODAY}, "HOME_HELD_BY_WHOM"),
        ({"reason": "  "}, "REASON_MISSING"),
        ({"from_rung": "LEVEL_3"}, "CRISIS_GOES_UP"),
        ({"on": TODAY + timedelta(days=1)}, "CRISIS_IS_NOW"),
        ({"to_rung": "ELDERS"}, "NO_SUCH_RUNG"),
    ],
)
def test_a_crisis_that_would_cost_a_home_is_refused_and_nothing_changes(cast, somebody, at_home, change, code):
    lines = AuditLine.objects.count()
    with pytest.raises(Refused, match=code):
        plan(cast, somebody, replace(CRISIS, **change))
    [home] = stays(cast, somebody)
    assert (
        not home.home_held
        and not Step.objects.for_rule("a test looks at it").exists()
        and AuditLine.objects.count() == lines
    )


@pytest.mark.capability(45)
def test_who_has_no_place_of_their_own_cannot_have_one_held(cast, somebody):
    with pytest.raises(Refused, match="NO_HOME_TO_HOLD"):
        plan(cast, somebody, CRISIS)
    plan(cast, somebody, replace(CRISIS, home=Home.NO_PLACE, home_held_until=None, home_payer=""))
    assert [s.setting for s in stays(cast, somebody)] == ["HIC"]


@pytest.mark.capability(45)
def test_a_planned_step_waits_for_its_day_and_there_is_one_at_a_time(cast, somebody, at_home):
    day = TODAY + timedelta(days=10)
    step_id = plan(cast, somebody, replace(PLANNED, on=day))
    assert len(stays(cast, somebody)) == 1
    with pytest.raises(Conflict, match="STEP_PLANNED"):
        plan(cast, somebody, replace(PLANNED, on=day))
    with pytest.raises(Refused, match="IN_THE_FUTURE"):
        services.take_step(actor=cast.owner, step_id=step_id, today=TODAY)
    [due] = attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY)
    assert (due.code, due.until) == ("STEP_TO_TAKE", day)
    services.take_step(actor=cast.owner, step_id=step_id, today=day)
    home, there = stays(cast, somebody)
    assert home.end == day == there.start
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        services.take_step(actor=cast.owner, step_id=step_id, today=day)


@pytest.mark.capability(45)
def test_a_step_is_withdrawn_or_looked_back_on_with_a_reason(cast, somebody, at_home):
    step_id = plan(cast, somebody, replace(PLANNED, on=TODAY + timedelta(days=3)))
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.withdraw_step(actor=cast.owner, step_id=step_id, why=" ")
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        services.evaluate_step(actor=cast.owner, step_id=step_id, helped=True, evaluation="Goed", today=TODAY)
    services.withdraw_step(actor=cast.owner, step_id=step_id, why="Wil het zelf niet meer")
    taken = plan(cast, somebody, PLANNED)
    services.evaluate_step(actor=cast.owner, step_id=taken, helped=False, evaluation="Te druk in de groep", today=TODAY)
    states = dict(Step.objects.for_rule("a test looks at it").values_list("pk", "state"))
    assert states == {step_id: StepState.WITHDRAWN, taken: StepState.EVALUATED}


@pytest.mark.capability(45)
def test_after_three_moves_expertise_comes_to_the_person_first(cast, somebody):
    for month, setting in ((1, "SHELTER"), (3, "BW"), (5, "SUPPORTED_HOME"), (8, "BW_PLUS")):
        end = date(2026, {1: 3, 3: 5, 5: 8, 8: 12}[month], 1)
        new = NewPlacement(
            somebody.id, somebody.compartment_id, somebody.dossier_id, setting, date(2026, month, 1),
            end=end if end <= TODAY else None,
        )  # fmt: skip
        services.record_placement(actor=cast.owner, new=new)
    with pytest.raises(Refused, match="EXPERTISE_FIRST"):
        plan(cast, somebody, PLANNED)
    assert plan(cast, somebody, replace(PLANNED, expertise_first="Het FACT-LVB kwam drie maanden mee"))


@pytest.mark.capability(10, 45)
def test_an_incident_alone_ends_no_stay(cast, somebody, at_home):
    end = {"actor": cast.owner, "placement_id": at_home, "on": TODAY, "reason": EndingReason.EXPULSION_INCIDENT}
    with pytest.raises(Refused, match="TALK_FIRST"):
        services.end_stay(**end)
    with pytest.raises(Refused, match="IN_THE_FUTURE"):
        services.end_stay(**end, talked_on=TODAY + timedelta(days=1))
    services.end_stay(**end, talked_on=TODAY - timedelta(days=2))
    with pytest.raises(Refused, match="ALREADY_LEFT"):
        services.end_stay(**end, talked_on=TODAY)


@pytest.mark.capability(10, 45)
def test_where_somebody_may_stay_whatever_happens_an_incident_ends_nothing(cast, somebody):
    new = NewPlacement(
        somebody.id, somebody.compartment_id, somebody.dossier_id, "UNCONDITIONAL_HOME", date(2026, 1, 1)
    )
    pk = services.record_placement(actor=cast.owner, new=new)
    with pytest.raises(Refused, match="INCIDENT_ENDS_NOTHING_HERE"):
        services.end_stay(
            actor=cast.owner, placement_id=pk, on=TODAY, reason=EndingReason.EXPULSION_SUBSTANCE, talked_on=TODAY
        )
    services.end_stay(actor=cast.owner, placement_id=pk, on=TODAY, reason=EndingReason.OWN_CHOICE)


@pytest.mark.capability(45, 141)
def test_a_step_to_a_place_that_was_just_given_changes_nothing(cast, somebody, at_home, place):
    book(place_id=place, start=TODAY)
    with pytest.raises(Conflict, match="PLACE_FULL"):
        plan(cast, somebody, replace(PLANNED, place_id=place, handover=WITHOUT))
    [home] = stays(cast, somebody)
    assert home.end is None and not Step.objects.for_rule("a test looks at it").exists()


@pytest.mark.capability(45, 48)
def test_a_place_that_is_named_is_taken_and_given_free_again(cast, somebody, at_home, place):
    plan(cast, somebody, replace(PLANNED, place_id=place, handover=WITHOUT))
    booking = Booking.objects.get(place_id=place)
    assert booking.end is None
    with pytest.raises(Conflict, match="PLACE_FULL"), transaction.atomic():  # one slot, given once
        book(place_id=place, start=TODAY)
    there = stays(cast, somebody)[-1]
    services.end_stay(
        actor=cast.owner, placement_id=there.id, on=TODAY + timedelta(days=5), reason=EndingReason.OWN_CHOICE
    )
    booking.refresh_from_db()
    assert booking.end == TODAY + timedelta(days=5)


def test_who_takes_no_part_steps_nobody_up_or_down(cast, somebody, at_home):
    with pytest.raises(NoGrant):
        services.plan_step(
            actor=cast.outsider, person_id=somebody.id, compartment_id=somebody.compartment_id, new=PLANNED, today=TODAY
        )
    plan(cast, somebody, CRISIS)
    with pytest.raises(NoGrant):
        services.go_back(
            actor=cast.outsider,
            person_id=somebody.id,
            compartment_id=somebody.compartment_id,
            new=GoingBack(TODAY, "x", "FACT"),
            today=TODAY,
        )
    assert course(cast.outsider, somebody.id, somebody.dossier_id, purpose=CARE, today=TODAY).steps == ()
    assert attention(cast.outsider, [somebody.id], purpose=CARE, today=date(2027, 2, 1)) == []


@pytest.mark.capability(53)
def test_a_place_that_is_held_asks_attention_before_its_day(cast, somebody, at_home):
    step_id = plan(cast, somebody, CRISIS)
    codes = {a.code for a in attention(cast.owner, [somebody.id], purpose=CARE, today=date(2027, 1, 20))}
    assert codes == {"HOME_HELD_UNTIL", "STEP_TO_EVALUATE"}
    services.hold_longer(
        actor=cast.owner, step_id=step_id, until=date(2027, 3, 31), payer="WMO_LOCAL", reason="Nog niet klaar"
    )
    codes = {a.code for a in attention(cast.owner, [somebody.id], purpose=CARE, today=date(2027, 1, 20))}
    assert codes == {"STEP_TO_EVALUATE"}


@pytest.mark.capability(45)
def test_the_ladder_is_data_of_the_region_in_versions(cast):
    assert direction(FIRST_LADDER, "FACT", "HIC") == Direction.UP
    assert direction(FIRST_LADDER, "HIC", "IHT_DAY") == Direction.DOWN
    assert direction(FIRST_LADDER, "", "PILOT_LIGHT") == Direction.UP  # from nothing, any rung is more
    rungs = [Rung("TOP", "Kliniek", "HIC"), Rung("HOME", "Thuis", "FACT")]
    write = {"name": "Ladder", "rungs": rungs, "valid_from": TODAY, "why": "Onze regio kent geen IHT", "after": 0}
    with pytest.raises(NoGrant):
        services.write_ladder(actor=cast.owner, **write)
    assert services.write_ladder(actor=cast.table_chair, **write) == 1
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        services.write_ladder(actor=cast.table_chair, **write)
    for wrong, code in ((rungs[:1], "LADDER_TOO_SHORT"), ([rungs[0], rungs[0]], "RUNG_TWICE")):
        with pytest.raises(Refused, match=code):
            services.write_ladder(actor=cast.table_chair, **{**write, "rungs": wrong, "after": 1})
    assert Ladder.objects.count() == 1


@pytest.mark.capability(46)
def test_practising_goes_step_by_step_and_a_no_go_is_tried_again(cast, somebody):
    def add(text: str) -> int:
        return services.add_freedom(
            actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id,
            new=NewFreedom(text, TODAY, 4, 1, "Beukhof", "Hilde van de nieuwe plek"),
        )  # fmt: skip

    first, second = add("Een middag op de nieuwe plek"), add("Een nacht daar")
    decide = {"actor": cast.owner, "today": TODAY, "client_says": "Spannend"}
    with pytest.raises(Refused, match="FREEDOM_OUT_OF_ORDER"):
        services.decide_freedom(freedom_id=second, decision=Go.GO, reason="Gaat goed", **decide)
    services.decide_freedom(
        freedom_id=first, decision=Go.NO_GO, reason="Te veel prikkels", planned_on=TODAY + timedelta(days=7), **decide
    )
    with pytest.raises(Refused, match="FREEDOM_OUT_OF_ORDER"):
        services.decide_freedom(freedom_id=second, decision=Go.GO, reason="Gaat goed", **decide)
    services.decide_freedom(freedom_id=first, decision=Go.GO, reason="Nu lukte het", **decide)
    with pytest.raises(Conflict, match="ALREADY_DECIDED"):
        services.decide_freedom(freedom_id=first, decision=Go.NO_GO, reason="Toch niet", **decide)
    services.decide_freedom(freedom_id=second, decision=Go.GO, reason="Gaat goed", **decide)
    rows = Freedom.objects.for_rule("a test looks at it").order_by("position").values_list("decision", flat=True)
    assert list(rows) == [Go.GO, Go.GO]


def test_no_step_leaves_two_stays_beside_each_other_unless_the_own_place_is_held(cast, somebody, at_home):
    plan(cast, somebody, PLANNED)
    open_stays = Placement.objects.for_rule("a test looks at it").filter(person_id=somebody.id, end__isnull=True)
    assert open_stays.count() == 1


@pytest.mark.capability(45, 53)
def test_a_place_stays_held_through_a_second_clinic_and_somebody_still_returns(cast, somebody, at_home):
    plan(cast, somebody, CRISIS)
    day = TODAY + timedelta(days=10)
    further = replace(PLANNED, on=day, from_rung="HIC", to_rung="LEVEL_2_HIGH", setting=Setting.FPA, home=Home.NO_PLACE)
    plan(cast, somebody, further, day)
    home, hic, fpa = stays(cast, somebody)
    assert home.home_held and home.end is None and hic.end == day and fpa.end is None
    later = day + timedelta(days=10)
    services.go_back(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id,
        new=GoingBack(later, "Beter", "FACT"), today=later,
    )  # fmt: skip
    home, hic, fpa = stays(cast, somebody)
    assert not home.home_held and fpa.end == later and current_stay([home, hic, fpa], later).id == home.id


@pytest.mark.capability(45, 53)
def test_who_steps_down_to_a_team_that_comes_is_home_again(cast, somebody, at_home):
    plan(cast, somebody, CRISIS)
    day = TODAY + timedelta(days=12)
    team = replace(PLANNED, on=day, from_rung="HIC", to_rung="IHT", setting=Setting.IHT, home=Home.NO_PLACE)
    plan(cast, somebody, team, day)
    home, hic, _iht = stays(cast, somebody)
    assert hic.end == day and not home.home_held and current_stay([home, hic, _iht], day).id == home.id


@pytest.mark.capability(53)
def test_who_goes_to_live_elsewhere_says_what_happens_to_the_place_that_is_held(cast, somebody, at_home):
    plan(cast, somebody, CRISIS)
    day = TODAY + timedelta(days=12)
    with pytest.raises(Refused, match="HOME_UNDECIDED"):
        plan(cast, somebody, replace(PLANNED, on=day, home=Home.NO_PLACE), day)
    plan(cast, somebody, replace(PLANNED, on=day), day)
    home, hic, there = stays(cast, somebody)
    assert (home.end, hic.end, there.end) == (day, day, None)
