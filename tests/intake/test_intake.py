"""Inclusion is recorded evidence and a decision of people; signals ask to look together and lead to nothing by themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.access.enums import Purpose
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.intake import selectors, services
from samenhang.intake.catalogue import FIRST_CRITERIA, Criterion
from samenhang.intake.enums import Answer, CriterionKind, Fit, Inclusion, IntakeAlert, Lens, SignalKind
from samenhang.intake.models import CriteriaSet, InclusionCheck
from samenhang.intake.rules import (
    FACT_NAMES,
    GroupFacts,
    check_signal,
    repeated_e33,
    result,
    suggested_groups,
)
from samenhang.intake.services import Answered
from samenhang.matching.enums import ClientGroup
from samenhang.people.services import keep_fact
from tests.conftest import TODAY

CARE = Purpose.CARE_COORDINATION


def answers(answer=Answer.YES):
    return {c.code: Answered(answer, "Gesprek op 3 mei") for c in FIRST_CRITERIA}


def look(actor, somebody, given=None):
    return services.check_inclusion(
        actor=actor, person_id=somebody.id, compartment_id=somebody.compartment_id, answers=given or answers(),
        note="", today=TODAY,
    )  # fmt: skip


# ---- inclusion --------------------------------------------------------------------------------------
@pytest.mark.capability(1)
@pytest.mark.parametrize(
    ("given_", "fit"),
    [
        (["YES", "YES"], Fit.MEETS), (["NO", "NO"], Fit.NOT), (["YES", "NO"], Fit.PARTLY), (["YES", "UNKNOWN"], Fit.PARTLY),
        (["NO", "UNKNOWN"], Fit.PARTLY), (["UNKNOWN"], Fit.PARTLY),
    ],
)  # fmt: skip
def test_what_is_not_known_is_not_no(given_, fit):
    assert result(given_) == fit


@pytest.mark.capability(1)
def test_all_no_excludes_nobody_people_decide_with_a_reason(cast, somebody):
    check = look(cast.owner, somebody, answers(Answer.NO))
    [row] = selectors.inclusion_checks(cast.owner, somebody.id, purpose=CARE)
    assert (row.fit, row.decision) == (Fit.NOT, Inclusion.OPEN)
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.decide_inclusion(
            actor=cast.owner, check_id=check, included=True, life_course=None, reason=" ", today=TODAY
        )
    services.decide_inclusion(
        actor=cast.owner, check_id=check, included=True, life_course=True, reason="Het geheel telt.", today=TODAY
    )
    [row] = selectors.inclusion_checks(cast.owner, somebody.id, purpose=CARE)
    assert (row.decision, row.life_course, row.decided_by) == (Inclusion.INCLUDED, True, "Owner")
    with pytest.raises(Conflict, match="ALREADY_DECIDED"):
        services.decide_inclusion(
            actor=cast.owner, check_id=check, included=False, life_course=None, reason="Toch niet", today=TODAY
        )


@pytest.mark.capability(1)
def test_every_criterion_is_answered_and_only_who_may_write_looks(cast, at_the_table):
    some = dict(list(answers().items())[:2])
    with pytest.raises(Refused, match="CRITERIA_MISSING"):
        look(cast.owner, at_the_table, some)
    for actor in (cast.table_chair, cast.outsider):
        with pytest.raises(NoGrant):
            look(actor, at_the_table)
    assert InclusionCheck.objects.for_rule("a test counts what was kept").count() == 0


@pytest.mark.capability(1)
def test_a_check_keeps_the_questions_as_they_were_asked(cast, somebody):
    look(cast.owner, somebody)
    new = (Criterion("adult", "Is deze persoon zestien of ouder?", CriterionKind.AGE),)
    services.write_criteria(
        actor=cast.table_chair, name="Nieuw", criteria=new, valid_from=TODAY, why="Ook zestien en zeventien", after=0
    )
    assert selectors.criteria_on(TODAY).version == 1 and selectors.criteria_on(date(2026, 1, 1)).version == 0
    look(cast.owner, somebody, {"adult": Answered(Answer.YES)})
    newest, oldest = selectors.inclusion_checks(cast.owner, somebody.id, purpose=CARE)
    assert (newest.set_version, len(newest.answers)) == (1, 1)
    assert (oldest.set_version, len(oldest.answers)) == (0, len(FIRST_CRITERIA))


@pytest.mark.capability(1)
def test_the_chair_of_the_table_writes_criteria_and_nobody_writes_over_another(cast):
    one = {"name": "A", "criteria": FIRST_CRITERIA, "valid_from": TODAY, "why": "Omdat"}
    for actor in (cast.owner, cast.funder, cast.outsider):
        with pytest.raises(NoGrant):
            services.write_criteria(actor=actor, after=0, **one)
    services.write_criteria(actor=cast.table_chair, after=0, **one)
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        services.write_criteria(actor=cast.table_chair, after=0, **one)
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.write_criteria(actor=cast.table_chair, after=1, **{**one, "why": ""})
    assert CriteriaSet.objects.count() == 1


@pytest.mark.capability(1)
@pytest.mark.capability(61)
def test_inclusion_is_walked_on_the_screen(cast, at_the_table, as_persona):
    browser, at = as_persona("owner"), f"/inclusion/people/{at_the_table.id}/"
    assert "Nobody has looked with the criteria yet." in browser.get(at).content.decode()
    assert browser.post(f"{at}check/", {"note": ""}).status_code == 422
    sent = {f"answer_{c.code}": "YES" for c in FIRST_CRITERIA} | {"evidence_adult": "<b>1988</b>"}
    assert browser.post(f"{at}check/", sent).status_code == 302
    page = browser.get(at).content.decode()
    assert "Meets every criterion" in page and "<b>1988</b>" not in page and "Young adults" in page
    [check] = selectors.inclusion_checks(cast.owner, at_the_table.id, purpose=CARE)
    assert browser.get(f"{at}{check.id}/decide/").status_code == 200
    assert browser.post(f"{at}{check.id}/decide/", {"included": "yes", "reason": "Past"}).status_code == 302
    assert browser.post(f"{at}{check.id}/decide/", {"included": "no", "reason": "Nee"}).status_code == 409
    assert as_persona("outsider").get(at).status_code == 404
    assert as_persona("outsider").get(f"{at}{check.id}/decide/").status_code == 404
    assert as_persona("chair").get(at).status_code == 200
    assert as_persona("chair").get(f"{at}check/").status_code == 403


@pytest.mark.capability(1)
def test_the_criteria_have_a_page_and_a_new_version_is_written_there(cast, as_persona):
    chair = as_persona("chair")
    assert as_persona("owner").get("/inclusion/criteria/new/").status_code == 403
    assert "Write a new version" not in as_persona("owner").get("/inclusion/criteria/").content.decode()
    assert chair.get("/inclusion/criteria/new/").status_code == 200
    sent = {
        "name": "Noorderhei", "valid_from": TODAY.isoformat(), "why": "Korter",
        "questions": f"{FIRST_CRITERIA[0].question}\nWoont hier?",
    }  # fmt: skip
    assert chair.post("/inclusion/criteria/new/", sent).status_code == 302
    current = selectors.criteria_on(TODAY)
    assert [c.question for c in current.criteria][1] == "Woont hier?" and current.criteria[0].code == "adult"
    assert "Noorderhei" in chair.get("/inclusion/criteria/").content.decode()


# ---- lenses -----------------------------------------------------------------------------------------
@pytest.mark.capability(61)
def test_the_lenses_are_the_groups_of_matching():
    assert {lens.value for lens in Lens} == {group.value for group in ClientGroup}


@pytest.mark.capability(61)
@pytest.mark.parametrize(
    ("facts", "suits"),
    [
        (GroupFacts(lives_with_family=True, day_activity=False, file_holder=False), {Lens.THUISZITTER}),
        (GroupFacts(lives_with_family=True, day_activity=False, file_holder=True), set()),
        (GroupFacts(age=19, leaves_youth_care=True, addiction=True), {Lens.YOUNG_ADULT}),
        (GroupFacts(age=40, leaves_youth_care=True, addiction=True), set()),
        (GroupFacts(personal_budget=True, vg6_or_vg7=True, professional_care=False), {Lens.PGB}),
        (GroupFacts(in_care=True, mismatch=True), {Lens.RESIDENT_MISMATCH}),
        (
            GroupFacts(criminal_title=True, complex_need=True, civil_measures=2),
            {Lens.FORENSIC_INFLOW, Lens.CIVIL_REVOLVING},
        ),
        (
            GroupFacts(voluntary_only=True, recovering=True, life_course=True),
            {Lens.VOLUNTARY_RECOVERY, Lens.LIFE_COURSE},
        ),
        (GroupFacts(), set()),
    ],
)
def test_a_lens_says_what_it_suits(facts, suits):
    assert {s.lens for s in suggested_groups(facts) if s.suits} == suits


@pytest.mark.capability(61)
@given(st.sets(st.sampled_from(FACT_NAMES)))
def test_what_is_not_known_is_named_and_never_counts_as_no(known):
    values = {name: 1 if name in {"age", "civil_measures"} else True for name in known}
    for s in suggested_groups(GroupFacts(**values)):
        assert set(s.missing).isdisjoint(known)
        assert (s.suits is None) == bool(s.missing)


# ---- signals ----------------------------------------------------------------------------------------
@pytest.mark.capability(17)
def test_three_e33_reports_in_ninety_days_ask_to_look_together():
    days = [TODAY - timedelta(days=n) for n in (8, 43, 78)]
    came = [(SignalKind.E33, on) for on in days]
    assert repeated_e33(came, TODAY) == sorted(days)
    assert repeated_e33(came[:2], TODAY) == []
    assert repeated_e33([*came[:2], (SignalKind.RENT_ARREARS, TODAY)], TODAY) == []
    assert repeated_e33([*came[:2], (SignalKind.E33, TODAY - timedelta(days=90))], TODAY) == []
    assert repeated_e33([*came[:2], (SignalKind.E33, TODAY + timedelta(days=1))], TODAY) == []


@pytest.mark.capability(17)
@pytest.mark.parametrize("text", ["Zij is psychotisch", "lijkt verslaafd", "Autistische jongen", "een junk"])
def test_a_signal_says_what_was_seen_and_guesses_at_no_illness(text):
    with pytest.raises(Refused, match="GUESS_ABOUT_ILLNESS"):
        check_signal(text)


def test_a_signal_is_short():
    check_signal("x" * 300)
    with pytest.raises(Refused, match="SIGNAL_TOO_LONG"):
        check_signal("x" * 301)


@pytest.mark.capability(15)
def test_a_repeated_report_reaches_those_who_take_part_and_nobody_else(cast, at_the_table):
    for n in (1, 20, 40):
        keep_fact(
            actor=cast.owner, kind=services.SIGNAL, person_id=at_the_table.id, compartment_id=at_the_table.compartment_id,
            values={"kind": SignalKind.E33, "on": TODAY - timedelta(days=n), "source": "Politie", "text": "Riep op straat"},
        )  # fmt: skip
    [alert] = selectors.attention(cast.owner, [at_the_table.id], purpose=CARE, today=TODAY)
    assert (alert.code, alert.on) == (IntakeAlert.REPEATED_E33, TODAY - timedelta(days=1))
    for actor in (cast.table_chair, cast.outsider):
        assert selectors.attention(actor, [at_the_table.id], purpose=CARE, today=TODAY) == []
        assert selectors.signals(actor, [at_the_table.id], purpose=CARE) == []
