"""Django's registration of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from samenhang.pathway.events import HandoverRefused


class Config(AppConfig):
    """samenhang.matching"""

    name = "samenhang.matching"
    label = "matching"

    def ready(self) -> None:
        """Say how needs, refusals, proposals and decisions read for the person, and keep the refusals of handovers."""
        from samenhang.base.events import subscribe
        from samenhang.matching.labels import OWN_FILE
        from samenhang.pathway.events import HandoverRefused
        from samenhang.privacy.labels import describe
        from samenhang.supply.selectors import know_reservations

        describe(OWN_FILE)
        know_reservations(_reserved_for)
        subscribe(HandoverRefused)(_keep_refusal)


def _reserved_for(person_id: int) -> list[int]:
    """The bookings that the table reserved for somebody, so that whoever brings them there takes no second one."""
    from samenhang.matching.selectors import reserved_bookings

    return reserved_bookings(person_id)


def _keep_refusal(event: HandoverRefused) -> None:
    """A receiver said no: the register counts it as any other refusal."""
    from samenhang.matching.services import keep_refusal

    keep_refusal(event=event)
