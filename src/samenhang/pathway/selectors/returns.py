"""Reading returns: of one person, of one's own cases, and for a municipality what it was told; and all alerts at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.kept import GivenIds, Kept
from samenhang.pathway.enums.returns import ReturnAlert, ReturnState
from samenhang.pathway.models.returns import Return, ReturnStep
from samenhang.pathway.rules.returns import return_alert
from samenhang.privacy.selectors.person import copies_for


@dataclass(frozen=True)
class ReturnStepRow:
    """What happened around a return."""

    act: str
    on: date
    words: str
    at: datetime
    by: str


@dataclass(frozen=True)
class ReturnRow:
    """A return of somebody to a municipality, with what happened around it."""

    id: int
    person_id: int
    title_code: str
    returns_on: date
    organisation_id: int
    organisation: str
    state: ReturnState
    told_on: date | None
    letter: str
    contact: str
    seen_on: date | None
    steps: tuple[ReturnStepRow, ...] = ()


_FIELDS = (
    "id", "person_id", "title__code", "returns_on", "organisation_id", "organisation__name", "state", "told_on", "letter",
    "contact", "seen_on",
)  # fmt: skip


def _row(v: tuple, steps: tuple[ReturnStepRow, ...] = ()) -> ReturnRow:
    return ReturnRow(*[*v[:6], ReturnState(v[6]), *v[7:], steps])


def returns_of(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[ReturnRow]:
    """The returns of these people, the soonest first, in two questions."""
    rows = Return.objects.visible_to(actor, purpose=purpose).filter(person_id__in=list(person_ids))
    steps: dict[int, list[ReturnStepRow]] = {}
    kept = ReturnStep.objects.visible_to(actor, purpose=purpose).filter(person_id__in=list(person_ids))
    for of, act, on, words, at, by in kept.order_by("at", "id").values_list(
        "of_id", "act", "on", "words", "at", "by__name"
    ):
        steps.setdefault(of, []).append(ReturnStepRow(act, on, words, at, by or ""))
    return [_row(v, tuple(steps.get(v[0], ()))) for v in rows.order_by("returns_on", "id").values_list(*_FIELDS)]


@dataclass(frozen=True)
class ToldRow:
    """A return that a municipality was told of, under the name in what was shared with it."""

    about: str
    row: ReturnRow


def returns_to(actor: Actor, *, purpose: Purpose, today: date) -> list[ToldRow]:
    """For a colleague of a municipality: the returns that were shared with it and are theirs to read, the soonest first."""
    copies = copies_for(actor, purpose=purpose, today=today)
    names = {c.person_id: c.about for c in copies if c.category & Category.TITLE_FACT}
    if not names:
        return []
    rows = Return.objects.for_rule("who returns, to who received exactly that on a ground").filter(
        person_id__in=list(names), organisation_id__in=list(actor.organisation_ids), told_by_sharing__isnull=False
    )
    rows = rows.exclude(state=ReturnState.OFF).order_by("returns_on", "id")
    return [ToldRow(names[v[1]], _row(v)) for v in rows.values_list(*_FIELDS)]


@Kept
def _open(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Return.objects.visible_to(reader, purpose=purpose).filter(person_id__in=GivenIds("people"))
    rows = rows.exclude(state__in=[ReturnState.SEEN, ReturnState.OFF])
    return rows.order_by("returns_on", "id").values_list(
        "person_id", "state", "returns_on", "told_on", "organisation__name"
    )


def returns_attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """Returns of these people of which a municipality does not know, or where it has not seen them, in one question."""
    found = []
    for person_id, state, returns_on, told_on, where in _open.rows(actor.reader, purpose, people=person_ids):
        alert = return_alert(ReturnState(state), returns_on, told_on, today)
        if alert is not None:
            code, on, until = alert
            hard = code == ReturnAlert.RETURN_NOT_SEEN and today >= returns_on
            found.append(Attention(code, person_id, on, until, hard, where, f"/returns/people/{person_id}/"))
    return found
