"""Screens of notes: the tab, a thread, writing, changing, withdrawing, earlier versions, paper; and keeping drafts."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows, signed_in
from samenhang.access.selectors import role_in_case, who_reads
from samenhang.access.services import denied, reading
from samenhang.base.errors import Conflict, NoGrant
from samenhang.directory.enums import Power
from samenhang.directory.selectors import names_of
from samenhang.documents.selectors import writable
from samenhang.notes import selectors, services
from samenhang.notes.backends import content_of, unseal
from samenhang.notes.catalogue import PAGE
from samenhang.notes.forms import AnswerForm, ChangeForm, FilterForm, NoteForm, WithdrawForm
from samenhang.notes.presenters import card
from samenhang.notes.selectors import NoteRow, Wanted
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import PersonRow
from samenhang.ui.screens import FormPage, answer_button, answer_form, page_number

CARE = Purpose.CARE_COORDINATION


@shows(125)
@power_required(Power.WORK_ON_CASES)
@require_GET
def overview(request: Request, person_id: int) -> HttpResponse:
    """The threads about a person that the reader may see."""
    actor, row = request.actor, the_person(request, person_id)
    number = page_number(request)
    with reading(actor, purpose=CARE, what="Notes", categories=Category.ID_CONTACT, dossier_id=row.dossier_id) as seen:
        form, wanted = _filter(request, row)
        rows, total = selectors.threads(
            actor, row.compartment_id, purpose=CARE, wanted=wanted, start=(number - 1) * PAGE
        )
        seen["notes"] = [r.id for r in rows]
    context = {
        "person": row,
        "tabs": person_tabs(person_id, "notes"),
        "cards": [card(person_id, r, me=actor.user_id) for r in rows],
        "filters": form,
        "filtered": wanted != Wanted(),
        "page": Paginator(range(total), PAGE).get_page(number),
        "total": total,
        "may_write": bool(writable(actor, row.compartment_id)),
        "query": request.GET.urlencode(),
    }
    return render(request, "notes/overview.html", context)


def _filter(request: Request, row: PersonRow) -> tuple[FilterForm, Wanted]:
    authors = selectors.authors(request.actor, row.compartment_id, purpose=CARE)
    form = FilterForm(request.GET or None, authors=authors)
    if not form.is_bound or not form.is_valid():
        return form, Wanted()
    data = form.cleaned_data
    return form, Wanted(data["kind"] or 0, data["author"] or 0, data["q"].replace("\x00", ""))


@shows(125)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def write(request: Request, person_id: int) -> HttpResponse:
    """A new note."""
    row = the_person(request, person_id, page="Note form")
    may = writable(request.actor, row.compartment_id)
    if not may:
        raise NoGrant("NO_GRANT")
    form = NoteForm(request.POST or None, writable=may, **_who_can_be_told(request, row))
    kind = Category.PLAN_GOALS if Category.PLAN_GOALS in may else may[0]
    page = FormPage(
        heading=_("Write a note"),
        back=reverse("notes:overview", args=[person_id]),
        back_label=row.name,
        purpose=_("For those who take part in this case and may read the kind you choose."),
        what=_("Something that colleagues should know and that has no place of its own in the picture or the plan."),
        why=_("What is said here is found again; what is said by mail is not."),
        who=_("Everybody with a grant for this kind of information. The person may read it too: write it so that you could read it aloud together."),
        draft="note",
        draft_kind=int(kind),
    )  # fmt: skip
    return answer_form(
        request,
        form,
        page,
        lambda data: services.write(
            actor=request.actor,
            person_id=person_id,
            compartment_id=row.compartment_id,
            category=Category(data["kind"]),
            new=_new(data),
            today=request.today,
        ),
        done=_("The note is there."),
    )


def _new(data: dict[str, Any]) -> services.NewNote:
    return services.NewNote(data["text"], data.get("tell") or ())


def _who_can_be_told(request: Request, row: PersonRow) -> dict[str, Any]:
    """Who takes part beside the actor, and what each of them may read."""
    others = [
        c for c in selectors.colleagues_in_case(row.dossier_id, request.today) if c.user_id != request.actor.user_id
    ]
    return {"colleagues": others, "reads": who_reads(row.compartment_id, [c.user_id for c in others], request.today)}


@shows(125)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def thread(request: Request, person_id: int, note_id: int) -> HttpResponse:
    """One thread with its answers, and the form to answer."""
    actor, row = request.actor, the_person(request, person_id)
    number = page_number(request)
    with reading(actor, purpose=CARE, what="Note", categories=Category.ID_CONTACT, dossier_id=row.dossier_id) as seen:
        first, answers, total = selectors.thread(
            actor, row.compartment_id, note_id, purpose=CARE, start=(number - 1) * PAGE
        )
        seen["notes"] = [note_id]
    if first is None:
        denied(actor, what="Note", object_id=note_id)
        raise Http404
    can: dict[str, Any] = {
        "me": actor.user_id,
        "may_write": writable(actor, row.compartment_id),
        "takes_part": role_in_case(actor, row.dossier_id, request.today) is not None,
        "names": names_of({user for r in (first, *answers) for user in r.told}),
    }
    here = reverse("notes:thread", args=[person_id, note_id])
    page = FormPage(
        heading=row.name,
        back=reverse("notes:overview", args=[person_id]),
        back_label=row.name,
        purpose=_("One note and what was answered to it."),
        submit=_("Send the answer"),
        template="notes/thread.html",
        draft=f"answer-{note_id}",
        draft_kind=int(first.category),
    )
    form = AnswerForm(request.POST or None, kind=first.category, **_who_can_be_told(request, row))
    return answer_form(
        request,
        form,
        page,
        lambda data: services.reply(actor=actor, note_id=note_id, new=_new(data), today=request.today),
        done=_("Your answer is there."),
        to=here,
        person=row,
        first=card(person_id, first, **can),
        answers=[card(person_id, r, **can) for r in answers],
        pages=Paginator(range(total), PAGE).get_page(number),
        may_answer=can["takes_part"] and first.withdrawn_at is None,
    )


def _one(request: Request, row: PersonRow, note_id: int, what: str) -> NoteRow:
    """A note about this person that the actor may see; 404 otherwise."""
    actor = request.actor
    with reading(actor, purpose=CARE, what=what, categories=Category.ID_CONTACT, dossier_id=row.dossier_id) as seen:
        found = selectors.note(actor, row.compartment_id, note_id, purpose=CARE)
        seen["notes"] = [note_id]
    if found is None:
        denied(actor, what="Note", object_id=note_id)
        raise Http404
    return found


@shows(125)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def change(request: Request, person_id: int, note_id: int) -> HttpResponse:
    """Change one's own note."""
    row = the_person(request, person_id)
    found = _one(request, row, note_id, "Note form")
    if found.author_id != request.actor.user_id:
        raise NoGrant("NOT_YOURS")
    form = ChangeForm(
        request.POST or None,
        kind=found.category,
        initial={"text": found.text, "version": found.version},
        **_who_can_be_told(request, row),
    )
    page = FormPage(
        heading=_("Change a note"),
        back=reverse("notes:thread", args=[person_id, found.thread_id or found.id]),
        back_label=row.name,
        purpose=_("How it reads now is kept in the history."),
        draft=f"note-{note_id}",
        draft_kind=int(found.category),
    )
    return answer_form(
        request,
        form,
        page,
        lambda data: services.change(
            actor=request.actor, note_id=note_id, new=_new(data), version=data["version"], today=request.today
        ),
        done=_("The note is changed."),
    )


