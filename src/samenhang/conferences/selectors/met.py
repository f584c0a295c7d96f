"""When somebody was met at a talk: appointments that were kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db.models import Max, QuerySet

from samenhang.conferences.enums import ConferenceState, PartyKind
from samenhang.conferences.models import ConferenceParty

_WAS_THERE = (ConferenceState.HELD, ConferenceState.RECORDED, ConferenceState.FED_BACK)


def met_at_talks(enter: Callable[[Any], QuerySet], people: Collection[int] | None) -> Iterator[tuple[int, Any]]:
    """The last talk about each of these people (None: everybody) at which they were themselves."""
    rows = enter(ConferenceParty).filter(kind=PartyKind.CLIENT, attended=True, conference__state__in=_WAS_THERE)
    if people is not None:
        rows = rows.filter(conference__person_id__in=list(people))
    yield from rows.order_by().values_list("conference__person_id").annotate(last=Max("conference__starts_at"))
