"""Code → words for this package."""

from __future__ import annotations

from samenhang.privacy.labels import TableWords

OWN_FILE: dict[str, TableWords] = {}
