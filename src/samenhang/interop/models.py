"""A file between its dry run and its confirmation, and the wish to take personal facts along."""

from __future__ import annotations

from django.db import models

from samenhang.interop.enums import ExportForm, Kind


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


class ExportRequest(models.Model):
    """Somebody asks to take personal facts of more than one person along; somebody else decides, within a day.

    Holds which dossiers it is about, never what stands in them. Handed out once, and only what the asker may still see.
    """

    requested_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    query = models.CharField(max_length=80, blank=True)
    form = models.CharField(max_length=4, choices=[(f.value, f.value) for f in ExportForm])
    dossiers = models.JSONField(default=list)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    approved = models.BooleanField(null=True, blank=True)
    downloaded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("requested_by")),
                name="interop_export_two_persons",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True, decided_at__isnull=True, approved__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False, approved__isnull=False),
                name="interop_export_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(downloaded_at__isnull=True) | models.Q(approved=True),
                name="interop_export_approved_before_it_leaves",
            ),
        ]
        indexes = [models.Index(fields=["requested_by", "requested_at"], name="interop_own_exports")]
