"""What happens to a title, what must be arranged before it ends, and one entitlement in the place of several."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from samenhang.access.enums import Purpose
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.legal import selectors, services
from samenhang.legal.enums import (
    ConnectingCare,
    Duty,
    DutyAct,
    DutyState,
    FollowonOutcome,
    IndicationLaw,
    TitleAct,
    TitleAlert,
    TitleCode,
    TitleStatus,
)
from samenhang.legal.models import Arrangement, Entitlement, Indication, LegalTitle, TitleStep
from samenhang.legal.services import NewEntitlement, NewTitle, Owner
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(7)]
CARE = Purpose.CARE_COORDINATION
T, A, S = TitleCode, TitleAct, TitleStatus


def record(cast, somebody, code=T.WVGGZ_ZM_2, start=date(2026, 2, 12), end=None, **more) -> int:
    new = NewTitle(somebody.id, somebody.compartment_id, somebody.dossier_id, code, start, end, **more)
    return services.record_title(actor=cast.owner, new=new)


def held(cast, somebody):
    return {t.id: t for t in selectors.titles(cast.owner, [somebody.id], purpose=CARE, today=TODAY)}


def advance(cast, pk, act, on=TODAY, reason="Omdat het zo is", actor=None) -> None:
    services.advance(actor=actor or cast.owner, title_id=pk, act=act, on=on, today=TODAY, reason=reason)


def refused(reason_code, function, **more):
    with pytest.raises(Refused) as raised:
        function(**more)
    assert raised.value.code == reason_code


def test_a_title_is_asked_for_granted_carried_out_suspended_resumed_and_ended(cast, somebody):
    pk = record(cast, somebody, status=S.REQUESTED)
    for act, state in (
        (A.GRANT, S.GRANTED),
        (A.EXECUTE, S.IN_FORCE),
        (A.SUSPEND, S.SUSPENDED),
        (A.RESUME, S.IN_FORCE),
        (A.END, S.IN_FORCE),  # until the end of its last day
    ):
        advance(cast, pk, act)
        assert held(cast, somebody)[pk].state == state
    assert held(cast, somebody)[pk].facts.last_day == TODAY
    acts = [s.act for s in selectors.steps_of(cast.owner, somebody.id, purpose=CARE)]
    assert acts == [A.END, A.RESUME, A.SUSPEND, A.EXECUTE, A.GRANT, A.RECORD]


def test_what_cannot_happen_to_a_title_is_refused_with_its_reason(cast, somebody):
    pk = record(cast, somebody)
    refused("STEP_NOT_POSSIBLE", advance, cast=cast, pk=pk, act=A.GRANT)
    refused("STEP_NOT_POSSIBLE", advance, cast=cast, pk=pk, act=A.RESUME)
    refused("REASON_MISSING", advance, cast=cast, pk=pk, act=A.SUSPEND, reason=" ")
    refused("IN_THE_FUTURE", advance, cast=cast, pk=pk, act=A.END, on=TODAY + timedelta(days=1))
    refused("ENDS_BEFORE_START", advance, cast=cast, pk=pk, act=A.END, on=date(2026, 2, 11))
    refused("NOT_THIS_TITLE", advance, cast=cast, pk=pk, act=A.ADMIT)
    with pytest.raises(NoGrant):
        advance(cast, pk, A.END, actor=cast.outsider)
    with pytest.raises(NoGrant):
        advance(cast, pk + 1000, A.END)
    assert TitleStep.objects.for_rule("only the recording was kept").count() == 1


def test_without_its_line_in_the_log_nothing_happens_to_a_title(cast, somebody, monkeypatch):
    pk = record(cast, somebody)

    def broken(*_a, **_k):
        raise RuntimeError("no log")

    monkeypatch.setattr("samenhang.legal.services.titles.record", broken)
    with pytest.raises(RuntimeError):
        advance(cast, pk, A.END)
    assert held(cast, somebody)[pk].facts.last_day == date(2027, 2, 12)


def test_a_follow_on_request_is_filed_and_decided(cast, somebody):
    pk = record(cast, somebody)
    decide = {"actor": cast.owner, "title_id": pk, "today": TODAY}
    refused("NOTHING_FILED", services.decide_followon, on=TODAY, outcome=FollowonOutcome.GRANTED, **decide)
    services.file_followon(actor=cast.owner, title_id=pk, on=date(2026, 11, 2))
    refused("NOTHING_FILED", services.decide_followon, on=date(2026, 11, 1), outcome=FollowonOutcome.GRANTED, **decide)
    refused("IN_THE_FUTURE", services.decide_followon, on=date(2026, 12, 1), outcome=FollowonOutcome.GRANTED, **decide)
    refused("REASON_MISSING", services.decide_followon, on=TODAY, outcome=FollowonOutcome.REFUSED, **decide)
    assert selectors.clock_of(held(cast, somebody).values(), TODAY).ends_without_successor == ()
    services.decide_followon(on=TODAY, outcome=FollowonOutcome.REFUSED, reason="Geen gevaar meer", **decide)
    row = held(cast, somebody)[pk]
    assert (row.state, row.facts.outcome) == (S.IN_FORCE, FollowonOutcome.REFUSED)
    assert selectors.clock_of([row], TODAY).ends_without_successor == (row.facts,), "refused: nothing follows after all"


def test_a_title_that_only_waited_for_the_decision_has_ended_by_it(cast, somebody):
    pk = record(cast, somebody, start=date(2025, 11, 10), end=date(2026, 11, 11), followon_filed_on=date(2026, 9, 1))
    assert held(cast, somebody)[pk].state == S.LAPSED_PENDING_DECISION
    services.decide_followon(actor=cast.owner, title_id=pk, on=TODAY, outcome=FollowonOutcome.GRANTED, today=TODAY)
    assert held(cast, somebody)[pk].state == S.ENDED


@pytest.mark.capability(52)
def test_the_check_of_connecting_care_is_recorded_yes_or_no_with_a_reason(cast, somebody):
    isd = record(cast, somebody, T.ISD, date(2025, 1, 1), date(2027, 1, 2))
    check = {"actor": cast.owner, "today": TODAY, "on": TODAY, "outcome": ConnectingCare.NOT_NEEDED}
    refused("REASON_MISSING", services.check_connecting_care, title_id=isd, reason="", **check)
    services.check_connecting_care(title_id=isd, reason="De behandeling is afgerond.", **check)
    asked = {d.alert for d in selectors.clock_of(held(cast, somebody).values(), TODAY).due}
    assert TitleAlert.WFZ25_DUE not in asked and TitleAlert.HANDOVER_T90 in asked
    zm = record(cast, somebody)
    refused("NOT_THIS_TITLE", services.check_connecting_care, title_id=zm, reason="x", **check)


def test_a_young_adult_who_was_admitted_is_told_within_four_days(cast, somebody):
    pk = record(cast, somebody, T.WZD_VM_YA, date(2026, 1, 14), date(2027, 1, 15))
    advance(cast, pk, A.ADMIT, on=date(2026, 11, 20))
    asked = {d.alert: d.until for d in selectors.clock_of(held(cast, somebody).values(), TODAY).due}
    assert asked[TitleAlert.YA_NOTICE] == date(2026, 11, 24)


def test_a_title_that_runs_in_hours_needs_its_moment_and_ends_after_eighteen_hours(cast, somebody):
    refused("MOMENT_MISSING", record, cast=cast, somebody=somebody, code=T.WVGGZ_PRE_CM, start=TODAY)
    began = datetime(2026, 11, 22, 9, tzinfo=UTC)
    refused("ENDS_BEFORE_START", record, cast=cast, somebody=somebody, code=T.WVGGZ_PRE_CM, start=TODAY, began_at=began, exam_at=began - timedelta(hours=1))  # fmt: skip
    pk = record(cast, somebody, T.WVGGZ_PRE_CM, TODAY, began_at=began)
    assert held(cast, somebody)[pk].facts.last_day == date(2026, 11, 23)
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalTitle.objects.for_rule("the database refuses it too").filter(pk=pk).update(began_at=None)


def test_an_admission_under_the_wvggz_suspends_a_court_authorisation_on_every_page(cast, somebody):
    rm = record(cast, somebody, T.WZD_RM_2, date(2025, 3, 3))
    record(cast, somebody, T.WVGGZ_ZM_1, date(2026, 10, 1), with_admission=True)
    assert held(cast, somebody)[rm].state == S.SUSPENDED
    both, _indications = selectors.titles_and_indications(cast.owner, somebody.id, purpose=CARE, today=TODAY)
    assert {t.id: t.state for t in both}[rm] == S.SUSPENDED


# ---- what must be arranged ----------------------------------------------------------------------------


@pytest.mark.capability(52)
def test_what_must_be_arranged_is_given_away_arranged_opened_again_and_keeps_its_history(cast, somebody, organisations):
    pk = record(cast, somebody, T.ISD, date(2025, 1, 1), date(2027, 1, 2))

    def step(act, **more):
        services.arrange(actor=cast.owner, title_id=pk, duty=Duty.IDENTITY, act=act, **more)

    town = Owner(organisation_id=organisations["shelter"], name="Kim de Wit")
    step(DutyAct.ASSIGN, owner=town, owner_words="Thuishaven, Kim de Wit", remark="Vraagt de kaart aan")
    step(DutyAct.ARRANGE)
    line = {d.duty: d for d in selectors.duties_of(cast.owner, held(cast, somebody).values(), purpose=CARE)[pk]}[
        Duty.IDENTITY
    ]
    assert (line.state, line.organisation, line.owner_name, line.by) == (
        DutyState.ARRANGED,
        "Thuishaven",
        "Kim de Wit",
        date(2026, 10, 3),
    )
    step(DutyAct.REOPEN, remark="De kaart kwam niet")
    step(DutyAct.SET_ASIDE, remark="Er is nog een paspoort")
    line = {d.duty: d for d in selectors.duties_of(cast.owner, held(cast, somebody).values(), purpose=CARE)[pk]}[
        Duty.IDENTITY
    ]
    assert [h.act for h in line.history] == [DutyAct.ASSIGN, DutyAct.ARRANGE, DutyAct.REOPEN, DutyAct.SET_ASIDE]
    assert line.history[0].whose == "Thuishaven, Kim de Wit" and line.state == DutyState.NOT_NEEDED
    assert selectors.settled_duties(cast.owner, [somebody.id], purpose=CARE) == {pk: {Duty.IDENTITY}}


@pytest.mark.capability(52)
def test_a_step_in_arranging_is_refused_without_owner_reason_title_or_grant(cast, somebody):
    pk = record(cast, somebody, T.ISD, date(2025, 1, 1), date(2027, 1, 2))
    one = {"actor": cast.owner, "title_id": pk, "duty": Duty.IDENTITY}
    refused("OWNER_MISSING", services.arrange, act=DutyAct.ASSIGN, **one)
    refused("OWNER_MISSING", services.arrange, act=DutyAct.ASSIGN, owner=Owner(name="iemand"), **one)
    refused("REASON_MISSING", services.arrange, act=DutyAct.SET_ASIDE, **one)
    refused("STEP_NOT_POSSIBLE", services.arrange, act=DutyAct.REOPEN, remark="x", **one)
    refused("NOT_THIS_TITLE", services.arrange, act=DutyAct.ARRANGE, **{**one, "duty": Duty.WVGGZ_MINISTER})
    with pytest.raises(NoGrant):
        services.arrange(act=DutyAct.ARRANGE, **{**one, "actor": cast.outsider})
    with pytest.raises(NoGrant):
        services.arrange(act=DutyAct.ARRANGE, **{**one, "title_id": pk + 1000})
    assert not Arrangement.objects.for_rule("nothing was kept").exists()


# ---- one entitlement ----------------------------------------------------------------------------------


def indication(cast, somebody, law=IndicationLaw.WMO, start=date(2025, 1, 1), end=date(2026, 12, 1)) -> int:
    row = Indication(
        person_id=somebody.id, compartment_id=somebody.compartment_id, law=law, profile="BW", start=start, end=end
    )
    return Indication.objects.write([row])[0].pk


def entitle(cast, somebody, organisations, **more) -> int:
    values = {"covers": "Van een gesprek in de week tot dag en nacht", "start": date(2026, 11, 1), "end": None,
              "payer_ids": [organisations["table"], organisations["other"]], **more}  # fmt: skip
    return services.note_entitlement(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, new=NewEntitlement(**values)
    )


@pytest.mark.capability(85)
def test_one_entitlement_stands_in_the_place_of_several_and_is_agreed_by_each_payer(cast, somebody, organisations):
    zm, wmo = record(cast, somebody), indication(cast, somebody)
    pk = entitle(cast, somebody, organisations, title_ids=[zm], indication_ids=[wmo])
    row = selectors.entitlements_of(cast.owner, somebody.id, purpose=CARE)[0]
    assert {(r.code or r.law, r.end) for r in row.replaces} == {
        ("WVGGZ_ZM_2", date(2027, 2, 13)),
        ("WMO", date(2026, 12, 1)),
    }
    assert not row.agreed and row.holds(TODAY)
    for payer in row.payers:
        services.agree_entitlement(actor=cast.owner, payer_id=payer.id, on=TODAY, by="Mevrouw Els", today=TODAY)
    assert selectors.entitlements_of(cast.owner, somebody.id, purpose=CARE)[0].agreed
    refused(
        "ALREADY_DECIDED",
        services.agree_entitlement,
        actor=cast.owner,
        payer_id=row.payers[0].id,
        on=TODAY,
        by="x",
        today=TODAY,
    )
    services.end_entitlement(actor=cast.owner, entitlement_id=pk, on=date(2026, 12, 1), why="Naar gewone zorg")
    refused(
        "ALREADY_DECIDED", services.end_entitlement, actor=cast.owner, entitlement_id=pk, on=date(2026, 12, 1), why="x"
    )
    assert selectors.entitlements_of(cast.outsider, somebody.id, purpose=CARE) == []


@pytest.mark.capability(85)
def test_what_an_entitlement_replaces_no_longer_ends_without_a_next(cast, somebody, organisations):
    wmo = indication(cast, somebody)
    reason = "a test looks at what ends"
    assert [e.indication_id for e in selectors.endings_for_rule(reason=reason, today=TODAY)] == [wmo]
    pk = entitle(cast, somebody, organisations, indication_ids=[wmo])
    assert selectors.endings_for_rule(reason=reason, today=TODAY) == []
    services.end_entitlement(actor=cast.owner, entitlement_id=pk, on=date(2026, 12, 1), why="Naar gewone zorg")
    assert [e.indication_id for e in selectors.endings_for_rule(reason=reason, today=TODAY)] == [wmo]


@pytest.mark.capability(85)
def test_an_entitlement_is_refused_when_it_replaces_nothing_of_this_person_or_stands_beside_another(
    cast, somebody, organisations
):
    wmo = indication(cast, somebody)
    for code, more in (
        ("NOTHING_REPLACED", {}),
        ("REASON_MISSING", {"covers": " ", "indication_ids": [wmo]}),
        ("ENDS_BEFORE_START", {"end": date(2026, 11, 1), "indication_ids": [wmo]}),
        ("NOT_A_FUNDER", {"payer_ids": [], "indication_ids": [wmo]}),
        ("NOT_THIS_PERSON", {"indication_ids": [wmo + 1000]}),
    ):
        refused(code, entitle, cast=cast, somebody=somebody, organisations=organisations, **more)
    entitle(cast, somebody, organisations, indication_ids=[wmo])
    with pytest.raises(Conflict):
        entitle(cast, somebody, organisations, indication_ids=[wmo])
    assert Entitlement.objects.for_rule("only one was kept").count() == 1
