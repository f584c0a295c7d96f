"""Notifications of colleagues: kind, moment, and the address where more is to be read by who may; and the mails that say so."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from samenhang.notifications.enums import Kind, Mailing, MailState

_KINDS = [(k.value, k.value) for k in Kind]


class Notification(models.Model):
    """Somebody is told that something happened. Holds no content about a person: only whose dossier, by number.

    ``key`` says what happened exactly (``action:12:given``), so that nobody is told twice. One that is not ``shown`` is
    there to be told once by mail; ``digest`` says that it waits for the mail of the day.
    """

    user = models.ForeignKey("directory.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24, choices=_KINDS)
    key = models.CharField(max_length=80)
    dossier_id = models.BigIntegerField(null=True, blank=True)
    path = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    shown = models.BooleanField(default=True)
    digest = models.BooleanField(default=False)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notifications_told_once")]
        indexes = [
            models.Index(fields=["user", "-made_at"], name="notifications_of_user"),  # the newest of one user
            models.Index(  # the number at the bell, on every page
                fields=["user"], condition=Q(read_at__isnull=True, shown=True), name="notifications_unread"
            ),
            models.Index(fields=["user"], condition=Q(digest=True), name="notifications_digest"),  # the mail of the day
        ]


class Preference(models.Model):
    """How somebody wants to be told about one kind; without a row the defaults of the catalogue hold."""

    user = models.ForeignKey("directory.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24, choices=_KINDS)
    shown = models.BooleanField()
    mail = models.CharField(max_length=8, choices=[(m.value, m.value) for m in Mailing])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notifications_one_wish_per_kind")]


class Mail(models.Model):
    """A mail that says that something is waiting, and nothing else; where it stands on its way out.

    At most one waits per user: what happens meanwhile is told by the same mail. ``day`` is that of a daily mail, of which
    there is one. ``reference`` stays the same whatever happens, so that a receiver knows a mail that comes twice.
    """

    user = models.ForeignKey("directory.User", models.CASCADE, related_name="+")
    reference = models.UUIDField(default=uuid.uuid4, unique=True)
    day = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in MailState], default=MailState.WAITING.value
    )
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lost = models.PositiveSmallIntegerField(default=0)  # how often a sender stopped without a word
    problem = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state=MailState.WAITING.value, day__isnull=True),
                name="notifications_one_mail_waits",
            ),
            models.UniqueConstraint(
                fields=["user", "day"], condition=Q(day__isnull=False), name="notifications_one_mail_a_day"
            ),
        ]
        indexes = [  # what is to be sent now
            models.Index(
                fields=["next_at"], condition=Q(state__in=["WAITING", "LEAVING"]), name="notifications_to_send"
            )
        ]
