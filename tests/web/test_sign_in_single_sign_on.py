"""Single sign-on against a real provider of OpenID Connect that runs beside the test, through the whole flow."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import jwt
import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from jwt.algorithms import RSAAlgorithm

from samenhang.audit.models import AuditLine
from samenhang.directory.backends import _verified
from samenhang.directory.enums import Role
from samenhang.directory.models import Membership, SignIn, User
from tests.conftest import TODAY
from tests.web.signing_in import browser, code_now, colleague, set_up_app

pytestmark = pytest.mark.capability(131)
OUT, BACK = "/sign-in/with/organisation/", "/sign-in/with/organisation/back/"


@pytest.fixture
def provider(settings, db):
    """A provider that knows Wilma (verified address), Ongezien (address not verified) and Vreemd (works elsewhere)."""
    people = [
        oidc_provider_mock.User(sub="s-wilma", claims={"email": "Wilma@ggz.example", "email_verified": True}),
        oidc_provider_mock.User(sub="s-ongezien", claims={"email": "wilma@ggz.example", "email_verified": False}),
        oidc_provider_mock.User(sub="s-tekst", claims={"email": "wilma@ggz.example", "email_verified": "false"}),
        oidc_provider_mock.User(sub="s-vreemd", claims={"email": "vreemd@elders.example", "email_verified": True}),
    ]
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with oidc_provider_mock.run_server_in_thread(require_nonce=True, user_claims=people) as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, "GGZ Heidelanden"
        apps = [
            {
                "provider_id": "organisation", "name": "GGZ Heidelanden", "client_id": "samenhang", "secret": "s",
                "settings": {"server_url": issuer},
            }
        ]  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
        yield issuer


@pytest.fixture
def wilma(organisations) -> User:
    """A colleague who was invited, with an address and a role that sees numbers only."""
    return colleague("wilma", organisations["ggz"], Role.REGIONAL_ANALYST, email="wilma@ggz.example")


def go(client, subject: str, after: str = "") -> str:
    """Out to the provider, sign in there as this subject, and the address with which it sends people back."""
    out = client.get(OUT, {"next": after} if after else {})
    assert out.status_code == 302, out.content[:300]
    answer = requests.post(out["Location"], data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text[:400]
    return answer.headers["Location"]


def back(client, address: str):
    """The browser follows the provider back."""
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def test_a_colleague_with_a_verified_address_comes_in_and_is_known_by_subject_from_then_on(provider, wilma):
    client = browser()
    page = client.get("/sign-in/").content.decode()
    assert "Sign in with GGZ Heidelanden" in page
    answer = back(client, go(client, "s-wilma", after="/region/"))
    assert (answer.status_code, answer["Location"]) == (302, "/region/")
    assert client.get("/region/").status_code == 200
    assert SignIn.objects.get(user=wilma).auth_level == "SSO"
    account = SocialAccount.objects.get(user=wilma)
    assert (account.provider, account.uid, account.extra_data) == ("organisation", "s-wilma", {})
    User.objects.filter(pk=wilma.pk).update(email="other@ggz.example")
    second = browser()
    assert back(second, go(second, "s-wilma"))["Location"] == "/", "found by subject"
    assert AuditLine.objects.filter(act="SIGN_IN", user_id=wilma.pk, outcome="OK").count() == 2


@pytest.mark.parametrize("subject", ["s-vreemd", "s-ongezien", "s-tekst", "s-nooit-gezien"])
def test_nobody_gets_an_account_by_coming_from_the_provider(provider, wilma, subject):
    before = User.objects.count()
    client = browser()
    answer = back(client, go(client, subject))
    assert answer["Location"] == "/sign-in/"
    assert "you have no account here" in client.get("/sign-in/").content.decode()
    assert User.objects.count() == before and not SocialAccount.objects.exists() and not SignIn.objects.exists()
    assert AuditLine.objects.filter(act="SIGN_IN", outcome="FAILED").count() == 1


@pytest.mark.parametrize("over", [{"expires_on": TODAY}, {"is_active": False}, {"is_persona": True}, "left"])
def test_an_account_that_is_over_stays_outside(provider, wilma, settings, over):
    settings.DEMO = over != {"is_persona": True} and settings.DEMO
    if over == "left":
        Membership.objects.filter(user=wilma).update(end=TODAY)
    else:
        User.objects.filter(pk=wilma.pk).update(**over)
    client = browser()
    assert back(client, go(client, "s-wilma"))["Location"] == "/sign-in/"
    assert not SignIn.objects.exists()


def test_a_registered_subject_that_is_over_stays_outside_as_well(provider, wilma):
    SocialAccount.objects.create(user=wilma, provider="organisation", uid="s-wilma")
    User.objects.filter(pk=wilma.pk).update(expires_on=TODAY)
    client = browser()
    assert back(client, go(client, "s-wilma"))["Location"] == "/sign-in/"
    assert not SignIn.objects.exists()


def test_a_second_subject_does_not_take_over_an_account_that_has_one(provider, wilma):
    SocialAccount.objects.create(user=wilma, provider="organisation", uid="somebody-else")
    client = browser()
    assert back(client, go(client, "s-wilma"))["Location"] == "/sign-in/"
    assert not SignIn.objects.exists()


def test_the_answer_counts_only_in_the_browser_that_asked(provider, wilma):
    address = go(browser(), "s-wilma")
    stranger = browser()
    assert back(stranger, address)["Location"] == "/sign-in/"
    assert not SignIn.objects.exists()


def test_a_state_that_was_made_up_and_an_answer_that_is_used_twice_are_refused(provider, wilma):
    client = browser()
    address = go(client, "s-wilma")
    state = parse_qs(urlsplit(address).query)["state"][0]
    assert back(client, address.replace(state, "invented"))["Location"] == "/sign-in/"
    again = browser()
    address = go(again, "s-wilma")
    assert back(again, address)["Location"] == "/"
    again.post("/sign-out/")
    assert back(again, address)["Location"] == "/sign-in/"
    assert not SignIn.objects.exists()


def test_an_identity_with_another_nonce_is_refused(provider, wilma):
    """Somebody else's valid answer, put into this browser's flow, is not this browser's."""
    client = browser()
    address = go(client, "s-wilma")
    session = client.session
    session["oidc_nonce"] = "another-question"
    session.save()
    assert back(client, address)["Location"] == "/sign-in/"
    assert not SignIn.objects.exists()


