"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.base"""

    name = "samenhang.base"
    label = "base"
