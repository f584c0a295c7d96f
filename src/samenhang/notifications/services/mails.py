"""Sending the mails: each by one sender only, once, tried again with patience, and never with a word about anybody.

A sender first claims a mail (a change that only one can make), then sends it, then tells what became of it. A sender that
stops in between leaves a claim that runs out; such a mail leaves once more and no oftener, with the same reference.
"""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F

from samenhang.base import clock
from samenhang.directory.models import User
from samenhang.directory.selectors import may_enter
from samenhang.notifications.catalogue import KEPT_DAYS, LEASE_MINUTES, MOST_ATTEMPTS, wait_minutes
from samenhang.notifications.enums import MailState
from samenhang.notifications.labels import mail_subject, mail_text
from samenhang.notifications.models import Mail, Notification

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sending:
    """What came of one round of sending."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0


@transaction.atomic
def queue_digests(*, today: date) -> int:
    """One mail of the day for everybody who has unread news that waits for it; twice on a day is as once."""
    waiting = Notification.objects.filter(digest=True)
    users = sorted(set(waiting.filter(read_at__isnull=True).values_list("user_id", flat=True)))
    now = clock.now()
    if settings.MAIL_ON:
        mails = [Mail(user_id=user, day=today, made_at=now, next_at=now) for user in users]
        Mail.objects.bulk_create(mails, ignore_conflicts=True)
    waiting.update(digest=False)
    return len(users) if settings.MAIL_ON else 0


def send_waiting(*, limit: int = 500) -> Sending:
    """Send what is due and say what came of it; nothing is sent when no mail server is set. Outside a transaction."""
    if not settings.MAIL_ON:
        return Sending()
    _take_back()
    sent = failed = dropped = 0
    due = Mail.objects.filter(state=MailState.WAITING, next_at__lte=clock.now()).order_by("next_at", "pk")
    for mail_id in list(due.values_list("pk", flat=True)[:limit]):
        if not _claim(mail_id):
            continue  # another sender was first
        mail = Mail.objects.select_related("user").get(pk=mail_id)
        if not mail.user.email or not may_enter(mail.user, clock.today()):
            _end(mail, MailState.GIVEN_UP, "NOBODY")
            dropped += 1
        elif _leaves(mail):
            sent += 1
        else:
            failed += 1
    return Sending(sent, failed, dropped)


def forget_old(*, today: date) -> int:
    """Forget what was read, or left, long ago; returns how many rows went."""
    before = clock.now() - timedelta(days=KEPT_DAYS)
    count, _ = Notification.objects.filter(read_at__lt=before).delete()
    over = (MailState.SENT, MailState.GIVEN_UP, MailState.UNCERTAIN)
    mails, _ = Mail.objects.filter(made_at__lt=before, state__in=over).delete()
    return count + mails


def _claim(mail_id: int) -> bool:
    """Take a mail to be sent by this sender alone; False when somebody else has it."""
    waiting = Mail.objects.filter(pk=mail_id, state=MailState.WAITING)
    return bool(waiting.update(state=MailState.LEAVING, claimed_at=clock.now(), attempts=F("attempts") + 1))


def _take_back() -> None:
    """Mails whose sender stopped without a word: once more, and after a second time no more."""
    silent = Mail.objects.filter(state=MailState.LEAVING, claimed_at__lt=clock.now() - timedelta(minutes=LEASE_MINUTES))
    silent.filter(lost__gte=1).update(state=MailState.UNCERTAIN, problem="SENDER_STOPPED", lost=F("lost") + 1)
    for mail in silent:
        _wait_again(mail, "SENDER_STOPPED", lost=1)


def _leaves(mail: Mail) -> bool:
    try:
        _message(mail.user, mail).send()
    except (OSError, smtplib.SMTPException) as error:
        problem = type(error).__name__
        logger.warning("a mail did not leave: %s", problem)  # never to whom or about what
        if mail.attempts >= MOST_ATTEMPTS:
            _end(mail, MailState.GIVEN_UP, problem)
        else:
            _wait_again(mail, problem)
        return False
    _end(mail, MailState.SENT)
    return True


def _message(user: User, mail: Mail) -> EmailMessage:
    reference = f"<{mail.reference}@{settings.MAIL_FROM.rpartition('@')[2].strip('> ')}>"
    headers = {"Message-ID": reference, "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        mail_subject(), mail_text(settings.MAIL_LINK), settings.MAIL_FROM, [user.email], headers=headers
    )


def _end(mail: Mail, state: MailState, problem: str = "") -> None:
    sent = clock.now() if state == MailState.SENT else None
    mine = Mail.objects.filter(pk=mail.pk, state=MailState.LEAVING, claimed_at=mail.claimed_at)
    mine.update(state=state, problem=problem[:80], sent_at=sent)


def _wait_again(mail: Mail, problem: str, *, lost: int = 0) -> None:
    """Back to those that wait, for later; when another mail waits for the same user meanwhile, that one tells it too."""
    mine = Mail.objects.filter(pk=mail.pk, state=MailState.LEAVING, claimed_at=mail.claimed_at)
    next_at = clock.now() + timedelta(minutes=wait_minutes(mail.attempts) if not lost else 0)
    try:
        with transaction.atomic():
            mine.update(state=MailState.WAITING, next_at=next_at, problem=problem[:80], lost=F("lost") + lost)
    except IntegrityError:
        mine.update(state=MailState.GIVEN_UP, problem="TOLD_BY_ANOTHER")
