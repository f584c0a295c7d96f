"""Typed readers of the environment, so that settings say what each value means and fail early."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def text(name: str, default: str = "") -> str:
    """Return the environment value, or the default when it is not set."""
    return os.environ.get(name, default)


def needed(name: str, *, when: bool) -> str:
    """Return the environment value; raises ValueError when it is not set while something else that needs it is."""
    value = text(name)
    if when and not value:
        raise ValueError(f"{name} must be set")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return a yes/no value; raises ValueError when it is neither."""
    value = os.environ.get(name)
    if value is None:
        return default
    lowered = value.strip().lower()
    if lowered in {"1", "true", "yes", "on"}:
        return True
    if lowered in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError(f"{name} must be yes or no, not {value!r}")


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated value as a list without empties."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's settings for ``sqlite:///path`` or ``postgresql://user:pw@host:port/name``.

    ``?pooled=yes`` says that a pooler stands in between, which gives each transaction another connection to PostgreSQL.
    SQLite runs with WAL, immediate transactions and ``synchronous=FULL``: an acknowledged write survives a power cut.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path.lstrip("/")) if not parts.path.startswith("//") else unquote(parts.path[1:])
        target = Path(path) if Path(path).is_absolute() else folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(target),
            "CONN_MAX_AGE": 900,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 900,
            "CONN_HEALTH_CHECKS": True,
            # After so many times the server keeps the plan of a question; a pooler in between may not allow it.
            "OPTIONS": {"prepare_threshold": None if query.get("pooled") else 3},
        }
    raise ValueError(f"SAMENHANG_DATABASE must start with sqlite:// or postgresql://, not {url!r}")


def secret_key(folder: Path) -> str:
    """Return the secret key from the environment, or one that is made once and kept beside the database."""
    if value := os.environ.get("SAMENHANG_SECRET_KEY"):
        return value
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
