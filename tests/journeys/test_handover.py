"""A warm handover in a real browser: seek without a name, answer for one's own organisation, write down, and read it on a phone."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import follow
from tests.journeys.test_main_job import _axe, _fits_the_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SUBMIT = "main form.sh-form button.sh-button--primary"
TO_HANDOVER = 'main a[href^="/pathway/handovers/"]'
POPULIER = 'main a.sh-list__title:has-text("Populier")'


def _with_daan(page) -> set[str]:
    """The handovers in which Daan receives."""
    page.goto("/pathway/handovers/")
    lines = page.locator("main li.sh-list__item", has_text="Daan Rietsma")
    return {a.get_attribute("href") for a in lines.locator("a.sh-list__title").all()}


@pytest.mark.capability(51)
@pytest.mark.capability(55)
def test_somebody_is_sought_a_receiver_without_a_name_and_a_receiver_says_yes(enter):
    """Given somebody is handed over and nobody receives yet, when Daan says yes, then he receives and reads no name;
    once the person agrees, and Iris wrote that down, he reads along."""
    iris = enter("coordinator")
    iris.goto("/pathway/handovers/")
    assert "nog niemand" in iris.inner_text("main")
    before = _with_daan(iris)

    daan = enter("professional")
    daan.goto("/pathway/requests/")
    waiting = daan.eval_on_selector_all(
        "main section a.sh-list__title", "links => links.map(a => a.getAttribute('href'))"
    )
    for address in waiting:
        daan.goto(address)
        if daan.locator(TO_HANDOVER).count() == 0:  # somebody whom Daan does not know
            break
    assert daan.locator(TO_HANDOVER).count() == 0
    asked = daan.url
    follow(daan, 'main form[action$="/yes/"] button')
    assert "U ontvangt" in daan.inner_text("body")
    assert daan.locator(TO_HANDOVER).count() == 0, "a yes opens nothing"
    assert "U leest niets over deze persoon" in daan.inner_text("main")

    [found] = _with_daan(iris) - before
    iris.goto(found)
    name = iris.inner_text("nav.sh-breadcrumb")
    assert name not in daan.inner_text("main")
    assert "heeft nog niet ingestemd" in iris.inner_text("main")
    follow(iris, 'main dl a[href$="/rights/"]')
    follow(iris, 'main a[href$="/consents/new/"]')
    receiver = iris.locator("select[name=receiver] option", has_text="Thuishaven").first.get_attribute("value")
    iris.select_option("select[name=receiver]", receiver)
    for kind in ("PLAN_GOALS", "HOUSING_NEEDS"):
        iris.check(f'input[name=categories][value="{kind}"]')
    iris.select_option("select[name=purpose]", "HANDOVER")
    iris.fill("textarea[name=why]", "Zodat de nieuwe begeleiders weten wat helpt.")
    iris.fill("[name=valid_until]", "2027-05-01")
    iris.select_option("select[name=answer]", "SIGNED")
    iris.fill("[name=given_on]", "2026-11-22")
    follow(iris, SUBMIT)
    follow(iris, "main button[name=keep] >> nth=0")

    daan.goto(asked)
    follow(daan, 'main a[href^="/pathway/handovers/"]')
    assert name in daan.inner_text("body") and "Daan Rietsma" in daan.inner_text("main")
    assert iris.complaints == [] and daan.complaints == []


@pytest.mark.capability(49)
def test_a_talk_that_was_only_a_file_is_refused_and_what_was_typed_is_still_there(enter):
    """Given Iris hands over, when she says that the file was sent, then she hears why that is no handover and loses nothing."""
    page = enter("coordinator")
    page.goto("/pathway/handovers/")
    follow(page, POPULIER)
    here = page.url
    page.goto(f"{here}note/talk/")
    page.check('input[name=how][value="PAPER"]')
    page.fill("[name=minutes]", "45")
    page.fill("[name=with_whom]", "Iris Wolting en Daan Rietsma")
    page.fill("textarea[name=words]", "Het dossier is gemaild.")
    follow(page, SUBMIT)
    assert "geen overdracht" in page.inner_text("main")
    assert page.input_value("textarea[name=words]") == "Het dossier is gemaild."
    page.check('input[name=how][value="TALKED"]')
    follow(page, SUBMIT)
    assert "45" in page.inner_text("main")


@pytest.mark.capability(49)
@pytest.mark.capability(137)
@pytest.mark.parametrize("width", [390, 1440])
def test_the_screens_of_a_handover_are_accessible(enter, width):
    """The same screens: nothing that axe complains about, nothing that scrolls sideways."""
    page = enter("coordinator", width=width)
    page.goto("/pathway/handovers/")
    follow(page, POPULIER)
    here = page.evaluate("location.pathname")
    for address in ("/pathway/handovers/", here, f"{here}paper/", f"{here}note/intake/", f"{here}livelihood/", f"{here}along/",
                    "/pathway/handovers/numbers/", "/pathway/requests/"):  # fmt: skip
        page.goto(address)
        assert _axe(page) == [], address
        _fits_the_window(page)
