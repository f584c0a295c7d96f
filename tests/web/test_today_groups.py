"""Today: red first, what waits for me apart from what waits for others, each item one click from where it is done."""

from __future__ import annotations

from datetime import date

import pytest

from samenhang.access.enums import CaseRole
from samenhang.access.services import join_case
from samenhang.plan import services
from samenhang.plan.enums import Doer

pytestmark = [pytest.mark.django_db, pytest.mark.capability(121)]


def _agree(cast, plan, text, due, who):
    values = {
        "text": text,
        "due": due,
        "doer": Doer.COLLEAGUE,
        "user_id": who.user_id,
        "organisation_id": who.organisation_id,
    }
    services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=values)


@pytest.fixture
def plan(cast, somebody):
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.TREATER, start=date(2026, 2, 1),
        user_id=cast.outsider.user_id, organisation_id=cast.outsider.organisation_id,
    )  # fmt: skip
    return services.start_plan(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, today=date(2026, 11, 1)
    )


def test_what_is_red_what_waits_for_me_and_what_waits_for_others_stand_apart(as_persona, cast, somebody, plan):
    _agree(cast, plan, "Mine to do", date(2026, 11, 20), cast.owner)
    _agree(cast, plan, "Theirs to do", date(2026, 11, 20), cast.outsider)
    page = as_persona("owner").get("/").content.decode()
    red, me, others = (page.index(h) for h in ("Red: nobody can wait with this", "Waits for me", "Waits for others"))
    assert red < me < others
    assert f"/plan/people/{somebody.id}/directing/" in page[red:me], (
        "nobody holds the file: one click from naming somebody"
    )
    assert f"/plan/people/{somebody.id}/" in page[me:others], "one click from where it is done"
    theirs = as_persona("outsider").get("/").content.decode()
    assert "Waits for me" in theirs


def test_nothing_of_a_case_stands_on_the_page_of_who_takes_no_part(as_persona, cast, somebody, plan):
    _agree(cast, plan, "Mine to do", date(2026, 11, 20), cast.owner)
    assert "Mevrouw Populier" not in as_persona("chair").get("/").content.decode()
