"""What ends, the clocks of one person's titles, and what happens to a title: who must do what, and by when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_write, own_cases, taking_part
from samenhang.access.services import reading
from samenhang.directory.enums import OrganisationKind, Power
from samenhang.directory.selectors import organisations_by_kind
from samenhang.legal import presenters, selectors, services
from samenhang.legal.catalogue import FREE_CHECK_HOUR, LIST_DAYS
from samenhang.legal.enums import Duty, DutyState, TitleAct
from samenhang.legal.forms import (
    ActForm,
    AgreesForm,
    ArrangeForm,
    ConnectingForm,
    DecidedForm,
    EndsForm,
    EntitlementForm,
)
from samenhang.legal.labels import ACT_BUTTONS, DUTIES, TITLES
from samenhang.legal.rules import DUTY_MACHINE, ends_without_successor
from samenhang.legal.selectors import TitleRow
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import people_of
from samenhang.ui.screens import FormPage, answer_form

CARE = Purpose.CARE_COORDINATION
READS = Category.ID_CONTACT | Category.TITLE_FACT | Category.INDICATION
FUNDERS = frozenset(
    {OrganisationKind.CARE_OFFICE, OrganisationKind.INSURER, OrganisationKind.MUNICIPALITY, OrganisationKind.DJI}
)


@shows(7, 52)
@power_required(Power.WORK_ON_CASES)
@require_GET
def ending(request: Request) -> HttpResponse:
    """The titles of one's own cases that end within a year, the soonest first; and numbers of what lies with colleagues."""
    actor, today = request.actor, request.today
    with reading(actor, purpose=CARE, what="Titles that end", categories=READS) as seen:
        people = {p.id: p for p in people_of(actor, own_cases(actor, today), purpose=CARE)}
        rows = selectors.titles(actor, list(people), purpose=CARE, today=today)
        until = today + timedelta(days=365)
        soon = [
            r
            for r in rows
            if r.state not in presenters.OVER and r.facts.last_day and today <= r.facts.last_day <= until
        ]
        duties = selectors.duties_of(actor, soon, purpose=CARE)
        seen["dossiers"] = [people[r.person_id].dossier_id for r in soon]
    of_person: dict[int, list[TitleRow]] = {}
    for r in rows:
        of_person.setdefault(r.person_id, []).append(r)
    bare = {
        id(f)
        for mine in of_person.values()
        for f in ends_without_successor([r.facts for r in mine], today, within_days=365)
    }
    lines = [
        {
            "person": people[r.person_id].name,
            "url": reverse("legal:person", args=[r.person_id]),
            "title": str(TITLES[r.facts.code]),
            "last_day": r.facts.last_day,
            "bare": id(r.facts) in bare,
            "open": sum(d.state == DutyState.OPEN for d in duties[r.id]),
            "late": sum(d.is_late(today) for d in duties[r.id]),
            "near": r.facts.last_day is not None and (r.facts.last_day - today).days <= LIST_DAYS,
        }
        for r in sorted(soon, key=lambda r: (r.facts.last_day or today, r.person_id))
    ]
    context = {
        "near": [x for x in lines if x["near"]],
        "later": [x for x in lines if not x["near"]],
        "elsewhere": selectors.endings_elsewhere(actor, today),
    }
    return render(request, "legal/ending.html", context)


@shows(7, 52, 85)
@power_required(Power.WORK_ON_CASES)
@require_GET
def person(request: Request, person_id: int) -> HttpResponse:
    """All titles of a person with the clocks ahead of them, what must be arranged and by whom, and what happened."""
    actor, today = request.actor, request.today
    row = the_person(request, person_id)
    writes = may_write(actor, row.compartment_id, Category.TITLE_FACT)
    with reading(actor, purpose=CARE, what="Titles", categories=READS, dossier_id=row.dossier_id):
        held, entitled = selectors.titles_and_indications(actor, person_id, purpose=CARE, today=today)
        current = [t for t in held if t.state not in presenters.OVER]
        duties = selectors.duties_of(actor, current, purpose=CARE)
        details = selectors.details_of(actor, person_id, purpose=CARE)
        steps = selectors.steps_of(actor, person_id, purpose=CARE)
        one = selectors.entitlements_of(actor, person_id, purpose=CARE)
    facts = [t.facts for t in held]
    cards = [
        presenters.title_card(
            t,
            facts,
            duties[t.id],
            details.get(t.id),
            person_id=person_id,
            birth_date=row.birth_date,
            today=today,
            may_write=writes,
        )
        for t in sorted(current, key=lambda t: (t.facts.last_day is None, t.facts.last_day))
    ]
    context = {
        "person": row,
        "tabs": person_tabs(person_id, "history"),
        "cards": cards,
        "past": [presenters.past_view(t) for t in reversed(held) if t.state in presenters.OVER],
        "indications": presenters.indication_views(entitled, selectors.indications_due(entitled, today), today),
        "entitlements": [presenters.entitlement_view(e, today) for e in one],
        "steps": presenters.step_views(steps, {t.id: t for t in held}),
        "may_write": writes,
        "may_entitle": may_write(actor, row.compartment_id, Category.INDICATION),
        "noon": FREE_CHECK_HOUR,
    }
    return render(request, "legal/person.html", context)


