"""Codes of people and those around them."""

from enum import StrEnum


class CloseRole(StrEnum):
    """What somebody close is to the person (seed 000, section 2.2; seed 001, section 1)."""

    SUPPORT = "SUPPORT"
    CARER = "CARER"
    SOURCE = "SOURCE"
    NEIGHBOUR = "NEIGHBOUR"
    PEER = "PEER"
    REPRESENTATIVE = "REPRESENTATIVE"
    OTHER = "OTHER"


class RepresentativeKind(StrEnum):
    """How somebody represents the person (Wvggz 1:3, handbook 1.1)."""

    CURATOR = "CURATOR"
    MENTOR = "MENTOR"
    ADMINISTRATOR = "ADMINISTRATOR"
    AUTHORISED = "AUTHORISED"
    PARTNER = "PARTNER"
    FAMILY = "FAMILY"


class ContactWish(StrEnum):
    """What the person says about contact with somebody close."""

    WANTED = "WANTED"
    UNWANTED = "UNWANTED"
    NEGATIVE = "NEGATIVE"
    NOT_ASKED = "NOT_ASKED"


class OwnConsent(StrEnum):
    """Whether somebody close agrees to being kept in the dossier and called."""

    NOT_ASKED = "NOT_ASKED"
    ASKED = "ASKED"
    GIVEN = "GIVEN"
    REFUSED = "REFUSED"


class Burden(StrEnum):
    """How heavy the care weighs on somebody close."""

    FREE = "FREE"
    HEAVY = "HEAVY"
    OVERLOADED = "OVERLOADED"


class NetworkAlert(StrEnum):
    """What asks attention in the network of a person."""

    NO_NETWORK = "NO_NETWORK"
    CARER_BURDEN = "CARER_BURDEN"


class AlikeReason(StrEnum):
    """Why two records may be of one person."""

    SAME_NAME = "SAME_NAME"
    SIMILAR_NAME = "SIMILAR_NAME"
    SAME_BIRTH_DATE = "SAME_BIRTH_DATE"
    DAY_AND_MONTH_SWAPPED = "DAY_AND_MONTH_SWAPPED"
