"""The screens of the plan: what each shows, what is refused, odd input, both languages, and nothing for an outsider."""

from __future__ import annotations

from datetime import date

import pytest

from samenhang.plan import services
from samenhang.plan.models import Action, Approach, Evaluation, Goal, PlanVersion, SignalPlan, SupportRequest
from tests.conftest import TODAY
from tests.plan.conftest import action

pytestmark = pytest.mark.django_db


def _rows(table):
    return table.objects.for_rule("a test looks at what was written")


def _base(somebody) -> str:
    return f"/plan/people/{somebody.id}/"


def text(response) -> str:
    assert response.status_code in {200, 409, 422}, (response.status_code, response.content[:300])
    return response.content.decode()


READ = ("", "print/", "agreement/", "evaluations/", "directing/", "support/", "signals/")
FORMS = (
    "head/", "securities/", "end/", "add/goal/", "add/action/", "add/tension/", "add/own-plan/", "add/back-up/", "add/step/",
    "agreement/approach/", "agreement/forward/", "evaluations/new/", "directing/meeting/", "directing/support/",
    "directing/CASE_MANAGER/", "support/ask/", "support/deviations/new/", "signals/start/", "signals/seen/",
)  # fmt: skip


@pytest.mark.capability(22)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_and_form_opens_in_both_languages_and_for_no_outsider(as_persona, somebody, plan, circle, language):
    owner, outsider = as_persona("owner", language), as_persona("outsider")
    for address in (*READ, *FORMS):
        assert "<h1" in text(owner.get(_base(somebody) + address)), address
        assert outsider.get(_base(somebody) + address).status_code == 404, address


def test_before_there_is_a_plan_the_page_says_what_to_do(as_persona, somebody):
    page = text(as_persona("owner").get(_base(somebody)))
    assert "There is no plan yet" in page and "start/" in page
    response = as_persona("owner").post(f"{_base(somebody)}start/", {"future": "Rust", "outflow": "Zelf huren"})
    assert response.status_code == 302
    assert "Zelf huren" in text(as_persona("owner").get(_base(somebody)))


@pytest.mark.capability(28)
def test_an_action_is_agreed_told_and_done_by_whoever_does_it(as_persona, somebody, plan, circle):
    owner = as_persona("owner")
    whose = f"user:{circle['wmo'].user_id}:{circle.organisations['wmo']}"
    sent = {"text": "Gaat mee naar het <b>gemeentehuis</b> 🏠", "whose": whose, "due": "2026-12-01"}
    assert owner.post(f"{_base(somebody)}add/action/", sent).status_code == 302
    page = text(owner.get(_base(somebody)))
    assert "&lt;b&gt;gemeentehuis&lt;/b&gt; 🏠" in page and "Organisatie wmo" in page
    row = _rows(Action).get()
    supporter = as_persona("col-wmo")
    report = f"{_base(somebody)}actions/{row.pk}/"
    assert report not in text(as_persona("col-town").get(_base(somebody))), "nobody else reports on it"
    assert text(supporter.get(report))
    assert "Write down the reason" in text(supporter.post(report, {"state": "DROPPED", "result": ""}))
    assert supporter.post(report, {"state": "DONE", "result": "Gelukt"}).status_code == 302
    assert "Gelukt" in text(owner.get(_base(somebody)))


@pytest.mark.capability(141)
def test_whoever_met_somebody_elses_change_sees_both_and_saves_again(as_persona, cast, somebody, plan):
    goal = _rows(Goal).get()
    address = f"{_base(somebody)}change/goal/{goal.pk}/"
    owner = as_persona("owner")
    text(owner.get(address))
    services.change_part(
        actor=cast.owner,
        kind="goal",
        part_id=goal.pk,
        values={"text": "Van een ander", "domain": "HOUSING"},
        expected_lock=1,
    )
    sent = {"text": "Van mij", "domain": "HOUSING", "lock": "1"}
    response = owner.post(address, sent)
    page = text(response)
    assert response.status_code == 409 and "Van een ander" in page and 'name="text" value="Van mij"' in page
    assert 'name="lock" value="2"' in page
    assert owner.post(address, {**sent, "lock": "2"}).status_code == 302
    assert _rows(Goal).get().text == "Van mij"


