"""How the work goes: time between steps, what stands still, who refuses; and never anybody."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from samenhang.engines.disclosure import SMALLEST
from samenhang.matching.adapters.disclosure import waiting
from samenhang.matching.selectors import refusal_counts
from samenhang.region import adapters
from samenhang.region.rules import LOOKS_BACK, Pace, Step, pace
from samenhang.region.selectors import STEPS, process
from tests.conftest import TODAY

pytestmark = pytest.mark.capability(140)


def steps(*days_each: int, done: date | None = TODAY, norm: int = 42) -> list[Step]:
    began = [(done or TODAY) - timedelta(days=d) for d in days_each]
    return [Step(day, done, day + timedelta(days=norm)) for day in began]


def on_the_page(step: Pace) -> Pace:
    return adapters.shown({"PLAN": step}, adapters.course({"PLAN": step}, waiting([], [], {})))["PLAN"]


def test_half_and_one_in_ten_are_measured_over_what_was_done_in_a_year():
    took = steps(*range(1, 21)) + steps(900, 900, done=TODAY - timedelta(days=LOOKS_BACK + 1))
    found = pace(took, today=TODAY)
    assert (found.done, found.half, found.tenth) == (20, 10, 18)
    assert (found.waiting, found.late) == (0, 0)


def test_who_waits_too_long_is_counted_and_withheld_when_there_are_few():
    waits = steps(*[10] * 12, *[50] * 15, done=None)
    assert (pace(waits, today=TODAY).waiting, pace(waits, today=TODAY).late) == (27, 15)
    assert pace(steps(*[50] * 15, done=None, norm=50), today=TODAY).late == 0, "the last day itself is in time"
    assert pace([Step(s.began, None) for s in waits], today=TODAY).late == 0, "without a norm nobody is late"
    few = on_the_page(pace(steps(*[10] * 12, *[50] * 3, done=None), today=TODAY))
    assert (few.waiting, few.late) == (15, None), "three of fifteen are late"
    soon = on_the_page(pace(steps(*[10] * 3, *[50] * 12, done=None), today=TODAY))
    assert (soon.waiting, soon.late) == (15, None), (
        "fifteen of whom twelve are late would tell of the three who are in time"
    )


@given(
    took=st.lists(st.integers(0, 400), max_size=30),
    waits=st.lists(st.integers(0, 400), max_size=30),
    norm=st.integers(0, 90),
)
def test_no_number_under_ten_comes_out_and_none_can_be_worked_out(took, waits, norm):
    found = on_the_page(pace(steps(*took) + steps(*waits, done=None, norm=norm), today=TODAY))
    note(found)
    late = sum(d > norm for d in waits)
    for shown, true in ((found.done, len(took)), (found.late, late), (found.waiting, len(waits))):
        assert shown is None or (shown == true and (true == 0 or true >= SMALLEST))
    if found.waiting is not None and found.late is not None:
        assert found.waiting - found.late == 0 or found.waiting - found.late >= SMALLEST
    if len(took) < SMALLEST:
        assert found.half is None and found.tenth is None
    else:
        assert found.half is not None and found.tenth is not None and found.half <= found.tenth <= max(took)


def test_a_provider_is_named_from_ten_refusals_on(demo_region):
    page = process(today=TODAY)
    assert set(page.steps) == set(STEPS)
    counted: Counter[tuple[str, str]] = Counter()
    for r in refusal_counts(reason="a test counts by hand"):
        counted[r.kind, r.provider] += r.count
    for cell in page.refusals.values():
        assert cell is None or cell == 0 or cell >= SMALLEST
    named = {(kind, provider): n for provider, kind, n in page.providers}
    assert all(counted[key] == n >= SMALLEST for key, n in named.items())
    for kind in page.kinds:
        left_out = [n for (k, provider), n in counted.items() if k == kind and (k, provider) not in named]
        assert page.kind_totals[kind] is None or len(left_out) != 1, "one that is left out cannot be worked out"


@pytest.mark.parametrize(("who", "status"), [("funder", 200), ("table-chair", 200), ("professional", 403)])
def test_the_page_is_for_who_sees_the_region_and_names_nobody(demo_region, as_persona, who, status):
    answer = as_persona(who).get("/region/process/")
    assert answer.status_code == status
    if status == 200:
        text = answer.content.decode()
        assert "From a plan to a version that is put before everybody" in text
        assert not any(p.name in text for p in demo_region.people)
