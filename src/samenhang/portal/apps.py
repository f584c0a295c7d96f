"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.portal"""

    name = "samenhang.portal"
    label = "portal"