@pytest.mark.parametrize(
    ("address", "sent", "says"),
    [
        ("add/goal/", {"text": "", "domain": "HOUSING"}, "This field is required"),
        ("add/goal/", {"text": "x" * 401, "domain": "HOUSING"}, "at most 400"),
        ("add/goal/", {"text": "x", "domain": "NOWHERE"}, "Select a valid choice"),
        ("add/action/", {"text": "x", "whose": "close", "due": "2026-12-01"}, "Fill in the name"),
        ("add/action/", {"text": "x", "whose": "user:999999:1", "due": "2026-12-01"}, "Select a valid choice"),
        ("add/action/", {"text": "x", "whose": "client", "due": "31-02-2026"}, "Enter a valid date"),
        ("add/step/", {"place": "0", "text": "x", "state": "NOW"}, "greater than or equal to 1"),
        ("support/ask/", {"kind": "EXTRA_HOURS", "start": "2026-12-01", "last_day": "2026-11-01", "why": "x"}, "before the first"),
        ("evaluations/new/", {"due_on": "2025-01-01"}, "has passed"),
        ("end/", {"why": ""}, "This field is required"),
    ],
)  # fmt: skip
def test_bad_input_is_said_in_words_and_nothing_is_written(as_persona, somebody, plan, address, sent, says):
    response = as_persona("owner").post(_base(somebody) + address, sent)
    assert response.status_code in {422, 409} and says in text(response)
    assert not _rows(Action).exists() and _rows(Goal).count() == 1


@pytest.mark.capability(22)
@pytest.mark.capability(32)
def test_a_plan_is_put_forward_answered_and_compared(as_persona, somebody, plan, circle):
    owner = as_persona("owner")
    assert owner.post(f"{_base(somebody)}agreement/forward/", {"why": "Eerste"}).status_code == 302
    version = _rows(PlanVersion).get()
    supporter = as_persona("col-wmo")
    assert "Answer for your organisation" in text(supporter.get(f"{_base(somebody)}agreement/"))
    sign = f"{_base(somebody)}sign/version/{version.pk}/"
    assert "Write down the reason" in text(supporter.post(sign, {"answer": "OBJECTED", "remark": ""}))
    assert supporter.post(sign, {"answer": "AGREED"}).status_code == 302
    heard = f"{_base(somebody)}heard/version/{version.pk}/"
    assert supporter.post(heard, {"signer": "CLIENT", "name": "Zij", "answer": "AGREED"}).status_code == 403
    assert owner.post(heard, {"signer": "CLIENT", "name": "Mevrouw Populier", "answer": "AGREED"}).status_code == 302
    page = text(owner.get(f"{_base(somebody)}agreement/"))
    assert "Organisatie wmo" in page and "Still to answer" in page
    owner.post(f"{_base(somebody)}add/goal/", {"text": "Werk", "domain": "WORK_DAY"})
    owner.post(f"{_base(somebody)}agreement/forward/", {"why": "Werk erbij"})
    page = text(owner.get(f"{_base(somebody)}versions/2/"))
    assert "Version 2 beside version 1" in page and "Werk" in page
    assert owner.get(f"{_base(somebody)}versions/9/").status_code == 404
    assert owner.get(f"{_base(somebody)}sign/nothing/1/").status_code == 404


@pytest.mark.capability(22)
@pytest.mark.capability(32)
def test_one_answer_does_for_the_plan_and_the_approach_beside_it(as_persona, somebody, plan, circle):
    owner = as_persona("owner")
    owner.post(f"{_base(somebody)}agreement/approach/", {"works": "Rustig praten"})
    owner.post(f"{_base(somebody)}agreement/forward/", {"why": "Eerste"})
    version = _rows(PlanVersion).get()
    assert "Not everybody has agreed yet" in text(owner.get(_base(somebody)))
    sign, heard = (f"{_base(somebody)}{what}/version/{version.pk}/" for what in ("sign", "heard"))
    for name in ("owner", "col-wmo", "col-town", "col-home", "col-police"):
        client = as_persona(name)
        assert "What works: Rustig praten" in text(client.get(sign))
        assert client.post(sign, {"answer": "AGREED", "too": "on"}).status_code == 302
        assert "Rustig praten" not in text(client.get(sign)), "answered once"
    assert "Fill in the name" in text(owner.post(heard, {"signer": "CLOSE_ONE", "name": "", "answer": "AGREED"}))
    assert owner.post(heard, {"signer": "CLIENT", "name": "", "answer": "AGREED", "too": "on"}).status_code == 302
    assert _rows(Approach).get().state == "AGREED"
    assert "Everybody agrees" in text(owner.get(_base(somebody)))
    assert "Mevrouw Populier" in text(owner.get(f"{_base(somebody)}agreement/")), "who is known need not be named again"
    assert "was not there" not in text(owner.get(f"{_base(somebody)}versions/1/")), (
        "a first version is read, not compared"
    )


