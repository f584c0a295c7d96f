"""Somebody with the keys of the house tries to enter in the name of a colleague."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import RecoveryState, Role
from samenhang.directory.models import AccountRecovery, Membership, User
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import (
    NewAccount,
    NewRole,
    ask_recovery,
    confirm_recovery,
    invite,
    new_link,
    refuse_recovery,
    use_recovery,
)
from tests.conftest import TODAY
from tests.web.signing_in import PASSWORD, browser, colleague, sign_in, with_second_factor

pytestmark = pytest.mark.capability(131)

WHY = "Nieuwe telefoon, sprak haar vanmorgen"
NEW = "een-tuin-vol-met-kippen"


@pytest.fixture(autouse=True)
def _quick_hashes(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def people(organisations):
    """Two administrators of one organisation, one of another, a privacy officer of the region, and the victim."""

    def actor(name, organisation, role):
        return actor_of(colleague(name, organisations[organisation], role), today=TODAY)

    return {
        "first": actor("eerste", "ggz", Role.SYSTEM_ADMINISTRATOR),
        "second": actor("tweede", "ggz", Role.SYSTEM_ADMINISTRATOR),
        "elsewhere": actor("elders", "other", Role.SYSTEM_ADMINISTRATOR),
        "officer": actor("fg", "table", Role.PRIVACY_OFFICER),
        "reviewer": actor("toets", "ggz", Role.ACCESS_REVIEWER),
        "victim": actor("anna", "ggz", Role.PROFESSIONAL),
    }


def membership_of(actor) -> int:
    return Membership.objects.get(user_id=actor.user_id).pk


def test_one_asks_another_confirms_and_only_both_together_open_the_account(people):
    anna, _secret, _codes = with_second_factor("anna")
    first, _s, _c = with_second_factor("eerste")
    second, _s2, _c2 = with_second_factor("tweede")
    address = f"/accounts/{membership_of(people['victim'])}/link/"
    assert first.post(address, {"recovery-reason": "kort"}).status_code == 422
    page = first.post(address, {"recovery-reason": WHY, "second_factor": "remove"})
    assert page.status_code == 201 and "does not work yet" in page.content.decode()
    link = page.context["address"].split("testserver", 1)[1]

    # nothing has changed for the owner, and the link opens nothing
    assert anna.get("/people/").status_code == 200
    assert browser().get(link).status_code == browser().post(link, {"password": NEW, "again": NEW}).status_code == 409
    assert sign_in("anna")[1]["Location"] == "/sign-in/second-factor/"
    recovery = AccountRecovery.objects.get()
    assert first.post(f"/accounts/recoveries/{recovery.pk}/confirm/").status_code == 409, "not by who asked"
    assert "Anna" in second.get("/accounts/recoveries/").content.decode()

    page = second.post(f"/accounts/recoveries/{recovery.pk}/confirm/")
    assert page.status_code == 201
    code = page.context["code"]
    assert anna.get("/people/").status_code == 302, "sessions are over"
    assert sign_in("anna")[1].status_code == 422, "the old password as well"
    assert not Authenticator.objects.filter(user_id=people["victim"].user_id).exists()

    # the one who asked has a link without a code, the one who confirmed a code without a link
    guest = browser()
    wrong = guest.post(link, {"code": "ABCD-EFGH-JKMN", "password": NEW, "again": NEW})
    assert wrong.status_code == 422 and sign_in("anna", NEW)[1].status_code == 422
    answer = guest.post(link, {"code": code.lower(), "password": NEW, "again": NEW})
    assert answer.status_code == 302
    assert browser().get(link).status_code == 410, "once"
    seen = guest.get("/account/sessions/", follow=True).content.decode()
    assert "Eerste asked for it" in seen and "Tweede confirmed it" in seen, "the owner reads who did this"
    lines = AuditLine.objects.filter(object_type="AccountRecovery").values_list("act", "user_id")
    assert {("CREATE", people["first"].user_id), ("DECIDE", people["second"].user_id)} <= set(lines)


def test_the_owner_reads_at_every_sign_in_that_somebody_asked(people):
    ask_recovery(actor=people["first"], user_id=people["victim"].user_id, reason=WHY)
    client, answer = sign_in("anna")
    page = client.get(answer["Location"], follow=True).content.decode()
    assert "Eerste asked for a new way into your account" in page
    refuse_recovery(actor=people["officer"], recovery_id=AccountRecovery.objects.get().pk)
    client, answer = sign_in("anna")
    assert "Fg refused it" in client.get(answer["Location"], follow=True).content.decode()


def test_an_administrator_cannot_renew_a_used_account_alone(people):
    with pytest.raises(Refused, match="SECOND_PERSON_NEEDED"):
        new_link(actor=people["first"], user_id=people["victim"].user_id)
    before = User.objects.get(pk=people["victim"].user_id).password
    ask_recovery(actor=people["first"], user_id=people["victim"].user_id, reason=WHY, without_second_factor=True)
    recovery = AccountRecovery.objects.get().pk
    for name in ("first", "victim"):
        with pytest.raises((Refused, NoGrant)):
            confirm_recovery(actor=people[name], recovery_id=recovery)
    for name in ("elsewhere", "reviewer"):
        with pytest.raises(NoGrant, match="NOT_YOURS"):
            confirm_recovery(actor=people[name], recovery_id=recovery)
    assert User.objects.get(pk=people["victim"].user_id).password == before
    assert confirm_recovery(actor=people["officer"], recovery_id=recovery)
    with pytest.raises(Conflict, match="ALREADY_DECIDED"):
        confirm_recovery(actor=people["second"], recovery_id=recovery)


def test_an_account_invited_for_the_occasion_is_no_second_person(people, organisations, time_machine):
    time_machine.move_to("2026-11-22T10:00:00Z")
    new = NewAccount("pop", "Poppetje")
    role = NewRole(organisations["ggz"], Role.SYSTEM_ADMINISTRATOR, TODAY - timedelta(days=400))
    puppet_id, _link = invite(actor=people["first"], new=new, role=role)
    puppet = actor_of(User.objects.get(pk=puppet_id), today=TODAY)
    ask_recovery(actor=people["first"], user_id=people["victim"].user_id, reason=WHY)
    with pytest.raises(Refused, match="TOO_NEW_TO_CONFIRM"):
        confirm_recovery(actor=puppet, recovery_id=AccountRecovery.objects.get().pk)


def test_the_database_itself_refuses_one_person_alone(people):
    values = {
        "user_id": people["victim"].user_id, "asked_by_id": people["first"].user_id, "asked_at": timezone.now(),
        "reason": WHY, "link_hash": "x",
    }  # fmt: skip
    for more in (
        {"state": RecoveryState.CONFIRMED},
        {"state": "CONFIRMED", "decided_by_id": people["first"].user_id, "decided_at": timezone.now()},
        {"state": "CONFIRMED", "decided_by_id": people["victim"].user_id, "decided_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccountRecovery.objects.create(**{**values, **more})


def test_a_code_cannot_be_guessed_and_an_old_or_replaced_link_is_over(people, time_machine):
    time_machine.move_to("2026-11-22T10:00:00Z")
    victim = people["victim"]
    old = ask_recovery(actor=people["first"], user_id=victim.user_id, reason=WHY)
    link = ask_recovery(actor=people["first"], user_id=victim.user_id, reason=WHY)
    assert browser().get(f"/welcome/{old.uid}/{old.token}/").status_code == 410, "replaced"
    recovery = AccountRecovery.objects.get(state=RecoveryState.ASKED).pk
    code = confirm_recovery(actor=people["second"], recovery_id=recovery)
    guest, address = browser(), f"/welcome/{link.uid}/{link.token}/"
    for _ in range(5):
        assert guest.post(address, {"code": "2222-2222-2222", "password": NEW, "again": NEW}).status_code == 422
    assert guest.post(address, {"code": code, "password": NEW, "again": NEW}).status_code == 410
    with pytest.raises(Conflict, match="ALREADY_ENDED"):
        use_recovery(actor=victim, recovery_id=recovery, code=code, password=NEW)

    link = ask_recovery(actor=people["first"], user_id=victim.user_id, reason=WHY)
    code = confirm_recovery(actor=people["second"], recovery_id=AccountRecovery.objects.get(state="ASKED").pk)
    time_machine.move_to("2026-11-26T10:00:00Z")
    address = f"/welcome/{link.uid}/{link.token}/"
    assert browser().post(address, {"code": code, "password": NEW, "again": NEW}).status_code == 410


def test_a_link_of_one_does_not_open_the_account_of_another(people):
    link = ask_recovery(actor=people["first"], user_id=people["victim"].user_id, reason=WHY)
    code = confirm_recovery(actor=people["second"], recovery_id=AccountRecovery.objects.get().pk)
    from django.utils.encoding import force_bytes
    from django.utils.http import urlsafe_base64_encode

    other = urlsafe_base64_encode(force_bytes(people["officer"].user_id))
    answer = browser().post(f"/welcome/{other}/{link.token}/", {"code": code, "password": NEW, "again": NEW})
    assert answer.status_code == 410
    assert sign_in("fg", PASSWORD)[1].status_code == 302, "the password of the other is what it was"


def test_whoever_keeps_the_second_factor_needs_it_after_a_new_password_as_well(people):
    with_second_factor("anna")
    link = ask_recovery(actor=people["first"], user_id=people["victim"].user_id, reason=WHY)
    code = confirm_recovery(actor=people["officer"], recovery_id=AccountRecovery.objects.get().pk)
    guest = browser()
    answer = guest.post(f"/welcome/{link.uid}/{link.token}/", {"code": code, "password": NEW, "again": NEW})
    assert answer["Location"] == "/sign-in/"
    assert sign_in("anna", NEW)[1]["Location"] == "/sign-in/second-factor/"


def test_somebody_without_the_task_reaches_none_of_the_pages(people):
    ask_recovery(actor=people["first"], user_id=people["victim"].user_id, reason=WHY)
    recovery = AccountRecovery.objects.get().pk
    anna, _s, _c = with_second_factor("anna")
    assert anna.get("/accounts/recoveries/").status_code == 403
    for act in ("confirm", "refuse"):
        assert anna.post(f"/accounts/recoveries/{recovery}/{act}/").status_code == 403
        assert browser().post(f"/accounts/recoveries/{recovery}/{act}/").status_code == 302
    elsewhere, _s2, _c2 = with_second_factor("elders")
    assert "Anna" not in elsewhere.get("/accounts/recoveries/").content.decode()
    assert elsewhere.post(f"/accounts/recoveries/{recovery}/confirm/").status_code == 403
    assert AccountRecovery.objects.get().state == RecoveryState.ASKED
