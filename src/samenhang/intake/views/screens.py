"""Signals, talks at sign-up and bridges as screens: the words, the form, and the rows of the ledger that they carry."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samenhang.intake.forms import BridgeForm, SignalForm, TalkForm
from samenhang.intake.services import BRIDGE, SIGNAL, TALK
from samenhang.people.guards.facts import FactScreen

SCREENS: tuple[FactScreen, ...] = (
    FactScreen(
        SIGNAL, SignalForm,
        title=_("Signals that came in"), add=_("Record a signal"), change=_("Correct a signal"),
        about=_("That a signal came in: what kind, when, from whom, and in a few words what was seen or heard. Three E33 reports in ninety days ask those involved to look together; nothing follows by itself."),
        empty=_("No signals came in."),
        why=_("A pattern of small signals says more than one incident. Write what was seen, not what you think somebody has."), rows=(15, 17),
    ),
    FactScreen(
        TALK, TalkForm,
        title=_("Spoken with the client"), add=_("Record a talk with the client"), change=_("Correct a talk with the client"),
        about=_("When, where and by whom the client was seen and spoken before the case went on; or why that was not possible."),
        empty=_("Nobody has noted a talk with the client."),
        why=_("Nobody is signed up, or turned down, on paper only."), rows=(18,),
    ),
    FactScreen(
        BRIDGE, BridgeForm,
        title=_("Bridge while waiting"), add=_("Record who holds the bridge"), change=_("Change the bridge"),
        about=_("Who holds this person while they wait, for what, until when, and whether it is enough. Not enough, or over while the wait is not: who directs hears it at once, and after a week everybody who helps and the table."),
        empty=_("No bridge is recorded. Does this person wait for something? Then somebody holds them meanwhile."),
        why=_("Waiting without anybody is how people fall out of sight."), rows=(21,),
    ),
)  # fmt: skip
