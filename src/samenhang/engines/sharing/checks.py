"""The facts that rules can demand: under which lock each stands, what is said when it lacks, and what would open it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from .problem import WFZ_WINDOW_DAYS, Facts
from .terms import Lock


@dataclass(frozen=True, slots=True)
class Check:
    """`holds` gets the facts and whether valid explicit consent covers the question."""

    lock: Lock
    why: str
    opens: str
    holds: Callable[[Facts, bool], bool]


def window_open(facts: Facts) -> bool:
    """Inside the six weeks before the end of a criminal title."""
    end = facts.title_end
    return end is not None and end - dt.timedelta(days=WFZ_WINDOW_DAYS) <= facts.today < end


def wfz_open(facts: Facts) -> bool:
    """Window, judgement and record together: Wfz 2.5 lid 3 as an exception."""
    return window_open(facts) and facts.care_needed and facts.decision_25 is not None


CHECKS: dict[str, Check] = {
    "FIT_DECIDED": Check(Lock.PURPOSE, "FIT_NOT_DECIDED", "DECIDE_FIT", lambda f, _: f.fit_decided),
    "JOINS_CONFERENCE": Check(Lock.PURPOSE, "NOT_ASKED_TO_JOIN", "DECIDE_WHO_JOINS", lambda f, _: f.joins_conference),
    "HIT_FOUND": Check(Lock.PURPOSE, "NO_HIT_YET", "ASK_HIT_FIRST", lambda f, _: f.hit_found),
    "WFZ_WINDOW_OPEN": Check(Lock.BASIS, "OUTSIDE_WINDOW", "WAIT_FOR_WINDOW", lambda f, _: window_open(f)),
    "CARE_NEEDED_AFTER_TITLE": Check(Lock.BASIS, "CARE_NOT_JUDGED", "JUDGE_CARE_NEEDED", lambda f, _: f.care_needed),
    "WFZ_DECISION_RECORDED": Check(
        Lock.BASIS, "DECISION_NOT_RECORDED", "RECORD_DECISION", lambda f, _: f.decision_25 is not None
    ),
    "ESSENTIAL_CONDITIONS_LACK": Check(
        Lock.BASIS, "CONDITIONS_NOT_LACKING", "ESTABLISH_LACKING_CONDITIONS", lambda f, _: f.conditions_lack
    ),
    "ADMITTED": Check(Lock.BASIS, "NOT_ADMITTED", "ESTABLISH_ADMISSION", lambda f, _: f.admitted),
    "SERIOUS_HARM": Check(Lock.BASIS, "NO_SERIOUS_HARM", "ESTABLISH_SERIOUS_HARM", lambda f, _: f.serious_harm),
    "AVOIDS_CARE": Check(Lock.BASIS, "DOES_NOT_AVOID_CARE", "ESTABLISH_CARE_AVOIDANCE", lambda f, _: f.avoids_care),
    "ACUTE_DANGER": Check(Lock.BASIS, "NO_ACUTE_DANGER", "ESTABLISH_ACUTE_DANGER", lambda f, _: f.acute_danger),
    "CHILD_OR_PARTNER_IN_DANGER": Check(
        Lock.BASIS, "NO_CHILD_OR_PARTNER_IN_DANGER", "ESTABLISH_DANGER", lambda f, _: f.children_or_partner_in_danger
    ),
    "REPRESENTATION_REGISTERED": Check(
        Lock.BASIS, "NOT_REPRESENTED", "REGISTER_REPRESENTATIVE", lambda f, _: f.representation
    ),
    "DEIDENTIFIED": Check(Lock.BASIS, "NOT_DEIDENTIFIED", "DEIDENTIFY", lambda f, _: f.deidentified),
    "GOES_WITH_ALLOWED_SHARING": Check(
        Lock.BASIS, "STANDS_ALONE", "SHARE_WITH_ALLOWED_FACTS", lambda f, _: f.with_allowed_sharing
    ),
    "RELATION_REGISTERED": Check(
        Lock.SECRECY, "NO_TREATMENT_RELATION", "REGISTER_TREATMENT_RELATION", lambda f, _: f.relation
    ),
    "PLAN_VERSION_SIGNED": Check(
        Lock.SECRECY, "PLAN_VERSION_NOT_SIGNED", "HAVE_PLAN_VERSION_SIGNED", lambda f, _: f.plan_version_signed
    ),
    "CONFIDENTIALITY_SIGNED": Check(
        Lock.SECRECY, "CONFIDENTIALITY_NOT_SIGNED", "SIGN_CONFIDENTIALITY", lambda f, _: f.confidentiality_signed
    ),
    "ZV_INFORMED": Check(Lock.SECRECY, "ZV_NOT_INFORMED", "INFORM_ZV", lambda f, consented: consented or f.zv_informed),
    "OWN_ACCESS_ROUTE": Check(Lock.REGIME, "OWN_ROUTE_OF_ACCESS", "USE_OWN_ACCESS_ROUTE", lambda f, _: False),
    "DECISION_ON_FILE": Check(
        Lock.REGIME, "NO_WRITTEN_DECISION", "PUT_DECISION_ON_FILE", lambda f, _: bool(f.decision_reference.strip())
    ),
    "INVESTIGATION_ALLOWS": Check(
        Lock.REGIME, "INVESTIGATION_OPPOSES", "WAIT_FOR_INVESTIGATION", lambda f, _: not f.investigation_opposes
    ),
    "SENDER_IS_PUBLIC": Check(
        Lock.REGIME, "PRIVATE_PARTICIPANT", "PUBLIC_PARTICIPANT_ONLY", lambda f, _: f.sender_public
    ),
    "BOTH_ARE_PUBLIC": Check(
        Lock.REGIME,
        "PRIVATE_PARTICIPANT",
        "PUBLIC_PARTICIPANT_ONLY",
        lambda f, _: f.sender_public and f.recipient_public,
    ),
    "NO_WEIGHTY_REASONS": Check(
        Lock.REGIME, "WEIGHTY_REASONS_OPPOSE", "WEIGH_AGAIN_LATER", lambda f, _: not f.weighty_reasons_oppose
    ),
    "RAC_TESTED": Check(Lock.REGIME, "NOT_TESTED_BY_RAC", "ASK_RAC", lambda f, _: f.rac_tested),
    "NO_PARTICIPANT_OBJECTS": Check(
        Lock.REGIME, "PARTICIPANT_OBJECTS", "LIFT_OBJECTION_OF_PARTICIPANT", lambda f, _: not f.objection_of_participant
    ),
    "SUPPLIER_CONSENTS": Check(
        Lock.REGIME, "SUPPLIER_HAS_NOT_AGREED", "ASK_SUPPLIER", lambda f, _: f.supplier_consents
    ),
    "AUTHORITY_AGREES": Check(
        Lock.REGIME, "AUTHORITY_HAS_NOT_AGREED", "ASK_AUTHORITY", lambda f, _: f.authority_agrees
    ),
}
