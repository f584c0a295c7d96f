"""Code → words for a return to a municipality."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samenhang.legal.labels import TITLES
from samenhang.pathway.enums.returns import ReturnAct, ReturnAlert, ReturnState
from samenhang.privacy.labels.table_words import INSIDE, WHOSE, Field, TableWords

RETURN_STATES: dict[str, Promise] = {
    ReturnState.EXPECTED: _("The municipality does not know yet"),
    ReturnState.TOLD: _("The municipality was told"),
    ReturnState.TAKEN_UP: _("Somebody there took it up"),
    ReturnState.SEEN: _("Seen by the municipality"),
    ReturnState.OFF: _("Called off"),
}
RETURN_TONES: dict[str, str] = {
    ReturnState.EXPECTED: "negative",
    ReturnState.TOLD: "warning",
    ReturnState.TAKEN_UP: "info",
    ReturnState.SEEN: "positive",
    ReturnState.OFF: "neutral",
}
RETURN_ACTS: dict[str, Promise] = {
    ReturnAct.EXPECT: _("Return noted"),
    ReturnAct.TELL: _("Told, by an act of sharing"),
    ReturnAct.WRITE: _("Letter sent"),
    ReturnAct.MAIL: _("Mail without content sent"),
    ReturnAct.TAKE_UP: _("Taken up"),
    ReturnAct.SEE: _("Seen"),
    ReturnAct.CALL_OFF: _("Called off"),
}
RETURN_ALERTS: dict[str, Promise] = {
    ReturnAlert.RETURN_NOT_TOLD: _("Tell the municipality of the return"),
    ReturnAlert.RETURN_NOT_TAKEN_UP: _("Ask who takes up the return at the municipality"),
    ReturnAlert.RETURN_NOT_SEEN: _("The municipality has not seen this person before the return"),
}
OF_RETURNS: dict[str, TableWords] = {
    "pathway.Return": TableWords(
        _("Your return to a municipality"),
        _("When you come back from detention or a measure, and whether the municipality knows."),
        {
            "title": Field(_("Decision"), say=lambda row: str(TITLES[row.title.code])),
            "returns_on": Field(_("You come back on")),
            "organisation": Field(_("To which municipality")),
            "state": Field(_("Where it stands"), RETURN_STATES),
            "told_on": Field(_("Told on")),
            "letter": Field(_("Letter")),
            "contact": Field(_("Who helps you there")),
            "seen_on": Field(_("Seen on")),
        },
        {"person": WHOSE, "told_by_sharing": "stands under what was shared"},
    ),
    "pathway.ReturnStep": TableWords(
        _("How your return was prepared"),
        _("Each step around your return."),
        {
            "act": Field(_("What happened"), RETURN_ACTS),
            "on": Field(_("On")),
            "words": Field(_("Remark")),
            "at": Field(_("Written down on")),
            "by": Field(_("By")),
        },
        {"person": WHOSE, "of": INSIDE},
    ),
}


def mail_subject() -> str:
    """The subject of the mail to a municipality that does not sign in here: nothing about anybody."""
    return " / ".join(_twice(_now("Please call about your task in aftercare")))


def mail_text(who: str, organisation: str, phone: str) -> str:
    """The text of that mail, in Dutch and in English: whom to call, and nothing about anybody."""
    said = _twice(
        _now(
            "There is a question for your municipality about aftercare. For privacy nothing more stands here. Please call:"
        )
    )
    return "\n".join(f"{words}\n{who}, {organisation}, {phone}\n" for words in said)


def _now(message: str) -> str:
    """Mark a message to be translated later, twice."""
    return message


def _twice(message: str) -> tuple[str, str]:
    with override("nl"):
        dutch = gettext(message)
    with override("en"):
        return dutch, gettext(message)
