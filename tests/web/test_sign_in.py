"""Signing in with a password and a second factor: what gets in, what does not, and what it leaves in the log."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from samenhang.audit.models import AuditLine
from samenhang.directory.enums import Role
from samenhang.directory.models import SignIn, User
from samenhang.directory.roles import POWERS, SECOND_FACTOR
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import set_password
from tests.conftest import TODAY
from tests.web.signing_in import PASSWORD, browser, code_now, colleague, set_up_app, sign_in, with_second_factor

pytestmark = pytest.mark.capability(131)


@pytest.fixture(autouse=True)
def _quick_hashes_and_no_earlier_attempts(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def analyst(organisations) -> User:
    """Somebody whose role sees numbers only."""
    return colleague("analyst", organisations["ggz"], Role.REGIONAL_ANALYST)


@pytest.fixture
def coordinator(organisations) -> User:
    """Somebody whose role can meet special categories."""
    return colleague("coordinator", organisations["ggz"], Role.CASE_COORDINATOR)


def levels(user: User) -> set[str]:
    return set(SignIn.objects.filter(user=user).values_list("auth_level", flat=True))


def test_a_role_that_sees_numbers_enters_with_a_password(analyst):
    client, answer = sign_in("analyst")
    assert answer.status_code == 302 and answer["Location"] == "/"
    assert client.get("/region/").status_code == 200
    assert levels(analyst) == {"PASSWORD"}
    line = AuditLine.objects.filter(act="SIGN_IN", user_id=analyst.pk).get()
    assert line.detail == {"level": "PASSWORD"} and line.session


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR))
def test_a_role_that_can_meet_special_categories_reaches_nothing_without_a_second_factor(organisations, role):
    user = colleague("somebody", organisations["ggz"], role)
    client, answer = sign_in("somebody")
    assert answer.status_code == 302
    for address in ("/", "/people/", "/people/1/", "/search/?q=pop", "/supply/", "/region/", "/account/sessions/",
                    "/account/keys/", "/accounts/", "/access-reviews/", "/roles/", "/import/"):  # fmt: skip
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, "/account/second-factor/"), address
    assert client.post("/account/sessions/others/end/").status_code == 302
    assert "First set up a second factor" in client.get("/account/second-factor/").content.decode()
    assert levels(user) == {"PASSWORD"}


def test_every_role_with_people_in_it_asks_for_a_second_factor():
    """A new role must be put on one side or the other."""
    assert set(POWERS) - SECOND_FACTOR == {Role.SUPPLY_MANAGER, Role.FUNDER, Role.BOARD_MEMBER, Role.REGIONAL_ANALYST}


def test_setting_up_an_app_opens_the_door_and_gives_the_session_a_new_key(coordinator):
    client, _answer = sign_in("coordinator")
    before = client.session.session_key
    _secret, codes = set_up_app(client)
    assert len(codes) == 10
    assert client.session.session_key != before, "a session that rises gets a new key"
    assert client.get("/people/").status_code == 200
    assert levels(coordinator) == {"TWO_FACTOR"}
    assert AuditLine.objects.filter(act="CREATE", object_type="SecondFactor", user_id=coordinator.pk).count() == 1


def test_the_second_factor_cannot_be_skipped_by_address(coordinator):
    with_second_factor("coordinator")
    client, answer = sign_in("coordinator")
    assert answer["Location"] == "/sign-in/second-factor/"
    for address in (
        "/",
        "/people/",
        "/account/second-factor/",
        "/account/second-factor/app/remove/",
        "/account/sessions/",
    ):
        answer = client.get(address)
        assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/"), address
    assert SignIn.objects.filter(user=coordinator).count() == 1, "only the session that finished"


def test_a_code_of_the_app_finishes_signing_in_and_leads_where_they_wanted_to_go(coordinator):
    _client, secret, _codes = with_second_factor("coordinator")
    client, _answer = sign_in("coordinator", next="/people/?q=pop")
    with time_machine.travel(time.time() + 60):
        answer = client.post("/sign-in/second-factor/", {"code": code_now(secret)})
    assert answer["Location"] == "/people/?q=pop"
    assert client.session["auth_level"] == "TWO_FACTOR"


def test_a_code_that_was_used_is_refused_also_from_another_browser(coordinator):
    _client, secret, _codes = with_second_factor("coordinator")
    with time_machine.travel(time.time() + 60, tick=False):
        code = code_now(secret)
        first, _answer = sign_in("coordinator")
        assert first.post("/sign-in/second-factor/", {"code": code}).status_code == 302
        for seen in (code, f"{code[:3]} {code[3:]}"):
            second, _answer = sign_in("coordinator")
            assert second.post("/sign-in/second-factor/", {"code": seen}).status_code == 422
            assert second.get("/people/")["Location"].startswith("/sign-in/")
    with time_machine.travel(time.time() + 100, tick=False):  # within the drift that is allowed, so still right
        third, _answer = sign_in("coordinator")
        assert third.post("/sign-in/second-factor/", {"code": code}).status_code == 422


def test_the_code_that_set_the_app_up_does_not_sign_in_as_well(coordinator):
    with time_machine.travel(time.time(), tick=False):
        _client, secret, _codes = with_second_factor("coordinator")
        client, _answer = sign_in("coordinator")
        assert client.post("/sign-in/second-factor/", {"code": code_now(secret)}).status_code == 422


def test_a_recovery_code_works_once(coordinator):
    _client, _secret, codes = with_second_factor("coordinator")
    client, _answer = sign_in("coordinator")
    assert client.post("/sign-in/second-factor/", {"code": codes[0]})["Location"] == "/"
    again, _answer = sign_in("coordinator")
    assert again.post("/sign-in/second-factor/", {"code": codes[0]}).status_code == 422
    assert again.post("/sign-in/second-factor/", {"code": codes[1]}).status_code == 302


def test_recovery_codes_are_shown_once(coordinator):
    client, _secret, codes = with_second_factor("coordinator")
    page = client.get("/account/second-factor/codes/").content.decode()
    assert not any(code in page for code in codes)


def test_guessing_codes_ends_soon(coordinator):
    _client, secret, _codes = with_second_factor("coordinator")
    client, _answer = sign_in("coordinator")
    for guess in range(5):
        assert client.post("/sign-in/second-factor/", {"code": f"00000{guess}"}).status_code == 422
    with time_machine.travel(time.time() + 60):
        assert client.post("/sign-in/second-factor/", {"code": code_now(secret)}).status_code == 422, "locked by now"
    assert AuditLine.objects.filter(object_type="SecondFactor", outcome="FAILED").count() >= 5


def test_the_last_second_factor_of_such_a_role_cannot_be_removed(coordinator, organisations):
    client, _secret, _codes = with_second_factor("coordinator")
    answer = client.post("/account/second-factor/app/remove/")
    assert answer.status_code == 422
    analyst = colleague("analyst", organisations["ggz"], Role.REGIONAL_ANALYST)
    other, _secret, _codes = with_second_factor(analyst.username)
    assert other.post("/account/second-factor/app/remove/").status_code == 302


def test_changing_how_one_signs_in_asks_again_after_a_while(coordinator):
    client, _secret, codes = with_second_factor("coordinator")
    with time_machine.travel(time.time() + 400):
        answer = client.get("/account/second-factor/codes/new/")
        assert answer.status_code == 302 and "/account/second-factor/again/" in answer["Location"]
        wrong = client.post(answer["Location"], {"password": "not the password"})
        assert wrong.status_code == 422
        right = client.post(answer["Location"], {"password": PASSWORD})
        assert right["Location"] == "/account/second-factor/codes/new/"
        assert client.post("/account/second-factor/codes/new/").status_code == 302
        fresh = client.get("/account/second-factor/codes/").context["unused_codes"]
        assert not set(fresh) & set(codes)


def test_a_session_without_second_factor_ends_when_one_is_set_up_elsewhere(coordinator):
    """Whoever only has the password does not get to remove what its owner has set up."""
    thief, _answer = sign_in("coordinator")
    with_second_factor("coordinator")
    answer = thief.get("/account/second-factor/app/remove/")
    assert answer["Location"] == "/sign-in/"
    assert "_auth_user_id" not in thief.session


def test_the_secret_of_an_app_is_not_readable_in_the_database(coordinator):
    from allauth.mfa.models import Authenticator

    _client, secret, codes = with_second_factor("coordinator")
    kept = str(list(Authenticator.objects.filter(user=coordinator).values_list("data", flat=True)))
    assert secret not in kept and not any(code in kept for code in codes)


# ---- sessions -------------------------------------------------------------------------------------
@pytest.mark.parametrize(("minutes", "stays"), [(14, True), (15, False), (60, False)])
def test_a_session_that_stands_still_ends_on_the_server(analyst, settings, minutes, stays):
    settings.SESSION_IDLE_SECONDS = 15 * 60
    client, _answer = sign_in("analyst")
    assert int(client.cookies["sessionid"]["max-age"]) > 15 * 60, "the cookie itself lives longer"
    with time_machine.travel(time.time() + minutes * 60):
        answer = client.get("/region/")
        assert (answer.status_code == 200) is stays
        if not stays:
            assert answer["Location"] == "/sign-in/?next=%2Fregion%2F"
            assert "because nothing happened" in client.get("/sign-in/").content.decode()
            assert AuditLine.objects.get(act="SIGN_OUT", user_id=analyst.pk).detail == {"why": "IDLE"}
            assert not SignIn.objects.filter(user=analyst).exists()


def test_work_keeps_a_session_alive_for_a_working_day_and_no_longer(analyst, settings):
    settings.SESSION_IDLE_SECONDS = 15 * 60
    client, _answer = sign_in("analyst")
    start, minutes = time.time(), 0
    while minutes < 12 * 60 - 10:
        minutes += 10
        with time_machine.travel(start + minutes * 60):
            assert client.get("/region/").status_code == 200, minutes
    with time_machine.travel(start + 12 * 3600 + 1):
        assert client.get("/region/").status_code == 302
    assert AuditLine.objects.get(act="SIGN_OUT", user_id=analyst.pk).detail == {"why": "TOO_LONG"}


def test_a_key_that_was_there_before_signing_in_is_not_the_key_afterwards(analyst):
    client = browser()
    client.get("/sign-in/with/organisation/")  # no provider here: 404, and nothing begins
    client.get("/language/setlang/")
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = session.session_key
    planted = session.session_key
    sign_in("analyst", client=client)
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/region/").status_code == 302


def test_my_sessions_shows_where_i_am_signed_in_and_ends_the_others(analyst, organisations):
    mine, _a = sign_in("analyst", client=browser(**{"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"}))
    other, _a = sign_in("analyst", client=browser(**{"user-agent": "Mozilla/5.0 (iPhone) Safari/605"}))
    third, _a = sign_in("analyst")
    page = mine.get("/account/sessions/").content.decode()
    assert "Firefox on Windows" in page and "Safari on iPhone" in page and "127.0.0.1" in page
    row = SignIn.objects.get(session_key=other.session.session_key)
    assert mine.post(f"/account/sessions/{row.pk}/end/").status_code == 302
    assert other.get("/region/").status_code == 302 and third.get("/region/").status_code == 200
    assert mine.post("/account/sessions/others/end/").status_code == 302
    assert third.get("/region/").status_code == 302 and mine.get("/region/").status_code == 200


def test_nobody_ends_a_session_of_somebody_else(analyst, organisations):
    colleague("second", organisations["ggz"], Role.REGIONAL_ANALYST)
    mine, _a = sign_in("analyst")
    theirs, _a = sign_in("second")
    row = SignIn.objects.get(session_key=theirs.session.session_key)
    assert mine.post(f"/account/sessions/{row.pk}/end/").status_code == 403
    assert theirs.get("/region/").status_code == 200
    assert mine.get("/account/sessions/").content.decode().count("sh-list__item") == 1


def test_signing_out_ends_the_session_on_the_server(analyst):
    client, _answer = sign_in("analyst")
    key = client.session.session_key
    client.post("/sign-out/")
    again = Client()
    again.cookies["sessionid"] = key
    assert again.get("/region/").status_code == 302 and not SignIn.objects.exists()


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(analyst):
    mine, _a = sign_in("analyst")
    other, _a = sign_in("analyst")
    new = "nog-een-zin-over-een-tuin"
    wrong = mine.post("/account/password/", {"current": "wrong", "password": new, "again": new})
    assert wrong.status_code == 422
    right = mine.post("/account/password/", {"current": PASSWORD, "password": new, "again": new})
    assert right.status_code == 302, right.content.decode()[:3000]
    assert mine.get("/region/").status_code == 200 and other.get("/region/").status_code == 302
    assert SignIn.objects.filter(user=analyst).count() == 1
    assert sign_in("analyst")[1].status_code == 422 and sign_in("analyst", new)[1].status_code == 302


@pytest.mark.parametrize("weak", ["kort", "password1234", "wilhelmina.vos1", "123456789012"])
def test_a_short_a_common_and_a_similar_password_are_refused(analyst, weak):
    User.objects.filter(pk=analyst.pk).update(name="Wilhelmina.Vos")
    actor = actor_of(analyst, today=TODAY)
    with pytest.raises(ValidationError):
        set_password(actor=actor, user_id=analyst.pk, password=weak)
    analyst.refresh_from_db()
    assert analyst.check_password(PASSWORD)


# ---- who may not ----------------------------------------------------------------------------------
def test_an_account_that_is_over_does_not_sign_in_and_its_sessions_stop(analyst):
    client, _answer = sign_in("analyst")
    User.objects.filter(pk=analyst.pk).update(expires_on=TODAY + timedelta(days=1))
    assert client.get("/region/").status_code == 200
    User.objects.filter(pk=analyst.pk).update(expires_on=TODAY)
    assert client.get("/region/").status_code == 302
    assert sign_in("analyst")[1].status_code == 422


def test_the_end_of_an_account_between_password_and_second_factor_counts(coordinator):
    _client, secret, _codes = with_second_factor("coordinator")
    client, _answer = sign_in("coordinator")
    User.objects.filter(pk=coordinator.pk).update(expires_on=TODAY)
    with time_machine.travel(time.time() + 60):
        client.post("/sign-in/second-factor/", {"code": code_now(secret)})
        assert client.get("/people/")["Location"].startswith("/sign-in/")


def test_wrong_password_unknown_name_expired_account_and_persona_are_answered_alike(analyst, cast):
    User.objects.create(username="over", name="Over", password=analyst.password, expires_on=TODAY)
    pages = set()
    for name, password in (("analyst", "wrong"), ("nobody", "wrong"), ("over", PASSWORD), ("owner", "wrong")):
        _client, answer = sign_in(name, password)
        assert answer.status_code == 422
        page = answer.content.decode().replace(name, "…")
        pages.add(page[page.index("do not belong") - 60 : page.index("do not belong") + 120])
    assert len(pages) == 1


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(analyst, hashings):
    """Equal work, so that the time taken tells nothing."""
    sign_in("analyst", "wrong")
    known = hashings()
    sign_in("nobody", "wrong")
    assert hashings() - known == known == 1


@pytest.fixture
def hashings(monkeypatch):
    """Counts how often a password is hashed, without changing what happens."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    seen: list[str] = []
    real = MD5PasswordHasher.encode

    def counted(self, password, salt):
        seen.append(salt)
        return real(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return lambda: len(seen)


def test_eight_failures_lock_the_name_for_a_while(analyst):
    for _ in range(8):
        sign_in("analyst", "wrong")
    answer = sign_in("analyst")[1]
    assert answer.status_code in {403, 429} and "locked" in answer.content.decode()


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "https:///elsewhere",
    ],
)
def test_signing_in_never_leads_to_another_site(analyst, coordinator, target):
    _client, answer = sign_in("analyst", next=target)
    assert answer["Location"] == "/"
    _client, _secret, codes = with_second_factor("coordinator")
    client, _answer = sign_in("coordinator", next=target)
    assert client.post(f"/sign-in/second-factor/?next={target}", {"code": codes[0], "next": target})["Location"] == "/"


def test_a_persona_is_refused_outside_a_demonstration_also_when_the_session_was_there(cast, as_persona, settings):
    client = as_persona("owner")
    assert client.session["auth_level"] == "PERSONA"
    assert client.get("/people/").status_code == 200
    settings.DEMO = False
    assert client.get("/people/").status_code == 302
    assert Client().post("/sign-in/persona/", {"persona": "owner"}).status_code == 404


def test_a_persona_has_nothing_of_its_own_to_change(cast, as_persona):
    client = as_persona("manager")
    assert client.get("/account/second-factor/").status_code == 200
    assert client.post("/account/second-factor/app/", {"code": "123456"}).status_code == 409
    form = {"name": "x", "scopes": ["supply:read"], "last_day": "2027-01-01"}
    assert client.post("/account/keys/", form).status_code == 409


def test_the_level_reaches_the_actor(coordinator, rf):
    assert actor_of(coordinator, today=TODAY, auth_level="TWO_FACTOR").auth_level == "TWO_FACTOR"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_is_no_way_to_sign_up_or_to_ask_for_a_password_by_mail(db, language):
    for address in ("/accounts/signup/", "/signup/", "/password/reset/", "/account/email/", "/sign-in/code/"):
        assert browser(language).get(address).status_code == 404
