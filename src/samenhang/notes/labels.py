"""Code → words for this package."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samenhang.privacy.labels import Field, TableWords

_WHOSE = "says whose fact it is; that stands on the first page"
_INSIDE = "a number for the software, without meaning outside it"
_THIRD = "the names of others"

OWN_FILE: dict[str, TableWords] = {
    "notes.Note": TableWords(
        _("Notes about you"),
        _("What those who help you wrote to each other about you."),
        {
            "text": Field(_("What it says")),
            "author": Field(_("By")),
            "written_at": Field(_("Written down on")),
            "changed_at": Field(_("Changed on")),
            "kept_as": Field(_("Kind of information")),
            "withdrawn_at": Field(_("Withdrawn on")),
            "withdrawn_by": Field(_("Withdrawn by")),
            "withdrawn_why": Field(_("Why it was withdrawn")),
        },
        {
            "person": _WHOSE,
            "thread": _INSIDE,
            "version": _INSIDE,
            "told": _THIRD,
            "active_at": _INSIDE,
            "pinned_at": _INSIDE,
        },
    ),
    "notes.NoteVersion": TableWords(
        _("How notes about you read before"),
        _("A note that was changed is kept as it was."),
        {"text": Field(_("What it said")), "until": Field(_("Until"))},
        {"note": "stands under its own heading", "kept_as": _INSIDE, "number": _INSIDE},
    ),
    "notes.Draft": TableWords(
        _("What somebody is writing about you"),
        _("Not finished yet. It becomes a part of your file when it is saved, or is gone within a week."),
        {"author": Field(_("By")), "saved_at": Field(_("Last written on"))},
        {
            "content": "unfinished words of one person, who alone can read them; gone within a week",
            "kept_as": _INSIDE,
            "name": _INSIDE,
            "window": _INSIDE,
            "version": _INSIDE,
            "done_at": _INSIDE,
        },
    ),
}
