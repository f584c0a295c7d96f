"""Roles as a page that a privacy officer can read and sign (handbook 13.3).

A power says what kind of act is possible at all. Nobody sees a person by role alone: that takes a grant on the
person's dossier. There is no role that may do everything.
"""

from __future__ import annotations

from collections.abc import Iterable

from samenhang.directory.enums import Power, Role

POWERS: dict[Role, frozenset[Power]] = {
    Role.CASE_COORDINATOR: frozenset(
        {
            Power.WORK_ON_CASES,
            Power.OPEN_CASES,
            Power.SEE_SUPPLY,
            Power.IMPORT_HISTORY,
            Power.SEE_REGION,
            Power.SEE_BOTTLENECKS,
            Power.RECEIVE_SHARED,
            Power.BREAK_GLASS,
            Power.RESTRICT_PEOPLE,
        }
    ),
    Role.PROFESSIONAL: frozenset({Power.WORK_ON_CASES, Power.SEE_SUPPLY, Power.RECEIVE_SHARED, Power.BREAK_GLASS}),
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
        }
    ),
    Role.TABLE_MEMBER: frozenset(
        {Power.WORK_ON_CASES, Power.SEE_SUPPLY, Power.SIT_AT_TABLE, Power.SEE_REGION, Power.SEE_BOTTLENECKS}
    ),
    Role.SUPPLY_MANAGER: frozenset({Power.SEE_SUPPLY, Power.MANAGE_SUPPLY, Power.IMPORT_SUPPLY, Power.SEE_REGION}),
    Role.FUNDER: frozenset(
        {Power.RECEIVE_SHARED, Power.SEE_SUPPLY, Power.SEE_REGION, Power.PLAN_SUPPLY, Power.SEE_BOTTLENECKS}
    ),
    Role.REGIONAL_ANALYST: frozenset({Power.SEE_SUPPLY, Power.SEE_REGION, Power.SEE_BOTTLENECKS}),
    Role.PRIVACY_OFFICER: frozenset(
        {
            Power.SEE_LOG,
            Power.SEE_REGION,
            Power.REVIEW_ACCESS,
            Power.APPROVE_EXPORT,
            Power.APPROVE_DESTRUCTION,
        }
    ),
    Role.SYSTEM_ADMINISTRATOR: frozenset({Power.SEE_REGION}),
    Role.HOUSING_OFFICER: frozenset({Power.RECEIVE_SHARED}),
    Role.EXPERIENCE_EXPERT: frozenset({Power.WORK_ON_CASES}),
}


def powers_of(roles: Iterable[str]) -> frozenset[str]:
    """Return all powers of these roles. Raises ValueError for a role that does not exist: a misspelling is no "no"."""
    return frozenset(power.value for role in roles for power in POWERS[Role(role)])
