"""Warm handovers: sought without a name, got to know, ready only with everything there, moved, followed up, closed by the receiver."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.selectors import may_read, taking_part
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.matching.enums import RefusalReason
from samenhang.matching.models import Refusal
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.pathway import services
from samenhang.pathway.enums import (
    Evidence,
    GiverRole,
    HandoverAlert,
    HandoverKind,
    HandoverState,
    NoReason,
    RequestState,
    StepCode,
)
from samenhang.pathway.models import HandoverRequest, WarmHandover
from samenhang.pathway.selectors import (
    answerable,
    evidence_of,
    exceptions_for_rule,
    handover,
    handover_attention,
    request_to,
)
from samenhang.plan.models import ProtocolDeviation
from tests.conftest import TODAY
from tests.pathway.handing_over import DAY, MOVE, anyway, request, told

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION


# ---- seeking a receiver --------------------------------------------------------------------------
@pytest.mark.capability(55)
def test_what_goes_out_to_a_possible_receiver_names_nobody_and_leads_to_nobody(stage):
    pk = stage.start()
    (asked,) = stage.ask(pk)
    row = request_to(stage.receiver, asked)
    assert row is not None and (row.setting, row.security_level, row.needs) == ("BW", 1, ["LOW_STIMULUS"])
    assert not {f.name for f in HandoverRequest._meta.get_fields()} & {"person", "dossier", "compartment", "handover"}
    assert not may_read(stage.receiver, stage.somebody.compartment_id, Category.ID_CONTACT)
    assert handover(stage.receiver, pk, purpose=CARE, today=TODAY) is None
    told = Notification.objects.get(user_id=stage.receiver.user_id, kind=Kind.HANDOVER_ASKED)
    assert told.dossier_id is None and told.path == f"/pathway/requests/{asked}/"
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        new = services.NewRequest([stage.organisations["other"]], words="Voor mevrouw Populier, kookt graag")
        services.ask_receivers(actor=stage.owner, handover_id=pk, new=new, today=TODAY)
    assert request_to(stage.other, asked) is None


@pytest.mark.capability(55)
def test_with_the_first_yes_there_is_a_receiver_and_the_others_are_released(stage):
    pk = stage.start()
    first, second = stage.ask(pk, "shelter", "other")
    assert services.accept_request(actor=stage.receiver, request_id=first, today=TODAY) == pk
    row = stage.row(pk)
    assert (row.state, row.receiver_id) == (HandoverState.ACQUAINTING, stage.receiver.user_id)
    assert not may_read(stage.receiver, stage.somebody.compartment_id, Category.PLAN_GOALS), "a yes opens nothing"
    assert request(second).state == RequestState.RELEASED and told(stage.other, Kind.HANDOVER_RELEASED) == 1
    with pytest.raises(Conflict, match="SOMEBODY_ELSE_FIRST"):
        services.accept_request(actor=stage.other, request_id=second, today=TODAY)
    assert not may_read(stage.other, stage.somebody.compartment_id, Category.ID_CONTACT)
    assert told(stage.owner, Kind.HANDOVER_ANSWERED) == 1


def test_the_database_refuses_a_second_receiver(stage):
    first, second = stage.ask(stage.start(), "shelter", "other")
    services.accept_request(actor=stage.receiver, request_id=first, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandoverRequest.objects.filter(pk=second).update(state="ACCEPTED", answered_by_id=stage.other.user_id)


@pytest.mark.capability(18)
def test_no_on_paper_is_locked_until_the_person_was_seen(stage, django_capture_on_commit_callbacks):
    pk = stage.start()
    (asked,) = stage.ask(pk)
    no = services.No(NoReason.GROUP_FIT, "Met een eigen ingang wel")
    with pytest.raises(Refused, match="CLIENT_NOT_SEEN"):
        services.refuse_request(actor=stage.receiver, request_id=asked, no=no, today=TODAY)
    shelter = stage.organisations["shelter"]
    stage.note(pk, Evidence.INTAKE, in_person=False, client_present=True, organisation_id=shelter)
    with pytest.raises(Refused, match="CLIENT_NOT_SEEN"):  # a talk through a screen is not meeting somebody
        services.refuse_request(actor=stage.receiver, request_id=asked, no=no, today=TODAY)
    stage.note(pk, Evidence.INTAKE, in_person=True, client_present=True, organisation_id=shelter)
    with pytest.raises(Refused, match="POSSIBLE_MISSING"):
        services.refuse_request(
            actor=stage.receiver, request_id=asked, no=services.No(NoReason.GROUP_FIT, " "), today=TODAY
        )
    with django_capture_on_commit_callbacks(execute=True):
        services.refuse_request(actor=stage.receiver, request_id=asked, no=no, today=TODAY)
    kept = Refusal.objects.for_rule("the register of refusals").get()
    assert (kept.person_id, kept.reason, kept.client_seen, kept.seen_on) == (
        stage.somebody.id,
        "GROUP_FIT",
        True,
        TODAY,
    )
    assert kept.would_be_possible == "Met een eigen ingang wel" and kept.facility == "Thuishaven"
    assert stage.row(pk).state == HandoverState.PLANNED


@pytest.mark.capability(18)
def test_without_having_seen_somebody_only_a_motivated_exception_lets_a_no_through(stage):
    (asked,) = stage.ask(stage.start())
    no = services.No(NoReason.FULL, "Over een half jaar", exception_reason="Vol: een gesprek wekt hoop zonder plek")
    services.refuse_request(actor=stage.receiver, request_id=asked, no=no, today=TODAY)
    assert request(asked).exception_reason and request(asked).seen_on is None
    with pytest.raises(IntegrityError), transaction.atomic():
        HandoverRequest.objects.filter(pk=asked).update(exception_reason="")


def test_the_reasons_of_a_no_are_those_of_the_register():
    assert {r.value for r in NoReason} == {r.value for r in RefusalReason}


@pytest.mark.capability(55)
def test_an_answer_may_come_later_and_nobody_answers_for_others(stage):
    (asked,) = stage.ask(stage.start())
    with pytest.raises(NoGrant, match="NOT_ASKED"):
        services.hold_request(actor=stage.other, request_id=asked, until=TODAY + 7 * DAY, today=TODAY)
    with pytest.raises(Refused, match="IN_THE_PAST"):
        services.hold_request(actor=stage.receiver, request_id=asked, until=TODAY - DAY, today=TODAY)
    services.hold_request(actor=stage.receiver, request_id=asked, until=TODAY + 7 * DAY, today=TODAY)
    assert (request(asked).state, request(asked).hold_until) == (RequestState.HELD, TODAY + 7 * DAY)
    services.accept_request(actor=stage.receiver, request_id=asked, today=TODAY)


# ---- ready -----------------------------------------------------------------------------------------
@pytest.mark.capability(50, 54)
def test_nobody_is_ready_before_everything_is_there(stage):
    pk = stage.accepted()
    assert stage.left(pk)[:4] == [StepCode.H3, StepCode.H4, StepCode.H5, StepCode.H6]
    with pytest.raises(Refused, match="NOT_READY_YET"):
        services.declare_ready(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    stage.all_there(pk)
    assert stage.left(pk) == []
    services.declare_ready(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    assert stage.row(pk).state == HandoverState.READY and told(stage.receiver, Kind.HANDOVER_READY) == 1


@pytest.mark.capability(50)
def test_an_intake_without_the_person_says_why_and_does_not_count(stage):
    pk = stage.accepted()
    shelter = stage.organisations["shelter"]
    with pytest.raises(Refused, match="WHY_NOT_THERE"):
        stage.note(pk, Evidence.INTAKE, in_person=True, organisation_id=shelter)
    stage.note(pk, Evidence.INTAKE, in_person=True, organisation_id=shelter, why_absent="Lag in het ziekenhuis")
    assert StepCode.H6 in stage.left(pk)
    with pytest.raises(Refused, match="NOT_ASKED"):
        stage.note(
            pk, Evidence.INTAKE, in_person=True, client_present=True, organisation_id=stage.organisations["table"]
        )


@pytest.mark.capability(50)
@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [
        (HandoverKind.FORENSIC_TO_REGULAR, GiverRole.GGZ, GiverRole.FORENSIC),
        (HandoverKind.REGULAR_TO_FORENSIC, GiverRole.FORENSIC, GiverRole.GGZ),
    ],
)
def test_who_hands_over_comes_from_the_side_that_knows_the_person(stage, kind, wrong, right):
    pk = stage.accepted(kind=kind, giver_role=wrong)
    stage.note(pk, Evidence.INTAKE, in_person=True, client_present=True, organisation_id=stage.organisations["shelter"])
    assert StepCode.H7 in stage.left(pk) and StepCode.H6 not in stage.left(pk)
    services.change_giver(
        actor=stage.owner, handover_id=pk, giver_id=stage.owner.me, organisation_id=stage.organisations["ggz"], giver_role=right,
        lock=stage.row(pk).lock, today=TODAY,
    )  # fmt: skip
    assert StepCode.H7 not in stage.left(pk)


@pytest.mark.capability(51)
def test_an_exception_has_a_manager_behind_it_stands_with_the_deviations_and_is_counted(stage):
    pk = stage.accepted()
    stage.all_there(pk, without=(Evidence.LEGAL_BRIDGE,))
    lock = stage.row(pk).lock
    with pytest.raises(Refused, match="BACKING_MISSING"):
        services.declare_ready(actor=stage.owner, handover_id=pk, lock=lock, today=TODAY, anyway=anyway(backed_by=""))
    services.declare_ready(actor=stage.owner, handover_id=pk, lock=lock, today=TODAY, anyway=anyway())
    row = stage.row(pk)
    assert row.excepted == ["H4"]
    assert ProtocolDeviation.objects.for_rule("a test looks").get().pk == row.deviation_id
    counted = exceptions_for_rule(reason="a count of exceptions")
    assert (counted["EXCEPTED"], counted["WHOLE"]) == (1, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        WarmHandover.objects.for_rule("a test breaks it").filter(pk=pk).update(deviation_id=None)


def test_without_a_receiver_or_a_day_no_exception_helps(stage):
    pk = stage.accepted(move_on=None)
    with pytest.raises(Refused, match="NO_MOVE_DAY"):
        services.declare_ready(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY, anyway=anyway())


@pytest.mark.capability(51)
def test_every_step_moves_along_with_the_day_of_the_move(stage):
    pk = stage.accepted(move_on=TODAY + 400 * DAY)
    dues = {}
    for day in (TODAY + 400 * DAY, TODAY + 430 * DAY):
        if stage.row(pk).move_on != day:
            services.change_day(
                actor=stage.owner, handover_id=pk, move_on=day, why="De bouw loopt uit", lock=stage.row(pk).lock, today=TODAY
            )  # fmt: skip
        found = handover(stage.owner, pk, purpose=CARE, today=TODAY)
        from samenhang.pathway.rules.handovers import steps

        dues[day] = {s.code: s.due for s in steps(found[1].facts, found[1].numbers, TODAY)}
    before, after = dues.values()
    assert after[StepCode.H6] - before[StepCode.H6] == 30 * DAY and after[StepCode.H1] == before[StepCode.H1]
    assert before[StepCode.H2] == TODAY + 35 * DAY and before[StepCode.H15] == TODAY + 403 * DAY
    assert told(stage.receiver, Kind.HANDOVER_MOVED) == 1
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.change_day(
            actor=stage.owner, handover_id=pk, move_on=MOVE, why="", lock=stage.row(pk).lock, today=TODAY
        )
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        services.change_day(actor=stage.owner, handover_id=pk, move_on=MOVE, why="Eerder", lock=0, today=TODAY)


# ---- the move --------------------------------------------------------------------------------------
@pytest.mark.capability(49)
def test_the_file_goes_along_with_the_move_and_not_a_day_earlier(stage):
    pk = stage.ready(move_on=TODAY + DAY)
    with pytest.raises(Refused, match="MOVE_NOT_YET"):
        services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    holder = [p.user_id for p in taking_part(stage.somebody.dossier_id, TODAY) if p.role == CaseRole.FILE_HOLDER]
    assert holder == [stage.owner.user_id]
    later = TODAY + DAY
    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=later)
    part = taking_part(stage.somebody.dossier_id, later)
    assert [p.user_id for p in part if p.role == CaseRole.FILE_HOLDER] == [stage.receiver.user_id]
    assert any(p.user_id == stage.owner.user_id for p in part), "who gave goes on taking part"


@pytest.mark.capability(49)
def test_a_file_alone_is_no_handover(stage):
    pk = stage.moved()
    with pytest.raises(Refused, match="NOT_TALKED"):
        services.know_enough(actor=stage.receiver, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    with pytest.raises(Refused, match="FILE_ONLY"):
        stage.note(pk, Evidence.TALK, minutes=60, on_paper=True)
    with pytest.raises(Refused, match="TALK_TOO_SHORT"):
        stage.note(pk, Evidence.TALK, minutes=20)
    with pytest.raises(Refused, match="WHO_WAS_THERE"):
        stage.note(pk, Evidence.TALK, minutes=30, with_whom="")
    stage.note(pk, Evidence.TALK, minutes=30)
    with pytest.raises(Refused, match="TALK_ONCE_MORE"):
        services.know_enough(actor=stage.receiver, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    stage.note(pk, Evidence.TALK, minutes=30)
    with pytest.raises(NoGrant, match="RECEIVER_SAYS"):
        services.know_enough(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    services.know_enough(actor=stage.receiver, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    assert stage.row(pk).state == HandoverState.AFTERCARE


@pytest.mark.capability(56)
def test_the_receiver_completes_once_the_aftercare_was_given(stage):
    pk = stage.aftercare()
    with pytest.raises(Refused, match="NOT_COMPLETE_YET"):
        services.complete_handover(actor=stage.receiver, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    last = stage.cared_for(pk)
    with pytest.raises(NoGrant, match="RECEIVER_SAYS"):
        services.complete_handover(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=last)
    services.complete_handover(actor=stage.receiver, handover_id=pk, lock=stage.row(pk).lock, today=last)
    assert (stage.row(pk).state, stage.row(pk).ended_on) == (HandoverState.COMPLETED, last)
    with pytest.raises(Refused, match="HANDOVER_ENDED"):
        stage.note(pk, Evidence.CONSULT)


@pytest.mark.capability(56)
def test_both_teams_may_ask_the_other_after_the_move_and_the_answer_has_a_term(stage):
    early = stage.accepted()
    stage.consent()
    with pytest.raises(Refused, match="NOT_MOVED_YET"):
        services.ask_question(actor=stage.receiver, handover_id=early, question="Wat helpt?", today=TODAY)
    stage.all_there(early, without=())
    services.change_day(
        actor=stage.owner, handover_id=early, move_on=TODAY, why="Er is plek", lock=stage.row(early).lock, today=TODAY
    )
    services.declare_ready(actor=stage.owner, handover_id=early, lock=stage.row(early).lock, today=TODAY)
    services.transfer(actor=stage.owner, handover_id=early, lock=stage.row(early).lock, today=TODAY)
    there = services.ask_question(actor=stage.receiver, handover_id=early, question="Wat helpt?", today=TODAY)
    back = services.ask_question(actor=stage.owner, handover_id=early, question="Hoe slaapt zij?", today=TODAY)
    found = handover_attention(stage.owner, [stage.somebody.id], purpose=CARE, today=TODAY)
    waits = [a for a in found if a.code == HandoverAlert.HANDOVER_QUESTION_WAITS]
    assert len(waits) == 2 and {a.user_id for a in waits} == {stage.owner.user_id, None}
    assert all(a.until is not None and a.until > TODAY for a in waits)
    with pytest.raises(NoGrant, match="NOT_ASKED"):
        services.answer_question(actor=stage.receiver, question_id=there, answer="Rust", today=TODAY)
    services.answer_question(actor=stage.owner, question_id=there, answer="Rust en koffie", today=TODAY)
    services.answer_question(actor=stage.receiver, question_id=back, answer="Goed", today=TODAY)
    with pytest.raises(Conflict, match="ALREADY_ANSWERED"):
        services.answer_question(actor=stage.owner, question_id=there, answer="Nog eens", today=TODAY)


@pytest.mark.capability(49)
def test_on_no_day_does_nobody_answer_for_somebody(stage):
    pk = stage.moved()
    week = TODAY + 7 * DAY
    services.come_back(actor=stage.owner, handover_id=pk, why="Het ging niet", lock=stage.row(pk).lock, today=week)
    row = handover(stage.owner, pk, purpose=CARE, today=week)[0]
    noted = evidence_of(stage.owner, pk, purpose=CARE)
    giver, receiver = stage.organisations["ggz"], stage.organisations["shelter"]
    who = [answerable(row, noted, TODAY + n * DAY) for n in (-1, 0, 6, 7, 30)]
    assert [w.responsible for w in who] == [giver, receiver, receiver, giver, giver]
    assert [w.supporting for w in who] == [receiver, giver, giver, receiver, receiver]
    holders = [p.user_id for p in taking_part(stage.somebody.dossier_id, week) if p.role == CaseRole.FILE_HOLDER]
    assert holders == [stage.owner.user_id]
    alerts = [a.code for a in handover_attention(stage.owner, [stage.somebody.id], purpose=CARE, today=week)]
    assert alerts == [HandoverAlert.HANDOVER_RETURN_TO_DECIDE]


def test_after_a_return_seeking_begins_anew_and_what_was_done_before_does_not_count(stage):
    pk = stage.moved()
    week = TODAY + 7 * DAY
    services.come_back(actor=stage.owner, handover_id=pk, why="Het ging niet", lock=stage.row(pk).lock, today=week)
    services.try_again(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=week)
    row = stage.row(pk)
    assert (row.state, row.attempt, row.receiver_id, row.transferred_on) == (HandoverState.PLANNED, 2, None, None)
    assert {StepCode.H1, StepCode.H6, StepCode.H10, StepCode.H11} <= set(stage.left(pk, week))
    who = answerable(
        handover(stage.owner, pk, purpose=CARE, today=week)[0], evidence_of(stage.owner, pk, purpose=CARE), TODAY
    )
    assert who.responsible == stage.organisations["shelter"], "who had it then is not forgotten"


@pytest.mark.capability(53)
def test_during_an_admission_the_own_place_is_kept_and_the_return_is_planned(stage):
    from samenhang.pathway.models import Placement

    home = services.record_placement(
        actor=stage.owner,
        new=services.NewPlacement(
            stage.somebody.id, stage.somebody.compartment_id, stage.somebody.dossier_id, "INDEP_HOME", date(2024, 1, 1)
        ),
    )
    held = services.HomeHeld(home, "HOUSING", TODAY + 30 * DAY)
    with pytest.raises(Refused, match="HOME_BEFORE_RETURN"):
        stage.start(home=services.HomeHeld(home, "HOUSING", TODAY + 30 * DAY, TODAY + 31 * DAY))
    pk = stage.start(kind=HandoverKind.AMBULATORY_TO_CLINICAL_CRISIS, home=held, move_on=TODAY + 100 * DAY)
    assert not Placement.objects.for_rule("nobody has moved yet").get(pk=home).home_held
    codes = [a.code for a in handover_attention(stage.owner, [stage.somebody.id], purpose=CARE, today=TODAY)]
    assert HandoverAlert.HANDOVER_HOME_ENDS in codes
    arranged = services.HomeHeld(home, "HOUSING", TODAY + 30 * DAY, TODAY + 28 * DAY)
    services.hold_home(actor=stage.owner, handover_id=pk, home=arranged, lock=stage.row(pk).lock)
    codes = [a.code for a in handover_attention(stage.owner, [stage.somebody.id], purpose=CARE, today=TODAY)]
    assert HandoverAlert.HANDOVER_HOME_ENDS not in codes
