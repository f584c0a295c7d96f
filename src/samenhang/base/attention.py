"""One thing that asks attention about somebody: what each package tells Today and the page of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Attention:
    """A code with the days that matter, about whom, and where it is done.

    ``on`` is the day on which it begins to count, ``until`` the last day to do it; both may be unknown. ``hard`` says that
    it is red from ``on``. ``user_id`` names whose move it is, where it is one person's; ``path`` leads to where it is done.
    """

    code: str
    person_id: int
    on: date | None = None
    until: date | None = None
    hard: bool = False
    detail: str = ""
    path: str = ""
    user_id: int | None = None
