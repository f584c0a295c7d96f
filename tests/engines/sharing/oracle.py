# ruff: noqa: SIM102, SIM114  (naive on purpose: one if per line of the table)
"""A second, deliberately naive reading of the decision table: plain ifs by receiver, nothing shared with the engine but the codes.

It reads no rule file. `ways` says which rules speak about a question, in the order in which they are tried; `standing` says what one of
them needs; `expected` puts the two together. Codes are plain texts here.
"""

from __future__ import annotations

import datetime as dt

TREATERS = {"GGZ_TREATER", "FZ_TREATER", "ADDICTION_TREATER", "VG_TREATER"}
CARE = TREATERS | {
    "VG_SUPPORT", "GP", "BW_PROVIDER", "WMO_PROVIDER", "WMO_CONSULTANT", "AFTERCARE_COORD", "OGGZ_NURSE", "PPC_CARE", "LIFE_COURSE_COORD",
    "GD", "ZV", "PSYCHIATRIST",
}  # fmt: skip
TEAM = TREATERS | {"VG_SUPPORT", "GP", "BW_PROVIDER", "WMO_PROVIDER", "PROBATION", "LIFE_COURSE_COORD"}
SUPPORT = {"BW_PROVIDER", "WMO_PROVIDER", "VG_SUPPORT"}
ORDER = {"MAYOR_OFFICE", "POLICE", "PROSECUTOR"}
OUTREACH = {"OGGZ_NURSE", "GGZ_TREATER", "ADDICTION_TREATER", "VG_TREATER", "WMO_CONSULTANT"} | SUPPORT
PUBLIC = {"DJI", "POLICE", "PROSECUTOR", "MAYOR_OFFICE", "WMO_CONSULTANT", "OGGZ_NURSE"}
PUBLIC_IF_SAID = {"ZVH_PARTNER", "ZVH_DIRECTOR"}
PRIVATE = SUPPORT | {"ZVH_PARTNER", "PROBATION", "VEILIG_THUIS", "WORK_INCOME", "DEBT_SERVICE"}
DOCTORS = TREATERS | {"GP", "OGGZ_NURSE", "PPC_CARE", "GD", "ZV", "PSYCHIATRIST"}
NOT_BOUND = {
    "HOUSING_ASSOC",
    "CLOSE_ONE",
    "PEER",
    "CLIENT",
    "CLIENT_SUPPORTER",
    "REPRESENTATIVE",
    "RESEARCHER",
    "REGION",
}
NO_BSN = {
    "HOUSING_ASSOC", "PEER", "CLOSE_ONE", "CLIENT_SUPPORTER", "REPRESENTATIVE", "RESEARCHER", "CLIENT", "LIFE_COURSE_COORD", "OGGZ_NETWORK",
    "OTHER_ZVH", "FINANCIERS_TABLE", "REGION",
}  # fmt: skip
HEALTH = {"MEDICAL", "SIGNAL_PLAN", "RISK_ASSESSMENT"}
# W8 without what only health care, police or prosecution can supply
SOCIAL = {
    "ID_CONTACT", "BSN", "HOUSING_NEEDS", "FINANCE_DEBT", "INCOME_BENEFIT", "TITLE_FACT", "INDICATION", "PLAN_GOALS", "APPOINTMENTS", "NETWORK",
    "INCIDENT", "PLACEMENT_HISTORY", "SAFETY_ALERT", "LIFE_DOMAIN_PICTURE",
}  # fmt: skip
SENSITIVE = HEALTH | {"LIFE_DOMAIN_PICTURE", "INDICATION", "POLICE", "JUDICIAL", "TITLE_FACT", "INCIDENT"}
NOT_TO_A_LANDLORD = HEALTH | {"POLICE", "JUDICIAL", "FINANCE_DEBT"}
NEVER_ALONE = {"CLIENT", "REPRESENTATIVE", "ZVH", "OTHER_ZVH", "REGION"}
COORDINATION, SAFETY = "CARE_COORDINATION", "COMPLEX_CASE_SAFETY"


