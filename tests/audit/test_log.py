"""The log: append-only by the database itself, chained, and in the same transaction as the act."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from samenhang.audit.enums import Act
from samenhang.audit.models import AuditChain, AuditLine
from samenhang.audit.selectors import verify
from samenhang.audit.services import OutsideTransaction, record, record_many
from samenhang.base.actor import SYSTEM


def _lines(count: int, dossier: int = 7) -> None:
    with transaction.atomic():
        record_many(SYSTEM, [{"act": Act.READ, "dossier_id": dossier, "object_id": n} for n in range(count)])


@pytest.fixture
def unlocked(db):
    """Somebody with the keys of the database itself takes the triggers away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_no_update")
            cursor.execute("DROP TRIGGER audit_no_delete")
        else:
            cursor.execute("DROP TRIGGER audit_no_change ON audit_auditline")


def test_a_line_belongs_in_the_transaction_of_its_act(transactionless):
    with pytest.raises(OutsideTransaction):
        record(SYSTEM, Act.READ)


@pytest.fixture
def transactionless(monkeypatch):
    """As if no transaction were open."""

    class Outside:
        in_atomic_block = False

    monkeypatch.setattr("samenhang.audit.services.writing.connection", Outside())


@pytest.mark.parametrize(
    "change", [lambda: AuditLine.objects.update(user_name="x"), lambda: AuditLine.objects.all().delete()]
)
def test_the_database_refuses_to_change_or_remove_a_line(db, change):
    _lines(2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert AuditLine.objects.count() == 2


def test_an_untouched_log_is_whole(db):
    _lines(5)
    _lines(3, dossier=8)
    _lines(2)
    assert verify() == (10, [])


@pytest.mark.parametrize(
    "field", ["at", "act", "outcome", "user_id", "user_name", "user_role", "purpose", "dossier_id", "object_type", "object_id", "categories", "detail", "address", "session", "user_organisation"]
)  # fmt: skip
def test_tampering_with_any_column_is_found_and_located(unlocked, field):
    _lines(4)
    line = AuditLine.objects.get(number=3)
    value = {"detail": {"x": 1}, "user_id": 99, "dossier_id": 99, "categories": 99}.get(field, "x")
    AuditLine.objects.filter(pk=line.pk).update(**{field: value})
    _count, breaks = verify()
    assert [(b.number, b.problem) for b in breaks if b.problem == "CHANGED"] == [(3, "CHANGED")]


def test_a_removed_a_swapped_and_a_cut_off_line_are_found(unlocked):
    _lines(6)
    AuditLine.objects.filter(number=2).delete()
    assert ("MISSING_BEFORE", 3) in {(b.problem, b.number) for b in verify()[1]}
    AuditLine.objects.filter(number=6).delete()
    assert "END_DIFFERS" in {b.problem for b in verify()[1]}


def test_a_forged_line_that_hangs_on_nothing_is_found(unlocked):
    _lines(3)
    forged = AuditLine.objects.get(number=3)
    forged.pk, forged.number, forged.record_hash = None, 4, "f" * 64
    forged.save(force_insert=True)
    assert {b.problem for b in verify()[1]} >= {"NOT_LINKED", "CHANGED", "END_DIFFERS"}


def test_an_act_that_fails_leaves_no_line_and_a_line_that_fails_leaves_no_act(db):
    before = AuditLine.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(SYSTEM, Act.CREATE)
        raise ZeroDivisionError
    assert AuditLine.objects.count() == before
    assert not AuditChain.objects.filter(name="user:0", last_number__gt=0).exists()
