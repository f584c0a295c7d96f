"""Notifications of colleagues: kind, moment, and the address where more is to be read by who may."""

from __future__ import annotations

from django.db import models

from samenhang.notifications.enums import Kind


class Notification(models.Model):
    """Somebody is told that something happened. Holds no content about a person: only whose dossier, by number.

    ``key`` says what happened exactly (``action:12:given``), so that nobody is told twice.
    """

    user = models.ForeignKey("directory.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24, choices=[(k.value, k.value) for k in Kind])
    key = models.CharField(max_length=80)
    dossier_id = models.BigIntegerField(null=True, blank=True)
    path = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notifications_told_once")]
        indexes = [models.Index(fields=["user", "-made_at"], name="notifications_of_user")]  # the newest of one user
