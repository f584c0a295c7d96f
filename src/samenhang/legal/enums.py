"""Codes of titles, indications and payers (handbook 1.4 and chapter 2)."""

from enum import StrEnum


class TitleCode(StrEnum):
    """Grounds on which somebody receives care or is detained."""

    WVGGZ_CM = "WVGGZ_CM"
    WVGGZ_VCM = "WVGGZ_VCM"
    WVGGZ_ZM_1 = "WVGGZ_ZM_1"
    WVGGZ_ZM_2 = "WVGGZ_ZM_2"
    WVGGZ_ZM_3 = "WVGGZ_ZM_3"
    WVGGZ_ZM_FORENSIC_CLAUSE = "WVGGZ_ZM_FORENSIC_CLAUSE"
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
    """Where a title stands on a day."""

    REQUESTED = "REQUESTED"
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


class TitleAlert(StrEnum):
    """What a title's clock can ask for."""

    ZM_FOLLOWON_T70 = "ZM_FOLLOWON_T70"
    ZM_FOLLOWON_T84 = "ZM_FOLLOWON_T84"
    ZM_FOLLOWON_HARD_T28 = "ZM_FOLLOWON_HARD_T28"
    ZM_DECISION_DAY7 = "ZM_DECISION_DAY7"
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
