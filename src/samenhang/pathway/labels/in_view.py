"""Code → words for everybody in view."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.pathway.rules.in_view import Lack

LACKS: dict[str, Promise] = {
    Lack.NOBODY: _("Nobody holds the case"),
    Lack.PLAN: _("No plan"),
    Lack.COORDINATOR: _("No coordinator"),
    Lack.CONTACT: _("Not met for weeks"),
    Lack.VOLUNTARY: _("Of their own will"),
}
LACK_TONES: dict[str, str] = {
    Lack.NOBODY: "negative",
    Lack.PLAN: "warning",
    Lack.COORDINATOR: "negative",
    Lack.CONTACT: "warning",
    Lack.VOLUNTARY: "info",
}
