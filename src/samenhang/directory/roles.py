"""Roles as a page that a privacy officer can read and sign (handbook 13.3).

A power says what kind of act is possible at all. Nobody sees a person by role alone: that takes a grant on the
person's dossier. There is no role that may do everything.
"""

from __future__ import annotations

from collections.abc import Iterable

from samenhang.directory.enums import ApiScope, Power, Role

POWERS: dict[Role, frozenset[Power]] = {
    Role.CASE_COORDINATOR: frozenset(
        {
            Power.WORK_ON_CASES,
            Power.OPEN_CASES,
            Power.SEE_SUPPLY,
            Power.IMPORT_HISTORY,
            Power.SEE_REGION,
            Power.SEE_BOTTLENECKS,
            Power.KEEP_BOTTLENECKS,
            Power.RECEIVE_SHARED,
            Power.BREAK_GLASS,
            Power.RESTRICT_PEOPLE,
            Power.USE_API,
            Power.REGISTER_TIME,
            Power.KEEP_ROSTERS,
            Power.REPORT_CONCERN,
        }
    ),
    Role.PROFESSIONAL: frozenset(
        {
            Power.WORK_ON_CASES,
            Power.SEE_SUPPLY,
            Power.RECEIVE_SHARED,
            Power.BREAK_GLASS,
            Power.REGISTER_TIME,
            Power.KEEP_ROSTERS,
            Power.REPORT_CONCERN,
        }
    ),
    Role.TABLE_CHAIR: frozenset(
        {
            Power.WORK_ON_CASES,
            Power.SEE_SUPPLY,
            Power.SIT_AT_TABLE,
            Power.COMPUTE_ROUND,
            Power.DECIDE_PLACEMENT,
            Power.SEE_REGION,
            Power.PLAN_SUPPLY,
            Power.SEE_BOTTLENECKS,
            Power.KEEP_BOTTLENECKS,
            Power.WEIGH_PACKAGES,
        }
    ),
    Role.TABLE_MEMBER: frozenset(
        {Power.WORK_ON_CASES, Power.SEE_SUPPLY, Power.SIT_AT_TABLE, Power.SEE_REGION, Power.SEE_BOTTLENECKS}
    ),
    Role.SUPPLY_MANAGER: frozenset(
        {
            Power.SEE_SUPPLY,
            Power.MANAGE_SUPPLY,
            Power.IMPORT_SUPPLY,
            Power.SEE_REGION,
            Power.USE_API,
            Power.KEEP_ROSTERS,
        }
    ),
    Role.FUNDER: frozenset(
        {
            Power.RECEIVE_SHARED,
            Power.SEE_SUPPLY,
            Power.SEE_REGION,
            Power.PLAN_SUPPLY,
            Power.SEE_BOTTLENECKS,
            Power.ANSWER_FOR_FUNDERS,
            Power.AGREE_ROOM,
            Power.WEIGH_PACKAGES,
            Power.USE_API,
        }
    ),
    Role.BOARD_MEMBER: frozenset(
        {
            Power.SEE_SUPPLY,
            Power.SEE_REGION,
            Power.SEE_BOTTLENECKS,
            Power.STEER_REGION,
            Power.AGREE_ROOM,
            Power.WEIGH_PACKAGES,
        }
    ),
    Role.REGIONAL_ANALYST: frozenset(
        {Power.SEE_SUPPLY, Power.SEE_REGION, Power.SEE_BOTTLENECKS, Power.WEIGH_PACKAGES, Power.USE_API}
    ),
    Role.PRIVACY_OFFICER: frozenset(
        {
            Power.SEE_LOG,
            Power.SEE_REGION,
            Power.REVIEW_ACCESS,
            Power.REVIEW_ACCOUNTS,
            Power.OVERSEE_ACCESS,
            Power.APPROVE_EXPORT,
            Power.APPROVE_DESTRUCTION,
        }
    ),
    Role.SYSTEM_ADMINISTRATOR: frozenset({Power.SEE_REGION, Power.MANAGE_ACCOUNTS}),
    Role.ACCESS_REVIEWER: frozenset({Power.REVIEW_ACCOUNTS}),
    Role.HOUSING_OFFICER: frozenset({Power.RECEIVE_SHARED, Power.REPORT_CONCERN}),
    Role.EXPERIENCE_EXPERT: frozenset({Power.WORK_ON_CASES, Power.REGISTER_TIME}),
    Role.REPORT_DESK: frozenset({Power.TRIAGE_REPORTS, Power.REPORT_CONCERN, Power.REGISTER_TIME}),
    Role.REPORTER: frozenset({Power.REPORT_CONCERN, Power.USE_API}),
}

# Who can meet special categories of personal data, or opens the door for others, signs in with a second factor.
SECOND_FACTOR: frozenset[Role] = frozenset(
    {
        Role.CASE_COORDINATOR,
        Role.PROFESSIONAL,
        Role.TABLE_CHAIR,
        Role.TABLE_MEMBER,
        Role.EXPERIENCE_EXPERT,
        Role.HOUSING_OFFICER,
        Role.PRIVACY_OFFICER,
        Role.SYSTEM_ADMINISTRATOR,
        Role.ACCESS_REVIEWER,
        Role.REPORT_DESK,
        Role.REPORTER,
    }
)

# What a scope of an API key lets through of its owner's powers; whatever is not named here stays behind.
SCOPES: dict[ApiScope, frozenset[Power]] = {
    ApiScope.PEOPLE_READ: frozenset({Power.WORK_ON_CASES}),
    ApiScope.SUPPLY_READ: frozenset({Power.SEE_SUPPLY}),
    ApiScope.SUPPLY_WRITE: frozenset({Power.SEE_SUPPLY, Power.MANAGE_SUPPLY}),
    ApiScope.REGION_READ: frozenset({Power.SEE_REGION}),
    ApiScope.SHARING_DECIDE: frozenset(),
    ApiScope.REPORTS_WRITE: frozenset({Power.REPORT_CONCERN}),
}


def powers_of(roles: Iterable[str]) -> frozenset[str]:
    """Return all powers of these roles. Raises ValueError for a role that does not exist: a misspelling is no "no"."""
    return frozenset(power.value for role in roles for power in POWERS[Role(role)])


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Say whether one of these roles asks for a second factor."""
    return any(Role(role) in SECOND_FACTOR for role in roles)


def powers_within(powers: Iterable[str], scopes: Iterable[str]) -> frozenset[str]:
    """The part of these powers that the scopes of a key let through."""
    allowed = {power.value for scope in scopes for power in SCOPES[ApiScope(scope)]}
    return frozenset(powers) & allowed


def scopes_for(powers: Iterable[str]) -> list[ApiScope]:
    """The scopes that make sense for somebody with these powers: all that a scope opens, they have."""
    held = frozenset(powers)
    return [scope for scope, opens in SCOPES.items() if {p.value for p in opens} <= held]
