"""Django's registration of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from samenhang.privacy.events import NightFell


class Config(AppConfig):
    """samenhang.intake"""

    name = "samenhang.intake"
    label = "intake"

    def ready(self) -> None:
        """Say how the tables of this package read for the person they are about, and look at reports and bridges every night."""
        from samenhang.base.events import subscribe
        from samenhang.intake.labels import OWN_FILE
        from samenhang.privacy.events import NightFell
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
        subscribe(NightFell)(_night)


def _night(event: NightFell) -> None:
    """What a closed report said goes on its day, and a bridge that does not carry is told."""
    from samenhang.base.actor import SYSTEM
    from samenhang.intake.services import tell_of_bridges, wipe_reports

    wipe_reports(actor=SYSTEM, today=event.on)
    tell_of_bridges(today=event.on)
