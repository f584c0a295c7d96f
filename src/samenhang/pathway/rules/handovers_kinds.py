"""Which kind of handover it is, and who gives it (H7; seed 000, section 3.2)."""

from __future__ import annotations

from collections.abc import Mapping

from samenhang.pathway.catalogue.handovers import GIVERS
from samenhang.pathway.enums.handovers import GiverRole, HandoverKind
from samenhang.supply.catalogue import SETTINGS
from samenhang.supply.enums import Setting


def giver_fits(kind: str, role: str) -> bool:
    """Whether somebody from this kind of care hands over in this direction (H7; seed 000, section 3.2)."""
    return role in GIVERS[HandoverKind(kind)]


def giver_role_of(organisation_kind: str) -> GiverRole:
    """From which kind of care somebody of such an organisation hands over, as a first answer."""
    return _ROLE_OF_KIND.get(organisation_kind, GiverRole.OTHER)


_ROLE_OF_KIND: Mapping[str, GiverRole] = {
    "GGZ": GiverRole.GGZ,
    "ADDICTION": GiverRole.GGZ,
    "FORENSIC": GiverRole.FORENSIC,
    "DISABILITY": GiverRole.DISABILITY,
    "YOUTH": GiverRole.YOUTH_CARE,
    "SHELTERED": GiverRole.SHELTERED_LIVING,
    "SHELTER": GiverRole.SHELTERED_LIVING,
    "DJI": GiverRole.DETENTION,
}


def handover_kind(here: str, there: Setting, to_rung: str) -> HandoverKind:
    """Which kind of handover a planned step asks for, from the setting where somebody is and the one they go to."""
    if to_rung == "PILOT_LIGHT":
        return HandoverKind.TO_PILOT_LIGHT
    family = SETTINGS[Setting(here)].family if here else ""
    forensic = SETTINGS[there].family == "FORENSIC"
    if family == "FORENSIC" and not forensic:
        return HandoverKind.FORENSIC_TO_REGULAR
    if forensic and family != "FORENSIC":
        return HandoverKind.REGULAR_TO_FORENSIC
    return HandoverKind.PROVIDER_TO_PROVIDER
