"""Whatever happens in whatever order: every state has a way on, nobody stands in two places, and somebody always holds the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.selectors import is_closed, taking_part
from samenhang.access.services import close_case, reopen_case
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Refused
from samenhang.demo.documents import machines
from samenhang.legal.enums import TitleAct, TitleCode, TitleStatus
from samenhang.legal.models import LegalTitle
from samenhang.legal.rules import TITLE_MACHINE
from samenhang.legal.services import NewTitle, advance, record_title
from samenhang.pathway import services
from samenhang.pathway.enums import Evidence
from samenhang.pathway.enums.crises import CalledBy, CallResult, Outcome
from samenhang.pathway.enums.pilot_lights import CaseAct, CaseState, LightState
from samenhang.pathway.enums.placements import EndingReason
from samenhang.pathway.enums.steps import Home, StepState
from samenhang.pathway.models import (
    Crisis,
    FullStepDown,
    HandoverRequest,
    PilotLight,
    Placement,
    Step,
    WarmHandover,
)
from samenhang.pathway.rules import HANDOVERS
from samenhang.pathway.rules.pilot_lights import CASES, CaseFacts, case_state
from samenhang.pathway.selectors import answerable, evidence_of, handovers
from samenhang.pathway.services import GoingBack, NewCall, NewCrisis, NewDecision
from samenhang.pathway.services.crises import OPEN
from samenhang.plan.models import Plan
from samenhang.plan.services import start_plan
from samenhang.supply.catalogue import SETTINGS
from samenhang.supply.enums import Setting
from tests.conftest import NOW, TODAY
from tests.letting_go import analysed
from tests.pathway.handing_over import Stage, stage_of
from tests.pathway.test_pilot_lights import contact, keep
from tests.pathway.test_steps import CRISIS, PLANNED, plan

CARE = Purpose.CARE_COORDINATION
DAY = timedelta(days=1)


@pytest.mark.parametrize("machine", machines(), ids=lambda m: m.name)
def test_every_state_can_be_reached_and_left_and_the_table_says_all(machine):
    for state in type(machine.first):
        for act in machine.moves[0].act.__class__:
            expected = [m.after for m in machine.moves if (m.before, m.act) == (state, act)]
            assert machine.can(state, act) == bool(expected)
            if expected:
                assert machine.after(state, act) == expected[0]
            else:
                with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
                    machine.after(state, act)
        assert machine.acts(state) or state in machine.ends


def _rows(table):
    return table.objects.for_rule("a test looks at what was written")


class World:
    """One person, and every act that a coordinator can do, each on a later day."""

    def __init__(self, cast, somebody, stage: Stage) -> None:
        self.cast, self.who, self.owner, self.today, self.stage = cast, somebody, cast.owner, TODAY, stage

    def state(self) -> CaseState:
        up = _rows(Placement).filter(person_id=self.who.id, home_held=True, end__isnull=True)
        return case_state(
            CaseFacts(
                closed=is_closed(self.who.dossier_id),
                light_burns=_rows(PilotLight).filter(person_id=self.who.id, state=LightState.BURNING).exists(),
                admitted_with_home_held=up.exists(),
                worked_on=any(
                    _rows(table).filter(person_id=self.who.id).exists()
                    for table in (Plan, Step, PilotLight, FullStepDown)
                ),
            )
        )

    def start_plan(self) -> None:
        start_plan(actor=self.owner, person_id=self.who.id, compartment_id=self.who.compartment_id, today=self.today)

    def step_up(self) -> None:
        until = self.today + timedelta(days=60)
        plan(self.cast, self.who, replace(CRISIS, on=self.today, home_held_until=until), self.today)

    def another_clinic(self) -> None:
        new = replace(PLANNED, on=self.today, to_rung="LEVEL_2_HIGH", setting=Setting.FPA, home=Home.NO_PLACE)
        plan(self.cast, self.who, new, self.today)

    def team_comes(self) -> None:
        new = replace(PLANNED, on=self.today, from_rung="HIC", to_rung="IHT", setting=Setting.IHT, home=Home.NO_PLACE)
        plan(self.cast, self.who, new, self.today)

    def live_elsewhere(self) -> None:
        plan(self.cast, self.who, replace(PLANNED, on=self.today), self.today)

    def plan_step(self) -> None:
        plan(self.cast, self.who, replace(PLANNED, on=self.today + 3 * DAY), self.today)

    def take(self) -> None:
        step = _rows(Step).filter(person_id=self.who.id).order_by("-pk").first()
        services.take_step(actor=self.owner, step_id=step.pk if step else 0, today=self.today)

    def withdraw(self) -> None:
        step = _rows(Step).filter(person_id=self.who.id).order_by("-pk").first()
        services.withdraw_step(actor=self.owner, step_id=step.pk if step else 0, why="Toch niet")

    def go_back(self) -> None:
        services.go_back(
            actor=self.owner,
            person_id=self.who.id,
            compartment_id=self.who.compartment_id,
            new=GoingBack(self.today, "Beter", "FACT"),
            today=self.today,
        )

    def evaluate(self) -> None:
        step = _rows(Step).filter(person_id=self.who.id).order_by("-pk").first()
        services.evaluate_step(
            actor=self.owner, step_id=step.pk if step else 0, helped=True, evaluation="Ja", today=self.today
        )

    def keep_light(self) -> None:
        keep(self.cast, self.who, start=self.today, until=self.today + timedelta(days=365))

    def contact(self) -> None:
        contact(self.cast, self.who, self.today, reached=False)

    def relight(self) -> None:
        row = _rows(PilotLight).filter(person_id=self.who.id).order_by("-pk").first()
        services.relight(actor=self.owner, light_id=row.pk if row else 0, why="Slaapt niet", today=self.today)

    def call(self) -> None:
        services.start_crisis(
            actor=self.owner, person_id=self.who.id, compartment_id=self.who.compartment_id,
            new=NewCrisis(NOW, CalledBy.CLIENT, "Het gaat niet"),
        )  # fmt: skip

    def _crisis(self) -> int:
        row = _rows(Crisis).filter(person_id=self.who.id).order_by("-pk").first()
        return row.pk if row else 0

    def send(self) -> None:
        services.log_call(
            actor=self.owner, crisis_id=self._crisis(), new=NewCall("Wim", CallResult.COMES, NOW, minutes=10)
        )

    def arrive(self) -> None:
        services.arrive(actor=self.owner, crisis_id=self._crisis(), who="Wim", at=NOW)

    def decide(self) -> None:
        services.decide_crisis(
            actor=self.owner,
            crisis_id=self._crisis(),
            new=NewDecision(Outcome.STAYS_WITH_HELP, "Rustig"),
            today=self.today,
        )

    def end_stay(self) -> None:
        row = _rows(Placement).filter(person_id=self.who.id, end__isnull=True).order_by("-pk").first()
        services.end_stay(
            actor=self.owner, placement_id=row.pk if row else 0, on=self.today, reason=EndingReason.OWN_CHOICE
        )

    # ---- a title ----
    def _title(self) -> int:
        row = _rows(LegalTitle).filter(person_id=self.who.id).order_by("-pk").first()
        return row.pk if row else 0

    def _of_title(self, act: TitleAct) -> None:
        advance(actor=self.owner, title_id=self._title(), act=act, on=self.today, today=self.today, reason="Zo is het")

    def ask_title(self) -> None:
        new = NewTitle(
            self.who.id, self.who.compartment_id, self.who.dossier_id, TitleCode.WVGGZ_ZM_2, self.today,
            status=TitleStatus.REQUESTED,
        )  # fmt: skip
        record_title(actor=self.owner, new=new)

    def grant_title(self) -> None:
        self._of_title(TitleAct.GRANT)

    def execute_title(self) -> None:
        self._of_title(TitleAct.EXECUTE)

    def suspend_title(self) -> None:
        self._of_title(TitleAct.SUSPEND)

    def resume_title(self) -> None:
        self._of_title(TitleAct.RESUME)

    def end_title(self) -> None:
        self._of_title(TitleAct.END)

    # ---- a handover ----
    def _handover(self) -> WarmHandover:
        row = _rows(WarmHandover).filter(person_id=self.who.id).order_by("-pk").first()
        return row or WarmHandover(pk=0, lock=0)

    def _of_handover(self, do: Callable[..., None], actor=None, **more) -> None:
        row = self._handover()
        do(actor=actor or self.owner, handover_id=row.pk, lock=row.lock, today=self.today, **more)

    def hand_over(self) -> None:
        self.stage.start(move_on=self.today + 5 * DAY)

    def ask_receivers(self) -> None:
        self.stage.ask(self._handover().pk, "shelter", "other")

    def receiver_says_yes(self) -> None:
        asked = HandoverRequest.objects.filter(negotiation=self._handover().negotiation).order_by("-pk").last()
        services.accept_request(actor=self.stage.receiver, request_id=asked.pk if asked else 0, today=self.today)

    def everything_is_there(self) -> None:
        self.stage.all_there(self._handover().pk)

    def ready(self) -> None:
        self._of_handover(services.declare_ready)

    def move(self) -> None:
        self._of_handover(services.transfer)

    def talk(self) -> None:
        self.stage.note(self._handover().pk, Evidence.TALK, minutes=45, today=self.today)

    def care_afterwards(self) -> None:
        row = self._handover()
        self.today = max(self.today, self.stage.cared_for(row.pk, row.transferred_on or self.today))

    def receiver_knows_enough(self) -> None:
        self._of_handover(services.know_enough, self.stage.receiver)

    def complete(self) -> None:
        self._of_handover(services.complete_handover, self.stage.receiver)

    def comes_back(self) -> None:
        self._of_handover(services.come_back, why="Het ging niet")

    def receiver_falls_away(self) -> None:
        self._of_handover(services.receiver_falls_away, why="Gesloten")

    def withdraw_handover(self) -> None:
        self._of_handover(services.withdraw_handover, why="Toch niet")

    def let_go(self) -> None:
        analysed(self.owner, self.who.dossier_id, self.today)

    def close(self) -> None:
        close_case(actor=self.owner, dossier_id=self.who.dossier_id, on=self.today, reason="Klaar")

    def reopen(self) -> None:
        reopen_case(actor=self.owner, dossier_id=self.who.dossier_id, reason="Terugval", today=self.today)


ACTS: dict[str, Callable[[World], None]] = {
    name: act for name, act in vars(World).items() if not name.startswith("_") and name != "state"
}


def check(world: World) -> None:
    """What holds after every act, whether it was done or refused."""
    person = world.who.id
    stays = [
        p for p in _rows(Placement).filter(person_id=person, end__isnull=True) if SETTINGS[Setting(p.setting)].stay
    ]
    assert sum(not p.home_held for p in stays) <= 1, "two places at once, and none of them held"
    assert sum(p.home_held for p in stays) <= 1, "two places held for one person"
    assert _rows(PilotLight).filter(person_id=person, state=LightState.BURNING).count() <= 1
    assert _rows(Step).filter(person_id=person, state=StepState.PLANNED).count() <= 1
    assert _rows(Crisis).filter(person_id=person, state__in=OPEN).count() <= 1
    holds = {p.role for p in taking_part(world.who.dossier_id, world.today)}
    assert is_closed(world.who.dossier_id) or CaseRole.CASE_DIRECTOR in holds, "nobody holds this case"
    under_way = handovers(world.owner, purpose=CARE, today=world.today, person_ids=[person])
    assert sum(row.state not in HANDOVERS.ends for row, _where in under_way) <= 1, "two handovers of one person"
    for row, _where in under_way:
        who = answerable(row, evidence_of(world.owner, row.id, purpose=CARE), world.today)
        assert who.responsible and who.supporting != who.responsible, "no party answers for this person"
    for title in _rows(LegalTitle).filter(person_id=person):
        assert TitleStatus(title.status) in TITLE_MACHINE.ends or TITLE_MACHINE.acts(TitleStatus(title.status))


# Stretches of a course as it goes when all is well, so that chance comes further than the first step of each machine.
SOUGHT = ("hand_over", "ask_receivers", "receiver_says_yes")
MOVED = ("everything_is_there", "ready", "move")
CLOSED = ("talk", "receiver_knows_enough", "care_afterwards", "complete")
STRETCHES = (
    SOUGHT, (*SOUGHT, *MOVED), (*SOUGHT, *MOVED, "comes_back"), (*SOUGHT, *MOVED, *CLOSED),
    ("ask_title", "grant_title", "execute_title"), ("call", "send", "arrive", "decide"), ("step_up", "go_back", "evaluate"),
    ("plan_step", "take"), ("keep_light", "contact", "contact"), ("let_go", "close", "reopen"),
)  # fmt: skip
COURSE = st.lists(
    st.one_of(st.sampled_from(sorted(ACTS)).map(lambda name: (name,)), st.sampled_from(STRETCHES)),
    min_size=3,
    max_size=9,
).map(lambda parts: [name for part in parts for name in part])


@pytest.mark.django_db
@pytest.mark.capability(7, 40, 43, 44, 45, 49)
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=COURSE)
def test_in_any_order_the_case_goes_only_where_its_table_says_and_somebody_holds_it(
    cast, somebody, at_home, organisations, acts
):
    save = transaction.savepoint()
    try:
        world = World(cast, somebody, stage_of(cast, somebody, organisations))
        for name in acts:
            before, lines = world.state(), AuditLine.objects.count()
            try:
                with transaction.atomic():
                    ACTS[name](world)
            except Refused:
                assert AuditLine.objects.count() == lines or world.state() == before
                assert world.state() == before
            else:
                after = world.state()
                leads = {m.after for m in CASES.moves if m.before == before}
                assert after == before or after in leads, f"{name}: {before} to {after}"
            check(world)
            world.today += DAY
    finally:
        transaction.savepoint_rollback(save)


@pytest.mark.django_db
@pytest.mark.capability(19, 43, 44, 45, 53)
def test_a_whole_course_from_admission_to_relapse_and_at_no_moment_does_nobody_hold_it(
    cast, somebody, at_home, organisations
):
    """Admitted with the home held, back, a pilot light, relapse, help is back; the clock moves in between."""
    world = World(cast, somebody, stage_of(cast, somebody, organisations))
    course = (
        ("start_plan", 5, CaseState.RUNNING), ("step_up", 30, CaseState.SCALED_UP), ("go_back", 20, CaseState.RUNNING),
        ("evaluate", 60, CaseState.RUNNING), ("keep_light", 70, CaseState.PILOT_LIGHT), ("contact", 20, CaseState.PILOT_LIGHT),
        ("relight", 5, CaseState.RUNNING), ("keep_light", 30, CaseState.PILOT_LIGHT), ("step_up", 10, CaseState.SCALED_UP),
        ("go_back", 10, CaseState.RUNNING), ("let_go", 1, CaseState.RUNNING), ("close", 40, CaseState.CLOSED),
        ("reopen", 1, CaseState.RUNNING),
    )  # fmt: skip
    for name, days, expected in course:
        ACTS[name](world)
        assert world.state() == expected, name
        check(world)
        world.today += timedelta(days=days)
    assert {CaseAct.START_PLAN, CaseAct.REOPEN} <= {m.act for m in CASES.moves}


def test_the_first_day_of_a_case_is_its_first_state():
    assert case_state(CaseFacts(False, False, False, False)) == CASES.first
