"""Consent: asked with an explanation, answered, withdrawn; nothing in one breath with everything."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.selectors import may_read
from samenhang.access.services import join_case
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.engines import sharing as engine
from samenhang.privacy.enums import ConsentState, GivenBy, GivenHow
from samenhang.privacy.labels import consent_text
from samenhang.privacy.selectors import consents_of
from samenhang.privacy.services import (
    Given,
    NewConsent,
    answer_consent,
    ask_consent,
    check_leave,
    record_answer,
    withdraw_consent,
)
from tests.conftest import TODAY
from tests.privacy.conftest import employ

pytestmark = [pytest.mark.django_db, pytest.mark.capability(115)]
CARE = Purpose.CARE_COORDINATION


def ask(
    actor, somebody, organisation_id, *, categories=Category.HOUSING_NEEDS, until=date(2027, 6, 1), given=None, **more
):
    values = {
        "person_id": somebody.id, "compartment_id": somebody.compartment_id, "organisation_id": organisation_id,
        "role": engine.Role.HOUSING_ASSOC, "categories": categories, "purpose": engine.Purpose.HOUSING_MATCH,
        "text": "Uitleg.", "valid_until": until, **more,
    }  # fmt: skip
    return ask_consent(actor=actor, new=NewConsent(**values), today=TODAY, given=given)


def state(cast, somebody):
    return consents_of(cast.owner, somebody.id, purpose=CARE, today=TODAY)[0].state


@pytest.fixture
def client(cast, somebody):
    """The person themselves, who signs in to their own file."""
    user = User.objects.create_user("mevrouw", name="Mevrouw Populier")
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.CLIENT, start=date(2026, 2, 1), user_id=user.pk
    )
    return actor_of(user, today=TODAY)


def test_the_explanation_says_what_why_to_whom_until_when_and_what_if_not():
    text = consent_text(
        organisation="Woonstede",
        categories=Category.HOUSING_NEEDS,
        purpose=engine.Purpose.HOUSING_MATCH,
        why="Dan vinden we sneller een rustige woning.",
        valid_until=date(2027, 6, 1),
    )
    for part in ("Woonstede", "wat een woning nodig heeft", "rustige woning", "1 juni 2027", "intrekken", "Zegt u nee"):
        assert part in text


@pytest.mark.parametrize(
    "categories",
    [
        Category.MEDICAL | Category.HOUSING_NEEDS,
        Category.FINANCE_DEBT | Category.MEDICAL,
        Category.POLICE | Category.JUDICIAL,
    ],
)
def test_what_people_are_ashamed_of_is_asked_alone(cast, somebody, housing, categories):
    with pytest.raises(Refused, match="ASK_IT_ALONE"):
        ask(cast.owner, somebody, housing, categories=categories)


@pytest.mark.parametrize(
    ("until", "code"),
    [(date(2027, 11, 23), "CONSENT_TOO_LONG"), (TODAY, "ENDS_BEFORE_START"), (date(2026, 1, 1), "ENDS_BEFORE_START")],
)
def test_consent_runs_for_a_year_at_most_and_never_backwards(cast, somebody, housing, until, code):
    with pytest.raises(Refused, match=code):
        ask(cast.owner, somebody, housing, until=until)
    assert ask(cast.owner, somebody, housing, until=date(2027, 11, 22))


def test_spoken_consent_names_who_was_there(cast, somebody, housing):
    with pytest.raises(Refused, match="WITNESS_MISSING"):
        ask(cast.owner, somebody, housing, given=Given(GivenHow.SPOKEN, GivenBy.CLIENT, TODAY))


def test_nobody_answers_in_the_portal_for_somebody_else(cast, somebody, housing, client):
    with pytest.raises(Refused, match="PORTAL_IS_THEIRS"):
        ask(cast.owner, somebody, housing, given=Given(GivenHow.PORTAL, GivenBy.CLIENT, TODAY))
    consent_id = ask(cast.owner, somebody, housing)
    with pytest.raises(NoGrant):
        answer_consent(actor=cast.owner, consent_id=consent_id, agreed=True, today=TODAY)


def test_the_person_answers_and_withdraws_in_the_portal(cast, somebody, housing, client):
    consent_id = ask(cast.owner, somebody, housing)
    assert state(cast, somebody) is ConsentState.ASKED
    answer_consent(actor=client, consent_id=consent_id, agreed=True, today=TODAY)
    assert state(cast, somebody) is ConsentState.RUNNING
    with pytest.raises(Refused, match="ALREADY_ANSWERED"):
        answer_consent(actor=client, consent_id=consent_id, agreed=False, today=TODAY)
    withdraw_consent(actor=client, consent_id=consent_id, how=GivenHow.PORTAL, today=TODAY)
    assert state(cast, somebody) is ConsentState.WITHDRAWN
    with pytest.raises(Refused, match="ALREADY_WITHDRAWN"):
        withdraw_consent(actor=client, consent_id=consent_id, how=GivenHow.PORTAL, today=TODAY)


def test_a_no_is_kept_and_opens_nothing(cast, somebody, housing):
    consent_id = ask(cast.owner, somebody, housing)
    record_answer(actor=cast.owner, consent_id=consent_id, given=None, today=TODAY)
    assert state(cast, somebody) is ConsentState.REFUSED


def test_an_outsider_can_neither_ask_nor_withdraw(cast, somebody, housing, consent):
    with pytest.raises(NoGrant):
        ask(cast.outsider, somebody, housing)
    with pytest.raises(NoGrant):
        withdraw_consent(actor=cast.outsider, consent_id=consent, how=GivenHow.SPOKEN, today=TODAY)


@pytest.mark.capability(112)
@pytest.mark.capability(115)
def test_a_refusal_to_let_an_experience_expert_take_part_leads_to_the_question(
    as_persona, cast, somebody, municipalities
):
    home = municipalities["Turfwolde"]
    new = [directory.NewOrganisation("peers", "Naastaan", "WMO_PROVIDER", home)]
    peers = directory.add_organisations(actor=SYSTEM, organisations=new)["peers"]
    peer = employ("wendel", peers, Role.EXPERIENCE_EXPERT)
    client, base = as_persona("owner"), f"/people/{somebody.id}"
    invite = {"role": "EXPERIENCE_EXPERT", "who": f"user:{peer.user_id}:{peers}"}
    refused = client.post(f"{base}/participants/", invite).content.decode()
    address = unescape(refused.split(f'href="{base}/consents/new/?')[1].split('"')[0])
    form = client.get(f"{base}/consents/new/?{address}").content.decode()
    assert f'value="{peers}:PEER" selected' in form and form.count("checked") == 4, "the question is filled in"
    sent = {
        "receiver": f"{peers}:PEER", "categories": ["ID_CONTACT", "PLAN_GOALS"], "purpose": "SUPPORT", "why": "Dan doet Wendel mee.",
        "valid_until": "2027-06-01", "answer": "SPOKEN", "given_by": "CLIENT", "given_on": "2026-11-22", "witness": "Daan", "keep": "another",
    }  # fmt: skip
    again = client.post(f"{base}/consents/new/", sent)
    assert again.status_code == 302 and "Wendel" not in again.url, "what somebody wrote does not stand in an address"
    form = client.get(again.url).content.decode()
    assert form.count("checked") == 2 and 'PEER" selected' not in form
    assert 'value="SPOKEN" selected' not in form, "a yes for one organisation is not a yes for the next"
    assert client.post(f"{base}/participants/", invite).status_code == 302


@pytest.mark.capability(112)
def test_an_experience_expert_takes_part_only_as_long_as_the_person_agrees(cast, somebody, organisations):
    peer = employ("wendel", organisations["table"], Role.EXPERIENCE_EXPERT)
    with pytest.raises(Refused, match="CONSENT_FIRST"):
        check_leave(somebody.id, CaseRole.EXPERIENCE_EXPERT, peer.organisation_id, TODAY)
    given = Given(GivenHow.SIGNED, GivenBy.CLIENT, TODAY)
    consent_id = ask(
        cast.owner, somebody, peer.organisation_id, categories=Category.PLAN_GOALS, given=given, role=engine.Role.PEER, purpose=engine.Purpose.SUPPORT
    )  # fmt: skip
    leave = check_leave(somebody.id, CaseRole.EXPERIENCE_EXPERT, peer.organisation_id, TODAY)
    assert leave.until == date(2027, 6, 1)
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.EXPERIENCE_EXPERT, start=TODAY, user_id=peer.user_id,
        organisation_id=peer.organisation_id, ground=leave.ground, until=leave.until,
    )  # fmt: skip
    assert may_read(peer, somebody.compartment_id, Category.PLAN_GOALS)
    withdraw_consent(actor=cast.owner, consent_id=consent_id, how=GivenHow.SPOKEN, today=TODAY)
    assert not may_read(peer, somebody.compartment_id, Category.PLAN_GOALS), "it ends with the consent"
    with pytest.raises(Refused, match="CONSENT_FIRST"):
        check_leave(somebody.id, CaseRole.EXPERIENCE_EXPERT, peer.organisation_id, TODAY)
