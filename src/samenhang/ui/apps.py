"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.ui"""

    name = "samenhang.ui"
    label = "ui"
