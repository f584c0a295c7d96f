"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.directory"""

    name = "samenhang.directory"
    label = "directory"
