"""Code → words for supply."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samenhang.legal.catalogue import KINDS
from samenhang.legal.enums import TitleCode, TitleDomain
from samenhang.legal.labels import LAWS, TITLES
from samenhang.supply.enums import (
    BookingKind,
    Freshness,
    Obstacle,
    OutReason,
    ProfileKind,
    RemedyKind,
    Scope,
    Setting,
    SubstancePolicy,
    SupplyAlert,
    TeamStanding,
)

SETTINGS: dict[str, Promise] = {
    Setting.HIC: _("High and intensive care (HIC)"),
    Setting.ACUTE_CLOSED: _("Closed admission ward"),
    Setting.OPEN_WARD: _("Open ward"),
    Setting.IHT: _("Intensive home treatment (IHT)"),
    Setting.CRISIS_SERVICE: _("Crisis service"),
    Setting.BED_ON_PRESCRIPTION: _("Bed on prescription"),
    Setting.FACT: _("FACT team"),
    Setting.FORFACT: _("Forensic FACT team"),
    Setting.FACT_LVB: _("FACT team for mild intellectual disability"),
    Setting.OUTREACH: _("Assertive outreach"),
    Setting.FPA: _("Forensic psychiatric ward (FPA)"),
    Setting.FPK: _("Forensic psychiatric clinic (FPK)"),
    Setting.FPC: _("Forensic psychiatric centre (FPC)"),
    Setting.PPC: _("Penitentiary psychiatric centre (PPC)"),
    Setting.PI: _("Prison"),
    Setting.JJI: _("Youth custodial institution"),
    Setting.KIB: _("Intensive treatment clinic (KIB)"),
    Setting.CIB: _("Intensive treatment centre (CIB)"),
    Setting.ADDICTION_CLINIC: _("Addiction clinic"),
    Setting.ADD_FPA: _("Forensic addiction ward"),
    Setting.SGLVG_CLINIC: _("SGLVG treatment centre"),
    Setting.LVG_TREATMENT: _("LVG treatment centre"),
    Setting.VG7_GROUP: _("VG7 group"),
    Setting.VG7_INDIVIDUAL: _("Individual VG7 arrangement"),
    Setting.VG6: _("VG6 home"),
    Setting.WLZ_GGZ_HOME: _("Long-term mental health home"),
    Setting.LONG_STAY_GGZ: _("Long stay mental health"),
    Setting.BW: _("Sheltered living"),
    Setting.BW_PLUS: _("Sheltered living plus (BW+)"),
    Setting.FORENSIC_BW: _("Forensic sheltered living"),
    Setting.SECURED_LIVING: _("Secured living"),
    Setting.UNCONDITIONAL_HOME: _("Unconditional home"),
    Setting.PROTECTED_HOME: _("Protected at home"),
    Setting.SUPPORTED_HOME: _("Supported living"),
    Setting.SKAEVE_HUSE: _("Skaeve Huse"),
    Setting.TINY_HOUSE: _("Tiny house"),
    Setting.HOUSING_FIRST: _("Housing First"),
    Setting.FLIP_LEASE: _("Flip lease"),
    Setting.INDEP_HOME: _("Rented home"),
    Setting.SHELTER: _("Shelter"),
    Setting.RESPITE: _("Respite place"),
    Setting.CRISIS_BED_VG: _("Crisis bed (disability care)"),
    Setting.DIAGNOSTIC_CENTRE: _("Temporary diagnostic centre"),
    Setting.DAY_ACTIVITY: _("Day activity"),
    Setting.MST: _("Systemic therapy at home (MST)"),
    Setting.CIT: _("Crisis intervention team"),
    Setting.WITH_FAMILY: _("With family"),
    Setting.HOMELESS: _("Homeless"),
    Setting.STREET: _("On the street"),
    Setting.ABROAD: _("Abroad"),
    Setting.UNKNOWN: _("Unknown"),
}
SUBSTANCE: dict[str, Promise] = {
    SubstancePolicy.TOLERATED: _("Use is tolerated"),
    SubstancePolicy.CONTROLLED: _("Use under control"),
    SubstancePolicy.ABSTINENT: _("No use"),
}
SCOPES: dict[str, Promise] = {
    Scope.NATION: _("National rule"),
    Scope.REGION: _("Rule of the region"),
    Scope.ORGANISATION: _("Rule of the organisation"),
    Scope.LOCATION: _("Rule of the location"),
    Scope.PLACE: _("Rule of the place"),
}
OBSTACLES: dict[str, Promise] = {
    Obstacle.LEGAL: _("Legal"),
    Obstacle.FINANCIAL: _("Financial"),
    Obstacle.ORGANISATIONAL: _("Organisational"),
    Obstacle.CAPACITY: _("Capacity"),
    Obstacle.EXPERTISE: _("Expertise"),
    Obstacle.SAFETY: _("Safety"),
    Obstacle.DISTANCE: _("Distance"),
    Obstacle.PREFERENCE: _("What the person needs"),
}
REMEDY_KINDS: dict[str, Promise] = {
    RemedyKind.RULE_RELAXED: _("Relax a rule"),
    RemedyKind.MONEY_FOUND: _("Find money"),
    RemedyKind.EXPERTISE_BROUGHT: _("Bring expertise"),
    RemedyKind.PLACE_ADAPTED: _("Adapt the place"),
    RemedyKind.TIME_WAITED: _("Wait"),
    RemedyKind.OTHER_TITLE: _("Another title"),
    RemedyKind.FACT_FOUND_OUT: _("Find out"),
}
OUT_REASONS: dict[str, Promise] = {
    OutReason.STAFF_SHORTAGE: _("Staff shortage"),
    OutReason.DAMAGE: _("Damage"),
    OutReason.RENOVATION: _("Renovation"),
    OutReason.TEAM_AT_LIMIT: _("The team is at its limit"),
    OutReason.OTHER: _("Another reason"),
}
BOOKINGS: dict[str, Promise] = {
    BookingKind.OCCUPIED: _("Occupied"),
    BookingKind.RESERVED: _("Reserved"),
    BookingKind.HELD: _("Kept for return"),
}
PROFILES: dict[str, Promise] = {
    ProfileKind.GOOD_AT: _("Really good at"),
    ProfileKind.LESS_GOOD_AT: _("Less good at"),
}
FRESHNESS: dict[str, Promise] = {
    Freshness.FRESH: _("Confirmed"),
    Freshness.STALE: _("Not confirmed lately"),
    Freshness.NEVER: _("Never confirmed"),
}
TEAM_STANDINGS: dict[str, Promise] = {
    TeamStanding.ROOM: _("The team has room"),
    TeamStanding.STRETCHED: _("The team is stretched"),
    TeamStanding.NOT_NOW: _("The team asks: not now"),
}
TEAM_TONES: dict[str, str] = {
    TeamStanding.ROOM: "positive",
    TeamStanding.STRETCHED: "warning",
    TeamStanding.NOT_NOW: "negative",
}
TEAM_SHORT: dict[str, Promise] = {
    TeamStanding.ROOM: _("Has room"),
    TeamStanding.STRETCHED: _("Stretched"),
    TeamStanding.NOT_NOW: _("Not now"),
}
TEAM_UNKNOWN = "UNKNOWN"  # nothing was said, or too long ago to go by
TEAM_FILTER: dict[str, Promise] = {**TEAM_STANDINGS, TEAM_UNKNOWN: _("The team has not said so lately")}
ALERTS: dict[str, Promise] = {SupplyAlert.TEAM_LOOKS_AGAIN: _("The team says anew how it stands")}
# What a criterion is about, as the head of a column and in a sentence.
FACTS: dict[str, Promise] = {
    "age": _("Age"),
    "titles": _("Title"),
    "indications": _("Indication"),
    "security_needed": _("Security level"),
    "group_fit": _("Group"),
    "substance_use": _("Substances"),
    "fire_setting": _("Fire setting"),
    "staff_assault": _("Violence against staff"),
    "sexual_offence": _("Sexual offence"),
    "night_staff": _("Night staff"),
    "two_staff": _("Two staff"),
    "wheelchair": _("Wheelchair"),
    "id_shown_before_18": _("Disability shown before 18"),
    "residence_region": _("Residence"),
    "problem_areas": _("Problem areas"),
    "low_stimulus": _("Low in stimuli"),
    "communication_support": _("Communication support"),
    "setting": _("Form"),
    "level": _("Security level"),
    "individual": _("Individual"),
    "unconditional": _("Unconditional"),
    "treatments": _("Treatment"),
    "location": _("Distance"),
    "CAPACITY": _("Free place"),
    "PLACE_CLOSES": _("Place stays open"),
    "NO_CURRENT_PLACE": _("Present place is in the register"),
}
# The same words as in the shared picture, which supply does not know.
PROBLEMS: dict[str, Promise] = {
    "MID": _("Mild intellectual disability"),
    "SUBSTANCE": _("Substance use"),
    "PSYCHIATRY": _("Psychiatric problems"),
    "PERSONALITY": _("Personality problems"),
    "ATTACHMENT": _("Attachment problems"),
    "TRAUMA": _("Trauma"),
    "EMOTION_REGULATION": _("Emotion regulation"),
    "IMPULSE": _("Impulse control"),
    "DEVELOPMENT": _("Developmental disorder"),
    "SOMATIC": _("Physical conditions"),
}
VALUES: dict[str, Promise] = {
    "yes": _("yes"),
    "limited": _("limited"),
    "no": _("no"),
    "none": _("none"),
    "controlled": _("under control"),
    "active": _("active"),
}
OPERATORS: dict[str, Promise] = {
    "IN": _("is one of"),
    "NOT_IN": _("is none of"),
    "AT_LEAST": _("is at least"),
    "AT_MOST": _("is at most"),
    "BETWEEN": _("lies between"),
    "CONTAINS_ALL": _("contains all of"),
    "CONTAINS_ANY": _("contains one of"),
    "SUBSET_OF": _("contains nothing but"),
    "DISJOINT": _("contains none of"),
    "IS_TRUE": _("is required"),
    "IS_FALSE": _("is not at issue"),
    "WITHIN_KM": _("lies within"),
}


TITLE_GROUPS: dict[str, Promise] = {
    TitleDomain.CRIMINAL: _("a title under criminal law"),
    TitleDomain.CIVIL: _("a title under civil law"),
    TitleDomain.VOLUNTARY: _("voluntary"),
}


def level_name(level: int | None) -> str:
    """The security level in words."""
    return _now("unknown") if level is None else _now("level %(number)s") % {"number": level}


def value_name(fact: str, value: Any) -> str:
    """A value of a fact in words: titles and indications by name, yes and no, numbers as they are."""
    if value is None:
        return _now("not known")
    if value is True or value is False:
        return _now("yes") if value else _now("no")
    if isinstance(value, (set, frozenset, list, tuple)):
        return ", ".join(sorted(value_name(fact, v) for v in value)) or _now("none")
    text = str(value)
    if fact == "titles" and text in TITLES:
        return str(TITLES[text])
    if fact == "indications" and ":" in text:
        law, profile = text.split(":", 1)
        return f"{LAWS.get(law, law)} {profile.replace('_', ' ')}"
    if fact == "problem_areas" and text in PROBLEMS:
        return str(PROBLEMS[text])
    if fact == "setting" and text in SETTINGS:
        return str(SETTINGS[text])
    if fact in {"level", "security_needed"}:
        return level_name(int(value))
    return str(VALUES.get(text, text))


def _titles_in_short(codes: list[Any]) -> str:
    """Many titles of one branch of law are that branch in words; a few are named."""
    words = []
    for domain, word in TITLE_GROUPS.items():
        mine = [c for c in codes if c in TITLES and KINDS[TitleCode(c)].domain == domain]
        words += [str(word)] if len(mine) > 4 else [str(TITLES[c]) for c in mine]
    return ", ".join(words) or _now("none")


def criterion_sentence(fact: str, operator: str, values: Iterable[Any]) -> str:
    """A criterion as a sentence: "Age is at least 21"."""
    wanted = list(values)
    words = (
        ""
        if operator in {"IS_TRUE", "IS_FALSE"}
        else _titles_in_short(wanted)
        if fact == "titles"
        else value_name(fact, wanted)
    )
    return str(format_lazy("{} {} {}", FACTS.get(fact, fact), OPERATORS[operator], words)).strip()
