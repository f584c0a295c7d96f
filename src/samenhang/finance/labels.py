"""Code → words for time that belongs to no client and for provisional cover, which the person can read too."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.finance.enums import CoverAct, CoverState, FinanceAlert, TimeKind
from samenhang.legal.labels import PAYERS
from samenhang.privacy.labels.table_words import INSIDE, WHOSE, Field, TableWords

KINDS: dict[str, Promise] = {
    TimeKind.CONSULTATION: _("Consultation"),
    TimeKind.MEETING: _("Meeting"),
    TimeKind.LEARNING: _("Learning"),
    TimeKind.NETWORK: _("Building the network"),
}
COVER_STATES: dict[str, Promise] = {
    CoverState.RUNNING: _("Not settled yet"),
    CoverState.SETTLED: _("Settled"),
}
COVER_ACTS: dict[str, Promise] = {
    CoverAct.AGREE: _("Agreed"),
    CoverAct.EXTEND: _("Extended"),
    CoverAct.SETTLE: _("Settled"),
}
ALERTS: dict[str, Promise] = {
    FinanceAlert.SWITCH_WITHOUT_COVER: _("Another must pay, and nobody covers it yet: support does not stop"),
    FinanceAlert.COVER_ENDS: _("Settle the provisional cover"),
    FinanceAlert.COVER_NOT_SETTLED: _("Provisional cover was not settled in time; support goes on"),
}
OWN_FILE: dict[str, TableWords] = {
    "finance.ProvisionalCover": TableWords(
        _("Help that goes on while payers settle"),
        _("When another organisation starts to pay, your help goes on. Here is who pays until then."),
        {
            "what": Field(_("What goes on")),
            "from_payer": Field(_("Who paid before"), PAYERS),
            "to_payer": Field(_("Who is to pay"), PAYERS),
            "start": Field(_("From")),
            "until": Field(_("Settled at the latest on")),
            "covered_by": Field(_("Who pays for now")),
            "agreed_with": Field(_("Agreed with")),
            "hours": Field(_("Hours a week")),
            "amount": Field(_("Estimated costs in euros")),
            "state": Field(_("Where it stands"), COVER_STATES),
            "settled_on": Field(_("Settled on")),
            "settled_how": Field(_("How it was settled")),
            "settled_amount": Field(_("Costs in euros")),
            "conversation": Field(_("What was said about the choice")),
        },
        {"person": WHOSE},
    ),
    "finance.CoverStep": TableWords(
        _("How that went"),
        _("Each step in settling who pays."),
        {
            "act": Field(_("What happened"), COVER_ACTS),
            "at": Field(_("Written down on")),
            "by": Field(_("By")),
            "until": Field(_("Settled at the latest on")),
            "why": Field(_("Why")),
        },
        {"person": WHOSE, "cover": INSIDE},
    ),
}
