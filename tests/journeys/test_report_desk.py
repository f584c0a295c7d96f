"""From a police report to somebody who is held: the desk in a real browser, and its accessibility twin."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import follow
from tests.journeys.test_main_job import _axe, _fits_the_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NIGHT = "Zat de hele nacht bij het station, zonder jas. " * 12
SUBMIT = "main form.sh-form button[type=submit], main form.sh-form button.sh-button--primary"


@pytest.mark.capability(15)
@pytest.mark.capability(16)
@pytest.mark.capability(18)
def test_a_police_report_is_weighed_by_three_parties_and_the_officer_hears_what_was_done(enter):
    """Given an officer reports somebody, when three parties weigh and decide, then a coordinator directs the case and the officer hears."""
    officer = enter("police-officer", width=390)
    assert officer.url.endswith("/reports/mine/")
    follow(officer, 'main a[href="/reports/new/"]')
    officer.select_option("select[name=kind]", "E33")
    officer.select_option("select[name=source]", "POLICE")
    officer.fill("textarea[name=text]", f"{NIGHT} Volgens een omstander is zij schizofreen.")
    officer.fill("input[name=subject_name]", "Mevrouw Akkerwinde")
    officer.fill("input[name=subject_birth]", "1991-06-14")
    officer.select_option("select[name=municipality]", index=1)
    follow(officer, SUBMIT)
    assert "het meldpunt kijkt of die woorden mogen blijven staan" in officer.inner_text("body")
    assert "Het meldpunt heeft de melding." in officer.inner_text("main")

    desk = enter("report-desk")
    assert desk.url.endswith("/reports/")
    follow(desk, 'main a:text-is("Mevrouw Akkerwinde")')
    report = re.search(r"/reports/(\d+)/", desk.url)
    assert report is not None
    at = f"/reports/{report[1]}/"
    follow(desk, f'main a[href="{at}health-words/"]')
    desk.check("input[name=keep][value=no]")
    follow(desk, SUBMIT)
    assert "Volgens een omstander is zij […]." in desk.inner_text("main")
    follow(desk, f'main a[href="{at}contact/"]')
    desk.check("input[name=whom][value=PERSON]")
    desk.fill("input[name=how]", "Bij het station")
    desk.check("input[name=reached][value=yes]")
    desk.fill("textarea[name=what]", "Zij wil een bed voor vannacht en daarna verder praten.")
    follow(desk, SUBMIT)
    assert "Zij wil een bed voor vannacht" in desk.inner_text("main")
    for persona in ("report-desk", "psychiatric-nurse", "disability-nurse"):
        page = desk if persona == "report-desk" else enter(persona)
        page.goto(f"{at}weigh/")
        page.check("input[name=view][value=CAN_BE_ARRANGED]")
        page.fill("textarea[name=reason]", "Nagebeld, zij wil hulp.")
        follow(page, SUBMIT)

    desk.goto(f"{at}decide/")
    desk.check("input[name=outcome][value=START_HELP]")
    desk.fill("textarea[name=reason]", "Zij wil hulp en die is er.")
    desk.select_option("select[name=coordinator]", index=1)
    follow(desk, SUBMIT)
    assert "Licht eerst de persoon in" in desk.inner_text("main"), "who spoke with her was noted already"
    desk.fill("textarea[name=into_case]", "Zat een nacht bij het station, zonder jas; wil hulp.")
    desk.fill("input[name=informed_on]", "2026-11-22")
    follow(desk, SUBMIT)
    assert "Bekend, er loopt een casus" in desk.inner_text("main")

    follow(desk, f'main a[href="{at}answer/"]')
    desk.select_option("select[name=how]", "SOFTWARE")
    desk.fill("textarea[name=text]", "Wij hebben gekeken en er is hulp gestart.")
    follow(desk, SUBMIT)
    follow(desk, f'form[action="{at}close/"] button')
    assert "Gesloten melding" in desk.inner_text("main")
    officer.goto("/reports/mine/")
    assert "Wij hebben gekeken en er is hulp gestart." in officer.inner_text("main")
    assert "Akkerwinde" not in officer.inner_text("main")
    assert [c for c in officer.complaints + desk.complaints if "409" not in c] == []


@pytest.mark.capability(19)
def test_somebody_who_was_helped_before_comes_back_in_one_act(enter):
    """Given a report about Mr Wilg, whose case is over, when the desk decides, then somebody directs his case from that moment."""
    desk = enter("report-desk")
    desk.goto("/reports/?view=weighing")
    follow(desk, 'main a:text-is("Meneer Wilg")')
    assert "Bekend, de casus is voorbij" in desk.inner_text("main")
    follow(desk, 'main a[href$="/decide/"]')
    desk.check("input[name=outcome][value=REENTRY]")
    desk.fill("textarea[name=reason]", "Hij belde zelf; hij kent de weg.")
    follow(desk, SUBMIT)
    text = desk.inner_text("main")
    assert "Bekend, er loopt een casus" in text and "Casusregisseur" in text
    assert desk.complaints == []


@pytest.mark.capability(137)
@pytest.mark.parametrize(
    ("persona", "address"),
    [
        ("report-desk", "/reports/"), ("report-desk", "/reports/?view=all"), ("report-desk", "/reports/9/"), ("report-desk", "/reports/16/"),
        ("report-desk", "/reports/new/"), ("report-desk", "/reports/9/decide/"), ("police-officer", "/reports/mine/"),
        ("police-officer", "/reports/new/"), ("coordinator", "/inclusion/people/1/bridge/"), ("coordinator", "/inclusion/people/1/again/"),
    ],
)  # fmt: skip
def test_the_pages_of_the_desk_have_no_serious_fault_and_fit_a_phone(enter, persona, address):
    """Its accessibility twin: light at a desk, dark on a phone."""
    for width, dark in ((1440, False), (390, True)):
        page = enter(persona, width=width, dark=dark)
        page.goto(address)
        assert _axe(page) == [], address
        _fits_the_window(page)
