"""What must happen every night, in one command for the scheduler of the machine."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from samenhang.audit.selectors import examine
from samenhang.audit.services import checkpoint
from samenhang.base import clock
from samenhang.base.actor import SYSTEM
from samenhang.base.events import publish
from samenhang.documents.services import clean_up
from samenhang.notifications.services import forget_old, queue_digests, send_waiting
from samenhang.privacy.events import NightFell
from samenhang.privacy.services.nightly import nightly


class Command(BaseCommand):
    """``manage.py nightly``"""

    help = (
        "Ends what ran out, shields what is kept too long, proposes what must be destroyed, removes files of nobody, "
        "makes and sends the mail of the day, verifies what is new in the log and signs a checkpoint. Twice in a night does no harm. "
        "Exit code 1 when the log is broken."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what was done."""
        done = nightly(actor=SYSTEM, today=clock.today())
        self.stdout.write(f"{done.ended} accesses ended because their consent ran out")
        self.stdout.write(f"{done.shielded} compartments shielded after five years")
        self.stdout.write(
            f"destruction list {done.sheet_id} waits for a decision" if done.sheet_id else "no new destruction list"
        )
        self.stdout.write(f"{clean_up()} files of nobody removed")
        self.stdout.write(f"{queue_digests(today=clock.today())} mails of the day, {send_waiting().sent} mails sent")
        self.stdout.write(f"{forget_old(today=clock.today())} old notifications and mails forgotten")
        publish(NightFell(on=clock.today()))
        processes = 1 if connection.in_atomic_block else os.cpu_count() or 1
        report = examine(since_checkpoint=True, processes=processes)
        for found in report.breaks:
            self.stdout.write(f"{found.chain} {found.number} {found.problem}")
        if not report.whole:
            self.stdout.write("The log is not whole. No checkpoint was signed.")
            sys.exit(1)
        made = checkpoint()
        self.stdout.write(
            f"checkpoint {made.number} signed over {made.lines} lines" if made else "nothing moved in the log"
        )
