"""The screens of Mine; each one reads the own file and nothing else, and says so in the log."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request
from samenhang.access.selectors import own_dossier
from samenhang.access.services import reading
from samenhang.base.errors import NoGrant
from samenhang.people.selectors import PersonRow, people_of
from samenhang.privacy.enums import GivenBy

OWN_FILE = Purpose.OWN_FILE


@dataclass(frozen=True)
class Mine:
    """Whose file it is, and who reads it: the person, or who represents them."""

    dossier_id: int
    compartment_id: int
    represents: bool


def mine(request: Request) -> Mine:
    """The reader's own file; NoGrant for somebody who has none."""
    own = own_dossier(request.actor, request.today)
    if own is None:
        raise NoGrant("NO_OWN_FILE")
    return Mine(own[0], own[1], own[2] == GivenBy.REPRESENTATIVE)


def read(
    request: Request, own: Mine, what: str, categories: Category = Category.ID_CONTACT
) -> AbstractContextManager[dict[str, Any]]:
    """Read the own file, with its line in the log."""
    return reading(request.actor, purpose=OWN_FILE, what=what, categories=categories, dossier_id=own.dossier_id)


def myself(request: Request, own: Mine) -> PersonRow:
    """The person whose file it is; inside :func:`read`."""
    found = people_of(request.actor, [own.dossier_id], purpose=OWN_FILE)
    if not found:
        raise Http404  # everything was destroyed after its term
    return found[0]
