"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.picture"""

    name = "samenhang.picture"
    label = "picture"
