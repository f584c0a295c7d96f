"""Discussing somebody together is part of handing over: a talk stands beside the handover."""

from __future__ import annotations

import pytest

from samenhang.access.enums import Purpose
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.conferences import services
from samenhang.pathway.enums import Evidence
from samenhang.pathway.selectors import evidence_of
from tests.conferences.conftest import Around, plan
from tests.pathway.handing_over import stage_of

pytestmark = [pytest.mark.django_db, pytest.mark.capability(57)]


@pytest.fixture
def handed_over(cast, somebody, organisations) -> int:
    return stage_of(cast, somebody, organisations).start()


def _beside(around: Around, talk_id: int, handover_id: int, actor=None) -> int:
    return services.put_beside_handover(
        actor=actor or around.owner, person_id=around.person.id, conference_id=talk_id, handover_id=handover_id
    )


def test_a_talk_that_was_held_stands_beside_the_handover_once(around, handed_over, held, as_persona):
    owner = as_persona("owner")
    address = f"/talks/people/{around.person.id}/conferences/{held}/"
    assert f"{address}handover/" in owner.get(address).content.decode()
    assert owner.post(f"{address}handover/", {"handover": handed_over}).status_code == 302
    noted = evidence_of(around.owner, handed_over, purpose=Purpose.CARE_COORDINATION)
    assert [(e.kind, e.talk_ref) for e in noted if e.talk_ref] == [(Evidence.CASE_DISCUSSION, held)]
    assert address in owner.get(f"/pathway/handovers/{handed_over}/").content.decode()
    with pytest.raises(Conflict, match="ALREADY_LINKED"):
        _beside(around, held, handed_over)


def test_a_talk_that_is_still_to_come_is_no_discussion_yet(around, handed_over):
    with pytest.raises(Refused, match="NOT_HELD_YET"):
        _beside(around, plan(around), handed_over)


def test_who_sees_neither_puts_nothing_beside_anything(around, handed_over, held):
    for actor in (around.outsider, around.process):
        with pytest.raises(NoGrant):
            _beside(around, held, handed_over, actor)
