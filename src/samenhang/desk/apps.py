"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.desk"""

    name = "samenhang.desk"
    label = "desk"
