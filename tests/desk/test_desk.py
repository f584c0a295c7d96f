"""The desk: what waits and where it is done, without the name of a client and without what was shared."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from samenhang.access.enums import Category, EmergencyReason, Purpose
from samenhang.access.models import Compartment, Dossier
from samenhang.access.selectors import emergencies
from samenhang.access.services import close_case
from samenhang.audit.enums import Act
from samenhang.audit.models import AuditCheckpoint
from samenhang.audit.selectors import lines_of_dossier
from samenhang.engines.sharing import load_rules
from samenhang.privacy.enums import RequestKind
from samenhang.privacy.models import Consent, DestructionList, SharedCopy
from samenhang.privacy.selectors import requests_of, signatures, weighings_waiting
from samenhang.privacy.services import Emergency, make_request, open_in_emergency
from tests.conftest import TODAY
from tests.letting_go import analysed
from tests.portal.test_mine import shared, text  # noqa: F401 - a fixture and a reader
from tests.privacy.conftest import housing, officer, privacy_officer  # noqa: F401 - fixtures
from tests.privacy.whole_file import become_client, counts, fill, person_exists

pytestmark = pytest.mark.django_db
PAGES = [
    "index",
    "emergencies",
    "requests",
    "weighings",
    "disclosures",
    "rules",
    "retention",
    "new_hold",
    "log",
    "unusual",
    "dossier",
]


@pytest.fixture
def desk(privacy_officer, as_persona):  # noqa: F811
    """The browser of the privacy officer."""
    return as_persona("lies")


@pytest.fixture
def whole_file(cast, somebody, housing, settings, tmp_path):  # noqa: F811
    """Somebody about whom every table holds something, an emergency, a request and a weighing among it."""
    settings.VAR = tmp_path
    fill(cast.owner, somebody, cast.outsider, housing)
    return somebody


# ---- who enters, and what is never there ----------------------------------------------------------


@pytest.mark.capability(116)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["owner", "chair", "funder"])
def test_only_the_privacy_officer_enters(cast, as_persona, page, who):
    assert as_persona(who).get(reverse(f"desk:{page}")).status_code == 403


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_with_nothing_to_show(privacy_officer, as_persona, page, language):  # noqa: F811
    assert text(as_persona("lies", language).get(reverse(f"desk:{page}")))


@pytest.mark.capability(114)
@pytest.mark.capability(116)
def test_no_page_names_a_client_or_shows_what_was_shared(desk, cast, whole_file):
    client = become_client(cast.owner, whole_file)
    make_request(
        actor=client, person_id=whole_file.id, compartment_id=whole_file.compartment_id, kind=RequestKind.CORRECTION,
        text="Dit klopt niet.", today=TODAY,
    )  # fmt: skip
    asked = [r.id for r in requests_of(cast.owner, whole_file.id, purpose=Purpose.CARE_COORDINATION)]
    addresses = [reverse(f"desk:{page}") for page in PAGES]
    addresses.append(f"/desk/log/dossier/?number={whole_file.dossier_id}")
    addresses += [reverse("desk:request", args=[pk]) for pk in asked]
    addresses += [reverse("desk:weighing", args=[w.id]) for w in weighings_waiting(_officer())]
    addresses += [reverse("desk:emergency", args=[e.id]) for e in emergencies(actor=_officer())]
    for address in addresses:
        page = text(desk.get(address))
        for word in ("Populier", "prikkelarm", "eigen voordeur", "Kookt graag", "plan.pdf"):
            assert word not in page, (address, word)
    assert "the person, or who represents them" in text(desk.get(f"/desk/log/dossier/?number={whole_file.dossier_id}"))
    assert desk.get(reverse("desk:colleague", args=[client.user_id])).status_code == 404


def _officer():
    from samenhang.directory.models import User
    from samenhang.directory.selectors import actor_of

    return actor_of(User.objects.get(username="lies"), today=TODAY)


def test_today_leads_to_the_desk(desk):
    page = desk.get("/")
    assert "See what waits for me" in text(page) and 'href="/desk/"' in page.content.decode()


def test_the_desk_says_what_waits_the_most_urgent_first(desk, whole_file):
    page = text(desk.get("/desk/"))
    order = [
        page.index(w)
        for w in ("Look again at a weighing", "Review an emergency access", "Read the sharing rules and sign them")
    ]
    assert "Answer a request" in page and order == sorted(order)


# ---- deciding -------------------------------------------------------------------------------------


@pytest.mark.capability(117)
def test_an_emergency_is_reviewed_by_somebody_else_and_the_access_ends(desk, cast, somebody):
    open_in_emergency(
        actor=cast.outsider, today=TODAY,
        emergency=Emergency(EmergencyReason.CRISIS_ON_DUTY, "De buren belden om drie uur.", number=somebody.number),
    )  # fmt: skip
    access = emergencies(actor=_officer())[0]
    address = reverse("desk:emergency", args=[access.id])
    assert "De buren belden om drie uur." in text(desk.get(address))
    assert desk.post(address, {"outcome": "JUSTIFIED", "note": "kort"}).status_code == 422
    assert desk.post(address, {"outcome": "JUSTIFIED", "note": "De crisisdienst bevestigde het."}).status_code == 302
    row = emergencies(actor=_officer())[0]
    assert (row.outcome, row.reviewed_by, row.running) == ("JUSTIFIED", "Lies", False)
    lines = [line for line in lines_of_dossier(somebody.dossier_id) if line.purpose == Purpose.OVERSIGHT]
    assert lines, "that the officer read the reason is a line too"


@pytest.mark.capability(117)
def test_nobody_reviews_their_own(desk, privacy_officer, whole_file):  # noqa: F811
    from samenhang.access.models import BreakGlass

    rows = BreakGlass.objects.for_rule("a test makes the officer the one who opened it")
    rows.update(user_id=privacy_officer.user_id)
    address = reverse("desk:emergency", args=[rows.get().pk])
    assert "You opened this yourself" in text(desk.get(address))
    assert desk.post(address, {"outcome": "JUSTIFIED", "note": "Dat was nodig, vind ik."}).status_code == 403
    assert "Review an emergency access" not in text(desk.get("/desk/"))


@pytest.mark.capability(120)
def test_a_request_is_answered_in_words_that_are_kept(desk, cast, whole_file):
    pk = requests_of(cast.owner, whole_file.id, purpose=Purpose.CARE_COORDINATION)[0].id
    address = reverse("desk:request", args=[pk])
    desk.post(address, {"outcome": "PARTLY", "answer": "U krijgt het dossier, zonder de gegevens van uw zus."})
    row = requests_of(cast.owner, whole_file.id, purpose=Purpose.CARE_COORDINATION)[0]
    assert (row.outcome, row.answered_by) == ("PARTLY", "Lies") and "zonder de gegevens" in row.answer
    assert desk.get(address).status_code == 404, "answered: no longer waiting"


@pytest.mark.capability(114)
def test_a_weighing_gets_its_second_pair_of_eyes(desk, whole_file):
    pk = weighings_waiting(_officer())[0].id
    desk.post(
        reverse("desk:weighing", args=[pk]), {"agrees": "0", "note": "Eerst had toestemming gevraagd moeten worden."}
    )
    assert weighings_waiting(_officer()) == []


@pytest.mark.capability(54)
@pytest.mark.capability(114)
def test_disclosures_are_found_by_advice_rule_and_receiver(desk, shared):  # noqa: F811
    page = text(desk.get("/desk/disclosures/"))
    assert "1 act of sharing" in page and "rule D32" in page and "Woonstede" in page
    assert "1 act of sharing" in text(desk.get("/desk/disclosures/?rule=D32"))
    assert "0 acts of sharing" in text(desk.get("/desk/disclosures/?decision=BLOCK"))
    assert desk.get("/desk/disclosures/?organisation=zzz&rule=%27&page=x").status_code == 200


@pytest.mark.capability(114)
def test_the_rules_are_read_and_signed_in_the_version_that_was_read(desk):
    page = text(desk.get("/desk/rules/"))
    assert "A housing association never receives medical" in page and "Nobody has signed this yet" in page
    assert desk.post("/desk/rules/", {"fingerprint": "0" * 64}).status_code == 409
    desk.post("/desk/rules/", {"fingerprint": load_rules().fingerprint, "remark": "Gelezen op kantoor"})
    assert [(s.who, s.fingerprint) for s in signatures()] == [("Lies", load_rules().fingerprint)]
    assert "This version was signed" in text(desk.get("/desk/rules/"))


@pytest.mark.capability(114)
def test_rules_that_changed_since_the_signature_say_so(desk, privacy_officer):  # noqa: F811
    from samenhang.privacy.models import RuleSheetSignature

    RuleSheetSignature.objects.create(
        version="2025-01", fingerprint="1" * 64, signed_by_id=privacy_officer.user_id, signed_at="2025-01-02T10:00:00Z"
    )
    assert "Changed since the last signature" in text(desk.get("/desk/rules/"))
    assert "Read the sharing rules and sign them" in text(desk.get("/desk/"))


# ---- retention --------------------------------------------------------------------------------------


@pytest.fixture
def over(cast, whole_file):
    """The case was closed longer ago than its term."""
    analysed(cast.owner, whole_file.dossier_id, TODAY)
    close_case(actor=cast.owner, dossier_id=whole_file.dossier_id, on=TODAY, reason="Verhuisd naar een andere regio.")
    Dossier.objects.filter(pk=whole_file.dossier_id).update(closed_on=date(2024, 10, 1))
    return whole_file


@pytest.mark.capability(134)
def test_a_list_is_made_approved_and_says_what_happened(desk, over):
    made = desk.post("/desk/retention/propose/")
    sheet = DestructionList.objects.get()
    assert made["Location"] == f"/desk/retention/lists/{sheet.pk}/"
    assert "Destroyed when you approve" in text(desk.get(made["Location"]))
    assert desk.post(made["Location"], {"decision": "reject", "remark": ""}).status_code == 422
    after = text(desk.post(made["Location"], {"decision": "approve"}, follow=True))
    assert "facts were destroyed" in after and sum(counts(over.compartment_id).values()) == 0
    assert "Nothing is over its term" in desk.post("/desk/retention/propose/", follow=True).content.decode()


@pytest.mark.capability(134)
def test_a_dossier_is_held_back_and_let_go(desk, over):
    form = {"dossier": over.dossier_id, "reason": "Er loopt een klacht bij de commissie."}
    assert (
        "no dossier with this number"
        in desk.post("/desk/retention/holds/new/", form | {"dossier": 999999}).content.decode()
    )
    desk.post("/desk/retention/holds/new/", form)
    page = desk.get("/desk/retention/").content.decode()
    assert "Er loopt een klacht" in page and desk.post("/desk/retention/propose/").status_code == 302
    assert not DestructionList.objects.exists()
    lift = page.split('action="/desk/retention/holds/')[1].split('"')[0]
    desk.post(f"/desk/retention/holds/{lift}")
    assert "Nothing is held back" in text(desk.get("/desk/retention/"))


# ---- the log -----------------------------------------------------------------------------------------


@pytest.mark.capability(117)
def test_verifying_says_that_the_log_is_whole_or_where_it_is_not(desk, somebody, settings, tmp_path):
    settings.AUDIT_KEY = tmp_path / "keys" / "audit-signing.pem"
    assert "The log is whole" in text(desk.post("/desk/log/", {"what": "all"}))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_auditline'"
            )
            for name, _sql in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("ALTER TABLE audit_auditline DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE audit_auditline SET user_name = 'Iemand anders' WHERE dossier_id = %s", [somebody.dossier_id]
        )
    page = text(desk.post("/desk/log/", {"what": "all"}))
    assert "The log is not whole" in page and f"dossier:{somebody.dossier_id}" in page


@pytest.mark.capability(117)
def test_a_colleague_who_reads_outside_the_caseload_stands_out_with_the_facts(desk, cast, somebody):
    open_in_emergency(
        actor=cast.outsider, today=TODAY,
        emergency=Emergency(EmergencyReason.CRISIS_ON_DUTY, "De buren belden om drie uur.", number=somebody.number),
    )  # fmt: skip
    from dataclasses import replace

    from samenhang.access.selectors import open_emergencies
    from samenhang.access.services import reading

    inside = replace(cast.outsider, emergencies=open_emergencies(cast.outsider))
    with reading(
        inside, purpose=Purpose.EMERGENCY, what="Person", categories=Category.ID_CONTACT, dossier_id=somebody.dossier_id
    ):
        pass
    page = text(desk.get("/desk/log/unusual/"))
    assert "Outsider" in page and "1 dossiers outside their own" in page
    did = text(desk.get(reverse("desk:colleague", args=[cast.outsider.user_id])))
    assert "Opened in an emergency" in did and str(somebody.dossier_id) in did


@pytest.mark.capability(117)
def test_looking_at_who_looked_is_a_line_as_well(desk, somebody):
    before = len(lines_of_dossier(somebody.dossier_id))
    desk.get(f"/desk/log/dossier/?number={somebody.dossier_id}")
    added = lines_of_dossier(somebody.dossier_id)[before:]
    assert [(x.act, x.purpose, x.user_name) for x in added] == [(Act.READ, Purpose.OVERSIGHT, "Lies")]
    assert desk.get("/desk/log/dossier/?number=x").status_code == 422


# ---- the night ---------------------------------------------------------------------------------------


@pytest.mark.capability(134)
@pytest.mark.capability(115)
def test_the_night_ends_shields_proposes_and_signs_and_twice_is_as_once(over, cast, officer, settings, tmp_path):  # noqa: F811
    settings.AUDIT_KEY = tmp_path / "keys" / "audit-signing.pem"
    first, second = io.StringIO(), io.StringIO()
    Consent.objects.for_rule("a test lets a consent run out").update(valid_until=TODAY, given_on=date(2026, 1, 1))
    with transaction.atomic():
        part = Compartment.objects.create(dossier_id=over.dossier_id, regime="WGS_ZVH")
    Compartment.objects.filter(pk=part.pk).update(since="2020-01-01T10:00:00Z")
    call_command("nightly", stdout=first)
    assert "1 accesses ended because their consent ran out" in first.getvalue()
    assert "1 compartments shielded" in first.getvalue() and "waits for a decision" in first.getvalue()
    assert "checkpoint 1 signed" in first.getvalue()
    assert not SharedCopy.objects.for_rule("a test looks for running copies").filter(withdrawn_at__isnull=True).exists()
    call_command("nightly", stdout=second)
    assert second.getvalue().splitlines() == [
        "0 accesses ended because their consent ran out", "0 compartments shielded after five years", "no new destruction list",
        "0 files of nobody removed", "0 mails of the day, 0 mails sent", "0 old notifications and mails forgotten",
        "nothing moved in the log",
    ]  # fmt: skip
    assert DestructionList.objects.count() == 1 and AuditCheckpoint.objects.count() == 1
    assert person_exists(over.id), "the night proposes, a person decides"
