"""Codes of notifications: kinds say what happened in general words, never about whom or what."""

from enum import StrEnum


class Kind(StrEnum):
    """What somebody is told about."""

    MENTIONED = "MENTIONED"
    NOTE_ANSWERED = "NOTE_ANSWERED"
    ACTION_GIVEN = "ACTION_GIVEN"
    ACTION_DONE = "ACTION_DONE"
    AGREEMENT_ASKED = "AGREEMENT_ASKED"
    AGREEMENT_ANSWERED = "AGREEMENT_ANSWERED"
    PLAN_CHANGED = "PLAN_CHANGED"
    EVALUATION_DUE = "EVALUATION_DUE"
    SUPPORT_ASKED = "SUPPORT_ASKED"
    SUPPORT_DECIDED = "SUPPORT_DECIDED"
    INVITED_TO_CONFERENCE = "INVITED_TO_CONFERENCE"
    CONFERENCE_MOVED = "CONFERENCE_MOVED"
    CONFERENCE_RECORDED = "CONFERENCE_RECORDED"
    CONSULTATION_ASKED = "CONSULTATION_ASKED"
    CONSULTATION_ANSWERED = "CONSULTATION_ANSWERED"
    INVITED_TO_CASE = "INVITED_TO_CASE"
    CASE_HANDED_OVER = "CASE_HANDED_OVER"
    SHARED_WITH_YOU = "SHARED_WITH_YOU"
    SEAT_EMPTY = "SEAT_EMPTY"
    ENDS_WITHOUT_NEXT = "ENDS_WITHOUT_NEXT"
    PERSON_RETURNS = "PERSON_RETURNS"


class Mailing(StrEnum):
    """When somebody is told by mail that something is waiting."""

    AT_ONCE = "AT_ONCE"
    DAILY = "DAILY"
    NEVER = "NEVER"


class MailState(StrEnum):
    """Where a mail stands on its way out."""

    WAITING = "WAITING"
    LEAVING = "LEAVING"  # claimed by one sender, which tells what became of it
    SENT = "SENT"
    GIVEN_UP = "GIVEN_UP"  # refused too often, or nobody to send it to any more
    UNCERTAIN = "UNCERTAIN"  # twice a sender stopped between sending and telling
