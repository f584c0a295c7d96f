"""Django's registration of this package."""

from django.apps import AppConfig


class Config(AppConfig):
    """samenhang.notifications"""

    name = "samenhang.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Let the number at the bell come with the user, so that no page asks for it by itself."""
        from samenhang.directory.backends import count_alongside
        from samenhang.notifications.selectors import unread_of_user

        count_alongside("unread", unread_of_user("user_id"))
