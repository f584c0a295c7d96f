"""Documents of a person, in versions; the content is a file outside the database."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.models import ProtectedModel
from samenhang.documents.enums import FileType, Scan


class Document(ProtectedModel):
    """Something attached to a dossier. Whoever attaches it chooses the category, and with it who may see it."""

    category_field = "kept_as"

    kept_as = models.BigIntegerField()
    title = models.CharField(max_length=160)
    attached_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kept_as__gt=0), name="documents_has_category"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why=""),
                name="documents_withdrawn_by_somebody_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["compartment", "attached_at"], name="documents_of_dossier")]  # the tab


class DocumentVersion(ProtectedModel):
    """One version of a document; none is ever changed. The category is that of the document, for the same door."""

    category_field = "kept_as"

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    kept_as = models.BigIntegerField()
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=130)
    kind = models.CharField(max_length=5, choices=[(k.value, k.value) for k in FileType])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Scan])
    uploaded_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="documents_one_version_per_number")]
