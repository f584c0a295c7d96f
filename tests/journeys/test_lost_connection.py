"""Somebody writes a note on a home visit: the connection goes, the words stay, and nothing is left on the computer."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import follow
from tests.journeys.test_main_job import _axe, _fits_the_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
KEPT = "Object.keys(sessionStorage).filter(k => k.startsWith('draft:')).length"


def _write(page) -> None:
    page.goto("/people/")
    page.fill("#people-q", "Populier")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page, "text=Meneer Populier")
    follow(page, ".sh-tabs >> text=Notities")
    follow(page, "text=Notitie schrijven")


def _says(page, words: str) -> None:
    page.wait_for_function("w => document.querySelector('[data-draft-state]').textContent.includes(w)", arg=words)


@pytest.mark.capability(125)
@pytest.mark.capability(141)
def test_what_is_typed_without_a_connection_is_kept_as_soon_as_there_is_one(enter):
    """Given Iris writes a note, when the connection goes, then her words stay, are kept later, and are offered again."""
    page = enter("coordinator")
    _write(page)
    area = page.locator("textarea[name=text]")
    area.fill("Zij deed zelf open.")
    _says(page, "Concept bewaard om")
    assert page.evaluate(KEPT) == 0
    page.context.set_offline(True)
    area.fill("Zij deed zelf open. Er was koffie.")
    _says(page, "Geen verbinding")
    assert page.evaluate(KEPT) == 1
    page.click("form[data-draft] button.sh-button--primary")  # nothing is sent, nothing is lost
    _says(page, "er is niets verstuurd")
    assert area.input_value() == "Zij deed zelf open. Er was koffie."
    page.context.set_offline(False)
    _says(page, "Concept bewaard om")
    assert page.evaluate(KEPT) == 0
    page.reload()
    assert "Er is een concept: vandaag" in page.inner_text("main")
    assert page.locator("textarea[name=text]").input_value() == ""
    assert _axe(page) == []
    follow(page, "text=Verder schrijven")
    assert page.locator("textarea[name=text]").input_value() == "Zij deed zelf open. Er was koffie."
    follow(page, "form[data-draft] button.sh-button--primary")
    assert "Er was koffie" in page.inner_text("main")
    follow(page, "text=Notitie schrijven")
    assert "Er is een concept" not in page.inner_text("main")
    page.complaints = [c for c in page.complaints if "ERR_INTERNET_DISCONNECTED" not in c]
    _fits_the_window(page)


@pytest.mark.capability(141)
def test_what_is_in_the_window_only_comes_back_with_it_and_goes_with_signing_out(enter):
    """Given words that were typed offline, when the page comes back they stand there; after signing out they are gone."""
    page = enter("coordinator")
    _write(page)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no way out')) }")
    page.locator("textarea[name=text]").fill("Alleen in dit venster.")
    _says(page, "Geen verbinding")
    page.reload()
    assert page.locator("textarea[name=text]").input_value() == "Alleen in dit venster."
    _says(page, "Concept bewaard om")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no way out')) }")
    page.locator("textarea[name=text]").fill("Nog iets.")
    _says(page, "Geen verbinding")
    page.click("details[data-dropdown] summary")
    follow(page, "form[action$='/sign-out/'] button")
    assert (
        page.evaluate(KEPT) == 0 and page.evaluate("Object.keys(localStorage).filter(k => k !== 'theme').length") == 0
    )


@pytest.mark.capability(125)
def test_typing_an_at_offers_who_takes_part(enter):
    """Given Iris types @, when she chooses a name, then it stands in the text and the colleague will hear of it."""
    page = enter("coordinator", width=390)
    _write(page)
    name = page.locator("input[name=tell]").first.evaluate("b => b.closest('label').textContent.trim()")
    page.locator("textarea[name=text]").press_sequentially(f"Kijk jij mee, @{name[:2]}")
    offered = page.locator(".sh-mentions button").first
    offered.click()
    chosen = page.locator("textarea[name=text]").input_value()
    assert chosen.startswith("Kijk jij mee, @") and chosen.endswith(" ") and "(" not in chosen
    assert page.locator("input[name=tell]:checked").count() == 1
    assert _axe(page) == []
    _fits_the_window(page)
