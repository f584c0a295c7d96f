"""From what stands in somebody's way to an answer, in a real browser: on the agenda, answered by the funders, heard in the case."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import follow
from tests.journeys.test_main_job import _axe, _fits_the_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SUBMIT = "main form.sh-form button.sh-button--primary"


@pytest.mark.capability(78, 79, 81)
def test_what_stands_in_the_way_is_put_on_the_agenda_answered_and_heard(enter):
    """Given nothing fits, when Iris puts a rule on the agenda and asks the funders, then Ruud answers with room and she hears it in the case."""
    iris = enter("coordinator")
    iris.goto("/people/?q=Populier")
    follow(iris, "text=Meneer Populier")
    follow(iris, "text=Wat past er?")
    follow(iris, 'main a[href^="/bottlenecks/people/"]')
    case = iris.url
    follow(iris, 'main a[href*="/grow/?key=fit"] >> nth=0')
    title = iris.input_value("[name=title]")
    assert title and iris.locator("input[name=classes]:checked").count() >= 1, "most of it is filled in already"
    iris.select_option("select[name=within]", "NO")
    iris.fill("textarea[name=words]", "Meneer Populier kan nergens heen.")
    follow(iris, SUBMIT)
    assert "Meneer Populier kan nergens heen." in iris.input_value("textarea[name=words]"), (
        "a name is refused, nothing is lost"
    )
    iris.fill("textarea[name=words]", "Wie geen indicatie heeft, komt niet binnen.")
    iris.fill("textarea[name=within_words]", "Nagevraagd bij de inkoper.")
    follow(iris, SUBMIT)
    follow(iris, f'main article a:has-text("{title}")')
    bottleneck = iris.url
    follow(iris, 'main a[href$="/ask/"]')
    iris.select_option("select[name=station]", "FUNDERS")
    iris.fill("textarea[name=question]", "Mag iemand alvast komen wonen?")
    iris.fill("textarea[name=needed]", "Geld dat de eerste maanden dekt.")
    follow(iris, SUBMIT)
    assert "Werkgroep van financiers" in iris.inner_text("main")

    ruud = enter("funder")
    assert "Er ligt een vraag bij uw tafel" in ruud.inner_text("main")
    ruud.goto(bottleneck)
    assert "Populier" not in ruud.inner_text("body")
    follow(ruud, 'main a[href*="/answer/"]')
    ruud.select_option("select[name=given]", "ROOM")
    ruud.fill("textarea[name=reasons]", "Een jaar lang mag het, daarna kijken we terug.")
    follow(ruud, SUBMIT)
    follow(ruud, 'main a[href$="/room/"]')
    ruud.select_option("select[name=basis]", "AGREEMENT")
    ruud.select_option("select[name=law]", "")
    ruud.fill("textarea[name=interpretation]", "De afspraak vraagt de indicatie niet vooraf.")
    ruud.fill("textarea[name=agreed]", "Wie een indicatie heeft aangevraagd.")
    ruud.fill("[name=approved_by]", "Ruud Zandhuis, contractmanager")
    follow(ruud, SUBMIT)

    iris.goto(case)
    assert "Een jaar lang mag het" in iris.inner_text("main")
    follow(iris, 'main a[href*="/hear/"]')
    iris.select_option("select[name=effect]", "HELPS")
    follow(iris, SUBMIT)
    assert "Het helpt" in iris.inner_text("main")
    refused = [c for c in iris.complaints if "409" in c]
    assert len(refused) == 1 and iris.complaints == refused and ruud.complaints == [], "only the name was refused"


@pytest.mark.capability(66, 79)
def test_a_steering_group_tries_a_package_before_it_decides(enter):
    """Given Agnes sits on the steering group, when she computes what helps most and puts a package together, then she sees its effect in numbers."""
    page = enter("board")
    page.goto("/bottlenecks/helps-most/")
    follow(page, 'main form[action$="/compute/"] button')
    assert "Er is niets mee besloten" in page.inner_text("body") and "bewezen" in page.inner_text("main")
    follow(page, 'main a[href$="/package/"]')
    page.locator("input[name=remedies]").first.check()
    follow(page, SUBMIT)
    assert "meer mensen met een plek" in page.inner_text("main")
    assert page.locator('main a[href^="/matching/people/"]').count() == 0, "who may not see these people reads numbers"


@pytest.mark.capability(78, 81, 137)
@pytest.mark.parametrize("width", [390, 1440])
def test_the_screens_of_bottlenecks_are_accessible(enter, width):
    """The same screens: nothing that axe complains about, nothing that scrolls sideways."""
    page = enter("coordinator", width=width)
    page.goto("/bottlenecks/")
    one = page.locator("main table a").first.get_attribute("href")
    page.goto(one)
    case = page.locator('main a[href^="/bottlenecks/people/"]').first.get_attribute("href")
    room = "/bottlenecks/room/"
    for address in (
        "/bottlenecks/",
        one,
        f"{one}edit/",
        case,
        f"{case}grow/",
        room,
        "/bottlenecks/advice/",
        "/bottlenecks/helps-most/",
    ):
        page.goto(address)
        assert _axe(page) == [], address
        _fits_the_window(page)