def _title(request: Request, person_id: int, title_id: int, page: str) -> TitleRow:
    """A title of this person, for a form on it; 404 when there is none."""
    actor = request.actor
    row = the_person(request, person_id, writes=Category.TITLE_FACT)
    categories = Category.ID_CONTACT | Category.TITLE_FACT
    with reading(actor, purpose=CARE, what=page, categories=categories, dossier_id=row.dossier_id):
        held = selectors.titles(actor, [person_id], purpose=CARE, today=request.today)
    found = next((t for t in held if t.id == title_id), None)
    if found is None:
        raise Http404
    return found


def _words(request: Request, heading: str, purpose: str = "", *, submit: str = "") -> FormPage:
    return FormPage(
        heading,
        reverse("legal:person", args=[request.person.id]),
        request.person.name,
        purpose=purpose,
        submit=submit,
        who=_("Everybody who takes part and may read titles, the person first of all."),
    )


@shows(7)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def act(request: Request, person_id: int, title_id: int, act: str) -> HttpResponse:
    """Record what happened to a title."""
    if act not in ACT_BUTTONS:
        raise Http404
    row, what = _title(request, person_id, title_id, "Title form"), TitleAct(act)
    form = ActForm(request.POST or None, initial={"on": request.today}, says_why=what in services.SAYS_WHY)

    def do(data: dict[str, Any]) -> None:
        services.advance(actor=request.actor, title_id=title_id, act=what, today=request.today, **data)

    words = _words(request, f"{TITLES[row.facts.code]}: {ACT_BUTTONS[what]}")
    return answer_form(request, form, words, do, done=_("Recorded. The clocks follow it."))


@shows(7)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def decided(request: Request, person_id: int, title_id: int) -> HttpResponse:
    """Record what was decided about a follow-on request."""
    _title(request, person_id, title_id, "Decision form")
    form = DecidedForm(request.POST or None, initial={"on": request.today})

    def do(data: dict[str, Any]) -> None:
        services.decide_followon(actor=request.actor, title_id=title_id, today=request.today, **data)

    words = _words(
        request,
        _("Record the decision about the follow-on request"),
        _("When it was granted, record the new title too: its own clock begins then."),
    )
    return answer_form(request, form, words, do, done=_("The decision is recorded."))


@shows(7, 52)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def connecting(request: Request, person_id: int, title_id: int) -> HttpResponse:
    """Record the check of article 2.5 Wfz."""
    _title(request, person_id, title_id, "Connecting care form")
    form = ConnectingForm(request.POST or None, initial={"on": request.today})

    def do(data: dict[str, Any]) -> None:
        services.check_connecting_care(actor=request.actor, title_id=title_id, today=request.today, **data)

    words = _words(
        request,
        _("Check connecting care"),
        _("Six weeks before the end the provider prepares what follows, if care must go on (article 2.5 Wfz)."),
    )
    return answer_form(request, form, words, do, done=_("The check is recorded, and no longer asked."))


