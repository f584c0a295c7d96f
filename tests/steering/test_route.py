"""A bottleneck grows out of a case, goes to a table, and the answer comes back to the person whom it was about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samenhang.access.enums import Purpose
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.steering import selectors, services
from samenhang.steering.enums import (
    Answer,
    BottleneckState,
    Effect,
    QuestionKind,
    QuestionState,
    Scale,
    Station,
    SteeringAlert,
)
from samenhang.steering.models import Question
from samenhang.steering.rules import TERMS, due_on, first_table, scale
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION


def _code(refused: pytest.ExceptionInfo) -> str:
    return refused.value.code


@pytest.mark.capability(78)
def test_a_bottleneck_grows_out_of_a_case_with_an_owner_a_date_and_its_kinds(region):
    pk = region.grown(classes=["FINANCIAL", "LEGAL"])
    row = region.row(pk)
    assert (
        row.state == BottleneckState.OPEN and row.owner_id == region.owner.me and row.classes == ["FINANCIAL", "LEGAL"]
    )
    page = selectors.case_page(region.owner, region.somebody.id, purpose=CARE)
    assert [c.bottleneck.id for c in page.cases] == [pk]
    with pytest.raises(Refused) as refused:
        region.grown(classes=[])
    assert _code(refused) == "CLASS_MISSING"
    with pytest.raises(Refused) as refused:
        region.grown(next_on=TODAY - timedelta(days=1))
    assert _code(refused) == "IN_THE_PAST"
    with pytest.raises(Refused) as refused:
        region.grown(within_words=" ")
    assert _code(refused) == "WITHIN_WORDS_MISSING"


@pytest.mark.capability(78)
def test_a_bottleneck_names_nobody_and_only_who_may_write_in_the_case_grows_one(region, cast):
    with pytest.raises(Refused) as refused:
        region.grown(words="Mevrouw Populier kan nergens heen")
    assert _code(refused) == "NAMES_SOMEBODY"
    new = services.NewBottleneck(region.described())
    for other in (cast.outsider, region.funder):
        with pytest.raises(NoGrant):
            services.grow(actor=other, met=region.met(), new=new, today=TODAY)


@pytest.mark.capability(78)
def test_what_is_alike_is_joined_and_stands_on_the_agenda_once(region, cast, municipalities):
    from samenhang.people.selectors import keys
    from samenhang.people.services import NewPerson, register

    first = region.grown(key="fit:alike")
    with pytest.raises(Conflict) as refused:
        region.grown(key="fit:alike")
    assert _code(refused) == "ALREADY_THERE"
    other_id = register(
        actor=cast.outsider, new=NewPerson("Meneer Els", date(1990, 2, 3), municipalities["Zandmeer"]), today=TODAY
    )
    other = keys(reason="the second person", ids=[other_id])[0]
    met = region.met(person_id=other.id, compartment_id=other.compartment_id)
    new = services.NewBottleneck(
        region.described(owner_id=cast.outsider.me, owner_organisation_id=region.organisations["other"]), "fit:alike"
    )
    assert services.grow(actor=cast.outsider, met=met, new=new, today=TODAY) == first
    assert selectors.people_met([first]) == {first: 2}
    assert [p.person.name for p in selectors.people_of_bottleneck(region.owner, first, purpose=CARE)] == [
        "Mevrouw Populier"
    ]
    assert region.row(first).owner_id == region.owner.me, "what was described first stands"


@pytest.mark.capability(79, 80)
def test_a_question_leaves_the_case_only_after_looking_within_the_rules(region):
    pk = region.grown(within="NOT_ASKED", within_words="")
    with pytest.raises(Refused) as refused:
        region.ask(pk)
    assert _code(refused) == "RULES_NOT_ASKED"
    region.ask(pk, kind=QuestionKind.BREAKTHROUGH)  # where everything is stuck, "what is needed?" may be asked at once
    assert region.waiting(pk).answer_by == TODAY + timedelta(days=7)
    inside = region.grown(within="YES")
    with pytest.raises(Refused) as refused:
        region.ask(inside, Station.STEERING)
    assert _code(refused) == "WITHIN_THE_RULES"
    assert region.ask(inside, Station.FUNDERS)


@pytest.mark.capability(79)
def test_the_funders_answer_with_reasons_and_every_case_hears_it(region):
    pk = region.grown()
    question = region.ask(pk)
    assert Notification.objects.filter(user_id=region.funder.user_id, kind=Kind.BOTTLENECK_ASKED).count() == 1
    assert region.row(pk).next_on == region.waiting(pk).answer_by == TODAY + timedelta(days=TERMS[Station.FUNDERS])
    with pytest.raises(NoGrant):
        services.answer(actor=region.chair, question_id=question, given=Answer.ROOM, reasons="Ja", today=TODAY)
    with pytest.raises(Refused) as refused:
        services.answer(actor=region.funder, question_id=question, given=Answer.ROOM, reasons=" ", today=TODAY)
    assert _code(refused) == "REASON_MISSING"
    services.answer(
        actor=region.funder, question_id=question, given=Answer.ROOM, reasons="Vanuit detentie mag het", today=TODAY
    )
    with pytest.raises(Conflict):
        services.answer(actor=region.funder, question_id=question, given=Answer.NO, reasons="Toch niet", today=TODAY)
    assert region.row(pk).state == BottleneckState.ANSWERED
    person = region.somebody.id
    told = Notification.objects.get(user_id=region.owner.user_id, path=f"/bottlenecks/people/{person}/")
    assert told.kind == Kind.BOTTLENECK_ANSWERED
    (due,) = selectors.attention(region.owner, [person], purpose=CARE, today=TODAY)
    assert due.code == SteeringAlert.ANSWER_TO_HEAR
    (case,) = selectors.case_page(region.owner, person, purpose=CARE).cases
    assert case.to_hear is not None and case.to_hear.reasons == "Vanuit detentie mag het"
    with pytest.raises(Refused):
        services.hear(
            actor=region.owner, case_id=case.id, question_id=question, effect=Effect.NOT, words="", today=TODAY
        )
    services.hear(actor=region.owner, case_id=case.id, question_id=question, effect=Effect.HELPS, words="", today=TODAY)
    assert selectors.attention(region.owner, [person], purpose=CARE, today=TODAY) == []
    with pytest.raises(Conflict):
        services.hear(
            actor=region.owner, case_id=case.id, question_id=question, effect=Effect.HELPS, words="", today=TODAY
        )


@pytest.mark.capability(79)
def test_a_question_that_nobody_answers_moves_up_by_itself_until_the_country_and_stays_red_there(region):
    pk = region.grown()
    region.ask(pk, Station.CASE_TABLE)
    on, seen = TODAY, []
    for _ in range(6):
        waiting = region.waiting(pk)
        seen.append(waiting.station)
        on = waiting.answer_by
        assert services.move_up_overdue(actor=SYSTEM, today=on) == 0, "on its last day a table still has time"
        services.move_up_overdue(actor=SYSTEM, today=on + timedelta(days=1))
        on += timedelta(days=1)
    assert seen == ["CASE_TABLE", "FUNDERS", "STEERING", "NATIONAL", "NATIONAL", "NATIONAL"]
    assert region.row(pk).state == BottleneckState.ASKED
    assert selectors.due_for(region.board, on)[0].code == SteeringAlert.QUESTION_OVERDUE
    assert Notification.objects.filter(user_id=region.owner.user_id, kind=Kind.BOTTLENECK_MOVED_UP).count() == 3
    assert Notification.objects.filter(user_id=region.board.user_id, kind=Kind.BOTTLENECK_OVERDUE).exists()
    services.answer(
        actor=region.board,
        question_id=region.waiting(pk).pk,
        given=Answer.NO,
        reasons="Het ministerie zegt nee",
        today=on,
    )
    assert [q.state for q in selectors.questions_of(pk)] == [QuestionState.MOVED_UP] * 3 + [QuestionState.ANSWERED]


@pytest.mark.capability(79, 80)
def test_a_table_sends_a_question_on_with_reasons_and_the_history_of_attempts_stays(region):
    pk = region.grown()
    first = region.ask(pk)
    services.answer(
        actor=region.funder, question_id=first, given=Answer.UP, reasons="Dit is aan de bestuurders", today=TODAY
    )
    second = region.waiting(pk)
    assert second.station == Station.STEERING and second.asked_by_id == region.owner.me
    services.answer(actor=region.board, question_id=second.pk, given=Answer.NO, reasons="Nu nog niet", today=TODAY)
    third = region.ask(pk, Station.NATIONAL)
    with pytest.raises(Refused) as refused:
        services.answer(actor=region.board, question_id=third, given=Answer.UP, reasons="Hoger", today=TODAY)
    assert _code(refused) == "NO_HIGHER_TABLE"
    assert [(q.station, q.answer) for q in selectors.questions_of(pk)] == [
        ("FUNDERS", "UP"), ("STEERING", "NO"), ("NATIONAL", ""),
    ]  # fmt: skip


@pytest.mark.capability(80)
def test_the_care_office_is_invited_when_money_is_in_it(region, municipalities):
    from samenhang.directory import services as directory
    from samenhang.directory.enums import Role

    office = directory.add_organisations(
        actor=SYSTEM,
        organisations=[directory.NewOrganisation("office", "Zorgkantoor", "CARE_OFFICE", municipalities["Turfwolde"])],
    )["office"]
    new = directory.NewPersona("office", "Office", "", "office", Role.FUNDER)
    user_id = directory.add_persona(new=new, organisation_id=office, team_id=None, start=date(2024, 1, 1))
    region.ask(region.grown(classes=["LEGAL"]), Station.CASE_TABLE)
    assert not Notification.objects.filter(user_id=user_id, kind=Kind.BOTTLENECK_ASKED).exists()
    pk = region.grown(classes=["FINANCIAL"])
    region.ask(pk, Station.CASE_TABLE)
    assert region.waiting(pk).care_office
    assert Notification.objects.filter(user_id=user_id, kind=Kind.BOTTLENECK_ASKED).count() == 1


@pytest.mark.capability(97)
def test_who_asks_safely_is_named_to_no_table(region):
    pk = region.grown()
    region.ask(pk, kind=QuestionKind.BREAKTHROUGH, safely=True)
    assert selectors.questions_of(pk, reader_id=region.funder.user_id)[0].asked_by == ""
    assert selectors.questions_of(pk, reader_id=region.owner.user_id)[0].asked_by == region.owner.name
    assert Question.objects.get(bottleneck_id=pk).asked_by_id == region.owner.me, "the log and the owner know"


@pytest.mark.capability(78, 91)
def test_a_solved_bottleneck_leaves_the_agenda_and_its_advice_stands_with_the_evidence(region):
    pk = region.grown(key="fit:x")
    row = region.row(pk)
    services.solve(
        actor=region.owner, bottleneck_id=pk, how="De gemeente onderzoekt nu vooraf", advice="Laat artikel 2.3.2 dit toe",
        expected_version=row.version, today=TODAY,
    )  # fmt: skip
    assert [b.id for b in selectors.agenda()] == [] and [b.id for b in selectors.agenda(over=True)] == [pk]
    assert [(b.id, met) for b, met in selectors.solved_with_advice()] == [(pk, 1)]
    with pytest.raises(Refused):
        region.ask(pk)
    again = region.row(pk)
    with pytest.raises(Conflict):
        services.reopen(
            actor=region.owner, bottleneck_id=pk, next_on=TODAY, expected_version=again.version - 1, today=TODAY
        )
    services.reopen(actor=region.owner, bottleneck_id=pk, next_on=TODAY, expected_version=again.version, today=TODAY)
    assert region.row(pk).state == BottleneckState.OPEN
    services.set_aside(
        actor=region.owner,
        bottleneck_id=pk,
        why="Speelt niet meer",
        expected_version=region.row(pk).version,
        today=TODAY,
    )
    assert region.row(pk).closed_why == "Speelt niet meer"


@pytest.mark.capability(78)
def test_a_case_leaves_a_bottleneck_with_a_reason_and_the_others_stay(region, cast):
    pk = region.grown()
    (case,) = selectors.case_page(region.owner, region.somebody.id, purpose=CARE).cases
    with pytest.raises(NoGrant):
        services.release_case(actor=cast.outsider, case_id=case.id, why="Weg", today=TODAY)
    with pytest.raises(Refused):
        services.release_case(actor=region.owner, case_id=case.id, why="", today=TODAY)
    services.release_case(actor=region.owner, case_id=case.id, why="Er is een plek", today=TODAY)
    assert selectors.people_met([pk]) == {} and region.row(pk).state == BottleneckState.OPEN


@pytest.mark.capability(79)
def test_what_waits_for_a_table_stands_on_the_list_of_who_sits_there_and_of_nobody_else(region):
    pk = region.grown()
    region.ask(pk)
    assert [d.id for d in selectors.due_for(region.funder, TODAY)] == [pk]
    assert selectors.due_for(region.board, TODAY) == [] and selectors.due_for(region.chair, TODAY) == []
    question = region.waiting(pk)
    services.withdraw_question(actor=region.owner, question_id=question.pk, reasons="Al opgelost", today=TODAY)
    assert selectors.due_for(region.funder, TODAY) == [] and region.row(pk).state == BottleneckState.OPEN
    assert [d.code for d in selectors.due_for(region.owner, TODAY + timedelta(days=60))] == [
        SteeringAlert.NEXT_DATE_PASSED
    ]


def test_the_terms_and_the_first_table_follow_from_what_is_asked():
    assert due_on(Station.FUNDERS, QuestionKind.DECISION, TODAY) == TODAY + timedelta(days=28)
    assert first_table(["ORGANISATIONAL"], "ORGANISATION") == Station.CASE_TABLE
    assert first_table(["ORGANISATIONAL"], "MUNICIPALITY") == Station.FUNDERS
    assert first_table(["FINANCIAL"], "ORGANISATION") == Station.FUNDERS
    assert [scale(n) for n in (1, 2, 3)] == [Scale.INCIDENTAL, Scale.INCIDENTAL, Scale.STRUCTURAL]


@pytest.mark.capability(78, 141)
def test_two_who_put_the_same_on_the_agenda_at_once_end_on_one_bottleneck(region, cast, monkeypatch, municipalities):
    from samenhang.people.selectors import keys
    from samenhang.people.services import NewPerson, register
    from samenhang.steering.models import Bottleneck

    new = NewPerson("Meneer Els", date(1990, 2, 3), municipalities["Zandmeer"])
    other = keys(reason="the second person of this test", ids=[register(actor=region.owner, new=new, today=TODAY)])[0]
    first, looked = region.grown(key="fit:alike"), iter([Bottleneck.objects.none()])
    real = Bottleneck.objects.select_for_update
    monkeypatch.setattr(
        Bottleneck.objects, "select_for_update", lambda: next(looked, real())
    )  # it came just after the look
    met = region.met(person_id=other.id, compartment_id=other.compartment_id)
    grown = services.grow(
        actor=region.owner, met=met, new=services.NewBottleneck(region.described(), "fit:alike"), today=TODAY
    )
    assert grown == first and selectors.people_met([grown]) == {grown: 2} and Bottleneck.objects.count() == 1


@pytest.mark.capability(79)
def test_an_answer_that_was_heard_asks_nothing_more_while_a_next_question_waits(region):
    pk, person = region.grown(), region.somebody.id
    first = region.ask(pk)
    services.answer(actor=region.funder, question_id=first, given=Answer.NO, reasons="Nu niet", today=TODAY)
    (case,) = selectors.case_page(region.owner, person, purpose=CARE).cases
    region.ask(pk, Station.STEERING)
    assert [a.on for a in selectors.attention(region.owner, [person], purpose=CARE, today=TODAY)] == [TODAY]
    services.hear(
        actor=region.owner, case_id=case.id, question_id=first, effect=Effect.NOT, words="Wacht nog", today=TODAY
    )
    assert selectors.attention(region.owner, [person], purpose=CARE, today=TODAY) == []


@pytest.mark.capability(79)
def test_what_can_be_solved_within_the_rules_does_not_climb_to_the_steering_group(region):
    pk = region.grown(within="YES")
    asked = region.ask(pk)
    with pytest.raises(Refused, match="NO_HIGHER_TABLE"):
        services.answer(actor=region.funder, question_id=asked, given=Answer.UP, reasons="Hoger", today=TODAY)
    late = region.waiting(pk).answer_by + timedelta(days=1)
    assert services.move_up_overdue(actor=SYSTEM, today=late) == 0 and region.waiting(pk).station == Station.FUNDERS
    assert Notification.objects.filter(user_id=region.funder.user_id, kind=Kind.BOTTLENECK_OVERDUE).count() == 1


@pytest.mark.capability(78)
def test_who_takes_a_bottleneck_further_keeps_bottlenecks(region):
    with pytest.raises(Refused, match=r"OWNER_CANNOT|NOT_OF_THIS_ORGANISATION"):
        region.grown(owner_id=region.funder.me, owner_organisation_id=region.organisations["table"])


@pytest.mark.capability(97)
def test_no_page_names_who_asked_safely(as_persona, region):
    pk = region.grown()
    asked = region.ask(pk, kind=QuestionKind.BREAKTHROUGH, safely=True)
    funder, chair = as_persona("funder"), as_persona("chair")
    for client in (funder, chair):
        for address in (f"/bottlenecks/{pk}/", "/bottlenecks/"):
            assert region.owner.name not in client.get(address).content.decode(), address
    assert chair.get(f"/bottlenecks/{pk}/edit/").status_code == 403
    services.withdraw_question(actor=region.owner, question_id=asked, reasons="Niet meer nodig", today=TODAY)
    assert region.owner.name not in funder.get(f"/bottlenecks/{pk}/").content.decode()
    assert region.owner.name in as_persona("owner").get(f"/bottlenecks/{pk}/").content.decode()


@pytest.mark.capability(78)
def test_the_word_for_its_scale_tells_nobody_how_many_when_they_are_few(as_persona, region):
    pk = region.grown()
    assert "Incidental" in as_persona("owner").get(f"/bottlenecks/{pk}/").content.decode()
    read = as_persona("funder").get(f"/bottlenecks/{pk}/").content.decode()
    assert "Incidental" not in read and "Structural" not in read and "fewer than 10" in read
