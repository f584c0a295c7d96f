"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.people"""

    name = "samenhang.people"
    label = "people"

    def ready(self) -> None:
        """Let notifications name people, to those who may see them at that moment."""
        from samenhang.access.enums import Purpose
        from samenhang.notifications.selectors import names_from
        from samenhang.people.selectors import people_of

        names_from(
            lambda actor, dossiers: {
                p.dossier_id: p.name for p in people_of(actor, dossiers, purpose=Purpose.CARE_COORDINATION)
            }
        )
