"""Code → words for roles, kinds of organisations and region layers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.directory.enums import OrganisationKind, RegionKind, Role

ROLES: dict[str, Promise] = {
    Role.CASE_COORDINATOR: _("Case coordinator"),
    Role.PROFESSIONAL: _("Professional"),
    Role.TABLE_CHAIR: _("Chair of the placement table"),
    Role.TABLE_MEMBER: _("Member of the placement table"),
    Role.SUPPLY_MANAGER: _("Supply manager"),
    Role.FUNDER: _("Funder"),
    Role.REGIONAL_ANALYST: _("Regional analyst"),
    Role.PRIVACY_OFFICER: _("Privacy officer"),
    Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
    Role.HOUSING_OFFICER: _("Housing officer"),
    Role.EXPERIENCE_EXPERT: _("Experience expert"),
}
ORGANISATION_KINDS: dict[str, Promise] = {
    OrganisationKind.GGZ: _("Mental health care"),
    OrganisationKind.FORENSIC: _("Forensic care"),
    OrganisationKind.ADDICTION: _("Addiction care"),
    OrganisationKind.DISABILITY: _("Disability care"),
    OrganisationKind.SHELTERED: _("Sheltered living"),
    OrganisationKind.SHELTER: _("Shelter"),
    OrganisationKind.WMO_PROVIDER: _("Social support provider"),
    OrganisationKind.MUNICIPALITY: _("Municipality"),
    OrganisationKind.HOUSING_ASSOCIATION: _("Housing association"),
    OrganisationKind.POLICE: _("Police"),
    OrganisationKind.PROBATION: _("Probation"),
    OrganisationKind.DJI: _("Custodial institutions"),
    OrganisationKind.ZVH: _("Care and safety house"),
    OrganisationKind.GGD: _("Public health service"),
    OrganisationKind.CARE_OFFICE: _("Care office"),
    OrganisationKind.INSURER: _("Health insurer"),
    OrganisationKind.YOUTH: _("Youth care"),
    OrganisationKind.CLIENT_SUPPORT: _("Client support"),
    OrganisationKind.TABLE: _("Regional table"),
}
REGION_KINDS: dict[str, Promise] = {
    RegionKind.WORKING_REGION: _("Working region"),
    RegionKind.CENTRE_MUNICIPALITY: _("Centre municipality"),
    RegionKind.CARE_OFFICE: _("Care office region"),
    RegionKind.SAFETY_REGION: _("Safety region"),
    RegionKind.GGD: _("Public health region"),
    RegionKind.ZVH: _("Care and safety house region"),
    RegionKind.SUPRA_REGIONAL: _("Supra-regional"),
}


def role_name(role: str) -> str:
    """The name of a role, empty when there is none."""
    return str(ROLES.get(role, ""))
