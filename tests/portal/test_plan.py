"""My plan, my signalling plan and my talks: what the person reads, does and answers, and that nobody else can."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenhang.access.enums import CaseRole, Purpose
from samenhang.conferences.selectors import feedback_for_client, invitations
from samenhang.conferences.services import NewFeedback, feed_back
from samenhang.people.selectors import keys
from samenhang.people.services import NewPerson, register
from samenhang.plan import selectors, services
from samenhang.plan.enums import ActionState, Doer, LineKind, Phase
from samenhang.plan.services.agreeing import NewApproach
from samenhang.portal.presenters import talk_news
from samenhang.privacy.enums import ToldHow
from tests.conferences import conftest as talks
from tests.conferences.conftest import around, colleague, held, written  # noqa: F401 - fixtures
from tests.conftest import TODAY
from tests.plan.conftest import action, circle, plan  # noqa: F401 - fixtures
from tests.portal.test_mine import text
from tests.privacy.whole_file import become_client

pytestmark = [pytest.mark.django_db, pytest.mark.capability(120)]

OWN, CARE = Purpose.OWN_FILE, Purpose.CARE_COORDINATION
NASTY = "<script>alert(1)</script> مرحبا 🎵 " + "lang" * 40


@pytest.fixture
def client_(cast, somebody):
    """The person themselves, as an actor."""
    return become_client(cast.owner, somebody)


@pytest.fixture
def me(client_, as_persona):
    """The person's browser."""
    return as_persona("zelf")


@pytest.fixture
def sister(cast, somebody, as_persona):
    """The browser of who represents the person."""
    become_client(cast.owner, somebody, CaseRole.REPRESENTATIVE, "zus")
    return as_persona("zus")


@pytest.fixture
def stranger(cast, municipalities, as_persona):
    """The browser of somebody with an own file of their own."""
    new = NewPerson("Meneer Es", None, municipalities["Zandmeer"])
    other = keys(reason="the other one of a test", ids=[register(actor=cast.owner, new=new, today=date(2026, 1, 1))])[0]
    become_client(cast.owner, other, username="ander")
    return as_persona("ander")


def part(cast, plan_id: int, kind: str, **values) -> int:
    return services.add_part(actor=cast.owner, plan_id=plan_id, kind=kind, values=values)


def own_action(cast, plan_id: int, **more) -> int:
    return part(cast, plan_id, "action", **action(**more))


def the_action(client_, somebody, pk: int):
    return next(a for a in selectors.actions_of_client(client_, somebody.id, purpose=OWN) if a.id == pk)


def forward(cast, plan_id: int) -> int:
    """The number under which a new version can be answered."""
    services.put_forward(actor=cast.owner, plan_id=plan_id, why="Zo doen we het samen", today=TODAY)
    return selectors.versions(cast.owner, plan_id, purpose=CARE)[0].id


def proposed(cast, plan_id: int) -> int:
    new = NewApproach(works="Samen zingen", does_not_work="Haast")
    return services.propose_approach(actor=cast.owner, plan_id=plan_id, new=new, today=TODAY)


def draft(cast, somebody) -> int:
    """A signalling plan in the making that asks everybody."""
    pk = services.start_signal_plan(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id,
        head=services.NewSignalHead("Laat mij rustig worden"), today=TODAY,
    )  # fmt: skip
    services.add_line(actor=cast.owner, signal_plan_id=pk, phase=Phase.RED, kind=LineKind.SIGN, text="Schreeuwt")
    services.add_call(actor=cast.owner, signal_plan_id=pk, name="Iris", phone="0500-10 000", hours="Altijd")
    services.ask_signatures(actor=cast.owner, signal_plan_id=pk, today=TODAY)
    return pk


def said(client_, under: str, pk: int):
    return [(s.signer, s.answer, s.remark) for s in selectors.signatures(client_, under, [pk], purpose=OWN).get(pk, [])]


# ---- the plan ---------------------------------------------------------------------------------------


