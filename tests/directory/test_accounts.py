"""Accounts: invited by a colleague, with an end, and leaving takes everything along that followed from the job."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.models import Participation
from samenhang.access.services import join_case
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import ApiScope, Power, Role
from samenhang.directory.models import ApiKey, Membership, SignIn, User
from samenhang.directory.roles import POWERS
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import NewAccount, NewRole, change_expiry, end_membership, invite, make_key, new_link
from samenhang.people.selectors import person
from samenhang.web.services import leave_organisation
from tests.conftest import TODAY
from tests.web.signing_in import browser, colleague, sign_in, with_second_factor

pytestmark = pytest.mark.capability(132)

NEW = "een-tuin-vol-met-kippen"


@pytest.fixture(autouse=True)
def _quick_hashes(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def administrator(organisations):
    """Who keeps the accounts of GGZ Heidelanden."""
    return actor_of(colleague("beheer", organisations["ggz"], Role.SYSTEM_ADMINISTRATOR), today=TODAY)


def role_at(organisation_id: int, role: Role = Role.PROFESSIONAL, **more) -> NewRole:
    return NewRole(organisation_id, role, TODAY, **more)


def invited_link(client: Client, page) -> str:
    return page.context["address"].split("testserver", 1)[1]


def test_a_colleague_is_invited_sets_a_password_once_and_comes_in(administrator, organisations):
    admin, _secret, _codes = with_second_factor("beheer")
    form = {
        "name": "Nieuwe Collega", "username": "nieuw", "email": "", "organisation": organisations["ggz"],
        "role": "REGIONAL_ANALYST", "start": TODAY.isoformat(), "last_day": "2026-12-31",
    }  # fmt: skip
    page = admin.post("/accounts/new/", form)
    assert page.status_code == 201, page.content.decode()[:2000]
    link = invited_link(admin, page)
    guest = browser()
    assert "Welcome, Nieuwe Collega" in guest.get(link).content.decode()
    assert guest.post(link, {"password": "kort", "again": "kort"}).status_code == 422
    assert guest.post(link, {"password": NEW, "again": NEW + "x"}).status_code == 422
    assert guest.post(link, {"password": NEW, "again": NEW}).status_code == 302
    assert guest.get("/region/").status_code == 200
    assert browser().get(link).status_code == 410, "the link works once"
    assert sign_in("nieuw", NEW)[1].status_code == 302
    membership = Membership.objects.get(user__username="nieuw")
    assert (membership.role, membership.end) == ("REGIONAL_ANALYST", date(2027, 1, 1))
    assert AuditLine.objects.filter(act="GRANT", object_type="Membership", user_id=administrator.user_id).count() == 1


def test_a_link_is_replaced_by_a_newer_one_and_ends_after_three_days(administrator, organisations, time_machine):
    time_machine.move_to("2026-11-22T10:00:00Z")
    user_id, first = invite(actor=administrator, new=NewAccount("nieuw", "Nieuw"), role=role_at(organisations["ggz"]))
    second = new_link(actor=administrator, user_id=user_id)
    assert browser().get(f"/welcome/{first.uid}/{first.token}/").status_code == 410
    address = f"/welcome/{second.uid}/{second.token}/"
    assert browser().get(address).status_code == 200
    time_machine.move_to("2026-11-26T10:00:00Z")
    assert browser().get(address).status_code == 410
    for made_up in ("/welcome/x/y/", "/welcome/MQ/abc-def/", "/welcome/OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5/a-b/"):
        assert browser().get(made_up).status_code == 410


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"username": "BEHEER"}, "USERNAME_TAKEN"),
        ({"email": "Bezet@ggz.example"}, "EMAIL_TAKEN"),
        ({"expires_on": TODAY}, "EXPIRES_IN_THE_PAST"),
        ({"subject": "s-1"}, "SUBJECT_TAKEN"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_with_the_reason(administrator, organisations, change, code):
    invite(
        actor=administrator,
        new=NewAccount("bezet", "Bezet", "bezet@ggz.example", subject="s-1"),
        role=role_at(organisations["ggz"]),
    )
    before = User.objects.count()
    with pytest.raises(Refused, match=code):
        invite(
            actor=administrator,
            new=NewAccount(**{"username": "nieuw", "name": "Nieuw", **change}),
            role=role_at(organisations["ggz"]),
        )
    assert User.objects.count() == before


def test_an_administrator_keeps_the_accounts_of_the_own_organisation_only(administrator, organisations, cast):
    with pytest.raises(NoGrant, match="NOT_YOUR_COLLEAGUES"):
        invite(actor=administrator, new=NewAccount("nieuw", "Nieuw"), role=role_at(organisations["other"]))
    with pytest.raises(NoGrant, match="NOT_YOUR_COLLEAGUES"):
        new_link(actor=administrator, user_id=cast.outsider.user_id)
    with pytest.raises(NoGrant, match="NOT_YOUR_COLLEAGUES"):
        change_expiry(actor=administrator, user_id=cast.outsider.user_id, expires_on=TODAY)
    with pytest.raises(NoGrant, match="NO_POWER"):
        invite(actor=cast.owner, new=NewAccount("nieuw", "Nieuw"), role=role_at(organisations["ggz"]))
    admin, _secret, _codes = with_second_factor("beheer")
    theirs = Membership.objects.get(user_id=cast.outsider.user_id).pk
    for method, address in (("get", ""), ("post", "role/"), ("post", "expiry/"), ("post", "link/"), ("post", "leave/")):
        assert getattr(admin, method)(f"/accounts/{theirs}/{address}").status_code == 404, address


def test_nobody_changes_their_own_account(administrator, organisations):
    mine = Membership.objects.get(user_id=administrator.user_id)
    for act in (
        lambda: change_expiry(actor=administrator, user_id=administrator.user_id, expires_on=None),
        lambda: new_link(actor=administrator, user_id=administrator.user_id),
        lambda: leave_organisation(actor=administrator, membership_id=mine.pk, on=TODAY),
    ):
        with pytest.raises(Refused, match="NOT_ABOUT_YOURSELF"):
            act()


def test_an_administrator_sees_no_person(administrator, cast, somebody):
    assert not actor_of(User.objects.get(pk=administrator.user_id), today=TODAY).can(Power.WORK_ON_CASES)
    admin, _secret, _codes = with_second_factor("beheer")
    owner = Membership.objects.get(user_id=cast.owner.user_id)
    page = admin.get(f"/accounts/{owner.pk}/").content.decode()
    assert "takes part in 1 case" in page and f"Dossier {somebody.dossier_id}" in page
    assert "Populier" not in page
    assert admin.get(f"/people/{somebody.id}/").status_code == 403


def test_an_expired_account_loses_its_sessions_at_once(administrator, organisations):
    user = colleague("kort", organisations["ggz"], Role.REGIONAL_ANALYST)
    client, _answer = sign_in("kort")
    change_expiry(actor=administrator, user_id=user.pk, expires_on=TODAY)
    assert client.get("/region/").status_code == 302 and not SignIn.objects.filter(user=user).exists()
    change_expiry(actor=administrator, user_id=user.pk, expires_on=None)
    assert sign_in("kort")[1].status_code == 302


def test_leaving_ends_grants_sessions_and_keys_and_leaves_the_seat_empty(administrator, cast, somebody):
    owner = User.objects.get(pk=cast.owner.user_id)
    make_key(actor=actor_of(owner, today=TODAY), name="x", scopes=[ApiScope.PEOPLE_READ], start=TODAY, end=TODAY + timedelta(days=9))  # fmt: skip
    membership = Membership.objects.get(user=owner)
    left = leave_organisation(actor=administrator, membership_id=membership.pk, on=TODAY)
    assert (left.ended, left.handed_over) == (1, 0)
    assert person(actor_of(owner, today=TODAY), somebody.id, purpose=Purpose.CARE_COORDINATION) is None
    assert not Participation.objects.filter(dossier_id=somebody.dossier_id, end__isnull=True).exists()
    assert ApiKey.objects.get().revoked_at is not None
    with pytest.raises(NoGrant):
        leave_organisation(actor=administrator, membership_id=membership.pk, on=TODAY)


def test_leaving_hands_all_cases_over_to_a_colleague_in_one_act(administrator, cast, somebody, organisations):
    takes_over = colleague("opvolger", organisations["ggz"], Role.CASE_COORDINATOR)
    membership = Membership.objects.get(user_id=cast.owner.user_id)
    for stranger in (cast.outsider.user_id, cast.funder.user_id, 999_999):
        with pytest.raises(Refused, match="NOT_A_COLLEAGUE_ON_CASES"):
            leave_organisation(actor=administrator, membership_id=membership.pk, on=TODAY, hand_over_to=stranger)
    assert Membership.objects.get(pk=membership.pk).end is None, "nothing happened so far"
    left = leave_organisation(actor=administrator, membership_id=membership.pk, on=TODAY, hand_over_to=takes_over.pk)
    assert (left.ended, left.handed_over) == (1, 1)
    seat = Participation.objects.get(dossier_id=somebody.dossier_id, end__isnull=True)
    assert (seat.user_id, seat.role) == (takes_over.pk, CaseRole.CASE_DIRECTOR)
    assert person(actor_of(takes_over, today=TODAY), somebody.id, purpose=Purpose.CARE_COORDINATION) is not None


def test_a_case_for_another_organisation_stays_with_whoever_works_there_too(
    administrator, cast, somebody, organisations
):
    user = User.objects.get(pk=cast.owner.user_id)
    Membership.objects.create(user=user, organisation_id=organisations["other"], role=Role.PROFESSIONAL, start=date(2024, 1, 1))  # fmt: skip
    join_case(actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.SUPPORTER, start=date(2026, 2, 1), user_id=user.pk, organisation_id=organisations["other"])  # fmt: skip
    membership = Membership.objects.get(user=user, organisation_id=organisations["ggz"])
    assert leave_organisation(actor=administrator, membership_id=membership.pk, on=TODAY).ended == 1
    assert Participation.objects.get(dossier_id=somebody.dossier_id, end__isnull=True).role == CaseRole.SUPPORTER


def test_a_role_that_began_today_goes_without_a_trace_but_in_the_log(administrator, organisations):
    user_id, _link = invite(actor=administrator, new=NewAccount("fout", "Fout"), role=role_at(organisations["ggz"]))
    membership = Membership.objects.get(user_id=user_id)
    end_membership(actor=administrator, membership_id=membership.pk, on=TODAY)
    assert not Membership.objects.filter(user_id=user_id).exists()
    with pytest.raises(Conflict, match="ALREADY_ENDED"):
        end_membership(actor=administrator, membership_id=membership.pk, on=TODAY)
    assert AuditLine.objects.filter(act="END", object_type="Membership").count() == 1


def test_the_first_administrator_comes_from_the_command_line(organisations, capsys):
    call_command("add_administrator", "ggz", "eerste", "Eerste Beheerder")
    address = capsys.readouterr().out.splitlines()[-1].strip()
    guest = browser()
    assert guest.post(address, {"password": NEW, "again": NEW})["Location"] == "/"
    assert guest.get("/accounts/")["Location"] == "/account/second-factor/", "an administrator as well"
    for wrong in (("nowhere", "tweede", "Tweede"), ("ggz", "eerste", "Nog eens")):
        with pytest.raises(CommandError):
            call_command("add_administrator", *wrong)


def test_no_role_may_do_everything():
    everything = set(Power)
    assert all(powers < everything for powers in POWERS.values())
    assert not POWERS[Role.SYSTEM_ADMINISTRATOR] & {Power.WORK_ON_CASES, Power.BREAK_GLASS, Power.REVIEW_ACCOUNTS}
