"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.notifications"""

    name = "samenhang.notifications"
    label = "notifications"
