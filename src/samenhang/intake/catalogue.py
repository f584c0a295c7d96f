"""The criteria with which a region starts, until its own table writes others (handbook 8.4, seed 000 section 2.1)."""

from __future__ import annotations

from dataclasses import dataclass

from samenhang.intake.enums import CriterionKind


@dataclass(frozen=True)
class Criterion:
    """One question of inclusion."""

    code: str
    question: str
    kind: CriterionKind


# Regions write these questions themselves, in their own language; so the first ones are Dutch as well.
FIRST_NAME = "Doelgroep samenhangende zorg"
FIRST_CRITERIA = (
    Criterion("adult", "Is deze persoon achttien jaar of ouder?", CriterionKind.AGE),
    Criterion("areas", "Zijn er problemen op twee of meer gebieden tegelijk?", CriterionKind.PROBLEMS),
    Criterion("domains", "Loopt het op meer dan een leefgebied vast?", CriterionKind.PROBLEMS),
    Criterion("safety", "Is er een risico voor de persoon zelf of voor anderen?", CriterionKind.SAFETY),
    Criterion("title", "Is er een titel, of eindigt er binnenkort een?", CriterionKind.TITLE),
    Criterion(
        "moves", "Was er in twee jaar twee keer of vaker een overplaatsing of afwijzing?", CriterionKind.EXPERIENCE
    ),
)
