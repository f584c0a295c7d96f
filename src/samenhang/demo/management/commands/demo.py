"""Set up a demonstration: database, fictional region, web server, and where to look."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from samenhang.base import clock
from samenhang.demo.build import build, is_empty
from samenhang.demo.generator import SIZES
from samenhang.demo.personas import PERSONAS
from samenhang.demo.warm import warm


class Command(BaseCommand):
    """``manage.py demo --port 8000``"""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Port and size; ``--no-serve`` stops after building."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--size", choices=sorted(SIZES), default="demo")
        parser.add_argument("--no-serve", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build when there is nothing yet, then serve until stopped."""
        if not settings.DEMO:
            self._again_as_demo(options)
            return
        call_command("migrate", verbosity=0, interactive=False)
        if is_empty():
            self.stdout.write("Building the fictional region Noorderhei …")
            spec = build(options["size"], today=clock.today())
            self.stdout.write(
                f"  {len(spec.people)} people, {len(spec.organisations)} organisations, {len(spec.places)} places"
            )
        if options["no_serve"]:
            return
        self.stdout.write("Warming up the engines …")
        warm()
        self._where_to_look(options["port"])
        command = [
            str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(options["port"]),
            "--workers", "2", "--blocking-threads", "1", "--log-level", "warning", "config.wsgi:application",
        ]  # fmt: skip
        os.execve(command[0], command, dict(os.environ))  # noqa: S606 - our own server, no shell

    def _again_as_demo(self, options: dict[str, Any]) -> None:
        """The demonstration runs with its own settings and its own folder."""
        environment = {
            **os.environ,
            "SAMENHANG_DEMO": "1",
            "SAMENHANG_VAR": os.environ.get("SAMENHANG_VAR", str(settings.ROOT / "var" / "demo")),
        }
        command = [
            sys.executable,
            str(settings.ROOT / "manage.py"),
            "demo",
            "--port",
            str(options["port"]),
            "--size",
            options["size"],
        ]
        if options["no_serve"]:
            command.append("--no-serve")
        os.execve(command[0], command, environment)  # noqa: S606 - ourselves, with other settings

    def _where_to_look(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}/"
        lines = [
            "",
            f"  Samenhang is ready: {address}",
            "",
            "  Sign in by one click as one of the invented personas, for example:",
            *(f"    {p.name:16} {p.story}" for p in PERSONAS[:4]),
            "",
            "  A first round: Iris Wolting → Vandaag → Meneer Populier → Wat past er?",
            "                 Bram Eikenaar → Plaatsingstafel → Bereken een ronde",
            "  English: the language switch at the top. Stop with Ctrl-C; `make clean` removes everything.",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
