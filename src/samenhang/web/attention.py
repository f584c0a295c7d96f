"""What asks attention is of two sorts: an alert follows from somebody's life, a task from what colleagues agreed or were asked.

An alert says how somebody stands: a title runs out, nobody holds the case, a refusal without having seen them, reports that repeat
themselves. It is there whether or not anybody thought of it, and goes when the facts change. A task says whose move it is: a step, a
request, a handover, a bridge that was built and does not carry. It goes when it is done. What has not begun yet is neither: it comes.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol

from samenhang.conferences.enums import TalkAlert
from samenhang.finance.enums import FinanceAlert
from samenhang.intake.enums import IntakeAlert
from samenhang.legal.enums import TitleAlert
from samenhang.matching.enums import MatchingAlert
from samenhang.pathway.enums import HandoverAlert, PathwayAlert, ReturnAlert
from samenhang.pathway.enums.crises import CrisisAlert
from samenhang.pathway.enums.pilot_lights import LightAlert
from samenhang.pathway.enums.steps import StepAlert
from samenhang.people.enums import NetworkAlert
from samenhang.picture.enums import PictureAlert
from samenhang.plan.enums import PlanAlert
from samenhang.privacy.labels import DUTIES
from samenhang.steering.enums import SteeringAlert
from samenhang.supply.enums import SupplyAlert


class Sort(StrEnum):
    """Of which sort something is."""

    ALERT = "ALERT"
    TASK = "TASK"
    COMING = "COMING"


TASKS: frozenset[str] = frozenset(
    {
        *LightAlert,
        *StepAlert,
        *CrisisAlert,
        *HandoverAlert,
        *ReturnAlert,
        *TalkAlert,
        *SteeringAlert,
        *SupplyAlert,
        *DUTIES,
        *(set(PlanAlert) - {PlanAlert.NO_DAY_ACTIVITY, PlanAlert.SECURITY_MISSING, PlanAlert.SIGNAL_RED}),
        *(set(FinanceAlert) - {FinanceAlert.SWITCH_WITHOUT_COVER}),
        IntakeAlert.BRIDGE_NOT_ENOUGH,
        IntakeAlert.BRIDGE_OVER,
        MatchingAlert.AMBULATORY_TEST_DUE,
        MatchingAlert.RESIDENTIAL_WITHOUT_REASON,
        PictureAlert.RISK_ASSESSMENT_EXPIRED,
    }
)
ALERTS: frozenset[str] = frozenset(
    {
        *TitleAlert,
        *PathwayAlert,
        *NetworkAlert,
        PlanAlert.NO_DAY_ACTIVITY,
        PlanAlert.SECURITY_MISSING,
        PlanAlert.SIGNAL_RED,
        FinanceAlert.SWITCH_WITHOUT_COVER,
        IntakeAlert.REPEATED_E33,
        MatchingAlert.PAPER_REFUSAL,
        MatchingAlert.BOTTLENECK_LEGAL,
        MatchingAlert.RESIDENCE_CONFLICT,
        PictureAlert.OVERESTIMATED_STRENGTH,
        PictureAlert.UNDERESTIMATED_STRENGTH,
        PictureAlert.STRENGTH_DIFFERS,
    }
)


class _Item(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def on(self) -> date | None: ...


def sort_of(item: _Item, today: date) -> Sort:
    """Of which sort this is today; an alert whose first day still lies ahead comes, and is not raised."""
    if item.code in TASKS:
        return Sort.TASK
    return Sort.COMING if item.on is not None and item.on > today and item.code not in _COUNT_DOWN else Sort.ALERT


# Their day is the end that is warned of, and not the day on which they begin.
_COUNT_DOWN = frozenset({TitleAlert.TITLE_ENDS_WITHOUT_SUCCESSOR, PathwayAlert.PLACEMENT_ENDS_T90})
