"""Signed checkpoints find what the chains alone cannot; lines go only after their term, by two people, on record."""

from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from samenhang.audit import rules
from samenhang.audit.adapters import keys
from samenhang.audit.enums import Act
from samenhang.audit.models import AuditChain, AuditCheckpoint, AuditDestruction, AuditLine, CheckpointHead
from samenhang.audit.selectors import checkpoints, examine, public_key, verify
from samenhang.audit.services import checkpoint, destroy_lines, record_many
from samenhang.base.actor import SYSTEM, Actor
from samenhang.base.errors import NoGrant, Refused
from tests.audit.conftest import lines, unlock

pytestmark = pytest.mark.capability(117)
OFFICER = Actor(user_id=1, name="Privacy officer", powers=frozenset({"SEE_LOG"}))
SECOND = Actor(user_id=2, name="Second officer", powers=frozenset({"SEE_LOG"}))


def seal(capture) -> None:
    """A checkpoint with its copy in the record beside the key."""
    with capture(execute=True):
        checkpoint()


def problems(**how) -> set[tuple[str, int, str]]:
    return {(b.chain, b.number, str(b.problem)) for b in examine(**how).breaks}


def test_the_key_is_made_once_and_only_its_owner_reads_it(db, settings):
    first = public_key()
    assert stat.S_IMODE(settings.AUDIT_KEY.stat().st_mode) == 0o600
    assert public_key() == first and first.startswith("-----BEGIN PUBLIC KEY-----")


def test_a_checkpoint_says_where_the_chains_stand_and_only_when_something_moved(db, django_capture_on_commit_callbacks):
    assert checkpoint() is None
    lines(5)
    lines(2, dossier=8)
    with django_capture_on_commit_callbacks(execute=True):
        first = checkpoint()
    assert (first.number, first.lines, first.chains, first.heads) == (1, 7, 2, 2)
    assert checkpoint() is None
    lines(1, dossier=8)
    with django_capture_on_commit_callbacks(execute=True):
        second = checkpoint()
    assert (second.number, second.lines, second.chains, second.heads) == (2, 8, 2, 1)
    assert [c.number for c in checkpoints()] == [2, 1]
    report = examine()
    assert report.whole and (report.lines, report.checkpoints) == (8, 2)
    assert [row["number"] for row in keys.remembered()] == [1, 2]


def test_a_whole_chain_that_is_gone_with_its_head_is_found(unlocked, django_capture_on_commit_callbacks):
    lines(3)
    lines(2, dossier=8)
    seal(django_capture_on_commit_callbacks)
    AuditLine.objects.filter(chain="dossier:8").delete()
    AuditChain.objects.filter(name="dossier:8").delete()
    assert problems() == {("dossier:8", 2, "TRUNCATED")}
    assert ("dossier:8", 2, "TRUNCATED") in problems(since_checkpoint=True)


def test_an_end_that_was_cut_off_with_its_head_set_back_is_found(unlocked, django_capture_on_commit_callbacks):
    lines(5)
    seal(django_capture_on_commit_callbacks)
    AuditLine.objects.filter(number__gt=3).delete()
    AuditChain.objects.update(last_number=3, last_hash=AuditLine.objects.get(number=3).record_hash)
    assert problems() == {("dossier:7", 5, "TRUNCATED")}


def rewrite(number: int, **change) -> None:
    """Change a line and compute every later hash and the head again, as somebody with the code can."""
    row = AuditLine.objects.get(number=number)
    previous = row.previous_hash
    for line in AuditLine.objects.filter(number__gte=number).order_by("number"):
        if line.number == number:
            for name, value in change.items():
                setattr(line, name, value)
        digest = rules.line_hash(previous, {n: getattr(line, n) for n in (*rules.FIELDS[2], "number")})
        AuditLine.objects.filter(pk=line.pk).update(
            **change if line.number == number else {}, previous_hash=previous, record_hash=digest
        )
        previous = digest
    AuditChain.objects.update(last_hash=previous)


def test_a_chain_with_every_hash_computed_again_is_found(unlocked, django_capture_on_commit_callbacks):
    lines(5)
    rewrite(2, user_name="nobody")
    assert verify() == (5, []), "the chain alone cannot know"
    rewrite(2, user_name="Samenhang")
    seal(django_capture_on_commit_callbacks)
    rewrite(2, user_name="nobody")
    assert problems() == {("dossier:7", 5, "REWRITTEN")}


