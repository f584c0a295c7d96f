"""Reading notifications: one's own only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, OuterRef, SmallIntegerField, Subquery, When
from django.db.models.functions import Coalesce

from samenhang.base.actor import Actor
from samenhang.notifications.catalogue import DEFAULTS, Told
from samenhang.notifications.enums import Kind, Mailing
from samenhang.notifications.models import Notification, Preference

Names = Callable[[Actor, Collection[int]], Mapping[int, str]]
_names: list[Names] = []


@dataclass(frozen=True)
class NotificationRow:
    """What somebody was told: kind, moment, whose dossier, whether it was seen."""

    id: int
    kind: Kind
    dossier_id: int | None
    made_at: datetime
    read_at: datetime | None


def names_from(provider: Names) -> None:
    """Let a package that knows people name those of dossiers that the reader may see; called once, when it starts."""
    if provider not in _names:
        _names.append(provider)


def names_for(actor: Actor, dossier_ids: Collection[int]) -> dict[int, str]:
    """The names of the people of these dossiers whom this reader may see at this moment; inside ``reading``."""
    found: dict[int, str] = {}
    if dossier_ids:
        for provider in _names:
            found.update(provider(actor, dossier_ids))
    return found


def was_told(dossier_id: int, key_start: str) -> bool:
    """Whether anybody was told something about this dossier with a key that begins like this; never who."""
    return Notification.objects.filter(dossier_id=dossier_id, key__startswith=key_start).exists()


def unread(user_id: int) -> int:
    """How many things somebody was told and has not seen: the number at the bell."""
    return Notification.objects.filter(user_id=user_id, read_at__isnull=True, shown=True).count()


def unread_of_user(field: str) -> Coalesce:
    """The same number as part of another question, for the user in this field of it."""
    rows = Notification.objects.filter(user_id=OuterRef(field), read_at__isnull=True, shown=True).order_by()
    return Coalesce(Subquery(rows.values("user_id").annotate(n=Count("pk")).values("n")), 0)


def notifications_of(user_id: int, *, start: int = 0, size: int = 50) -> tuple[list[NotificationRow], int]:
    """What somebody was told: not seen before seen, then the newest first; and how many there are."""
    rows = Notification.objects.filter(user_id=user_id, shown=True)
    fields = ("id", "kind", "dossier_id", "made_at", "read_at")
    seen = Case(When(read_at__isnull=True, then=0), default=1, output_field=SmallIntegerField())
    ordered = rows.order_by(seen, "-made_at", "-id").values_list(*fields)[start : start + size]
    return [NotificationRow(pk, Kind(kind), *rest) for pk, kind, *rest in ordered], rows.count()


def wishes(user_ids: Collection[int], kind: Kind) -> dict[int, Told]:
    """How each of these wants to be told about this kind."""
    rows = Preference.objects.filter(user_id__in=list(user_ids), kind=kind)
    chosen = {user: Told(shown, Mailing(mail)) for user, shown, mail in rows.values_list("user_id", "shown", "mail")}
    return {user: chosen.get(user, DEFAULTS[kind]) for user in user_ids}


def own_wishes(user_id: int) -> dict[Kind, Told]:
    """How somebody wants to be told about every kind."""
    rows = Preference.objects.filter(user_id=user_id).values_list("kind", "shown", "mail")
    chosen = {Kind(kind): Told(shown, Mailing(mail)) for kind, shown, mail in rows if kind in set(Kind)}
    return {kind: chosen.get(kind, default) for kind, default in DEFAULTS.items()}
