"""How titles, indications and what is arranged around their end read for the person they are about."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samenhang.legal.labels import (
    ACTS,
    CONNECTING,
    DUTIES,
    DUTY_DONE,
    DUTY_STATES,
    FOLLOWON_OUTCOMES,
    LAWS,
    PAYERS,
    STATUSES,
    TITLES,
)
from samenhang.privacy.labels.table_words import INSIDE, WHOSE, Field, TableWords

_MINE = {"person": WHOSE}


def _what(row: Any) -> str:
    """Which title or indication a row is about."""
    if row.title_id:
        return str(TITLES[row.title.code])
    return f"{LAWS[row.indication.law]} {row.indication.profile}"


OF_TITLES: dict[str, TableWords] = {
    "legal.LegalTitle": TableWords(
        _("Decisions of a judge or mayor"),
        _("Titles: decisions by which care or a stay was compulsory, or agreed."),
        {
            "code": Field(_("Decision"), TITLES),
            "start": Field(_("From")),
            "end": Field(_("Ended before")),
            "status": Field(_("Where it stands"), STATUSES),
            "payer": Field(_("Who pays"), PAYERS),
            "decided_by": Field(_("Decided by")),
            "followon_filed_on": Field(_("A next decision was asked on")),
            "decided_on": Field(_("Decided on")),
            "outcome": Field(_("Answer to the next request"), FOLLOWON_OUTCOMES),
            "with_admission": Field(_("With admission")),
            "admitted_on": Field(_("Admitted under it on")),
            "connecting_care": Field(_("Must care follow?"), CONNECTING),
            "connecting_checked_on": Field(_("Checked on")),
            "began_at": Field(_("Began at")),
            "exam_at": Field(_("Examination began at")),
        },
        _MINE,
    ),
    "legal.TitleStep": TableWords(
        _("What happened to these decisions"),
        _("Each step, on which day, by whom and why."),
        {
            "title": Field(_("Decision"), say=lambda row: str(TITLES[row.title.code])),
            "act": Field(_("What happened"), ACTS),
            "on": Field(_("On")),
            "reason": Field(_("Why")),
            "at": Field(_("Written down on")),
            "by": Field(_("By")),
        },
        _MINE,
    ),
    "legal.TitleReminder": TableWords(
        _("Reminders that something ends"),
        _("When your helpers were told that a decision or an indication ends and nothing follows yet."),
        {
            "title": Field(_("What ends"), say=_what),
            "last_day": Field(_("Last day")),
            "days": Field(_("Days before the end")),
            "told_on": Field(_("Told on")),
        },
        {**_MINE, "indication": INSIDE},
    ),
    "legal.Arrangement": TableWords(
        _("What must be arranged before a decision ends"),
        _("Such as a place to live, care, income and papers, and who takes care of it."),
        {
            "title": Field(_("Decision"), say=lambda row: str(TITLES[row.title.code])),
            "duty": Field(_("What"), DUTIES),
            "state": Field(_("Where it stands"), DUTY_STATES),
            "owner": Field(_("Who takes care of it")),
            "organisation": Field(_("At")),
            "owner_name": Field(_("Name")),
            "remark": Field(_("Remark")),
        },
        _MINE,
    ),
    "legal.ArrangementStep": TableWords(
        _("How that was arranged"),
        _("Each step in arranging it."),
        {
            "arrangement": Field(_("What"), say=lambda row: str(DUTIES[row.arrangement.duty])),
            "act": Field(_("What happened"), DUTY_DONE),
            "whose": Field(_("Who takes care of it")),
            "remark": Field(_("Remark")),
            "at": Field(_("Written down on")),
            "by": Field(_("By")),
        },
        _MINE,
    ),
    "legal.Indication": TableWords(
        _("Indications"),
        _("The care to which you have a right."),
        {
            "law": Field(_("Law"), LAWS),
            "profile": Field(_("Profile")),
            "start": Field(_("From")),
            "end": Field(_("Ended before")),
        },
        _MINE,
    ),
    "legal.Entitlement": TableWords(
        _("One entitlement"),
        _("One right to care in the place of several: more or less help without asking again."),
        {
            "covers": Field(_("What it covers")),
            "start": Field(_("From")),
            "end": Field(_("Ended before")),
            "ended_why": Field(_("Why it ended")),
            "noted_by": Field(_("By")),
            "noted_at": Field(_("Written down on")),
        },
        _MINE,
    ),
    "legal.EntitlementReplaces": TableWords(
        _("In the place of what"),
        _("The decisions and indications in whose place the one entitlement stands."),
        {"title": Field(_("In the place of"), say=_what)},
        {**_MINE, "indication": INSIDE, "entitlement": INSIDE},
    ),
    "legal.EntitlementPayer": TableWords(
        _("Who pays for the one entitlement"),
        _("Which organisations were asked, and when they agreed."),
        {
            "organisation": Field(_("Organisation")),
            "agreed_on": Field(_("Agreed on")),
            "agreed_by": Field(_("In the name of")),
        },
        {**_MINE, "entitlement": INSIDE},
    ),
}
