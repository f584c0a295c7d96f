"""What the words for a table are: a heading, and words for each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

# Why a field is not printed.
WHOSE = "says whose fact it is; that stands on the first page"
INSIDE = "a number for the software, without meaning outside it"
THIRD = "the name of somebody else"
ELSEWHERE = "stands under its own heading"


@dataclass(frozen=True)
class Field:
    """The words for one field: codes have their own words; ``say`` makes words from the whole row."""

    label: Promise
    codes: Mapping[Any, Any] = field(default_factory=dict)
    say: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class TableWords:
    """A heading, what it holds in one line, its fields in the order of reading, and why others are left out."""

    heading: Promise
    about: Promise
    fields: Mapping[str, Field]
    left_out: Mapping[str, str] = field(default_factory=dict)
