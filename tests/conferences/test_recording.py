"""What was said is kept by who may write goals, nothing typed is lost, and the client hears it in the same week."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samenhang.access.enums import CaseRole, Purpose, Regime
from samenhang.access.services import join_case
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.conferences import selectors, services
from samenhang.conferences.enums import ConferenceState, Fits, PointKind, TalkAlert
from samenhang.conferences.models import Feedback, Point
from samenhang.documents.selectors import documents_of
from samenhang.privacy.enums import ToldHow
from tests.conferences.conftest import plan, talk
from tests.conftest import NOW, TODAY
from tests.privacy.whole_file import become_client

pytestmark = [pytest.mark.django_db, pytest.mark.capability(69)]
CARE = Purpose.CARE_COORDINATION
LONG = "Een heel lange opmerking. " * 700


def row_of(around, pk, actor=None):
    return selectors.conference(actor or around.owner, around.person.id, pk, purpose=CARE)


def said(around, pk):
    return selectors.content(around.owner, row_of(around, pk), purpose=CARE)


def write(around, pk, version=0, **values):
    services.write_record(
        actor=around.owner,
        conference_id=pk,
        values=services.RecordValues(**{"going_on": "Zij slaapt slecht.", **values}),
        expected_version=version,
    )


def test_the_questions_are_answered_and_two_who_write_at_once_lose_nothing(around, held):
    write(around, held, question="Waar kan zij wonen?", discussion=LONG + "😀 مرحبا <b>vet</b>")
    assert said(around, held).record.version == 1
    assert "<b>vet</b>" in said(around, held).record.discussion
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        write(around, held, version=0, needed="Iets anders")
    write(around, held, version=1, needed="Rust en een vaste begeleider")
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        write(around, held, version=1)
    assert said(around, held).record.needed == "Rust en een vaste begeleider"


def test_who_only_reads_writes_nothing(around, held):
    for actor in (around.supporter, around.process, around.outsider):
        with pytest.raises(NoGrant):
            services.write_record(
                actor=actor, conference_id=held, values=services.RecordValues(going_on="x"), expected_version=0
            )


def test_a_talk_is_held_on_its_day_and_not_before(around, planned):
    with pytest.raises(Refused, match="STILL_TO_COME"):
        services.hold(actor=around.owner, conference_id=planned, attended=[], today=TODAY)


def test_who_was_there_is_kept(around):
    pk = plan(around, starts_at=NOW - timedelta(hours=3))
    rows = selectors.parties(around.owner, row_of(around, pk), around.person.dossier_id, purpose=CARE, today=TODAY)
    services.hold(actor=around.owner, conference_id=pk, attended=[rows[0].id], today=TODAY)
    after = selectors.parties(around.owner, row_of(around, pk), around.person.dossier_id, purpose=CARE, today=TODAY)
    assert [p.attended for p in after] == [True, False]
    with pytest.raises(Refused, match="CONFERENCE_NOT_PLANNED"):
        services.hold(actor=around.owner, conference_id=pk, attended=[], today=TODAY)


def test_an_offer_says_why_it_fits_or_not_and_what_would_make_it_possible(around, held, place):
    values = services.OfferValues("Beuk", "na de kliniek", Fits.NO, "Geen nachtdienst", "Nachtzorg inkopen", place)
    pk = services.weigh_offer(actor=around.owner, conference_id=held, values=values)
    [offer] = said(around, held).offers
    assert (offer.fits, offer.would_make_possible, offer.place_id) == (Fits.NO, "Nachtzorg inkopen", place)
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.weigh_offer(
            actor=around.owner, conference_id=held, values=services.OfferValues("Beuk", "", Fits.NO, " ")
        )
    changed = services.OfferValues("Beuk", "", Fits.YES, "Nachtzorg is er")
    with pytest.raises(Conflict):
        services.weigh_offer(actor=around.owner, conference_id=held, values=changed, offer_id=pk, expected_version=9)
    services.weigh_offer(actor=around.owner, conference_id=held, values=changed, offer_id=pk, expected_version=1)
    assert said(around, held).offers[0].fits == Fits.YES


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        (PointKind.DECISION, services.PointValues("Zij blijft"), "REASON_MISSING"),
        (PointKind.DISSENT, services.PointValues("Ziet het anders"), "WHO_MISSING"),
        (PointKind.DECISION, services.PointValues(" ", why="Omdat"), "NOTHING_SAID"),
        (PointKind.VALUE, services.PointValues("Veiligheid", who="Team"), "NOT_THIS_KIND"),
    ],
)
def test_a_decision_has_a_reason_and_a_different_view_has_somebody(around, held, kind, values, code):
    with pytest.raises(Refused, match=code):
        services.say(actor=around.owner, kind=kind, values=values, conference_id=held)


def test_decisions_and_different_views_are_kept_and_can_be_taken_back(around, held):
    services.say(
        actor=around.owner, kind=PointKind.DECISION, conference_id=held,
        values=services.PointValues("Zij blijft waar zij is", why="Daar kent men haar"),
    )  # fmt: skip
    dissent = services.say(
        actor=around.owner, kind=PointKind.DISSENT, conference_id=held,
        values=services.PointValues("Wil liever nu verhuizen", who="Mevrouw zelf"),
    )  # fmt: skip
    assert [p.who for p in said(around, held).of(PointKind.DISSENT)] == ["Mevrouw zelf"]
    services.take_back(actor=around.owner, table=Point, pk=dissent)
    assert said(around, held).of(PointKind.DISSENT) == []
    with pytest.raises(NoGrant):
        services.take_back(actor=around.outsider, table=Point, pk=said(around, held).points[0].id)


def agreed(around, pk, **more):
    values = {"text": "Belt de gemeente", "due_on": TODAY + timedelta(days=7), "user_id": around.supporter.user_id}
    return services.agree(actor=around.owner, conference_id=pk, values=services.AgreementValues(**{**values, **more}))


def test_an_agreement_says_who_does_what_by_when(around, held):
    agreed(around, held)
    agreed(around, held, user_id=None, by_client=True, text="Denkt na over de kamer")
    assert {(a.who, a.by_client) for a in said(around, held).agreements} == {("Supporter", False), ("", True)}
    with pytest.raises(Refused, match="WHO_MISSING"):
        agreed(around, held, user_id=None)
    with pytest.raises(Refused, match="ENDS_BEFORE_START"):
        agreed(around, held, due_on=TODAY - timedelta(days=10))


def test_a_line_of_another_talk_cannot_be_changed_here(around, held):
    other = plan(around, starts_at=NOW - timedelta(days=2))
    pk = agreed(around, held)
    with pytest.raises(NoGrant):
        services.agree(
            actor=around.owner, conference_id=other, agreement_id=pk, expected_version=1,
            values=services.AgreementValues("x belt", TODAY, user_id=around.owner.user_id),
        )  # fmt: skip


def test_closing_the_record_makes_actions_of_agreements_when_there_is_a_plan(around, held, monkeypatch):
    with pytest.raises(Refused, match="NOTHING_WRITTEN"):
        services.close_record(actor=around.owner, conference_id=held, today=TODAY)
    write(around, held)
    agreed(around, held)
    given = []
    monkeypatch.setattr(
        "samenhang.conferences.services.recording.give_action", lambda **named: given.append(named) or 77
    )
    assert services.close_record(actor=around.owner, conference_id=held, today=TODAY) == 1
    assert given[0]["new"].source == f"conference:{held}" and given[0]["person_id"] == around.person.id
    assert said(around, held).agreements[0].action_number == 77
    with pytest.raises(Refused, match="CONFERENCE_WRITTEN"):
        write(around, held, version=1)
    services.reopen_record(actor=around.owner, conference_id=held)
    write(around, held, version=1, needed="Toch nog iets")


def test_without_a_plan_an_agreement_stays_with_its_owner_and_day(around, held):
    write(around, held)
    pk = agreed(around, held)
    assert services.close_record(actor=around.owner, conference_id=held, today=TODAY) == 0
    [row] = selectors.agreements_of(around.supporter, around.person.id, purpose=CARE)
    assert (row.id, row.action_number) == (pk, None)
    services.agreement_done(actor=around.owner, agreement_id=pk, on=TODAY, outcome="Gebeld", today=TODAY)
    assert selectors.agreements_of(around.owner, around.person.id, purpose=CARE) == []
    with pytest.raises(Refused, match="ALREADY_ENDED"):
        services.agreement_done(actor=around.owner, agreement_id=pk, on=TODAY, outcome="", today=TODAY)


# ---- telling the client


def tell(around, pk, **more):
    new = services.NewFeedback(
        **{"text": "Wij spraken over uw huis. U mag blijven.", "how": ToldHow.IN_PERSON, "on": TODAY, **more}
    )
    return services.feed_back(
        actor=around.owner, conference_id=pk, own_compartment_id=around.person.compartment_id, new=new, today=TODAY
    )


@pytest.mark.capability(35)
def test_the_client_reads_what_they_were_told(around, written):
    client = become_client(around.owner, around.person)
    assert selectors.feedback_for_client(client, around.person.id, purpose=Purpose.OWN_FILE) == []
    tell(around, written, reaction="Fijn.")
    [row] = selectors.feedback_for_client(client, around.person.id, purpose=Purpose.OWN_FILE)
    assert (row.text, row.told_by, row.reaction) == ("Wij spraken over uw huis. U mag blijven.", "Owner", "Fijn.")
    assert row_of(around, written).state == ConferenceState.FED_BACK
    with pytest.raises(Refused, match="CONFERENCE_NOT_RECORDED"):
        tell(around, written)
    assert selectors.feedback_for_client(around.outsider, around.person.id, purpose=CARE) == []


@pytest.mark.capability(35)
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": "Ja"}, "NOTHING_SAID"),
        ({"on": TODAY + timedelta(days=1)}, "IN_THE_FUTURE"),
        ({"on": TODAY - timedelta(days=5)}, "TOLD_BEFORE_HELD"),
    ],
)
def test_feedback_is_real(around, written, wrong, code):
    with pytest.raises(Refused, match=code):
        tell(around, written, **wrong)


@pytest.mark.capability(35)
def test_what_the_client_is_told_of_a_talk_under_the_wvggz_is_in_their_own_file(around):
    pk = plan(around, regime=Regime.WVGGZ, purpose="COMPULSORY_CARE", starts_at=NOW - timedelta(days=1))
    services.hold(actor=around.owner, conference_id=pk, attended=[], today=TODAY)
    tell(around, pk)
    row = Feedback.objects.for_rule("a test looks where it is kept").get()
    assert row.compartment_id == around.person.compartment_id
    client = become_client(around.owner, around.person)
    assert len(selectors.feedback_for_client(client, around.person.id, purpose=Purpose.OWN_FILE)) == 1
    assert selectors.conferences_of(client, around.person.id, purpose=Purpose.OWN_FILE) == []


# ---- what asks attention


def alerts(around, actor=None, today=TODAY):
    found = selectors.attention(actor or around.owner, [around.person.id], purpose=CARE, today=today)
    return {a.code: a for a in found}


@pytest.mark.capability(35)
def test_feedback_is_due_within_the_week_and_red_after_it(around, written):
    due = alerts(around)[TalkAlert.FEEDBACK_DUE]
    assert (due.until, due.hard, due.user_id) == (TODAY + timedelta(days=6), False, around.owner.user_id)
    assert TalkAlert.CONFERENCE_TO_RECORD not in alerts(around)
    late = alerts(around, today=TODAY + timedelta(days=7))
    assert late[TalkAlert.FEEDBACK_OVERDUE].hard and TalkAlert.FEEDBACK_DUE not in late
    tell(around, written)
    assert alerts(around, today=TODAY + timedelta(days=30)) == {}


def test_a_held_talk_is_to_be_written_down_within_two_working_days(around):
    pk = plan(around, starts_at=NOW - timedelta(days=2))  # a Friday
    assert alerts(around)[TalkAlert.CONFERENCE_TO_RECORD].until == TODAY + timedelta(days=2)
    services.hold(actor=around.owner, conference_id=pk, attended=[], today=TODAY)
    assert TalkAlert.CONFERENCE_TO_RECORD in alerts(around)


def test_invitations_and_agreements_ask_the_one_whose_move_it_is(around, planned, held):
    agreed(around, held)
    found = alerts(around)
    assert found[TalkAlert.INVITATION_TO_ANSWER].user_id == around.supporter.user_id
    assert found[TalkAlert.AGREEMENT_OVERDUE].until == TODAY + timedelta(days=7)
    assert alerts(around, around.outsider) == {}


def test_attention_asks_as_often_for_one_as_for_many(around, written, django_assert_num_queries):
    with django_assert_num_queries(1):
        selectors.attention(around.owner, [around.person.id], purpose=CARE, today=TODAY)
    for n in range(10):
        plan(around, starts_at=NOW + timedelta(days=n + 1))
    with django_assert_num_queries(1):
        selectors.attention(around.owner, [around.person.id, *range(900, 940)], purpose=CARE, today=TODAY)


# ---- minutes


@pytest.mark.capability(124)
def test_minutes_leave_as_pdf_with_a_line_and_can_be_attached(around, written, settings, tmp_path):
    from samenhang.audit.models import AuditLine
    from samenhang.conferences.presenters import minutes_parts

    settings.VAR, settings.SCANNER = tmp_path, ""
    row = row_of(around, written)
    parties = selectors.parties(around.owner, row, around.person.dossier_id, purpose=CARE, today=TODAY)
    made = {
        "actor": around.owner, "row": row, "title": "Verslag", "watermark": "Test", "language": "nl",
        "parts": minutes_parts(row, parties, said(around, written)),
    }  # fmt: skip
    assert services.take_minutes(**made).startswith(b"%PDF")
    assert AuditLine.objects.filter(act="EXPORT", object_type="Minutes").count() == 1
    services.attach_minutes(**made)
    [document] = documents_of(around.owner, around.person.compartment_id, purpose=CARE)
    assert document.title == "Verslag"
    with pytest.raises(NoGrant):
        services.take_minutes(**{**made, "actor": around.outsider})


# ---- who directs the process


@pytest.mark.capability(26)
def test_who_directs_the_content_asks_who_directs_the_process(around):
    new = services.NewRequest(
        around.person.id, around.person.compartment_id, "CONVENE", "Twee gemeenten wijzen naar elkaar", TODAY
    )
    pk = services.ask_process_director(actor=around.owner, new=new, today=TODAY)
    assert alerts(around)[TalkAlert.CONVENE_ASKED].user_id == around.process.user_id
    [row] = selectors.convene_requests(around.process, around.person.id, purpose=CARE)
    assert row.asked_by == "Owner"
    with pytest.raises(NoGrant):
        services.answer_process_request(actor=around.owner, request_id=pk, done=True, answer="Zelf gedaan")
    services.answer_process_request(actor=around.process, request_id=pk, done=True, answer="Overleg op dinsdag")
    assert TalkAlert.CONVENE_ASKED not in alerts(around)
    with pytest.raises(Refused, match="ALREADY_ENDED"):
        services.answer_process_request(actor=around.process, request_id=pk, done=False, answer="Nog eens")


@pytest.mark.capability(26)
def test_without_a_process_director_nobody_is_asked(cast, somebody):
    new = services.NewRequest(somebody.id, somebody.compartment_id, "SOLVE", "Twee gemeenten wijzen", TODAY)
    with pytest.raises(Refused, match="NO_PROCESS_DIRECTOR"):
        services.ask_process_director(actor=cast.owner, new=new, today=TODAY)


@pytest.mark.capability(112)
def test_an_experience_expert_takes_part_in_a_talk_and_writes_along(around, colleague):
    from samenhang.directory.enums import Role

    wendel = colleague("wendel", "other", Role.EXPERIENCE_EXPERT)
    join_case(
        actor=around.owner, dossier_id=around.person.dossier_id, role=CaseRole.EXPERIENCE_EXPERT, start=TODAY,
        user_id=wendel.user_id, organisation_id=wendel.organisation_id,
    )  # fmt: skip
    party = services.NewParty("EXPERIENCE_EXPERT", "Weet hoe het is", user_id=wendel.user_id)
    pk = plan(around, starts_at=NOW - timedelta(hours=2), parties=(*talk(around).parties, party))
    services.hold(actor=around.owner, conference_id=pk, attended=[], today=TODAY)
    services.say(
        actor=wendel, kind=PointKind.DISSENT, conference_id=pk,
        values=services.PointValues("Eerst vertrouwen, dan een plek", who="Wendel"),
    )  # fmt: skip
    assert len(said(around, pk).of(PointKind.DISSENT)) == 1
