"""Room that was agreed: its limits, who may, the next case; and the whole way from a "no" to somebody who moves in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from samenhang.access.enums import Purpose
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.engines.fit.terms import Outcome
from samenhang.matching.enums import DecisionOutcome, OptionKind
from samenhang.matching.selectors import bottlenecks_of, everybody_who_waits, fit_page, gather, needs, proposal_for
from samenhang.matching.services import Decision, NeedValues, NewNeed, compute_round, decide, open_need
from samenhang.picture.enums import FactCode
from samenhang.picture.services import NewFact, note_fact
from samenhang.steering import selectors, services
from samenhang.steering.enums import Answer, Effect, SteeringAlert
from samenhang.steering.presenters.hindrances import from_verdicts
from samenhang.steering.rules import two_years_after
from samenhang.steering.services import NewRoom
from samenhang.steering.services.bottlenecks import NewBottleneck
from samenhang.supply.models import Booking
from samenhang.supply.selectors import remedies, snapshot
from samenhang.supply.services import NewCriterion, add_criteria
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
CARE, PLACEMENT = Purpose.CARE_COORDINATION, Purpose.PLACEMENT


def _room(region, **more) -> NewRoom:
    values = {
        "title": "Wie middelen gebruikt mag er wonen", "basis": "AGREEMENT", "law": "WMO", "article": "2.3.5",
        "interpretation": "Gebruik alleen is geen reden om te weigeren", "agreed": "Wie begeleiding aanvaardt",
        "approved_by": "Wethouder zorg", "approved_for_id": region.organisations["table"], "agreed_on": TODAY, "start": TODAY,
        "end": TODAY + timedelta(days=365), "why_longer": "", "evaluate_on": TODAY + timedelta(days=180),
    }  # fmt: skip
    return NewRoom(**{**values, **more})


@pytest.mark.capability(81)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "REASON_MISSING"),
        ({"approved_by": ""}, "NAME_MISSING"),
        ({"article": ""}, "ARTICLE_MISSING"),
        ({"agreed_on": TODAY + timedelta(days=1)}, "IN_THE_FUTURE"),
        ({"end": TODAY}, "ENDS_BEFORE_START"),
        ({"evaluate_on": TODAY + timedelta(days=400)}, "EVALUATE_WITHIN"),
        ({"end": TODAY + timedelta(days=800)}, "LONGER_THAN_TWO_YEARS"),
        ({"criteria": ("none",)}, "NO_SUCH_CRITERION"),
    ],
)
def test_room_says_what_by_whom_on_what_basis_and_for_how_long(region, change, code):
    with pytest.raises(Refused) as refused:
        services.agree_room(actor=region.funder, new=_room(region, **change), bottleneck_id=None, today=TODAY)
    assert refused.value.code == code and selectors.rooms() == []


@pytest.mark.capability(81)
def test_room_lasts_two_years_to_the_day_and_longer_only_with_a_reason(region):
    assert two_years_after(date(2028, 2, 29)) == date(2030, 3, 1)
    last = two_years_after(TODAY)
    pk = services.agree_room(actor=region.funder, new=_room(region, end=last), bottleneck_id=None, today=TODAY)
    with pytest.raises(Refused, match="LONGER_THAN_TWO_YEARS"):
        services.extend_room(
            actor=region.funder,
            room_id=pk,
            end=last + timedelta(days=1),
            why_longer="",
            expected_version=1,
            today=TODAY,
        )
    services.extend_room(
        actor=region.funder, room_id=pk, end=last + timedelta(days=1), why_longer="De wet wijzigt pas dan", expected_version=1,
        today=TODAY,
    )  # fmt: skip
    with pytest.raises(Conflict):
        services.end_room(actor=region.board, room_id=pk, why="Klaar", expected_version=1, today=TODAY)
    with pytest.raises(NoGrant):
        services.end_room(actor=region.owner, room_id=pk, why="Klaar", expected_version=2, today=TODAY)


@pytest.mark.capability(81)
def test_the_next_case_uses_the_same_room_until_it_is_full_or_over(region, cast, municipalities):
    from samenhang.people.selectors import keys
    from samenhang.people.services import NewPerson, register

    pk = services.agree_room(actor=region.funder, new=_room(region, limit=1), bottleneck_id=None, today=TODAY)
    first = region.somebody
    use = services.use_room(
        actor=region.owner, room_id=pk, person_id=first.id, compartment_id=first.compartment_id, words="", today=TODAY
    )
    new = NewPerson("Meneer Els", date(1990, 2, 3), municipalities["Zandmeer"])
    other = keys(reason="the next person of this test", ids=[register(actor=region.owner, new=new, today=TODAY)])[0]

    def again() -> int:
        return services.use_room(
            actor=region.owner,
            room_id=pk,
            person_id=other.id,
            compartment_id=other.compartment_id,
            words="",
            today=TODAY,
        )

    with pytest.raises(Refused, match="ROOM_FULL"):
        again()
    with pytest.raises(NoGrant):
        services.stop_using(actor=cast.outsider, use_id=use, today=TODAY)
    services.stop_using(actor=region.owner, use_id=use, today=TODAY)
    assert again() and selectors.room(pk).used == 1
    services.end_room(actor=region.board, room_id=pk, why="De regel is gewijzigd", expected_version=1, today=TODAY)
    with pytest.raises(Refused, match="ROOM_ENDED"):
        again()
    assert selectors.rooms_in_force(TODAY) == []


@pytest.mark.capability(81)
def test_whoever_writes_room_down_is_asked_to_look_back_and_told_that_it_ends(region):
    pk = services.agree_room(actor=region.funder, new=_room(region), bottleneck_id=None, today=TODAY)
    look = TODAY + timedelta(days=180)
    assert selectors.due_for(region.funder, look - timedelta(days=1)) == []
    assert [d.code for d in selectors.due_for(region.funder, look)] == [SteeringAlert.ROOM_TO_EVALUATE]
    services.evaluate_room(
        actor=region.funder,
        room_id=pk,
        evaluation="Vier mensen konden verhuizen",
        next_on=None,
        expected_version=1,
        today=look,
    )
    assert selectors.due_for(region.funder, look) == []
    assert [d.code for d in selectors.due_for(region.board, TODAY + timedelta(days=340))] == [SteeringAlert.ROOM_ENDS]
    assert selectors.due_for(region.owner, look) == [], "who works on cases has another list"


@pytest.mark.capability(78, 79, 81)
def test_a_no_at_a_place_becomes_a_question_an_answer_a_rule_that_is_relaxed_and_somebody_who_moves_in(
    region, cast, at_the_table, place
):
    person = at_the_table
    with transaction.atomic():
        add_criteria(
            actor=SYSTEM,
            criteria=[
                NewCriterion(
                    "no-use", "PLACE", "substance_use", "IN", ("none",), "ORGANISATIONAL", "Thuishaven", TODAY,
                    place_code="P1", relaxable=True,
                )
            ],
        )  # fmt: skip
    open_need(
        actor=cast.owner,
        new=NewNeed(
            person.id,
            person.compartment_id,
            person.dossier_id,
            date(2026, 3, 1),
            NeedValues(settings=("BW",), priority=3),
        ),
    )
    note_fact(
        actor=cast.owner, person_id=person.id, compartment_id=person.compartment_id,
        new=NewFact(FactCode.SUBSTANCE_USE, "active", TODAY, "GGZ"),
    )  # fmt: skip

    def verdict(on: date = TODAY):
        page = fit_page(cast.owner, person.id, today=on, now=NOW)
        return page, next(o for o in page.options if o.at == str(place))

    page, option = verdict()
    assert option.verdict is Outcome.DOES_NOT_FIT and not option.liftable
    assert bottlenecks_of(everybody_who_waits(today=TODAY, now=NOW)).without == 1
    # It grows out of the verdict, with the rule that it is about.
    hindrance = next(h for h in from_verdicts(page) if "no-use" in h.criteria)
    assert hindrance.places == 1 and hindrance.owner == "Thuishaven"
    new = NewBottleneck(
        region.described(title=hindrance.title, classes=hindrance.classes), hindrance.key, hindrance.criteria
    )
    pk = services.grow(actor=cast.owner, met=region.met(place_id=hindrance.place_id), new=new, today=TODAY)
    # The funders answer, and write down the room.
    question = region.ask(pk)
    services.answer(
        actor=region.funder, question_id=question, given=Answer.ROOM, reasons="Met begeleiding kan het", today=TODAY
    )
    room = services.agree_room(
        actor=region.funder, new=_room(region, criteria=hindrance.criteria), bottleneck_id=pk, today=TODAY
    )
    # From that moment the verdict names it, and only for as long as it was agreed.
    _page, option = verdict()
    assert option.verdict is Outcome.DOES_NOT_FIT and option.liftable
    assert [r.id for r in option.remedy_sets[0].remedies] == [f"room-{room}"] and option.remedy_sets[0].cost == 0
    assert not verdict(TODAY + timedelta(days=365))[1].liftable
    # The round reckons with it, the table decides, and somebody moves in.
    gathered = gather(
        needs(cast.table_chair, purpose=PLACEMENT),
        snapshot(today=TODAY, now=NOW),
        today=TODAY,
        reason="a round in a test",
    )
    compute_round(actor=cast.table_chair, gathered=gathered, budget=0, now=NOW)
    proposal, _round = proposal_for(cast.table_chair, person.id, purpose=PLACEMENT)
    assert (proposal.kind, proposal.remedies) == ("PLACE", (f"room-{room}",))
    need = needs(cast.table_chair, purpose=PLACEMENT)[0]
    late = Decision(need.id, DecisionOutcome.ACCEPTED, "Te laat", OptionKind.PLACE, place, (f"room-{room}",))
    with pytest.raises(Refused, match="REMEDY_NOT_NOW"):
        decide(actor=cast.table_chair, today=TODAY + timedelta(days=365), now=NOW, decision=late)
    decide(
        actor=cast.table_chair, today=TODAY, now=NOW,
        decision=Decision(need.id, DecisionOutcome.ACCEPTED, "Met de ruimte", OptionKind.PLACE, place, (f"room-{room}",)),
    )  # fmt: skip
    assert Booking.objects.count() == 1
    after = bottlenecks_of(everybody_who_waits(today=TODAY, now=NOW))
    assert (after.waiting, after.without) == (0, 0), "the region counts one fewer"
    # The answer has come home in the case.
    (case,) = selectors.case_page(cast.owner, person.id, purpose=CARE).cases
    services.hear(actor=cast.owner, case_id=case.id, question_id=question, effect=Effect.HELPS, words="", today=TODAY)
    services.use_room(
        actor=cast.owner, room_id=room, person_id=person.id, compartment_id=person.compartment_id, words="", today=TODAY
    )
    services.end_room(actor=region.board, room_id=room, why="Beter geregeld", expected_version=1, today=TODAY)
    assert f"room-{room}" not in remedies(today=TODAY + timedelta(days=1))
    assert Booking.objects.count() == 1, "what it made possible stands"


@pytest.mark.capability(81)
def test_room_begins_and_ends_on_its_days_and_nothing_brings_it_back(region):
    start = TODAY + timedelta(days=30)
    more = {"start": start, "end": start + timedelta(days=90), "evaluate_on": start + timedelta(days=60)}
    pk = services.agree_room(actor=region.funder, new=_room(region, **more), bottleneck_id=None, today=TODAY)
    person = region.somebody

    def use(on: date) -> int:
        return services.use_room(
            actor=region.owner,
            room_id=pk,
            person_id=person.id,
            compartment_id=person.compartment_id,
            words="",
            today=on,
        )

    with pytest.raises(Refused, match="ROOM_NOT_YET"):
        use(TODAY)
    over = more["end"] + timedelta(days=5)
    with pytest.raises(Refused, match="ROOM_ENDED"):
        use(over)
    with pytest.raises(Refused, match="ROOM_ENDED"):
        services.extend_room(
            actor=region.funder, room_id=pk, end=over + timedelta(days=9), why_longer="", expected_version=1, today=over
        )
    with pytest.raises(Refused, match="ROOM_ENDED"):
        services.end_room(actor=region.funder, room_id=pk, why="Klaar", expected_version=1, today=over)


@pytest.mark.capability(66, 81)
def test_a_round_does_not_reckon_with_what_begins_later(region, cast, at_the_table, place):
    person = at_the_table
    with transaction.atomic():
        add_criteria(
            actor=SYSTEM,
            criteria=[
                NewCriterion(
                    "no-use", "PLACE", "substance_use", "IN", ("none",), "ORGANISATIONAL", "Thuishaven", TODAY,
                    place_code="P1", relaxable=True,
                )
            ],
        )  # fmt: skip
    need = NewNeed(
        person.id, person.compartment_id, person.dossier_id, date(2026, 3, 1), NeedValues(settings=("BW",), priority=3)
    )
    open_need(actor=cast.owner, new=need)
    fact = NewFact(FactCode.SUBSTANCE_USE, "active", TODAY, "GGZ")
    note_fact(actor=cast.owner, person_id=person.id, compartment_id=person.compartment_id, new=fact)
    more = {"start": TODAY + timedelta(days=30), "criteria": ("no-use",)}
    services.agree_room(actor=region.funder, new=_room(region, **more), bottleneck_id=None, today=TODAY)
    for today, kind in ((TODAY, ""), (TODAY + timedelta(days=30), "PLACE")):
        register = snapshot(today=today, now=NOW)
        waits = needs(cast.table_chair, purpose=PLACEMENT)
        gathered = gather(waits, register, today=today, reason="a round in a test")
        compute_round(
            actor=cast.table_chair, gathered=gathered, budget=0, now=NOW + timedelta(days=(today - TODAY).days)
        )
        assert proposal_for(cast.table_chair, person.id, purpose=PLACEMENT)[0].kind == kind, today
