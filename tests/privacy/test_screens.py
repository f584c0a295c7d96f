"""The screens of sharing and consent: in both languages, with nothing and with bad input, for who may and who may not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenhang.access.enums import Category, Purpose
from samenhang.access.selectors import may_read
from samenhang.engines import sharing as engine
from samenhang.privacy.models import Consent, Disclosure
from samenhang.privacy.selectors import consents_of, copies_for, notices_of
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db

PAGES = [
    ("/people/{id}/who-knows-what/", "Who knows what", "Wie weet wat"),
    ("/people/{id}/rights/", "Consent and rights", "Toestemming en rechten"),
    ("/people/{id}/share/", "May I share this?", "Mag ik dit delen?"),
    ("/people/{id}/consents/new/", "Ask for consent", "Vraag toestemming"),
    ("/people/{id}/home/", "What the home needs", "Wat de woning nodig heeft"),
    ("/people/{id}/requests/new/", "Record a request", "Leg een verzoek vast"),
    ("/people/{id}/weighings/new/", "Weigh it", "Weeg het af"),
    ("/people/{id}/enrolments/new/", "Record where somebody is known", "Leg vast waar iemand bekend is"),
    ("/people/{id}/restriction/", "Restrict this dossier", "Scherm dit dossier af"),
    ("/people/{id}/close/", "Close the case", "Sluit de casus"),
    ("/shared/", "Shared with us", "Met ons gedeeld"),
    ("/emergency/", "Emergency access", "Noodtoegang"),
    ("/known/", "Already known elsewhere?", "Al ergens bekend?"),
    ("/people/reopen/", "Open a closed case again", "Open een gesloten casus opnieuw"),
]


@pytest.mark.capability(119)
@pytest.mark.parametrize(("address", "english", "dutch"), PAGES)
def test_every_screen_speaks_both_languages_and_asks_little(as_persona, somebody, address, english, dutch):
    for language, words in (("en", english), ("nl", dutch)):
        client = as_persona("owner", language)
        client.get(address.format(id=somebody.id))
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address.format(id=somebody.id))
        assert answer.status_code == 200 and words in answer.content.decode()
        assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) <= 14


@pytest.mark.capability(116)
@pytest.mark.parametrize("address", [a for a, _en, _nl in PAGES if "{id}" in a])
def test_somebody_else_s_person_does_not_exist(as_persona, somebody, address):
    answer = as_persona("outsider").get(address.format(id=somebody.id))
    assert answer.status_code == 404 and "Populier" not in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [a for a, _en, _nl in PAGES if a not in {"/people/{id}/who-knows-what/", "/people/{id}/rights/", "/shared/"}],
)
def test_an_empty_form_is_sent_back_with_what_is_missing(as_persona, somebody, address):
    client = as_persona("owner")
    if address.endswith("/share/"):
        answer = client.get(address.format(id=somebody.id) + "?purpose=&stage=")
    else:
        answer = client.post(address.format(id=somebody.id), {"minutes": "5"})
    assert answer.status_code == 422, address
    assert Consent.objects.for_rule("nothing is half done").count() == 0


def question(housing):
    return {
        "receiver": f"{housing}:HOUSING_ASSOC", "sender": "LIFE_COURSE_COORD", "categories": ["HOUSING_NEEDS"],
        "purpose": engine.Purpose.HOUSING_MATCH.value, "stage": engine.Stage.HOUSING_MATCH.value,
    }  # fmt: skip


@pytest.mark.capability(114)
@pytest.mark.capability(115)
def test_from_the_question_to_consent_to_the_sentence_that_the_officer_reads(
    as_persona, cast, somebody, housing, officer, low_stimulus
):
    client = as_persona("owner")
    base = f"/people/{somebody.id}"
    page = client.get(f"{base}/share/", question(housing)).content.decode()
    assert "Not yet: ask for consent first" in page and "Explicit consent of the person" in page
    consent = {
        "receiver": f"{housing}:HOUSING_ASSOC", "categories": ["HOUSING_NEEDS"], "purpose": "HOUSING_MATCH",
        "why": "Dan vinden zij een rustige woning.", "valid_until": "2027-06-01", "answer": "SPOKEN", "given_by": "CLIENT",
        "given_on": "2026-11-22", "witness": "Daan",
    }  # fmt: skip
    page = client.post(f"{base}/consents/new/", consent).content.decode()
    assert "Zegt u nee" in page, "the explanation is shown before it is kept"
    assert consents_of(cast.owner, somebody.id, purpose=Purpose.CARE_COORDINATION, today=TODAY) == []
    assert client.post(f"{base}/consents/new/", {**consent, "keep": "1"}).status_code == 302
    page = client.get(f"{base}/share/", question(housing)).content.decode()
    assert "De woning moet prikkelarm zijn." in page
    ref = page.split('name="share-refs_HOUSING_NEEDS" value="')[1].split('"')[0]
    sent = {
        **question(housing), "share-refs_HOUSING_NEEDS": [ref], "share-necessity": "Anders weer een drukke flat.",
        "share-contact": "Owner, 0500-10000", "share-kept": "on", "share-told": "IN_PERSON",
    }  # fmt: skip
    assert client.post(f"{base}/share/do/", {**sent, "share-kept": ""}).status_code == 422
    assert copies_for(officer, purpose=Purpose.SUPPORT, today=TODAY) == []
    assert client.post(f"{base}/share/do/", sent).status_code == 302
    reading = as_persona("officer", "nl")
    assert reading.get("/").url == "/shared/", "who only receives starts there"
    page = reading.get("/shared/").content.decode()
    assert "De woning moet prikkelarm zijn." in page and "Mevrouw Populier" in page and "Owner, 0500-10000" in page
    assert reading.get(f"{base}/").status_code in {403, 404}
    shown = client.get(f"{base}/who-knows-what/").content.decode()
    assert "Woonstede" in shown and "a copy" in shown


@pytest.mark.capability(114)
def test_forged_fields_open_nothing(as_persona, cast, somebody, housing, officer, low_stimulus):
    """Hidden fields of the question are asked again: claiming a consent or another category changes nothing."""
    client = as_persona("owner")
    forged = {
        **question(housing), "categories": ["HOUSING_NEEDS", "MEDICAL", "POLICE"], "share-refs_HOUSING_NEEDS": ["need:1"],
        "share-words_MEDICAL": "Een diagnose.", "share-necessity": "Omdat ik het wil delen.", "share-contact": "x", "share-kept": "on",
        "share-told": "IN_PERSON", "consent": "1", "share-colleague": str(cast.outsider.user_id),
    }  # fmt: skip
    assert client.post(f"/people/{somebody.id}/share/do/", forged).status_code == 422
    assert Disclosure.objects.for_rule("nothing was shared").count() == 0
    assert not may_read(officer, somebody.compartment_id, Category.MEDICAL)


@pytest.mark.capability(54)
def test_not_sharing_is_kept_with_its_reason(as_persona, cast, somebody, housing):
    client = as_persona("owner")
    asked = {**question(housing), "categories": ["MEDICAL"], "why": "De corporatie heeft dit niet nodig."}
    assert client.post(f"/people/{somebody.id}/share/keep/", asked).status_code == 302
    page = client.get(f"/people/{somebody.id}/who-knows-what/").content.decode()
    assert "Not shared" in page and "Translate it into what the home needs" in page


@pytest.mark.capability(115)
def test_telling_is_kept_with_what_was_discussed(as_persona, cast, somebody):
    from tests.privacy.test_emergency import open_it

    open_it(cast.outsider)
    notice = notices_of(cast.owner, somebody.id, purpose=Purpose.CARE_COORDINATION)[0]
    client = as_persona("owner")
    address = f"/people/{somebody.id}/notices/{notice.id}/"
    assert client.post(address, {"postpone": "1", "later-until": "2026-12-01", "later-why": "kort"}).status_code == 422
    told = {"how": "PHONE", "on": "2026-11-22", "feedback": "Zij vond het goed dat er iemand kwam."}
    assert client.post(address, told).status_code == 302
    page = client.get(f"/people/{somebody.id}/rights/").content.decode()
    assert "Zij vond het goed dat er iemand kwam." in page
    assert client.post(address, told).status_code == 422, "told once"


@pytest.mark.capability(116)
def test_a_banner_stands_on_every_page_while_an_emergency_runs(as_persona, cast, somebody):
    client = as_persona("outsider", "en")
    opened = {
        "reason": "CRISIS_ON_DUTY", "explanation": "De crisisdienst staat voor de deur.", "number": somebody.number, "name": "", "birth_date": "",
        "why_not_told": "",
    }  # fmt: skip
    answer = client.post("/emergency/", opened)
    assert answer.status_code == 302 and answer.url == f"/people/{somebody.id}/"
    for address in ("/", f"/people/{somebody.id}/"):
        assert "You have a dossier open in an emergency" in client.get(address).content.decode()
    assert "You have a dossier open" not in as_persona("owner", "en").get("/").content.decode()


@pytest.mark.capability(133)
def test_a_shielded_person_is_met_without_a_name(as_persona, cast, at_the_table):
    owner = as_persona("owner")
    restricted = {"reason": "SAFETY", "named": [str(cast.owner.user_id)]}
    assert owner.post(f"/people/{at_the_table.id}/restriction/", restricted).status_code == 302
    chair = as_persona("chair", "en")
    for address in ("/people/", "/matching/table/"):
        page = chair.get(address).content.decode()
        assert "Shielded person" in page and "Owner" in page and "Populier" not in page
    for address in ("/people/?q=Populier", "/search/?q=Populier"):
        assert "Shielded person" not in chair.get(address).content.decode()
    assert chair.get(f"/people/{at_the_table.id}/").status_code == 404


@pytest.mark.capability(116)
def test_asking_for_a_closed_case_by_number_tells_nothing(as_persona, cast, somebody):
    client = as_persona("outsider", "en")
    told = set()
    for number in (somebody.number, "S99999"):
        answer = client.post("/people/reopen/", {"number": number, "reason": "Er is een nieuwe melding."})
        assert answer.status_code == 422
        told.add(
            "No closed case has this number." in answer.content.decode()
            and "is not closed" not in answer.content.decode()
        )
    assert told == {True}
