"""The log: append-only in the database itself, one hash chain per dossier (and one per user for lists)."""

from __future__ import annotations

from django.db import models

from samenhang.audit.enums import Act


class AuditChain(models.Model):
    """The head of a chain; its row is the lock that keeps two writers apart."""

    name = models.CharField(max_length=60, primary_key=True)
    last_number = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64)


class AuditLine(models.Model):
    """One act. Triggers in the database refuse to change or remove a line (migration 0002).

    Holds who, when, what and why as NEN 7513 asks; never the content that was read or written.
    """

    chain = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField()
    at = models.CharField(max_length=32)  # ISO 8601 in UTC, as hashed
    act = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Act])
    outcome = models.CharField(max_length=20, default="OK")
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=200)
    user_role = models.CharField(max_length=60, blank=True)
    user_organisation = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    dossier_id = models.BigIntegerField(null=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    categories = models.BigIntegerField(default=0)
    detail = models.JSONField(default=dict)
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
        ]
