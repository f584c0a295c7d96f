"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.interop"""

    name = "samenhang.interop"
    label = "interop"
