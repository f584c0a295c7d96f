"""Three parties weigh a report, and people decide together: a number of reports never decides anything (R-15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from samenhang.access.enums import CaseRole, Category, Regime
from samenhang.access.selectors import is_closed, taking_part
from samenhang.access.services import compartment_for, give_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.selectors import organisation_kind, organisation_name, team_organisation, works_at
from samenhang.intake.enums import HealthWords, Outcome, Party, PartyView, ReportAct, SignalKind
from samenhang.intake.models import ClientTalk, Report, ReportWeighing, Signal, WvggzInquiry
from samenhang.intake.rules import (
    GOES_ON,
    OPENS_CASE,
    REPORT,
    TELLS_CASE,
    Decision,
    about,
    check_decision,
    inquiry_until,
    party_of,
    same_by,
    words_for_case,
)
from samenhang.intake.services._report import (
    becomes_known,
    held_report,
    known_exactly,
    line,
    one_at_a_time,
    together_with,
)
from samenhang.intake.services.crises import open_when_known
from samenhang.intake.services.looking import join
from samenhang.intake.services.receiving import BASIS, DESK_OPENS, RULE, RULE_VERSION
from samenhang.intake.services.reentering import bring_back
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.selectors import PersonKey, keys
from samenhang.people.services import NewPerson, register_after_report

DIRECTS = (CaseRole.CASE_DIRECTOR, CaseRole.DEPUTY_DIRECTOR, CaseRole.FILE_HOLDER)


@transaction.atomic
def weigh_report(*, actor: Actor, report_id: int, view: PartyView, reason: str, now: datetime) -> None:
    """Give the view of the party that somebody weighs for. Who thinks again writes anew; the earlier view stays readable.

    Raises NoGrant, Refused(NOT_A_PARTY), Refused(REASON_MISSING), Refused(STEP_NOT_POSSIBLE) once it was decided.
    """
    row, dossier_id = held_report(actor, report_id)
    party = party_of(organisation_kind(actor.organisation_id))
    if not reason.strip():
        raise Refused("REASON_MISSING")
    row.state = REPORT.after(row.state, ReportAct.WEIGH)
    rows = ReportWeighing.objects.for_rule("one view for each party, the newest counts")
    rows.filter(report=row, party=party, replaced_at__isnull=True).update(replaced_at=now)
    view_row = ReportWeighing(
        compartment_id=row.compartment_id,
        report=row,
        party=party,
        view=view,
        reason=reason.strip()[:400],
        by_id=actor.me,
        at=now,
    )
    ReportWeighing.objects.write([view_row])
    row.save(update_fields=["state"])
    line(actor, Act.CREATE, view_row, dossier_id, party=party)


@dataclass(frozen=True)
class _Case:
    """The dossier that a report leads to."""

    person_id: int
    compartment_id: int
    dossier_id: int


@transaction.atomic
def decide_report(*, actor: Actor, report_id: int, new: Decision, today: date, now: datetime) -> None:
    """Decide together what becomes of a report, with everything that follows in one act. People decide, with a reason.

    Who it is about is asked once more first, so that a second report uses the dossier that the first one made.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE), what ``check_decision`` and ``words_for_case`` refuse, and Refused: KNOWN_NOWHERE (nobody to
    pass it on to), REENTER_INSTEAD (a case that is over is brought back, not opened anew), SAME_PERSON_OR_NOT (other reports may be
    about the same person), TWO_PEOPLE, COORDINATOR_MISSING and MUNICIPALITY_MISSING (a new case needs both), NOBODY_HOLDS.
    """
    one_at_a_time(actor)
    row, dossier_id = held_report(actor, report_id)
    state = REPORT.after(row.state, ReportAct.DECIDE)
    views = ReportWeighing.objects.for_rule("which parties have weighed, before a decision counts")
    weighed = {Party(p) for p in views.filter(report=row, replaced_at__isnull=True).values_list("party", flat=True)}
    check_decision(
        new,
        weighed=weighed,
        danger=row.danger,
        crisis_called=row.crisis_called_at is not None,
        health_open=row.health == HealthWords.MARKED,
        birth=row.subject_birth,
        today=today,
    )
    if new.same_as is not None:
        join(actor, row, dossier_id, new.same_as)
    if row.person_id is None:
        found = known_exactly(actor, row.subject_name, row.subject_birth)
        if found is not None:
            becomes_known(row, found)
    _keep_decision(row, new, actor, state, now)
    case = _follows(actor, row, new, today)
    if case is not None:
        _into_case(actor, row, case, today, text=_told(row, new))
        open_when_known(actor, row, dossier_id)
    if new.outcome == Outcome.WVGGZ_REPORT:
        _begin_inquiry(actor, row, dossier_id, today, now)
    row.save()
    line(actor, Act.DECIDE, row, dossier_id, outcome=new.outcome)


def _follows(actor: Actor, row: Report, new: Decision, today: date) -> _Case | None:
    """The case that a decision leads to: brought back, running, or new; None when it leads to none."""
    known = _known_case(row)
    if new.outcome == Outcome.REENTRY:
        if known is None:
            raise Refused("KNOWN_NOWHERE")
        bring_back(actor=actor, person_id=known.person_id, coordinator_id=new.coordinator_id, today=today)
    elif new.outcome == Outcome.FORWARD_TO_HELP:
        if known is None and not new.handed_to.strip():
            raise Refused("KNOWN_NOWHERE")
        if known is not None:
            _open_case_only(known)
    elif new.outcome in OPENS_CASE:
        if known is not None:
            _open_case_only(known)
        return known or _new_case(actor, row, new, today)
    elif new.outcome == Outcome.WVGGZ_REPORT:
        return _case_beside_inquiry(actor, row, known, new, today)
    else:
        return None
    return known


def _case_beside_inquiry(actor: Actor, row: Report, known: _Case | None, new: Decision, today: date) -> _Case | None:
    """An inquiry whether compulsory care is needed has a clock of its own; a case beside it when somebody must hold the person.

    That is so when a coordinator is named, and always when there is danger. A case that runs hears of the report as of any other.
    """
    if known is not None:
        if not is_closed(known.dossier_id):
            return known
        if row.crisis_found or new.coordinator_id is not None:
            bring_back(actor=actor, person_id=known.person_id, coordinator_id=new.coordinator_id, today=today)
            return known
        return None
    return _new_case(actor, row, new, today) if new.coordinator_id is not None or row.crisis_found else None


def _told(row: Report, new: Decision) -> str:
    """The words that go into the case; a flag to help that is there has none (handbook 6.4, step 2)."""
    if new.outcome not in TELLS_CASE:
        return ""
    return words_for_case(new, text=row.text, health_kept=row.health == HealthWords.KEPT)


def _keep_decision(row: Report, new: Decision, actor: Actor, state: str, now: datetime) -> None:
    row.state, row.outcome, row.reason = state, new.outcome, new.reason.strip()
    row.decided_at, row.decided_by_id = now, actor.me
    row.without_why, row.handed_to = new.without_why.strip(), new.handed_to.strip()
    if new.outcome in GOES_ON:
        row.informed_on, row.not_informed_why = new.informed_on, new.not_informed_why.strip()
    row.talked_on, row.talked_place, row.talked_by = new.talked_on, new.talked_place.strip(), new.talked_by.strip()
    row.not_talked_why = new.not_talked_why.strip()


def _known_case(row: Report) -> _Case | None:
    if row.person_id is None:
        return None
    [key] = keys(reason="a report goes to the case of the person it is about", ids=[row.person_id])
    return _case(key)


def _case(key: PersonKey) -> _Case:
    return _Case(key.id, key.compartment_id, key.dossier_id)


def _open_case_only(case: _Case) -> None:
    if is_closed(case.dossier_id):
        raise Refused("REENTER_INSTEAD")


def _new_case(actor: Actor, row: Report, new: Decision, today: date) -> _Case:
    """A dossier for somebody who was not known, directed from this moment by whom the desk named."""
    at = works_at(new.coordinator_id, today) if new.coordinator_id else None
    if new.coordinator_id is None or at is None:
        raise Refused("COORDINATOR_MISSING")
    if row.municipality_id is None:
        raise Refused("MUNICIPALITY_MISSING")
    if not row.subject_name:
        raise Refused("ABOUT_WHOM")
    if not new.somebody_else and _alike(row):
        raise Refused("SAME_PERSON_OR_NOT")
    person = NewPerson(row.subject_name, row.subject_birth, row.municipality_id)
    person_id = register_after_report(
        actor=actor, new=person, director_id=new.coordinator_id, organisation_id=at, today=today
    )
    becomes_known(row, person_id)
    [key] = keys(reason="the case that was opened after a report", ids=[person_id])
    return _case(key)


def _alike(row: Report) -> bool:
    """Whether another report that the desk has may be about the same person, and nobody joined the two."""
    said = about(row.subject_name, row.subject_birth, row.subject_address)
    rows = Report.objects.for_rule("nobody gets two dossiers because two reports came in")
    rows = rows.filter(desk_id=row.desk_id, wiped_at__isnull=True).exclude(pk__in=together_with(row).values("pk"))
    same = Q(name_key=said.name) & ~Q(name_key="") | Q(address_key=said.address) & ~Q(address_key="")
    if said.birth is not None:
        same |= Q(subject_birth=said.birth)
    values = rows.filter(same).values_list("subject_name", "subject_birth", "subject_address")
    return any(same_by(said, about(*v)) for v in values)


def _into_case(actor: Actor, row: Report, case: _Case, today: date, *, text: str) -> None:
    """The report as a signal in the case, the talk with the client beside it, and a word to who directs it.

    Passed on to help that is there already it is a flag only: that a report came, without its words (handbook 6.4, step 2).
    """
    desk = organisation_name(team_organisation(row.desk.team_id))
    signal = Signal(
        person_id=case.person_id,
        compartment_id=case.compartment_id,
        kind=SignalKind(row.kind),
        on=row.seen_on,
        source=desk,
        text=text,
        written_by_id=actor.user_id,
    )
    Signal.objects.write([signal])
    line(actor, Act.CREATE, signal, case.dossier_id, report=row.pk)
    if row.talked_on is not None or row.not_talked_why:
        talk = ClientTalk(
            person_id=case.person_id,
            compartment_id=case.compartment_id,
            on=row.talked_on or today,
            place=row.talked_place,
            spoken_by=row.talked_by or actor.name,
            exception_why=row.not_talked_why,
            written_by_id=actor.user_id,
        )
        ClientTalk.objects.write([talk])
        record(
            actor,
            Act.CREATE,
            dossier_id=case.dossier_id,
            object_type="ClientTalk",
            object_id=talk.pk,
            categories=int(Category.LIFE_DOMAIN_PICTURE),
        )
    notify(
        user_ids=sorted({p.user_id for p in taking_part(case.dossier_id, today) if p.user_id and p.role in DIRECTS}),
        kind=Kind.REPORT_IN_CASE,
        key=f"report:{row.pk}:case",
        path=f"/inclusion/people/{case.person_id}/signal/",
        dossier_id=case.dossier_id,
    )


def _begin_inquiry(actor: Actor, row: Report, dossier_id: int, today: date, now: datetime) -> None:
    """The inquiry stands under its own law, in a compartment of its own, opened for the same desk (Wvggz 5:2)."""
    where = compartment_for(actor=actor, dossier_id=dossier_id, regime=Regime.WVGGZ)
    give_grant(
        actor=actor,
        compartment_id=where,
        categories=DESK_OPENS,
        writes=DESK_OPENS,
        ground=f"report-desk:{row.desk_id}",
        basis=BASIS,
        rule_id=RULE,
        rule_version=RULE_VERSION,
        start=now,
        end=None,
        team_id=row.desk.team_id,
    )
    inquiry = WvggzInquiry(
        compartment_id=where,
        report=row,
        received_on=today,
        until=inquiry_until(today),
        changed_by_id=actor.me,
    )
    WvggzInquiry.objects.write([inquiry])
    line(actor, Act.CREATE, inquiry, dossier_id)
