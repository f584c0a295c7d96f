"""What the verbs of steering share: the row, locked; texts that name nobody; whom to tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from samenhang.access.enums import CaseRole, Category
from samenhang.access.selectors import taking_part
from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, Refused
from samenhang.directory.enums import Power
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.selectors import keys
from samenhang.people.services import names_nobody
from samenhang.steering.models import Bottleneck, BottleneckCase

_HOLDS = frozenset({CaseRole.CASE_DIRECTOR, CaseRole.DEPUTY_DIRECTOR, CaseRole.CASE_MANAGER})


def locked(bottleneck_id: int, version: int | None = None) -> Bottleneck:
    """The bottleneck, locked. Raises Refused(GONE) and Conflict(CHANGED_MEANWHILE) when somebody saved first."""
    row = Bottleneck.objects.select_for_update().filter(pk=bottleneck_id).first()
    if row is None:
        raise Refused("GONE")
    if version is not None and row.version != version:
        raise Conflict("CHANGED_MEANWHILE")
    return row


def keeping(actor: Actor, bottleneck_id: int, version: int | None = None) -> Bottleneck:
    """The bottleneck, locked, for who keeps bottlenecks. Raises NoGrant and what :func:`locked` does."""
    require(actor, Power.KEEP_BOTTLENECKS)
    return locked(bottleneck_id, version)


def about_nobody(actor: Actor, *texts: str) -> None:
    """Raise Refused(NAMES_SOMEBODY) when one of these texts names somebody: a bottleneck is told without any person."""
    told = "\n".join(t for t in texts if t.strip())
    if told:
        names_nobody(actor=actor, text=told, births=True)


def line(actor: Actor, act: Act, row: Any, **detail: Any) -> None:
    """One line in the log about something that is about nobody."""
    record(actor, act, object_type=type(row).__name__, object_id=row.pk, detail=detail or None)


def line_of_case(actor: Actor, act: Act, row: Any, dossier_id: int, **detail: Any) -> None:
    """One line in the log of a dossier."""
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type=type(row).__name__,
        object_id=row.pk,
        categories=int(Category.HOUSING_NEEDS),
        detail=detail or None,
    )


def tell_cases(bottleneck_id: int, *, kind: Kind, key: str, today: date) -> None:
    """Tell who holds each case that meets this bottleneck; each hears of their own case only."""
    met = BottleneckCase.objects.for_rule("whoever holds a case hears what was decided for it")
    people = set(met.filter(bottleneck_id=bottleneck_id, ended_on__isnull=True).values_list("person_id", flat=True))
    for key_of in keys(reason="the dossiers of cases that meet a bottleneck", ids=sorted(people)) if people else ():
        holders = {p.user_id for p in taking_part(key_of.dossier_id, today) if p.role in _HOLDS and p.user_id}
        notify(
            user_ids=sorted(holders),
            kind=kind,
            key=f"{key}:{key_of.id}",
            path=f"/bottlenecks/people/{key_of.id}/",
            dossier_id=key_of.dossier_id,
        )


def tell(user_ids: Iterable[int | None], *, kind: Kind, key: str, bottleneck_id: int) -> None:
    """Tell colleagues about a bottleneck, which is about nobody."""
    wanted = sorted({u for u in user_ids if u is not None})
    notify(user_ids=wanted, kind=kind, key=key, path=f"/bottlenecks/{bottleneck_id}/")
