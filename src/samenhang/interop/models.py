"""A file between its dry run and its confirmation."""

from __future__ import annotations

from django.db import models

from samenhang.interop.enums import Kind


class Upload(models.Model):
    """A file that somebody uploaded and has not confirmed yet.

    Choice: the file waits here, on the server, and not in the page or in a second upload. Asking for the file again
    and comparing a hash keeps nothing, but lets people confirm what they did not look at, and they pick the wrong
    file; a hidden field or a cookie would send personal facts back and forth. What waits here is only what this person
    just handed over: it is read by the same person in the same session only, at most half an hour, is never shown as
    it is (rows are checked against grants each time), leaves nothing in the log but its hash, and goes when
    it is confirmed, put aside, replaced, or expired. ``sha256`` makes sure that what was checked is what is imported.
    """

    token = models.CharField(max_length=43, unique=True)
    user = models.ForeignKey("directory.User", models.CASCADE, related_name="+")
    session = models.CharField(max_length=16)
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in Kind])
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="interop_expired")]  # clearing what nobody confirmed