@pytest.mark.capability(22)
@pytest.mark.capability(28)
def test_the_person_reads_goals_who_does_what_and_who_helps(cast, me, plan, circle):  # noqa: F811
    goal = selectors.open_goals(cast.owner, plan, purpose=CARE)[0][0]
    own_action(cast, plan, goal_id=goal)
    owner = {"doer": Doer.COLLEAGUE, "user_id": cast.owner.user_id, "organisation_id": cast.owner.organisation_id}
    own_action(cast, plan, goal_id=goal, text="Gaat mee", due=date(2026, 12, 9), **owner)
    part(cast, plan, "back-up", trigger="Niet thuis", what="De buurvrouw belt", owner="Iris")
    page = text(me.get("/mine/plan/"))
    assert "Ik slaap op een vaste plek" in page and "You said: “Een eigen voordeur”" in page
    assert "Belt de gemeente You yourself , before 1 December 2026" in page
    assert "Gaat mee Owner, GGZ Heidelanden , before 9 December 2026" in page
    assert "De buurvrouw belt" in page and "Nothing was agreed about this yet" in page
    assert "Owner GGZ Heidelanden Makes sure that your plan is carried out" in page and "Col-Wmo" in page
    assert "We look back on the plan together on" in page


@pytest.mark.capability(22)
def test_without_a_plan_the_page_says_what_to_do_next(me):
    page = text(me.get("/mine/plan/"))
    assert "There is no plan yet" in page and "You can ask for it." in page and "Who helps you" in page


@pytest.mark.capability(22)
def test_the_representative_reads_the_same_plan(sister, plan):  # noqa: F811
    page = text(sister.get("/mine/plan/"))
    assert "You look on behalf of Mevrouw Populier" in page and "Ik slaap op een vaste plek" in page


def test_what_others_write_is_text_in_every_script(cast, me, somebody, plan):  # noqa: F811
    part(cast, plan, "goal", text=NASTY, domain="HOUSING", wish=NASTY, seen_by=NASTY, by=None)
    own_action(cast, plan, text=NASTY)
    part(cast, plan, "back-up", trigger=NASTY, what=NASTY, owner="Iris")
    pk = forward(cast, plan)
    for address in ("/mine/plan/", f"/mine/plan/agree/version/{pk}/"):
        page = me.get(address).content.decode()
        assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page and "مرحبا 🎵" in page


@pytest.mark.capability(22)
def test_the_plan_of_somebody_else_is_on_nobody_elses_page(cast, stranger, plan):  # noqa: F811
    own_action(cast, plan)
    assert "Belt de gemeente" not in text(stranger.get("/mine/plan/"))


# ---- what I do myself -------------------------------------------------------------------------------


@pytest.mark.capability(28)
def test_the_person_says_that_it_is_done_with_one_button_and_can_take_it_back(cast, me, client_, somebody, plan):  # noqa: F811
    pk = own_action(cast, plan)
    assert "I did this" in text(me.get("/mine/plan/"))
    assert me.post(f"/mine/plan/actions/{pk}/", {"answer": "DONE"}).status_code == 302
    assert the_action(client_, somebody, pk).state == ActionState.DONE
    assert "Put it back on my list" in text(me.get(f"/mine/plan/actions/{pk}/"))
    me.post(f"/mine/plan/actions/{pk}/", {"answer": "TODO"})
    assert the_action(client_, somebody, pk).open


@pytest.mark.capability(28)
def test_not_done_after_all_asks_why_and_keeps_what_was_said(cast, me, client_, somebody, plan):  # noqa: F811
    pk = own_action(cast, plan)
    wrong = me.post(f"/mine/plan/actions/{pk}/", {"answer": "DROPPED"})
    assert wrong.status_code == 422 and "Say in a few words why." in wrong.content.decode()
    me.post(f"/mine/plan/actions/{pk}/", {"answer": "DROPPED", "remark": "Ik durfde niet."})
    row = the_action(client_, somebody, pk)
    assert (row.state, row.result) == (ActionState.DROPPED, "Ik durfde niet.")
    assert "Ik durfde niet." in text(me.get("/mine/plan/"))