def test_the_heads_under_a_checkpoint_cannot_be_rewritten_along(unlocked, django_capture_on_commit_callbacks):
    lines(5)
    seal(django_capture_on_commit_callbacks)
    rewrite(2, user_name="nobody")
    CheckpointHead.objects.update(hash=AuditChain.objects.get().last_hash)
    assert ("checkpoint", 1, "CHECKPOINT_FALSE") in problems()


@pytest.mark.parametrize("name", ["at", "previous", "root", "heads", "chains", "lines", "signature", "number"])
def test_a_checkpoint_with_any_column_changed_is_false(unlocked, django_capture_on_commit_callbacks, name):
    lines(3)
    seal(django_capture_on_commit_callbacks)
    AuditCheckpoint.objects.update(**{name: 9 if name in {"heads", "chains", "lines", "number"} else "9"})
    assert "CHECKPOINT_FALSE" in {p for _c, _n, p in problems()}


def test_a_checkpoint_signed_by_somebody_else_is_false(unlocked, settings, tmp_path):
    lines(3)
    settings.AUDIT_KEY = tmp_path / "theirs" / "audit-signing.pem"
    checkpoint()
    settings.AUDIT_KEY = tmp_path / "keys" / "audit-signing.pem"
    assert problems() == {("checkpoint", 1, "CHECKPOINT_FALSE")}


def test_checkpoints_signed_with_an_earlier_key_stay_good_when_its_public_half_is_kept(
    db, settings, django_capture_on_commit_callbacks
):
    lines(3)
    seal(django_capture_on_commit_callbacks)
    old = public_key()
    settings.AUDIT_KEY.unlink()
    assert ("checkpoint", 1, "CHECKPOINT_FALSE") in problems()
    settings.AUDIT_KEY.with_name("audit-signing-2026.pub").write_text(old)
    assert problems() == set()


def test_an_old_backup_put_back_is_found(unlocked, django_capture_on_commit_callbacks):
    lines(3)
    seal(django_capture_on_commit_callbacks)
    kept = [list(m.objects.all()) for m in (AuditLine, AuditChain, AuditCheckpoint, CheckpointHead)]
    lines(4)
    seal(django_capture_on_commit_callbacks)
    for model in (CheckpointHead, AuditCheckpoint, AuditLine, AuditChain):
        model.objects.all().delete()
    for rows in kept:
        type(rows[0]).objects.bulk_create(rows)
    assert problems() == {("checkpoint", 2, "CHECKPOINT_GONE")}


def test_a_process_that_died_before_the_record_was_written_is_caught_up(db, django_capture_on_commit_callbacks):
    lines(3)
    checkpoint()  # its transaction is not committed as far as the record knows
    assert keys.remembered() == []
    lines(1)
    seal(django_capture_on_commit_callbacks)
    assert [row["number"] for row in keys.remembered()] == [1, 2]


def test_since_the_last_checkpoint_only_what_is_new_is_read(unlocked, django_capture_on_commit_callbacks):
    lines(50)
    lines(5, dossier=8)
    seal(django_capture_on_commit_callbacks)
    lines(3, dossier=8)
    report = examine(since_checkpoint=True)
    assert (report.lines, report.since, report.whole) == (3, 1, True)
    AuditLine.objects.filter(chain="dossier:8", number=7).update(user_name="x")
    assert problems(since_checkpoint=True) == {("dossier:8", 7, "CHANGED")}


def test_the_command_verifies_first_and_signs_only_a_whole_log(unlocked, capsys):
    lines(3)
    call_command("checkpoint_log")
    assert "checkpoint 1" in capsys.readouterr().out
    AuditLine.objects.filter(number=2).update(user_name="x")
    lines(1)
    with pytest.raises(SystemExit) as stopped:
        call_command("checkpoint_log")
    assert stopped.value.code == 1
    assert "dossier:7 2 CHANGED" in capsys.readouterr().out
    assert AuditCheckpoint.objects.count() == 1


# ---- letting go -----------------------------------------------------------------------------------
def aged() -> None:
    """Four lines of six years ago, then three of now."""
    with transaction.atomic():
        record_many(SYSTEM, [{"act": Act.READ, "dossier_id": 7}] * 4, at=datetime(2020, 5, 1, tzinfo=UTC))
    lines(3)


