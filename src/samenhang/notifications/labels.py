"""Code → words of notifications, and the words of the mail: the same for everybody, about nobody."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samenhang.notifications.enums import Kind, Mailing

KINDS: dict[str, Promise] = {
    Kind.MENTIONED: _("You are mentioned in a note"),
    Kind.NOTE_ANSWERED: _("Your note was answered"),
    Kind.ACTION_GIVEN: _("You were given an action"),
    Kind.ACTION_DONE: _("An action was done"),
    Kind.AGREEMENT_ASKED: _("Your agreement is asked"),
    Kind.AGREEMENT_ANSWERED: _("Somebody agreed or did not agree"),
    Kind.PLAN_CHANGED: _("Everybody agrees with a plan or an approach"),
    Kind.EVALUATION_DUE: _("An evaluation is due"),
    Kind.SUPPORT_ASKED: _("Extra support is asked"),
    Kind.SUPPORT_DECIDED: _("A decision about extra support"),
    Kind.INVITED_TO_CONFERENCE: _("You are invited to a conference"),
    Kind.CONFERENCE_MOVED: _("A conference was moved"),
    Kind.CONFERENCE_RECORDED: _("What was agreed in a conference is there"),
    Kind.CONSULTATION_ASKED: _("A colleague asks your expertise"),
    Kind.CONSULTATION_ANSWERED: _("Your question to an expert was answered"),
    Kind.INVITED_TO_CASE: _("You are invited to a case"),
    Kind.CASE_HANDED_OVER: _("A case was handed over to you"),
    Kind.SHARED_WITH_YOU: _("Something was shared with your organisation"),
    Kind.SEAT_EMPTY: _("A seat in a case is empty: somebody must hold it"),
    Kind.LOOK_AFTER: _("You are asked to look whom nobody holds or has met"),
    Kind.CRISIS_STARTED: _("Somebody called because of a crisis"),
    Kind.LIGHT_TO_KEEP: _("You keep a pilot light"),
    Kind.LIGHT_LIT_UP: _("A pilot light was lit up: help is needed again"),
    Kind.HANDOVER_STARTED: _("A warm handover was begun in which you have a part"),
    Kind.HANDOVER_ASKED: _("Your organisation is asked to receive somebody"),
    Kind.HANDOVER_ANSWERED: _("There is an answer in a handover"),
    Kind.HANDOVER_RELEASED: _("A question to receive somebody needs no answer any more"),
    Kind.HANDOVER_READY: _("A handover is ready for the move"),
    Kind.HANDOVER_MOVED: _("The day of a move was set, moved or reached"),
    Kind.HANDOVER_SET_BACK: _("A handover was set back"),
    Kind.HANDOVER_OVERDUE: _("A step of a handover you take part in is overdue"),
    Kind.HANDOVER_QUESTION: _("The other team has a question after a handover"),
    Kind.REPORT_RECEIVED: _("A report came in at the report desk"),
    Kind.REPORT_URGENT: _("An urgent report came in at the report desk"),
    Kind.REPORT_ANSWERED: _("The report desk answered your report"),
    Kind.REPORT_IN_CASE: _("The report desk passed something on in one of your cases"),
    Kind.CASE_REENTERED: _("A case came back to you, with its last plan"),
    Kind.BRIDGE_FAILS: _("The bridge while somebody waits is not enough, or over"),
    Kind.ENDS_WITHOUT_NEXT: _("A title or indication ends and nothing follows"),
    Kind.PERSON_RETURNS: _("Somebody returns to your municipality"),
    Kind.BOTTLENECK_ASKED: _("A question about a bottleneck waits for an answer"),
    Kind.BOTTLENECK_ANSWERED: _("A question about a bottleneck was answered"),
    Kind.BOTTLENECK_MOVED_UP: _("A question about a bottleneck moved up to the next table"),
    Kind.BOTTLENECK_OVERDUE: _("A question about a bottleneck is still not answered"),
    Kind.ROOM_AGREED: _("Room within the rules was agreed"),
}
MAILINGS: dict[str, Promise] = {
    Mailing.AT_ONCE: _("At once"),
    Mailing.DAILY: _("Once a day"),
    Mailing.NEVER: _("Never, by mail"),
}


def _twice(message: str) -> tuple[str, str]:
    """A sentence in Dutch and in English: nobody keeps which language a colleague reads."""
    with override("nl"):
        dutch = gettext(message)
    with override("en"):
        return dutch, gettext(message)


def mail_subject() -> str:
    """The subject of every mail."""
    return " / ".join(_twice(_now("Something new is waiting for you in Samenhang")))


def mail_text(link: str) -> str:
    """The text of every mail: that something is waiting and where to read it; first in Dutch, then in English."""
    said = _twice(_now("Something new is waiting for you in Samenhang. Sign in to read it:"))
    why = _twice(_now("You choose yourself which mails you get, under Notifications."))
    return "\n".join([f"{said[0]}\n{link}\n{why[0]}\n", f"{said[1]}\n{link}\n{why[1]}\n"])


def _now(message: str) -> str:
    """Mark a message to be translated later, twice."""
    return message
