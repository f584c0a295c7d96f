"""The map is guarded, not the spot: walks over all models, all addresses and all imports."""

from __future__ import annotations

import ast
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db import models

import samenhang
from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.demo.documents import urls

SOURCE = Path(samenhang.__file__).parent

# Models that hold no fact about a client; each with its reason. A stale entry fails.
NOT_PERSONAL = {
    "pathway.Ladder": "the ladder of a region: rungs, and nobody on them",
    "pathway.Roster": "a team that comes in a crisis, of an organisation",
    "pathway.Shift": "which colleague is on duty; says nothing about whom they come to",
    "pathway.BedsTonight": "a number of beds of an organisation",
    "access.Dossier": "holds no fact, only that a dossier exists",
    "access.Compartment": "holds no fact, only the law it is kept under",
    "access.Participation": "who takes part; shown only beside a dossier that was entered through the door",
    "access.Grant": "the door itself",
    "access.Restriction": "that a dossier is restricted and to whom; says nothing about the person",
    "audit.AuditChain": "hashes",
    "audit.AuditCheckpoint": "hashes and a signature",
    "audit.CheckpointHead": "hashes",
    "audit.AuditDestruction": "that lines were let go, by whom and on which ground",
    "audit.AuditLine": "who looked, never what was seen",
    "privacy.RuleSheetSignature": "who signed which version of the rules",
    "privacy.LegalHold": "that a compartment is held back; the reason is about the procedure",
    "privacy.DestructionList": "numbers of compartments and who decided",
    "privacy.DestructionLine": "a compartment by number and its term",
    "directory.Municipality": "geography",
    "directory.Region": "geography",
    "directory.RegionMunicipality": "geography",
    "directory.Organisation": "organisations",
    "directory.Team": "organisations",
    "directory.User": "colleagues who sign in",
    "directory.Membership": "colleagues who sign in",
    "directory.SignIn": "where colleagues are signed in",
    "directory.ApiKey": "keys of colleagues, as a hash",
    "directory.AccessReview": "colleagues and their roles",
    "directory.AccessReviewLine": "colleagues and their roles",
    "directory.AccountRecovery": "ways back into accounts of colleagues, link and code as hashes",
    "directory.Contact": "whom to call at organisations",
    "directory.Substitute": "which colleague stands in for which",
    "directory.RoleSheetSignature": "who signed the roles",
    "notifications.Notification": "that something happened, to whom it was told; whose dossier by number only",
    "notifications.Preference": "how colleagues want to be told",
    "notifications.Mail": "that a mail left for a colleague; the mail itself says nothing and is kept nowhere",
    "people.Household": "holds no fact, only that a dossier of a household exists",
    "people.HouseholdMember": "reached from a person who was entered through the door; others are counted, not named",
    "intake.CriteriaSet": "the questions of a region, nobody in them",
    "pathway.HandoverTemplate": "numbers of the region, nobody in them",
    "pathway.HandoverRequest": "what a place needs; a text that names somebody is refused; it holds no way to a person",
    "intake.ReportDesk": "which team is the report desk of the region",
    "supply.Location": "supply",
    "supply.Place": "supply",
    "supply.Treatment": "supply",
    "supply.Service": "supply",
    "supply.PlaceTreatment": "supply",
    "supply.ProfileStatement": "supply",
    "supply.TeamStatement": "how a team says that it stands, in numbers and words without a person",
    "supply.OutOfService": "supply",
    "supply.Booking": "says that a slot is taken, not by whom",
    "supply.Remedy": "supply",
    "supply.Criterion": "supply",
    "supply.SupplyStamp": "a token",
    "steering.Bottleneck": "what stands in the way, in words that name nobody",
    "steering.PackageStudy": "counts and codes of remedies; who would have a place is kept behind the door",
    "steering.Question": "a question to a table and its answer; a text that names somebody is refused",
    "steering.RegulatoryRoom": "what was agreed to differ from a rule; for whom it is used is kept behind the door",
    "matching.MissingSupply": "numbers of people and a plan, nobody in it",
    "finance.TimeLine": "hours of colleagues; a text that names somebody is refused",
    "conferences.RegionalTable": "a table of the region; nobody in it",
    "conferences.StandingItem": "what comes back on an agenda in general",
    "conferences.TableSession": "that a table meets on a day",
    "conferences.SessionItem": "a general point; a text that names somebody is refused",
    "conferences.Reflection": "about how organisations work together; a text that names somebody is refused",
    "conferences.ConsultationRequest": "a question about nobody who can be recognised; it holds no way to a person",
    "matching.Round": "counts and settings of a computation, nobody in it",
}
# Addresses without a guard of ours; each with its reason.
UNGUARDED = {
    "/gallery/": "the components with invented samples, nothing from the database",
    "/language/setlang/": "Django's language switch: stores a preference",
}
FRONT_DOORS = {"services", "selectors", "events", "enums", "urls"}
# Ground is entered wider: its bases, its door, its guards, and words that all packages share.
GROUND = {"base", "ui", "engines"}
SHARED_WORDS = {"labels", "catalogue", "guards", "rules"}
EXCEPTIONS = {
    ("access", "models"): "ProtectedModel is the base of every personal table",
    ("access", "door"): "joins a person to a need behind both grants",
    ("directory", "models"): "sign-in works with Django's user object",
    ("directory", "roles"): "the roles page is generated from it",
    ("directory", "backends"): "every way of signing in ends in the same entrance",
    ("interop", "exports"): "the desk counts the lists with personal data that wait for a second person",
    ("matching", "adapters"): "the fit and allocation problems of a region, for rounds and benchmarks",
    ("matching", "presenters"): "a conference weighs the same verdicts in the same words",
    ("people", "presenters"): "the tabs of a person are the same on every screen",
    ("steering", "presenters"): "the demonstration lets bottlenecks grow from the same hindrances as the screen",
    ("supply", "presenters"): "the criterion editor of matching shows a rule as the register does",
}