@pytest.mark.capability(28)
def test_several_actions_are_written_one_after_the_other(as_persona, somebody, plan):
    owner = as_persona("owner")
    address = f"{_base(somebody)}add/action/?goal=1"
    sent = {"text": "Belt de huisarts", "whose": "client", "due": "2026-12-01"}
    assert owner.post(address, {**sent, "another": "1"}).url == address
    assert owner.post(address, sent).url.startswith(f"{_base(somebody)}#")
    assert _rows(Action).count() == 2
    owner.post(f"{_base(somebody)}agreement/forward/", {"why": "Eerste"})
    assert "the person themselves" in text(owner.get(f"{_base(somebody)}versions/1/")), (
        "a version says whose move it is"
    )


@pytest.mark.capability(32)
def test_an_approach_is_proposed_once_and_taken_back(as_persona, somebody, plan):
    owner = as_persona("owner")
    owner.post(f"{_base(somebody)}agreement/approach/", {"works": "Rustig praten"})
    assert "Rustig praten" in text(owner.get(f"{_base(somebody)}agreement/"))
    again = owner.post(f"{_base(somebody)}agreement/approach/", {"works": "Anders"})
    assert again.status_code == 409
    pk = _rows(Approach).get().pk
    assert owner.post(f"{_base(somebody)}agreement/approach/{pk}/withdraw/").status_code == 302
    assert _rows(Approach).get().state == "REJECTED"


@pytest.mark.capability(96)
def test_an_evaluation_is_held_and_one_is_moved(as_persona, somebody, plan):
    owner = as_persona("owner")
    first, second = _rows(Evaluation).order_by("due_on")[:2]
    held = {"held_on": "2026-11-20", "client_there": "on", "conclusion": "GO_ON", "went_well": "Veel"}
    assert owner.post(f"{_base(somebody)}evaluations/{first.pk}/", held).status_code == 302
    assert "Veel" in text(owner.get(f"{_base(somebody)}evaluations/"))
    move = {"due_on": "2027-06-01", "why": "Vakantie"}
    assert owner.post(f"{_base(somebody)}evaluations/{second.pk}/move/", move).status_code == 302
    assert owner.get(f"{_base(somebody)}evaluations/999999/").status_code == 404


@pytest.mark.capability(36)
def test_extra_hours_are_asked_by_a_provider_and_decided_by_whom_was_asked(as_persona, somebody, circle):
    provider, town = as_persona("col-wmo"), as_persona("col-town")
    sent = {"kind": "EXTRA_HOURS", "hours": "6", "start": "2026-12-01", "last_day": "2027-02-28", "why": "Loopt vast",
            "asked_of": circle.organisations["town"]}  # fmt: skip
    assert provider.post(f"{_base(somebody)}support/ask/", sent).status_code == 302
    row = _rows(SupportRequest).get()
    assert row.decide_by == date(2026, 11, 24), "two working days"
    decide = f"{_base(somebody)}support/{row.pk}/"
    assert provider.post(decide, {"decision": "GRANTED", "reason": "Mag"}).status_code == 403
    assert town.post(decide, {"decision": "PARTLY", "reason": "Vier uur eerst", "hours": "4"}).status_code == 302
    page = text(provider.get(f"{_base(somebody)}support/"))
    assert "Partly granted" in page and "Vier uur eerst" in page
    again = town.post(decide, {"decision": "REFUSED", "reason": "Toch niet"})
    assert again.status_code == 409 and _rows(SupportRequest).get().decision == "PARTLY"


@pytest.mark.capability(82)
def test_a_deviation_names_who_backs_it_and_is_looked_back_on(as_persona, somebody):
    owner = as_persona("owner")
    sent = {"protocol": "Geen huisdieren", "instead": "De hond mag mee", "why": "Zonder hond komt hij niet", "risk": "Besproken",
            "consulted": "Team", "backed_by": "A. de Wit", "backed_as": "Teammanager", "backed_on": "2026-11-20",
            "start": "2026-11-23", "review_on": "2027-01-15"}  # fmt: skip
    refused = owner.post(f"{_base(somebody)}support/deviations/new/", {**sent, "backed_by": ""})
    assert refused.status_code == 422
    assert owner.post(f"{_base(somebody)}support/deviations/new/", sent).status_code == 302
    assert "A. de Wit, Teammanager" in text(owner.get(f"{_base(somebody)}support/"))


