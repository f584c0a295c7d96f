"""Reading and writing through the door: the line that says so, and the refusal that is written down too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from samenhang.access.door import granted
from samenhang.access.enums import Category, Purpose
from samenhang.access.models import Compartment
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant


@contextmanager
def reading(
    actor: Actor,
    *,
    purpose: Purpose,
    what: str,
    categories: Category,
    dossier_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Iterator[dict[str, Any]]:
    """Read personal facts and write the line that says so, in one transaction: without the line there is no read.

    Yields a dictionary to which the reader adds what became known while reading (such as the dossiers of a list).
    Nothing is logged when the read fails.
    """
    extra: dict[str, Any] = dict(detail or {})
    if dossier_id in actor.emergencies:
        extra["break_glass"] = True
    with transaction.atomic():
        yield extra
        record(
            actor,
            Act.READ,
            dossier_id=dossier_id,
            object_type=what,
            categories=int(categories),
            purpose=purpose,
            detail=extra,
        )


@contextmanager
def reading_person(
    actor: Actor, *, purpose: Purpose, what: str, categories: Category
) -> Iterator[Callable[[int], None]]:
    """Like :func:`reading`, for a page that learns whose dossier it is while reading; yields a function to say so.

    Raises RuntimeError, and thereby rolls back, when a page was read without saying whose it was.
    """
    opened: list[int] = []
    with transaction.atomic():
        yield opened.append
        if len(opened) != 1:
            raise RuntimeError("a read of personal facts must say whose they are")
        record(
            actor,
            Act.READ,
            dossier_id=opened[0],
            object_type=what,
            categories=int(categories),
            purpose=purpose,
            detail={"break_glass": True} if opened[0] in actor.emergencies else None,
        )


@contextmanager
def recording_export(
    actor: Actor, *, what: str, categories: Category, dossier_id: int | None = None
) -> Iterator[dict[str, Any]]:
    """Let personal facts leave as a file and write the line that says so, in one transaction.

    Yields a dictionary to which whoever makes the file adds what became known, such as the dossiers that are in it.
    """
    extra: dict[str, Any] = {"break_glass": True} if dossier_id in actor.emergencies else {}
    with transaction.atomic():
        yield extra
        record(
            actor,
            Act.EXPORT,
            dossier_id=dossier_id,
            object_type=what,
            categories=int(categories),
            detail=extra or None,
        )


def require(actor: Actor, power: str) -> None:
    """Raise NoGrant unless one of the actor's roles gives this power."""
    if not actor.can(power):
        raise NoGrant("NO_POWER", power=power)


def require_grant(actor: Actor, compartment_id: int, category: Category, *, write: bool = True) -> int:
    """Raise NoGrant unless the actor may write (or, with ``write`` False, read) this category here now.

    Returns the dossier of the compartment, so that the audit line stands on the dossier that was really touched.
    """
    if not granted(actor, category, write=write).filter(compartment_id=compartment_id).exists():
        raise NoGrant("NO_GRANT", category=category.name)
    return Compartment.objects.values_list("dossier_id", flat=True).get(pk=compartment_id)


def denied(actor: Actor, *, what: str, object_id: object) -> None:
    """Write down that somebody asked for what they may not see, or what does not exist: the two are written alike."""
    with transaction.atomic():
        record(actor, Act.DENIED, object_type=what, object_id=object_id, outcome="DENIED")
