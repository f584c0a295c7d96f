"""Recording pictures: one functional fact, or whole pictures at once for a generated region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.audit.services import record_many
from samenhang.base.actor import Actor
from samenhang.people.services import NewCloseOne, keep_fact, record_close_ones
from samenhang.picture.enums import FactCode, IncidentKind, ProblemArea
from samenhang.picture.models import FunctionalFact, Incident, OwnWords, PictureFact, Problem, Strength
from samenhang.picture.services.facts import KINDS, NEED


@dataclass(frozen=True)
class NewFact:
    """A functional fact to be recorded."""

    code: FactCode
    value: Any
    noted_on: date
    source: str


@dataclass(frozen=True)
class NewIncident:
    """An incident to be recorded."""

    on: date
    kind: IncidentKind
    severity: int
    context: str = ""
    response: str = ""
    helped: str = ""
    lesson: str = ""


@dataclass(frozen=True)
class More:
    """Any further fact of the picture to be recorded: its kind by code, and its values as a form would give them."""

    kind: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class NewPicture:
    """What is known of one person at the start."""

    person_id: int
    compartment_id: int
    dossier_id: int
    words: str = ""
    said_on: date | None = None
    listened_by: str = ""
    strengths: tuple[str, ...] = ()
    problems: tuple[ProblemArea, ...] = ()
    source: str = ""
    facts: tuple[NewFact, ...] = ()
    incidents: tuple[NewIncident, ...] = field(default=())
    areas: Mapping[ProblemArea, tuple[str, str]] = field(default_factory=dict)  # severity in words, substances
    close_ones: tuple[NewCloseOne, ...] = ()
    more: tuple[More, ...] = ()


@transaction.atomic
def note_fact(*, actor: Actor, person_id: int, compartment_id: int, new: NewFact) -> int:
    """Record a functional fact; the newest of its code counts from now on. Raises NoGrant without a grant."""
    return keep_fact(actor=actor, kind=NEED, person_id=person_id, compartment_id=compartment_id, values=vars(new))


def record_pictures(*, actor: Actor, pictures: Sequence[NewPicture]) -> None:
    """Record many pictures at once (generated regions), inside a transaction; one line per person."""
    rows: dict[type[PictureFact], list[PictureFact]] = {}
    for p in pictures:
        for row in _rows(p):
            rows.setdefault(type(row), []).append(row)
    for model, found in rows.items():
        model.objects.write(found)
    record_close_ones([(p.person_id, p.compartment_id, c) for p in pictures for c in p.close_ones])
    record_many(
        actor,
        [
            {
                "act": Act.CREATE,
                "dossier_id": p.dossier_id,
                "object_type": "Picture",
                "object_id": p.person_id,
                "categories": int(_categories(p)),
            }
            for p in pictures
        ],
    )


_BY_CODE = {kind.code: kind for kind in KINDS}


def _rows(p: NewPicture) -> list[PictureFact]:
    """Every fact of one picture as the row of its table."""
    me = {"person_id": p.person_id, "compartment_id": p.compartment_id}
    noted_on = p.said_on or date.min
    rows: list[PictureFact] = [Strength(**me, text=text) for text in p.strengths]
    if p.words and p.said_on:
        rows.append(OwnWords(**me, text=p.words, said_on=p.said_on, listened_by=p.listened_by))
    for area in p.problems:
        severity, substances = p.areas.get(area, ("", ""))
        rows.append(
            Problem(**me, area=area, severity=severity, substances=substances, source=p.source, noted_on=noted_on)
        )
    rows += [FunctionalFact(**me, **vars(fact)) for fact in p.facts]
    rows += [Incident(**me, **vars(incident)) for incident in p.incidents]
    for more in p.more:
        kind = _BY_CODE[more.kind]
        rows.append(kind.model(**me, **dict(kind.settle(more.values))))
    return rows


def _categories(p: NewPicture) -> Category:
    found = Category.LIFE_DOMAIN_PICTURE | Category.HOUSING_NEEDS | Category.INCIDENT
    if p.close_ones:
        found |= Category.NETWORK
    for more in p.more:
        found |= _BY_CODE[more.kind].category
    return found
