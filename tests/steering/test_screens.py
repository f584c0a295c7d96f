"""The screens of bottlenecks and agreed room, each for who may and who may not, in both languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from samenhang.matching.enums import RefusalReason
from samenhang.matching.services import NewRefusal, record_refusal
from samenhang.steering.models import Bottleneck, Question, RegulatoryRoom
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def _get(client, name, *args, status=200, **query) -> str:
    response = client.get(reverse(f"steering:{name}", args=args), query)
    assert response.status_code == status, response.content.decode()[:800]
    return response.content.decode()


def _post(client, name, *args, status=302, **sent) -> str:
    response = client.post(reverse(f"steering:{name}", args=args), sent)
    assert response.status_code == status, response.content.decode()[-3000:]
    return response.content.decode()


@pytest.fixture
def refused(cast, somebody):
    """Somebody who was refused because of where they come from."""
    record_refusal(
        actor=cast.owner,
        new=NewRefusal(
            person_id=somebody.id, compartment_id=somebody.compartment_id, dossier_id=somebody.dossier_id, facility="BW Duinzicht",
            refused_on=TODAY, reason=RefusalReason.RESIDENCE, client_seen=True, place_id=None, organisation_id=None, refused_by="",
            seen_on=TODAY, exception_reason="", would_be_possible="Als de gemeente meebetaalt", consequence="",
        ),
    )  # fmt: skip
    return somebody


@pytest.mark.capability(78, 79, 97)
def test_from_a_refusal_to_an_answer_on_the_screen(as_persona, refused, region):
    owner, funder, person = as_persona("owner"), as_persona("funder"), refused.id
    page = _get(owner, "case", person)
    assert (
        "Als de gemeente meebetaalt" in page and "Put it on the agenda" in page and "Nothing is on the agenda" in page
    )
    form = _get(owner, "grow", person, key="refusal:RESIDENCE")
    assert "Refused:" in form and 'value="MUNICIPALITY" selected' in form, "most of it is filled in already"
    sent = {
        "title": "De gemeente vraagt binding met de regio", "classes": ["LEGAL", "FINANCIAL"], "level": "ORGANISATION", "layer": "MACRO",
        "within": "NO", "within_words": "Nagevraagd", "rule_owner": "MUNICIPALITY", "owner": f"{region.owner.me}:{region.organisations['ggz']}",
        "next_on": "2026-12-06",
    }  # fmt: skip
    address = reverse("steering:grow", args=[person]) + "?key=refusal:RESIDENCE"
    wrong = owner.post(address, {**sent, "words": "Mevrouw Populier krijgt geen plek"})
    assert wrong.status_code == 409 and "Mevrouw Populier krijgt geen plek" in wrong.content.decode(), (
        "what was typed stands"
    )
    assert owner.post(address, sent).status_code == 302
    pk = Bottleneck.objects.get().pk
    assert "On the agenda" in _get(owner, "case", person)
    assert (
        _post(owner, "ask", pk, kind="DECISION", station="FUNDERS", question="Mag het?", needed="Een uitzondering")
        == ""
    )
    listed = _get(funder, "agenda")
    assert "De gemeente vraagt binding" in listed and "Populier" not in listed and "fewer than 10" in listed
    one = _get(funder, "bottleneck", pk)
    assert "Een uitzondering" in one and "Populier" not in one and "the care office is invited" in one
    assert "A question waits for your table" in funder.get("/").content.decode()
    question = Question.objects.get().pk
    assert "This field is required" in _post(funder, "answer", pk, question, status=422, given="ROOM", reasons="")
    _post(funder, "answer", pk, question, given="ROOM", reasons="Een jaar lang zonder binding")
    assert "Nog eens" in _post(funder, "answer", pk, question, status=409, given="NO", reasons="Nog eens")
    back = _get(owner, "case", person)
    assert "Een jaar lang zonder binding" in back and "Say what the answer brings" in back
    assert "say what it brings for this person" in owner.get("/").content.decode()
    met = back.split(f"/bottlenecks/people/{person}/")[1:]
    case = next(part.split("/")[0] for part in met if "hear" in part[:20])
    _post(owner, "hear", person, case, question, effect="HELPS", words="")
    assert "It helps" in _get(owner, "case", person)
    assert "Mevrouw Populier" in _get(owner, "bottleneck", pk), "who takes part reads whom it concerns"


@pytest.mark.capability(81)
def test_room_is_written_down_looked_back_on_and_ended_on_the_screen(as_persona, region, place):
    funder, owner = as_persona("funder"), as_persona("owner")
    pk = region.grown()
    sent = {
        "title": "Vooraf onderzoeken", "basis": "AGREEMENT", "law": "WMO", "article": "2.3.2", "interpretation": "Het mag", "agreed": "Vooraf",
        "approved_by": "Wethouder zorg", "approved_for": region.organisations["table"], "agreed_on": "2026-11-20", "start": "2026-11-22",
        "end": "2029-11-22", "evaluate_on": "2027-06-01",
    }  # fmt: skip
    assert "at most two years" in _post(funder, "new_room_for", pk, status=409, **sent)
    _post(funder, "new_room_for", pk, **{**sent, "end": "2028-11-22"})
    room = RegulatoryRoom.objects.get().pk
    assert "Vooraf onderzoeken" in _get(owner, "rooms") and "Vooraf onderzoeken" in _get(owner, "bottleneck", pk)
    _post(owner, "use_room", region.somebody.id, room=room, words="In de kliniek")
    assert "In de kliniek" in _get(owner, "case", region.somebody.id)
    _get(owner, "new_room", status=403)
    _post(funder, "evaluate", room, evaluation="Het werkt", next_on="2027-12-01", version=1)
    _post(funder, "end_room", room, reason="De regel is veranderd", version=2)
    assert "De regel is veranderd" in _get(owner, "room", room) and "Het werkt" in _get(owner, "room", room)


@pytest.mark.capability(78, 79, 81, 91)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_page_opens_with_nothing_and_with_something_in_both_languages(as_persona, region, language):
    owner, board = as_persona("owner", language), as_persona("board", language)
    for name in ("agenda", "rooms", "advice"):
        _get(owner, name)
    pk, person = region.grown(), region.somebody.id
    question = region.ask(pk)
    for name in ("bottleneck", "edit", "ask", "solve", "set_aside", "reopen"):
        _get(owner, name, pk)
    _get(owner, "take_back", pk, question)
    _get(as_persona("funder", language), "answer", pk, question)
    _get(board, "answer", pk, question, status=403)
    for name in ("case", "grow", "use_room"):
        _get(owner, name, person)
    _get(owner, "join", person, pk)
    _get(board, "new_room")
    _get(board, "new_room_for", pk)
    for name in ("agenda", "rooms", "advice"):
        _get(board, name)
    _get(owner, "agenda", at="FUNDERS", kind="LEGAL", measure="M4")
    _get(owner, "agenda", at="nonsense", kind="'", over="on")


def test_who_may_not_gets_nothing(as_persona, region):
    pk, person = region.grown(), region.somebody.id
    outsider, manager = as_persona("outsider"), as_persona("manager")
    _get(outsider, "case", person, status=404)
    _get(outsider, "grow", person, status=404)
    _get(manager, "agenda", status=403)
    _get(manager, "bottleneck", pk, status=403)
    assert "Populier" not in _get(outsider, "bottleneck", pk)
    _get(as_persona("owner"), "bottleneck", 999_999, status=404)
    _get(as_persona("owner"), "room", 999_999, status=404)
    _get(as_persona("owner"), "hear", person, 999_999, 1, status=404)


@pytest.mark.capability(78)
def test_the_agenda_asks_as_few_questions_for_many_as_for_one(as_persona, region):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    owner = as_persona("owner")
    region.grown()

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            page = _get(owner, "agenda")
        assert "Late" not in page
        return len(seen)

    one = asked()
    for n in range(30):
        region.grown(title=f"Knelpunt {n}", next_on=TODAY + timedelta(days=n))
    assert asked() == one <= 16
    assert date(2026, 11, 22) == TODAY
