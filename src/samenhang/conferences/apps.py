"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.conferences"""

    name = "samenhang.conferences"
    label = "conferences"

    def ready(self) -> None:
        """Say how the tables of this package read for the person they are about."""
        from samenhang.conferences.labels import OWN_FILE
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
