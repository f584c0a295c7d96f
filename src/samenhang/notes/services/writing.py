"""Writing notes: who may write a kind may begin a thread; who reads it and takes part may answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from samenhang.access.enums import Category
from samenhang.access.selectors import role_in_case, who_reads
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notes.catalogue import MOST_CHARACTERS
from samenhang.notes.models import Note, NoteVersion
from samenhang.notes.rules import mentioned
from samenhang.notes.selectors import colleagues_in_case
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.services import require_person


@dataclass(frozen=True)
class NewNote:
    """What is written, and who should know; names behind an @ in the text count as well."""

    text: str
    tell: Collection[int] = ()


@transaction.atomic
def write(*, actor: Actor, person_id: int, compartment_id: int, category: Category, new: NewNote, today: date) -> int:
    """Begin a thread about somebody and return its id.

    Raises NoGrant without a grant to write this kind, Refused(TEXT_MISSING, TEXT_TOO_LONG), and Refused(NOT_IN_CASE,
    MAY_NOT_READ_THIS) when somebody is to be told who takes no part, or may not read it.
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=category)
    text = _text(new)
    told = _told(actor, dossier_id, compartment_id, category, new, today)
    now = clock.now()
    note = Note(
        compartment_id=compartment_id,
        person_id=person_id,
        kept_as=int(category),
        text=text,
        author_id=actor.me,
        written_at=now,
        active_at=now,
        told=sorted(told),
    )
    Note.objects.write([note])
    _log(actor, Act.CREATE, note, dossier_id)
    _tell(actor, note, dossier_id, told, Kind.MENTIONED)
    return int(note.pk)


@transaction.atomic
def reply(*, actor: Actor, note_id: int, new: NewNote, today: date) -> int:
    """Answer in a thread and return the id of the answer; whoever wrote in it before hears of it.

    For everybody who takes part in the case and may read the kind (NoGrant otherwise). Raises as :func:`write`, and
    Refused(NOTE_WITHDRAWN).
    """
    first, dossier_id = _readable(actor, note_id, today)
    if first.thread_id is not None:
        raise NoGrant("NO_GRANT")
    if first.withdrawn_at is not None:
        raise Refused("NOTE_WITHDRAWN")
    text = _text(new)
    told = _told(actor, dossier_id, first.compartment_id, Category(first.kept_as), new, today)
    now = clock.now()
    answer = Note(
        compartment_id=first.compartment_id,
        person_id=first.person_id,
        thread=first,
        kept_as=first.kept_as,
        text=text,
        author_id=actor.me,
        written_at=now,
        active_at=now,
        told=sorted(told),
    )
    Note.objects.write([answer])
    first.active_at = now
    first.save(update_fields=["active_at"])
    _log(actor, Act.CREATE, answer, dossier_id, thread=first.pk)
    _tell(actor, answer, dossier_id, told, Kind.MENTIONED)
    _tell(actor, answer, dossier_id, _writers(first, today) - told, Kind.NOTE_ANSWERED)
    return int(answer.pk)


@transaction.atomic
def change(*, actor: Actor, note_id: int, new: NewNote, version: int, today: date) -> None:
    """Change one's own note; how it read before is kept and shown.

    Raises Refused(NOT_YOURS) for somebody else's, Refused(NOTE_WITHDRAWN), and Conflict(CHANGED_MEANWHILE) when it is
    no longer the version that was read.
    """
    note, dossier_id = _readable(actor, note_id, today)
    if note.author_id != actor.user_id:
        raise Refused("NOT_YOURS")
    if note.withdrawn_at is not None:
        raise Refused("NOTE_WITHDRAWN")
    if note.version != version:
        raise Conflict("CHANGED_MEANWHILE")
    text = _text(new)
    told = _told(actor, dossier_id, note.compartment_id, Category(note.kept_as), new, today)
    now, before = clock.now(), set(note.told)
    if text != note.text:
        earlier = NoteVersion(
            compartment_id=note.compartment_id,
            note=note,
            kept_as=note.kept_as,
            number=note.version,
            text=note.text,
            until=now,
        )
        NoteVersion.objects.write([earlier])
        note.version, note.text, note.changed_at = note.version + 1, text, now
    note.told = sorted(before | told)
    note.save(update_fields=["text", "changed_at", "version", "told"])
    _log(actor, Act.UPDATE, note, dossier_id, version=note.version)
    _tell(actor, note, dossier_id, told - before, Kind.MENTIONED)


