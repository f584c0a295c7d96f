"""Somebody about whom every table holds something: what destruction must remove and taking along must bring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.apps import apps

from samenhang.access.enums import CaseRole, Category
from samenhang.access.models import BreakGlass, ProtectedModel
from samenhang.access.services import join_case
from samenhang.base.actor import Actor
from samenhang.directory.models import Team, User
from samenhang.directory.selectors import actor_of
from samenhang.documents.models import DocumentVersion
from samenhang.documents.services import attach
from samenhang.finance.models import CoverStep, ProvisionalCover
from samenhang.intake.models import (
    Bridge,
    ClientTalk,
    CriterionAnswer,
    InclusionCheck,
    Report,
    ReportContact,
    ReportDesk,
    ReportWeighing,
    Signal,
    WvggzInquiry,
)
from samenhang.legal.models import (
    Arrangement,
    ArrangementStep,
    Entitlement,
    EntitlementPayer,
    EntitlementReplaces,
    Indication,
    LegalTitle,
    TitleReminder,
    TitleStep,
)
from samenhang.matching.models import CareNeed, PlacementDecision, Proposal, Refusal, Round
from samenhang.notes.models import Draft, Note, NoteVersion
from samenhang.pathway.models import (
    BedCall,
    BedRight,
    Contact,
    Crisis,
    CrisisCall,
    CrisisTold,
    Freedom,
    FullStepDown,
    HandoverEvidence,
    HandoverQuestion,
    PilotLight,
    Placement,
    Return,
    ReturnStep,
    Step,
    WarmHandover,
)
from samenhang.people.models import CloseOne, NoNetwork, Person
from samenhang.picture.models import (
    Diagnosis,
    DomainView,
    EcoFactor,
    FunctionalFact,
    Incident,
    OwnWords,
    Problem,
    RiskAssessment,
    SafetyProfile,
    Screening,
    Strength,
    StrengthEstimate,
    Treatment,
)
from samenhang.plan import models as plan
from samenhang.privacy.models import (
    Consent,
    Disclosure,
    Enrolment,
    HomeNeed,
    Notice,
    RightsRequest,
    SharedCopy,
    Weighing,
)
from samenhang.steering.models import (
    Bottleneck,
    BottleneckCase,
    Heard,
    PackagePlacement,
    PackageStudy,
    Question,
    RegulatoryRoom,
    RoomUse,
)
from tests.conferences.rows import one_of_everything as talks
from tests.conftest import NOW, TODAY
from tests.documents.files import PDF

FIRST = date(2024, 3, 1)
TABLES = [m for m in apps.get_models() if issubclass(m, ProtectedModel)]


def fill(owner: Actor, somebody: Any, other: Actor, housing: int) -> None:
    """One fact in every table that can be written straight; the person is there already."""
    me: dict[str, Any] = {"person_id": somebody.id, "compartment_id": somebody.compartment_id}
    here = {"compartment_id": somebody.compartment_id}
    owner_id, other_id = owner.user_id or 0, other.user_id or 0
    need = CareNeed(**me, since=FIRST, settings=["BW"], near_id=None, max_km=20, groups=["PGB"])
    round_ = Round.objects.create(
        computed_at=NOW, on=TODAY, seed=1, budget=0, status="OPTIMAL", people=1, placed=0, seconds=0.1
    )
    access = BreakGlass(
        **here, user_id=other_id, reason="CRISIS_ON_DUTY", explanation="De buren belden om drie uur.", opened_at=NOW,
        ends_at=NOW + timedelta(hours=4), review_due=TODAY + timedelta(days=1),
    )  # fmt: skip
    consent = Consent(
        **me, organisation_id=housing, role="HOUSING_ASSOC", categories=int(Category.HOUSING_NEEDS), purpose="HOUSING_MATCH",
        text="Wij willen Woonstede vertellen wat uw woning nodig heeft.", asked_on=FIRST, asked_by_id=owner_id, given_on=FIRST,
        given_how="SPOKEN", given_by="CLIENT", witness="Daan", valid_until=date(2027, 6, 1),
    )  # fmt: skip
    weighing = Weighing(
        **me, ground="GOOD_CARE", danger="Zij raakt haar huis kwijt.", how_soon="Deze maand", asked_consent="Ja, zij twijfelt",
        alternatives="Wachten", why_it_helps="Dan weet men wat nodig is", minimum="Prikkelarm", consulted="Collega",
        tell_client="Morgen", tell_review_on=TODAY, by_id=owner_id, at=NOW,
    )  # fmt: skip
    title = LegalTitle(**me, code="WVGGZ_ZM_1", start=FIRST, end=date(2024, 9, 1))
    indication = Indication(**me, law="WMO", profile="BW", start=FIRST)
    rows: list[Any] = [
        OwnWords(**me, text="Een eigen voordeur.", said_on=FIRST, listened_by="Iris"),
        Strength(**me, text="Kookt graag"),
        Problem(**me, area="TRAUMA", source="GGZ Heidelanden", noted_on=FIRST),
        FunctionalFact(**me, code="low_stimulus", value=True, noted_on=FIRST, source="GGZ Heidelanden"),
        Incident(
            **me, on=FIRST, kind="THREAT", severity=2, context="Bezoek werd afgezegd", response="Gewacht", helped="Rust",
            lesson="Zeg een wijziging vooraf",
        ),
        DomainView(**me, domain="HOUSING", side="CLIENT", state="SHAKY", wish="Rust", on=FIRST, organisations=["Thuishaven"]),
        EcoFactor(**me, layer="EXO", direction="RISK", text="Wisselende teams", since=FIRST),
        StrengthEstimate(**me, area="MONEY", by="ORGANISATION", source="UWV", score=4, on=FIRST, note="Post blijft liggen"),
        Treatment(**me, what="FACT", where="GGZ Heidelanden", start=FIRST, why_stopped="Het ging goed"),
        Diagnosis(**me, text="Stoornis", made_by="Psychiater", made_on=FIRST, rejected_on=TODAY, rejected_by="Een ander"),
        Screening(**me, outcome="DONE", instrument="SCIL", on=FIRST, score="16", next_step="Onderzoek"),
        RiskAssessment(**me, instrument="FARE", assessor="Bram", on=FIRST, valid_until=TODAY, scores="Matig"),
        SafetyProfile(**me, risk_self="Vlucht", source="GGZ Heidelanden", noted_on=FIRST, behaviours=["THREAT"]),
        CloseOne(**me, name="Zus", relation="zus", role="SUPPORT", phone="0500-1"),
        NoNetwork(**me, noted_on=FIRST, text="Niemand", builder_id=other_id, since=FIRST),
        Signal(**me, kind="E33", on=FIRST, source="Politie", text="Riep op straat"),
        ClientTalk(**me, on=FIRST, place="Thuis", spoken_by="Iris"),
        Bridge(**me, waits_for="GGZ", holder="POH_GGZ", holder_name="Mevrouw Oever", holder_organisation="Huisartsen", since=FIRST, until=TODAY,
               enough=True, checked_on=FIRST),
        title, indication,
        Placement(**me, setting="BW", start=FIRST, provider="Thuishaven", note="Eigen kamer"),
        need,
        Refusal(**me, facility="Beuk", refused_on=FIRST, reason="FULL", client_seen=False),
        Proposal(**me, round=round_, need=need, reasons=[]),
        PlacementDecision(**me, need=need, round=round_, outcome="POSTPONED", reason="Wacht op de gemeente", decided_at=NOW, decided_by_id=owner_id),
        HomeNeed(**me, code="LOW_STIMULUS", noted_on=FIRST, noted_by_id=owner_id, review_on=TODAY),
        consent, weighing, access,
        Enrolment(**me, programme="LIFE_COURSE", organisation_id=housing, contact="Post", start=FIRST),
        RightsRequest(**me, kind="INSIGHT", text="Mag ik alles zien?", made_on=FIRST, made_by_id=owner_id, due_on=TODAY),
    ]  # fmt: skip
    for row in rows:
        type(row).objects.write([row])
    _pathway(me, here, owner_id, housing)
    arranged = Arrangement(**me, title=title, duty="PLACE", owner_id=owner_id, remark="Zoekt een kamer")
    entitled = Entitlement(**me, covers="Meer of minder hulp", start=FIRST, noted_by_id=owner_id, noted_at=NOW)
    cover = ProvisionalCover(
        **me,
        what="Hulp thuis",
        from_payer="FZ_DJI",
        to_payer="WMO_LOCAL",
        start=FIRST,
        until=TODAY,
        covered_by_id=housing,
        agreed_with="Els",
        hours=4,
    )
    back = Return(**me, title=title, returns_on=TODAY, organisation_id=housing)
    for row in (
        arranged, entitled, cover, back,
        TitleStep(**me, title=title, act="RECORD", on=FIRST, at=NOW, by_id=owner_id),
        TitleReminder(**me, title=title, last_day=date(2024, 8, 31), days=42, told_on=FIRST),
        ArrangementStep(**me, arrangement=arranged, act="ASSIGN", at=NOW, by_id=owner_id, whose="Els", remark="Zoekt een kamer"),
        EntitlementReplaces(**me, entitlement=entitled, indication=indication),
        EntitlementPayer(**me, entitlement=entitled, organisation_id=housing, agreed_on=FIRST, agreed_by="Els"),
        CoverStep(**me, cover=cover, act="AGREE", at=NOW, by_id=owner_id, until=TODAY),
        ReturnStep(**me, of=back, act="EXPECT", on=FIRST, at=NOW, by_id=owner_id),
    ):  # fmt: skip
        type(row).objects.write([row])
    _steering(me, owner_id, housing)
    goals = int(Category.PLAN_GOALS)
    note = Note(**me, kept_as=goals, text="Zij kookte vandaag.", author_id=owner_id, written_at=NOW, active_at=NOW)
    Note.objects.write([note])
    earlier = NoteVersion(**here, note=note, kept_as=goals, number=1, text="Zij kookte gisteren.", until=NOW)
    NoteVersion.objects.write([earlier])
    draft = Draft(
        **here, author_id=owner_id, kept_as=goals, name="note", window=uuid4(), content={"text": ["Zij"]}, saved_at=NOW
    )
    Draft.objects.write([draft])
    check = InclusionCheck(
        **me, set_name="Doelgroep", set_version=0, on=FIRST, note="Past", decision="INCLUDED", reason="Past",
        decided_on=FIRST, decided_by_id=owner_id,
    )  # fmt: skip
    InclusionCheck.objects.write([check])
    CriterionAnswer.objects.write(
        [
            CriterionAnswer(
                **here, check_of=check, position=0, code="adult", question="Achttien?", answer="YES", evidence="Ja"
            )
        ]
    )
    team, _made = Team.objects.get_or_create(organisation_id=housing, name="Meldpunt")
    desk, _made = ReportDesk.objects.get_or_create(is_open=True, defaults={"team": team})
    report = _written(
        Report(
            **me, desk=desk, kind="E33", source="POLICE", way="FORM", received_at=NOW, seen_on=FIRST,
            subject_name="Mevrouw Populier", text="Riep op straat", goal="Dat zij rust krijgt", priority="NORMAL", contact_by=NOW, decide_by=TODAY,
        )
    )  # fmt: skip
    _written(
        ReportWeighing(
            **here, report=report, party="SOCIAL_NURSE", view="NO_GROUND", reason="Rustig", by_id=owner_id, at=NOW
        )
    )
    _written(
        ReportContact(
            **here,
            report=report,
            whom="PERSON",
            at=NOW,
            reached=True,
            what="Het gaat wel.",
            by_id=owner_id,
            noted_at=NOW,
        )
    )
    _written(WvggzInquiry(**here, report=report, received_on=FIRST, until=TODAY, changed_by_id=owner_id))
    notice = Notice(**me, kind="EMERGENCY", emergency=access, text="Er is met spoed gekeken.", due_on=TODAY)
    Notice.objects.write([notice])
    disclosure = Disclosure(
        **me, at=NOW, sender_id=owner_id, sender_organisation="GGZ Heidelanden", sender_role="LIFE_COURSE_COORD",
        recipient_organisation_id=housing, recipient_role="HOUSING_ASSOC", categories=int(Category.HOUSING_NEEDS),
        purpose="HOUSING_MATCH", stage="HOUSING_MATCH", consent=consent, weighing=weighing, notice=notice, regime="CONSENT",
        necessity="Anders weer een drukke flat", rule_id="D32", rule_version="1", engine_decision="ALLOW_WITH_CONDITIONS",
        human_decision="SHARED",
    )  # fmt: skip
    Disclosure.objects.write([disclosure])
    copy = SharedCopy(
        **me, disclosure=disclosure, kept_as=int(Category.HOUSING_NEEDS), about="Mevrouw Populier",
        text="De woning moet prikkelarm zijn.", content_hash="0" * 64,
    )  # fmt: skip
    SharedCopy.objects.write([copy])
    _plan(owner_id, me, housing)
    talks(owner_id, me, housing)
    attach(
        actor=owner,
        compartment_id=somebody.compartment_id,
        category=Category.PLAN_GOALS,
        title="Plan",
        name="plan.pdf",
        content=PDF,
    )


def _steering(me: dict[str, Any], owner_id: int, organisation_id: int) -> None:
    """A bottleneck that this person met, what the answer brought, and the room that was used."""
    common = {
        "owner_id": owner_id,
        "owner_organisation_id": organisation_id,
        "opened_by_id": owner_id,
        "next_on": TODAY,
    }
    blocked = Bottleneck.objects.create(
        title="Geen indicatie in detentie", classes=["LEGAL"], level="SYSTEM", layer="MACRO", opened_on=FIRST, **common
    )
    asked = Question.objects.create(
        bottleneck=blocked, kind="DECISION", station="FUNDERS", question="Mag het?", needed="Vooraf", asked_on=FIRST, asked_by_id=owner_id,
        answer_by=TODAY, state="ANSWERED", answer="ROOM", reasons="Het mag", closed_on=TODAY,
    )  # fmt: skip
    Bottleneck.objects.filter(pk=blocked.pk).update(state="ANSWERED", station="FUNDERS")
    room = RegulatoryRoom.objects.create(
        title="Vooraf onderzoeken", basis="AGREEMENT", interpretation="Het mag", agreed="Vooraf", approved_by="Els", approved_for_id=organisation_id,
        agreed_on=FIRST, start=FIRST, end=FIRST + timedelta(days=3_650), evaluate_on=TODAY, noted_by_id=owner_id,
    )  # fmt: skip
    study = PackageStudy.objects.create(
        computed_at=NOW, computed_by_id=owner_id, on=FIRST, waiting=12, seconds=1.0, package=["money"], complete=True,
        points=[
            {"cost": n, "people": n, "priority": n, "most_priority": n, "proven": True, "remedies": [], "unused": []} for n in (0, 1)
        ],
    )  # fmt: skip
    for row in (
        BottleneckCase(**me, bottleneck=blocked, source="CASE", added_on=FIRST, added_by_id=owner_id),
        Heard(**me, question=asked, effect="HELPS", words="Zij kan verhuizen", on=TODAY, by_id=owner_id),
        PackagePlacement(**me, study=study, point=1, gains=True),
        RoomUse(**me, room=room, start=FIRST, words="Onderzocht in de kliniek", by_id=owner_id),
    ):
        type(row).objects.write([row])


def _plan(owner_id: int, me: dict[str, Any], organisation_id: int) -> None:
    """A plan with one of everything, agreed by one organisation; a signalling plan with its card; support on top."""
    whole = _written(
        plan.Plan(**me, started_on=FIRST, future="Rust", outflow="Zelf huren", outflow_place="Beuk", ended_why="-")
    )
    part: dict[str, Any] = {**me, "plan": whole, "changed_at": NOW}
    own = _written(
        plan.OrganisationPlan(
            **part, organisation_id=organisation_id, title="Behandelplan", about="Slaap", contact="Post"
        )
    )
    said = OwnWords.objects.for_rule("the goal hangs on them").filter(person_id=me["person_id"]).first()
    goal = _written(
        plan.Goal(
            **part,
            text="Vaste plek",
            domain="HOUSING",
            words=said,
            wish="Rust",
            seen_by="Sleutel",
            part=own,
            state_why="-",
        )
    )
    other = _written(plan.Goal(**part, text="Toezicht", domain="SAFETY"))
    _written(plan.Tension(**part, one=goal, other=other, about="De sleutel", agreed="Om en om"))
    _written(plan.Action(**part, goal=goal, text="Belt", due=TODAY, doer="CLOSE_ONE", who="Zus", result="Nog niet"))
    _written(plan.SecurityCheck(**part, kind="INCOME", state="ARRANGED", note="Uitkering", checked_on=FIRST))
    _written(plan.BackUp(**part, trigger="Niet thuis", what="Bellen", owner="Iris", tried_how="Goed"))
    _written(plan.RouteStep(**part, place=1, text="Wennen", about_when="Voorjaar", state="NOW"))
    approach = _written(
        plan.Approach(**me, plan=whole, state="PROPOSED", proposed_on=FIRST, nearness="Dichtbij", agreements="Op tijd", works="Wandelen",
                      does_not_work="Haast", faces="Iris", why="Werkt", asked=[organisation_id])
    )  # fmt: skip
    looked = _written(
        plan.Evaluation(**me, plan=whole, due_on=FIRST, held_on=FIRST, conclusion="GO_ON", present="Iedereen", client_says="Goed",
                        went_well="Slapen", went_less="Eten", learned="Ritme", adjust="Koken", moved_why="Ziek")
    )  # fmt: skip
    version = _written(
        plan.PlanVersion(
            **me,
            plan=whole,
            number=1,
            content={"goals": [{"id": 1, "text": "Vaste plek"}]},
            why="Eerste",
            evaluation=looked,
            made_at=NOW,
        )
    )
    plan.Plan.objects.for_rule("the version that was last put forward").filter(pk=whole.pk).update(agreed_number=1)
    signals = _written(
        plan.SignalPlan(
            **me,
            number=1,
            state="SIGNED",
            question="Rust",
            made_with="Zus",
            places="Thuis",
            made_on=FIRST,
            review_on=TODAY,
            signed_on=FIRST,
        )
    )
    line: dict[str, Any] = {**me, "signal_plan": signals}
    _written(plan.SignalLine(**line, phase="RED", kind="HELPER", text="Naast haar zitten", who="Iris"))
    _written(plan.CallStep(**line, place=1, name="Iris", phone="0500-10000", hours="Altijd"))
    _written(
        plan.SignalObservation(
            **me,
            phase="YELLOW",
            seen_at=NOW,
            seen_by="Buur",
            signs="Onrust",
            react_by=NOW,
            reaction="Gebeld",
            reacted_at=NOW,
        )
    )
    _written(plan.CrisisCard(**me, number=1, content={"calls": [], "lines": [], "nearness": "", "works": "", "does_not_work": "", "places": ""},
                             made_on=FIRST, review_on=TODAY))  # fmt: skip
    name: dict[str, Any] = {**me, "signer": "CLIENT", "name": "Zij", "answer": "AGREED", "on": FIRST, "remark": "Ja"}
    goals, of_signals = int(Category.PLAN_GOALS), int(Category.SIGNAL_PLAN)
    _written(plan.Signature(**name, version=version, kept_as=goals))
    _written(plan.Signature(**name, approach=approach, kept_as=goals))
    _written(plan.Signature(**name, signal_plan=signals, kept_as=of_signals))
    _written(
        plan.SupportRequest(**me, kind="EXTRA_HOURS", hours=4, start=FIRST, end=TODAY, why="Loopt vast", asked_by_id=owner_id, asked_of_id=organisation_id,
                            asked_at=NOW, decide_by=TODAY, decision="GRANTED", decided_at=NOW, decided_by_id=owner_id, reason="Mag")
    )  # fmt: skip
    _written(
        plan.ProtocolDeviation(**me, protocol="Geen hond", instead="Hond mee", why="Anders niet", risk="Gewogen", consulted="Team", backed_by="Baas",
                               backed_as="Manager", backed_on=FIRST, start=FIRST, review_on=TODAY, noted_by_id=owner_id,
                               reviewed_on=TODAY, outcome="Ging goed")
    )  # fmt: skip
    handover = _written(
        WarmHandover(**me, kind="CARE_TO_WMO", state="WITHDRAWN", started_on=FIRST, attempt_on=FIRST, started_by_id=owner_id, stay_since=FIRST,
                     from_organisation_id=organisation_id, giver_id=owner_id, giver_role="GGZ", negotiation=uuid4(), move_on=TODAY,
                     moved_why="Later", temporary=True, home_payer="HOUSING", home_until=TODAY, return_on=TODAY, ended_on=TODAY,
                     ended_why="Blijft thuis")
    )  # fmt: skip
    _written(
        HandoverEvidence(
            **me,
            handover=handover,
            kind="WISH",
            on=FIRST,
            words="Thuis blijven",
            with_whom="Els",
            noted_by_id=owner_id,
            noted_at=NOW,
        )
    )
    _written(
        HandoverQuestion(**me, handover=handover, asked_by_id=owner_id, asked_of_id=organisation_id, asked_on=FIRST, question="Wat helpt?",
                         answer_by=TODAY, answer="Koffie", answered_on=TODAY, answered_by_id=owner_id)
    )  # fmt: skip
    _written(plan.MatchMeeting(**me, candidate_id=owner_id, organisation_id=organisation_id, talked_on=FIRST, client_says="Die luistert",
                               outcome="CHOSEN", noted_by_id=owner_id))  # fmt: skip
    _written(
        plan.IndependentSupport(
            **me,
            offered_on=FIRST,
            offered_by_id=owner_id,
            answer="ACCEPTED",
            supporter="Els",
            organisation="Zelf",
            remark="Fijn",
        )
    )


def _written(row: Any) -> Any:
    """A row, written straight."""
    type(row).objects.write([row])
    return row


def counts(compartment_id: int) -> dict[str, int]:
    """How many facts each table holds of a compartment."""
    return {
        table._meta.label: table.objects.for_rule("a test counts what is left")
        .filter(compartment_id=compartment_id)
        .count()
        for table in TABLES
    }


def become_client(owner: Actor, somebody: Any, role: CaseRole = CaseRole.CLIENT, username: str = "zelf") -> Actor:
    """Somebody who signs in and works nowhere: the person themselves, or who represents them."""
    user = User.objects.create_user(
        username, name="Mevrouw Populier" if role is CaseRole.CLIENT else "Zus Populier", is_persona=True
    )
    join_case(actor=owner, dossier_id=somebody.dossier_id, role=role, start=date(2026, 1, 2), user_id=user.pk)
    return actor_of(User.objects.get(pk=user.pk), today=TODAY)


def file_names(compartment_id: int) -> list[str]:
    """The keys of the attached files."""
    rows = DocumentVersion.objects.for_rule("a test looks for the files")
    return list(rows.filter(compartment_id=compartment_id).values_list("key", flat=True))


def person_exists(person_id: int) -> bool:
    """Say whether the row of the person is there."""
    return Person.objects.for_rule("a test looks for the person").filter(pk=person_id).exists()


def _pathway(me: dict[str, Any], here: dict[str, Any], owner_id: int, organisation_id: int) -> None:
    """Steps, practising, a pilot light, contact, a crisis and a bed on prescription."""
    light = PilotLight(
        **me, organisation_id=organisation_id, keeper_id=owner_id, start=FIRST, until=TODAY, every_days=60, form="CALL",
        wants="Bel mij", own_route="Appen", brings_back="Niet slapen", payer="WMO_LOCAL", made_by_id=owner_id,
    )  # fmt: skip
    crisis = Crisis(
        **me, state="EVALUATED", called_at=NOW, called_by="NEIGHBOUR", where="Thuis", what="Riep op straat", arrived="Wim",
        arrived_at=NOW, outcome="STAYS_WITH_HELP", decided_at=NOW, decided_by_id=owner_id, why="Rustig", why_not_less="Nee",
        evaluate_on=TODAY, evaluated_on=TODAY, what_helped="Rust", lesson="Eerder bellen", noted_by_id=owner_id,
    )  # fmt: skip
    right = BedRight(
        **me, organisation_id=organisation_id, where="Kliniek", phone="0500-1", nights_at_once=2, nights_a_quarter=6,
        what_helps="Stilte", start=FIRST, until=TODAY, agreed_by_id=owner_id,
    )  # fmt: skip
    for row in (
        light,
        crisis,
        right,
        Contact(**me, light=light, on=FIRST, form="CALL", reached=True, by_id=owner_id, client_says="Het gaat"),
        FullStepDown(
            **me, finding="OTHERS_LOOK", what_goes_well="Werkt", what_if="Zus belt", client_says="Ik red het",
            consulted="Huisarts", decided_on=FIRST, decided_by_id=owner_id,
        ),
        Step(
            **me, kind="PLANNED", direction="DOWN", state="EVALUATED", from_rung="HIC", to_rung="FACT", setting="BW", on=FIRST,
            reason="Gaat goed", home="NO_PLACE", evaluate_on=TODAY, evaluated_on=TODAY, evaluation="Hielp", helped=True,
            decided_by_id=owner_id,
        ),
        Freedom(**me, position=1, text="Een middag daar", planned_on=FIRST),
        CrisisCall(**here, crisis=crisis, name="Wim", called_at=NOW, result="COMES", minutes=10, noted_by_id=owner_id),
        CrisisTold(**here, crisis=crisis, whom="CLOSE_ONES", told=True, note="Gebeld", by_id=owner_id),
        BedCall(**here, right=right, called_at=NOW, given=True, nights=1, effect="Sliep", noted_by_id=owner_id),
    ):  # fmt: skip
        type(row).objects.write([row])
