"""Writing down what was said: the questions, and line by line offers, decisions, different views and agreements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_read, taking_part
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.base.errors import Conflict, NoGrant
from samenhang.conferences import presenters, selectors, services
from samenhang.conferences.enums import PointKind
from samenhang.conferences.forms import AgreementForm, DecisionForm, DissentForm, DoneForm, OfferForm, RecordForm
from samenhang.conferences.models import Agreement, OfferWeighed, Point
from samenhang.conferences.selectors import ConferenceRow, Content
from samenhang.conferences.views.common import CARE, GOALS, back_to, talk_page, the_conference
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisations_by_kind
from samenhang.matching.selectors import FitPage, fit_page
from samenhang.people.selectors import PersonRow
from samenhang.ui.screens import answer_button, answer_form


@dataclass(frozen=True)
class Line:
    """One kind of line: its form, its table, its words, and the verb that keeps it."""

    form: type[Any]
    table: Any
    heading: Callable[[], str]
    keep: Callable[..., int]


def _say(kind: PointKind) -> Callable[..., int]:
    def keep(request: Request, row: ConferenceRow, values: Any, pk: int | None, version: int) -> int:
        return services.say(
            actor=request.actor, kind=kind, values=values, conference_id=row.id, point_id=pk, expected_version=version
        )

    return keep


def _weigh(request: Request, row: ConferenceRow, values: Any, pk: int | None, version: int) -> int:
    return services.weigh_offer(
        actor=request.actor, conference_id=row.id, values=values, offer_id=pk, expected_version=version
    )


def _agree(request: Request, row: ConferenceRow, values: Any, pk: int | None, version: int) -> int:
    return services.agree(
        actor=request.actor, conference_id=row.id, values=values, agreement_id=pk, expected_version=version
    )


LINES: dict[str, Line] = {
    "offer": Line(OfferForm, OfferWeighed, lambda: _("An offer, weighed"), _weigh),
    "decision": Line(DecisionForm, Point, lambda: _("A decision"), _say(PointKind.DECISION)),
    "dissent": Line(DissentForm, Point, lambda: _("A different view"), _say(PointKind.DISSENT)),
    "agreement": Line(AgreementForm, Agreement, lambda: _("An agreement"), _agree),
}


def _content(request: Request, person: PersonRow, row: ConferenceRow, page: str) -> Content:
    """What was said, as a read with a line of its own; NoGrant for who sees appointments only."""
    if not may_read(request.actor, row.compartment_id, GOALS):
        raise NoGrant("NO_GRANT")
    with reading(request.actor, purpose=CARE, what=page, categories=GOALS, dossier_id=person.dossier_id):
        return selectors.content(request.actor, row, purpose=CARE)


@shows(69)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def record(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """The agreed questions and what was said. Who writes at the same time sees both texts and loses neither."""
    person, row = the_conference(request, person_id, conference_id, page="Record of a talk")
    now = _content(request, person, row, "Record of a talk").record
    names = ("question", "going_on", "happened", "needed", "discussion", "version")
    form = RecordForm(request.POST or None, initial={name: getattr(now, name) for name in names})
    page = talk_page(
        person,
        row,
        _("What was said"),
        draft="record",
        purpose=_("The same questions at every talk: what is going on, what has happened, what is needed?"),
        what=_("What is typed is kept as a draft until you save it. Save as often as you like; the record stays open."),
        why=_("Practitioners of several organisations look at the same questions, so that answers can be compared."),
    )

    def do(data: dict[str, Any]) -> None:
        values = services.RecordValues(**{name: data[name] for name in names[:-1]})
        try:
            services.write_record(
                actor=request.actor, conference_id=row.id, values=values, expected_version=data["version"]
            )
        except Conflict:  # both texts are shown now, so saving once more is a choice
            form.data = {**request.POST.dict(), "version": str(now.version)}
            raise

    meanwhile = _meanwhile(request, form, now.version, [(form.fields[n].label, n, getattr(now, n)) for n in names[:-1]])
    return answer_form(
        request, form, page, do, done=_("What was said is kept."), meanwhile=meanwhile, latest=now.version
    )


def _meanwhile(request: Request, form: Any, version: int, fields: list[tuple[Any, str, str]]) -> list[dict[str, Any]]:
    """When somebody else saved since the form was opened: what stands there now beside what was typed."""
    if request.method != "POST" or request.POST.get("version") == str(version):
        return []
    return [
        {"label": label, "now": text, "typed": request.POST.get(name, "")}
        for label, name, text in fields
        if text != request.POST.get(name, "")
    ]


@shows(69)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def line(request: Request, person_id: int, conference_id: int, what: str, said_id: int | None = None) -> HttpResponse:
    """One line of the record, new or to be changed."""
    kind = LINES.get(what)
    if kind is None:
        raise Http404
    person, row = the_conference(request, person_id, conference_id, page="Line of a record")
    content = _content(request, person, row, "Line of a record")
    initial = _initial(request, row, content, what, said_id)
    more: dict[str, Any] = {}
    if what == "agreement":
        more = {"part": taking_part(person.dossier_id, request.today), "organisations": organisations_by_kind()}
    form = kind.form(request.POST or None, initial=initial, **more)
    page = talk_page(person, row, kind.heading(), draft=f"{what}-{said_id or 'new'}")

    def do(data: dict[str, Any]) -> None:
        kind.keep(request, row, form.values(), said_id, data.get("version") or 0)

    remove = reverse("conferences:remove_line", args=[person_id, row.id, what, said_id]) if said_id else ""
    return answer_form(request, form, page, do, done=_("It is kept."), remove_url=remove)


def _initial(request: Request, row: ConferenceRow, content: Content, what: str, said_id: int | None) -> dict[str, Any]:
    """What a form begins with: the line as it is, or an offer from What fits?"""
    if said_id is None:
        option = request.GET.get("option", "")
        page = _fit(request, row.person_id) if what == "offer" and option else None
        return presenters.prefilled(page, option) if page else {}
    found: Any = next((r for r in _rows(content, what) if r.id == said_id), None)
    if found is None:
        raise Http404
    return presenters.as_initial(found)


def _rows(content: Content, what: str) -> list[Any]:
    points = {"decision": PointKind.DECISION, "dissent": PointKind.DISSENT}
    if what in points:
        return list(content.of(points[what]))
    return list(content.offers if what == "offer" else content.agreements)


@shows(69)
@power_required(Power.WORK_ON_CASES)
@require_POST
def remove_line(request: Request, person_id: int, conference_id: int, what: str, said_id: int) -> HttpResponse:
    """Take a line back while the record is open."""
    kind = LINES.get(what)
    person, row = the_conference(request, person_id, conference_id, page="Line of a record")
    if kind is None or not any(
        r.id == said_id for r in _rows(_content(request, person, row, "Line of a record"), what)
    ):
        raise Http404
    return answer_button(
        request,
        lambda: services.take_back(actor=request.actor, table=kind.table, pk=said_id),
        done=_("It is taken back."),
        to=back_to(row),
    )


@shows(69)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def agreement_done(request: Request, person_id: int, conference_id: int, said_id: int) -> HttpResponse:
    """An agreement was done."""
    person, row = the_conference(request, person_id, conference_id, page="Agreement")
    found = next((a for a in _content(request, person, row, "Agreement").agreements if a.id == said_id), None)
    if found is None:
        raise Http404
    form = DoneForm(request.POST or None, initial={"on": request.today})
    page = talk_page(person, row, _("Was it done?"), purpose=found.text, submit=_("It was done"))

    def do(data: dict[str, Any]) -> None:
        services.agreement_done(
            actor=request.actor, agreement_id=said_id, on=data["on"], outcome=data["outcome"], today=request.today
        )

    return answer_form(request, form, page, do, done=_("The agreement is done."))


def _fit(request: Request, person_id: int) -> FitPage | None:
    return fit_page(request.actor, person_id, today=request.today, now=clock.now(), with_refusals=False)


@shows(69)
@power_required(Power.WORK_ON_CASES)
@require_GET
def nearest(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """The nearest ways of What fits?, each ready to be weighed at this talk."""
    person, row = the_conference(request, person_id, conference_id, page="Offers to weigh")
    with reading(request.actor, purpose=CARE, what="Offers to weigh", categories=GOALS, dossier_id=person.dossier_id):
        page = _fit(request, person_id)
    url = reverse("conferences:new_line", args=[person_id, row.id, "offer"])
    context = {
        "person": person,
        "title": presenters.title_of(row),
        "back": back_to(row),
        "options": presenters.nearest_rows(page, url) if page else [],
        "free_url": url,
        "fit_url": reverse("matching:fit", args=[person_id]),
    }
    return render(request, "conferences/nearest.html", context)


def _minutes(request: Request, person_id: int, conference_id: int) -> tuple[PersonRow, ConferenceRow, dict[str, Any]]:
    person, row = the_conference(request, person_id, conference_id, page="Minutes")
    content = _content(request, person, row, "Minutes")
    parties = selectors.parties(request.actor, row, person.dossier_id, purpose=CARE, today=request.today)
    made = {
        "title": f"{presenters.title_of(row)} – {person.name}",
        "parts": presenters.minutes_parts(row, parties, content),
        "watermark": _("Taken by %(who)s on %(when)s, for one plan and one coordinator")
        % {"who": request.actor.name, "when": presenters.moment(clock.now())},
    }
    return person, row, made


@shows(69, 124)
@power_required(Power.WORK_ON_CASES)
@require_GET
def minutes(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """The minutes to read on paper."""
    person, row, made = _minutes(request, person_id, conference_id)
    here = [person_id, row.id]
    context = {
        **made,
        "paper": presenters.on_paper(made["parts"]),
        "person": person,
        "back": back_to(row),
        "pdf_url": reverse("conferences:minutes_pdf", args=here),
        "attach_url": reverse("conferences:attach_minutes", args=here),
    }
    return render(request, "conferences/minutes.html", context)


@shows(69, 124)
@power_required(Power.WORK_ON_CASES)
@require_GET
def minutes_pdf(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """The minutes as PDF; taking them along is a line in the log."""
    _person, row, made = _minutes(request, person_id, conference_id)
    content = services.take_minutes(actor=request.actor, row=row, language=translation.get_language() or "nl", **made)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{slugify(_('Record'))}-{row.on.isoformat()}-{row.number}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@shows(69, 124)
@power_required(Power.WORK_ON_CASES)
@require_POST
def attach_minutes(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """Attach the minutes to the dossier."""
    _person, row, made = _minutes(request, person_id, conference_id)
    language = translation.get_language() or "nl"
    return answer_button(
        request,
        lambda: services.attach_minutes(actor=request.actor, row=row, language=language, **made),
        done=_("The minutes are attached to the dossier, under Documents."),
        to=back_to(row),
    )
