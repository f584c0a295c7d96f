"""The main job in the words of the work, in a real browser: from a person's need to an explained place."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import follow

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def _axe(page) -> list[str]:
    """What the accessibility rules find serious or critical on this page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in {"serious", "critical"}]


def _fits_the_window(page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"), (
        f"{page.url} scrolls sideways"
    )
    assert page.complaints == [], page.complaints


@pytest.mark.capability(121)
@pytest.mark.capability(67)
@pytest.mark.capability(143)
def test_a_coordinator_goes_from_today_to_why_a_place_fits(enter):
    """Given Iris signs in, when she opens Meneer Populier and asks what fits, then every place says why or why not."""
    page = enter("coordinator")
    assert page.locator("h1").inner_text() == "Vandaag"
    follow(page, "nav >> text=Mensen")
    page.fill("#people-q", "Populier")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page, "text=Meneer Populier")
    assert "Ik wil een eigen voordeur" in page.inner_text("main")
    assert page.locator("figure svg, .sh-lifeline svg").first.is_visible()
    follow(page, "text=Wat past er?")
    text = page.inner_text("main")
    assert "passen nu" in text and "Blijven" in text
    page.locator("table button, table summary, td label, th label").first.click()
    _fits_the_window(page)


@pytest.mark.capability(66)
@pytest.mark.capability(141)
def test_the_table_computes_a_round_and_decides_about_one_person(enter):
    """Given Bram chairs the table, when he computes a round, then he decides person by person with a reason."""
    page = enter("table-chair")
    follow(page, "nav >> text=Plaatsingstafel")
    page.fill("input[name=budget]", "300000")
    follow(page, 'form[action$="/rounds/"] button')
    assert "De ronde is berekend" in page.inner_text("main")
    row = page.locator("tbody tr", has=page.locator("td span.sh-strong")).first
    name = row.locator("th a").inner_text()
    with page.expect_navigation():
        row.locator("th a").click()
    assert page.locator("h1").inner_text() == name
    page.check('input[name=outcome][value="ACCEPTED"]')
    page.click("main form >> text=Besluit")  # the browser itself says what is missing: no other page
    assert "Schrijf eerst" in page.inner_text("main") or "reden" in page.inner_text("main").lower()
    page.check('input[name=outcome][value="ACCEPTED"]')
    page.fill("textarea[name=reason]", "Past, en de cliënt wil het zelf.")
    follow(page, "main form[method=post] button.sh-button--primary")
    assert page.url.endswith("/matching/table/")
    page.fill("#table-q", name)  # who is decided about comes last, on a page further on
    with page.expect_navigation():
        page.press("#table-q", "Enter")
    row = page.locator("tbody tr", has_text=name)
    assert row.count() == 1 and "Voorstel overgenomen" in row.inner_text()
    _fits_the_window(page)


PAGES = [
    ("coordinator", "/"), ("coordinator", "/people/"), ("coordinator", "/people/1/"), ("coordinator", "/people/1/history/"), ("coordinator", "/people/new/"),
    ("coordinator", "/matching/people/1/"), ("coordinator", "/matching/people/1/need/"), ("coordinator", "/matching/people/1/refusals/new/"),
    ("coordinator", "/matching/people/1/print/?for=client"), ("table-chair", "/matching/table/"), ("table-chair", "/matching/table/people/3/"),
    ("table-chair", "/matching/bottlenecks/"), ("table-chair", "/region/"), ("supply-manager", "/supply/"), ("supply-manager", "/supply/1/"), ("supply-manager", "/"),
    ("coordinator", "/search/?q=beuk"), ("coordinator", "/matching/people/999999/"), ("funder", "/people/"),
    ("coordinator", "/plan/people/1/"), ("coordinator", "/plan/people/1/agreement/"), ("coordinator", "/plan/people/1/evaluations/"),
    ("coordinator", "/plan/people/1/add/action/"), ("coordinator", "/picture/people/1/"), ("coordinator", "/talks/people/1/"),
    ("coordinator", "/notes/people/1/"), ("coordinator", "/notifications/"), ("coordinator", "/finder/"), ("coordinator", "/duplicates/"),
    ("nurse", "/plan/crisis/"), ("client", "/mine/plan/"), ("client", "/mine/signals/"), ("client", "/mine/talks/"),
]  # fmt: skip


@pytest.mark.capability(137)
@pytest.mark.parametrize(("persona", "address"), PAGES)
def test_a_page_has_no_serious_accessibility_fault_and_fits_a_desk_and_a_phone(enter, persona, address):
    """Its accessibility twin: light at a desk, dark on a phone."""
    page = enter(persona)
    for width, theme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.goto(address)
        assert _axe(page) == [], f"{address} at {width}"
        page.complaints = [c for c in page.complaints if "404" not in c and "403" not in c]
        _fits_the_window(page)


@pytest.mark.capability(137)
def test_the_keyboard_alone_reaches_the_content(enter):
    page = enter("coordinator")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "sh-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.capability(136)
def test_the_language_switch_keeps_the_page(enter):
    page = enter("coordinator")
    page.goto("/matching/people/1/")
    follow(page, "text=English")
    assert page.url.endswith("/matching/people/1/") and "What fits?" in page.inner_text("main")


@pytest.mark.capability(137)
def test_everything_works_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site, locale="nl")
    page = context.new_page()
    page.goto("/sign-in/")
    follow(page, 'button[value="coordinator"]')
    page.goto("/matching/people/1/?show=fits")
    assert "Past" in page.inner_text("main")
    page.goto("/people/1/")
    assert "Levenslijn" in page.inner_text("main")
    context.close()
