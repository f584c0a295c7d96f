"""Signals as screens: the words, the form, and the rows of the ledger that they carry."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samenhang.intake.forms import SignalForm
from samenhang.intake.services import SIGNAL
from samenhang.people.guards.facts import FactScreen

SCREENS: tuple[FactScreen, ...] = (
    FactScreen(
        SIGNAL, SignalForm,
        title=_("Signals that came in"), add=_("Record a signal"), change=_("Correct a signal"),
        about=_("That a signal came in: what kind, when, from whom, and in a few words what was seen or heard. Three E33 reports in ninety days ask those involved to look together; nothing follows by itself."),
        empty=_("No signals came in."),
        why=_("A pattern of small signals says more than one incident. Write what was seen, not what you think somebody has."), rows=(15, 17),
    ),
)  # fmt: skip
