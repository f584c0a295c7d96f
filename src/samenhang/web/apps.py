"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.web"""

    name = "samenhang.web"
    label = "web"
