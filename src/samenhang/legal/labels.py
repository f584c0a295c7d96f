"""Code → words for titles, payers and what their clocks ask."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.legal.enums import (
    ConnectingCare,
    Duty,
    DutyAct,
    DutyState,
    FollowonOutcome,
    IndicationLaw,
    Party,
    Payer,
    Reach,
    TitleAct,
    TitleAlert,
    TitleCode,
    TitleDomain,
    TitleStatus,
)

TITLES: dict[str, Promise] = {
    TitleCode.WVGGZ_PRE_CM: _("Compulsory care before a crisis measure"),
    TitleCode.WVGGZ_CM: _("Crisis measure"),
    TitleCode.WVGGZ_VCM: _("Extended crisis measure"),
    TitleCode.WVGGZ_ZM_1: _("Care authorisation (first)"),
    TitleCode.WVGGZ_ZM_2: _("Care authorisation (following)"),
    TitleCode.WVGGZ_ZM_3: _("Care authorisation (two years)"),
    TitleCode.WVGGZ_ZM_FORENSIC_CLAUSE: _("Care authorisation with forensic clause"),
    TitleCode.WVGGZ_ADVANCE: _("Advance statement with agreed compulsory care"),
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
    TitleStatus.REQUESTED: _("Asked for"),
    TitleStatus.GRANTED: _("Granted, not begun"),
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
    TitleAlert.ZM_DECISION_DAY14: _("The decision about a care authorisation is late"),
    TitleAlert.VCM_REQUEST: _("Is an extension of the crisis measure asked?"),
    TitleAlert.CM_LAWYER: _("A lawyer within 24 hours of the crisis measure"),
    TitleAlert.EXECUTE_CM: _("Carry out the crisis measure within 24 hours"),
    TitleAlert.EXECUTE_ZM: _("Carry out the care authorisation within two weeks"),
    TitleAlert.EXECUTE_RM: _("Carry out the court authorisation, or it is lost after four weeks"),
    TitleAlert.ADVANCE_RENEW: _("Renew the advance statement"),
    TitleAlert.RETURN_PLACE_FIXED: _("Fix the place of return before the transfer"),
    TitleAlert.YA_NOTICE: _("Tell of the admission in writing within four days"),
    TitleAlert.YA_ADMISSION_ENDS: _("The admission of a young adult ends"),
    TitleAlert.YA_BIRTHDAY_T180: _("Arrange what follows the 23rd birthday"),
    TitleAlert.ADULT_T730: _("Make the plan for turning 18"),
    TitleAlert.ADULT_T365: _("A year until 18: choose place, care and payer"),
    TitleAlert.ADULT_T180: _("Half a year until 18: arrange the transition"),
    TitleAlert.PROBATION_T365: _("Involve the probation service"),
    TitleAlert.FOLLOWUP_INDICATION_T180: _("Ask for the indication for what follows"),
    TitleAlert.AFTERCARE_DAY1: _("Begin aftercare and tell the municipality"),
    TitleAlert.FREE_CHECK: _("Before noon: bed, medication, telephone and doctor for whoever goes out"),
    TitleAlert.TO_THE_STREET: _("Goes out without a bed"),
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
    TitleAlert.INDICATION_ENDS_WITHOUT_SUCCESSOR: _("Indication ends and nothing follows"),
}
ACTS: dict[str, Promise] = {
    TitleAct.RECORD: _("Recorded"),
    TitleAct.GRANT: _("Granted"),
    TitleAct.REFUSE: _("Refused"),
    TitleAct.WITHDRAW: _("Withdrawn"),
    TitleAct.EXECUTE: _("Carried out"),
    TitleAct.LOSE: _("Lost: not carried out in time"),
    TitleAct.FILE_FOLLOWON: _("Follow-on request filed"),
    TitleAct.LAPSE: _("Runs on until the decision"),
    TitleAct.DECIDE_FOLLOWON: _("Follow-on request granted"),
    TitleAct.REFUSE_FOLLOWON: _("Follow-on request refused"),
    TitleAct.SUSPEND: _("Suspended"),
    TitleAct.RESUME: _("Runs again"),
    TitleAct.ADMIT: _("Admitted because conditions were not kept"),
    TitleAct.END: _("Ended"),
    TitleAct.CHECK_CONNECTING_CARE: _("Connecting care checked"),
}
# What the button of an act says.
ACT_BUTTONS: dict[str, Promise] = {
    TitleAct.GRANT: _("It was granted"),
    TitleAct.REFUSE: _("It was refused"),
    TitleAct.WITHDRAW: _("It was withdrawn"),
    TitleAct.EXECUTE: _("It was carried out"),
    TitleAct.SUSPEND: _("It was suspended"),
    TitleAct.RESUME: _("It runs again"),
    TitleAct.ADMIT: _("Admitted under it"),
    TitleAct.END: _("It was ended"),
}
FOLLOWON_OUTCOMES: dict[str, Promise] = {
    FollowonOutcome.GRANTED: _("Granted"),
    FollowonOutcome.REFUSED: _("Refused"),
}
CONNECTING: dict[str, Promise] = {
    ConnectingCare.NEEDED: _("Yes, care must follow"),
    ConnectingCare.NOT_NEEDED: _("No, no care has to follow"),
}
DUTIES: dict[str, Promise] = {
    Duty.PLACE: _("A place to live"),
    Duty.CARE: _("Care that follows"),
    Duty.PAYER: _("Who pays from then on"),
    Duty.INCOME: _("Income"),
    Duty.IDENTITY: _("Identity papers"),
    Duty.ADDRESS: _("An address in the register"),
    Duty.INSURANCE: _("Health insurance"),
    Duty.MUNICIPALITY: _("The municipality of return knows"),
    Duty.WVGGZ_DECISION: _("The medical director decides about ending within 14 days"),
    Duty.WVGGZ_CONSULT: _(
        "Mayor, or prosecutor and municipality, are consulted first in case of serious harm to others"
    ),
    Duty.WVGGZ_MINISTER: _("The minister consents to leave and to the end of the admission"),
    Duty.WVGGZ_LIVELIHOOD: _("Home and income are checked before the decision to end"),
    Duty.WVGGZ_EVALUATION: _("Looked back with the person; advance statement offered, care card renewed"),
    Duty.WVGGZ_CONDITIONS: _("Conditions after the end are agreed"),
    Duty.WVGGZ_TRANSFER: _("The file is handed to the next provider"),
    Duty.RETURN_PLACE: _("The place of return is fixed"),
    Duty.HOME_CONSEQUENCES: _("What the order means for the home is solved"),
    Duty.FREE_BED: _("A bed for the first night"),
    Duty.FREE_MEDICATION: _("Medication to take along"),
    Duty.FREE_PHONE: _("A telephone, and a number to call"),
    Duty.FREE_GP: _("A general practitioner who knows"),
}
DUTY_STATES: dict[str, Promise] = {
    DutyState.OPEN: _("Not arranged"),
    DutyState.ARRANGED: _("Arranged"),
    DutyState.NOT_NEEDED: _("Not needed"),
}
DUTY_TONES: dict[str, str] = {
    DutyState.OPEN: "warning",
    DutyState.ARRANGED: "positive",
    DutyState.NOT_NEEDED: "neutral",
}
DUTY_ACTS: dict[str, Promise] = {
    DutyAct.ASSIGN: _("Give it to somebody"),
    DutyAct.ARRANGE: _("It is arranged"),
    DutyAct.SET_ASIDE: _("It is not needed"),
    DutyAct.REOPEN: _("Open it again"),
}
DUTY_DONE: dict[str, Promise] = {
    DutyAct.ASSIGN: _("Given to"),
    DutyAct.ARRANGE: _("Arranged"),
    DutyAct.SET_ASIDE: _("Not needed"),
    DutyAct.REOPEN: _("Opened again"),
}
PARTIES: dict[str, Promise] = {
    Party.LIFE_COURSE_COORDINATOR: _("life course coordinator"),
    Party.FILE_HOLDER: _("file holder"),
    Party.SENDER_TEAM: _("team that lets go"),
    Party.PROBATION_AND_MUNICIPALITY: _("probation service and municipality"),
    Party.PROVIDER: _("provider"),
    Party.CARE_RESPONSIBLE: _("responsible for the care"),
    Party.MEDICAL_DIRECTOR: _("medical director"),
    Party.PROSECUTOR: _("public prosecutor"),
    Party.MUNICIPALITY: _("municipality"),
    Party.YOUTH_DIRECTOR: _("youth director"),
    Party.PROBATION: _("probation service"),
}
REACHES: dict[str, Promise] = {
    Reach.HOLDERS: _("who directs and who holds the file"),
    Reach.ORGANISATION: _("also the coordinators of the organisation"),
    Reach.TABLE: _("also the placement table"),
}