def test_every_model_is_protected_or_says_why_it_holds_no_personal_fact():
    ours = {m._meta.label: m for m in apps.get_models() if m.__module__.startswith("samenhang.")}
    protected = {label for label, m in ours.items() if issubclass(m, ProtectedModel)}
    listed = set(NOT_PERSONAL)
    interop = {label for label in ours if label.startswith("interop.")}
    assert set(ours) - protected - interop == listed, (
        "a new model must be protected or listed with a reason, and no entry may be stale"
    )
    for label in interop:
        assert not issubclass(ours[label], ProtectedModel) or ours[label].category or ours[label].category_field


def test_every_protected_model_has_a_category_and_no_reverse_way_in():
    for model in apps.get_models():
        if not issubclass(model, ProtectedModel):
            continue
        if model.category_field:  # the category is chosen row by row
            assert isinstance(model._meta.get_field(model.category_field), models.BigIntegerField), model
        else:
            assert isinstance(model.category, Category), model
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.OneToOneField) and field.model is model:
                assert field.remote_field.related_name == "+", f"{model.__name__}.{field.name} opens a side door"


@pytest.mark.parametrize(
    "name", ["all", "filter", "get", "count", "values_list", "create", "first", "exists", "update", "delete"]
)
def test_the_side_doors_of_personal_tables_do_not_exist(name):
    for model in apps.get_models():
        if issubclass(model, ProtectedModel):
            with pytest.raises(TypeError, match="visible_to"):
                getattr(model.objects, name)


def test_a_rule_that_needs_everything_says_why():
    from samenhang.people.models import Person

    with pytest.raises(ValueError, match="say which rule"):
        Person.objects.for_rule("all")


def test_every_address_says_who_may_enter():
    found = {address: getattr(view, "guard", None) for address, _name, view in urls()}
    without = {address for address, guard in found.items() if guard is None}
    assert without == set(UNGUARDED), "a view needs a guard; a stale exception must go"
    for guard in found.values():
        assert guard is None or guard == "signed-in" or guard.startswith(("power:", "open:"))
        assert guard is None or not guard.startswith("open:") or len(guard) > 20, "an open address needs a reason"


def test_packages_enter_each_other_by_the_front_door():
    graph = grimp.build_graph("samenhang", include_external_packages=False)
    wrong = []
    for importer in graph.modules:
        parts = importer.split(".")
        if len(parts) < 3:
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            target = imported.split(".")
            if (
                len(target) < 3
                or target[1] == parts[1]
                or target[1] in GROUND
                or (parts[1] == "demo" and target[1] == "matching")
            ):
                continue
            if target[2] in FRONT_DOORS | SHARED_WORDS or (target[1], target[2]) in EXCEPTIONS:
                continue
            wrong.append(f"{importer} → {imported}")
    assert wrong == []


def test_no_view_touches_a_table_and_no_template_is_built_in_python():
    for path in SOURCE.rglob("*.py"):
        if "views" not in path.parts and path.name != "views.py":
            continue
        if path.parts[-2:] in {("views", "sign_in.py"), ("ui", "views.py")}:
            continue  # looks up the persona who signs in; sample data of the gallery
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.Attribute) and node.attr == "objects"), (
                f"{path}: a view reads through a selector"
            )
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "<div" not in node.value and "<p>" not in node.value, f"{path}: markup lives in templates"


