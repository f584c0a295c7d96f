"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.intake"""

    name = "samenhang.intake"
    label = "intake"

    def ready(self) -> None:
        """Say how the tables of this package read for the person they are about."""
        from samenhang.intake.labels import OWN_FILE
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
