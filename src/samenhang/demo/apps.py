"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.demo"""

    name = "samenhang.demo"
    label = "demo"