def test_every_reason_code_has_words():
    from samenhang.ui.reasons import REASONS

    raised = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in {"Refused", "Conflict", "NoGrant"}
                )
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                raised.add(node.args[0].value)
    assert raised - set(REASONS) == set()


def test_every_code_has_its_words():
    """Each member of an enum that a screen shows is handled."""
    from samenhang.access import labels as access
    from samenhang.access.enums import CaseRole
    from samenhang.conferences import enums as talk_enums
    from samenhang.conferences import labels as talks
    from samenhang.directory import labels as directory
    from samenhang.directory import roles
    from samenhang.directory.enums import OrganisationKind, RegionKind, Role
    from samenhang.intake import enums as intake_enums
    from samenhang.intake import labels as intake
    from samenhang.intake.rules import FACT_NAMES
    from samenhang.legal import catalogue
    from samenhang.legal import labels as legal
    from samenhang.legal.enums import Payer, TitleAlert, TitleCode, TitleStatus
    from samenhang.matching import enums as matching_enums
    from samenhang.matching import labels as matching
    from samenhang.pathway import enums as pathway_enums
    from samenhang.pathway import labels as pathway
    from samenhang.pathway.enums import EndingReason, PathwayAlert, crises, pilot_lights, steps
    from samenhang.pathway.labels import crises as crisis_words
    from samenhang.pathway.labels import handovers as handing
    from samenhang.pathway.labels import pilot_lights as light_words
    from samenhang.pathway.labels import placements as placement_words
    from samenhang.pathway.labels import steps as step_words
    from samenhang.people import enums as people_enums
    from samenhang.people import labels as people
    from samenhang.picture import catalogue as picture_catalogue
    from samenhang.picture import enums as picture_enums
    from samenhang.picture import labels as picture
    from samenhang.picture.enums import FactCode, IncidentKind, ProblemArea
    from samenhang.steering import enums as steering_enums
    from samenhang.steering import labels as steering
    from samenhang.supply import catalogue as settings_catalogue
    from samenhang.supply import labels as supply
    from samenhang.supply.enums import (
        Freshness,
        Obstacle,
        OutReason,
        RemedyKind,
        Scope,
        Setting,
        SupplyAlert,
        TeamStanding,
    )

    for enum, words in (
        (CaseRole, access.CASE_ROLES), (Role, directory.ROLES), (Role, roles.POWERS), (OrganisationKind, directory.ORGANISATION_KINDS),
        (RegionKind, directory.REGION_KINDS), (TitleCode, legal.TITLES), (TitleCode, catalogue.KINDS), (TitleAlert, legal.ALERTS),
        (TitleStatus, legal.STATUSES), (Payer, legal.PAYERS), (matching_enums.RefusalReason, matching.REFUSALS),
        (matching_enums.ClientGroup, matching.GROUPS), (matching_enums.Urgency, matching.URGENCIES), (matching_enums.MatchingAlert, matching.ALERTS),
        (matching_enums.DecisionOutcome, matching.OUTCOMES), (matching_enums.NeedStatus, matching.STATUSES), (EndingReason, pathway.ENDINGS),
        (PathwayAlert, placement_words.ALERTS), (steps.StepKind, step_words.KINDS), (steps.Direction, step_words.DIRECTIONS),
        (steps.StepState, step_words.STATES), (steps.StepState, step_words.STATE_TONES), (steps.Home, step_words.HOMES),
        (steps.Go, step_words.GOES), (steps.StepAlert, step_words.STEP_ALERTS), (pilot_lights.LightState, light_words.LIGHT_STATES),
        (pilot_lights.LightState, light_words.LIGHT_TONES), (pilot_lights.ContactForm, light_words.FORMS),
        (pilot_lights.WhatWeDo, light_words.FINDINGS), (pilot_lights.LightAlert, light_words.LIGHT_ALERTS),
        (pilot_lights.CaseState, light_words.CASE_STATES), (pilot_lights.CaseState, light_words.CASE_TONES),
        (crises.CrisisState, crisis_words.CRISIS_STATES), (crises.CrisisState, crisis_words.CRISIS_TONES),
        (crises.CalledBy, crisis_words.CALLERS), (crises.CallResult, crisis_words.CALL_RESULTS), (crises.Outcome, crisis_words.OUTCOMES),
        (crises.Toldee, crisis_words.TOLDEES), (crises.Arrival, crisis_words.ARRIVALS), (crises.Arrival, crisis_words.ARRIVAL_TONES),
        (crises.CrisisAlert, crisis_words.CRISIS_ALERTS),
         (FactCode, picture.FACTS), (IncidentKind, picture.INCIDENTS), (ProblemArea, picture.PROBLEMS),
        (Setting, supply.SETTINGS), (Setting, settings_catalogue.SETTINGS), (Obstacle, supply.OBSTACLES), (RemedyKind, supply.REMEDY_KINDS),
        (picture_enums.LifeDomain, picture.DOMAINS), (picture_enums.LifeDomain, picture_catalogue.LAYER_OF_DOMAIN),
        (picture_enums.DomainState, picture.STATES), (picture_enums.DomainState, picture.STATE_TONES),
        (picture_enums.DomainState, picture.STATE_ICONS), (picture_enums.Side, picture.SIDES), (picture_enums.EcoLayer, picture.LAYERS),
        (picture_enums.EcoLayer, picture.LAYER_HINTS), (picture_enums.Direction, picture.DIRECTIONS),
        (picture_enums.StrengthArea, picture.STRENGTH_AREAS), (picture_enums.EstimatedBy, picture.ESTIMATED_BY),
        (picture_enums.Motivation, picture.MOTIVATIONS), (picture_enums.Adherence, picture.ADHERENCE),
        (picture_enums.ScreeningOutcome, picture.SCREENINGS), (picture_enums.Suspicion, picture.SUSPICIONS),
        (picture_enums.Instrument, picture.INSTRUMENT_NAMES), (picture_enums.Offence, picture.OFFENCES),
        (picture_enums.GroupFit, picture.GROUP_FITS), (picture_enums.PictureAlert, picture.ALERTS),
        (people_enums.CloseRole, people.CLOSE_ROLES), (people_enums.RepresentativeKind, people.REPRESENTATIVES),
        (people_enums.ContactWish, people.CONTACT_WISHES), (people_enums.ContactWish, people.WISH_TONES),
        (people_enums.OwnConsent, people.OWN_CONSENTS), (people_enums.OwnConsent, people.CONSENT_TONES),
        (people_enums.Burden, people.BURDENS), (people_enums.NetworkAlert, people.ALERTS),
        (intake_enums.CriterionKind, intake.CRITERION_KINDS), (intake_enums.Answer, intake.ANSWERS), (intake_enums.Fit, intake.FITS),
        (intake_enums.Inclusion, intake.INCLUSIONS), (intake_enums.Lens, intake.LENSES), (intake_enums.Lens, intake.LENS_ASKS),
        (intake_enums.Lens, matching.GROUPS), (intake_enums.SignalKind, intake.SIGNALS), (intake_enums.IntakeAlert, intake.ALERTS),
        (intake_enums.ReportSource, intake.SOURCES), (intake_enums.ReportWay, intake.WAYS), (intake_enums.ReportPriority, intake.PRIORITIES),
        (intake_enums.ReportPriority, intake.PRIORITIES_SHORT), (intake_enums.ReportState, intake.REPORT_STATES),
        (intake_enums.ReportState, intake.REPORT_TONES), (intake_enums.Party, intake.PARTIES), (intake_enums.PartyView, intake.PARTY_VIEWS),
        (intake_enums.Outcome, intake.REPORT_OUTCOMES), (intake_enums.FeedbackHow, intake.FEEDBACK_WAYS),
        (intake_enums.InquiryState, intake.INQUIRY_STATES), (intake_enums.InquiryAct, intake.INQUIRY_ACTS),
        (intake_enums.BridgeHolder, intake.BRIDGE_HOLDERS), (intake_enums.WaitsFor, intake.WAITS_FOR),
        (talk_enums.TableKind, talks.TABLE_KINDS), (talk_enums.Rhythm, talks.RHYTHMS), (talk_enums.ConferenceKind, talks.CONFERENCE_KINDS),
        (talk_enums.ConferenceState, talks.CONFERENCE_STATES), (talk_enums.ConferenceState, talks.STATE_TONES),
        (talk_enums.PartyKind, talks.PARTY_KINDS), (talk_enums.Answer, talks.ANSWERS), (talk_enums.Presence, talks.PRESENCES),
        (talk_enums.Fits, talks.FITS), (talk_enums.Fits, talks.FITS_VERDICTS), (talk_enums.PointKind, talks.POINT_KINDS),
        (talk_enums.Dilemma, talks.DILEMMAS), (talk_enums.AskedOf, talks.ASKS), (talk_enums.RequestState, talks.REQUEST_STATES),
        (talk_enums.Channel, talks.CHANNELS), (talk_enums.Product, talks.PRODUCTS), (talk_enums.AgeBand, talks.AGE_BANDS),
        (talk_enums.TalkAlert, talks.ALERTS), (FACT_NAMES, intake.LENS_FACTS), (OutReason, supply.OUT_REASONS),
        (TeamStanding, supply.TEAM_STANDINGS), (TeamStanding, supply.TEAM_SHORT), (TeamStanding, supply.TEAM_TONES), (SupplyAlert, supply.ALERTS),
        (pathway_enums.HandoverKind, handing.HANDOVER_KINDS), (pathway_enums.HandoverState, handing.HANDOVER_STATES),
        (pathway_enums.HandoverState, handing.HANDOVER_TONES), (pathway_enums.HandoverAct, handing.HANDOVER_ACTS),
        (pathway_enums.GiverRole, handing.GIVER_ROLES), (pathway_enums.StepCode, handing.STEPS), (pathway_enums.StepState, handing.STEP_STATES),
        (pathway_enums.Evidence, handing.EVIDENCE), (pathway_enums.Livelihood, handing.LIVELIHOOD), (pathway_enums.ReturnTerms, handing.RETURN_TERMS),
        (pathway_enums.Worked, handing.WORKED), (pathway_enums.RequestState, handing.REQUEST_STATES), (pathway_enums.RequestState, handing.REQUEST_TONES),
        (pathway_enums.NoReason, handing.NO_REASONS), (pathway_enums.HandoverAlert, handing.HANDOVER_ALERTS),
        (steering_enums.BottleneckClass, steering.CLASSES), (steering_enums.Level, steering.LEVELS), (steering_enums.Within, steering.WITHIN),
        (steering_enums.RuleOwner, steering.OWNERS), (steering_enums.Influence, steering.INFLUENCES), (steering_enums.Law, steering.LAWS),
        (steering_enums.Domain, steering.DOMAINS), (steering_enums.Station, steering.STATIONS), (steering_enums.BottleneckState, steering.STATES),
        (steering_enums.BottleneckState, steering.STATE_TONES), (steering_enums.Source, steering.SOURCES), (steering_enums.QuestionKind, steering.KINDS),
        (steering_enums.QuestionState, steering.QUESTION_STATES), (steering_enums.QuestionState, steering.QUESTION_TONES),
        (steering_enums.Answer, steering.ANSWERS), (steering_enums.Answer, steering.ANSWER_TONES), (steering_enums.Effect, steering.EFFECTS),
        (steering_enums.Effect, steering.EFFECT_TONES), (steering_enums.Scale, steering.SCALES), (steering_enums.Measure, steering.MEASURES),
        (steering_enums.Theme, steering.THEMES), (steering_enums.RoomBasis, steering.BASES), (steering_enums.SteeringAlert, steering.ALERTS),
        (Scope, supply.SCOPES), (Freshness, supply.FRESHNESS),
    ):  # fmt: skip
        assert set(enum) == set(words), enum


