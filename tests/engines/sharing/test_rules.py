"""Every rule on both sides of each of its conditions, from a table written by hand; and what the handbook's worked cases demand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from samenhang.engines.sharing import (
    CODES,
    Category,
    ConsentFact,
    Decision,
    Delivery,
    Facts,
    Ground,
    Lock,
    Purpose,
    Question,
    Regime,
    Role,
    Stage,
    decide,
    decide_many,
    explain,
    load_rules,
)

TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)
NOT, CONSENT = "not:", "consent"


def consent(question: Question, **more: Any) -> ConsentFact:
    """Explicit consent for exactly this question, for 300 days."""
    scope: dict[str, Any] = {
        "recipient_roles": frozenset({question.recipient}),
        "categories": frozenset({question.category}),
        "purposes": frozenset({question.purpose}),
        "given_on": TODAY,
        "valid_until": TODAY + 300 * DAY,
        "items": ("what was agreed",),
    }
    return ConsentFact(**(scope | more))


def ask(line: str, **facts: Any) -> Question:
    """A question from 'SENDER > RECIPIENT CATEGORY STAGE PURPOSE'."""
    sender, _, recipient, category, stage, purpose = line.split()
    return Question(
        Role(sender), Role(recipient), Category(category), Purpose(purpose), Stage(stage), Facts(TODAY, **facts)
    )


WFZ = {"title_end": TODAY + 30 * DAY, "care_needed": True, "decision_25": TODAY}
WEIGHED = {"motivation": True}
ASK, ESCALATE, BLOCK = Decision.ASK_CONSENT, Decision.ESCALATE_DUTY_CONFLICT, Decision.BLOCK
OBJECTS = "objects"

# rule, question, the facts that open it, and for each fact: what is said when it alone is missing (decision, lock, reason)
CASES: list[tuple[str, str, dict[str, Any], dict[str, tuple[Decision, Lock, str]]]] = [
    ("D01", "GGZ_TREATER > CLIENT MEDICAL TREATMENT RIGHTS_OF_THE_PERSON", {}, {}),
    ("D01", "GP > REPRESENTATIVE MEDICAL CLOSED RIGHTS_OF_THE_PERSON", {"representation": True}, {
        "representation": (BLOCK, Lock.BASIS, "NOT_REPRESENTED")}),
    ("D02", "GGZ_TREATER > GGZ_TREATER MEDICAL TREATMENT CARE", {"relation": True}, {
        "relation": (BLOCK, Lock.SECRECY, "NO_TREATMENT_RELATION"), OBJECTS: (BLOCK, Lock.SECRECY, "OBJECTION")}),
    ("D03", "FZ_TREATER > GGZ_TREATER MEDICAL HANDOVER HANDOVER", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING"), OBJECTS: (BLOCK, Lock.SECRECY, "OBJECTION")}),
    ("D03", "FZ_TREATER > GGZ_TREATER PLACEMENT_HISTORY HANDOVER CARE", WFZ, {
        "title_end": (ASK, Lock.SECRECY, "CONSENT_MISSING"), "care_needed": (ASK, Lock.SECRECY, "CONSENT_MISSING"),
        "decision_25": (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D04", "FZ_TREATER > CIZ TITLE_FACT TITLE_END COMPULSORY_CARE", WFZ, {
        "title_end": (BLOCK, Lock.BASIS, "OUTSIDE_WINDOW"), "care_needed": (BLOCK, Lock.BASIS, "CARE_NOT_JUDGED"),
        "decision_25": (BLOCK, Lock.BASIS, "DECISION_NOT_RECORDED")}),
    ("D05", "GGZ_TREATER > GP MEDICAL HANDOVER HANDOVER", {}, {OBJECTS: (BLOCK, Lock.SECRECY, "OBJECTION")}),
    ("D06", "GGZ_TREATER > BW_PROVIDER SIGNAL_PLAN PLAN SUPPORT", {CONSENT: True, "plan_version_signed": True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING"), "plan_version_signed": (BLOCK, Lock.SECRECY, "PLAN_VERSION_NOT_SIGNED")}),
    ("D06", "GGZ_TREATER > VG_SUPPORT APPOINTMENTS HANDOVER HANDOVER", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D07", "GGZ_TREATER > WMO_PROVIDER MEDICAL PLAN SUPPORT", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D08", "GGZ_TREATER > BW_PROVIDER SAFETY_ALERT CRISIS CRISIS", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING"), OBJECTS: (ESCALATE, Lock.SECRECY, "OBJECTION")}),
    ("D08", "GGZ_TREATER > BW_PROVIDER SAFETY_ALERT CRISIS CRISIS", {"ground": Ground.DUTY_CONFLICT, **WEIGHED}, {
        "ground": (ASK, Lock.SECRECY, "CONSENT_MISSING"), "motivation": (ESCALATE, Lock.SECRECY, "MOTIVATION_MISSING")}),
    ("D08", "GGZ_TREATER > BW_PROVIDER SAFETY_ALERT CRISIS CRISIS", {"ground": Ground.GOOD_CARE, **WEIGHED}, {
        "motivation": (ASK, Lock.SECRECY, "MOTIVATION_MISSING")}),
    ("D09", "GGZ_TREATER > WMO_CONSULTANT LIFE_DOMAIN_PICTURE FUNDING FUNDING", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D10", "GD > WMO_CONSULTANT TITLE_FACT TITLE_END HANDOVER", {"conditions_lack": True}, {
        "conditions_lack": (BLOCK, Lock.BASIS, "CONDITIONS_NOT_LACKING")}),
    ("D11", "GD > PROSECUTOR TITLE_FACT TITLE_END COMPULSORY_CARE", {"admitted": True, "serious_harm": True}, {
        "admitted": (BLOCK, Lock.BASIS, "NOT_ADMITTED"), "serious_harm": (BLOCK, Lock.BASIS, "NO_SERIOUS_HARM")}),
    ("D11", "WMO_CONSULTANT > GD TITLE_FACT TITLE_END COMPULSORY_CARE", {"admitted": True, "serious_harm": True}, {
        "admitted": (BLOCK, Lock.BASIS, "NOT_ADMITTED")}),
    ("D12", "GD > MAYOR_OFFICE MEDICAL CRISIS CRISIS", {"serious_harm": True, "zv_informed": True}, {
        "serious_harm": (BLOCK, Lock.BASIS, "NO_SERIOUS_HARM"), "zv_informed": (BLOCK, Lock.SECRECY, "ZV_NOT_INFORMED")}),
    ("D12", "GD > MAYOR_OFFICE MEDICAL CRISIS CRISIS", {"serious_harm": True, CONSENT: True}, {
        CONSENT: (BLOCK, Lock.SECRECY, "ZV_NOT_INFORMED")}),
    ("D12", "ZV > POLICE MEDICAL CONFERENCE_WVGGZ PUBLIC_ORDER", {"serious_harm": True}, {
        "serious_harm": (BLOCK, Lock.BASIS, "NO_SERIOUS_HARM")}),
    ("D12", "POLICE > ZV POLICE CRISIS CRISIS", {"serious_harm": True, "not:investigation_opposes": True}, {
        "not:investigation_opposes": (BLOCK, Lock.REGIME, "INVESTIGATION_OPPOSES")}),
    ("D13", "PROSECUTOR > PSYCHIATRIST JUDICIAL EXPLORE COMPULSORY_CARE", {"serious_harm": True, "not:investigation_opposes": True}, {
        "serious_harm": (BLOCK, Lock.BASIS, "NO_SERIOUS_HARM"),
        "not:investigation_opposes": (BLOCK, Lock.REGIME, "INVESTIGATION_OPPOSES")}),
    ("D14", "PEER > WMO_CONSULTANT INCIDENT SIGNAL SIGNAL", {}, {}),
    ("D14", "GP > WMO_CONSULTANT INCIDENT SIGNAL SIGNAL", {"ground": Ground.GOOD_CARE, **WEIGHED}, {
        "ground": (ASK, Lock.SECRECY, "CONSENT_MISSING"), "motivation": (ASK, Lock.SECRECY, "MOTIVATION_MISSING")}),
    ("D14", "GP > WMO_CONSULTANT ID_CONTACT SIGNAL SIGNAL", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D15", "POLICE > OGGZ_NURSE POLICE SIGNAL SIGNAL", {"decision_reference": "B-12"}, {
        "decision_reference": (BLOCK, Lock.REGIME, "NO_WRITTEN_DECISION")}),
    ("D16", "OGGZ_NURSE > GGZ_TREATER ID_CONTACT EXPLORE SIGNAL", {"ground": Ground.OUTREACH, **WEIGHED}, {
        "ground": (ESCALATE, Lock.SECRECY, "CONSENT_MISSING"), "motivation": (ESCALATE, Lock.SECRECY, "MOTIVATION_MISSING")}),
    ("D16", "VG_SUPPORT > OGGZ_NURSE ID_CONTACT EXPLORE SIGNAL", {CONSENT: True}, {CONSENT: (ESCALATE, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D17", "WMO_PROVIDER > OGGZ_NETWORK LIFE_DOMAIN_PICTURE EXPLORE SIGNAL", {
        "avoids_care": True, "ground": Ground.DUTY_CONFLICT, **WEIGHED}, {
        "avoids_care": (BLOCK, Lock.BASIS, "DOES_NOT_AVOID_CARE"), "ground": (ESCALATE, Lock.SECRECY, "CONSENT_MISSING"),
        "motivation": (ESCALATE, Lock.SECRECY, "MOTIVATION_MISSING"), OBJECTS: None}),
    ("D18", "WMO_CONSULTANT > ZVH FINANCE_DEBT ZVH_CASE COMPLEX_CASE_SAFETY", {"fit_decided": True}, {
        "fit_decided": (BLOCK, Lock.PURPOSE, "FIT_NOT_DECIDED")}),
    ("D18", "ZVH_DIRECTOR > ZVH NETWORK ZVH_REPORT COMPLEX_CASE_SAFETY", {"fit_decided": True, "sender_public": True}, {
        "fit_decided": (BLOCK, Lock.PURPOSE, "FIT_NOT_DECIDED"), "sender_public": (BLOCK, Lock.REGIME, "PRIVATE_PARTICIPANT")}),
    ("D19", "FZ_TREATER > ZVH RISK_ASSESSMENT ZVH_CASE COMPLEX_CASE_SAFETY", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING"), OBJECTS: (ESCALATE, Lock.SECRECY, "OBJECTION")}),
    ("D19", "GGZ_TREATER > ZVH MEDICAL ZVH_CASE COMPLEX_CASE_SAFETY", {"ground": Ground.GOOD_CARE, **WEIGHED}, {
        "ground": (ASK, Lock.SECRECY, "CONSENT_MISSING"), "motivation": (ASK, Lock.SECRECY, "MOTIVATION_MISSING")}),
    ("D19", "GGZ_TREATER > ZVH MEDICAL ZVH_CASE COMPLEX_CASE_SAFETY", {"ground": Ground.LAW, **WEIGHED}, {
        "motivation": (ASK, Lock.SECRECY, "MOTIVATION_MISSING")}),
    ("D20", "POLICE > ZVH POLICE ZVH_CASE COMPLEX_CASE_SAFETY", {"not:weighty_reasons_oppose": True}, {
        "not:weighty_reasons_oppose": (BLOCK, Lock.REGIME, "WEIGHTY_REASONS_OPPOSE")}),
    ("D21", "PROSECUTOR > ZVH JUDICIAL ZVH_CASE COMPLEX_CASE_SAFETY", {}, {}),
    ("D22", "ZVH > HOUSING_ASSOC PLAN_GOALS ZVH_CASE COMPLEX_CASE_SAFETY", {"confidentiality_signed": True}, {
        "confidentiality_signed": (BLOCK, Lock.SECRECY, "CONFIDENTIALITY_NOT_SIGNED")}),
    ("D23", "ZVH > GP SAFETY_ALERT ZVH_CASE COMPLEX_CASE_SAFETY", {"rac_tested": True, "not:objection_of_participant": True}, {
        "rac_tested": (BLOCK, Lock.REGIME, "NOT_TESTED_BY_RAC"),
        "not:objection_of_participant": (BLOCK, Lock.REGIME, "PARTICIPANT_OBJECTS")}),
    ("D23", "ZVH > GP MEDICAL ZVH_CASE COMPLEX_CASE_SAFETY", {"rac_tested": True, "supplier_consents": True}, {
        "supplier_consents": (BLOCK, Lock.REGIME, "SUPPLIER_HAS_NOT_AGREED")}),
    ("D24", "ZVH_PARTNER > OTHER_ZVH ID_CONTACT ZVH_CASE COMPLEX_CASE_SAFETY", {"sender_public": True, "recipient_public": True}, {
        "sender_public": (BLOCK, Lock.REGIME, "PRIVATE_PARTICIPANT"), "recipient_public": (BLOCK, Lock.REGIME, "PRIVATE_PARTICIPANT")}),
    ("D25", "PROBATION > WMO_CONSULTANT TITLE_FACT TITLE_END HANDOVER", {}, {}),
    ("D25", "PROBATION > AFTERCARE_COORD INCOME_BENEFIT TITLE_END HANDOVER", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D26", "DJI > AFTERCARE_COORD FINANCE_DEBT TITLE_END HANDOVER", {}, {}),
    ("D26", "DJI > AFTERCARE_COORD MEDICAL TITLE_END HANDOVER", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D27", "FZ_TREATER > PROBATION APPOINTMENTS TREATMENT CARE", {}, {}),
    ("D28", "POLICE > MAYOR_OFFICE POLICE CRISIS PUBLIC_ORDER", {}, {}),
    ("D29", "POLICE > HOUSING_ASSOC SAFETY_ALERT CRISIS CRISIS", {"authority_agrees": True}, {
        "authority_agrees": (BLOCK, Lock.REGIME, "AUTHORITY_HAS_NOT_AGREED")}),
    ("D30", "BW_PROVIDER > POLICE SAFETY_ALERT CRISIS CRISIS", {"acute_danger": True, "ground": Ground.DUTY_CONFLICT, **WEIGHED}, {
        "acute_danger": (BLOCK, Lock.BASIS, "NO_ACUTE_DANGER"), "ground": (ESCALATE, Lock.SECRECY, "CONSENT_MISSING"),
        "motivation": (ESCALATE, Lock.SECRECY, "MOTIVATION_MISSING")}),
    ("D32", "WMO_CONSULTANT > HOUSING_ASSOC HOUSING_NEEDS HOUSING_MATCH HOUSING_MATCH", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING"), OBJECTS: (BLOCK, Lock.SECRECY, "OBJECTION")}),
    ("D32", "BW_PROVIDER > HOUSING_ASSOC HOUSING_NEEDS HOUSING_MATCH HOUSING_MATCH", {"property_level": True}, {
        "property_level": (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D32", "CLIENT > HOUSING_ASSOC HOUSING_NEEDS HOUSING_MATCH HOUSING_MATCH", {}, {}),
    ("D33", "HOUSING_ASSOC > OGGZ_NURSE FINANCE_DEBT SIGNAL SIGNAL", {}, {}),
    ("D34", "WMO_CONSULTANT > WMO_PROVIDER PLAN_GOALS PLAN SUPPORT", {}, {}),
    ("D34", "WMO_CONSULTANT > WMO_PROVIDER NETWORK PLAN SUPPORT", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D35", "UWV > WMO_CONSULTANT LIFE_DOMAIN_PICTURE PLAN SUPPORT", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D36", "DEBT_SERVICE > HOUSING_ASSOC FINANCE_DEBT PLAN SUPPORT", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D37", "VG_SUPPORT > CIZ MEDICAL FUNDING FUNDING", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D38", "BW_PROVIDER > INSURER INDICATION FUNDING FUNDING", {}, {}),
    ("D38", "BW_PROVIDER > WLZ_OFFICE PLAN_GOALS FUNDING FUNDING", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D39", "GD > FINANCIERS_TABLE STATS_DEIDENT FUNDING FUNDING", {"deidentified": True}, {
        "deidentified": (BLOCK, Lock.BASIS, "NOT_DEIDENTIFIED")}),
    ("D40", "GGZ_TREATER > CLOSE_ONE CRISIS_CARD PLAN SUPPORT", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D41", "CLOSE_ONE > GP INCIDENT SIGNAL SIGNAL", {}, {}),
    ("D42", "GP > VEILIG_THUIS SAFETY_ALERT SIGNAL SIGNAL", {"children_or_partner_in_danger": True}, {
        "children_or_partner_in_danger": (BLOCK, Lock.BASIS, "NO_CHILD_OR_PARTNER_IN_DANGER")}),
    ("D43", "LIFE_COURSE_COORD > PROBATION PLAN_GOALS PLAN CARE_COORDINATION", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D43", "GP > LIFE_COURSE_COORD APPOINTMENTS PLAN CARE_COORDINATION", {CONSENT: True}, {CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D44", "FZ_TREATER > BW_PROVIDER SIGNAL_PLAN PILOT_LIGHT HANDOVER", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D45", "OGGZ_NURSE > WMO_CONSULTANT ID_CONTACT PILOT_LIGHT SUPPORT", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("D46", "GGZ_TREATER > PEER PLAN_GOALS PLAN SUPPORT", {CONSENT: True, "confidentiality_signed": True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING"),
        "confidentiality_signed": (BLOCK, Lock.SECRECY, "CONFIDENTIALITY_NOT_SIGNED")}),
    ("D47", "CLIENT > REGION STATS_DEIDENT REGION_STATS STATISTICS", {"deidentified": True}, {
        "deidentified": (BLOCK, Lock.BASIS, "NOT_DEIDENTIFIED")}),
    ("D48", "GP > WMO_CONSULTANT BSN PLAN CARE_COORDINATION", {"with_allowed_sharing": True}, {
        "with_allowed_sharing": (BLOCK, Lock.BASIS, "STANDS_ALONE")}),
    ("W2", "ZVH > ZVH_PARTNER MEDICAL ZVH_CASE COMPLEX_CASE_SAFETY", {"fit_decided": True, "joins_conference": True}, {
        "fit_decided": (BLOCK, Lock.PURPOSE, "FIT_NOT_DECIDED"), "joins_conference": (BLOCK, Lock.PURPOSE, "NOT_ASKED_TO_JOIN")}),
    ("W6", "PROBATION > ZVH APPOINTMENTS ZVH_CASE COMPLEX_CASE_SAFETY", {"fit_decided": True, "not:weighty_reasons_oppose": True}, {
        "fit_decided": (BLOCK, Lock.PURPOSE, "FIT_NOT_DECIDED"),
        "not:weighty_reasons_oppose": (BLOCK, Lock.REGIME, "WEIGHTY_REASONS_OPPOSE")}),
    ("W7", "OGGZ_NURSE > ZVH MEDICAL ZVH_CASE COMPLEX_CASE_SAFETY", {"ground": Ground.LAW, **WEIGHED}, {
        "ground": (ASK, Lock.SECRECY, "CONSENT_MISSING"), "motivation": (ASK, Lock.SECRECY, "MOTIVATION_MISSING")}),
    ("W7", "VG_TREATER > ZVH RISK_ASSESSMENT ZVH_CASE COMPLEX_CASE_SAFETY", {CONSENT: True}, {
        CONSENT: (ASK, Lock.SECRECY, "CONSENT_MISSING")}),
    ("W9", "VEILIG_THUIS > ZVH ID_CONTACT ZVH_REPORT COMPLEX_CASE_SAFETY", {}, {}),
    ("W13", "ZVH > OTHER_ZVH PLAN_GOALS ZVH_CASE COMPLEX_CASE_SAFETY", {
        "hit_found": True, "sender_public": True, "recipient_public": True}, {
        "hit_found": (BLOCK, Lock.PURPOSE, "NO_HIT_YET"), "sender_public": (BLOCK, Lock.REGIME, "PRIVATE_PARTICIPANT"),
        "recipient_public": (BLOCK, Lock.REGIME, "PRIVATE_PARTICIPANT")}),
    ("W13", "ZVH > OTHER_ZVH POLICE ZVH_CASE COMPLEX_CASE_SAFETY", {
        "hit_found": True, "sender_public": True, "recipient_public": True, "supplier_consents": True}, {
        "supplier_consents": (BLOCK, Lock.REGIME, "SUPPLIER_HAS_NOT_AGREED")}),
    ("WAMS", "WORK_INCOME > BW_PROVIDER LIFE_DOMAIN_PICTURE CONFERENCE_CONSENT CARE_COORDINATION", {"flags": {"WAMS_IN_FORCE": True}}, {
        "flags": (BLOCK, Lock.BASIS, "LAW_NOT_IN_FORCE")}),
]  # fmt: skip


def situation(line: str, facts: dict[str, Any], missing: str = "") -> Question:
    """The question with these facts, one of them left out; "not:x" is the absence of x, and left out it is there."""
    wanted = {
        name: value for name, value in facts.items() if name not in (CONSENT, missing) and not name.startswith(NOT)
    }
    if missing.startswith(NOT):
        wanted[missing.removeprefix(NOT)] = True
    question = ask(line, **wanted)
    if missing == OBJECTS:
        wanted["objected"] = frozenset({question.category})
    if facts.get(CONSENT) and missing != CONSENT:
        wanted["consents"] = (consent(question),)
    return ask(line, **wanted)


@pytest.mark.capability(114)
@pytest.mark.parametrize(("rule", "line", "facts", "closed"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_every_condition_on_both_sides(rule, line, facts, closed):
    verdict = decide(situation(line, facts))
    assert (verdict.rule_id, verdict.lock, verdict.allowed) == (rule, None, True), verdict.reasons
    assert verdict.basis and verdict.secrecy and verdict.minimum_set and verdict.delivery
    assert verdict.opens == verdict.options == () and len(verdict.reasons) == 4
    for missing, wanted in closed.items():
        shut = decide(situation(line, facts, missing))
        if wanted is None:  # makes no difference: a weighing stands apart from consent
            assert shut == verdict
            continue
        assert (shut.decision, shut.lock, shut.reasons[-1]) == wanted, missing
        assert shut.opens and not shut.minimum_set and shut.delivery is None and not shut.basis


def test_every_rule_has_a_case():
    gates = {"D31", "D51"}
    assert {case[0] for case in CASES} | gates == {rule.id for rule in load_rules().rules}
    for rule in load_rules().rules:
        demanded = {
            *rule.checks,
            *(c for v in rule.checks_for.values() for c in v),
            *(c for v in rule.checks_from.values() for c in v),
        }
        said = {w[2] for case in CASES if case[0] == rule.id for w in case[3].values() if w}
        assert (
            rule.gate
            or not demanded - {"OWN_ACCESS_ROUTE"}
            or len(said) >= len(demanded - {"OWN_ACCESS_ROUTE"}) - (rule.id in ("D23", "W13"))
        ), rule.id


@pytest.mark.capability(13)
@pytest.mark.parametrize(
    ("line", "facts", "rule", "decision"),
    [
        ("WMO_CONSULTANT > HOUSING_ASSOC HOUSING_NEEDS HOUSING_MATCH HOUSING_MATCH", {CONSENT: True}, "D32", Decision.ALLOW_WITH_CONDITIONS),
        ("GGZ_TREATER > HOUSING_ASSOC MEDICAL HOUSING_MATCH HOUSING_MATCH", {}, "D51", BLOCK),
        ("GGZ_TREATER > HOUSING_ASSOC MEDICAL HOUSING_MATCH HOUSING_MATCH", {CONSENT: True}, "D51", BLOCK),
        ("POLICE > OGGZ_NURSE POLICE SIGNAL SIGNAL", {"decision_reference": "E33-2026"}, "D15", Decision.ALLOW_WITH_CONDITIONS),
    ],
)  # fmt: skip
def test_mrs_berk(line, facts, rule, decision):
    verdict = decide(situation(line, facts))
    assert (verdict.rule_id, verdict.decision) == (rule, decision)


@pytest.mark.capability(13)
def test_the_landlord_hears_what_the_home_needs_and_nothing_else():
    line = "BW_PROVIDER > HOUSING_ASSOC HOUSING_NEEDS HOUSING_MATCH HOUSING_MATCH"
    verdict = decide(situation(line, {CONSENT: True}))
    assert verdict.minimum_set == (
        "NAME", "CONTACT_PERSON_OF_TEAM", "REACHABLE_HOURS", "NEEDS_FROM_CLOSED_LIST", "REVIEW_DATE",
    )  # fmt: skip
    assert (verdict.delivery, verdict.notice_when, verdict.secrecy) == (Delivery.COPY, "BEFORE", "EXPLICIT_CONSENT")
    assert {"EXACT_TEXT", "COPY_OF_THE_TEXT"} <= set(verdict.notice_what) and "EXACT_TEXT" in verdict.must_log
    assert decide(ask(line, property_level=True)).secrecy == "PROPERTY_LEVEL"
    assert decide(ask("REPRESENTATIVE" + line.removeprefix("BW_PROVIDER"))).secrecy == "BROUGHT_BY_THE_PERSON"
    refused = decide(ask("GGZ_TREATER > HOUSING_ASSOC SIGNAL_PLAN HOUSING_MATCH HOUSING_MATCH"))
    assert (refused.lock, refused.opens, refused.reasons) == (
        Lock.PURPOSE, ("TRANSLATE_TO_HOUSING_NEEDS",), ("NOT_NEEDED_FOR_HOUSING",),
    )  # fmt: skip
    norm = next(one for one in load_rules().norms if one.words.id == "R-HOUS-01")
    assert len(norm.closed_list) == 15 and norm in explain(verdict).norms


@pytest.mark.capability(114)
@pytest.mark.parametrize(
    ("days", "inside"), [(60, False), (43, False), (42, True), (41, True), (1, True), (0, False), (-1, False)]
)
def test_the_window_of_wfz_opens_six_weeks_before_the_title_ends(days, inside):
    line = "FZ_TREATER > GD MEDICAL TITLE_END COMPULSORY_CARE"
    facts = WFZ | {"title_end": TODAY + days * DAY}
    verdict = decide(ask(line, **facts))
    if inside:
        assert (verdict.rule_id, verdict.basis, verdict.secrecy) == ("D04", ("WFZ_2_5_3",), "LAW")
        return
    assert (verdict.rule_id, verdict.decision, verdict.lock) == ("D04", BLOCK, Lock.BASIS)
    assert verdict.reasons == ("PURPOSE_FITS", "OUTSIDE_WINDOW")
    assert verdict.opens == ("WAIT_FOR_WINDOW", "EXPLICIT_CONSENT")
    willing = decide(ask(line, **facts, consents=(consent(ask(line)),)))
    assert (willing.rule_id, willing.secrecy, willing.allowed) == ("D03", "EXPLICIT_CONSENT", True)


def test_consent_never_carries_criminal_facts_or_the_prosecutor_outside_the_window():
    for line in ("FZ_TREATER > GD TITLE_FACT TITLE_END HANDOVER", "FZ_TREATER > PROSECUTOR MEDICAL TITLE_END HANDOVER"):
        verdict = decide(ask(line, consents=(consent(ask(line)),)))
        assert (verdict.decision, verdict.opens) == (BLOCK, ("WAIT_FOR_WINDOW",))


def test_three_grounds_are_offered_and_none_is_the_default():
    verdict = decide(ask("GGZ_TREATER > ZVH MEDICAL ZVH_CASE COMPLEX_CASE_SAFETY"))
    assert (verdict.decision, verdict.rule_id) == (ASK, "D19")
    assert verdict.options == (Ground.EXPLICIT_CONSENT, Ground.LAW, Ground.GOOD_CARE)
    unlisted = decide(
        ask("GGZ_TREATER > ZVH MEDICAL ZVH_CASE COMPLEX_CASE_SAFETY", ground=Ground.DUTY_CONFLICT, motivation=True)
    )
    assert unlisted == verdict
    weighed = decide(
        ask("GGZ_TREATER > ZVH MEDICAL ZVH_CASE COMPLEX_CASE_SAFETY", ground=Ground.GOOD_CARE, motivation=True)
    )
    assert weighed.notice_when == "BEFORE_OR_AFTER_WITH_REASON" and "WEIGHING_FORM" in weighed.must_log
    assert {"SMALLEST_BREACH", "SECOND_PAIR_OF_EYES_WITHIN_24_HOURS"} <= set(weighed.conditions)


@pytest.mark.parametrize(
    ("line", "facts", "rule", "lock"),
    [
        ("GD > WMO_CONSULTANT MEDICAL CRISIS CRISIS", {"serious_harm": True}, "D50", Lock.BASIS),  # not named in Wvggz 8:29
        ("ZVH_PARTNER > OTHER_ZVH ID_CONTACT ZVH_CASE COMPLEX_CASE_SAFETY", {}, "D24", Lock.REGIME),
        ("GP > POLICE MEDICAL CRISIS INVESTIGATION", {"acute_danger": True}, "D31", Lock.SECRECY),
        ("GP > HOUSING_ASSOC BSN PLAN SUPPORT", {"with_allowed_sharing": True}, "D48", Lock.REGIME),
        ("GP > PEER BSN PLAN SUPPORT", {"with_allowed_sharing": True}, "D48", Lock.REGIME),
        ("GP > CLOSE_ONE BSN PLAN SUPPORT", {"with_allowed_sharing": True}, "D48", Lock.REGIME),
        ("GGZ_TREATER > GGZ_TREATER MEDICAL CLOSED CARE", {"relation": True}, "D49", Lock.PURPOSE),
        ("GGZ_TREATER > GGZ_TREATER MEDICAL TREATMENT CARE", {"relation": True, "case_closed": True}, "D49", Lock.PURPOSE),
        ("GGZ_TREATER > GGZ_TREATER MEDICAL TREATMENT CARE", {"relation": True, "recipient_left": True}, "D49", Lock.PURPOSE),
        ("GGZ_TREATER > HOUSING_ASSOC MEDICAL PLAN SUPPORT", {"case_closed": True}, "D49", Lock.PURPOSE),
        ("GGZ_TREATER > GGZ_TREATER MEDICAL TREATMENT FUNDING", {"relation": True}, "D02", Lock.PURPOSE),
        ("GP > CLIENT POLICE PLAN RIGHTS_OF_THE_PERSON", {}, "D01", Lock.REGIME),
        ("PEER > BW_PROVIDER MEDICAL PLAN SUPPORT", {}, "D50", Lock.BASIS),
    ],
)  # fmt: skip
def test_what_stays_closed(line, facts, rule, lock):
    for given in ({}, {CONSENT: True}):
        verdict = decide(situation(line, facts | given))
        assert (verdict.decision, verdict.rule_id, verdict.lock) == (BLOCK, rule, lock)


def test_no_rule_means_ask_the_privacy_officer_and_says_when_another_stage_has_one():
    nothing = decide(ask("UWV > PEER MEDICAL PLAN SUPPORT"))
    assert nothing.opens == ("ASK_PRIVACY_OFFICER",) and nothing.reasons == ("PURPOSE_FITS", "NO_RULE")
    elsewhere = decide(ask("GGZ_TREATER > GGZ_TREATER MEDICAL PLAN CARE"))
    assert (elsewhere.rule_id, elsewhere.opens) == ("D50", ("ASK_PRIVACY_OFFICER", "RULE_AT_ANOTHER_STAGE"))


def test_danger_signals_and_rights_survive_the_closing_of_a_case():
    for line, facts in (
        (
            "GP > POLICE SAFETY_ALERT CRISIS CRISIS",
            {"acute_danger": True, "ground": Ground.DUTY_CONFLICT, "motivation": True},
        ),
        ("GP > VEILIG_THUIS INCIDENT SIGNAL SIGNAL", {"children_or_partner_in_danger": True}),
        ("GP > CLIENT MEDICAL CLOSED RIGHTS_OF_THE_PERSON", {}),
        ("HOUSING_ASSOC > OGGZ_NURSE INCIDENT SIGNAL SIGNAL", {}),
    ):
        assert decide(ask(line, **facts, case_closed=True)).allowed, line


def test_a_purpose_has_to_be_declared_unless_it_cannot_wait():
    line = "GGZ_TREATER > GGZ_TREATER MEDICAL TREATMENT CARE"
    declared = ask(line, relation=True, declared_purposes=frozenset({Purpose.CARE}))
    assert decide(declared).allowed
    other = decide(ask(line, relation=True, declared_purposes=frozenset({Purpose.FUNDING})))
    assert (other.lock, other.opens) == (Lock.PURPOSE, ("DECLARE_PURPOSE",))
    assert decide(ask("HOUSING_ASSOC > OGGZ_NURSE INCIDENT SIGNAL SIGNAL", declared_purposes=frozenset())).allowed


@pytest.mark.parametrize(
    ("line", "facts", "allowed"),
    [
        ("GGZ_TREATER > GGZ_TREATER MEDICAL TREATMENT CARE", {"relation": True}, {None, "CONSENT", "TREATMENT", "WVGGZ"}),
        ("ZVH > HOUSING_ASSOC PLAN_GOALS ZVH_CASE COMPLEX_CASE_SAFETY", {"confidentiality_signed": True}, {None, "WGS_ZVH"}),
        ("POLICE > ZVH POLICE ZVH_CASE COMPLEX_CASE_SAFETY", {}, {None, *Regime}),
        ("PROBATION > ZVH NETWORK ZVH_CASE COMPLEX_CASE_SAFETY", {"fit_decided": True}, {None, *Regime} - {"WGS_ZVH"}),
    ],
)  # fmt: skip
def test_the_law_of_the_source_decides_where_it_may_go(line, facts, allowed):
    for regime in (None, *Regime):
        verdict = decide(ask(line, **facts, regime=regime))
        assert verdict.allowed == (regime in allowed), regime
        assert verdict.allowed or (verdict.lock, verdict.reasons[-1]) == (Lock.REGIME, "REGIME_FORBIDS")


CONSENTING = "GGZ_TREATER > WMO_PROVIDER MEDICAL PLAN SUPPORT"


@pytest.mark.capability(115)
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"withdrawn_on": TODAY}, "CONSENT_WITHDRAWN"),
        ({"given_on": TODAY - 9 * DAY, "valid_until": TODAY}, "CONSENT_EXPIRED"),
        ({"given_on": TODAY + DAY}, "CONSENT_NOT_YET_VALID"),
        ({"explicit": False}, "CONSENT_NOT_EXPLICIT"),
        ({"items": ()}, "CONSENT_NAMES_NO_ITEMS"),
        ({"recipient_roles": frozenset({Role.BW_PROVIDER})}, "CONSENT_OTHER_SCOPE"),
        ({"categories": frozenset({Category.SIGNAL_PLAN})}, "CONSENT_OTHER_SCOPE"),
        ({"purposes": frozenset({Purpose.FUNDING})}, "CONSENT_OTHER_SCOPE"),
    ],
)
def test_consent_that_does_not_cover_it_says_why(change, why):
    question = ask(CONSENTING)
    with_it = replace(question, facts=Facts(TODAY, consents=(consent(question, **change),)))
    verdict = decide(with_it)
    assert (verdict.decision, verdict.rule_id, verdict.reasons[-1]) == (ASK, "D07", why)
    both = replace(question, facts=Facts(TODAY, consents=(consent(question, **change), consent(question))))
    assert decide(both).allowed


@pytest.mark.capability(115)
@pytest.mark.parametrize(
    ("change", "days"),
    [
        ({}, 300),
        ({"valid_until": TODAY + DAY}, 1),
        ({"valid_until": TODAY + 365 * DAY}, 365),
        ({"valid_until": TODAY + 999 * DAY}, 365),
        ({"withdrawn_on": TODAY + 5 * DAY}, 5),
    ],
)
def test_it_ends_with_the_consent(change, days):
    question = ask(CONSENTING)
    assert decide(replace(question, facts=Facts(TODAY, consents=(consent(question, **change),)))).expiry_days == days


@pytest.mark.parametrize(("age", "allowed"), [(0, True), (364, True), (365, True), (366, False)])
def test_the_agreement_of_a_life_course_team_is_renewed_yearly(age, allowed):
    question = ask("LIFE_COURSE_COORD > GP PLAN_GOALS PLAN CARE_COORDINATION")
    given = consent(question, given_on=TODAY - age * DAY)
    verdict = decide(replace(question, facts=Facts(TODAY, consents=(given,))))
    assert verdict.allowed == allowed
    assert allowed or verdict.reasons[-1] == "CONSENT_TOO_OLD"
    assert not allowed or verdict.expiry_days == min(300, 366 - age)


def test_who_is_bound_by_nothing_closes_the_basis_not_the_secrecy():
    verdict = decide(ask("HOUSING_ASSOC > OGGZ_NURSE INCIDENT SIGNAL SIGNAL"))
    assert verdict.secrecy == "NOT_BOUND"
    assert decide(ask("POLICE > ZVH POLICE ZVH_CASE COMPLEX_CASE_SAFETY")).secrecy == "LAW"


def test_many_is_each():
    questions = [situation(line, facts) for _, line, facts, _ in CASES]
    assert decide_many(questions) == [decide(question) for question in questions]
    assert len({hash(verdict) for verdict in decide_many(questions)}) > 50


def test_what_is_explained_is_known():
    for _, line, facts, closed in CASES:
        for missing in ("", *closed):
            verdict = decide(situation(line, facts, missing))
            explained = explain(verdict)
            assert explained.rule.words.id == verdict.rule_id
            states = [state for _, state in explained.locks]
            assert states == sorted(states, key=["OPEN", "CLOSED", "NOT_REACHED"].index) and states.count("CLOSED") == (
                not verdict.allowed
            )
            for name, codes in CODES.items():
                value = getattr(verdict, name)
                for code in value if isinstance(value, tuple) else (value,):
                    assert code in (None, "") or code in codes, (name, code)


@pytest.mark.capability(115)
def test_the_longest_consent_counts_and_the_nearest_refusal_is_named_in_any_order():
    question = ask(CONSENTING)
    short, long = consent(question, valid_until=TODAY + 2 * DAY), consent(question, valid_until=TODAY + 9 * DAY)
    withdrawn = consent(question, withdrawn_on=TODAY)
    elsewhere = consent(question, purposes=frozenset({Purpose.FUNDING}))
    for both in ((short, long), (long, short)):
        assert decide(replace(question, facts=Facts(TODAY, consents=both))).expiry_days == 9
    for both in ((withdrawn, elsewhere), (elsewhere, withdrawn)):
        assert decide(replace(question, facts=Facts(TODAY, consents=both))).reasons[-1] == "CONSENT_WITHDRAWN"
