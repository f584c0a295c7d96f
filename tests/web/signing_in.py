"""Colleagues with passwords for the tests of signing in."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.test import Client

from samenhang.directory.enums import Role
from samenhang.directory.models import Membership, User
from tests.conftest import TODAY

PASSWORD = "een-lange-zin-over-kippen"


def colleague(username: str, organisation_id: int, role: Role, **more) -> User:
    """Somebody with a password and a role since two years."""
    values = {"name": username.title(), **more}
    user = User.objects.create(username=username, password=make_password(PASSWORD), **values)
    Membership.objects.create(
        user=user, organisation_id=organisation_id, role=role, start=TODAY.replace(year=TODAY.year - 2)
    )
    return user


def browser(language: str = "en", **headers: str) -> Client:
    """A browser of a reader of this language."""
    return Client(headers={"accept-language": language, **headers})


def sign_in(username: str, password: str = PASSWORD, client: Client | None = None, **form):
    """Give name and password; the client and the answer."""
    client = client or browser()
    return client, client.post("/sign-in/", {"username": username, "password": password, **form})


def code_now(secret: str, shift: int = 0) -> str:
    """The figures that an authenticator app with this secret shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Set up an authenticator app in the session of this client; the secret and the recovery codes."""
    page = client.get("/account/second-factor/app/")
    assert page.status_code == 200, page.content[:300]
    secret = page.context["form"].secret
    answer = client.post("/account/second-factor/app/", {"code": code_now(secret)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    codes = client.get(answer["Location"])
    return secret, list(codes.context["unused_codes"])


def with_second_factor(username: str) -> tuple[Client, str, list[str]]:
    """Sign in for the first time and set up an app: client, secret, recovery codes."""
    client, answer = sign_in(username)
    assert answer.status_code == 302, answer.content[:300]
    secret, codes = set_up_app(client)
    return client, secret, codes
