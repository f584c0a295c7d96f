"""Code → words for taking part in a case."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import CaseRole

CASE_ROLES: dict[str, Promise] = {
    CaseRole.CASE_DIRECTOR: _("Case director"),
    CaseRole.FILE_HOLDER: _("File holder"),
    CaseRole.LIFE_COURSE_COORDINATOR: _("Life course coordinator"),
    CaseRole.TREATER: _("Treatment"),
    CaseRole.SUPPORTER: _("Support"),
    CaseRole.PLACEMENT_TABLE: _("Placement table"),
}
