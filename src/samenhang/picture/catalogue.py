"""Fixed knowledge behind the picture: instruments and their validity, and which facts lie in which ecological layer."""

from __future__ import annotations

from dataclasses import dataclass

from samenhang.picture.enums import EcoLayer, Instrument, LicenceMode, LifeDomain


@dataclass(frozen=True)
class InstrumentFacts:
    """The name of an instrument as the field writes it, how long an outcome holds, and what may be kept of it."""

    name: str
    valid_days: int
    mode: LicenceMode = LicenceMode.SCORE_ONLY


# Validity: handbook chapter 7 (HKT-R and FARE six to twelve months, START three months, BVC a day). Where the handbook
# is silent half a year is proposed; whoever enters the outcome may choose another day.
INSTRUMENTS: dict[Instrument, InstrumentFacts] = {
    Instrument.HKT_R: InstrumentFacts("HKT-R", 365),
    Instrument.HCR_20: InstrumentFacts("HCR-20 V3", 182),
    Instrument.FARE: InstrumentFacts("FARE", 182),
    Instrument.START: InstrumentFacts("START", 91),
    Instrument.BVC: InstrumentFacts("BVC", 1),
    Instrument.DASA: InstrumentFacts("DASA", 1),
    Instrument.SDAS: InstrumentFacts("SDAS", 7),
    Instrument.DROS: InstrumentFacts("DROS", 182),
    Instrument.RISC: InstrumentFacts("RISC", 365, LicenceMode.EXTERNAL),
    Instrument.OXREC: InstrumentFacts("OxRec", 365, LicenceMode.EXTERNAL),
    Instrument.OTHER: InstrumentFacts("", 182),
}

# Where a life domain lies: in the person, or in what happens between the person and others (handbook 8.2).
LAYER_OF_DOMAIN: dict[LifeDomain, EcoLayer] = {
    LifeDomain.HOUSING: EcoLayer.MICRO,
    LifeDomain.WORK_DAY: EcoLayer.MICRO,
    LifeDomain.FINANCE: EcoLayer.MICRO,
    LifeDomain.MENTAL_HEALTH: EcoLayer.ONTO,
    LifeDomain.PHYSICAL_HEALTH: EcoLayer.ONTO,
    LifeDomain.SUBSTANCE: EcoLayer.ONTO,
    LifeDomain.LEISURE: EcoLayer.MICRO,
    LifeDomain.MEANING: EcoLayer.ONTO,
    LifeDomain.SOCIAL_CONTACTS: EcoLayer.MICRO,
    LifeDomain.HOME_RELATIONS: EcoLayer.MICRO,
    LifeDomain.SELF_CARE: EcoLayer.ONTO,
    LifeDomain.JUSTICE: EcoLayer.MACRO,
    LifeDomain.SAFETY: EcoLayer.MICRO,
    LifeDomain.PAPERS_IDENTITY: EcoLayer.MACRO,
}
