"""Codes of titles, indications and payers (handbook 1.4 and chapter 2)."""

from enum import StrEnum


class TitleCode(StrEnum):
    """Grounds on which somebody receives care or is detained."""

    WVGGZ_PRE_CM = "WVGGZ_PRE_CM"
    WVGGZ_CM = "WVGGZ_CM"
    WVGGZ_VCM = "WVGGZ_VCM"
    WVGGZ_ZM_1 = "WVGGZ_ZM_1"
    WVGGZ_ZM_2 = "WVGGZ_ZM_2"
    WVGGZ_ZM_3 = "WVGGZ_ZM_3"
    WVGGZ_ZM_FORENSIC_CLAUSE = "WVGGZ_ZM_FORENSIC_CLAUSE"
    WVGGZ_ADVANCE = "WVGGZ_ADVANCE"
    WZD_VOLUNTARY = "WZD_VOLUNTARY"
    WZD_ART21 = "WZD_ART21"
    WZD_IBS = "WZD_IBS"
    WZD_VIBS = "WZD_VIBS"
    WZD_RM_1 = "WZD_RM_1"
    WZD_RM_2 = "WZD_RM_2"
    WZD_VM_YA = "WZD_VM_YA"
    WFZ_23_ZM = "WFZ_23_ZM"
    WFZ_23_RM = "WFZ_23_RM"
    BOPZ_IBS = "BOPZ_IBS"
    BOPZ_RM = "BOPZ_RM"
    PRETRIAL = "PRETRIAL"
    PRETRIAL_SUSP = "PRETRIAL_SUSP"
    COND_SENTENCE = "COND_SENTENCE"
    ISD = "ISD"
    TBS_DV = "TBS_DV"
    TBS_VW = "TBS_VW"
    GVM = "GVM"
    VI = "VI"
    PP = "PP"
    PBW_15_5 = "PBW_15_5"
    PBW_43_3 = "PBW_43_3"
    DETENTION = "DETENTION"
    PIJ = "PIJ"
    CONDUCT_ORDER = "CONDUCT_ORDER"
    YOUTH = "YOUTH"
    VOLUNTARY = "VOLUNTARY"
    NONE = "NONE"


class TitleDomain(StrEnum):
    """Which branch of law a title comes from; decides who pays and what its end means."""

    CIVIL = "CIVIL"
    CRIMINAL = "CRIMINAL"
    VOLUNTARY = "VOLUNTARY"


class TitleStatus(StrEnum):
    """Where a title stands on a day (handbook 2.0)."""

    REQUESTED = "REQUESTED"
    GRANTED = "GRANTED"
    IN_FORCE = "IN_FORCE"
    LAPSED_PENDING_DECISION = "LAPSED_PENDING_DECISION"
    SUSPENDED = "SUSPENDED"
    ENDED = "ENDED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class Payer(StrEnum):
    """Streams that pay (handbook 9.1)."""

    FZ_DJI = "FZ_DJI"
    DJI_DETENTION = "DJI_DETENTION"
    ZVW_GGZ = "ZVW_GGZ"
    WLZ = "WLZ"
    WLZ_EXTRA = "WLZ_EXTRA"
    WMO_BW = "WMO_BW"
    WMO_LOCAL = "WMO_LOCAL"
    YOUTH = "YOUTH"
    PGB = "PGB"
    HOUSING = "HOUSING"
    GAP = "GAP"
    NONE = "NONE"


class IndicationLaw(StrEnum):
    """The law under which somebody is entitled to care."""

    WLZ = "WLZ"
    WMO = "WMO"
    IFZ = "IFZ"
    YOUTH = "YOUTH"
    ZVW = "ZVW"


class TitleAct(StrEnum):
    """What can happen to a title; kept as its history."""

    RECORD = "RECORD"
    GRANT = "GRANT"
    REFUSE = "REFUSE"
    WITHDRAW = "WITHDRAW"
    EXECUTE = "EXECUTE"
    LOSE = "LOSE"
    FILE_FOLLOWON = "FILE_FOLLOWON"
    LAPSE = "LAPSE"
    DECIDE_FOLLOWON = "DECIDE_FOLLOWON"
    REFUSE_FOLLOWON = "REFUSE_FOLLOWON"
    SUSPEND = "SUSPEND"
    RESUME = "RESUME"
    ADMIT = "ADMIT"
    END = "END"
    CHECK_CONNECTING_CARE = "CHECK_CONNECTING_CARE"


class ConnectingCare(StrEnum):
    """The outcome of the check six weeks before a criminal title ends (Wfz 2.5)."""

    NEEDED = "NEEDED"
    NOT_NEEDED = "NOT_NEEDED"


class FollowonOutcome(StrEnum):
    """How a follow-on request was decided."""

    GRANTED = "GRANTED"
    REFUSED = "REFUSED"


