"""Reading documents: only those of a category that a grant opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Value

from samenhang.access.door import granted
from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.documents.enums import FileType, Scan
from samenhang.documents.models import Document, DocumentVersion


@dataclass(frozen=True)
class VersionRow:
    """One version as a list shows it."""

    id: int
    number: int
    name: str
    kind: FileType
    size: int
    scan: Scan
    who: str
    at: datetime


@dataclass(frozen=True)
class DocumentRow:
    """A document with its versions, the newest first."""

    id: int
    title: str
    category: Category
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str
    versions: tuple[VersionRow, ...]


def documents_of(actor: Actor, compartment_id: int, *, purpose: Purpose) -> list[DocumentRow]:
    """The documents of a compartment that the actor may see, the newest first, those withdrawn last."""
    rows = Document.objects.visible_to(actor, purpose=purpose).filter(compartment_id=compartment_id)
    versions: dict[int, list[VersionRow]] = {}
    found = DocumentVersion.objects.visible_to(actor, purpose=purpose).filter(compartment_id=compartment_id)
    for v in found.order_by("-number").select_related("uploaded_by"):
        versions.setdefault(v.document_id, []).append(
            VersionRow(
                v.pk, v.number, v.name, FileType(v.kind), v.size, Scan(v.scan), v.uploaded_by.name, v.uploaded_at
            )
        )
    listed = [
        DocumentRow(
            d.pk,
            d.title,
            Category(d.kept_as),
            d.withdrawn_at,
            d.withdrawn_by.name if d.withdrawn_by else "",
            d.withdrawn_why,
            tuple(versions.get(d.pk, ())),
        )
        for d in rows.select_related("withdrawn_by").order_by("-attached_at", "-id")
    ]
    return sorted(listed, key=lambda d: d.withdrawn_at is not None)


def writable(actor: Actor, compartment_id: int) -> list[Category]:
    """The categories of which the actor may write facts here, and so attach documents; one question for all."""
    questions = [
        granted(actor, category, write=True)
        .filter(compartment_id=compartment_id)
        .values_list(Value(int(category), output_field=BigIntegerField()))
        for category in Category
    ]
    bits = {bit for (bit,) in questions[0].union(*questions[1:])}
    return [category for category in Category if int(category) in bits]


def file_keys(compartment_id: int) -> tuple[str, ...]:
    """The keys of the files of a compartment, for whoever destroys it; never shown."""
    rows = DocumentVersion.objects.for_rule("the files that go when their compartment is destroyed")
    return tuple(rows.filter(compartment_id=compartment_id).order_by("pk").values_list("key", flat=True))
