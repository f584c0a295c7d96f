"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.privacy"""

    name = "samenhang.privacy"
    label = "privacy"
