"""Send the mails that wait; for the scheduler of the machine, every minute or so. Two at a time do no harm."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from samenhang.notifications.services import send_waiting


class Command(BaseCommand):
    """``manage.py send_mail``"""

    help = "Sends the mails that wait: that something is waiting in Samenhang, never what or about whom."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and say how many."""
        done = send_waiting()
        self.stdout.write(f"{done.sent} mails sent, {done.failed} to be tried again, {done.dropped} without a receiver")
