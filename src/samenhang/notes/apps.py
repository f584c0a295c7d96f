"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.notes"""

    name = "samenhang.notes"
    label = "notes"

    def ready(self) -> None:
        """Say how the tables of this package read for the person they are about."""
        from samenhang.notes.labels import OWN_FILE
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