@pytest.mark.parametrize("answer", ["", "TODO", "PERHAPS"])
def test_no_other_answer_is_taken(cast, me, client_, somebody, plan, answer):  # noqa: F811
    pk = own_action(cast, plan)
    assert me.post(f"/mine/plan/actions/{pk}/", {"answer": answer}).status_code == 422
    assert the_action(client_, somebody, pk).open


@pytest.mark.capability(28)
def test_nobody_reports_what_somebody_else_does(cast, me, stranger, as_persona, plan):  # noqa: F811
    mine = own_action(cast, plan)
    theirs = own_action(cast, plan, doer=Doer.COLLEAGUE, user_id=cast.owner.user_id)
    assert me.post(f"/mine/plan/actions/{theirs}/", {"answer": "DONE"}).status_code == 404
    assert stranger.get(f"/mine/plan/actions/{mine}/").status_code == 404
    assert stranger.post(f"/mine/plan/actions/{mine}/", {"answer": "DONE"}).status_code == 404
    assert as_persona("outsider").post(f"/mine/plan/actions/{mine}/", {"answer": "DONE"}).status_code == 403


# ---- agreeing ---------------------------------------------------------------------------------------

ASKED = [("version", forward), ("approach", proposed)]


@pytest.mark.capability(22)
@pytest.mark.parametrize(("under", "ask"), ASKED)
@pytest.mark.parametrize(("answer", "remark"), [("AGREED", ""), ("OBJECTED", "Ik wil eerst naar huis.")])
def test_the_person_answers_once_for_each_answer(cast, me, client_, plan, under, ask, answer, remark):  # noqa: F811
    pk = ask(cast, plan)
    address = f"/mine/plan/agree/{under}/{pk}/"
    assert address in me.get("/mine/plan/").content.decode() and "Do you agree?" in text(me.get(address))
    for _ in range(2):
        assert me.post(address, {"answer": answer, "remark": remark}).status_code == 302
    assert said(client_, under, pk) == [("CLIENT", answer, remark)]
    assert "Read it and answer" not in text(me.get("/mine/plan/"))


@pytest.mark.capability(22)
def test_not_agreeing_asks_why_and_a_mind_may_change(cast, me, client_, plan):  # noqa: F811
    pk = forward(cast, plan)
    address = f"/mine/plan/agree/version/{pk}/"
    assert me.post(address, {"answer": "OBJECTED"}).status_code == 422
    assert me.post(address, {"answer": "MAYBE"}).status_code == 422
    me.post(address, {"answer": "OBJECTED", "remark": "Te snel."})
    page = me.get(address).content.decode()
    assert 'value="AGREED"' in page and 'value="OBJECTED"' not in page and "Te snel." in page
    me.post(address, {"answer": "AGREED"})
    assert [a for _s, a, _r in said(client_, "version", pk)] == ["OBJECTED", "AGREED"]


@pytest.mark.capability(22)
def test_what_is_agreed_with_is_what_was_put_forward_not_what_came_after(cast, me, plan):  # noqa: F811
    pk = forward(cast, plan)
    part(cast, plan, "goal", text="Een doel van later", domain="HOUSING", wish="", seen_by="", by=None)
    page = text(me.get(f"/mine/plan/agree/version/{pk}/"))
    assert "Ik slaap op een vaste plek" in page and "Een doel van later" not in page
    assert "Een doel van later" in text(me.get("/mine/plan/"))


@pytest.mark.capability(22)
def test_an_old_version_is_no_longer_answered(cast, me, plan):  # noqa: F811
    old = forward(cast, plan)
    forward(cast, plan)
    assert me.get(f"/mine/plan/agree/version/{old}/").status_code == 404
    assert me.post(f"/mine/plan/agree/version/{old}/", {"answer": "AGREED"}).status_code == 404


@pytest.mark.capability(22)
def test_the_representative_answers_in_their_own_name(cast, sister, client_, plan):  # noqa: F811
    pk = forward(cast, plan)
    sister.post(f"/mine/plan/agree/version/{pk}/", {"answer": "AGREED"})
    assert said(client_, "version", pk) == [("REPRESENTATIVE", "AGREED", "")]


