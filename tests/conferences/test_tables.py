"""Existing tables with this group on the agenda: kept by one, about nobody by name, and closed for who may not see."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from samenhang.access.enums import Purpose
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.conferences import selectors, services
from samenhang.conferences.enums import Rhythm, TableKind
from tests.conferences.conftest import plan
from tests.conftest import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(99)]
CARE = Purpose.CARE_COORDINATION


def values(around, **more):
    given = {
        "name": "Tafel complexe casussen", "kind": TableKind.CASE, "organisation_id": around.organisations["zvh"],
        "rhythm": Rhythm.FORTNIGHTLY, "first_on": date(2026, 1, 12), "starts_at": time(13, 0), "minutes": 90,
    }  # fmt: skip
    return services.TableValues(**{**given, **more})


@pytest.fixture
def table(around) -> int:
    return services.add_table(actor=around.process, values=values(around))


def row_of(table):
    return selectors.table(table, TODAY)


def test_a_table_has_one_convener_one_keeper_and_a_rhythm(around, table):
    row = row_of(table)
    assert (row.organisation, row.keeper, row.next_on) == ("Zorg- en Veiligheidshuis", "Process", date(2026, 11, 30))
    with pytest.raises(Refused, match="TABLE_EXISTS"):
        services.add_table(actor=around.process, values=values(around))
    with pytest.raises(Refused, match="NOT_A_MEETING_DAY"):
        services.add_table(
            actor=around.process, values=values(around, name="Zaterdagtafel", first_on=date(2026, 1, 10))
        )
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        services.add_table(actor=around.owner, values=values(around, name="Tafel over Populier"))


def test_only_who_keeps_a_table_or_convenes_it_changes_it(around, table):
    with pytest.raises(NoGrant, match="NOT_YOURS"):
        services.change_table(actor=around.owner, table_id=table, values=values(around), expected_version=1)
    services.change_table(actor=around.process, table_id=table, values=values(around, minutes=60), expected_version=1)
    with pytest.raises(Conflict):
        services.change_table(actor=around.process, table_id=table, values=values(around), expected_version=1)
    services.hand_over_table(actor=around.process, table_id=table, keeper_id=around.owner.user_id)
    assert row_of(table).keeper == "Owner"
    services.end_table(actor=around.owner, table_id=table, today=TODAY)
    assert selectors.tables(TODAY) == [] and len(selectors.tables(TODAY, ended=True)) == 1


def test_this_group_is_a_standing_point(around, table):
    assert not row_of(table).has_this_group
    items = [services.NewItem("Mededelingen", 5), services.NewItem("Mensen van deze werkwijze", 30, this_group=True)]
    services.set_agenda(actor=around.process, table_id=table, items=items, expected_version=1)
    assert row_of(table).has_this_group
    assert [i.text for i in selectors.standing_items(table)] == ["Mededelingen", "Mensen van deze werkwijze"]
    with pytest.raises(Conflict):
        services.set_agenda(actor=around.process, table_id=table, items=[], expected_version=1)


def test_a_talk_goes_on_the_agenda_and_shows_its_person_to_who_may_see_them(around, table):
    on = NOW.replace(day=30)
    plan(around, starts_at=on, table_id=table)
    with pytest.raises(Refused, match="NO_MEETING"):
        plan(around, starts_at=on + timedelta(days=1), table_id=table)
    seen = selectors.agenda(around.owner, row_of(table), on.date(), purpose=CARE)
    assert [t.name for t in seen.talks] == ["Mevrouw Populier"] and seen.hidden == 0
    closed = selectors.agenda(around.outsider, row_of(table), on.date(), purpose=CARE)
    assert closed.talks == () and closed.hidden == 1
    assert selectors.coming_meetings(row_of(table), TODAY)[0].talks == 1


def test_a_talk_that_moves_leaves_the_agenda_or_goes_to_that_of_its_new_day(around, table):
    on = NOW.replace(day=30)
    pk = plan(around, starts_at=on, table_id=table)
    move = {"actor": around.owner, "conference_id": pk, "minutes": 60, "why": "Zaal bezet", "today": TODAY}
    services.move_conference(**move, starts_at=on + timedelta(days=14), expected_version=1)
    assert selectors.conference(around.owner, around.person.id, pk, purpose=CARE).session_on == date(2026, 12, 14)
    services.move_conference(**move, starts_at=on + timedelta(days=15), expected_version=2)
    assert selectors.conference(around.owner, around.person.id, pk, purpose=CARE).session_on is None


def test_a_general_point_names_nobody(around, table):
    day = date(2026, 11, 30)
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        services.put_on_agenda(
            actor=around.owner, table_id=table, on=day, text="Hoe gaat het met Populier", today=TODAY
        )
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        services.put_on_agenda(actor=around.owner, table_id=table, on=day, text="Wie is van 3 juli 1988?", today=TODAY)
    pk = services.put_on_agenda(
        actor=around.owner, table_id=table, on=day, text="Wachttijd bij de kliniek", today=TODAY
    )
    with pytest.raises(NoGrant):
        services.settle_item(actor=around.owner, item_id=pk, outcome="Besproken")
    services.settle_item(actor=around.process, item_id=pk, outcome="Vraag aan de financiers")
    [item] = selectors.agenda(around.owner, row_of(table), day, purpose=CARE).items
    assert (item.text, item.outcome) == ("Wachttijd bij de kliniek", "Vraag aan de financiers")


@pytest.mark.capability(95)
def test_a_table_reflects_on_its_own_cooperation_without_anybody_in_it(around, table):
    given = services.ReflectionValues(
        dilemma="Wie houdt de regie als twee organisaties allebei gelijk hebben?", held_on=TODAY, attendees="GGZ en gemeente",
        values_of_each="GGZ: veiligheid. Gemeente: nabijheid.", arguments_for="", arguments_against="", grounds="",
        evaluate_on=TODAY + timedelta(days=90),
    )  # fmt: skip
    pk = services.reflect(actor=around.owner, table_id=table, values=given)
    assert [r.pk for r in selectors.reflections(table)] == [pk]
    named = services.ReflectionValues(**{**vars(given), "grounds": "Zoals bij mevrouw Populier"})
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        services.reflect(actor=around.owner, table_id=table, values=named, reflection_id=pk, expected_version=1)
    with pytest.raises(NoGrant):
        services.reflect(actor=around.process, table_id=table, values=given, reflection_id=pk, expected_version=1)


def test_the_list_of_tables_asks_as_often_for_one_as_for_forty(around, table, django_assert_num_queries):
    with django_assert_num_queries(1):
        selectors.tables(TODAY)
    for n in range(39):
        services.add_table(actor=around.process, values=values(around, name=f"Tafel {n}"))
    with django_assert_num_queries(1):
        assert len(selectors.tables(TODAY)) == 40
