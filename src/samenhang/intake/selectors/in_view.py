"""When somebody who came in was last spoken with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db.models import Max, Q, QuerySet

from samenhang.intake.models import ClientTalk


def met_at_intake(enter: Callable[[Any], QuerySet], people: Collection[int] | None) -> Iterator[tuple[int, Any]]:
    """The last day on which somebody spoke with each of these people (None: everybody) before their case went on."""
    wanted = Q() if people is None else Q(person_id__in=list(people))
    rows = enter(ClientTalk).filter(wanted, exception_why="", ended_at__isnull=True)
    yield from rows.order_by().values_list("person_id").annotate(last=Max("on"))
