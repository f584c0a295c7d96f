"""Reading along by consent, weighing, what ends by itself, and what is kept when something is not shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.selectors import may_read
from samenhang.access.services import join_case, leave_case
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Role
from samenhang.directory.models import Membership, User
from samenhang.directory.selectors import actor_of
from samenhang.engines import sharing as engine
from samenhang.legal.enums import TitleCode
from samenhang.legal.services import NewTitle, record_title
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.people.selectors import person
from samenhang.privacy.adapters import Circumstances
from samenhang.privacy.enums import GivenBy, GivenHow, RequestKind, RequestOutcome, ToldHow, WeighingGround
from samenhang.privacy.selectors import Matter, answers, disclosures_of
from samenhang.privacy.services import (
    Given,
    NewConsent,
    NewWeighing,
    Part,
    Sharing,
    answer_request,
    ask_consent,
    keep_to_oneself,
    look_again,
    make_request,
    share,
    weigh,
)
from tests.conftest import TODAY
from tests.privacy.conftest import employ

pytestmark = [pytest.mark.django_db, pytest.mark.capability(114)]
CARE = Purpose.CARE_COORDINATION


@pytest.fixture
def treater(cast, somebody, organisations):
    """Somebody who treats this person at the mental health provider."""
    actor = employ("treater", organisations["ggz"], Role.PROFESSIONAL)
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.TREATER, start=date(2026, 2, 1),
        user_id=actor.user_id, organisation_id=organisations["ggz"],
    )  # fmt: skip
    return actor


@pytest.fixture
def supporter(organisations):
    """Somebody who supports people at the sheltered living provider and takes no part yet."""
    return employ("supporter", organisations["shelter"], Role.PROFESSIONAL)


def team_matter(organisations, colleague=None, **more):
    values = {
        "recipient_organisation_id": organisations["shelter"], "recipient_role": engine.Role.BW_PROVIDER,
        "sender_role": engine.Role.LIFE_COURSE_COORD, "purpose": engine.Purpose.CARE_COORDINATION, "stage": engine.Stage.PLAN,
        "recipient_user_id": colleague.user_id if colleague else None, **more,
    }  # fmt: skip
    return Matter(**values)


def agreed(cast, somebody, organisations, category, matter, until=date(2027, 3, 1)):
    return ask_consent(
        actor=cast.owner,
        new=NewConsent(
            somebody.id, somebody.compartment_id, matter.recipient_organisation_id, matter.recipient_role, category, matter.purpose, "Uitleg.", until
        ),
        today=TODAY,
        given=Given(GivenHow.SIGNED, GivenBy.CLIENT, TODAY),
    )  # fmt: skip


def send(actor, somebody, matter, category, words="Wil eerst rust en een eigen kamer.", **more):
    values = {
        "person_id": somebody.id, "matter": matter, "parts": (Part(category, words=words),), "necessity": "Het team begint maandag.",
        "conditions_kept": True, "contact": "Owner", "told_how": ToldHow.IN_PERSON, **more,
    }  # fmt: skip
    return share(actor=actor, sharing=Sharing(**values), today=TODAY)


def test_by_consent_a_colleague_reads_along_in_that_category_only_and_until_the_consent_ends(
    cast, somebody, organisations, supporter
):
    matter = team_matter(organisations, supporter)
    agreed(cast, somebody, organisations, Category.PLAN_GOALS, matter)
    send(cast.owner, somebody, matter, Category.PLAN_GOALS)
    assert may_read(supporter, somebody.compartment_id, Category.PLAN_GOALS)
    assert not may_read(supporter, somebody.compartment_id, Category.SIGNAL_PLAN)
    assert not may_read(supporter, somebody.compartment_id, Category.TITLE_FACT)
    row = disclosures_of(cast.owner, somebody.id, purpose=CARE)[0]
    assert row.rule_id == "D43" and row.expires_on == date(2027, 3, 1)


def test_what_was_opened_ends_with_the_job_and_with_taking_part(cast, somebody, organisations, supporter):
    seat = join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.SUPPORTER, start=date(2026, 3, 1),
        user_id=supporter.user_id, organisation_id=organisations["shelter"],
    )  # fmt: skip
    matter = team_matter(organisations, supporter)
    agreed(cast, somebody, organisations, Category.SIGNAL_PLAN, matter)
    send(cast.owner, somebody, matter, Category.SIGNAL_PLAN)
    assert may_read(supporter, somebody.compartment_id, Category.SIGNAL_PLAN)
    Membership.objects.filter(user_id=supporter.user_id).update(end=TODAY)
    gone = actor_of(User.objects.get(pk=supporter.user_id), today=TODAY)
    assert not may_read(gone, somebody.compartment_id, Category.SIGNAL_PLAN), "the job ended"
    Membership.objects.filter(user_id=supporter.user_id).update(end=None)
    leave_case(actor=cast.owner, participation_id=seat.pk, on=TODAY)
    assert not may_read(supporter, somebody.compartment_id, Category.SIGNAL_PLAN), "taking part ended"


def test_the_colleague_hears_that_something_was_shared_and_not_what(cast, somebody, organisations, supporter):
    matter = team_matter(organisations, supporter)
    agreed(cast, somebody, organisations, Category.PLAN_GOALS, matter)
    assert not Notification.objects.filter(kind=Kind.SHARED_WITH_YOU).exists()
    send(cast.owner, somebody, matter, Category.PLAN_GOALS)
    (told,) = Notification.objects.filter(kind=Kind.SHARED_WITH_YOU)
    assert (told.user_id, told.path) == (supporter.user_id, f"/people/{somebody.id}/")


def test_nobody_shares_what_they_cannot_read(cast, somebody, organisations, supporter):
    matter = team_matter(organisations, supporter, sender_role=engine.Role.GGZ_TREATER)
    with pytest.raises(NoGrant):
        send(cast.owner, somebody, matter, Category.MEDICAL)


def test_nobody_shares_with_a_colleague_who_does_not_work_there(cast, somebody, organisations):
    matter = team_matter(organisations, cast.outsider)
    agreed(cast, somebody, organisations, Category.PLAN_GOALS, matter)
    with pytest.raises(Refused, match="NOT_THERE"):
        send(cast.owner, somebody, matter, Category.PLAN_GOALS)


def test_one_part_that_is_not_allowed_stops_the_whole(cast, somebody, organisations, supporter):
    matter = team_matter(organisations, supporter)
    agreed(cast, somebody, organisations, Category.PLAN_GOALS, matter)
    parts = (Part(Category.PLAN_GOALS, words="Rust."), Part(Category.INCIDENT, words="Iets van vroeger."))
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        send(cast.owner, somebody, matter, Category.PLAN_GOALS, parts=parts)
    assert disclosures_of(cast.owner, somebody.id, purpose=CARE) == []
    assert not may_read(supporter, somebody.compartment_id, Category.PLAN_GOALS), "nothing is half done"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"necessity": "omdat"}, "NECESSITY_MISSING"), ({"conditions_kept": False}, "CONDITIONS_NOT_KEPT"), ({"parts": ()}, "NOTHING_CHOSEN")],
)  # fmt: skip
def test_sharing_asks_why_and_the_promise_and_what(cast, somebody, organisations, supporter, change, code):
    matter = team_matter(organisations, supporter)
    agreed(cast, somebody, organisations, Category.PLAN_GOALS, matter)
    with pytest.raises(Refused, match=code):
        send(cast.owner, somebody, matter, Category.PLAN_GOALS, **change)


def test_an_objection_counts_at_once_until_it_is_declined_with_reasons(cast, somebody, treater, organisations):
    other = employ("other-treater", organisations["other"], Role.PROFESSIONAL)
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.TREATER, start=date(2026, 2, 1),
        user_id=other.user_id, organisation_id=organisations["other"],
    )  # fmt: skip
    matter = Matter(
        organisations["other"], engine.Role.GGZ_TREATER, engine.Role.GGZ_TREATER, engine.Purpose.CARE, engine.Stage.TREATMENT, other.user_id
    )  # fmt: skip

    def decision():
        row = person(treater, somebody.id, purpose=CARE)
        return answers(treater, row, Category.MEDICAL, matter, today=TODAY)[0].verdict.decision

    assert decision() == "ALLOW_WITH_CONDITIONS", "those who treat together share"
    request = make_request(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, kind=RequestKind.OBJECTION,
        text="Ik wil niet dat zij dit weten.", today=TODAY, categories=Category.MEDICAL,
    )  # fmt: skip
    assert decision() == "BLOCK"
    answer_request(
        actor=cast.owner, request_id=request, outcome=RequestOutcome.DECLINED, answer="Zij geven samen de medicatie.", today=TODAY
    )  # fmt: skip
    assert decision() == "ALLOW_WITH_CONDITIONS"


@pytest.fixture
def danger(organisations):
    """A treater who wants to warn the sheltered living provider, and weighs a conflict of duties."""
    return team_matter(
        organisations,
        sender_role=engine.Role.GGZ_TREATER,
        purpose=engine.Purpose.CRISIS,
        stage=engine.Stage.CRISIS,
        circumstances=Circumstances(ground=engine.Ground.DUTY_CONFLICT, motivation="Hij heeft een mes bij zich."),
    )


def weighed(actor, somebody, ground=WeighingGround.DUTY_CONFLICT, **more):
    words = dict.fromkeys(
        ("danger", "how_soon", "asked_consent", "alternatives", "why_it_helps", "minimum", "consulted", "tell_client"), "Een antwoord in woorden."
    )  # fmt: skip
    new = NewWeighing(ground=ground, **{**words, **more})
    return weigh(actor=actor, person_id=somebody.id, compartment_id=somebody.compartment_id, new=new, today=TODAY)


def test_against_secrecy_nothing_goes_without_the_form_by_the_same_person(cast, somebody, treater, danger):
    with pytest.raises(Refused, match="WEIGHING_MISSING"):
        send(treater, somebody, danger, Category.SAFETY_ALERT, words="Ga niet alleen naar binnen.")
    of_another = weighed(cast.owner, somebody)
    with pytest.raises(Refused, match="WEIGHING_MISSING"):
        send(
            treater,
            somebody,
            danger,
            Category.SAFETY_ALERT,
            words="Ga niet alleen naar binnen.",
            weighing_id=of_another,
        )
    own = weighed(treater, somebody)
    assert send(
        treater, somebody, danger, Category.SAFETY_ALERT, words="Ga niet alleen naar binnen.", weighing_id=own
    ).disclosures


def test_a_weighing_answers_every_question_and_a_second_person_looks(cast, somebody, treater):
    with pytest.raises(Refused, match="FORM_INCOMPLETE"):
        weighed(treater, somebody, alternatives=" ")
    weighing = weighed(treater, somebody)
    with pytest.raises(NoGrant, match="NOT_YOUR_OWN_WEIGHING"):
        look_again(actor=treater, weighing_id=weighing, agrees=True, note="Ik ben het met mezelf eens.")
    look_again(actor=cast.owner, weighing_id=weighing, agrees=False, note="Bellen had gekund, zonder inhoud.")
    with pytest.raises(Refused, match="REVIEWED"):
        look_again(actor=cast.owner, weighing_id=weighing, agrees=True, note="Bij nader inzien toch wel.")


@pytest.mark.capability(54)
def test_a_handover_keeps_what_was_left_out_and_what_would_have_opened_it(cast, somebody, organisations):
    matter = team_matter(organisations, stage=engine.Stage.HANDOVER, purpose=engine.Purpose.HANDOVER)
    keep_to_oneself(
        actor=cast.owner, person_id=somebody.id, categories=Category.SIGNAL_PLAN | Category.RISK_ASSESSMENT, matter=matter,
        why="De cliënt is nog niet gevraagd.", today=TODAY,
    )  # fmt: skip
    rows = disclosures_of(cast.owner, somebody.id, purpose=CARE)
    assert {r.human_decision for r in rows} == {"NOT_SHARED"} and {c for r in rows for c in r.categories} == {
        Category.SIGNAL_PLAN,
        Category.RISK_ASSESSMENT,
    }
    assert all(r.opens and r.rule_id for r in rows)


def test_what_rests_on_a_title_ends_with_the_title(cast, somebody, treater, organisations):
    end = TODAY + timedelta(days=30)
    record_title(
        actor=cast.owner,
        new=NewTitle(somebody.id, somebody.compartment_id, somebody.dossier_id, TitleCode.TBS_DV, date(2024, 12, 23), end, None, "Rechtbank"),
        birth_date=date(1988, 7, 3),
    )  # fmt: skip
    matter = Matter(
        organisations["ggz"], engine.Role.PSYCHIATRIST, engine.Role.FZ_TREATER, engine.Purpose.COMPULSORY_CARE, engine.Stage.TITLE_END,
        circumstances=Circumstances(established=frozenset({"care_needed", "decision_25"})),
    )  # fmt: skip
    row = person(treater, somebody.id, purpose=CARE)
    answer = answers(treater, row, Category.TITLE_FACT, matter, today=TODAY)[0]
    assert answer.verdict.rule_id == "D04" and answer.ends_with_title == end
    early = replace(matter, circumstances=Circumstances())
    assert not answers(treater, row, Category.TITLE_FACT, early, today=TODAY)[0].verdict.allowed
