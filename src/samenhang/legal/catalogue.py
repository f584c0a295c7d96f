"""Titles and their clocks as data (handbook chapter 2). Warnings follow from it, never a legal judgement.

Sources stand per row; rows without a law article are practice to be checked by the region's lawyer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from samenhang.legal.enums import Payer, TitleAlert, TitleCode, TitleDomain

C, K, V = TitleDomain.CIVIL, TitleDomain.CRIMINAL, TitleDomain.VOLUNTARY


@dataclass(frozen=True)
class Term:
    """How long a title lasts at most: days, months or years; ``shifts`` when the end moves to the next working day."""

    days: int = 0
    months: int = 0
    shifts: bool = False


@dataclass(frozen=True)
class Lead:
    """What must happen how many days before the last day (or after the start when ``after_start``).

    ``until`` closes a window (days before the last day); ``hard`` when the title is lost after it.
    """

    alert: TitleAlert
    days: int
    owner: str
    until: int = 0
    hard: bool = False
    after_start: bool = False


@dataclass(frozen=True)
class TitleKind:
    """One kind of title: branch of law, longest term, payer, what a follow-on request keeps alive, and its clocks."""

    code: TitleCode
    domain: TitleDomain
    term: Term | None
    payer: Payer
    source: str
    leads: tuple[Lead, ...] = field(default=())
    followon_days: int | None = None  # a request filed at least so many days before the last day keeps the title alive
    pending_days: int | None = None  # ... and then for at most so many days after the start
    by_category: str = "TITLE_FACT"


_CRIMINAL = (
    Lead(TitleAlert.NEXT_PLACE_T365, 365, "life_course_coordinator"),
    Lead(TitleAlert.APPLICATION_T270, 270, "file_holder"),
    Lead(TitleAlert.ACQUAINTANCE_T180, 180, "sender_team"),
    Lead(TitleAlert.HANDOVER_T90, 90, "probation_and_municipality"),
    Lead(TitleAlert.WFZ25_DUE, 42, "provider", hard=True),
)
_ZM_LATER = (
    Lead(TitleAlert.ZM_FOLLOWON_T84, 84, "care_responsible", until=28),
    Lead(TitleAlert.ZM_FOLLOWON_HARD_T28, 28, "care_responsible", hard=True),
)
_RM = (Lead(TitleAlert.RM_RENEWAL_T70, 70, "care_responsible"),)

KINDS: dict[TitleCode, TitleKind] = {
    kind.code: kind
    for kind in (
        TitleKind(
            TitleCode.WVGGZ_CM,
            C,
            Term(days=3, shifts=True),
            Payer.ZVW_GGZ,
            "Wvggz 7:1-7:5",
            followon_days=0,
            pending_days=None,
        ),
        TitleKind(
            TitleCode.WVGGZ_VCM,
            C,
            Term(days=21),
            Payer.ZVW_GGZ,
            "Wvggz 7:8-7:11",
            (Lead(TitleAlert.ZM_DECISION_DAY7, 7, "care_responsible", after_start=True),),
            followon_days=0,
            pending_days=42,
        ),
        TitleKind(
            TitleCode.WVGGZ_ZM_1,
            C,
            Term(months=6),
            Payer.ZVW_GGZ,
            "Wvggz 6:5 a",
            (Lead(TitleAlert.ZM_FOLLOWON_T70, 70, "care_responsible"),),
            followon_days=0,
        ),
        TitleKind(
            TitleCode.WVGGZ_ZM_2, C, Term(months=12), Payer.ZVW_GGZ, "Wvggz 6:5 b, 6:6", _ZM_LATER, followon_days=28
        ),
        TitleKind(
            TitleCode.WVGGZ_ZM_3, C, Term(months=24), Payer.ZVW_GGZ, "Wvggz 6:5 c, 6:6", _ZM_LATER, followon_days=28
        ),
        TitleKind(TitleCode.WVGGZ_ZM_FORENSIC_CLAUSE, C, Term(days=56), Payer.ZVW_GGZ, "Wvggz 6:4"),
        TitleKind(TitleCode.WZD_VOLUNTARY, C, None, Payer.WLZ, "Wzd"),
        TitleKind(
            TitleCode.WZD_ART21,
            C,
            Term(months=60),
            Payer.WLZ,
            "Wzd 21",
            (Lead(TitleAlert.CIZ_RENEWAL_T70, 70, "care_responsible"),),
        ),
        TitleKind(TitleCode.WZD_IBS, C, Term(days=3, shifts=True), Payer.WLZ, "Wzd 29", followon_days=0),
        TitleKind(
            TitleCode.WZD_VIBS,
            C,
            Term(days=42),
            Payer.WLZ,
            "Wzd 39",
            (Lead(TitleAlert.VIBS_RM_T21, 21, "care_responsible"),),
            followon_days=0,
        ),
        TitleKind(TitleCode.WZD_RM_1, C, Term(months=6), Payer.WLZ, "Wzd 39 lid 4", _RM, followon_days=0),
        TitleKind(TitleCode.WZD_RM_2, C, Term(months=24), Payer.WLZ, "Wzd 39 lid 5-6", _RM, followon_days=0),
        TitleKind(
            TitleCode.WZD_VM_YA,
            C,
            Term(months=12),
            Payer.WLZ,
            "Wzd 28aa-28ac",
            (Lead(TitleAlert.VM_YA_EXTENSION_WINDOW, 50, "care_responsible", until=30, hard=True),),
            followon_days=30,
        ),
        TitleKind(TitleCode.WFZ_23_ZM, C, Term(months=6), Payer.ZVW_GGZ, "Wfz 2.3; Wvggz 6:5 a", followon_days=0),
        TitleKind(TitleCode.WFZ_23_RM, C, Term(months=6), Payer.WLZ, "Wfz 2.3 lid 2; Wzd 28a", _RM, followon_days=0),
        TitleKind(TitleCode.BOPZ_IBS, C, Term(days=21), Payer.ZVW_GGZ, "Wet Bopz (until 2020)"),
        TitleKind(TitleCode.BOPZ_RM, C, Term(months=6), Payer.ZVW_GGZ, "Wet Bopz (until 2020)"),
        TitleKind(TitleCode.PRETRIAL, K, Term(days=104), Payer.DJI_DETENTION, "Sv"),
        TitleKind(TitleCode.PRETRIAL_SUSP, K, None, Payer.FZ_DJI, "Sv 80", _CRIMINAL),
        TitleKind(TitleCode.COND_SENTENCE, K, Term(months=36), Payer.FZ_DJI, "Sr 14a-14k", _CRIMINAL),
        TitleKind(TitleCode.ISD, K, Term(months=24), Payer.DJI_DETENTION, "Sr 38m-38u", _CRIMINAL),
        TitleKind(TitleCode.TBS_DV, K, Term(months=24), Payer.FZ_DJI, "Sr 37a-38e", _CRIMINAL),
        TitleKind(TitleCode.TBS_VW, K, Term(months=24), Payer.FZ_DJI, "Sr 38", _CRIMINAL),
        TitleKind(TitleCode.GVM, K, Term(months=60), Payer.FZ_DJI, "Sr 38z", _CRIMINAL),
        TitleKind(TitleCode.VI, K, Term(months=24), Payer.FZ_DJI, "Sv 6:2:10", _CRIMINAL),
        TitleKind(TitleCode.PP, K, Term(months=12), Payer.DJI_DETENTION, "Pbw 4", _CRIMINAL),
        TitleKind(TitleCode.PBW_15_5, K, None, Payer.DJI_DETENTION, "Pbw 15 lid 5", _CRIMINAL),
        TitleKind(TitleCode.PBW_43_3, K, None, Payer.DJI_DETENTION, "Pbw 43", _CRIMINAL),
        TitleKind(TitleCode.DETENTION, K, None, Payer.DJI_DETENTION, "Pbw", _CRIMINAL),
        TitleKind(TitleCode.PIJ, K, Term(months=36), Payer.DJI_DETENTION, "Sr 77s", _CRIMINAL),
        TitleKind(TitleCode.CONDUCT_ORDER, K, Term(days=90), Payer.NONE, "Sv 509hh"),
        TitleKind(TitleCode.YOUTH, V, None, Payer.YOUTH, "Jeugdwet"),
        TitleKind(TitleCode.VOLUNTARY, V, None, Payer.NONE, "-"),
        TitleKind(TitleCode.NONE, V, None, Payer.NONE, "-"),
    )
}

# A decision of the municipality or the care office is asked for again twelve weeks before it ends (handbook 2.6).
REINDICATION_DAYS = 84
