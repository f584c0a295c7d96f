"""Back in one act with the last plan; the bridge while somebody waits; at no moment does nobody hold them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.selectors import is_closed, taking_part
from samenhang.access.services import close_case, join_case
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import NoGrant, Refused
from samenhang.base.events import subscribe
from samenhang.directory.models import Membership
from samenhang.intake import selectors, services
from samenhang.intake.enums import IntakeAlert, Outcome, PartyView, ReportWay
from samenhang.intake.events import CaseReentered
from samenhang.intake.models import Bridge, ClientTalk
from samenhang.intake.rules import fails_since, level
from samenhang.notifications.models import Notification
from samenhang.people.selectors import person
from samenhang.people.services import change_fact, keep_fact
from samenhang.plan.models import Plan
from samenhang.plan.selectors import plan_of
from samenhang.plan.services import end_plan, start_plan
from tests.conftest import NOW, TODAY
from tests.intake.conftest import a_report
from tests.intake.test_reports import decide, decision, row_of, weigh_all
from tests.letting_go import analysed

CARE = Purpose.CARE_COORDINATION


def roles(somebody) -> dict[str, int | None]:
    return {p.role: p.user_id for p in taking_part(somebody.dossier_id, TODAY)}


@pytest.fixture
def over(cast, somebody):
    """A case that is over: its plan ended in May, the case closed in June."""
    plan = start_plan(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, today=date(2026, 1, 5)
    )
    end_plan(actor=cast.owner, plan_id=plan, why="Het gaat goed", today=date(2026, 5, 1))
    analysed(cast.owner, somebody.dossier_id, date(2026, 6, 1))
    close_case(actor=cast.owner, dossier_id=somebody.dossier_id, on=date(2026, 6, 1), reason="Het gaat goed")
    return somebody


@pytest.fixture
def about_them(desk, over):
    """A report about somebody whose case is over, weighed by the three parties."""
    new = a_report(subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3))
    found = services.receive(actor=desk.police, new=new, way=ReportWay.FORM, now=NOW)[0]
    weigh_all(desk, found, PartyView.CAN_BE_ARRANGED)
    return found


@pytest.mark.capability(19)
def test_a_relapse_brings_the_case_back_with_its_last_plan_and_whoever_directed_it(
    desk, cast, over, about_them, django_capture_on_commit_callbacks
):
    assert is_closed(over.dossier_id) and roles(over) == {} and person(cast.owner, over.id, purpose=CARE) is None
    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, about_them, decision(Outcome.REENTRY))
    assert not is_closed(over.dossier_id) and roles(over) == {CaseRole.CASE_DIRECTOR: cast.owner.user_id}
    plan = plan_of(cast.owner, over.id, purpose=CARE)
    assert plan is not None and plan.started_on == date(2026, 1, 5)
    assert Plan.objects.for_rule("a test counts plans").filter(person_id=over.id).count() == 1
    [signal] = selectors.signals(cast.owner, [over.id], purpose=CARE)
    assert signal.text.startswith("Stond")
    assert Notification.objects.filter(user_id=cast.owner.user_id, kind="CASE_REENTERED").count() == 1
    assert person(desk.nurse, over.id, purpose=CARE) is None, "the desk brings back and does not look in"


@pytest.mark.capability(19)
def test_others_hear_that_somebody_came_back_only_when_it_is_done(
    desk, over, about_them, django_capture_on_commit_callbacks
):
    heard: list[CaseReentered] = []
    from samenhang.base import events

    subscribe(CaseReentered)(heard.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            decide(desk, about_them, decision(Outcome.REENTRY))
    finally:
        events._subscribers[CaseReentered].remove(heard.append)
    assert heard == [CaseReentered(over.id, over.dossier_id, TODAY)]


@pytest.mark.capability(19)
def test_a_case_that_is_over_is_not_opened_anew(desk, cast, over, about_them):
    for outcome in (Outcome.START_HELP, Outcome.OGGZ_CASE, Outcome.FORWARD_TO_HELP):
        with pytest.raises(Refused, match="REENTER_INSTEAD"):
            decide(desk, about_them, decision(outcome, coordinator_id=cast.owner.user_id))
    assert is_closed(over.dossier_id)


@pytest.mark.capability(19)
def test_somebody_is_named_when_whoever_directed_it_left(desk, cast, over, about_them):
    Membership.objects.filter(user_id=cast.owner.user_id).update(end=date(2026, 7, 1))
    with pytest.raises(Refused, match="NOBODY_HOLDS"):
        decide(desk, about_them, decision(Outcome.REENTRY))
    assert is_closed(over.dossier_id), "nothing half happened"
    decide(desk, about_them, decision(Outcome.REENTRY, coordinator_id=cast.outsider.user_id))
    assert roles(over) == {CaseRole.CASE_DIRECTOR: cast.outsider.user_id}


@pytest.mark.capability(19)
def test_only_somebody_known_can_come_back(desk, came_in):
    weigh_all(desk, came_in)
    with pytest.raises(Refused, match="KNOWN_NOWHERE"):
        decide(desk, came_in, decision(Outcome.REENTRY))
    assert row_of(came_in).outcome == ""


@pytest.mark.capability(19)
def test_whoever_keeps_contact_brings_somebody_back_without_a_report(
    cast, somebody, django_capture_on_commit_callbacks
):
    """A case that still runs (a pilot light): nobody is put out of their seat, and the last plan is current again."""
    plan = start_plan(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, today=date(2026, 1, 5)
    )
    end_plan(actor=cast.owner, plan_id=plan, why="Waakvlam", today=date(2026, 5, 1))
    again = {"person_id": somebody.id, "today": TODAY}
    with pytest.raises(NoGrant):
        services.reenter(actor=cast.outsider, reason="Het gaat mis", **again)
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.reenter(actor=cast.owner, reason=" ", **again)
    with django_capture_on_commit_callbacks(execute=True):
        services.reenter(
            actor=cast.owner, reason="Het gaat mis", coordinator_id=cast.outsider.user_id, **again
        )  # the seat is taken
    assert roles(somebody) == {CaseRole.CASE_DIRECTOR: cast.owner.user_id}
    assert plan_of(cast.owner, somebody.id, purpose=CARE).id == plan


@pytest.mark.capability(19)
def test_coming_back_is_walked_on_the_screen(cast, somebody, as_persona):
    browser, at = as_persona("owner"), f"/inclusion/people/{somebody.id}/again/"
    assert "Needs help again" in browser.get(at).content.decode()
    assert browser.post(at, {"reason": ""}).status_code == 422
    assert browser.post(at, {"reason": "Slaapt niet en komt niet meer"}).status_code == 302
    assert as_persona("outsider").get(at).status_code == 404


# ---- the talk at sign-up ----------------------------------------------------------------------------
@pytest.mark.capability(18)
def test_a_talk_has_a_place_or_a_reason_why_there_was_none(cast, somebody):
    keep = {
        "actor": cast.owner,
        "kind": services.TALK,
        "person_id": somebody.id,
        "compartment_id": somebody.compartment_id,
    }
    said = {"on": TODAY, "place": "Thuis", "spoken_by": "Iris", "exception_why": ""}
    with pytest.raises(Refused, match="CLIENT_NOT_SPOKEN"):
        keep_fact(**keep, values={**said, "place": " "})
    keep_fact(**keep, values=said)
    keep_fact(**keep, values={**said, "place": "", "exception_why": "Lag buiten kennis"})
    rows = ClientTalk.objects.for_rule("a test tries half a talk")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(place="", exception_why="")


# ---- the bridge -------------------------------------------------------------------------------------
def bridge(**more):
    return {
        "waits_for": "GGZ", "holder": "POH_GGZ", "holder_name": "Mevrouw Oever", "holder_organisation": "Huisartsen Turfwolde",
        "since": date(2026, 9, 1), "until": date(2026, 12, 31), "enough": True, "checked_on": date(2026, 11, 1), "note": "", **more,
    }  # fmt: skip


def hold(cast, somebody, **more) -> int:
    return keep_fact(
        actor=cast.owner, kind=services.BRIDGE, person_id=somebody.id, compartment_id=somebody.compartment_id, values=bridge(**more)
    )  # fmt: skip


@pytest.mark.capability(21)
def test_a_bridge_fails_from_the_day_it_is_found_too_little_or_the_day_after_its_last():
    given = {"enough": True, "checked_on": date(2026, 11, 1), "until": date(2026, 11, 22)}
    assert fails_since(**given, today=date(2026, 11, 22)) is None
    assert fails_since(**given, today=date(2026, 11, 23)) == (IntakeAlert.BRIDGE_OVER, date(2026, 11, 23))
    found = fails_since(**{**given, "enough": False}, today=date(2026, 11, 22))
    assert found == (IntakeAlert.BRIDGE_NOT_ENOUGH, date(2026, 11, 1))
    assert level(date(2026, 11, 1), date(2026, 11, 7)) == 1 and level(date(2026, 11, 1), date(2026, 11, 8)) == 2


@pytest.mark.capability(21)
def test_a_bridge_that_does_not_carry_reaches_who_directs_and_nobody_else(cast, at_the_table):
    hold(cast, at_the_table, until=TODAY - timedelta(days=1))
    [alert] = selectors.attention(cast.owner, [at_the_table.id], purpose=CARE, today=TODAY)
    assert (alert.code, alert.on, alert.path) == (
        IntakeAlert.BRIDGE_OVER, TODAY, f"/inclusion/people/{at_the_table.id}/bridge/",
    )  # fmt: skip
    assert selectors.attention(cast.outsider, [at_the_table.id], purpose=CARE, today=TODAY) == []


@pytest.mark.capability(21)
def test_a_bridge_goes_up_a_level_after_a_week_and_tells_each_once(cast, at_the_table):
    supporter = cast.outsider
    join_case(
        actor=cast.owner, dossier_id=at_the_table.dossier_id, role=CaseRole.CASE_MANAGER, start=date(2026, 2, 1),
        user_id=supporter.user_id, organisation_id=supporter.organisation_id,
    )  # fmt: skip
    hold(cast, at_the_table, enough=False, checked_on=TODAY)

    def told() -> set[int]:
        return set(Notification.objects.filter(kind="BRIDGE_FAILS").values_list("user_id", flat=True))

    assert services.tell_of_bridges(today=TODAY) == 1 and told() == {cast.owner.user_id}
    services.tell_of_bridges(today=TODAY + timedelta(days=6))
    assert told() == {cast.owner.user_id} and Notification.objects.filter(kind="BRIDGE_FAILS").count() == 1
    services.tell_of_bridges(today=TODAY + timedelta(days=7))
    assert told() == {cast.owner.user_id, supporter.user_id, cast.table_chair.user_id}


@pytest.mark.capability(21)
def test_a_bridge_that_carries_again_is_told_to_nobody(cast, somebody):
    found = hold(cast, somebody, enough=False)
    change_fact(actor=cast.owner, kind=services.BRIDGE, fact_id=found, values=bridge(checked_on=TODAY))
    assert services.tell_of_bridges(today=TODAY) == 0
    with pytest.raises(Refused, match="ALREADY_NOTED"):
        hold(cast, somebody)
    with pytest.raises(Refused, match="ENDS_BEFORE_START"):
        hold(cast, somebody, waits_for="HOME", until=date(2026, 8, 1))
    with pytest.raises(Refused, match="NAME_MISSING"):
        hold(cast, somebody, waits_for="HOME", holder_name=" ")


@pytest.mark.capability(21)
def test_the_night_looks_at_bridges_and_at_reports(cast, somebody, desk, django_capture_on_commit_callbacks):
    from samenhang.base.events import publish
    from samenhang.privacy.events import NightFell

    hold(cast, somebody, enough=False)
    with django_capture_on_commit_callbacks(execute=True):
        publish(NightFell(on=TODAY))
    assert Notification.objects.filter(kind="BRIDGE_FAILS").count() == 1


@pytest.mark.capability(21)
def test_a_bridge_is_recorded_on_the_screen_and_read_by_the_table(cast, at_the_table, as_persona):
    at = f"/inclusion/people/{at_the_table.id}/bridge/"
    browser = as_persona("owner")
    sent = {**bridge(), "enough": "no", "since": "2026-09-01", "until": "2026-12-31", "checked_on": "2026-11-01"}
    assert browser.post(f"{at}add/", {**sent, "enough": ""}).status_code == 422
    assert browser.post(f"{at}add/", sent).status_code == 302
    [row] = Bridge.objects.visible_to(cast.owner, purpose=CARE)
    assert row.enough is False
    page = browser.get(f"{at}{row.pk}/change/").content.decode()
    assert 'value="no" selected' in page
    assert "Mevrouw Oever" in as_persona("chair").get(at).content.decode()
    assert as_persona("outsider").get(at).status_code == 404
    assert Category(Bridge.category) == Category.INDICATION and SYSTEM.user_id is None
    assert "The bridge while waiting is not enough" in browser.get("/").content.decode()
