"""What the verbs of the report desk share: the report that somebody may work on, who it is about, and its line in the log."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from samenhang.access.enums import Category, Purpose
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.intake.models import Report, ReportDesk
from samenhang.people.selectors import found_exactly


def held_report(actor: Actor, report_id: int) -> tuple[Report, int]:
    """The report, locked, and its dossier, for who weighs at the desk. NoGrant otherwise, also when there is none."""
    require(actor, Power.TRIAGE_REPORTS)
    rows = Report.objects.for_rule("a report is locked before it changes, after the grant on the next line")
    row = rows.select_for_update().filter(pk=report_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row, require_grant(actor, row.compartment_id, Category.INCIDENT)


def one_at_a_time(actor: Actor) -> None:
    """Let who it is about be decided one after the other, so that two decisions about one person make one dossier. Raises NoGrant."""
    require(actor, Power.TRIAGE_REPORTS)
    list(ReportDesk.objects.select_for_update().order_by("pk").values_list("pk"))


def together_with(row: Report) -> QuerySet:
    """This report and those that people said are about the same person; of a report whose words are gone nothing is left to join."""
    first = row.same_as_id or row.pk
    rows = Report.objects.for_rule("reports that people joined are about the same person")
    return rows.filter(Q(pk=first) | Q(same_as_id=first), wiped_at__isnull=True)


def becomes_known(row: Report, person_id: int) -> None:
    """This report, and all that were joined with it, are about this person. Raises Refused(TWO_PEOPLE) when one is about another."""
    joined = together_with(row)
    if joined.exclude(pk=row.pk).exclude(person_id=person_id).filter(person_id__isnull=False).exists():
        raise Refused("TWO_PEOPLE")
    joined.update(person_id=person_id)
    row.person_id = person_id


def known_exactly(actor: Actor, name: str, birth: date | None) -> int | None:
    """Who has exactly this name and birth date, when that is one person. A miss writes as many lines as a hit."""
    person = None
    if name.strip() and birth:
        person = found_exactly(name=name, birth_date=birth, reason="hit or no hit, without content")
    asked = {
        "act": Act.SEARCH,
        "object_type": "Known at the report desk",
        "purpose": Purpose.CARE_COORDINATION,
        "detail": {"hits": int(person is not None)},
    }
    answered = {**asked, "object_type": "Known at the report desk: answer", "dossier_id": person and person.dossier_id}
    record_many(actor, [asked, answered])
    return person.id if person else None


def line(actor: Actor, act: Act, row: Any, dossier_id: int, **detail: Any) -> None:
    """One line in the log about a row of the desk; never its words."""
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type=type(row).__name__,
        object_id=row.pk,
        categories=int(Category.INCIDENT),
        detail=detail or None,
    )