def test_a_provider_that_calls_itself_otherwise_than_configured_is_refused(provider, wilma, settings):
    client = browser()
    address = go(client, "s-wilma")
    settings.OIDC_ISSUER = "https://login.elders.example"
    assert back(client, address)["Location"] == "/sign-in/"
    assert client.get("/region/").status_code == 302


def test_the_question_carries_state_nonce_and_a_challenge(provider):
    query = parse_qs(urlsplit(browser().get(OUT)["Location"]).query)
    assert len(query["state"][0]) >= 16 and len(query["nonce"][0]) >= 24
    assert query["code_challenge_method"] == ["S256"] and len(query["code_challenge"][0]) >= 43
    assert query["redirect_uri"] == [f"http://testserver{BACK}"] and set(query["scope"][0].split()) == {
        "openid",
        "profile",
        "email",
    }


def test_single_sign_on_does_not_lead_to_another_site(provider, wilma):
    client = browser()
    assert back(client, go(client, "s-wilma", after="https://elsewhere.example/"))["Location"] == "/"


def test_a_role_that_asks_for_a_second_factor_asks_for_it_after_single_sign_on_too(provider, organisations, settings):
    user = colleague("coordinator", organisations["ggz"], Role.CASE_COORDINATOR, email="wilma@ggz.example")
    client = browser()
    back(client, go(client, "s-wilma"))
    assert client.get("/people/")["Location"] == "/account/second-factor/"
    secret, codes = set_up_app(client)
    assert client.get("/people/").status_code == 200
    second = browser()
    assert back(second, go(second, "s-wilma"))["Location"] == "/sign-in/second-factor/"
    assert second.get("/people/").status_code == 302
    assert second.post("/sign-in/second-factor/", {"code": codes[0]}).status_code == 302
    assert second.get("/people/").status_code == 200
    assert set(SignIn.objects.filter(user=user).values_list("auth_level", flat=True)) == {"TWO_FACTOR"}
    assert code_now(secret)


