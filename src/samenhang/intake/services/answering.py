"""The reporter always hears what was done with a report, never what it is about; then it is closed, and its content goes on its day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samenhang.access.services import shield
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.base.naming import check_birth_dates, check_names
from samenhang.intake.enums import FeedbackHow, HealthWords, InquiryState, ReportAct
from samenhang.intake.models import Report, ReportContact, ReportWeighing, WvggzInquiry
from samenhang.intake.rules import REPORT, check_signal, wipe_on
from samenhang.intake.services._report import held_report, line
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.privacy.services import held

# What a wiped report loses; the codes and the times stay, for counts.
_EMPTIED = {
    "subject_name": "", "subject_birth": None, "subject_address": "", "text": "", "goal": "", "partners": "", "reporter_name": "", "reporter_contact": "",
    "reporter_user": None, "crisis_note": "", "talked_place": "", "talked_by": "", "not_talked_why": "", "reason": "", "without_why": "",
    "not_informed_why": "", "handed_to": "", "feedback": "", "person": None, "fingerprint": "", "same_as": None, "name_key": "",
    "address_key": "", "health": HealthWords.NONE, "health_why": "", "health_at": None, "health_by": None, "crisis_what": "",
}  # fmt: skip


@transaction.atomic
def feed_back(*, actor: Actor, report_id: int, how: FeedbackHow, text: str, now: datetime) -> None:
    """Tell the reporter what was done with the report: that it was looked at and what kind of step follows, and nothing about the person.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE), Refused(REASON_MISSING) without words, Refused(NAMES_SOMEBODY), Refused(GUESS_ABOUT_ILLNESS),
    Refused(NOT_IN_SOFTWARE) when the reporter does not sign in here.
    """
    row, dossier_id = held_report(actor, report_id)
    row.state = REPORT.after(row.state, ReportAct.FEED_BACK)
    if not text.strip():
        raise Refused("REASON_MISSING")
    check_signal(text)
    check_names(text, [row.subject_name] if row.subject_name else [])
    check_birth_dates(text, [row.subject_birth])
    if how == FeedbackHow.SOFTWARE and row.reporter_user_id is None:
        raise Refused("NOT_IN_SOFTWARE")
    row.feedback, row.fed_back_how = text.strip(), how
    row.fed_back_at, row.fed_back_by_id = now, actor.me
    row.save(update_fields=["state", "feedback", "fed_back_how", "fed_back_at", "fed_back_by"])
    line(actor, Act.UPDATE, row, dossier_id, fed_back=how)
    if row.reporter_user_id is not None:
        notify(
            user_ids=[row.reporter_user_id],
            kind=Kind.REPORT_ANSWERED,
            key=f"report:{row.pk}:answered",
            path="/reports/mine/",
        )


@transaction.atomic
def close_report(*, actor: Actor, report_id: int, now: datetime) -> None:
    """Close a report of which the reporter has heard. Raises NoGrant, Refused(STEP_NOT_POSSIBLE) while nobody told them."""
    row, dossier_id = held_report(actor, report_id)
    running = WvggzInquiry.objects.for_rule("a report stays open while its inquiry runs").filter(report=row)
    if running.filter(state__in=[InquiryState.RECEIVED, InquiryState.INQUIRY]).exists():
        raise Refused("INQUIRY_RUNS")
    row.state = REPORT.after(row.state, ReportAct.CLOSE)
    row.closed_at, row.wipe_on = now, wipe_on(row.outcome, timezone.localdate(now))
    row.save(update_fields=["state", "closed_at", "wipe_on"])
    line(actor, Act.END, row, dossier_id)


@transaction.atomic
def wipe_reports(*, actor: Actor, today: date) -> int:
    """Empty every closed report whose day has come and that nothing holds back; a count is all that stays. Returns how many."""
    on_hold = held(today)
    rows = Report.objects.for_rule("the content of a closed report goes on its day")
    due = rows.filter(wiped_at__isnull=True, wipe_on__lte=today).select_related("compartment")
    count = 0
    for row in due.exclude(compartment_id__in=on_hold):
        for name, value in _EMPTIED.items():
            setattr(row, name, value)
        row.wiped_at = clock.now()
        row.save()
        views = ReportWeighing.objects.for_rule("the words of a weighing go with the report").filter(report=row)
        views.update(reason="")
        contacts = ReportContact.objects.for_rule("what was said goes with the report").filter(report=row)
        contacts.update(who="", how="", what="")
        inquiries = WvggzInquiry.objects.for_rule("what an inquiry found goes with the report").filter(report=row)
        inquiries.update(found="", done_by="")
        for compartment_id in set(inquiries.values_list("compartment_id", flat=True)) - {row.compartment_id}:
            shield(actor=actor, compartment_id=compartment_id)
        dossier_id = row.compartment.dossier_id
        shield(actor=actor, compartment_id=row.compartment_id)
        line(actor, Act.DELETE, row, dossier_id)
        count += 1
    return count
