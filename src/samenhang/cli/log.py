"""`samenhang audit verify`: reads the whole log and names every line that is not what was written.

The only part of the command line that opens the database; Django is imported when it is asked for.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from typing import Any, TextIO

WHOLE, BROKEN = 0, 1


def add_arguments(commands: Any) -> None:
    """The subcommand and its options."""
    audit = commands.add_parser("audit", help="the log of who did what (opens the database)")
    verbs = audit.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser(
        "verify", help="check that nothing in the log was changed, removed, inserted or reordered"
    )
    verify.add_argument(
        "--since-checkpoint", action="store_true", help="only what was written since the last checkpoint"
    )
    verify.add_argument("--chain", default=None, metavar="NAME", help="one chain, such as dossier:12 or user:3")
    verify.add_argument("--json", action="store_true", help="the result as JSON on standard output")
    verify.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N")
    verify.add_argument("--quiet", action="store_true", help="no progress on standard error")


def run(options: argparse.Namespace) -> int:
    """Verify and print; 0 when the log is whole, 1 when it is not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db import connection

    from samenhang.audit.selectors import examine, line_count

    expected = 0
    if options.chain is None and not options.since_checkpoint:
        expected = line_count()
    progress = None if options.quiet else Progress(expected, sys.stderr)
    report = examine(
        chain=options.chain,
        since_checkpoint=options.since_checkpoint,
        progress=progress,
        processes=1 if connection.in_atomic_block else max(1, options.processes),
    )
    if progress is not None:
        progress.done(report.lines)
    if options.json:
        document = {
            "whole": report.whole,
            "lines": report.lines,
            "chains": report.chains,
            "checkpoints": report.checkpoints,
            "since_checkpoint": report.since,
            "breaks": [{"chain": b.chain, "number": b.number, "problem": str(b.problem)} for b in report.breaks],
            "destroyed": [vars(d) for d in report.destroyed],
        }
        print(json.dumps(document, ensure_ascii=True))
        return WHOLE if report.whole else BROKEN
    for d in report.destroyed:
        print(
            f"destroyed  {d.chain} up to {d.up_to_number}, by {d.decided_by} and {d.approved_by} on {d.at[:10]}: {d.ground}"
        )
    for b in report.breaks:
        print(f"BROKEN     {b.chain} {b.number} {b.problem}")
    verdict = "whole" if report.whole else f"NOT WHOLE: {len(report.breaks)} breaks"
    print(f"{report.lines} lines in {report.chains} chains under {report.checkpoints} checkpoints: {verdict}")
    return WHOLE if report.whole else BROKEN


class Progress:
    """How far it is, how fast it goes and how long it will take, once a second at most."""

    def __init__(self, expected: int, stream: TextIO) -> None:
        self.expected, self.stream = expected, stream
        self.began = self.said = time.monotonic()
        self.count = 0

    def __call__(self, read: int) -> None:
        """So many lines more."""
        self.count += read
        now = time.monotonic()
        if now - self.said >= 1:
            self.said = now
            self._say(now)

    def _say(self, now: float) -> None:
        rate = self.count / max(now - self.began, 1e-9)
        text = f"{self.count:,} lines, {rate:,.0f} a second"
        if self.expected:
            left = max(self.expected - self.count, 0) / max(rate, 1)
            text = f"{self.count:,} of {self.expected:,} lines ({self.count / self.expected:.0%}), {rate:,.0f} a second, {left:,.0f} s left"
        print(text, file=self.stream, flush=True)

    def done(self, lines: int) -> None:
        """The last word."""
        seconds = time.monotonic() - self.began
        print(
            f"{lines:,} lines in {seconds:.1f} s, {lines / max(seconds, 1e-9):,.0f} a second",
            file=self.stream,
            flush=True,
        )
