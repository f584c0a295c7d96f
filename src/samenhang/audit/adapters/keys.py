"""The Ed25519 key that signs checkpoints, and the record of checkpoints beside it: both outside the database.

Whoever can change the database but not this folder cannot make a false checkpoint, and cannot hide an old backup.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


def _path() -> Path:
    return Path(settings.AUDIT_KEY)


def _private() -> Ed25519PrivateKey:
    path = _path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        waiting = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(waiting, path)  # the first of two processes wins; nobody ever sees half a key
        except FileExistsError:
            pass
        finally:
            waiting.unlink()
    return _load(str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _load(path: str, _changed: int) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(Path(path).read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("the key that signs the log must be an Ed25519 key")
    return key


def public_key() -> str:
    """The public key as PEM, for whoever wants to check the log elsewhere; made together with the key at first use."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return _private().public_key().public_bytes(serialization.Encoding.PEM, form).decode()


def key_id() -> str:
    """A short name of the public key."""
    return hashlib.sha256(public_key().encode()).hexdigest()[:16]


def sign(text: str) -> str:
    """The signature over a text, in hexadecimal."""
    return _private().sign(text.encode()).hex()


def signed(text: str, signature: str) -> bool:
    """Say whether the text was signed with our key, or with an earlier one whose public half was kept."""
    try:
        raw = bytes.fromhex(signature)
    except ValueError:
        return False
    for key in [_private().public_key(), *_earlier()]:
        try:
            key.verify(raw, text.encode())
        except InvalidSignature:
            continue
        return True
    return False


def _earlier() -> list[Ed25519PublicKey]:
    """Public halves of keys that signed before, beside the key as ``audit-signing-….pub``."""
    found = []
    for path in sorted(_path().parent.glob(f"{_path().stem}-*.pub")):
        key = serialization.load_pem_public_key(path.read_bytes())
        if isinstance(key, Ed25519PublicKey):
            found.append(key)
    return found


def record_path() -> Path:
    """The file of checkpoints beside the key."""
    return _path().with_name(f"{_path().stem}.checkpoints")


def remember(row: dict[str, Any]) -> None:
    """Add a checkpoint to the record beside the key, on disk before this returns."""
    path = record_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(json.dumps(row, sort_keys=True).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def remembered() -> list[dict[str, Any]]:
    """The checkpoints in the record beside the key; a line that was cut off by a crash is left out."""
    path = record_path()
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and "number" in row:
            found.append(row)
    return found
