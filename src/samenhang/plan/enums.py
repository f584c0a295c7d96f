"""Codes of the plan (handbook 1.2, 6.1 and 13.2)."""

from enum import StrEnum


class GoalState(StrEnum):
    """Where a goal stands."""

    OPEN = "OPEN"
    REACHED = "REACHED"
    LET_GO = "LET_GO"


class ActionState(StrEnum):
    """Where an action stands."""

    TODO = "TODO"
    DONE = "DONE"
    DROPPED = "DROPPED"


class Doer(StrEnum):
    """Whose move an action is: a colleague, an organisation, the person themselves, somebody close."""

    COLLEAGUE = "COLLEAGUE"
    ORGANISATION = "ORGANISATION"
    CLIENT = "CLIENT"
    CLOSE_ONE = "CLOSE_ONE"


class Security(StrEnum):
    """What must be arranged before somebody lives on their own with support (seed 000, section 4.1)."""

    INCOME = "INCOME"
    HOUSING = "HOUSING"
    MEANING = "MEANING"
    DAY_ACTIVITY = "DAY_ACTIVITY"


class SecurityState(StrEnum):
    """Whether a security is arranged; not known is not no."""

    ARRANGED = "ARRANGED"
    NOT_ARRANGED = "NOT_ARRANGED"
    UNKNOWN = "UNKNOWN"


class ApproachState(StrEnum):
    """Where a way of approaching the person stands; one is agreed at a time."""

    PROPOSED = "PROPOSED"
    AGREED = "AGREED"
    REPLACED = "REPLACED"
    REJECTED = "REJECTED"


class StepState(StrEnum):
    """Where a step of the route stands."""

    TO_COME = "TO_COME"
    NOW = "NOW"
    BEHIND = "BEHIND"


class Signer(StrEnum):
    """As whom somebody puts their name to a plan."""

    ORGANISATION = "ORGANISATION"
    CLIENT = "CLIENT"
    REPRESENTATIVE = "REPRESENTATIVE"
    CLOSE_ONE = "CLOSE_ONE"


class Answer(StrEnum):
    """What somebody says to what was proposed."""

    AGREED = "AGREED"
    OBJECTED = "OBJECTED"


class Conclusion(StrEnum):
    """What an evaluation concludes (plan, do, check, act)."""

    GO_ON = "GO_ON"
    ADJUST = "ADJUST"
    STEP_UP = "STEP_UP"
    STEP_DOWN = "STEP_DOWN"


class Phase(StrEnum):
    """The phases of a signalling plan (handbook 6.1)."""

    GREEN = "GREEN"
    YELLOW = "YELLOW"
    ORANGE = "ORANGE"
    RED = "RED"
    BLUE = "BLUE"


class LineKind(StrEnum):
    """What a line of a signalling plan tells."""

    SITUATION = "SITUATION"
    SIGN = "SIGN"
    SELF = "SELF"
    HELPER = "HELPER"
    DO_NOT = "DO_NOT"
    WORKS = "WORKS"


class SignalState(StrEnum):
    """Where a signalling plan stands; one is in force at a time."""

    DRAFT = "DRAFT"
    SIGNED = "SIGNED"
    REPLACED = "REPLACED"


class SupportKind(StrEnum):
    """What is asked for on top of what was granted (seed 001, section on what goes well)."""

    EXTRA_HOURS = "EXTRA_HOURS"
    FLEXIBLE_SUPPORT = "FLEXIBLE_SUPPORT"
    EXTRA_CARE_WLZ = "EXTRA_CARE_WLZ"
    CRISIS_TEAM = "CRISIS_TEAM"


class SupportDecision(StrEnum):
    """What was decided about a request for support."""

    GRANTED = "GRANTED"
    PARTLY = "PARTLY"
    REFUSED = "REFUSED"


class MeetingOutcome(StrEnum):
    """What the person decided after a conversation with a possible case manager."""

    CHOSEN = "CHOSEN"
    NOT_CHOSEN = "NOT_CHOSEN"
    THINKING = "THINKING"


class SupporterAnswer(StrEnum):
    """What the person answered to the offer of independent support."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    LATER = "LATER"


class PlanAlert(StrEnum):
    """What a plan asks attention for."""

    NO_PLAN = "NO_PLAN"
    TWO_PLANS = "TWO_PLANS"
    PLAN_NOT_AGREED = "PLAN_NOT_AGREED"
    AGREEMENT_TO_GIVE = "AGREEMENT_TO_GIVE"
    ACTION_OVERDUE = "ACTION_OVERDUE"
    ACTION_DUE = "ACTION_DUE"
    ACTION_WITHOUT_OWNER = "ACTION_WITHOUT_OWNER"
    EVALUATION_OVERDUE = "EVALUATION_OVERDUE"
    EVALUATION_DUE = "EVALUATION_DUE"
    SIGNAL_PLAN_REVIEW = "SIGNAL_PLAN_REVIEW"
    SIGNAL_RED = "SIGNAL_RED"
    NO_DAY_ACTIVITY = "NO_DAY_ACTIVITY"
    SECURITY_MISSING = "SECURITY_MISSING"
    NO_OUTFLOW_PERSPECTIVE = "NO_OUTFLOW_PERSPECTIVE"
    GOALS_PULL_APART = "GOALS_PULL_APART"
    SUPPORT_TO_DECIDE = "SUPPORT_TO_DECIDE"
    DEVIATION_REVIEW_DUE = "DEVIATION_REVIEW_DUE"
    ORGANISATION_PLAN_ENDS = "ORGANISATION_PLAN_ENDS"
