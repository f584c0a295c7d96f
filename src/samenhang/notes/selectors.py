"""Reading notes: only those of a kind that a grant opens; and one's own drafts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Q
from django.db.models.functions import Left, Length

from samenhang.access.enums import Category, Purpose
from samenhang.access.rules import OWN
from samenhang.access.selectors import taking_part
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.notes.catalogue import DRAFT_DAYS, EXCERPT, PAGE
from samenhang.notes.models import Draft, Note, NoteVersion


@dataclass(frozen=True)
class NoteRow:
    """A note as a page shows it; ``whole`` is False when only its beginning stands here."""

    id: int
    thread_id: int | None
    category: Category
    text: str
    author_id: int
    author: str
    written_at: datetime
    changed_at: datetime | None
    version: int
    told: Sequence[int]
    pinned: bool
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str
    whole: bool = True
    answers: int = 0
    last_answer: datetime | None = None


@dataclass(frozen=True)
class Wanted:
    """Which notes are asked for: of a kind, by somebody, with these words."""

    category: int = 0
    author_id: int = 0
    words: str = ""


@dataclass(frozen=True)
class CaseColleague:
    """A colleague who takes part in a case and can be told something."""

    user_id: int
    name: str
    organisation: str


_FIELDS = (
    "id", "thread_id", "kept_as", "author_id", "author__name", "written_at", "changed_at", "version", "told", "pinned_at",
    "withdrawn_at", "withdrawn_by__name", "withdrawn_why",
)  # fmt: skip


def _row(values: Sequence, text: str, **more: Any) -> NoteRow:
    pk, thread, kept, author, name, written, changed, version, told, pinned, at, by, why = values
    return NoteRow(
        pk, thread, Category(kept), text, author, name, written, changed, version, told, pinned is not None, at, by or "",
        why, **more,
    )  # fmt: skip


def threads(
    actor: Actor, compartment_id: int, *, purpose: Purpose, wanted: Wanted = Wanted(), start: int = 0, size: int = PAGE
) -> tuple[list[NoteRow], int]:
    """The threads about somebody: pinned ones first, then those in which something was written last; and how many."""
    visible = Note.objects.visible_to(actor, purpose=purpose).filter(compartment_id=compartment_id)
    firsts = _wanted(visible, wanted)
    total = firsts.count()
    rows = firsts.order_by(F("pinned_at").desc(nulls_last=True), "-active_at", "-id").annotate(
        beginning=Left("text", EXCERPT), length=Length("text")
    )
    page = list(rows.values_list(*_FIELDS, "beginning", "length")[start : start + size])
    answers = visible.filter(thread_id__in=[v[0] for v in page]).order_by().values("thread_id")
    counted = {v["thread_id"]: v for v in answers.annotate(n=Count("id"), last=Max("written_at"))}
    return [
        _row(
            v[:-2],
            v[-2],
            whole=v[-1] <= EXCERPT,
            answers=counted.get(v[0], {}).get("n", 0),
            last_answer=counted.get(v[0], {}).get("last"),
        )
        for v in page
    ], total


def _wanted(visible: Any, wanted: Wanted) -> Any:
    """The first notes of the threads in which something of this is found."""
    firsts = visible.filter(thread__isnull=True)
    if wanted.category:
        firsts = firsts.filter(kept_as=wanted.category)
    if wanted.author_id or wanted.words:
        found = Q(author_id=wanted.author_id) if wanted.author_id else Q()
        for word in wanted.words.split()[:6]:
            found &= Q(text__icontains=word)
        firsts = firsts.filter(found | Q(pk__in=visible.filter(found, thread__isnull=False).values("thread_id")))
    return firsts


def thread(
    actor: Actor, compartment_id: int, note_id: int, *, purpose: Purpose, start: int = 0, size: int = PAGE
) -> tuple[NoteRow | None, list[NoteRow], int]:
    """A thread with its answers in their order; None when there is none that the actor may see."""
    visible = Note.objects.visible_to(actor, purpose=purpose).filter(compartment_id=compartment_id)
    first = visible.filter(pk=note_id, thread__isnull=True).values_list(*_FIELDS, "text").first()
    if first is None:
        return None, [], 0
    answers = visible.filter(thread_id=note_id)
    rows = answers.order_by("written_at", "id").values_list(*_FIELDS, "text")[start : start + size]
    return _row(first[:-1], first[-1]), [_row(v[:-1], v[-1]) for v in rows], answers.count()


def to_print(
    actor: Actor, compartment_id: int, *, purpose: Purpose, wanted: Wanted = Wanted(), note_id: int | None = None
) -> list[tuple[NoteRow, list[NoteRow]]]:
    """Whole threads with all their answers, for paper: those asked for, the oldest first, or one."""
    visible = Note.objects.visible_to(actor, purpose=purpose).filter(compartment_id=compartment_id)
    firsts = _wanted(visible, wanted) if note_id is None else visible.filter(pk=note_id, thread__isnull=True)
    found: dict[int, tuple[NoteRow, list[NoteRow]]] = {
        v[0]: (_row(v[:-1], v[-1]), []) for v in firsts.order_by("written_at", "id").values_list(*_FIELDS, "text")
    }
    answers = visible.filter(thread_id__in=list(found)).order_by("written_at", "id")
    for v in answers.values_list(*_FIELDS, "text"):
        found[v[1]][1].append(_row(v[:-1], v[-1]))
    return list(found.values())


def note(actor: Actor, compartment_id: int, note_id: int, *, purpose: Purpose) -> NoteRow | None:
    """One note, first or answer; None when there is none that the actor may see."""
    rows = Note.objects.visible_to(actor, purpose=purpose).filter(compartment_id=compartment_id, pk=note_id)
    values = rows.values_list(*_FIELDS, "text").first()
    return _row(values[:-1], values[-1]) if values else None


@dataclass(frozen=True)
class VersionRow:
    """How a note read until a moment."""

    number: int
    text: str
    until: datetime


def earlier(actor: Actor, note_id: int, *, purpose: Purpose) -> list[VersionRow]:
    """How a note read before, the newest first."""
    rows = NoteVersion.objects.visible_to(actor, purpose=purpose).filter(note_id=note_id).order_by("-number")
    return [VersionRow(*v) for v in rows.values_list("number", "text", "until")]


def authors(actor: Actor, compartment_id: int, *, purpose: Purpose) -> list[tuple[int, str]]:
    """Who wrote notes here that the actor may see, by name."""
    rows = Note.objects.visible_to(actor, purpose=purpose).filter(compartment_id=compartment_id)
    return sorted(set(rows.values_list("author_id", "author__name").order_by()), key=lambda a: a[1])


def colleagues_in_case(dossier_id: int, today: date) -> list[CaseColleague]:
    """Who takes part in a case in person, each once, by name: whom a note can be told."""
    found = {
        p.user_id: CaseColleague(p.user_id, p.who, p.organisation)
        for p in taking_part(dossier_id, today)
        if p.user_id is not None and p.role not in OWN
    }
    return sorted(found.values(), key=lambda c: c.name)


@dataclass(frozen=True)
class DraftRow:
    """A draft of one's own."""

    id: int
    window: uuid.UUID
    saved_at: datetime
    version: int
    content: Mapping[str, Sequence[str]] = field(default_factory=dict)


def own_drafts(actor: Actor, compartment_id: int, *, category: Category, name: str, purpose: Purpose) -> list[DraftRow]:
    """The drafts that somebody left in a form about somebody, the newest first; only as long as they may read that kind."""
    rows = Draft.objects.visible_to(actor, purpose=purpose).filter(
        compartment_id=compartment_id,
        author_id=actor.user_id,
        name=name,
        kept_as=int(category),
        done_at__isnull=True,
        saved_at__gte=clock.now() - timedelta(days=DRAFT_DAYS),
    )
    fields = ("id", "window", "saved_at", "version", "content")
    return [DraftRow(*v) for v in rows.order_by("-saved_at", "-id").values_list(*fields)[:10]]