def test_a_provider_that_vouches_for_the_second_factor_is_enough(provider, organisations, settings):
    settings.OIDC_HAS_SECOND_FACTOR = True
    colleague("coordinator", organisations["ggz"], Role.CASE_COORDINATOR, email="wilma@ggz.example")
    client = browser()
    back(client, go(client, "s-wilma"))
    assert client.get("/people/").status_code == 200
    assert SignIn.objects.get().auth_level == "SSO"


def test_somebody_who_stops_at_the_provider_comes_back_to_sign_in(provider):
    client = browser()
    out = client.get(OUT)
    answer = requests.post(out["Location"], data={"action": "deny"}, allow_redirects=False, timeout=10)
    assert back(client, answer.headers["Location"])["Location"] == "/sign-in/"
    assert "did not succeed" in client.get("/sign-in/").content.decode()


def test_a_provider_that_is_away_is_said_in_words(provider, settings):
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps[0]["settings"] = {"server_url": "http://localhost:9"}
    client = browser()
    assert client.get(OUT)["Location"] == "/sign-in/"
    assert "does not answer now" in client.get("/sign-in/").content.decode()


def test_without_a_provider_there_is_no_such_way_in(db):
    client = browser()
    assert client.get(OUT).status_code == client.get(BACK).status_code == 404
    assert "/sign-in/with/" not in client.get("/sign-in/").content.decode()


@pytest.fixture(scope="module")
def signers():
    """The key of the provider, and the key of somebody else."""
    return [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]


CLAIMS = {"iss": "https://provider.example", "aud": "samenhang", "sub": "s", "exp": 4_000_000_000, "iat": 1_000_000_000}


@pytest.mark.parametrize(
    ("changes", "signer", "algorithm", "good"),
    [
        ({}, 0, "RS256", True),
        ({}, 1, "RS256", False),
        ({"iss": "https://elsewhere.example"}, 0, "RS256", False),
        ({"aud": "another-system"}, 0, "RS256", False),
        ({"aud": ["samenhang", "another-system"], "azp": "another-system"}, 0, "RS256", False),
        ({"aud": ["samenhang", "another-system"], "azp": "samenhang"}, 0, "RS256", True),
        ({"exp": 1_000_000_100}, 0, "RS256", False),
        ({"sub": None}, 0, "RS256", False),
        ({}, None, "none", False),
        ({}, "public key as a password", "HS256", False),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_an_identity_counts_when_the_provider_signed_it_for_us_now(signers, changes, signer, algorithm, good, named):
    keys = {"keys": [{**json.loads(RSAAlgorithm.to_jwk(signers[0].public_key())), "kid": "k1", "use": "sig"}]}
    claims = {k: v for k, v in {**CLAIMS, **changes}.items() if v is not None}
    headers = {"kid": "k1"} if named else None
    if algorithm == "HS256":
        secret = keys["keys"][0]["n"].encode()
    else:
        secret = None if signer is None else signers[signer]
    token = jwt.encode(claims, secret, algorithm=algorithm, headers=headers)
    if good:
        assert _verified(token, keys=keys, issuer=CLAIMS["iss"], audience="samenhang")["sub"] == "s"
    else:
        with pytest.raises(OAuth2Error):
            _verified(token, keys=keys, issuer=CLAIMS["iss"], audience="samenhang")
