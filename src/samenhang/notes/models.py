"""Notes about a person in threads, their earlier versions, and drafts of whoever is writing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.models import ProtectedModel


class Note(ProtectedModel):
    """Something written about a person, or an answer to it. Its author chooses the kind, and with it who may read it.

    An answer (with a ``thread``) is of the kind of what it answers. ``active_at`` of the first note moves with each answer.
    ``told`` are the colleagues who were mentioned. A note that was withdrawn stays readable in the history.
    """

    category_field = "kept_as"

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    thread = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    kept_as = models.BigIntegerField()
    text = models.TextField()
    author = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    told = models.JSONField(default=list)
    active_at = models.DateTimeField()
    pinned_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kept_as__gt=0), name="notes_has_category"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why=""),
                name="notes_withdrawn_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | Q(pinned_at__isnull=True), name="notes_only_threads_are_pinned"
            ),
        ]
        indexes = [
            models.Index(fields=["compartment", "-active_at"], name="notes_of_dossier"),  # the tab
            models.Index(fields=["thread", "written_at"], name="notes_answers"),  # one thread in its order
        ]


class NoteVersion(ProtectedModel):
    """How a note read before it was changed; never changed itself."""

    category_field = "kept_as"

    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    kept_as = models.BigIntegerField()
    number = models.PositiveIntegerField()
    text = models.TextField()
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "number"], name="notes_one_text_per_version")]


class Draft(ProtectedModel):
    """What somebody is writing about a person and has not saved: theirs alone, behind the door, for a week at most.

    ``window`` is the form as it stood in one window, so that two windows never write over each other. One that is ``done``
    is empty: it only says that what still arrives from that window comes too late.
    """

    category_field = "kept_as"

    author = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    kept_as = models.BigIntegerField()
    name = models.CharField(max_length=80)
    window = models.UUIDField()
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "window"], name="notes_one_draft_per_window")]
        indexes = [models.Index(fields=["saved_at"], name="notes_old_drafts")]  # what is too old, every night
