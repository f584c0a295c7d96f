"""Placement histories from a file: of people whom the actor may see, checked and resolved, nothing written."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samenhang.access.door import granted
from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.base.periods import Period
from samenhang.interop.chronology import Entry, Resolved, Written, read_day, resolve
from samenhang.interop.enums import CellFault, Change, Kind, Remark
from samenhang.interop.faults import Fault
from samenhang.interop.plans import Cells, Note, Plan, Planned, differences, words
from samenhang.interop.tables import TextTable
from samenhang.legal.labels import PAYERS, TITLES
from samenhang.pathway.labels import ENDINGS
from samenhang.pathway.selectors import ImportedPlacement, PlacementRow, placements_with_keys
from samenhang.pathway.services import NewPlacement
from samenhang.people.selectors import PersonKey, keys
from samenhang.supply.catalogue import SETTINGS as KINDS
from samenhang.supply.enums import Setting
from samenhang.supply.labels import SETTINGS

AHEAD = timedelta(days=366)
PURPOSE = Purpose.CARE_COORDINATION


@dataclass(frozen=True)
class Correction:
    """A placement of an earlier import that is replaced by a corrected one."""

    placement_id: int
    new: NewPlacement


@dataclass(frozen=True)
class HistoryPayload:
    """What the services get: placements that are new, and corrections of earlier imports."""

    new: tuple[NewPlacement, ...]
    corrections: tuple[Correction, ...]
    dossiers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Row:
    row: int
    person: PersonKey
    start: Written
    last: Written | None
    written: str
    values: NewPlacement

    @property
    def stay(self) -> bool:
        return KINDS[Setting(self.values.setting)].stay


def people_for(actor: Actor, numbers: Collection[str]) -> dict[str, PersonKey]:
    """The people with these numbers whose name and placement history the actor may read, by number."""
    found = keys(reason="an import names people by their number", numbers=list(numbers))
    ids = [k.compartment_id for k in found]
    allowed = [
        set(granted(actor, c).filter(compartment_id__in=ids).values_list("compartment_id", flat=True))
        for c in (Category.ID_CONTACT, Category.PLACEMENT_HISTORY)
    ]
    return {k.number: k for k in found if k.compartment_id in allowed[0] & allowed[1]}


def plan_histories(*, actor: Actor, table: TextTable, today: date) -> Plan:
    """What this file would add to placement histories, or what is wrong with it. Reads personal facts of these people."""
    faults: list[Fault] = list(table.faults)
    people = people_for(actor, {line.cells.get("person", "") for line in table.lines})
    rows = []
    for line in table.lines:
        before = len(faults)
        row = _row(Cells(line, faults), people, today)
        if len(faults) == before and row is not None:
            rows.append(row)
    recorded: dict[int, list[ImportedPlacement]] = defaultdict(list)
    for known in placements_with_keys(actor, {r.person.id for r in rows}, purpose=PURPOSE):
        recorded[known.row.person_id].append(known)
    planned: list[Planned] = []
    notes: list[Note] = []
    new: list[NewPlacement] = []
    corrections: list[Correction] = []
    by_person: dict[int, list[_Row]] = defaultdict(list)
    for r in rows:
        by_person[r.person.id].append(r)
    for person_id, mine in by_person.items():
        one = _Person(mine, recorded[person_id])
        one.plan(faults)
        planned += one.planned
        notes += one.notes
        new += one.new
        corrections += one.corrections
    return Plan(
        Kind.HISTORIES,
        tuple(sorted(planned, key=lambda p: p.row)),
        tuple(sorted(faults, key=lambda f: f.row)),
        tuple(sorted(notes, key=lambda n: n.row)),
        table.remarks,
        HistoryPayload(tuple(new), tuple(corrections), frozenset(r.person.dossier_id for r in rows)),
    )


def _row(cells: Cells, people: Mapping[str, PersonKey], today: date) -> _Row | None:
    number = cells.text("person", 16, needed=True)
    person = people.get(number)
    if number and person is None:
        cells.fault("person", CellFault.UNKNOWN_PERSON, number)
    start, last = _day(cells, "start", needed=True), _day(cells, "last_day")
    if start and last and last.last < start.first:
        cells.fault("last_day", CellFault.ENDS_BEFORE_START, cells.text("last_day", 10))
    if start and start.first > today + AHEAD:
        cells.fault("start", CellFault.TOO_FAR_AHEAD, cells.text("start", 10))
    setting = cells.word("setting", words(SETTINGS), needed=True)
    values = NewPlacement(
        person_id=person.id if person else 0,
        compartment_id=person.compartment_id if person else 0,
        dossier_id=person.dossier_id if person else 0,
        setting=setting,
        start=start.first if start else today,
        provider=cells.text("where", 160),
        region=cells.text("region", 80),
        security_level=cells.number("level", 0, 4),
        title_code=cells.word("title", words(TITLES)),
        payer=cells.word("payer", words(PAYERS)),
        start_precision=start.precision.value if start else "",
        ending_reason=cells.word("ending_reason", words(ENDINGS)),
        note=cells.text("note", 300),
    )
    if person is None or start is None or not setting:
        return None
    return _Row(cells.row, person, start, last, cells.text("start", 10), values)


def _day(cells: Cells, column: str, *, needed: bool = False) -> Written | None:
    text = cells.text(column, 10, needed=needed)
    found = read_day(text) if text else None
    if text and found is None:
        cells.fault(column, CellFault.NOT_A_DAY, text)
    return found


class _Person:
    """The rows of one person beside what is recorded already."""

    def __init__(self, rows: Sequence[_Row], recorded: Sequence[ImportedPlacement]) -> None:
        self.rows, self.recorded = rows, recorded
        self.by_key = {k.source_key: k for k in recorded if k.source_key}
        self.planned: list[Planned] = []
        self.notes: list[Note] = []
        self.new: list[NewPlacement] = []
        self.corrections: list[Correction] = []

    def plan(self, faults: list[Fault]) -> None:
        """Decide for every row: new, changed, unchanged, or recorded by hand and left alone."""
        found_keys = self._keys()
        mine = set(found_keys.values())
        others = [k.row for k in self.recorded if not (k.source_key and k.source_key in mine)]
        by_hand = {(p.setting, p.start, p.start_precision): p for p in others}
        entries = [Entry(r.row, r.start, r.last, r.stay) for r in self.rows]
        elsewhere = [p for p in others if _is_stay(p)]
        periods = resolve(entries, [p.start for p in elsewhere])
        kept: list[tuple[int, Period]] = []
        for r in self.rows:
            period = periods[r.row]
            if period.end is not None and period.end <= period.start:
                faults.append(Fault(r.row, "last_day", CellFault.ENDS_BEFORE_START, r.written))
                continue
            self._notes(r, period)
            value = replace(r.values, start=period.start, end=period.end, source_key=found_keys[r.row])
            twin = by_hand.get((value.setting, value.start, value.start_precision))
            if self._decide(r, value, twin) and r.stay:
                kept.append((r.row, Period(period.start, period.end)))
        self._overlaps(kept, elsewhere)

    def _keys(self) -> dict[int, str]:
        """A stable key per row: person, form, start as written, and which of its kind it is in the file."""
        seen: Counter[tuple[str, ...]] = Counter()
        found = {}
        for r in self.rows:
            what = (str(r.person.id), r.values.setting, r.start.first.isoformat(), r.start.precision.value)
            seen[what] += 1
            found[r.row] = hashlib.sha256("|".join((*what, str(seen[what]))).encode()).hexdigest()
        return found

    def _decide(self, r: _Row, value: NewPlacement, twin: PlacementRow | None) -> bool:
        """Plan one row; False when what is recorded by hand stays as it is."""
        about = f"{r.person.number} · {SETTINGS[value.setting]} · {r.written}"
        known = self.by_key.get(value.source_key)
        if known is not None:
            fields = differences(_pairs(known.row, value))
            if fields:
                self.corrections.append(Correction(known.row.id, value))
            change = Change.CHANGED if fields else Change.UNCHANGED
            self.planned.append(Planned(r.row, change, about, fields))
            return True
        if twin is not None:
            if differences(_pairs(twin, value, without_end=r.last is None)):
                self.notes.append(Note(r.row, Remark.RECORDED_BY_HAND))
            self.planned.append(Planned(r.row, Change.UNCHANGED, about))
            return False
        self.new.append(value)
        self.planned.append(Planned(r.row, Change.NEW, about))
        return True

    def _notes(self, r: _Row, period: Resolved) -> None:
        if period.spread:
            self.notes.append(Note(r.row, Remark.SPREAD, {"day": period.start}))
        if period.ends_at_next and period.end:
            self.notes.append(Note(r.row, Remark.ENDS_AT_NEXT, {"day": period.end - timedelta(days=1)}))

    def _overlaps(self, mine: Sequence[tuple[int, Period]], others: Sequence[PlacementRow]) -> None:
        """Stays that overlap are a remark: a home can be held while somebody is admitted."""
        spans = [(p.start, p.end or date.max, row) for row, p in mine]
        spans += [(p.start, p.end or date.max, 0) for p in others]
        until, whose = date.min, 0
        for start, end, row in sorted(spans):
            if start < until and (row or whose):
                facts = {"row": whose} if row and whose else {}
                self.notes.append(Note(row or whose, Remark.OVERLAPS, facts))
            if end > until:
                until, whose = end, row


def _is_stay(row: PlacementRow) -> bool:
    return KINDS[Setting(row.setting)].stay


def _pairs(row: PlacementRow, value: NewPlacement, *, without_end: bool = False) -> list[tuple[str, object, object]]:
    """Field by field what is recorded beside what the file says."""
    last = None if row.end is None else row.end - timedelta(days=1)
    pairs: list[tuple[str, object, object]] = [
        ("start", row.start, value.start),
        ("where", row.where, value.provider),
        ("region", row.region, value.region),
        ("level", row.security_level, value.security_level),
        ("title", row.title_code, value.title_code),
        ("payer", row.payer, value.payer),
        ("ending_reason", row.ending_reason, value.ending_reason),
        ("note", row.note, value.note),
    ]
    if not without_end:
        pairs.append(("last_day", last, None if value.end is None else value.end - timedelta(days=1)))
    return pairs
