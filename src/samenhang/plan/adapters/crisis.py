"""From a signed signalling plan to the one page for a crisis: short, actionable, without a diagnosis."""

from __future__ import annotations

from typing import TypedDict

from samenhang.plan.enums import ApproachState, LineKind, Phase
from samenhang.plan.models import Approach, CallStep, SignalLine, SignalPlan

_WHY = "the crisis card is taken from the plan that was signed"
# What stands on the card of each phase; the calm phases stay in the plan itself.
_PHASES = (Phase.ORANGE, Phase.RED, Phase.BLUE)


class CardLine(TypedDict):
    """A line of the card."""

    phase: str
    kind: str
    text: str
    who: str
    within: int | None


class CardCall(TypedDict):
    """Somebody to call."""

    name: str
    phone: str
    hours: str
    knows: bool


class CardContent(TypedDict):
    """The whole card."""

    calls: list[CardCall]
    lines: list[CardLine]
    nearness: str
    works: str
    does_not_work: str
    places: str


def card_content(row: SignalPlan) -> CardContent:
    """What goes on the card: whom to call, the signs and steps of the last phases, what to do and not to do, how to approach."""
    lines = SignalLine.objects.for_rule(_WHY).filter(signal_plan=row).order_by("pk")
    calls = CallStep.objects.for_rule(_WHY).filter(signal_plan=row).order_by("place", "pk")
    approach = (
        Approach.objects.for_rule(_WHY)
        .filter(person_id=row.person_id, state=ApproachState.AGREED, plan__ended_on__isnull=True)
        .first()
    )
    return {
        "calls": [{"name": c.name, "phone": c.phone, "hours": c.hours, "knows": c.knows_client} for c in calls],
        "lines": [
            {"phase": x.phase, "kind": x.kind, "text": x.text, "who": x.who, "within": x.within_minutes}
            for x in lines
            if x.phase in _PHASES or x.kind in {LineKind.DO_NOT, LineKind.WORKS}
        ],
        "nearness": approach.nearness if approach else "",
        "works": approach.works if approach else "",
        "does_not_work": approach.does_not_work if approach else "",
        "places": row.places,
    }
