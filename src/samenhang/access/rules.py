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

# Who directs the process convenes and follows up, and has no say in, nor sight of, what the care is about (seed 000, section 3.2).
_PROCESS = Category.ID_CONTACT | Category.APPOINTMENTS

# All of one's own data; police and judicial data have their own way (Wpg, Wjsg, WGS 1.4), and the facts about close ones
# are theirs (AVG 15 lid 4).
_OWN_FILE = Category(sum(Category)) & ~(Category.POLICE | Category.JUDICIAL | Category.NETWORK)

OPENS: dict[CaseRole, Category] = {
    CaseRole.CASE_DIRECTOR: _COORDINATION,
    CaseRole.DEPUTY_DIRECTOR: _COORDINATION,
    CaseRole.FILE_HOLDER: _COORDINATION,
    CaseRole.DEPUTY_FILE_HOLDER: _COORDINATION,
    CaseRole.CASE_MANAGER: _COORDINATION,
    CaseRole.PROCESS_DIRECTOR: _PROCESS,
    CaseRole.LIFE_COURSE_COORDINATOR: _COORDINATION,
    CaseRole.TREATER: _COORDINATION | Category.MEDICAL | Category.RISK_ASSESSMENT,
    CaseRole.SUPPORTER: Category.ID_CONTACT
    | Category.HOUSING_NEEDS
    | Category.PLAN_GOALS
    | Category.APPOINTMENTS
    | Category.PLACEMENT_HISTORY,
    CaseRole.PLACEMENT_TABLE: _PLACEMENT,
    CaseRole.EXPERIENCE_EXPERT: Category.ID_CONTACT
    | Category.PLAN_GOALS
    | Category.APPOINTMENTS
    | Category.LIFE_DOMAIN_PICTURE,
    CaseRole.CLIENT_SUPPORTER: Category.ID_CONTACT | Category.PLAN_GOALS | Category.APPOINTMENTS,
    CaseRole.CLIENT: _OWN_FILE,
    CaseRole.REPRESENTATIVE: _OWN_FILE,
}

# What somebody in this role may also write. The table reads and decides; it changes no facts of the case.
WRITES: dict[CaseRole, Category] = {
    CaseRole.CASE_DIRECTOR: _COORDINATION,
    CaseRole.DEPUTY_DIRECTOR: _COORDINATION,
    CaseRole.FILE_HOLDER: _COORDINATION,
    CaseRole.DEPUTY_FILE_HOLDER: _COORDINATION,
    CaseRole.CASE_MANAGER: _COORDINATION,
    CaseRole.PROCESS_DIRECTOR: Category.APPOINTMENTS,
    CaseRole.LIFE_COURSE_COORDINATOR: _COORDINATION,
    CaseRole.TREATER: _COORDINATION | Category.MEDICAL | Category.RISK_ASSESSMENT,
    CaseRole.SUPPORTER: Category(0),
    CaseRole.PLACEMENT_TABLE: Category(0),
    CaseRole.EXPERIENCE_EXPERT: Category.PLAN_GOALS,
    CaseRole.CLIENT_SUPPORTER: Category(0),
    CaseRole.CLIENT: Category(0),
    CaseRole.REPRESENTATIVE: Category(0),
}

RULES: dict[CaseRole, str] = {
    CaseRole.CASE_DIRECTOR: "D43",
    CaseRole.DEPUTY_DIRECTOR: "D43",
    CaseRole.FILE_HOLDER: "D43",
    CaseRole.DEPUTY_FILE_HOLDER: "D43",
    CaseRole.CASE_MANAGER: "D43",
    CaseRole.PROCESS_DIRECTOR: "D43",
    CaseRole.LIFE_COURSE_COORDINATOR: "D43",
    CaseRole.TREATER: "D02",
    CaseRole.SUPPORTER: "D06",
    CaseRole.PLACEMENT_TABLE: "D38",
    CaseRole.EXPERIENCE_EXPERT: "D46",
    CaseRole.CLIENT_SUPPORTER: "D43",
    CaseRole.CLIENT: "D01",
    CaseRole.REPRESENTATIVE: "D01",
}

# Those whose own file it is: nobody shuts them out of it.
OWN = (CaseRole.CLIENT, CaseRole.REPRESENTATIVE)

# Who takes part by the client's leave: there must be a consent for their organisation first (D43, D46).
BY_CONSENT = (CaseRole.EXPERIENCE_EXPERT, CaseRole.CLIENT_SUPPORTER)

# What a crisis needs, and for how long; a review follows on the next working day.
EMERGENCY_HOURS = 4
EMERGENCY_OPENS = (
    Category.ID_CONTACT
    | Category.CRISIS_CARD
    | Category.SIGNAL_PLAN
    | Category.SAFETY_ALERT
    | Category.NETWORK
    | Category.APPOINTMENTS
    | Category.TITLE_FACT
    | Category.PLACEMENT_HISTORY
    | Category.MEDICAL
)
