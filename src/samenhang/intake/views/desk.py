"""The regional report desk: what came in, one report, and each step that people take with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import denied, reading
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisation_kind
from samenhang.intake import selectors, services
from samenhang.intake.enums import ContactWith, FeedbackHow, HealthWords, InquiryAct, Party, PartyView
from samenhang.intake.forms import (
    ContactForm,
    CrisisForm,
    DecisionForm,
    FeedbackForm,
    FilterForm,
    HealthForm,
    InquiryForm,
    LinkForm,
    ViewForm,
)
from samenhang.intake.labels import INQUIRY_ACTS, PARTIES
from samenhang.intake.presenters import (
    alike_choices,
    beside_view,
    contact_view,
    inquiry_view,
    list_table,
    report_view,
    view_tabs,
)
from samenhang.intake.rules import CASE_WORDS_LENGTH, party_of
from samenhang.intake.rules import health_words as words_about_health
from samenhang.ui.screens import FormPage, answer_button, answer_form, page_number

CARE = Purpose.CARE_COORDINATION
READS = Category.INCIDENT | Category.ID_CONTACT
SIZE = 50


@shows(15, 16, 17)
@power_required(Power.TRIAGE_REPORTS)
@require_GET
def overview(request: Request) -> HttpResponse:
    """What is new, being weighed, late or to be answered."""
    actor, today, now = request.actor, request.today, clock.now()
    view = request.GET.get("view", "new")
    form = FilterForm(request.GET)
    form.is_valid()
    wanted = selectors.Wanted(
        view if view in selectors.VIEWS else "new",
        form.cleaned_data.get("kind", ""),
        form.cleaned_data.get("priority", ""),
        form.cleaned_data.get("q", ""),
    )
    number = page_number(request)
    with reading(actor, purpose=CARE, what="Reports", categories=READS) as seen:
        rows, total = selectors.reports(
            actor, wanted, purpose=CARE, today=today, now=now, start=(number - 1) * SIZE, size=SIZE
        )
        counted = selectors.counts(actor, purpose=CARE, today=today, now=now)
        late = selectors.inquiries_late(actor, purpose=CARE, today=today)
        seen["dossiers"] = [r.dossier_id for r in rows]
    came, middle = selectors.year_figures(since=now.replace(month=1, day=1, hour=0, minute=0))
    context = {
        "views": view_tabs(counted, wanted.view),
        "filters": form,
        "clear_url": f"{reverse('reports:desk')}?view={wanted.view}",
        "table": list_table(rows, today, now),
        "pages": Paginator(range(total), SIZE).get_page(number),
        "late": [inquiry_view(r, today) for r in late],
        "came": came,
        "middle": None if middle is None else round(middle, 1),
        "counted": counted,
    }
    return render(request, "intake/desk.html", context)


def _found(request: Request, report_id: int) -> Any:
    """The report; 404 when there is none that the reader may see."""
    row = selectors.report(request.actor, report_id, purpose=CARE)
    if row is None:
        denied(request.actor, what="Report", object_id=report_id)
        raise Http404
    return row


def _reads(request: Request, row: Any, what: str = "Report") -> AbstractContextManager[Any]:
    return reading(request.actor, purpose=CARE, what=what, categories=READS, dossier_id=row.compartment.dossier_id)


@shows(15, 16, 17)
@power_required(Power.TRIAGE_REPORTS)
@require_GET
def report(request: Request, report_id: int) -> HttpResponse:
    """One report: what came in, what the parties think, what was decided, and the next step."""
    row, actor, today = _found(request, report_id), request.actor, request.today
    with _reads(request, row):
        views = selectors.views_of(actor, report_id, purpose=CARE)
        inquiry = selectors.inquiry_of(actor, report_id, purpose=CARE)
        together, maybe = selectors.reports_beside(actor, row, purpose=CARE)
        contacts = selectors.contacts_of(actor, report_id, purpose=CARE)
        often = selectors.repeated(actor, row, purpose=CARE, now=clock.now())
    known, heard = selectors.known_here(row.person_id, today), selectors.crisis_heard(row)
    context = {
        "report": report_view(row, views, known, inquiry, heard=heard, today=today, now=clock.now()),
        "together": [beside_view(r, row) for r in together],
        "joined": any(r.joined for r in together),
        "maybe": [beside_view(r, row) for r in maybe],
        "contacts": [contact_view(c) for c in contacts],
        "often": often,
    }
    return render(request, "intake/report.html", context)


def _page(report_id: int, heading: str, purpose: str, **more: Any) -> FormPage:
    return FormPage(
        heading=heading,
        back=reverse("reports:report", args=[report_id]),
        back_label=_("Report %(number)s") % {"number": report_id},
        purpose=purpose,
        who=_("The colleagues of the report desk. Every look is logged."),
        **more,
    )


def _step(
    request: Request, report_id: int, form: Any, page: FormPage, do: Callable[[dict[str, Any]], Any], done: str
) -> HttpResponse:
    with _reads(request, _found(request, report_id), "Report form"):
        pass
    return answer_form(request, form, page, do, done=done)


@shows(15, 40)
@power_required(Power.TRIAGE_REPORTS)
@require_http_methods(["GET", "POST"])
def crisis(request: Request, report_id: int) -> HttpResponse:
    """Danger comes first: note who was called, or who looked and found none; with danger a crisis opens in the case."""
    row = _found(request, report_id)
    page = _page(
        report_id,
        _("Danger now: act first"),
        _("Danger to life? Call 112. Otherwise call the crisis service. Then write it down here."),
        what=_(
            "With danger a crisis opens in the case of whoever is known, at once, and who holds the case hears it. Of somebody who is not known it opens when the case begins."
        ),
        why=_("Nobody waits for a meeting while there is danger."),
    )
    fits = len(row.text) <= 400 and row.health != HealthWords.MARKED
    form = CrisisForm(request.POST or None, initial={"called_at": clock.now(), "what": row.text if fits else ""})
    return _step(
        request,
        report_id,
        form,
        page,
        lambda _data: services.call_crisis(
            actor=request.actor, report_id=report_id, new=form.crisis(), now=clock.now()
        ),
        _("Noted, with the time and your name."),
    )


@shows(15, 16)
@power_required(Power.TRIAGE_REPORTS)
@require_http_methods(["GET", "POST"])
def contact(request: Request, report_id: int) -> HttpResponse:
    """Note that the desk called, visited or spoke with somebody before it decided."""
    _found(request, report_id)
    page = _page(
        report_id,
        _("Note a contact"),
        _("Whom you called or visited about this report, and what came of it."),
        what=_("Contacts before the decision: with the person, the reporter, or somebody who knows the person."),
        why=_("Whoever decides reads what was tried already, and nobody is called three times."),
    )
    form = ContactForm(request.POST or None, initial={"at": clock.now()})
    return _step(
        request,
        report_id,
        form,
        page,
        lambda _data: services.note_contact(
            actor=request.actor, report_id=report_id, new=form.contact(), now=clock.now()
        ),
        _("The contact stands with the report."),
    )


@shows(15)
@power_required(Power.TRIAGE_REPORTS)
@require_http_methods(["GET", "POST"])
def health_words(request: Request, report_id: int) -> HttpResponse:
    """Strike words that say what somebody has, or say why they may stay."""
    row = _found(request, report_id)
    found = ", ".join(words_about_health(row.text)) or "–"
    page = _page(
        report_id,
        _("Words about health"),
        _("This report says: %(words)s. Does the reporter know, and may they tell it?") % {"words": found},
        what=_(
            "Struck words are gone for good; that something stood there can be seen. Who reports keeps their own number."
        ),
        why=_(
            "What somebody has is for who treats them to say, and with consent. The police tell the desk when, where, what was seen and who it is."
        ),
        submit=_("Decide about these words"),
    )
    return _step(
        request,
        report_id,
        HealthForm(request.POST or None),
        page,
        lambda data: services.weigh_health_words(actor=request.actor, report_id=report_id, now=clock.now(), **data),
        _("Noted, with your name."),
    )


@shows(15, 17)
@power_required(Power.TRIAGE_REPORTS)
@require_POST
def join(request: Request, report_id: int, other_id: int) -> HttpResponse:
    """Say that a report is about the same person as another one."""
    return answer_button(
        request,
        lambda: services.join_reports(actor=request.actor, report_id=report_id, other_id=other_id),
        done=_("The same person as report %(number)s. They count together and lead to one dossier.")
        % {"number": other_id},
        to=reverse("reports:report", args=[report_id]),
    )


@shows(15, 17)
@power_required(Power.TRIAGE_REPORTS)
@require_POST
def part(request: Request, report_id: int) -> HttpResponse:
    """Take back that a report is about the same person as others."""
    return answer_button(
        request,
        lambda: services.part_report(actor=request.actor, report_id=report_id),
        done=_(
            "This report stands by itself again. Whom the others are about follows from their own name and birth date; link them when you know more."
        ),
        to=reverse("reports:report", args=[report_id]),
    )


@shows(15, 19)
@power_required(Power.TRIAGE_REPORTS)
@require_http_methods(["GET", "POST"])
def link(request: Request, report_id: int) -> HttpResponse:
    """Say who a report is about; the desk hears whether they are known and whom to call, and nothing else."""
    row = _found(request, report_id)
    page = _page(
        report_id,
        _("Who is it about?"),
        _("You hear whether this person is known here and whom to call. Nothing else is shown."),
        why=_("Whoever is known need not tell everything again."),
    )
    return _step(
        request,
        report_id,
        LinkForm(request.POST or None, initial={"name": row.subject_name, "birth_date": row.subject_birth}),
        page,
        lambda data: services.link_person(actor=request.actor, report_id=report_id, **data),
        _("Known. Below stands whom to call."),
    )


@shows(15)
@power_required(Power.TRIAGE_REPORTS)
@require_http_methods(["GET", "POST"])
def weigh(request: Request, report_id: int) -> HttpResponse:
    """Give the view of the party that one weighs for."""
    party: Party = party_of(organisation_kind(request.actor.organisation_id))
    page = _page(
        report_id,
        _("Weigh the report"),
        _("You weigh for: %(party)s.") % {"party": PARTIES[party]},
        what=_("Each of the three parties gives its own view. When they differ it stays visible."),
        why=_("What one party does not know, another may. A number of reports is no reason by itself."),
    )
    return _step(
        request,
        report_id,
        ViewForm(request.POST or None),
        page,
        lambda data: services.weigh_report(
            actor=request.actor,
            report_id=report_id,
            view=PartyView(data["view"]),
            reason=data["reason"],
            now=clock.now(),
        ),
        _("Your view stands with the report."),
    )


def _first_words(request: Request, row: Any) -> dict[str, Any]:
    """What is known already for the decision: a short report as it is, and the last time that the person was spoken with."""
    found: dict[str, Any] = {"into_case": row.text if len(row.text) <= CASE_WORDS_LENGTH else ""}
    for c in selectors.contacts_of(request.actor, row.pk, purpose=CARE):
        if c.reached and c.whom == ContactWith.PERSON:
            return {**found, "talked_on": timezone.localdate(c.at), "talked_place": c.how, "talked_by": c.by}
    return found


@shows(15, 16, 18, 19)
@power_required(Power.TRIAGE_REPORTS)
@require_http_methods(["GET", "POST"])
def decide(request: Request, report_id: int) -> HttpResponse:
    """Decide together, with everything that follows in one act."""
    row = _found(request, report_id)
    views = selectors.views_of(request.actor, report_id, purpose=CARE)
    weighed = {v.party for v in views if v.replaced_at is None}
    _together, maybe = selectors.reports_beside(request.actor, row, purpose=CARE)
    form = DecisionForm(
        request.POST or None,
        colleagues=selectors.coordinators(request.today),
        all_weighed=weighed == set(Party),
        alike=alike_choices(maybe),
        initial=_first_words(request, row),
    )
    page = _page(
        report_id,
        _("Decide together"),
        _("What happens with this report, and why. People decide; no rule does."),
        what=_(
            "A case goes on when somebody spoke with the client and the person was told beforehand, or with the reason why not."
        ),
        why=_("The same three questions for everybody: is there help, can help be arranged, must the network look."),
        submit=_("Decide"),
    )
    return _step(
        request,
        report_id,
        form,
        page,
        lambda _data: services.decide_report(
            actor=request.actor, report_id=report_id, new=form.decision(), today=request.today, now=clock.now()
        ),
        _("Decided. Now tell the reporter."),
    )


@shows(15, 16)
@power_required(Power.TRIAGE_REPORTS)
@require_http_methods(["GET", "POST"])
def answer(request: Request, report_id: int) -> HttpResponse:
    """Tell the reporter, without content."""
    row = _found(request, report_id)
    form = FeedbackForm(request.POST or None, signs_in=row.reporter_user_id is not None)
    page = _page(
        report_id,
        _("Tell the reporter"),
        _("That the report was looked at and what kind of step follows. Nothing about the person."),
        why=_(
            "Who never hears anything does not report again. What is going on with somebody is not the reporter's to know."
        ),
    )
    return _step(
        request,
        report_id,
        form,
        page,
        lambda data: services.feed_back(
            actor=request.actor, report_id=report_id, how=FeedbackHow(data["how"]), text=data["text"], now=clock.now()
        ),
        _("Noted that the reporter was told. The report can be closed."),
    )


@power_required(Power.TRIAGE_REPORTS)
@require_POST
def close(request: Request, report_id: int) -> HttpResponse:
    """Close a report of which the reporter has heard."""
    return answer_button(
        request,
        lambda: services.close_report(actor=request.actor, report_id=report_id, now=clock.now()),
        done=_("Closed. Its words go on their day; that there was a report stays, as a number."),
        to=reverse("reports:report", args=[report_id]),
    )


@shows(15)
@power_required(Power.TRIAGE_REPORTS)
@require_http_methods(["GET", "POST"])
def inquiry(request: Request, report_id: int, act: str) -> HttpResponse:
    """Take the next step of an inquiry whether compulsory care is needed."""
    row = selectors.inquiry_of(request.actor, report_id, purpose=CARE)
    if row is None or act.upper() not in set(InquiryAct):
        raise Http404
    step = InquiryAct(act.upper())

    def do(data: dict[str, Any]) -> None:
        services.take_inquiry_step(actor=request.actor, inquiry_id=row.id, act=step, today=request.today, **data)

    back = reverse("reports:report", args=[report_id])
    if step in (InquiryAct.TELL, InquiryAct.INSIST):
        if request.method != "POST":
            raise Http404
        return answer_button(request, lambda: do({}), done=_("Noted."), to=back)
    page = _page(
        report_id,
        str(INQUIRY_ACTS[step]),
        _("Ready within fourteen days after the report."),
        why=_("The law gives the municipality fourteen days. The application itself is made outside this software."),
    )
    return _step(request, report_id, InquiryForm(request.POST or None, act=step), page, do, _("Noted."))
