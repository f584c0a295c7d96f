"""How much the pilot light and crisis help are used: counted over everybody, and a small number is withheld."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samenhang.pathway.models import Contact, Crisis
from samenhang.region.selectors import process
from tests.conftest import NOW, TODAY
from tests.pathway.test_pilot_lights import contact, keep

pytestmark = pytest.mark.django_db


def crises(cast, somebody, count: int, minutes: int) -> None:
    rows = [
        Crisis(
            person_id=somebody.id, compartment_id=somebody.compartment_id, state="EVALUATED", called_at=NOW - timedelta(days=n + 1),
            called_by="CLIENT", what="Het ging niet", arrived_at=NOW - timedelta(days=n + 1) + timedelta(minutes=minutes), arrived="Wim",
            outcome="STAYS_WITH_HELP", decided_at=NOW, decided_by_id=cast.owner.user_id, why="Rustig", evaluate_on=TODAY,
            noted_by_id=cast.owner.user_id,
        )
        for n in range(count)
    ]  # fmt: skip
    Crisis.objects.write(rows)


@pytest.mark.capability(40, 43, 140)
def test_who_came_in_time_is_counted_and_small_numbers_are_withheld(cast, somebody):
    keep(cast, somebody)
    crises(cast, somebody, 12, minutes=18)
    crises(cast, somebody, 4, minutes=29)
    for n in range(11):
        contact(cast, somebody, TODAY - timedelta(days=n), reached=True)
    assert Contact.objects.for_rule("a test looks at it").count() == 11
    use = process(today=TODAY).use
    assert (use["WITHIN_20"], use["WITHIN_30"], use["LATER"]) == (12, None, 0)
    assert (use["LIGHTS"], use["CONTACTS"], use["RELIT"]) == (None, 11, 0)


@pytest.mark.capability(140)
def test_the_page_says_so(cast, somebody, as_persona):
    crises(cast, somebody, 12, minutes=18)
    page = as_persona("owner").get("/region/process/").content.decode()
    assert "Pilot light and crisis" in page and "Crises: somebody there within 20 minutes" in page
