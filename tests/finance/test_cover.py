"""Deliver first, account later: support goes on at a switch of payer, is settled afterwards, and nothing waits for it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from samenhang.access.enums import Purpose
from samenhang.base.errors import NoGrant, Refused
from samenhang.finance import services
from samenhang.finance.enums import CoverAct, CoverState, FinanceAlert
from samenhang.finance.models import ProvisionalCover
from samenhang.finance.rules import cover_alert
from samenhang.finance.selectors import attention, covers_of
from samenhang.finance.services import NewCover
from samenhang.legal.enums import Payer
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(87)]
CARE = Purpose.CARE_COORDINATION


def agree(cast, somebody, organisations, **more) -> int:
    values = {
        "what": "Begeleiding thuis, tweemaal in de week", "from_payer": Payer.FZ_DJI, "to_payer": Payer.WMO_LOCAL, "start": date(2026, 11, 1),
        "until": date(2026, 12, 31), "covered_by_id": organisations["shelter"], "agreed_with": "Els, consulent", "hours": Decimal("6.5"), **more,
    }  # fmt: skip
    actor = values.pop("actor", cast.owner)
    return services.agree_cover(
        actor=actor, person_id=somebody.id, compartment_id=somebody.compartment_id, new=NewCover(**values)
    )


def refused(reason_code, function, *args, **more):
    with pytest.raises(Refused) as raised:
        function(*args, **more)
    assert raised.value.code == reason_code


def asked(cast, somebody, today):
    return [(a.code, a.until, a.hard) for a in attention(cast.owner, [somebody.id], purpose=CARE, today=today)]


def test_support_goes_on_is_extended_and_settled_with_what_was_said(cast, somebody, organisations):
    pk = agree(cast, somebody, organisations)
    services.extend_cover(actor=cast.owner, cover_id=pk, until=date(2027, 1, 31), why="De gemeente onderzoekt nog")
    settle = {
        "actor": cast.owner,
        "cover_id": pk,
        "on": TODAY,
        "how": "Wmo neemt over vanaf 1 november",
        "amount": Decimal("1240.50"),
        "today": TODAY,
    }
    services.settle_cover(conversation="Volgende keer eerder bellen", **settle)
    row = covers_of(cast.owner, somebody.id, purpose=CARE)[0]
    assert (row.state, row.until, row.settled_amount) == (CoverState.SETTLED, date(2027, 1, 31), Decimal("1240.50"))
    assert [s.act for s in row.steps] == [CoverAct.AGREE, CoverAct.EXTEND, CoverAct.SETTLE]
    refused("STEP_NOT_POSSIBLE", services.settle_cover, conversation="", **settle)
    refused("STEP_NOT_POSSIBLE", services.extend_cover, actor=cast.owner, cover_id=pk, until=date(2028, 1, 1), why="x")
    assert covers_of(cast.outsider, somebody.id, purpose=CARE) == []


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("REASON_MISSING", {"what": " "}),
        ("NAME_MISSING", {"agreed_with": ""}),
        ("ENDS_BEFORE_START", {"until": date(2026, 10, 31)}),
        ("SAME_PAYER", {"to_payer": Payer.FZ_DJI}),
        ("ESTIMATE_MISSING", {"hours": None}),
    ],
)
def test_cover_that_says_too_little_is_refused(cast, somebody, organisations, code, more):
    refused(code, agree, cast, somebody, organisations, **more)
    assert not ProvisionalCover.objects.for_rule("nothing was kept").exists()


def test_nobody_without_a_grant_agrees_extends_or_settles(cast, somebody, organisations):
    with pytest.raises(NoGrant):
        agree(cast, somebody, organisations, actor=cast.outsider)
    pk = agree(cast, somebody, organisations)
    for number, actor in ((pk, cast.outsider), (pk + 1000, cast.owner)):
        with pytest.raises(NoGrant):
            services.extend_cover(actor=actor, cover_id=number, until=date(2027, 3, 1), why="x")
    refused("NOT_LATER", services.extend_cover, actor=cast.owner, cover_id=pk, until=date(2026, 12, 31), why="x")
    refused("REASON_MISSING", services.extend_cover, actor=cast.owner, cover_id=pk, until=date(2027, 3, 1), why="")
    more = {"actor": cast.owner, "cover_id": pk, "amount": None, "conversation": "", "today": TODAY}
    refused("IN_THE_FUTURE", services.settle_cover, on=TODAY + timedelta(days=1), how="x", **more)
    refused("REASON_MISSING", services.settle_cover, on=TODAY, how="", **more)


def test_the_database_refuses_what_was_settled_without_saying_how(cast, somebody, organisations):
    pk = agree(cast, somebody, organisations)
    rows = ProvisionalCover.objects.for_rule("the database refuses it too").filter(pk=pk)
    for wrong in (
        {"state": "SETTLED"},
        {"settled_on": TODAY},
        {"until": date(2026, 1, 1)},
        {"amount": Decimal(-1)},
        {"hours": Decimal(0)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_today_reminds_two_weeks_before_and_is_red_once_it_was_not_settled(cast, somebody, organisations):
    pk = agree(cast, somebody, organisations)
    last = date(2026, 12, 31)
    assert asked(cast, somebody, date(2026, 12, 16)) == []
    assert asked(cast, somebody, date(2026, 12, 17)) == [(FinanceAlert.COVER_ENDS, last, False)]
    assert asked(cast, somebody, date(2027, 1, 1)) == [(FinanceAlert.COVER_NOT_SETTLED, last, True)]
    services.settle_cover(
        actor=cast.owner, cover_id=pk, on=TODAY, how="Verrekend", amount=None, conversation="", today=TODAY
    )
    assert asked(cast, somebody, date(2027, 1, 1)) == []
    assert attention(cast.outsider, [somebody.id], purpose=CARE, today=date(2027, 1, 1)) == []


def test_care_never_waits_for_cover(cast, somebody, organisations):
    """A placement begins while nobody has decided who pays, and while earlier cover was never settled."""
    from samenhang.pathway.services import NewPlacement, record_placement

    agree(cast, somebody, organisations, start=date(2026, 1, 1), until=date(2026, 2, 1))
    new = NewPlacement(
        somebody.id, somebody.compartment_id, somebody.dossier_id, setting="SUPPORTED_HOME", start=TODAY, payer=""
    )
    assert record_placement(actor=cast.owner, new=new)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(-60, 60))
def test_cover_asks_more_as_its_last_day_comes_and_never_falls_silent_before_it_is_settled(until, later):
    today = until + timedelta(days=later)
    order = [None, FinanceAlert.COVER_ENDS, FinanceAlert.COVER_NOT_SETTLED]
    assert order.index(cover_alert(until, today)) <= order.index(cover_alert(until, today + timedelta(days=1)))


def text(response) -> str:
    assert response.status_code in {200, 409, 422}, (response.status_code, response.content[:300])
    return response.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_cover_is_agreed_extended_and_settled_from_the_page(as_persona, cast, somebody, organisations, language):
    owner, outsider, base = as_persona("owner", language), as_persona("outsider"), f"/time/people/{somebody.id}/cover/"
    assert "<h1" in text(owner.get(base)) and "<h1" in text(owner.get(f"{base}new/"))
    sent = {
        "what": "Hulp <b>thuis</b>", "from_payer": "FZ_DJI", "to_payer": "WMO_LOCAL", "start": "2026-10-01", "until": "2026-11-01",
        "covered_by": organisations["shelter"], "agreed_with": "Els", "hours": "4",
    }  # fmt: skip
    wrong = owner.post(f"{base}new/", {**sent, "until": "2026-09-01", "hours": "-1", "to_payer": "NOBODY"})
    assert wrong.status_code == 422 and "Hulp &lt;b&gt;thuis" in wrong.content.decode()
    assert owner.post(f"{base}new/", {**sent, "to_payer": "FZ_DJI"}).status_code == 409
    assert owner.post(f"{base}new/", sent).status_code == 302
    pk = ProvisionalCover.objects.for_rule("a test looks at what was written").get().pk
    assert "Hulp &lt;b&gt;thuis" in text(owner.get(base))
    for address in ("", "new/", f"{pk}/extend/", f"{pk}/settle/"):
        assert outsider.get(base + address).status_code == 404
        assert "<h1" in text(owner.get(base + address))
    assert owner.get(f"{base}{pk + 1000}/settle/").status_code == 404
    assert owner.post(f"{base}{pk}/extend/", {"until": "2026-12-01", "why": "Onderzoek"}).status_code == 302
    assert (
        owner.post(f"{base}{pk}/settle/", {"on": "2026-11-20", "how": "Verrekend", "amount": "12.50"}).status_code
        == 302
    )
    page = text(owner.get(base))
    assert "Verrekend" in page and "Onderzoek" in page


def test_a_cover_that_was_not_settled_stands_on_today(as_persona, cast, somebody, organisations):
    agree(cast, somebody, organisations, start=date(2026, 1, 1), until=date(2026, 2, 1))
    page = text(as_persona("owner").get("/"))
    assert "was not settled in time; support goes on" in page and f"/time/people/{somebody.id}/cover/" in page
