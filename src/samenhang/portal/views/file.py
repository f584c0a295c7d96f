"""Start, my file, who knows what, who looked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.enums import Category
from samenhang.access.guards import Request, shows, signed_in
from samenhang.access.selectors import who_knows
from samenhang.audit.selectors import looked_at
from samenhang.conferences.selectors import conferences_of, feedback_for_client, invitations
from samenhang.documents.selectors import documents_of
from samenhang.documents.services import hand_out
from samenhang.legal.selectors import indications, titles
from samenhang.pathway.selectors import placements
from samenhang.picture.selectors import sketch
from samenhang.plan.selectors import actions_of_client, plan_of
from samenhang.portal import presenters
from samenhang.portal.agreeing import asking, proposals
from samenhang.portal.views import OWN_FILE, mine, myself, read
from samenhang.privacy.selectors import (
    consents_of,
    disclosures_of,
    home_needs,
    not_told_yet,
    notices_of,
    requests_of,
    sentences_shared,
)
from samenhang.ui.downloads import attached
from samenhang.ui.screens import page_number

LOOKS = 400  # lines of the log on one page; they are put together per day and person
_NEW = Category.ID_CONTACT | Category.PLAN_GOALS | Category.SIGNAL_PLAN | Category.CRISIS_CARD | Category.APPOINTMENTS
_FILE = (
    Category.LIFE_DOMAIN_PICTURE
    | Category.PLACEMENT_HISTORY
    | Category.TITLE_FACT
    | Category.INDICATION
    | Category.HOUSING_NEEDS
)


@shows(120)
@signed_in
@require_GET
def start(request: Request) -> HttpResponse:
    """What is new for me, and the way to everything else."""
    own = mine(request)
    actor, today = request.actor, request.today
    with read(request, own, "Mine", _NEW):
        person = myself(request, own)
        waits = not_told_yet(person.id, today)
        notices = [n for n in notices_of(actor, person.id, purpose=OWN_FILE) if n.id not in waits.notices]
        consents = consents_of(actor, person.id, purpose=OWN_FILE, today=today)
        asked = requests_of(actor, person.id, purpose=OWN_FILE)
        more = _news(request, person.id)
    context = {
        "person": person,
        "own": own,
        "name": presenters.greeted(person.name),
        "news": presenters.news(notices, consents, asked, today) + more,
        "ways": presenters.ways(),
    }
    return render(request, "portal/start.html", context)


def _news(request: Request, person_id: int) -> list[dict[str, Any]]:
    """What is new of the plan and of talks."""
    actor, today = request.actor, request.today
    plan = plan_of(actor, person_id, purpose=OWN_FILE)
    asked = proposals(actor, plan, [asking(actor, person_id, purpose=OWN_FILE)], purpose=OWN_FILE)
    actions = actions_of_client(actor, person_id, purpose=OWN_FILE) if plan else []
    talks = conferences_of(actor, person_id, purpose=OWN_FILE)
    told = feedback_for_client(actor, person_id, purpose=OWN_FILE)
    coming = presenters.coming(talks, invitations(actor, purpose=OWN_FILE), today)
    return presenters.plan_news(asked, actions, today) + presenters.talk_news(coming, told, today)


@shows(120, 135)
@signed_in
@require_GET
def my_file(request: Request) -> HttpResponse:
    """My own words, where I stayed, decisions, indications, what my home needs, documents."""
    own = mine(request)
    actor, today = request.actor, request.today
    with read(request, own, "My file", Category.ID_CONTACT | _FILE):
        person = myself(request, own)
        context = {
            "person": person,
            "own": own,
            "sketch": sketch(actor, person.id, purpose=OWN_FILE),
            "stays": presenters.stays(placements(actor, [person.id], purpose=OWN_FILE)),
            "titles": presenters.titles(titles(actor, [person.id], purpose=OWN_FILE, today=today)),
            "indications": presenters.indications(indications(actor, [person.id], purpose=OWN_FILE, today=today)),
            "needs": presenters.needs(home_needs(actor, person.id, purpose=OWN_FILE)),
            "documents": presenters.documents(documents_of(actor, own.compartment_id, purpose=OWN_FILE)),
        }
    return render(request, "portal/file.html", context)


@shows(124)
@signed_in
@require_GET
def document(request: Request, version_id: int) -> HttpResponse:
    """One of my documents, as a file."""
    mine(request)
    found = hand_out(actor=request.actor, version_id=version_id, purpose=OWN_FILE)
    if found is None:
        raise Http404
    return attached(found.content, found.name, found.media)


@shows(116, 120)
@signed_in
@require_GET
def who_knows_what(request: Request) -> HttpResponse:
    """Who knows what about me, on which ground, until when, and the exact sentences that were shared."""
    own = mine(request)
    actor, today = request.actor, request.today
    with read(request, own, "Who knows what"):
        person = myself(request, own)
        waits = not_told_yet(person.id, today)
        knows = [k for k in who_knows(own.dossier_id) if not waits.keeps(k.ground)]
        acts = [d for d in disclosures_of(actor, person.id, purpose=OWN_FILE) if d.id not in waits.disclosures]
        exact = sentences_shared(actor, person, purpose=OWN_FILE, today=today)
    context = {
        "person": person,
        "own": own,
        "kinds": presenters.kinds(knows, own_names={actor.name}, today=today),
        "shared": presenters.shared(acts, exact, today),
    }
    return render(request, "portal/who_knows.html", context)


@shows(117, 120)
@signed_in
@require_GET
def who_looked(request: Request) -> HttpResponse:
    """Who looked at my file, of which organisation, when and what for; emergencies stand out."""
    own = mine(request)
    number = page_number(request)
    with read(request, own, "Who looked"):
        person = myself(request, own)
        waits = not_told_yet(person.id, request.today)
        found, total = looked_at(own.dossier_id, start=(number - 1) * LOOKS, size=LOOKS)
    context = {
        "person": person,
        "own": own,
        "days": presenters.looks([x for x in found if not waits.hides(x)], request.actor.user_id),
        "older": number + 1 if number * LOOKS < total else None,
        "newer": number - 1 if number > 1 else None,
    }
    return render(request, "portal/who_looked.html", context)
