"""The list of people is the same list whichever way the database walks it."""

from __future__ import annotations

from datetime import date

import pytest

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.services import join_case
from samenhang.people.selectors import keys, people, persons
from samenhang.people.services import NewPerson, register

pytestmark = [pytest.mark.django_db, pytest.mark.capability(116)]


def test_a_long_list_and_a_short_list_show_the_same_people_in_the_same_order(cast, municipalities, monkeypatch):
    home = municipalities["Turfwolde"]
    made = []
    for n in range(12):
        owner = cast.owner if n % 3 else cast.outsider
        new = NewPerson(f"Mens {12 - n:02d}", date(1980, 1, 1 + n), home)
        made.append(register(actor=owner, new=new, today=date(2026, 1, 1)))
    for key in keys(
        reason="the dossiers of this test", ids=made[1::3]
    ):  # seen by two grants: nobody stands in the list twice
        join_case(
            actor=cast.owner, dossier_id=key.dossier_id, role=CaseRole.TREATER, start=date(2026, 1, 1), user_id=cast.owner.user_id,
            organisation_id=cast.owner.organisation_id,
        )  # fmt: skip
    short = people(cast.owner, purpose=Purpose.CARE_COORDINATION, start=2, size=5)
    monkeypatch.setattr(persons, "MANY", 1)
    assert people(cast.owner, purpose=Purpose.CARE_COORDINATION, start=2, size=5) == short
    assert short[1] == 8 and [p.name for p in short[0]] == sorted(p.name for p in short[0])
