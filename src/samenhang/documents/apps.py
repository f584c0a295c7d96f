"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.documents"""

    name = "samenhang.documents"
    label = "documents"
