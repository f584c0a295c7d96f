"""Files in a folder of their own, under random names, outside everything that is served."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"^[0-9a-f]{32}$")


def _folder() -> Path:
    return Path(settings.VAR) / "documents"


def _path(key: str) -> Path:
    if not _NAME.match(key):
        raise ValueError("not a key of a document")
    return _folder() / key[:2] / key


def put(content: bytes) -> str:
    """Write a file under a temporary name, on disk before this returns, and return its key; :func:`keep` makes it stay."""
    key = secrets.token_hex(16)
    path = _path(key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path.with_suffix(".new"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return key


def keep(key: str) -> None:
    """Give a file its lasting name, after the transaction that mentions it."""
    path = _path(key)
    if path.with_suffix(".new").exists():
        path.with_suffix(".new").rename(path)


def drop(key: str) -> None:
    """Remove a file, whichever name it has."""
    path = _path(key)
    path.with_suffix(".new").unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def get(key: str) -> bytes | None:
    """The content, None when it is not there; also when a crash came between the transaction and the lasting name."""
    path = _path(key)
    for candidate in (path, path.with_suffix(".new")):
        try:
            return candidate.read_bytes()
        except FileNotFoundError:
            continue
    return None


def orphans(known: Collection[str], *, older_than: float = 3600) -> list[str]:
    """Keys of files of more than an hour old that nothing mentions: left by a crash before the transaction ended."""
    found = []
    limit = time.time() - older_than
    for path in sorted(_folder().glob("??/*")):
        if _NAME.match(path.stem) and path.stem not in known and path.stat().st_mtime < limit:
            found.append(path.stem)
    return found
