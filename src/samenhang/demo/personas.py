"""The invented people whom a demonstration offers to sign in as, in the order of the sign-in page."""

from __future__ import annotations

from dataclasses import dataclass

from samenhang.directory.enums import Role
from samenhang.directory.services import NewPersona

PERSONAS = (
    NewPersona("coordinator", "Iris Wolting", "Coordineert veertig mensen en zoekt voor ieder een plek", "ggz-heidelanden", Role.CASE_COORDINATOR),
    NewPersona("client", "Mevrouw Berk", "Over haar gaat het: ziet wie wat weet, zegt ja of nee en neemt alles mee", "", None),
    NewPersona("representative", "Tineke Hazelaar", "Vertegenwoordigt haar zus, mevrouw Hazelaar", "", None),
    NewPersona("table-chair", "Bram Eikenaar", "Zit de plaatsingstafel voor, om de twee weken", "tafel-noorderhei", Role.TABLE_CHAIR, "table"),
    NewPersona("table-member", "Samira Oosterloo", "Zit aan tafel namens de gemeente", "tafel-noorderhei", Role.TABLE_MEMBER, "table"),
    NewPersona("supply-manager", "Femke Terhorst", "Houdt de plekken van Esdoornhof bij", "esdoornhof", Role.SUPPLY_MANAGER),
    NewPersona("professional", "Daan Rietsma", "Begeleider en dossierhouder van een deel van de mensen", "thuishaven", Role.PROFESSIONAL),
    NewPersona("experience-expert", "Wendel Haarveld", "Ervaringsdeskundige, doet mee waar de cliënt dat wil", "naast-je", Role.EXPERIENCE_EXPERT),
    NewPersona("nurse", "Hilde Kruiswolde", "Wijkverpleegkundige, komt bij mensen thuis met een telefoon in de hand", "anderszorg", Role.PROFESSIONAL),
    NewPersona("treater", "Noor Esveld", "Psychiater bij GGZ Heidelanden", "ggz-heidelanden", Role.PROFESSIONAL),
    NewPersona("consultant", "Anke Veldkamp", "Wmo-consulent, beslist snel over extra uren", "gemeente-turfwolde", Role.PROFESSIONAL),
    NewPersona("process-director", "Ruben Haarveld", "Procesregisseur: roept bijeen en volgt op, ziet niet waar de zorg over gaat", "zvh-noorderhei", Role.PROFESSIONAL),
    NewPersona("housing-officer", "Mirjam Boschwijk", "Zoekt bij de woningcorporatie een huis dat past, zonder dossier", "veenwonen", Role.HOUSING_OFFICER),
    NewPersona("funder", "Ruud Zandhuis", "Contractmanager bij het zorgkantoor", "zorgkantoor-noorderhei", Role.FUNDER),
    NewPersona("board", "Agnes Terborgh", "Bestuurder, lid van de stuurgroep van de regio", "ggz-heidelanden", Role.BOARD_MEMBER),
    NewPersona("privacy-officer", "Lies Overveen", "Functionaris gegevensbescherming", "zvh-noorderhei", Role.PRIVACY_OFFICER),
    NewPersona("administrator", "Sietse Veldkamp", "Beheert de accounts van GGZ Heidelanden", "ggz-heidelanden", Role.SYSTEM_ADMINISTRATOR),
    NewPersona("coordinator-2", "Joris Landman", "Tweede coordinator", "ggz-heidelanden", Role.CASE_COORDINATOR),
    NewPersona("report-desk", "Geertje Zandhuis", "Sociaal verpleegkundige: weegt met twee collega's wat bij het meldpunt binnenkomt", "ggd-noorderhei", Role.REPORT_DESK, "desk"),
    NewPersona("psychiatric-nurse", "Menno Oosterloo", "Psychiatrisch verpleegkundige, weegt mee bij het meldpunt", "vnz-de-kentering", Role.REPORT_DESK, "desk"),
    NewPersona("disability-nurse", "Janneke Rietsma", "Weegt mee bij het meldpunt namens de gehandicaptenzorg", "esdoornhof", Role.REPORT_DESK, "desk"),
    NewPersona("police-officer", "Wim Terhorst", "Wijkagent: meldt een zorg en hoort wat ermee is gedaan", "politie-noorderhei", Role.REPORTER),
)  # fmt: skip


@dataclass(frozen=True)
class Themselves:
    """Whose own file a persona opens, and whether they stand in for somebody."""

    username: str
    number: str
    represents: bool = False


THEMSELVES = (Themselves("client", "C7-BERK"), Themselves("representative", "C4-HAZELAAR", represents=True))
