"""API keys on the screen: made by their owner, shown once, revoked, and never wider than the owner."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from samenhang.directory.enums import Role
from samenhang.directory.models import ApiKey
from tests.web.signing_in import browser, colleague, sign_in, with_second_factor

pytestmark = pytest.mark.capability(129)


@pytest.fixture(autouse=True)
def _quick_hashes(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def region(key: str) -> int:
    return Client().get("/api/v1/region", headers={"authorization": f"Bearer {key}"}).status_code


@pytest.fixture
def analyst(organisations) -> Client:
    colleague("analyst", organisations["ggz"], Role.REGIONAL_ANALYST)
    return sign_in("analyst")[0]


FORM = {"name": "dashboard", "scopes": ["region:read"], "last_day": "2027-01-31"}


def test_a_key_is_made_shown_once_used_and_revoked(analyst):
    page = analyst.post("/account/keys/", FORM)
    assert page.status_code == 201 and "no-store" in page["Cache-Control"]
    key = page.context["made"]
    assert key in page.content.decode() and region(key) == 200
    again = analyst.get("/account/keys/").content.decode()
    assert key not in again and "dashboard" in again and "31 January 2027" in again and "last used on" in again
    row = ApiKey.objects.get()
    assert analyst.post(f"/account/keys/{row.pk}/revoke/").status_code == 302
    assert region(key) == 401 and "revoked" in analyst.get("/account/keys/").content.decode()
    assert analyst.post(f"/account/keys/{row.pk}/revoke/").status_code == 409


@pytest.mark.parametrize(
    "change",
    [{"last_day": "2026-11-21"}, {"last_day": "2027-11-24"}, {"scopes": []}, {"scopes": ["people:read"]}, {"name": ""}],
)
def test_a_key_without_end_scope_or_right_is_not_made(analyst, change):
    assert analyst.post("/account/keys/", {**FORM, **change}).status_code == 422
    assert not ApiKey.objects.exists()


def test_nobody_revokes_a_key_of_somebody_else(analyst, organisations):
    analyst.post("/account/keys/", FORM)
    colleague("second", organisations["ggz"], Role.REGIONAL_ANALYST)
    other, _answer = sign_in("second")
    assert other.post(f"/account/keys/{ApiKey.objects.get().pk}/revoke/").status_code == 403
    assert "dashboard" not in other.get("/account/keys/").content.decode()


def test_who_may_not_use_the_api_has_no_such_page(organisations):
    colleague("beheer", organisations["ggz"], Role.SYSTEM_ADMINISTRATOR)
    client, _secret, _codes = with_second_factor("beheer")
    assert client.get("/account/keys/").status_code == 403
    assert "/account/keys/" not in client.get("/account/sessions/").content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_description_reads_in_both_languages(db, language):
    page = browser(language).get("/api/v1/").content.decode()
    assert ("Hoe te vragen" if language == "nl" else "How to ask") in page