def ways(s: str, r: str, c: str) -> list[tuple[str, str, str]]:
    """The rules on this giver, receiver and category: (rule, its stages, its purposes), "*" for all of them."""
    found: list[tuple[str, str, str]] = []
    if s == r and s in NEVER_ALONE:
        return found

    def rule(name: str, stages: str, purposes: str) -> None:
        found.append((name, stages, purposes))

    if r == "HOUSING_ASSOC":
        others = {
            "POLICE",
            "PROSECUTOR",
            "PROBATION",
            "DJI",
            "MAYOR_OFFICE",
            "VEILIG_THUIS",
            "ZVH",
            "ZVH_DIRECTOR",
            "ZVH_PARTNER",
            "OGGZ_NETWORK",
        }
        if (s in CARE or s in others) and c in NOT_TO_A_LANDLORD:
            rule("D51", "*", "*")
    if r == "POLICE" and s in CARE and c == "MEDICAL":
        rule("D31", "*", "INVESTIGATION")
    if r in ("CLIENT", "REPRESENTATIVE") and s in CARE and c != "STATS_DEIDENT":
        rule("D01", "*", "RIGHTS_OF_THE_PERSON")
    if s == r == "GGZ_TREATER" and c in HEALTH:
        rule("D02", "TREATMENT", "CARE")
    if s == "FZ_TREATER":
        if r in ("GD", "ZV", "PROSECUTOR", "PSYCHIATRIST", "CIZ") and c in ("MEDICAL", "TITLE_FACT", "RISK_ASSESSMENT"):
            rule("D04", "TITLE_END", "COMPULSORY_CARE HANDOVER")
        if r in ("GGZ_TREATER", "GD", "PSYCHIATRIST") and (c in HEALTH or c == "PLACEMENT_HISTORY"):
            rule("D03", "HANDOVER TITLE_END", "HANDOVER CARE COMPULSORY_CARE")
    if r == "GP" and s in ("GGZ_TREATER", "FZ_TREATER") and c == "MEDICAL":
        rule("D05", "HANDOVER", "HANDOVER CARE")
    if s == "GGZ_TREATER" and r in SUPPORT:
        if c in ("SIGNAL_PLAN", "APPOINTMENTS", "PLAN_GOALS"):
            rule("D06", "PLAN HANDOVER", "SUPPORT CARE_COORDINATION HANDOVER")
        if c == "MEDICAL":
            rule("D07", "PLAN", "SUPPORT CARE_COORDINATION")
        if c == "SAFETY_ALERT":
            rule("D08", "HANDOVER CRISIS", "HANDOVER CRISIS SUPPORT")
    if s == "GGZ_TREATER" and r == "WMO_CONSULTANT" and c in ("LIFE_DOMAIN_PICTURE", "HOUSING_NEEDS"):
        rule("D09", "FUNDING PLAN", "FUNDING CARE_COORDINATION SUPPORT")
    if s == "GD" and r == "WMO_CONSULTANT" and c == "TITLE_FACT":
        rule("D10", "TITLE_END", "COMPULSORY_CARE HANDOVER")
    if c == "TITLE_FACT" and (
        (s == "GD" and r in ("PROSECUTOR", "WMO_CONSULTANT")) or (r == "GD" and s in ("PROSECUTOR", "WMO_CONSULTANT"))
    ):
        rule("D11", "TITLE_END", "COMPULSORY_CARE HANDOVER")
    if (s in ("GD", "ZV") and r in ORDER) or (r in ("GD", "ZV") and s in ORDER):
        if c in HEALTH | {"ID_CONTACT", "SAFETY_ALERT", "CRISIS_CARD", "POLICE", "JUDICIAL", "TITLE_FACT", "INCIDENT"}:
            rule("D12", "CRISIS CONFERENCE_WVGGZ", "COMPULSORY_CARE CRISIS PUBLIC_ORDER")
    if s == "PROSECUTOR" and r in ("GD", "PSYCHIATRIST") and c in ("POLICE", "JUDICIAL"):
        rule("D13", "EXPLORE CRISIS", "COMPULSORY_CARE CRISIS")
    if (
        s == "HOUSING_ASSOC"
        and r in ("WMO_CONSULTANT", "OGGZ_NURSE")
        and c in ("ID_CONTACT", "FINANCE_DEBT", "INCIDENT")
    ):
        rule("D33", "SIGNAL", "SIGNAL")
    if s == "CLOSE_ONE" and r in CARE and c in ("ID_CONTACT", "INCIDENT", "SAFETY_ALERT", "NETWORK"):
        rule("D41", "SIGNAL", "SIGNAL")
    nobody = ("RESEARCHER", "REGION", "FINANCIERS_TABLE")
    if r == "WMO_CONSULTANT" and s != r and s not in nobody and c in ("ID_CONTACT", "INCIDENT"):
        rule("D14", "SIGNAL", "SIGNAL")
    if s == "POLICE" and r == "OGGZ_NURSE" and c == "POLICE":
        rule("D15", "SIGNAL", "SIGNAL")
    triage = ("GGZ_TREATER", "ADDICTION_TREATER", "VG_SUPPORT")
    if c == "ID_CONTACT" and ((s == "OGGZ_NURSE" and r in triage) or (r == "OGGZ_NURSE" and s in triage)):
        rule("D16", "EXPLORE", "SIGNAL CARE_COORDINATION")
    if (s == "OGGZ_NETWORK" and r in OUTREACH) or (r == "OGGZ_NETWORK" and s in OUTREACH):
        if c in ("ID_CONTACT", "LIFE_DOMAIN_PICTURE", "INCIDENT", "SAFETY_ALERT"):
            rule("D17", "EXPLORE", "SIGNAL CARE_COORDINATION")
    if r == "ZVH":
        nurse = s == "OGGZ_NURSE"
        if (s in PUBLIC or s in PUBLIC_IF_SAID) and (c in SOCIAL or c == "MEDICAL"):
            if not (nurse and c in ("MEDICAL", "LIFE_DOMAIN_PICTURE")):
                rule("D18", "ZVH_REPORT ZVH_CASE", SAFETY)
        if s in PRIVATE and c in SOCIAL:
            rule("W6", "ZVH_CASE", SAFETY)
        if s in ("GGZ_TREATER", "FZ_TREATER", "ADDICTION_TREATER") and c in HEALTH:
            rule("D19", "ZVH_CASE", SAFETY)
        elif s in TREATERS | {"PPC_CARE", "GD", "ZV", "PSYCHIATRIST"} and (c in SOCIAL or c in HEALTH):
            rule("W7", "ZVH_CASE", SAFETY)
        elif nurse and (c in HEALTH or c == "LIFE_DOMAIN_PICTURE"):
            rule("W7", "ZVH_CASE", SAFETY)
        if s == "POLICE" and c == "POLICE":
            rule("D20", "ZVH_CASE", SAFETY)
        if s == "PROSECUTOR" and c == "JUDICIAL":
            rule("D21", "ZVH_CASE", SAFETY)
        if s in PUBLIC | PUBLIC_IF_SAID | PRIVATE and (c == "ID_CONTACT" or (c == "INCIDENT" and not nurse)):
            rule("W9", "ZVH_REPORT", SAFETY)
    if s == "ZVH" and r in PUBLIC_IF_SAID and (c in SOCIAL or c in HEALTH or c in ("POLICE", "JUDICIAL")):
        rule("W2", "ZVH_CASE", SAFETY)
    if s in ("ZVH", "ZVH_DIRECTOR"):
        if r == "HOUSING_ASSOC" and c in ("PLAN_GOALS", "APPOINTMENTS"):
            rule("D22", "ZVH_CASE", SAFETY)
        if r in ("HOUSING_ASSOC", "GP", "WLZ_OFFICE", "INSURER", "UWV", "CIZ"):
            if c in SENSITIVE or c in ("PLAN_GOALS", "APPOINTMENTS", "SAFETY_ALERT"):
                rule("D23", "ZVH_CASE", SAFETY)
    if r == "OTHER_ZVH" and (s == "ZVH" or s in PUBLIC_IF_SAID):
        if c in ("ID_CONTACT", "BSN"):
            rule("D24", "ZVH_CASE", SAFETY)
        elif c in SOCIAL or c in HEALTH or c in ("POLICE", "JUDICIAL"):
            rule("W13", "ZVH_CASE", SAFETY)
    if s == "PROBATION" and r in ("WMO_CONSULTANT", "AFTERCARE_COORD"):
        if c in ("TITLE_FACT", "ID_CONTACT", "INCOME_BENEFIT", "HOUSING_NEEDS"):
            rule("D25", "TITLE_END", "HANDOVER CARE_COORDINATION")
    if s == "DJI" and r == "AFTERCARE_COORD":
        if c in ("TITLE_FACT", "ID_CONTACT", "INCOME_BENEFIT", "HOUSING_NEEDS", "FINANCE_DEBT", "MEDICAL"):
            rule("D26", "TITLE_END", "HANDOVER CARE_COORDINATION")
    if {s, r} == {"PROBATION", "FZ_TREATER"} and c in ("APPOINTMENTS", "RISK_ASSESSMENT"):
        rule("D27", "TREATMENT", "CARE COMPULSORY_CARE")
    if s == "POLICE" and r == "MAYOR_OFFICE" and c == "POLICE":
        rule("D28", "* but REGION_STATS", "PUBLIC_ORDER")
    if s == "POLICE" and r in ("BW_PROVIDER", "HOUSING_ASSOC", "WMO_PROVIDER") and c == "SAFETY_ALERT":
        rule("D29", "CRISIS", "CRISIS PUBLIC_ORDER")
    if s in CARE and r == "POLICE" and c == "SAFETY_ALERT":
        rule("D30", "CRISIS", "CRISIS")
    if r == "HOUSING_ASSOC" and c == "HOUSING_NEEDS" and (s in CARE or s in ("CLIENT", "REPRESENTATIVE")):
        rule("D32", "HOUSING_MATCH", "HOUSING_MATCH")
    if s == "WMO_CONSULTANT" and r == "WMO_PROVIDER":
        if c in ("ID_CONTACT", "PLAN_GOALS", "LIFE_DOMAIN_PICTURE", "HOUSING_NEEDS", "APPOINTMENTS", "NETWORK"):
            rule("D34", "PLAN", "SUPPORT CARE_COORDINATION")
    if (
        c == "LIFE_DOMAIN_PICTURE"
        and "WMO_CONSULTANT" in (s, r)
        and (s in ("UWV", "WORK_INCOME") or r in ("UWV", "WORK_INCOME"))
    ):
        rule("D35", "PLAN", "SUPPORT CARE_COORDINATION")
    if s == "DEBT_SERVICE" and c == "FINANCE_DEBT":
        if r in CARE or r in ("PROBATION", "HOUSING_ASSOC", "WORK_INCOME", "UWV", "CLIENT_SUPPORTER"):
            rule("D36", "PLAN", "SUPPORT CARE_COORDINATION")
    if s in CARE and r == "CIZ" and c == "MEDICAL":
        rule("D37", "FUNDING", "FUNDING")
    if s in CARE and r in ("WLZ_OFFICE", "INSURER") and c in ("INDICATION", "PLAN_GOALS"):
        rule("D38", "FUNDING", "FUNDING")
    if s in CARE and r == "FINANCIERS_TABLE" and c == "STATS_DEIDENT":
        rule("D39", "FUNDING", "FUNDING")
    if (
        s == "GGZ_TREATER"
        and r == "CLOSE_ONE"
        and c in ("MEDICAL", "SIGNAL_PLAN", "CRISIS_CARD", "PLAN_GOALS", "APPOINTMENTS")
    ):
        rule("D40", "PLAN", "CARE SUPPORT")
    if r == "VEILIG_THUIS" and s != r and s not in nobody and c in ("ID_CONTACT", "INCIDENT", "SAFETY_ALERT"):
        rule("D42", "SIGNAL", "SIGNAL")
    if (
        s != r
        and "LIFE_COURSE_COORD" in (s, r)
        and s in TEAM
        and r in TEAM
        and c in ("PLAN_GOALS", "SIGNAL_PLAN", "APPOINTMENTS")
    ):
        rule("D43", "PLAN", "CARE_COORDINATION")
    if s in TEAM and (r in TEAM or r == "OGGZ_NURSE") and c == "SIGNAL_PLAN":
        rule("D44", "PILOT_LIGHT", "HANDOVER CARE_COORDINATION")
    if (s in TEAM or s == "OGGZ_NURSE") and (r in TEAM or r in ("OGGZ_NURSE", "WMO_CONSULTANT")) and c == "ID_CONTACT":
        rule("D45", "PILOT_LIGHT", "CARE_COORDINATION SUPPORT")
    if (s in TEAM or s == "OGGZ_NURSE") and r == "PEER":
        if c in (
            "ID_CONTACT",
            "SIGNAL_PLAN",
            "CRISIS_CARD",
            "LIFE_DOMAIN_PICTURE",
            "PLAN_GOALS",
            "APPOINTMENTS",
            "HOUSING_NEEDS",
        ):
            rule("D46", "PLAN HANDOVER PILOT_LIGHT CRISIS", "SUPPORT CARE_COORDINATION HANDOVER")
    offices = ("WMO_CONSULTANT", "WORK_INCOME", "DEBT_SERVICE")
    if s in offices and (r in offices or r in ("WMO_PROVIDER", "BW_PROVIDER")):
        if c in ("ID_CONTACT", "LIFE_DOMAIN_PICTURE", "INCOME_BENEFIT", "FINANCE_DEBT"):
            rule("WAMS", "CONFERENCE_CONSENT", COORDINATION)
    if r in ("RESEARCHER", "REGION") and c == "STATS_DEIDENT":
        rule("D47", "REGION_STATS", "STATISTICS")
    if c == "BSN" and r not in NO_BSN and (s not in NO_BSN or s in ("CLIENT", "REPRESENTATIVE")):
        rule("D48", "* but REGION_STATS", "* but STATISTICS INVESTIGATION")
    return found


