"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.conferences"""

    name = "samenhang.conferences"
    label = "conferences"

    def ready(self) -> None:
        """Say how the tables of this package read for the person they are about, and when somebody was met at a talk."""
        from samenhang.conferences.labels import OWN_FILE
        from samenhang.conferences.selectors import met_at_talks
        from samenhang.pathway.selectors.in_view import also_met
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
        also_met(met_at_talks)
