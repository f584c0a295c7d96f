"""The first administrator of an organisation: everybody else is invited on the screen."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from samenhang.base import clock
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Refused
from samenhang.directory.services import NewAccount, add_administrator, organisation_by_code
from samenhang.ui.reasons import reason_text


class Command(BaseCommand):
    """``manage.py add_administrator ORGANISATION USERNAME "Name"``"""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and for which organisation."""
        parser.add_argument("organisation", help="code of the organisation")
        parser.add_argument("username")
        parser.add_argument("name")
        parser.add_argument("--email", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and print the link that works once."""
        try:
            link = add_administrator(
                actor=SYSTEM,
                new=NewAccount(options["username"], options["name"], options["email"]),
                organisation_id=organisation_by_code(options["organisation"]),
                start=clock.today(),
            )
        except Refused as refused:
            raise CommandError(reason_text(refused)) from refused
        self.stdout.write("Open this address within three days, on the name of this installation; it works once:")
        self.stdout.write(reverse("account:welcome", args=[link.uid, link.token]))
