"""What each setting is, as data: a place to stay or a service, its usual security level and payer (handbook 3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from samenhang.supply.enums import Setting


@dataclass(frozen=True)
class SettingKind:
    """Usual properties of a setting; a place can override the level."""

    setting: Setting
    level: int | None
    payer: str
    stay: bool = True
    supply: bool = True  # can be in the register; False for the street, the family home, prison
    care: bool = True  # somebody is responsible for who is here; False on the street, abroad, unknown
    family: str = "LIVING"  # CLINIC, FORENSIC, LIVING, HOME, AMBULATORY, TEMPORARY, NONE


def _kind(code: str, level: int | None, payer: str, family: str, **flags: bool) -> SettingKind:
    return SettingKind(Setting(code), level, payer, family=family, **flags)


SETTINGS: dict[Setting, SettingKind] = {
    kind.setting: kind
    for kind in (
        _kind("HIC", 1, "ZVW_GGZ", "CLINIC"),
        _kind("ACUTE_CLOSED", 1, "ZVW_GGZ", "CLINIC"),
        _kind("OPEN_WARD", 0, "ZVW_GGZ", "CLINIC"),
        _kind("IHT", 0, "ZVW_GGZ", "AMBULATORY", stay=False),
        _kind("CRISIS_SERVICE", 0, "ZVW_GGZ", "AMBULATORY", stay=False),
        _kind("BED_ON_PRESCRIPTION", 0, "ZVW_GGZ", "TEMPORARY"),
        _kind("FACT", 0, "ZVW_GGZ", "AMBULATORY", stay=False),
        _kind("FORFACT", 0, "FZ_DJI", "AMBULATORY", stay=False),
        _kind("FACT_LVB", 0, "ZVW_GGZ", "AMBULATORY", stay=False),
        _kind("OUTREACH", 0, "WMO_LOCAL", "AMBULATORY", stay=False),
        _kind("FPA", 2, "FZ_DJI", "FORENSIC"),
        _kind("FPK", 3, "FZ_DJI", "FORENSIC"),
        _kind("FPC", 4, "FZ_DJI", "FORENSIC"),
        _kind("PPC", None, "DJI_DETENTION", "FORENSIC", supply=False),
        _kind("PI", None, "DJI_DETENTION", "FORENSIC", supply=False),
        _kind("JJI", None, "DJI_DETENTION", "FORENSIC", supply=False),
        _kind("KIB", 2, "ZVW_GGZ", "CLINIC"),
        _kind("CIB", 1, "ZVW_GGZ", "CLINIC"),
        _kind("ADDICTION_CLINIC", 0, "ZVW_GGZ", "CLINIC"),
        _kind("ADD_FPA", 2, "FZ_DJI", "FORENSIC"),
        _kind("SGLVG_CLINIC", 1, "WLZ", "CLINIC"),
        _kind("LVG_TREATMENT", 0, "WLZ", "CLINIC"),
        _kind("VG7_GROUP", 1, "WLZ", "LIVING"),
        _kind("VG7_INDIVIDUAL", 1, "WLZ", "LIVING"),
        _kind("VG6", 0, "WLZ", "LIVING"),
        _kind("WLZ_GGZ_HOME", 0, "WLZ", "LIVING"),
        _kind("LONG_STAY_GGZ", 0, "WLZ", "LIVING"),
        _kind("BW", 0, "WMO_BW", "LIVING"),
        _kind("BW_PLUS", 1, "WMO_BW", "LIVING"),
        _kind("FORENSIC_BW", 1, "FZ_DJI", "LIVING"),
        _kind("SECURED_LIVING", 2, "WLZ", "LIVING"),
        _kind("UNCONDITIONAL_HOME", 1, "WLZ", "LIVING"),
        _kind("PROTECTED_HOME", 0, "WMO_LOCAL", "HOME"),
        _kind("SUPPORTED_HOME", 0, "WMO_LOCAL", "HOME"),
        _kind("SKAEVE_HUSE", 0, "HOUSING", "HOME"),
        _kind("TINY_HOUSE", 0, "HOUSING", "HOME"),
        _kind("HOUSING_FIRST", 0, "WMO_LOCAL", "HOME"),
        _kind("FLIP_LEASE", 0, "HOUSING", "HOME"),
        _kind("INDEP_HOME", 0, "HOUSING", "HOME"),
        _kind("SHELTER", 0, "WMO_BW", "TEMPORARY"),
        _kind("RESPITE", 0, "WLZ", "TEMPORARY"),
        _kind("CRISIS_BED_VG", 0, "WLZ", "TEMPORARY"),
        _kind("DIAGNOSTIC_CENTRE", 1, "ZVW_GGZ", "TEMPORARY"),
        _kind("DAY_ACTIVITY", 0, "WMO_LOCAL", "AMBULATORY", stay=False),
        _kind("MST", 0, "ZVW_GGZ", "AMBULATORY", stay=False),
        _kind("CIT", 0, "WLZ", "AMBULATORY", stay=False),
        _kind("WITH_FAMILY", None, "NONE", "NONE", supply=False),
        _kind("HOMELESS", None, "NONE", "NONE", supply=False, care=False),
        _kind("STREET", None, "NONE", "NONE", supply=False, care=False),
        _kind("ABROAD", None, "NONE", "NONE", supply=False, care=False),
        _kind("UNKNOWN", None, "NONE", "NONE", supply=False, care=False),
    )
}
