"""The steps of a warm handover in time, and the numbers that a region may change (handbook chapter 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from samenhang.pathway.enums.handovers import GiverRole, HandoverKind, StepCode


@dataclass(frozen=True)
class Numbers:
    """The numbers of a handover: days before or after the move, and how often. What a region changes is a new version.

    Days count from the move: -180 is half a year before it. Months count from the move as well.
    """

    visits: int = 2
    talks: int = 2
    talk_minutes: int = 30
    consults: int = 3
    perspective_within: int = 14
    next_place: int = -365
    parties_from: int = -365
    parties_by: int = -180
    legal_from: int = -270
    legal_by: int = -42
    consent_from: int = -270
    consent_by: int = -30
    intake: int = -180
    visits_from: int = -180
    visits_by: int = -30
    team_from: int = -90
    team_by: int = -30
    signal_plan: int = -30
    livelihood: int = -30
    return_agreement: int = -30
    talk_from: int = -7
    overlap_until: int = 28
    first_contact: int = 1
    home_visit: int = 3
    last_consult_months: int = 6
    last_check_in_months: int = 6
    evaluation_months: int = 3
    close_from_months: int = 6
    close_by_months: int = 12
    answer_days: int = 3
    request_days: int = 14


DEFAULTS = Numbers()
NUMBER_NAMES = tuple(f.name for f in fields(Numbers))


@dataclass(frozen=True)
class Window:
    """From when until when a step is done, by the names of its numbers; months where ``months`` says so."""

    opens: str
    due: str
    months: bool = False


# H1 counts from the start of the stay and has no window around the move; 0 stands for the day of the move itself.
WINDOWS: Mapping[StepCode, Window] = {
    StepCode.H2: Window("next_place", "next_place"),
    StepCode.H3: Window("parties_from", "parties_by"),
    StepCode.H4: Window("legal_from", "legal_by"),
    StepCode.H5: Window("consent_from", "consent_by"),
    StepCode.H6: Window("intake", "intake"),
    StepCode.H7: Window("intake", "intake"),
    StepCode.H8: Window("visits_from", "visits_by"),
    StepCode.H9: Window("team_from", "team_by"),
    StepCode.H10: Window("team_from", "signal_plan"),
    StepCode.H11: Window("team_from", "livelihood"),
    StepCode.H12: Window("team_from", "return_agreement"),
    StepCode.H13: Window("talk_from", ""),
    StepCode.H14: Window("", "overlap_until"),
    StepCode.H15: Window("first_contact", "home_visit"),
    StepCode.H16: Window("", "last_consult_months", months=True),
    StepCode.CHECK_IN: Window("", "last_check_in_months", months=True),
    StepCode.H17: Window("evaluation_months", "evaluation_months", months=True),
    StepCode.H18: Window("", ""),
    StepCode.H19: Window("close_from_months", "close_by_months", months=True),
}
# Without these nobody is ready; only a motivated exception with a manager behind it lets somebody go without.
GATE = (
    StepCode.H1, StepCode.H2, StepCode.H3, StepCode.H4, StepCode.H5, StepCode.H6, StepCode.H7, StepCode.H10, StepCode.H11, StepCode.H12,
)  # fmt: skip
# Who hands somebody over: from forensic care when going down, from mental health care when going up (seed 000, section 3.2).
GIVERS: Mapping[HandoverKind, frozenset[GiverRole]] = {
    HandoverKind.FORENSIC_TO_REGULAR: frozenset({GiverRole.FORENSIC}),
    HandoverKind.REGULAR_TO_FORENSIC: frozenset({GiverRole.GGZ}),
    HandoverKind.AMBULATORY_TO_CLINICAL_CRISIS: frozenset({GiverRole.GGZ}),
    HandoverKind.YOUTH_TO_ADULT: frozenset({GiverRole.YOUTH_CARE}),
    HandoverKind.CURE_TO_LONGTERM: frozenset({GiverRole.GGZ, GiverRole.DISABILITY}),
    HandoverKind.CARE_TO_WMO: frozenset(GiverRole) - {GiverRole.OTHER},
    HandoverKind.DETENTION_TO_COMMUNITY: frozenset({GiverRole.DETENTION, GiverRole.FORENSIC}),
    HandoverKind.PROVIDER_TO_PROVIDER: frozenset(GiverRole) - {GiverRole.OTHER},
    HandoverKind.TO_PILOT_LIGHT: frozenset(GiverRole) - {GiverRole.OTHER},
}
CHECK_IN_MONTHS = ("1", "3", "6")  # row 56
CONSULT_DAYS = (7, 30, 91)  # H16: after a week, a month and three months; the last one has a number of its own
CHECK_IN_EARLY = 7  # days before its month at which a check-in may be held
