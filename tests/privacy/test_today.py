"""Today: whom to tell, what to answer and which consent runs out stand among the work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samenhang.access.enums import Purpose
from samenhang.access.selectors import own_cases
from samenhang.privacy.enums import Duty, RequestKind
from samenhang.privacy.selectors import duties
from samenhang.privacy.services import make_request
from tests.conftest import TODAY
from tests.privacy.test_emergency import open_it
from tests.privacy.test_sharing import weighed

pytestmark = [pytest.mark.django_db, pytest.mark.capability(115)]


def codes(actor, somebody, today=TODAY):
    rows = duties(actor, [somebody.dossier_id], purpose=Purpose.CARE_COORDINATION, today=today)
    return {row.code: row.day for row in rows}


def test_what_must_be_told_answered_and_looked_at_has_a_day(cast, somebody, low_stimulus, consent):
    assert codes(cast.owner, somebody) == {}
    open_it(cast.outsider)
    weighed(cast.owner, somebody)
    make_request(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, kind=RequestKind.INSIGHT, text="Wat staat er?", today=TODAY
    )  # fmt: skip
    assert codes(cast.owner, somebody) == {Duty.TELL_THE_PERSON: TODAY, Duty.ANSWER_A_REQUEST: date(2026, 12, 22)}, (
        "one's own weighing waits for others"
    )
    later = codes(cast.owner, somebody, date(2027, 5, 20))
    assert later[Duty.CONSENT_RUNS_OUT] == date(2027, 6, 1) and later[Duty.LOOK_AT_HOME_NEEDS] == date(2027, 5, 22)
    tomorrow = TODAY + timedelta(days=1)
    own = own_cases(cast.outsider, tomorrow)
    assert duties(cast.outsider, own, purpose=Purpose.CARE_COORDINATION, today=tomorrow) == [], (
        "an emergency makes nobody responsible"
    )


def test_today_leads_to_where_it_is_done(as_persona, cast, somebody):
    open_it(cast.outsider)
    page = as_persona("owner", "en").get("/").content.decode()
    assert "Tell the person what was shared" in page and f"/people/{somebody.id}/rights/" in page
