"""Reading placements and what they tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from samenhang.access.enums import CaseRole, Purpose
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenIds, Kept
from samenhang.legal.enums import Duty
from samenhang.legal.selectors import TitleRow
from samenhang.pathway.enums.placements import PathwayAlert
from samenhang.pathway.models.placements import Placement
from samenhang.pathway.rules.history import (
    TRANSFER_LOAD_MOVES,
    Stay,
    ends_soon,
    expelled_without_next,
    extra_care_needed,
    history,
    is_revolving,
    out_of_sight,
    recent_transfers,
    without_pilot_light,
)
from samenhang.supply.catalogue import SETTINGS
from samenhang.supply.enums import Setting

__all__ = ["PlacementRow", "alerts", "current_stay", "history", "placements", "placements_for_rule", "stay_of"]


@dataclass(frozen=True)
class PlacementRow:
    """A placement as the lifeline shows it."""

    id: int
    person_id: int
    setting: str
    place_id: int | None
    place: str
    organisation_id: int | None
    organisation: str
    provider: str
    region: str
    security_level: int | None
    title_code: str
    payer: str
    start: date
    end: date | None
    start_precision: str
    ending_reason: str
    note: str
    home_held: bool
    notice_on: date | None

    @property
    def where(self) -> str:
        """The name of the place, organisation or provider, the most precise that is known."""
        return self.place or self.organisation or self.provider


_FIELDS = (
    "id", "person_id", "setting", "place_id", "place__name", "organisation_id", "organisation__name", "provider",
    "region", "security_level", "title_code", "payer", "start", "end", "start_precision", "ending_reason", "note",
    "home_held", "notice_on",
)  # fmt: skip


def _row(v: Any) -> PlacementRow:
    return PlacementRow(*[*v[:4], v[4] or "", v[5], v[6] or "", *v[7:]])


@Kept
def _placements(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Placement.objects.visible_to(reader, purpose=purpose)
    rows = rows.filter(person_id__in=GivenIds("people"), superseded_by__isnull=True)
    return rows.order_by("start", "id").values_list(*_FIELDS)


def placements(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[PlacementRow]:
    """The placements of these people that the actor may see, in the order of time, without superseded ones."""
    return [_row(v) for v in _placements.rows(actor.reader, purpose, people=person_ids)]


def placements_for_rule(
    *, reason: str, person_ids: Collection[int] | None = None, since: date | None = None
) -> dict[int, list[PlacementRow]]:
    """Placements per person for a clock, an engine or an aggregate; never shown."""
    rows = Placement.objects.for_rule(reason).filter(superseded_by__isnull=True)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    if since is not None:
        rows = rows.exclude(end__lt=since)
    found: dict[int, list[PlacementRow]] = {}
    for v in rows.order_by("start", "id").values_list(*_FIELDS):
        found.setdefault(v[1], []).append(_row(v))
    return found


# Where somebody comes or is there: what can end because it went well.
_SUPPORTING = frozenset({"AMBULATORY", "CLINIC", "FORENSIC", "LIVING"})
_AT_HOME = frozenset({"SUPPORTED_HOME", "PROTECTED_HOME", "HOUSING_FIRST"})


def stay_of(row: PlacementRow) -> Stay:
    """The placement as the rules read it."""
    kind = SETTINGS[Setting(row.setting)]
    return Stay(
        start=row.start,
        end=row.end,
        setting=row.setting,
        is_stay=kind.stay,
        cares=kind.care,
        clinical=kind.family in {"CLINIC", "FORENSIC"},
        region=row.region,
        notice_on=row.notice_on,
        supports=kind.family in _SUPPORTING or row.setting in _AT_HOME,
        provider=row.organisation or row.provider,
        held=row.home_held,
    )


def current_stay(rows: Collection[PlacementRow], today: date) -> PlacementRow | None:
    """Where somebody stays today; of two at once the later one, because the earlier is held (upscaling)."""
    found = [
        r for r in rows if SETTINGS[Setting(r.setting)].stay and r.start <= today and (r.end is None or r.end > today)
    ]
    return max(found, key=lambda r: (r.start, r.id), default=None)


def settled_with_beds(
    titles: Collection[TitleRow], stays: Collection[PlacementRow], settled: Mapping[int, Collection[Duty]]
) -> dict[int, set[Duty]]:
    """By title: what was arranged or is not needed, and a bed where a stay begins on the day after its last one."""
    found = {}
    for title in titles:
        end = title.facts.end
        bed = end is not None and any(
            stay_of(r).is_stay and r.start <= end and (r.end is None or r.end > end) and r.start > title.facts.start
            for r in stays
        )
        found[title.id] = {*settled.get(title.id, ()), *((Duty.FREE_BED,) if bed else ())}
    return found


@dataclass(frozen=True)
class Alert:
    """Something in the pathway of one person that asks attention."""

    code: str
    on: date | None = None
    detail: str = ""


def alerts(
    rows: Collection[PlacementRow],
    case_roles: Collection[str],
    today: date,
    *,
    profiles: Collection[str] = (),
    extra_care_asked: bool = False,
) -> list[Alert]:
    """What this history, the indications and the seats in the case ask attention for today."""
    stays = [stay_of(r) for r in rows]
    found: list[Alert] = []
    if out_of_sight(stays, today):
        found.append(Alert(PathwayAlert.OUT_OF_SIGHT))
    found += [
        Alert(PathwayAlert.PLACEMENT_ENDS_T90, row.end, row.where)
        for row, stay in zip(rows, stays, strict=True)
        if stay.is_stay and ends_soon(stay, stays, today)
    ]
    if expelled_without_next(stays, today):
        found.append(Alert(PathwayAlert.EXPULSION_WITHOUT_NEXT_PLACE))
    recent = recent_transfers(stays, today)
    if len(recent) >= TRANSFER_LOAD_MOVES:
        found.append(Alert(PathwayAlert.TRANSFER_LOAD, detail=str(len(recent))))
    if is_revolving(stays, today):
        found.append(Alert(PathwayAlert.REVOLVING_DOOR))
    if without_pilot_light(stays, today):
        found.append(Alert(PathwayAlert.NO_PILOT_LIGHT))
    now = current_stay(rows, today)
    if extra_care_needed(
        profiles=profiles,
        current=stay_of(now) if now else None,
        payer=now.payer if now else "",
        stays=stays,
        asked=extra_care_asked,
        today=today,
    ):
        found.append(Alert(PathwayAlert.EXTRA_CARE_NEEDED))
    if CaseRole.FILE_HOLDER not in case_roles:
        found.append(Alert(PathwayAlert.NO_FILE_HOLDER))
    if CaseRole.CASE_DIRECTOR not in case_roles:
        found.append(Alert(PathwayAlert.NO_CASE_DIRECTOR))
    return found


@dataclass(frozen=True)
class ImportedPlacement:
    """A recorded placement with the key of the import that brought it; the key is empty when a person recorded it."""

    row: PlacementRow
    source_key: str


def placements_with_keys(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[ImportedPlacement]:
    """The placements of these people that the actor may see, with their import keys, so that an import can repeat."""
    rows = Placement.objects.visible_to(actor, purpose=purpose)
    rows = rows.filter(person_id__in=list(person_ids), superseded_by__isnull=True).order_by("start", "id")
    return [ImportedPlacement(_row(v[:-1]), v[-1]) for v in rows.values_list(*_FIELDS, "source_key")]