OUTSIDE_THE_CASE = {"D01", "D14", "D15", "D30", "D33", "D41", "D42", "D47"}


def at_stage(name: str, stages: str, stage: str) -> bool:
    """Whether a rule speaks at this stage; a closed case only leaves the own access of the person."""
    if stages.startswith("*"):
        return stage not in stages.split() and (stage != "CLOSED" or name == "D01")
    return stage in stages.split()


def for_purpose(purposes: str, purpose: str) -> bool:
    """Whether a rule speaks for this purpose."""
    return purpose not in purposes.split() if purposes.startswith("*") else purpose in purposes.split()


def consented(facts, r: str, c: str, purpose: str, name: str) -> bool:
    """Whether valid explicit consent covers this today."""
    if c in facts.objected:
        return False
    for one in facts.consents:
        if r not in one.recipient_roles or c not in one.categories or purpose not in one.purposes or not one.explicit:
            continue
        ends = min(one.valid_until, one.withdrawn_on or one.valid_until)
        if not one.given_on <= facts.today < ends:
            continue
        if name in ("D07", "D40") and not one.items:
            continue
        if name in ("D43", "D44") and facts.today - one.given_on >= dt.timedelta(days=366):
            continue
        return True
    return False


def standing(name: str, s: str, r: str, c: str, purpose: str, facts) -> tuple[str, str]:
    """What one rule says: (ALLOW, CONSENT, ESCALATE or BLOCK, the lock that is closed)."""
    yes = consented(facts, r, c, purpose, name)
    if facts.declared_purposes is not None and purpose not in facts.declared_purposes and name not in OUTSIDE_THE_CASE:
        if purpose not in ("RIGHTS_OF_THE_PERSON", "SIGNAL", "CRISIS", "STATISTICS"):
            return "BLOCK", "PURPOSE"
    # purpose
    if name == "D18" and not facts.fit_decided:
        return "BLOCK", "PURPOSE"
    if name == "W6" and not facts.fit_decided:
        return "BLOCK", "PURPOSE"
    if name == "W2" and not (facts.fit_decided and facts.joins_conference):
        return "BLOCK", "PURPOSE"
    if name == "W13" and not facts.hit_found:
        return "BLOCK", "PURPOSE"
    # basis
    window = facts.title_end is not None and 0 < (facts.title_end - facts.today).days <= 42
    wfz = window and facts.care_needed and facts.decision_25 is not None
    if name == "WAMS" and not facts.flags.get("WAMS_IN_FORCE"):
        return "BLOCK", "BASIS"
    if (
        (name == "D01" and r == "REPRESENTATIVE" and not facts.representation)
        or (name == "D04" and not wfz)
        or (name == "D10" and not facts.conditions_lack)
        or (name == "D11" and not (facts.admitted and facts.serious_harm))
        or (name in ("D12", "D13") and not facts.serious_harm)
        or (name == "D17" and not facts.avoids_care)
        or (name == "D30" and not facts.acute_danger)
        or (name in ("D39", "D47") and not facts.deidentified)
        or (name == "D42" and not facts.children_or_partner_in_danger)
        or (name == "D48" and not facts.with_allowed_sharing)
    ):
        return "BLOCK", "BASIS"
    # secrecy
    own = "BASIS" if s in NOT_BOUND else "SECRECY"
    needs_consent = name in (
        "D03", "D06", "D07", "D08", "D09", "D16", "D17", "D19", "W7", "D30", "D35", "D36", "D37", "D40", "D43", "D44", "D45", "D46",
    )  # fmt: skip
    needs_consent = needs_consent or (name == "D14" and s in DOCTORS)
    needs_consent = needs_consent or (name == "D25" and c != "TITLE_FACT") or (name == "D26" and c == "MEDICAL")
    needs_consent = needs_consent or (name == "D34" and c not in ("ID_CONTACT", "PLAN_GOALS"))
    needs_consent = needs_consent or (name == "D38" and c == "PLAN_GOALS")
    needs_consent = needs_consent or (
        name == "D32" and s not in ("CLIENT", "REPRESENTATIVE") and not facts.property_level
    )
    weighable: tuple[str, ...] = ()
    if name in ("D08", "D14"):
        weighable = ("DUTY_CONFLICT", "GOOD_CARE")
    if name in ("D19", "W7"):
        weighable = ("LAW", "GOOD_CARE")
    if name == "D16":
        weighable = ("OUTREACH",)
    if name in ("D17", "D30"):
        weighable = ("DUTY_CONFLICT",)
    if (
        needs_consent
        and not yes
        and not (name == "D03" and wfz)
        and not (facts.ground in weighable and facts.motivation)
    ):
        if c in facts.objected:
            return ("ESCALATE" if weighable else "BLOCK"), own
        if name in ("D16", "D17", "D30") or (facts.ground == "DUTY_CONFLICT" and "DUTY_CONFLICT" in weighable):
            return "ESCALATE", own
        return "CONSENT", own
    if name in ("D02", "D05") and c in facts.objected:
        return "BLOCK", own
    if (
        (name == "D02" and not facts.relation)
        or (name == "D06" and c != "APPOINTMENTS" and not facts.plan_version_signed)
        or (name in ("D22", "D46") and not facts.confidentiality_signed)
        or (name == "D12" and "ZV" not in (s, r) and not facts.zv_informed and not yes)
    ):
        return "BLOCK", "SECRECY"
    # regime
    kept = facts.regime
    if kept == "WGS_ZVH" and name not in (
        "D18",
        "D20",
        "D21",
        "W2",
        "D22",
        "D23",
        "D24",
        "W13",
        "D30",
        "D39",
        "D42",
        "D47",
    ):
        return "BLOCK", "REGIME"
    if kept is not None and kept != "WGS_ZVH" and name in ("W2", "D22", "D23", "D24", "W13"):
        return "BLOCK", "REGIME"
    of_care = (
        "D02",
        "D03",
        "D04",
        "D05",
        "D06",
        "D07",
        "D08",
        "D09",
        "D10",
        "D11",
        "D12",
        "D16",
        "D17",
        "D19",
        "W7",
        "D40",
        "D43",
    )
    if kept in ("FUNDING", "PILOT_LIGHT") and name in of_care:
        return "BLOCK", "REGIME"
    if kept == "FUNDING" and name in ("D44", "D45", "D46"):
        return "BLOCK", "REGIME"
    if (
        (name == "D01" and c in ("POLICE", "JUDICIAL"))
        or (name == "D13" and facts.investigation_opposes)
        or (name == "D12" and c in ("POLICE", "JUDICIAL") and facts.investigation_opposes)
        or (name == "D15" and not facts.decision_reference)
        or (name == "D18" and s in PUBLIC_IF_SAID and not facts.sender_public)
        or (name in ("D20", "W6") and facts.weighty_reasons_oppose)
        or (name == "D23" and not (facts.rac_tested and not facts.objection_of_participant))
        or (name == "D23" and c in SENSITIVE and not facts.supplier_consents)
        or (name in ("D24", "W13") and not (facts.sender_public and facts.recipient_public))
        or (name == "W13" and c in SENSITIVE and not facts.supplier_consents)
        or (name == "D29" and not facts.authority_agrees)
    ):
        return "BLOCK", "REGIME"
    return "ALLOW", ""


