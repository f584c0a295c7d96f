"""Reports of a concern from a file: checked row by row, nothing written; a row that came before is left as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from samenhang.base.actor import Actor
from samenhang.directory.selectors import municipalities
from samenhang.intake.enums import ReportSource, SignalKind
from samenhang.intake.labels import SIGNALS, SOURCES
from samenhang.intake.rules import REPORT_LENGTH, SUBMISSION_LENGTH, health_words
from samenhang.intake.selectors import fingerprints
from samenhang.intake.services import NewReport
from samenhang.interop.chronology import read_day
from samenhang.interop.enums import CellFault, Change, Kind, Remark
from samenhang.interop.faults import Fault
from samenhang.interop.plans import Cells, Note, Plan, Planned, words
from samenhang.interop.tables import TextTable


@dataclass(frozen=True)
class ReportsPayload:
    """What the service gets: the reports that are new, and the moment at which they came in."""

    new: tuple[NewReport, ...]
    now: datetime


def plan_reports(*, actor: Actor, table: TextTable, today: date, now: datetime) -> Plan:
    """Which rows are new reports and which came before under the same number of the same organisation; or what is wrong."""
    faults: list[Fault] = list(table.faults)
    places = {key.casefold(): m.id for m in municipalities() for key in (m.name, m.code)}
    found: list[tuple[int, NewReport]] = []
    first_row: dict[str, int] = {}
    for line in table.lines:
        before = len(faults)
        cells = Cells(line, faults)
        row = _row(cells, places, today)
        if row.reference and row.reference in first_row:
            cells.fault("reference", CellFault.DOUBLE_CODE, row.reference, first=first_row[row.reference])
        first_row.setdefault(row.reference, line.row)
        if len(faults) == before:
            found.append((line.row, row))
    known = fingerprints(actor, [row.reference for _n, row in found])
    planned: list[Planned] = []
    new: list[NewReport] = []
    notes: list[Note] = []
    for number, row in found:
        fresh = row.reference not in known
        if fresh:
            new.append(row)
            if health_words(row.words):
                notes.append(Note(number, Remark.HEALTH_WORDS))
        elif known[row.reference] is None:
            notes.append(Note(number, Remark.WORDS_REMOVED))
        elif known[row.reference] != row.fingerprint:
            faults.append(Fault(number, "reference", CellFault.REFERENCE_TAKEN, row.reference))
            continue
        planned.append(Planned(number, Change.NEW if fresh else Change.UNCHANGED, row.reference))
    return Plan(
        Kind.REPORTS,
        tuple(planned),
        tuple(sorted(faults, key=lambda f: f.row)),
        tuple(notes),
        table.remarks,
        ReportsPayload(tuple(new), now),
    )


def _row(cells: Cells, places: dict[str, int], today: date) -> NewReport:
    place = cells.text("municipality", 120)
    if place and place.casefold() not in places:
        cells.fault("municipality", CellFault.UNKNOWN_MUNICIPALITY, place)
    text = cells.text("text", REPORT_LENGTH, needed=True)
    name, address = cells.text("name", 160), cells.text("address", 200)
    if not name and not address:
        cells.fault("name", CellFault.MISSING)
    return NewReport(
        reference=cells.code("reference"),
        kind=SignalKind(cells.word("kind", words(SIGNALS), needed=True) or SignalKind.OTHER),
        source=ReportSource(cells.word("source", words(SOURCES), needed=True) or ReportSource.OTHER),
        seen_on=_day(cells, "seen_on", today, needed=True) or today,
        text=text,
        goal=cells.text("goal", SUBMISSION_LENGTH),
        partners=cells.text("partners", SUBMISSION_LENGTH),
        subject_name=name,
        subject_birth=_day(cells, "birth_date", today),
        subject_address=address,
        municipality_id=places.get(place.casefold()) if place else None,
        reporter_name=cells.text("reporter", 160),
        reporter_contact=cells.text("contact", 160),
        anonymous=cells.truth("anonymous") if cells.has("anonymous") else False,
        danger=cells.truth("danger") if cells.has("danger") else False,
    )


def _day(cells: Cells, column: str, today: date, *, needed: bool = False) -> date | None:
    text = cells.text(column, 10, needed=needed)
    found = read_day(text) if text else None
    if text and (found is None or found.first != found.last):
        cells.fault(column, CellFault.NOT_A_WHOLE_DAY, text)
        return None
    if found and found.first > today:
        cells.fault(column, CellFault.STILL_TO_COME, text)
    return found.first if found else None
