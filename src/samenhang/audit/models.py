"""The log: append-only in the database itself, one hash chain per dossier (and one per user for lists)."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from samenhang.audit.enums import Act


class Canonical(json.JSONEncoder):
    """Writes details in the spelling that was hashed, so that verifying need not spell them again."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "sort_keys": True, "separators": (",", ":")})


class AuditChain(models.Model):
    """The head of a chain; its row is the lock that keeps two writers apart."""

    name = models.CharField(max_length=60, primary_key=True)
    last_number = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, default="")  # lets one statement append and return both ends


class AuditLine(models.Model):
    """One act. Triggers in the database refuse to change or remove a line (migrations 0002 and 0004).

    Holds who, when, what and why as NEN 7513 asks; never the content that was read or written. ``dossier_id`` is the
    pseudonym of the client, ``acting_for`` who somebody stands in for, ``auth_level`` how sure the sign-in was.
    A new column must be added by SQL (as 0004 does): a table that SQLite copies loses its triggers.
    """

    version = models.PositiveSmallIntegerField(default=1)
    chain = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField()
    at = models.CharField(max_length=32)  # ISO 8601 in UTC, as hashed
    act = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Act])
    outcome = models.CharField(max_length=20, default="OK")
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=200)
    user_role = models.CharField(max_length=60, blank=True)
    user_organisation = models.CharField(max_length=200, blank=True)
    auth_level = models.CharField(max_length=20, blank=True, default="")
    acting_for = models.CharField(max_length=200, blank=True, default="")
    purpose = models.CharField(max_length=60, blank=True)
    dossier_id = models.BigIntegerField(null=True)
    compartment_id = models.BigIntegerField(null=True)
    regime = models.CharField(max_length=12, blank=True, default="")
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    categories = models.BigIntegerField(default=0)
    detail = models.JSONField(default=dict, encoder=Canonical)
    source_system = models.CharField(max_length=60, blank=True, default="")
    address = models.CharField(max_length=60, blank=True)
    session = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    record_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_one_line_per_number"),
            models.UniqueConstraint(fields=["record_hash"], name="audit_hash_once"),
        ]
        indexes = [
            models.Index(fields=["dossier_id", "id"], name="audit_by_dossier"),  # who looked at this person
            models.Index(fields=["user_id", "id"], name="audit_by_user"),  # what did this colleague look at
            models.Index(fields=["at"], name="audit_by_moment"),  # exports of a period, what stands out this week
        ]


class AuditCheckpoint(models.Model):
    """A signed statement of where the chains stood; the key and a record of it are kept apart from the database."""

    number = models.PositiveIntegerField(unique=True)
    at = models.CharField(max_length=32)
    previous = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    heads = models.PositiveIntegerField()  # heads that moved since the checkpoint before
    chains = models.PositiveIntegerField()
    lines = models.PositiveBigIntegerField()
    key_id = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)


class CheckpointHead(models.Model):
    """A head that moved, as a checkpoint knew it; the leaves under the checkpoint's root."""

    checkpoint = models.ForeignKey(AuditCheckpoint, models.PROTECT, related_name="moved")
    chain = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_head_once"),
        ]


class AuditDestruction(models.Model):
    """Lines at the beginning of a chain that two people let go after their term; the chain goes on from ``last_hash``.

    The only thing that opens the database's refusal to delete, and only for lines up to this number and moment.
    """

    chain = models.CharField(max_length=60)
    up_to_number = models.PositiveBigIntegerField()
    last_hash = models.CharField(max_length=64)
    lines = models.PositiveBigIntegerField()
    before = models.CharField(max_length=32)
    ground = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200)
    approved_by = models.CharField(max_length=200)
    at = models.CharField(max_length=32)
    key_id = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "up_to_number"], name="audit_destroyed_once")]
