"""Code → words for roles, kinds of organisations and region layers."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.directory.enums import (
    ApiScope,
    AuthLevel,
    ContactTopic,
    OrganisationKind,
    Power,
    RecoveryState,
    RegionKind,
    ReviewDecision,
    Role,
)

ROLES: dict[str, Promise] = {
    Role.CASE_COORDINATOR: _("Case coordinator"),
    Role.PROFESSIONAL: _("Professional"),
    Role.TABLE_CHAIR: _("Chair of the placement table"),
    Role.TABLE_MEMBER: _("Member of the placement table"),
    Role.SUPPLY_MANAGER: _("Supply manager"),
    Role.FUNDER: _("Funder"),
    Role.BOARD_MEMBER: _("Board member"),
    Role.REGIONAL_ANALYST: _("Regional analyst"),
    Role.PRIVACY_OFFICER: _("Privacy officer"),
    Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
    Role.ACCESS_REVIEWER: _("Reviewer of access"),
    Role.HOUSING_OFFICER: _("Housing officer"),
    Role.EXPERIENCE_EXPERT: _("Experience expert"),
    Role.REPORT_DESK: _("Report desk"),
    Role.REPORTER: _("Reporter outside care"),
}
ORGANISATION_KINDS: dict[str, Promise] = {
    OrganisationKind.GGZ: _("Mental health care"),
    OrganisationKind.FORENSIC: _("Forensic care"),
    OrganisationKind.ADDICTION: _("Addiction care"),
    OrganisationKind.DISABILITY: _("Disability care"),
    OrganisationKind.SHELTERED: _("Sheltered living"),
    OrganisationKind.SHELTER: _("Shelter"),
    OrganisationKind.WMO_PROVIDER: _("Social support provider"),
    OrganisationKind.MUNICIPALITY: _("Municipality"),
    OrganisationKind.HOUSING_ASSOCIATION: _("Housing association"),
    OrganisationKind.POLICE: _("Police"),
    OrganisationKind.PROBATION: _("Probation"),
    OrganisationKind.DJI: _("Custodial institutions"),
    OrganisationKind.ZVH: _("Care and safety house"),
    OrganisationKind.GGD: _("Public health service"),
    OrganisationKind.CARE_OFFICE: _("Care office"),
    OrganisationKind.INSURER: _("Health insurer"),
    OrganisationKind.YOUTH: _("Youth care"),
    OrganisationKind.CLIENT_SUPPORT: _("Client support"),
    OrganisationKind.TABLE: _("Regional table"),
}
REGION_KINDS: dict[str, Promise] = {
    RegionKind.WORKING_REGION: _("Working region"),
    RegionKind.CENTRE_MUNICIPALITY: _("Centre municipality"),
    RegionKind.CARE_OFFICE: _("Care office region"),
    RegionKind.SAFETY_REGION: _("Safety region"),
    RegionKind.GGD: _("Public health region"),
    RegionKind.ZVH: _("Care and safety house region"),
    RegionKind.SUPRA_REGIONAL: _("Supra-regional"),
}
POWERS: dict[str, Promise] = {
    Power.WORK_ON_CASES: _("Work on the cases in which they take part"),
    Power.OPEN_CASES: _("Open a dossier"),
    Power.SEE_SUPPLY: _("See places and services"),
    Power.KEEP_ROSTERS: _("Keep who is on duty, and the free beds of tonight, of their own organisation"),
    Power.MANAGE_SUPPLY: _("Keep the places of their own organisation"),
    Power.IMPORT_SUPPLY: _("Import supply"),
    Power.IMPORT_HISTORY: _("Import histories"),
    Power.SIT_AT_TABLE: _("Sit at the placement table"),
    Power.COMPUTE_ROUND: _("Compute a round"),
    Power.DECIDE_PLACEMENT: _("Decide about a placement"),
    Power.SEE_REGION: _("See the figures of the region"),
    Power.SEE_BOTTLENECKS: _("See the bottlenecks"),
    Power.PLAN_SUPPLY: _("Plan supply that is missing"),
    Power.KEEP_BOTTLENECKS: _("Put a bottleneck on the agenda and keep it"),
    Power.ANSWER_FOR_FUNDERS: _("Answer questions at the table of the funders"),
    Power.STEER_REGION: _("Answer questions of the steering group"),
    Power.AGREE_ROOM: _("Write down what room within the rules was agreed"),
    Power.WEIGH_PACKAGES: _("Compute what would help most, and the effect of a package"),
    Power.SEE_LOG: _("Read the log"),
    Power.APPROVE_DESTRUCTION: _("Approve destruction"),
    Power.APPROVE_EXPORT: _("Approve an export"),
    Power.REVIEW_ACCESS: _("Review who opened a dossier in an emergency"),
    Power.REVIEW_ACCOUNTS: _("Review once a year who has access"),
    Power.RESTRICT_PEOPLE: _("Shield people"),
    Power.BREAK_GLASS: _("Open a dossier in an emergency"),
    Power.RECEIVE_SHARED: _("Receive what is shared"),
    Power.OVERSEE_ACCESS: _("Oversee the reviews of all organisations and sign the roles"),
    Power.MANAGE_ACCOUNTS: _("Invite colleagues of their own organisation and end their accounts"),
    Power.USE_API: _("Let another system in with a key"),
    Power.REGISTER_TIME: _("Register time that belongs to no client"),
    Power.REPORT_CONCERN: _("Report a concern to the report desk"),
    Power.TRIAGE_REPORTS: _("Weigh reports that the report desk was given"),
}
AUTH_LEVELS: dict[str, Promise] = {
    AuthLevel.PASSWORD: _("with a password"),
    AuthLevel.TWO_FACTOR: _("with a second factor"),
    AuthLevel.SSO: _("through single sign-on"),
    AuthLevel.PERSONA: _("as a persona of the demonstration"),
    AuthLevel.API_KEY: _("with an API key"),
}
DECISIONS: dict[str, Promise] = {
    ReviewDecision.KEEP: _("Keep"),
    ReviewDecision.CHANGE: _("Other role"),
    ReviewDecision.END: _("End access"),
}
SCOPES: dict[str, Promise] = {
    ApiScope.PEOPLE_READ: _("Read the people in whose case I take part"),
    ApiScope.SUPPLY_READ: _("Read places and availability"),
    ApiScope.SUPPLY_WRITE: _("Keep the availability of our own places"),
    ApiScope.REGION_READ: _("Read the figures of the region"),
    ApiScope.SHARING_DECIDE: _("Ask whether something may be shared"),
    ApiScope.REPORTS_WRITE: _("Hand in reports for the report desk"),
}


RECOVERIES: dict[str, Promise] = {
    RecoveryState.ASKED: _(
        "On %(day)s %(asked)s asked for a new way into your account. It waits for a second person. Did you not ask for this? Tell your privacy officer."
    ),
    RecoveryState.CONFIRMED: _(
        "On %(day)s %(asked)s asked for a new way into your account, and %(decided)s confirmed it. Did you not ask for this? Tell your privacy officer."
    ),
    RecoveryState.USED: _(
        "A new way into your account was used. %(asked)s asked for it on %(day)s, %(decided)s confirmed it. Was it not you? Tell your privacy officer."
    ),
    RecoveryState.REFUSED: _(
        "On %(day)s %(asked)s asked for a new way into your account. %(decided)s refused it. Did you not ask for this? Tell your privacy officer."
    ),
    RecoveryState.ENDED: _(
        "On %(day)s %(asked)s asked for a new way into your account. It was not used and is over. Did you not ask for this? Tell your privacy officer."
    ),
}


def recovery_words(state: str, asked_by: str, decided_by: str, asked_at: datetime) -> str:
    """What the owner of an account reads about a way back that was asked for."""
    day = date_format(timezone.localtime(asked_at), "j F Y")
    return str(RECOVERIES[state]) % {"day": day, "asked": asked_by, "decided": decided_by}


def role_name(role: str) -> str:
    """The name of a role, empty when there is none."""
    return str(ROLES.get(role, ""))


TOPICS: dict[str, Promise] = {
    ContactTopic.CASE_QUESTIONS: _("Questions about somebody"),
    ContactTopic.NEW_CASES: _("Reporting somebody new"),
    ContactTopic.CRISIS: _("Crisis"),
    ContactTopic.WMO: _("Support under the Wmo"),
    ContactTopic.WLZ: _("Long-term care (Wlz)"),
    ContactTopic.AFTERCARE: _("Aftercare after detention"),
    ContactTopic.DEBT: _("Debts"),
    ContactTopic.INCOME: _("Income and benefits"),
    ContactTopic.HOUSING: _("Housing"),
    ContactTopic.DAY_ACTIVITY: _("Day activity and work"),
    ContactTopic.POLICE_CARE: _("Police and care"),
    ContactTopic.PROBATION: _("Probation"),
    ContactTopic.CLIENT_SUPPORT: _("Independent client support"),
}
