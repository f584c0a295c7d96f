"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.notes"""

    name = "samenhang.notes"
    label = "notes"

    def ready(self) -> None:
        """Say how the tables of this package read for the person they are about, and keep the drafts of all forms."""
        from samenhang.base.events import subscribe
        from samenhang.notes.backends import Keeper
        from samenhang.notes.labels import OWN_FILE
        from samenhang.privacy.events import NightFell
        from samenhang.privacy.labels import describe
        from samenhang.ui.screens import keep_drafts_with

        describe(OWN_FILE)
        keep_drafts_with(Keeper())
        subscribe(NightFell)(_forget)


def _forget(_event: object) -> None:
    """Drafts are gone after a week."""
    from samenhang.notes.services import forget_old_drafts

    forget_old_drafts()
