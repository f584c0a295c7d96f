"""The people around somebody: close ones, or that there are none and who builds a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samenhang.base.errors import Refused
from samenhang.people.enums import Burden, CloseRole, ContactWish, OwnConsent
from samenhang.people.models import CloseOne, NoNetwork
from samenhang.people.services.facts import FactKind, Values


def _close_one(values: Values) -> Values:
    """Only a representative represents, and what somebody agreed to or how they fare has a day."""
    settled = dict(values)
    if settled["role"] != CloseRole.REPRESENTATIVE:
        settled["represents_as"] = ""
    elif not settled["represents_as"]:
        raise Refused("REPRESENTATIVE_KIND_MISSING")
    if settled["consent"] in (OwnConsent.GIVEN, OwnConsent.REFUSED) and settled["consent_on"] is None:
        raise Refused("DAY_MISSING")
    if settled["burden"] and settled["burden_on"] is None:
        raise Refused("DAY_MISSING")
    return settled


def _no_network(values: Values) -> Values:
    if values["builder_id"] is not None and values["since"] is None:
        raise Refused("DAY_MISSING")
    return values


CLOSE_ONE = FactKind("close-one", CloseOne, _close_one)
NO_NETWORK = FactKind("no-network", NoNetwork, _no_network, once=())


@dataclass(frozen=True)
class NewCloseOne:
    """Somebody close to be kept, at the start of a dossier."""

    name: str
    relation: str
    role: CloseRole
    contact: ContactWish = ContactWish.WANTED
    represents_as: str = ""
    same_home: bool = False
    phone: str = ""
    consent: OwnConsent = OwnConsent.NOT_ASKED
    consent_on: date | None = None
    burden: Burden | None = None
    burden_on: date | None = None
    note: str = ""

    def row(self, person_id: int, compartment_id: int, **more: Any) -> CloseOne:
        """The row of the table."""
        values = {**vars(self), "burden": self.burden or ""}
        return CloseOne(person_id=person_id, compartment_id=compartment_id, **values, **more)


def record_close_ones(found: Sequence[tuple[int, int, NewCloseOne]]) -> None:
    """Keep many close ones at once (generated regions): (person, compartment, who). The caller writes the audit lines."""
    CloseOne.objects.write([new.row(person_id, compartment_id) for person_id, compartment_id, new in found])
