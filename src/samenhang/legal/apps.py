"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.legal"""

    name = "samenhang.legal"
    label = "legal"
