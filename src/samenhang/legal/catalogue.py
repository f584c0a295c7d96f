"""Titles and their clocks as data (handbook chapter 2). Warnings follow from it, never a legal judgement.

Sources stand per row; rows without a law article are practice to be checked by the region's lawyer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from samenhang.legal.enums import Duty, Party, Payer, Reach, TitleAlert, TitleCode, TitleDomain

C, K, V = TitleDomain.CIVIL, TitleDomain.CRIMINAL, TitleDomain.VOLUNTARY


@dataclass(frozen=True)
class Term:
    """How long a title lasts at most: hours, days or months; ``shifts`` when the end moves to the next working day."""

    days: int = 0
    months: int = 0
    shifts: bool = False
    hours: int = 0


@dataclass(frozen=True)
class Lead:
    """What must happen how many days before the last day (or after the start when ``after_start``).

    ``until`` closes a window (days before the last day, or after the start); ``until_working_day`` closes it on the first
    working day after it opened. ``hard`` when something is lost after it, ``executed`` for what a title asks that was granted
    and not yet carried out. When everything in ``answered_by`` is arranged or not needed, it no longer asks.
    """

    alert: TitleAlert
    days: int
    owner: Party
    until: int = 0
    hard: bool = False
    after_start: bool = False
    until_working_day: bool = False
    executes: bool = False
    answered_by: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class MustArrange:
    """What must be arranged so many days before the last day, and by whom when nobody was named."""

    duty: Duty
    days: int
    owner: Party


@dataclass(frozen=True)
class TitleKind:
    """One kind of title: branch of law, longest term, payer, what a follow-on request keeps alive, and its clocks.

    ``longest`` is the term that the law allows in some cases only; ``lost_after`` the days within which it must be carried out;
    ``decided_within`` the days in which the judge decides about the follow-on request (``working`` when these are working days).
    ``stays`` says that somebody lives where the title puts them, so that its end is a release.
    """

    code: TitleCode
    domain: TitleDomain
    term: Term | None
    payer: Payer
    source: str
    leads: tuple[Lead, ...] = field(default=())
    followon_days: int | None = None  # a request filed at least so many days before the last day keeps the title alive
    pending_days: int | None = None  # ... and then for at most so many days after the start
    by_category: str = "TITLE_FACT"
    longest: Term | None = None
    lost_after: int | None = None
    decided_within: int | None = None
    working: bool = False
    stays: bool = False
    arrange: tuple[MustArrange, ...] = field(default=())


# Handbook 2.6, "any criminal title"; the list of what is arranged is its row of ninety days, spelled out (seed 000, 2.2).
_CRIMINAL = (
    Lead(TitleAlert.NEXT_PLACE_T365, 365, Party.LIFE_COURSE_COORDINATOR, answered_by=(Duty.PLACE,)),
    Lead(TitleAlert.APPLICATION_T270, 270, Party.FILE_HOLDER, answered_by=(Duty.CARE, Duty.PAYER)),
    Lead(TitleAlert.ACQUAINTANCE_T180, 180, Party.SENDER_TEAM),
    Lead(
        TitleAlert.HANDOVER_T90,
        90,
        Party.PROBATION_AND_MUNICIPALITY,
        answered_by=(Duty.IDENTITY, Duty.INCOME, Duty.ADDRESS, Duty.INSURANCE),
    ),
    Lead(TitleAlert.WFZ25_DUE, 42, Party.PROVIDER, hard=True),
)
_FOLLOWUP = Lead(
    TitleAlert.FOLLOWUP_INDICATION_T180, 180, Party.FILE_HOLDER, answered_by=(Duty.CARE, Duty.PAYER)
)  # handbook 2.3: six months before
_PROBATION = Lead(TitleAlert.PROBATION_T365, 365, Party.PROBATION)  # handbook 2.3: at least a year before the end
_AFTERCARE = Lead(
    TitleAlert.AFTERCARE_DAY1, 0, Party.PROBATION_AND_MUNICIPALITY, after_start=True, answered_by=(Duty.MUNICIPALITY,)
)
_BASICS = (
    MustArrange(Duty.PLACE, 180, Party.LIFE_COURSE_COORDINATOR),
    MustArrange(Duty.CARE, 90, Party.FILE_HOLDER),
    MustArrange(Duty.PAYER, 90, Party.FILE_HOLDER),
    MustArrange(Duty.INCOME, 42, Party.PROBATION_AND_MUNICIPALITY),
    MustArrange(Duty.IDENTITY, 90, Party.PROBATION_AND_MUNICIPALITY),
    MustArrange(Duty.ADDRESS, 42, Party.PROBATION_AND_MUNICIPALITY),
    MustArrange(Duty.INSURANCE, 42, Party.PROBATION_AND_MUNICIPALITY),
)
_RETURN = (*_BASICS, MustArrange(Duty.MUNICIPALITY, 90, Party.PROBATION_AND_MUNICIPALITY))
# The duties around the end of compulsory care (Wvggz 8:16-8:21): handbook 2.1, ENDING_WVGGZ 1-7.
_ENDING_WVGGZ = (
    MustArrange(Duty.WVGGZ_LIVELIHOOD, 28, Party.MEDICAL_DIRECTOR),
    MustArrange(Duty.WVGGZ_CONSULT, 21, Party.MEDICAL_DIRECTOR),
    MustArrange(Duty.WVGGZ_DECISION, 14, Party.MEDICAL_DIRECTOR),
    MustArrange(Duty.WVGGZ_EVALUATION, 14, Party.CARE_RESPONSIBLE),
    MustArrange(Duty.WVGGZ_CONDITIONS, 14, Party.MEDICAL_DIRECTOR),
    MustArrange(Duty.WVGGZ_TRANSFER, 7, Party.CARE_RESPONSIBLE),
)
_MINISTER = MustArrange(Duty.WVGGZ_MINISTER, 42, Party.MEDICAL_DIRECTOR)  # Wvggz 8:17 lid 2, 8:18 lid 4; Wzd 47 lid 4
_CIVIL = (
    MustArrange(Duty.PLACE, 42, Party.FILE_HOLDER),
    MustArrange(Duty.CARE, 28, Party.FILE_HOLDER),
    MustArrange(Duty.PAYER, 28, Party.FILE_HOLDER),
    MustArrange(Duty.INCOME, 28, Party.FILE_HOLDER),
    MustArrange(Duty.IDENTITY, 28, Party.FILE_HOLDER),
    MustArrange(Duty.ADDRESS, 28, Party.FILE_HOLDER),
)
_SHORT = (MustArrange(Duty.PLACE, 1, Party.CARE_RESPONSIBLE), MustArrange(Duty.CARE, 1, Party.CARE_RESPONSIBLE))
# No release to the street: looked at on the last working day before it, before noon (handbook 2.6).
FREE_CHECK = (Duty.FREE_BED, Duty.FREE_MEDICATION, Duty.FREE_PHONE, Duty.FREE_GP)
FREE_CHECK_HOUR = 12

_EXECUTE_ZM = Lead(
    TitleAlert.EXECUTE_ZM, 7, Party.PROSECUTOR, until=14, hard=True, after_start=True, executes=True
)  # Wvggz 8:1: within two weeks
_EXECUTE_RM = Lead(
    TitleAlert.EXECUTE_RM, 21, Party.CARE_RESPONSIBLE, until=28, hard=True, after_start=True, executes=True
)  # Wzd 39 lid 7: lost after four weeks
_ZM_LATER = (
    Lead(TitleAlert.ZM_FOLLOWON_T84, 84, Party.CARE_RESPONSIBLE, until=28),
    Lead(TitleAlert.ZM_FOLLOWON_HARD_T28, 28, Party.CARE_RESPONSIBLE, hard=True),
    _EXECUTE_ZM,
)
_RM = (Lead(TitleAlert.RM_RENEWAL_T70, 70, Party.CARE_RESPONSIBLE), _EXECUTE_RM)
_ZM_ARRANGE = (*_CIVIL, *_ENDING_WVGGZ)

KINDS: dict[TitleCode, TitleKind] = {
    kind.code: kind
    for kind in (
        TitleKind(TitleCode.WVGGZ_PRE_CM, C, Term(hours=18), Payer.ZVW_GGZ, "Wvggz 7:3"),
        TitleKind(
            TitleCode.WVGGZ_CM,
            C,
            Term(days=3, shifts=True),
            Payer.ZVW_GGZ,
            "Wvggz 7:1-7:7, 8:1",
            (
                Lead(TitleAlert.CM_LAWYER, 0, Party.MUNICIPALITY, until=1, hard=True, after_start=True),
                Lead(TitleAlert.VCM_REQUEST, 0, Party.PROSECUTOR, after_start=True, until_working_day=True),
                Lead(
                    TitleAlert.EXECUTE_CM,
                    0,
                    Party.CARE_RESPONSIBLE,
                    until=1,
                    hard=True,
                    after_start=True,
                    executes=True,
                ),
            ),
            followon_days=0,
            decided_within=3,
            arrange=_SHORT,
        ),
        TitleKind(
            TitleCode.WVGGZ_VCM,
            C,
            Term(days=21),
            Payer.ZVW_GGZ,
            "Wvggz 7:8-7:11",
            (
                Lead(TitleAlert.ZM_DECISION_DAY7, 7, Party.CARE_RESPONSIBLE, after_start=True),
                Lead(TitleAlert.ZM_DECISION_DAY14, 14, Party.CARE_RESPONSIBLE, hard=True, after_start=True),
            ),
            followon_days=0,
            pending_days=42,
            arrange=(
                MustArrange(Duty.PLACE, 7, Party.CARE_RESPONSIBLE),
                MustArrange(Duty.CARE, 7, Party.CARE_RESPONSIBLE),
                *_ENDING_WVGGZ,
            ),
        ),
        TitleKind(
            TitleCode.WVGGZ_ZM_1,
            C,
            Term(months=6),
            Payer.ZVW_GGZ,
            "Wvggz 6:5 a",
            (Lead(TitleAlert.ZM_FOLLOWON_T70, 70, Party.CARE_RESPONSIBLE), _EXECUTE_ZM),
            followon_days=0,
            arrange=_ZM_ARRANGE,
        ),
        TitleKind(
            TitleCode.WVGGZ_ZM_2,
            C,
            Term(months=12),
            Payer.ZVW_GGZ,
            "Wvggz 6:5 b, 6:6",
            _ZM_LATER,
            followon_days=28,
            arrange=_ZM_ARRANGE,
        ),
        TitleKind(
            TitleCode.WVGGZ_ZM_3,
            C,
            Term(months=24),
            Payer.ZVW_GGZ,
            "Wvggz 6:5 c, 6:6",
            _ZM_LATER,
            followon_days=28,
            arrange=_ZM_ARRANGE,
        ),
        TitleKind(
            TitleCode.WVGGZ_ZM_FORENSIC_CLAUSE,
            C,
            Term(days=56),
            Payer.ZVW_GGZ,
            "Wvggz 6:4 lid 3-5",
            (
                Lead(
                    TitleAlert.RETURN_PLACE_FIXED,
                    0,
                    Party.CARE_RESPONSIBLE,
                    hard=True,
                    after_start=True,
                    answered_by=(Duty.RETURN_PLACE,),
                ),
            ),
            arrange=(MustArrange(Duty.RETURN_PLACE, 56, Party.CARE_RESPONSIBLE),),
        ),
        TitleKind(
            TitleCode.WVGGZ_ADVANCE,
            C,
            None,
            Payer.ZVW_GGZ,
            "Wvggz 4:1-4:3",
            (Lead(TitleAlert.ADVANCE_RENEW, 42, Party.CARE_RESPONSIBLE),),
        ),
        TitleKind(TitleCode.WZD_VOLUNTARY, C, None, Payer.WLZ, "Wzd"),
        TitleKind(
            TitleCode.WZD_ART21,
            C,
            Term(months=60),
            Payer.WLZ,
            "Wzd 21",
            (Lead(TitleAlert.CIZ_RENEWAL_T70, 70, Party.CARE_RESPONSIBLE),),
            arrange=_CIVIL,
        ),
        TitleKind(
            TitleCode.WZD_IBS,
            C,
            Term(days=3, shifts=True),
            Payer.WLZ,
            "Wzd 29, 39",
            followon_days=0,
            decided_within=3,
            working=True,
            arrange=_SHORT,
        ),
        TitleKind(
            TitleCode.WZD_VIBS,
            C,
            Term(days=42),
            Payer.WLZ,
            "Wzd 39",
            (Lead(TitleAlert.VIBS_RM_T21, 21, Party.CARE_RESPONSIBLE),),
            followon_days=0,
            arrange=_SHORT,
        ),
        TitleKind(
            TitleCode.WZD_RM_1,
            C,
            Term(months=6),
            Payer.WLZ,
            "Wzd 39 lid 4, 7",
            _RM,
            followon_days=0,
            lost_after=28,
            arrange=_CIVIL,
        ),
        TitleKind(
            TitleCode.WZD_RM_2,
            C,
            Term(months=24),
            Payer.WLZ,
            "Wzd 39 lid 5-7",
            _RM,
            followon_days=0,
            longest=Term(months=60),  # psychogeriatric ground, and each following one
            lost_after=28,
            arrange=_CIVIL,
        ),
        TitleKind(
            TitleCode.WZD_VM_YA,
            C,
            Term(months=12),
            Payer.WLZ,
            "Wzd 28aa-28ac",
            (Lead(TitleAlert.VM_YA_EXTENSION_WINDOW, 50, Party.CARE_RESPONSIBLE, until=30, hard=True),),
            followon_days=30,
            arrange=_CIVIL,
        ),
        TitleKind(
            TitleCode.WFZ_23_ZM,
            C,
            Term(months=6),
            Payer.ZVW_GGZ,
            "Wfz 2.3; Wvggz 6:5 a, 8:18 lid 4",
            (Lead(TitleAlert.ZM_FOLLOWON_T70, 70, Party.CARE_RESPONSIBLE), _EXECUTE_ZM),
            followon_days=0,
            arrange=(*_ZM_ARRANGE, _MINISTER),
        ),
        TitleKind(
            TitleCode.WFZ_23_RM,
            C,
            Term(months=6),
            Payer.WLZ,
            "Wfz 2.3 lid 2; Wzd 28a, 47 lid 4",
            _RM,
            followon_days=0,
            lost_after=28,
            arrange=(*_CIVIL, _MINISTER),
        ),
        TitleKind(TitleCode.BOPZ_IBS, C, Term(days=21), Payer.ZVW_GGZ, "Wet Bopz (until 2020)"),
        TitleKind(TitleCode.BOPZ_RM, C, Term(months=6), Payer.ZVW_GGZ, "Wet Bopz (until 2020)"),
        TitleKind(
            TitleCode.PRETRIAL,
            K,
            Term(days=104),
            Payer.DJI_DETENTION,
            "Sv",
            (_AFTERCARE, *_CRIMINAL),
            stays=True,
            arrange=_RETURN,
        ),
        TitleKind(TitleCode.PRETRIAL_SUSP, K, None, Payer.FZ_DJI, "Sv 80", _CRIMINAL, arrange=_BASICS),
        TitleKind(
            TitleCode.COND_SENTENCE,
            K,
            Term(months=36),
            Payer.FZ_DJI,
            "Sr 14a-14k",
            (*_CRIMINAL, _FOLLOWUP),
            longest=Term(months=120),
            arrange=_BASICS,
        ),
        TitleKind(
            TitleCode.ISD, K, Term(months=24), Payer.DJI_DETENTION, "Sr 38m-38u", _CRIMINAL, stays=True, arrange=_RETURN
        ),
        TitleKind(
            TitleCode.TBS_DV,
            K,
            Term(months=24),
            Payer.FZ_DJI,
            "Sr 37a-38e",
            (*_CRIMINAL, _PROBATION),
            stays=True,
            arrange=_RETURN,
        ),
        TitleKind(
            TitleCode.TBS_VW, K, Term(months=24), Payer.FZ_DJI, "Sr 38", (*_CRIMINAL, _PROBATION), arrange=_BASICS
        ),
        TitleKind(TitleCode.GVM, K, Term(months=60), Payer.FZ_DJI, "Sr 38z", _CRIMINAL, arrange=_BASICS),
        TitleKind(
            TitleCode.VI, K, Term(months=24), Payer.FZ_DJI, "Sv 6:2:10", (*_CRIMINAL, _FOLLOWUP), arrange=_BASICS
        ),
        TitleKind(
            TitleCode.PP, K, Term(months=12), Payer.DJI_DETENTION, "Pbw 4", _CRIMINAL, stays=True, arrange=_RETURN
        ),
        TitleKind(
            TitleCode.PBW_15_5, K, None, Payer.DJI_DETENTION, "Pbw 15 lid 5", _CRIMINAL, stays=True, arrange=_RETURN
        ),
        TitleKind(TitleCode.PBW_43_3, K, None, Payer.DJI_DETENTION, "Pbw 43", _CRIMINAL, stays=True, arrange=_RETURN),
        TitleKind(TitleCode.DETENTION, K, None, Payer.DJI_DETENTION, "Pbw", _CRIMINAL, stays=True, arrange=_RETURN),
        TitleKind(
            TitleCode.PIJ,
            K,
            Term(months=36),
            Payer.DJI_DETENTION,
            "Sr 77s",
            _CRIMINAL,
            longest=Term(months=84),
            stays=True,
            arrange=_RETURN,
        ),
        TitleKind(
            TitleCode.CONDUCT_ORDER,
            K,
            Term(days=90),
            Payer.NONE,
            "Sv 509hh; Sr 38v",
            longest=Term(months=60),
            arrange=(MustArrange(Duty.HOME_CONSEQUENCES, 90, Party.FILE_HOLDER),),
        ),
        TitleKind(TitleCode.YOUTH, V, None, Payer.YOUTH, "Jeugdwet", arrange=_CIVIL),
        TitleKind(TitleCode.VOLUNTARY, V, None, Payer.NONE, "-"),
        TitleKind(TitleCode.NONE, V, None, Payer.NONE, "-"),
    )
}

# A request for one of these asks to go on with the title; what was filed stops it.
RENEWALS = frozenset(
    {
        TitleAlert.ZM_FOLLOWON_T70,
        TitleAlert.ZM_FOLLOWON_T84,
        TitleAlert.ZM_FOLLOWON_HARD_T28,
        TitleAlert.ZM_DECISION_DAY7,
        TitleAlert.ZM_DECISION_DAY14,
        TitleAlert.VCM_REQUEST,
        TitleAlert.VM_YA_EXTENSION_WINDOW,
        TitleAlert.RM_RENEWAL_T70,
        TitleAlert.VIBS_RM_T21,
        TitleAlert.CIZ_RENEWAL_T70,
        TitleAlert.ADVANCE_RENEW,
        TitleAlert.YA_BIRTHDAY_T180,
    }
)
# An authorisation with admission under the Wvggz suspends these for as long as it lasts (Wvggz 1:1 lid 3-4).
SUSPENDING = frozenset({TitleCode.WVGGZ_ZM_1, TitleCode.WVGGZ_ZM_2, TitleCode.WVGGZ_ZM_3, TitleCode.WFZ_23_ZM})
SUSPENDED_BY_ADMISSION = frozenset({TitleCode.WZD_RM_1, TitleCode.WZD_RM_2, TitleCode.WFZ_23_RM, TitleCode.YOUTH})
# The transition to adulthood, and the end of the authorisation for young adults (handbook 2.6; Wzd 28ab).
ADULT_AGE, ADULT_LEADS = 18, (
    (TitleAlert.ADULT_T730, 730), (TitleAlert.ADULT_T365, 365), (TitleAlert.ADULT_T180, 180),
)  # fmt: skip
YA_AGE, YA_LEAD = 23, 180
YA_ADMISSION_MONTHS, YA_NOTICE_DAYS = 6, 4
PRE_CM_EXAM_HOURS = 12  # ... from the start of the psychiatrist's examination (Wvggz 7:3)
# how many days before the end it is said that nothing follows, and to whom from then on.
LEVELS: tuple[tuple[int, Reach], ...] = (
    (365, Reach.HOLDERS),
    (180, Reach.HOLDERS),
    (90, Reach.HOLDERS),
    (42, Reach.HOLDERS),
    (14, Reach.ORGANISATION),
    (7, Reach.TABLE),
    (0, Reach.TABLE),
)
LIST_DAYS = (
    43  # titles within so many days stand on the list of what must be arranged now: six weeks and the day itself
)

# A decision of the municipality or the care office is asked for again twelve weeks before it ends (handbook 2.6).
REINDICATION_DAYS = 84
INDICATION_ENDS_DAYS = 14  # from then on it is said that nothing follows it, beside the asking again
