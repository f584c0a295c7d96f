"""What holds for consent, requests and retention, as plain rules (handbook 4.3, 4.7 and 4.8)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.access.enums import Category, Regime
from samenhang.base.errors import Refused
from samenhang.legal.rules import add_months
from samenhang.privacy.enums import ConsentState, HousingNeed

CONSENT_MONTHS = 12  # the longest that consent runs without being asked again
ANSWER_MONTHS = 1  # AVG 12 lid 3
NOTICE_MONTHS = 1  # AVG 14 lid 3
HOME_NEED_MONTHS = 6
WEIGHING_REVIEW_DAYS = 14

# What is tied to shame or does most harm when it travels is asked for by itself, never in one breath with something else.
ASKED_ALONE = (
    Category.MEDICAL
    | Category.RISK_ASSESSMENT
    | Category.POLICE
    | Category.JUDICIAL
    | Category.FINANCE_DEBT
    | Category.INCIDENT
    | Category.NETWORK
)


# In which roles of the sharing rules people of each kind of organisation speak, the likeliest first.
ROLES_OF_KIND: dict[str, tuple[str, ...]] = {
    "GGZ": ("GGZ_TREATER", "GD", "ZV", "PSYCHIATRIST", "OGGZ_NETWORK"),
    "FORENSIC": ("FZ_TREATER",),
    "ADDICTION": ("ADDICTION_TREATER",),
    "DISABILITY": ("VG_SUPPORT", "VG_TREATER"),
    "SHELTERED": ("BW_PROVIDER",),
    "SHELTER": ("WMO_PROVIDER", "BW_PROVIDER"),
    "WMO_PROVIDER": ("WMO_PROVIDER", "PEER"),
    "MUNICIPALITY": ("WMO_CONSULTANT", "AFTERCARE_COORD", "MAYOR_OFFICE", "WORK_INCOME", "DEBT_SERVICE"),
    "HOUSING_ASSOCIATION": ("HOUSING_ASSOC",),
    "POLICE": ("POLICE", "PROSECUTOR"),
    "PROBATION": ("PROBATION",),
    "DJI": ("DJI", "PPC_CARE"),
    "ZVH": ("ZVH", "ZVH_DIRECTOR", "ZVH_PARTNER", "OTHER_ZVH"),
    "GGD": ("OGGZ_NURSE", "OGGZ_NETWORK", "VEILIG_THUIS"),
    "CARE_OFFICE": ("WLZ_OFFICE", "CIZ", "FINANCIERS_TABLE"),
    "INSURER": ("INSURER", "FINANCIERS_TABLE"),
    "YOUTH": ("VG_SUPPORT", "WMO_PROVIDER"),
    "CLIENT_SUPPORT": ("CLIENT_SUPPORTER", "PEER"),
    "TABLE": ("FINANCIERS_TABLE", "REGION", "PEER"),
}
COORDINATING = frozenset({"CASE_DIRECTOR", "LIFE_COURSE_COORDINATOR"})


def roles_of(kind: str, case_role: str = "") -> tuple[str, ...]:
    """The roles in which somebody of such an organisation can speak; a coordinator speaks as one first."""
    own = ROLES_OF_KIND.get(kind, ())
    return ("LIFE_COURSE_COORD", *own) if case_role in COORDINATING else own


def check_scope(categories: Category, valid_until: date, today: date) -> None:
    """Raise when a consent would be too wide or too long: per organisation and category, never "everything, always"."""
    if not categories:
        raise Refused("NO_CATEGORY")
    alone = categories & ASKED_ALONE
    if (alone and categories != alone) or bin(int(alone)).count("1") > 1:
        raise Refused("ASK_IT_ALONE")
    if valid_until <= today:
        raise Refused("ENDS_BEFORE_START")
    if valid_until > add_months(today, CONSENT_MONTHS):
        raise Refused("CONSENT_TOO_LONG")


def consent_state(
    *,
    given_on: date | None,
    refused_on: date | None,
    withdrawn_on: date | None,
    valid_until: date,
    today: date,
) -> ConsentState:
    """Where a consent stands on a day."""
    if withdrawn_on is not None:
        return ConsentState.WITHDRAWN
    if refused_on is not None:
        return ConsentState.REFUSED
    if given_on is None:
        return ConsentState.ASKED if today < valid_until else ConsentState.LAPSED
    return ConsentState.RUNNING if today < valid_until else ConsentState.LAPSED


def check_home_need(code: HousingNeed, minutes: int | None, areas: Collection[str]) -> None:
    """Raise when the closed list is not used as meant: minutes only with nearby support, areas only with "not there"."""
    if (code is HousingNeed.NEAR_SUPPORT) != (minutes is not None):
        raise Refused("MINUTES_WITH_SUPPORT")
    if (code is HousingNeed.NOT_IN_AREA) != bool(areas):
        raise Refused("AREAS_WITH_NOT_THERE")


def content_hash(texts: Collection[str]) -> str:
    """SHA-256 over the exact sentences that were shared, in order, so that it can be shown later what left."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(len(text).to_bytes(8, "big") + text.encode())
    return digest.hexdigest()


@dataclass(frozen=True)
class Term:
    """How long facts under a law are kept: whole years from closing, or from the first processing."""

    years: int
    from_first_processing: bool
    source: str


TERMS: dict[Regime, Term] = {
    Regime.CONSENT: Term(2, False, "regional policy"),
    Regime.PILOT_LIGHT: Term(1, False, "regional policy"),
    Regime.OGGZ_REPORT: Term(1, False, "regional policy"),
    Regime.TREATMENT: Term(20, False, "WGBO 7:454 BW"),
    Regime.WVGGZ: Term(20, False, "Wvggz 8:32"),
    Regime.FUNDING: Term(15, False, "Wmo 2015 5.3.4"),
    Regime.WGS_ZVH: Term(5, True, "WGS 1.8"),
}


def destroy_on(regime: Regime, since: date, closed_on: date | None) -> date | None:
    """The day from which the facts must be gone; None while the term has not begun because the case is open.

    The five years of the WGS run from the first processing and stop for nothing (WGS 1.8 lid 7).
    """
    term = TERMS[regime]
    begin = since if term.from_first_processing else closed_on
    return add_months(begin, 12 * term.years) if begin else None


def answer_due(made_on: date) -> date:
    """A request is answered within a month (AVG 12 lid 3)."""
    return add_months(made_on, ANSWER_MONTHS)


def notice_due(shared_on: date, *, before: bool) -> date:
    """The person is told before, or otherwise within a month (AVG 14 lid 3)."""
    return shared_on if before else add_months(shared_on, NOTICE_MONTHS)


def weighing_review_due(day: date) -> date:
    """When it is looked at again whether the person can be told (handbook 4.9)."""
    return day + timedelta(days=WEIGHING_REVIEW_DAYS)
