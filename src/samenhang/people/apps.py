"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.people"""

    name = "samenhang.people"
    label = "people"
