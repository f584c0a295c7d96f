"""Weighing together what is right, and a short question to an expert who sees nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samenhang.access.enums import Purpose
from samenhang.access.selectors import who_knows
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.conferences import selectors, services
from samenhang.conferences.enums import AgeBand, Channel, Dilemma, PointKind, Product, TalkAlert
from samenhang.conferences.models import Consultation, ConsultationRequest, Point
from samenhang.conferences.rules import age_band
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.picture.enums import LifeDomain
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION
LATER = TODAY + timedelta(days=90)


def weighed(around, **more):
    given = {
        "about": Dilemma.STAFF_SAFETY_OR_STAY, "dilemma": "Mag zij blijven als het team bang is?", "held_on": TODAY,
        "attendees": "Team, GGZ, mevrouw zelf", "evaluate_on": LATER,
    }  # fmt: skip
    return services.DeliberationValues(**{**given, **more})


@pytest.fixture
def deliberation(around, held) -> int:
    return services.deliberate(
        actor=around.owner, person_id=around.person.id, compartment_id=around.person.compartment_id,
        values=weighed(around), conference_id=held, today=TODAY,
    )  # fmt: skip


def say(around, deliberation, kind, text, **more):
    return services.say(
        actor=around.owner, kind=kind, values=services.PointValues(text, **more), deliberation_id=deliberation
    )


@pytest.mark.capability(95)
def test_a_dilemma_is_weighed_with_values_options_and_arguments(around, deliberation):
    say(around, deliberation, PointKind.VALUE, "Een vaste plek", who="Mevrouw zelf")
    stay = say(around, deliberation, PointKind.OPTION, "Blijven met een tweede medewerker")
    say(around, deliberation, PointKind.ARGUMENT_FOR, "Zij kent iedereen", option_id=stay)
    with pytest.raises(Refused, match="OPTION_MISSING"):
        say(around, deliberation, PointKind.ARGUMENT_AGAINST, "Kost meer")
    with pytest.raises(Refused, match="WHO_MISSING"):
        say(around, deliberation, PointKind.VALUE, "Veiligheid")
    with pytest.raises(Refused, match="NOT_THIS_KIND"):
        say(around, deliberation, PointKind.DECISION, "Zij blijft", why="Daarom")
    with pytest.raises(Refused, match="ARGUMENTS_LEFT"):
        services.take_back(actor=around.owner, table=Point, pk=stay)
    points = selectors.points(around.owner, purpose=CARE, deliberation_id=deliberation)
    assert [p.kind for p in points] == ["VALUE", "OPTION", "ARGUMENT_FOR"]
    assert selectors.points(around.outsider, purpose=CARE, deliberation_id=deliberation) == ()


@pytest.mark.capability(95)
def test_an_option_of_another_deliberation_takes_no_argument(around, deliberation):
    other = services.deliberate(
        actor=around.owner, person_id=around.person.id, compartment_id=around.person.compartment_id,
        values=weighed(around), today=TODAY,
    )  # fmt: skip
    option = say(around, other, PointKind.OPTION, "Verhuizen")
    with pytest.raises(Refused, match="OPTION_MISSING"):
        say(around, deliberation, PointKind.ARGUMENT_FOR, "Rust", option_id=option)


@pytest.mark.capability(95)
def test_the_joint_grounds_are_looked_at_again_on_their_day(around, deliberation):
    services.change_deliberation(
        actor=around.owner, deliberation_id=deliberation, values=weighed(around, grounds="Samen veilig blijven"),
        expected_version=1,
    )  # fmt: skip
    with pytest.raises(Conflict):
        services.change_deliberation(
            actor=around.owner, deliberation_id=deliberation, values=weighed(around), expected_version=1
        )
    alerts = selectors.attention(around.owner, [around.person.id], purpose=CARE, today=TODAY)
    assert [a.until for a in alerts if a.code == TalkAlert.DELIBERATION_TO_EVALUATE] == [LATER]
    services.evaluate_deliberation(
        actor=around.owner, deliberation_id=deliberation, on=TODAY, evaluation="Het team is rustiger.", today=TODAY
    )
    with pytest.raises(Refused, match="DELIBERATION_EVALUATED"):
        say(around, deliberation, PointKind.VALUE, "Nog iets", who="Team")
    with pytest.raises(Refused, match="ENDS_BEFORE_START"):
        services.deliberate(
            actor=around.owner, person_id=around.person.id, compartment_id=around.person.compartment_id,
            values=weighed(around, evaluate_on=TODAY), today=TODAY,
        )  # fmt: skip


# ---- asking an expert


def ask(around, actor=None, **more):
    given = {
        "question": "Iemand met een psychose en een verstandelijke beperking slaapt al weken niet. Waar let ik op?",
        "asked_of_id": around.organisations["other"], "channel": Channel.PHONE, "age_band": AgeBand.TO_39,
        "domains": [LifeDomain.MENTAL_HEALTH], "person_id": around.person.id, "compartment_id": around.person.compartment_id,
    }  # fmt: skip
    return services.ask_expert(actor=actor or around.owner, new=services.NewQuestion(**{**given, **more}), today=TODAY)


def answer(around, pk, **more):
    given = {"answer": "Kijk eerst naar de medicatie.", "minutes": 12, "product": Product.GGZ_SOCIAL_DOMAIN}
    services.answer_question(
        actor=around.outsider,
        request_id=pk,
        new=services.NewAnswer(**{**given, **more}, channel=Channel.PHONE),
        today=TODAY,
    )


@pytest.mark.capability(110)
def test_the_expert_sees_the_question_and_nobody(around):
    before = who_knows(around.person.dossier_id)
    pk = ask(around)
    [row] = selectors.inbox(around.outsider)
    assert (row.id, row.age_band, row.domains, row.asked_by) == (pk, "TO_39", ("MENTAL_HEALTH",), "Owner")
    assert who_knows(around.person.dossier_id) == before
    fields = {f.name for f in ConsultationRequest._meta.get_fields()}
    assert not fields & {"person", "dossier", "compartment", "consultation"}, "there is no way back to the person"
    assert selectors.consultations_of(around.outsider, around.person.id, purpose=CARE) == []
    assert selectors.inbox(around.owner) == [] and selectors.question(around.supporter, pk) is None


@pytest.mark.capability(110)
@pytest.mark.parametrize(
    "names",
    [
        "Mevrouw Populier slaapt al weken niet. Waar let ik op?",
        "Zij is geboren op 3-7-1988 en slaapt al weken niet.",
        "Zij is geboren op 3 juli '88 en slaapt al weken niet.",
        "Zij (1988-07-03) slaapt al weken niet. Waar let ik op?",
    ],
)
def test_a_question_that_names_somebody_is_refused(around, names):
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        ask(around, question=names)
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        ask(around, question=f"Over {around.person.number}: zij slaapt al weken niet")
    assert ConsultationRequest.objects.count() == 0


@pytest.mark.capability(110)
def test_the_answer_comes_back_to_who_it_was_asked_for_with_time_and_product(around):
    pk = ask(around)
    assert Notification.objects.filter(kind=Kind.CONSULTATION_ASKED, user_id=around.outsider.user_id).count() == 1
    answer(around, pk)
    [row] = selectors.consultations_of(around.supporter, around.person.id, purpose=CARE)
    assert (row.answer, row.answered_on, row.request_id) == ("Kijk eerst naar de medicatie.", TODAY, pk)
    [mine] = selectors.asked_by(around.owner)
    assert (mine.minutes, mine.product) == (12, Product.GGZ_SOCIAL_DOMAIN)
    with pytest.raises(Refused, match="ALREADY_ANSWERED"):
        answer(around, pk)
    services.say_what_it_brought(actor=around.owner, request_id=pk, avoided_referral=True)
    assert selectors.question(around.owner, pk).avoided_referral
    with pytest.raises(NoGrant):
        services.say_what_it_brought(actor=around.outsider, request_id=pk, avoided_referral=False)


@pytest.mark.capability(110)
def test_only_who_was_asked_answers(around):
    pk = ask(around)
    for actor in (around.owner, around.supporter, around.process):
        with pytest.raises(NoGrant, match="NOT_YOURS"):
            services.answer_question(
                actor=actor, request_id=pk, today=TODAY,
                new=services.NewAnswer("Rust", 5, Product.CONTRACT, Channel.PHONE),
            )  # fmt: skip
    with pytest.raises(Refused, match="NO_TIME"):
        answer(around, pk, minutes=0)


@pytest.mark.capability(110)
def test_a_question_may_be_about_nobody_and_go_to_one_colleague(around, cast):
    pk = ask(around, person_id=None, compartment_id=None, expert_id=around.outsider.user_id)
    assert Consultation.objects.for_rule("a test looks whether anything is kept").count() == 0
    assert selectors.questions_waiting(around.outsider) == 1
    answer(around, pk)
    assert selectors.questions_waiting(around.outsider) == 0
    with pytest.raises(Refused, match="NOT_A_COLLEAGUE_THERE"):
        ask(around, expert_id=around.supporter.user_id)
    with pytest.raises(NoGrant):  # who may not write goals keeps nothing with the person
        ask(around, actor=around.supporter)
    with pytest.raises(NoGrant):
        ask(around, actor=cast.funder, person_id=None, compartment_id=None)


def test_an_age_becomes_a_band_that_points_at_nobody():
    assert [age_band(a) for a in (None, 18, 22, 23, 39, 64, 65, 103)] == [
        None, "TO_22", "TO_22", "TO_29", "TO_39", "TO_64", "OLDER", "OLDER",
    ]  # fmt: skip
