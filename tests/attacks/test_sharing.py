"""Somebody who may share a little tries to share more, or to read what is not theirs any more."""

from __future__ import annotations

import pytest

from samenhang.access.enums import CaseRole, EmergencyReason, Purpose, RestrictionReason, ReviewOutcome
from samenhang.access.services import break_glass, join_case, restrict, review_emergency
from samenhang.audit.models import AuditLine
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.models import Membership, User
from samenhang.directory.selectors import actor_of
from samenhang.people.selectors import keys, people, person
from samenhang.people.services import NewPerson, register
from samenhang.privacy.enums import GivenHow
from samenhang.privacy.models import Disclosure, SharedCopy
from samenhang.privacy.selectors import copies_for
from samenhang.privacy.services import answer_consent, withdraw_consent
from tests.conftest import TODAY
from tests.privacy.test_housing import tell

pytestmark = pytest.mark.django_db
WHY = "a test looks at the outcome"
SUPPORT = Purpose.SUPPORT


def form(housing_id: int, **more) -> dict:
    """What a browser sends when a sentence about a home is shared."""
    values = {
        "receiver": f"{housing_id}:HOUSING_ASSOC", "sender": "LIFE_COURSE_COORD", "categories": ["HOUSING_NEEDS"],
        "purpose": "HOUSING_MATCH", "stage": "HOUSING_MATCH", "share-necessity": "Zonder dit krijgt zij weer een drukke flat.",
        "share-contact": "Owner, 0500-10000", "share-kept": "on",
    }  # fmt: skip
    return {**values, **more}


def nothing_left(before: int) -> bool:
    return Disclosure.objects.for_rule(WHY).count() == before and SharedCopy.objects.for_rule(WHY).count() == 0


@pytest.mark.capability(114)
@pytest.mark.parametrize(
    "forged",
    [
        {"categories": ["HOUSING_NEEDS", "MEDICAL"], "share-words_MEDICAL": "diagnose"},
        {"categories": ["MEDICAL"], "share-words_MEDICAL": "diagnose", "established": ["necessity", "x"]},
        {"categories": ["INCIDENT"], "share-words_INCIDENT": "brand", "ground": "EXPLICIT_CONSENT"},
        {"categories": ["32767"]},
        {"categories": ["ALL", "HOUSING_NEEDS"]},
        {"receiver": "1:HOUSING_ASSOC"},
        {"receiver": "999999:HOUSING_ASSOC"},
        {"receiver": "x"},
        {"sender": "POLICE"},
        {"sender": "TREATER", "ground": "FORCE_MAJEURE"},
        {"purpose": "STATISTICS"},
        {"stage": "CLOSED"},
        {"share-refs_HOUSING_NEEDS": ["need:999999"]},
        {"share-refs_HOUSING_NEEDS": ["words", "name", "title:0"]},
        {"share-words_HOUSING_NEEDS": "Zij hoort stemmen."},
        {"share-colleague": "1"},
        {"share-weighing": "1"},
        {"share-kept": ""},
    ],
)
def test_forged_fields_of_the_form_share_nothing(
    cast,
    somebody,
    officer,
    housing,
    low_stimulus,
    consent,
    as_persona,
    forged,
):
    answer = as_persona("owner").post(f"/people/{somebody.id}/share/do/", form(housing, **forged))
    assert answer.status_code in {422, 403, 409}
    assert nothing_left(0) and copies_for(officer, purpose=SUPPORT, today=TODAY) == []


@pytest.mark.parametrize("who", ["outsider", "officer", "chair"])
def test_who_may_not_read_it_cannot_share_it(
    cast,
    at_the_table,
    officer,
    housing,
    low_stimulus,
    consent,
    as_persona,
    who,
):
    body = form(housing, **{"categories": ["TREATMENT_PLAN"], "share-words_TREATMENT_PLAN": "Elke week een gesprek."})
    answer = as_persona(who).post(f"/people/{at_the_table.id}/share/do/", body)
    assert answer.status_code in {403, 404, 422}
    assert nothing_left(0)


def test_a_weighing_of_a_colleague_or_of_another_person_is_not_ones_own(
    cast,
    somebody,
    officer,
    housing,
    low_stimulus,
    consent,
    as_persona,
):
    for number in ("1", "999999", "-1", "x"):
        body = form(housing, **{"share-weighing": number, "ground": "FORCE_MAJEURE", "categories": ["MEDICAL"]})
        assert as_persona("owner").post(f"/people/{somebody.id}/share/do/", body).status_code in {422, 409, 403}
    assert nothing_left(0)


@pytest.mark.capability(114)
def test_the_receiver_reads_nothing_any_more_after_leaving(
    cast,
    somebody,
    officer,
    housing_matter,
    low_stimulus,
    consent,
):
    tell(cast, somebody, housing_matter)
    assert copies_for(officer, purpose=SUPPORT, today=TODAY)
    Membership.objects.filter(user_id=officer.user_id).update(end=TODAY)
    gone = actor_of(User.objects.get(pk=officer.user_id), today=TODAY)
    assert copies_for(gone, purpose=SUPPORT, today=TODAY) == []


