"""When somebody was met about the plan, and who has one: for those who see to it that nobody falls out of sight."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from samenhang.people.selectors import homes_of
from samenhang.plan.models import Evaluation, MatchMeeting, Plan

_MANY = 5_000


def met_with_plan(enter: Callable[[Any], QuerySet], people: Collection[int] | None) -> Iterator[tuple[int, Any]]:
    """The last day on which each of these people (None: everybody) sat at an evaluation or met a possible case manager."""
    wanted = Q() if people is None else Q(person_id__in=list(people))
    for rows, day in (
        (enter(Evaluation).filter(client_there=True, held_on__isnull=False), "held_on"),
        (enter(MatchMeeting), "talked_on"),
    ):
        yield from rows.filter(wanted).order_by().values_list("person_id").annotate(last=Max(day))


def people_with_plan_for_rule(*, reason: str, person_ids: Collection[int], today: date) -> set[int]:
    """For whom of these people there is a current plan, their own or that of their household; for a count, never shown."""
    found = list(Plan.objects.for_rule(reason).filter(ended_on__isnull=True).values_list("person_id", "household_id"))
    own, shared = {v[0] for v in found}, {v[1] for v in found if v[1] is not None}
    if not shared:
        return own & set(person_ids)
    ids, homes = list(person_ids), {}
    for start in range(0, len(ids), _MANY):
        homes.update(homes_of(ids[start : start + _MANY], today))
    return {p for p in ids if p in own or homes.get(p) in shared}
