"""The pilot light: contact that is missed asks for a visit, more care lights it up, and nobody is let go of without an analysis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.services import close_case, join_case
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notifications.models import Notification
from samenhang.pathway import services
from samenhang.pathway.enums.pilot_lights import ContactForm, LightAlert, WhatWeDo
from samenhang.pathway.models import Contact, PilotLight
from samenhang.pathway.rules.pilot_lights import LightFacts, light_due, met_and_failed, missed, next_contact
from samenhang.pathway.selectors.attention import attention
from samenhang.pathway.selectors.course import course
from samenhang.pathway.services import NewAnalysis, NewContact, NewLight
from tests.conftest import TODAY
from tests.pathway.test_steps import CRISIS, plan

CARE = Purpose.CARE_COORDINATION
DAY = timedelta(days=1)
LIGHT = LightFacts(date(2026, 1, 1), date(2027, 1, 1), 30)


# ---- the clock ---------------------------------------------------------------------------------------------
def test_contact_is_due_from_the_start_and_from_the_last_time_they_met():
    assert next_contact(LIGHT) == date(2026, 1, 31)
    assert next_contact(replace(LIGHT, met_on=date(2026, 2, 27))) == date(2026, 3, 29)
    assert light_due(LIGHT, date(2026, 1, 23)) == []
    [due] = light_due(LIGHT, date(2026, 1, 24))
    assert (due.alert, due.by) == (LightAlert.CONTACT_DUE, date(2026, 1, 31))


@pytest.mark.capability(43)
def test_missed_once_is_a_reminder_and_twice_a_visit():
    once = replace(LIGHT, failed=1, failed_on=date(2026, 1, 29))
    assert [d.alert for d in light_due(once, date(2026, 1, 29))] == [LightAlert.CONTACT_MISSED]
    twice = replace(LIGHT, failed=2, failed_on=date(2026, 2, 2))
    [due] = light_due(twice, date(2026, 2, 2))
    assert (due.alert, due.by) == (LightAlert.VISIT_NEEDED, date(2026, 2, 7))
    nobody_tried = light_due(LIGHT, date(2026, 3, 3))  # two whole terms without an attempt
    assert [(d.alert, d.by) for d in nobody_tried] == [(LightAlert.VISIT_NEEDED, date(2026, 3, 7))]


def test_the_day_itself_is_not_late():
    assert [d.alert for d in light_due(LIGHT, date(2026, 1, 31))] == [LightAlert.CONTACT_DUE]
    assert [d.alert for d in light_due(LIGHT, date(2026, 2, 1))] == [LightAlert.CONTACT_MISSED]


def test_a_light_that_ends_is_decided_about_in_time():
    met = replace(LIGHT, met_on=date(2026, 11, 1))
    assert LightAlert.LIGHT_ENDS not in {d.alert for d in light_due(met, date(2026, 11, 1))}
    assert LightAlert.LIGHT_ENDS in {d.alert for d in light_due(met, date(2026, 11, 2))}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault of the clock
@given(
    contacts=st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=12),
    every=st.integers(1, 183),
    day=st.integers(0, 400),
)
def test_whoever_was_met_today_is_never_called_missed_and_more_failures_never_ask_for_less(contacts, every, day):
    start = date(2026, 1, 1)
    days = [(start + timedelta(days=n), met) for n, met in contacts if n <= day]
    today = start + timedelta(days=day)
    facts = LightFacts(start, start + timedelta(days=500), every, *met_and_failed(days))
    if facts.met_on == today:
        assert missed(facts, today) == 0
    worse = replace(facts, failed=facts.failed + 1, failed_on=today)
    assert missed(worse, today) >= missed(facts, today)


# ---- in a case ---------------------------------------------------------------------------------------------
def light(cast, **more) -> NewLight:
    values = {
        "organisation_id": cast.owner.organisation_id, "keeper_id": cast.owner.user_id, "start": TODAY,
        "until": date(2027, 11, 22), "every_days": 30, "form": ContactForm.CALL, "wants": "Bel mij, kom niet zomaar langs",
        "own_route": "Ik app Iris", "brings_back": "Drie nachten niet slapen", "payer": "WMO_LOCAL",
    }  # fmt: skip
    return NewLight(**{**values, **more})


def keep(cast, somebody, **more) -> int:
    return services.keep_light(
        actor=cast.owner,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        new=light(cast, **more),
        today=TODAY,
    )


def contact(cast, somebody, on: date, reached: bool, actor=None) -> int:
    return services.record_contact(
        actor=actor or cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id,
        new=NewContact(on, ContactForm.CALL, reached), today=on,
    )  # fmt: skip


def rows(table):
    return table.objects.for_rule("a test looks at what was written")


@pytest.mark.django_db
@pytest.mark.capability(43)
def test_a_light_burns_asks_for_contact_and_is_told_to_who_keeps_it(cast, somebody):
    light_id = keep(cast, somebody)
    with pytest.raises(Conflict, match="LIGHT_BURNS"):
        keep(cast, somebody)
    assert attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY) == []
    [due] = attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY + 25 * DAY)
    assert (due.code, due.user_id) == (LightAlert.CONTACT_DUE, cast.owner.user_id)
    contact(cast, somebody, TODAY + 25 * DAY, reached=False)
    contact(cast, somebody, TODAY + 27 * DAY, reached=False)
    [due] = attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY + 27 * DAY)
    assert (due.code, due.until) == (LightAlert.VISIT_NEEDED, TODAY + 32 * DAY)
    contact(cast, somebody, TODAY + 29 * DAY, reached=True)
    assert attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY + 29 * DAY) == []
    row = rows(PilotLight).get(pk=light_id)
    assert (row.met_on, row.failed, row.failed_on) == (TODAY + 29 * DAY, 0, None)


@pytest.mark.django_db
@pytest.mark.capability(43)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"wants": " "}, "WORDS_OF_CLIENT_MISSING"),
        ({"own_route": ""}, "REASON_MISSING"),
        ({"brings_back": ""}, "REASON_MISSING"),
        ({"until": TODAY}, "ENDS_BEFORE_START"),
        ({"every_days": 184}, "LIGHT_TOO_RARE"),
        ({"agreed_by_client_on": TODAY + DAY}, "IN_THE_FUTURE"),
    ],
)
def test_a_light_that_does_not_say_what_it_must_is_refused(cast, somebody, change, code):
    with pytest.raises(Refused, match=code):
        keep(cast, somebody, **change)
    assert not rows(PilotLight).exists()


@pytest.mark.django_db
@pytest.mark.capability(43)
def test_who_keeps_the_light_takes_part_and_hears_so(cast, somebody):
    with pytest.raises(Refused, match="KEEPER_TAKES_NO_PART"):
        keep(cast, somebody, keeper_id=cast.outsider.user_id)
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.SUPPORTER, start=date(2026, 2, 1),
        user_id=cast.outsider.user_id, organisation_id=cast.outsider.organisation_id,
    )  # fmt: skip
    keep(cast, somebody, keeper_id=cast.outsider.user_id)
    assert Notification.objects.filter(user_id=cast.outsider.user_id, kind="LIGHT_TO_KEEP").count() == 1
    contact(cast, somebody, TODAY, reached=True, actor=cast.outsider)  # a supporter writes down contact
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.relight(actor=cast.outsider, light_id=rows(PilotLight).get().pk, why="", today=TODAY)


@pytest.mark.django_db
@pytest.mark.capability(19, 43)
def test_help_comes_back_in_one_act_and_more_care_lights_up_as_well(cast, somebody, at_home):
    light_id = keep(cast, somebody)
    assert course(cast.owner, somebody.id, somebody.dossier_id, purpose=CARE, today=TODAY).state == "PILOT_LIGHT"
    services.relight(actor=cast.owner, light_id=light_id, why="Slaapt drie nachten niet", today=TODAY)
    assert rows(PilotLight).get(pk=light_id).state == "RELIT"
    with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
        services.relight(actor=cast.owner, light_id=light_id, why="Nogmaals", today=TODAY)
    again = keep(cast, somebody)
    plan(cast, somebody, CRISIS)
    assert rows(PilotLight).get(pk=again).state == "RELIT"
    assert course(cast.owner, somebody.id, somebody.dossier_id, purpose=CARE, today=TODAY).state == "SCALED_UP"


@pytest.mark.django_db
@pytest.mark.capability(43)
def test_a_light_is_renewed_while_it_burns(cast, somebody):
    light_id = keep(cast, somebody)
    renew = {"actor": cast.owner, "light_id": light_id, "keeper_id": cast.owner.user_id, "today": TODAY}
    services.renew_light(until=date(2028, 11, 22), every_days=90, **renew)
    row = rows(PilotLight).get(pk=light_id)
    assert (row.until, row.every_days, row.state) == (date(2028, 11, 22), 90, "BURNING")
    with pytest.raises(Refused, match="LIGHT_TOO_RARE"):
        services.renew_light(until=date(2028, 11, 22), every_days=365, **renew)
    with pytest.raises(NoGrant):
        services.renew_light(
            actor=cast.outsider, light_id=light_id, until=date(2028, 1, 1), every_days=30,
            keeper_id=cast.owner.user_id, today=TODAY,
        )  # fmt: skip


ANALYSIS = NewAnalysis(
    WhatWeDo.NOBODY_NEEDED,
    "Werkt al een jaar, zus komt wekelijks",
    "De zus belt Iris",
    "Ik red het",
    "FACT en huisarts",
)


@pytest.mark.django_db
@pytest.mark.capability(44)
def test_nobody_is_let_go_of_without_an_analysis(cast, somebody):
    close = {"actor": cast.owner, "dossier_id": somebody.dossier_id, "on": TODAY, "reason": "Het gaat goed"}
    with pytest.raises(Refused, match="LETTING_GO_NEEDS_ANALYSIS"):
        close_case(**close)
    light_id = keep(cast, somebody)
    with pytest.raises(Refused, match="LIGHT_STILL_BURNS"):
        close_case(**close)
    about = {"person_id": somebody.id, "compartment_id": somebody.compartment_id}
    for field, code in (
        ("client_says", "WORDS_OF_CLIENT_MISSING"),
        ("what_if", "REASON_MISSING"),
        ("consulted", "REASON_MISSING"),
    ):
        with pytest.raises(Refused, match=code):
            services.analyse_letting_go(actor=cast.owner, **about, new=replace(ANALYSIS, **{field: " "}), today=TODAY)
    services.analyse_letting_go(actor=cast.owner, **about, new=ANALYSIS, today=TODAY)
    assert rows(PilotLight).get(pk=light_id).state == "OUT"
    close_case(**close)
    assert course(cast.owner, somebody.id, somebody.dossier_id, purpose=CARE, today=TODAY).state == "CLOSED"


@pytest.mark.django_db
@pytest.mark.capability(44)
def test_an_analysis_of_long_ago_does_not_count(cast, somebody):
    services.analyse_letting_go(
        actor=cast.owner,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        new=ANALYSIS,
        today=date(2026, 6, 1),
    )
    with pytest.raises(Refused, match="LETTING_GO_NEEDS_ANALYSIS"):
        close_case(actor=cast.owner, dossier_id=somebody.dossier_id, on=TODAY, reason="Klaar")


@pytest.mark.django_db
def test_who_takes_no_part_writes_down_no_contact(cast, somebody):
    with pytest.raises(NoGrant):
        contact(cast, somebody, TODAY, reached=True, actor=cast.outsider)
    assert not rows(Contact).exists()


@pytest.mark.django_db
@pytest.mark.capability(44, 53)
def test_nobody_is_let_go_of_while_their_place_is_held(cast, somebody, at_home):
    plan(cast, somebody, CRISIS)
    about = {"person_id": somebody.id, "compartment_id": somebody.compartment_id}
    services.analyse_letting_go(actor=cast.owner, **about, new=ANALYSIS, today=TODAY)
    with pytest.raises(Refused, match="STILL_ON_THE_WAY"):
        close_case(actor=cast.owner, dossier_id=somebody.dossier_id, on=TODAY, reason="Het gaat goed")