class Duty(StrEnum):
    """What must be arranged before a title ends (handbook 2.1 duties at the end, 2.3, 2.6)."""

    PLACE = "PLACE"
    CARE = "CARE"
    PAYER = "PAYER"
    INCOME = "INCOME"
    IDENTITY = "IDENTITY"
    ADDRESS = "ADDRESS"
    INSURANCE = "INSURANCE"
    MUNICIPALITY = "MUNICIPALITY"
    WVGGZ_DECISION = "WVGGZ_DECISION"
    WVGGZ_CONSULT = "WVGGZ_CONSULT"
    WVGGZ_MINISTER = "WVGGZ_MINISTER"
    WVGGZ_LIVELIHOOD = "WVGGZ_LIVELIHOOD"
    WVGGZ_EVALUATION = "WVGGZ_EVALUATION"
    WVGGZ_CONDITIONS = "WVGGZ_CONDITIONS"
    WVGGZ_TRANSFER = "WVGGZ_TRANSFER"
    RETURN_PLACE = "RETURN_PLACE"
    HOME_CONSEQUENCES = "HOME_CONSEQUENCES"
    FREE_BED = "FREE_BED"
    FREE_MEDICATION = "FREE_MEDICATION"
    FREE_PHONE = "FREE_PHONE"
    FREE_GP = "FREE_GP"


class DutyState(StrEnum):
    """Whether something that must be arranged is."""

    OPEN = "OPEN"
    ARRANGED = "ARRANGED"
    NOT_NEEDED = "NOT_NEEDED"


class DutyAct(StrEnum):
    """What can happen to something that must be arranged."""

    ASSIGN = "ASSIGN"
    ARRANGE = "ARRANGE"
    SET_ASIDE = "SET_ASIDE"
    REOPEN = "REOPEN"


class Party(StrEnum):
    """Who must act on a clock, as the handbook names them; who that is for one person stands in the case."""

    LIFE_COURSE_COORDINATOR = "life_course_coordinator"
    FILE_HOLDER = "file_holder"
    SENDER_TEAM = "sender_team"
    PROBATION_AND_MUNICIPALITY = "probation_and_municipality"
    PROVIDER = "provider"
    CARE_RESPONSIBLE = "care_responsible"
    MEDICAL_DIRECTOR = "medical_director"
    PROSECUTOR = "prosecutor"
    MUNICIPALITY = "municipality"
    YOUTH_DIRECTOR = "youth_director"
    PROBATION = "probation"


class Reach(StrEnum):
    """How far a reminder goes: it widens as days run out (R-05)."""

    HOLDERS = "HOLDERS"
    ORGANISATION = "ORGANISATION"
    TABLE = "TABLE"


class TitleAlert(StrEnum):
    """What a title's clock can ask for."""

    ZM_FOLLOWON_T70 = "ZM_FOLLOWON_T70"
    ZM_FOLLOWON_T84 = "ZM_FOLLOWON_T84"
    ZM_FOLLOWON_HARD_T28 = "ZM_FOLLOWON_HARD_T28"
    ZM_DECISION_DAY7 = "ZM_DECISION_DAY7"
    ZM_DECISION_DAY14 = "ZM_DECISION_DAY14"
    VCM_REQUEST = "VCM_REQUEST"
    CM_LAWYER = "CM_LAWYER"
    EXECUTE_CM = "EXECUTE_CM"
    EXECUTE_ZM = "EXECUTE_ZM"
    EXECUTE_RM = "EXECUTE_RM"
    ADVANCE_RENEW = "ADVANCE_RENEW"
    RETURN_PLACE_FIXED = "RETURN_PLACE_FIXED"
    YA_NOTICE = "YA_NOTICE"
    YA_ADMISSION_ENDS = "YA_ADMISSION_ENDS"
    YA_BIRTHDAY_T180 = "YA_BIRTHDAY_T180"
    ADULT_T730 = "ADULT_T730"
    ADULT_T365 = "ADULT_T365"
    ADULT_T180 = "ADULT_T180"
    PROBATION_T365 = "PROBATION_T365"
    FOLLOWUP_INDICATION_T180 = "FOLLOWUP_INDICATION_T180"
    AFTERCARE_DAY1 = "AFTERCARE_DAY1"
    FREE_CHECK = "FREE_CHECK"
    TO_THE_STREET = "TO_THE_STREET"
    INDICATION_ENDS_WITHOUT_SUCCESSOR = "INDICATION_ENDS_WITHOUT_SUCCESSOR"
    VM_YA_EXTENSION_WINDOW = "VM_YA_EXTENSION_WINDOW"
    RM_RENEWAL_T70 = "RM_RENEWAL_T70"
    VIBS_RM_T21 = "VIBS_RM_T21"
    CIZ_RENEWAL_T70 = "CIZ_RENEWAL_T70"
    NEXT_PLACE_T365 = "NEXT_PLACE_T365"
    APPLICATION_T270 = "APPLICATION_T270"
    ACQUAINTANCE_T180 = "ACQUAINTANCE_T180"
    HANDOVER_T90 = "HANDOVER_T90"
    WFZ25_DUE = "WFZ25_DUE"
    REINDICATION_T84 = "REINDICATION_T84"
    TITLE_ENDS_WITHOUT_SUCCESSOR = "TITLE_ENDS_WITHOUT_SUCCESSOR"
