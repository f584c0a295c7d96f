"""Generates a fictional region of three sizes from one seed; docs/demo-region.md says which figures it follows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from samenhang.demo import vocabulary as v
from samenhang.demo.criteria import criteria_for
from samenhang.demo.histories import by_setting, make_history
from samenhang.demo.spec import MunicipalitySpec, NeedSpec, OrganisationSpec, PersonSpec, PlaceSpec, RegionSpec

SIZES = {"demo": (60, 25, 120), "region": (1_500, 150, 600), "national": (20_000, 2_500, 10_000)}
SEED = 20261122


@dataclass(frozen=True)
class Profile:
    """One kind of life in the group: how often it occurs and what it brings."""

    name: str
    share: float
    group: str
    settings: tuple[str, ...]
    level: tuple[int, ...]
    ages: tuple[int, int]


# Shares follow the picture of the target group: most have a civil or expiring criminal title, few are fit for a group,
# and each has two problem areas or more (HHM report 2024, section 2.1; work agenda 2018, the five groups).
PROFILES = (
    Profile("civil revolving", 0.26, "CIVIL_REVOLVING", ("BW_PLUS", "WLZ_GGZ_HOME", "PROTECTED_HOME", "BW", "UNCONDITIONAL_HOME"), (0, 1, 1, 2), (22, 58)),
    Profile("forensic inflow", 0.24, "FORENSIC_INFLOW", ("FORENSIC_BW", "FPA", "BW_PLUS", "SECURED_LIVING", "BW"), (1, 1, 2, 2, 3), (20, 55)),
    Profile("resident mismatch", 0.16, "RESIDENT_MISMATCH", ("VG7_INDIVIDUAL", "UNCONDITIONAL_HOME", "SECURED_LIVING", "VG7_GROUP"), (0, 1, 1, 2), (20, 60)),
    Profile("young adult", 0.12, "YOUNG_ADULT", ("PROTECTED_HOME", "BW_PLUS", "TINY_HOUSE", "VG6", "BW"), (0, 0, 1), (18, 26)),
    Profile("lives with family", 0.07, "THUISZITTER", ("VG7_INDIVIDUAL", "VG6", "UNCONDITIONAL_HOME"), (0, 0, 1), (18, 40)),
    Profile("personal budget", 0.06, "PGB", ("VG7_INDIVIDUAL", "UNCONDITIONAL_HOME"), (0, 1), (20, 50)),
    Profile("voluntary recovery", 0.09, "VOLUNTARY_RECOVERY", ("INDEP_HOME", "PROTECTED_HOME", "SKAEVE_HUSE", "HOUSING_FIRST"), (0,), (25, 62)),
)  # fmt: skip
PROBLEMS = (
    "MID",
    "SUBSTANCE",
    "PSYCHIATRY",
    "PERSONALITY",
    "ATTACHMENT",
    "TRAUMA",
    "EMOTION_REGULATION",
    "IMPULSE",
    "DEVELOPMENT",
    "SOMATIC",
)
RESIDENTIAL_UNSAFE = frozenset({"FPA", "FPK", "SECURED_LIVING", "VG7_GROUP", "BW_PLUS", "FORENSIC_BW"})


def generate(size: str = "demo", *, today: date, seed: int = SEED, people: int | None = None) -> RegionSpec:
    """Return a region of this size; the same size, day and seed give the same region. Raises KeyError for another size.

    ``people`` replaces the number of people (the demonstration leaves room for its written cases).
    """
    count, organisations, places = SIZES[size]
    random = Random(f"{seed}:{size}")  # noqa: S311 - a fictional region, nothing secret
    municipalities = _municipalities(size)
    orgs = _organisations(organisations, municipalities, random)
    places_made = _places(places, orgs, municipalities, today, random)
    at = by_setting(places_made)
    names = _names(count if people is None else people, random)
    return RegionSpec(
        name="Noorderhei",
        today=today,
        municipalities=municipalities,
        organisations=orgs,
        places=places_made,
        criteria=tuple(criteria_for(orgs, places_made, random)),
        people=tuple(_person(name, municipalities, places_made, at, today, random) for name in names),
        layers=_layers(municipalities),
    )


def _municipalities(size: str) -> tuple[MunicipalitySpec, ...]:
    wanted = {"demo": 8, "region": 8, "national": 64}[size]
    made = []
    for n in range(wanted):
        name, lat, lon, population = v.MUNICIPALITIES[n % 8]
        ring = n // 8
        made.append(
            MunicipalitySpec(
                code=f"XM{n + 1:03d}",
                name=name if ring == 0 else f"{name} {_roman(ring + 1)}",
                latitude=round(lat - 0.28 * (ring % 4), 4),
                longitude=round(lon - 0.45 * (ring // 4), 4),
                population=population,
            )
        )
    return tuple(made)


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")[number - 1]


def _layers(municipalities: Sequence[MunicipalitySpec]) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """Layers that overlap and do not match: each divides the same municipalities in another way."""
    codes = [m.code for m in municipalities]
    return (
        ("WORKING_REGION", "NH", "Noorderhei", tuple(codes)),
        ("SAFETY_REGION", "VR-N", "Veiligheidsregio Noord", tuple(codes[: len(codes) * 5 // 8])),
        ("SAFETY_REGION", "VR-Z", "Veiligheidsregio Zuid", tuple(codes[len(codes) * 5 // 8 :])),
        ("CARE_OFFICE", "ZK-1", "Zorgkantoor Noorderhei", tuple(codes[1:])),
        ("CARE_OFFICE", "ZK-2", "Zorgkantoor Westervaart", tuple(codes[:1])),
        ("CENTRE_MUNICIPALITY", "CG-Z", "Centrumgemeente Zandmeer", tuple(codes[:4])),
        ("CENTRE_MUNICIPALITY", "CG-H", "Centrumgemeente Hoogveenkamp", tuple(codes[4:])),
        ("ZVH", "ZVH-N", "Zorg- en Veiligheidshuis Noorderhei", tuple(codes[:-1])),
        ("SUPRA_REGIONAL", "NO", "Noordoost", tuple(codes)),
    )


def _organisations(
    wanted: int, municipalities: Sequence[MunicipalitySpec], random: Random
) -> tuple[OrganisationSpec, ...]:
    made = [OrganisationSpec(*row) for row in v.ORGANISATIONS[:wanted]]
    providers = [o for o in made if o.kind in v.SETTING_ORGANISATIONS]
    for n in range(len(made), wanted):
        model = providers[n % len(providers)]
        place = random.choice(municipalities).name
        made.append(OrganisationSpec(f"{model.code}-{n}", f"{model.name.split()[0]} {place} {n}", model.kind, place))
    return tuple(made)


def _near(m: MunicipalitySpec, random: Random) -> tuple[float, float]:
    angle, radius = random.random() * math.tau, random.random() * 0.06
    return round(m.latitude + radius * math.sin(angle), 5), round(m.longitude + 1.6 * radius * math.cos(angle), 5)


def _places(
    wanted: int,
    orgs: Sequence[OrganisationSpec],
    municipalities: Sequence[MunicipalitySpec],
    today: date,
    random: Random,
) -> tuple[PlaceSpec, ...]:
    by_name = {m.name: m for m in municipalities}
    providers = [o for o in orgs if o.kind in v.SETTING_ORGANISATIONS]
    made: list[PlaceSpec] = []
    for n in range(wanted):
        org = providers[n % len(providers)]
        settings = v.SETTING_ORGANISATIONS[org.kind]
        setting = random.choices(settings, [v.STAYS[s][5] for s in settings])[0]
        municipality = by_name[org.municipality] if random.random() < 0.6 else random.choice(municipalities)
        made.append(_place(n, org, setting, municipality, today, random))
    return tuple(made)


def _place(n: int, org: OrganisationSpec, setting: str, m: MunicipalitySpec, today: date, random: Random) -> PlaceSpec:
    word, individual, unconditional, capacity, night, _weight = v.STAYS[setting]
    latitude, longitude = _near(m, random)
    tree = v.TREES[(n * 7) % len(v.TREES)]
    slots = max(1, capacity + random.choice((-1, 0, 0, 1))) if capacity > 1 else 1
    taken = sum(random.random() < 0.87 for _ in range(slots))
    out: tuple[tuple[int, str, date, date | None], ...] = ()
    if taken < slots and random.random() < 0.14:
        reason = random.choice(("STAFF_SHORTAGE", "STAFF_SHORTAGE", "DAMAGE", "RENOVATION", "TEAM_AT_LIMIT"))
        out = (
            (1, reason, today - timedelta(days=random.randint(5, 60)), today + timedelta(days=random.randint(10, 120))),
        )
    ends = tuple(today + timedelta(days=random.randint(7, 300)) for _ in range(taken) if random.random() < 0.35)
    level = {"FPK": 3, "FPA": 2, "ADD_FPA": 2, "KIB": 2, "SECURED_LIVING": 2}.get(setting, 0)
    if setting in {
        "HIC",
        "ACUTE_CLOSED",
        "SGLVG_CLINIC",
        "BW_PLUS",
        "FORENSIC_BW",
        "VG7_GROUP",
        "VG7_INDIVIDUAL",
        "UNCONDITIONAL_HOME",
        "DIAGNOSTIC_CENTRE",
    }:
        level = random.choice((1, 1, 1, 2)) if setting != "DIAGNOSTIC_CENTRE" else 1
    return PlaceSpec(
        code=f"PL{n + 1:05d}",
        name=f"{word} {tree}{'' if n < len(v.TREES) else ' ' + str(n // len(v.TREES) + 1)}",
        organisation=org.code,
        location_code=f"LOC-{org.code}-{n + 1}",
        location_name=f"{tree}hof {m.name}",
        municipality=m.name,
        latitude=latitude,
        longitude=longitude,
        setting=setting,
        level=level,
        capacity=slots,
        individual=individual,
        group_size=None if individual else max(3, slots),
        unconditional=unconditional,
        substance=random.choices(("TOLERATED", "CONTROLLED", "ABSTINENT"), (2, 6, 2))[0],
        night_staff=night,
        low_stimulus=individual and random.random() < 0.7,
        adjustable=level in {1, 2} and random.random() < 0.4,
        supra_regional=setting in {"FPK", "SGLVG_CLINIC", "KIB", "ADD_FPA"},
        treatments=tuple(sorted(random.sample([t[0] for t in v.TREATMENTS], random.choice((0, 1, 1, 2, 3))))),
        good_at=tuple(random.sample(v.GOOD_AT, random.choice((1, 2)))),
        less_good_at=tuple(random.sample(v.LESS_GOOD_AT, random.choice((0, 1, 1)))),
        taken=taken,
        expected_ends=ends,
        out=out,
        confirmed_days_ago=random.choices((random.randint(0, 13), random.randint(15, 70), None), (76, 18, 6))[0],
    )


def _names(count: int, random: Random) -> list[str]:
    trees = list(v.TREES[7:] if count <= 60 else v.TREES)
    random.shuffle(trees)
    return [
        f"{random.choices(('Meneer', 'Mevrouw'), (7, 3))[0]} {trees[n % len(trees)]}{'' if n < len(trees) else ' ' + str(n // len(trees) + 1)}"
        for n in range(count)
    ]


def _facts(profile: Profile, level: int, problems: Sequence[str], random: Random) -> tuple[tuple[str, Any], ...]:
    facts: dict[str, Any] = {
        "security_needed": level,
        "group_fit": random.choices(("yes", "limited", "no"), (2, 4, 4))[0],
        "substance_use": "active"
        if "SUBSTANCE" in problems and random.random() < 0.6
        else random.choice(("none", "controlled")),
        "fire_setting": random.random() < 0.09,
        "staff_assault": random.random() < 0.24,
        "sexual_offence": random.random() < 0.05,
        "night_staff": random.random() < 0.35,
        "low_stimulus": random.random() < 0.4,
        "two_staff": random.random() < 0.12,
        "wheelchair": random.random() < 0.02,
    }
    if "MID" in problems:
        facts["id_shown_before_18"] = random.random() < 0.62
    for code in list(facts):  # a tenth is simply not known yet: unknown is not no
        if code not in {"security_needed", "low_stimulus"} and random.random() < 0.1:
            del facts[code]
    return tuple(facts.items())


def _indications(profile: Profile, today: date, random: Random) -> tuple[tuple[str, str, date, date | None], ...]:
    start = today - timedelta(days=random.randint(60, 900))
    end = start + timedelta(days=730)
    if profile.group in {"RESIDENT_MISMATCH", "THUISZITTER", "PGB"}:
        return (("WLZ", random.choice(("VG7", "VG7", "VG6")), start, None),)
    if profile.group == "FORENSIC_INFLOW":
        return (("IFZ", "FZ_BW", start, end),) if random.random() < 0.7 else ()
    if random.random() < 0.35:
        return (("WMO", "BW", start, end),)
    return (("WLZ", "GGZW4", start, None),) if random.random() < 0.25 else ()


def _person(
    name: str,
    municipalities: Sequence[MunicipalitySpec],
    places: Sequence[PlaceSpec],
    at: Mapping[str, Sequence[PlaceSpec]],
    today: date,
    random: Random,
) -> PersonSpec:
    profile = random.choices(PROFILES, [p.share for p in PROFILES])[0]
    age = random.randint(*profile.ages)
    birth = today - timedelta(days=int(age * 365.25) + random.randint(1, 364))
    home = random.choices(municipalities, [m.population for m in municipalities])[0]
    tie = home if random.random() < 0.75 else random.choice(municipalities)
    problems = tuple(sorted(random.sample(PROBLEMS, random.choices((2, 3, 4, 5), (4, 4, 2, 1))[0]), key=PROBLEMS.index))
    level = random.choice(profile.level)
    facts = _facts(profile, level, problems, random)
    stays, titles, incidents, refusals = make_history(profile.group, places, at, today, random)
    chosen = tuple(sorted(random.sample(profile.settings, min(len(profile.settings), random.choice((2, 3, 3, 4))))))
    waits = random.random() < 0.86
    known = dict(facts)
    why = "PUBLIC_SAFETY" if level >= 2 else ("CLIENT_WISH" if random.random() < 0.5 else "")
    need = NeedSpec(
        since=today - timedelta(days=int(random.triangular(3, 900, 120))),
        settings=chosen,
        priority=random.choices((1, 2, 3, 5), (5, 3, 2, 1))[0],
        urgency=random.choices(("NORMAL", "SOON", "URGENT"), (6, 3, 1))[0],
        near=tie.name,
        max_km=random.choice((15, 25, 25, 40, 60)),
        individual=known.get("group_fit") == "no",
        unconditional=profile.group in {"RESIDENT_MISMATCH", "CIVIL_REVOLVING"} and random.random() < 0.2,
        treatments=tuple(random.sample([t[0] for t in v.TREATMENTS], 1)) if random.random() < 0.3 else (),
        groups=(profile.group, *(("LIFE_COURSE",) if level >= 2 and random.random() < 0.4 else ())),
        why_residential=why,
        why_text={
            "PUBLIC_SAFETY": "Veiligheid van anderen vraagt nabijheid dag en nacht.",
            "CLIENT_WISH": "Wil niet alleen wonen.",
        }.get(why, ""),
        ambulatory_test_on=today + timedelta(days=random.randint(-20, 180)) if why else None,
    )
    return PersonSpec(
        name=name,
        birth=birth,
        municipality=home.name,
        tie=tie.name,
        words=random.choice(v.WORDS),
        strengths=tuple(random.sample(v.STRENGTHS, 2)),
        problems=problems,
        facts=facts,
        facts_on=today - timedelta(days=random.randint(3, 240)),
        stays=stays,
        titles=titles,
        indications=_indications(profile, today, random),
        incidents=incidents,
        refusals=refusals,
        need=need if waits else None,
        file_holder="" if random.random() < 0.12 else random.choice(("GGZ", "DISABILITY", "SHELTERED")),
    )
