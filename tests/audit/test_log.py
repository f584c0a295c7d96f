"""The log: append-only by the database itself, chained, and in the same transaction as the act."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenhang.audit import rules
from samenhang.audit.enums import Act
from samenhang.audit.models import (
    AuditChain,
    AuditCheckpoint,
    AuditDestruction,
    AuditLine,
    CheckpointHead,
)
from samenhang.audit.selectors import examine, verify
from samenhang.audit.services import OutsideTransaction, checkpoint, record, record_many
from samenhang.base.actor import SYSTEM, Actor
from tests.audit.conftest import lines

COLUMNS = [f.name for f in AuditLine._meta.fields if f.name not in {"id", "previous_hash", "record_hash"}]


def test_a_line_belongs_in_the_transaction_of_its_act(monkeypatch):
    class Outside:
        in_atomic_block = False

    monkeypatch.setattr("samenhang.audit.services.writing.connection", Outside())
    with pytest.raises(OutsideTransaction):
        record(SYSTEM, Act.READ)
    with pytest.raises(OutsideTransaction):
        record_many(SYSTEM, [{"act": Act.READ}])


@pytest.mark.capability(117)
@pytest.mark.parametrize("model", [AuditLine, AuditCheckpoint, CheckpointHead])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_a_line_or_a_checkpoint(db, model, change):
    lines(2)
    checkpoint()
    before = model.objects.count()
    assert before
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute(f"UPDATE {table} SET id = id + 1000" if change == "update" else f"DELETE FROM {table}")  # noqa: S608
    assert model.objects.count() == before


def test_the_database_refuses_to_change_or_remove_a_destruction(db):
    AuditDestruction.objects.create(
        chain="x", up_to_number=1, last_hash="", lines=1, before="", ground="", decided_by="", approved_by="", at=""
    )
    for statement in ("UPDATE audit_auditdestruction SET up_to_number = 9", "DELETE FROM audit_auditdestruction"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_every_field_under_the_hash_is_a_column_and_every_column_is_under_the_hash():
    assert {*rules.FIELDS[2], "number"} == set(COLUMNS)


def test_an_untouched_log_is_whole(db):
    lines(5)
    lines(3, dossier=8)
    lines(2, dossier=None)
    with transaction.atomic():
        record(SYSTEM, Act.SIGN_IN, detail={"b": {"y": 1, "x": [1, 2.5, None]}, "a": "“é”"})
    assert verify() == (11, [])


def test_one_by_one_and_many_at_once_give_the_same_chain(db):
    who = Actor(user_id=None, name='Zoë, "de" chauffeur\n', role="R", organisation="O", address="::1", session="s")
    entry = {
        "act": Act.SHARE,
        "dossier_id": 3,
        "compartment_id": 4,
        "regime": "WGS_ZVH",
        "acting_for": "Team",
        "detail": {},
    }
    with transaction.atomic():
        one = record(who, Act.SHARE, dossier_id=3, compartment_id=4, regime="WGS_ZVH", acting_for="Team")
        two = record_many(who, [entry, entry])
        three = record(who, Act.SHARE, dossier_id=3)
    assert [one.number, *[line.number for line in two], three.number] == [1, 2, 3, 4]
    assert two[0].previous_hash == one.record_hash and three.previous_hash == two[1].record_hash
    kept = AuditLine.objects.get(pk=one.pk)
    assert (kept.compartment_id, kept.regime, kept.acting_for, kept.source_system) == (
        4,
        "WGS_ZVH",
        "Team",
        "Samenhang",
    )
    assert verify() == (4, [])


def test_how_sure_the_sign_in_was_stands_on_the_line(db):
    @dataclass(frozen=True)
    class Sure(Actor):
        auth_level: str = "TWO_FACTORS"

    with transaction.atomic():
        line = record(Sure(user_id=None, name="x"), Act.READ)
    assert AuditLine.objects.get(pk=line.pk).auth_level == "TWO_FACTORS"


def test_lines_in_the_first_format_keep_verifying_and_new_ones_hang_on_them(db):
    previous = rules.START
    for number in (1, 2):
        values = {
            "version": 1, "chain": "dossier:7", "number": number, "at": "2025-01-01T00:00:00.000000+00:00", "act": "READ",
            "outcome": "OK", "user_id": 1, "user_name": "é", "user_role": "", "user_organisation": "", "purpose": "",
            "dossier_id": 7, "object_type": "Person", "object_id": "1", "categories": 3, "detail": {"b": 1, "a": 2},
            "address": "", "session": "",
        }  # fmt: skip
        digest = rules.line_hash(previous, values)
        AuditLine.objects.create(**values, previous_hash=previous, record_hash=digest)
        previous = digest
    AuditChain.objects.create(name="dossier:7", last_number=2, last_hash=previous)
    lines(2)
    assert verify() == (4, [])
    unlocked = AuditLine.objects.get(number=1)
    from tests.audit.conftest import unlock

    unlock()
    AuditLine.objects.filter(pk=unlocked.pk).update(user_name="e")
    assert [(b.number, b.problem) for b in verify()[1]] == [(1, "CHANGED")]


@pytest.mark.capability(117)
@pytest.mark.parametrize("name", COLUMNS)
def test_tampering_with_any_column_is_found_and_located(unlocked, name):
    lines(4)
    lines(2, dossier=8)
    value = {"detail": {"x": 1}, "chain": "dossier:99", "version": 1}.get(name)
    if value is None:
        value = 99 if AuditLine._meta.get_field(name).get_internal_type().endswith("IntegerField") else "x"
    AuditLine.objects.filter(chain="dossier:7", number=3).update(**{name: value})
    found = verify()[1]
    assert ("CHANGED", 99 if name == "number" else 3) in {(b.problem, b.number) for b in found}
    assert all(b.chain in {"dossier:7", "dossier:99"} for b in found)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([c for c in COLUMNS if c not in {"chain", "number", "version", "detail"}]),
    number=st.integers(1, 6),
    text=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=12),
    amount=st.integers(-(2**40), 2**40),
)
def test_whatever_is_put_in_whichever_column_of_whichever_line_is_found_there(unlocked, name, number, text, amount):
    with transaction.atomic():
        AuditLine.objects.all()._raw_delete(AuditLine.objects.db)
        AuditChain.objects.all().delete()
        lines(6)
    field = AuditLine._meta.get_field(name)
    value = amount if "Integer" in field.get_internal_type() else text
    line = AuditLine.objects.get(number=number)
    same = getattr(line, name) == value
    AuditLine.objects.filter(pk=line.pk).update(**{name: value})
    expected = [] if same else [(number, "CHANGED")]
    assert [(b.number, b.problem) for b in verify()[1]] == expected


def test_text_that_moves_from_one_column_to_the_next_is_found(unlocked):
    with transaction.atomic():
        line = record(Actor(user_id=None, name="Anna 4:Teun"), Act.READ, object_type="ab", object_id="cd")
    AuditLine.objects.filter(pk=line.pk).update(object_type="abc", object_id="d")
    assert [b.problem for b in verify()[1]] == ["CHANGED"]


def test_a_removed_a_swapped_and_a_cut_off_line_are_found(unlocked):
    lines(6)
    AuditLine.objects.filter(number=2).delete()
    assert [(b.problem, b.number) for b in verify()[1]] == [("MISSING_BEFORE", 3)]
    AuditLine.objects.filter(number=6).delete()
    assert ("END_DIFFERS", 6) in {(b.problem, b.number) for b in verify()[1]}
    AuditLine.objects.filter(number=4).update(number=44)
    AuditLine.objects.filter(number=5).update(number=4)
    AuditLine.objects.filter(number=44).update(number=5)
    found = {(b.problem, b.number) for b in verify()[1]}
    assert {("CHANGED", 4), ("CHANGED", 5), ("NOT_LINKED", 5)} <= found


def test_a_forged_line_that_hangs_on_nothing_is_found(unlocked):
    lines(3)
    forged = AuditLine.objects.get(number=3)
    forged.pk, forged.number, forged.record_hash = None, 4, "f" * 64
    forged.save(force_insert=True)
    found = {(b.problem, b.number) for b in verify()[1]}
    assert {("NOT_LINKED", 4), ("CHANGED", 4), ("END_DIFFERS", 3)} <= found


def test_a_second_line_with_the_same_number_is_found(unlocked):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            pytest.skip("SQLite keeps its unique constraint inside the table; it cannot be taken away")
        cursor.execute("ALTER TABLE audit_auditline DROP CONSTRAINT audit_one_line_per_number")
    lines(3)
    forged = AuditLine.objects.get(number=2)
    forged.pk, forged.user_name = None, "somebody else"
    forged.record_hash = rules.line_hash(
        forged.previous_hash, {n: getattr(forged, n) for n in (*rules.FIELDS[2], "number")}
    )
    forged.save(force_insert=True)
    assert ("INSERTED", 2) in {(b.problem, b.number) for b in verify()[1]}


def test_a_line_that_was_written_long_after_its_number_is_not_held_against_it(db):
    """Two people write in turn to two chains; the order of keys says nothing about a chain of somebody else."""
    for dossier in (7, 8, 7, 8, 9, 7):
        lines(1, dossier)
    assert verify() == (6, [])
    assert verify("dossier:7") == (3, [])


def test_an_act_that_fails_leaves_no_line_and_a_line_that_fails_leaves_no_act(db):
    before = AuditLine.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(SYSTEM, Act.CREATE)
        raise ZeroDivisionError
    assert AuditLine.objects.count() == before
    assert not AuditChain.objects.filter(name="user:0", last_number__gt=before).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditChain.objects.create(name="made beside it", last_hash=rules.START)
        record(SYSTEM, Act.READ, outcome=None)  # type: ignore[arg-type]
    assert not AuditChain.objects.filter(name="made beside it").exists()


@pytest.mark.xdist_group("committed")
@pytest.mark.parametrize("same", [True, False])
def test_eight_writers_at_once_leave_whole_chains(committed, same):
    problems: list[Exception] = []

    def work(writer: int) -> None:
        try:
            for n in range(12):
                with transaction.atomic():
                    record(SYSTEM, Act.READ, dossier_id=1 if same else writer, object_id=n)
        except Exception as error:
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert verify() == (96, [])
    if same:
        assert list(AuditLine.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 97))


@pytest.mark.xdist_group("committed")
def test_several_processes_verify_as_one_does(committed):
    for dossier in (7, 8, 7, 9, 7):
        lines(30_000 if dossier == 7 else 40, dossier)
    told: list[int] = []
    with_two = examine(processes=2, progress=told.append)
    assert with_two == examine(processes=1)
    assert (with_two.lines, with_two.whole, sum(told)) == (90_080, True, 90_080)
