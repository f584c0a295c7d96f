"""Import a file from the command line, with the same checks as on the screen."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from samenhang.base import clock
from samenhang.base.errors import Refused
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.interop.enums import Change, Kind
from samenhang.interop.faults import BadFile
from samenhang.interop.labels import REMARKS, cell_words, file_words
from samenhang.interop.presenters import done_words
from samenhang.interop.services import check, write
from samenhang.ui.reasons import reason_text


class Command(BaseCommand):
    """``manage.py import_file supply|histories FILE --as USERNAME [--dry-run]``"""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """What, which file, on whose behalf."""
        parser.add_argument("kind", choices=[k.value for k in Kind])
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--as", dest="username", required=True, help="on behalf of whom; their roles and grants hold"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--language", default="nl", choices=["nl", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, say what is wrong, and import everything or nothing."""
        with translation.override(options["language"]):
            self._run(Kind(options["kind"]), options["file"], options["username"], options["dry_run"])

    def _run(self, kind: Kind, path: Path, username: str, dry_run: bool) -> None:
        today, now = clock.today(), clock.now()
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {username}.")
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
        try:
            plan = check(actor=actor_of(user, today=today), kind=kind, content=content, today=today, now=now)
        except BadFile as bad:
            raise CommandError(f"{path.name}: {file_words(bad.code, bad.facts)}") from None
        except Refused as refused:
            raise CommandError(reason_text(refused)) from None
        for note in plan.notes:
            self.stdout.write(f"{path.name}:{note.row}: {REMARKS[note.code]}")
        if plan.faults:
            for fault in plan.faults:
                self.stderr.write(f"{path.name}:{fault.row}:{fault.column}: {cell_words(fault.code, fault.facts)}")
            raise CommandError(reason_text(Refused("IMPORT_HAS_FAULTS")))
        if dry_run:
            self.stdout.write(", ".join(f"{c.value.lower()}: {n}" for c, n in self._counts(plan)))
            return
        write(actor=actor_of(user, today=today), plan=plan, today=today, sha256=hashlib.sha256(content).hexdigest())
        self.stdout.write(done_words(plan))

    @staticmethod
    def _counts(plan: Any) -> list[tuple[Any, int]]:
        return [(c, plan.count(c)) for c in Change]
