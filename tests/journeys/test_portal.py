"""The client in a real browser: who knows what, no, and everything along; and what the housing officer then still sees."""

from __future__ import annotations

import zipfile

import pytest

from tests.journeys.conftest import follow
from tests.journeys.test_main_job import _axe, _fits_the_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SENTENCE = "De woning moet prikkelarm zijn."


@pytest.mark.capability(13)
@pytest.mark.capability(114)
@pytest.mark.capability(115)
@pytest.mark.capability(120)
def test_the_client_takes_a_consent_back_and_the_housing_officer_sees_nothing_of_her_any_more(enter):
    """Given Mevrouw Berk reads what Veenwonen knows, when she takes it back, then the officer has nothing about her."""
    officer = enter("housing-officer")
    follow(officer, "nav >> text=Met ons gedeeld")
    assert "Mevrouw Berk" in officer.inner_text("main") and SENTENCE in officer.inner_text("main")
    page = enter("client", width=390)
    assert page.locator("h1").inner_text() == "Dag, mevrouw Berk"
    follow(page, "main >> text=Wie weet wat")
    assert SENTENCE in page.inner_text("main") and "Woningstichting Veenwonen" in page.inner_text("main")
    follow(page, "main >> text=Mijn toestemmingen")
    follow(page, "main li:has-text('U zei ja') >> text=Woningstichting Veenwonen")
    follow(page, "text=Mijn toestemming intrekken")
    assert "meteen gestopt" in page.inner_text("body") and "U trok dit in" in page.inner_text("main")
    _fits_the_window(page)
    with officer.expect_navigation():
        officer.reload()
    assert "Mevrouw Berk" not in officer.inner_text("main")
    assert "Meneer Populier" in officer.inner_text("main"), "what others agreed to stays"


@pytest.mark.capability(135)
@pytest.mark.capability(120)
def test_the_client_takes_everything_along_with_one_button(enter, tmp_path):
    """Given Mevrouw Berk wants her file, when she presses one button, then she has it to read and for another program."""
    page = enter("client", width=390)
    follow(page, "main >> text=Alles meenemen")
    with page.expect_download() as started:
        page.click("main button:has-text('Alles meenemen')")
    started.value.save_as(tmp_path / "file.zip")
    names = zipfile.ZipFile(tmp_path / "file.zip").namelist()
    assert {"mijn-dossier.pdf", "mijn-dossier.json"} <= set(names) and any(n.startswith("csv/") for n in names)
    _fits_the_window(page)


@pytest.mark.capability(54)
def test_the_client_opens_a_message_about_an_emergency_by_keyboard(enter):
    """Given an unread message, when she opens it with the keyboard alone, then it is read and no longer new."""
    page = enter("client", width=390)
    page.locator("main a:has-text('Met spoed geopend')").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "met spoed naar uw gegevens gekeken" in page.inner_text("main")
    page.goto("/mine/")
    assert "nog niet geopend" not in page.inner_text("main")


@pytest.mark.capability(117)
def test_the_privacy_officer_goes_from_today_to_a_reviewed_emergency(enter):
    """Given Lies signs in, when she follows what waits, then the review is kept and no longer waits."""
    page = enter("privacy-officer")
    follow(page, "main >> text=Zie wat op mij wacht")
    follow(page, "main >> text=Een noodtoegang beoordelen")
    assert "De buurvrouw belde" in page.inner_text("main") and "Berk" not in page.inner_text("main")
    page.check('input[name=outcome][value="JUSTIFIED"]')
    page.fill("textarea[name=note]", "De crisisdienst bevestigt de melding van de buurvrouw.")
    follow(page, "main form[method=post] button.sh-button--primary")
    page.goto("/desk/")
    assert "Een noodtoegang beoordelen" not in page.inner_text("main")
    _fits_the_window(page)


PAGES = [
    ("client", ["/mine/", "/mine/file/", "/mine/who-knows/", "/mine/who-looked/", "/mine/consents/", "/mine/consents/5/", "/mine/told/", "/mine/ask/",
                "/mine/ask/object/", "/mine/take-along/"]),
    ("representative", ["/mine/", "/mine/who-looked/", "/mine/consents/", "/mine/ask/"]),
    ("privacy-officer", ["/", "/desk/", "/desk/emergencies/", "/desk/requests/", "/desk/weighings/", "/desk/disclosures/", "/desk/rules/", "/desk/retention/",
                         "/desk/retention/lists/1/", "/desk/retention/holds/new/", "/desk/log/", "/desk/log/unusual/", "/desk/log/dossier/?number=1"]),
]  # fmt: skip


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(("persona", "addresses"), PAGES)
def test_nothing_serious_is_wrong_for_who_reads_with_ears_or_fingers(enter, persona, addresses, width):
    """The accessibility rules find nothing serious, nothing scrolls sideways, and the browser complains about nothing."""
    page = enter(persona, width=width)
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        assert _axe(page) == [], address
        _fits_the_window(page)
