"""Code → words for the pathway."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.pathway.enums import EndingReason, PathwayAlert

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
}
