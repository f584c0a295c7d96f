"""Alerts follow what changes, for the people whom it is about, without anybody else being looked at again (ADR 0024)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenhang.access.enums import CaseRole
from samenhang.access.models import Participation
from samenhang.access.services import leave_case
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.legal.enums import Duty, DutyAct, FollowonOutcome, TitleCode
from samenhang.legal.services import NewTitle, arrange, decide_followon, file_followon, record_title
from samenhang.pathway.selectors import recompute_alerts
from samenhang.pathway.services import NewPlacement, record_placement
from samenhang.people.selectors import keys
from samenhang.people.services import NewPerson, register
from samenhang.web.attention import Sort, sort_of
from samenhang.web.selectors_today import my_work
from tests.conftest import TODAY

pytestmark = [pytest.mark.capability(7), pytest.mark.django_db]
WHY = "a test of what alerts follow"
OWN = {"TITLE", "INDICATION", "PATHWAY"}


def of(somebody) -> set[str]:
    """What the clocks say about one person, from their own facts."""
    return {str(a.code) for a in recompute_alerts(reason=WHY, today=TODAY, person_ids=[somebody.id])}


def shown(actor, person_id: int) -> set[str]:
    """What Today shows about one person that is raised now."""
    items = [i for i in my_work(actor, TODAY).items if i.person and i.person.id == person_id and i.kind in OWN]
    return {str(i.code) for i in items if sort_of(i, TODAY) == Sort.ALERT}


def title(cast, somebody, code=TitleCode.WVGGZ_ZM_2, start=date(2026, 2, 12), last=date(2027, 2, 12), **more) -> int:
    new = NewTitle(
        somebody.id, somebody.compartment_id, somebody.dossier_id, code, start, last + timedelta(days=1), **more
    )
    return record_title(actor=cast.owner, new=new)


def test_a_changed_title_changes_what_the_next_page_shows_at_once(cast, somebody, as_persona):
    owner = as_persona("owner")
    before = of(somebody)
    pk = title(cast, somebody)
    assert of(somebody) - before == {"ZM_FOLLOWON_T84"}
    assert "ZM_FOLLOWON_T84" in shown(cast.owner, somebody.id)
    file_followon(actor=cast.owner, title_id=pk, on=TODAY)
    assert of(somebody) == before, "asked for"
    page = owner.get("/").content.decode()
    decide_followon(
        actor=cast.owner, title_id=pk, on=TODAY, outcome=FollowonOutcome.REFUSED, reason="Geen gevaar", today=TODAY
    )
    assert of(somebody) - before == {"TITLE_ENDS_WITHOUT_SUCCESSOR"}, "refused: nothing follows after all"
    assert owner.get("/").content.decode() != page
    title(cast, somebody, TitleCode.WVGGZ_ZM_3, date(2027, 2, 10), date(2029, 2, 10))
    assert of(somebody) == before, "the next one is there"


def test_what_was_arranged_a_move_and_a_seat_change_it_too(cast, somebody):
    before = of(somebody)
    pk = title(cast, somebody, TitleCode.ISD, date(2025, 1, 1), TODAY + timedelta(days=300))
    assert of(somebody) - before == {"NEXT_PLACE_T365"}
    arrange(actor=cast.owner, title_id=pk, duty=Duty.PLACE, act=DutyAct.ARRANGE, remark="Een studio")
    assert of(somebody) == before
    ends = NewPlacement(
        somebody.id, somebody.compartment_id, somebody.dossier_id, "BW", date(2026, 1, 1), end=date(2027, 1, 1)
    )
    record_placement(actor=cast.owner, new=ends)
    assert of(somebody) - before == {"PLACEMENT_ENDS_T90"}
    leave_case(actor=cast.owner, participation_id=Participation.objects.get(role=CaseRole.CASE_DIRECTOR).pk, on=TODAY)
    assert of(somebody) - before == {"PLACEMENT_ENDS_T90", "NO_CASE_DIRECTOR"}


def test_a_change_of_one_person_asks_as_much_of_the_database_whatever_the_number_of_others(
    cast, somebody, municipalities
):
    title(cast, somebody)

    def asked() -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            of(somebody)
        return [q["sql"] for q in captured.captured_queries]

    alone = asked()
    for n in range(12):
        register(
            actor=cast.owner,
            new=NewPerson(f"Iemand {n}", date(1990, 1, 1), municipalities["Zandmeer"]),
            today=date(2026, 1, 1),
        )
    among_others = asked()
    assert len(alone) == len(among_others) <= 7
    assert alone == among_others, "nothing about anybody else is read"


def test_of_one_person_it_is_the_same_as_of_everybody(cast, somebody, municipalities):
    other_id = register(
        actor=cast.owner, new=NewPerson("Iemand", date(2009, 1, 1), municipalities["Zandmeer"]), today=date(2026, 1, 1)
    )
    (other,) = keys(reason=WHY, ids=[other_id])
    title(cast, somebody)
    new = NewPlacement(other.id, other.compartment_id, other.dossier_id, "BW", date(2026, 1, 1), end=date(2027, 1, 1))
    record_placement(actor=cast.owner, new=new)
    everybody = recompute_alerts(reason=WHY, today=TODAY)
    for one in (somebody, other):
        mine = [a for a in everybody if a.person_id == one.id]
        assert mine and mine == recompute_alerts(reason=WHY, today=TODAY, person_ids=[one.id])


def test_today_shows_exactly_what_is_computed_for_everybody(demo_region):
    everybody: dict[int, set[str]] = {}
    for alert in recompute_alerts(reason=WHY, today=TODAY):
        everybody.setdefault(alert.person_id, set()).add(str(alert.code))
    coordinator = actor_of(User.objects.get(username="coordinator"), today=TODAY)
    items = my_work(coordinator, TODAY).items
    mine: dict[int, set[str]] = {}
    for i in items:
        if i.person and i.kind in OWN and sort_of(i, TODAY) == Sort.ALERT:
            mine.setdefault(i.person.id, set()).add(str(i.code))
    assert len(mine) > 10
    for person_id, codes in mine.items():
        assert codes == everybody[person_id]