WITHOUT_CONDITIONS = {"D24"}
DECISIONS = {"CONSENT": "ASK_CONSENT", "ESCALATE": "ESCALATE_DUTY_CONFLICT", "BLOCK": "BLOCK"}
CLOSED_CASE = ("BLOCK", "PURPOSE", "D49")
NO_RULE = ("BLOCK", "BASIS", "D50")


def expected(
    known: list[tuple[str, str, str]], s: str, r: str, c: str, stage: str, purpose: str, facts
) -> tuple[str, str, str]:
    """(decision, closed lock or "", rule) for one question; `known` is what `ways` found."""
    here = [one for one in known if at_stage(one[0], one[1], stage)]
    fitting = [name for name, _, purposes in here if for_purpose(purposes, purpose)]
    if facts.case_closed or facts.recipient_left:
        if not {"D51", "D31"} & set(fitting):
            fitting = [name for name in fitting if name in OUTSIDE_THE_CASE]
        else:
            fitting = []
        if not fitting:
            return CLOSED_CASE
    if "D51" in fitting:
        return "BLOCK", "PURPOSE", "D51"
    if "D31" in fitting:
        return "BLOCK", "SECRECY", "D31"
    if fitting:
        first = None
        for name in fitting:
            answer, lock = standing(name, s, r, c, purpose, facts)
            if answer == "ALLOW":
                return "ALLOW" if name in WITHOUT_CONDITIONS else "ALLOW_WITH_CONDITIONS", "", name
            first = first or (DECISIONS[answer], lock, name)
        return first
    usual = [name for name, _, _ in here if name not in ("D51", "D31")]
    if stage == "CLOSED" and not usual:
        return CLOSED_CASE
    if usual:
        return "BLOCK", "PURPOSE", usual[0]
    if c == "BSN" and "D48" not in [one[0] for one in known]:
        return "BLOCK", "REGIME", "D48"
    return NO_RULE
