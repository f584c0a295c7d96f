"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.region"""

    name = "samenhang.region"
    label = "region"
