"""What the person said, each time by itself: a goal hangs on it."""

from __future__ import annotations

from datetime import date

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.picture.models import OwnWords


def words_said(actor: Actor, person_id: int, *, purpose: Purpose) -> list[tuple[int, str, date]]:
    """The own words of a person by number, the newest first."""
    rows = OwnWords.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return list(rows.order_by("-said_on", "-pk").values_list("pk", "text", "said_on"))