@shows(52)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def arrange(request: Request, person_id: int, title_id: int, duty: str) -> HttpResponse:
    """Give something that must be arranged to somebody, or say that it is arranged, or not needed and why."""
    if duty not in DUTIES:
        raise Http404
    actor, what = request.actor, Duty(duty)
    row = _title(request, person_id, title_id, "Arrangement form")
    line = next((d for d in selectors.duties_of(actor, [row], purpose=CARE)[title_id] if d.duty == what), None)
    if line is None:
        raise Http404
    form = ArrangeForm(
        request.POST or None,
        acts=DUTY_MACHINE.acts(line.state),  # type: ignore[arg-type]
        seats=taking_part(request.person.dossier_id, request.today),
        organisations=[(pk, name) for pk, name, _kind in organisations_by_kind()],
    )

    def do(data: dict[str, Any]) -> None:
        owner, words = form.owner()
        services.arrange(
            actor=actor,
            title_id=title_id,
            duty=what,
            act=data["act"],
            owner=owner,
            owner_words=words,
            remark=data["remark"],
        )

    return answer_form(
        request, form, _words(request, str(DUTIES[what]), str(TITLES[row.facts.code])), do, done=_("Kept.")
    )


# ---- one entitlement ----------------------------------------------------------------------------------


@shows(85)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_entitlement(request: Request, person_id: int) -> HttpResponse:
    """Write down one entitlement in the place of several."""
    actor, today = request.actor, request.today
    row = the_person(request, person_id, writes=Category.INDICATION)
    with reading(actor, purpose=CARE, what="Entitlement form", categories=READS, dossier_id=row.dossier_id):
        held, _all = selectors.titles_and_indications(actor, person_id, purpose=CARE, today=today)
        entitled = selectors.indication_ids(actor, person_id, purpose=CARE)
    choices = [(f"title:{t.id}", str(TITLES[t.facts.code])) for t in held if t.state not in presenters.OVER] + [
        (f"indication:{pk}", presenters.indication_name(law, profile))
        for pk, law, profile, end in entitled
        if end is None or end > today
    ]
    payers = [(pk, name) for pk, name, kind in organisations_by_kind() if kind in FUNDERS]
    form = EntitlementForm(request.POST or None, held=choices, payers=payers)

    def do(data: dict[str, Any]) -> None:
        chosen = [value.split(":") for value in data["replaces"]]
        new = services.NewEntitlement(
            covers=data["covers"],
            start=data["start"],
            end=data["end"],
            payer_ids=data["payers"],
            title_ids=[int(pk) for kind, pk in chosen if kind == "title"],
            indication_ids=[int(pk) for kind, pk in chosen if kind == "indication"],
        )
        services.note_entitlement(actor=actor, person_id=person_id, compartment_id=row.compartment_id, new=new)

    words = _words(
        request,
        _("One entitlement"),
        _("One right to care for who is included: it goes up and down with what is needed, in the place of several."),
    )
    return answer_form(request, form, words, do, done=_("Written down. Each payer is still to agree."))


@shows(85)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def payer_agrees(request: Request, person_id: int, payer_id: int) -> HttpResponse:
    """Write down that a payer agreed."""
    row = the_person(request, person_id, page="Entitlement form", writes=Category.INDICATION)
    known = selectors.entitlements_of(request.actor, row.id, purpose=CARE)
    payer = next((p for e in known for p in e.payers if p.id == payer_id), None)
    if payer is None:
        raise Http404
    form = AgreesForm(request.POST or None, initial={"on": request.today})

    def do(data: dict[str, Any]) -> None:
        services.agree_entitlement(actor=request.actor, payer_id=payer_id, today=request.today, **data)

    words = _words(request, _("A payer agreed"), payer.organisation)
    return answer_form(request, form, words, do, done=_("Written down."))


@shows(85)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def end_entitlement(request: Request, person_id: int, entitlement_id: int) -> HttpResponse:
    """End an entitlement, with why."""
    row = the_person(request, person_id, page="Entitlement form", writes=Category.INDICATION)
    known = selectors.entitlements_of(request.actor, row.id, purpose=CARE)
    if entitlement_id not in {e.id for e in known}:
        raise Http404
    form = EndsForm(request.POST or None)

    def do(data: dict[str, Any]) -> None:
        services.end_entitlement(
            actor=request.actor,
            entitlement_id=entitlement_id,
            on=data["last_day"] + timedelta(days=1),
            why=data["why"],
        )

    words = _words(
        request, _("End the entitlement"), _("What it replaced asks attention by itself again, by its own dates.")
    )
    return answer_form(request, form, words, do, done=_("It ends on that day."))
