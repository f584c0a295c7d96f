"""Admission rules of the fictional region: of the law, of organisations and of places, each with an owner and a remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from samenhang.demo.spec import CriterionSpec, OrganisationSpec, PlaceSpec

CRIMINAL = ("COND_SENTENCE", "ISD", "TBS_DV", "TBS_VW", "PRETRIAL_SUSP", "GVM", "VI", "PBW_15_5")
CIVIL_GGZ = ("WVGGZ_CM", "WVGGZ_VCM", "WVGGZ_ZM_1", "WVGGZ_ZM_2", "WVGGZ_ZM_3", "WFZ_23_ZM")


def _law() -> Iterator[CriterionSpec]:
    """Rules of the nation, per setting (handbook 2.5)."""
    for setting in ("FPK", "FORENSIC_BW", "ADD_FPA"):
        yield CriterionSpec(
            f"law-title-{setting.lower()}", "NATION", "", setting, "titles", "CONTAINS_ANY", CRIMINAL, "LEGAL",
            "Ministerie van JenV", "Wfz 2.1", True, "Financierstafel", ("room-title", "contract-zm"),
        )  # fmt: skip
    yield CriterionSpec(
        "law-title-fpa", "NATION", "", "FPA", "titles", "CONTAINS_ANY", (*CRIMINAL, *CIVIL_GGZ), "LEGAL", "Ministerie van JenV",
        "Wfz 2.1; Wvggz 6:4", True, "Financierstafel", ("room-title",),
    )  # fmt: skip
    for setting in ("VG7_GROUP", "VG7_INDIVIDUAL", "VG6", "SGLVG_CLINIC"):
        yield CriterionSpec(
            f"law-wlz-{setting.lower()}", "NATION", "", setting, "indications", "CONTAINS_ANY", ("WLZ:VG6", "WLZ:VG7"), "FINANCIAL",
            "CIZ en zorgkantoor", "Wlz 3.2.1", True, "Zorgkantoor Noorderhei", ("maatwerk-wlz",),
        )  # fmt: skip
    for setting in ("VG7_INDIVIDUAL", "VG7_GROUP"):
        yield CriterionSpec(
            f"law-vg18-{setting.lower()}", "NATION", "", setting, "id_shown_before_18", "IS_TRUE", (), "LEGAL", "Ministerie van VWS",
            "Wlz, grondslag VG", True, "Financierstafel", ("room-vg18",),
        )  # fmt: skip
    for setting in ("WLZ_GGZ_HOME", "LONG_STAY_GGZ"):
        yield CriterionSpec(
            f"law-wlzggz-{setting.lower()}", "NATION", "", setting, "indications", "CONTAINS_ANY", ("WLZ:GGZW4", "WLZ:GGZW5", "WLZ:VG7"),
            "FINANCIAL", "CIZ en zorgkantoor", "Wlz 3.2.1", True, "Zorgkantoor Noorderhei", ("maatwerk-wlz",),
        )  # fmt: skip
    for setting in ("BW", "BW_PLUS"):
        yield CriterionSpec(
            f"law-bw-{setting.lower()}", "NATION", "", setting, "indications", "CONTAINS_ANY", ("WMO:BW", "IFZ:FZ_BW"), "FINANCIAL",
            "Centrumgemeente", "Wmo 2015, 2.3.5", True, "College van B&W", ("bw-first", "dji-bridge"),
        )  # fmt: skip


def _of_place(place: PlaceSpec, random: Random) -> Iterator[CriterionSpec]:
    """Rules of one place: its level, its group, what it can handle."""
    own, name = "PLACE", place.organisation
    key = place.code.lower()
    yield CriterionSpec(
        f"{key}-level", own, place.code, "", "security_needed", "AT_MOST", (place.level,), "SAFETY", name, "Beveiligingsniveau van de plek",
        True, "Locatiemanager", ("raise-level", "forfact") if place.adjustable or place.level == 0 else ("forfact",),
    )  # fmt: skip
    if not place.individual:
        yield CriterionSpec(
            f"{key}-group", own, place.code, "", "group_fit", "IN", ("yes", "limited"), "ORGANISATIONAL", name, "Opnamebeleid groep",
            True, "Locatiemanager", ("own-unit",),
        )  # fmt: skip
    if place.substance != "TOLERATED":
        allowed = ("none",) if place.substance == "ABSTINENT" else ("none", "controlled")
        yield CriterionSpec(
            f"{key}-substance", own, place.code, "", "substance_use", "IN", allowed, "ORGANISATIONAL", name, "Huisregels middelen",
            True, "Locatiemanager", ("addiction-team",),
        )  # fmt: skip
    if not place.night_staff:
        yield CriterionSpec(
            f"{key}-night", own, place.code, "", "night_staff", "IS_FALSE", (), "CAPACITY", name, "Geen nachtdienst", True,
            "Zorgkantoor Noorderhei", ("night-shift",),
        )  # fmt: skip
    if not place.unconditional and random.random() < 0.55:
        yield CriterionSpec(
            f"{key}-fire", own, place.code, "", "fire_setting", "IS_FALSE", (), "SAFETY", name, "Brandveiligheid gebouw", True,
            "Locatiemanager en brandweer", ("fire-safe",),
        )  # fmt: skip
    if place.setting in {"BW", "VG6", "PROTECTED_HOME", "TINY_HOUSE", "INDEP_HOME"} and random.random() < 0.4:
        yield CriterionSpec(
            f"{key}-two", own, place.code, "", "two_staff", "IS_FALSE", (), "CAPACITY", name, "Formatie van het team", True,
            "Zorgkantoor Noorderhei", ("second-worker",),
        )  # fmt: skip


def _of_organisation(org: OrganisationSpec, random: Random) -> Iterator[CriterionSpec]:
    """Rules of an organisation that hold at all its places."""
    if org.kind in {"SHELTERED", "DISABILITY", "WMO_PROVIDER", "GGZ"} and random.random() < 0.7:
        yield CriterionSpec(
            f"{org.code}-assault", "ORGANISATION", org.code, "", "staff_assault", "IS_FALSE", (), "ORGANISATIONAL", org.name,
            "Veiligheidsbeleid medewerkers", True, "Bestuur", ("second-worker",),
        )  # fmt: skip
    if org.kind in {"SHELTERED", "HOUSING_ASSOCIATION"} and random.random() < 0.5:
        yield CriterionSpec(
            f"{org.code}-age", "ORGANISATION", org.code, "", "age", "AT_LEAST", (21,), "ORGANISATIONAL", org.name, "Doelgroepbeleid", True,
            "Bestuur", ("younger-welcome",),
        )  # fmt: skip
    if org.kind in {"SHELTERED", "SHELTER", "WMO_PROVIDER", "HOUSING_ASSOCIATION"} and random.random() < 0.4:
        yield CriterionSpec(
            f"{org.code}-residence", "ORGANISATION", org.code, "", "residence_region", "IN", (org.municipality,), "ORGANISATIONAL", org.name,
            "Woonplaatsbeginsel, eigen uitleg", True, "Colleges van B&W", ("tie-agreement",),
        )  # fmt: skip
    if org.kind == "DISABILITY" and random.random() < 0.4:
        yield CriterionSpec(
            f"{org.code}-sexual", "ORGANISATION", org.code, "", "sexual_offence", "IS_FALSE", (), "SAFETY", org.name, "Bescherming medebewoners",
        )  # fmt: skip


def criteria_for(
    orgs: Sequence[OrganisationSpec], places: Sequence[PlaceSpec], random: Random
) -> Iterator[CriterionSpec]:
    """All admission rules of a region."""
    yield from _law()
    names = {o.code: o.name for o in orgs}
    running = {p.organisation for p in places}
    for org in orgs:
        if org.code in running:
            yield from _of_organisation(org, random)
    for place in places:
        for criterion in _of_place(place, random):
            yield CriterionSpec(**{**criterion.__dict__, "owner": names.get(criterion.owner, criterion.owner)})
