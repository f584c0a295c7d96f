"""Places from a file: checked against the register and the actor's own organisations, nothing written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samenhang.base.actor import Actor
from samenhang.directory.selectors import MunicipalityRow, municipalities, organisation_ids
from samenhang.interop.enums import CellFault, Change, Kind
from samenhang.interop.faults import Fault
from samenhang.interop.plans import Cells, Plan, Planned, differences, words
from samenhang.interop.tables import TextTable
from samenhang.supply.catalogue import SETTINGS as KINDS
from samenhang.supply.enums import Setting, SubstancePolicy
from samenhang.supply.labels import SETTINGS, SUBSTANCE
from samenhang.supply.selectors import LocationRow, PlaceRow, locations, places, treatments
from samenhang.supply.services import NewPlace

NETHERLANDS = (50.7, 53.7, 3.3, 7.3)  # where a place can be; catches swapped coordinates
# Columns that an import may leave out: what the register knows stays.
KEPT = ("individual", "group_size", "unconditional_stay", "night_staff", "low_stimulus", "supra_regional", "phone")


@dataclass(frozen=True)
class _Known:
    """What the register and the directory know already."""

    places: Mapping[str, PlaceRow]
    locations: Mapping[str, LocationRow]
    organisations: Mapping[str, int]
    municipalities: Mapping[str, MunicipalityRow]
    treatments: Mapping[str, str]
    own: frozenset[int]


def plan_supply(*, actor: Actor, table: TextTable, today: date, now: datetime) -> Plan:
    """What this file would change in the register, or what is wrong with it."""
    known = _known(actor, table, today, now)
    faults: list[Fault] = list(table.faults)
    planned: list[Planned] = []
    payload: list[NewPlace] = []
    first_row: dict[str, int] = {}
    sites: dict[str, tuple[int, tuple]] = {}
    for line in table.lines:
        cells = Cells(line, faults)
        before = len(faults)
        new = _place(cells, known)
        code = new.code
        if code and code in first_row:
            cells.fault("code", CellFault.DOUBLE_CODE, code, first=first_row[code])
        first_row.setdefault(code, line.row)
        site = (new.organisation_id, new.location_name, new.municipality_id, new.latitude, new.longitude)
        row, earlier = sites.setdefault(new.location_code, (line.row, site))
        if earlier != site and len(faults) == before:
            cells.fault("location_code", CellFault.LOCATION_DIFFERS, new.location_code, first=row)
        if len(faults) == before:
            payload.append(new)
            planned.append(_planned(line.row, new, known))
    return Plan(
        Kind.SUPPLY, tuple(planned), tuple(sorted(faults, key=lambda f: f.row)), (), table.remarks, tuple(payload)
    )


def _known(actor: Actor, table: TextTable, today: date, now: datetime) -> _Known:
    codes = {line.cells.get("code", "") for line in table.lines}
    towns = municipalities()
    names: dict[str, str] = {}
    for language in ("nl", "en"):
        names |= {name.casefold(): code for code, name in treatments(language).items()}
        names |= {code.casefold(): code for code in treatments(language)}
    return _Known(
        places={p.code: p for p in places(today=today, now=now) if p.code in codes},
        locations=locations({line.cells.get("location_code", "") for line in table.lines}),
        organisations=organisation_ids({line.cells.get("organisation", "") for line in table.lines}),
        municipalities={m.name.casefold(): m for m in towns} | {m.code.casefold(): m for m in towns},
        treatments=names,
        own=actor.organisation_ids,
    )


def _place(cells: Cells, known: _Known) -> NewPlace:
    code = cells.code("code")
    row = known.places.get(code)
    organisation = _organisation(cells, known, row)
    town = known.municipalities.get(cells.text("municipality", 80, needed=True).casefold())
    if town is None and cells.text("municipality", 80):
        cells.fault("municipality", CellFault.UNKNOWN_MUNICIPALITY, cells.text("municipality", 80))
    site = cells.code("location_code")
    latitude, longitude = _point(cells, known.locations.get(site), town)
    setting, level = _form(cells, row)
    capacity = cells.number("capacity", 0, 500, needed=True) or 0
    if row and capacity < row.availability.taken + row.availability.reserved:
        cells.fault(
            "capacity", CellFault.BELOW_TAKEN, str(capacity), taken=row.availability.taken + row.availability.reserved
        )
    policy = cells.word("substance_policy", words(SUBSTANCE))
    phone = cells.text("phone", 30) if cells.has("phone") else (row.phone if row else "")
    if phone and not re.fullmatch(r"\+?[0-9][0-9 ()/-]*", phone):
        cells.fault("phone", CellFault.NOT_A_PHONE, phone)

    def truth(column: str) -> bool:
        return cells.truth(column) if cells.has(column) else bool(row and getattr(row, column))

    return NewPlace(
        code=code,
        name=cells.text("name", 160, needed=True),
        organisation_id=organisation,
        location_code=site,
        location_name=cells.text("location_name", 160, needed=True),
        municipality_id=town.id if town else 0,
        latitude=latitude,
        longitude=longitude,
        setting=setting,
        security_level=level,
        adjustable_security=bool(row and row.adjustable_security),
        capacity=capacity,
        individual=truth("individual"),
        group_size=cells.number("group_size", 1, 200) if cells.has("group_size") else (row.group_size if row else None),
        unconditional_stay=truth("unconditional_stay"),
        substance_policy=policy or (row.substance_policy if row else SubstancePolicy.CONTROLLED.value),
        night_staff=truth("night_staff"),
        low_stimulus=truth("low_stimulus"),
        supra_regional=truth("supra_regional"),
        phone=phone,
        treatments=_treatments(cells, known, row),
    )


def _organisation(cells: Cells, known: _Known, row: PlaceRow | None) -> int:
    code = cells.text("organisation", 40, needed=True)
    found = known.organisations.get(code, 0)
    if code and not found:
        cells.fault("organisation", CellFault.UNKNOWN_ORGANISATION, code)
    elif found and found not in known.own:
        cells.fault("organisation", CellFault.NOT_YOUR_ORGANISATION, code)
    if row and row.organisation_id not in known.own:
        cells.fault("code", CellFault.CODE_OF_OTHERS, row.code)
    site = known.locations.get(cells.text("location_code", 40))
    if site and found and site.organisation_id != found:
        cells.fault("location_code", CellFault.LOCATION_OF_OTHERS, site.code)
    return found


def _point(cells: Cells, site: LocationRow | None, town: MunicipalityRow | None) -> tuple[float, float]:
    south, north, west, east = NETHERLANDS
    latitude = cells.degrees("latitude", south, north)
    longitude = cells.degrees("longitude", west, east)
    written = [bool(cells.text(c, 24)) for c in ("latitude", "longitude")]
    if any(written) and not all(written):
        cells.fault("longitude" if written[0] else "latitude", CellFault.HALF_A_POINT)
    if latitude is not None and longitude is not None:
        return latitude, longitude
    if site is not None and town is not None and site.municipality_id == town.id:
        return site.latitude, site.longitude
    return (town.latitude, town.longitude) if town else (0.0, 0.0)


def _form(cells: Cells, row: PlaceRow | None) -> tuple[str, int]:
    setting = cells.word("setting", words(SETTINGS), needed=True)
    level = cells.number("security_level", 0, 4)
    if not setting:
        return "", level or 0
    kind = KINDS[Setting(setting)]
    if not (kind.supply and kind.stay):
        cells.fault("setting", CellFault.NOT_A_STAY, cells.text("setting", 120))
    if level is None and not cells.text("security_level", 20):
        level = row.security_level if row and row.setting == setting else kind.level
        if level is None:
            cells.fault("security_level", CellFault.LEVEL_NEEDED)
    return setting, level or 0


def _treatments(cells: Cells, known: _Known, row: PlaceRow | None) -> tuple[str, ...]:
    if not cells.has("treatments"):
        return tuple(sorted(row.treatments)) if row else ()
    found = []
    for part in cells.text("treatments", 1_000).split(";"):
        word = part.strip()
        if not word:
            continue
        code = known.treatments.get(word.casefold())
        if code is None:
            cells.fault("treatments", CellFault.UNKNOWN_WORD, word)
        else:
            found.append(code)
    return tuple(sorted(set(found)))


def _planned(row: int, new: NewPlace, known: _Known) -> Planned:
    old = known.places.get(new.code)
    about = f"{new.code} · {new.name}"
    if old is None:
        return Planned(row, Change.NEW, about)
    site = known.locations.get(new.location_code)
    pairs = [
        (name, getattr(old, name), getattr(new, name))
        for name in ("name", "setting", "security_level", "capacity", "substance_policy", *KEPT)
    ]
    pairs.append(("treatments", ";".join(sorted(old.treatments)), ";".join(new.treatments)))
    pairs.append(("location_code", site.code if site and site.id == old.location_id else "", new.location_code))
    if site is not None:
        pairs += [
            ("location_name", site.name, new.location_name),
            ("municipality", site.municipality_id, new.municipality_id),
            ("latitude", site.latitude, new.latitude),
            ("longitude", site.longitude, new.longitude),
        ]
    fields = differences(pairs)
    return Planned(row, Change.CHANGED if fields else Change.UNCHANGED, about, _town_names(fields, known))


def _town_names(fields: tuple[tuple[str, str, str], ...], known: _Known) -> tuple[tuple[str, str, str], ...]:
    names = {str(m.id): m.name for m in known.municipalities.values()}
    return tuple(
        (name, names.get(a, a), names.get(b, b)) if name == "municipality" else (name, a, b) for name, a, b in fields
    )
