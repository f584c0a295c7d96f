"""The verbs of privacy: consent, sharing, telling, requests, weighing, hit or no hit, retention, signing the rules."""

from samenhang.privacy.services.consents import (
    Given,
    Leave,
    NewConsent,
    answer_consent,
    ask_consent,
    check_leave,
    question_before,
    record_answer,
    withdraw_consent,
)
from samenhang.privacy.services.emergencies import Emergency, open_in_emergency
from samenhang.privacy.services.known import Hit, ask_known
from samenhang.privacy.services.merging import MergePreview, merge, preview_merge
from samenhang.privacy.services.needs import NewHomeNeed, enrol, set_home_needs
from samenhang.privacy.services.notices import plan_notice, postpone, read_in_portal, told
from samenhang.privacy.services.requests import answer_request, make_request
from samenhang.privacy.services.retention import (
    decide_destruction,
    held,
    hold,
    hold_dossier,
    lift_hold,
    personal_tables,
    propose_destruction,
    shield_expired,
)
from samenhang.privacy.services.sharing import Part, Shared, Sharing, keep_to_oneself, share
from samenhang.privacy.services.sheets import sign_rules
from samenhang.privacy.services.subject_access import TakenAlong, take_along
from samenhang.privacy.services.weighings import NewWeighing, look_again, weigh

__all__ = [
    "Emergency",
    "Given",
    "Hit",
    "Leave",
    "MergePreview",
    "NewConsent",
    "NewHomeNeed",
    "NewWeighing",
    "Part",
    "Shared",
    "Sharing",
    "TakenAlong",
    "answer_consent",
    "answer_request",
    "ask_consent",
    "ask_known",
    "check_leave",
    "decide_destruction",
    "enrol",
    "held",
    "hold",
    "hold_dossier",
    "keep_to_oneself",
    "lift_hold",
    "look_again",
    "make_request",
    "merge",
    "open_in_emergency",
    "personal_tables",
    "plan_notice",
    "postpone",
    "preview_merge",
    "propose_destruction",
    "question_before",
    "read_in_portal",
    "record_answer",
    "set_home_needs",
    "share",
    "shield_expired",
    "sign_rules",
    "take_along",
    "told",
    "weigh",
    "withdraw_consent",
]  # fmt: skip
