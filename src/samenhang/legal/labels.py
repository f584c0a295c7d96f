"""Code → words for titles, payers and what their clocks ask."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.legal.enums import IndicationLaw, Payer, TitleAlert, TitleCode, TitleDomain, TitleStatus

TITLES: dict[str, Promise] = {
    TitleCode.WVGGZ_CM: _("Crisis measure"),
    TitleCode.WVGGZ_VCM: _("Extended crisis measure"),
    TitleCode.WVGGZ_ZM_1: _("Care authorisation (first)"),
    TitleCode.WVGGZ_ZM_2: _("Care authorisation (following)"),
    TitleCode.WVGGZ_ZM_3: _("Care authorisation (two years)"),
    TitleCode.WVGGZ_ZM_FORENSIC_CLAUSE: _("Care authorisation with forensic clause"),
    TitleCode.WZD_VOLUNTARY: _("Care plan with steps (Wzd)"),
    TitleCode.WZD_ART21: _("Admission decision (art. 21 Wzd)"),
    TitleCode.WZD_IBS: _("Emergency admission (Wzd)"),
    TitleCode.WZD_VIBS: _("Extended emergency admission (Wzd)"),
    TitleCode.WZD_RM_1: _("Court authorisation (first, Wzd)"),
    TitleCode.WZD_RM_2: _("Court authorisation (following, Wzd)"),
    TitleCode.WZD_VM_YA: _("Conditional authorisation young adults"),
    TitleCode.WFZ_23_ZM: _("Care authorisation by the criminal judge (2.3 Wfz)"),
    TitleCode.WFZ_23_RM: _("Court authorisation by the criminal judge (2.3 Wfz)"),
    TitleCode.BOPZ_IBS: _("Emergency admission (before 2020)"),
    TitleCode.BOPZ_RM: _("Court authorisation (before 2020)"),
    TitleCode.PRETRIAL: _("Pre-trial detention"),
    TitleCode.PRETRIAL_SUSP: _("Suspended pre-trial detention"),
    TitleCode.COND_SENTENCE: _("Suspended sentence with conditions"),
    TitleCode.ISD: _("ISD measure"),
    TitleCode.TBS_DV: _("TBS with compulsory treatment"),
    TitleCode.TBS_VW: _("TBS with conditions"),
    TitleCode.GVM: _("Measure restricting behaviour and freedom"),
    TitleCode.VI: _("Conditional release"),
    TitleCode.PP: _("Penitentiary programme"),
    TitleCode.PBW_15_5: _("Transfer from detention to care"),
    TitleCode.PBW_43_3: _("Care outside prison"),
    TitleCode.DETENTION: _("Detention"),
    TitleCode.PIJ: _("PIJ measure"),
    TitleCode.CONDUCT_ORDER: _("Conduct order"),
    TitleCode.YOUTH: _("Youth care"),
    TitleCode.VOLUNTARY: _("Voluntary"),
    TitleCode.NONE: _("No title"),
}
TITLE_DOMAINS: dict[str, Promise] = {
    TitleDomain.CIVIL: _("Civil law"),
    TitleDomain.CRIMINAL: _("Criminal law"),
    TitleDomain.VOLUNTARY: _("Voluntary"),
}
STATUSES: dict[str, Promise] = {
    TitleStatus.REQUESTED: _("Not begun"),
    TitleStatus.IN_FORCE: _("In force"),
    TitleStatus.LAPSED_PENDING_DECISION: _("Runs on until the decision"),
    TitleStatus.SUSPENDED: _("Suspended"),
    TitleStatus.ENDED: _("Ended"),
    TitleStatus.REFUSED: _("Refused"),
    TitleStatus.WITHDRAWN: _("Withdrawn"),
}
PAYERS: dict[str, Promise] = {
    Payer.FZ_DJI: _("Forensic care (DJI)"),
    Payer.DJI_DETENTION: _("Detention (DJI)"),
    Payer.ZVW_GGZ: _("Health insurer"),
    Payer.WLZ: _("Long-term care (Wlz)"),
    Payer.WLZ_EXTRA: _("Extra care (Wlz)"),
    Payer.WMO_BW: _("Sheltered living (Wmo)"),
    Payer.WMO_LOCAL: _("Municipality (Wmo)"),
    Payer.YOUTH: _("Youth Act"),
    Payer.PGB: _("Personal budget"),
    Payer.HOUSING: _("Rent"),
    Payer.GAP: _("Gap budget"),
    Payer.NONE: _("Nobody"),
}
LAWS: dict[str, Promise] = {
    IndicationLaw.WLZ: _("Wlz"),
    IndicationLaw.WMO: _("Wmo"),
    IndicationLaw.IFZ: _("Forensic indication"),
    IndicationLaw.YOUTH: _("Youth Act"),
    IndicationLaw.ZVW: _("Zvw"),
}
# What has to be done; %(title)s is the title, the page adds the date.
ALERTS: dict[str, Promise] = {
    TitleAlert.ZM_FOLLOWON_T70: _("Decide on a following care authorisation"),
    TitleAlert.ZM_FOLLOWON_T84: _("Prepare the following care authorisation"),
    TitleAlert.ZM_FOLLOWON_HARD_T28: _("File the request for a following care authorisation"),
    TitleAlert.ZM_DECISION_DAY7: _("Decide whether a care authorisation is needed"),
    TitleAlert.VM_YA_EXTENSION_WINDOW: _("Ask to extend the conditional authorisation"),
    TitleAlert.RM_RENEWAL_T70: _("Ask for a following court authorisation"),
    TitleAlert.VIBS_RM_T21: _("Ask for a court authorisation"),
    TitleAlert.CIZ_RENEWAL_T70: _("Ask CIZ for a new admission decision"),
    TitleAlert.NEXT_PLACE_T365: _("Choose the next place and get acquainted"),
    TitleAlert.APPLICATION_T270: _("Send the application for long-term care or sheltered living"),
    TitleAlert.ACQUAINTANCE_T180: _("Start visits to the new place"),
    TitleAlert.HANDOVER_T90: _("Fix the handover, identity card, income and address"),
    TitleAlert.WFZ25_DUE: _("Check connecting care (art. 2.5 Wfz)"),
    TitleAlert.REINDICATION_T84: _("Ask again for the indication"),
    TitleAlert.TITLE_ENDS_WITHOUT_SUCCESSOR: _("Title ends and nothing follows"),
}
