"""Who knows what about one person, and their consents, needs, notices, requests and weighings."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose, RestrictionReason
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.labels import RESTRICTIONS
from samenhang.access.selectors import emergencies_of, is_closed, may_write, restriction_of, taking_part, who_knows
from samenhang.access.services import close_case, denied, lift_restriction, reading, reopen_case, restrict
from samenhang.audit.selectors import looked_at
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisation_name, organisations_by_kind
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import PersonRow, found_exactly
from samenhang.people.selectors import person as find_person
from samenhang.privacy import presenters
from samenhang.privacy.enums import (
    GivenBy,
    GivenHow,
    HousingNeed,
    Programme,
    RequestKind,
    RequestOutcome,
    ToldHow,
    WeighingGround,
)
from samenhang.privacy.forms import (
    AnswerForm,
    ConsentForm,
    EnrolForm,
    HomeNeedsForm,
    PostponeForm,
    ReasonForm,
    RequestAnswerForm,
    RequestForm,
    RestrictForm,
    SecondLookForm,
    ToldForm,
    WeighingForm,
    WithdrawForm,
)
from samenhang.privacy.labels import consent_text
from samenhang.privacy.selectors import (
    consents_of,
    disclosures_of,
    enrolments_of,
    home_needs,
    notices_of,
    requests_of,
    weighings_of,
)
from samenhang.privacy.services import (
    Given,
    NewConsent,
    NewHomeNeed,
    NewWeighing,
    answer_request,
    ask_consent,
    enrol,
    look_again,
    make_request,
    postpone,
    record_answer,
    set_home_needs,
    told,
    weigh,
    withdraw_consent,
)
from samenhang.ui.reasons import reason_text

CARE = Purpose.CARE_COORDINATION
LOOKS = 40


def found(request: Request, person_id: int, *, write: bool = False) -> PersonRow:
    """The person whom the actor may see, 404 otherwise; with ``write`` only for who may change the case (403)."""
    row = find_person(request.actor, person_id, purpose=CARE)
    if row is None:
        denied(request.actor, what="Person", object_id=person_id)
        raise Http404
    if write and not may_write(request.actor, row.compartment_id, Category.PLAN_GOALS):
        raise NoGrant("NO_GRANT")
    request.person = row
    return row


def _read(request: Request, row: PersonRow, what: str, categories: Category = Category.ID_CONTACT) -> Any:
    return reading(request.actor, purpose=CARE, what=what, categories=categories, dossier_id=row.dossier_id)


@shows(54, 114, 116, 117)
@power_required(Power.WORK_ON_CASES)
@require_GET
def who_knows_what(request: Request, person_id: int) -> HttpResponse:
    """Who may read what on which ground until when, what was shared, and who looked."""
    row = found(request, person_id)
    with _read(request, row, "Who knows what"):
        grants = who_knows(row.dossier_id)
        shared = disclosures_of(request.actor, person_id, purpose=CARE)
        looks, total = looked_at(row.dossier_id, size=LOOKS, by_people=True)
        emergencies = emergencies_of(row.dossier_id)
        restriction = restriction_of(row.dossier_id)
    context = {
        "person": row,
        "tabs": person_tabs(person_id, "privacy"),
        "matrix": presenters.grants_matrix(grants),
        "grants": presenters.grants_table(grants),
        "shared": presenters.disclosures_table(shared),
        "looks": presenters.looks_table(looks),
        "looks_total": total,
        "emergencies": presenters.emergencies_view(emergencies),
        "restriction": restriction,
        "restriction_reason": RESTRICTIONS[restriction.reason] if restriction else "",
        "may_restrict": request.actor.can(Power.RESTRICT_PEOPLE),
    }
    return render(request, "privacy/who_knows_what.html", context)


@shows(13, 14, 115, 120)
@power_required(Power.WORK_ON_CASES)
@require_GET
def rights(request: Request, person_id: int) -> HttpResponse:
    """Consents, what a home needs, notices, requests and weighings of one person."""
    row = found(request, person_id)
    with _read(request, row, "Consent and rights", Category.ID_CONTACT | Category.HOUSING_NEEDS):
        consents = consents_of(request.actor, person_id, purpose=CARE, today=request.today)
        needs = home_needs(request.actor, person_id, purpose=CARE)
        notices = notices_of(request.actor, person_id, purpose=CARE)
        asked = requests_of(request.actor, person_id, purpose=CARE)
        weighed = weighings_of(request.actor, person_id, purpose=CARE)
        known = enrolments_of(request.actor, person_id, purpose=CARE)
    context = {
        "person": row,
        "tabs": person_tabs(person_id, "rights"),
        "consents": presenters.consent_view(consents, person_id),
        "needs": presenters.needs_view(needs),
        "notices": presenters.notices_view(notices, person_id),
        "requests": presenters.requests_view(asked, person_id),
        "weighings": presenters.weighings_view(weighed, request.actor.user_id),
        "enrolments": presenters.enrolments_table(known),
        "may_write": may_write(request.actor, row.compartment_id, Category.PLAN_GOALS),
    }
    return render(request, "privacy/rights.html", context)


def _form(
    request: Request,
    row: PersonRow,
    form: Any,
    *,
    title: str,
    purpose: str,
    action: str,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"person": row, "form": form, "title": title, "purpose": purpose, "action": action, **more}
    return render(request, "privacy/form.html", context, status=422 if form.errors and status == 200 else status)


@shows(115)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_consent(request: Request, person_id: int) -> HttpResponse:
    """Ask for consent, or record what the person said; the explanation is shown before it is kept."""
    row, today = found(request, person_id, write=True), request.today
    organisations = organisations_by_kind()
    initial = {name: request.GET.get(name, "") for name in ("receiver", "purpose")}
    initial["categories"] = request.GET.getlist("categories")  # type: ignore[assignment]
    form = ConsentForm(request.POST or None, organisations=organisations, today=today, initial=initial)
    text = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        organisation_id, role = data["receiver"]
        text = consent_text(
            organisation=organisation_name(organisation_id),
            categories=data["categories"],
            purpose=data["purpose"],
            why=data["why"],
            valid_until=data["valid_until"],
            items=data["items"],
        )
        if "keep" in request.POST:
            given = None
            if data["answer"]:
                given = Given(
                    GivenHow(data["answer"]),
                    GivenBy(data["given_by"]),
                    data["given_on"],
                    data["witness"],
                    data["capacity_note"],
                )
            new = NewConsent(
                person_id,
                row.compartment_id,
                organisation_id,
                role,
                data["categories"],
                data["purpose"],
                text,
                data["valid_until"],
                data["items"],
            )
            try:
                ask_consent(actor=request.actor, new=new, today=today, given=given)
            except Refused as refused:
                form.add_error(None, reason_text(refused))
            else:
                messages.success(
                    request,
                    _("Kept, with the explanation.") if given else _("Kept. The person can answer in the portal."),
                )
                if request.POST["keep"] == "another":
                    same = {n: request.POST.getlist(n) for n in ("categories", "purpose")}
                    return redirect(f"{request.path}?{urlencode(same, doseq=True)}")
                return redirect("privacy:rights", person_id)
    return _form(
        request,
        row,
        form,
        title=_("Ask for consent"),
        purpose=_("For one organisation, for one purpose, with an end. Saying no costs the person nothing."),
        action=_("Show the explanation"),
        explanation=text,
    )


@shows(115)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def consent(request: Request, person_id: int, consent_id: int) -> HttpResponse:
    """One consent: its explanation, the answer, or withdrawing it."""
    row = found(request, person_id)
    with _read(request, row, "Consent"):
        rows = consents_of(request.actor, person_id, purpose=CARE, today=request.today)
    shown = {c["id"]: c for c in presenters.consent_view(rows, person_id)}.get(consent_id)
    if shown is None:
        raise Http404
    form: Any = AnswerForm(request.POST or None) if shown["open"] else WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if shown["open"]:
                given = None
                if data["answer"] != "NO":
                    given = Given(
                        GivenHow(data["answer"]),
                        GivenBy(data["given_by"]),
                        request.today,
                        data["witness"],
                        data["capacity_note"],
                    )
                record_answer(actor=request.actor, consent_id=consent_id, given=given, today=request.today)
                messages.success(request, _("The answer is kept."))
            else:
                ended = withdraw_consent(
                    actor=request.actor, consent_id=consent_id, how=GivenHow(data["how"]), today=request.today
                )
                messages.success(
                    request,
                    _("Withdrawn. From now on nothing is shared on it; ended at once: %(count)s.") % {"count": ended},
                )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            return redirect("privacy:rights", person_id)
    status = 422 if form.errors else 200
    context = {"person": row, "consent": shown, "form": form}
    return render(request, "privacy/consent.html", context, status=status)


@shows(13)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def home(request: Request, person_id: int) -> HttpResponse:
    """What the home needs, from the closed list."""
    row = found(request, person_id, write=True)
    with _read(request, row, "What the home needs", Category.HOUSING_NEEDS):
        now = home_needs(request.actor, person_id, purpose=CARE)
    initial = {
        "needs": [n.code for n in now],
        "minutes": next((n.minutes for n in now if n.minutes), None),
        "areas": ", ".join(area for n in now for area in n.areas),
    }
    form = HomeNeedsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        needs = [
            NewHomeNeed(
                HousingNeed(code),
                minutes=data["minutes"] if code == HousingNeed.NEAR_SUPPORT else None,
                areas=data["areas"] if code == HousingNeed.NOT_IN_AREA else (),
            )
            for code in data["needs"]
        ]
        try:
            set_home_needs(
                actor=request.actor,
                person_id=person_id,
                compartment_id=row.compartment_id,
                needs=needs,
                today=request.today,
            )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(
                request, _("Kept. Each need can be shared as one sentence that says nothing about health.")
            )
            return redirect("privacy:rights", person_id)
    return _form(
        request,
        row,
        form,
        title=_("What the home needs"),
        purpose=_("A closed list of requirements on the home. It may travel without a file, and never says why."),
        action=_("Keep these needs"),
    )


@shows(115)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def notice(request: Request, person_id: int, notice_id: int) -> HttpResponse:
    """Tell the person, and keep what was discussed; or tell later, with the reason."""
    row = found(request, person_id)
    with _read(request, row, "Notice"):
        rows = notices_of(request.actor, person_id, purpose=CARE)
    shown = next((n for n in rows if n.id == notice_id), None)
    if shown is None:
        raise Http404
    later = "postpone" in request.POST
    told_form = ToldForm(
        request.POST if request.method == "POST" and not later else None, initial={"on": request.today}
    )
    later_form = PostponeForm(request.POST if later else None, prefix="later")
    form: Any = later_form if later else told_form
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if later:
                postpone(
                    actor=request.actor, notice_id=notice_id, until=data["until"], why=data["why"], today=request.today
                )
            else:
                told(
                    actor=request.actor,
                    notice_id=notice_id,
                    how=ToldHow(data["how"]),
                    on=data["on"],
                    feedback=data["feedback"],
                    today=request.today,
                )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(request, _("Kept with the notice."))
            return redirect("privacy:rights", person_id)
    context = {
        "person": row,
        "notice": presenters.notices_view([shown], person_id)[0],
        "told_form": told_form,
        "later_form": later_form,
    }
    return render(request, "privacy/notice.html", context, status=422 if form.errors else 200)


@shows(120)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_request(request: Request, person_id: int) -> HttpResponse:
    """Record what the person asks about their own data."""
    row = found(request, person_id, write=True)
    form = RequestForm(request.POST or None, organisations=organisations_by_kind())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        make_request(
            actor=request.actor,
            person_id=person_id,
            compartment_id=row.compartment_id,
            kind=RequestKind(data["kind"]),
            text=data["text"],
            today=request.today,
            categories=data["categories"],
            organisation_id=data["organisation"],
        )
        messages.success(request, _("Kept. The privacy officer sees it, and it is answered within a month."))
        return redirect("privacy:rights", person_id)
    return _form(
        request,
        row,
        form,
        title=_("Record a request"),
        purpose=_("Seeing, correcting, objecting or destroying: the right of everybody whose data are kept here."),
        action=_("Keep the request"),
    )


@shows(120)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def answer(request: Request, person_id: int, request_id: int) -> HttpResponse:
    """Answer a request; the answer is kept with it."""
    row = found(request, person_id, write=True)
    with _read(request, row, "Request"):
        rows = requests_of(request.actor, person_id, purpose=CARE)
    shown = next((r for r in rows if r.id == request_id), None)
    if shown is None:
        raise Http404
    form = RequestAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            answer_request(
                actor=request.actor,
                request_id=request_id,
                outcome=RequestOutcome(data["outcome"]),
                answer=data["answer"],
                today=request.today,
            )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(request, _("Answered. The person can read it."))
            return redirect("privacy:rights", person_id)
    context = {"person": row, "asked": presenters.requests_view([shown], person_id)[0], "form": form}
    return render(request, "privacy/request.html", context, status=422 if form.errors else 200)


@shows(114)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def weighing(request: Request, person_id: int) -> HttpResponse:
    """Weigh a duty of secrecy against another, every question answered."""
    row = found(request, person_id, write=True)
    form = WeighingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        ground = WeighingGround(data.pop("ground"))
        weigh(
            actor=request.actor,
            person_id=person_id,
            compartment_id=row.compartment_id,
            new=NewWeighing(ground=ground, **data),
            today=request.today,
        )
        messages.success(request, _("Kept. A second person looks at it within a day. You can share on it now."))
        return redirect(reverse("privacy:ask", args=[person_id]) + f"?{request.GET.urlencode()}")
    return _form(
        request,
        row,
        form,
        title=_("Weigh it"),
        purpose=_("Speaking without consent is an exception. Answer every question; your name stands under it."),
        action=_("Keep this weighing"),
    )


@shows(114)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def second_look(request: Request, person_id: int, weighing_id: int) -> HttpResponse:
    """The second pair of eyes on a weighing."""
    row = found(request, person_id, write=True)
    with _read(request, row, "Weighing"):
        rows = weighings_of(request.actor, person_id, purpose=CARE)
    shown = [w for w in rows if w.id == weighing_id]
    if not shown:
        raise Http404
    form = SecondLookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            look_again(actor=request.actor, weighing_id=weighing_id, agrees=data["agrees"], note=data["note"])
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(request, _("Kept with the weighing."))
            return redirect("privacy:rights", person_id)
    context = {
        "person": row,
        "weighing": presenters.weighings_view(shown, request.actor.user_id)[0],
        "form": form,
    }
    return render(request, "privacy/second_look.html", context, status=422 if form.errors else 200)


@shows(14)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_enrolment(request: Request, person_id: int) -> HttpResponse:
    """Record where somebody is known."""
    row = found(request, person_id, write=True)
    form = EnrolForm(request.POST or None, organisations=organisations_by_kind())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            enrol(
                actor=request.actor,
                person_id=person_id,
                compartment_id=row.compartment_id,
                programme=Programme(data["programme"]),
                organisation_id=data["organisation"],
                contact=data["contact"],
                start=data["start"],
            )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(request, _("Kept. Who asks whether this person is known gets a yes and whom to call."))
            return redirect("privacy:rights", person_id)
    return _form(
        request,
        row,
        form,
        title=_("Record where somebody is known"),
        purpose=_("So that the next one who meets this person asks there first, before starting over."),
        action=_("Keep it"),
    )


@shows(133)
@power_required(Power.RESTRICT_PEOPLE)
@require_http_methods(["GET", "POST"])
def restriction(request: Request, person_id: int) -> HttpResponse:
    """Who may still read this dossier; the others meet somebody unnamed in their lists."""
    row = found(request, person_id, write=True)
    now = restriction_of(row.dossier_id)
    people = [
        (p.user_id, f"{p.who}, {p.organisation}") for p in taking_part(row.dossier_id, request.today) if p.user_id
    ]
    initial = {"named": [user for user, _name in now.named] if now else [request.actor.user_id]}
    form = RestrictForm(request.POST or None, people=dict(people).items(), initial=initial)  # type: ignore[arg-type]
    if request.method == "POST":
        try:
            if "lift" in request.POST:
                lift_restriction(actor=request.actor, dossier_id=row.dossier_id)
                messages.success(request, _("Open again for everybody with a grant."))
                return redirect("privacy:who_knows_what", person_id)
            if form.is_valid():
                data = form.cleaned_data
                restrict(
                    actor=request.actor,
                    dossier_id=row.dossier_id,
                    reason=RestrictionReason(data["reason"]),
                    named=data["named"],
                )
                messages.success(request, _("Restricted. Only those named read this dossier."))
                return redirect("privacy:who_knows_what", person_id)
        except Refused as refused:
            form.add_error(None, reason_text(refused))
    return _form(
        request,
        row,
        form,
        title=_("Restrict this dossier"),
        purpose=_("For a colleague, or for somebody whose safety depends on not being found."),
        action=_("Restrict to those named"),
        lift=now is not None,
    )


@shows(116)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def closing(request: Request, person_id: int) -> HttpResponse:
    """Close the case: everybody leaves and what was kept is shielded."""
    row = found(request, person_id, write=True)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_case(
                actor=request.actor, dossier_id=row.dossier_id, on=request.today, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(
                request, _("Closed. Every access ended, and what was kept is shielded until its term is over.")
            )
            return redirect("web:people")
    return _form(
        request,
        row,
        form,
        title=_("Close the case"),
        purpose=_("Every access ends at once, yours too. Only the person and their representative can still read."),
        action=_("Close and shield"),
        closed=is_closed(row.dossier_id),
    )


@shows(116)
@power_required(Power.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def reopening(request: Request) -> HttpResponse:
    """Open a closed case again, for a new purpose, by the number of the person."""

    form = ReasonForm(request.POST or None)
    number = request.POST.get("number", request.GET.get("number", "")).replace("\x00", "").strip()[:16]
    if request.method == "POST" and form.is_valid():
        person = (
            found_exactly(name="", birth_date=None, number=number, reason="a closed case is opened again")
            if number
            else None
        )
        if person is None:
            denied(request.actor, what="Closed case", object_id=number)
            form.add_error(None, _("No closed case has this number."))
        else:
            try:
                reopen_case(
                    actor=request.actor,
                    dossier_id=person.dossier_id,
                    reason=form.cleaned_data["reason"],
                    today=request.today,
                )
            except Refused:  # open, or somebody else's: whoever asks learns neither
                denied(request.actor, what="Closed case", object_id=number)
                form.add_error(None, _("No closed case has this number."))
            else:
                messages.success(request, _("Open again, with you as case director. Nobody else's access came back."))
                return redirect("web:person", person.id)
    context = {"form": form, "number": number}
    return render(request, "privacy/reopen.html", context, status=422 if form.errors else 200)
