"""Code → words for time that belongs to no client."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.finance.enums import TimeKind

KINDS: dict[str, Promise] = {
    TimeKind.CONSULTATION: _("Consultation"),
    TimeKind.MEETING: _("Meeting"),
    TimeKind.LEARNING: _("Learning"),
    TimeKind.NETWORK: _("Building the network"),
}
