"""Words that only these screens use."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "TITLE": _("Title"),
    "PATHWAY": _("Pathway"),
    "MATCHING": _("Place"),
    "SUPPLY": _("Supply"),
    "TABLE": _("Table"),
}