def test_the_codes_of_the_register_and_of_the_engine_agree():
    from samenhang.engines.allocation.explain import Reason as AllocationReason
    from samenhang.engines.fit.result import Reason
    from samenhang.engines.fit.terms import Obstacle as EngineObstacle
    from samenhang.engines.fit.terms import Operator
    from samenhang.engines.fit.terms import RemedyKind as EngineRemedy
    from samenhang.matching import labels
    from samenhang.supply.enums import Obstacle, RemedyKind
    from samenhang.supply.labels import OPERATORS

    assert set(Obstacle) == set(EngineObstacle)
    assert set(RemedyKind) == set(EngineRemedy)
    assert set(labels.REASONS) == set(Reason)
    assert set(labels.UNPLACED) == set(AllocationReason)
    assert set(OPERATORS) == set(Operator)


def test_every_fact_of_a_criterion_has_a_plain_sentence_for_the_client():
    from samenhang.engines.fit.problem import BUILT_IN
    from samenhang.matching.labels import PLAIN_NO
    from samenhang.picture.enums import FactCode
    from samenhang.supply.rules import FACT_OPERATORS

    needs = {"setting", "individual", "unconditional", "location", "level", "low_stimulus", "treatments"}
    assert set(FACT_OPERATORS) | set(BUILT_IN) | set(FactCode) | needs == set(PLAIN_NO)
