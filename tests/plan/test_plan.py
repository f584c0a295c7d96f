"""The one plan: one at a time, parts that many change, actions that are somebody's, versions that everybody is asked about."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenhang.access.enums import Purpose
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.plan import selectors, services
from samenhang.plan.enums import ActionState, Answer, Doer, GoalState, LineKind, Phase, Security, SecurityState, Signer
from samenhang.plan.models import Action, Evaluation, Goal, Plan, PlanVersion
from samenhang.plan.rules import Said, compare, fixed_evaluations, react_by, standing
from samenhang.plan.services.agreeing import Findings, NewApproach, NewSignature
from tests.conftest import NOW, TODAY
from tests.plan.conftest import action

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION


def _rows(table):
    return table.objects.for_rule("a test looks at what was written")


@pytest.mark.capability(22)
def test_there_is_one_current_plan_and_a_second_one_is_refused(cast, somebody, plan):
    with pytest.raises(Refused, match="PLAN_EXISTS"):
        services.start_plan(
            actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, today=TODAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():  # the database refuses it as well
        Plan.objects.write([Plan(person_id=somebody.id, compartment_id=somebody.compartment_id, started_on=TODAY)])
    services.end_plan(actor=cast.owner, plan_id=plan, why="Verhuisd naar een andere regio", today=TODAY)
    again = services.start_plan(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, today=TODAY
    )
    assert again != plan


@pytest.mark.capability(96)
def test_evaluations_are_fixed_when_the_plan_starts(cast, plan):
    days = list(_rows(Evaluation).filter(plan_id=plan).order_by("due_on").values_list("due_on", flat=True))
    assert days == fixed_evaluations(TODAY) and len(days) == 4
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.capability(22)
def test_an_outsider_changes_nothing_and_without_a_line_there_is_no_change(cast, somebody, plan, monkeypatch):
    with pytest.raises(NoGrant):
        services.add_part(actor=cast.outsider, plan_id=plan, kind="action", values=action())
    monkeypatch.setattr("samenhang.plan.services._common.record", _broken)
    with pytest.raises(RuntimeError):
        services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=action())
    assert not _rows(Action).exists()


def _broken(*_args, **_more):
    raise RuntimeError("no line, no change")


@pytest.mark.capability(28)
def test_an_action_is_somebodys_and_has_a_date(cast, plan, circle):
    with pytest.raises(Refused, match="ACTION_OF_NOBODY"):
        services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=action(doer=Doer.COLLEAGUE))
    with pytest.raises(Refused, match="ACTION_OF_NOBODY"):
        services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=action(doer=Doer.CLOSE_ONE, who=" "))
    mine = services.add_part(
        actor=cast.owner, plan_id=plan, kind="action", values=action(doer=Doer.COLLEAGUE, user_id=circle["wmo"].user_id)
    )
    services.report_action(actor=circle["wmo"], action_id=mine, state=ActionState.DONE, result="Gebeld", today=TODAY)
    row = _rows(Action).get(pk=mine)
    assert (row.state, row.closed_on, row.result) == ("DONE", TODAY, "Gebeld")
    with pytest.raises(NoGrant):  # reading the plan is not enough for somebody else's action
        services.report_action(actor=circle["town"], action_id=mine, state=ActionState.TODO, result="", today=TODAY)
    with pytest.raises(Refused, match="NOT_FROM_HERE"):
        services.report_action(actor=cast.owner, action_id=mine, state=ActionState.DONE, result="", today=TODAY)


@pytest.mark.capability(28)
def test_dropping_an_action_asks_for_a_reason(cast, plan):
    pk = services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=action())
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.report_action(actor=cast.owner, action_id=pk, state=ActionState.DROPPED, result=" ", today=TODAY)


@pytest.mark.capability(141)
def test_two_people_who_change_the_same_goal_lose_nothing(cast, plan):
    goal = _rows(Goal).get(plan_id=plan)
    values = {"text": "Een vaste plek", "domain": "HOUSING"}
    services.change_part(actor=cast.owner, kind="goal", part_id=goal.pk, values=values, expected_lock=1)
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        services.change_part(
            actor=cast.owner, kind="goal", part_id=goal.pk, values={**values, "text": "Iets anders"}, expected_lock=1
        )
    assert _rows(Goal).get(pk=goal.pk).text == "Een vaste plek"


@pytest.mark.capability(141)
def test_two_people_who_change_different_parts_do_not_meet(cast, plan):
    one = services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=action())
    two = services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=action(text="Schrijft zich in"))
    for pk in (one, two):
        services.change_part(actor=cast.owner, kind="action", part_id=pk, values=action(text="Anders"), expected_lock=1)
    assert list(_rows(Action).values_list("text", flat=True)) == ["Anders", "Anders"]


@pytest.mark.capability(22)
def test_goals_that_pull_apart_are_said_aloud(cast, plan):
    one = _rows(Goal).get(plan_id=plan).pk
    two = services.add_part(
        actor=cast.owner, plan_id=plan, kind="goal", values={"text": "Geen eigen sleutel voorlopig", "domain": "SAFETY"}
    )
    with pytest.raises(Refused, match="SAME_GOAL"):
        services.add_part(
            actor=cast.owner, plan_id=plan, kind="tension", values={"one_id": one, "other_id": one, "about": "x"}
        )
    services.add_part(
        actor=cast.owner, plan_id=plan, kind="tension", values={"one_id": one, "other_id": two, "about": "Sleutel"}
    )
    seen = selectors.attention(cast.owner, [_rows(Plan).get(pk=plan).person_id], purpose=CARE, today=TODAY)
    assert "GOALS_PULL_APART" in {a.code for a in seen}
    services.end_part(actor=cast.owner, kind="goal", part_id=two, today=TODAY)
    seen = selectors.attention(cast.owner, [_rows(Plan).get(pk=plan).person_id], purpose=CARE, today=TODAY)
    assert "GOALS_PULL_APART" not in {a.code for a in seen}


def test_a_part_points_only_into_its_own_plan(cast, somebody, plan, municipalities):
    from samenhang.people.selectors import keys
    from samenhang.people.services import NewPerson, register

    other_id = register(actor=cast.owner, new=NewPerson("Vlier", None, municipalities["Zandmeer"]), today=TODAY)
    other = keys(reason="another person of the test", ids=[other_id])[0]
    theirs = services.start_plan(actor=cast.owner, person_id=other.id, compartment_id=other.compartment_id, today=TODAY)
    goal = _rows(Goal).get(plan_id=plan).pk
    with pytest.raises(Refused, match="NOT_THIS_PLAN"):
        services.add_part(actor=cast.owner, plan_id=theirs, kind="action", values=action(goal_id=goal))


@pytest.mark.capability(22)
def test_a_goal_is_reached_let_go_with_a_reason_and_taken_up_again(cast, plan):
    goal = _rows(Goal).get(plan_id=plan).pk
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.move_goal(actor=cast.owner, goal_id=goal, state=GoalState.LET_GO, why="", today=TODAY)
    services.move_goal(actor=cast.owner, goal_id=goal, state=GoalState.REACHED, why="", today=TODAY)
    with pytest.raises(Refused, match="NOT_FROM_HERE"):
        services.move_goal(actor=cast.owner, goal_id=goal, state=GoalState.LET_GO, why="x", today=TODAY)
    services.move_goal(actor=cast.owner, goal_id=goal, state=GoalState.OPEN, why="", today=TODAY)


@pytest.mark.capability(30)
def test_what_is_not_arranged_to_live_on_asks_attention(cast, somebody, plan):
    services.set_security(
        actor=cast.owner, plan_id=plan, kind=Security.INCOME, state=SecurityState.ARRANGED, note="", today=TODAY
    )
    for _ in range(2):  # saying it again changes the same row
        services.set_security(
            actor=cast.owner, plan_id=plan, kind=Security.DAY_ACTIVITY, state=SecurityState.NOT_ARRANGED, note="Wacht",
            today=TODAY,
        )  # fmt: skip
    codes = [a.code for a in selectors.attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY)]
    assert codes.count("NO_DAY_ACTIVITY") == 1 and "SECURITY_MISSING" not in codes


# ---- agreement ------------------------------------------------------------------------------------
@pytest.mark.capability(22)
def test_a_version_is_put_before_every_organisation_and_the_person(cast, somebody, plan, circle):
    number = services.put_forward(actor=cast.owner, plan_id=plan, why="Eerste plan", today=TODAY)
    version = _rows(PlanVersion).get(plan_id=plan, number=number)
    assert set(version.asked) == {*circle.helping, cast.owner.organisation_id}, "who directs the process is not asked"
    waits = selectors.attention(circle["wmo"], [somebody.id], purpose=CARE, today=TODAY)
    assert "AGREEMENT_TO_GIVE" in {a.code for a in waits}
    services.sign(
        actor=circle["wmo"], under="version", under_id=version.pk, new=NewSignature(Answer.AGREED), today=TODAY
    )
    waits = selectors.attention(circle["wmo"], [somebody.id], purpose=CARE, today=TODAY)
    assert "AGREEMENT_TO_GIVE" not in {a.code for a in waits}
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.sign(
            actor=circle["town"], under="version", under_id=version.pk, new=NewSignature(Answer.OBJECTED), today=TODAY
        )
    with pytest.raises(NoGrant):
        services.sign(
            actor=cast.outsider, under="version", under_id=version.pk, new=NewSignature(Answer.AGREED), today=TODAY
        )
    with pytest.raises(NoGrant):  # writing down what the person said is for who keeps the case
        services.sign(
            actor=circle["wmo"], under="version", under_id=version.pk,
            new=NewSignature(Answer.AGREED, signer=Signer.CLIENT, name="Mevrouw Populier"), today=TODAY,
        )  # fmt: skip


def test_an_empty_plan_is_not_put_before_anybody(cast, somebody):
    pk = services.start_plan(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, today=TODAY
    )
    with pytest.raises(Refused, match="PLAN_EMPTY"):
        services.put_forward(actor=cast.owner, plan_id=pk, why="", today=TODAY)


@pytest.mark.capability(96)
def test_what_was_adjusted_stands_in_the_next_version_and_both_are_compared(cast, plan, circle):
    services.put_forward(actor=cast.owner, plan_id=plan, why="", today=TODAY)
    evaluation = _rows(Evaluation).filter(plan_id=plan).order_by("due_on").first()
    findings = Findings(
        held_on=TODAY, conclusion="ADJUST", went_well="Slaapt", adjust="Ook overdag iets om handen", client_there=True
    )
    services.hold_evaluation(actor=cast.owner, evaluation_id=evaluation.pk, findings=findings, today=TODAY)
    with pytest.raises(Conflict, match="ALREADY_DECIDED"):
        services.hold_evaluation(actor=cast.owner, evaluation_id=evaluation.pk, findings=findings, today=TODAY)
    goal = _rows(Goal).get(plan_id=plan)
    services.change_part(
        actor=cast.owner,
        kind="goal",
        part_id=goal.pk,
        values={"text": "Vast adres", "domain": "HOUSING"},
        expected_lock=1,
    )
    services.add_part(
        actor=cast.owner,
        plan_id=plan,
        kind="goal",
        values={"text": "Elke dag naar de houtwerkplaats", "domain": "WORK_DAY"},
    )
    services.put_forward(
        actor=cast.owner, plan_id=plan, why="Na de evaluatie", today=TODAY, evaluation_id=evaluation.pk
    )
    one, two = (selectors.version_content(cast.owner, plan, n, purpose=CARE) for n in (1, 2))
    kinds = sorted((c.section, c.kind) for c in compare(one, two) if c.kind != "SAME")
    assert kinds == [("goals", "CHANGED"), ("goals", "NEW")]


@pytest.mark.capability(96)
def test_an_evaluation_that_changes_something_says_what_and_one_without_the_person_says_what_they_think(cast, plan):
    pk = _rows(Evaluation).filter(plan_id=plan).order_by("due_on").first().pk
    for findings, code in (
        (Findings(held_on=TODAY, conclusion="ADJUST"), "ADJUST_WHAT"),
        (Findings(held_on=TODAY, conclusion="GO_ON", client_there=False), "WHY_NOT_THERE"),
        (Findings(held_on=date(2027, 1, 1), conclusion="GO_ON"), "IN_THE_FUTURE"),
    ):
        with pytest.raises(Refused, match=code):
            services.hold_evaluation(actor=cast.owner, evaluation_id=pk, findings=findings, today=TODAY)


@pytest.mark.capability(32)
def test_the_approach_changes_only_when_everybody_agrees(cast, somebody, plan, circle):
    first = services.propose_approach(
        actor=cast.owner, plan_id=plan, new=NewApproach(works="Rustig praten"), today=TODAY
    )
    with pytest.raises(Conflict, match="PROPOSAL_WAITS"):
        services.propose_approach(actor=cast.owner, plan_id=plan, new=NewApproach(works="Anders"), today=TODAY)
    _everybody_agrees(cast, circle, first)
    row = selectors.approaches(cast.owner, plan, purpose=CARE)[0]
    assert row.state == "PROPOSED", "the person has not agreed yet"
    _person_agrees(cast, first)
    assert selectors.current_approach(selectors.approaches(cast.owner, plan, purpose=CARE)).works == "Rustig praten"
    second = services.propose_approach(
        actor=cast.owner, plan_id=plan, new=NewApproach(works="Eerst een wandeling"), today=TODAY
    )
    services.sign(
        actor=circle["wmo"],
        under="approach",
        under_id=second,
        new=NewSignature(Answer.OBJECTED, "Te onveilig"),
        today=TODAY,
    )
    _person_agrees(cast, second)
    rows = selectors.approaches(cast.owner, plan, purpose=CARE)
    assert selectors.current_approach(rows).works == "Rustig praten", "one objection keeps what was agreed"
    _everybody_agrees(cast, circle, second)
    rows = selectors.approaches(cast.owner, plan, purpose=CARE)
    assert selectors.current_approach(rows).works == "Eerst een wandeling"


def _everybody_agrees(cast, circle, pk):
    for actor in (cast.owner, *(circle[code] for code in circle.actors if code != "zvh")):
        services.sign(actor=actor, under="approach", under_id=pk, new=NewSignature(Answer.AGREED), today=TODAY)


def _person_agrees(cast, pk):
    new = NewSignature(Answer.AGREED, signer=Signer.CLIENT, name="Mevrouw Populier")
    services.sign(actor=cast.owner, under="approach", under_id=pk, new=new, today=TODAY)


ORGANISATIONS = st.lists(st.integers(1, 5), unique=True, max_size=5)
SAID = st.lists(
    st.one_of(
        st.tuples(st.just("ORGANISATION"), st.integers(1, 6), st.sampled_from(["AGREED", "OBJECTED"])),
        st.tuples(st.sampled_from(["CLIENT", "CLOSE_ONE"]), st.none(), st.sampled_from(["AGREED", "OBJECTED"])),
    ),
    max_size=12,
)


@settings(max_examples=200, print_blob=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asked=ORGANISATIONS, said=SAID)
def test_agreed_means_everybody_asked_and_the_person_said_yes_last(asked, said):
    now = standing(asked, [Said(*s) for s in said])
    last = {}
    for signer, organisation, answer in said:
        last[signer, organisation] = answer
    everybody = all(last.get(("ORGANISATION", o)) == "AGREED" for o in asked)
    expected = everybody and last.get(("CLIENT", None)) == "AGREED" and "OBJECTED" not in last.values()
    assert now.agreed == expected


# ---- clocks ---------------------------------------------------------------------------------------
@pytest.mark.capability(38)
def test_red_asks_for_somebody_within_half_an_hour_and_yellow_within_three_working_days():
    assert (react_by("RED", NOW) - NOW).total_seconds() == 30 * 60
    assert (react_by("ORANGE", NOW) - NOW).total_seconds() == 24 * 3600
    assert react_by("YELLOW", NOW).date() == date(2026, 11, 25)  # Sunday, then Monday to Wednesday
    assert react_by("GREEN", NOW) is None


def test_the_log_holds_no_word_of_the_plan(cast, plan):
    services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=action(text="Zeer herkenbaar"))
    assert "herkenbaar" not in str(list(AuditLine.objects.values_list("detail", flat=True)))


# ---- much and odd ---------------------------------------------------------------------------------
@pytest.mark.capability(28)
def test_a_plan_of_two_hundred_actions_is_read_with_as_many_questions_as_one_of_two(
    cast, somebody, plan, django_assert_num_queries
):
    row = selectors.plan_of(cast.owner, somebody.id, purpose=CARE)
    texts = ["Belt 📞 de gemeente", "<b>vet</b>", "اسمي محمد", "x" * 400]
    for n in range(200):
        services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=action(text=texts[n % 4]))
    with django_assert_num_queries(7):
        page = selectors.plan_page(cast.owner, row, purpose=CARE)
    assert len(page.actions) == 200 and {a.text for a in page.actions} == set(texts)


def test_a_name_under_an_earlier_text_of_a_signalling_plan_does_not_count_for_a_later_one(cast, somebody, circle):
    """Given the person agreed, when a line is added and everybody is asked again, then they have to agree with that as well."""
    pk = services.start_signal_plan(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id,
        head=services.NewSignalHead("Laat mij rustig worden"), today=TODAY,
    )  # fmt: skip
    services.add_line(actor=cast.owner, signal_plan_id=pk, phase=Phase.RED, kind=LineKind.SIGN, text="Schreeuwt")
    services.add_call(actor=cast.owner, signal_plan_id=pk, name="Iris", phone="0500-10000")
    services.ask_signatures(actor=cast.owner, signal_plan_id=pk, today=TODAY)
    yes = NewSignature(Answer.AGREED, signer=Signer.CLIENT, name="Mevrouw Populier")
    services.sign(actor=cast.owner, under="signal_plan", under_id=pk, new=yes, today=TODAY)
    services.add_line(actor=cast.owner, signal_plan_id=pk, phase=Phase.RED, kind=LineKind.SELF, text="Gaat naar binnen")
    services.ask_signatures(actor=cast.owner, signal_plan_id=pk, today=TODAY)
    assert selectors.signatures(cast.owner, "signal_plan", [pk], purpose=CARE) == {}
    with pytest.raises(Refused, match="CLIENT_FIRST"):
        services.bring_into_force(actor=cast.owner, signal_plan_id=pk, today=TODAY)
    services.sign(actor=cast.owner, under="signal_plan", under_id=pk, new=yes, today=TODAY)
    services.bring_into_force(actor=cast.owner, signal_plan_id=pk, today=TODAY)
    assert len(selectors.signatures(cast.owner, "signal_plan", [pk], purpose=CARE)[pk]) == 1
