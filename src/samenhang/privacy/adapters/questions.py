"""Builds the question for the sharing engine from what the database knows and what a human established."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from samenhang.access.enums import CaseRole, Category, Regime
from samenhang.engines import sharing
from samenhang.privacy.models import Consent

# What would open a lock, and the fact with which somebody says that it is so. Everything else follows from the database.
ESTABLISHED: dict[str, str] = {
    "JUDGE_CARE_NEEDED": "care_needed",
    "RECORD_DECISION": "decision_25",
    "ESTABLISH_LACKING_CONDITIONS": "conditions_lack",
    "ESTABLISH_ADMISSION": "admitted",
    "ESTABLISH_SERIOUS_HARM": "serious_harm",
    "ESTABLISH_CARE_AVOIDANCE": "avoids_care",
    "ESTABLISH_ACUTE_DANGER": "acute_danger",
    "ESTABLISH_DANGER": "children_or_partner_in_danger",
    "HAVE_PLAN_VERSION_SIGNED": "plan_version_signed",
    "SIGN_CONFIDENTIALITY": "confidentiality_signed",
    "INFORM_ZV": "zv_informed",
    "DECIDE_FIT": "fit_decided",
    "DECIDE_WHO_JOINS": "joins_conference",
    "ASK_RAC": "rac_tested",
    "ASK_SUPPLIER": "supplier_consents",
    "ASK_AUTHORITY": "authority_agrees",
    "ASK_HIT_FIRST": "hit_found",
    "DEIDENTIFY": "deidentified",
    "USE_PROPERTY_WORDING": "property_level",
    "SHARE_WITH_ALLOWED_FACTS": "with_allowed_sharing",
}
PUBLIC_ZVH = frozenset(
    {
        sharing.Role.DJI,
        sharing.Role.POLICE,
        sharing.Role.PROSECUTOR,
        sharing.Role.MAYOR_OFFICE,
        sharing.Role.WMO_CONSULTANT,
        sharing.Role.OGGZ_NURSE,
        sharing.Role.ZVH_DIRECTOR,
    }
)


@dataclass(frozen=True)
class Circumstances:
    """What a human established and weighed for one act of sharing; it is kept with the disclosure."""

    established: frozenset[str] = frozenset()  # names of facts, as in ESTABLISHED
    ground: sharing.Ground | None = None
    motivation: str = ""
    decision_reference: str = ""


def engine_category(category: Category) -> sharing.Category:
    """The engine's code of one data category."""
    assert category.name is not None  # noqa: S101  one bit
    return sharing.Category(category.name)


def _consent_fact(row: Consent) -> sharing.ConsentFact | None:
    """A consent that was given, as the engine reads it; None for one that was only asked or was refused."""
    if row.given_on is None:
        return None
    withdrawn = timezone.localdate(row.withdrawn_at) if row.withdrawn_at else None
    return sharing.ConsentFact(
        recipient_roles=frozenset({sharing.Role(row.role)}),
        categories=frozenset(engine_category(c) for c in Category(row.categories)),
        purposes=frozenset({sharing.Purpose(row.purpose)}),
        given_on=row.given_on,
        valid_until=row.valid_until,
        withdrawn_on=max(withdrawn, row.given_on) if withdrawn else None,
        items=tuple(row.items),
    )


def question(
    *,
    sender: sharing.Role,
    recipient: sharing.Role,
    category: Category,
    purpose: sharing.Purpose,
    stage: sharing.Stage,
    today: date,
    consents: Collection[Consent],
    objected: Category,
    regime: Regime,
    case_roles: Mapping[int, Collection[str]],
    sender_id: int | None,
    recipient_id: int | None,
    title_end: date | None,
    represented: bool,
    closed: bool,
    circumstances: Circumstances,
) -> sharing.Question:
    """One question to the engine. ``consents`` are those for the receiving organisation; ``case_roles`` who takes part as what."""

    def treats(user_id: int | None) -> bool:
        return user_id is not None and CaseRole.TREATER in case_roles.get(user_id, ())

    said = circumstances.established
    truths: dict[str, Any] = {name: True for name in said if name in sharing.problem.TRUTHS}
    facts = sharing.Facts(
        today=today,
        consents=tuple(fact for row in consents if (fact := _consent_fact(row)) is not None),
        objected=frozenset(engine_category(c) for c in objected),
        regime=sharing.Regime(regime.value),
        ground=circumstances.ground,
        motivation=bool(circumstances.motivation.strip()),
        title_end=title_end,
        decision_25=today if "decision_25" in said else None,
        decision_reference=circumstances.decision_reference,
        relation=treats(sender_id) and treats(recipient_id),
        representation=represented,
        sender_public=sender in PUBLIC_ZVH,
        recipient_public=recipient in PUBLIC_ZVH,
        case_closed=closed,
        flags={"WAMS_IN_FORCE": settings.WAMS_IN_FORCE},
        **truths,
    )
    return sharing.Question(
        sender, recipient, category=engine_category(category), purpose=purpose, stage=stage, facts=facts
    )
