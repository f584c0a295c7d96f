"""The gallery in a real browser: accessible, within the policy, usable by keyboard and on a phone."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, override_settings

from .pages import SETTINGS

BROWSERS = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
CHROMIUM = next((found for found in BROWSERS if found), None)

pytestmark = pytest.mark.xdist_group("browser")
VIEWS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with override_settings(**SETTINGS):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), Server, Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        connection = HTTPConnection("127.0.0.1", server.server_port)
        connection.request("GET", "/gallery/")
        assert connection.getresponse().status == 200
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def open_page(browser: Any, url: str, width: int = 1440, theme: str = "light", **options: Any) -> tuple[Any, list[str]]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, **options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if "Content Security Policy" in m.text else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.on("requestfailed", lambda r: complaints.append(r.url))
    page.on("request", lambda r: None if r.url.startswith((url[:20], "data:")) else complaints.append(r.url))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page, complaints


@override_settings(**SETTINGS)
@pytest.mark.capability(136)
@pytest.mark.parametrize(("language", "words"), [("nl", "Overzicht van bouwstenen"), ("en", "Gallery of components")])
def test_the_page_speaks_both_languages(language: str, words: str) -> None:
    response = Client(headers={"accept-language": language}).get("/gallery/", HTTP_HOST="127.0.0.1")
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in page
    assert words in page
    assert "style=" not in page and "<style" not in page


@pytest.mark.browser
@pytest.mark.capability(137)
@pytest.mark.parametrize(("width", "theme"), VIEWS)
def test_axe_finds_nothing(site: str, browser: Any, width: int, theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, complaints = open_page(browser, f"{site}/gallery/", width, theme)
    for details in page.query_selector_all("main details:not([open])"):
        details.evaluate("element => { element.open = true }")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    violations = [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
    assert violations == []
    assert complaints == []


@pytest.mark.browser
@pytest.mark.capability(137)
@pytest.mark.parametrize("width", [320, 390, 720, 1024, 1440])
def test_the_page_itself_never_scrolls_sideways(site: str, browser: Any, width: int) -> None:
    page, _ = open_page(browser, f"{site}/gallery/", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.capability(137)
def test_targets_are_large_enough(site: str, browser: Any) -> None:
    page, _ = open_page(browser, f"{site}/gallery/", 390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, input:not([type=hidden]), select, .sh-button, nav a')]
            .filter(e => e.getClientRects().length && !e.closest('.sh-visually-hidden'))
            .map(e => [e.getBoundingClientRect(), e])
            .filter(([r]) => r.width < 24 || r.height < 24)
            .map(([r, e]) => `${Math.round(r.width)}x${Math.round(r.height)} ${e.outerHTML.slice(0, 80)}`)"""
    )
    assert small == []


@pytest.mark.browser
@pytest.mark.capability(137)
def test_keyboard_skip_link_menu_theme_and_matrix(site: str, browser: Any) -> None:
    page, _ = open_page(browser, f"{site}/gallery/", 390)
    page.evaluate("document.activeElement.blur()")
    page.focus(".sh-skip-link")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    menu = page.locator("[data-menu-toggle]")
    assert not page.locator("#main-navigation").is_visible()
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert page.locator("#main-navigation").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#main-navigation").is_visible()

    page.locator("[data-theme-toggle]").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark", "the choice is kept"

    page.locator("[data-cell]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    position = "[document.activeElement.cellIndex, [...document.querySelectorAll('tr[data-row]')].indexOf(document.activeElement.parentElement)]"
    assert page.evaluate(position) == [2, 1]
    page.keyboard.press("Enter")
    assert not page.locator("tr[data-row] details").nth(1).evaluate("e => e.open"), "Enter closes the open row"


@pytest.mark.browser
@pytest.mark.capability(137)
def test_without_javascript_everything_is_reachable(site: str, browser: Any) -> None:
    page, _ = open_page(browser, f"{site}/gallery/", 390, java_script_enabled=False)
    assert page.locator("#main-navigation").is_visible()
    assert not page.locator("[data-theme-toggle]").is_visible(), "nothing that cannot work"
    page.locator(".sh-matrix__toggle summary").first.click()
    assert page.locator(".sh-matrix__more").first.is_visible()


@pytest.mark.browser
def test_the_lifeline_on_a_phone_starts_at_today(site: str, browser: Any) -> None:
    page, _ = open_page(browser, f"{site}/gallery/", 390)
    box = page.locator(".sh-lifeline__today-ground").first.bounding_box()
    assert 0 <= box["x"] <= 390
