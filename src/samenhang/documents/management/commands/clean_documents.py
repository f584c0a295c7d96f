"""Remove files of documents that a crash left behind. For the nightly run."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from samenhang.documents.services import clean_up


class Command(BaseCommand):
    """`manage.py clean_documents`"""

    help = "Removes files of more than an hour old that no document mentions."

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean and say how many."""
        self.stdout.write(f"{clean_up()} files removed")
