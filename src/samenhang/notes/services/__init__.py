"""The verbs of notes: write, answer, change, withdraw, pin; and those of drafts."""

from samenhang.notes.services.bulk import BroughtNote, BroughtThread, record_notes
from samenhang.notes.services.drafts import Late, end_draft, forget_old_drafts, keep_draft, throw_away
from samenhang.notes.services.writing import NewNote, change, pin, reply, withdraw, write

__all__ = [
    "BroughtNote",
    "BroughtThread",
    "Late",
    "NewNote",
    "change",
    "end_draft",
    "forget_old_drafts",
    "keep_draft",
    "pin",
    "record_notes",
    "reply",
    "throw_away",
    "withdraw",
    "write",
]
