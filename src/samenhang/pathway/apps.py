"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.pathway"""

    name = "samenhang.pathway"
    label = "pathway"

    def ready(self) -> None:
        """Say how a placement reads for the person it is about."""
        from samenhang.pathway.labels import OWN_FILE
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
