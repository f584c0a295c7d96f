"""Open the regional report desk: which team is given every report. Its colleagues get the role "report desk" on the screen."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from samenhang.base import clock
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Refused
from samenhang.directory.enums import Role
from samenhang.directory.services import organisation_by_code, put_in_team, team_called
from samenhang.intake.services import open_desk
from samenhang.ui.reasons import reason_text


class Command(BaseCommand):
    """``manage.py open_report_desk ORGANISATION "Name of the team" [--weigher USERNAME …]``"""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Which team of which organisation."""
        parser.add_argument("organisation", help="code of the organisation that keeps the desk, such as the GGD")
        parser.add_argument("team", help="name of the team; made when it is new")
        parser.add_argument(
            "--weigher",
            action="append",
            default=[],
            help="somebody with the role report desk, at the organisation for which they weigh; may be given more than once",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the team when it is new, and open the desk for it."""
        try:
            with transaction.atomic():
                team = team_called(organisation_id=organisation_by_code(options["organisation"]), name=options["team"])
                open_desk(actor=SYSTEM, team_id=team)
                for username in options["weigher"]:
                    if not put_in_team(
                        actor=SYSTEM, username=username, role=Role.REPORT_DESK, team_id=team, today=clock.today()
                    ):
                        raise CommandError(f"{username} does not work in the role report desk today.")
        except Refused as refused:
            raise CommandError(reason_text(refused)) from refused
        self.stdout.write(f"The report desk is open: {options['team']}.")
