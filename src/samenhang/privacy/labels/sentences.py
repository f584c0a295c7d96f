"""What leaves, and what the person is told: whole sentences in plain Dutch (B1), whatever the language of the screen.

The receiver and the person read the same words, so these are not translated with the screens.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import override

from samenhang.access.enums import Category, EmergencyReason
from samenhang.access.labels import CATEGORIES, EMERGENCIES
from samenhang.legal.labels import LAWS, TITLES
from samenhang.privacy.enums import HousingNeed
from samenhang.privacy.labels.sharing import BASES, PURPOSES, SECRECY
from samenhang.ui.dates import day as long_day

_NEEDS = {
    HousingNeed.LOW_STIMULUS: "De woning moet prikkelarm zijn.",
    HousingNeed.CORNER_OR_END_UNIT: "Een hoekwoning of een woning aan het eind van de rij past het best.",
    HousingNeed.NO_SHARED_STAIR: "De woning heeft geen gedeeld trappenhuis.",
    HousingNeed.GROUND_FLOOR: "De woning ligt op de begane grond.",
    HousingNeed.SOUND_INSULATION: "De woning is goed geïsoleerd tegen geluid.",
    HousingNeed.ROBUST_MATERIALS: "De woning heeft stevige materialen.",
    HousingNeed.DISTANCE_TO_NEIGHBOURS: "Er is afstand tot de buren.",
    HousingNeed.NO_GROUP: "Het is geen woning in een groep.",
    HousingNeed.PET_ALLOWED: "Een huisdier is toegestaan.",
    HousingNeed.OUTDOOR_SPACE: "Er is een plek om buiten te zijn.",
    HousingNeed.SAFE_ACCESS_FOR_STAFF: "Begeleiders kunnen veilig bij de woning komen.",
    HousingNeed.SMALL_SCALE: "De woonvorm is kleinschalig.",
    HousingNeed.SECOND_EXIT: "De woning heeft een tweede uitgang.",
}
# Why we may speak, said to the person it is about.
_WE_MAY = {
    "EXPLICIT_CONSENT": "u gaf toestemming",
    "BROUGHT_BY_THE_PERSON": "u vertelde het zelf",
    "PRESUMED_CONSENT": "zij behandelen u samen met ons en u maakte geen bezwaar",
    "WEIGHED_OUTREACH": "het was nodig om u te bereiken",
    "WEIGHED_DUTY_CONFLICT": "zwijgen kon u of iemand anders ernstig schaden; dat is vooraf afgewogen",
}
# What a notice says was not shared, so that the person need not wonder.
_NEVER_MIND = (
    (Category.MEDICAL, "uw medisch dossier"),
    (Category.RISK_ASSESSMENT, "risicotaxaties"),
    (Category.POLICE | Category.JUDICIAL, "gegevens van politie of justitie"),
    (Category.FINANCE_DEBT, "uw schulden"),
)


def home_need_sentence(code: str, minutes: int | None, areas: Collection[str]) -> str:
    """What a home needs as a requirement on the home; it says nothing about health, and no reason."""
    if code == HousingNeed.NEAR_SUPPORT:
        return f"Begeleiding is binnen {minutes} minuten bij de woning."
    if code == HousingNeed.NOT_IN_AREA:
        return f"De woning ligt niet in: {', '.join(areas)}."
    return _NEEDS[HousingNeed(code)]


def _lower(words: object) -> str:
    """Words within a sentence: the first letter small, abbreviations as they are."""
    text = str(words)
    return text[:1].lower() + text[1:]


def _day(day: date) -> str:
    with override("nl"):
        return long_day(day)


def title_sentence(code: str, start: date, end: date | None) -> str:
    """That a title exists, and its dates; nothing about why."""
    with override("nl"):
        until = f" tot {_day(end)}" if end else ", einddatum onbekend"
        return f"{TITLES[code]}: vanaf {_day(start)}{until}."


def indication_sentence(law: str, profile: str, start: date, end: date | None) -> str:
    """An entitlement under one law."""
    with override("nl"):
        until = f" tot {_day(end)}" if end else ""
        return f"Indicatie {LAWS[law]}: {profile}, vanaf {_day(start)}{until}."


def consent_text(
    *, organisation: str, categories: Category, purpose: str, why: str, valid_until: date, items: Sequence[str] = ()
) -> str:
    """The explanation that goes with a question for consent: what, to whom, why, until when, and what if not."""
    with override("nl"):
        what = ", ".join(_lower(CATEGORIES[c.name]) for c in categories if c.name)
        exactly = f" Het gaat precies om: {'; '.join(items)}." if items else ""
        return (
            f"Wij willen met {organisation} delen: {what}.{exactly}\n"
            f"Waarom: {_lower(PURPOSES[purpose])}. {why.strip()}\n"
            f"Dit geldt tot {_day(valid_until)}. U kunt uw toestemming altijd intrekken, net zo makkelijk als u die geeft. "
            "Vanaf dat moment delen wij niets meer.\n"
            "Zegt u nee, dan houdt u dezelfde hulp. Wel kan het dan langer duren of moet u het zelf vertellen."
        )


def notice_of_sharing(
    *,
    on: date,
    sender: str,
    sender_organisation: str,
    recipient: str,
    sentences: Sequence[str],
    purpose: str,
    basis: Sequence[str],
    secrecy: str,
    contact: str,
    shared: Category,
) -> str:
    """What the person is told about one act of sharing, with the exact sentences."""
    with override("nl"):
        exact = "\n".join(f"“{text}”" for text in sentences)
        grounds = "; ".join(str(BASES[code]) for code in basis)
        ground = _WE_MAY.get(secrecy, str(SECRECY[secrecy])) + (f" ({grounds})" if grounds else "")
        kept = [words for category, words in _NEVER_MIND if not shared & category]
        not_shared = f"{recipient} kreeg niet: {', '.join(kept)}.\n" if kept else ""
        return (
            f"{sender} ({sender_organisation}) heeft op {_day(on)} iets over u verteld aan {recipient}. Precies dit:\n"
            f"{exact}\nHet is nodig voor: {_lower(PURPOSES[purpose])}.\nWij mogen dit delen, want {ground}.\n{not_shared}"
            f"Vindt u dit niet goed, of is het niet juist? Zeg het ons: {contact or sender}. "
            "Een cliëntondersteuner kan u hierbij helpen. Dat kost u niets."
        )


def notice_of_emergency(*, on: date, who: str, organisation: str, reason: EmergencyReason) -> str:
    """What the person is told about an emergency access."""
    with override("nl"):
        return (
            f"{who} ({organisation}) heeft op {_day(on)} met spoed naar uw gegevens gekeken.\n"
            f"De reden: {_lower(EMERGENCIES[reason])}.\n"
            "Dat mag alleen in nood, voor een paar uur. Iemand anders gaat de volgende werkdag na of het nodig was.\n"
            "Vindt u dit niet goed? Vertel het uw coördinator. Een cliëntondersteuner kan u hierbij helpen."
        )
