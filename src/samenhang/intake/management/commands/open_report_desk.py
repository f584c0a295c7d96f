"""Open the regional report desk: which team is given every report. Its colleagues get the role "report desk" on the screen."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Refused
from samenhang.directory.services import organisation_by_code, team_called
from samenhang.intake.services import open_desk
from samenhang.ui.reasons import reason_text


class Command(BaseCommand):
    """``manage.py open_report_desk ORGANISATION "Name of the team"``"""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Which team of which organisation."""
        parser.add_argument("organisation", help="code of the organisation that keeps the desk, such as the GGD")
        parser.add_argument("team", help="name of the team; made when it is new")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the team when it is new, and open the desk for it."""
        try:
            with transaction.atomic():
                team = team_called(organisation_id=organisation_by_code(options["organisation"]), name=options["team"])
                open_desk(actor=SYSTEM, team_id=team)
        except Refused as refused:
            raise CommandError(reason_text(refused)) from refused
        self.stdout.write(f"The report desk is open: {options['team']}.")
