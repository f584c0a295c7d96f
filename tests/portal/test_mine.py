"""Mine: what the person sees, can say and can take along; and that nobody else gets in."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samenhang.access.enums import CaseRole, Category, EmergencyReason, Purpose
from samenhang.audit.enums import Act
from samenhang.audit.selectors import lines_of_dossier, looked_at
from samenhang.engines import sharing as engine
from samenhang.people.selectors import person
from samenhang.privacy.enums import GivenBy, GivenHow, HousingNeed, RequestKind, RequestOutcome, ToldHow
from samenhang.privacy.selectors import Matter, consents_of, copies_for, notices_of, requests_of, sentences
from samenhang.privacy.services import (
    Emergency,
    Given,
    NewConsent,
    NewHomeNeed,
    Part,
    Sharing,
    answer_request,
    ask_consent,
    open_in_emergency,
    set_home_needs,
    share,
)
from tests.conftest import TODAY
from tests.privacy.conftest import housing, officer  # noqa: F401 - fixtures
from tests.privacy.whole_file import become_client

pytestmark = [pytest.mark.django_db, pytest.mark.capability(120)]

CARE, SUPPORT, OWN = Purpose.CARE_COORDINATION, Purpose.SUPPORT, Purpose.OWN_FILE
PAGES = [
    "start",
    "plan",
    "signals",
    "pathway",
    "talks",
    "file",
    "who_knows",
    "who_looked",
    "consents",
    "told",
    "asked",
    "take",
]


@pytest.fixture
def client_(cast, somebody):
    """The person themselves, as an actor."""
    return become_client(cast.owner, somebody)


@pytest.fixture
def me(client_, as_persona) -> Client:
    """The person's browser."""
    return as_persona("zelf")


def asked_consent(cast, somebody, housing, given=None) -> int:  # noqa: F811
    return ask_consent(
        actor=cast.owner,
        new=NewConsent(
            person_id=somebody.id, compartment_id=somebody.compartment_id, organisation_id=housing,
            role=engine.Role.HOUSING_ASSOC, categories=Category.HOUSING_NEEDS, purpose=engine.Purpose.HOUSING_MATCH,
            text="Wij willen Woonstede vertellen wat uw woning nodig heeft.", valid_until=date(2027, 6, 1),
        ),
        today=TODAY, given=given,
    )  # fmt: skip


@pytest.fixture
def shared(cast, somebody, housing, officer):  # noqa: F811
    """The housing association was told that the home must be low in stimuli, with consent."""
    set_home_needs(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id,
        needs=[NewHomeNeed(HousingNeed.LOW_STIMULUS)], today=TODAY,
    )  # fmt: skip
    consent = asked_consent(cast, somebody, housing, Given(GivenHow.SPOKEN, GivenBy.CLIENT, TODAY, witness="Daan"))
    matter = Matter(
        housing, engine.Role.HOUSING_ASSOC, engine.Role.LIFE_COURSE_COORD, engine.Purpose.HOUSING_MATCH, engine.Stage.HOUSING_MATCH
    )  # fmt: skip
    row = person(cast.owner, somebody.id, purpose=CARE)
    refs = tuple(r for r, _ in sentences(cast.owner, row, Category.HOUSING_NEEDS, purpose=CARE, today=TODAY))
    share(
        actor=cast.owner,
        sharing=Sharing(somebody.id, matter, (Part(Category.HOUSING_NEEDS, refs),), "Anders weer een drukke flat.", True, "Owner", told_how=ToldHow.PHONE),
        today=TODAY,
    )  # fmt: skip
    return consent


def text(response) -> str:
    """The words of a page without its markup."""
    assert response.status_code == 200, (response.status_code, response.content[:300])
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


# ---- the own door ---------------------------------------------------------------------------------


def test_somebody_who_works_nowhere_lands_on_their_own_page(me):
    answer = me.get("/")
    assert answer.status_code == 302 and answer["Location"] == "/mine/"
    page = me.get("/mine/").content.decode()
    menu = page.split('id="main-navigation"')[1].split("</nav>")[0]
    assert set(re.findall(r'<a [^>]*href="([^"]+)"', menu)) == {reverse(f"portal:{name}") for name in PAGES}
    assert 'role="search"' not in page


