"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.supply"""

    name = "samenhang.supply"
    label = "supply"
