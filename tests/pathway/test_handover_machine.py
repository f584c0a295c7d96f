"""A handover under random acts, possible and impossible, by everybody: what must hold after each of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.selectors import taking_part
from samenhang.base.errors import Refused
from samenhang.pathway import services
from samenhang.pathway.enums import Evidence, HandoverAct, HandoverState, NoReason, RequestState
from samenhang.pathway.models import HandoverRequest
from samenhang.pathway.rules import HANDOVERS
from samenhang.pathway.rules.handovers import missing
from samenhang.pathway.selectors import answerable, evidence_of, handover, standing_for_rule
from tests.conftest import TODAY
from tests.pathway.handing_over import DAY, Stage, stage_of

pytestmark = [pytest.mark.django_db, pytest.mark.capability(49)]
CARE = Purpose.CARE_COORDINATION
_BUTTONS = {
    HandoverAct.DECLARE_READY: services.declare_ready,
    HandoverAct.MOVE: services.transfer,
    HandoverAct.KNOW_ENOUGH: services.know_enough,
    HandoverAct.COMPLETE: services.complete_handover,
    HandoverAct.TRY_AGAIN: services.try_again,
}
_WITH_WHY = {
    HandoverAct.RETURN: services.come_back,
    HandoverAct.WITHDRAW: services.withdraw_handover,
    HandoverAct.RECEIVER_FALLS_AWAY: services.receiver_falls_away,
}
WHO = st.sampled_from(["owner", "receiver", "other", "outsider"])


class Handovers(RuleBasedStateMachine):
    """One handover, with a day that goes on."""

    stage: Stage
    outsider: object

    undo: object = None

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.today = TODAY
        self.pk = self.stage.start(move_on=TODAY + 2 * DAY)

    def teardown(self) -> None:
        if self.undo is not None:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # ---- what is done ----
    def who(self, name: str):
        return self.outsider if name == "outsider" else getattr(self.stage, name)

    def row(self):
        return self.stage.row(self.pk)

    def attempt(self, act: HandoverAct | None, do) -> None:
        """Do it: either the table leads on, or it is refused with a code and nothing changed."""
        before = self.row()
        try:
            with transaction.atomic():
                do(before.lock)
        except Refused:
            assert (self.row().state, self.row().lock) == (before.state, before.lock)
            return
        if act is not None:
            assert self.row().state == HANDOVERS.after(before.state, act)

    @rule(name=WHO, act=st.sampled_from(list(_BUTTONS)))
    def press(self, name, act):
        def do(lock):
            _BUTTONS[act](actor=self.who(name), handover_id=self.pk, lock=lock, today=self.today)

        self.attempt(act, do)

    @rule(name=WHO, act=st.sampled_from(list(_WITH_WHY)), why=st.sampled_from(["", "Het ging niet"]))
    def press_with_a_reason(self, name, act, why):
        def do(lock):
            _WITH_WHY[act](actor=self.who(name), handover_id=self.pk, why=why, lock=lock, today=self.today)

        self.attempt(act, do)

    @rule()
    def ready_anyway(self):
        words = dict.fromkeys(("why", "instead", "risk", "consulted", "backed_by", "backed_as"), "Zo is het")
        anyway = services.ReadyAnyway(**words, backed_on=self.today, review_on=self.today + 30 * DAY)

        def do(lock):
            services.declare_ready(
                actor=self.stage.owner, handover_id=self.pk, lock=lock, today=self.today, anyway=anyway
            )

        self.attempt(HandoverAct.DECLARE_READY, do)

    @rule(codes=st.sampled_from([("shelter",), ("shelter", "other"), ("ggz",)]))
    def ask(self, codes):
        self.attempt(None, lambda _lock: self.stage.ask(self.pk, *codes))

    @rule(name=WHO, what=st.sampled_from(["accept", "hold", "refuse"]), n=st.integers(0, 3))
    def answer(self, name, what, n):
        asked = list(HandoverRequest.objects.filter(negotiation=self.row().negotiation).order_by("pk"))
        if not asked:
            return
        pk = asked[n % len(asked)].pk

        def do(_lock):
            if what == "accept":
                services.accept_request(actor=self.who(name), request_id=pk, today=self.today)
            elif what == "hold":
                services.hold_request(actor=self.who(name), request_id=pk, until=self.today + DAY, today=self.today)
            else:
                no = services.No(NoReason.FULL, "Later wel", "")
                services.refuse_request(actor=self.who(name), request_id=pk, no=no, today=self.today)

        self.attempt(HandoverAct.RECEIVER_ACCEPTS if what == "accept" else None, do)

    @rule(kind=st.sampled_from(list(Evidence)), name=WHO, minutes=st.sampled_from([10, 45]))
    def note(self, kind, name, minutes):
        item = {Evidence.RETURN_AGREEMENT: "BED_HELD", Evidence.EVALUATION: "YES", Evidence.CHECK_IN: "3", Evidence.LIVELIHOOD: "GP"}.get(kind, "")  # fmt: skip

        def do(_lock):
            self.stage.note(
                self.pk, kind, by=self.who(name), today=self.today, minutes=minutes, in_person=True, client_present=True, item=item,
                organisation_id=self.stage.organisations["shelter"],
            )  # fmt: skip

        self.attempt(None, do)

    @precondition(lambda self: self.row().state == HandoverState.ACQUAINTING)
    @rule()
    def everything_is_there(self):
        if not evidence_of(self.stage.owner, self.pk, purpose=CARE) or self.row().attempt > 1:
            return
        with suppress(Refused), transaction.atomic():
            self.stage.all_there(self.pk)

    @rule(days=st.integers(1, 40), why=st.sampled_from(["", "Later"]))
    def move_the_day(self, days, why):
        state = self.row().state

        def do(lock):
            services.change_day(
                actor=self.stage.owner, handover_id=self.pk, move_on=self.today + days * DAY, why=why, lock=lock, today=self.today
            )  # fmt: skip

        self.attempt(None, do)
        assert self.row().state in {state, HandoverState.ACQUAINTING}

    @rule(days=st.integers(1, 5))
    def days_go_by(self, days):
        self.today += timedelta(days=days)
        services.look_after_handovers(today=self.today)

    # ---- what must hold ----
    @invariant()
    def somebody_answers_on_every_day(self):
        found = handover(self.stage.owner, self.pk, purpose=CARE, today=self.today)
        assert found is not None, "who gave never loses sight"
        row, noted = found[0], evidence_of(self.stage.owner, self.pk, purpose=CARE)
        known = {self.stage.organisations[c] for c in ("ggz", "shelter", "other")}
        for n in range(-2, (self.today - TODAY).days + 3):
            who = answerable(row, noted, TODAY + n * DAY)
            assert who.responsible in known and who.supporting != who.responsible
        moved = row.state in {HandoverState.TRANSFERRED, HandoverState.AFTERCARE, HandoverState.COMPLETED}
        assert (answerable(row, noted, self.today).responsible == row.to_organisation_id) == moved

    @invariant()
    def one_holds_the_file(self):
        part = taking_part(self.stage.somebody.dossier_id, self.today)
        assert len([p for p in part if p.role == CaseRole.FILE_HOLDER]) == 1

    @invariant()
    def nobody_is_ready_without_what_is_asked_or_an_exception(self):
        row = self.row()
        if row.state == HandoverState.READY:
            where = standing_for_rule(reason="an invariant of the tests", today=self.today, ids=[self.pk])[self.pk]
            assert set(missing(where.facts, where.numbers)) <= set(row.excepted)
            assert not row.excepted or row.deviation_id is not None

    @invariant()
    def one_receiver_at_most_and_always_a_way_on(self):
        row = self.row()
        said_yes = HandoverRequest.objects.filter(negotiation=row.negotiation, state=RequestState.ACCEPTED).count()
        assert said_yes == (row.receiver_id is not None)
        assert row.state in HANDOVERS.ends or HANDOVERS.acts(row.state)


@pytest.mark.slow
def test_whatever_is_done_somebody_answers_and_nobody_is_stuck(cast, somebody, organisations):
    class Here(Handovers):
        stage = stage_of(cast, somebody, organisations)
        outsider = cast.outsider

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=25,
            stateful_step_count=22,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )


def test_the_table_traps_nobody_and_leads_everywhere():
    for state in HandoverState:
        acts = HANDOVERS.acts(state)
        assert (not acts) == (state in HANDOVERS.ends)
        for act in HandoverAct:
            assert HANDOVERS.can(state, act) == (act in acts)
            if act not in acts:
                with pytest.raises(Refused, match="STEP_NOT_POSSIBLE"):
                    HANDOVERS.after(state, act)
