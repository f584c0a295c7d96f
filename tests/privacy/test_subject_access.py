"""Everything along in one act: whole, readable, without what is of others, and written down."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.utils.translation import override

from samenhang.access.enums import CaseRole, Category, EmergencyReason, Purpose
from samenhang.access.services import join_case
from samenhang.audit.enums import Act
from samenhang.audit.selectors import lines_of_dossier
from samenhang.base.errors import NoGrant
from samenhang.documents.models import Document
from samenhang.documents.services import attach
from samenhang.people.selectors import person
from samenhang.privacy.enums import ToldHow
from samenhang.privacy.labels import OWN_FILE
from samenhang.privacy.models import Notice
from samenhang.privacy.selectors import not_told_yet, notices_of, own_file, sentences_shared
from samenhang.privacy.services import Emergency, open_in_emergency, read_in_portal, take_along
from tests.conftest import NOW, TODAY
from tests.documents.files import PDF
from tests.privacy.whole_file import TABLES, become_client, fill

OWN = Purpose.OWN_FILE


@pytest.fixture
def whole_file(cast, somebody, housing, settings, tmp_path):
    """Somebody about whom every table holds something."""
    settings.VAR = tmp_path
    fill(cast.owner, somebody, cast.outsider, housing)
    return somebody


@pytest.fixture
def client(cast, whole_file):
    """The person themselves."""
    return become_client(cast.owner, whole_file)


def opened(taken) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(taken.content))


# ---- no table and no field is ever forgotten ------------------------------------------------------


@pytest.mark.capability(135)
def test_every_table_of_personal_facts_has_a_heading_and_words_for_each_field():
    assert {t._meta.label for t in TABLES} == set(OWN_FILE), "a new table says how it reads for the person"
    for table in TABLES:
        words = OWN_FILE[table._meta.label]
        there = {f.name for f in table._meta.concrete_fields} - {"id", "compartment"}
        assert set(words.fields) | set(words.left_out) == there, (
            f"{table._meta.label}: words for each field, or a reason"
        )
        assert not set(words.fields) & set(words.left_out)
        assert all(len(reason) > 5 for reason in words.left_out.values())
        with override("nl"):
            assert str(words.heading).strip() and str(words.about).strip()


@pytest.mark.capability(135)
def test_every_code_in_the_file_is_in_words():
    """A field that stores codes has words for every code that the database accepts."""
    for table in TABLES:
        for name, field in OWN_FILE[table._meta.label].fields.items():
            codes = {value for value, _ in table._meta.get_field(name).choices or []}
            if codes and field.say is None:
                assert codes - set(field.codes) == set(), f"{table._meta.label}.{name}"


# Facts about close ones are theirs as well, so they do not come along (AVG 15 lid 4).
OF_OTHERS = {"people.CloseOne"}


@pytest.mark.django_db
@pytest.mark.capability(135)
@pytest.mark.capability(120)
def test_the_client_takes_along_something_from_every_table(client, whole_file):
    row = person(client, whole_file.id, purpose=OWN)
    found = own_file(client, row, purpose=OWN, today=TODAY)
    assert {s.table for s in found.sections} == {t._meta.label for t in TABLES} - OF_OTHERS
    assert found.withheld == ()


@pytest.mark.django_db
@pytest.mark.capability(135)
@pytest.mark.capability(124)
def test_one_act_gives_a_pdf_to_read_the_data_and_the_documents(client, whole_file):
    with override("en"):
        taken = take_along(actor=client, person_id=whole_file.id, today=TODAY)
    bundle = opened(taken)
    names = bundle.namelist()
    assert (taken.name, taken.media) == ("my-file-2026-11-22.zip", "application/zip")
    assert bundle.read("my-file.pdf").startswith(b"%PDF-") and "my-file.json" in names
    data = json.loads(bundle.read("my-file.json"))
    words = next(s for s in data["sections"] if s["table"] == "picture.OwnWords")["facts"][0]
    assert words[0] == {
        "field": "text",
        "label": "Your words",
        "text": "Een eigen voordeur.",
        "value": "Een eigen voordeur.",
    }
    assert data["who_looked"] and data["who_may_read"] and data["lacks"] == []
    rows = list(csv.reader(io.StringIO(bundle.read("csv/what-goes-well.csv").decode("utf-8-sig"))))
    assert rows[0][0] == "What goes well" and [row[0] for row in rows[1:]] == ["Kookt graag"]
    assert [bundle.read(n) for n in names if n.startswith("documents/")] == [PDF]


@pytest.mark.django_db
@pytest.mark.capability(135)
def test_the_pdf_alone_for_a_phone(client, whole_file):
    taken = take_along(actor=client, person_id=whole_file.id, today=TODAY, whole=False)
    assert taken.media == "application/pdf" and taken.content.startswith(b"%PDF-")


@pytest.mark.django_db
@pytest.mark.capability(135)
@pytest.mark.capability(117)
def test_taking_along_is_written_down(client, whole_file):
    take_along(actor=client, person_id=whole_file.id, today=TODAY, whole=False)
    line = lines_of_dossier(whole_file.dossier_id)[-1]
    assert (line.act, line.object_type, line.purpose, line.user_id) == (Act.EXPORT, "Own file", OWN, client.user_id)
    assert line.detail["facts"] > 20 and "Kookt" not in json.dumps(line.detail)


@pytest.mark.django_db
@pytest.mark.capability(114)
@pytest.mark.capability(135)
def test_the_exact_sentences_that_others_received_are_in_it(client, whole_file):
    row = person(client, whole_file.id, purpose=OWN)
    found = own_file(client, row, purpose=OWN, today=TODAY)
    copies = next(s for s in found.sections if s.table == "privacy.SharedCopy")
    assert "De woning moet prikkelarm zijn." in {e.text for e in copies.facts[0]}
    assert [s.texts for s in sentences_shared(client, row, purpose=OWN, today=TODAY).values()] == [
        ("De woning moet prikkelarm zijn.",)
    ]


# ---- and nothing of others, and nothing for others ------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Category.NETWORK, Category.POLICE, Category.JUDICIAL])
@pytest.mark.capability(135)
def test_close_ones_police_and_justice_are_not_in_it(cast, client, whole_file, kind):
    """Also not for who works on the case and may read them: the file goes to the person."""
    document = Document(compartment_id=whole_file.compartment_id, kept_as=int(kind), title="Over mijn zus Jo", attached_at=NOW)  # fmt: skip
    Document.objects.write([document])
    for actor, purpose in ((client, OWN), (cast.owner, Purpose.CARE_COORDINATION)):
        row = person(actor, whole_file.id, purpose=purpose)
        assert "Over mijn zus Jo" not in repr(own_file(actor, row, purpose=purpose, today=TODAY))


@pytest.mark.django_db
@pytest.mark.capability(135)
def test_who_was_there_when_consent_was_spoken_is_not_named(client, whole_file):
    row = person(client, whole_file.id, purpose=OWN)
    found = own_file(client, row, purpose=OWN, today=TODAY)
    consents = next(s for s in found.sections if s.table == "privacy.Consent")
    assert "Daan" not in repr(consents)


@pytest.mark.django_db
@pytest.mark.capability(135)
def test_the_representative_takes_it_along_too(cast, whole_file):
    sister = become_client(cast.owner, whole_file, CaseRole.REPRESENTATIVE, "zus")
    assert take_along(actor=sister, person_id=whole_file.id, today=TODAY, whole=False).content


@pytest.mark.django_db
@pytest.mark.capability(135)
def test_who_works_on_the_case_makes_it_for_the_person_and_it_says_what_it_lacks(cast, whole_file):
    attach(
        actor=_treater(cast, whole_file), compartment_id=whole_file.compartment_id, category=Category.MEDICAL,
        title="Medicatie", name="medicatie.pdf", content=PDF,
    )  # fmt: skip
    with override("en"):
        taken = take_along(actor=cast.owner, person_id=whole_file.id, today=TODAY)
    data = json.loads(opened(taken).read(f"file-of-{whole_file.number.lower()}.json"))
    lacks = {entry["heading"]: entry["facts"] for entry in data["lacks"]}
    assert lacks["Documents"] == lacks["Files of the documents"] == 1
    assert "Risk assessments" in lacks, "who directs the case does not read them, and the file says so"
    assert "Medicatie" not in json.dumps(data) and "is not whole" in " ".join(data["explanation"])


def _treater(cast, somebody):
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.TREATER, start=TODAY - timedelta(days=9),
        user_id=cast.outsider.user_id, organisation_id=cast.outsider.organisation_id,
    )  # fmt: skip
    return cast.outsider


@pytest.mark.django_db
@pytest.mark.capability(116)
@pytest.mark.parametrize("who", ["outsider", "supply_manager", "funder", "table_chair"])
def test_nobody_else_takes_it_along(cast, whole_file, who):
    with pytest.raises(NoGrant):
        take_along(actor=getattr(cast, who), person_id=whole_file.id, today=TODAY)


@pytest.mark.django_db
@pytest.mark.capability(116)
def test_the_privacy_officer_without_a_grant_does_not_either(privacy_officer, whole_file):
    with pytest.raises(NoGrant):
        take_along(actor=privacy_officer, person_id=whole_file.id, today=TODAY)


@pytest.mark.django_db
@pytest.mark.capability(116)
def test_a_client_takes_only_their_own_file(cast, client, municipalities):
    from samenhang.people.services import NewPerson, register

    other = register(actor=cast.owner, new=NewPerson("Meneer Es", None, municipalities["Zandmeer"]), today=TODAY - timedelta(days=3))  # fmt: skip
    with pytest.raises(NoGrant):
        take_along(actor=client, person_id=other, today=TODAY)


# ---- what may not be told yet waits, and then appears by itself -------------------------------------


@pytest.fixture
def not_yet(cast, client, whole_file):
    """The outsider opened the dossier in an emergency and had a reason not to tell it at once."""
    emergency = Emergency(
        reason=EmergencyReason.CRISIS_ON_DUTY,
        explanation="Dreiging van een huisgenoot die meeleest.",
        number=whole_file.number,
        tell_client=False,
        why_not_told="De huisgenoot leest mee op de telefoon.",
    )
    open_in_emergency(actor=cast.outsider, emergency=emergency, today=TODAY)
    return max(n.id for n in notices_of(cast.owner, whole_file.id, purpose=Purpose.CARE_COORDINATION))


@pytest.mark.django_db
@pytest.mark.capability(120)
def test_what_may_not_be_told_yet_is_nowhere_in_the_file(client, whole_file, not_yet):
    row = person(client, whole_file.id, purpose=OWN)
    found = own_file(client, row, purpose=OWN, today=TODAY)
    assert "huisgenoot" not in repr(found)
    assert all(not look.break_glass for look in found.looks if look.who == "Outsider")
    assert not any(k.ground.startswith("break-glass") for k in found.knows)
    with pytest.raises(NoGrant):
        read_in_portal(actor=client, notice_id=not_yet, today=TODAY)


@pytest.mark.django_db
@pytest.mark.capability(120)
def test_it_appears_by_itself_on_its_day(client, whole_file, not_yet):
    due = Notice.objects.for_rule("the day on which it is told").get(pk=not_yet).due_on
    assert not_told_yet(whole_file.id, due).notices == frozenset()
    row = person(client, whole_file.id, purpose=OWN)
    found = own_file(client, row, purpose=OWN, today=due)
    assert "Dreiging van een huisgenoot" in repr(found) and any(look.break_glass for look in found.looks)
    read_in_portal(actor=client, notice_id=not_yet, today=due)


@pytest.mark.django_db
@pytest.mark.capability(120)
def test_opening_a_message_is_being_told(client, cast, whole_file):
    notice = notices_of(client, whole_file.id, purpose=OWN)[0]
    read_in_portal(actor=client, notice_id=notice.id, today=TODAY)
    read_in_portal(actor=client, notice_id=notice.id, today=TODAY)
    after = notices_of(client, whole_file.id, purpose=OWN)[0]
    assert (after.told_on, after.told_how) == (TODAY, ToldHow.PORTAL)
    lines = [line for line in lines_of_dossier(whole_file.dossier_id) if line.object_type == "Notice"]
    assert len(lines) == 1, "once"
    with pytest.raises(NoGrant):
        read_in_portal(actor=cast.owner, notice_id=notice.id, today=TODAY)
