"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.access"""

    name = "samenhang.access"
    label = "access"
