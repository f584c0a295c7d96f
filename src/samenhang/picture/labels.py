"""Code → words for the shared picture."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.picture.catalogue import INSTRUMENTS
from samenhang.picture.enums import (
    Adherence,
    Direction,
    DomainState,
    EcoLayer,
    EstimatedBy,
    FactCode,
    GroupFit,
    IncidentKind,
    LifeDomain,
    Motivation,
    Offence,
    PictureAlert,
    ProblemArea,
    ScreeningOutcome,
    Side,
    StrengthArea,
    Suspicion,
)

PROBLEMS: dict[str, Promise] = {
    ProblemArea.MID: _("Mild intellectual disability"),
    ProblemArea.SUBSTANCE: _("Substance use"),
    ProblemArea.PSYCHIATRY: _("Psychiatric problems"),
    ProblemArea.PERSONALITY: _("Personality problems"),
    ProblemArea.ATTACHMENT: _("Attachment problems"),
    ProblemArea.TRAUMA: _("Trauma"),
    ProblemArea.EMOTION_REGULATION: _("Emotion regulation"),
    ProblemArea.IMPULSE: _("Impulse control"),
    ProblemArea.DEVELOPMENT: _("Developmental disorder"),
    ProblemArea.SOMATIC: _("Physical conditions"),
}
INCIDENTS: dict[str, Promise] = {
    IncidentKind.VIOLENCE_STAFF: _("Violence against staff"),
    IncidentKind.VIOLENCE_CLIENT: _("Violence against a fellow client"),
    IncidentKind.VIOLENCE_OTHER: _("Violence against others"),
    IncidentKind.THREAT: _("Threat"),
    IncidentKind.AGGRESSION_HOME: _("Aggression at home"),
    IncidentKind.AGGRESSION_MATERIAL: _("Aggression against things"),
    IncidentKind.PROPERTY: _("Property offence"),
    IncidentKind.SELF_HARM: _("Self-harm"),
    IncidentKind.FIRE: _("Fire"),
    IncidentKind.ABSENCE: _("Absence without notice"),
    IncidentKind.OTHER: _("Other incident"),
}
FACTS: dict[str, Promise] = {
    FactCode.SECURITY_NEEDED: _("Security level needed"),
    FactCode.GROUP_FIT: _("Can live in a group"),
    FactCode.SUBSTANCE_USE: _("Use of substances"),
    FactCode.FIRE_SETTING: _("Fire setting in the past"),
    FactCode.STAFF_ASSAULT: _("Violence against staff in the past"),
    FactCode.SEXUAL_OFFENCE: _("Sexual offence in the past"),
    FactCode.NIGHT_STAFF: _("Needs somebody at night"),
    FactCode.LOW_STIMULUS: _("Needs a place low in stimuli"),
    FactCode.TWO_STAFF: _("Needs two members of staff"),
    FactCode.COMMUNICATION_SUPPORT: _("Needs support in communication"),
    FactCode.WHEELCHAIR: _("Uses a wheelchair"),
    FactCode.ID_SHOWN_BEFORE_18: _("Disability shown before the age of 18"),
}
DOMAINS: dict[str, Promise] = {
    LifeDomain.HOUSING: _("Living"),
    LifeDomain.WORK_DAY: _("Work and day activity"),
    LifeDomain.FINANCE: _("Money matters"),
    LifeDomain.MENTAL_HEALTH: _("Mental health"),
    LifeDomain.PHYSICAL_HEALTH: _("Physical health"),
    LifeDomain.SUBSTANCE: _("Alcohol, drugs and other habits"),
    LifeDomain.LEISURE: _("Leisure"),
    LifeDomain.MEANING: _("Meaning"),
    LifeDomain.SOCIAL_CONTACTS: _("Social contacts"),
    LifeDomain.HOME_RELATIONS: _("Relations at home and children"),
    LifeDomain.SELF_CARE: _("Self-care and household"),
    LifeDomain.JUSTICE: _("Police and justice"),
    LifeDomain.SAFETY: _("Safety"),
    LifeDomain.PAPERS_IDENTITY: _("Identity and papers"),
}
STATES: dict[str, Promise] = {
    DomainState.GOOD: _("good"),
    DomainState.GOES: _("goes"),
    DomainState.SHAKY: _("shaky"),
    DomainState.STUCK: _("stuck"),
    DomainState.ACUTE: _("acute"),
}
STATE_TONES: dict[str, str] = {
    DomainState.GOOD: "positive",
    DomainState.GOES: "info",
    DomainState.SHAKY: "warning",
    DomainState.STUCK: "negative",
    DomainState.ACUTE: "negative",
}
STATE_ICONS: dict[str, str] = {
    DomainState.GOOD: "circle-check",
    DomainState.GOES: "check",
    DomainState.SHAKY: "alert-circle",
    DomainState.STUCK: "ban",
    DomainState.ACUTE: "alert-triangle",
}
SIDES: dict[str, Promise] = {
    Side.CLIENT: _("The person themselves"),
    Side.PROFESSIONAL: _("Somebody who works with them"),
}
LAYERS: dict[str, Promise] = {
    EcoLayer.ONTO: _("The person"),
    EcoLayer.MICRO: _("Between the person and others"),
    EcoLayer.MESO: _("Among those involved"),
    EcoLayer.EXO: _("The organisations"),
    EcoLayer.MACRO: _("Society, law and money"),
    EcoLayer.CHRONO: _("Changes over time"),
}
LAYER_HINTS: dict[str, Promise] = {
    EcoLayer.ONTO: _("What somebody is, can and finds hard."),
    EcoLayer.MICRO: _("Family, friends, home, and the people who give help."),
    EcoLayer.MESO: _("How those around the person work with each other."),
    EcoLayer.EXO: _("Vision, rules, time and backing inside organisations."),
    EcoLayer.MACRO: _("Laws, money, supply of places, tolerance."),
    EcoLayer.CHRONO: _("What began early, what changed, what keeps coming back."),
}
DIRECTIONS: dict[str, Promise] = {
    Direction.RISK: _("Makes it harder"),
    Direction.PROTECTIVE: _("Protects"),
}
STRENGTH_AREAS: dict[str, Promise] = {
    StrengthArea.HOME: _("Home and household"),
    StrengthArea.MONEY: _("Money and letters"),
    StrengthArea.HEALTH: _("Own health and treatment"),
    StrengthArea.DAY: _("Filling the day"),
    StrengthArea.PEOPLE: _("Getting on with others"),
    StrengthArea.DECISIONS: _("Deciding, and asking for help"),
}
ESTIMATED_BY: dict[str, Promise] = {
    EstimatedBy.SELF: _("The person themselves"),
    EstimatedBy.CLOSE_ONE: _("Somebody close"),
    EstimatedBy.ORGANISATION: _("An organisation"),
}
MOTIVATIONS: dict[str, Promise] = {
    Motivation.WILLING: _("Willing"),
    Motivation.UNWILLING: _("Not willing"),
    Motivation.UNABLE: _("Willing, not able"),
    Motivation.BOTH: _("Not willing and not able"),
}
ADHERENCE: dict[str, Promise] = {
    Adherence.AS_AGREED: _("Taken as agreed"),
    Adherence.PARTLY: _("Taken partly"),
    Adherence.NOT: _("Not taken"),
    Adherence.NONE_GIVEN: _("No medication"),
}
SCREENINGS: dict[str, Promise] = {
    ScreeningOutcome.DONE: _("Screening done"),
    ScreeningOutcome.NOT_DONE: _("Offered, not done yet"),
    ScreeningOutcome.REFUSED: _("Offered, not wanted"),
}
SUSPICIONS: dict[str, Promise] = {
    Suspicion.YES: _("Suspicion; further diagnostics are offered"),
    Suspicion.NO: _("No suspicion"),
    Suspicion.UNCLEAR: _("Not clear"),
}
INSTRUMENT_NAMES: dict[str, Any] = {code: facts.name or _("Another instrument") for code, facts in INSTRUMENTS.items()}
OFFENCES: dict[str, Promise] = {
    Offence.PUBLIC_VIOLENCE: _("Public violence"),
    Offence.PROPERTY: _("Property offences"),
    Offence.WEAPON: _("Carrying a weapon"),
    Offence.BURGLARY: _("Burglary"),
    Offence.DESTRUCTION: _("Destruction"),
    Offence.THREAT: _("Threat"),
    Offence.ARSON: _("Setting fires"),
    Offence.ASSAULT: _("Assault"),
    Offence.STALKING: _("Stalking"),
    Offence.SEXUAL: _("Sexual offences"),
    Offence.DRUGS: _("Drug offences"),
}
GROUP_FITS: dict[str, Promise] = {
    GroupFit.YES: _("Can live in a group"),
    GroupFit.LIMITED: _("Can live in a small or quiet group"),
    GroupFit.NO: _("Cannot live in a group"),
}
ALERTS: dict[str, Promise] = {
    PictureAlert.OVERESTIMATED_STRENGTH: _("Own strength: rated much higher by themselves than by others"),
    PictureAlert.UNDERESTIMATED_STRENGTH: _("Own strength: rated much lower by themselves than by others"),
    PictureAlert.STRENGTH_DIFFERS: _("Own strength: those involved see it very differently"),
    PictureAlert.RISK_ASSESSMENT_EXPIRED: _("A risk assessment no longer holds"),
}
FACT_VALUES: dict[str, Promise] = {
    "yes": _("yes"),
    "limited": _("limited"),
    "no": _("no"),
    "active": _("active"),
    "controlled": _("under control"),
    "none": _("none"),
}
SEVERITIES: dict[int, Promise] = {
    1: _("light"),
    2: _("noticeable"),
    3: _("serious"),
    4: _("severe"),
    5: _("very severe"),
}


def fact_value(value: Any) -> str:
    """The value of a functional fact in words."""
    if value is True or value is False:
        value = "yes" if value else "no"
    return str(FACT_VALUES.get(str(value), value))
