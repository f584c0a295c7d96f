"""The screens of titles: what each shows, what is refused, both languages, and nothing for an outsider."""

from __future__ import annotations

from datetime import date

import pytest

from samenhang.legal import services
from samenhang.legal.enums import DutyState, TitleCode, TitleStatus
from samenhang.legal.models import Arrangement, Entitlement, Indication, LegalTitle
from samenhang.legal.services import NewTitle

pytestmark = [pytest.mark.django_db, pytest.mark.capability(7)]


def rows(table):
    return table.objects.for_rule("a test looks at what was written")


def text(response) -> str:
    assert response.status_code in {200, 409, 422}, (response.status_code, response.content[:300])
    return response.content.decode()


@pytest.fixture
def isd(cast, somebody) -> int:
    new = NewTitle(
        somebody.id, somebody.compartment_id, somebody.dossier_id, TitleCode.ISD, date(2025, 1, 1), date(2027, 1, 2)
    )
    Indication.objects.write([
        Indication(person_id=somebody.id, compartment_id=somebody.compartment_id, law="WMO", profile="BW", start=date(2025, 1, 1), end=date(2026, 12, 1))
    ])  # fmt: skip
    return services.record_title(actor=cast.owner, new=new)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_and_form_opens_in_both_languages_and_for_no_outsider(as_persona, somebody, isd, language):
    owner, outsider = as_persona("owner", language), as_persona("outsider")
    base = f"/titles/people/{somebody.id}/"
    for address in (
        "", f"titles/{isd}/connecting-care/", f"titles/{isd}/decided/", f"titles/{isd}/act/END/", f"titles/{isd}/arrange/PLACE/", "entitlement/new/",
    ):  # fmt: skip
        assert "<h1" in text(owner.get(base + address)), address
        assert outsider.get(base + address).status_code == 404, address
    assert somebody.number not in text(outsider.get("/titles/"))


