"""What the tables of the region withhold together: invented counts, attacked from within."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenhang.engines.disclosure import Reason, violations
from samenhang.matching.adapters.disclosure import COLUMNS, Stuck, stuck, waiting
from samenhang.pathway.rules.in_view import Lack
from samenhang.region import adapters
from samenhang.region.rules import Pace

pytestmark = pytest.mark.capability(62)


def test_the_total_of_a_reason_does_not_give_away_what_a_kind_of_provider_withholds():
    """The overview shows reasons, another page the same refusals by kind: nobody subtracts one from the other."""
    rows = [
        ("Arend", "CLINIC", "FULL", True, 30),
        ("Bever", "HOUSING", "FULL", True, 4),
        ("Das", "HOUSING", "VIOLENCE", True, 40),
    ]
    may = adapters.refusals(rows)
    assert may.shown("cell:HOUSING:FULL") is None
    assert may.shown("cell:CLINIC:FULL") is None or may.shown("reason:FULL") is None
    assert violations(may) == []


def test_two_layers_less_each_other_do_not_give_a_municipality_away():
    needs = [(("BW",), "1", (), home) for home, count in ((1, 4), (2, 30), (3, 45)) for _ in range(count)]
    may = waiting(needs, [1, 2, 3], {7: [1, 2, 3], 8: [2, 3]})
    assert may.shown("home:1") is None and violations(may) == []
    assert may.withheld["home:1"].reason is Reason.SMALL
    assert any(may.shown(name) is None for name in ("region:7", "region:8"))


def test_nobody_waits_and_nothing_is_withheld():
    may = waiting([], [1, 2], {7: [1, 2]})
    assert may.withheld == {} and may.shown("waiting") == may.shown("region:7") == 0


def test_everybody_in_view_is_rounded_and_who_has_nobody_is_among_who_has_no_coordinator():
    counted = {(m, lack): n for m in (1, 2) for lack, n in ((Lack.NOBODY, 31), (Lack.COORDINATOR, 33), (Lack.PLAN, 22))}
    may = adapters.in_view(counted, [1, 2])
    assert may.shown(f"lack:{Lack.PLAN}:1", step=5) == 20 and may.shown(f"lack:{Lack.PLAN}", step=5) == 45
    pairs = [(may.shown(f"lack:{Lack.NOBODY}:{m}"), may.shown(f"lack:{Lack.COORDINATOR}:{m}")) for m in (1, 2)]
    assert all(None in pair for pair in pairs), "33 without a coordinator of whom 31 have nobody would tell of the two"
    assert violations(may) == []


def test_who_waits_for_a_place_is_shown_after_who_waits():
    may = waiting([(("BW",), "1", (), 1)] * 40, [1], {})
    step = Pace(done=12, half=20, tenth=80, waiting=37, late=0)
    found = adapters.course({"PLACE": step}, may)
    shown = adapters.shown({"PLACE": step}, found)["PLACE"]
    assert (shown.done, shown.half, shown.waiting) == (12, 20, None), (
        "40 wait, 37 of them without a decision: three are left over"
    )
    few = Pace(done=3, half=None, tenth=None, waiting=0, late=0)
    assert adapters.shown({"PLAN": few}, adapters.course({"PLAN": few}, may))["PLAN"].done is None


FORMS, LENSES = ("BW", "FPA", "HOME"), ("RETURN", "YOUNG")
NEEDS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(FORMS), min_size=1, unique=True),
        st.sampled_from(COLUMNS[:3]),
        st.lists(st.sampled_from(LENSES), unique=True),
        st.sampled_from([1, 1, 1, 2, 3, 4]),
    ),
    max_size=80,
)


@settings(max_examples=15, deadline=None, print_blob=True)
@given(NEEDS, st.data())
def test_no_number_of_who_waits_or_is_stuck_can_be_worked_out(needs, data):
    waits = waiting(needs, [1, 2, 3, 4], {7: [1, 2], 8: [3, 4], 9: [1, 2, 3]})
    assert violations(waits) == []
    fitting = data.draw(st.integers(0, len(needs)))
    unknown = data.draw(st.integers(0, len(needs) - fitting))
    none = len(needs) - fitting
    met = {f"rule {i}": (top, data.draw(st.integers(0, min(top, none)))) for i, top in enumerate(data.draw(st.lists(st.integers(0, len(needs)), max_size=4)))}  # fmt: skip
    unmet = {(f, c): data.draw(st.integers(0, min(none, waits.problem.count(f"level:{f}:{c}")))) for f in FORMS[:1] for c in COLUMNS if f"level:{f}:{c}" in waits.problem.index}  # fmt: skip
    found = stuck(Stuck(fitting, unknown, none - unknown, met, met, unmet), waits)
    assert all(found.shown(name) is None for name in waits.withheld), "what was withheld stays so"
    assert found.given_away == () and violations(found) == []
