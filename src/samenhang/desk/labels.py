"""Code → words for the desk."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.audit.enums import Oddity

# What happened to a line of a destruction list.
LEFT_OUT: dict[str, Promise] = {
    "HELD": _("Held back"),
    "NOT_DUE": _("Opened again since: kept"),
}
# Where a term comes from, when that is no article of a law.
SOURCES: dict[str, Promise] = {"regional policy": _("Policy of the region")}
# What was counted, and beside which number it stands out.
AT_A_TIME: dict[Oddity, Promise] = {
    Oddity.MORE_THAN_CASELOAD: _("%(count)s dossiers read"),
    Oddity.MORE_THAN_USUAL: _("%(count)s dossiers read"),
    Oddity.OUTSIDE_CASELOAD: _("%(count)s dossiers outside their own"),
    Oddity.OFTEN_DENIED: _("%(count)s times refused"),
    Oddity.AT_NIGHT: _("%(count)s times between 23:00 and 6:00"),
    Oddity.RESTRICTED_COLLEAGUES: _("%(count)s restricted dossiers"),
}
BESIDE: dict[Oddity, Promise] = {
    Oddity.MORE_THAN_CASELOAD: _("takes part in %(count)s"),
    Oddity.MORE_THAN_USUAL: _("in a usual week %(count)s"),
    Oddity.OUTSIDE_CASELOAD: _("takes part in %(count)s"),
    Oddity.OFTEN_DENIED: _("worth a look from %(count)s"),
    Oddity.AT_NIGHT: _("worth a look from %(count)s"),
}