@pytest.mark.capability(116)
@pytest.mark.parametrize("page", PAGES)
def test_nobody_without_an_own_file_gets_in(cast, as_persona, page):
    answer = as_persona("owner").get(reverse(f"portal:{page}"))
    assert answer.status_code == 403 and "no file here that is yours" in answer.content.decode()
    assert Client().get(reverse(f"portal:{page}")).status_code == 302


@pytest.mark.capability(116)
def test_a_client_reaches_none_of_the_pages_for_colleagues(me, somebody):
    for address in (
        "/people/",
        f"/people/{somebody.id}/",
        f"/people/{somebody.id}/rights/",
        "/supply/",
        "/region/",
    ):
        assert me.get(address).status_code in {403, 404}, address


@pytest.mark.capability(117)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_leaves_its_line_and_the_person_sees_it(me, somebody, client_, page):
    before = len(lines_of_dossier(somebody.dossier_id))
    assert me.get(reverse(f"portal:{page}")).status_code == 200
    added = lines_of_dossier(somebody.dossier_id)[before:]
    assert [(x.act, x.purpose, x.user_id) for x in added] == [(Act.READ, OWN, client_.user_id)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_with_nothing_to_show(client_, as_persona, page, language):
    assert text(as_persona("zelf", language).get(reverse(f"portal:{page}")))


def test_the_representative_sees_the_same_and_reads_for_whom(cast, somebody, as_persona):
    become_client(cast.owner, somebody, CaseRole.REPRESENTATIVE, "zus")
    assert "You look on behalf of Mevrouw Populier" in text(as_persona("zus").get("/mine/"))


# ---- who knows what, and consent ------------------------------------------------------------------


@pytest.mark.capability(114)
@pytest.mark.capability(116)
def test_the_person_reads_the_exact_sentence_that_was_shared_and_with_whom(me, shared):
    page = text(me.get("/mine/who-knows/"))
    assert "De woning moet prikkelarm zijn." in page and "Woonstede" in page and "They have this now" in page
    assert "Owner (GGZ Heidelanden) shared this on 22 November 2026" in page
    assert "you said yes to this, only the sentences above" in page
    assert "works with you" in page


@pytest.mark.capability(115)
def test_taking_a_consent_back_is_one_step_and_ends_it_at_once(me, shared, officer):  # noqa: F811
    assert [c.text for c in copies_for(officer, purpose=SUPPORT, today=TODAY)] == ["De woning moet prikkelarm zijn."]
    page = me.get(f"/mine/consents/{shared}/")
    assert "Take my consent back" in text(page)
    after = me.post(f"/mine/consents/{shared}/withdraw/", follow=True)
    assert "ended at once" in text(after) and "You took it back on 22 November 2026" in text(after)
    assert copies_for(officer, purpose=SUPPORT, today=TODAY) == []
    assert "They can no longer read this" in text(me.get("/mine/who-knows/"))


@pytest.mark.capability(115)
@pytest.mark.parametrize(("said", "state"), [("yes", "RUNNING"), ("no", "REFUSED")])
def test_a_question_is_answered_on_its_own_page(me, cast, client_, somebody, housing, said, state):  # noqa: F811
    consent = asked_consent(cast, somebody, housing)
    assert "Owner asks something. Do you agree?" in text(me.get("/mine/"))
    me.post(f"/mine/consents/{consent}/answer/", {"answer": said})
    row = consents_of(client_, somebody.id, purpose=OWN, today=TODAY)[0]
    assert row.state == state and (row.given_how == "PORTAL") == (said == "yes")
    assert me.post(f"/mine/consents/{consent}/answer/", {"answer": "yes"}).status_code == 409
    assert "asks something" not in text(me.get("/mine/"))


@pytest.mark.capability(115)
def test_neither_yes_nor_no_is_no_answer(me, cast, client_, somebody, housing):  # noqa: F811
    consent = asked_consent(cast, somebody, housing)
    assert me.post(f"/mine/consents/{consent}/answer/", {"answer": "perhaps"}).status_code == 404
    assert consents_of(client_, somebody.id, purpose=OWN, today=TODAY)[0].state == "ASKED"


@pytest.mark.capability(116)
def test_the_consent_and_the_message_of_somebody_else_do_not_exist(cast, somebody, shared, municipalities, as_persona):
    from samenhang.people.selectors import keys
    from samenhang.people.services import NewPerson, register

    new = NewPerson("Meneer Es", None, municipalities["Zandmeer"])
    other = keys(reason="the other one of a test", ids=[register(actor=cast.owner, new=new, today=date(2026, 1, 1))])[0]
    become_client(cast.owner, other, username="ander")
    theirs = as_persona("ander")
    notice = notices_of(cast.owner, somebody.id, purpose=CARE)[0].id
    assert theirs.get(f"/mine/consents/{shared}/").status_code == 404
    assert theirs.post(f"/mine/consents/{shared}/withdraw/").status_code == 403
    assert theirs.post(f"/mine/consents/{shared}/answer/", {"answer": "yes"}).status_code == 403
    assert theirs.get(f"/mine/told/{notice}/").status_code == 404


# ---- messages, looks, questions ---------------------------------------------------------------------


@pytest.mark.capability(54)
def test_opening_a_message_is_being_told(me, cast, client_, somebody):
    open_in_emergency(
        actor=cast.outsider, today=TODAY,
        emergency=Emergency(EmergencyReason.CRISIS_ON_DUTY, "De buren belden om drie uur.", number=somebody.number),
    )  # fmt: skip
    notice = notices_of(client_, somebody.id, purpose=OWN)[0]
    assert "New" in text(me.get("/mine/told/")) and "You did not open this message yet." in text(me.get("/mine/"))
    assert "heeft op 22 november 2026 met spoed naar uw gegevens gekeken" in text(me.get(f"/mine/told/{notice.id}/"))
    assert notices_of(client_, somebody.id, purpose=OWN)[0].told_how == "PORTAL"
    assert "Read in the portal" in text(me.get("/mine/told/"))
    assert "You did not open this message yet." not in text(me.get("/mine/"))


@pytest.mark.capability(54)
def test_what_was_told_by_phone_stands_there_too_word_for_word(me, client_, shared, somebody):
    notice = notices_of(client_, somebody.id, purpose=OWN)[0]
    page = text(me.get(f"/mine/told/{notice.id}/"))
    assert "“De woning moet prikkelarm zijn.”" in page and "By phone, 22 November 2026" in page


@pytest.mark.capability(117)
def test_an_emergency_stands_out_with_who_and_of_which_organisation(me, cast, somebody):
    open_in_emergency(
        actor=cast.outsider, today=TODAY,
        emergency=Emergency(EmergencyReason.CRISIS_ON_DUTY, "De buren belden om drie uur.", number=somebody.number),
    )  # fmt: skip
    page = text(me.get("/mine/who-looked/"))
    assert "Outsider, GGZ Elders In an emergency" in page and "Opened your file in an emergency" in page


def test_what_may_not_be_told_yet_is_on_no_page(me, cast, somebody):
    open_in_emergency(
        actor=cast.outsider, today=TODAY,
        emergency=Emergency(
            EmergencyReason.CRISIS_ON_DUTY, "Dreiging van een huisgenoot.", number=somebody.number, tell_client=False,
            why_not_told="De huisgenoot leest mee op de telefoon.",
        ),
    )  # fmt: skip
    notice = notices_of(cast.owner, somebody.id, purpose=CARE)[0].id
    for page in PAGES:
        assert "Outsider" not in text(me.get(reverse(f"portal:{page}"))), page
    assert me.get(f"/mine/told/{notice}/").status_code == 404


@pytest.mark.capability(117)
def test_what_a_colleague_did_on_a_day_is_one_line(me, cast, somebody, as_persona):
    colleague = as_persona("owner")
    for _ in range(3):
        colleague.get(f"/people/{somebody.id}/")
    assert looked_at(somebody.dossier_id)[1] > 3
    page = text(me.get("/mine/who-looked/"))
    assert page.count("Owner, GGZ Heidelanden") == 1 and "to arrange care with you" in page


def test_older_looks_stand_on_a_next_page_and_nonsense_is_the_first(me):
    for page in ("abc", "-1", "0", "²", "9" * 40):
        assert me.get(f"/mine/who-looked/?page={page}").status_code == 200


@pytest.mark.parametrize(("slug", "kind"), [("see", "INSIGHT"), ("correct", "CORRECTION"), ("destroy", "DESTRUCTION")])
def test_asking_gets_a_term_and_an_answer_that_is_kept(me, cast, client_, somebody, slug, kind):
    me.post(f"/mine/ask/{slug}/", {"text": "Dit klopt niet, ik woon daar niet meer."})
    row = requests_of(client_, somebody.id, purpose=OWN)[0]
    assert (row.kind, row.due_on) == (RequestKind(kind), date(2026, 12, 22))
    assert "You get an answer on 22 December 2026 at the latest" in text(me.get("/mine/ask/"))
    answer_request(
        actor=cast.owner, request_id=row.id, outcome=RequestOutcome.GRANTED, answer="U heeft gelijk. Het is veranderd.", today=TODAY + timedelta(days=2)
    )  # fmt: skip
    assert "U heeft gelijk. Het is veranderd." in text(me.get("/mine/ask/"))


def test_an_objection_says_what_and_with_whom_and_counts_at_once(me, client_, somebody, shared, housing):  # noqa: F811
    from samenhang.privacy.selectors.asking import objections

    wrong = me.post("/mine/ask/object/", {"text": "Dit wil ik niet."})
    assert wrong.status_code == 422
    me.post("/mine/ask/object/", {"text": "Dit wil ik niet.", "categories": ["4"], "organisation": str(housing)})
    assert objections(somebody.id, housing) == Category.HOUSING_NEEDS
    assert "Woonstede" in text(me.get("/mine/ask/"))


def test_an_unknown_question_does_not_exist(me):
    assert me.get("/mine/ask/everything/").status_code == 404


@pytest.mark.capability(135)
def test_everything_goes_along_with_one_button(me, somebody, client_):
    answer = me.post("/mine/take-along/", {"form": "all"})
    assert answer["Content-Disposition"].startswith("attachment") and answer["Cache-Control"].count("no-store")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert {"my-file.pdf", "my-file.json"} <= set(names)
    assert me.post("/mine/take-along/", {"form": "pdf"}).content.startswith(b"%PDF-")
    assert [x.act for x in lines_of_dossier(somebody.dossier_id)].count(Act.EXPORT) == 2


# ---- with much to show ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("who", ["client", "representative"])
def test_every_page_is_there_with_much_to_show(demo_region, as_persona, who, language):
    browser = as_persona(who, language)
    for page in PAGES:
        assert text(browser.get(reverse(f"portal:{page}"))), page
    assert "decis" in text(as_persona("client", "en").get("/mine/file/")).lower()


def test_my_file_says_where_i_stayed_and_what_my_home_needs(demo_region, as_persona):
    page = text(as_persona("client", "nl").get("/mine/file/"))
    assert "Weer op koor, en niet schrikken van elke brief." in page and "zingt" in page
    assert "AndersZorg" in page and "De woning moet prikkelarm zijn." in page and "27 februari 2026" in page


@pytest.mark.parametrize("name", ["Mevrouw Berk", "Vlier", "Meneer de Wit"])
def test_a_name_in_a_greeting_is_written_as_in_a_sentence(name):
    from samenhang.portal.presenters import greeted

    assert greeted(name) in {"mevrouw Berk", "Vlier", "meneer de Wit"}


def test_there_are_plain_words_for_every_code():
    from samenhang.audit.selectors.looking import LOOKS
    from samenhang.portal import labels
    from samenhang.privacy.enums import ConsentState
    from samenhang.privacy.labels import SECRECY

    assert set(labels.KINDS) == set(Category) and set(labels.DEEDS) == set(LOOKS)
    assert set(labels.WHAT_FOR) == set(Purpose) and set(labels.BECAUSE) == set(SECRECY)
    assert set(labels.STATES) == set(ConsentState) and {a[0] for a in labels.ASKS.values()} == set(RequestKind)
