"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.matching"""

    name = "samenhang.matching"
    label = "matching"
