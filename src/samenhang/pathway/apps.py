"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.pathway"""

    name = "samenhang.pathway"
    label = "pathway"
