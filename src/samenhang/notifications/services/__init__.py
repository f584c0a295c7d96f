"""The verbs of notifications: tell, read, choose how, and send the mails."""

from samenhang.notifications.services.mails import forget_old, queue_digests, send_waiting
from samenhang.notifications.services.telling import choose, follow_dossier, mark_all_read, mark_read, notify

__all__ = [
    "choose",
    "follow_dossier",
    "forget_old",
    "mark_all_read",
    "mark_read",
    "notify",
    "queue_digests",
    "send_waiting",
]
