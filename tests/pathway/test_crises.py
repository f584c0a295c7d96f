"""A crisis: somebody who knows the person is there within half an hour, the least drastic is chosen, and the home is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenhang.access.enums import CaseRole, EmergencyReason, Purpose
from samenhang.access.services import break_glass, join_case
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.notifications.models import Notification
from samenhang.pathway import services
from samenhang.pathway.enums.crises import Arrival, CalledBy, CallResult, Outcome, Toldee
from samenhang.pathway.models import BedCall, Crisis, Shift
from samenhang.pathway.rules.crises import Responder, arrival, evaluate_by, ranked, uncovered_hours
from samenhang.pathway.selectors.attention import attention
from samenhang.pathway.selectors.course import beds, crises
from samenhang.pathway.selectors.duty import responders, rosters, without_cover
from samenhang.pathway.selectors.placements import placements
from samenhang.pathway.services import NewBedCall, NewBedRight, NewCall, NewCrisis, NewDecision, NewShift
from tests.conftest import NOW, TODAY
from tests.pathway.test_steps import CRISIS

CARE = Purpose.CARE_COORDINATION
MINUTE = timedelta(minutes=1)
CALL = NewCrisis(NOW - 25 * MINUTE, CalledBy.NEIGHBOUR, "Roept op straat", "Voor haar deur")


# ---- rules ---------------------------------------------------------------------------------------------------
@pytest.mark.capability(40)
@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, Arrival.WITHIN_20),
        (20, Arrival.WITHIN_20),
        (21, Arrival.WITHIN_30),
        (30, Arrival.WITHIN_30),
        (31, Arrival.LATER),
    ],
)
def test_the_clock_from_call_to_somebody_there(minutes, expected):
    assert arrival(NOW, NOW + minutes * MINUTE) == expected
    assert arrival(NOW, None) == Arrival.NOBODY


@pytest.mark.capability(40)
def test_who_knows_the_person_is_called_first_and_then_who_is_near():
    knows_far = Responder("Iris", "1", True, 45, True)
    knows_near = Responder("Hilde", "2", True, 15, False)
    near = Responder("Wim", "3", False, 10, True)
    in_time = Responder("Teun", "4", False, 25, True)
    unknown = Responder("Crisisdienst", "5", False, None, False)
    assert [r.name for r in ranked([unknown, in_time, near, knows_far, knows_near])] == [
        "Hilde", "Iris", "Wim", "Teun", "Crisisdienst",
    ]  # fmt: skip


def test_a_crisis_is_looked_back_on_within_five_working_days():
    assert evaluate_by(date(2026, 12, 23)) == date(2026, 12, 31)  # two days of Christmas and a weekend lie between
    assert evaluate_by(date(2026, 11, 20)) == date(2026, 11, 27)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault of the rule
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=12))
def test_hours_without_anybody_are_exactly_those_that_no_shift_covers(spans):
    begin, end = NOW, NOW + timedelta(hours=200)
    shifts = [(NOW + timedelta(hours=a), NOW + timedelta(hours=a + length)) for a, length in spans]
    holes = uncovered_hours(shifts, begin, end)
    for hour in range(200):
        moment = NOW + timedelta(hours=hour)
        covered = any(s <= moment < e for s, e in shifts)
        assert covered != any(s <= moment < e for s, e in holes)


# ---- from the call to what was learned -----------------------------------------------------------------------
def start(cast, somebody, new: NewCrisis = CALL, actor=None) -> int:
    return services.start_crisis(
        actor=actor or cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, new=new
    )


def there(cast, somebody) -> int:
    crisis_id = start(cast, somebody)
    services.log_call(
        actor=cast.owner, crisis_id=crisis_id, new=NewCall("Wim", CallResult.COMES, NOW - 20 * MINUTE, minutes=15)
    )
    services.arrive(actor=cast.owner, crisis_id=crisis_id, who="Wim", at=NOW - 5 * MINUTE)
    return crisis_id


@pytest.mark.django_db
@pytest.mark.capability(40)
def test_from_the_call_until_what_was_learned(cast, somebody, at_home):
    crisis_id = start(cast, somebody)
    with pytest.raises(Conflict, match="CRISIS_RUNS"):
        start(cast, somebody)
    [red] = attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY)
    assert (red.code, red.hard) == ("CRISIS_NOW", True)
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        services.decide_crisis(
            actor=cast.owner, crisis_id=crisis_id, new=NewDecision(Outcome.STAYS_WITH_HELP, "Rustig"), today=TODAY
        )
    services.log_call(
        actor=cast.owner,
        crisis_id=crisis_id,
        new=NewCall("Hilde", CallResult.NO_ANSWER, NOW - 24 * MINUTE, "06-1", True),
    )
    services.log_call(
        actor=cast.owner, crisis_id=crisis_id, new=NewCall("Wim", CallResult.COMES, NOW - 20 * MINUTE, minutes=15)
    )
    services.arrive(actor=cast.owner, crisis_id=crisis_id, who="Wim", at=NOW - 5 * MINUTE)
    [row] = crises(cast.owner, somebody.id, purpose=CARE)
    assert arrival(row.called_at, row.arrived_at) == Arrival.WITHIN_20 and len(row.calls) == 2
    services.decide_crisis(
        actor=cast.owner, crisis_id=crisis_id, new=NewDecision(Outcome.STAYS_WITH_HELP, "Thee gedronken"), today=TODAY
    )
    assert {a.code for a in attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY)} == {
        "CRISIS_TO_TELL", "CRISIS_TO_EVALUATE",
    }  # fmt: skip
    for whom in Toldee:
        services.tell(actor=cast.owner, crisis_id=crisis_id, whom=whom, told=True, note="Gebeld")
    with pytest.raises(Conflict, match="ALREADY_ANSWERED"):
        services.tell(actor=cast.owner, crisis_id=crisis_id, whom=Toldee.WORK, told=True, note="Nogmaals")
    services.evaluate_crisis(
        actor=cast.owner, crisis_id=crisis_id, what_helped="Rust", lesson="Eerder bellen", today=TODAY
    )
    assert attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY) == []


@pytest.mark.django_db
@pytest.mark.capability(40, 53)
def test_who_is_admitted_keeps_their_home_and_why_less_was_not_enough_is_said(cast, somebody, at_home):
    crisis_id = there(cast, somebody)
    admit = {"outcome": Outcome.VOLUNTARY_ADMISSION, "why": "Wil zelf weg", "admission": CRISIS}
    lines = AuditLine.objects.count()
    for more, code in (
        ({}, "LESS_FIRST"),
        ({"why_not_less": "IHT kon niet"}, "CRISIS_HOLDS_HOME"),
        ({"why_not_less": "IHT kon niet", "home_held_until": TODAY, "home_payer": "WMO_LOCAL"}, "CRISIS_HOLDS_HOME"),
        ({"why_not_less": "x", "home_held_until": date(2027, 1, 31), "home_payer": "WMO_LOCAL", "admission": None}, "ADMISSION_MISSING"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            services.decide_crisis(
                actor=cast.owner, crisis_id=crisis_id, new=NewDecision(**{**admit, **more}), today=TODAY
            )
    assert AuditLine.objects.count() == lines
    new = NewDecision(**admit, why_not_less="IHT kon niet", home_held_until=date(2027, 1, 31), home_payer="WMO_LOCAL")
    assert services.decide_crisis(actor=cast.owner, crisis_id=crisis_id, new=new, today=TODAY)
    home, clinic = placements(cast.owner, [somebody.id], purpose=CARE)
    assert home.home_held and clinic.setting == "HIC"


@pytest.mark.django_db
@pytest.mark.capability(40)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"what": " "}, "REASON_MISSING"),
        ({"danger_now": True}, "EMERGENCY_NUMBER_FIRST"),
        ({"called_at": NOW + MINUTE}, "IN_THE_FUTURE"),
    ],
)
def test_danger_means_112_first_and_a_call_was_not_in_the_future(cast, somebody, change, code):
    with pytest.raises(Refused, match=code):
        start(cast, somebody, replace(CALL, **change))
    assert not Crisis.objects.for_rule("a test looks at it").exists()


@pytest.mark.django_db
@pytest.mark.capability(40)
def test_moments_stand_in_their_order(cast, somebody):
    crisis_id = start(cast, somebody)
    with pytest.raises(Refused, match="BEFORE_THE_CALL"):
        services.arrive(actor=cast.owner, crisis_id=crisis_id, who="Wim", at=NOW - 30 * MINUTE)
    with pytest.raises(Refused, match="IN_THE_FUTURE"):
        services.arrive(actor=cast.owner, crisis_id=crisis_id, who="Wim", at=NOW + MINUTE)
    with pytest.raises(Refused, match="MINUTES_MISSING"):
        services.log_call(actor=cast.owner, crisis_id=crisis_id, new=NewCall("Wim", CallResult.COMES, NOW))
    with pytest.raises(Refused, match="NAME_MISSING"):
        services.log_call(actor=cast.owner, crisis_id=crisis_id, new=NewCall(" ", CallResult.CANNOT, NOW))
    services.calm_down(actor=cast.owner, crisis_id=crisis_id, why="Haar zus kwam")
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        services.arrive(actor=cast.owner, crisis_id=crisis_id, who="Wim", at=NOW)


@pytest.mark.django_db
@pytest.mark.capability(40)
def test_whoever_opens_it_in_an_emergency_notes_what_they_do_and_who_directs_hears_so(cast, somebody):
    with pytest.raises(NoGrant):
        start(cast, somebody, actor=cast.outsider)
    break_glass(
        actor=cast.outsider, dossier_id=somebody.dossier_id, reason=EmergencyReason.CRISIS_ON_DUTY,
        explanation="De buren belden, zij roept op straat",
    )  # fmt: skip
    on_duty = actor_of(User.objects.get(pk=cast.outsider.user_id), today=TODAY)
    start(cast, somebody, actor=on_duty)
    assert Notification.objects.filter(user_id=cast.owner.user_id, kind="CRISIS_STARTED").count() == 1
    assert attention(cast.funder, [somebody.id], purpose=CARE, today=TODAY) == []


@pytest.mark.django_db
@pytest.mark.capability(40)
def test_a_team_that_treats_hears_of_a_crisis_as_everybody_in_it(cast, somebody):
    treats = {"role": CaseRole.TREATER, "start": date(2026, 2, 1), "team_id": cast.team_id}
    join_case(actor=cast.owner, dossier_id=somebody.dossier_id, **treats)
    start(cast, somebody)
    told = set(Notification.objects.filter(kind="CRISIS_STARTED").values_list("user_id", flat=True))
    assert told == {cast.table_chair.user_id}, "and not who noted the call"


# ---- bed on prescription ---------------------------------------------------------------------------------------
def right(cast, somebody, **more) -> int:
    values = {
        "organisation_id": cast.owner.organisation_id, "where": "Afdeling Hei", "phone": "0500-1", "nights_at_once": 2,
        "nights_a_quarter": 4, "start": date(2026, 6, 1), "until": date(2027, 6, 1),
    }  # fmt: skip
    return services.agree_bed(
        actor=cast.owner,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        new=NewBedRight(**{**values, **more}),
    )


@pytest.mark.django_db
@pytest.mark.capability(41)
def test_a_bed_on_prescription_is_asked_for_without_an_intake_and_counted(cast, somebody):
    right_id = right(cast, somebody)
    with pytest.raises(Conflict, match="BED_RIGHT_EXISTS"):
        right(cast, somebody)
    ask = {"actor": cast.owner, "right_id": right_id}
    services.note_bed_call(**ask, new=NewBedCall(NOW - timedelta(days=60), True, 2, effect="Sliep"))
    services.note_bed_call(**ask, new=NewBedCall(NOW - timedelta(days=30), False, why_not="Vol"))
    with pytest.raises(Refused, match="MORE_NIGHTS_THAN_AGREED"):
        services.note_bed_call(**ask, new=NewBedCall(NOW, True, 3))
    services.note_bed_call(**ask, new=NewBedCall(NOW - timedelta(days=1), True, 2))
    with pytest.raises(Refused, match="MORE_NIGHTS_THAN_AGREED"):
        services.note_bed_call(**ask, new=NewBedCall(NOW, True, 1))
    services.say_beds_tonight(actor=cast.owner, organisation_id=cast.owner.organisation_id or 0, night=TODAY, free=0)
    [row] = beds(cast.owner, somebody.id, purpose=CARE, today=TODAY, now=NOW)
    assert (row.used, row.free_tonight, len(row.calls)) == (4, 0, 3)
    later = NOW + timedelta(days=40)  # the first two nights lie more than a quarter back by then
    [row] = beds(cast.owner, somebody.id, purpose=CARE, today=TODAY, now=later)
    assert row.used == 2


@pytest.mark.django_db
@pytest.mark.capability(41)
def test_no_bed_needs_a_reason_and_an_ended_right_gives_none(cast, somebody):
    right_id = right(cast, somebody)
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.note_bed_call(actor=cast.owner, right_id=right_id, new=NewBedCall(NOW, False))
    with pytest.raises(Refused, match="NIGHTS_MISSING"):
        services.note_bed_call(actor=cast.owner, right_id=right_id, new=NewBedCall(NOW, True))
    services.end_bed_right(actor=cast.owner, right_id=right_id, why="Heeft het niet meer nodig", today=TODAY)
    with pytest.raises(Refused, match="BED_RIGHT_ENDED"):
        services.note_bed_call(actor=cast.owner, right_id=right_id, new=NewBedCall(NOW, True, 1))
    assert not BedCall.objects.for_rule("a test looks at it").exists()


# ---- who is on duty ----------------------------------------------------------------------------------------------
def roster(cast, municipalities, minutes: int = 25) -> int:
    return services.add_roster(
        actor=cast.owner, organisation_id=cast.owner.organisation_id or 0, name=f"Crisisdienst {minutes}", minutes=minutes,
        municipality_ids=[municipalities["Turfwolde"]],
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.capability(40)
def test_who_is_on_duty_now_and_where_nobody_can_be_in_half_an_hour(cast, somebody, municipalities):
    assert without_cover(rosters(NOW)) == ["Turfwolde", "Zandmeer"]
    roster_id = roster(cast, municipalities)
    assert without_cover(rosters(NOW)) == ["Turfwolde", "Zandmeer"]  # a team without anybody on duty covers nothing
    shift = NewShift("Wim", "06-1", NOW - timedelta(hours=1), NOW + timedelta(hours=7))
    services.add_shift(actor=cast.owner, roster_id=roster_id, new=shift)
    [row] = rosters(NOW)
    assert [s.name for s in row.now] == ["Wim"] and row.nobody[0][0] == NOW + timedelta(hours=7)
    assert without_cover(rosters(NOW)) == ["Zandmeer"]
    slow = roster(cast, municipalities, minutes=45)
    services.add_shift(actor=cast.owner, roster_id=slow, new=replace(shift, name="Aafke"))
    [first, second] = responders(cast.owner, somebody.id, municipalities["Turfwolde"], purpose=CARE, now=NOW)
    assert (first.name, second.name) == ("Wim", "Aafke")


@pytest.mark.django_db
@pytest.mark.capability(40)
def test_a_shift_of_many_weeks_keeps_its_hours_when_the_clock_goes_back(cast, municipalities):
    roster_id = roster(cast, municipalities)
    begin = datetime(2026, 10, 19, 20, 0, tzinfo=UTC)
    new = NewShift("Wim", "06-1", begin, datetime(2026, 10, 20, 6, 0, tzinfo=UTC))
    assert services.add_shift(actor=cast.owner, roster_id=roster_id, new=new, weeks=3) == 3
    hours = [timezone.localtime(s.starts_at).hour for s in Shift.objects.order_by("starts_at")]
    assert hours == [22, 22, 22]
    with pytest.raises(Conflict, match="ON_DUTY_ALREADY"):
        services.add_shift(actor=cast.owner, roster_id=roster_id, new=new)
    over = Shift.objects.order_by("starts_at").first()
    with pytest.raises(Refused, match="SHIFT_IS_OVER"):
        services.remove_shift(actor=cast.owner, shift_id=over.pk)


@pytest.mark.django_db
@pytest.mark.capability(40)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "NAME_MISSING"),
        ({"phone": " "}, "PHONE_MISSING"),
        ({"ends_at": NOW - timedelta(hours=2)}, "ENDS_BEFORE_START"),
        ({"ends_at": NOW + timedelta(days=9)}, "SHIFT_TOO_LONG"),
    ],
)
def test_a_shift_says_who_and_under_which_number(cast, municipalities, change, code):
    roster_id = roster(cast, municipalities)
    new = replace(NewShift("Wim", "06-1", NOW, NOW + timedelta(hours=8)), **change)
    with pytest.raises(Refused, match=code):
        services.add_shift(actor=cast.owner, roster_id=roster_id, new=new)
    assert not Shift.objects.exists()


@pytest.mark.django_db
def test_only_an_organisation_itself_keeps_its_roster_and_its_beds(cast, municipalities):
    roster_id = roster(cast, municipalities)
    shift = NewShift("Wim", "06-1", NOW, NOW + timedelta(hours=8))
    for act in (
        lambda: services.add_shift(actor=cast.outsider, roster_id=roster_id, new=shift),
        lambda: services.end_roster(actor=cast.outsider, roster_id=roster_id, today=TODAY),
        lambda: services.say_beds_tonight(
            actor=cast.outsider, organisation_id=cast.owner.organisation_id or 0, night=TODAY, free=3
        ),
        lambda: services.say_beds_tonight(
            actor=cast.funder, organisation_id=cast.funder.organisation_id or 0, night=TODAY, free=3
        ),
    ):
        with pytest.raises(NoGrant):
            act()


@pytest.mark.django_db
def test_a_supporter_without_the_crisis_card_sees_no_crisis(cast, somebody):
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.SUPPORTER, start=date(2026, 2, 1),
        user_id=cast.outsider.user_id, organisation_id=cast.outsider.organisation_id,
    )  # fmt: skip
    start(cast, somebody)
    assert crises(cast.outsider, somebody.id, purpose=CARE) == []
