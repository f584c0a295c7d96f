"""Telling somebody that something happened: once, without content, in the way they chose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.notifications.catalogue import DEFAULTS, Told
from samenhang.notifications.enums import Kind, Mailing
from samenhang.notifications.models import Mail, Notification, Preference
from samenhang.notifications.selectors import wishes


def notify(*, user_ids: Collection[int], kind: Kind, key: str, path: str, dossier_id: int | None = None) -> None:
    """Tell these colleagues, inside the transaction of what happened; who was told before is not told again.

    ``key`` names what happened, ``path`` where more stands for who may read it. Nothing about a person goes in.
    """
    if not user_ids:
        return
    now = clock.now()
    wanted = {user: told for user, told in wishes(user_ids, kind).items() if told.shown or told.mail != Mailing.NEVER}
    known = set(Notification.objects.filter(user_id__in=list(wanted), key=key).values_list("user_id", flat=True))
    new = {user: told for user, told in sorted(wanted.items()) if user not in known}
    rows = [
        Notification(
            user_id=user,
            kind=kind,
            key=key,
            path=path,
            dossier_id=dossier_id,
            made_at=now,
            shown=told.shown,
            digest=told.mail == Mailing.DAILY and settings.MAIL_ON,
        )
        for user, told in new.items()
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    _queue([user for user, told in new.items() if told.mail == Mailing.AT_ONCE], now)


def _queue(users: Collection[int], now: datetime) -> None:
    """A mail for each of these, unless one is waiting already."""
    if settings.MAIL_ON and users:
        mails = [Mail(user_id=user, made_at=now, next_at=now) for user in users]
        Mail.objects.bulk_create(mails, ignore_conflicts=True)


@transaction.atomic
def mark_read(*, actor: Actor, notification_id: int) -> str:
    """Note that somebody has seen what they were told; returns where it leads. Raises LookupError for somebody else's."""
    row = Notification.objects.filter(pk=notification_id, user_id=actor.me).values_list("path", flat=True).first()
    if row is None:
        raise LookupError(notification_id)
    Notification.objects.filter(pk=notification_id, read_at__isnull=True).update(read_at=clock.now())
    return row


@transaction.atomic
def mark_all_read(*, actor: Actor) -> int:
    """Note that somebody has seen everything they were told until now; returns how many."""
    return Notification.objects.filter(user_id=actor.me, read_at__isnull=True).update(read_at=clock.now())


@transaction.atomic
def choose(*, actor: Actor, wanted: Mapping[Kind, Told]) -> None:
    """Keep how somebody wants to be told from now on; what waited for the mail of the day follows the new choice."""
    rows = [
        Preference(user_id=actor.me, kind=kind, shown=told.shown, mail=told.mail)
        for kind, told in wanted.items()
        if told != DEFAULTS[kind]
    ]
    Preference.objects.filter(user_id=actor.me, kind__in=list(wanted)).delete()
    Preference.objects.bulk_create(rows)
    not_daily = [kind for kind, told in wanted.items() if told.mail != Mailing.DAILY]
    Notification.objects.filter(user_id=actor.me, digest=True, kind__in=not_daily).update(digest=False)


def follow_dossier(*, gone: int, stays: int) -> None:
    """Two dossiers became one: what was told about the one that went is about the one that stays. Inside a transaction."""
    Notification.objects.filter(dossier_id=gone).update(dossier_id=stays)
