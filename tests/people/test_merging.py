"""Two records of one person become one: nothing is lost, nobody gains sight unseen, and what needs a guess is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.utils.translation import override

from samenhang.access.enums import CaseRole, Category, EmergencyReason, Purpose, RestrictionReason
from samenhang.access.models import Grant, Participation, ProtectedModel
from samenhang.access.services import break_glass, join_case, restrict
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notes import services as notes
from samenhang.notes.selectors import threads
from samenhang.people.models import Person
from samenhang.people.selectors import alike_in, find, keys
from samenhang.people.selectors import person as find_person
from samenhang.people.services import NewPerson, register, survivor_of
from samenhang.picture.models import OwnWords, Problem
from samenhang.privacy.models import Disclosure
from samenhang.privacy.services import merge, preview_merge
from tests.conftest import TODAY
from tests.privacy.whole_file import become_client, counts

pytestmark = [pytest.mark.django_db, pytest.mark.capability(122)]
CARE = Purpose.CARE_COORDINATION
SINCE = date(2026, 2, 1)


@pytest.fixture
def twin(cast, municipalities, somebody):
    """The same person, registered a second time by the same coordinator."""
    new = NewPerson("Mw. Populier", date(1988, 7, 3), municipalities["Turfwolde"])
    pk = register(actor=cast.owner, new=new, today=SINCE)
    return keys(reason="the cast of this test", ids=[pk])[0]


def join(cast, key, actor, role, start=SINCE):
    return join_case(
        actor=cast.owner, dossier_id=key.dossier_id, role=role, start=start, user_id=actor.user_id,
        organisation_id=actor.organisation_id,
    )  # fmt: skip


def note(cast, key, text, category=Category.PLAN_GOALS):
    return notes.write(
        actor=cast.owner, person_id=key.id, compartment_id=key.compartment_id, category=category,
        new=notes.NewNote(text), today=TODAY,
    )  # fmt: skip


def words(key, text):
    OwnWords.objects.write(
        [OwnWords(person_id=key.id, compartment_id=key.compartment_id, text=text, said_on=SINCE, listened_by="Iris")]
    )


def seen(cast, gone, stays):
    return preview_merge(actor=cast.owner, gone_id=gone.id, stays_id=stays.id, today=TODAY)


def go(cast, gone, stays, **more):
    stamp = seen(cast, gone, stays).stamp
    merge(actor=cast.owner, gone_id=gone.id, stays_id=stays.id, stamp=stamp, today=TODAY, **more)


def texts(actor, key):
    return {n.text for n in threads(actor, key.compartment_id, purpose=CARE)[0]}


# ---- nothing is lost ------------------------------------------------------------------------------
def test_every_fact_of_the_one_that_goes_is_with_the_one_that_stays(cast, somebody, twin):
    note(cast, somebody, "bij de eerste")
    note(cast, twin, "bij de tweede")
    words(twin, "Een eigen voordeur.")
    before = {t: counts(somebody.compartment_id)[t] + counts(twin.compartment_id)[t] for t in counts(0)}
    go(cast, twin, somebody)
    after = counts(somebody.compartment_id)
    assert {t: n for t, n in after.items() if t != "people.Person"} == {
        t: n for t, n in before.items() if t != "people.Person"
    }
    assert texts(cast.owner, somebody) == {"bij de eerste", "bij de tweede"}
    for table in apps.get_models():
        if issubclass(table, ProtectedModel) and any(f.name == "person" for f in table._meta.fields):
            rows = table.objects.for_rule("nothing points to the one that went").filter(person_id=twin.id)
            assert not rows.exists(), table


def test_the_old_number_leads_to_the_one_that_stays_for_who_may_see_them(cast, somebody, twin, as_persona):
    go(cast, twin, somebody)
    found, total = find(cast.owner, twin.number, purpose=CARE)
    assert total == 1 and found[0].id == somebody.id
    assert find(cast.outsider, twin.number, purpose=CARE) == ([], 0)
    assert find_person(cast.owner, twin.id, purpose=CARE) is None and survivor_of(twin.id) == somebody.id
    for path in ("/people/{}/", "/notes/people/{}/"):
        answer = as_persona("owner").get(path.format(twin.id))
        assert (answer.status_code, answer["Location"]) == (302, path.format(somebody.id))
        assert as_persona("outsider").get(path.format(twin.id)).status_code == 404


def test_the_name_that_was_chosen_stays(cast, somebody, twin):
    go(cast, twin, somebody, name_of_gone=True)
    row = find_person(cast.owner, somebody.id, purpose=CARE)
    assert row is not None and (row.name, row.number, row.version) == ("Mw. Populier", somebody.number, 2)


def test_both_dossiers_say_in_the_log_what_happened_and_keep_their_lines(cast, somebody, twin):
    before = AuditLine.objects.filter(dossier_id=twin.dossier_id).count()
    go(cast, twin, somebody)
    for key, other in ((twin, somebody), (somebody, twin)):
        line = AuditLine.objects.filter(dossier_id=key.dossier_id, object_type="Person").latest("pk")
        assert line.detail["merged_with"] == other.id and line.detail["stays"] == somebody.id
    assert AuditLine.objects.filter(dossier_id=twin.dossier_id).count() > before


# ---- nobody gains sight unseen --------------------------------------------------------------------
def test_a_reader_of_one_who_will_read_more_is_listed_beforehand_and_logged(cast, somebody, twin):
    join(cast, somebody, cast.outsider, CaseRole.SUPPORTER)
    note(cast, twin, "bij de tweede")
    assert texts(cast.outsider, somebody) == set()
    shown = seen(cast, twin, somebody)
    [gain] = shown.joined.gains
    assert gain.who == "Outsider" and gain.of_the_one_that_goes and Category.PLAN_GOALS in gain.categories
    assert Category.MEDICAL not in gain.categories
    go(cast, twin, somebody)
    assert texts(cast.outsider, somebody) == {"bij de tweede"}
    line = AuditLine.objects.filter(dossier_id=somebody.dossier_id, object_type="Dossier").latest("pk")
    assert [g["user"] for g in line.detail["gains"]] == [cast.outsider.user_id]


def test_a_reader_who_comes_after_the_preview_stops_the_merge(cast, somebody, twin):
    stamp = seen(cast, twin, somebody).stamp
    join(cast, somebody, cast.outsider, CaseRole.SUPPORTER)
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        merge(actor=cast.owner, gone_id=twin.id, stays_id=somebody.id, stamp=stamp, today=TODAY)
    assert survivor_of(twin.id) is None


def test_nobody_reads_a_kind_that_their_role_did_not_open_in_either(cast, somebody, twin):
    join(cast, somebody, cast.outsider, CaseRole.SUPPORTER)
    note(cast, twin, "geheim", Category.INCIDENT)
    go(cast, twin, somebody)
    assert texts(cast.outsider, somebody) == set()


def test_who_took_part_in_the_one_that_goes_comes_along_in_the_same_role(cast, somebody, twin):
    join(cast, twin, cast.outsider, CaseRole.TREATER)
    note(cast, somebody, "bij de eerste")
    assert {g.who for g in seen(cast, twin, somebody).joined.gains} == {"Outsider"}
    go(cast, twin, somebody)
    assert texts(cast.outsider, somebody) == {"bij de eerste"}
    assert not Grant.objects.filter(compartment_id=twin.compartment_id, end__isnull=True).exists()
    assert not Participation.objects.filter(dossier_id=twin.dossier_id, end__isnull=True).exists()


def test_the_preview_changes_nothing(cast, somebody, twin):
    note(cast, twin, "bij de tweede")
    lines = AuditLine.objects.count()
    shown = seen(cast, twin, somebody)
    assert sum(n for _table, n in shown.moved) == 1 and shown.twice == ()
    assert AuditLine.objects.count() == lines and texts(cast.owner, twin) == {"bij de tweede"}


# ---- what is refused ------------------------------------------------------------------------------
def refused(cast, gone, stays, code):
    with pytest.raises(Refused, match=code):
        seen(cast, gone, stays)


def test_a_record_is_not_merged_with_itself_or_with_one_that_went_already(cast, somebody, twin):
    refused(cast, somebody, somebody, "SAME_PERSON")
    go(cast, twin, somebody)
    with pytest.raises(NoGrant):
        seen(cast, twin, somebody)


def test_only_who_may_write_and_directs_both_merges(cast, somebody, twin):
    join(cast, somebody, cast.outsider, CaseRole.CASE_MANAGER)
    with pytest.raises(NoGrant):
        preview_merge(actor=cast.outsider, gone_id=twin.id, stays_id=somebody.id, today=TODAY)
    join(cast, twin, cast.outsider, CaseRole.CASE_MANAGER)
    with pytest.raises(NoGrant, match="MERGE_NOT_DIRECTING"):
        preview_merge(actor=cast.outsider, gone_id=twin.id, stays_id=somebody.id, today=TODAY)


@pytest.mark.parametrize("which", ["gone", "stays"])
def test_a_restricted_dossier_stays_by_itself(cast, somebody, twin, which):
    key = twin if which == "gone" else somebody
    restrict(actor=cast.owner, dossier_id=key.dossier_id, reason=RestrictionReason.SAFETY, named=[cast.owner.me])
    refused(cast, twin, somebody, "MERGE_RESTRICTED")


def test_while_an_emergency_runs_nothing_is_merged(cast, somebody, twin):
    break_glass(
        actor=cast.outsider, dossier_id=twin.dossier_id, reason=EmergencyReason.CRISIS_ON_DUTY,
        explanation="Crisis in de nacht, niemand bereikbaar",
    )  # fmt: skip
    refused(cast, twin, somebody, "MERGE_EMERGENCY")


def test_the_record_to_which_the_person_signs_in_stays(cast, somebody, twin):
    become_client(cast.owner, twin)
    refused(cast, twin, somebody, "MERGE_OWN_ACCOUNT")
    seen(cast, somebody, twin)


def test_two_file_holders_agree_first_who_stays(cast, somebody, twin):
    join(cast, somebody, cast.outsider, CaseRole.FILE_HOLDER)
    join(cast, twin, cast.owner, CaseRole.FILE_HOLDER)
    refused(cast, twin, somebody, "MERGE_SEAT_TAKEN")


def test_the_record_out_of_which_something_was_shared_stays(cast, somebody, twin, organisations):
    shared = Disclosure(
        person_id=twin.id, compartment_id=twin.compartment_id, at="2026-03-01T10:00Z", sender_id=cast.owner.me,
        sender_organisation="GGZ", sender_role="X", recipient_organisation_id=organisations["other"], recipient_role="X",
        categories=1, purpose="X", stage="X", regime="CONSENT", necessity="x", rule_id="D1", rule_version="1",
        engine_decision="ALLOW", human_decision="SHARED",
    )  # fmt: skip
    Disclosure.objects.write([shared])
    refused(cast, twin, somebody, "MERGE_SHARED")
    seen(cast, somebody, twin)


def test_what_both_have_once_is_not_guessed_at_and_the_preview_says_what(cast, somebody, twin):
    for key in (somebody, twin):
        Problem.objects.write(
            [Problem(person_id=key.id, compartment_id=key.compartment_id, area="TRAUMA", source="GGZ", noted_on=SINCE)]
        )
    with override("nl"):
        shown = seen(cast, twin, somebody)
        assert shown.twice == ("Wat het moeilijk maakt",)
    with pytest.raises(Refused, match="MERGE_TWICE"):
        merge(actor=cast.owner, gone_id=twin.id, stays_id=somebody.id, stamp=shown.stamp, today=TODAY)
    assert counts(twin.compartment_id)["picture.Problem"] == 1


# ---- finding them ---------------------------------------------------------------------------------
def test_a_caseload_shows_pairs_that_may_be_one_person_each_once(cast, somebody, twin, municipalities):
    other = NewPerson("Meneer Eik", date(1970, 1, 1), municipalities["Turfwolde"])
    register(actor=cast.owner, new=other, today=SINCE)
    pairs = alike_in(cast.owner, {somebody.dossier_id, twin.dossier_id}, purpose=CARE)
    assert [{a.id, b.id} for a, b in pairs] == [{somebody.id, twin.id}]
    assert alike_in(cast.outsider, {somebody.dossier_id}, purpose=CARE) == []
    assert Person.objects.for_rule("a test counts everybody").count() == 3


# ---- the screens ----------------------------------------------------------------------------------
def test_a_coordinator_sees_the_pair_reads_who_gains_what_and_makes_one(cast, somebody, twin, as_persona):
    join(cast, somebody, cast.outsider, CaseRole.SUPPORTER)
    browser = as_persona("owner")
    for path in ("/duplicates/", f"/duplicates/people/{somebody.id}/"):
        page = browser.get(path).content.decode()
        assert "Mw. Populier" in page and "the same birth date" in page
    address = f"/duplicates/people/{somebody.id}/with/{twin.id}/"
    page = browser.get(address).content.decode()
    assert "Outsider" in page and "Who will read more than before" in page
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    assert browser.post(address, {"stamp": stamp}).status_code == 422
    assert browser.post(address, {"stamp": "0", "understood": "yes"}).status_code == 422
    assert survivor_of(twin.id) is None
    done = browser.post(address, {"stamp": stamp, "understood": "yes", "name": "gone"})
    assert (done.status_code, done["Location"]) == (302, f"/people/{somebody.id}/")
    assert survivor_of(twin.id) == somebody.id


def test_somebody_who_may_not_see_both_learns_nothing(cast, somebody, twin, as_persona):
    join(cast, somebody, cast.outsider, CaseRole.TREATER)
    browser = as_persona("outsider")
    assert browser.get(f"/duplicates/people/{somebody.id}/with/{twin.id}/").status_code == 404
    assert browser.get(f"/duplicates/people/{twin.id}/").status_code == 404
    assert "Mw. Populier" not in browser.get("/duplicates/").content.decode()


def test_the_page_says_why_two_records_stay_apart(cast, somebody, twin, as_persona):
    become_client(cast.owner, twin)
    page = as_persona("owner").get(f"/duplicates/people/{somebody.id}/with/{twin.id}/").content.decode()
    assert "These two stay apart for now" in page and "Let the other one go instead" in page
