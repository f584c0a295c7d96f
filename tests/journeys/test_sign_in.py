"""Signing in with what somebody has, in a real browser: an authenticator app, and a passkey in a virtual key."""

from __future__ import annotations

import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.journeys.conftest import ROOT, follow
from tests.journeys.test_main_job import _axe, _fits_the_window
from tests.web.signing_in import code_now

pytestmark = [pytest.mark.capability(131), pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASSWORD = "een-lange-zin-over-kippen"


@pytest.fixture
def newcomer(browser, site, site_environment):
    """Somebody new with a one-time link: opens it in a browser of their own and sets a password."""
    contexts = []

    def arrive(username: str, *, width: int = 1440, language: str = "nl", dark: bool = False):
        command = [sys.executable, "manage.py", "add_administrator", "ggz-heidelanden", username, f"Beheer {username}"]
        made = subprocess.run(command, cwd=ROOT, env=site_environment, check=True, capture_output=True, text=True)
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale=language,
            color_scheme="dark" if dark else "light",
            base_url=f"http://localhost:{urlsplit(site).port}",
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.goto(made.stdout.splitlines()[-1].strip())
        _checked(page)
        page.fill("input[name=password]", PASSWORD)
        page.fill("input[name=again]", PASSWORD)
        follow(page, "main form button")
        return page

    yield arrive
    for context in contexts:
        context.close()


def _checked(page) -> None:
    assert _axe(page) == [], page.url
    _fits_the_window(page)


def _sign_in_again(page, username: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.click("summary:has-text('gebruikersnaam')")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    follow(page, "main details form button")


def test_somebody_new_sets_up_an_app_and_signs_in_with_it(newcomer):
    """Given an invitation, when a password and an app are set up, then the next sign-in asks for both."""
    page = newcomer("met-app", width=390, dark=True)
    assert page.locator("h1").inner_text() == "Stel eerst een tweede factor in"
    _checked(page)
    page.goto("/accounts/")
    assert page.url.endswith("/account/second-factor/"), "nothing else can be reached"
    follow(page, "text=App instellen")
    _checked(page)
    page.click("summary")
    secret = page.locator("details code").inner_text()
    page.fill("input[name=code]", code_now(secret))
    follow(page, "main form button.sh-button--primary")
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 10 and all(re.fullmatch(r"\S{8,}", code) for code in codes)
    _checked(page)
    page.goto("/accounts/")
    assert page.locator("h1").inner_text() == "Accounts"
    _sign_in_again(page, "met-app")
    assert page.locator("h1").inner_text() == "Laat zien dat u het bent"
    _checked(page)
    page.fill("input[name=code]", codes[0])
    follow(page, "main form button.sh-button--primary")
    assert page.locator("h1").inner_text() == "Vandaag"


def test_somebody_signs_in_with_a_passkey(newcomer):
    """Given a key that answers, when it is added, then it is the second step of the next sign-in."""
    page = newcomer("met-passkey")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    follow(page, "text=Passkey toevoegen")
    _checked(page)
    page.fill("input[name=name]", "Sleutel aan mijn bos")
    follow(page, "#passkey-add")
    assert len(page.locator("main code").all_inner_texts()) == 10
    page.goto("/account/second-factor/")
    assert "Sleutel aan mijn bos" in page.inner_text("main")
    _checked(page)
    _sign_in_again(page, "met-passkey")
    follow(page, "#passkey-use")
    assert page.locator("h1").inner_text() == "Vandaag"
    page.goto("/account/sessions/")
    assert "met een tweede factor" in page.inner_text("main")
    _checked(page)


ADMIN_PAGES = ["/accounts/", "/accounts/new/", "/account/password/", "/account/sessions/", "/account/second-factor/"]
PERSONA_PAGES = [
    ("privacy-officer", "/access-reviews/"), ("privacy-officer", "/roles/"), ("supply-manager", "/account/keys/"),
    ("supply-manager", "/account/sessions/"), ("supply-manager", "/api/v1/"),
]  # fmt: skip


@pytest.mark.capability(137)
@pytest.mark.parametrize(("persona", "address"), PERSONA_PAGES)
def test_the_pages_of_accounts_fit_a_desk_and_a_phone(enter, persona, address):
    """Their accessibility twin: light at a desk, dark on a phone."""
    page = enter(persona)
    for width, theme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.goto(address)
        _checked(page)
