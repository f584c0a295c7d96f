"""The verbs of documents: attach, a new version, withdraw, hand out. The same door as for any other fact."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from samenhang.access.enums import Category, Purpose
from samenhang.access.services import denied, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.documents.adapters import clamd, store
from samenhang.documents.catalogue import MEDIA
from samenhang.documents.enums import FileType, Scan
from samenhang.documents.models import Document, DocumentVersion
from samenhang.documents.rules import check_content, clean_name


@dataclass(frozen=True)
class HandedOut:
    """A version on its way out."""

    name: str
    media: str
    content: bytes


def attach(*, actor: Actor, compartment_id: int, category: Category, title: str, name: str, content: bytes) -> int:
    """Attach a document and return its id. Who may write the category may attach.

    Raises NoGrant, and Refused with what is wrong with the file (rules.check_content, DOCUMENT_TOO_LARGE,
    DOCUMENT_INFECTED, SCANNER_SILENT). Nothing is kept when anything is refused.
    """
    require_grant(actor, compartment_id, category)
    kind, scan = _accepted(content, name)
    key = store.put(content)
    try:
        with transaction.atomic():
            dossier_id = require_grant(actor, compartment_id, category)
            [document] = Document.objects.write(
                [
                    Document(
                        compartment_id=compartment_id,
                        kept_as=int(category),
                        title=title.strip()[:160] or clean_name(name, kind),
                        attached_at=clock.now(),
                    )
                ]
            )
            _add(actor, document, 1, key, kind, scan, name, content)
            _log(actor, Act.CREATE, document, dossier_id, version=1)
            transaction.on_commit(lambda: store.keep(key))
    except BaseException:
        store.drop(key)
        raise
    pk: int = document.pk
    return pk


def replace(*, actor: Actor, document_id: int, name: str, content: bytes) -> int:
    """Add a version, the old ones stay; returns its number. Raises as :func:`attach`, and Refused(DOCUMENT_WITHDRAWN)."""
    _writable(actor, document_id)
    kind, scan = _accepted(content, name)
    key = store.put(content)
    try:
        with transaction.atomic():
            document, dossier_id = _writable(actor, document_id)
            if document.withdrawn_at is not None:
                raise Refused("DOCUMENT_WITHDRAWN")
            versions = DocumentVersion.objects.for_rule("the number of the next version")
            last = versions.filter(document=document).aggregate(n=Max("number"))["n"] or 0
            _add(actor, document, last + 1, key, kind, scan, name, content)
            _log(actor, Act.UPDATE, document, dossier_id, version=last + 1)
            transaction.on_commit(lambda: store.keep(key))
    except BaseException:
        store.drop(key)
        raise
    number: int = last + 1
    return number


@transaction.atomic
def withdraw(*, actor: Actor, document_id: int, why: str) -> None:
    """Take a document out of use, with a reason; it stays in the history. Raises Refused(REASON_MISSING, DOCUMENT_WITHDRAWN)."""
    document, dossier_id = _writable(actor, document_id)
    if not why.strip():
        raise Refused("REASON_MISSING")
    if document.withdrawn_at is not None:
        raise Refused("DOCUMENT_WITHDRAWN")
    document.withdrawn_at, document.withdrawn_by_id = clock.now(), actor.user_id
    document.withdrawn_why = why.strip()[:300]
    document.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _log(actor, Act.END, document, dossier_id)


def hand_out(*, actor: Actor, version_id: int, purpose: Purpose) -> HandedOut | None:
    """A version to download, with its line in the log; None when there is none that the actor may see.

    Raises Refused(DOCUMENT_DAMAGED) when the file is gone or not what was uploaded.
    """
    with transaction.atomic():
        rows = DocumentVersion.objects.visible_to(actor, purpose=purpose).filter(pk=version_id)
        version = rows.select_related("document", "compartment").first()
        if version is not None:
            content = store.get(version.key)
            if content is None or hashlib.sha256(content).hexdigest() != version.sha256:
                raise Refused("DOCUMENT_DAMAGED")
            record(
                actor,
                Act.EXPORT,
                dossier_id=version.compartment.dossier_id,
                compartment_id=version.compartment_id,
                regime=version.compartment.regime,
                object_type="Document",
                object_id=version.document_id,
                categories=version.kept_as,
                purpose=purpose,
                detail={"version": version.number, "sha256": version.sha256[:16]},
            )
            return HandedOut(version.name, MEDIA[FileType(version.kind)], content)
    denied(actor, what="Document version", object_id=version_id)
    return None


def clean_up() -> int:
    """Remove files that a crash left behind before their transaction ended; returns how many."""
    rows = DocumentVersion.objects.for_rule("which files belong to a version, by their keys only")
    found = store.orphans(set(rows.values_list("key", flat=True)))
    for key in found:
        store.drop(key)
    return len(found)


def remove_files(keys: Collection[str]) -> int:
    """Remove the files of versions that were destroyed, after that was committed; one that is still mentioned stays."""
    rows = DocumentVersion.objects.for_rule("which of these files still belong to a version, by their keys only")
    gone = set(keys) - set(rows.filter(key__in=list(keys)).values_list("key", flat=True))
    for key in sorted(gone):
        store.drop(key)
    return len(gone)


def _accepted(content: bytes, name: str) -> tuple[FileType, Scan]:
    """The type of a file that may be kept, after the checks and the scanner."""
    if len(content) > settings.DOCUMENT_MAX_BYTES:
        raise Refused("DOCUMENT_TOO_LARGE")
    kind = check_content(content, name)
    if not settings.SCANNER:
        return kind, Scan.NO_SCANNER
    try:
        found = clamd.infected(settings.SCANNER, content)
    except clamd.Unreachable:
        raise Refused("SCANNER_SILENT") from None
    if found:
        raise Refused("DOCUMENT_INFECTED", found=found)
    return kind, Scan.CLEAN


def _writable(actor: Actor, document_id: int) -> tuple[Any, int]:
    """A document of which the actor may write the category, and its dossier; one that may not be seen does not exist."""
    rows = Document.objects.for_rule("the category that the grant to write must hold; checked on the next line")
    inside = transaction.get_connection().in_atomic_block
    document = (rows.select_for_update() if inside else rows).filter(pk=document_id).first()
    if document is None:
        raise NoGrant("NO_GRANT")
    return document, require_grant(actor, document.compartment_id, Category(document.kept_as))


def _add(
    actor: Actor, document: Any, number: int, key: str, kind: FileType, scan: Scan, name: str, content: bytes
) -> None:
    DocumentVersion.objects.write(
        [
            DocumentVersion(
                compartment_id=document.compartment_id,
                document=document,
                kept_as=document.kept_as,
                number=number,
                key=key,
                name=clean_name(name, kind),
                kind=kind,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                scan=scan,
                uploaded_by_id=actor.user_id or 0,
                uploaded_at=clock.now(),
            )
        ]
    )


def _log(actor: Actor, act: Act, document: Any, dossier_id: int, **detail: Any) -> None:
    record(
        actor,
        act,
        dossier_id=dossier_id,
        compartment_id=document.compartment_id,
        object_type="Document",
        object_id=document.pk,
        categories=document.kept_as,
        detail=detail,
    )