@pytest.mark.capability(23)
@pytest.mark.capability(25)
def test_a_seat_is_never_empty_between_two_people(as_persona, cast, somebody, circle):
    owner = as_persona("owner")
    page = text(owner.get(f"{_base(somebody)}directing/"))
    assert "nobody" in page, "no file holder yet: red"
    who = f"{circle['wmo'].user_id}:{circle.organisations['wmo']}"
    assert owner.post(f"{_base(somebody)}directing/FILE_HOLDER/", {"who": who}).status_code == 302
    page = text(owner.get(f"{_base(somebody)}directing/"))
    assert "for 1 person" in page
    assert owner.post(f"{_base(somebody)}directing/CLIENT/", {"who": who}).status_code == 404
    assert owner.post(f"{_base(somebody)}directing/FILE_HOLDER/", {"who": who}).status_code == 409
    town = f"{circle['town'].user_id}:{circle.organisations['town']}"
    again = owner.post(f"{_base(somebody)}directing/FILE_HOLDER/", {"who": town})
    assert again.status_code == 409, "whoever began today is not replaced today"


@pytest.mark.capability(24)
@pytest.mark.capability(34)
def test_whom_the_person_chose_gets_the_seat_whatever_organisation(as_persona, somebody, circle):
    owner = as_persona("owner")
    who = f"{circle['home'].user_id}:{circle.organisations['home']}"
    sent = {"who": who, "talked_on": "2026-11-20", "client_says": "Die luistert", "outcome": "CHOSEN"}
    assert owner.post(f"{_base(somebody)}directing/meeting/", sent).status_code == 302
    page = text(owner.get(f"{_base(somebody)}directing/"))
    assert "Die luistert" in page and "Chosen" in page and "Case manager chosen by the client" in page
    offer = {"offered_on": "2026-11-20", "answer": "ACCEPTED"}
    assert owner.post(f"{_base(somebody)}directing/support/", offer).status_code == 409, "accepted from whom?"
    assert owner.post(f"{_base(somebody)}directing/support/", {**offer, "supporter": "Els"}).status_code == 302


# ---- signalling plan --------------------------------------------------------------------------------
@pytest.mark.capability(38)
def test_a_signalling_plan_is_drawn_up_signed_in_force_and_gives_a_crisis_sheet(as_persona, somebody, circle):
    owner, base = as_persona("owner"), f"{_base(somebody)}signals/"
    assert owner.get(f"{_base(somebody)}crisis/").status_code == 404
    owner.post(f"{base}start/", {"question": "Laat mij rustig worden"})
    assert owner.post(f"{base}start/", {"question": "Nog een"}).status_code == 409
    page = text(owner.post(f"{base}ask/", follow=True))
    assert "at least one sign and one person to call" in page
    lines = [("YELLOW", "SIGN", "Slaapt slecht", ""), ("RED", "SIGN", "Schreeuwt", ""), ("RED", "DO_NOT", "Niet vastpakken", ""),
             ("RED", "HELPER", "Gaat naast haar zitten", "Iris")]  # fmt: skip
    for phase, kind, words, who in lines:
        sent = {"phase": phase, "kind": kind, "text": words, "who": who}
        assert owner.post(f"{base}lines/", sent).status_code == 302
    nobody = {"phase": "RED", "kind": "HELPER", "text": "Belt", "who": ""}
    assert owner.post(f"{base}lines/", nobody).status_code == 409
    assert owner.post(f"{base}calls/", {"name": "x", "phone": "<script>"}).status_code == 422
    assert owner.post(f"{base}calls/", {"name": "Iris Wolting", "phone": "06-12 34 56 78"}).status_code == 302
    owner.post(f"{base}ask/")
    assert "write down that they agree first" in text(owner.post(f"{base}force/", follow=True))
    pk = _rows(SignalPlan).get().pk
    owner.post(f"{_base(somebody)}heard/signals/{pk}/", {"signer": "CLIENT", "name": "Zij", "answer": "AGREED"})
    assert "crisis sheet is made" in text(owner.post(f"{base}force/", follow=True))
    sheet = text(owner.get(f"{_base(somebody)}crisis/"))
    assert "tel:0612345678" in sheet and "Niet vastpakken" in sheet and "Slaapt slecht" not in sheet
    pdf = owner.post(f"{_base(somebody)}crisis/file/")
    assert pdf.status_code == 200 and pdf.content[:4] == b"%PDF"
    assert "Mevrouw Populier" in text(owner.get("/plan/crisis/"))
    assert owner.post(f"{base}lines/", nobody).status_code == 404, "what is in force does not change"


