"""What happens around a handover, who sees it and may, and the numbers of the region."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest

from samenhang.access.enums import Category, Purpose
from samenhang.access.selectors import may_read
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.base.events import publish
from samenhang.legal.enums import TitleCode
from samenhang.legal.services import NewTitle, record_title
from samenhang.notifications.enums import Kind
from samenhang.pathway import services
from samenhang.pathway.enums import (
    Evidence,
    GiverRole,
    HandoverKind,
    HandoverState,
    RequestState,
    StepCode,
)
from samenhang.pathway.models import HandoverEvidence, WarmHandover
from samenhang.pathway.selectors import (
    handover,
    handover_attention,
    handover_paces_for_rule,
    handovers,
    template_on,
)
from samenhang.privacy.events import NightFell
from samenhang.supply import services as supply
from samenhang.supply.enums import OutReason
from tests.conftest import NOW, TODAY
from tests.pathway.handing_over import DAY, MOVE, request, told

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION


# ---- what happens around it ------------------------------------------------------------------------
def test_a_place_that_closes_on_the_day_of_arrival_sets_the_handover_back_and_everybody_hears_it(stage, place, cast):
    pk = stage.ready(move_on=TODAY + 3 * DAY)
    services.choose_place(actor=stage.owner, handover_id=pk, place_id=place, lock=stage.row(pk).lock, today=TODAY)
    supply.take_out_of_service(
        actor=cast.supply_manager, place_id=place, slots=1, reason=OutReason.RENOVATION, start=TODAY + 3 * DAY, end=None, now=NOW
    )  # fmt: skip
    arrival = TODAY + 3 * DAY
    with pytest.raises(Refused, match="PLACE_OUT_OF_SERVICE"):
        services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=arrival)
    publish(NightFell(arrival))
    services.look_after_handovers(today=arrival)
    assert stage.row(pk).state == HandoverState.ACQUAINTING
    assert told(stage.receiver, Kind.HANDOVER_SET_BACK) == told(stage.owner, Kind.HANDOVER_SET_BACK) == 1
    with pytest.raises(Refused, match="PLACE_OUT_OF_SERVICE"):
        services.choose_place(actor=stage.owner, handover_id=pk, place_id=place, lock=stage.row(pk).lock, today=arrival)


@pytest.mark.capability(54)
def test_a_title_that_ends_during_a_handover_asks_for_a_new_legal_bridge(stage):
    def runs_until(end):
        record_title(
            actor=stage.owner,
            new=NewTitle(
                person_id=stage.somebody.id, compartment_id=stage.somebody.compartment_id, dossier_id=stage.somebody.dossier_id,
                code=TitleCode.WVGGZ_ZM_1, start=TODAY - 100 * DAY, end=end,
            ),
        )  # fmt: skip

    runs_until(TODAY + 10 * DAY)
    pk = stage.ready()
    services.look_after_handovers(today=TODAY + 9 * DAY)
    assert stage.row(pk).state == HandoverState.READY
    services.look_after_handovers(today=TODAY + 10 * DAY)
    assert stage.row(pk).state == HandoverState.ACQUAINTING
    assert stage.left(pk, TODAY + 10 * DAY) == [StepCode.H4]
    assert told(stage.receiver, Kind.HANDOVER_SET_BACK) == told(stage.owner, Kind.HANDOVER_SET_BACK) == 1
    stage.note(pk, Evidence.LEGAL_BRIDGE, today=TODAY + 10 * DAY, words="Vrijwillig, met een Wlz-indicatie")
    services.declare_ready(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY + 10 * DAY)


def test_a_receiver_who_falls_away_loses_sight_and_seeking_goes_on(stage):
    pk = stage.accepted()
    stage.consent()
    later = TODAY + DAY
    services.receiver_falls_away(
        actor=stage.receiver, handover_id=pk, why="De plek is weg", lock=stage.row(pk).lock, today=later
    )
    row = stage.row(pk)
    assert (row.state, row.receiver_id) == (HandoverState.PLANNED, None)
    assert not may_read(stage.receiver, stage.somebody.compartment_id, Category.PLAN_GOALS)
    assert stage.ask(pk), "the same organisation may be asked again"


def test_who_no_longer_works_there_receives_nobody(stage):
    pk = stage.accepted()
    from samenhang.directory.models import Membership

    Membership.objects.filter(user_id=stage.receiver.user_id).update(end=TODAY + DAY)
    services.look_after_handovers(today=TODAY + DAY)
    assert stage.row(pk).state == HandoverState.PLANNED and told(stage.owner, Kind.HANDOVER_SET_BACK) == 1


def test_what_is_late_is_told_once(stage):
    stage.accepted()
    late = MOVE - 10 * DAY
    for _ in range(2):
        services.look_after_handovers(today=late)
    first = told(stage.owner, Kind.HANDOVER_OVERDUE)
    assert first > 3
    services.look_after_handovers(today=late + DAY)
    assert told(stage.owner, Kind.HANDOVER_OVERDUE) == first


# ---- who sees and who may --------------------------------------------------------------------------
def test_an_outsider_sees_no_handover_and_can_do_nothing_in_it(stage, cast):
    pk = stage.accepted()
    assert handover(cast.outsider, pk, purpose=CARE, today=TODAY) is None
    assert handovers(cast.outsider, purpose=CARE, today=TODAY) == []
    with pytest.raises(NoGrant):
        stage.note(pk, Evidence.WISH, by=cast.outsider)
    with pytest.raises(NoGrant):
        services.withdraw_handover(
            actor=stage.receiver, handover_id=pk, why="Toch niet", lock=stage.row(pk).lock, today=TODAY
        )
    with pytest.raises(NoGrant):
        services.start_handover(
            actor=cast.outsider, about=stage.about, today=TODAY,
            new=services.NewHandover(HandoverKind.CARE_TO_WMO, cast.outsider.me, stage.organisations["other"], GiverRole.GGZ),
        )  # fmt: skip


def test_one_handover_of_a_kind_runs_at_a_time(stage):
    stage.start()
    with pytest.raises(Conflict, match="HANDOVER_RUNS"):
        stage.start()
    stage.start(kind=HandoverKind.CARE_TO_WMO)


@pytest.mark.parametrize("act", ["start", "note", "accept"])
def test_without_its_line_in_the_log_nothing_changes(stage, act):
    pk = stage.start()
    (asked,) = stage.ask(pk)
    before = AuditLine.objects.count()
    rows = WarmHandover.objects.for_rule("a test counts"), HandoverEvidence.objects.for_rule("a test counts")
    counts = [r.count() for r in rows]
    with (
        patch("samenhang.pathway.services.handovers_common.record", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        if act == "start":
            stage.start(kind=HandoverKind.CARE_TO_WMO)
        elif act == "note":
            stage.note(pk, Evidence.PARTIES)
        else:
            services.accept_request(actor=stage.receiver, request_id=asked, today=TODAY)
    assert [r.count() for r in rows] == counts and AuditLine.objects.count() == before
    assert stage.row(pk).state == HandoverState.PLANNED and request(asked).state == RequestState.ASKED


# ---- numbers ---------------------------------------------------------------------------------------
def test_the_numbers_of_the_region_are_versions_and_running_handovers_keep_theirs(stage, cast):
    from dataclasses import replace

    from samenhang.pathway.catalogue import DEFAULTS

    old = stage.accepted()
    numbers = replace(DEFAULTS, visits=4, talk_minutes=60)
    with pytest.raises(NoGrant):
        services.write_template(actor=stage.owner, numbers=numbers, valid_from=TODAY, why="Meer tijd", after=0)
    services.write_template(actor=cast.table_chair, numbers=numbers, valid_from=TODAY, why="Meer tijd", after=0)
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        services.write_template(actor=cast.table_chair, numbers=numbers, valid_from=TODAY, why="Ook", after=0)
    turned = replace(DEFAULTS, visits_from=-10, visits_by=-30)
    with pytest.raises(Refused, match="NUMBERS_TURNED_ROUND"):
        services.write_template(actor=cast.table_chair, numbers=turned, valid_from=TODAY, why="Fout", after=1)
    assert template_on(TODAY).numbers.visits == 4
    new = stage.start(kind=HandoverKind.CARE_TO_WMO)
    assert handover(stage.owner, new, purpose=CARE, today=TODAY)[1].numbers.talk_minutes == 60
    assert handover(stage.owner, old, purpose=CARE, today=TODAY)[1].numbers.talk_minutes == 30


@pytest.mark.capability(140)
def test_overdue_handovers_are_counted_and_lead_back_to_nobody(stage):
    stage.accepted(move_on=TODAY + 5 * DAY)
    late = TODAY + 6 * DAY
    paces = handover_paces_for_rule(reason="a count of overdue handovers", today=late)
    assert paces["HANDOVER"] == [(TODAY, None, TODAY + 6 * DAY)]
    assert sum(done is None and due < late for _opens, done, due in paces["HANDOVER_STEP"]) > 3
    assert all(len(step) == 3 and isinstance(step[0], date) for step in paces["HANDOVER_STEP"])


def test_today_asks_one_question_for_all_handovers(stage, django_assert_num_queries):
    stage.accepted()
    handover_attention(stage.owner, [stage.somebody.id], purpose=CARE, today=TODAY)
    with django_assert_num_queries(1):
        handover_attention(stage.owner, [stage.somebody.id], purpose=CARE, today=TODAY + timedelta(days=100))
