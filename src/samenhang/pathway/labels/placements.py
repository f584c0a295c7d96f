"""Code → words for the pathway."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.legal.labels import PAYERS, TITLES
from samenhang.pathway.enums.placements import EndingReason, PathwayAlert, Precision
from samenhang.privacy.labels import Field, TableWords
from samenhang.supply.labels import SETTINGS

ENDINGS: dict[str, Promise] = {
    EndingReason.PLANNED_OUTFLOW: _("Planned next step"),
    EndingReason.UPSCALE: _("Stepped up"),
    EndingReason.DOWNSCALE: _("Stepped down"),
    EndingReason.EXPULSION_INCIDENT: _("Sent away after an incident"),
    EndingReason.EXPULSION_SUBSTANCE: _("Sent away because of substances"),
    EndingReason.REFUSED_COOPERATION: _("No cooperation"),
    EndingReason.TITLE_ENDED: _("The title ended"),
    EndingReason.FUNDING_ENDED: _("The money ended"),
    EndingReason.FACILITY_CLOSED: _("The place closed"),
    EndingReason.OWN_CHOICE: _("Own choice"),
    EndingReason.DEATH: _("Died"),
    EndingReason.UNKNOWN: _("Unknown"),
}
ALERTS: dict[str, Promise] = {
    PathwayAlert.OUT_OF_SIGHT: _("Out of sight: nobody gives care now"),
    PathwayAlert.PLACEMENT_ENDS_T90: _("The stay ends and nothing follows"),
    PathwayAlert.EXPULSION_WITHOUT_NEXT_PLACE: _("The provider has given notice and there is no next place"),
    PathwayAlert.TRANSFER_LOAD: _("Moved often: bring expertise first"),
    PathwayAlert.REVOLVING_DOOR: _("Revolving door: admitted again and again"),
    PathwayAlert.NO_FILE_HOLDER: _("Nobody holds the file"),
    PathwayAlert.NO_CASE_DIRECTOR: _("Nobody directs this case"),
    PathwayAlert.NO_PILOT_LIGHT: _("Help ended and no pilot light stayed on"),
    PathwayAlert.EXTRA_CARE_NEEDED: _("Extra care seems needed and was not asked for"),
}
PRECISIONS: dict[str, Promise] = {
    Precision.DAY: _("to the day"),
    Precision.MONTH: _("to the month"),
    Precision.YEAR: _("to the year"),
}
# How a placement reads for the person it is about.
OWN_FILE: dict[str, TableWords] = {
    "pathway.Placement": TableWords(
        _("Where you stayed, and who came"),
        _("Places where you stayed and teams that came to you."),
        {
            "setting": Field(_("What"), SETTINGS),
            "start": Field(_("From")),
            "start_precision": Field(_("How exactly that day is known"), PRECISIONS),
            "end": Field(_("Ended before")),
            "place": Field(_("Place")),
            "organisation": Field(_("Organisation")),
            "provider": Field(_("At")),
            "region": Field(_("Region")),
            "security_level": Field(_("Security level")),
            "title_code": Field(_("Under which decision"), TITLES),
            "payer": Field(_("Who paid"), PAYERS),
            "ending_reason": Field(_("Why it ended"), ENDINGS),
            "note": Field(_("Note")),
            "home_held": Field(_("Your own place was kept")),
            "notice_on": Field(_("Notice was given on")),
        },
        {
            "person": "says whose fact it is; that stands on the first page",
            "booking": "a number for the software, without meaning outside it",
            "source_key": "a number for the software, without meaning outside it",
            "superseded_by": "a correction and what it replaced are both printed",
        },
    ),
}