@transaction.atomic
def withdraw(*, actor: Actor, note_id: int, why: str, today: date) -> None:
    """Take a note out of use with a reason: one's own, or any for who may write the kind. It stays in the history.

    Raises NoGrant, Refused(REASON_MISSING, NOTE_WITHDRAWN).
    """
    note, dossier_id = _readable(actor, note_id, today)
    if note.author_id != actor.user_id:
        require_grant(actor, note.compartment_id, Category(note.kept_as))
    if not why.strip():
        raise Refused("REASON_MISSING")
    if note.withdrawn_at is not None:
        raise Refused("NOTE_WITHDRAWN")
    note.withdrawn_at, note.withdrawn_by_id, note.withdrawn_why = clock.now(), actor.me, why.strip()[:300]
    note.pinned_at = None
    note.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why", "pinned_at"])
    _log(actor, Act.END, note, dossier_id)


@transaction.atomic
def pin(*, actor: Actor, note_id: int, on: bool, today: date) -> None:
    """Let a thread stand on top, or no longer; for who may write the kind. Raises NoGrant, Refused(NOTE_WITHDRAWN)."""
    note, dossier_id = _readable(actor, note_id, today)
    require_grant(actor, note.compartment_id, Category(note.kept_as))
    if note.thread_id is not None:
        raise NoGrant("NO_GRANT")
    if note.withdrawn_at is not None:
        raise Refused("NOTE_WITHDRAWN")
    note.pinned_at = clock.now() if on else None
    note.save(update_fields=["pinned_at"])
    _log(actor, Act.UPDATE, note, dossier_id, pinned=on)


def _readable(actor: Actor, note_id: int, today: date) -> tuple[Any, int]:
    """A note, locked, that the actor may read, in a case in which they take part; and its dossier. NoGrant otherwise."""
    rows = Note.objects.for_rule("the kind that the grant must hold; checked on the next lines")
    note = rows.select_for_update().filter(pk=note_id).first()
    if note is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, note.compartment_id, Category(note.kept_as), write=False)
    if role_in_case(actor, dossier_id, today) is None:
        raise NoGrant("NOT_IN_CASE")
    return note, dossier_id


def _text(new: NewNote) -> str:
    text = new.text.strip("\r\n ").replace("\r\n", "\n")
    if not text:
        raise Refused("TEXT_MISSING")
    if len(text) > MOST_CHARACTERS:
        raise Refused("TEXT_TOO_LONG")
    return text


def _told(
    actor: Actor, dossier_id: int, compartment_id: int, category: Category, new: NewNote, today: date
) -> set[int]:
    """Who is to be told: those who were chosen and those named in the text; each must take part and may read it."""
    names = {c.user_id: c.name for c in colleagues_in_case(dossier_id, today)}
    wanted = (set(new.tell) | mentioned(new.text, names)) - {actor.me}
    if wanted - set(names):
        raise Refused("NOT_IN_CASE")
    reads = who_reads(compartment_id, sorted(wanted), today)
    if any(reads.get(user, Category(0)) & category != category for user in wanted):
        raise Refused("MAY_NOT_READ_THIS")
    return wanted


def _writers(first: Any, today: date) -> set[int]:
    """Who wrote in this thread and may still read it."""
    rows = Note.objects.for_rule("who hears of an answer").filter(thread=first).values_list("author_id", flat=True)
    wrote = {first.author_id, *rows}
    reads = who_reads(first.compartment_id, sorted(wrote), today)
    return {user for user in wrote if reads.get(user, Category(0)) & Category(first.kept_as)}


def _tell(actor: Actor, note: Any, dossier_id: int, users: set[int], kind: Kind) -> None:
    path = reverse("notes:thread", args=[note.person_id, note.thread_id or note.pk])
    key = f"note:{note.pk}:{kind}"
    notify(user_ids=users - {actor.me}, kind=kind, key=key, path=f"{path}#note-{note.pk}", dossier_id=dossier_id)


def _log(actor: Actor, act: Act, note: Any, dossier_id: int, **detail: Any) -> None:
    record(
        actor,
        act,
        dossier_id=dossier_id,
        compartment_id=note.compartment_id,
        object_type="Note",
        object_id=note.pk,
        categories=note.kept_as,
        detail=detail,
    )
