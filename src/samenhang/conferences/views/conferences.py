"""A conference from planning to telling the client: one page to read, one form per step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_write, taking_part
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.conferences import presenters, selectors, services
from samenhang.conferences.enums import Answer, ConferenceKind, Presence
from samenhang.conferences.forms import (
    AdHocForm,
    AnswerForm,
    CancelForm,
    FeedbackForm,
    HoldForm,
    InviteForm,
    MoveForm,
    PlanForm,
    WithdrawPartyForm,
)
from samenhang.conferences.rules import AD_HOC_AFTER, next_quarter_hour
from samenhang.conferences.selectors import PartyRow
from samenhang.conferences.views.common import APPOINTMENTS, CARE, GOALS, back_to, talk_page, the_conference
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisations_by_kind
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.privacy.enums import ToldHow
from samenhang.ui.screens import FormPage, answer_button, answer_form


@shows(29, 35, 69, 99, 112)
@power_required(Power.WORK_ON_CASES)
@require_GET
def conference(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """A talk to read: the appointment, who is invited and why, and, for who may, what was said and agreed."""
    actor, person = request.actor, the_person(request, person_id)
    with reading(
        actor, purpose=CARE, what="Conference", categories=APPOINTMENTS | GOALS, dossier_id=person.dossier_id
    ) as seen:
        row = selectors.conference(actor, person_id, conference_id, purpose=CARE)
        if row is None:
            raise Http404
        parties = selectors.parties(actor, row, person.dossier_id, purpose=CARE, today=request.today)
        content = selectors.content(actor, row, purpose=CARE)
        seen["conference"] = row.id
    keeps, writes = (may_write(actor, row.compartment_id, kind) for kind in (APPOINTMENTS, GOALS))
    mine = next((p for p in parties if p.user_id == actor.user_id), None)
    here = [person_id, row.id]
    context = {
        "person": person,
        "row": row,
        "title": presenters.title_of(row),
        "tabs": person_tabs(person_id, "talks"),
        "facts": presenters.facts(row),
        "parties": presenters.party_rows(row, parties, may_change=keeps),
        "content": presenters.content_view(row, content, may_write=writes),
        "do": presenters.steps_of(row, appointments=keeps, goals=writes, today=request.today),
        "progress": presenters.progress(row),
        "state": presenters.state_of(row),
        "answer_url": reverse("conferences:invitation", args=[mine.id]) if mine and row.state == "PLANNED" else "",
        "calendar_url": reverse("conferences:conference_ics", args=here),
        "minutes_url": ""
        if content.closed or not content.record.version
        else reverse("conferences:minutes", args=here),
        "suggestions": presenters.suggestions(person_id, row.id) if writes else [],
        "to_do": presenters.next_step(row, content, request.today),
    }
    return render(request, "conferences/conference.html", context)


@shows(69, 99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def plan(request: Request, person_id: int) -> HttpResponse:
    """Plan a talk: when, for what, under which law, and why each party is needed."""
    row = the_person(request, person_id, page="Plan a talk", writes=APPOINTMENTS)
    part = taking_part(row.dossier_id, request.today)
    tables = [(t.id, t.name) for t in selectors.tables(request.today)]
    form = PlanForm(
        request.POST or None,
        part=part,
        tables=tables,
        me=request.actor.user_id,
        initial={
            "kind": ConferenceKind.CASE_CONFERENCE,
            "purpose": "CONSENT:CARE_COORDINATION",
            "on": request.GET.get("on"),
        },
    )
    page = FormPage(
        _("Plan a talk"),
        reverse("conferences:overview", args=[person_id]),
        row.name,
        purpose=_("A purpose, a law, a reason for each party, and the client invited or a reason why not."),
        submit=_("Plan and invite"),
        what=_("Whoever is invited gets a notification with a reference number, without a name."),
        why=_("Who is asked for a reason comes prepared, and nobody sits at a table about somebody without one."),
        who=_("An invitation opens nothing: only who takes part in the case sees about whom it is."),
    )

    def do(_data: dict[str, Any]) -> None:
        services.plan_conference(
            actor=request.actor,
            new=services.NewConference(
                person_id=person_id,
                compartment_id=row.compartment_id,
                kind=ConferenceKind(form.cleaned_data["kind"]),
                purpose=form.purpose_code(),
                regime=form.regime(),
                starts_at=form.starts_at(),
                minutes=form.cleaned_data["minutes"],
                parties=tuple(form.parties()),
                where=form.cleaned_data["where"],
                link=form.cleaned_data["link"],
                why_no_client=form.cleaned_data["why_no_client"],
                table_id=form.cleaned_data["table"],
            ),
            today=request.today,
        )

    return answer_form(request, form, page, do, done=_("The talk is planned and everybody is invited."))


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def call_now(request: Request, person_id: int) -> HttpResponse:
    """Talk today: everybody who takes part, in two hours, with one click."""
    row = the_person(request, person_id, page="Talk today", writes=APPOINTMENTS)
    at = next_quarter_hour(timezone.localtime(clock.now() + AD_HOC_AFTER))
    part = taking_part(row.dossier_id, request.today)
    invited = services.everybody(request.actor, part, "", client=False)
    names = {t.user_id: t.who for t in part}
    form = AdHocForm(request.POST or None, initial={"at": at.time(), "purpose": "CRISIS"})
    page = FormPage(
        _("Talk today"),
        reverse("conferences:overview", args=[person_id]),
        row.name,
        purpose=_("Invites everybody who takes part: %(who)s.") % {"who": ", ".join(names[p.user_id] for p in invited)}
        if invited
        else _("Nobody else takes part in this case yet."),
        submit=_("Call everybody together"),
        what=_("A short talk within hours. One sentence is enough; the rest is filled in."),
        why=_("What is talked about on the day itself does not become a crisis."),
        who=_("Everybody who takes part in the case. The client is invited, unless you say why not."),
    )

    def do(data: dict[str, Any]) -> None:
        day = request.today if data["at"] >= timezone.localtime(clock.now()).time() else at.date()
        services.call_now(
            actor=request.actor,
            new=services.AdHoc(
                person_id=person_id,
                compartment_id=row.compartment_id,
                purpose=data["purpose"],
                reason=data["reason"],
                starts_at=timezone.make_aware(datetime.combine(day, data["at"])),
                minutes=data["minutes"],
                where=data["where"],
                link=data["link"],
                client=data["client"],
                why_no_client=data["why_no_client"],
            ),
            today=request.today,
        )

    return answer_form(request, form, page, do, done=_("Everybody is invited."))


@shows(29, 99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def invite(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """Invite one more party, for a reason; who is outside the case only when they may know."""
    person, row = the_conference(request, person_id, conference_id, page="Invite to a talk")
    form = InviteForm(
        request.POST or None,
        part=taking_part(person.dossier_id, request.today),
        organisations=organisations_by_kind(),
        me=request.actor.user_id,
    )
    page = talk_page(
        person,
        row,
        _("Invite somebody"),
        purpose=_("Why are they needed at this talk?"),
        submit=_("Invite"),
        what=_(
            "An organisation outside the case is invited only when the rules of “May I share this?” let it know of the talk."
        ),
        why=_("Being at the table is not the same as seeing the file."),
        who=_("An invitation opens nothing: only who takes part in the case sees about whom it is."),
    )

    def do(_data: dict[str, Any]) -> None:
        services.invite(actor=request.actor, conference_id=row.id, party=form.party(), today=request.today)

    return answer_form(
        request, form, page, do, done=_("The invitation is made."), share_url=reverse("privacy:ask", args=[person_id])
    )


def _party(request: Request, person_id: int, conference_id: int, party_id: int, page: str) -> tuple[Any, Any, PartyRow]:
    person, row = the_conference(request, person_id, conference_id, page=page)
    parties = selectors.parties(request.actor, row, person.dossier_id, purpose=CARE, today=request.today)
    found = next((p for p in parties if p.id == party_id), None)
    if found is None:
        raise Http404
    return person, row, found


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def party_answer(request: Request, person_id: int, conference_id: int, party_id: int) -> HttpResponse:
    """Write down what a party answered, and how they take part."""
    person, row, party = _party(request, person_id, conference_id, party_id, "Answer of a party")
    form = AnswerForm(request.POST or None, initial={"answer": Answer.ACCEPTED, "presence": party.presence})
    page = talk_page(person, row, _("What did they answer?"), purpose=party.who or party.organisation)

    def do(data: dict[str, Any]) -> None:
        services.record_answer(
            actor=request.actor, party_id=party_id, answer=Answer(data["answer"]), presence=presence(data)
        )

    return answer_form(request, form, page, do, done=_("The answer is kept."))


def presence(data: dict[str, Any]) -> Presence | None:
    """How somebody takes part, when it is known."""
    return Presence(data["presence"]) if data["presence"] else None


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def party_withdraw(request: Request, person_id: int, conference_id: int, party_id: int) -> HttpResponse:
    """Take an invitation back."""
    person, row, party = _party(request, person_id, conference_id, party_id, "Take an invitation back")
    page = talk_page(
        person, row, _("Take the invitation back"), purpose=party.who or party.organisation, submit=_("Take back")
    )

    sent = request.POST if request.method == "POST" else None

    def do(data: dict[str, Any]) -> None:
        services.withdraw_invitation(actor=request.actor, party_id=party_id, why_no_client=data["why_no_client"])

    return answer_form(request, WithdrawPartyForm(sent), page, do, done=_("The invitation is taken back."))


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def move(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """Move a talk, for a reason."""
    person, row = the_conference(request, person_id, conference_id, page="Move a talk")
    starts = timezone.localtime(row.starts_at)
    form = MoveForm(
        request.POST or None,
        initial={"on": starts.date(), "at": starts.time(), "minutes": row.minutes, "version": row.version},
    )
    page = talk_page(person, row, _("Move the talk"), purpose=presenters.moment(row.starts_at), submit=_("Move"))

    def do(data: dict[str, Any]) -> None:
        services.move_conference(
            actor=request.actor,
            conference_id=row.id,
            starts_at=form.starts_at(),
            minutes=data["minutes"],
            why=data["why"],
            expected_version=data["version"],
            today=request.today,
        )

    return answer_form(request, form, page, do, done=_("The talk is moved and everybody is asked again."))


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def cancel(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """Cancel a talk, for a reason."""
    person, row = the_conference(request, person_id, conference_id, page="Cancel a talk")
    page = talk_page(
        person, row, _("Cancel the talk"), purpose=presenters.moment(row.starts_at), submit=_("Cancel the talk")
    )

    def do(data: dict[str, Any]) -> None:
        services.cancel_conference(actor=request.actor, conference_id=row.id, why=data["why"])

    back = reverse("conferences:overview", args=[person_id])
    return answer_form(
        request,
        CancelForm(request.POST or None),
        page,
        do,
        done=_("The talk is cancelled and everybody is told."),
        to=back,
    )


@shows(29, 99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def hold(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """The talk was held: who was there."""
    person, row = the_conference(request, person_id, conference_id, page="Who was there")
    parties = selectors.parties(request.actor, row, person.dossier_id, purpose=CARE, today=request.today)
    form = HoldForm(request.POST if request.method == "POST" else None, parties=parties)
    page = talk_page(person, row, _("Who was there?"), submit=_("It was held"))

    def do(data: dict[str, Any]) -> None:
        services.hold(actor=request.actor, conference_id=row.id, attended=data["attended"], today=request.today)

    return answer_form(request, form, page, do, done=_("Now write down what was agreed, within two working days."))


@shows(69)
@power_required(Power.WORK_ON_CASES)
@require_POST
def close(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """Close the record: agreements become actions of the plan."""
    _person, row = the_conference(request, person_id, conference_id, page="Close the record")
    return answer_button(
        request,
        lambda: services.close_record(actor=request.actor, conference_id=row.id, today=request.today),
        done=_("The record is closed. Tell the client in plain words within the week."),
        to=back_to(row),
    )


@shows(69)
@power_required(Power.WORK_ON_CASES)
@require_POST
def reopen(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """Open the record again to correct it."""
    _person, row = the_conference(request, person_id, conference_id, page="Open the record again")
    return answer_button(
        request,
        lambda: services.reopen_record(actor=request.actor, conference_id=row.id),
        done=_("The record is open again."),
        to=back_to(row),
    )


@shows(35)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def feedback(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """Tell the client in plain words what was talked about, in the same week."""
    person, row = the_conference(request, person_id, conference_id, page="Feedback to the client")
    form = FeedbackForm(request.POST or None, initial={"on": request.today, "how": ToldHow.IN_PERSON})
    page = talk_page(
        person,
        row,
        _("Tell the client"),
        draft="feedback",
        purpose=_("In plain words, within a week after the talk."),
        what=_("What you told is kept as you told it. The client reads it back in their own pages."),
        why=_("People want to hear what is said about them, why, and what happens now."),
        who=_("The client, and everybody who takes part in the case and may see goals and agreements."),
    )

    def do(data: dict[str, Any]) -> None:
        new = services.NewFeedback(data["text"], ToldHow(data["how"]), data["on"], data["reaction"])
        services.feed_back(
            actor=request.actor,
            conference_id=row.id,
            own_compartment_id=person.compartment_id,
            new=new,
            today=request.today,
        )

    return answer_form(request, form, page, do, done=_("It is kept that the client was told."))
