"""A talk needs a purpose, a law, a reason per party, and the client or why not; and an invitation opens nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samenhang.access.enums import CaseRole, Category, Purpose, Regime
from samenhang.access.selectors import who_knows
from samenhang.access.services import compartment_for, give_grant, join_case, leave_case
from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.conferences import selectors, services
from samenhang.conferences.enums import Answer, ConferenceState, PartyKind, Presence
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.people.selectors import person
from samenhang.privacy.enums import GivenBy, GivenHow
from samenhang.privacy.services import Given, NewConsent, ask_consent
from tests.conferences.conftest import Around, plan, talk
from tests.conftest import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(69), pytest.mark.capability(99)]
CARE = Purpose.CARE_COORDINATION


def seen(around: Around, actor=None):
    return selectors.conferences_of(actor or around.owner, around.person.id, purpose=CARE)


def party(around: Around, conference_id: int, kind: PartyKind):
    row = selectors.conference(around.owner, around.person.id, conference_id, purpose=CARE)
    rows = selectors.parties(around.owner, row, around.person.dossier_id, purpose=CARE, today=TODAY)
    return next(p for p in rows if p.kind == kind)


def test_a_planned_talk_is_seen_by_who_takes_part_and_by_nobody_else(around, planned):
    [row] = seen(around)
    assert (row.id, row.state, row.purpose) == (planned, ConferenceState.PLANNED, "CARE_COORDINATION")
    assert seen(around, around.supporter) and seen(around, around.process)
    assert seen(around, around.outsider) == []
    line = AuditLine.objects.filter(object_type="Conference", object_id=str(planned)).get()
    assert line.dossier_id == around.person.dossier_id


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"purpose": ""}, "PURPOSE_MISSING"),
        ({"purpose": "COMPLEX_CASE_SAFETY"}, "PURPOSE_NOT_OF_REGIME"),
        ({"purpose": "PLACEMENT", "regime": Regime.WVGGZ}, "PURPOSE_NOT_OF_REGIME"),
        ({"purpose": "FUNDING", "regime": Regime.FUNDING}, "PURPOSE_NOT_OF_REGIME"),
        ({"minutes": 0}, "CONFERENCE_TOO_LONG"),
        ({"starts_at": NOW - timedelta(days=40)}, "CONFERENCE_DAY"),
        ({"starts_at": NOW + timedelta(days=900)}, "CONFERENCE_DAY"),
        ({"parties": ()}, "NOBODY_INVITED"),
    ],
)
def test_what_a_talk_cannot_do_without(around, wrong, code):
    with pytest.raises(Refused, match=code):
        plan(around, **wrong)
    assert seen(around) == []


def test_each_party_has_a_reason_and_a_name(around):
    with pytest.raises(Refused, match="PARTY_REASON_MISSING"):
        plan(around, parties=(services.NewParty(PartyKind.COLLEAGUE, " ", user_id=around.supporter.user_id),))
    with pytest.raises(Refused, match="PARTY_UNNAMED"):
        plan(around, parties=(services.NewParty(PartyKind.CLOSE_ONE, "Kent haar het langst"),))
    with pytest.raises(Refused, match="PARTY_UNNAMED"):  # an experience expert comes from somewhere, with consent
        plan(around, parties=(services.NewParty(PartyKind.EXPERIENCE_EXPERT, "Weet hoe het is", name="Wendel"),))


def test_the_client_is_invited_or_it_is_said_why_not(around):
    alone = (services.NewParty(PartyKind.COLLEAGUE, "Ziet haar elke dag", user_id=around.supporter.user_id),)
    with pytest.raises(Refused, match="CLIENT_MISSING"):
        plan(around, parties=alone)
    with pytest.raises(Refused, match="CLIENT_MISSING"):
        plan(around, parties=alone, why_no_client="druk")
    plan(around, parties=alone, why_no_client="Zij wil liever achteraf horen wat er besproken is.")
    [row] = seen(around)
    assert row.why_no_client.startswith("Zij wil liever")


def test_who_may_not_write_appointments_plans_nothing(around):
    for actor in (around.outsider, around.supporter):
        with pytest.raises(NoGrant):
            plan(around, actor=actor)


def test_the_process_director_calls_together_and_writes_no_content(around):
    pk = plan(around, actor=around.process, starts_at=NOW - timedelta(hours=3))
    services.hold(actor=around.process, conference_id=pk, attended=[], today=TODAY)
    with pytest.raises(NoGrant):
        services.write_record(
            actor=around.process, conference_id=pk, values=services.RecordValues(going_on="x"), expected_version=0
        )


def test_an_invitation_opens_no_sight(around, colleague):
    consent(around, "housing", "HOUSING_ASSOC", Category.HOUSING_NEEDS, "HOUSING_MATCH")
    invited = colleague("woonconsulent", "housing")
    before = len(who_knows(around.person.dossier_id))
    pk = plan(around, purpose="HOUSING_MATCH")
    services.invite(
        actor=around.owner,
        conference_id=pk,
        party=services.NewParty(
            PartyKind.COLLEAGUE, "Weet welke huizen vrijkomen", invited.user_id, around.organisations["housing"]
        ),
        today=TODAY,
    )
    assert len(who_knows(around.person.dossier_id)) == before
    assert seen(around, invited) == []
    assert person(invited, around.person.id, purpose=CARE) is None
    [mine] = selectors.invitations(invited, purpose=CARE)
    assert (mine.conference_id, mine.person_id, mine.name) == (pk, None, "")
    assert mine.convened_by == "Owner"


def consent(around: Around, code: str, role: str, category: Category, purpose: str = "CARE_COORDINATION") -> None:
    from samenhang.engines import sharing

    ask_consent(
        actor=around.owner,
        new=NewConsent(
            around.person.id, around.person.compartment_id, around.organisations[code], sharing.Role(role), category,
            sharing.Purpose(purpose), "Wij willen dit bespreken.", date(2027, 6, 1),
        ),
        today=TODAY,
        given=Given(GivenHow.SPOKEN, GivenBy.CLIENT, TODAY, witness="Daan"),
    )  # fmt: skip


def test_somebody_outside_the_case_is_invited_only_when_they_may_know(around):
    stranger = services.NewParty(
        PartyKind.ORGANISATION, "Zoekt een huis", organisation_id=around.organisations["housing"]
    )
    pk = plan(around)
    with pytest.raises(Refused, match="MAY_NOT_KNOW"):
        services.invite(actor=around.owner, conference_id=pk, party=stranger, today=TODAY)
    with pytest.raises(Refused, match="MAY_NOT_KNOW"):
        plan(around, parties=(*talk(around).parties, stranger))
    with pytest.raises(Refused, match="MAY_NOT_KNOW"):  # a colleague from nowhere
        services.invite(
            actor=around.owner,
            conference_id=pk,
            party=services.NewParty(PartyKind.COLLEAGUE, "Denkt mee", user_id=around.outsider.user_id),
            today=TODAY,
        )


def test_nobody_is_invited_twice(around, planned):
    again = services.NewParty(PartyKind.COLLEAGUE, "Nog eens", user_id=around.supporter.user_id)
    with pytest.raises(Refused, match="INVITED_BEFORE"):
        services.invite(actor=around.owner, conference_id=planned, party=again, today=TODAY)


def test_who_is_invited_is_told_once_and_answers(around, planned):
    told = Notification.objects.filter(kind=Kind.INVITED_TO_CONFERENCE)
    assert list(told.values_list("user_id", flat=True)) == [around.supporter.user_id]
    assert told.get().dossier_id is None and str(around.person.id) not in told.get().path
    mine = party(around, planned, PartyKind.COLLEAGUE)
    services.answer_invitation(
        actor=around.supporter, party_id=mine.id, answer=Answer.ACCEPTED, presence=Presence.ONLINE
    )
    after = party(around, planned, PartyKind.COLLEAGUE)
    assert (after.answer, after.presence) == (Answer.ACCEPTED, Presence.ONLINE)
    with pytest.raises(NoGrant, match="NOT_YOURS"):
        services.answer_invitation(actor=around.outsider, party_id=mine.id, answer=Answer.DECLINED)
    services.record_answer(
        actor=around.owner, party_id=party(around, planned, PartyKind.CLIENT).id, answer=Answer.ACCEPTED
    )
    assert party(around, planned, PartyKind.CLIENT).answer == Answer.ACCEPTED


def test_moving_needs_a_reason_and_asks_everybody_again(around, planned):
    mine = party(around, planned, PartyKind.COLLEAGUE)
    services.answer_invitation(actor=around.supporter, party_id=mine.id, answer=Answer.ACCEPTED)
    later = NOW + timedelta(days=9)
    move = {"actor": around.owner, "conference_id": planned, "starts_at": later, "minutes": 45, "today": TODAY}
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.move_conference(**move, why=" ", expected_version=1)
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        services.move_conference(**move, why="De arts is ziek", expected_version=7)
    services.move_conference(**move, why="De arts is ziek", expected_version=1)
    [row] = seen(around)
    assert (row.starts_at, row.minutes, row.revision, row.version) == (later, 45, 1, 2)
    assert party(around, planned, PartyKind.COLLEAGUE).answer == Answer.ASKED
    assert Notification.objects.filter(kind=Kind.CONFERENCE_MOVED).count() == 1


def test_a_cancelled_talk_stays_to_be_seen_with_its_reason(around, planned):
    services.cancel_conference(actor=around.owner, conference_id=planned, why="Het is al opgelost")
    [row] = seen(around)
    assert (row.state, row.why_changed) == (ConferenceState.CANCELLED, "Het is al opgelost")
    with pytest.raises(Refused, match="CONFERENCE_NOT_PLANNED"):
        services.cancel_conference(actor=around.owner, conference_id=planned, why="Nog eens")


def test_an_invitation_is_taken_back_unless_the_rest_would_not_do(around, planned):
    with pytest.raises(Refused, match="NOBODY_INVITED"):
        services.withdraw_invitation(actor=around.owner, party_id=party(around, planned, PartyKind.COLLEAGUE).id)
    client = party(around, planned, PartyKind.CLIENT)
    with pytest.raises(Refused, match="CLIENT_MISSING"):
        services.withdraw_invitation(actor=around.owner, party_id=client.id)
    services.withdraw_invitation(
        actor=around.owner, party_id=client.id, why_no_client="Zij heeft laten weten niet te komen."
    )
    assert seen(around)[0].why_no_client


def test_a_talk_within_hours_invites_everybody_who_takes_part(around):
    pk = services.call_now(
        actor=around.owner,
        new=services.AdHoc(
            around.person.id, around.person.compartment_id, "CRISIS", "Zij is sinds gisteren niet gezien"
        ),
        today=TODAY,
    )
    row = selectors.conference(around.owner, around.person.id, pk, purpose=CARE)
    assert timedelta(hours=2) <= row.starts_at - NOW <= timedelta(hours=2, minutes=20)
    assert row.starts_at.minute % 15 == 0
    invited = selectors.parties(around.owner, row, around.person.dossier_id, purpose=CARE, today=TODAY)
    assert {p.kind for p in invited} == {PartyKind.COLLEAGUE, PartyKind.CLIENT}
    assert {p.user_id for p in invited if p.user_id} == {around.supporter.user_id, around.process.user_id}


def test_a_talk_within_hours_with_nobody_makes_no_sense(cast, somebody):
    with pytest.raises(Refused, match="NOBODY_ELSE"):
        services.call_now(
            actor=cast.owner,
            new=services.AdHoc(somebody.id, somebody.compartment_id, "CRISIS", "Zij is niet gezien"),
            today=TODAY,
        )


# ---- laws that are kept apart


def wvggz(around: Around, **more) -> int:
    return plan(around, regime=Regime.WVGGZ, purpose="COMPULSORY_CARE", **more)


def test_a_talk_under_the_wvggz_is_kept_apart_and_seen_by_who_has_a_seat_there(around):
    pk = wvggz(around)
    [row] = seen(around)
    assert row.id == pk and row.compartment_id != around.person.compartment_id
    assert seen(around, around.supporter) == [], "invited, takes part, and has no seat under this law"
    assert seen(around, around.process) == [], "was not invited"
    services.invite(
        actor=around.owner,
        conference_id=pk,
        party=services.NewParty(PartyKind.COLLEAGUE, "Bewaakt het proces", user_id=around.process.user_id),
        today=TODAY,
    )
    assert [c.id for c in seen(around, around.process)] == [pk]


def test_a_seat_ends_with_taking_part(around):
    part = join_case(
        actor=around.owner, dossier_id=around.person.dossier_id, role=CaseRole.TREATER, start=date(2026, 3, 1),
        user_id=around.outsider.user_id, organisation_id=around.outsider.organisation_id,
    )  # fmt: skip
    treater = services.NewParty(PartyKind.COLLEAGUE, "Behandelt haar", user_id=around.outsider.user_id)
    wvggz(around, parties=(*talk(around).parties, treater))
    assert seen(around, around.outsider)
    leave_case(actor=around.owner, participation_id=part.pk, on=TODAY)
    assert seen(around, around.outsider) == []


def test_a_cancelled_talk_closes_what_was_opened_for_it(around):
    first, second = wvggz(around), wvggz(around)
    services.cancel_conference(actor=around.owner, conference_id=first, why="Niet nodig")
    assert {c.id for c in seen(around)} == {first, second}, "the other talk still needs its seats"
    services.cancel_conference(actor=around.owner, conference_id=second, why="Niet nodig")
    assert seen(around) == []


def test_who_has_no_seat_under_a_law_convenes_nothing_there(around):
    join_case(
        actor=around.owner, dossier_id=around.person.dossier_id, role=CaseRole.CASE_MANAGER, start=date(2026, 3, 1),
        user_id=around.outsider.user_id, organisation_id=around.outsider.organisation_id,
    )  # fmt: skip
    with pytest.raises(NoGrant, match="NO_SEAT"):
        wvggz(around, actor=around.outsider)


def test_under_the_wgs_a_public_participant_calls_the_others_together(around):
    wgs = {"regime": Regime.WGS_ZVH, "purpose": "COMPLEX_CASE_SAFETY"}
    with pytest.raises(Refused, match="WGS_CONVENER"):
        plan(around, **wgs)
    owner = services.NewParty(PartyKind.COLLEAGUE, "Voert de regie", user_id=around.owner.user_id)
    pk = plan(around, actor=around.process, parties=(owner, talk(around).parties[1]), **wgs)
    assert [c.id for c in seen(around)] == [pk]
    assert seen(around, around.supporter) == []


def test_who_sees_appointments_only_sees_that_there_was_a_talk_and_nothing_of_it(around, written):
    give_grant(
        actor=SYSTEM, compartment_id=around.person.compartment_id, categories=Category.APPOINTMENTS, ground="test:1",
        basis="TEST", rule_id="T", rule_version="1", start=NOW - timedelta(days=1), end=None, user_id=around.outsider.user_id,
    )  # fmt: skip
    [row] = seen(around, around.outsider)
    found = selectors.content(around.outsider, row, purpose=CARE)
    assert found.closed and found.record.going_on == "" and found.feedback is None
    assert selectors.content(around.owner, row, purpose=CARE).record.going_on == "Zij slaapt slecht."


def test_a_shielded_compartment_takes_no_more_talks(around):
    from django.db import transaction

    from samenhang.access.services import shield

    with transaction.atomic():
        part = compartment_for(actor=around.owner, dossier_id=around.person.dossier_id, regime=Regime.WVGGZ)
        shield(actor=around.owner, compartment_id=part)
    with pytest.raises(Refused, match="CASE_CLOSED"):
        wvggz(around)
