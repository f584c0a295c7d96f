"""Build a fictional region in an empty database."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenhang.base import clock
from samenhang.demo.build import build, is_empty
from samenhang.demo.generator import SEED, SIZES


class Command(BaseCommand):
    """``manage.py build_region --size demo|region|national``"""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Size and seed."""
        parser.add_argument("--size", choices=sorted(SIZES), default="demo")
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, and say how long it took."""
        if not is_empty():
            raise CommandError("This database already holds a region. Nothing was changed; use another database.")
        began = time.perf_counter()
        spec = build(options["size"], today=clock.today(), seed=options["seed"])
        self.stdout.write(
            f"{spec.name}: {len(spec.people)} people, {len(spec.organisations)} organisations, {len(spec.places)} places "
            f"in {time.perf_counter() - began:.1f} s"
        )
