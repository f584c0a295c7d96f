"""What the verbs of handovers share: the row that is locked, who may act, and who hears of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import timezone

from samenhang.access.enums import CaseRole, Category
from samenhang.access.selectors import in_the_case, may_write, taking_part
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.selectors import works_there
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.pathway.enums.handovers import Evidence, HandoverAct, HandoverState
from samenhang.pathway.models.handovers import HandoverEvidence, HandoverRequest, WarmHandover
from samenhang.pathway.rules.handovers import HANDOVERS
from samenhang.pathway.selectors.handovers_facts import Standing, standing_for_rule

_DIRECTS = frozenset({CaseRole.CASE_DIRECTOR, CaseRole.FILE_HOLDER})


def locked(handover_id: int) -> WarmHandover:
    """The row, locked until the transaction ends. Raises NoGrant when there is none."""
    rows = WarmHandover.objects.for_rule("a handover is locked before it changes; the verb asks for the grant")
    row = rows.select_for_update().filter(pk=handover_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row


def opened(actor: Actor, handover_id: int) -> tuple[WarmHandover, int]:
    """A handover for who gives, receives, or may write in the case; with its dossier. Raises NoGrant."""
    row = locked(handover_id)
    dossier_id = require_grant(actor, row.compartment_id, Category.PLAN_GOALS, write=False)
    mine = actor.user_id is not None and actor.user_id in {row.giver_id, row.receiver_id}
    if not mine and not may_write(actor, row.compartment_id, Category.PLAN_GOALS):
        raise NoGrant("NO_GRANT")
    return row, dossier_id


def standing(row: WarmHandover, today: date) -> Standing:
    """Where this handover stands now, for a rule."""
    return standing_for_rule(reason="what a step of a handover asks", today=today, ids=[row.pk])[row.pk]


def check_lock(row: WarmHandover, lock: int) -> None:
    """Raise Conflict(CHANGED_MEANWHILE) when somebody changed it since it was read."""
    if row.lock != lock:
        raise Conflict("CHANGED_MEANWHILE")


def goes(row: WarmHandover, act: HandoverAct) -> None:
    """Bring the handover to the state that this act leads to; the table decides. Raises Refused(STEP_NOT_POSSIBLE)."""
    row.state = HandoverState(HANDOVERS.after(row.state, act))
    row.lock += 1


def line(actor: Actor, act: Act, row: Any, dossier_id: int, **detail: Any) -> None:
    """One line in the log about a row of a handover; never its words."""
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type=type(row).__name__,
        object_id=row.pk,
        categories=int(Category.PLAN_GOALS),
        detail=detail or None,
    )


def path_of(row: WarmHandover) -> str:
    """Where it stands."""
    return f"/pathway/handovers/{row.pk}/"


def concerned(row: WarmHandover, dossier_id: int, today: date) -> list[int]:
    """Who hears of it: who gives, who receives, who directs the case and who holds the file."""
    seats = [p.user_id for p in taking_part(dossier_id, today) if p.role in _DIRECTS]
    return sorted({user for user in (row.giver_id, row.receiver_id, *seats) if user is not None})


def tell(
    actor: Actor, row: WarmHandover, dossier_id: int, kind: Kind, what: str, users: Collection[int | None]
) -> None:
    """Tell these colleagues, without the one who acts. Who has no seat in the case is led to a page that names nobody."""
    to = {user for user in users if user is not None and user != actor.user_id}
    inside = to & in_the_case(dossier_id)
    key = f"handover:{row.pk}:{row.attempt}:{what}"
    notify(user_ids=sorted(inside), kind=kind, key=key, path=path_of(row), dossier_id=dossier_id)
    for user in sorted(to - inside):
        notify(user_ids=[user], kind=kind, key=key, path=_path_outside(row, user))


def _path_outside(row: WarmHandover, user_id: int) -> str:
    """Where somebody without a seat in the case is led, without a name on it.

    A colleague of the organisation that was asked: the question that it said yes to last. Anybody else: their own list of handovers.
    """
    asked = HandoverRequest.objects.filter(negotiation=row.negotiation, answered_by__isnull=False)
    last = asked.order_by("-answered_at", "-pk").values_list("pk", "asked_of_id").first()
    if last is not None and works_there(user_id, last[1], timezone.localdate(clock.now())):
        return f"/pathway/requests/{last[0]}/"
    return "/pathway/handovers/"


def write_down(
    actor: Actor, row: WarmHandover, dossier_id: int, kind: Evidence, on: date, **values: Any
) -> HandoverEvidence:
    """Keep something that was done, with its line."""
    noted = HandoverEvidence(
        handover=row,
        person_id=row.person_id,
        compartment_id=row.compartment_id,
        attempt=row.attempt,
        kind=kind,
        on=on,
        noted_by_id=actor.user_id,
        noted_at=clock.now(),
        **values,
    )
    HandoverEvidence.objects.write([noted])
    line(actor, Act.CREATE, noted, dossier_id, kind=kind)
    return noted


def not_over(row: WarmHandover) -> None:
    """Raise Refused(HANDOVER_ENDED) when it is completed or withdrawn."""
    if row.state in HANDOVERS.ends:
        raise Refused("HANDOVER_ENDED")
