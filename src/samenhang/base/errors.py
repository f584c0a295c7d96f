"""What can go wrong in the words of the work: a coded reason, never a sentence."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A step that is not possible now. ``code`` becomes the text on the disabled button and in the message."""

    status = 409

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Conflict(Refused):
    """Somebody else was first: the last place was taken, or the record changed since it was read."""

    status = 409


class NoGrant(Refused):
    """This actor may not do or see this; ``code`` says what is missing and who can grant it."""

    status = 403


class Moved(Exception):
    """What was asked for is found elsewhere by now: the record went up in another one, which the reader may see."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path
