"""Tables of intake: inclusion with evidence, signals, the reports of the desk, and what holds somebody who waits."""

from samenhang.intake.models.inclusion import CriteriaSet, CriterionAnswer, InclusionCheck, Signal
from samenhang.intake.models.reports import Report, ReportContact, ReportDesk, ReportWeighing, WvggzInquiry
from samenhang.intake.models.waiting import Bridge, ClientTalk

__all__ = [
    "Bridge",
    "ClientTalk",
    "CriteriaSet",
    "CriterionAnswer",
    "InclusionCheck",
    "Report",
    "ReportContact",
    "ReportDesk",
    "ReportWeighing",
    "Signal",
    "WvggzInquiry",
]
