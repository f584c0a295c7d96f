"""The verbs of drafts: what somebody is writing is kept on the server, for them alone, until it is saved or a week old."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict
from samenhang.notes.catalogue import DRAFT_DAYS
from samenhang.notes.models import Draft


class Late(Conflict):
    """What arrives belongs to a form that was saved or thrown away meanwhile."""


@transaction.atomic
def keep_draft(
    *,
    actor: Actor,
    compartment_id: int,
    category: Category,
    name: str,
    window: uuid.UUID,
    content: Mapping[str, Sequence[str]],
    version: int,
) -> tuple[int, datetime]:
    """Keep what stands in a form; returns the version and the moment. ``version`` is the last one that this window knows.

    Raises NoGrant as soon as the actor may no longer read this kind here, Late when the form was saved or thrown away, and
    Conflict(CHANGED_MEANWHILE) when the same draft is being written in another window. The first time is a line in the log.
    """
    dossier_id = require_grant(actor, compartment_id, category, write=False)
    mine = Draft.objects.for_rule("somebody keeps their own draft").filter(author_id=actor.me, window=window)
    draft, now = mine.select_for_update().first(), clock.now()
    if draft is None:
        draft = Draft(
            compartment_id=compartment_id, kept_as=int(category), author_id=actor.me, name=name, window=window,
            content=dict(content), saved_at=now,
        )  # fmt: skip
        Draft.objects.write([draft])
        record(
            actor,
            Act.CREATE,
            dossier_id=dossier_id,
            compartment_id=compartment_id,
            object_type="Draft",
            object_id=draft.pk,
            categories=int(category),
            detail={"form": name},
        )
        return 1, now
    if draft.done_at is not None:
        raise Late("CHANGED_MEANWHILE")
    if draft.version != version:
        raise Conflict("CHANGED_MEANWHILE")
    draft.content, draft.saved_at, draft.version = dict(content), now, draft.version + 1
    draft.save(update_fields=["content", "saved_at", "version"])
    return draft.version, now


@transaction.atomic
def end_draft(*, actor: Actor, window: uuid.UUID) -> bool:
    """The form was saved: its draft is emptied, and what still arrives from that window is too late."""
    mine = Draft.objects.for_rule("somebody ends their own draft").filter(author_id=actor.me, window=window)
    return bool(mine.filter(done_at__isnull=True).update(done_at=clock.now(), content={}))


@transaction.atomic
def throw_away(*, actor: Actor, draft_id: int) -> None:
    """Throw one's own draft away; nothing happens when it is gone or somebody else's."""
    mine = Draft.objects.for_rule("somebody throws their own draft away").filter(author_id=actor.me, pk=draft_id)
    for window in mine.values_list("window", flat=True):
        end_draft(actor=actor, window=window)


def forget_old_drafts() -> int:
    """Remove drafts that are older than a week, and those that were finished; returns how many."""
    now = clock.now()
    rows = Draft.objects.for_rule("drafts are gone after a week")
    gone = rows.filter(saved_at__lt=now - timedelta(days=DRAFT_DAYS)) | rows.filter(done_at__lt=now - timedelta(days=1))
    return int(gone.delete()[0])
