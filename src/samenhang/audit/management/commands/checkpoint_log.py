"""Verify the log and, when it is whole, sign where it stands. For the nightly run."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from samenhang.audit.selectors import examine
from samenhang.audit.services import checkpoint


class Command(BaseCommand):
    """`manage.py checkpoint_log [--since-checkpoint]`"""

    help = "Verifies the log (or only what is new) and signs a checkpoint; exit code 1 when the log is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        """How much is read."""
        parser.add_argument(
            "--since-checkpoint", action="store_true", help="read only what was written since the last one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, then sign."""
        processes = 1 if connection.in_atomic_block else os.cpu_count() or 1
        report = examine(since_checkpoint=options["since_checkpoint"], processes=processes)
        for found in report.breaks:
            self.stdout.write(f"{found.chain} {found.number} {found.problem}")
        if not report.whole:
            self.stdout.write("The log is not whole. No checkpoint was signed.")
            sys.exit(1)
        made = checkpoint()
        said = (
            f"checkpoint {made.number} signed over {made.lines} lines" if made else "nothing moved since the last one"
        )
        self.stdout.write(f"{report.lines} lines verified, whole; {said}")
