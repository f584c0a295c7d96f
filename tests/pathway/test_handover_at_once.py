"""Two receivers say yes at the same moment, over connections of their own: one receives, the other is told and need do nothing."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from samenhang.base.errors import Refused
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.pathway import services
from samenhang.pathway.enums import HandoverState, RequestState
from samenhang.pathway.models import HandoverRequest
from tests.audit.conftest import committed  # noqa: F401 - a fixture
from tests.conftest import TODAY
from tests.pathway.handing_over import stage_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.xdist_group("committed")]


@pytest.mark.capability(55)
def test_two_receivers_accept_at_the_same_moment_and_one_receives(committed, request):  # noqa: F811
    cast, somebody, organisations = (request.getfixturevalue(n) for n in ("cast", "somebody", "organisations"))
    stage = stage_of(cast, somebody, organisations)
    pk = stage.start()
    asked = stage.ask(pk, "shelter", "other")
    gate, outcomes = threading.Barrier(2), {}

    def say_yes(actor, request_id) -> None:
        gate.wait()
        try:
            outcomes[actor.user_id] = services.accept_request(actor=actor, request_id=request_id, today=TODAY)
        except Refused as refused:
            outcomes[actor.user_id] = refused.code
        finally:
            connections.close_all()

    whose = {HandoverRequest.objects.get(pk=n).asked_of_id: n for n in asked}
    pairs = [(stage.receiver, whose[organisations["shelter"]]), (stage.other, whose[organisations["other"]])]
    threads = [threading.Thread(target=say_yes, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "they wait for each other"
    assert sorted(map(str, outcomes.values())) == sorted([str(pk), "SOMEBODY_ELSE_FIRST"])
    states = sorted(HandoverRequest.objects.values_list("state", flat=True))
    assert states == [RequestState.ACCEPTED, RequestState.RELEASED]
    winner = next(actor for actor, _n in pairs if outcomes[actor.user_id] == pk)
    loser = next(actor for actor, _n in pairs if actor is not winner)
    row = stage.row(pk)
    assert (row.state, row.receiver_id) == (HandoverState.ACQUAINTING, winner.user_id)
    assert Notification.objects.filter(user_id=loser.user_id, kind=Kind.HANDOVER_RELEASED).count() == 1
