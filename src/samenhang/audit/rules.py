"""How one line hangs on the one before: the hash that makes a change, a removal or another order visible.

A line knows the version of its own format, so that lines written long ago keep verifying when a field is added.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

START = "0" * 64
VERSION = 2
# The fields under the hash, per version. Version 1 hashes a JSON list, version 2 length-prefixed text, which a database
# can put together as well: one round trip appends, and verifying reads one column.
FIELDS: dict[int, tuple[str, ...]] = {
    1: (
        "chain", "number", "at", "act", "outcome", "user_id", "user_name", "user_role", "user_organisation", "purpose",
        "dossier_id", "object_type", "object_id", "categories", "detail", "address", "session",
    ),
    2: (
        "version", "chain", "at", "act", "outcome", "user_id", "user_name", "user_role", "user_organisation", "auth_level",
        "acting_for", "purpose", "dossier_id", "compartment_id", "regime", "object_type", "object_id", "categories",
        "source_system", "address", "session", "detail",
    ),
}  # fmt: skip
NUMBERS = frozenset({"version", "user_id", "dossier_id", "compartment_id", "categories"})
KEEP_LINES_YEARS = 5


def canonical(detail: Any) -> str:
    """JSON in one spelling: sorted keys, no spaces."""
    return json.dumps(detail, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def content(line: Mapping[str, Any]) -> str:
    """The text under the hash of a line of version 2: every field with its length in front, ``~`` for none."""
    parts = []
    for name in FIELDS[2]:
        value = line[name]
        if value is None:
            parts.append("~,")
        else:
            text = canonical(value) if name == "detail" else str(value)
            parts.append(f"{len(text)}:{text},")
    return "".join(parts)


def chained(previous: str, number: int, text: str) -> str:
    """The hash of a line of version 2: SHA-256 over the hash before it, its number and its content."""
    return hashlib.sha256(f"{previous}:{number}:{text}".encode()).hexdigest()


def line_hash(previous: str, line: Mapping[str, Any]) -> str:
    """The hash of a line in the format of its own version; empty for a version that never existed."""
    version = line["version"]
    if version == 2:
        return chained(previous, line["number"], content(line))
    if version == 1:
        text = json.dumps(
            [previous, *[line[name] for name in FIELDS[1]]], ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )
        return hashlib.sha256(text.encode()).hexdigest()
    return ""


def merkle_root(leaves: Iterable[str]) -> str:
    """The root of a Merkle tree over texts, leaves and nodes told apart; of nothing, the hash of nothing."""
    level = [hashlib.sha256(b"\x00" + leaf.encode()).digest() for leaf in leaves]
    if not level:
        return hashlib.sha256(b"").hexdigest()
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0].hex()


def head_leaf(chain: str, number: int, digest: str) -> str:
    """One head as a leaf of the tree under a checkpoint."""
    return f"{len(chain)}:{chain}:{number}:{digest}"


def checkpoint_text(row: Mapping[str, Any]) -> str:
    """What is signed of a checkpoint; ``previous`` ties it to the one before, and so to every head that it knew."""
    names = ("number", "at", "previous", "root", "heads", "chains", "lines")
    return "samenhang.log-checkpoint/1\n" + "\n".join(str(row[name]) for name in names)


def checkpoint_digest(row: Mapping[str, Any]) -> str:
    """What the next checkpoint names as the one before it."""
    return hashlib.sha256(f"{checkpoint_text(row)}\n{row['signature']}".encode()).hexdigest()


def destruction_text(row: Mapping[str, Any]) -> str:
    """What is signed of a destruction of lines after their term."""
    names = ("chain", "up_to_number", "last_hash", "lines", "before", "ground", "decided_by", "approved_by", "at")
    return "samenhang.log-destruction/1\n" + "\n".join(f"{len(str(row[n]))}:{row[n]}" for n in names)
