"""Codes of warm handovers (handbook chapter 5)."""

from enum import StrEnum


class HandoverKind(StrEnum):
    """Between which kinds of care somebody goes over."""

    FORENSIC_TO_REGULAR = "FORENSIC_TO_REGULAR"
    REGULAR_TO_FORENSIC = "REGULAR_TO_FORENSIC"
    AMBULATORY_TO_CLINICAL_CRISIS = "AMBULATORY_TO_CLINICAL_CRISIS"
    YOUTH_TO_ADULT = "YOUTH_TO_ADULT"
    CURE_TO_LONGTERM = "CURE_TO_LONGTERM"
    CARE_TO_WMO = "CARE_TO_WMO"
    DETENTION_TO_COMMUNITY = "DETENTION_TO_COMMUNITY"
    PROVIDER_TO_PROVIDER = "PROVIDER_TO_PROVIDER"
    TO_PILOT_LIGHT = "TO_PILOT_LIGHT"


class HandoverState(StrEnum):
    """Where a handover stands."""

    PLANNED = "PLANNED"
    ACQUAINTING = "ACQUAINTING"
    READY = "READY"
    TRANSFERRED = "TRANSFERRED"
    AFTERCARE = "AFTERCARE"
    COMPLETED = "COMPLETED"
    FAILED_RETURN = "FAILED_RETURN"
    WITHDRAWN = "WITHDRAWN"


class HandoverAct(StrEnum):
    """What moves a handover from one state to the next."""

    RECEIVER_ACCEPTS = "RECEIVER_ACCEPTS"
    RECEIVER_FALLS_AWAY = "RECEIVER_FALLS_AWAY"
    DECLARE_READY = "DECLARE_READY"
    NOT_READY_ANY_MORE = "NOT_READY_ANY_MORE"
    MOVE = "MOVE"
    KNOW_ENOUGH = "KNOW_ENOUGH"
    COMPLETE = "COMPLETE"
    RETURN = "RETURN"
    TRY_AGAIN = "TRY_AGAIN"
    WITHDRAW = "WITHDRAW"


class GiverRole(StrEnum):
    """From which kind of care the professional comes who hands somebody over (H7)."""

    FORENSIC = "FORENSIC"
    GGZ = "GGZ"
    DISABILITY = "DISABILITY"
    YOUTH_CARE = "YOUTH_CARE"
    SHELTERED_LIVING = "SHELTERED_LIVING"
    DETENTION = "DETENTION"
    OTHER = "OTHER"


class StepCode(StrEnum):
    """The steps of a warm handover, by their number in the handbook; CHECK_IN is of the capability map (row 56)."""

    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    H6 = "H6"
    H7 = "H7"
    H8 = "H8"
    H9 = "H9"
    H10 = "H10"
    H11 = "H11"
    H12 = "H12"
    H13 = "H13"
    H14 = "H14"
    H15 = "H15"
    H16 = "H16"
    CHECK_IN = "CHECK_IN"
    H17 = "H17"
    H18 = "H18"
    H19 = "H19"


class StepState(StrEnum):
    """Where one step stands on a day."""

    DONE = "DONE"
    OVERDUE = "OVERDUE"
    DUE = "DUE"
    PLANNED = "PLANNED"


class Evidence(StrEnum):
    """What can be written down in a handover; steps are done by what is there."""

    PERSPECTIVE = "PERSPECTIVE"
    PARTIES = "PARTIES"
    LEGAL_BRIDGE = "LEGAL_BRIDGE"
    WISH = "WISH"
    INTAKE = "INTAKE"
    VISIT = "VISIT"
    FREEDOM = "FREEDOM"
    BRIEFING = "BRIEFING"
    STAFF_EXCHANGE = "STAFF_EXCHANGE"
    RETURN_AGREEMENT = "RETURN_AGREEMENT"
    LIVELIHOOD = "LIVELIHOOD"
    TALK = "TALK"
    OVERLAP = "OVERLAP"
    FIRST_CONTACT = "FIRST_CONTACT"
    HOME_VISIT = "HOME_VISIT"
    CONSULT = "CONSULT"
    CHECK_IN = "CHECK_IN"
    EVALUATION = "EVALUATION"
    CASE_DISCUSSION = "CASE_DISCUSSION"
    FILE_HOLDER = "FILE_HOLDER"
    RETURNED = "RETURNED"
    NEW_RECEIVER = "NEW_RECEIVER"


