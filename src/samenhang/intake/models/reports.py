"""Reports of a concern: what the regional desk was told, how three parties weighed it, and what became of it.

A report has a dossier of its own kind, under its own law, so that somebody who is not known yet is protected as everybody
else: the grant of the desk's team opens it, and nothing else does.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.intake.enums import (
    ContactWith,
    FeedbackHow,
    HealthWords,
    InquiryState,
    Outcome,
    Party,
    PartyView,
    ReportPriority,
    ReportSource,
    ReportState,
    ReportWay,
    SignalKind,
)
from samenhang.intake.rules import REPORT_LENGTH, SUBMISSION_LENGTH


def _codes(enum: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]  # type: ignore[attr-defined]


class ReportDesk(models.Model):
    """The regional desk: the team that is given every report. There is one that is open."""

    team = models.OneToOneField("directory.Team", models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_open"], condition=Q(is_open=True), name="intake_one_open_desk")
        ]


class Report(ProtectedModel):
    """One report: about whom, what was seen or heard, who told it; then the weighing, the outcome and the answer to the reporter.

    ``person`` is who it turned out to be about. Reports that people said are about one person point with ``same_as`` to the first of
    them, which points nowhere; all of them have the same person, or none. ``name_key`` and ``address_key`` are what is compared. After ``wipe_on`` only the codes and the times are left, for counts.
    """

    category = Category.INCIDENT

    desk = models.ForeignKey(ReportDesk, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=16, choices=_codes(SignalKind))
    source = models.CharField(max_length=20, choices=_codes(ReportSource))
    way = models.CharField(max_length=8, choices=_codes(ReportWay))
    received_at = models.DateTimeField()
    seen_on = models.DateField()
    reference = models.CharField(max_length=60, blank=True)  # the number that the reporter gave it
    fingerprint = models.CharField(max_length=64, blank=True)  # of what was handed in, so that twice is once
    reporter_user = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    reporter_organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reporter_name = models.CharField(max_length=160, blank=True)
    reporter_contact = models.CharField(max_length=160, blank=True)
    anonymous = models.BooleanField(default=False)  # towards the person it is about
    subject_name = models.CharField(max_length=160, blank=True)
    subject_birth = models.DateField(null=True, blank=True)
    subject_address = models.CharField(max_length=200, blank=True)
    municipality = models.ForeignKey("directory.Municipality", models.PROTECT, null=True, blank=True, related_name="+")
    name_key = models.CharField(max_length=420, blank=True)
    address_key = models.CharField(max_length=420, blank=True)
    text = models.TextField(max_length=REPORT_LENGTH, blank=True)
    goal = models.CharField(max_length=SUBMISSION_LENGTH, blank=True)  # what who reports hopes for
    partners = models.CharField(max_length=SUBMISSION_LENGTH, blank=True)  # who is involved already, as far as known
    health = models.CharField(max_length=8, choices=_codes(HealthWords), default=HealthWords.NONE)
    health_why = models.CharField(max_length=400, blank=True)
    health_at = models.DateTimeField(null=True, blank=True)
    health_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    danger = models.BooleanField(default=False)
    crisis_called_at = models.DateTimeField(null=True, blank=True)
    crisis_called_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    crisis_note = models.CharField(max_length=300, blank=True)
    crisis_found = models.BooleanField(default=False)  # there is danger, and it asks for a crisis in the case
    crisis_what = models.CharField(max_length=400, blank=True)
    crisis_112 = models.BooleanField(default=False)
    crisis_opened_at = models.DateTimeField(null=True, blank=True)  # since when the clock of the crisis runs
    crisis_there_by = models.DateTimeField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)  # when the desk first spoke with the person themselves
    priority = models.CharField(max_length=8, choices=_codes(ReportPriority))
    contact_by = models.DateTimeField()
    decide_by = models.DateField()
    state = models.CharField(max_length=10, choices=_codes(ReportState), default=ReportState.RECEIVED)
    talked_on = models.DateField(null=True, blank=True)
    talked_place = models.CharField(max_length=160, blank=True)
    talked_by = models.CharField(max_length=160, blank=True)
    not_talked_why = models.CharField(max_length=400, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=_codes(Outcome))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    without_why = models.CharField(max_length=400, blank=True)
    informed_on = models.DateField(null=True, blank=True)
    not_informed_why = models.CharField(max_length=400, blank=True)
    handed_to = models.CharField(max_length=200, blank=True)
    fed_back_at = models.DateTimeField(null=True, blank=True)
    fed_back_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    fed_back_how = models.CharField(max_length=8, blank=True, choices=_codes(FeedbackHow))
    feedback = models.CharField(max_length=400, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    wipe_on = models.DateField(null=True, blank=True)
    wiped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter_organisation", "reference"], condition=~Q(reference=""), name="intake_reported_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(outcome="") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="intake_report_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(fed_back_at__isnull=True, fed_back_by__isnull=True, fed_back_how="")
                | Q(fed_back_at__isnull=False, fed_back_by__isnull=False, decided_at__isnull=False)
                & ~Q(fed_back_how=""),
                name="intake_report_answered_in_some_way",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, wipe_on__isnull=True)
                | Q(closed_at__isnull=False, wipe_on__isnull=False, fed_back_at__isnull=False),
                name="intake_report_not_closed_unanswered",
            ),
            models.CheckConstraint(
                condition=Q(crisis_called_at__isnull=True) | Q(crisis_called_by__isnull=False),
                name="intake_crisis_called_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(crisis_opened_at__isnull=True, crisis_there_by__isnull=True)
                | Q(crisis_opened_at__isnull=False, crisis_there_by__isnull=False, crisis_found=True),
                name="intake_crisis_opened_with_its_clock",
            ),
            models.CheckConstraint(
                condition=Q(crisis_found=False) | Q(crisis_called_at__isnull=False),
                name="intake_crisis_found_when_called",
            ),
            models.CheckConstraint(
                condition=Q(
                    health__in=[HealthWords.NONE, HealthWords.MARKED], health_at__isnull=True, health_by__isnull=True
                )
                | Q(health=HealthWords.STRUCK, health_at__isnull=False, health_by__isnull=False)
                | Q(health=HealthWords.KEPT, health_at__isnull=False, health_by__isnull=False) & ~Q(health_why=""),
                name="intake_health_words_weighed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("pk")), name="intake_report_not_same_as_itself"
            ),
            models.CheckConstraint(
                condition=Q(wiped_at__isnull=True)
                | Q(text="", subject_name="", name_key="", address_key="", person__isnull=True),
                name="intake_report_wiped_is_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "decide_by"], name="intake_reports_open"),  # the desk's list
            models.Index(fields=["person", "received_at"], name="intake_reports_of_person"),  # three in ninety days
            models.Index(fields=["name_key"], condition=~Q(name_key=""), name="intake_reports_same_name"),
            models.Index(
                fields=["subject_birth"], condition=Q(subject_birth__isnull=False), name="intake_reports_same_birth"
            ),
            models.Index(fields=["address_key"], condition=~Q(address_key=""), name="intake_reports_same_address"),
            models.Index(fields=["wipe_on"], condition=Q(wiped_at__isnull=True), name="intake_reports_to_wipe"),
            models.Index(fields=["reporter_user"], name="intake_reports_told"),  # what I reported
        ]


class ReportWeighing(ProtectedModel):
    """What one of the three parties thinks of a report and why. Who thinks again writes anew; the earlier view stays."""

    category = Category.INCIDENT

    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    party = models.CharField(max_length=20, choices=_codes(Party))
    view = models.CharField(max_length=16, choices=_codes(PartyView))
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "party"], condition=Q(replaced_at__isnull=True), name="intake_one_view_per_party"
            )
        ]


class ReportContact(ProtectedModel):
    """That the desk called, visited or spoke with somebody before it decided: with whom, how, and what was said."""

    category = Category.INCIDENT

    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    whom = models.CharField(max_length=12, choices=_codes(ContactWith))
    who = models.CharField(max_length=160, blank=True)  # a name; of the person themselves it may stay open
    how = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()
    reached = models.BooleanField()
    what = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["report", "at"], name="intake_contacts_of_report")]  # the page of a report


class WvggzInquiry(ProtectedModel):
    """The inquiry after a report for compulsory care: fourteen days, and an essential reporter who may insist (Wvggz 5:2)."""

    category = Category.INCIDENT

    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=_codes(InquiryState), default=InquiryState.RECEIVED)
    received_on = models.DateField()
    until = models.DateField()
    essential = models.BooleanField(default=False)  # reported by somebody essential to the person
    done_by = models.CharField(max_length=160, blank=True)
    begun_on = models.DateField(null=True, blank=True)
    found = models.CharField(max_length=600, blank=True)
    found_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    insisted_on = models.DateField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    changed_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["until", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report"], name="intake_one_inquiry_per_report"),
            models.CheckConstraint(
                condition=Q(state=InquiryState.APPLIED, applied_on__isnull=False)
                | ~Q(state=InquiryState.APPLIED) & Q(applied_on__isnull=True),
                name="intake_applied_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(insisted_on__isnull=True) | Q(essential=True, state=InquiryState.APPLIED),
                name="intake_only_essential_insists",
            ),
        ]
