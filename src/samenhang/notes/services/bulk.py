"""Many threads at once, as an import or a generated region brings them: the same rows and lines, in few questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.audit.services import record_many
from samenhang.base.actor import Actor
from samenhang.notes.models import Note


@dataclass(frozen=True)
class BroughtNote:
    """What somebody wrote, and when."""

    text: str
    author_id: int
    written_at: datetime


@dataclass(frozen=True)
class BroughtThread:
    """A thread as it was elsewhere: its first note, and the answers in their order."""

    person_id: int
    compartment_id: int
    dossier_id: int
    category: Category
    first: BroughtNote
    answers: tuple[BroughtNote, ...] = ()


def record_notes(*, actor: Actor, threads: Sequence[BroughtThread]) -> int:
    """Write these threads with their answers, inside a transaction; nobody is told of what is long written. Returns how many notes."""
    firsts: list[Note] = Note.objects.write([_note(thread, thread.first) for thread in threads])
    pairs = list(zip(threads, firsts, strict=True))
    answers: list[Note] = Note.objects.write(
        [_note(thread, note, first) for thread, first in pairs for note in thread.answers]
    )
    dossiers = {thread.compartment_id: thread.dossier_id for thread in threads}
    record_many(
        actor,
        [
            {
                "act": Act.CREATE,
                "dossier_id": dossiers[note.compartment_id],
                "compartment_id": note.compartment_id,
                "object_type": "Note",
                "object_id": note.pk,
                "categories": note.kept_as,
            }
            for note in (*firsts, *answers)
        ],
    )
    return len(firsts) + len(answers)


def _note(thread: BroughtThread, note: BroughtNote, first: Note | None = None) -> Note:
    last = thread.answers[-1] if first is None and thread.answers else note
    return Note(
        person_id=thread.person_id,
        compartment_id=thread.compartment_id,
        thread=first,
        kept_as=int(thread.category),
        text=note.text,
        author_id=note.author_id,
        written_at=note.written_at,
        active_at=last.written_at,
    )
