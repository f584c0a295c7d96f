"""One person is one dossier, however many reports come in; long reports and words about health; contacts; a crisis at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.models import Dossier
from samenhang.access.selectors import taking_part
from samenhang.access.services import join_case, leave_case
from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import NoGrant, Refused
from samenhang.intake import selectors, services
from samenhang.intake.enums import ContactWith, Outcome, PartyView, ReportWay, SameBy, SignalKind
from samenhang.intake.models import Report, ReportContact, WvggzInquiry
from samenhang.intake.rules import (
    About,
    Counted,
    CrisisNote,
    about,
    health_words,
    repeated_reports,
    same_by,
    strike_health_words,
)
from samenhang.notifications.models import Notification
from samenhang.pathway.enums.crises import CalledBy
from samenhang.pathway.models import Crisis
from samenhang.pathway.services import NewCrisis, start_crisis
from samenhang.people.models import Person
from samenhang.people.selectors import keys
from tests.conftest import NOW, TODAY
from tests.intake.conftest import a_report
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


# ---- a crisis at once -----------------------------------------------------------------------------------------
DANGER = CrisisNote(
    danger=True, note="Crisisdienst, 10.02 uur", what="Staat op het dak", called_at=NOW, called_112=True
)


def crises():
    return Crisis.objects.for_rule("a test looks which crises were opened")


@pytest.mark.capability(15)
@pytest.mark.capability(40)
def test_danger_about_somebody_known_opens_a_crisis_in_their_case_in_the_same_act(desk, cast, municipalities, somebody):
    new = {"subject_name": "Mevrouw Populier", "subject_birth": date(1988, 7, 3), "danger": True}
    found = told(desk, municipalities, **new)
    services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW)
    crisis = crises().get()
    assert (crisis.person_id, crisis.state, crisis.called_at, crisis.called_by) == (
        somebody.id,
        "CALLED",
        NOW,
        "POLICE",
    )
    assert (crisis.what, crisis.emergency_number_called) == ("Staat op het dak", True)
    row = row_of(found)
    assert (row.crisis_opened_at, row.crisis_there_by) == (NOW, NOW + timedelta(minutes=30))
    assert Notification.objects.filter(user_id=cast.owner.user_id, kind="CRISIS_STARTED").count() == 1
    again = told(desk, municipalities, **new, by=desk.police)
    services.call_crisis(
        actor=desk.nurse, report_id=again, new=CrisisNote(True, "Opnieuw gebeld", "Nog op het dak"), now=NOW
    )
    assert crises().count() == 1, "one crisis of somebody at a time"
    assert Notification.objects.filter(user_id=cast.owner.user_id, kind="CRISIS_STARTED").count() == 2
    assert selectors.signals(desk.nurse, [somebody.id], purpose=CARE) == [], "the desk still reads nothing in the case"


@pytest.mark.capability(15)
@pytest.mark.capability(40)
def test_the_desk_hears_its_own_clock_and_not_that_of_a_crisis_that_ran_and_its_words_stand_in_the_case(
    desk, cast, municipalities, somebody, as_persona
):
    yesterday = NOW - timedelta(days=1)
    start_crisis(
        actor=cast.owner,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        new=NewCrisis(yesterday, CalledBy.CLOSE_ONE, "Sloot zich op"),
    )
    found = told(desk, municipalities, subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3), danger=True)
    what = f"Lijkt psychotisch, staat op het dak. {'Roept. ' * 45}"
    note = CrisisNote(True, "Crisisdienst", what, NOW, called_112=True)
    services.call_crisis(actor=desk.nurse, report_id=found, new=note, now=NOW)
    row = row_of(found)
    assert crises().get().called_at == yesterday
    assert (row.crisis_opened_at, row.crisis_there_by) == (NOW, NOW + timedelta(minutes=30))
    signals = selectors.signals(cast.owner, [somebody.id], purpose=CARE)
    assert " ".join(s.text for s in signals) == f"Lijkt […], staat op het dak. {'Roept. ' * 45}Bankje bij de haven"
    assert {s.source for s in signals} == {"GGD Noorderhei"}
    page = as_persona("verpleegkundige").get(f"/reports/{found}/").content.decode()
    assert "The clock runs from 22 November 2026" in page and "somebody is there before 22 November 2026" in page
    assert "21 November 2026" not in page and "In the case they have been told" in page
    assert "Sloot zich op" not in page


@pytest.mark.capability(40)
def test_a_crisis_in_a_case_that_nobody_holds_is_told_to_who_can_act_and_the_desk_reads_when_nobody_was(
    desk, cast, municipalities, somebody, as_persona
):
    new = {"subject_name": "Mevrouw Populier", "subject_birth": date(1988, 7, 3), "danger": True}
    [directs] = taking_part(somebody.dossier_id, TODAY)
    leave_case(actor=cast.owner, participation_id=directs.participation_id, on=TODAY)
    nurse, alone = as_persona("verpleegkundige"), told(desk, municipalities, **new)
    services.call_crisis(actor=desk.nurse, report_id=alone, new=DANGER, now=NOW)
    page = nurse.get(f"/reports/{alone}/").content.decode()
    assert "Nobody in the case could be told" in page and "they have been told" not in page
    manager = cast.outsider.user_id
    join_case(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        role=CaseRole.CASE_MANAGER,
        start=TODAY,
        user_id=manager,
        organisation_id=cast.outsider.organisation_id,
    )
    heard = told(desk, municipalities, **new)
    services.call_crisis(actor=desk.nurse, report_id=heard, new=DANGER, now=NOW)
    assert set(Notification.objects.filter(kind="CRISIS_STARTED").values_list("user_id", flat=True)) == {manager}
    assert "In the case they have been told" in nurse.get(f"/reports/{heard}/").content.decode()
    assert "Nobody in the case could be told" in nurse.get(f"/reports/{alone}/").content.decode()


@pytest.mark.capability(40)
def test_a_call_at_the_desk_and_one_in_the_case_come_one_after_the_other(
    desk, cast, municipalities, somebody, monkeypatch
):
    found = told(desk, municipalities, subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3), danger=True)
    in_case = {"actor": cast.owner, "person_id": somebody.id, "compartment_id": somebody.compartment_id}

    locked: list[int] = []
    lock = QuerySet.select_for_update

    def notes(rows, *args, **more):
        if rows.model is Dossier:
            locked.append(len(connection.queries))
        return lock(rows, *args, **more)

    monkeypatch.setattr(QuerySet, "select_for_update", notes)

    def lock_comes_first(act) -> bool:
        locked.clear()
        with CaptureQueriesContext(connection) as asked:
            act()
        looks = (n for n, q in enumerate(asked, start=asked.initial_queries) if '"pathway_crisis"' in q["sql"])
        return locked[0] <= next(looks)

    assert lock_comes_first(lambda: services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW))
    crises().update(
        state="EVALUATED", outcome="STAYS_WITH_HELP", decided_at=NOW, decided_by=cast.owner.user_id, evaluate_on=TODAY
    )
    assert lock_comes_first(lambda: start_crisis(**in_case, new=NewCrisis(NOW, CalledBy.CLOSE_ONE, "Sloot zich op")))


@pytest.mark.capability(15)
@pytest.mark.capability(40)
def test_danger_about_somebody_unknown_opens_a_crisis_when_the_case_begins(desk, cast, municipalities):
    found = told(desk, municipalities)
    services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW)
    assert not crises().exists() and row_of(found).crisis_opened_at is None
    opened(desk, cast, found)
    assert crises().get().person_id == row_of(found).person_id and row_of(found).crisis_there_by is not None


@pytest.mark.capability(40)
def test_who_turns_out_to_be_known_gets_the_crisis_at_that_moment_and_a_case_that_is_over_when_it_goes_on(
    desk, cast, municipalities, somebody
):
    found = told(desk, municipalities)
    services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW)
    Dossier.objects.filter(pk=somebody.dossier_id).update(closed_on=TODAY)
    services.link_person(actor=desk.nurse, report_id=found, number=somebody.number, name="", birth_date=None)
    assert not crises().exists()
    weigh_all(desk, found)
    decide(desk, found, decision(Outcome.REENTRY, coordinator_id=cast.owner.user_id))
    assert crises().get().person_id == somebody.id
    other = told(desk, municipalities, subject_name="Iemand", subject_birth=None, subject_address="Kade")
    crises().update(
        state="EVALUATED", outcome="STAYS_WITH_HELP", decided_at=NOW, decided_by=cast.owner.user_id, evaluate_on=TODAY
    )
    services.call_crisis(actor=desk.nurse, report_id=other, new=DANGER, now=NOW)
    services.link_person(actor=desk.nurse, report_id=other, number=somebody.number, name="", birth_date=None)
    assert crises().count() == 2 and row_of(other).crisis_opened_at == NOW


@pytest.mark.capability(40)
def test_a_crisis_noted_on_one_report_opens_when_a_joined_one_turns_out_to_be_about_somebody_known(
    desk, cast, municipalities, somebody
):
    noted, joined = told(desk, municipalities), told(desk, municipalities, subject_name="", subject_birth=None)
    services.call_crisis(actor=desk.nurse, report_id=noted, new=DANGER, now=NOW)
    services.join_reports(actor=desk.nurse, report_id=joined, other_id=noted)
    assert not crises().exists()
    services.link_person(actor=desk.nurse, report_id=joined, number=somebody.number, name="", birth_date=None)
    assert crises().get().person_id == somebody.id
    assert [row_of(r).crisis_opened_at for r in (noted, joined)] == [NOW, None]


@pytest.mark.capability(40)
def test_an_old_crisis_of_a_report_that_was_decided_does_not_open_as_new(desk, cast, municipalities, somebody):
    old, joined = told(desk, municipalities, days=90), told(desk, municipalities, subject_name="", subject_birth=None)
    services.call_crisis(actor=desk.nurse, report_id=old, new=DANGER, now=NOW)
    weigh_all(desk, old, PartyView.NO_GROUND)
    decide(desk, old, decision(Outcome.CLOSE_WITH_FEEDBACK))
    services.join_reports(actor=desk.nurse, report_id=joined, other_id=old)
    services.link_person(actor=desk.nurse, report_id=joined, number=somebody.number, name="", birth_date=None)
    assert row_of(old).person_id == somebody.id and row_of(old).crisis_opened_at is None
    assert not crises().exists()


@pytest.mark.capability(15)
@pytest.mark.capability(40)
def test_who_was_known_only_by_a_report_that_left_is_nobody_again_and_its_crisis_waits(
    desk, cast, municipalities, somebody
):
    nurse = {"actor": desk.nurse}
    nameless = told(desk, municipalities, subject_name="", subject_birth=None)
    services.call_crisis(**nurse, report_id=nameless, new=DANGER, now=NOW)
    named, again = (
        told(desk, municipalities, subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3)) for _ in range(2)
    )
    services.join_reports(**nurse, report_id=named, other_id=nameless)
    services.join_reports(**nurse, report_id=again, other_id=nameless)
    assert row_of(nameless).person_id == somebody.id and row_of(nameless).crisis_opened_at == NOW
    services.part_report(**nurse, report_id=again)
    assert row_of(nameless).person_id == somebody.id, "one that stayed says who it is"
    services.part_report(**nurse, report_id=named)
    assert (row_of(nameless).person_id, row_of(nameless).crisis_opened_at) == (None, None)
    assert [row_of(r).person_id for r in (named, again)] == [somebody.id, somebody.id]
    other = told(desk, municipalities, subject_name="Mevrouw Riet", subject_birth=date(1970, 1, 1))
    opened(desk, cast, other, somebody_else=True)
    services.join_reports(**nurse, report_id=nameless, other_id=other)
    assert {c.person_id for c in crises()} == {somebody.id, row_of(other).person_id}, "it opens for the right one"


@pytest.mark.capability(15)
def test_what_led_to_a_case_stays_with_that_person_when_another_report_leaves(desk, cast, municipalities):
    decided, joined = told(desk, municipalities, subject_birth=None), told(desk, municipalities, subject_name="Riet")
    opened(desk, cast, decided, somebody_else=True)
    services.join_reports(actor=desk.nurse, report_id=joined, other_id=decided)
    services.part_report(actor=desk.nurse, report_id=joined)
    assert (row_of(decided).person_id, row_of(joined).person_id) == (people().get().pk, None)


@pytest.mark.capability(40)
def test_who_was_taken_for_somebody_else_gets_the_crisis_as_soon_as_that_is_put_right(
    desk, cast, municipalities, somebody
):
    other = told(desk, municipalities, subject_name="Mevrouw Riet", subject_birth=date(1970, 1, 1))
    opened(desk, cast, other)
    found = told(desk, municipalities, subject_name="Iemand", subject_birth=None, subject_address="Kade")
    services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW)
    services.link_person(actor=desk.nurse, report_id=found, number=somebody.number, name="", birth_date=None)
    services.link_person(actor=desk.nurse, report_id=found, number="", name="Mevrouw Riet", birth_date=date(1970, 1, 1))
    assert {c.person_id for c in crises()} == {somebody.id, row_of(other).person_id}


@pytest.mark.capability(40)
def test_who_looked_and_found_no_danger_opens_nothing_and_half_a_note_is_refused(
    desk, municipalities, somebody, monkeypatch
):
    found = told(desk, municipalities, subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3), danger=True)
    call = {"actor": desk.nurse, "report_id": found, "now": NOW}
    for new, code in (
        (CrisisNote(True, " ", "Dak"), "REASON_MISSING"), (CrisisNote(True, "Gebeld", ""), "TEXT_MISSING"),
        (CrisisNote(True, "Gebeld", "Dak", NOW + timedelta(hours=1)), "IN_THE_FUTURE"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            services.call_crisis(**call, new=new)
    with monkeypatch.context() as broken:
        broken.setattr("samenhang.pathway.services._common.record", _fails)
        with pytest.raises(RuntimeError):
            services.call_crisis(**call, new=DANGER)
    assert row_of(found).crisis_called_at is None, "no crisis, then no note that there is one"
    services.call_crisis(**call, new=CrisisNote(False, "Wijkagent was er, geen gevaar"))
    assert not crises().exists()


def _fails(*_args, **_more):
    raise RuntimeError


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
