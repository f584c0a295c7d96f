"""Make the generated documents, or check that they are in step."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenhang.demo.documents import build


class Command(BaseCommand):
    """``manage.py generate_docs [--check]``"""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """``--check`` writes nothing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, or fail when something is out of step or a row is called done without screen and test."""
        pages, wrong = build()
        for path, text in pages.items():
            target = settings.ROOT / path
            if options["check"]:
                if not target.exists() or target.read_text(encoding="utf-8") != text:
                    wrong.append(f"{path} is not in step with the code: run `make fix`")
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
        if wrong:
            raise CommandError("\n".join(wrong))
