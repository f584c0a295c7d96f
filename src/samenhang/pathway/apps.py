"""Django's registration of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from samenhang.privacy.events import NightFell


class Config(AppConfig):
    """samenhang.pathway"""

    name = "samenhang.pathway"
    label = "pathway"

    def ready(self) -> None:
        """Say how a placement reads for the person it is about, and tell every night what ends and nothing follows."""
        from samenhang.base.events import subscribe
        from samenhang.pathway.labels import OWN_FILE
        from samenhang.privacy.events import NightFell
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
        subscribe(NightFell)(_tell_of_endings)


def _tell_of_endings(event: NightFell) -> None:
    """Whoever holds a case hears that a title or an indication ends; titles lie below the package that knows of nights."""
    from samenhang.legal.services import tell_of_endings

    tell_of_endings(today=event.on)
