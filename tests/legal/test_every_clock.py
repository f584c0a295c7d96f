"""Every row of the handbook's chapter on titles as a clock, and what titles mean to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.base.working_days import last_working_day, recognised, working_days_after
from samenhang.legal.catalogue import FREE_CHECK, KINDS, LEVELS
from samenhang.legal.enums import (
    Duty,
    FollowonOutcome,
    Party,
    Payer,
    Reach,
    TitleAlert,
    TitleCode,
    TitleDomain,
    TitleStatus,
)
from samenhang.legal.rules import (
    IndicationFacts,
    TitleFacts,
    admission_until,
    birthdays,
    clock,
    decision_due,
    due_on,
    ends_without_successor,
    free_check_on,
    hours_until,
    indication_follows,
    latest_last_day,
    level,
    longer_than_allowed,
    state_on,
    suspended,
    to_arrange,
)

pytestmark = pytest.mark.capability(7)
T, A, S = TitleCode, TitleAlert, TitleStatus

# Handbook 2.1-2.3, by hand: kind, longest term (hours, days, months), payer, and until when a follow-on request keeps it alive.
ROWS = [
    (T.WVGGZ_PRE_CM, (18, 0, 0), Payer.ZVW_GGZ, None),
    (T.WVGGZ_CM, (0, 3, 0), Payer.ZVW_GGZ, 0),
    (T.WVGGZ_VCM, (0, 21, 0), Payer.ZVW_GGZ, 0),
    (T.WVGGZ_ZM_1, (0, 0, 6), Payer.ZVW_GGZ, 0),
    (T.WVGGZ_ZM_2, (0, 0, 12), Payer.ZVW_GGZ, 28),
    (T.WVGGZ_ZM_3, (0, 0, 24), Payer.ZVW_GGZ, 28),
    (T.WVGGZ_ZM_FORENSIC_CLAUSE, (0, 56, 0), Payer.ZVW_GGZ, None),
    (T.WVGGZ_ADVANCE, None, Payer.ZVW_GGZ, None),
    (T.WZD_VOLUNTARY, None, Payer.WLZ, None),
    (T.WZD_ART21, (0, 0, 60), Payer.WLZ, None),
    (T.WZD_IBS, (0, 3, 0), Payer.WLZ, 0),
    (T.WZD_VIBS, (0, 42, 0), Payer.WLZ, 0),
    (T.WZD_RM_1, (0, 0, 6), Payer.WLZ, 0),
    (T.WZD_RM_2, (0, 0, 24), Payer.WLZ, 0),
    (T.WZD_VM_YA, (0, 0, 12), Payer.WLZ, 30),
    (T.WFZ_23_ZM, (0, 0, 6), Payer.ZVW_GGZ, 0),
    (T.WFZ_23_RM, (0, 0, 6), Payer.WLZ, 0),
    (T.PRETRIAL, (0, 104, 0), Payer.DJI_DETENTION, None),
    (T.PRETRIAL_SUSP, None, Payer.FZ_DJI, None),
    (T.COND_SENTENCE, (0, 0, 36), Payer.FZ_DJI, None),
    (T.ISD, (0, 0, 24), Payer.DJI_DETENTION, None),
    (T.TBS_DV, (0, 0, 24), Payer.FZ_DJI, None),
    (T.TBS_VW, (0, 0, 24), Payer.FZ_DJI, None),
    (T.GVM, (0, 0, 60), Payer.FZ_DJI, None),
    (T.VI, (0, 0, 24), Payer.FZ_DJI, None),
    (T.PP, (0, 0, 12), Payer.DJI_DETENTION, None),
    (T.PBW_15_5, None, Payer.DJI_DETENTION, None),
    (T.PBW_43_3, None, Payer.DJI_DETENTION, None),
    (T.DETENTION, None, Payer.DJI_DETENTION, None),
    (T.PIJ, (0, 0, 36), Payer.DJI_DETENTION, None),
    (T.CONDUCT_ORDER, (0, 90, 0), Payer.NONE, None),
]


@pytest.mark.parametrize(("code", "term", "payer", "followon"), ROWS, ids=[r[0].value for r in ROWS])
def test_each_kind_has_the_term_and_the_payer_of_the_handbook(code, term, payer, followon):
    kind = KINDS[code]
    assert (kind.term and (kind.term.hours, kind.term.days, kind.term.months)) == term
    assert (kind.payer, kind.followon_days) == (payer, followon)


# Handbook 2.6 and the column "before it ends" of 2.1-2.3: which alerts, so many days before the last day, and whose they are.
BEFORE = [
    *[
        (code, [(A.NEXT_PLACE_T365, 365, Party.LIFE_COURSE_COORDINATOR), (A.APPLICATION_T270, 270, Party.FILE_HOLDER),
                (A.ACQUAINTANCE_T180, 180, Party.SENDER_TEAM), (A.HANDOVER_T90, 90, Party.PROBATION_AND_MUNICIPALITY),
                (A.WFZ25_DUE, 42, Party.PROVIDER)])
        for code in T if KINDS[code].domain == TitleDomain.CRIMINAL and code != T.CONDUCT_ORDER
    ],
    (T.WVGGZ_ZM_1, [(A.ZM_FOLLOWON_T70, 70, Party.CARE_RESPONSIBLE)]),
    (T.WFZ_23_ZM, [(A.ZM_FOLLOWON_T70, 70, Party.CARE_RESPONSIBLE)]),
    (T.WVGGZ_ZM_2, [(A.ZM_FOLLOWON_T84, 84, Party.CARE_RESPONSIBLE), (A.ZM_FOLLOWON_HARD_T28, 28, Party.CARE_RESPONSIBLE)]),
    (T.WVGGZ_ZM_3, [(A.ZM_FOLLOWON_T84, 84, Party.CARE_RESPONSIBLE), (A.ZM_FOLLOWON_HARD_T28, 28, Party.CARE_RESPONSIBLE)]),
    (T.WZD_ART21, [(A.CIZ_RENEWAL_T70, 70, Party.CARE_RESPONSIBLE)]),
    (T.WZD_VIBS, [(A.VIBS_RM_T21, 21, Party.CARE_RESPONSIBLE)]),
    (T.WZD_RM_1, [(A.RM_RENEWAL_T70, 70, Party.CARE_RESPONSIBLE)]),
    (T.WZD_RM_2, [(A.RM_RENEWAL_T70, 70, Party.CARE_RESPONSIBLE)]),
    (T.WFZ_23_RM, [(A.RM_RENEWAL_T70, 70, Party.CARE_RESPONSIBLE)]),
    (T.WZD_VM_YA, [(A.VM_YA_EXTENSION_WINDOW, 50, Party.CARE_RESPONSIBLE)]),
    (T.TBS_DV, [(A.PROBATION_T365, 365, Party.PROBATION)]),
    (T.TBS_VW, [(A.PROBATION_T365, 365, Party.PROBATION)]),
    (T.COND_SENTENCE, [(A.FOLLOWUP_INDICATION_T180, 180, Party.FILE_HOLDER)]),
    (T.VI, [(A.FOLLOWUP_INDICATION_T180, 180, Party.FILE_HOLDER)]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "leads"), BEFORE, ids=[f"{c}-{x[0][0]}" for c, x in BEFORE])
def test_each_kind_asks_what_the_handbook_asks_so_many_days_before(code, leads):
    last = date(2030, 6, 14)
    asked = {d.alert: d for d in clock(TitleFacts(code, date(2024, 1, 1), last + timedelta(days=1)))}
    for alert, days, owner in leads:
        assert (asked[alert].on, asked[alert].owner) == (last - timedelta(days=days), owner)


def alerts(title: TitleFacts, today: date, **more) -> set[TitleAlert]:
    return {d.alert for d in due_on(title, today, **more)}


# ---- hours, days of the week, months ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("examined_after", "hours"),
    [
        (None, 18),
        (1, 13),  # twelve from the examination
        (8, 18),  # ... but never more than 18 in all
    ],
)
def test_compulsory_care_before_a_crisis_measure_is_counted_in_hours(examined_after, hours):
    """Also in the night in which the clock is put forward."""
    began = datetime(2026, 3, 28, 12, tzinfo=UTC)
    looked = None if examined_after is None else began + timedelta(hours=examined_after)
    assert hours_until(began, looked) == began + timedelta(hours=hours)


def test_what_runs_in_hours_has_ended_by_the_end_of_the_next_day():
    assert latest_last_day(T.WVGGZ_PRE_CM, date(2026, 3, 28)) == date(2026, 3, 29)


def test_the_judge_decides_within_three_days_about_a_crisis_measure_and_three_working_days_under_the_wzd():
    assert decision_due(T.WVGGZ_CM, date(2026, 11, 19)) == date(2026, 11, 23)  # Sunday becomes Monday
    assert decision_due(T.WZD_IBS, date(2026, 11, 19)) == date(2026, 11, 25)  # Friday is day nought, then Mon, Tue, Wed
    assert decision_due(T.WVGGZ_CM, date(2026, 12, 23)) == date(2026, 12, 28)  # second Christmas day, a weekend
    assert decision_due(T.WVGGZ_ZM_2, date(2026, 11, 19)) is None


def test_the_extension_of_a_crisis_measure_is_asked_on_the_next_working_day():
    friday = TitleFacts(T.WVGGZ_CM, date(2026, 11, 20), date(2026, 11, 24))
    asked = {d.alert: (d.on, d.until) for d in clock(friday)}
    assert asked[A.VCM_REQUEST] == (date(2026, 11, 20), date(2026, 11, 23))
    assert asked[A.CM_LAWYER] == (date(2026, 11, 20), date(2026, 11, 21))
    filed = TitleFacts(T.WVGGZ_CM, date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 23))
    assert A.VCM_REQUEST not in alerts(filed, date(2026, 11, 23))
    assert state_on(filed, date(2026, 11, 26)) == S.LAPSED_PENDING_DECISION  # it runs until the judge decides


def test_an_extended_crisis_measure_asks_from_day_7_and_is_hard_from_day_14():
    vcm = TitleFacts(T.WVGGZ_VCM, date(2026, 11, 2), date(2026, 11, 24))
    assert alerts(vcm, date(2026, 11, 8)) == set()
    assert alerts(vcm, date(2026, 11, 9)) == {A.ZM_DECISION_DAY7}
    assert alerts(vcm, date(2026, 11, 16)) == {A.ZM_DECISION_DAY7, A.ZM_DECISION_DAY14}


def test_what_was_granted_must_be_carried_out_in_time_and_a_court_authorisation_is_lost_after_four_weeks():
    rm = TitleFacts(T.WZD_RM_1, date(2026, 2, 1), date(2026, 8, 2), status=S.GRANTED)
    assert alerts(rm, date(2026, 2, 21)) == set()
    assert alerts(rm, date(2026, 2, 22)) == {A.EXECUTE_RM}
    assert alerts(rm, date(2026, 3, 1)) == {A.EXECUTE_RM} and state_on(rm, date(2026, 3, 1)) == S.GRANTED
    assert state_on(rm, date(2026, 3, 2)) == S.ENDED and alerts(rm, date(2026, 3, 2)) == set()
    done = TitleFacts(T.WZD_RM_1, date(2026, 2, 1), date(2026, 8, 2))
    assert alerts(done, date(2026, 2, 25)) == set()


def test_a_care_authorisation_that_waits_is_carried_out_within_two_weeks_and_is_not_lost():
    zm = TitleFacts(T.WVGGZ_ZM_1, date(2026, 2, 1), date(2026, 8, 2), status=S.GRANTED)
    assert alerts(zm, date(2026, 2, 7)) == set() and alerts(zm, date(2026, 2, 8)) == {A.EXECUTE_ZM}
    assert state_on(zm, date(2026, 3, 20)) == S.GRANTED


def test_a_return_place_is_fixed_before_a_transfer_under_the_forensic_clause():
    clause = TitleFacts(T.WVGGZ_ZM_FORENSIC_CLAUSE, date(2026, 10, 1), date(2026, 11, 27))
    assert alerts(clause, date(2026, 10, 1)) == {A.RETURN_PLACE_FIXED}
    assert alerts(clause, date(2026, 10, 1), settled={Duty.RETURN_PLACE}) == set()


def test_an_advance_statement_is_renewed_before_its_validity_ends():
    statement = TitleFacts(T.WVGGZ_ADVANCE, date(2025, 12, 1), date(2026, 12, 2))
    assert alerts(statement, date(2026, 10, 20)) == {A.ADVANCE_RENEW} and alerts(statement, date(2026, 10, 19)) == set()


# ---- young people -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 5, 11), []),
        (date(2024, 5, 12), [A.ADULT_T730]),
        (date(2025, 5, 12), [A.ADULT_T365]),
        (date(2025, 11, 13), [A.ADULT_T180]),
        (date(2026, 5, 11), [A.ADULT_T180]),
        (date(2026, 5, 12), []),
    ],
)
def test_the_18th_birthday_asks_two_years_a_year_and_half_a_year_ahead(today, expected):
    assert [d.alert for d in birthdays(date(2008, 5, 12), today)] == expected


def test_somebody_born_on_a_leap_day_becomes_18_on_28_february():
    assert birthdays(date(2008, 2, 29), date(2026, 2, 27))[0].until == date(2026, 2, 28)
    assert birthdays(date(2008, 2, 29), date(2026, 2, 28)) == []
    assert birthdays(None, date(2026, 2, 28)) == []


def test_the_23rd_birthday_asks_for_a_next_title_180_days_ahead_while_the_authorisation_reaches_it():
    born = date(2003, 9, 1)
    ya = TitleFacts(T.WZD_VM_YA, date(2026, 1, 14), date(2026, 9, 1))  # ends the day before the birthday
    on = date(2026, 9, 1) - timedelta(days=180)
    assert A.YA_BIRTHDAY_T180 not in alerts(ya, on - timedelta(days=1), birth_date=born)
    assert A.YA_BIRTHDAY_T180 in alerts(ya, on, birth_date=born)
    young = date(2006, 5, 12)
    assert A.YA_BIRTHDAY_T180 not in alerts(TitleFacts(T.WZD_VM_YA, date(2026, 1, 14), date(2027, 1, 15)), date(2026, 12, 1), birth_date=young)  # fmt: skip


def test_an_admission_of_a_young_adult_lasts_its_remaining_term_and_six_months_at_most():
    ya = TitleFacts(T.WZD_VM_YA, date(2026, 1, 14), date(2027, 1, 15), admitted_on=date(2026, 3, 31))
    assert admission_until(ya) == date(2026, 9, 30)
    late = TitleFacts(T.WZD_VM_YA, date(2026, 1, 14), date(2027, 1, 15), admitted_on=date(2026, 10, 1))
    assert admission_until(late) == date(2027, 1, 14)
    assert A.YA_NOTICE in alerts(ya, date(2026, 4, 4)) and A.YA_NOTICE not in alerts(ya, date(2026, 4, 5))
    assert A.YA_ADMISSION_ENDS in alerts(ya, date(2026, 9, 16))


# ---- criminal titles and the day of going out ---------------------------------------------------------


def test_the_check_of_connecting_care_asks_until_it_was_recorded():
    isd = TitleFacts(T.ISD, date(2025, 1, 1), date(2027, 1, 2))
    assert A.WFZ25_DUE in alerts(isd, date(2026, 11, 20)) and A.WFZ25_DUE not in alerts(isd, date(2026, 11, 19))
    checked = TitleFacts(T.ISD, date(2025, 1, 1), date(2027, 1, 2), connecting_checked_on=date(2026, 11, 20))
    assert A.WFZ25_DUE not in alerts(checked, date(2026, 12, 1))


def test_what_was_arranged_is_no_longer_asked():
    isd = TitleFacts(T.ISD, date(2025, 1, 1), date(2027, 1, 2))
    today = date(2026, 11, 1)
    assert {A.NEXT_PLACE_T365, A.APPLICATION_T270, A.HANDOVER_T90} <= alerts(isd, today)
    some = {Duty.PLACE, Duty.CARE, Duty.IDENTITY, Duty.INCOME, Duty.ADDRESS}
    assert alerts(isd, today, settled=some) & {A.NEXT_PLACE_T365} == set()
    assert {A.APPLICATION_T270, A.HANDOVER_T90} <= alerts(isd, today, settled=some), "one thing is missing of each"
    assert {A.APPLICATION_T270, A.HANDOVER_T90} & alerts(
        isd, today, settled={*some, Duty.PAYER, Duty.INSURANCE}
    ) == set()


@pytest.mark.capability(52)
@pytest.mark.parametrize(
    ("last_day", "looked_at"),
    [
        (date(2026, 11, 25), date(2026, 11, 25)),  # a Wednesday
        (date(2026, 11, 29), date(2026, 11, 27)),  # Sunday: on Friday
        (date(2026, 12, 27), date(2026, 12, 24)),  # Christmas on Friday and Saturday, then Sunday
        (date(2027, 1, 1), date(2026, 12, 31)),  # New Year's Day
        (date(2026, 4, 6), date(2026, 4, 2)),  # Easter Monday: on Thursday, since Good Friday is recognised
    ],
)
def test_before_a_weekend_or_holiday_the_last_working_day_asks_for_bed_medication_telephone_and_doctor(
    last_day, looked_at
):
    assert free_check_on(last_day) == looked_at
    out = TitleFacts(T.DETENTION, date(2026, 1, 2), last_day + timedelta(days=1))
    assert {A.FREE_CHECK, A.TO_THE_STREET} <= alerts(out, looked_at)
    assert not {A.FREE_CHECK, A.TO_THE_STREET} & alerts(out, looked_at - timedelta(days=1))


@pytest.mark.capability(52)
def test_nobody_goes_to_the_street_without_a_red_flag():
    out = TitleFacts(T.DETENTION, date(2026, 1, 2), date(2026, 11, 30))
    friday = date(2026, 11, 27)
    flag = next(d for d in due_on(out, friday) if d.alert == A.TO_THE_STREET)
    assert flag.hard and flag.until == date(2026, 11, 29)
    assert A.TO_THE_STREET not in alerts(out, friday, settled={Duty.FREE_BED})
    assert A.FREE_CHECK in alerts(out, friday, settled={Duty.FREE_BED}), (
        "medication, telephone and doctor are still asked"
    )
    assert alerts(out, friday, settled=FREE_CHECK) & {A.FREE_CHECK, A.TO_THE_STREET} == set()
    assert A.TO_THE_STREET not in alerts(TitleFacts(T.COND_SENTENCE, date(2026, 1, 2), date(2026, 11, 30)), friday)


# ---- several titles at once ---------------------------------------------------------------------------


def test_an_authorisation_with_admission_suspends_a_court_authorisation_and_youth_care_until_it_lapses():
    rm = TitleFacts(T.WZD_RM_2, date(2025, 3, 3), date(2027, 3, 4))
    youth = TitleFacts(T.YOUTH, date(2025, 3, 3), None)
    zm = TitleFacts(T.WVGGZ_ZM_1, date(2026, 10, 1), date(2027, 4, 2), with_admission=True)
    now = suspended([rm, youth, zm], date(2026, 11, 1))
    assert [t.status for t in now] == [S.SUSPENDED, S.SUSPENDED, S.IN_FORCE]
    assert alerts(now[0], date(2026, 12, 30)) == set(), "nothing is asked of what is suspended"
    assert suspended([rm, zm], date(2026, 9, 30)) == [rm, zm]
    without = TitleFacts(T.WVGGZ_ZM_1, date(2026, 10, 1), date(2027, 4, 2))
    assert suspended([rm, without], date(2026, 11, 1)) == [rm, without]
    lapsed = TitleFacts(T.WVGGZ_ZM_1, date(2026, 3, 1), date(2026, 9, 2), with_admission=True)
    assert suspended([rm, lapsed], date(2026, 11, 1)) == [rm, lapsed]


def test_several_titles_run_at_once_each_with_its_own_clock():
    tbs = TitleFacts(T.TBS_DV, date(2025, 1, 1), date(2027, 1, 2))
    zm = TitleFacts(T.WVGGZ_ZM_2, date(2026, 1, 5), date(2027, 1, 6))
    today = date(2026, 11, 24)
    assert ends_without_successor([tbs, zm], today) == [zm], "the authorisation goes on after the measure ends"
    assert A.WFZ25_DUE in alerts(tbs, today) and A.ZM_FOLLOWON_T84 in alerts(zm, today)


def test_a_title_that_is_renewed_on_request_warns_by_its_own_clock_until_six_weeks_before_the_end():
    zm = TitleFacts(T.WVGGZ_ZM_2, date(2026, 1, 5), date(2027, 1, 6))
    young = TitleFacts(T.WZD_VM_YA, date(2026, 1, 5), date(2027, 1, 6))
    sentence = TitleFacts(T.COND_SENTENCE, date(2024, 1, 5), date(2027, 1, 6))
    for title, window in ((zm, 42), (young, 42), (sentence, 90)):
        last = date(2027, 1, 5)
        assert ends_without_successor([title], last - timedelta(days=window)) == [title]
        assert ends_without_successor([title], last - timedelta(days=window + 1)) == []
    refused = replace(zm, followon_filed_on=date(2026, 10, 1), outcome=FollowonOutcome.REFUSED)
    assert ends_without_successor([refused], date(2026, 10, 7)) == [refused], "refused: its own clock asks no more"
    assert ends_without_successor([zm], date(2026, 2, 1), within_days=365) == [zm], "the list says so a year ahead"


def test_a_request_that_was_filed_too_late_or_refused_leaves_the_end_as_dangerous_as_it_was():
    filed = TitleFacts(T.WVGGZ_ZM_2, date(2026, 1, 5), date(2027, 1, 6), date(2026, 12, 8))
    assert ends_without_successor([filed], date(2026, 12, 10)) == []
    late = TitleFacts(T.WVGGZ_ZM_2, date(2026, 1, 5), date(2027, 1, 6), date(2026, 12, 9))
    assert ends_without_successor([late], date(2026, 12, 10)) == [late]
    refused = TitleFacts(
        T.WVGGZ_ZM_2,
        date(2026, 1, 5),
        date(2027, 1, 6),
        date(2026, 12, 1),
        date(2026, 12, 20),
        outcome=FollowonOutcome.REFUSED,
    )
    assert ends_without_successor([refused], date(2026, 12, 21)) == [refused]


def test_what_is_only_asked_for_follows_nothing():
    ends = TitleFacts(T.WVGGZ_ZM_1, date(2026, 7, 1), date(2027, 1, 2))
    asked = TitleFacts(T.WVGGZ_ZM_2, date(2027, 1, 1), date(2028, 1, 2), status=S.REQUESTED)
    assert ends_without_successor([ends, asked], date(2026, 12, 1)) == [ends]


def test_a_suspended_title_ends_on_its_day_as_well():
    rm = TitleFacts(T.WZD_RM_1, date(2026, 1, 1), date(2026, 7, 2), status=S.SUSPENDED)
    assert state_on(rm, date(2026, 7, 1)) == S.SUSPENDED and state_on(rm, date(2026, 7, 2)) == S.ENDED


def test_a_title_that_was_recorded_longer_than_allowed_is_worth_a_look():
    assert longer_than_allowed(TitleFacts(T.WVGGZ_ZM_2, date(2026, 2, 12), date(2027, 2, 14)))
    assert not longer_than_allowed(TitleFacts(T.WVGGZ_ZM_2, date(2026, 2, 12), date(2027, 2, 13)))
    assert not longer_than_allowed(TitleFacts(T.WZD_RM_2, date(2026, 2, 12), date(2031, 2, 13))), (
        "five years on a PG ground"
    )
    assert longer_than_allowed(TitleFacts(T.WZD_RM_2, date(2026, 2, 12), date(2031, 2, 14)))


# ---- indications --------------------------------------------------------------------------------------


def test_an_indication_is_followed_by_one_of_the_same_law_or_by_a_newer_one():
    wmo = IndicationFacts("WMO", date(2025, 1, 1), date(2027, 1, 1))
    assert not indication_follows(wmo, [wmo, IndicationFacts("ZVW", date(2024, 1, 1), None)]), (
        "it ran beside it already"
    )
    assert indication_follows(wmo, [wmo, IndicationFacts("WLZ", date(2026, 12, 1), None)])
    assert indication_follows(wmo, [wmo, IndicationFacts("WMO", date(2027, 1, 1), date(2029, 1, 1))])
    assert not indication_follows(wmo, [wmo, IndicationFacts("WMO", date(2027, 1, 2), date(2029, 1, 1))]), (
        "a day of nothing"
    )
    assert indication_follows(IndicationFacts("WLZ", date(2025, 1, 1), None), [])


# ---- levels and what must be arranged -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (366, None), (365, (365, Reach.HOLDERS)), (181, (365, Reach.HOLDERS)), (180, (180, Reach.HOLDERS)), (90, (90, Reach.HOLDERS)),
        (42, (42, Reach.HOLDERS)), (15, (42, Reach.HOLDERS)), (14, (14, Reach.ORGANISATION)), (7, (7, Reach.TABLE)), (1, (7, Reach.TABLE)),
        (0, (0, Reach.TABLE)), (-1, None),
    ],
)  # fmt: skip
def test_the_level_of_telling_follows_the_days_left(left, expected):
    last = date(2027, 6, 1)
    assert level(last, last - timedelta(days=left)) == expected


def test_before_a_criminal_title_ends_place_care_payer_income_papers_and_address_are_asked():
    isd = TitleFacts(T.ISD, date(2025, 1, 1), date(2027, 1, 2))
    asked = {x.duty: x.by for x in to_arrange(isd)}
    assert {
        Duty.PLACE,
        Duty.CARE,
        Duty.PAYER,
        Duty.INCOME,
        Duty.IDENTITY,
        Duty.ADDRESS,
        Duty.MUNICIPALITY,
        *FREE_CHECK,
    } <= set(asked)
    assert asked[Duty.MUNICIPALITY] == date(2027, 1, 1) - timedelta(days=90)
    assert asked[Duty.FREE_BED] == date(2026, 12, 31), "New Year's Day is no working day"


def test_the_duties_around_the_end_of_compulsory_care_are_there_and_the_minister_under_article_2_3_only():
    seven = {d for d in Duty if d.startswith("WVGGZ_")}
    zm = TitleFacts(T.WVGGZ_ZM_1, date(2026, 7, 1), date(2027, 1, 2))
    wfz = TitleFacts(T.WFZ_23_ZM, date(2026, 7, 1), date(2027, 1, 2))
    assert {x.duty for x in to_arrange(zm)} & seven == seven - {Duty.WVGGZ_MINISTER}
    assert {x.duty for x in to_arrange(wfz)} & seven == seven
    assert to_arrange(TitleFacts(T.DETENTION, date(2026, 7, 1), None)) == []


_DAYS = st.dates(date(2020, 1, 1), date(2045, 1, 1))
_CODES = st.sampled_from(list(T))


@given(_CODES, _DAYS, st.integers(1, 1500), st.integers(-400, 1600))
def test_whatever_the_title_a_due_thing_has_begun_is_not_over_and_stands_in_its_clock(code, start, length, later):
    title = TitleFacts(code, start, start + timedelta(days=length))
    today = start + timedelta(days=later)
    every = clock(title)
    for due in due_on(title, today):
        assert due in every and due.on <= today and (due.until is None or today <= due.until)
        assert due.on >= start


@given(_CODES, _DAYS, st.integers(1, 800), st.integers(0, 900))
def test_a_title_that_has_ended_asks_nothing_and_comes_back_only_by_a_decision(code, start, length, later):
    title = TitleFacts(code, start, start + timedelta(days=length))
    after = title.end + timedelta(days=later)
    assert (
        state_on(title, after) == S.ENDED
        and due_on(title, after) == []
        and ends_without_successor([title], after) == []
    )


@given(_DAYS)
def test_the_levels_come_once_and_never_go_back(last):
    seen = [level(last, last - timedelta(days=left)) for left in range(400, -5, -1)]
    days = [found[0] for found in seen if found]
    assert days == sorted(days, reverse=True) and set(days) == {d for d, _reach in LEVELS}


@given(_DAYS, st.integers(1, 10))
def test_working_days_are_no_weekend_and_no_holiday(day, count):
    off = recognised(day.year - 1) | recognised(day.year)
    for found in (last_working_day(day), working_days_after(day, count)):
        assert found.weekday() < 5 and found not in off | recognised(found.year)
    assert last_working_day(day) <= day < working_days_after(day, count)