@pytest.mark.capability(38)
@pytest.mark.capability(115)
def test_who_supports_reads_it_only_by_the_persons_leave_and_no_longer_when_it_is_taken_back(
    as_persona, cast, somebody, circle, signed_plan
):
    from samenhang.privacy.enums import GivenHow
    from samenhang.privacy.models import Consent
    from samenhang.privacy.services import withdraw_consent

    supporter = as_persona("col-wmo")
    assert "You do not see the signalling plan" in text(supporter.get(f"{_base(somebody)}signals/"))
    assert supporter.get(f"{_base(somebody)}crisis/").status_code == 404
    sent = {"organisations": [circle.organisations["wmo"]], "why": "Zij komen elke dag", "how": "SPOKEN", "by": "CLIENT",
            "on": "2026-11-20", "witness": ""}  # fmt: skip
    owner = as_persona("owner")
    assert owner.post(f"{_base(somebody)}signals/share/", sent).status_code == 409, "spoken consent has a witness"
    assert owner.post(f"{_base(somebody)}signals/share/", {**sent, "witness": "Iris"}).status_code == 302
    assert "Schreeuwt" in text(supporter.get(f"{_base(somebody)}signals/"))
    assert text(supporter.get(f"{_base(somebody)}crisis/"))
    assert as_persona("col-town").get(f"{_base(somebody)}crisis/").status_code == 404
    consent = _rows(Consent).latest("pk")
    withdraw_consent(actor=cast.owner, consent_id=consent.pk, how=GivenHow.SPOKEN, today=TODAY)
    assert supporter.get(f"{_base(somebody)}crisis/").status_code == 404


@pytest.mark.capability(38)
def test_what_somebody_sees_asks_somebody_to_act(as_persona, cast, somebody, signed_plan):
    owner = as_persona("owner")
    owner.post(f"{_base(somebody)}signals/seen/", {"phase": "RED", "signs": "Schreeuwt op straat"})
    page = text(owner.get(f"{_base(somebody)}signals/"))
    assert "Schreeuwt op straat" in page and "Say what was done" in page
    from samenhang.plan.models import SignalObservation

    pk = _rows(SignalObservation).get().pk
    react = f"{_base(somebody)}signals/seen/{pk}/"
    assert owner.post(react, {"reaction": ""}).status_code == 422
    assert owner.post(react, {"reaction": "Erheen gegaan"}).status_code == 302
    assert owner.post(react, {"reaction": "Nog eens"}).status_code == 409


@pytest.mark.capability(38)
def test_the_next_version_begins_with_the_one_before_and_replaces_it_when_signed(as_persona, somebody, signed_plan):
    owner, base = as_persona("owner"), f"{_base(somebody)}signals/"
    owner.post(f"{base}start/", {"question": "Opnieuw"})
    draft = _rows(SignalPlan).get(state="DRAFT")
    assert draft.number == 2
    page = text(owner.get(base))
    assert "In the making: version 2" in page and "In force: version 1" in page
    assert page.count("Schreeuwt") == 3, "in force, in the making, and on the button that takes it out"
    owner.post(f"{base}ask/")
    owner.post(f"{_base(somebody)}heard/signals/{draft.pk}/", {"signer": "CLIENT", "name": "Zij", "answer": "AGREED"})
    owner.post(f"{base}force/")
    assert sorted(_rows(SignalPlan).values_list("number", "state")) == [(1, "REPLACED"), (2, "SIGNED")]
    assert "Replaced" in text(owner.get(f"{base}1/"))


@pytest.mark.capability(138)
def test_two_hundred_actions_and_a_hundred_sheets_stay_readable(as_persona, cast, somebody, plan):
    for n in range(200):
        services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=action(text=f"Afspraak {n}"))
    assert text(as_persona("owner").get(_base(somebody))).count("plan-action__what") == 200
