"""The list of people is the same list whichever way the database walks it."""

from __future__ import annotations

from datetime import date

import pytest

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.services import join_case
from samenhang.people import selectors
from samenhang.people.selectors import people
from samenhang.people.services import NewPerson, register

pytestmark = [pytest.mark.django_db, pytest.mark.capability(116)]


def test_a_long_list_and_a_short_list_show_the_same_people_in_the_same_order(cast, municipalities, monkeypatch):
    home = municipalities["Turfwolde"]
    for n in range(12):
        owner = cast.owner if n % 3 else cast.outsider
        register(actor=owner, new=NewPerson(f"Mens {12 - n:02d}", date(1980, 1, 1 + n), home), today=date(2026, 1, 1))
    for dossier in range(1, 13, 4):  # some are seen by two grants: nobody stands in the list twice
        join_case(
            actor=cast.owner, dossier_id=dossier, role=CaseRole.TREATER, start=date(2026, 1, 1), user_id=cast.owner.user_id,
            organisation_id=cast.owner.organisation_id,
        )  # fmt: skip
    short = people(cast.owner, purpose=Purpose.CARE_COORDINATION, start=2, size=5)
    monkeypatch.setattr(selectors, "MANY", 1)
    assert people(cast.owner, purpose=Purpose.CARE_COORDINATION, start=2, size=5) == short
    assert short[1] == 9 and [p.name for p in short[0]] == sorted(p.name for p in short[0])
