"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.pathway"""

    name = "samenhang.pathway"
    label = "pathway"

    def ready(self) -> None:
        """Say how its tables read for the person they are about, and that nobody is let go of without an analysis."""
        from samenhang.access.services import ask_before_closing
        from samenhang.pathway.labels import OWN_FILE
        from samenhang.pathway.services import check_closing
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
        ask_before_closing(check_closing)