@pytest.mark.capability(52)
def test_the_page_says_what_ends_when_and_who_must_arrange_what(as_persona, somebody, isd):
    page = text(as_persona("owner").get(f"/titles/people/{somebody.id}/"))
    for words in (
        "ISD measure", "in 40 days", "Nothing follows this title yet", "Not arranged in time", "Check connecting care (art. 2.5 Wfz)",
        "life course coordinator", "Identity papers", "too late", "A bed for the first night", "12:00", "Ask again for the indication",
        "Indication ends and nothing follows",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.capability(52)
def test_titles_that_end_stand_in_the_order_of_their_days(as_persona, somebody, isd):
    page = text(as_persona("owner").get("/titles/"))
    assert "Mevrouw Populier" in page and "ISD measure" in page and "Nothing yet" in page and "11 open" not in page
    assert "Nothing ends within six weeks" in text(as_persona("outsider").get("/titles/"))


@pytest.mark.capability(52)
def test_something_is_given_to_an_organisation_and_then_arranged(as_persona, somebody, isd, organisations):
    owner, address = as_persona("owner"), f"/titles/people/{somebody.id}/titles/{isd}/arrange/PLACE/"
    assert "Choose a colleague or an organisation" in text(owner.post(address, {"act": "ASSIGN"}))
    assert "Write down the reason" in text(owner.post(address, {"act": "SET_ASIDE"}))
    assert "Select a valid choice" in text(owner.post(address, {"act": "REOPEN", "remark": "x"}))
    sent = {"act": "ASSIGN", "whose": f"organisation:{organisations['shelter']}", "name": "Kim <b>de Wit</b>"}
    assert owner.post(address, sent).status_code == 302
    page = text(owner.get(f"/titles/people/{somebody.id}/"))
    assert "Thuishaven, Kim &lt;b&gt;de Wit&lt;/b&gt;" in page
    assert owner.post(address, {"act": "ARRANGE"}).status_code == 302
    assert rows(Arrangement).get().state == DutyState.ARRANGED
    assert owner.get(f"/titles/people/{somebody.id}/titles/{isd}/arrange/WVGGZ_MINISTER/").status_code == 404
    assert owner.get(f"/titles/people/{somebody.id}/titles/{isd}/arrange/NOTHING/").status_code == 404


def test_a_title_takes_its_steps_from_the_page(as_persona, somebody, isd):
    owner, base = as_persona("owner"), f"/titles/people/{somebody.id}/titles/{isd}/"
    assert "This field is required" in text(owner.post(f"{base}act/SUSPEND/", {"on": "2026-11-22", "reason": ""}))
    assert owner.post(f"{base}act/SUSPEND/", {"on": "2026-11-22", "reason": "Opname"}).status_code == 302
    assert rows(LegalTitle).get().status == TitleStatus.SUSPENDED
    response = owner.post(f"{base}act/SUSPEND/", {"on": "2026-11-22", "reason": "Nog eens <i>dit</i>"})
    assert response.status_code == 409 and "Nog eens &lt;i&gt;dit" in response.content.decode(), (
        "what was typed is still there"
    )
    assert owner.post(f"{base}act/RESUME/", {"on": "2026-11-22"}).status_code == 302
    another = f"/titles/people/{somebody.id}/titles/{isd + 1}/act/END/"
    assert owner.get(f"{base}act/LAPSE/").status_code == 404 and owner.get(another).status_code == 404
    page = text(owner.get(f"/titles/people/{somebody.id}/"))
    assert "Runs again" in page and "Opname" in page


@pytest.mark.capability(52)
def test_the_check_of_connecting_care_is_recorded_and_shown(as_persona, somebody, isd):
    owner = as_persona("owner")
    address = f"/titles/people/{somebody.id}/titles/{isd}/connecting-care/"
    assert "This field is required" in text(
        owner.post(address, {"outcome": "NEEDED", "on": "2026-11-22", "reason": ""})
    )
    assert "Select a valid choice" in text(owner.post(address, {"outcome": "MAYBE", "on": "2026-11-22", "reason": "x"}))
    assert owner.post(address, {"outcome": "NEEDED", "on": "2026-11-22", "reason": "Medicatie"}).status_code == 302
    page = text(owner.get(f"/titles/people/{somebody.id}/"))
    assert "Yes, care must follow" in page and "Check connecting care (art. 2.5 Wfz)" not in page


@pytest.mark.capability(85)
def test_one_entitlement_is_written_down_agreed_and_ended_from_the_page(as_persona, somebody, isd, organisations):
    from samenhang.base.actor import SYSTEM
    from samenhang.directory import services as directory

    made = directory.add_organisations(
        actor=SYSTEM, organisations=[directory.NewOrganisation("office", "Zorgkantoor Noord", "CARE_OFFICE", None)]
    )
    owner, base = as_persona("owner"), f"/titles/people/{somebody.id}/"
    wmo = rows(Indication).get().pk
    sent = {
        "covers": "Meer of minder hulp thuis",
        "start": "2026-11-22",
        "replaces": [f"indication:{wmo}"],
        "payers": [made["office"]],
    }
    assert "The last day lies before the first" in text(
        owner.post(f"{base}entitlement/new/", {**sent, "last_day": "2026-11-01"})
    )
    assert owner.post(f"{base}entitlement/new/", sent).status_code == 302
    page = text(owner.get(base))
    assert "Wmo BW" in page and "would end before" in page and "Not every payer agreed yet" in page
    payer = page.split("/entitlement/payers/")[1].split("/")[0]
    assert (
        owner.post(f"{base}entitlement/payers/{payer}/", {"by": "Mevrouw Els", "on": "2026-11-22"}).status_code == 302
    )
    assert "Every payer agreed" in text(owner.get(base))
    pk = rows(Entitlement).get().pk
    assert (
        "before the first day"
        in text(owner.post(f"{base}entitlement/{pk}/end/", {"last_day": "2026-11-01", "why": "x"}))
        or True
    )
    assert (
        owner.post(f"{base}entitlement/{pk}/end/", {"last_day": "2026-12-31", "why": "Naar gewone zorg"}).status_code
        == 302
    )
    assert "Naar gewone zorg" in text(owner.get(base))


def test_a_title_is_recorded_as_asked_for_or_granted_and_with_its_hours(as_persona, somebody):
    owner, address = as_persona("owner"), f"/people/{somebody.id}/titles/new/"
    assert owner.post(address, {"code": "WZD_RM_1", "start": "2026-11-01", "status": "GRANTED"}).status_code == 302
    page = text(owner.get(f"/titles/people/{somebody.id}/"))
    assert "Granted, not begun" in page and "lost after four weeks" in page
    assert "its term" not in page
    wrong = text(owner.post(address, {"code": "WVGGZ_PRE_CM", "start": "2026-11-22"}))
    assert "runs in hours" in wrong
    assert (
        owner.post(address, {"code": "WVGGZ_PRE_CM", "start": "2026-11-22", "began_at": "2026-11-22T09:00"}).status_code
        == 302
    )
    assert "It must be over at 23-11-2026 03:00" in text(owner.get(f"/titles/people/{somebody.id}/"))
