"""Close ones and "nobody close" as screens: their words, their forms, and the rows of the ledger that they carry."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samenhang.people.forms import CloseOneForm, NoNetworkForm
from samenhang.people.guards.facts import FactScreen
from samenhang.people.services import CLOSE_ONE, NO_NETWORK

SCREENS: tuple[FactScreen, ...] = (
    FactScreen(
        CLOSE_ONE, CloseOneForm,
        title=_("Close ones"), add=_("Add somebody close"), change=_("Change what is known of somebody close"),
        about=_("Who is around this person, what the person wants of the contact, and what each close one agreed to themselves."),
        empty=_("Nobody has been written down yet."),
        why=_("Close ones carry much and are asked last. Contact that does harm is noted as well."), rows=(11,),
    ),
    FactScreen(
        NO_NETWORK, NoNetworkForm,
        title=_("Nobody close"), add=_("Note that there is nobody close"), change=_("Change what was noted about having nobody close"),
        about=_("That this person has or wants nobody close now, and who builds a network together with them."),
        empty=_("Nothing has been noted about having nobody close."),
        why=_("Having nobody is something to work on, by somebody with a name."), rows=(11,),
    ),
)  # fmt: skip