@pytest.mark.capability(22)
def test_nobody_agrees_for_somebody_else(cast, stranger, as_persona, client_, somebody, plan):  # noqa: F811
    version, signals = forward(cast, plan), draft(cast, somebody)
    for under, pk in (("version", version), ("signal_plan", signals), ("approach", 1), ("plan", 1)):
        address = f"/mine/plan/agree/{under}/{pk}/"
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"answer": "AGREED"}).status_code == 404
        assert as_persona("outsider").post(address, {"answer": "AGREED"}).status_code == 403
    assert said(client_, "version", version) == [] == said(client_, "signal_plan", signals)


# ---- the signalling plan ----------------------------------------------------------------------------


@pytest.mark.capability(38)
def test_a_signalling_plan_is_read_answered_and_then_in_force(cast, me, client_, somebody):
    pk = draft(cast, somebody)
    page = text(me.get("/mine/signals/"))
    assert "Do you agree with your signalling plan?" in page and "There is no signalling plan yet" in page
    asked = text(me.get(f"/mine/plan/agree/signal_plan/{pk}/"))
    assert "Red: crisis What you see Schreeuwt" in asked and "Laat mij rustig worden" in asked
    me.post(f"/mine/plan/agree/signal_plan/{pk}/", {"answer": "AGREED"})
    assert said(client_, "signal_plan", pk) == [("CLIENT", "AGREED", "")]
    services.bring_into_force(actor=cast.owner, signal_plan_id=pk, today=TODAY)
    page = me.get("/mine/signals/").content.decode()
    assert 'href="tel:050010000"' in page and "It holds since 22 November 2026" in page and "data-print" in page
    assert reverse("portal:who_knows") in page


@pytest.mark.capability(38)
def test_a_signalling_plan_that_asks_nobody_yet_cannot_be_answered(cast, me, somebody):
    pk = draft(cast, somebody)
    services.add_line(actor=cast.owner, signal_plan_id=pk, phase=Phase.GREEN, kind=LineKind.SIGN, text="Zingt")
    assert "Do you agree" not in text(me.get("/mine/signals/"))
    assert me.get(f"/mine/plan/agree/signal_plan/{pk}/").status_code == 404


# ---- talks ------------------------------------------------------------------------------------------


@pytest.fixture
def invited(client_, around):  # noqa: F811
    """A talk next week to which the person is invited by their own account."""
    kind = talks.PartyKind.CLIENT
    own = talks.services.NewParty(kind, "Het gaat over haar", user_id=client_.user_id)
    helper = talks.services.NewParty(talks.PartyKind.COLLEAGUE, "Ziet haar", user_id=around.supporter.user_id)
    return talks.plan(around, parties=(helper, own), where="De Linde")


@pytest.mark.capability(126)
@pytest.mark.parametrize(
    ("said_", "answer", "words"), [("yes", "ACCEPTED", "You come"), ("no", "DECLINED", "You do not come")]
)
def test_the_person_sees_when_and_where_and_says_whether_they_come(me, client_, invited, said_, answer, words):
    page = text(me.get("/mine/talks/"))
    assert "Sunday 29 November 2026" in page and "De Linde" in page and "Owner invites everybody" in page
    assert "Do you come?" in page and "You are invited to a talk" in text(me.get("/mine/"))
    party = invitations(client_, purpose=OWN)[0]
    me.post(f"/mine/talks/invitations/{party.party_id}/", {"answer": said_})
    assert invitations(client_, purpose=OWN)[0].answer == answer and words in text(me.get("/mine/talks/"))
    assert me.get(reverse("conferences:calendar")).status_code == 200


@pytest.mark.capability(126)
def test_an_invitation_is_answered_only_by_who_got_it(me, stranger, client_, invited):
    party = invitations(client_, purpose=OWN)[0]
    address = f"/mine/talks/invitations/{party.party_id}/"
    assert stranger.post(address, {"answer": "yes"}).status_code == 403
    assert me.post(address, {"answer": "perhaps"}).status_code == 404
    assert me.post("/mine/talks/invitations/987654/", {"answer": "yes"}).status_code == 403
    assert invitations(client_, purpose=OWN)[0].answer == "ASKED"


