"""Another must pay from a day on: it is told in time, and cover makes support go on (R-23)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.access.enums import CaseRole
from samenhang.access.services import join_case
from samenhang.directory.enums import Role
from samenhang.finance.enums import FinanceAlert
from samenhang.finance.rules import SWITCH_AHEAD, SWITCH_BACK, Paid, Switch, switches, without_cover
from samenhang.finance.services import NewCover, agree_cover
from samenhang.legal.enums import Duty, DutyAct, Payer, TitleCode
from samenhang.legal.services import NewTitle, arrange, record_title
from samenhang.pathway.services import NewPlacement, record_placement
from samenhang.web.selectors_today import my_work
from tests.conftest import TODAY
from tests.pathway.handing_over import colleague

pytestmark = [pytest.mark.capability(87), pytest.mark.capability(85)]
DAY = timedelta(days=1)
END = date(2026, 12, 10)
JUSTICE, HOME = Paid("FZ_DJI", date(2025, 1, 1), END), Paid("WMO_LOCAL", END, None)


def test_justice_stops_and_the_municipality_has_not_decided():
    assert switches([JUSTICE, HOME], [], [], TODAY) == [Switch(END, "FZ_DJI", "WMO_LOCAL")]


def test_a_decision_of_the_next_payer_that_holds_on_the_day_is_enough_and_another_law_is_not():
    assert switches([JUSTICE, HOME], [], [("WMO", END, None)], TODAY) == []
    assert switches([JUSTICE, HOME], [], [("WMO", date(2025, 1, 1), END)], TODAY), "it ends on that day"
    assert switches([JUSTICE, HOME], [], [("WLZ", END, None)], TODAY), "another law"
    assert switches([JUSTICE, HOME], [], [("IFZ", END, None)], TODAY), "justice's own"


@pytest.mark.parametrize("payer", ["ZVW_GGZ", "HOUSING", "NONE", "", "FZ_DJI"])
def test_who_needs_no_decision_is_no_switch(payer):
    assert switches([JUSTICE, Paid(payer, END, None)], [], [], TODAY) == []


def test_a_title_ends_while_the_stay_is_still_down_as_paid_by_justice():
    stay = Paid("FZ_DJI", date(2025, 1, 1), None)
    title = Paid("FZ_DJI", date(2025, 1, 1), END)
    assert switches([stay], [title], [], TODAY) == [Switch(END, "FZ_DJI", "")]
    assert switches([stay], [title, Paid("FZ_DJI", END - DAY, None)], [], TODAY) == [], "another measure follows"
    assert switches([stay], [title, Paid("ZVW_GGZ", END, None)], [], TODAY) == [], "an authorisation follows"
    assert switches([Paid("WMO_BW", date(2024, 1, 1), None)], [title], [], TODAY) == [], "that home was never justice's"


def test_it_is_told_six_weeks_ahead_and_four_weeks_after():
    for today, told in (
        (END - SWITCH_AHEAD - DAY, False), (END - SWITCH_AHEAD, True), (END + SWITCH_BACK, True), (END + SWITCH_BACK + DAY, False),
    ):  # fmt: skip
        assert bool(switches([JUSTICE, HOME], [], [], today)) is told, today


@given(st.integers(-40, 40), st.integers(0, 60))
def test_cover_counts_when_it_holds_on_the_first_day_and_only_then(start, days):
    found = [Switch(END, "FZ_DJI", "WMO_LOCAL")]
    first, last = END + start * DAY, END + (start + days) * DAY
    assert (without_cover(found, [(first, last)]) == []) is (first <= END <= last)


# ---- on Today, with a person --------------------------------------------------------------------------
def live(cast, somebody, setting, start, payer, end=None) -> None:
    new = NewPlacement(
        somebody.id,
        somebody.compartment_id,
        somebody.dossier_id,
        setting,
        start,
        end=end,
        provider="Kliniek",
        payer=payer,
    )
    record_placement(actor=cast.owner, new=new)


def told(actor, today=TODAY) -> list:
    return [i for i in my_work(actor, today).items if i.code == FinanceAlert.SWITCH_WITHOUT_COVER]


@pytest.fixture
def returns(cast, somebody) -> None:
    live(cast, somebody, "FPA", date(2026, 1, 1), "FZ_DJI", END)
    live(cast, somebody, "SUPPORTED_HOME", END, "WMO_LOCAL")


@pytest.mark.django_db
def test_today_tells_of_the_switch_until_somebody_covers_it_and_support_never_waits(
    cast, somebody, returns, organisations, as_persona
):
    (item,) = told(cast.owner)
    assert (item.until, item.path) == (END, f"/time/people/{somebody.id}/cover/")
    page = as_persona("owner").get("/").content.decode()
    assert "nobody covers it yet" in page
    new = NewCover(
        "Begeleiding thuis",
        Payer.FZ_DJI,
        Payer.WMO_LOCAL,
        END,
        END + 60 * DAY,
        organisations["shelter"],
        "Els",
        Decimal(6),
    )
    agree_cover(actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, new=new)
    assert told(cast.owner) == []


@pytest.mark.django_db
def test_the_page_of_the_cover_offers_to_let_support_go_on_with_both_payers_filled_in(
    cast, somebody, returns, as_persona
):
    owner = as_persona("owner")
    page = owner.get(f"/time/people/{somebody.id}/cover/").content.decode()
    link = f"/time/people/{somebody.id}/cover/new/?from=FZ_DJI&amp;to=WMO_LOCAL&amp;start=2026-12-10"
    assert link in page
    form = owner.get(link.replace("&amp;", "&")).content.decode()
    assert (
        '<option value="FZ_DJI" selected>' in form
        and '<option value="WMO_LOCAL" selected>' in form
        and "2026-12-10" in form
    )
    assert owner.get(f"/time/people/{somebody.id}/cover/new/?from=X&to=Y&start=morgen").status_code == 200


@pytest.mark.django_db
def test_a_title_whose_next_payer_is_arranged_asks_nothing_more(cast, somebody):
    live(cast, somebody, "FORENSIC_BW", date(2026, 1, 1), "FZ_DJI")
    new = NewTitle(
        somebody.id, somebody.compartment_id, somebody.dossier_id, TitleCode.COND_SENTENCE, date(2025, 1, 1), END + DAY
    )
    title = record_title(actor=cast.owner, new=new)
    (item,) = told(cast.owner)
    assert item.detail.split() == ["FZ_DJI"], "nobody knows who pays then"
    arrange(actor=cast.owner, title_id=title, duty=Duty.PAYER, act=DutyAct.ARRANGE, remark="Gemeente betaalt")
    assert told(cast.owner) == []


@pytest.mark.django_db
def test_who_may_not_know_what_was_decided_is_told_nothing_about_it(cast, somebody, returns, organisations):
    supporter = colleague("begeleider", organisations["shelter"])
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.EXPERIENCE_EXPERT, start=TODAY - DAY,
        user_id=supporter.me, organisation_id=organisations["shelter"],
    )  # fmt: skip
    assert told(supporter) == []
    assert supporter.role == Role.PROFESSIONAL
