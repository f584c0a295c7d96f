"""Code → words for the people around a person."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.people.enums import (
    AlikeReason,
    Burden,
    CloseRole,
    ContactWish,
    NetworkAlert,
    OwnConsent,
    RepresentativeKind,
)

CLOSE_ROLES: dict[str, Promise] = {
    CloseRole.SUPPORT: _("Gives support"),
    CloseRole.CARER: _("Gives care at home"),
    CloseRole.SOURCE: _("Knows the story"),
    CloseRole.NEIGHBOUR: _("Neighbour who keeps an eye out"),
    CloseRole.PEER: _("Somebody with the same experience"),
    CloseRole.REPRESENTATIVE: _("Legal representative"),
    CloseRole.OTHER: _("Another role"),
}
REPRESENTATIVES: dict[str, Promise] = {
    RepresentativeKind.CURATOR: _("Legal guardian (curator)"),
    RepresentativeKind.MENTOR: _("Mentor for care decisions"),
    RepresentativeKind.ADMINISTRATOR: _("Administrator of money"),
    RepresentativeKind.AUTHORISED: _("Authorised in writing"),
    RepresentativeKind.PARTNER: _("Partner"),
    RepresentativeKind.FAMILY: _("Family member"),
}
CONTACT_WISHES: dict[str, Promise] = {
    ContactWish.WANTED: _("Contact wanted"),
    ContactWish.UNWANTED: _("Contact not wanted"),
    ContactWish.NEGATIVE: _("Contact does harm"),
    ContactWish.NOT_ASKED: _("Not asked about contact yet"),
}
WISH_TONES: dict[str, str] = {
    ContactWish.WANTED: "positive",
    ContactWish.UNWANTED: "warning",
    ContactWish.NEGATIVE: "negative",
    ContactWish.NOT_ASKED: "unknown",
}
OWN_CONSENTS: dict[str, Promise] = {
    OwnConsent.NOT_ASKED: _("Has not been asked for agreement"),
    OwnConsent.ASKED: _("Was asked, has not answered"),
    OwnConsent.GIVEN: _("Agrees to being called"),
    OwnConsent.REFUSED: _("Does not want to be called"),
}
CONSENT_TONES: dict[str, str] = {
    OwnConsent.NOT_ASKED: "unknown",
    OwnConsent.ASKED: "info",
    OwnConsent.GIVEN: "positive",
    OwnConsent.REFUSED: "negative",
}
BURDENS: dict[str, Promise] = {
    Burden.FREE: _("Can manage"),
    Burden.HEAVY: _("The care weighs heavily"),
    Burden.OVERLOADED: _("Overloaded"),
}
BURDEN_TONES: dict[str, str] = {Burden.FREE: "positive", Burden.HEAVY: "warning", Burden.OVERLOADED: "negative"}
ALERTS: dict[str, Promise] = {
    NetworkAlert.NO_NETWORK: _("Nobody close: somebody builds a network"),
    NetworkAlert.CARER_BURDEN: _("Somebody close is overloaded"),
}
ALIKE_REASONS: dict[str, Promise] = {
    AlikeReason.SAME_NAME: _("the same name"),
    AlikeReason.SIMILAR_NAME: _("a similar name"),
    AlikeReason.SAME_BIRTH_DATE: _("the same birth date"),
    AlikeReason.DAY_AND_MONTH_SWAPPED: _("a birth date with day and month the other way round"),
}
