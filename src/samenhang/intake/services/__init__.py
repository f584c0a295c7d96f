"""The verbs of intake: inclusion, criteria, signals; reports from the first word to the answer; re-entry; bridges while waiting."""

from samenhang.intake.services.answering import close_report, feed_back, wipe_reports
from samenhang.intake.services.crises import OpenedCrisis, ReportedCrisis, call_crisis, open_crises_with
from samenhang.intake.services.criteria import write_criteria
from samenhang.intake.services.inclusion import Answered, check_inclusion, decide_inclusion
from samenhang.intake.services.inquiries import take_inquiry_step
from samenhang.intake.services.looking import (
    NewContact,
    join_reports,
    link_person,
    note_contact,
    part_report,
    weigh_health_words,
)
from samenhang.intake.services.receiving import NewReport, open_desk, receive, receive_many
from samenhang.intake.services.reentering import reenter
from samenhang.intake.services.signals import SIGNAL, NewSignal, record_signals
from samenhang.intake.services.waiting import BRIDGE, TALK, tell_of_bridges
from samenhang.intake.services.weighing import decide_report, weigh_report

__all__ = [
    "BRIDGE",
    "SIGNAL",
    "TALK",
    "Answered",
    "NewContact",
    "NewReport",
    "NewSignal",
    "OpenedCrisis",
    "ReportedCrisis",
    "call_crisis",
    "check_inclusion",
    "close_report",
    "decide_inclusion",
    "decide_report",
    "feed_back",
    "join_reports",
    "link_person",
    "note_contact",
    "open_crises_with",
    "open_desk",
    "part_report",
    "receive",
    "receive_many",
    "record_signals",
    "reenter",
    "take_inquiry_step",
    "tell_of_bridges",
    "weigh_health_words",
    "weigh_report",
    "wipe_reports",
    "write_criteria",
]
