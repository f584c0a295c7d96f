"""From the first report to the pilot light and back again, with the clock moved: at no moment does nobody hold this person."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.selectors import taking_part
from samenhang.intake.enums import Outcome, PartyView, ReportWay
from samenhang.intake.services import receive
from samenhang.notifications.models import Notification
from samenhang.pathway import services
from samenhang.pathway.enums import Evidence, HandoverState
from samenhang.pathway.enums.pilot_lights import ContactForm, LightAlert
from samenhang.pathway.models import PilotLight
from samenhang.pathway.selectors import current_stay, placements
from samenhang.pathway.selectors.attention import attention
from samenhang.pathway.selectors.course import course
from samenhang.pathway.services import GoingBack, NewContact, NewLight, NewPlacement
from samenhang.people.selectors import keys
from samenhang.plan.selectors import plan_of
from samenhang.plan.services import start_plan
from tests.conftest import NOW, TODAY
from tests.intake.conftest import a_report
from tests.intake.conftest import desk as desk
from tests.intake.test_reports import decide, decision, row_of, weigh_all
from tests.pathway.handing_over import Stage, stage_of
from tests.pathway.test_steps import CRISIS

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION
DAY = timedelta(days=1)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def holds(somebody, on: date) -> None:
    """Somebody directs this case on this day, and somebody is responsible for where the person stays."""
    assert CaseRole.CASE_DIRECTOR in {p.role for p in taking_part(somebody.dossier_id, on)}, f"nobody holds it on {on}"


@pytest.mark.capability(15, 19, 43, 45, 49, 50, 51, 53, 55)
def test_somebody_is_held_from_the_first_report_to_the_relapse_and_after_it(
    desk, cast, organisations, municipalities, django_capture_on_commit_callbacks, settings
):
    # the police saw somebody; three parties weigh; there is a coordinator at once
    home = municipalities["Turfwolde"]
    came_in = receive(actor=desk.police, new=a_report(municipality_id=home), way=ReportWay.FORM, now=NOW)[0]
    weigh_all(desk, came_in)
    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, came_in, decision(Outcome.OGGZ_CASE, coordinator_id=cast.owner.user_id))
    [somebody] = keys(reason="a test follows somebody", ids=[row_of(came_in).person_id])
    about = {"person_id": somebody.id, "compartment_id": somebody.compartment_id}
    holds(somebody, TODAY)

    # a plan and a home, a crisis with the home held, and back
    plan_id = start_plan(actor=cast.owner, **about, today=TODAY)
    new = NewPlacement(
        somebody.id, somebody.compartment_id, somebody.dossier_id, "SUPPORTED_HOME", date(2026, 5, 1), payer="WMO_LOCAL"
    )
    own_home = services.record_placement(actor=cast.owner, new=new)
    services.plan_step(actor=cast.owner, **about, new=CRISIS, today=TODAY)
    assert course(cast.owner, somebody.id, somebody.dossier_id, purpose=CARE, today=TODAY).state == "SCALED_UP"
    day = TODAY + 20 * DAY
    services.go_back(
        actor=cast.owner,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        new=GoingBack(day, "Slaapt weer", "FACT"),
        today=day,
    )
    assert current_stay(placements(cast.owner, [somebody.id], purpose=CARE), day).id == own_home
    holds(somebody, day)

    # the handover down: sought, got to know, ready, moved 200 days later, closed by who receives
    stage: Stage = stage_of(cast, somebody, organisations)
    handover = stage.ready()
    assert stage.row(handover).state == HandoverState.READY
    move = stage.row(handover).move_on
    for on in (day + 60 * DAY, move - DAY):
        holds(somebody, on)
    with time_machine.travel(_morning(move), tick=False) as clock_on_the_wall:
        settings.FIXED_TODAY = None  # the clock says the day that the test travelled to
        services.transfer(actor=cast.owner, handover_id=handover, lock=stage.row(handover).lock, today=move)
        for _ in range(2):
            stage.note(handover, Evidence.TALK, minutes=45, today=move)
        services.know_enough(actor=stage.receiver, handover_id=handover, lock=stage.row(handover).lock, today=move)
        stays = placements(cast.owner, [somebody.id], purpose=CARE)
        assert [s.setting for s in stays if s.end is None] == ["BW"] and stays[0].end == move
        holds(somebody, move + DAY)
        end = move + 190 * DAY
        clock_on_the_wall.move_to(_morning(end), tick=False)
        stage.cared_for(handover, moved=move)
        services.complete_handover(actor=stage.receiver, handover_id=handover, lock=stage.row(handover).lock, today=end)
        assert stage.row(handover).state == HandoverState.COMPLETED
        holds(somebody, end)
    settings.FIXED_TODAY = TODAY.isoformat()

    # it goes well: a pilot light; contact fails twice, and somebody is to go and see
    light = NewLight(
        organisation_id=organisations["ggz"], keeper_id=cast.owner.me, start=end, until=end + 365 * DAY, every_days=30,
        form=ContactForm.CALL, wants="Bel mij", own_route="Ik app Iris", brings_back="Niet slapen", payer="WMO_LOCAL",
    )  # fmt: skip
    light_id = services.keep_light(actor=cast.owner, **about, new=light, today=end)
    assert course(cast.owner, somebody.id, somebody.dossier_id, purpose=CARE, today=end).state == "PILOT_LIGHT"
    for n in (28, 31):
        tried = NewContact(end + n * DAY, ContactForm.CALL, reached=False)
        services.record_contact(actor=cast.owner, **about, new=tried, today=end + n * DAY)
    codes = {a.code for a in attention(cast.owner, [somebody.id], purpose=CARE, today=end + 31 * DAY)}
    assert LightAlert.VISIT_NEEDED in codes
    holds(somebody, end + 31 * DAY)

    # the police see them again: back in one act, with the last plan, without a new application
    again = receive(actor=desk.police, new=a_report(municipality_id=home), way=ReportWay.FORM, now=NOW)[0]
    weigh_all(desk, again, PartyView.CAN_BE_ARRANGED)
    told = Notification.objects.filter(user_id=cast.owner.user_id, kind="CASE_REENTERED").count()
    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, again, decision(Outcome.REENTRY))
    assert PilotLight.objects.for_rule("a test looks at the light").get(pk=light_id).state == "RELIT"
    found = plan_of(cast.owner, somebody.id, purpose=CARE)
    assert found is not None and found.id == plan_id
    assert course(cast.owner, somebody.id, somebody.dossier_id, purpose=CARE, today=end).state == "RUNNING"
    assert Notification.objects.filter(user_id=cast.owner.user_id, kind="CASE_REENTERED").count() == told + 1
    holds(somebody, end + 32 * DAY)