@pytest.mark.capability(126)
def test_a_talk_that_does_not_take_place_says_so(me, cast, invited):
    talks.services.cancel_conference(actor=cast.owner, conference_id=invited, why="De zaal is dicht")
    page = text(me.get("/mine/talks/"))
    assert "Does not take place" in page and "De zaal is dicht" in page and "Do you come?" not in page


@pytest.mark.capability(35)
def test_what_was_discussed_is_told_in_plain_words_and_is_new_for_a_month(
    me,
    stranger,
    cast,
    client_,
    somebody,
    written,  # noqa: F811
):
    assert "You were not told yet what was discussed" in text(me.get("/mine/talks/"))
    new = NewFeedback(f"Er komt één vaste persoon. {NASTY}", ToldHow.PHONE, TODAY, "Dinsdag is goed.")
    feed_back(actor=cast.owner, conference_id=written, own_compartment_id=somebody.compartment_id, new=new, today=TODAY)
    page = me.get("/mine/talks/")
    assert "Er komt één vaste persoon." in text(page) and "Owner told you this on 22 November 2026. By phone." in text(
        page
    )
    assert "<script>alert(1)" not in page.content.decode() and "“Dinsdag is goed.”" in text(page)
    assert "This is what was discussed about you." in text(me.get("/mine/"))
    assert "vaste persoon" not in text(stranger.get("/mine/talks/"))
    [told] = feedback_for_client(client_, somebody.id, purpose=OWN)
    assert talk_news([], [told], TODAY + timedelta(days=30)) and not talk_news([], [told], TODAY + timedelta(days=31))


def test_empty_pages_say_what_to_do_next(me):
    page = text(me.get("/mine/talks/"))
    assert "No talk is planned. Do you want one?" in page and "There was no talk about you yet." in page
    assert "Put it in my calendar" not in page
    assert "You can ask for it." in text(me.get("/mine/signals/"))


# ---- the first page, and how much is asked of the database ------------------------------------------


@pytest.mark.capability(22)
def test_the_first_page_says_what_is_asked_and_what_is_due(cast, me, somebody, plan):  # noqa: F811
    own_action(cast, plan, text="Belt vandaag", due=TODAY + timedelta(days=7))
    own_action(cast, plan, text="Belt later", due=TODAY + timedelta(days=8))
    forward(cast, plan), proposed(cast, plan), draft(cast, somebody)
    page = text(me.get("/mine/"))
    assert "Do you agree with your plan?" in page and "Do you agree with how we approach you?" in page
    assert "Do you agree with your signalling plan?" in page
    assert "Belt vandaag You would do this before 29 November 2026." in page and "Belt later" not in page


def test_as_many_questions_for_forty_as_for_one(cast, me, somebody, plan):  # noqa: F811
    forward(cast, plan)
    own_action(cast, plan)
    pages = ("/mine/", "/mine/plan/", "/mine/signals/", "/mine/talks/")

    def asked() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert me.get(page).status_code == 200
            found.append(len(queries))
        return found

    asked()
    before = asked()
    for n in range(39):
        part(cast, plan, "goal", text=f"Doel {n}", domain="HOUSING", wish="", seen_by="", by=None)
        own_action(cast, plan, text=f"Doet {n}")
    assert asked() == before


def test_there_are_plain_words_for_every_code_of_plan_and_talks():
    from samenhang.access.rules import OWN as OWN_ROLES
    from samenhang.conferences.enums import ConferenceKind
    from samenhang.plan.enums import Signer
    from samenhang.plan.services.agreeing import UNDER
    from samenhang.portal import labels

    assert set(labels.HELPERS) == set(CaseRole) - set(OWN_ROLES) and set(labels.TALKS) == set(ConferenceKind)
    assert set(labels.SIGNED_AS) == set(Signer) and set(labels.PROPOSALS) == set(UNDER)
