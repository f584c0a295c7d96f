"""Screens of the pathway: what every one of them needs first."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request
from samenhang.access.selectors import may_read, may_write, taking_part
from samenhang.directory.selectors import organisations_by_kind
from samenhang.people.guards import the_person
from samenhang.people.selectors import PersonRow
from samenhang.ui.screens import FormPage

CARE = Purpose.CARE_COORDINATION
HISTORY, GOALS, CARD, DAYS = (
    Category.PLACEMENT_HISTORY,
    Category.PLAN_GOALS,
    Category.CRISIS_CARD,
    Category.APPOINTMENTS,
)


@dataclass(frozen=True)
class Here:
    """Whose pathway it is, and what the reader may read and change of it."""

    person: PersonRow
    steps: bool
    goals: bool
    card: bool
    reads_steps: bool
    reads_goals: bool
    reads_card: bool


def here(request: Request, person_id: int, *, page: str = "", writes: Category | None = None) -> Here:
    """The person, and what the reader may do; 404 for who may not know them."""
    row = the_person(request, person_id, page=page, writes=writes)
    writing = [may_write(request.actor, row.compartment_id, c) for c in (HISTORY, GOALS, CARD)]
    reads = [may_read(request.actor, row.compartment_id, c) for c in (HISTORY, GOALS, CARD)]
    return Here(row, *writing, *reads)


def organisations() -> list[tuple[int, str]]:
    """Every organisation to choose from, by name."""
    return sorted(((pk, name) for pk, name, _kind in organisations_by_kind()), key=lambda pair: pair[1])


def own_organisations(request: Request) -> list[tuple[int, str]]:
    """The organisations where the reader works."""
    return [(pk, name) for pk, name in organisations() if pk in request.actor.organisation_ids]


def keepers(request: Request, person: PersonRow) -> list[tuple[int, str]]:
    """Who takes part and can keep contact."""
    found = {
        p.user_id: f"{p.who}, {p.organisation}" for p in taking_part(person.dossier_id, request.today) if p.user_id
    }
    return [(pk, name) for pk, name in found.items() if pk is not None]


def form_page(person: PersonRow, heading: str, purpose: str, *, to: str, who: str, submit: str = "") -> FormPage:
    """The words around a form about somebody, with the way back."""
    return FormPage(
        heading, reverse(f"pathway:{to}", args=[person.id]), person.name, purpose=purpose, who=who, submit=submit
    )
