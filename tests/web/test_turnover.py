"""Somebody leaves: cases, actions and networks move in one act, or turn red. Nothing stays with who is gone."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from samenhang.access.enums import CaseRole, Purpose, Regime
from samenhang.access.models import Grant, Participation
from samenhang.access.services import join_case
from samenhang.audit.models import AuditLine
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences import services as talks
from samenhang.conferences.enums import AskedOf, ConferenceKind, PartyKind, Rhythm, TableKind
from samenhang.conferences.models import ConferenceParty, ConveneRequest, RegionalTable
from samenhang.directory import services as directory
from samenhang.directory.enums import ContactTopic, Role
from samenhang.directory.models import Contact, Membership, Substitute, User
from samenhang.directory.selectors import actor_of
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.people.models import NoNetwork
from samenhang.people.selectors import attention
from samenhang.people.selectors import person as find_person
from samenhang.web.services import LEFT_BEHIND, leave_organisation, preview_leaving
from tests.conftest import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(145), pytest.mark.capability(37)]


def colleague(username, organisation_id, role):
    new = directory.NewPersona(username, username.title(), "", "", role)
    pk = directory.add_persona(new=new, organisation_id=organisation_id, team_id=None, start=date(2024, 1, 1))
    return actor_of(User.objects.get(pk=pk), today=TODAY)


@pytest.fixture
def administrator(cast, organisations):
    return colleague("beheer", organisations["ggz"], Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def successor(cast, organisations):
    return colleague("opvolger", organisations["ggz"], Role.CASE_COORDINATOR)


@pytest.fixture
def other(cast, somebody):
    """The outsider takes part too and stays."""
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.FILE_HOLDER, start=date(2026, 2, 1),
        user_id=cast.outsider.user_id, organisation_id=cast.outsider.organisation_id,
    )  # fmt: skip
    return cast.outsider


@pytest.fixture
def network(cast, somebody):
    row = NoNetwork(
        person_id=somebody.id, compartment_id=somebody.compartment_id, noted_on=date(2026, 3, 1), text="Niemand",
        builder_id=cast.owner.user_id, since=date(2026, 3, 1),
    )  # fmt: skip
    NoNetwork.objects.write([row])
    return row


def leave(administrator, cast, to=None, do=leave_organisation):
    membership = Membership.objects.get(user_id=cast.owner.user_id)
    return do(actor=administrator, membership_id=membership.pk, on=TODAY, hand_over_to=to)


def told(actor):
    return set(Notification.objects.filter(user_id=actor.user_id).values_list("kind", flat=True))


def networks(somebody):
    rows = NoNetwork.objects.for_rule("a test looks for who builds").filter(
        person_id=somebody.id, ended_at__isnull=True
    )
    return list(rows.values_list("builder_id", "version"))


def test_everything_moves_to_the_successor_in_one_act_and_they_hear_of_it(
    administrator, cast, somebody, successor, other, network
):
    left = leave(administrator, cast, successor.user_id)
    assert (left.ended, left.handed_over, left.red) == (1, 1, 0)
    assert left.rest["networks"] == 1 and networks(somebody) == [(successor.user_id, 2)]
    assert told(successor) == {Kind.CASE_HANDED_OVER} and told(other) == set()
    path = Notification.objects.get(user_id=successor.user_id).path
    assert path == f"/people/{somebody.id}/"


def test_what_nobody_takes_over_turns_red_for_who_remains(administrator, cast, somebody, other, network):
    left = leave(administrator, cast)
    assert (left.ended, left.handed_over, left.red) == (1, 0, 1)
    assert told(other) == {Kind.SEAT_EMPTY}
    assert networks(somebody) == [(None, 2)]
    found = attention(other, [somebody.id], purpose=Purpose.CARE_COORDINATION, today=TODAY)
    assert [a.code for a in found] == ["NO_NETWORK"]


def test_nothing_stays_with_who_is_gone(administrator, cast, somebody, successor, network):
    """Every seat, grant, action, network and telephone number has a new owner, or none and an alert; never the leaver."""
    directory.save_contact(
        actor=cast.owner,
        new=directory.NewContact(
            cast.owner.organisation_id, ContactTopic.CRISIS, user_id=cast.owner.me, phone="0591 1"
        ),
        today=TODAY,
    )
    directory.set_away(
        actor=successor, substitute_id=cast.owner.me, start=TODAY, end=TODAY + timedelta(days=5), today=TODAY
    )
    leave(administrator, cast, successor.user_id)
    gone = cast.owner.user_id
    assert not Participation.objects.on(TODAY).filter(user_id=gone).exists()
    assert not Grant.objects.filter(user_id=gone, end__isnull=True).exists()
    assert not Contact.objects.on(TODAY).filter(user_id=gone).exists()
    assert not Substitute.objects.on(TODAY).filter(substitute_id=gone).exists()
    assert all(builder != gone for builder, _version in networks(somebody))
    assert find_person(cast.owner, somebody.id, purpose=Purpose.CARE_COORDINATION) is None


def test_a_seat_that_began_today_is_left_too(administrator, cast, somebody, successor, other):
    join_case(
        actor=other, dossier_id=somebody.dossier_id, role=CaseRole.TREATER, start=TODAY, user_id=cast.owner.user_id,
        organisation_id=cast.owner.organisation_id,
    )  # fmt: skip
    left = leave(administrator, cast, successor.user_id)
    assert (left.ended, left.handed_over) == (2, 2)
    assert not Participation.objects.filter(user_id=cast.owner.user_id, end__isnull=True).exists()
    now = Participation.objects.on(TODAY).filter(user_id=successor.user_id).values_list("role", flat=True)
    assert set(now) == {CaseRole.CASE_DIRECTOR, CaseRole.TREATER}


def test_the_preview_says_what_the_act_does_and_changes_nothing(
    administrator, cast, somebody, successor, other, network
):
    lines = AuditLine.objects.count()
    seen = leave(administrator, cast, successor.user_id, do=preview_leaving)
    assert Participation.objects.filter(user_id=cast.owner.user_id, end__isnull=True).count() == 1
    assert AuditLine.objects.count() == lines and told(successor) == set() and told(other) == set()
    assert networks(somebody) == [(cast.owner.user_id, 1)]
    assert leave(administrator, cast, successor.user_id) == seen


def test_nobody_hands_over_to_themselves(administrator, cast, somebody):
    with pytest.raises(Refused, match="NOT_A_COLLEAGUE_ON_CASES"):
        leave(administrator, cast, cast.owner.user_id)


def test_the_screen_shows_numbers_first_and_does_it_when_confirmed(
    administrator, cast, somebody, successor, as_persona
):
    membership = Membership.objects.get(user_id=cast.owner.user_id)
    browser = as_persona("beheer")
    page = browser.post(f"/accounts/{membership.pk}/leave/", {"hand_over_to": successor.user_id})
    text = page.content.decode()
    assert page.status_code == 200 and "Owner leaves and Opvolger takes over. Nothing has happened yet." in text
    assert "Populier" not in text and Membership.objects.get(pk=membership.pk).end is None
    done = browser.post(f"/accounts/{membership.pk}/leave/", {"hand_over_to": successor.user_id, "confirm": "yes"})
    assert done.status_code == 302 and Membership.objects.get(pk=membership.pk).end == TODAY


def test_a_coordinator_hands_nobodys_cases_over(cast, somebody, as_persona):
    membership = Membership.objects.get(user_id=cast.owner.user_id)
    assert as_persona("owner").post(f"/accounts/{membership.pk}/leave/", {}).status_code == 403


def test_every_package_that_keeps_something_for_a_colleague_hands_it_over():
    assert {"actions", "networks"} <= set(LEFT_BEHIND)


@pytest.fixture
def table(cast, organisations, municipalities):
    """A table that the leaver keeps."""
    values = talks.TableValues(
        "Casustafel", TableKind.CASE, organisations["ggz"], Rhythm.MONTHLY, date(2026, 1, 7), time(14, 0), 90
    )
    return talks.add_table(actor=cast.owner, values=values)


@pytest.fixture
def invited(cast, somebody, other):
    """A talk next week that the colleague who stays calls together, to which the leaver is invited."""
    new = talks.NewConference(
        person_id=somebody.id, compartment_id=somebody.compartment_id, kind=ConferenceKind.CASE_CONFERENCE,
        purpose="CARE_COORDINATION", regime=Regime.CONSENT, starts_at=NOW + timedelta(days=7), minutes=60,
        parties=(
            talks.NewParty(PartyKind.COLLEAGUE, "Kent haar het langst", user_id=cast.owner.user_id),
            talks.NewParty(PartyKind.CLIENT, "Het gaat over haar"),
        ),
    )  # fmt: skip
    return talks.plan_conference(actor=other, new=new, today=TODAY)


def chair_of(conference_id):
    rows = ConferenceParty.objects.for_rule("a test looks for who is invited")
    return rows.filter(conference_id=conference_id).exclude(kind="CLIENT").values_list("user_id", "organisation__code", "answer")[0]  # fmt: skip


def test_an_invitation_and_a_table_move_to_the_successor(
    administrator, cast, somebody, successor, other, invited, table
):
    left = leave(administrator, cast, successor.user_id)
    assert left.rest["appointments"] == 2
    assert chair_of(invited) == (successor.user_id, "ggz", "ASKED")
    assert RegionalTable.objects.get(pk=table).keeper_id == successor.user_id
    assert told(successor) == {Kind.CASE_HANDED_OVER, Kind.INVITED_TO_CONFERENCE}


def test_an_invitation_that_nobody_takes_over_stays_with_the_organisation(
    administrator, cast, somebody, other, invited, table
):
    leave(administrator, cast)
    assert chair_of(invited) == (None, "ggz", "ASKED")
    assert RegionalTable.objects.get(pk=table).keeper_id is None


def test_a_request_to_the_process_director_who_leaves_waits_for_whoever_directs_the_process(
    administrator, cast, somebody, other, successor
):
    """The request stays open and in sight, and the next process director answers it."""
    join_case(
        actor=other, dossier_id=somebody.dossier_id, role=CaseRole.PROCESS_DIRECTOR, start=date(2026, 2, 1),
        user_id=cast.owner.user_id, organisation_id=cast.owner.organisation_id,
    )  # fmt: skip
    asked = talks.ask_process_director(
        actor=other,
        new=talks.NewRequest(
            somebody.id, somebody.compartment_id, AskedOf.CONVENE, "Twee organisaties wachten op elkaar.", TODAY
        ),
        today=TODAY,
    )
    leave(administrator, cast)
    open_rows = ConveneRequest.objects.for_rule("a test looks for who is asked")
    assert open_rows.get(pk=asked).asked_of_id is None
    with pytest.raises(NoGrant, match="NOT_YOURS"):
        talks.answer_process_request(actor=other, request_id=asked, done=True, answer="Gesproken")
    join_case(
        actor=other, dossier_id=somebody.dossier_id, role=CaseRole.PROCESS_DIRECTOR, start=TODAY,
        user_id=successor.user_id, organisation_id=successor.organisation_id,
    )  # fmt: skip
    talks.answer_process_request(actor=successor, request_id=asked, done=True, answer="Zij komen samen")
    assert open_rows.get(pk=asked).asked_of_id == successor.user_id
