"""A crisis intervention team comes for a while: asked with a budget, decided with a reason, and what it brought is written down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from samenhang.access.enums import Purpose
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.plan.enums import SupportDecision, SupportKind
from samenhang.plan.selectors import support_page
from samenhang.plan.services import ask_support, decide_support, note_support_result
from samenhang.plan.services.support import About, NewSupport
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(42)]


def test_a_team_is_asked_with_a_budget_decided_and_its_result_is_kept(cast, somebody, circle):
    about = About(somebody.id, somebody.compartment_id)
    new = NewSupport(
        SupportKind.CRISIS_TEAM,
        TODAY,
        date(2027, 1, 1),
        "De groep kan het niet meer dragen",
        circle.organisations["town"],
    )
    with pytest.raises(Refused, match="BUDGET_MISSING"):
        ask_support(actor=circle["home"], about=about, new=new, today=TODAY)
    asked = NewSupport(**{**new.__dict__, "budget": Decimal("8500.00")})
    pk = ask_support(actor=circle["home"], about=about, new=asked, today=TODAY)
    with pytest.raises(Refused, match="NOT_FROM_HERE"):
        note_support_result(actor=circle["home"], request_id=pk, result="Het werd rustig", today=TODAY)
    decide_support(
        actor=circle["town"],
        request_id=pk,
        decision=SupportDecision.PARTLY,
        reason="Zes weken",
        budget=Decimal("6000.00"),
    )
    with pytest.raises(Refused, match="REASON_MISSING"):
        note_support_result(actor=circle["home"], request_id=pk, result=" ", today=TODAY)
    with pytest.raises(NoGrant):
        note_support_result(actor=cast.outsider, request_id=pk, result="Het werd rustig", today=TODAY)
    note_support_result(actor=circle["home"], request_id=pk, result="Het werd rustig", today=TODAY)
    with pytest.raises(Conflict, match="ALREADY_ANSWERED"):
        note_support_result(actor=circle["home"], request_id=pk, result="Nog eens", today=TODAY)
    [row] = support_page(cast.owner, somebody.id, purpose=Purpose.CARE_COORDINATION).requests
    assert (row.budget, row.granted_budget, row.result) == (Decimal(8500), Decimal(6000), "Het werd rustig")


def test_the_result_is_written_down_by_hand(cast, somebody, circle, as_persona):
    about = About(somebody.id, somebody.compartment_id)
    new = NewSupport(
        SupportKind.CRISIS_TEAM, TODAY, date(2027, 1, 1), "Dreigt zijn plek te verliezen", circle.organisations["town"],
        budget=Decimal(5000),
    )  # fmt: skip
    pk = ask_support(actor=circle["home"], about=about, new=new, today=TODAY)
    decide_support(actor=circle["town"], request_id=pk, decision=SupportDecision.GRANTED, reason="Ja")
    owner = as_persona("owner")
    page = owner.get(f"/plan/people/{somebody.id}/support/").content.decode()
    assert "5,000.00" in page and "Write down what it brought" in page
    assert (
        owner.post(f"/plan/people/{somebody.id}/support/{pk}/result/", {"result": "Hij bleef wonen"}).status_code == 302
    )
    assert "Hij bleef wonen" in owner.get(f"/plan/people/{somebody.id}/support/").content.decode()
