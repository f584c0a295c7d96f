"""The housing officer of the seeds (001, section 3): a better home is possible without a medical file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from samenhang.access.enums import Category, Purpose
from samenhang.base.errors import Refused
from samenhang.directory.enums import Role
from samenhang.people.models import Person
from samenhang.people.selectors import people, person
from samenhang.privacy.enums import GivenHow, ToldHow
from samenhang.privacy.models import Disclosure
from samenhang.privacy.selectors import answers, copies_for, disclosures_lately, notices_of, sentences
from samenhang.privacy.services import Part, Sharing, share, withdraw_consent
from tests.conftest import TODAY
from tests.privacy.conftest import employ

pytestmark = pytest.mark.django_db

CARE, SUPPORT = Purpose.CARE_COORDINATION, Purpose.SUPPORT


def tell(cast, somebody, matter, category=Category.HOUSING_NEEDS, words="", told=ToldHow.IN_PERSON):
    row = person(cast.owner, somebody.id, purpose=CARE)
    refs = tuple(ref for ref, _ in sentences(cast.owner, row, category, purpose=CARE, today=TODAY))
    return share(
        actor=cast.owner,
        sharing=Sharing(
            person_id=somebody.id,
            matter=matter,
            parts=(Part(category, refs, words),),
            necessity="Zonder dit krijgt zij weer een flat aan een drukke weg.",
            conditions_kept=True,
            contact="Owner, 0500-10000, ma-vr 9-17 uur",
            told_how=told,
        ),
        today=TODAY,
    )


@pytest.mark.capability(13)
@pytest.mark.capability(114)
def test_the_housing_officer_sees_that_a_home_must_be_low_in_stimuli_and_nothing_else(
    cast, somebody, officer, housing_matter, low_stimulus, consent
):
    tell(cast, somebody, housing_matter)
    copies = copies_for(officer, purpose=SUPPORT, today=TODAY)
    assert [(c.about, c.text) for c in copies] == [("Mevrouw Populier", "De woning moet prikkelarm zijn.")]
    assert people(officer, purpose=SUPPORT) == ([], 0), "nothing but what was shared"
    assert not Person.objects.visible_to(officer, purpose=SUPPORT).exists()


@pytest.mark.capability(114)
def test_the_client_has_seen_the_exact_sentence(cast, somebody, officer, housing_matter, low_stimulus, consent):
    shared = tell(cast, somebody, housing_matter)
    notice = notices_of(cast.owner, somebody.id, purpose=CARE)[0]
    assert notice.id == shared.notice_id and (notice.told_on, notice.told_how) == (TODAY, ToldHow.IN_PERSON)
    assert "“De woning moet prikkelarm zijn.”" in notice.text and "Woonstede" in notice.text
    assert "Woonstede kreeg niet: uw medisch dossier" in notice.text


@pytest.mark.capability(115)
def test_nothing_goes_before_the_person_has_heard_it(cast, somebody, officer, housing_matter, low_stimulus, consent):
    with pytest.raises(Refused, match="TELL_FIRST"):
        tell(cast, somebody, housing_matter, told=None)
    assert copies_for(officer, purpose=SUPPORT, today=TODAY) == []


@pytest.mark.capability(114)
def test_the_privacy_officer_can_show_why_without_a_name_or_the_content(
    cast, somebody, officer, privacy_officer, housing_matter, low_stimulus, consent
):
    tell(cast, somebody, housing_matter)
    rows, total = disclosures_lately(privacy_officer)
    row = rows[0]
    assert (
        total == 1 and row.rule_id == "D32" and row.secrecy_ground == "EXPLICIT_CONSENT" and len(row.content_hash) == 64
    )
    assert "Populier" not in repr(rows) and "prikkelarm" not in repr(rows)


@pytest.mark.capability(115)
def test_withdrawing_consent_ends_what_the_officer_sees_at_once(
    cast, somebody, officer, housing_matter, low_stimulus, consent
):
    tell(cast, somebody, housing_matter)
    ended = withdraw_consent(actor=cast.owner, consent_id=consent, how=GivenHow.SPOKEN, today=TODAY)
    assert ended == 2, "the grant and the copy"
    assert copies_for(officer, purpose=SUPPORT, today=TODAY) == []


def test_without_consent_nothing_is_shared_and_the_answer_says_what_would_open_it(
    cast, somebody, officer, housing_matter, low_stimulus
):
    row = person(cast.owner, somebody.id, purpose=CARE)
    answer = answers(cast.owner, row, Category.HOUSING_NEEDS, housing_matter, today=TODAY)[0]
    assert answer.verdict.decision == "ASK_CONSENT" and "EXPLICIT_CONSENT" in answer.verdict.opens
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        tell(cast, somebody, housing_matter)
    assert copies_for(officer, purpose=SUPPORT, today=TODAY) == []


def test_what_a_home_needs_is_never_put_into_free_words(cast, somebody, housing_matter, low_stimulus, consent):
    with pytest.raises(Refused, match="CLOSED_LIST"):
        tell(cast, somebody, housing_matter, words="Zij hoort stemmen als het druk is.")


@pytest.mark.parametrize("category", [Category.INCIDENT, Category.SIGNAL_PLAN])
def test_a_file_never_reaches_a_housing_association(cast, somebody, officer, housing_matter, consent, category):
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        tell(cast, somebody, housing_matter, category, words="Iets uit het dossier dat zij niet nodig hebben.")
    assert copies_for(officer, purpose=SUPPORT, today=TODAY) == []


def test_an_act_of_sharing_cannot_be_changed_afterwards(cast, somebody, housing_matter, low_stimulus, consent):
    shared = tell(cast, somebody, housing_matter)
    rows = Disclosure.objects.for_rule("the database refuses what no verb does")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        rows.filter(pk=shared.disclosures[0]).update(necessity="iets anders")


@pytest.mark.capability(13)
def test_what_one_colleague_was_handed_by_name_is_not_another_s_and_nothing_outlives_its_day(
    cast, somebody, officer, housing, housing_matter, low_stimulus, consent
):
    colleague = employ("colleague", housing, Role.HOUSING_OFFICER)
    tell(cast, somebody, replace(housing_matter, recipient_user_id=officer.user_id))
    assert len(copies_for(officer, purpose=SUPPORT, today=TODAY)) == 1
    assert copies_for(colleague, purpose=SUPPORT, today=TODAY) == []
    assert copies_for(officer, purpose=SUPPORT, today=date(2027, 6, 1)) == [], "the consent ended on that day"
