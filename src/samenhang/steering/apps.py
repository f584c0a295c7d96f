"""Django's registration of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from samenhang.privacy.events import NightFell


class Config(AppConfig):
    """samenhang.steering"""

    name = "samenhang.steering"
    label = "steering"

    def ready(self) -> None:
        """Move what was not answered in time up every night; say how the tables read for the person they are about."""
        from samenhang.base.events import subscribe
        from samenhang.privacy.events import NightFell
        from samenhang.privacy.labels import describe
        from samenhang.steering.labels import OWN_FILE

        describe(OWN_FILE)
        subscribe(NightFell)(_move_up)


def _move_up(event: NightFell) -> None:
    from samenhang.base.actor import SYSTEM
    from samenhang.steering.services import move_up_overdue

    move_up_overdue(actor=SYSTEM, today=event.on)
