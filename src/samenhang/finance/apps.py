"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.finance"""

    name = "samenhang.finance"
    label = "finance"
