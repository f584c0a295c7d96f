"""Screens of the plan: what every one of them needs first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request
from samenhang.access.selectors import may_write, taking_part
from samenhang.people.guards import the_person
from samenhang.people.selectors import PersonRow, household_of
from samenhang.picture.selectors.words import words_said
from samenhang.plan import selectors
from samenhang.plan.forms import Options
from samenhang.ui.screens import FormPage

CARE = Purpose.CARE_COORDINATION
READS = Category.ID_CONTACT | Category.PLAN_GOALS


@dataclass(frozen=True)
class Here:
    """Whose plan it is, and whether the reader may change it."""

    person: PersonRow
    plan: selectors.PlanRow | None
    may_write: bool


def here(request: Request, person_id: int, *, page: str = "", writes: bool = False) -> Here:
    """The person and the current plan, their own or that of their household."""
    row = the_person(request, person_id, page=page, writes=Category.PLAN_GOALS if writes else None)
    home = household_of(request.actor, person_id, purpose=CARE, today=request.today)
    plan = selectors.plan_of(request.actor, person_id, purpose=CARE, household_id=home.id if home else None)
    return Here(row, plan, writes or may_write(request.actor, row.compartment_id, Category.PLAN_GOALS))


def with_plan(
    request: Request, person_id: int, *, page: str = "", writes: bool = True
) -> tuple[Here, selectors.PlanRow]:
    """The same, for a screen that makes no sense without a plan (404)."""
    found = here(request, person_id, page=page, writes=writes)
    if found.plan is None:
        raise Http404
    return found, found.plan


def options(request: Request, found: Here) -> Options:
    """What can be chosen in the forms of a plan."""
    plan_id = found.plan.id if found.plan else 0
    page = selectors.plan_page(request.actor, found.plan, purpose=CARE) if found.plan else None
    return Options(
        goals=selectors.open_goals(request.actor, plan_id, purpose=CARE),
        words=words_said(request.actor, found.person.id, purpose=CARE),
        own_plans=[(p.id, f"{p.organisation}: {p.title}") for p in page.own_plans] if page else [],
        seats=taking_part(found.person.dossier_id, request.today),
    )


def seats_only(request: Request, found: Here) -> Options:
    """Who takes part, for a form that asks nothing else."""
    return Options(seats=taking_part(found.person.dossier_id, request.today))


def form_words(
    found: Here,
    heading: str,
    purpose: str = "",
    *,
    to: str = "plan:overview",
    anchor: str = "",
    keeps: Category = Category.PLAN_GOALS,
    **more: str,
) -> FormPage:
    """The words around a form of the plan, with the way back; a draft of it is kept as ``keeps``."""
    back = reverse(to, args=[found.person.id]) + anchor
    kind = int(keeps) if more.get("draft") else 0
    who = more.pop("who", _("Everybody who takes part and may read goals and agreements, the person first of all."))
    return FormPage(heading, back, found.person.name, purpose=purpose, who=who, draft_kind=kind, **more)