def test_lines_go_after_their_term_by_two_people_and_the_log_still_verifies(db, django_capture_on_commit_callbacks):
    aged()
    seal(django_capture_on_commit_callbacks)
    gone = destroy_lines(
        actor=OFFICER, approved_by=SECOND, chain="dossier:7", before=date(2021, 1, 1), ground="Term of five years"
    )
    assert gone == 4
    assert list(AuditLine.objects.filter(chain="dossier:7").values_list("number", flat=True)) == [5, 6, 7]
    report = examine()
    assert report.whole
    assert [(d.chain, d.up_to_number, d.decided_by, d.approved_by) for d in report.destroyed] == [
        ("dossier:7", 4, "Privacy officer", "Second officer")
    ]
    assert AuditLine.objects.get(chain="user:1", act=Act.DELETE).detail["lines"] == 4
    lines(2)
    assert examine().whole


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"approved_by": OFFICER}, "OWN_APPROVAL"),
        ({"approved_by": Actor(user_id=3, name="No power")}, "NO_POWER"),
        ({"actor": Actor(user_id=3, name="No power")}, "NO_POWER"),
        ({"ground": "  "}, "REASON_MISSING"),
        ({"before": date(2022, 11, 22)}, "LOG_TERM_RUNS"),
        ({"chain": "dossier:8"}, "NOTHING_TO_DESTROY"),
    ],
)
def test_lines_do_not_go_otherwise(db, django_capture_on_commit_callbacks, change, code):
    aged()
    seal(django_capture_on_commit_callbacks)
    how = {"actor": OFFICER, "approved_by": SECOND, "chain": "dossier:7", "before": date(2021, 1, 1), "ground": "Term"}
    with pytest.raises((Refused, NoGrant)) as refused:
        destroy_lines(**{**how, **change})
    assert refused.value.code == code
    assert AuditLine.objects.filter(chain="dossier:7").count() == 7


def test_lines_without_a_checkpoint_above_them_stay(db):
    aged()
    with pytest.raises(Refused, match="NOTHING_TO_DESTROY"):
        destroy_lines(actor=OFFICER, approved_by=SECOND, chain="dossier:7", before=date(2021, 1, 1), ground="Term")


def test_a_record_of_destruction_lets_go_of_nothing_younger_or_elsewhere(db, django_capture_on_commit_callbacks):
    aged()
    lines(2, dossier=8)
    seal(django_capture_on_commit_callbacks)
    destroy_lines(actor=OFFICER, approved_by=SECOND, chain="dossier:7", before=date(2021, 1, 1), ground="Term")
    for where in ("chain = 'dossier:7' AND number = 5", "chain = 'dossier:8'"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM audit_auditline WHERE {where}")  # noqa: S608


def test_a_destruction_that_nobody_signed_is_found(db, django_capture_on_commit_callbacks):
    aged()
    seal(django_capture_on_commit_callbacks)
    fourth = AuditLine.objects.get(chain="dossier:7", number=4)
    AuditDestruction.objects.create(
        chain="dossier:7", up_to_number=4, last_hash=fourth.record_hash, lines=4, before="2021-01-01", ground="Term",
        decided_by="a", approved_by="b", at="2026-11-22", key_id=keys.key_id(), signature="00" * 64,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditline WHERE number <= 4")
    found = problems()
    assert ("dossier:7", 4, "DESTRUCTION_FALSE") in found and ("dossier:7", 5, "MISSING_BEFORE") in found


def test_more_lines_gone_than_the_record_says_is_found(db, django_capture_on_commit_callbacks):
    aged()
    seal(django_capture_on_commit_callbacks)
    destroy_lines(actor=OFFICER, approved_by=SECOND, chain="dossier:7", before=date(2021, 1, 1), ground="Term")
    unlock()
    AuditLine.objects.filter(number=5).delete()
    assert ("dossier:7", 6, "MISSING_BEFORE") in problems()


def test_the_record_beside_the_key_that_somebody_wrote_in_is_found(db, django_capture_on_commit_callbacks):
    lines(3)
    seal(django_capture_on_commit_callbacks)
    row = keys.remembered()[0]
    with keys.record_path().open("a") as file:
        file.write(json.dumps({**row, "number": 2}) + "\n")
        file.write('{"cut off')
    assert problems() == {("record beside the key", 2, "CHECKPOINT_FALSE")}
