"""Somebody returns to a municipality: told on a ground and in time, taken up, seen; also where nobody signs in here."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.services import join_case
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.engines import sharing as engine
from samenhang.legal.enums import DutyState, TitleCode
from samenhang.legal.models import Arrangement
from samenhang.legal.services import NewTitle, record_title
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.pathway import services
from samenhang.pathway.enums import ReturnAct, ReturnAlert, ReturnState
from samenhang.pathway.models import Return
from samenhang.pathway.selectors import returns_attention, returns_of, returns_to
from samenhang.people.selectors import person
from samenhang.privacy.enums import ToldHow
from samenhang.privacy.selectors import Matter
from samenhang.privacy.selectors.asking import sentences
from samenhang.privacy.services import Part, Sharing, share
from tests.conftest import TODAY
from tests.privacy.conftest import employ

pytestmark = [pytest.mark.django_db, pytest.mark.capability(52)]
CARE = Purpose.CARE_COORDINATION
OUT = date(2027, 1, 15)


@pytest.fixture
def towns(organisations, municipalities) -> dict[str, int]:
    """A municipality with somebody who receives, one where nobody signs in, and the probation service."""
    return directory.add_organisations(
        actor=SYSTEM,
        organisations=[
            directory.NewOrganisation("town", "Gemeente Turfwolde", "MUNICIPALITY", municipalities["Turfwolde"]),
            directory.NewOrganisation("far", "Gemeente Ver Weg", "MUNICIPALITY", municipalities["Zandmeer"]),
            directory.NewOrganisation("probation", "Reclassering", "PROBATION", municipalities["Turfwolde"]),
        ],
    )


@pytest.fixture
def aftercare(towns):
    """Who receives at the municipality."""
    return employ("aftercare", towns["town"], Role.PROFESSIONAL)


@pytest.fixture
def probation(cast, somebody, towns):
    """Somebody of the probation service who takes part in the case and coordinates the way of life."""
    actor = employ("probation", towns["probation"], Role.PROFESSIONAL)
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.LIFE_COURSE_COORDINATOR, start=date(2026, 2, 1),
        user_id=actor.user_id, organisation_id=towns["probation"],
    )  # fmt: skip
    return actor


@pytest.fixture
def title(cast, somebody) -> int:
    new = NewTitle(
        somebody.id,
        somebody.compartment_id,
        somebody.dossier_id,
        TitleCode.COND_SENTENCE,
        date(2025, 1, 15),
        OUT + timedelta(days=1),
    )
    record_title(actor=cast.owner, new=new)
    new = NewTitle(
        somebody.id,
        somebody.compartment_id,
        somebody.dossier_id,
        TitleCode.ISD,
        date(2025, 1, 15),
        OUT + timedelta(days=1),
    )
    return record_title(actor=cast.owner, new=new)


def expect(cast, somebody, title, organisation_id, **more) -> int:
    values = {"actor": cast.owner, "returns_on": OUT, "today": TODAY, **more}
    return services.expect_return(
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        title_id=title,
        organisation_id=organisation_id,
        **values,
    )


def share_title(probation, somebody, organisation_id, title) -> None:
    """The probation service names the end date to the municipality, on the ground that the rules know (D25)."""
    row = person(probation, somebody.id, purpose=CARE)
    refs = tuple(ref for ref, _text in sentences(probation, row, Category.TITLE_FACT, purpose=CARE, today=TODAY))
    matter = Matter(
        organisation_id,
        engine.Role.AFTERCARE_COORD,
        engine.Role.PROBATION,
        engine.Purpose.HANDOVER,
        engine.Stage.TITLE_END,
    )
    share(
        actor=probation,
        sharing=Sharing(
            somebody.id, matter, (Part(Category.TITLE_FACT, refs),), "Dan kan de gemeente papieren en inkomen regelen.", True, told_how=ToldHow.IN_PERSON
        ),
        today=TODAY,
    )  # fmt: skip


def refused(reason_code, function, *args, **more):
    with pytest.raises(Refused) as raised:
        function(*args, **more)
    assert raised.value.code == reason_code


def test_a_municipality_is_told_on_a_ground_takes_it_up_and_has_seen_them(
    cast, somebody, towns, aftercare, probation, title
):
    pk = expect(cast, somebody, title, towns["town"])
    refused("SHARE_FIRST", services.told, actor=cast.owner, return_id=pk, today=TODAY)
    assert returns_to(aftercare, purpose=CARE, today=TODAY) == [], "nobody there knows of it yet"
    share_title(probation, somebody, towns["town"], title)
    services.told(actor=cast.owner, return_id=pk, today=TODAY)
    assert Arrangement.objects.for_rule("the duty is arranged with it").get().state == DutyState.ARRANGED
    waiting = Notification.objects.get(user_id=aftercare.user_id, kind=Kind.PERSON_RETURNS)
    assert (waiting.path, waiting.dossier_id) == ("/returns/", None)
    mine = returns_to(aftercare, purpose=CARE, today=TODAY)
    assert [(t.about, t.row.returns_on, t.row.state) for t in mine] == [("Mevrouw Populier", OUT, ReturnState.TOLD)]
    step = {"return_id": pk, "today": TODAY, "on": TODAY}
    services.advance_return(actor=aftercare, act=ReturnAct.TAKE_UP, words="Kim de Wit", **step)
    services.advance_return(actor=aftercare, act=ReturnAct.SEE, words="Kim, in de PI", **step)
    row = returns_of(cast.owner, [somebody.id], purpose=CARE)[0]
    assert (row.state, row.seen_on, row.contact) == (ReturnState.SEEN, TODAY, "Kim, in de PI")
    assert [(s.act, s.by) for s in row.steps] == [
        (ReturnAct.EXPECT, "Owner"), (ReturnAct.TELL, "Owner"), (ReturnAct.TAKE_UP, "Aftercare"), (ReturnAct.SEE, "Aftercare"),
    ]  # fmt: skip


def test_a_municipality_where_nobody_signs_in_is_told_by_letter_and_a_mail_without_content(
    cast, somebody, towns, probation, title, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    pk = expect(cast, somebody, title, towns["far"])
    ask = {
        "actor": cast.owner,
        "return_id": pk,
        "address": "nazorg@verweg.example",
        "phone": "0512-000000",
        "today": TODAY,
    }
    settings.MAIL_ON = False
    refused("NO_MAIL", services.mail_contact, **ask)
    settings.MAIL_ON, settings.MAIL_FROM = True, "samenhang@samenhang.example"
    services.mail_contact(**ask)
    sent = mail.outbox[0]
    assert (
        "0512-000000" in sent.body and "Populier" not in sent.body + sent.subject and somebody.number not in sent.body
    )
    letter = {"actor": cast.owner, "return_id": pk, "reference": "2026-118", "on": TODAY, "today": TODAY}
    refused("STEP_NOT_POSSIBLE", services.letter_sent, **letter)
    share_title(probation, somebody, towns["far"], title)
    services.told(actor=cast.owner, return_id=pk, today=TODAY)
    refused("NAME_MISSING", services.letter_sent, **{**letter, "reference": " "})
    services.letter_sent(**letter)
    row = returns_of(cast.owner, [somebody.id], purpose=CARE)[0]
    assert (row.state, row.letter) == (ReturnState.TOLD, "2026-118")
    assert [s.act for s in row.steps] == [ReturnAct.EXPECT, ReturnAct.MAIL, ReturnAct.TELL, ReturnAct.WRITE]


def test_a_mail_that_does_not_leave_is_said_and_leaves_no_trace_that_it_did(
    cast, somebody, towns, title, settings, monkeypatch
):
    settings.MAIL_ON, settings.MAIL_FROM = True, "samenhang@samenhang.example"
    pk = expect(cast, somebody, title, towns["far"])

    def fails(self):
        raise OSError("no route")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fails)
    refused(
        "NO_MAIL", services.mail_contact, actor=cast.owner, return_id=pk, address="a@b.example", phone="1", today=TODAY
    )
    assert [s.act for s in returns_of(cast.owner, [somebody.id], purpose=CARE)[0].steps] == [ReturnAct.EXPECT]


def test_what_cannot_be_is_refused(cast, somebody, towns, aftercare, title):
    refused("NOT_A_MUNICIPALITY", expect, cast, somebody, title, towns["probation"])
    refused("NOT_THIS_TITLE", expect, cast, somebody, title + 1000, towns["town"])
    refused("IN_THE_PAST", expect, cast, somebody, title, towns["town"], returns_on=TODAY - timedelta(days=1))
    with pytest.raises(NoGrant):
        expect(cast, somebody, title, towns["town"], actor=cast.outsider)
    pk = expect(cast, somebody, title, towns["town"])
    with pytest.raises(Conflict):
        expect(cast, somebody, title, towns["far"])
    step = {"return_id": pk, "on": TODAY, "words": "Kim", "today": TODAY}
    for actor in (cast.outsider, aftercare):
        with pytest.raises(NoGrant):
            services.advance_return(actor=actor, act=ReturnAct.TAKE_UP, **step)
        with pytest.raises(NoGrant):
            services.told(actor=actor, return_id=pk, today=TODAY)
    refused("STEP_NOT_POSSIBLE", services.advance_return, actor=cast.owner, act=ReturnAct.SEE, **step)
    refused("NAME_MISSING", services.advance_return, actor=cast.owner, act=ReturnAct.CALL_OFF, **{**step, "words": ""})
    refused("IN_THE_FUTURE", services.advance_return, actor=cast.owner, act=ReturnAct.CALL_OFF, **{**step, "on": OUT})
    services.advance_return(actor=cast.owner, act=ReturnAct.CALL_OFF, **step)
    assert expect(cast, somebody, title, towns["far"]), "after it was called off another one can be noted"


def test_the_database_refuses_a_return_that_was_told_without_a_ground(cast, somebody, towns, title):
    pk = expect(cast, somebody, title, towns["town"])
    rows = Return.objects.for_rule("the database refuses it too").filter(pk=pk)
    for wrong in ({"state": "TOLD"}, {"state": "SEEN"}, {"state": "TAKEN_UP", "told_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def asked(cast, somebody, today):
    return [(a.code, a.hard) for a in returns_attention(cast.owner, [somebody.id], purpose=CARE, today=today)]


def test_the_return_asks_from_ninety_days_before_until_somebody_was_seen(
    cast, somebody, towns, aftercare, probation, title
):
    pk = expect(cast, somebody, title, towns["town"])
    assert asked(cast, somebody, OUT - timedelta(days=91)) == []
    assert asked(cast, somebody, OUT - timedelta(days=90)) == [(ReturnAlert.RETURN_NOT_TOLD, False)]
    share_title(probation, somebody, towns["town"], title)
    services.told(actor=cast.owner, return_id=pk, today=TODAY)
    assert asked(cast, somebody, TODAY + timedelta(days=11)) == []
    assert asked(cast, somebody, TODAY + timedelta(days=14)) == [(ReturnAlert.RETURN_NOT_TAKEN_UP, False)]
    step = {"return_id": pk, "today": TODAY, "on": TODAY, "words": "Kim"}
    services.advance_return(actor=cast.owner, act=ReturnAct.TAKE_UP, **step)
    assert asked(cast, somebody, OUT - timedelta(days=43)) == []
    assert asked(cast, somebody, OUT - timedelta(days=42)) == [(ReturnAlert.RETURN_NOT_SEEN, False)]
    assert asked(cast, somebody, OUT) == [(ReturnAlert.RETURN_NOT_SEEN, True)]
    services.advance_return(actor=cast.owner, act=ReturnAct.SEE, **step)
    assert asked(cast, somebody, OUT) == []


def text(response) -> str:
    assert response.status_code in {200, 409, 422}, (response.status_code, response.content[:300])
    return response.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_screens_of_a_return(as_persona, cast, somebody, towns, aftercare, probation, title, language):
    owner, outsider, base = as_persona("owner", language), as_persona("outsider"), f"/returns/people/{somebody.id}/"
    assert (
        "<h1" in text(owner.get("/returns/"))
        and "<h1" in text(owner.get(base))
        and "<h1" in text(owner.get(f"{base}new/"))
    )
    assert outsider.get(base).status_code == outsider.get(f"{base}new/").status_code == 404
    sent = {"title": title, "returns_on": OUT.isoformat(), "organisation": towns["town"]}
    assert owner.post(f"{base}new/", {**sent, "organisation": towns["probation"]}).status_code == 422
    assert owner.post(f"{base}new/", sent).status_code == 302
    assert owner.post(f"{base}new/", sent).status_code == 409
    pk = returns_of(cast.owner, [somebody.id], purpose=CARE)[0].id
    assert owner.post(f"{base}{pk}/told/").status_code == 302
    assert returns_of(cast.owner, [somebody.id], purpose=CARE)[0].state == ReturnState.EXPECTED
    share_title(probation, somebody, towns["town"], title)
    assert owner.post(f"{base}{pk}/told/").status_code == 302
    received = as_persona("aftercare", language)
    assert "Mevrouw Populier" in text(received.get("/returns/"))
    assert outsider.get(f"/returns/{pk}/TAKE_UP/").status_code == 404
    assert received.post(f"/returns/{pk}/TAKE_UP/", {"words": "", "on": TODAY.isoformat()}).status_code == 422
    assert (
        received.post(f"/returns/{pk}/TAKE_UP/", {"words": "Kim <i>de Wit</i>", "on": TODAY.isoformat()}).status_code
        == 302
    )
    for address in (f"{pk}/letter/", f"{pk}/mail/", f"{pk}/act/SEE/", f"{pk}/act/CALL_OFF/"):
        assert "<h1" in text(owner.get(base + address)) and outsider.get(base + address).status_code == 404
    assert owner.get(f"{base}{pk}/act/TELL/").status_code == owner.get(f"{base}{pk + 1000}/letter/").status_code == 404
    assert owner.post(f"{base}{pk}/act/SEE/", {"words": "Kim", "on": TODAY.isoformat()}).status_code == 302
    page = text(owner.get(base))
    assert "Kim &lt;i&gt;de Wit" in page
