"""Codes of the pilot light: somebody keeps looking, with little, so that much is soon there again (seed 001, recommendation 2)."""

from enum import StrEnum


class LightState(StrEnum):
    """Where a pilot light stands."""

    BURNING = "BURNING"
    RELIT = "RELIT"
    OUT = "OUT"


class LightAct(StrEnum):
    """What can be done with a pilot light."""

    RENEW = "RENEW"
    RELIGHT = "RELIGHT"
    PUT_OUT = "PUT_OUT"


class ContactForm(StrEnum):
    """How contact is kept."""

    VISIT = "VISIT"
    CALL = "CALL"
    MESSAGE = "MESSAGE"
    WALK_IN = "WALK_IN"


class WhatWeDo(StrEnum):
    """What the analysis behind an end of all care found."""

    NOBODY_NEEDED = "NOBODY_NEEDED"
    OTHERS_LOOK = "OTHERS_LOOK"
    PERSON_WANTS_NONE = "PERSON_WANTS_NONE"


class LightAlert(StrEnum):
    """What asks attention around contact and pilot lights."""

    CONTACT_DUE = "CONTACT_DUE"
    CONTACT_MISSED = "CONTACT_MISSED"
    VISIT_NEEDED = "VISIT_NEEDED"
    LIGHT_ENDS = "LIGHT_ENDS"


class CaseState(StrEnum):
    """Where a case stands as a whole (handbook 13.1); it follows from what is recorded and is never typed in."""

    OPEN = "OPEN"
    RUNNING = "RUNNING"
    SCALED_UP = "SCALED_UP"
    PILOT_LIGHT = "PILOT_LIGHT"
    CLOSED = "CLOSED"


class CaseAct(StrEnum):
    """What brings a case from one state to another."""

    START_PLAN = "START_PLAN"
    STEP_UP = "STEP_UP"
    STEP_DOWN = "STEP_DOWN"
    KEEP_A_LIGHT = "KEEP_A_LIGHT"
    RELIGHT = "RELIGHT"
    CLOSE = "CLOSE"
    REOPEN = "REOPEN"
