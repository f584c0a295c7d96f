"""May I share this? Answered before it is shared; then shared, exactly that; and what one's own organisation received."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_read, role_in_case
from samenhang.access.services import reading
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import colleagues_at, organisation_kind, organisation_name, organisations_by_kind
from samenhang.engines import sharing as engine
from samenhang.people.selectors import PersonRow
from samenhang.privacy import presenters
from samenhang.privacy.adapters import Circumstances
from samenhang.privacy.enums import ToldHow
from samenhang.privacy.forms import AskForm, KeepForm, ShareForm
from samenhang.privacy.labels import WEIGHING_GROUNDS
from samenhang.privacy.rules import roles_of
from samenhang.privacy.selectors import Answer, Matter, answers, copies_for, sentences, typed, weighings_of
from samenhang.privacy.services import Part, Sharing, keep_to_oneself, share
from samenhang.privacy.views.person import CARE, found
from samenhang.ui.reasons import reason_text


def _ask_form(request: Request, row: PersonRow, data: QueryDict | None) -> AskForm:
    actor = request.actor
    role = role_in_case(actor, row.dossier_id, request.today)
    senders = roles_of(organisation_kind(actor.organisation_id), role or "") or (engine.Role.LIFE_COURSE_COORD,)
    return AskForm(data, organisations=organisations_by_kind(), senders=senders)


def _matter(form: AskForm, recipient_user_id: int | None = None) -> Matter:
    data = form.cleaned_data
    organisation_id, role = data["receiver"]
    return Matter(
        recipient_organisation_id=organisation_id,
        recipient_role=role,
        sender_role=engine.Role(data["sender"]),
        purpose=engine.Purpose(data["purpose"]),
        stage=engine.Stage(data["stage"]),
        recipient_user_id=recipient_user_id,
        circumstances=Circumstances(
            established=frozenset(data["established"]),
            ground=engine.Ground(data["ground"]) if data["ground"] else None,
            motivation=data["motivation"],
            decision_reference=data["decision_reference"],
        ),
    )


def _question(form: AskForm) -> dict[str, Any]:
    """The question as hidden fields, so that what is shared is asked again with the same words."""
    data = cast(QueryDict, form.data)
    return {name: data.getlist(name) for name in form.fields}


@shows(54, 114, 119)
@power_required(Power.WORK_ON_CASES)
@require_GET
def ask(request: Request, person_id: int) -> HttpResponse:
    """May I share this? The answer for each kind of information, with the reason and what would make it possible."""
    row = found(request, person_id)
    asked = bool(request.GET)
    form = _ask_form(request, row, request.GET if asked else None)
    context: dict[str, Any] = {"person": row, "form": form}
    opens: set[str] = set()
    weighs = False
    with reading(
        request.actor, purpose=CARE, what="May I share", categories=Category.ID_CONTACT, dossier_id=row.dossier_id
    ):
        if asked and form.is_valid():
            matter = _matter(form)
            found_answers = answers(request.actor, row, form.cleaned_data["categories"], matter, today=request.today)
            views = [presenters.answer_view(a) for a in found_answers]
            allowed = [
                a
                for a in found_answers
                if a.verdict.allowed and may_read(request.actor, row.compartment_id, a.category)
            ]
            context |= {
                "answers": views,
                "question": _question(form),
                "receiver": organisation_name(matter.recipient_organisation_id),
                "blocked": [v for v in views if not v.allowed],
                "unread": [
                    v.category
                    for v, a in zip(views, found_answers, strict=True)
                    if a.verdict.allowed and a not in allowed
                ],
                "keep_form": KeepForm(),
            }
            if allowed:
                context["share_form"] = _share_form(request, row, matter, allowed, None)
    status = 422 if asked and form.errors else 200
    form.narrow(opens=opens, weighs=weighs)
    return render(request, "privacy/ask.html", context, status=status)


def _share_form(
    request: Request, row: PersonRow, matter: Matter, allowed: list[Answer], data: QueryDict | None
) -> ShareForm:
    parts = [
        (a.category, sentences(request.actor, row, a.category, purpose=CARE, today=request.today), typed(a.category))
        for a in allowed
    ]
    weighed = weighings_of(request.actor, row.id, purpose=CARE)
    mine = [
        (w.id, f"{WEIGHING_GROUNDS[w.ground]}, {w.at:%d-%m-%Y}") for w in weighed if w.by_id == request.actor.user_id
    ]
    return ShareForm(
        data,
        parts=parts,
        staff=colleagues_at(matter.recipient_organisation_id, request.today),
        weighings=mine,
        tell_first=any(a.verdict.notice_when == "BEFORE" for a in allowed),
        prefix="share",
    )


@shows(54, 114)
@power_required(Power.WORK_ON_CASES)
@require_POST
def share_it(request: Request, person_id: int) -> HttpResponse:
    """Share what the rules allow, exactly the chosen sentences."""
    row = found(request, person_id)
    form = _ask_form(request, row, request.POST)
    if not form.is_valid():
        return render(request, "privacy/ask.html", {"person": row, "form": form}, status=422)
    matter = _matter(form)
    given = answers(request.actor, row, form.cleaned_data["categories"], matter, today=request.today)
    allowed = [a for a in given if a.verdict.allowed and may_read(request.actor, row.compartment_id, a.category)]
    share_form = _share_form(request, row, matter, allowed, request.POST)
    if allowed and share_form.is_valid():
        data = share_form.cleaned_data
        chosen = [(a.category, *share_form.chosen(a.category)) for a in allowed]
        parts = tuple(Part(c, refs, words) for c, refs, words in chosen if refs or words.strip())
        colleague = int(data["colleague"]) if data["colleague"] else None
        try:
            shared = share(
                actor=request.actor,
                sharing=Sharing(
                    person_id=person_id,
                    matter=_matter(form, colleague),
                    parts=parts,
                    necessity=data["necessity"],
                    conditions_kept=data["kept"],
                    contact=data["contact"],
                    weighing_id=int(data["weighing"]) if data.get("weighing") else None,
                    told_how=ToldHow(data["told"]) if data.get("told") else None,
                ),
                today=request.today,
            )
        except Refused as refused:
            share_form.add_error(None, reason_text(refused))
        else:
            messages.success(
                request, _("Shared, exactly these sentences. The notice to the person stands ready below.")
            )
            if shared.notice_id:
                return redirect("privacy:notice", person_id, shared.notice_id)
            return redirect("privacy:who_knows_what", person_id)
    views = [presenters.answer_view(a) for a in given]
    context = {
        "person": row,
        "form": form,
        "answers": views,
        "question": _question(form),
        "receiver": organisation_name(matter.recipient_organisation_id),
        "blocked": [v for v in views if not v.allowed],
        "share_form": share_form if allowed else None,
        "keep_form": KeepForm(),
    }
    return render(request, "privacy/ask.html", context, status=422)


@shows(54)
@power_required(Power.WORK_ON_CASES)
@require_POST
def keep_it(request: Request, person_id: int) -> HttpResponse:
    """Record that something is not shared, with the reason: a handover tells what was left out and why."""
    row = found(request, person_id, write=True)
    form = _ask_form(request, row, request.POST)
    keep_form = KeepForm(request.POST)
    if not (form.is_valid() and keep_form.is_valid()):
        context = {"person": row, "form": form, "keep_form": keep_form}
        return render(request, "privacy/ask.html", context, status=422)
    matter = _matter(form)
    given = answers(request.actor, row, form.cleaned_data["categories"], matter, today=request.today)
    refused = Category(sum(int(a.category) for a in given if not a.verdict.allowed)) or form.cleaned_data["categories"]
    keep_to_oneself(
        actor=request.actor,
        person_id=person_id,
        categories=refused,
        matter=matter,
        why=keep_form.cleaned_data["why"],
        today=request.today,
    )
    messages.success(request, _("Kept: not shared, and why."))
    return redirect("privacy:who_knows_what", person_id)


@shows(13, 114)
@power_required(Power.RECEIVE_SHARED)
@require_http_methods(["GET"])
def received(request: Request) -> HttpResponse:
    """What others shared with my organisation: exactly that, on which conditions, until when, and whom to call."""
    actor = request.actor
    with reading(actor, purpose=Purpose.SUPPORT, what="Shared with us", categories=Category.HOUSING_NEEDS) as seen:
        rows = copies_for(actor, purpose=Purpose.SUPPORT, today=request.today)
        seen["dossiers"] = sorted({r.dossier_id for r in rows})
    return render(request, "privacy/received.html", {"cards": presenters.copies_view(rows)})