class Livelihood(StrEnum):
    """What somebody needs to live in the new place, looked at before the move (H11)."""

    ID = "ID"
    ADDRESS = "ADDRESS"
    INCOME = "INCOME"
    INSURANCE = "INSURANCE"
    GP = "GP"
    MEDICATION = "MEDICATION"
    DEBTS = "DEBTS"
    DAY_ACTIVITY = "DAY_ACTIVITY"


class ReturnTerms(StrEnum):
    """What was agreed about coming back (H12)."""

    BED_HELD = "BED_HELD"
    FIRST_CALL = "FIRST_CALL"
    NO_RETURN = "NO_RETURN"


class Worked(StrEnum):
    """Whether the handover worked, as the person sees it (H17)."""

    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"


class RequestState(StrEnum):
    """Where the question to one possible receiver stands."""

    ASKED = "ASKED"
    HELD = "HELD"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    RELEASED = "RELEASED"


class RequestAct(StrEnum):
    """What is done with the question to one possible receiver."""

    HOLD = "HOLD"
    ACCEPT = "ACCEPT"
    REFUSE = "REFUSE"
    RELEASE = "RELEASE"


class NoReason(StrEnum):
    """Why a receiver refuses; the same codes as in the register of refusals (handbook 3.0)."""

    HISTORY_ONLY_ON_PAPER = "HISTORY_ONLY_ON_PAPER"
    SECURITY_LEVEL = "SECURITY_LEVEL"
    EXCLUSION_SUBSTANCE = "EXCLUSION_SUBSTANCE"
    EXCLUSION_ID = "EXCLUSION_ID"
    EXCLUSION_VIOLENCE = "EXCLUSION_VIOLENCE"
    EXCLUSION_FIRE = "EXCLUSION_FIRE"
    NO_TITLE = "NO_TITLE"
    NO_INDICATION = "NO_INDICATION"
    RESIDENCE = "RESIDENCE"
    FULL = "FULL"
    PRODUCTION_NORM = "PRODUCTION_NORM"
    GROUP_FIT = "GROUP_FIT"
    TEAM_AT_LIMIT = "TEAM_AT_LIMIT"


class HandoverAlert(StrEnum):
    """What a handover asks attention for."""

    HANDOVER_STEP_OVERDUE = "HANDOVER_STEP_OVERDUE"
    HANDOVER_STEP_DUE = "HANDOVER_STEP_DUE"
    HANDOVER_NO_RECEIVER = "HANDOVER_NO_RECEIVER"
    HANDOVER_NO_DAY = "HANDOVER_NO_DAY"
    HANDOVER_MOVE_OVERDUE = "HANDOVER_MOVE_OVERDUE"
    HANDOVER_QUESTION_WAITS = "HANDOVER_QUESTION_WAITS"
    HANDOVER_RETURN_TO_DECIDE = "HANDOVER_RETURN_TO_DECIDE"
    HANDOVER_HOME_ENDS = "HANDOVER_HOME_ENDS"


class SetBack(StrEnum):
    """Why a handover was set back by what happened around it."""

    PLACE_OUT_OF_SERVICE = "PLACE_OUT_OF_SERVICE"
    TITLE_ENDS = "TITLE_ENDS"
    DAY_MOVED = "DAY_MOVED"
    RECEIVER_LEFT = "RECEIVER_LEFT"
    RECEIVER_CHANGED = "RECEIVER_CHANGED"
    CONSENT_ENDS = "CONSENT_ENDS"
