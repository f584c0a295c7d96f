"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.matching"""

    name = "samenhang.matching"
    label = "matching"

    def ready(self) -> None:
        """Say how needs, refusals, proposals and decisions read for the person they are about."""
        from samenhang.matching.labels import OWN_FILE
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
