"""Code → words for taking part in a case."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import CaseRole, Category, EmergencyReason, Regime, RestrictionReason, ReviewOutcome

CASE_ROLES: dict[str, Promise] = {
    CaseRole.CASE_DIRECTOR: _("Case director"),
    CaseRole.DEPUTY_DIRECTOR: _("Deputy of the case director"),
    CaseRole.FILE_HOLDER: _("File holder"),
    CaseRole.DEPUTY_FILE_HOLDER: _("Deputy of the file holder"),
    CaseRole.CASE_MANAGER: _("Case manager chosen by the client"),
    CaseRole.PROCESS_DIRECTOR: _("Process director"),
    CaseRole.LIFE_COURSE_COORDINATOR: _("Life course coordinator"),
    CaseRole.TREATER: _("Treatment"),
    CaseRole.SUPPORTER: _("Support"),
    CaseRole.PLACEMENT_TABLE: _("Placement table"),
    CaseRole.EXPERIENCE_EXPERT: _("Experience expert"),
    CaseRole.CLIENT_SUPPORTER: _("Client supporter"),
    CaseRole.CLIENT: _("The person themselves"),
    CaseRole.REPRESENTATIVE: _("Representative"),
}

CATEGORIES: dict[str, Promise] = {
    Category.ID_CONTACT.name: _("Name and contact"),
    Category.BSN.name: _("Citizen service number"),
    Category.HOUSING_NEEDS.name: _("What a home needs"),
    Category.SAFETY_ALERT.name: _("Safety alert"),
    Category.SIGNAL_PLAN.name: _("Signalling plan"),
    Category.CRISIS_CARD.name: _("Crisis card"),
    Category.LIFE_DOMAIN_PICTURE.name: _("Picture by life domain"),
    Category.MEDICAL.name: _("Medical: diagnosis, treatment, medication"),
    Category.RISK_ASSESSMENT.name: _("Risk assessment"),
    Category.POLICE.name: _("Police data"),
    Category.JUDICIAL.name: _("Judicial data"),
    Category.TITLE_FACT.name: _("Title: that there is one, and its dates"),
    Category.FINANCE_DEBT.name: _("Debts"),
    Category.INCOME_BENEFIT.name: _("Income and benefits"),
    Category.INDICATION.name: _("Indication"),
    Category.PLAN_GOALS.name: _("Goals and agreements"),
    Category.APPOINTMENTS.name: _("Appointments"),
    Category.NETWORK.name: _("Close ones"),
    Category.INCIDENT.name: _("Incidents"),
    Category.PLACEMENT_HISTORY.name: _("Placement history"),
}

REGIMES: dict[str, Promise] = {
    Regime.CONSENT: _("Shared by consent and own tasks"),
    Regime.TREATMENT: _("Treatment"),
    Regime.WVGGZ: _("Compulsory mental health care (Wvggz)"),
    Regime.WGS_ZVH: _("Care and Safety House (WGS)"),
    Regime.FUNDING: _("Funding"),
    Regime.PILOT_LIGHT: _("Pilot light"),
    Regime.OGGZ_REPORT: _("Report of a concern (OGGz)"),
}

RESTRICTIONS: dict[str, Promise] = {
    RestrictionReason.STAFF_MEMBER: _("Works here, or is close to somebody who does"),
    RestrictionReason.SAFETY: _("Safety: must not be found"),
    RestrictionReason.KNOWN_PERSON: _("Known to many people"),
}

EMERGENCIES: dict[str, Promise] = {
    EmergencyReason.LIFE_IN_DANGER: _("Somebody's life or health is in danger now"),
    EmergencyReason.CRISIS_ON_DUTY: _("I am on duty and called to a crisis"),
    EmergencyReason.NOBODY_REACHABLE: _("Nobody who takes part can be reached, and it cannot wait"),
}

REVIEWS: dict[str, Promise] = {
    ReviewOutcome.JUSTIFIED: _("Justified"),
    ReviewOutcome.NOT_JUSTIFIED: _("Not justified"),
    ReviewOutcome.FOLLOW_UP: _("Needs a conversation"),
}


def category_words(categories: int) -> list[Promise]:
    """The words for the categories of a bit set, in the order of the handbook."""
    return [CATEGORIES[c.name] for c in Category if c.name and categories & c]
