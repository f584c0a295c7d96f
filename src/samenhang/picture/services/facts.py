"""The kinds of facts of the picture, with the rules of each; they follow the common course of people.services."""

from __future__ import annotations

from samenhang.base.errors import Refused
from samenhang.people.services import FactKind
from samenhang.people.services.facts import Values
from samenhang.picture.enums import EstimatedBy, Instrument, ProblemArea, ScreeningOutcome
from samenhang.picture.models import (
    Diagnosis,
    DomainView,
    EcoFactor,
    FunctionalFact,
    Incident,
    OwnWords,
    Problem,
    RiskAssessment,
    SafetyProfile,
    Screening,
    Strength,
    StrengthEstimate,
    Treatment,
)
from samenhang.picture.rules import valid_until


def _problem(values: Values) -> Values:
    """Substances are named where substances are the problem, and nowhere else."""
    return values if values["area"] == ProblemArea.SUBSTANCE else {**values, "substances": ""}


def _estimate(values: Values) -> Values:
    """Who rates themselves needs no name; everybody else has one, so that estimates of one source can be followed."""
    if values["by"] == EstimatedBy.SELF:
        return {**values, "source": ""}
    if not values["source"].strip():
        raise Refused("SOURCE_MISSING")
    return {**values, "source": values["source"].strip()}


def _treatment(values: Values) -> Values:
    start, end = values["start"], values["end"]
    if start and end and end < start:
        raise Refused("ENDS_BEFORE_START")
    return values


def _diagnosis(values: Values) -> Values:
    """A rejection has a day and somebody who rejects; without a day there is none."""
    if values["rejected_on"] is None:
        if values["rejected_by"] or values["rejected_why"]:
            raise Refused("DAY_MISSING")
        return values
    if not values["rejected_by"].strip():
        raise Refused("SOURCE_MISSING")
    return values


def _screening(values: Values) -> Values:
    """A score and a suspicion belong to a screening that was done."""
    if values["outcome"] != ScreeningOutcome.DONE:
        return {**values, "score": "", "suspicion": ""}
    if not values["instrument"].strip():
        raise Refused("INSTRUMENT_MISSING")
    return values


def _risk(values: Values) -> Values:
    """An assessment holds as long as its instrument says, unless the assessor gives another day (handbook chapter 7)."""
    settled = dict(values)
    if settled["instrument"] == Instrument.OTHER and not settled["instrument_name"].strip():
        raise Refused("INSTRUMENT_MISSING")
    if settled["valid_until"] is None:
        settled["valid_until"] = valid_until(Instrument(settled["instrument"]), settled["on"])
    if settled["valid_until"] < settled["on"]:
        raise Refused("ENDS_BEFORE_START")
    return settled


WORDS = FactKind("words", OwnWords)
STRENGTH = FactKind("strength", Strength)
PROBLEM = FactKind("problem", Problem, _problem, once=("area",))
DOMAIN = FactKind("domain", DomainView)
FACTOR = FactKind("factor", EcoFactor)
ESTIMATE = FactKind("estimate", StrengthEstimate, _estimate)
NEED = FactKind("need", FunctionalFact)
INCIDENT = FactKind("incident", Incident)
TREATMENT = FactKind("treatment", Treatment, _treatment)
DIAGNOSIS = FactKind("diagnosis", Diagnosis, _diagnosis)
SCREENING = FactKind("screening", Screening, _screening)
RISK = FactKind("risk", RiskAssessment, _risk)
SAFETY = FactKind("safety", SafetyProfile, once=())

KINDS: tuple[FactKind, ...] = (
    WORDS, STRENGTH, PROBLEM, DOMAIN, FACTOR, ESTIMATE, NEED, INCIDENT, TREATMENT, DIAGNOSIS, SCREENING, RISK, SAFETY,
)  # fmt: skip
