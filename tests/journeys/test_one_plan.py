"""One person, one plan, one coordinator, in a real browser: make it, agree on it, find what to do in a crisis."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import follow

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SUBMIT = "main form.sh-form button[type=submit], main form.sh-form button.sh-button--primary"


@pytest.mark.capability(22)
@pytest.mark.capability(28)
@pytest.mark.capability(32)
def test_a_coordinator_makes_a_plan_with_a_goal_and_an_action_and_puts_it_before_everybody(enter):
    """Given a new dossier, when Iris writes a goal, an action with a day and an owner, then everybody is asked to agree."""
    page = enter("coordinator")
    page.goto("/people/new/")
    page.fill("input[name=name]", "Mevrouw Steenbreek")
    page.select_option("select[name=municipality]", index=1)
    follow(page, SUBMIT)
    person = page.url.rstrip("/").rsplit("/", 1)[1]

    page.goto(f"/plan/people/{person}/")
    follow(page, f'a[href="/plan/people/{person}/start/"], form[action="/plan/people/{person}/start/"] button')
    if page.url.endswith("/start/"):
        page.fill("textarea[name=future]", "Een eigen plek, met rust.")
        follow(page, SUBMIT)

    page.goto(f"/plan/people/{person}/add/goal/")
    page.fill("[name=text]", "Zij slaapt elke nacht op dezelfde plek.")
    page.fill("[name=wish]", "Niet meer verkassen")
    page.select_option("select[name=domain]", index=1)
    follow(page, SUBMIT)
    assert "Zij slaapt elke nacht op dezelfde plek." in page.inner_text("main")

    page.goto(f"/plan/people/{person}/add/action/")
    page.fill("[name=text]", "De woningcorporatie bellen")
    page.select_option("select[name=whose]", index=3)  # the first colleague who takes part
    page.fill("[name=due]", "2027-01-15")
    follow(page, SUBMIT)
    text = page.inner_text("main")
    assert "De woningcorporatie bellen" in text and "Iris" in text

    page.goto(f"/plan/people/{person}/agreement/forward/")
    page.fill("[name=why]", "Het eerste plan")
    follow(page, SUBMIT)
    assert "gevraagd" in page.inner_text("main") and "Versie 1" in page.inner_text("main")
    assert page.complaints == []


@pytest.mark.capability(22)
def test_a_plan_that_somebody_else_changed_is_not_lost(enter):
    """Given two windows on one head, when both save, then the second sees both texts and nothing is gone."""
    first, second = enter("coordinator"), enter("coordinator")
    for page in (first, second):
        page.goto("/plan/people/2/head/")
    first.fill("textarea[name=outflow_place], [name=outflow_place]", "Begeleid wonen aan de Es")
    follow(first, SUBMIT)
    second.fill("textarea[name=outflow_place], [name=outflow_place]", "Een eigen huis")
    follow(second, SUBMIT)
    assert second.input_value("[name=outflow_place]") == "Een eigen huis"
    assert "Begeleid wonen aan de Es" in second.inner_text("main")


@pytest.mark.capability(38)
@pytest.mark.capability(137)
def test_a_nurse_finds_the_crisis_sheet_in_two_clicks_on_a_phone(enter):
    """Given a nurse on a phone, when somebody is in trouble, then two taps lead to whom to call and what works."""
    page = enter("nurse", width=390)
    follow(page, 'main a[href="/plan/crisis/"]')
    follow(page, 'main a[href^="/plan/people/"][href$="/crisis/"]')
    assert page.locator('main a[href^="tel:"]').first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


@pytest.mark.capability(22)
@pytest.mark.capability(137)
def test_a_client_reads_the_plan_and_says_what_they_think_of_it(enter):
    """Given the person signs in, when they open My plan, then it is theirs to read, with what they are to do themselves."""
    page = enter("client", width=390)
    follow(page, 'main a[href="/mine/plan/"]')
    assert "Mijn plan" in page.locator("h1").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
    page.goto("/mine/signals/")
    assert page.locator("h1").is_visible()
    page.goto("/mine/talks/")
    assert page.locator("h1").is_visible()
    assert page.complaints == []
