"""Somebody on another site, at the same computer afterwards, or on the line between."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client

from tests.attacks.fuzz import METHODS

pytestmark = pytest.mark.capability(131)
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    "address", ["/", "/people/", "/people/{id}/", "/people/{id}/history.csv", "/nowhere/", "/api/v1/people", "/api/v1/"]
)
def test_every_answer_tells_the_browser_what_it_may_not_do(somebody, as_persona, address):
    answer = as_persona("owner").get(address.format(id=somebody.id))
    policy = answer["Content-Security-Policy"]
    if policy == "sandbox; default-src 'none'":  # a file to take along runs nothing at all
        policy += "; script-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
        assert answer["Content-Disposition"].startswith("attachment") and answer["X-Frame-Options"] == "DENY"
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"] and "camera=()" in answer["Permissions-Policy"]
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_another_site_cannot_ask_beforehand_nor_read_the_api(somebody, as_persona):
    for address in ("/api/v1/people", "/people/", "/sign-in/"):
        asked = as_persona("owner").options(
            address, headers={"origin": "https://evil.example", "access-control-request-method": "GET"}
        )
        assert asked.status_code == 405 and "Access-Control-Allow-Origin" not in asked.headers


def test_a_form_from_another_site_changes_nothing(somebody):
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in/")
    token = client.cookies["csrftoken"].value
    body = {"persona": "owner", "csrfmiddlewaretoken": token}
    assert client.post("/sign-in/persona/", body, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/sign-in/persona/", body, headers={"origin": "null"}).status_code == 403
    assert client.post("/sign-in/persona/", {"persona": "owner"}).status_code == 403
    assert client.post("/sign-in/persona/", body, headers={"origin": "http://testserver"}).status_code == 302


@pytest.mark.parametrize("method", METHODS)
def test_a_verb_that_a_page_does_not_know_does_nothing(somebody, as_persona, method):
    answer = as_persona("owner").generic(
        method, f"/people/{somebody.id}/placements/new/", "setting=BW&start=2026-01-01"
    )
    assert answer.status_code == 405


def test_a_method_in_a_field_or_a_header_is_ignored(somebody, as_persona):
    answer = as_persona("owner").post(
        f"/people/{somebody.id}/", {"_method": "DELETE"}, headers={"x-http-method-override": "DELETE"}
    )
    assert answer.status_code == 405


def test_nothing_stays_in_the_browser_after_signing_out_and_the_old_key_opens_nothing(somebody, as_persona):
    client = as_persona("owner")
    stolen = client.cookies["sessionid"].value
    answer = client.post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/people/").status_code == 302
    assert "Clear-Site-Data" not in as_persona("owner").get("/people/").headers


def test_a_key_of_a_session_chosen_by_somebody_else_is_not_used(somebody):
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    client.post("/sign-in/persona/", {"persona": "owner"})
    assert client.cookies["sessionid"].value != "a" * 32


def test_a_host_that_is_not_ours_is_refused_and_a_forwarded_one_is_not_believed(settings, somebody):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert Client().get("/sign-in/", headers={"host": "evil.example"}).status_code == 400
    answer = Client().get("/people/", headers={"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"})
    assert answer["Location"].startswith("/sign-in/") and configured.USE_X_FORWARDED_HOST is False


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https:evil.example",
        "/\\evil.example",
        "\t//evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "/\r\nX: y",
    ],
)
def test_nobody_is_led_to_another_site(somebody, target):
    client = Client()
    to = client.post("/sign-in/persona/", {"persona": "owner", "next": target})["Location"]
    assert to.startswith("/") and not to.startswith(("//", "/\\")) and "\n" not in to
    to = client.post("/language/setlang/", {"language": "en", "next": target})["Location"]
    assert to.startswith("/") and not to.startswith(("//", "/\\")) and "\n" not in to


def test_behind_tls_the_cookies_belong_to_this_host_alone(tmp_path):
    code = (
        "import json,django;from django.conf import settings as s;"
        "print(json.dumps([s.SESSION_COOKIE_NAME,s.CSRF_COOKIE_NAME,s.SESSION_COOKIE_SECURE,s.CSRF_COOKIE_SECURE,"
        "s.SECURE_HSTS_SECONDS,s.SECURE_HSTS_INCLUDE_SUBDOMAINS,s.DEBUG,s.DEMO]))"
    )
    env = {
        **os.environ,
        "SAMENHANG_HTTPS": "yes",
        "SAMENHANG_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    for name in ("SAMENHANG_DEMO", "SAMENHANG_DEBUG"):
        env.pop(name, None)
    out = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == '["__Host-session", "__Host-csrf", true, true, 31536000, true, false, false]'


def test_an_error_page_says_nothing_of_the_inside(somebody, as_persona, monkeypatch):
    from samenhang.web.views import people

    monkeypatch.setattr(people, "find_person", lambda *a, **k: 1 / 0, raising=False)
    monkeypatch.setattr("samenhang.web.views.search.render", lambda *a, **k: 1 / 0)
    client = as_persona("owner")
    client.raise_request_exception = False
    answer = client.get("/search/?q=geheim")
    assert answer.status_code == 500
    for word in (b"Traceback", b"ZeroDivision", b"samenhang.web", b"geheim", b"sqlite", b"psycopg"):
        assert word not in answer.content


@pytest.mark.parametrize(
    "address",
    [
        "/.git/config",
        "/static/",
        "/static/../config/settings.py",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/media/",
        "/admin/",
        "/.env",
        "/server-status",
    ],
)
def test_only_what_is_on_the_map_is_served(db, address):
    assert Client().get(address).status_code in {404, 400}


def test_the_log_of_the_process_names_nobody_and_takes_no_forged_line(somebody, as_persona, caplog):
    client = as_persona("outsider")
    client.get(f"/people/{somebody.id}/?q=Populier")
    client.get("/people/?page=x&q=Populier")
    client.get("/nowhere%0a2026-11-22 ERROR forged/")
    client.post("/people/new/", {"name": "Populier"})
    written = [r.getMessage() for r in caplog.records]
    assert written, "what is refused is written down"
    for line in written:
        assert "Populier" not in line and "\n" not in line
