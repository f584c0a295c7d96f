"""Danger comes first: what was done at once is noted, and a crisis opens in the case of whoever it is about, in the same act.

A crisis stands in the pathway, above this package; the pathway says how one is opened when the software starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samenhang.access.selectors import is_closed
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.selectors import organisation_name, team_organisation
from samenhang.intake.enums import ReportAct, ReportSource
from samenhang.intake.models import Report
from samenhang.intake.rules import OPEN_STATES, REPORT, CrisisNote, check_crisis
from samenhang.intake.services._report import held_report, line, one_at_a_time, together_with
from samenhang.people.selectors import PersonKey, keys


@dataclass(frozen=True)
class ReportedCrisis:
    """A crisis as the desk hands it over: about whom, since when, what is going on for who comes, where, who told it, and the desk."""

    report_id: int
    person_id: int
    compartment_id: int
    dossier_id: int
    called_at: datetime
    what: str
    where: str
    source: ReportSource
    called_112: bool
    desk: str


@dataclass(frozen=True)
class OpenedCrisis:
    """The clock of what the desk called about; it is the same whether a crisis ran already or not, so that the desk learns nothing of it."""

    called_at: datetime
    there_by: datetime


Opener = Callable[[Actor, ReportedCrisis], OpenedCrisis]
_openers: list[Opener] = []


def open_crises_with(opener: Opener) -> None:
    """Let this open a crisis in a case, in the transaction of the desk; called once, when the software starts."""
    _openers[:] = [opener]


@transaction.atomic
def call_crisis(*, actor: Actor, report_id: int, new: CrisisNote, now: datetime) -> None:
    """Write down what was done at once: who was called, or who looked and found no danger (handbook 6.4, step 1).

    With danger a crisis opens in the case of a person who is known, and its clock runs from the call. Of somebody who is not known, or whose
    case is over, it opens when the case begins or goes on. Raises NoGrant, Refused(STEP_NOT_POSSIBLE) once it was decided,
    Refused(ALREADY_NOTED), and what ``check_crisis`` refuses.
    """
    one_at_a_time(actor)
    row, dossier_id = held_report(actor, report_id)
    REPORT.after(row.state, ReportAct.WEIGH)
    check_crisis(new, now)
    if row.crisis_called_at is not None:
        raise Refused("ALREADY_NOTED")
    row.crisis_called_at, row.crisis_called_by_id = new.called_at or now, actor.me
    row.crisis_note = new.note.strip()[:300]
    row.crisis_found = new.danger
    if new.danger:
        row.crisis_what, row.crisis_112 = new.what.strip()[:400], new.called_112
    open_when_known(actor, row, dossier_id)
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, crisis=True, danger=new.danger)


def open_when_known(actor: Actor, row: Report, dossier_id: int) -> None:
    """Open the crisis that was noted, once, when there is a case that runs; inside the transaction of the caller, who saves the row.

    So it is for reports that were joined with this one and wait for a decision: what was noted there waited for the same person. What was
    noted on a report that was decided since is over.
    """
    if row.person_id is None:
        return
    [key] = keys(reason="a crisis opens in the case of the person it is about", ids=[row.person_id])
    if is_closed(key.dossier_id):
        return
    _open(actor, row, dossier_id, key)
    waiting = together_with(row).exclude(pk=row.pk)
    waiting = waiting.filter(crisis_found=True, crisis_opened_at__isnull=True, state__in=OPEN_STATES)
    for other in waiting.select_related("compartment"):
        _open(actor, other, other.compartment.dossier_id, key)
        other.save(update_fields=["crisis_opened_at", "crisis_there_by"])


def _open(actor: Actor, row: Report, dossier_id: int, key: PersonKey) -> None:
    called_at = row.crisis_called_at
    if not row.crisis_found or called_at is None or row.crisis_opened_at is not None:
        return
    for opener in _openers:
        new = ReportedCrisis(
            report_id=row.pk,
            person_id=key.id,
            compartment_id=key.compartment_id,
            dossier_id=key.dossier_id,
            called_at=called_at,
            what=row.crisis_what,
            where=row.subject_address,
            source=ReportSource(row.source),
            called_112=row.crisis_112,
            desk=organisation_name(team_organisation(row.desk.team_id)),
        )
        opened = opener(actor, new)
        row.crisis_opened_at, row.crisis_there_by = opened.called_at, opened.there_by
        line(actor, Act.CREATE, row, dossier_id, crisis_opened=True)
