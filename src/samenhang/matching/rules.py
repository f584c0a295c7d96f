"""What is possible in matching now: a need that says why, a refusal after seeing somebody, a decision with a reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from samenhang.base.errors import Refused
from samenhang.engines.fit.terms import Obstacle, RemedyKind
from samenhang.matching.enums import DecisionOutcome, MatchingAlert, NeedStatus, RefusalReason
from samenhang.picture.enums import EcoLayer

# Forms in which somebody lives in an institution or behind security; these need a reason (ambulatory, unless).
RESIDENTIAL = frozenset(
    "FPA FPK FPC KIB CIB ADD_FPA SGLVG_CLINIC LONG_STAY_GGZ SECURED_LIVING VG7_GROUP FORENSIC_BW BW_PLUS ACUTE_CLOSED".split()
)
# Obstacles of law: the refusal or verdict that a title, an indication or a rule of residence stands in the way.
LEGAL_REFUSALS = frozenset({RefusalReason.NO_TITLE, RefusalReason.NO_INDICATION, RefusalReason.RESIDENCE})

# Where in the ecological model an obstacle lies (seed 000, chapter 2; handbook 8.2): the wish is the person's, nearness is about
# their people, what an organisation can do is its own, and law, money and a lack of places are of society.
LAYER_OF_OBSTACLE: dict[str, EcoLayer] = {
    Obstacle.PREFERENCE: EcoLayer.ONTO, Obstacle.DISTANCE: EcoLayer.MICRO, Obstacle.ORGANISATIONAL: EcoLayer.EXO,
    Obstacle.EXPERTISE: EcoLayer.EXO, Obstacle.SAFETY: EcoLayer.EXO, Obstacle.CAPACITY: EcoLayer.MACRO,
    Obstacle.LEGAL: EcoLayer.MACRO, Obstacle.FINANCIAL: EcoLayer.MACRO,
}  # fmt: skip
# Where a proposal to lift it has to be done.
LAYER_OF_REMEDY: dict[str, EcoLayer] = {
    RemedyKind.FACT_FOUND_OUT: EcoLayer.MESO, RemedyKind.EXPERTISE_BROUGHT: EcoLayer.EXO, RemedyKind.PLACE_ADAPTED: EcoLayer.EXO,
    RemedyKind.RULE_RELAXED: EcoLayer.MACRO, RemedyKind.MONEY_FOUND: EcoLayer.MACRO, RemedyKind.OTHER_TITLE: EcoLayer.MACRO,
    RemedyKind.TIME_WAITED: EcoLayer.CHRONO,
}  # fmt: skip


def check_need(settings: Sequence[str], why_residential: str, why_text: str) -> None:
    """Raise Refused unless the need names a form and, when every form is residential, why (seed 000, section 4.1)."""
    if not settings:
        raise Refused("NO_FORM")
    if why_residential and not why_text.strip():
        raise Refused("WHY_RESIDENTIAL")
    if set(settings) <= RESIDENTIAL and not why_residential:
        raise Refused("WHY_RESIDENTIAL")


def check_refusal(*, client_seen: bool, exception_reason: str) -> None:
    """Raise Refused(CLIENT_NOT_SEEN) for a refusal on paper only, unless the exception is motivated (R-03)."""
    if not client_seen and not exception_reason.strip():
        raise Refused("CLIENT_NOT_SEEN")


def check_decision(*, status: str, outcome: str, reason: str, round_open: bool = True) -> None:
    """Raise Refused unless the need is open and the decision has a reason; only then may the table decide."""
    if status != NeedStatus.OPEN:
        raise Refused("NEED_MET")
    if not reason.strip():
        raise Refused("REASON_MISSING")
    DecisionOutcome(outcome)


def can_decide(*, status: str) -> bool:
    """Say whether the table can decide about this need now."""
    return status == NeedStatus.OPEN


def alerts(
    *,
    refusals: Collection[tuple[str, bool, date]],
    settings: Sequence[str],
    why_residential: str,
    ambulatory_test_on: date | None,
    legal_obstacle: bool,
    today: date,
) -> list[MatchingAlert]:
    """What matching asks attention for: (reason, client seen, date) of refusals of the past year, and the need itself."""
    recent = [r for r in refusals if (today - r[2]).days <= 365]
    found = []
    if any(not seen for _, seen, _ in recent):
        found.append(MatchingAlert.PAPER_REFUSAL)
    if legal_obstacle or any(RefusalReason(reason) in LEGAL_REFUSALS for reason, _, _ in recent):
        found.append(MatchingAlert.BOTTLENECK_LEGAL)
    if any(reason == RefusalReason.RESIDENCE for reason, _, _ in recent):
        found.append(MatchingAlert.RESIDENCE_CONFLICT)
    if settings and set(settings) <= RESIDENTIAL and not why_residential:
        found.append(MatchingAlert.RESIDENTIAL_WITHOUT_REASON)
    if ambulatory_test_on is not None and ambulatory_test_on <= today:
        found.append(MatchingAlert.AMBULATORY_TEST_DUE)
    return found
