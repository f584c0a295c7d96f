"""How each kind is told as long as somebody chose nothing else: what waits for an answer comes at once, the rest once a day."""

from __future__ import annotations

from dataclasses import dataclass

from samenhang.notifications.enums import Kind, Mailing


@dataclass(frozen=True)
class Told:
    """In the application or not, and when by mail."""

    shown: bool = True
    mail: Mailing = Mailing.DAILY


_AT_ONCE = (
    Kind.SUPPORT_ASKED,
    Kind.INVITED_TO_CONFERENCE,
    Kind.CONFERENCE_MOVED,
    Kind.CONSULTATION_ASKED,
    Kind.INVITED_TO_CASE,
    Kind.CASE_HANDED_OVER,
    Kind.SEAT_EMPTY,
    Kind.LOOK_AFTER,
    Kind.CRISIS_STARTED,
    Kind.LIGHT_LIT_UP,
    Kind.HANDOVER_ASKED,
    Kind.HANDOVER_RELEASED,
    Kind.HANDOVER_SET_BACK,
    Kind.HANDOVER_QUESTION,
    Kind.REPORT_URGENT,
    Kind.REPORT_IN_CASE,
    Kind.CASE_REENTERED,
    Kind.BRIDGE_FAILS,
    Kind.ENDS_WITHOUT_NEXT,
    Kind.PERSON_RETURNS,
)
_NO_MAIL = (Kind.ACTION_DONE, Kind.PLAN_CHANGED)

DEFAULTS: dict[Kind, Told] = {
    kind: Told(mail=Mailing.AT_ONCE if kind in _AT_ONCE else Mailing.NEVER if kind in _NO_MAIL else Mailing.DAILY)
    for kind in Kind
}

KEPT_DAYS = 90  # a notification that was read, and a mail that left, are forgotten after so many days
MOST_ATTEMPTS = 6
LEASE_MINUTES = 10  # a sender that says nothing for so long has stopped


def wait_minutes(attempts: int) -> int:
    """How long to wait after so many attempts that failed: 5 minutes, 10, 20, … at most four hours."""
    return min(5 * 2 ** max(attempts - 1, 0), 240)
