"""The invented colleagues whom a demonstration offers to sign in as."""

from __future__ import annotations

from samenhang.directory.enums import Role
from samenhang.directory.services import NewPersona

PERSONAS = (
    NewPersona("coordinator", "Iris Wolting", "Coordineert veertig mensen en zoekt voor ieder een plek", "ggz-heidelanden", Role.CASE_COORDINATOR),
    NewPersona("table-chair", "Bram Eikenaar", "Zit de plaatsingstafel voor, om de twee weken", "tafel-noorderhei", Role.TABLE_CHAIR, "table"),
    NewPersona("table-member", "Samira Oosterloo", "Zit aan tafel namens de gemeente", "tafel-noorderhei", Role.TABLE_MEMBER, "table"),
    NewPersona("supply-manager", "Femke Terhorst", "Houdt de plekken van Esdoornhof bij", "esdoornhof", Role.SUPPLY_MANAGER),
    NewPersona("professional", "Daan Rietsma", "Begeleider en dossierhouder van een deel van de mensen", "thuishaven", Role.PROFESSIONAL),
    NewPersona("funder", "Ruud Zandhuis", "Contractmanager bij het zorgkantoor", "zorgkantoor-noorderhei", Role.FUNDER),
    NewPersona("privacy-officer", "Lies Overveen", "Functionaris gegevensbescherming", "zvh-noorderhei", Role.PRIVACY_OFFICER),
    NewPersona("coordinator-2", "Joris Landman", "Tweede coordinator", "ggz-heidelanden", Role.CASE_COORDINATOR),
)  # fmt: skip