@shows(125)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, person_id: int, note_id: int) -> HttpResponse:
    """Take a note out of use, with a reason."""
    row = the_person(request, person_id)
    found = _one(request, row, note_id, "Note form")
    page = FormPage(
        heading=_("Withdraw a note"),
        back=reverse("notes:thread", args=[person_id, found.thread_id or found.id]),
        back_label=row.name,
        purpose=_("It stays readable in the history, with your reason."),
        submit=_("Withdraw"),
    )
    return answer_form(
        request,
        WithdrawForm(request.POST or None),
        page,
        lambda data: services.withdraw(actor=request.actor, note_id=note_id, why=data["why"], today=request.today),
        done=_("The note is withdrawn. It stays readable in the history."),
    )


@shows(125)
@power_required(Power.WORK_ON_CASES)
@require_POST
def pin(request: Request, person_id: int, note_id: int) -> HttpResponse:
    """Let a thread stand on top, or no longer."""
    row = the_person(request, person_id)
    _one(request, row, note_id, "Note")
    on = request.POST.get("pin") == "on"
    return answer_button(
        request,
        lambda: services.pin(actor=request.actor, note_id=note_id, on=on, today=request.today),
        done=_("The note stands on top.") if on else _("The note no longer stands on top."),
        to=reverse("notes:thread", args=[person_id, note_id]),
    )


