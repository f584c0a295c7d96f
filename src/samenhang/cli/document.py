"""Reading a JSON document strictly: no NaN, no repeated keys, UTF-8, one clear line when it is not right."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

LONGEST_NUMBER = 400


class UnreadableDocument(ValueError):
    """The file is absent, or is not a JSON object in UTF-8."""


def read_document(name: str, *, exact: bool = False, lists: bool = False) -> Any:
    """The JSON object in a file ("-": standard input); `exact` reads long decimals without rounding, `lists` accepts a list too.

    Raises `UnreadableDocument` with one line.
    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "cannot be read"
        raise UnreadableDocument(f"{name}: {reason}") from None
    try:
        document = json.loads(
            raw.decode("utf-8-sig"),
            parse_float=_decimal if exact else _float,
            parse_int=_integer,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"{name}: not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise UnreadableDocument(f"{name}: not JSON at line {error.lineno} column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise UnreadableDocument(f"{name}: nested too deeply") from None
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{name}: {error}") from None
    if not isinstance(document, (dict, list) if lists else dict):
        raise UnreadableDocument(f"{name}: must be a JSON object{' or a list' if lists else ''}")
    return document


def _decimal(text: str) -> Decimal | float:
    if len(text) < 16 and "e" not in text and "E" not in text:
        return float(text)
    if len(text) > LONGEST_NUMBER:
        raise UnreadableDocument("a number with too many digits")
    try:
        return Decimal(text)
    except ArithmeticError:
        raise UnreadableDocument("a number that is too large") from None


def _float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise UnreadableDocument("a number that is too large")
    return number


def _integer(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise UnreadableDocument("a number with too many digits")
    return int(text)


def _constant(text: str) -> float:
    raise UnreadableDocument(f"{text} is not a JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise UnreadableDocument(f'the key "{twice}" is used twice')
    return document
