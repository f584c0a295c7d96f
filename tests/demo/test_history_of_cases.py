"""The written cases on the earlier days of their history: what the clocks said then is what a reader of the handbook expects.

The table is written by hand from the handbook (chapter 2, R-03, R-05, R-07, R-15, R-23 and 3.0), not from the software. On each day only
what was known then counts: what had begun, requests that had been filed, refusals and reports that had come, ends that had passed. That
nobody holds the file is said of the three cases without a holder on every day, and stands in no line of the table.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import yaml
from django.conf import settings

from samenhang.demo.cases import CASES
from samenhang.demo.pictures import CASES as PICTURES
from samenhang.finance.enums import FinanceAlert
from samenhang.finance.selectors import switches_of
from samenhang.intake.enums import IntakeAlert
from samenhang.intake.rules import repeated_e33
from samenhang.legal.enums import TitleCode
from samenhang.legal.rules import TitleFacts, state_on
from samenhang.legal.selectors import IndicationRow, TitleRow, clock_of, indications_due, settled
from samenhang.matching.rules import alerts as matching_alerts
from samenhang.pathway.selectors import PlacementRow, alerts

D = date
T, LOAD, SWITCH = "TITLE_ENDS_WITHOUT_SUCCESSOR", "TRANSFER_LOAD", "SWITCH_WITHOUT_COVER"
REFUSED = {"PAPER_REFUSAL", "BOTTLENECK_LEGAL"}
# Case and day → what the handbook asks then.
EXPECTED: list[tuple[str, date, set[str], str]] = [
    ("C1-POPULIER", D(2019, 3, 4), set(), "treated at home, nothing runs out"),
    ("C1-POPULIER", D(2020, 5, 9), set(), "one admission"),
    ("C1-POPULIER", D(2020, 5, 26), set(), "home again"),
    ("C1-POPULIER", D(2021, 2, 18), set(), "arrested: nobody handed him on"),
    ("C1-POPULIER", D(2021, 9, 6), set(), "from prison to another region"),
    ("C1-POPULIER", D(2022, 8, 15), set(), "the second transfer"),
    ("C1-POPULIER", D(2023, 2, 20), {LOAD, SWITCH}, "put out to a shelter: the third provider in two years, and justice stops paying; no success, so no pilot light"),
    ("C1-POPULIER", D(2025, 1, 13), set(), "arrested again"),
    ("C1-POPULIER", D(2025, 7, 3), {"OUT_OF_SIGHT"}, "free at once, on the street, with nobody: no day of it is allowed"),
    ("C1-POPULIER", D(2025, 7, 11), {"OUT_OF_SIGHT"}, "eight days later still"),
    ("C1-POPULIER", D(2025, 7, 12), {"CM_LAWYER", "VCM_REQUEST", T}, "a crisis measure on a Saturday: in sight again"),
    ("C1-POPULIER", D(2025, 7, 14), {"VCM_REQUEST", T}, "Monday is the next working day"),
    ("C1-POPULIER", D(2025, 7, 15), {T}, "extended for three weeks, nothing after them"),
    ("C1-POPULIER", D(2025, 7, 22), {"ZM_DECISION_DAY7", T}, "day seven"),
    ("C1-POPULIER", D(2025, 7, 29), {"ZM_DECISION_DAY7", "ZM_DECISION_DAY14", T}, "day fourteen"),
    ("C1-POPULIER", D(2025, 8, 1), set(), "the request is filed in time"),
    ("C1-POPULIER", D(2025, 8, 5), set(), "the last day of three weeks"),
    ("C1-POPULIER", D(2025, 8, 18), set(), "it runs on until the decision, within six weeks"),
    ("C1-POPULIER", D(2025, 8, 19), set(), "the first care authorisation"),
    ("C1-POPULIER", D(2025, 11, 20), set(), "91 days before its end"),
    ("C1-POPULIER", D(2025, 11, 21), set(), "90 days before its end: the clock of its renewal asks from 70"),
    ("C1-POPULIER", D(2025, 12, 11), {"ZM_FOLLOWON_T70"}, "70 days before its end"),
    ("C1-POPULIER", D(2026, 1, 6), set(), "the request is filed"),
    ("C1-POPULIER", D(2026, 2, 12), set(), "the next one holds"),
    ("C1-POPULIER", D(2026, 2, 19), set(), "the first one ends, covered"),
    ("C1-POPULIER", D(2026, 4, 13), set(), "nobody refused him yet"),
    ("C1-POPULIER", D(2026, 4, 14), REFUSED, "refused for want of a title, and nobody saw him"),
    ("C1-POPULIER", D(2026, 5, 20), REFUSED, "refused once more by what stands on paper"),
    ("C1-POPULIER", D(2026, 11, 19), REFUSED, "85 days before the end of the second: its clock asks from 84"),
    ("C1-POPULIER", D(2026, 11, 20), {"ZM_FOLLOWON_T84", *REFUSED}, "84 days before"),
    ("C2-VLIER", D(2016, 8, 22), set(), "at school"),
    ("C2-VLIER", D(2021, 7, 5), set(), "school is over, the first day of nothing"),
    ("C2-VLIER", D(2021, 7, 13), {"OUT_OF_SIGHT"}, "more than a week of nothing"),
    ("C2-VLIER", D(2022, 1, 9), {"OUT_OF_SIGHT"}, "half a year of nothing"),
    ("C2-VLIER", D(2022, 1, 10), set(), "help at home begins"),
    ("C2-VLIER", D(2024, 11, 18), set(), "refused because of the group, after somebody saw him"),
    ("C2-VLIER", D(2026, 8, 30), set(), "three nights elsewhere"),
    ("C2-VLIER", D(2026, 9, 2), set(), "home again"),
    ("C3-LIJSTERBES", D(2021, 9, 1), set(), "youth care"),
    ("C3-LIJSTERBES", D(2022, 5, 13), {"ADULT_T730"}, "730 days before eighteen, in a leap year a day after sixteen"),
    ("C3-LIJSTERBES", D(2023, 5, 13), {"ADULT_T365"}, "a year before"),
    ("C3-LIJSTERBES", D(2023, 11, 14), {"ADULT_T180"}, "half a year before"),
    ("C3-LIJSTERBES", D(2024, 5, 16), set(), "eighteen, extended youth care"),
    ("C3-LIJSTERBES", D(2025, 10, 6), set(), "ran away, care outside goes on"),
    ("C3-LIJSTERBES", D(2026, 1, 14), set(), "a home again, by an authorisation that follows on youth care"),
    ("C3-LIJSTERBES", D(2026, 7, 8), set(), "admitted, the own place held"),
    ("C3-LIJSTERBES", D(2026, 8, 12), set(), "home again"),
    ("C3-LIJSTERBES", D(2026, 10, 16), set(), "90 days before the end: its window opens at 50"),
    ("C4-HAZELAAR", D(2017, 1, 9), set(), "in a group"),
    ("C4-HAZELAAR", D(2018, 6, 30), set(), "parents take over: no success that ended, so no pilot light"),
    ("C4-HAZELAAR", D(2019, 4, 1), set(), "an initiative of parents"),
    ("C4-HAZELAAR", D(2026, 3, 11), set(), "in a crisis place"),
    ("C4-HAZELAAR", D(2026, 3, 27), {"EXTRA_CARE_NEEDED"}, "back on a personal budget after a crisis"),
    ("C5-MEIDOORN", D(2015, 2, 2), set(), "in a group"),
    ("C5-MEIDOORN", D(2024, 9, 2), set(), "a court authorisation"),
    ("C5-MEIDOORN", D(2024, 12, 1), set(), "91 days before its end"),
    ("C5-MEIDOORN", D(2024, 12, 2), set(), "90 days before its end: the clock of its renewal asks from 70"),
    ("C5-MEIDOORN", D(2024, 12, 20), set(), "the request is filed two days before it is asked"),
    ("C5-MEIDOORN", D(2025, 3, 2), set(), "the last day, a request waits"),
    ("C5-MEIDOORN", D(2025, 3, 3), set(), "the next one holds"),
    ("C5-MEIDOORN", D(2026, 10, 6), {"EXPULSION_WITHOUT_NEXT_PLACE"}, "notice without a next place"),
    ("C7-BERK", D(2023, 2, 13), {"CM_LAWYER", "VCM_REQUEST", T}, "a crisis measure on a Monday"),
    ("C7-BERK", D(2023, 2, 15), {T}, "nobody asked to extend it"),
    ("C7-BERK", D(2023, 2, 16), {T}, "its last day"),
    ("C7-BERK", D(2023, 2, 17), set(), "it ended"),
    ("C7-BERK", D(2023, 3, 20), set(), "treated at home, of her own will"),
    ("C7-BERK", D(2024, 5, 6), set(), "a home and support"),
    ("C7-BERK", D(2026, 2, 27), {"NO_PILOT_LIGHT"}, "stable, help stopped, nothing agreed"),
    ("C7-BERK", D(2026, 9, 5), {"NO_PILOT_LIGHT"}, "a first report of the police"),
    ("C7-BERK", D(2026, 10, 10), {"NO_PILOT_LIGHT"}, "a second one"),
    ("C7-BERK", D(2026, 10, 28), {"NO_PILOT_LIGHT"}, "arrears of rent are no report of the police"),
    ("C7-BERK", D(2026, 11, 13), {"NO_PILOT_LIGHT"}, "two reports in ninety days"),
    ("C7-BERK", D(2026, 11, 14), {"NO_PILOT_LIGHT", "REPEATED_E33"}, "three reports in ninety days: look together"),
]  # fmt: skip


def known_on(number: str, day: date) -> set[str]:
    """Every alert of titles, indications and pathway about a written case, from what was known on that day."""
    case = next(c for c in CASES if c.number == number)
    rows = []
    for n, t in enumerate(case.titles):
        if t.start <= day:
            filed = t.followon if t.followon and t.followon <= day else None
            end = None if t.last_day is None else t.last_day + timedelta(days=1)
            facts = TitleFacts(TitleCode(t.code), t.start, end, filed)
            rows.append(TitleRow(n, 1, facts, "", "", state_on(facts, day)))
    clock = clock_of(settled(rows, day), day, birth_date=case.birth)
    found = {d.alert.value for d in clock.due} | ({T} if clock.ends_without_successor else set())
    entitled = [
        IndicationRow(1, law, profile, start, end, None)
        for law, profile, start, end in case.indications
        if start <= day
    ]
    found |= {d.alert.value for d in indications_due(entitled, day)}
    stays = [
        PlacementRow(
            n, 1, s.setting, None, "", None, "", s.provider, s.region, s.level, s.title, s.payer, s.start,
            s.end if s.end and s.end <= day else None, "DAY", s.reason if s.end and s.end <= day else "", s.note, s.held,
            s.notice_on if s.notice_on and s.notice_on <= day else None,
        )
        for n, s in enumerate(case.stays) if s.start <= day
    ]  # fmt: skip
    found |= {FinanceAlert.SWITCH_WITHOUT_COVER.value for _s in switches_of(rows, stays, entitled, {}, day)}
    refused = [(r.reason, r.seen, r.on) for r in case.refusals if r.on <= day]
    found |= {
        code.value
        for code in matching_alerts(
            refusals=refused, settings=(), why_residential="", ambulatory_test_on=None, legal_obstacle=False, today=day
        )
    }
    if repeated_e33([(kind, on) for kind, on, *_more in signals_of(number) if on <= day], day):
        found.add(IntakeAlert.REPEATED_E33.value)
    held = {"CASE_DIRECTOR"} | ({"FILE_HOLDER"} if case.file_holder else set())
    return found | {
        a.code.value for a in alerts(stays, held, day, profiles={i[1] for i in case.indications if i[2] <= day})
    }


def signals_of(number: str) -> tuple[tuple[str, date, str, str], ...]:
    """What was reported about a written case."""
    return PICTURES[number].signals if number in PICTURES else ()


@pytest.mark.capability(7)
@pytest.mark.capability(8)
@pytest.mark.parametrize(("number", "day", "expected", "why"), EXPECTED, ids=[f"{n}-{d}" for n, d, _a, _w in EXPECTED])
def test_on_each_earlier_day_the_clocks_say_what_the_handbook_asks(number, day, expected, why):
    nobody = next(not c.file_holder for c in CASES if c.number == number)
    assert known_on(number, day) == expected | ({"NO_FILE_HOLDER"} if nobody else set()), why


@pytest.mark.parametrize("case", CASES, ids=[c.number for c in CASES])
def test_no_day_of_the_history_is_left_out_of_the_table(case):
    days = (
        {d for s in case.stays for d in (s.start, s.notice_on)}
        | {t.start for t in case.titles}
        | {t.followon for t in case.titles}
        | {r.on for r in case.refusals}
        | {on for _kind, on, *_more in signals_of(case.number)}
    )
    asked = {d for number, d, _alerts, _why in EXPECTED if number == case.number}
    assert {d for d in days if d and d <= D(2026, 11, 22)} <= asked


@pytest.mark.capability(7)
def test_the_titles_of_the_demonstration_are_those_of_the_shared_cases():
    path = settings.ROOT.parent / "shared" / "data" / "cases.yaml"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project: the titles of the cases cannot be compared")
    shared = {c["id"]: c for c in yaml.safe_load_all(path.read_text()) if c}
    for case in CASES:
        there = [(t["code"], t["start"], t["end"], t.get("followon_request")) for t in shared[case.number]["titles"]]
        assert [(t.code, t.start, t.last_day, t.followon) for t in case.titles] == there
