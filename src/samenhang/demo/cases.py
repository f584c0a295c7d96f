"""Six written cases of the demonstration: invented lives, each with a pattern that the documents describe.

They carry the codes and dates that the alerts are tested on; the texts are the region's own.
"""

from __future__ import annotations

from datetime import date as d
from typing import Any

from samenhang.demo.spec import NeedSpec, PersonSpec, RefusalSpec, StaySpec, TitleSpec

HERE = "Noorderhei"


def _stay(
    start: d, end: d | None, setting: str, title: str, provider: str, payer: str = "", **more: Any
) -> StaySpec:
    return StaySpec(
        setting=setting, start=start, end=end, title=title, provider=provider, payer=payer, **{"region": HERE, **more}
    )


CASES: tuple[PersonSpec, ...] = (
    PersonSpec(
        number="C1-POPULIER",
        name="Meneer Populier",
        birth=d(1989, 4, 17),
        municipality="Hoogveenkamp",
        tie="Hoogveenkamp",
        words="Ik wil een eigen voordeur en rust. En iemand die blijft als ik boos word.",
        strengths=("kookt graag", "heeft humor", "houdt afspraken met een vaste begeleider"),
        problems=("PSYCHIATRY", "SUBSTANCE", "TRAUMA"),
        facts=(("security_needed", 2), ("group_fit", "no"), ("substance_use", "controlled"), ("fire_setting", False), ("staff_assault", True),
               ("night_staff", True), ("low_stimulus", True), ("two_staff", False), ("sexual_offence", False)),
        facts_on=d(2026, 9, 30),
        stays=(
            _stay(d(2019, 3, 4), d(2020, 5, 9), "SUPPORTED_HOME", "VOLUNTARY", "Thuishaven", "WMO_LOCAL"),
            _stay(d(2019, 3, 4), d(2020, 5, 9), "FACT", "VOLUNTARY", "GGZ Heidelanden", "ZVW_GGZ"),
            _stay(d(2020, 5, 9), d(2020, 5, 26), "ACUTE_CLOSED", "WVGGZ_CM", "GGZ Heidelanden", "ZVW_GGZ", level=1, reason="DOWNSCALE"),
            _stay(d(2020, 5, 26), d(2021, 2, 18), "SUPPORTED_HOME", "VOLUNTARY", "Thuishaven", "WMO_LOCAL"),
            _stay(d(2021, 2, 18), d(2021, 9, 6), "PPC", "PRETRIAL", "PPC De Wierde", "DJI_DETENTION", note="na een mishandeling"),
            _stay(d(2021, 9, 6), d(2022, 8, 15), "FPK", "COND_SENTENCE", "FPK Duinkamp", "FZ_DJI", level=3, region="Duinstreek Zuid"),
            _stay(d(2022, 8, 15), d(2023, 2, 20), "OPEN_WARD", "COND_SENTENCE", "GGZ Heidelanden", "FZ_DJI", reason="EXPULSION_INCIDENT"),
            _stay(d(2023, 2, 20), d(2025, 1, 13), "SHELTER", "VOLUNTARY", "Opvang Rietmade", "WMO_BW"),
            _stay(d(2025, 1, 13), d(2025, 7, 3), "PI", "PRETRIAL", "PI Zandmeer", "DJI_DETENTION", reason="TITLE_ENDED",
                  note="zorgmachtiging afgeraden om het beveiligingsniveau"),
            _stay(d(2025, 7, 3), d(2025, 7, 12), "STREET", "NONE", "", note="vrij zonder zorg"),
            _stay(d(2025, 7, 12), d(2026, 2, 12), "HIC", "WVGGZ_CM", "GGZ Heidelanden", "ZVW_GGZ", level=1),
            _stay(d(2026, 2, 12), None, "ACUTE_CLOSED", "WVGGZ_ZM_2", "GGZ Heidelanden", "ZVW_GGZ", level=1),
        ),
        titles=(
            TitleSpec("WVGGZ_CM", d(2025, 7, 12), d(2025, 7, 15)),
            TitleSpec("WVGGZ_VCM", d(2025, 7, 15), d(2025, 8, 5), followon=d(2025, 8, 1)),
            TitleSpec("WVGGZ_ZM_1", d(2025, 8, 19), d(2026, 2, 19), followon=d(2026, 1, 6)),
            TitleSpec("WVGGZ_ZM_2", d(2026, 2, 12), d(2027, 2, 12)),
        ),
        indications=(("WMO", "BW", d(2025, 10, 1), d(2027, 10, 1)),),
        incidents=(
            (d(2021, 2, 18), "VIOLENCE_STAFF", 4, ""),
            (d(2022, 11, 2), "VIOLENCE_CLIENT", 3, ""),
            (d(2026, 6, 21), "THREAT", 2, "Bezoektijden veranderden zonder dat iemand het uitlegde."),
        ),
        refusals=(
            RefusalSpec(d(2026, 4, 14), "FPK Duinkamp", "NO_TITLE", False),
            RefusalSpec(d(2026, 5, 20), "Beschermd wonen Thuishaven", "HISTORY_ONLY_ON_PAPER", False),
        ),
        need=NeedSpec(d(2026, 3, 1), ("BW_PLUS", "SECURED_LIVING", "FPK", "UNCONDITIONAL_HOME", "FORENSIC_BW"), 5, "URGENT", "Hoogveenkamp", 40, True, False, (),
                      ("CIVIL_REVOLVING", "FORENSIC_INFLOW"), "PUBLIC_SAFETY", "Nabijheid dag en nacht is nu nodig.", d(2027, 1, 15)),
        file_holder="GGZ",
    ),
    PersonSpec(
        number="C2-VLIER",
        name="Vlier",
        birth=d(2002, 8, 3),
        municipality="Turfwolde",
        tie="Turfwolde",
        words="Voor dieren zorgen. Thuis blijven eten met mama, maar zonder ruzie.",
        strengths=("weet veel van dieren", "houdt van een vast ritme", "tekent"),
        problems=("MID", "DEVELOPMENT", "EMOTION_REGULATION"),
        facts=(("security_needed", 0), ("group_fit", "no"), ("substance_use", "none"), ("fire_setting", False), ("staff_assault", False),
               ("night_staff", False), ("low_stimulus", True), ("two_staff", False), ("id_shown_before_18", True), ("sexual_offence", False)),
        facts_on=d(2026, 9, 10),
        stays=(
            _stay(d(2016, 8, 22), d(2021, 7, 5), "DAY_ACTIVITY", "VOLUNTARY", "Speciaal onderwijs De Brug"),
            _stay(d(2022, 1, 10), d(2026, 8, 30), "WITH_FAMILY", "VOLUNTARY", "Zorggroep Esdoornhof", "WLZ", note="pakket thuis als overbrugging"),
            _stay(d(2026, 8, 30), d(2026, 9, 2), "RESPITE", "VOLUNTARY", "Logeerhuis De Wei", "WLZ", note="moeder was op"),
            _stay(d(2026, 9, 2), None, "WITH_FAMILY", "VOLUNTARY", "Zorggroep Esdoornhof", "WLZ"),
        ),
        titles=(),
        indications=(("WLZ", "VG6", d(2021, 9, 1), None),),
        incidents=((d(2026, 8, 29), "AGGRESSION_HOME", 2, ""),),
        refusals=(RefusalSpec(d(2024, 11, 18), "Esdoornhof Zuid", "GROUP_FIT", True),),
        need=NeedSpec(d(2022, 1, 10), ("VG7_INDIVIDUAL", "UNCONDITIONAL_HOME", "VG6"), 3, "SOON", "Turfwolde", 25, True, False, ("SENSORY",), ("THUISZITTER",)),
        file_holder="",
    ),
    PersonSpec(
        number="C3-LIJSTERBES",
        name="Lijsterbes",
        birth=d(2006, 5, 12),
        municipality="Rietmade",
        tie="Rietmade",
        words="Een baan in de garage en mijn rijbewijs. Geen groep meer.",
        strengths=("verstand van auto's", "loyaal", "zegt wat niet werkt"),
        problems=("MID", "SUBSTANCE", "ATTACHMENT", "IMPULSE"),
        facts=(("security_needed", 0), ("group_fit", "limited"), ("substance_use", "controlled"), ("fire_setting", False), ("staff_assault", False),
               ("night_staff", False), ("low_stimulus", False), ("two_staff", False), ("id_shown_before_18", True), ("sexual_offence", False)),
        facts_on=d(2026, 10, 5),
        stays=(
            _stay(d(2021, 9, 1), d(2024, 5, 16), "LVG_TREATMENT", "YOUTH", "Jeugdzorgplus De Vaart", "YOUTH"),
            _stay(d(2024, 5, 16), d(2025, 10, 6), "SUPPORTED_HOME", "YOUTH", "De Vaart ambulant", "YOUTH"),
            _stay(d(2024, 5, 16), d(2026, 1, 14), "MST", "YOUTH", "De Vaart ambulant", "YOUTH", note="ambulante jeugdhulp loopt door"),
            _stay(d(2025, 10, 6), d(2026, 1, 14), "HOMELESS", "YOUTH", "Opvang Rietmade", "YOUTH"),
            _stay(d(2026, 1, 14), None, "SUPPORTED_HOME", "WZD_VM_YA", "Zorggroep Esdoornhof", "WLZ", held=True),
            _stay(d(2026, 7, 8), d(2026, 8, 12), "SGLVG_CLINIC", "WZD_VM_YA", "De Vaart volwassenen", "WLZ", level=1, reason="DOWNSCALE",
                  note="vijf weken opname, de eigen plek bleef"),
        ),
        titles=(TitleSpec("WZD_VM_YA", d(2026, 1, 14), d(2027, 1, 14)),),
        indications=(("WLZ", "VG6", d(2026, 1, 14), None),),
        incidents=((d(2026, 7, 7), "PROPERTY", 3, ""),),
        refusals=(),
        need=NeedSpec(d(2026, 8, 12), ("PROTECTED_HOME", "TINY_HOUSE", "VG6"), 2, "NORMAL", "Rietmade", 25, False, False, (), ("YOUNG_ADULT", "FORENSIC_INFLOW")),
        file_holder="DISABILITY",
    ),
    PersonSpec(
        number="C4-HAZELAAR",
        name="Mevrouw Hazelaar",
        birth=d(1991, 11, 2),
        municipality="Turfwolde",
        tie="Turfwolde",
        words="Dicht bij mijn zus, een kamer met dikke muren.",
        strengths=("muziek", "vaste rituelen", "herkent vertrouwde gezichten"),
        problems=("MID", "PSYCHIATRY", "EMOTION_REGULATION"),
        facts=(("security_needed", 1), ("group_fit", "no"), ("substance_use", "none"), ("fire_setting", False), ("staff_assault", False),
               ("night_staff", True), ("low_stimulus", True), ("two_staff", True), ("id_shown_before_18", True), ("sexual_offence", False)),
        facts_on=d(2026, 10, 1),
        stays=(
            _stay(d(2017, 1, 9), d(2018, 6, 30), "VG7_GROUP", "VOLUNTARY", "Instelling Heuvelrand", "WLZ", reason="OWN_CHOICE"),
            _stay(d(2018, 6, 30), d(2019, 4, 1), "WITH_FAMILY", "VOLUNTARY", "", "PGB"),
            _stay(d(2019, 4, 1), d(2026, 3, 11), "UNCONDITIONAL_HOME", "VOLUNTARY", "Wooninitiatief De Ark", "PGB"),
            _stay(d(2026, 3, 11), d(2026, 3, 27), "CRISIS_BED_VG", "VOLUNTARY", "Crisisplaats Zandmeer", "WLZ", reason="DOWNSCALE"),
            _stay(d(2026, 3, 27), d(2027, 2, 1), "UNCONDITIONAL_HOME", "VOLUNTARY", "Wooninitiatief De Ark", "PGB", note="het initiatief stopt"),
        ),
        titles=(),
        indications=(("WLZ", "VG7", d(2016, 12, 1), None),),
        incidents=((d(2026, 3, 10), "SELF_HARM", 4, ""), (d(2026, 9, 19), "AGGRESSION_MATERIAL", 2, "")),
        refusals=(),
        need=NeedSpec(d(2026, 6, 1), ("VG7_INDIVIDUAL", "UNCONDITIONAL_HOME"), 5, "SOON", "Turfwolde", 30, True, True, (), ("PGB",)),
        file_holder="",
    ),
    PersonSpec(
        number="C5-MEIDOORN",
        name="Meneer Meidoorn",
        birth=d(1981, 6, 24),
        municipality="Zandmeer",
        tie="Zandmeer",
        words="Een huisje voor mezelf op het terrein, en elke dag hout hakken.",
        strengths=("werkt hard", "houdt van duidelijkheid", "ziet zijn moeder elke week"),
        problems=("MID", "PSYCHIATRY", "IMPULSE"),
        facts=(("security_needed", 1), ("group_fit", "no"), ("substance_use", "none"), ("fire_setting", True), ("staff_assault", False),
               ("night_staff", True), ("low_stimulus", True), ("two_staff", True), ("id_shown_before_18", True), ("sexual_offence", False)),
        facts_on=d(2026, 10, 12),
        stays=(
            _stay(d(2015, 2, 2), d(2024, 9, 2), "VG7_GROUP", "VOLUNTARY", "Zorggroep Esdoornhof", "WLZ"),
            _stay(d(2024, 9, 2), d(2025, 3, 3), "VG7_GROUP", "WZD_RM_1", "Esdoornhof besloten", "WLZ", level=1),
            _stay(d(2025, 3, 3), None, "VG7_GROUP", "WZD_RM_2", "Esdoornhof besloten", "WLZ", level=1, notice_on=d(2026, 10, 6),
                  note="groep van acht; de aanbieder heeft opgezegd"),
        ),
        titles=(
            TitleSpec("WZD_RM_1", d(2024, 9, 2), d(2025, 3, 2), followon=d(2024, 12, 20)),
            TitleSpec("WZD_RM_2", d(2025, 3, 3), d(2027, 3, 3)),
        ),
        indications=(("WLZ", "VG7", d(2014, 5, 1), None),),
        incidents=((d(2026, 5, 14), "FIRE", 3, ""), (d(2026, 10, 2), "FIRE", 4, "")),
        refusals=(),
        need=NeedSpec(d(2026, 10, 6), ("VG7_INDIVIDUAL", "UNCONDITIONAL_HOME", "SECURED_LIVING"), 5, "URGENT", "Zandmeer", 40, True, False, (), ("RESIDENT_MISMATCH",),
                      "PUBLIC_SAFETY", "Toezicht is nodig vanwege brandgevaar.", d(2027, 4, 1)),
        file_holder="DISABILITY",
    ),
    PersonSpec(
        number="C7-BERK",
        name="Mevrouw Berk",
        birth=d(1983, 1, 30),
        municipality="Turfwolde",
        tie="Turfwolde",
        words="Weer op koor, en niet schrikken van elke brief.",
        strengths=("zingt", "goed contact met de wijkagent", "een buurvrouw die oplet"),
        problems=("PSYCHIATRY", "TRAUMA"),
        facts=(("security_needed", 0), ("group_fit", "yes"), ("substance_use", "none"), ("fire_setting", False), ("staff_assault", False),
               ("night_staff", False), ("low_stimulus", True), ("two_staff", False), ("sexual_offence", False)),
        facts_on=d(2026, 10, 29),
        stays=(
            _stay(d(2023, 2, 13), d(2023, 3, 20), "HIC", "WVGGZ_CM", "GGZ Heidelanden", "ZVW_GGZ", level=1, reason="DOWNSCALE"),
            _stay(d(2023, 3, 20), d(2026, 2, 27), "FACT", "VOLUNTARY", "GGZ Heidelanden", "ZVW_GGZ"),
            _stay(d(2024, 5, 6), d(2026, 2, 27), "SUPPORTED_HOME", "VOLUNTARY", "AndersZorg", "WMO_LOCAL"),
            _stay(d(2026, 2, 27), None, "INDEP_HOME", "VOLUNTARY", "", "HOUSING", note="behandeling gestopt, niets afgesproken voor daarna"),
        ),
        titles=(TitleSpec("WVGGZ_CM", d(2023, 2, 13), d(2023, 2, 16)),),
        indications=(),
        incidents=(),
        refusals=(),
        need=NeedSpec(d(2026, 10, 28), ("INDEP_HOME", "PROTECTED_HOME"), 2, "SOON", "Turfwolde", 15, False, False, (), ("VOLUNTARY_RECOVERY",)),
        file_holder="",
    ),
)  # fmt: skip
