"""Every report is looked at by three parties, people decide, and the reporter always hears; a number of reports decides nothing."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

import samenhang.intake
from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.models import Grant
from samenhang.access.selectors import taking_part
from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.intake import selectors, services
from samenhang.intake.enums import (
    FeedbackHow,
    HealthWords,
    InquiryAct,
    InquiryState,
    Outcome,
    Party,
    PartyView,
    ReportPriority,
    ReportSource,
    ReportState,
    ReportWay,
    SignalKind,
)
from samenhang.intake.models import ClientTalk, Report, ReportWeighing, Signal, WvggzInquiry
from samenhang.intake.rules import CrisisNote, Decision, contact_by, decide_by, dissent, inquiry_until, wipe_on
from samenhang.intake.services.receiving import NewReport
from samenhang.legal.models import LegalTitle
from samenhang.notifications.models import Notification
from samenhang.people.selectors import keys
from tests.conftest import NOW, TODAY
from tests.intake.conftest import a_report

CARE = Purpose.CARE_COORDINATION


def row_of(report_id: int) -> Report:
    return Report.objects.for_rule("a test looks at the report").get(pk=report_id)


def weigh_all(desk, report_id, view=PartyView.FOR_NETWORK):
    for actor in desk.parties:
        services.weigh_report(actor=actor, report_id=report_id, view=view, reason="Samen bekeken", now=NOW)


def decision(outcome=Outcome.OGGZ_CASE, **more) -> Decision:
    values = {
        "reason": "Er is niemand in beeld.", "talked_on": TODAY, "talked_place": "Thuis", "talked_by": "Verpleegkundige", "informed_on": TODAY,
    }  # fmt: skip
    return Decision(outcome=outcome, **{**values, **more})


def decide(desk, report_id, new=None, actor=None):
    services.decide_report(actor=actor or desk.nurse, report_id=report_id, new=new or decision(), today=TODAY, now=NOW)


# ---- coming in --------------------------------------------------------------------------------------
@pytest.mark.capability(15)
def test_a_report_is_read_by_the_desk_and_by_nobody_else(desk, cast, came_in):
    assert selectors.report(desk.nurse, came_in, purpose=CARE).text.startswith("Stond")
    for actor in (desk.police, cast.owner, cast.outsider, cast.table_chair, SYSTEM):
        assert selectors.report(actor, came_in, purpose=CARE) is None
    told = Notification.objects.filter(key=f"report:{came_in}").values_list("user_id", flat=True)
    assert set(told) == {a.user_id for a in desk.parties}


@pytest.mark.capability(15)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": " "}, "TEXT_MISSING"), ({"text": "x" * 8_001}, "REPORT_TOO_LONG"),
        ({"subject_name": "", "subject_address": ""}, "ABOUT_WHOM"), ({"seen_on": TODAY + timedelta(days=1)}, "IN_THE_FUTURE"),
    ],
)  # fmt: skip
def test_a_report_says_what_was_seen_and_about_whom(desk, change, code):
    with pytest.raises(Refused, match=code):
        services.receive(actor=desk.police, new=a_report(**change), way=ReportWay.FORM, now=NOW)


@pytest.mark.capability(15)
def test_the_desk_writes_down_who_reports_and_how_to_reach_them(desk):
    with pytest.raises(Refused, match="REPORTER_MISSING"):
        services.receive(actor=desk.nurse, new=a_report(), way=ReportWay.DESK, now=NOW)
    new = a_report(reporter_name="Buurvrouw", reporter_contact="0500-1", anonymous=True)
    row = row_of(services.receive(actor=desk.nurse, new=new, way=ReportWay.DESK, now=NOW)[0])
    assert (row.reporter_user_id, row.reporter_name, row.anonymous) == (None, "Buurvrouw", True)


@pytest.mark.capability(15)
def test_without_a_desk_or_without_the_power_nothing_is_taken_in(cast, desk):
    with pytest.raises(NoGrant):
        services.receive(actor=cast.table_chair, new=a_report(), way=ReportWay.FORM, now=NOW)
    from samenhang.intake.models import ReportDesk

    ReportDesk.objects.update(is_open=False)
    with pytest.raises(Refused, match="NO_DESK"):
        services.receive(actor=desk.police, new=a_report(), way=ReportWay.FORM, now=NOW)


@pytest.mark.capability(15)
def test_the_same_number_of_the_same_organisation_is_one_report(desk):
    new = a_report(reference="PL-2026-17")
    first, fresh = services.receive(actor=desk.police, new=new, way=ReportWay.API, now=NOW)
    again, second = services.receive(actor=desk.police, new=new, way=ReportWay.API, now=NOW)
    assert (first, fresh, second) == (again, True, False)
    with pytest.raises(Conflict, match="REFERENCE_TAKEN"):
        services.receive(actor=desk.police, new=a_report(reference="PL-2026-17", text="Iets anders"), way=ReportWay.API, now=NOW)  # fmt: skip


@pytest.mark.capability(15)
def test_a_known_person_is_a_hit_with_whom_to_call_and_without_content(desk, cast, somebody):
    new = a_report(subject_name="mevrouw populier", subject_birth=date(1988, 7, 3))
    found = services.receive(actor=desk.police, new=new, way=ReportWay.FORM, now=NOW)[0]
    known = selectors.known_here(row_of(found).person_id, TODAY)
    assert known.whom == ((CaseRole.CASE_DIRECTOR, "Owner", "GGZ Heidelanden"),) and not known.closed
    lines = AuditLine.objects.filter(object_type__startswith="Known at the report desk")
    assert lines.count() == 2 and lines.exclude(dossier_id=None).get().dossier_id == somebody.dossier_id
    assert Grant.objects.filter(compartment_id=somebody.compartment_id, team_id=desk.team_id).count() == 0
    services.receive(actor=desk.police, new=a_report(), way=ReportWay.FORM, now=NOW)
    assert lines.count() == 4, "a miss writes as many lines as a hit"


@pytest.mark.capability(15)
def test_who_it_is_about_can_be_said_later_by_number_or_by_name(desk, came_in, somebody):
    link = {"actor": desk.nurse, "report_id": came_in}
    with pytest.raises(Refused, match="NOBODY_FOUND"):
        services.link_person(**link, number="", name="Populier", birth_date=date(1988, 7, 3))
    services.link_person(**link, number=somebody.number.lower(), name="", birth_date=None)
    assert row_of(came_in).person_id == somebody.id
    weigh_all(desk, came_in)
    decide(desk, came_in)
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        services.link_person(**link, number=somebody.number, name="", birth_date=None)


# ---- terms ------------------------------------------------------------------------------------------
@pytest.mark.capability(16)
def test_an_outcome_within_five_working_days_over_weekends_and_holidays():
    assert decide_by(date(2026, 11, 23)) == date(2026, 11, 30)
    assert decide_by(date(2026, 11, 22)) == date(2026, 11, 27)
    assert decide_by(date(2026, 12, 23)) == date(2026, 12, 31), "two Christmas days and a weekend do not count"
    assert contact_by(NOW, ReportPriority.URGENT) - NOW == timedelta(hours=24)
    assert contact_by(NOW, ReportPriority.SOON) - NOW == timedelta(days=5)
    assert contact_by(NOW, ReportPriority.NORMAL) - NOW == timedelta(days=14)
    assert inquiry_until(date(2026, 2, 20)) == date(2026, 3, 6)


@pytest.mark.capability(15)
def test_danger_is_urgent_and_comes_before_every_decision(desk, municipalities):
    new = a_report(danger=True, municipality_id=municipalities["Turfwolde"])
    urgent = services.receive(actor=desk.police, new=new, way=ReportWay.FORM, now=NOW)[0]
    assert row_of(urgent).priority == ReportPriority.URGENT
    assert Notification.objects.filter(key=f"report:{urgent}", kind="REPORT_URGENT").count() == 3
    weigh_all(desk, urgent, PartyView.NO_GROUND)
    done = decision(Outcome.CLOSE_WITH_FEEDBACK)
    with pytest.raises(Refused, match="CRISIS_FIRST"):
        decide(desk, urgent, done)
    nobody = CrisisNote(danger=False, note="De wijkagent was er om 11.20: geen gevaar")
    services.call_crisis(actor=desk.nurse, report_id=urgent, new=nobody, now=NOW)
    with pytest.raises(Refused, match="ALREADY_NOTED"):
        services.call_crisis(actor=desk.nurse, report_id=urgent, new=nobody, now=NOW)
    decide(desk, urgent, done)


# ---- weighing ---------------------------------------------------------------------------------------
@pytest.mark.capability(15)
def test_each_party_has_one_view_and_the_earlier_one_stays_readable(desk, came_in):
    for view in (PartyView.HELP_PRESENT, PartyView.FOR_NETWORK):
        services.weigh_report(actor=desk.nurse, report_id=came_in, view=view, reason="Nagebeld", now=NOW)
    rows = selectors.views_of(desk.psychiatric, came_in, purpose=CARE)
    assert [(r.party, r.view, r.replaced_at is None) for r in rows] == [
        (Party.SOCIAL_NURSE, PartyView.HELP_PRESENT, False), (Party.SOCIAL_NURSE, PartyView.FOR_NETWORK, True),
    ]  # fmt: skip
    assert row_of(came_in).state == ReportState.WEIGHING


@pytest.mark.capability(15)
def test_only_the_desk_weighs_and_with_a_reason(desk, cast, came_in):
    with pytest.raises(NoGrant):
        services.weigh_report(actor=cast.owner, report_id=came_in, view=PartyView.NO_GROUND, reason="x", now=NOW)
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.weigh_report(actor=desk.nurse, report_id=came_in, view=PartyView.NO_GROUND, reason=" ", now=NOW)
    with pytest.raises(NoGrant):
        services.weigh_report(actor=desk.nurse, report_id=99_999, view=PartyView.NO_GROUND, reason="x", now=NOW)


@pytest.mark.capability(15)
def test_a_decision_waits_for_three_parties_or_says_why_not_and_dissent_stays_visible(desk, came_in):
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        decide(desk, came_in)
    services.weigh_report(actor=desk.nurse, report_id=came_in, view=PartyView.NO_GROUND, reason="Rustig", now=NOW)
    quiet = decision(Outcome.CLOSE_WITH_FEEDBACK)
    with pytest.raises(Refused, match="PARTY_MISSING"):
        decide(desk, came_in, quiet)
    services.weigh_report(actor=desk.disability, report_id=came_in, view=PartyView.FOR_NETWORK, reason="Zorg", now=NOW)
    decide(desk, came_in, decision(Outcome.CLOSE_WITH_FEEDBACK, without_why="De collega van de ggz is ziek"))
    views = {Party.SOCIAL_NURSE: PartyView.NO_GROUND, Party.DISABILITY_CARE: PartyView.FOR_NETWORK}
    assert dissent(views, Outcome.CLOSE_WITH_FEEDBACK) == [Party.DISABILITY_CARE]


# ---- deciding ---------------------------------------------------------------------------------------
@pytest.mark.capability(18)
@pytest.mark.parametrize("outcome", [Outcome.START_HELP, Outcome.OGGZ_CASE, Outcome.ZVH_REPORT, Outcome.WVGGZ_REPORT])
def test_nobody_is_signed_up_on_paper_only(desk, cast, came_in, outcome):
    weigh_all(desk, came_in)
    unseen = {"talked_on": None, "talked_place": "", "talked_by": "", "coordinator_id": cast.owner.user_id}
    with pytest.raises(Refused, match="CLIENT_NOT_SPOKEN"):
        decide(desk, came_in, decision(outcome, **unseen))
    with pytest.raises(Refused, match="TALK_INCOMPLETE"):
        decide(desk, came_in, decision(outcome, **{**unseen, "talked_on": TODAY}))
    decide(desk, came_in, decision(outcome, **unseen, not_talked_why="Drie keer aan de deur, niemand deed open"))


@pytest.mark.capability(16)
def test_the_person_is_told_beforehand_unless_somebody_says_why_not(desk, cast, came_in):
    weigh_all(desk, came_in)
    untold = {"informed_on": None, "coordinator_id": cast.owner.user_id}
    with pytest.raises(Refused, match="INFORM_FIRST"):
        decide(desk, came_in, decision(**untold))
    decide(desk, came_in, decision(**untold, not_informed_why="Eerst contact opbouwen"))


@pytest.mark.capability(15)
def test_somebody_unknown_gets_a_dossier_with_the_report_and_somebody_who_directs_at_once(desk, cast, came_in):
    weigh_all(desk, came_in)
    with pytest.raises(Refused, match="COORDINATOR_MISSING"):
        decide(desk, came_in, decision())
    with pytest.raises(Refused, match="COORDINATOR_MISSING"):
        decide(desk, came_in, decision(coordinator_id=desk.police.user_id))
    decide(desk, came_in, decision(coordinator_id=cast.owner.user_id))
    [key] = keys(reason="a test looks for the case", ids=[row_of(came_in).person_id])
    [director] = taking_part(key.dossier_id, TODAY)
    assert (director.role, director.user_id) == (CaseRole.CASE_DIRECTOR, cast.owner.user_id)
    [signal] = selectors.signals(cast.owner, [key.id], purpose=CARE)
    assert signal.text.startswith("Stond") and signal.source == "GGD Noorderhei"
    [talk] = ClientTalk.objects.visible_to(cast.owner, purpose=CARE).filter(person_id=key.id)
    assert (talk.place, talk.spoken_by) == ("Thuis", "Verpleegkundige")
    assert selectors.signals(desk.nurse, [key.id], purpose=CARE) == [], "the desk does not read in the case"
    assert Notification.objects.filter(user_id=cast.owner.user_id, kind="REPORT_IN_CASE").count() == 1


@pytest.mark.capability(15)
def test_without_a_municipality_no_case_begins_and_nothing_half_is_left(desk, cast):
    found = services.receive(actor=desk.police, new=a_report(), way=ReportWay.FORM, now=NOW)[0]
    weigh_all(desk, found)
    with pytest.raises(Refused, match="MUNICIPALITY_MISSING"):
        decide(desk, found, decision(coordinator_id=cast.owner.user_id))
    assert row_of(found).state == ReportState.WEIGHING and row_of(found).person_id is None


@pytest.mark.capability(15)
def test_help_that_is_there_gets_a_flag_without_the_words(desk, cast, somebody):
    new = a_report(subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3))
    found = services.receive(actor=desk.police, new=new, way=ReportWay.FORM, now=NOW)[0]
    weigh_all(desk, found, PartyView.HELP_PRESENT)
    decide(desk, found, decision(Outcome.FORWARD_TO_HELP))
    [signal] = selectors.signals(cast.owner, [somebody.id], purpose=CARE)
    assert (signal.kind, signal.text) == ("E33", "")


@pytest.mark.capability(15)
def test_passing_on_needs_somebody_to_pass_it_on_to(desk, came_in):
    weigh_all(desk, came_in, PartyView.HELP_PRESENT)
    with pytest.raises(Refused, match="KNOWN_NOWHERE"):
        decide(desk, came_in, decision(Outcome.FORWARD_TO_HELP))
    decide(desk, came_in, decision(Outcome.FORWARD_TO_HELP, handed_to="Huisarts Zandhuis"))


@pytest.mark.capability(17)
@pytest.mark.parametrize(("birth", "young"), [(date(2008, 11, 23), True), (date(2008, 11, 22), False), (None, True)])
def test_early_help_is_a_route_for_the_young_and_somebody_there_takes_it_up(desk, birth, young):
    child = a_report(
        kind=SignalKind.SCHOOL_OR_WORK, source=ReportSource.SCHOOL, subject_name="Jongen Gagelveld", subject_birth=birth
    )
    pk = services.receive(actor=desk.police, new=child, way=ReportWay.FORM, now=NOW)[0]
    weigh_all(desk, pk, PartyView.CAN_BE_ARRANGED)
    taken_up = decision(Outcome.EARLY_HELP, handed_to="Vroeghulp van de gemeente, mevrouw Waterviolier")
    if not young:
        with pytest.raises(Refused, match="NOT_YOUNG"):
            decide(desk, pk, taken_up)
        return
    with pytest.raises(Refused, match="KNOWN_NOWHERE"):
        decide(desk, pk, decision(Outcome.EARLY_HELP))
    with pytest.raises(Refused, match="CLIENT_NOT_SPOKEN"):
        decide(desk, pk, replace(taken_up, talked_on=None, talked_place="", talked_by=""))
    decide(desk, pk, taken_up)
    assert row_of(pk).state == ReportState.DECIDED and row_of(pk).person_id is None, "no case is opened for it"


@pytest.mark.capability(16)
def test_who_reports_says_what_they_hope_for_and_who_is_involved_and_it_goes_with_the_words(desk):
    new = a_report(goal="Dat iemand langsgaat", partners="Huisarts, die zegt dat hij psychotisch is")
    pk = services.receive(actor=desk.police, new=new, way=ReportWay.FORM, now=NOW)[0]
    assert (row_of(pk).goal, row_of(pk).health) == ("Dat iemand langsgaat", HealthWords.MARKED)
    services.weigh_health_words(actor=desk.nurse, report_id=pk, keep=False, reason="", now=NOW)
    assert row_of(pk).partners == "Huisarts, die zegt dat hij […] is"
    row = row_of(pk)
    row.state, row.closed_at, row.wipe_on = ReportState.CLOSED, NOW, TODAY
    row.outcome, row.decided_at, row.decided_by_id = Outcome.CLOSE_WITH_FEEDBACK, NOW, desk.nurse.user_id
    row.fed_back_at, row.fed_back_by_id, row.fed_back_how = NOW, desk.nurse.user_id, FeedbackHow.PHONE
    row.save()
    services.wipe_reports(actor=SYSTEM, today=TODAY)
    assert (row_of(pk).text, row_of(pk).goal, row_of(pk).partners) == ("", "", "")


@pytest.mark.capability(15)
def test_without_its_audit_line_there_is_no_decision(desk, cast, came_in, monkeypatch):
    weigh_all(desk, came_in)
    monkeypatch.setattr("samenhang.intake.services._report.record", _fails)
    with pytest.raises(RuntimeError):
        decide(desk, came_in, decision(coordinator_id=cast.owner.user_id))
    assert row_of(came_in).state == ReportState.WEIGHING


def _fails(*_args, **_more):
    raise RuntimeError


# ---- the reporter hears -----------------------------------------------------------------------------
@pytest.mark.capability(16)
def test_the_reporter_always_hears_before_a_report_is_closed(desk, came_in):
    weigh_all(desk, came_in, PartyView.NO_GROUND)
    decide(desk, came_in, decision(Outcome.CLOSE_WITH_FEEDBACK))
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        services.close_report(actor=desk.nurse, report_id=came_in, now=NOW)
    told = {"actor": desk.nurse, "report_id": came_in, "how": FeedbackHow.SOFTWARE, "now": NOW}
    for text, code in (
        ("Meneer Zonnedauw krijgt hulp", "NAMES_SOMEBODY"), ("Geboren op 3 februari 1980", "NAMES_SOMEBODY"),
        ("Hij is verslaafd", "GUESS_ABOUT_ILLNESS"), ("", "REASON_MISSING"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            services.feed_back(**told, text=text)
    services.feed_back(**told, text="Wij hebben het bekeken en er is contact geweest.")
    services.close_report(actor=desk.nurse, report_id=came_in, now=NOW)
    [mine] = selectors.my_reports(desk.police)
    assert mine.feedback.startswith("Wij hebben") and not hasattr(mine, "text")
    assert Notification.objects.filter(user_id=desk.police.user_id, kind="REPORT_ANSWERED").count() == 1


@pytest.mark.capability(16)
def test_somebody_who_does_not_sign_in_is_told_in_another_way(desk):
    new = a_report(reporter_name="Buurman", reporter_contact="0500-1")
    found = services.receive(actor=desk.nurse, new=new, way=ReportWay.DESK, now=NOW)[0]
    weigh_all(desk, found, PartyView.NO_GROUND)
    decide(desk, found, decision(Outcome.CLOSE_WITH_FEEDBACK))
    with pytest.raises(Refused, match="NOT_IN_SOFTWARE"):
        services.feed_back(actor=desk.nurse, report_id=found, how=FeedbackHow.SOFTWARE, text="Bekeken.", now=NOW)
    services.feed_back(actor=desk.nurse, report_id=found, how=FeedbackHow.PHONE, text="Bekeken.", now=NOW)


def _closed(desk, report_id, outcome=Outcome.CLOSE_WITH_FEEDBACK):
    weigh_all(desk, report_id, PartyView.NO_GROUND)
    decide(desk, report_id, decision(outcome))
    services.feed_back(actor=desk.nurse, report_id=report_id, how=FeedbackHow.PHONE, text="Bekeken.", now=NOW)
    services.close_report(actor=desk.nurse, report_id=report_id, now=NOW)


@pytest.mark.capability(15)
def test_the_words_go_on_their_day_and_a_number_stays(desk, came_in):
    _closed(desk, came_in)
    day = row_of(came_in).wipe_on
    assert day == TODAY + timedelta(weeks=6) == wipe_on(Outcome.CLOSE_WITH_FEEDBACK, TODAY)
    assert wipe_on(Outcome.OGGZ_CASE, TODAY) == TODAY + timedelta(days=365)
    assert services.wipe_reports(actor=SYSTEM, today=day - timedelta(days=1)) == 0
    assert services.wipe_reports(actor=SYSTEM, today=day) == 1
    assert services.wipe_reports(actor=SYSTEM, today=day) == 0
    row = row_of(came_in)
    assert (row.text, row.subject_name, row.subject_birth, row.reporter_user_id, row.reason) == ("", "", None, None, "")
    views = ReportWeighing.objects.for_rule("a test looks what is left").filter(report=row)
    assert set(views.values_list("reason", flat=True)) == {""}
    assert selectors.report(desk.nurse, came_in, purpose=CARE) is None
    assert selectors.year_figures(since=NOW - timedelta(days=30))[0] == 1
    assert selectors.my_reports(desk.police) == []


@pytest.mark.capability(15)
def test_what_a_complaint_or_a_court_needs_is_not_wiped(desk, came_in):
    from samenhang.privacy.models import LegalHold

    _closed(desk, came_in)
    row = row_of(came_in)
    LegalHold.objects.create(
        compartment_id=row.compartment_id, reason="Er loopt een klacht", since=TODAY, by_id=desk.nurse.user_id
    )
    assert services.wipe_reports(actor=SYSTEM, today=row.wipe_on) == 0


# ---- compulsory care is looked into, never begun ------------------------------------------------------
def _inquiry(desk, report_id) -> WvggzInquiry:
    weigh_all(desk, report_id)
    decide(desk, report_id, decision(Outcome.WVGGZ_REPORT))
    return WvggzInquiry.objects.for_rule("a test looks at the inquiry").get(report_id=report_id)


def _step(desk, inquiry, act, **more):
    services.take_inquiry_step(actor=desk.nurse, inquiry_id=inquiry.pk, act=act, today=TODAY, **more)
    inquiry.refresh_from_db()


@pytest.mark.capability(15)
def test_an_inquiry_runs_fourteen_days_and_only_an_essential_reporter_insists(desk, came_in):
    inquiry = _inquiry(desk, came_in)
    assert inquiry.until == TODAY + timedelta(days=14) and inquiry.compartment.regime == "WVGGZ"
    assert selectors.inquiries_late(desk.nurse, purpose=CARE, today=inquiry.until) == []
    assert len(selectors.inquiries_late(desk.nurse, purpose=CARE, today=inquiry.until + timedelta(days=1))) == 1
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        _step(desk, inquiry, InquiryAct.APPLY, words="Te vroeg")
    with pytest.raises(Refused, match="REASON_MISSING"):
        _step(desk, inquiry, InquiryAct.BEGIN)
    _step(desk, inquiry, InquiryAct.BEGIN, words="GGD, mevrouw Oever", essential=False)
    _step(desk, inquiry, InquiryAct.FIND_NO_NEED, words="Er is vrijwillige hulp.")
    with pytest.raises(Refused, match="ONLY_ESSENTIAL_INSISTS"):
        _step(desk, inquiry, InquiryAct.INSIST)
    _step(desk, inquiry, InquiryAct.TELL)
    assert inquiry.state == InquiryState.TOLD


@pytest.mark.capability(15)
def test_when_an_essential_reporter_insists_the_application_is_made_anyway(desk, came_in):
    inquiry = _inquiry(desk, came_in)
    _step(desk, inquiry, InquiryAct.BEGIN, words="GGD", essential=True)
    _step(desk, inquiry, InquiryAct.FIND_NO_NEED, words="Geen noodzaak gevonden.")
    _step(desk, inquiry, InquiryAct.TELL)
    _step(desk, inquiry, InquiryAct.INSIST)
    assert (inquiry.state, inquiry.applied_on, inquiry.insisted_on) == (InquiryState.APPLIED, TODAY, TODAY)


@pytest.mark.capability(15)
def test_no_number_of_reports_begins_anything_by_itself(desk, somebody):
    """R-15: twelve E33 reports are a list for people; no title, no inquiry, no signal in the case, no decision follows."""
    new = {"subject_name": "Mevrouw Populier", "subject_birth": date(1988, 7, 3)}
    for n in range(12):
        services.receive(
            actor=desk.police,
            new=a_report(**new, text=f"Keer {n}"),
            way=ReportWay.FORM,
            now=NOW,
            received_at=NOW - timedelta(days=n),
        )
    rows, total = selectors.reports(desk.nurse, selectors.Wanted(), purpose=CARE, today=TODAY, now=NOW)
    assert total == 12 and {r.repeated for r in rows} == {12}
    services.tell_of_bridges(today=TODAY)
    services.wipe_reports(actor=SYSTEM, today=TODAY)
    for table in (WvggzInquiry, LegalTitle, Signal):
        assert table.objects.for_rule("a test sees that nothing began").count() == 0
    assert {r.state for r in rows} == {ReportState.RECEIVED}


@pytest.mark.capability(15)
def test_no_code_of_the_desk_can_write_a_title_or_a_measure(db):
    """No verb of intake reaches one that writes a title, and inquiries and decisions are made by verbs that need an actor."""
    folder = Path(samenhang.intake.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert not node.module.startswith("samenhang.legal.services"), path
                assert not node.module.startswith("samenhang.legal.models"), path
    with pytest.raises(NoGrant):
        services.decide_report(actor=SYSTEM, report_id=1, new=decision(), today=TODAY, now=NOW)


# ---- the database refuses half-truths -------------------------------------------------------------------
@pytest.mark.capability(15)
@pytest.mark.parametrize(
    "half",
    [
        {"outcome": "OGGZ_CASE"}, {"closed_at": NOW, "wipe_on": TODAY}, {"fed_back_how": "PHONE"}, {"wiped_at": NOW},
        {"crisis_called_at": NOW},
    ],
)  # fmt: skip
def test_the_database_refuses_a_half_report(desk, came_in, half):
    rows = Report.objects.for_rule("a test tries to write half a truth").filter(pk=came_in)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**half)


@pytest.mark.capability(15)
def test_the_list_of_the_desk_shows_what_is_late_and_asks_few_questions(
    desk, municipalities, django_assert_max_num_queries
):
    for n in range(60):
        new = a_report(subject_name=f"Iemand {n}", subject_birth=date(1970, 1, 1) + timedelta(days=n))
        services.receive(
            actor=desk.police, new=new, way=ReportWay.FORM, now=NOW, received_at=NOW - timedelta(days=n % 20)
        )
    with django_assert_max_num_queries(4):
        rows, total = selectors.reports(
            desk.nurse, selectors.Wanted("overdue"), purpose=CARE, today=TODAY, now=NOW, size=50
        )
    assert total == len(rows) and all(r.decide_by < TODAY or r.contact_by < NOW for r in rows) and rows
    counted = selectors.counts(desk.nurse, purpose=CARE, today=TODAY, now=NOW)
    assert counted["new"] == counted["all"] == 60 and counted["overdue"] == total
    assert selectors.reports(
        desk.nurse, selectors.Wanted("all", query="Iemand 17"), purpose=CARE, today=TODAY, now=NOW
    )[1] == 1  # fmt: skip


def test_what_stands_in_a_report_is_kept_as_it_was_told(desk, came_in):
    row = row_of(came_in)
    assert row.compartment.dossier.kind == "REPORT" and row.compartment.regime == "OGGZ_REPORT"
    assert timezone.localdate(row.received_at) == TODAY and isinstance(a_report(), NewReport)
    [grant] = Grant.objects.filter(compartment=row.compartment)
    assert (grant.team_id, Category(grant.categories)) == (desk.team_id, Category.INCIDENT | Category.ID_CONTACT)
