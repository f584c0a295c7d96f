"""Django's registration of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from samenhang.intake.events import CaseReentered
    from samenhang.privacy.events import ConsentChanged, NightFell


class Config(AppConfig):
    """samenhang.pathway"""

    name = "samenhang.pathway"
    label = "pathway"

    def ready(self) -> None:
        """Say how its tables read for the person they are about, that nobody is let go of without an analysis, and look at what ends every night."""
        from samenhang.access.services import ask_before_closing
        from samenhang.base.events import subscribe
        from samenhang.intake.events import CaseReentered
        from samenhang.intake.services import open_crises_with
        from samenhang.pathway.labels import OWN_FILE
        from samenhang.pathway.services import check_closing, open_reported_crisis
        from samenhang.privacy.events import ConsentChanged, NightFell
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
        ask_before_closing(check_closing)
        open_crises_with(open_reported_crisis)
        subscribe(NightFell)(_look_after_handovers)
        subscribe(CaseReentered)(_help_is_back)
        subscribe(ConsentChanged)(_receivers_read_what_was_agreed)
        subscribe(NightFell)(_tell_of_endings)


def _look_after_handovers(event: NightFell) -> None:
    """Titles end, places close and colleagues leave: each handover stands in one clear state in the morning."""
    from samenhang.pathway.services import look_after_handovers

    look_after_handovers(today=event.on)


def _help_is_back(event: CaseReentered) -> None:
    """Somebody came back through a report: a pilot light that burns has done its work."""
    from samenhang.pathway.services import relight_for_reentry

    relight_for_reentry(person_id=event.person_id, today=event.on)


def _receivers_read_what_was_agreed(event: ConsentChanged) -> None:
    """Consent was given or taken back: whoever receives this person reads what follows from it."""
    from samenhang.pathway.services import consent_decides

    consent_decides(person_id=event.person_id, organisation_id=event.organisation_id, today=event.on)


def _tell_of_endings(event: NightFell) -> None:
    """Whoever holds a case hears that a title or an indication ends; titles lie below the package that knows of nights."""
    from samenhang.legal.services import tell_of_endings

    tell_of_endings(today=event.on)
