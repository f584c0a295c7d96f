"""What every screen of one handover needs first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request
from samenhang.access.selectors import may_write
from samenhang.access.services import denied
from samenhang.directory.selectors import colleagues
from samenhang.pathway import selectors
from samenhang.pathway.selectors.handovers import HandoverRow
from samenhang.pathway.selectors.handovers_facts import Standing
from samenhang.people.guards import the_person
from samenhang.people.selectors import PersonRow
from samenhang.ui.screens import FormPage

CARE = Purpose.CARE_COORDINATION
READS = Category.ID_CONTACT | Category.PLAN_GOALS


@dataclass(frozen=True)
class Here:
    """Which handover, of whom, where it stands, and what the reader may do."""

    row: HandoverRow
    standing: Standing
    person: PersonRow
    may_write: bool
    may_act: bool
    receives: bool


def here(request: Request, handover_id: int, *, page: str = "") -> Here:
    """The handover that this actor may see; 404 otherwise, which says nothing about whether there is one."""
    actor = request.actor
    found = selectors.handover(actor, handover_id, purpose=CARE, today=request.today)
    if found is None:
        denied(actor, what="WarmHandover", object_id=handover_id)
        raise Http404
    row, standing = found
    person = the_person(request, row.person_id, page=page)
    writes = may_write(actor, row.compartment_id, Category.PLAN_GOALS)
    part = actor.user_id in {row.giver_id, row.receiver_id}
    return Here(row, standing, person, writes, writes or part, actor.user_id == row.receiver_id)


def may_see(request: Request, handover_id: int) -> bool:
    """Say whether the reader still sees a handover after what they did with it; looking so shows nothing."""
    return selectors.handover(request.actor, handover_id, purpose=CARE, today=request.today) is not None


def who_may_receive(request: Request, organisation_id: int | None, now: str) -> list[tuple[str, str]]:
    """Colleagues of an organisation who work on cases, but for who receives now."""
    there = [c for c in colleagues(request.today) if c.organisation_id == organisation_id and c.name != now]
    return [(str(c.user_id), c.name) for c in there]


def words(found: Here, heading: str, purpose: str = "", *, anchor: str = "", **more: str) -> FormPage:
    """The words around a form of a handover, with the way back; a draft is kept as goals and agreements."""
    back = reverse("pathway:handover", args=[found.row.id]) + anchor
    kind = int(Category.PLAN_GOALS) if more.get("draft") else 0
    who = more.pop("who", _("Everybody who takes part and may read goals and agreements, the person first of all."))
    return FormPage(heading, back, found.person.name, purpose=purpose, who=who, draft_kind=kind, **more)
