"""The screens of warm handovers, each for who may and who may not, in both languages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samenhang.pathway import services
from samenhang.pathway.enums import Evidence, HandoverState, RequestState
from samenhang.pathway.forms.handovers import BY_FORM
from tests.conftest import TODAY
from tests.pathway.handing_over import DAY, MOVE, colleague, request

pytestmark = pytest.mark.django_db


def _get(client, name, *args, status=200) -> str:
    response = client.get(reverse(f"pathway:{name}", args=args))
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def _post(client, name, *args, status=302, **sent) -> str:
    response = client.post(reverse(f"pathway:{name}", args=args), sent)
    assert response.status_code == status, response.content.decode()[-3000:]
    return response.content.decode()


@pytest.mark.capability(51)
def test_a_handover_begins_on_the_page_of_a_person(as_persona, stage):
    owner, person = as_persona("owner"), stage.somebody.id
    assert "No handovers" in _get(owner, "of_person", person)
    assert "No step is planned" in _get(owner, "overview", person)
    sent = {
        "kind": "PROVIDER_TO_PROVIDER", "giver": f"{stage.owner.user_id}:{stage.organisations['ggz']}", "giver_role": "GGZ",
        "move_on": MOVE.isoformat(), "perspective": "Een eigen studio",
    }  # fmt: skip
    assert "This field is required" in _post(owner, "start", person, status=422, **{**sent, "kind": ""})
    _post(owner, "start", person, **sent)
    again = _post(owner, "start", person, status=409, **sent)
    assert "runs for this person already" in again and "Een eigen studio" in again, "what was typed is not lost"
    glance = _get(owner, "overview", person)
    assert "From one provider to another" in glance and "Seeking a receiver" in glance and "No step is" not in glance
    listed = _get(owner, "handovers")
    assert "Mevrouw Populier" in listed and "Nobody receives yet" in listed


@pytest.mark.capability(55, 18)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_possible_receiver_reads_what_is_needed_and_not_about_whom(as_persona, stage, language):
    pk = stage.start()
    owner, receiver = as_persona("owner", language), as_persona("receiver", language)
    _post(
        owner, "ask_receivers", pk, organisations=[stage.organisations["shelter"], stage.organisations["other"]], setting="BW",
        security_level="1", needs=["LOW_STIMULUS"], words="Kookt graag voor anderen",
    )  # fmt: skip
    from samenhang.pathway.models import HandoverRequest

    mine = HandoverRequest.objects.get(asked_of_id=stage.organisations["shelter"]).pk
    page = _get(receiver, "request", mine)
    assert "Populier" not in page and "Kookt graag" in page
    assert "Populier" not in _get(receiver, "requests")
    _get(receiver, "handover", pk, status=404)
    locked = _post(receiver, "refuse", mine, status=409, reason="FULL", would_be_possible="Over een maand")
    assert "Over een maand" in locked and request(mine).state == RequestState.ASKED
    _post(receiver, "hold", mine, until=(TODAY + 7 * DAY).isoformat())
    _post(receiver, "accept", mine)
    _get(receiver, "handover", pk, status=404)
    assert "Populier" not in _get(receiver, "request", mine) and "Populier" not in _get(receiver, "handovers")
    stage.consent()
    assert "Populier" in _get(receiver, "handover", pk)
    others = HandoverRequest.objects.exclude(pk=mine).get().pk
    assert request(others).state == RequestState.RELEASED
    _get(as_persona("second", language), "request", others)
    _get(as_persona("second", language), "request", mine, status=404)


def test_a_name_in_the_question_is_refused_and_nothing_is_lost(as_persona, stage):
    pk = stage.start()
    page = _post(
        as_persona("owner"), "ask_receivers", pk, status=409, organisations=[stage.organisations["shelter"]], words="Voor mevrouw Populier",
    )  # fmt: skip
    assert "Voor mevrouw Populier" in page and not stage.row(pk).receiver_id


@pytest.mark.capability(49, 50, 56)
@pytest.mark.parametrize("kind", [k.lower() for k in BY_FORM])
def test_everything_that_is_done_has_its_form(as_persona, stage, kind):
    pk = stage.moved()
    owner = as_persona("owner")
    sent = {
        "on": TODAY.isoformat(), "words": "Zo is het", "with_whom": "Iris en Daan", "client_present": "on", "in_person": "on",
        "organisation": stage.organisations["shelter"], "minutes": 40, "how": "TALKED", "helped": "Rust", "missed": "Niets",
        "item": {"return_agreement": "BED_HELD", "check_in": "1", "evaluation": "YES"}.get(kind, ""),
    }  # fmt: skip
    page = _get(owner, "note", pk, kind)
    assert 'name="on"' in page
    _post(owner, "note", pk, kind, status=422, on="")
    if kind == "check_in":
        early = _post(owner, "note", pk, kind, status=409, **sent)
        assert "too early for this check-in" in early and "Zo is het" in early
        row = stage.row(pk)
        row.transferred_on, row.move_on = TODAY - 31 * DAY, TODAY - 31 * DAY
        row.save(update_fields=["transferred_on", "move_on"])
    _post(owner, "note", pk, kind, **sent)
    assert ("Zo is het" if kind != "evaluation" else "Rust") in _get(owner, "handover", pk)


@pytest.mark.capability(49)
def test_the_form_of_the_talk_says_no_to_a_file_alone(as_persona, stage):
    pk = stage.moved()
    page = _post(
        as_persona("owner"), "note", pk, "talk", status=409, on=TODAY.isoformat(), how="PAPER", minutes=45, with_whom="Iris", words="Dossier gemaild",
    )  # fmt: skip
    assert "A file alone is no handover" in page and "Dossier gemaild" in page


@pytest.mark.capability(51)
def test_the_eight_things_are_gone_through_in_one_form(as_persona, stage):
    from samenhang.pathway.enums import Livelihood
    from samenhang.pathway.models import HandoverEvidence

    pk = stage.accepted()
    owner = as_persona("owner")
    sent = {code.value: "DONE" for code in Livelihood}
    _post(owner, "livelihood", pk, status=422, **{**sent, "DEBTS": "WAIVED"})
    _post(owner, "livelihood", pk, **{**sent, "DEBTS": "WAIVED", "DEBTS_words": "Heeft geen schulden"})
    _post(owner, "livelihood", pk, **{**sent, "DEBTS": "WAIVED", "DEBTS_words": "Heeft geen schulden"})
    rows = HandoverEvidence.objects.for_rule("a test counts").filter(handover_id=pk, kind="LIVELIHOOD")
    assert rows.count() == 8 and rows.get(item="DEBTS").waived
    assert "Heeft geen schulden" in _get(owner, "livelihood", pk)


@pytest.mark.capability(49, 51, 54)
def test_from_ready_to_completed_by_the_buttons(as_persona, stage):
    pk = stage.accepted(move_on=TODAY)
    owner, receiver = as_persona("owner"), as_persona("receiver")
    page = _get(owner, "handover", pk)
    assert "Missing before anybody is ready" in page and "Not everything is there yet" in page
    _post(owner, "ready", pk, lock=stage.row(pk).lock)
    assert stage.row(pk).state == HandoverState.ACQUAINTING
    assert "may go along" in _get(owner, "items", pk)
    stage.all_there(pk)
    _post(owner, "ready", pk, lock=stage.row(pk).lock)
    _post(owner, "moved", pk, lock=stage.row(pk).lock)
    stage.note(pk, Evidence.TALK, minutes=45)
    _post(receiver, "enough", pk, lock=stage.row(pk).lock)
    assert stage.row(pk).state == HandoverState.TRANSFERRED, "one talk is not enough"
    stage.note(pk, Evidence.TALK, minutes=45)
    assert owner.post(reverse("pathway:enough", args=[pk]), {"lock": stage.row(pk).lock}).status_code == 403
    _post(receiver, "enough", pk, lock=stage.row(pk).lock)
    _post(receiver, "ask", pk, question="Wat helpt als hij niet slaapt?")
    from samenhang.pathway.models import HandoverQuestion

    question = HandoverQuestion.objects.for_rule("a test looks").get().pk
    assert "Wat helpt" in _get(owner, "answer", pk, question)
    _post(owner, "answer", pk, question, answer="Een wandeling")
    stage.cared_for(pk)
    _post(receiver, "complete", pk, lock=stage.row(pk).lock)
    assert "Completed" in _get(receiver, "handover", pk)
    assert "Een wandeling" in _get(receiver, "handover", pk)


@pytest.mark.capability(51, 53)
def test_day_giver_home_place_exception_back_again_and_stop(as_persona, stage, place):
    pk = stage.accepted()
    owner = as_persona("owner")
    _post(owner, "move_day", pk, status=409, move_on=(MOVE + DAY).isoformat())
    _post(owner, "move_day", pk, move_on=TODAY.isoformat(), why="Er is eerder plek")
    _post(owner, "giver", pk, giver=f"{stage.owner.user_id}:{stage.organisations['ggz']}", giver_role="GGZ")
    _post(owner, "place", pk, place=place)
    _post(
        owner, "home", pk, temporary="on", home_payer="HOUSING", home_until=(TODAY + 90 * DAY).isoformat(), return_on=(TODAY + 80 * DAY).isoformat(),
    )  # fmt: skip
    assert "Beschermd wonen Beuk" in _get(owner, "handover", pk)
    day = TODAY.isoformat()
    anyway = {
        "why": "Vrijdag zitting", "instead": "Komt mee", "risk": "Besproken", "consulted": "Noor", "backed_by": "Femke", "backed_as": "Manager",
        "backed_on": day, "review_on": (TODAY + 30 * DAY).isoformat(),
    }  # fmt: skip
    _post(owner, "ready_anyway", pk, status=422, **{**anyway, "backed_by": ""})
    _post(owner, "ready_anyway", pk, **anyway)
    assert "With an exception" in _get(owner, "handover", pk)
    _post(owner, "moved", pk, lock=stage.row(pk).lock)
    assert stage.row(pk).state == HandoverState.TRANSFERRED
    later = TODAY + DAY
    services.come_back(actor=stage.owner, handover_id=pk, why="Ging niet", lock=stage.row(pk).lock, today=later)
    assert "Came back" in _get(owner, "handover", pk)
    _post(owner, "again", pk, lock=stage.row(pk).lock)
    assert "earlier attempt" in _get(owner, "handover", pk)
    _post(owner, "stop", pk, status=422, why="")
    _post(owner, "stop", pk, why="Blijft toch hier wonen")
    assert "Blijft toch hier wonen" in _get(owner, "handover", pk)


def test_a_receiver_falls_away_by_the_form(as_persona, stage):
    pk = stage.accepted()
    stage.consent()
    _post(as_persona("receiver"), "falls_away", pk, why="De plek is vervallen")
    assert stage.row(pk).state == HandoverState.PLANNED


@pytest.mark.capability(49, 55)
def test_the_receiving_side_arranges_who_receives_before_it_reads_anything(as_persona, stage):
    nadia = colleague("nadia", stage.organisations["shelter"])
    pk = stage.start()
    (asked,) = stage.ask(pk)
    services.accept_request(actor=stage.receiver, request_id=asked, today=TODAY)
    receiver = as_persona("receiver")
    page = _get(receiver, "request", asked)
    assert "You read nothing about the person until they agree" in page and "Receiver receives" in page
    assert "Nothing yet: the person has not agreed" in _get(as_persona("owner"), "handover", pk)
    assert "Populier" not in _get(receiver, "take_over", asked)
    _post(receiver, "take_over", asked, status=422, receiver=nadia.me, why="")
    _post(receiver, "take_over", asked, receiver=nadia.me, why="Gaat met verlof")
    assert stage.row(pk).receiver_id == nadia.me and "Nadia receives" in _get(receiver, "request", asked)
    _get(as_persona("second"), "take_over", asked, status=404)
    _post(as_persona("nadia"), "give_back", asked, status=422, why="")
    _post(as_persona("nadia"), "give_back", asked, why="De plek is weg")
    assert stage.row(pk).state == HandoverState.PLANNED


@pytest.mark.capability(49, 50)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_colleague_takes_over_and_one_talk_is_an_exception_by_the_forms(as_persona, stage, language):
    nadia = colleague("nadia", stage.organisations["shelter"])
    pk = stage.moved()
    owner = as_persona("owner", language)
    _post(owner, "receiver", pk, status=422, receiver=nadia.me, why="")
    _post(owner, "receiver", pk, status=422, receiver=stage.other.me, why="Ziek")
    _post(owner, "receiver", pk, receiver=nadia.me, why="Daan is ziek")
    assert "Daan is ziek" in _get(owner, "handover", pk)
    stage.note(pk, Evidence.TALK, minutes=40)
    sent = {
        "why": "Zij is ziek geweest", "instead": "Het team belt elke week", "risk": "Besproken", "consulted": "Noor", "backed_by": "Femke",
        "backed_as": "Manager", "backed_on": TODAY.isoformat(), "review_on": (TODAY + 30 * DAY).isoformat(),
    }  # fmt: skip
    theirs = as_persona("nadia", language)
    assert "uitzondering" in _get(theirs, "handover", pk) or "exception" in _get(theirs, "handover", pk)
    _post(theirs, "enough_anyway", pk, status=422, **{**sent, "backed_by": ""})
    _post(theirs, "enough_anyway", pk, **sent)
    assert stage.row(pk).state == HandoverState.AFTERCARE


@pytest.mark.capability(49)
def test_on_paper_stands_every_step_with_who_and_when(as_persona, stage):
    pk = stage.accepted()
    page = _get(as_persona("owner", "nl"), "on_paper", pk)
    assert page.count('scope="col"') == 4 and "Thuishaven" in page


def test_an_outsider_meets_nothing(as_persona, stage):
    pk = stage.accepted()
    outsider = as_persona("outsider")
    for name in (
        "handover",
        "on_paper",
        "livelihood",
        "move_day",
        "giver",
        "home",
        "place",
        "receiver",
        "ready_anyway",
        "enough_anyway",
        "items",
        "ask",
    ):
        _get(outsider, name, pk, status=404)
    for name in ("ready", "moved", "enough", "complete", "again"):
        _post(outsider, name, pk, status=404, lock=1)
    assert "Populier" not in _get(outsider, "handovers")
    _get(outsider, "of_person", stage.somebody.id, status=404)


def test_the_numbers_are_read_by_all_and_changed_by_the_chair(as_persona, stage):
    from samenhang.pathway.catalogue import DEFAULTS

    assert "Numbers of handovers" in _get(as_persona("owner"), "template")
    _get(as_persona("owner"), "write_template", status=403)
    chair = as_persona("chair")
    sent = {**DEFAULTS.__dict__, "visits": 3, "valid_from": TODAY.isoformat(), "after": 0}
    _post(chair, "write_template", status=422, **sent, why="")
    _post(chair, "write_template", **sent, why="Meer tijd om te wennen")
    assert "Meer tijd om te wennen" in _get(chair, "template")


def test_the_list_asks_as_many_questions_for_one_as_for_many(as_persona, stage):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from samenhang.pathway.enums import HandoverKind

    stage.start()
    owner = as_persona("owner")
    _get(owner, "handovers")
    with CaptureQueriesContext(connection) as one:
        _get(owner, "handovers")
    for kind in list(HandoverKind)[:5]:
        stage.start(kind=kind)
    with CaptureQueriesContext(connection) as many:
        _get(owner, "handovers")
    assert len(many) == len(one)


@pytest.mark.capability(49, 54)
def test_consent_that_is_written_down_opens_the_handover_for_the_receiver(
    as_persona, stage, django_capture_on_commit_callbacks
):
    pk = stage.accepted()
    owner, receiver = as_persona("owner", "nl"), as_persona("receiver", "nl")
    _get(receiver, "handover", pk, status=404)
    page = owner.get(reverse("privacy:new_consent", args=[stage.somebody.id])).content.decode()
    shelter = f"{stage.organisations['shelter']}:"
    chosen = next(part.split('"')[0] for part in page.split('value="') if part.startswith(shelter))
    sent = {
        "receiver": chosen, "categories": ["PLAN_GOALS", "HOUSING_NEEDS"], "purpose": "HANDOVER", "why": "Zodat de nieuwe begeleiders weten wat helpt.",
        "valid_until": "2027-05-01", "answer": "SIGNED", "given_by": "CLIENT", "given_on": TODAY.isoformat(),
        "keep": "done",
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        answer = owner.post(reverse("privacy:new_consent", args=[stage.somebody.id]), sent)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert "Populier" in _get(receiver, "handover", pk)
