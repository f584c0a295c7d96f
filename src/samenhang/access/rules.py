"""What taking part in a case opens by itself, until the sharing rules say more (handbook 4.5, D43 and D38).

The table is deliberately small: a placement table gets what it needs to find a place and nothing else.
"""

from __future__ import annotations

from samenhang.access.enums import CaseRole, Category

RULE_VERSION = "2026-11"

_PLACEMENT = (
    Category.ID_CONTACT
    | Category.HOUSING_NEEDS
    | Category.TITLE_FACT
    | Category.INDICATION
    | Category.PLACEMENT_HISTORY
    | Category.LIFE_DOMAIN_PICTURE
)
_COORDINATION = (
    _PLACEMENT
    | Category.INCIDENT
    | Category.PLAN_GOALS
    | Category.APPOINTMENTS
    | Category.NETWORK
    | Category.SIGNAL_PLAN
    | Category.CRISIS_CARD
    | Category.SAFETY_ALERT
)

OPENS: dict[CaseRole, Category] = {
    CaseRole.CASE_DIRECTOR: _COORDINATION,
    CaseRole.FILE_HOLDER: _COORDINATION,
    CaseRole.LIFE_COURSE_COORDINATOR: _COORDINATION,
    CaseRole.TREATER: _COORDINATION | Category.MEDICAL | Category.RISK_ASSESSMENT,
    CaseRole.SUPPORTER: Category.ID_CONTACT
    | Category.HOUSING_NEEDS
    | Category.PLAN_GOALS
    | Category.APPOINTMENTS
    | Category.PLACEMENT_HISTORY,
    CaseRole.PLACEMENT_TABLE: _PLACEMENT,
}

# What somebody in this role may also write. The table reads and decides; it changes no facts of the case.
WRITES: dict[CaseRole, Category] = {
    CaseRole.CASE_DIRECTOR: _COORDINATION,
    CaseRole.FILE_HOLDER: _COORDINATION,
    CaseRole.LIFE_COURSE_COORDINATOR: _COORDINATION,
    CaseRole.TREATER: _COORDINATION | Category.MEDICAL | Category.RISK_ASSESSMENT,
    CaseRole.SUPPORTER: Category(0),
    CaseRole.PLACEMENT_TABLE: Category(0),
}

RULES: dict[CaseRole, str] = {
    CaseRole.CASE_DIRECTOR: "D43",
    CaseRole.FILE_HOLDER: "D43",
    CaseRole.LIFE_COURSE_COORDINATOR: "D43",
    CaseRole.TREATER: "D02",
    CaseRole.SUPPORTER: "D06",
    CaseRole.PLACEMENT_TABLE: "D38",
}
