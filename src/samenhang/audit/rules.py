"""How one line hangs on the one before: the hash that makes a change, a removal or another order visible."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

START = "0" * 64
FIELDS = (
    "chain",
    "number",
    "at",
    "act",
    "outcome",
    "user_id",
    "user_name",
    "user_role",
    "user_organisation",
    "purpose",
    "dossier_id",
    "object_type",
    "object_id",
    "categories",
    "detail",
    "address",
    "session",
)


def line_hash(previous: str, line: Mapping[str, Any]) -> str:
    """Return the hash of a line: SHA-256 over the previous hash and every field, in a fixed order."""
    text = json.dumps(
        [previous, *[line[name] for name in FIELDS]], ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return hashlib.sha256(text.encode()).hexdigest()
