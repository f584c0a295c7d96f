"""Codes of the directory."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What kind of organisation takes part in the region (handbook 4.1, roles)."""

    GGZ = "GGZ"
    FORENSIC = "FORENSIC"
    ADDICTION = "ADDICTION"
    DISABILITY = "DISABILITY"
    SHELTERED = "SHELTERED"
    SHELTER = "SHELTER"
    WMO_PROVIDER = "WMO_PROVIDER"
    MUNICIPALITY = "MUNICIPALITY"
    HOUSING_ASSOCIATION = "HOUSING_ASSOCIATION"
    POLICE = "POLICE"
    PROBATION = "PROBATION"
    DJI = "DJI"
    ZVH = "ZVH"
    GGD = "GGD"
    CARE_OFFICE = "CARE_OFFICE"
    INSURER = "INSURER"
    YOUTH = "YOUTH"
    CLIENT_SUPPORT = "CLIENT_SUPPORT"
    TABLE = "TABLE"


class RegionKind(StrEnum):
    """Layers that divide the country in ways that do not match (handbook chapter 10)."""

    WORKING_REGION = "WORKING_REGION"
    CENTRE_MUNICIPALITY = "CENTRE_MUNICIPALITY"
    CARE_OFFICE = "CARE_OFFICE"
    SAFETY_REGION = "SAFETY_REGION"
    GGD = "GGD"
    ZVH = "ZVH"
    SUPRA_REGIONAL = "SUPRA_REGIONAL"


class Role(StrEnum):
    """What somebody does; what each role may do at all stands in roles.py."""

    CASE_COORDINATOR = "CASE_COORDINATOR"
    PROFESSIONAL = "PROFESSIONAL"
    TABLE_CHAIR = "TABLE_CHAIR"
    TABLE_MEMBER = "TABLE_MEMBER"
    SUPPLY_MANAGER = "SUPPLY_MANAGER"
    FUNDER = "FUNDER"
    BOARD_MEMBER = "BOARD_MEMBER"
    REGIONAL_ANALYST = "REGIONAL_ANALYST"
    PRIVACY_OFFICER = "PRIVACY_OFFICER"
    SYSTEM_ADMINISTRATOR = "SYSTEM_ADMINISTRATOR"
    ACCESS_REVIEWER = "ACCESS_REVIEWER"
    HOUSING_OFFICER = "HOUSING_OFFICER"
    EXPERIENCE_EXPERT = "EXPERIENCE_EXPERT"
    REPORT_DESK = "REPORT_DESK"
    REPORTER = "REPORTER"


class Power(StrEnum):
    """A kind of act that a role makes possible; a grant decides for which person."""

    WORK_ON_CASES = "WORK_ON_CASES"
    OPEN_CASES = "OPEN_CASES"
    SEE_SUPPLY = "SEE_SUPPLY"
    MANAGE_SUPPLY = "MANAGE_SUPPLY"
    KEEP_ROSTERS = "KEEP_ROSTERS"
    IMPORT_SUPPLY = "IMPORT_SUPPLY"
    IMPORT_HISTORY = "IMPORT_HISTORY"
    SIT_AT_TABLE = "SIT_AT_TABLE"
    COMPUTE_ROUND = "COMPUTE_ROUND"
    DECIDE_PLACEMENT = "DECIDE_PLACEMENT"
    SEE_REGION = "SEE_REGION"
    SEE_BOTTLENECKS = "SEE_BOTTLENECKS"
    PLAN_SUPPLY = "PLAN_SUPPLY"
    KEEP_BOTTLENECKS = "KEEP_BOTTLENECKS"
    ANSWER_FOR_FUNDERS = "ANSWER_FOR_FUNDERS"
    STEER_REGION = "STEER_REGION"
    AGREE_ROOM = "AGREE_ROOM"
    WEIGH_PACKAGES = "WEIGH_PACKAGES"
    SEE_LOG = "SEE_LOG"
    APPROVE_DESTRUCTION = "APPROVE_DESTRUCTION"
    APPROVE_EXPORT = "APPROVE_EXPORT"
    REVIEW_ACCESS = "REVIEW_ACCESS"
    RESTRICT_PEOPLE = "RESTRICT_PEOPLE"
    BREAK_GLASS = "BREAK_GLASS"
    RECEIVE_SHARED = "RECEIVE_SHARED"
    REVIEW_ACCOUNTS = "REVIEW_ACCOUNTS"
    OVERSEE_ACCESS = "OVERSEE_ACCESS"
    MANAGE_ACCOUNTS = "MANAGE_ACCOUNTS"
    USE_API = "USE_API"
    REGISTER_TIME = "REGISTER_TIME"
    REPORT_CONCERN = "REPORT_CONCERN"
    TRIAGE_REPORTS = "TRIAGE_REPORTS"


class AuthLevel(StrEnum):
    """How sure it is that somebody is who they say they are; goes into the log."""

    PASSWORD = "PASSWORD"  # noqa: S105 - a level, not a secret
    TWO_FACTOR = "TWO_FACTOR"
    SSO = "SSO"
    PERSONA = "PERSONA"
    API_KEY = "API_KEY"


class ReviewDecision(StrEnum):
    """What a yearly review of access decides about somebody in a role."""

    KEEP = "KEEP"
    CHANGE = "CHANGE"
    END = "END"


class RecoveryState(StrEnum):
    """Where the way back into an account stands: nobody opens one alone."""

    ASKED = "ASKED"  # an administrator asked; nothing has changed yet
    CONFIRMED = "CONFIRMED"  # a second person confirmed: the password and the sessions are over, the link works
    USED = "USED"
    REFUSED = "REFUSED"
    ENDED = "ENDED"  # replaced by a newer one, or guessed at too often


class ApiScope(StrEnum):
    """What an API key may be used for; never more than its owner may."""

    PEOPLE_READ = "people:read"
    SUPPLY_READ = "supply:read"
    SUPPLY_WRITE = "supply:write"
    REGION_READ = "region:read"
    SHARING_DECIDE = "sharing:decide"
    REPORTS_WRITE = "reports:write"


class ContactTopic(StrEnum):
    """What somebody is called about at an organisation (seed 001, section 3: finding the right person)."""

    CASE_QUESTIONS = "CASE_QUESTIONS"
    NEW_CASES = "NEW_CASES"
    CRISIS = "CRISIS"
    WMO = "WMO"
    WLZ = "WLZ"
    AFTERCARE = "AFTERCARE"
    DEBT = "DEBT"
    INCOME = "INCOME"
    HOUSING = "HOUSING"
    DAY_ACTIVITY = "DAY_ACTIVITY"
    POLICE_CARE = "POLICE_CARE"
    PROBATION = "PROBATION"
    CLIENT_SUPPORT = "CLIENT_SUPPORT"
