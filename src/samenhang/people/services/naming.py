"""Texts that go where nobody may be recognised: they name nobody whom their writer can see."""

from __future__ import annotations

from samenhang.access.enums import Category, Purpose
from samenhang.access.services import reading
from samenhang.base.actor import Actor
from samenhang.base.naming import check_birth_dates, check_names
from samenhang.people.selectors import people

_ALL = 100_000


def names_nobody(*, actor: Actor, text: str, births: bool = False) -> None:
    """Raise Refused(NAMES_SOMEBODY) when a text names somebody whom the actor can see, by name or file number.

    With ``births`` a birth date counts as well. Looking for the names is a read with a line of its own.
    """
    care = Purpose.CARE_COORDINATION
    with reading(actor, purpose=care, what="Names that do not belong here", categories=Category.ID_CONTACT):
        known, _total = people(actor, purpose=care, size=_ALL)
        check_names(text, (p.name for p in known), (p.number for p in known))
        if births:
            check_birth_dates(text, (p.birth_date for p in known))
