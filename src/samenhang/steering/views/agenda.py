"""The agenda of the region, one bottleneck, and what solved ones say about rules."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.base.errors import NoGrant
from samenhang.directory.enums import Power
from samenhang.directory.selectors import colleagues, users_with
from samenhang.steering import services
from samenhang.steering.enums import BottleneckAct, BottleneckState, QuestionState, Station
from samenhang.steering.forms import AgendaFilter, BottleneckForm
from samenhang.steering.presenters import agenda as words
from samenhang.steering.presenters import rooms as room_words
from samenhang.steering.presenters.packages import people_rounded
from samenhang.steering.rules import COURSE, LIVE, POWER_AT
from samenhang.steering.selectors import (
    BottleneckRow,
    people_met,
    people_of_bottleneck,
    questions_of,
    rooms,
    seen_of,
    solved_with_advice,
    station_counts,
)
from samenhang.steering.selectors import (
    agenda as agenda_rows,
)
from samenhang.steering.selectors import (
    bottleneck as one_bottleneck,
)
from samenhang.ui.screens import FormPage, answer_form

CARE = Purpose.CARE_COORDINATION
READS = Category.ID_CONTACT | Category.HOUSING_NEEDS


def found(bottleneck_id: int, *, reader_id: int | None = None) -> BottleneckRow:
    """The bottleneck, or 404; for a reader without who asked safely."""
    row = one_bottleneck(bottleneck_id, reader_id=reader_id)
    if row is None:
        raise Http404
    return row


def owners(request: Request) -> list[tuple[str, str]]:
    """Colleagues who can take a bottleneck further, with their organisation; the reader first."""
    keep = users_with(Power.KEEP_BOTTLENECKS, request.today)
    everybody = [
        (f"{c.user_id}:{c.organisation_id}", f"{c.name}, {c.organisation}")
        for c in colleagues(request.today)
        if c.user_id in keep
    ]
    mine = f"{request.actor.user_id}:"
    return sorted(dict(everybody).items(), key=lambda o: (not o[0].startswith(mine), o[1]))


@shows(78, 79, 80, 103)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def agenda(request: Request) -> HttpResponse:
    """What cannot be solved in a case, where it lies and when it comes back."""
    form = AgendaFilter(request.GET or None, counts=station_counts())
    asked = form.cleaned_data if form.is_valid() else {}
    over = bool(asked.get("over"))
    rows = agenda_rows(
        reader_id=request.actor.user_id,
        station=asked.get("at", ""),
        classes=asked.get("kind", ""),
        measure=asked.get("measure", ""),
        over=over,
    )
    ids = [b.id for b in rows]
    with reading(request.actor, purpose=CARE, what="Bottlenecks", categories=READS):
        seen = seen_of(request.actor, ids, purpose=CARE)
    context = {
        "table": words.agenda_table(rows, people_met(ids), seen, request.today, over=over),
        "form": form,
        "late": sum(1 for b in rows if words.late(b, request.today)),
    }
    return render(request, "steering/agenda.html", context)


@shows(91)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def advice(request: Request) -> HttpResponse:
    """What solved bottlenecks say about the rules themselves, with how many people met them."""
    rows = [
        {
            "id": b.id,
            "title": b.title,
            "advice": b.advice,
            "how": b.closed_why,
            "closed_on": b.closed_on,
            "about": words.definitions(b),
            "people": people_rounded(met, exact=False),
        }
        for b, met in solved_with_advice()
    ]
    return render(request, "steering/advice.html", {"rows": rows})


@shows(4, 78, 79, 80, 97)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def bottleneck(request: Request, bottleneck_id: int) -> HttpResponse:
    """One bottleneck: what it is, how many meet it, what was asked where and answered."""
    actor, today = request.actor, request.today
    row = found(bottleneck_id, reader_id=actor.user_id)
    with reading(actor, purpose=CARE, what="Bottleneck", categories=READS):
        people = people_of_bottleneck(actor, bottleneck_id, purpose=CARE)
    met = people_met([bottleneck_id]).get(bottleneck_id, 0)
    questions = questions_of(bottleneck_id, reader_id=actor.user_id)
    waiting = next((q for q in questions if q.state == QuestionState.WAITING), None)
    keeps = actor.can(Power.KEEP_BOTTLENECKS)
    agreed = rooms(bottleneck_id=bottleneck_id)
    exact = len(people) == met
    context = {
        "row": row,
        "where": words.where(row),
        "late": words.late(row, today),
        "definitions": words.definitions(row),
        "scale": words.scale_view(met, exact=exact),
        "people": words.people_view(people),
        "others": met > len(people),
        "questions": [words.question_view(q, today) for q in reversed(questions)],
        "waiting": waiting,
        "may_answer": waiting is not None and actor.can(POWER_AT[Station(waiting.station)]),
        "keeps": keeps,
        "may_ask": keeps and COURSE.can(row.state, BottleneckAct.ASK),
        "may_close": keeps and row.state in {BottleneckState.OPEN, BottleneckState.ANSWERED},
        "live": row.state in LIVE,
        "rooms": room_words.room_table(agreed, today, seen={}) if agreed else None,
        "may_agree": actor.can(Power.AGREE_ROOM),
        "tone": words.STATE_TONES[row.state],
    }
    return render(request, "steering/bottleneck.html", context)


@shows(78, 80)
@power_required(Power.KEEP_BOTTLENECKS)
@require_http_methods(["GET", "POST"])
def edit(request: Request, bottleneck_id: int) -> HttpResponse:
    """Say what a bottleneck is, whose it is and when it comes back."""
    row = found(bottleneck_id, reader_id=request.actor.user_id)
    if not row.owner:
        raise NoGrant("ASKED_SAFELY")
    initial = {**row.__dict__, "owner": f"{row.owner_id}:{row.owner_organisation_id}"}
    form = BottleneckForm(request.POST or None, initial=initial, owners=owners(request))
    page = FormPage(
        _("What this bottleneck is"),
        reverse("steering:bottleneck", args=[row.id]),
        row.title,
        purpose=_("In words that name nobody, so that every table can read it."),
        submit=_("Save"),
    )
    return answer_form(
        request,
        form,
        page,
        lambda data: services.describe(
            actor=request.actor,
            bottleneck_id=row.id,
            described=form.described(),
            expected_version=data["version"] or row.version,
            today=request.today,
        ),
        done=_("Saved."),
    )
