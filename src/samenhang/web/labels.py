"""Words for codes that several screens share."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.base.errors import Refused
from samenhang.directory.enums import Role

ROLES: dict[str, Promise] = {
    Role.CASE_COORDINATOR: _("Case coordinator"),
    Role.PROFESSIONAL: _("Professional"),
    Role.TABLE_CHAIR: _("Chair of the placement table"),
    Role.TABLE_MEMBER: _("Member of the placement table"),
    Role.SUPPLY_MANAGER: _("Supply manager"),
    Role.FUNDER: _("Funder"),
    Role.REGIONAL_ANALYST: _("Regional analyst"),
    Role.PRIVACY_OFFICER: _("Privacy officer"),
    Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
}

REASONS: dict[str, Promise] = {
    "NO_POWER": _(
        "Your role does not include this. The contact person of your organisation can give you another role."
    ),
    "NO_GRANT": _(
        "You take no part in this case, or not in a role that opens this information. The case director can invite you."
    ),
    "ALREADY_TAKES_PART": _("This person or team already takes part in the case in this role."),
    "SEAT_TAKEN": _("There already is one. End that participation first."),
    "ALREADY_LEFT": _("This participation has already ended."),
    "ENDS_BEFORE_START": _("The end would lie before the start."),
    "PLACE_FULL": _(
        "The last free slot of this place has just been given to somebody else. Nothing was changed for this person: choose another place."
    ),
    "NEED_MET": _(
        "Somebody has already decided about this person. Nothing was changed: look at the decision that was taken."
    ),
    "CHANGED_MEANWHILE": _(
        "Somebody changed this while you were working on it. Your text is kept on the form; compare and save again."
    ),
    "CLIENT_NOT_SEEN": _(
        "A refusal on paper only is not possible: record when the client was seen in person, or why this is an exception."
    ),
    "REASON_MISSING": _("Write down the reason first: the decision is kept with it."),
    "NOTHING_TO_COMPUTE": _("Nobody waits, so there is nothing to compute."),
    "NOT_RELAXABLE": _("This rule cannot be relaxed by anybody in the region."),
}


def role_name(role: str) -> str:
    """The name of a role, empty when there is none."""
    return str(ROLES.get(role, ""))


def reason_text(error: Refused) -> str:
    """The sentence for a coded reason. Raises KeyError for a code without words: a test keeps the table complete."""
    return str(REASONS[error.code])
