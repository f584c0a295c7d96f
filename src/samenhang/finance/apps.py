"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.finance"""

    name = "samenhang.finance"
    label = "finance"

    def ready(self) -> None:
        """Say how provisional cover reads for the person it is about."""
        from samenhang.finance.labels import OWN_FILE
        from samenhang.privacy.labels import describe

        describe(OWN_FILE)
