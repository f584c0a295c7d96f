"""The picture of a person: one calm page, the same facts by layer, own strength, safety, treatment, and one page on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.directory.enums import Power
from samenhang.people.guards import the_person
from samenhang.people.guards.facts import FactCard, card, facts_of
from samenhang.people.presenters import close_one_view, household_view, person_tabs
from samenhang.people.selectors import PersonRow, close_ones, household_of, opened, without_network
from samenhang.picture import presenters, selectors
from samenhang.picture.labels import FACTS, PROBLEMS, fact_value
from samenhang.picture.views.screens import BY_CODE

CARE = Purpose.CARE_COORDINATION
PICTURE = (
    Category.ID_CONTACT
    | Category.LIFE_DOMAIN_PICTURE
    | Category.NETWORK
    | Category.HOUSING_NEEDS
    | Category.SAFETY_ALERT
    | Category.MEDICAL
)


@contextmanager
def _reads(request: Request, person: PersonRow, what: str, categories: Category) -> Iterator[None]:
    with reading(
        request.actor,
        purpose=CARE,
        what=what,
        categories=Category.ID_CONTACT | categories,
        dossier_id=person.dossier_id,
    ):
        yield


def _now(request: Request, person_id: int, code: str) -> list[FactCard]:
    """The facts of one kind that hold now, as cards."""
    screen = BY_CODE[code]
    rows = facts_of(request, person_id, screen)
    return [card("picture", person_id, screen, r) for r in rows if r.ended_at is None]


def _whole(request: Request, person: PersonRow) -> dict[str, Any]:
    """Everything that the overview and the page on paper show; each part only as far as a grant opens it."""
    actor, pk, today = request.actor, person.id, request.today
    with _reads(request, person, "Picture", PICTURE):
        sketch = selectors.sketch(actor, pk, purpose=CARE)
        domains = selectors.domains(actor, pk, purpose=CARE)
        estimates = selectors.strength_estimates(actor, pk, purpose=CARE)
        close = close_ones(actor, [pk], purpose=CARE)
        alone = without_network(actor, [pk], purpose=CARE)
        home = household_of(actor, pk, purpose=CARE, today=today)
        needs = selectors.facts(actor, pk, purpose=CARE)
        safety = _now(request, pk, "safety")
        treatments = _now(request, pk, "treatment")
        screenings = _now(request, pk, "screening")
        may_read = opened(actor, person.compartment_id)
        may_write = opened(actor, person.compartment_id, write=True)
    return {
        "person": person,
        "age": person.age(today),
        "sketch": sketch,
        "problems": [(str(PROBLEMS[area]), by) for area, _on, by in sketch.problems],
        "domains": presenters.domain_cards(pk, domains),
        "unasked": presenters.unasked(pk, domains),
        "areas": presenters.area_views(estimates, today),
        "close_ones": [close_one_view(c) for c in close],
        "alone": alone[0] if alone else None,
        "home": household_view(pk, home, close),
        "needs": [(str(FACTS[f.code]), fact_value(f.value)) for f in needs.values()],
        "safety": safety[0] if safety else None,
        "treatments": treatments,
        "screenings": screenings,
        "may": {
            "picture": bool(may_write & Category.LIFE_DOMAIN_PICTURE),
            "network": bool(may_write & Category.NETWORK),
            "medical": bool(may_write & Category.MEDICAL),
            "safety": bool(may_write & Category.SAFETY_ALERT),
            "sees_network": bool(may_read & Category.NETWORK),
            "sees_safety": bool(may_read & Category.SAFETY_ALERT),
            "sees_medical": bool(may_read & Category.MEDICAL),
            "sees_picture": bool(may_read & Category.LIFE_DOMAIN_PICTURE),
        },
    }


@shows(2, 3, 5, 11, 12, 13, 14)
@power_required(Power.WORK_ON_CASES)
@require_GET
def overview(request: Request, person_id: int) -> HttpResponse:
    """The shared picture on one page: own words on top, strengths beside problems, then how it goes by life domain."""
    person = the_person(request, person_id)
    context = _whole(request, person)
    return render(request, "picture/overview.html", {**context, "tabs": person_tabs(person_id, "picture")})


@shows(3)
@power_required(Power.WORK_ON_CASES)
@require_GET
def print_view(request: Request, person_id: int) -> HttpResponse:
    """The picture on one page of paper."""
    person = the_person(request, person_id)
    return render(request, "picture/print.html", _whole(request, person))


@shows(4)
@power_required(Power.WORK_ON_CASES)
@require_GET
def layers(request: Request, person_id: int) -> HttpResponse:
    """The same facts by ecological layer."""
    person, actor = the_person(request, person_id), request.actor
    with _reads(request, person, "Picture by layer", Category.LIFE_DOMAIN_PICTURE | Category.NETWORK):
        columns = presenters.layer_columns(
            selectors.sketch(actor, person_id, purpose=CARE),
            selectors.domains(actor, person_id, purpose=CARE),
            close_ones(actor, [person_id], purpose=CARE),
            _now(request, person_id, "factor"),
        )
        may_write = opened(actor, person.compartment_id, write=True)
    context = {
        "person": person,
        "columns": columns,
        "may_write": bool(may_write & Category.LIFE_DOMAIN_PICTURE),
        "tabs": person_tabs(person_id, "picture"),
    }
    return render(request, "picture/layers.html", context)


@shows(12)
@power_required(Power.WORK_ON_CASES)
@require_GET
def strengths(request: Request, person_id: int) -> HttpResponse:
    """Own strength as the person, close ones and organisations see it: side by side and over time."""
    person, actor = the_person(request, person_id), request.actor
    with _reads(request, person, "Own strength", Category.LIFE_DOMAIN_PICTURE):
        rows = selectors.strength_estimates(actor, person_id, purpose=CARE)
        may_write = opened(actor, person.compartment_id, write=True)
    context = {
        "person": person,
        "areas": presenters.area_views(rows, request.today),
        "table": presenters.strengths_table(rows),
        "count": len(rows),
        "may_write": bool(may_write & Category.LIFE_DOMAIN_PICTURE),
        "tabs": person_tabs(person_id, "picture"),
    }
    return render(request, "picture/strengths.html", context)


@shows(6, 10, 39)
@power_required(Power.WORK_ON_CASES)
@require_GET
def safety(request: Request, person_id: int) -> HttpResponse:
    """Safety profile, risk assessments and incidents together, each as far as a grant opens it."""
    kinds = Category.SAFETY_ALERT | Category.RISK_ASSESSMENT | Category.INCIDENT
    return _several(request, person_id, "Safety", kinds, ("safety", "risk", "incident"), template="picture/safety.html")


@shows(9)
@power_required(Power.WORK_ON_CASES)
@require_GET
def care(request: Request, person_id: int) -> HttpResponse:
    """What was tried: treatments and why they stopped, diagnoses made and rejected, the screening."""
    kinds = Category.MEDICAL | Category.LIFE_DOMAIN_PICTURE
    return _several(
        request, person_id, "Treatment history", kinds, ("screening", "treatment", "diagnosis"), template="picture/care.html"
    )  # fmt: skip


def _several(
    request: Request, person_id: int, what: str, kinds: Category, codes: tuple[str, ...], *, template: str
) -> HttpResponse:
    person, actor = the_person(request, person_id), request.actor
    with _reads(request, person, what, kinds):
        parts = [(BY_CODE[code], _now(request, person_id, code)) for code in codes]
        may_read = opened(actor, person.compartment_id)
        may_write = opened(actor, person.compartment_id, write=True)
    sections = [
        {
            "screen": screen,
            "facts": facts,
            "may_read": bool(may_read & screen.kind.category),
            "may_write": bool(may_write & screen.kind.category),
            "only_one": screen.kind.once == (),
            "list_name": f"picture:{screen.code}",
            "add_name": f"picture:{screen.code}-add",
        }
        for screen, facts in parts
    ]
    context = {"person": person, "sections": sections, "tabs": person_tabs(person_id, "picture")}
    return render(request, template, context)


@shows(39)
@power_required(Power.WORK_ON_CASES)
@require_GET
def overdue(request: Request) -> HttpResponse:
    """Risk assessments that no longer hold, of everybody of whom the reader may see them."""
    with reading(
        request.actor,
        purpose=CARE,
        what="Overdue risk assessments",
        categories=Category.ID_CONTACT | Category.RISK_ASSESSMENT,
    ) as seen:
        rows = selectors.overdue_risks(request.actor, purpose=CARE, today=request.today)
        seen["dossiers"] = [r.person.dossier_id for r in rows]
    table = presenters.overdue_table(rows, request.today)
    return render(request, "picture/overdue.html", {"table": table})
