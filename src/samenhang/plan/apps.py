"""Django's registration of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from samenhang.intake.events import CaseReentered
    from samenhang.privacy.events import NightFell


class Config(AppConfig):
    """samenhang.plan"""

    name = "samenhang.plan"
    label = "plan"

    def ready(self) -> None:
        """Say how the tables of this package read for the person they are about, and look ahead every night."""
        from samenhang.base.events import subscribe
        from samenhang.intake.events import CaseReentered
        from samenhang.plan.labels import OWN_FILE
        from samenhang.privacy.events import NightFell
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
        subscribe(NightFell)(_look_ahead)
        subscribe(CaseReentered)(_last_plan_again)


def _look_ahead(event: NightFell) -> None:
    """Who directs hears that an evaluation comes."""
    from samenhang.plan.services import tell_of_evaluations

    tell_of_evaluations(today=event.on)


def _last_plan_again(event: CaseReentered) -> None:
    """Whoever came back goes on with the plan that was there."""
    from samenhang.base.actor import SYSTEM
    from samenhang.plan.services import take_up_again

    take_up_again(actor=SYSTEM, person_id=event.person_id, today=event.on)
