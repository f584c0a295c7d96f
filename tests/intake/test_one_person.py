"""One person is one dossier, however many reports come in; long reports and words about health; contacts; an inquiry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.selectors import taking_part
from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import NoGrant, Refused
from samenhang.intake import selectors, services
from samenhang.intake.enums import ContactWith, Outcome, PartyView, ReportWay, SameBy, SignalKind
from samenhang.intake.models import Report, ReportContact, WvggzInquiry
from samenhang.intake.rules import (
    About,
    Counted,
    about,
    health_words,
    repeated_reports,
    same_by,
    strike_health_words,
)
from samenhang.people.models import Person
from samenhang.people.selectors import keys
from tests.conftest import NOW, TODAY
from tests.intake.conftest import DANGER, a_report, crises
from tests.intake.test_reports import decide, decision, row_of, weigh_all

CARE = Purpose.CARE_COORDINATION


def told(desk, municipalities, *, days=0, by=None, **more) -> int:
    """A report that comes in so many days ago."""
    new = a_report(municipality_id=municipalities["Turfwolde"], **more)
    return services.receive(
        actor=by or desk.police, new=new, way=ReportWay.FORM, now=NOW, received_at=NOW - timedelta(days=days)
    )[0]


def people():
    return Person.objects.for_rule("a test counts who has a dossier")


def opened(desk, cast, report_id, **more):
    """Weigh and decide that there is a case, directed by the owner of the cast."""
    weigh_all(desk, report_id)
    decide(desk, report_id, decision(coordinator_id=cast.owner.user_id, **more))


# ---- who may be the same: equal or not, never a score ----------------------------------------------------
@pytest.mark.capability(15)
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Meneer Zonnedauw", date(1980, 2, 3), ""), ("zonnedauw", date(1980, 2, 3), "Haven"), (SameBy.NAME, SameBy.BIRTH_DATE)),
        (("Zonnedauw", None, ""), ("dhr. Zonnedauw", date(1980, 2, 3), ""), (SameBy.NAME,)),
        (("Zonnedauw", date(1980, 2, 3), ""), ("Zonedauw", date(1980, 2, 3), ""), (SameBy.BIRTH_DATE,)),
        (("", None, "Lange Wal 12"), ("", None, "lange  wal 12,"), (SameBy.ADDRESS,)),
        (("Zonnedauw", None, "Lange Wal 12"), ("Heiblauw", None, "Lange Wal 12"), ()),
        (("Zonnedauw", date(1980, 2, 3), ""), ("Zonnedauw", date(1981, 2, 3), ""), ()),
        (("Zonnedauw", date(1980, 2, 3), "Haven 1"), ("Zonnedauw", date(1981, 2, 3), "Haven 1"), (SameBy.NAME, SameBy.ADDRESS)),
        (("", None, ""), ("", None, ""), ()),
    ],
)  # fmt: skip
def test_two_reports_are_put_beside_each_other_for_what_is_equal(one, other, same):
    assert same_by(about(*one), about(*other)) == same == same_by(about(*other), about(*one))
    assert about("", None, "") == About()


@pytest.mark.capability(15)
@pytest.mark.capability(17)
def test_reports_that_were_joined_count_together_and_three_ask_to_look():
    named, nameless, neighbour = (
        Counted(1, None, None, "zonnedauw", date(1980, 2, 3)), Counted(2, 1, None, "", None), Counted(3, None, None, "zonnedauw", date(1980, 2, 3)),
    )  # fmt: skip
    other = Counted(4, None, 9, "zonnedauw", None)
    e33 = [named, nameless, neighbour, other]
    assert repeated_reports(e33, e33) == {1: 3, 2: 3, 3: 3}
    assert repeated_reports([nameless], [named, nameless]) == {}


@pytest.mark.capability(17)
def test_small_signals_of_others_make_a_pattern_too_and_people_look(desk, municipalities):
    kinds = (SignalKind.RENT_ARREARS, SignalKind.NEIGHBOURS, SignalKind.OUT_OF_TOUCH)
    found = [told(desk, municipalities, kind=kind, subject_address=f"Straat {n}") for n, kind in enumerate(kinds)]
    rows, _n = selectors.reports(desk.nurse, selectors.Wanted("all"), purpose=CARE, today=TODAY, now=NOW)
    assert {r.id: r.repeated for r in rows} == dict.fromkeys(found, 3)


# ---- one person, one dossier --------------------------------------------------------------------------------
@pytest.mark.capability(15)
def test_two_reports_about_one_unknown_person_that_people_joined_make_one_dossier(desk, cast, municipalities):
    first = told(desk, municipalities, days=3)
    second = told(desk, municipalities, subject_name="Zonnedauw", subject_birth=None)
    row = selectors.report(desk.nurse, second, purpose=CARE)
    together, maybe = selectors.reports_beside(desk.nurse, row, purpose=CARE)
    assert together == [] and [(r.id, r.same) for r in maybe] == [(first, (SameBy.NAME, SameBy.ADDRESS))]
    opened(desk, cast, first, somebody_else=True)
    weigh_all(desk, second)
    with pytest.raises(Refused, match="SAME_PERSON_OR_NOT"):
        decide(desk, second, decision(coordinator_id=cast.owner.user_id))
    decide(desk, second, decision(same_as=first))
    [person] = people()
    assert {row_of(r).person_id for r in (first, second)} == {person.pk}
    assert len(selectors.signals(cast.owner, [person.pk], purpose=CARE)) == 2, "both stand in the one case"


@pytest.mark.capability(15)
def test_joined_before_either_was_decided_the_first_decision_makes_the_dossier_of_both(desk, cast, municipalities):
    first, second, third = (
        told(desk, municipalities, days=n, subject_name=name, subject_birth=None, subject_address=f"Straat {n}")
        for n, name in enumerate(("Zonnedauw", "De man van de haven", "Onbekende man"))
    )
    services.join_reports(actor=desk.nurse, report_id=second, other_id=first)
    services.join_reports(actor=desk.nurse, report_id=third, other_id=second)
    assert [row_of(r).same_as_id for r in (first, second, third)] == [None, first, first]
    opened(desk, cast, third)
    assert {row_of(r).person_id for r in (first, second, third)} == {people().get().pk}
    weigh_all(desk, first)
    decide(desk, first, decision())
    assert people().count() == 1
    rows, _n = selectors.reports(desk.nurse, selectors.Wanted("all"), purpose=CARE, today=TODAY, now=NOW)
    assert {r.repeated for r in rows} == {3}


@pytest.mark.capability(15)
def test_the_same_name_and_birth_date_find_the_dossier_that_another_report_made_meanwhile(desk, cast, municipalities):
    first, second = told(desk, municipalities, days=1), told(desk, municipalities)
    opened(desk, cast, first, somebody_else=True)
    weigh_all(desk, second)
    decide(desk, second)
    assert people().count() == 1 and row_of(first).person_id == row_of(second).person_id is not None


@pytest.mark.capability(15)
def test_a_report_that_is_about_somebody_else_gets_a_dossier_of_its_own(desk, cast, municipalities):
    first = told(desk, municipalities, subject_name="", subject_birth=None, subject_address="Haven 1")
    second = told(desk, municipalities, subject_birth=None, subject_address="Haven 1")
    weigh_all(desk, first)
    decide(desk, first, decision(Outcome.CLOSE_WITH_FEEDBACK))
    opened(desk, cast, second, somebody_else=True)
    assert row_of(first).person_id is None and people().count() == 1


@pytest.mark.capability(15)
def test_joining_can_be_taken_back_until_the_decision_and_keeps_two_known_people_apart(
    desk, cast, municipalities, somebody
):
    first, second = told(desk, municipalities, subject_birth=None), told(desk, municipalities, subject_name="Riet", subject_birth=None)  # fmt: skip
    nurse = {"actor": desk.nurse}
    with pytest.raises(Refused, match="NOT_JOINED"):
        services.part_report(**nurse, report_id=first)
    with pytest.raises(Refused, match="SAME_REPORT"):
        services.join_reports(**nurse, report_id=first, other_id=first)
    with pytest.raises(NoGrant):
        services.join_reports(actor=desk.police, report_id=first, other_id=second)
    services.join_reports(**nurse, report_id=second, other_id=first)
    services.link_person(**nurse, report_id=second, number=somebody.number, name="", birth_date=None)
    assert row_of(first).person_id == somebody.id, "who the one is about, the other is about"
    services.part_report(**nurse, report_id=first)
    assert [(row_of(r).same_as_id, row_of(r).person_id) for r in (first, second)] == [(None, None), (None, None)]
    services.link_person(**nurse, report_id=second, number=somebody.number, name="", birth_date=None)
    opened(desk, cast, first, somebody_else=True)
    with pytest.raises(Refused, match="TWO_PEOPLE"):
        services.join_reports(**nurse, report_id=second, other_id=first)
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        services.join_reports(**nurse, report_id=first, other_id=second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.for_rule("a test tries to write nonsense").filter(pk=first).update(same_as_id=first)


# ---- long reports, and words about health -------------------------------------------------------------------
LONG = "Om 03.10 uur zagen wij betrokkene op de kade. " * 90 + "Hij zou volgens de buurman psychotisch zijn."


@pytest.mark.capability(15)
def test_a_long_report_of_the_police_comes_in_whole_and_the_case_is_told_what_it_needs(desk, cast, municipalities):
    found = told(desk, municipalities, text=LONG)
    assert row_of(found).text == LONG and len(LONG) > 4_000 and row_of(found).health == "MARKED"
    weigh_all(desk, found)
    told_case = decision(coordinator_id=cast.owner.user_id, into_case="Stond 's nachts op de kade.")
    with pytest.raises(Refused, match="HEALTH_WORDS_FIRST"):
        decide(desk, found, told_case)
    services.weigh_health_words(actor=desk.nurse, report_id=found, keep=False, reason="", now=NOW)
    assert row_of(found).text.endswith("Hij zou volgens de buurman […] zijn.")
    with pytest.raises(Refused, match="NOTHING_MARKED"):
        services.weigh_health_words(actor=desk.nurse, report_id=found, keep=False, reason="", now=NOW)
    for words, code in (
        (None, "CASE_WORDS_TOO_LONG"),
        (" ", "CASE_WORDS_MISSING"),
        ("Is psychotisch", "GUESS_ABOUT_ILLNESS"),
    ):
        with pytest.raises(Refused, match=code):
            decide(desk, found, decision(coordinator_id=cast.owner.user_id, into_case=words))
    decide(desk, found, told_case)
    [signal] = selectors.signals(cast.owner, [row_of(found).person_id], purpose=CARE)
    assert signal.text.startswith("Stond")


@pytest.mark.capability(15)
def test_words_about_health_stay_with_a_reason_and_somebody_who_says_so(desk, municipalities, cast):
    found = told(desk, municipalities, text="Zei zelf dat hij verslaafd is.")
    weighing = {"actor": desk.nurse, "report_id": found, "keep": True, "now": NOW}
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.weigh_health_words(**weighing, reason=" ")
    with pytest.raises(NoGrant):
        services.weigh_health_words(**{**weighing, "actor": cast.owner}, reason="x")
    services.weigh_health_words(**weighing, reason="Hij zei het zelf tegen de agent.")
    assert row_of(found).text == "Zei zelf dat hij verslaafd is."
    opened(desk, cast, found)
    [signal] = selectors.signals(cast.owner, [row_of(found).person_id], purpose=CARE)
    assert "verslaafd" in signal.text
    assert AuditLine.objects.filter(object_type="Report", act="DECIDE", detail__health_words="KEPT").count() == 1
    assert (health_words("Riep"), strike_health_words("Psychose, dement.")) == ([], "[…], […].")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.for_rule("a test tries half a truth").filter(pk=found).update(health_why="")


# ---- contacts before the decision ---------------------------------------------------------------------------
@pytest.mark.capability(16)
def test_a_contact_before_the_decision_stands_with_the_report_and_counts_as_in_touch(desk, municipalities, cast):
    found = told(desk, municipalities, days=15)
    late = selectors.counts(desk.nurse, purpose=CARE, today=TODAY - timedelta(days=12), now=NOW)["overdue"]
    note = {"actor": desk.nurse, "report_id": found, "now": NOW}

    def contact(**more):
        return services.NewContact(
            **{"whom": ContactWith.PERSON, "at": NOW, "reached": True, "what": "Wil geen hulp.", **more}
        )

    for new, code in (
        (contact(at=NOW + timedelta(minutes=1)), "IN_THE_FUTURE"), (contact(what=""), "REASON_MISSING"), (contact(whom=ContactWith.KNOWS_THEM), "NAME_MISSING"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            services.note_contact(**note, new=new)
    with pytest.raises(NoGrant):
        services.note_contact(**{**note, "actor": cast.owner}, new=contact())
    services.note_contact(**note, new=contact(reached=False, what=""))
    assert row_of(found).reached_at is None and late == 1
    services.note_contact(**note, new=contact(how="Aan de deur"))
    assert selectors.counts(desk.nurse, purpose=CARE, today=TODAY - timedelta(days=12), now=NOW)["overdue"] == 0
    assert [c.reached for c in selectors.contacts_of(desk.psychiatric, found, purpose=CARE)] == [True, False]
    assert selectors.contacts_of(cast.owner, found, purpose=CARE) == []
    assert AuditLine.objects.filter(object_type="ReportContact", act="CREATE").count() == 2
    weigh_all(desk, found, PartyView.NO_GROUND)
    decide(desk, found, decision(Outcome.CLOSE_WITH_FEEDBACK))
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        services.note_contact(**note, new=contact())


@pytest.mark.capability(15)
def test_what_was_said_and_who_it_was_joined_with_go_with_the_words(desk, municipalities):
    found, other = told(desk, municipalities), told(desk, municipalities)
    services.join_reports(actor=desk.nurse, report_id=found, other_id=other)
    new = services.NewContact(whom=ContactWith.KNOWS_THEM, who="Zus", at=NOW, reached=True, what="Ziet hem nooit.")
    services.note_contact(actor=desk.nurse, report_id=found, new=new, now=NOW)
    weigh_all(desk, found, PartyView.NO_GROUND)
    decide(desk, found, decision(Outcome.CLOSE_WITH_FEEDBACK))
    services.feed_back(actor=desk.nurse, report_id=found, how="PHONE", text="Bekeken.", now=NOW)
    services.close_report(actor=desk.nurse, report_id=found, now=NOW)
    assert services.wipe_reports(actor=SYSTEM, today=TODAY + timedelta(weeks=6)) == 1
    row, [contact] = row_of(found), ReportContact.objects.for_rule("a test looks what is left")
    assert (row.same_as_id, row.name_key, row.address_key, contact.who, contact.what) == (None, "", "", "", "")


# ---- a case beside an inquiry ---------------------------------------------------------------------------------
@pytest.mark.capability(15)
def test_an_inquiry_stands_alone_or_with_a_case_where_somebody_must_hold_the_person(desk, cast, municipalities):
    alone, held, danger = (
        told(desk, municipalities, subject_name=n, subject_birth=None, subject_address=n)
        for n in ("Riet", "Varen", "Mos")
    )
    for found in (alone, held, danger):
        weigh_all(desk, found)
    inquiry = decision(Outcome.WVGGZ_REPORT)
    decide(desk, alone, inquiry)
    assert row_of(alone).person_id is None
    decide(desk, held, decision(Outcome.WVGGZ_REPORT, coordinator_id=cast.owner.user_id))
    [key] = keys(reason="a test looks for the case", ids=[row_of(held).person_id])
    assert [p.role for p in taking_part(key.dossier_id, TODAY)] == [CaseRole.CASE_DIRECTOR]
    assert len(selectors.signals(cast.owner, [key.id], purpose=CARE)) == 1
    services.call_crisis(actor=desk.nurse, report_id=danger, new=DANGER, now=NOW)
    with pytest.raises(Refused, match="COORDINATOR_MISSING"):
        decide(desk, danger, inquiry)
    decide(desk, danger, decision(Outcome.WVGGZ_REPORT, coordinator_id=cast.owner.user_id))
    assert crises().get().person_id == row_of(danger).person_id
    assert WvggzInquiry.objects.for_rule("a test counts inquiries").count() == 3


@pytest.mark.capability(15)
def test_a_second_report_about_a_running_case_may_lead_to_an_inquiry_and_is_told_there(desk, cast, municipalities):
    first, second = told(desk, municipalities, days=2), told(desk, municipalities)
    opened(desk, cast, first, somebody_else=True)
    weigh_all(desk, second)
    decide(desk, second, decision(Outcome.WVGGZ_REPORT))
    person_id = row_of(second).person_id
    assert person_id == row_of(first).person_id and len(selectors.signals(cast.owner, [person_id], purpose=CARE)) == 2


# ---- the screens ------------------------------------------------------------------------------------------------
@pytest.mark.capability(15)
@pytest.mark.capability(16)
@pytest.mark.capability(17)
def test_the_desk_joins_notes_strikes_and_sees_the_clock_on_the_screen(
    desk, cast, municipalities, somebody, as_persona
):
    first = told(desk, municipalities, days=2)
    text = "Riep dat hij psychotisch is. " + "Ging niet mee. " * 100
    second = told(desk, municipalities, subject_birth=None, text=text)
    at, nurse = f"/reports/{second}/", as_persona("verpleegkundige")
    page = nurse.get(at).content.decode()
    for words in ("Probably about the same person", f"Same person as report {first}", "same name", "This report says: psychotisch.", "Nobody was called or visited yet."):  # fmt: skip
        assert words in page, words
    assert "words about health to be weighed" in nurse.get("/reports/").content.decode()
    assert nurse.post(f"{at}same/{first}/").status_code == 302
    page = nurse.get(at).content.decode()
    assert "Not the same person after all" in page and "Probably about" not in page
    assert nurse.post(f"{at}not-the-same/").status_code == 302
    bad = nurse.post(f"{at}health-words/", {"keep": "yes", "reason": ""})
    assert bad.status_code == 409
    assert nurse.post(f"{at}health-words/", {"keep": "no"}).status_code == 302
    assert "Words about health were struck" in nurse.get(at).content.decode()
    wrong = {
        "whom": "KNOWS_THEM",
        "how": "Gebeld",
        "at": "2026-11-22T10:00",
        "reached": "yes",
        "what": "Al jaren bekend",
    }
    refused = nurse.post(f"{at}contact/", wrong)
    assert refused.status_code == 409 and "Al jaren bekend" in refused.content.decode(), "nothing typed is lost"
    assert nurse.post(f"{at}contact/", {**wrong, "whom": "PERSON"}).status_code == 302
    assert "Al jaren bekend" in nurse.get(at).content.decode()
    weigh_all(desk, second)
    form = nurse.get(f"{at}decide/").content.decode()
    assert f"Yes, as report {first}" in form and "No: this is somebody else" in form
    assert 'name="talked_place" value="Gebeld"' in form, "what was noted need not be typed again"
    sent = {
        "outcome": "START_HELP", "reason": "Hulp", "coordinator": cast.owner.user_id, "talked_on": "2026-11-22", "talked_place": "Haven",
        "talked_by": "Geertje", "informed_on": "2026-11-22",
    }  # fmt: skip
    for more, words in (
        ({}, "nobody gets two dossiers"),
        ({"same_as": "else"}, "what the case is told of this report"),
    ):
        answer = nurse.post(f"{at}decide/", {**sent, **more})
        assert answer.status_code == 409 and words in answer.content.decode()
    assert (
        nurse.post(f"{at}decide/", {**sent, "same_as": str(first), "into_case": "Riep op straat."}).status_code == 302
    )
    assert "has a case" in nurse.get(at).content.decode() and "About the same person" in nurse.get(at).content.decode()
    crisis = f"/reports/{first}/crisis/"
    noted = {"danger": "yes", "note": "Crisisdienst", "what": "Staat op het dak", "called_at": "2026-11-22T10:30"}
    assert "There is danger now" in nurse.get(f"/reports/{first}/").content.decode()
    assert nurse.post(crisis, noted).status_code == 302
    page = nurse.get(f"/reports/{first}/").content.decode()
    assert "A crisis was opened in the case" in page and "somebody is there before 22 November 2026, 11:00" in page