@pytest.mark.capability(115)
def test_after_withdrawal_neither_the_page_nor_the_api_nor_a_search_shows_it(
    cast,
    somebody,
    officer,
    housing_matter,
    low_stimulus,
    consent,
    as_persona,
):
    tell(cast, somebody, housing_matter)
    assert "prikkelarm" in as_persona("officer").get("/shared/").content.decode()
    withdraw_consent(actor=cast.owner, consent_id=consent, how=GivenHow.SPOKEN, today=TODAY)
    page = as_persona("officer").get("/shared/").content.decode()
    assert "prikkelarm" not in page and "Populier" not in page


def test_nobody_answers_or_withdraws_the_consent_of_somebody_else_in_the_portal(
    cast,
    somebody,
    housing,
    consent,
    municipalities,
    as_persona,
):
    other = register(actor=cast.outsider, new=NewPerson("Meneer Els", None, municipalities["Turfwolde"]), today=TODAY)
    their = keys(reason=WHY, ids=[other])[0]
    client = User.objects.create_user("meneer", name="Meneer Els", is_persona=True)
    join_case(actor=cast.outsider, dossier_id=their.dossier_id, role=CaseRole.CLIENT, start=TODAY, user_id=client.pk)
    actor = actor_of(client, today=TODAY)
    with pytest.raises(NoGrant):
        answer_consent(actor=actor, consent_id=consent, agreed=True, today=TODAY)
    with pytest.raises(NoGrant):
        withdraw_consent(actor=actor, consent_id=consent, how=GivenHow.PORTAL, today=TODAY)
    with pytest.raises(NoGrant):
        withdraw_consent(actor=cast.outsider, consent_id=consent, how=GivenHow.SPOKEN, today=TODAY)


@pytest.mark.capability(118)
def test_no_emergency_without_a_reason_and_nobody_reviews_their_own(cast, somebody, as_persona):
    body = {"reason": "SUICIDE_RISK", "explanation": "", "name": "Mevrouw Populier", "birth_date": "1988-07-03"}
    assert as_persona("outsider").post("/emergency/", body).status_code == 422
    assert as_persona("outsider").get(f"/people/{somebody.id}/").status_code == 404
    access = break_glass(
        actor=cast.outsider, dossier_id=somebody.dossier_id, reason=next(iter(EmergencyReason)),
        explanation="Zij staat op het dak en belt ons.",
    )  # fmt: skip
    for actor in (cast.outsider, cast.owner):
        with pytest.raises(NoGrant):
            review_emergency(
                actor=actor, access_id=access, outcome=next(iter(ReviewOutcome)), note="Dat was zeker nodig."
            )
    assert as_persona("owner").post(f"/emergency/{access}/end/").status_code in {302, 409}
    assert person(cast.outsider, somebody.id, purpose=Purpose.CARE_COORDINATION), "only its owner or a review ends it"
    assert AuditLine.objects.filter(act="BREAK_GLASS", user_id=cast.outsider.user_id).count() == 1


@pytest.mark.capability(119)
def test_a_restricted_person_is_not_found_by_list_search_count_or_export(cast, at_the_table, as_persona):
    before = people(cast.table_chair, purpose=Purpose.CARE_COORDINATION)[1]
    restrict(
        actor=cast.owner,
        dossier_id=at_the_table.dossier_id,
        reason=next(iter(RestrictionReason)),
        named=[cast.owner.user_id],
    )
    chair = as_persona("chair")
    assert before >= 1
    for address in (
        "/people/",
        "/people/?q=Populier",
        "/search/?q=Populier",
        "/search/?q=1988",
        "/matching/table/",
        "/matching/bottlenecks/",
    ):
        assert "Mevrouw Populier" not in chair.get(address).content.decode(), address
    for address in (
        f"/people/{at_the_table.id}/history.csv",
        f"/people/{at_the_table.id}/history.xlsx",
        f"/people/{at_the_table.id}/",
    ):
        assert chair.get(address).status_code in {403, 404}, address


def test_an_emergency_after_a_restriction_is_seen_and_reviewed_as_one(cast, somebody, privacy_officer):
    restrict(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        reason=next(iter(RestrictionReason)),
        named=[cast.owner.user_id],
    )
    access = break_glass(
        actor=cast.outsider, dossier_id=somebody.dossier_id, reason=next(iter(EmergencyReason)),
        explanation="Zij staat op het dak en belt ons.",
    )  # fmt: skip
    assert AuditLine.objects.filter(act="BREAK_GLASS", dossier_id=somebody.dossier_id).count() == 1
    review_emergency(
        actor=privacy_officer, access_id=access, outcome=next(iter(ReviewOutcome)), note="Gebeld met de crisisdienst."
    )
    with pytest.raises(Refused):
        review_emergency(
            actor=privacy_officer, access_id=access, outcome=next(iter(ReviewOutcome)), note="Nog een keer gekeken."
        )
    assert person(cast.outsider, somebody.id, purpose=Purpose.CARE_COORDINATION) is None, "the review ends it"


def test_a_form_that_is_sent_again_shares_nothing_new_without_its_consent(
    cast,
    somebody,
    officer,
    housing_matter,
    low_stimulus,
    consent,
):
    tell(cast, somebody, housing_matter)
    withdraw_consent(actor=cast.owner, consent_id=consent, how=GivenHow.SPOKEN, today=TODAY)
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        tell(cast, somebody, housing_matter)
    assert copies_for(officer, purpose=SUPPORT, today=TODAY) == []
