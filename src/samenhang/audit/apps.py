"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.audit"""

    name = "samenhang.audit"
    label = "audit"