@shows(125)
@power_required(Power.WORK_ON_CASES)
@require_GET
def versions(request: Request, person_id: int, note_id: int) -> HttpResponse:
    """How a note read before."""
    row = the_person(request, person_id)
    found = _one(request, row, note_id, "Note versions")
    context = {
        "person": row,
        "note": card(person_id, found, me=request.actor.user_id),
        "versions": selectors.earlier(request.actor, note_id, purpose=CARE),
    }
    return render(request, "notes/versions.html", context)


@shows(125)
@power_required(Power.WORK_ON_CASES)
@require_GET
def print_all(request: Request, person_id: int, note_id: int | None = None) -> HttpResponse:
    """Whole threads for paper: those of the filter, or one."""
    actor, row = request.actor, the_person(request, person_id)
    with reading(
        actor, purpose=CARE, what="Notes to print", categories=Category.ID_CONTACT, dossier_id=row.dossier_id
    ) as seen:
        _form, wanted = _filter(request, row)
        found = selectors.to_print(actor, row.compartment_id, purpose=CARE, wanted=wanted, note_id=note_id)
        seen["notes"] = [first.id for first, _answers in found]
    if note_id is not None and not found:
        denied(actor, what="Note", object_id=note_id)
        raise Http404
    context = {
        "person": row,
        "threads": [
            (card(person_id, first, me=None), [card(person_id, a, me=None) for a in answers])
            for first, answers in found
        ],
        "back": reverse("notes:thread", args=[person_id, note_id])
        if note_id
        else reverse("notes:overview", args=[person_id]),
    }
    return render(request, "notes/print.html", context)


# ---- drafts ---------------------------------------------------------------------------------------
@shows(125, 141)
@signed_in
@require_POST
def keep_draft(request: Request) -> HttpResponse:
    """Keep what stands in a form; asked by the browser while somebody types."""
    sealed = unseal(request.POST.get("draft", ""))
    content = content_of(request.POST.get("content", ""))
    if sealed is None or content is None:
        return JsonResponse({}, status=400)
    if sealed.user_id != request.actor.user_id:
        return JsonResponse({}, status=403)
    version = request.POST.get("version", "")
    try:
        number, at = services.keep_draft(
            actor=request.actor,
            compartment_id=sealed.compartment_id,
            category=sealed.category,
            name=sealed.name,
            window=sealed.window,
            content=content,
            version=int(version) if version.isdecimal() and len(version) < 9 else 0,
        )
    except NoGrant:
        return JsonResponse({}, status=403)
    except Conflict:
        return JsonResponse({}, status=409)
    words = _("Draft kept at %(time)s") % {"time": timezone.localtime(at).strftime("%H:%M")}
    return JsonResponse({"version": number, "message": words})


@shows(125, 141)
@signed_in
@require_POST
def throw_draft(request: Request) -> HttpResponse:
    """Throw a draft of one's own away."""
    number, to = request.POST.get("draft", ""), request.POST.get("next", "")
    ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    if number.isdecimal() and len(number) < 19:
        services.throw_away(actor=request.actor, draft_id=int(number))
    return HttpResponseRedirect(to if ours else reverse("web:today"))
