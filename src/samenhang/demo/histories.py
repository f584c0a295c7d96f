"""Makes placement histories with the pattern of the field: moves back and forth between domains, gaps, titles that end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from samenhang.demo.spec import PlaceSpec, RefusalSpec, StaySpec, TitleSpec
from samenhang.demo.vocabulary import NEIGHBOUR_REGIONS

History = tuple[
    tuple[StaySpec, ...], tuple[TitleSpec, ...], tuple[tuple[date, str, int, str], ...], tuple[RefusalSpec, ...]
]

# What follows on what, per group: (setting, title, payer, usual days). The shapes follow the example history of the HHM
# report (section 2.2) and the groups of the work agenda.
PATHS: dict[str, tuple[tuple[str, str, str, tuple[int, int]], ...]] = {
    "CIVIL_REVOLVING": (
        ("SUPPORTED_HOME", "VOLUNTARY", "WMO_LOCAL", (120, 420)),
        ("ACUTE_CLOSED", "WVGGZ_CM", "ZVW_GGZ", (12, 40)),
        ("OPEN_WARD", "WVGGZ_ZM_1", "ZVW_GGZ", (40, 150)),
        ("BW", "VOLUNTARY", "WMO_BW", (90, 300)),
        ("STREET", "NONE", "NONE", (5, 60)),
        ("HIC", "WVGGZ_CM", "ZVW_GGZ", (10, 35)),
    ),
    "FORENSIC_INFLOW": (
        ("SUPPORTED_HOME", "VOLUNTARY", "WMO_LOCAL", (120, 400)),
        ("PI", "PRETRIAL", "DJI_DETENTION", (40, 110)),
        ("FPA", "COND_SENTENCE", "FZ_DJI", (120, 380)),
        ("FORENSIC_BW", "COND_SENTENCE", "FZ_DJI", (150, 400)),
        ("SHELTER", "VOLUNTARY", "WMO_BW", (20, 120)),
    ),
    "RESIDENT_MISMATCH": (
        ("VG6", "VOLUNTARY", "WLZ", (400, 900)),
        ("VG7_GROUP", "VOLUNTARY", "WLZ", (300, 900)),
        ("CRISIS_BED_VG", "VOLUNTARY", "WLZ", (10, 80)),
        ("VG7_GROUP", "WZD_RM_1", "WLZ", (120, 400)),
    ),
    "YOUNG_ADULT": (
        ("LVG_TREATMENT", "YOUTH", "YOUTH", (300, 700)),
        ("SUPPORTED_HOME", "YOUTH", "YOUTH", (100, 300)),
        ("HOMELESS", "NONE", "NONE", (10, 90)),
        ("SHELTER", "VOLUNTARY", "WMO_BW", (20, 150)),
        ("WITH_FAMILY", "VOLUNTARY", "NONE", (20, 200)),
    ),
    "THUISZITTER": (("WITH_FAMILY", "VOLUNTARY", "WLZ", (700, 1600)), ("RESPITE", "VOLUNTARY", "WLZ", (2, 6)), ("WITH_FAMILY", "VOLUNTARY", "WLZ", (60, 400))),
    "PGB": (("VG7_GROUP", "VOLUNTARY", "WLZ", (300, 800)), ("WITH_FAMILY", "VOLUNTARY", "PGB", (200, 500)), ("UNCONDITIONAL_HOME", "VOLUNTARY", "PGB", (300, 900))),
    "VOLUNTARY_RECOVERY": (
        ("INDEP_HOME", "VOLUNTARY", "HOUSING", (300, 900)),
        ("HIC", "WVGGZ_CM", "ZVW_GGZ", (10, 40)),
        ("INDEP_HOME", "VOLUNTARY", "HOUSING", (200, 700)),
    ),
}  # fmt: skip
INCIDENTS = ("VIOLENCE_STAFF", "VIOLENCE_CLIENT", "THREAT", "AGGRESSION_MATERIAL", "PROPERTY", "SELF_HARM", "ABSENCE")
REASONS = (
    "HISTORY_ONLY_ON_PAPER",
    "SECURITY_LEVEL",
    "EXCLUSION_SUBSTANCE",
    "NO_TITLE",
    "NO_INDICATION",
    "RESIDENCE",
    "FULL",
    "GROUP_FIT",
)
ENDINGS = {
    "VG7_GROUP": "EXPULSION_INCIDENT",
    "BW": "EXPULSION_SUBSTANCE",
    "FORENSIC_BW": "TITLE_ENDED",
    "PI": "TITLE_ENDED",
}


def by_setting(places: Sequence[PlaceSpec]) -> dict[str, list[PlaceSpec]]:
    """Places per setting, made once for a region."""
    found: dict[str, list[PlaceSpec]] = {}
    for place in places:
        found.setdefault(place.setting, []).append(place)
    return found


def make_history(
    group: str, places: Sequence[PlaceSpec], at: Mapping[str, Sequence[PlaceSpec]], today: date, random: Random
) -> History:
    """Return placements, titles, incidents and refusals of one person up to today; the last placement lasts."""
    path = PATHS[group]
    rounds = random.choice((1, 2, 2, 3)) if group in {"CIVIL_REVOLVING", "FORENSIC_INFLOW"} else 1
    steps = (path * rounds)[: random.randint(len(path) // 2 + 1, len(path) * rounds)]
    lengths = [random.randint(*step[3]) for step in steps]
    day = today - timedelta(days=sum(lengths))
    stays: list[StaySpec] = []
    titles: list[TitleSpec] = []
    for n, ((setting, title, payer, _), length) in enumerate(zip(steps, lengths, strict=True)):
        last = n == len(steps) - 1
        end = None if last else day + timedelta(days=length)
        away = setting in {"FPA", "FPK", "PI"} and random.random() < 0.4
        here = random.choice(at[setting]) if at.get(setting) and not away else None
        if not (setting in {"STREET", "HOMELESS"} and random.random() < 0.5 and not last):
            stays.append(
                StaySpec(
                    setting=setting,
                    start=day,
                    end=end,
                    provider="" if here else ("" if setting in {"STREET", "HOMELESS", "WITH_FAMILY"} else "Elders"),
                    place=here.code if here else "",
                    title=title,
                    payer=payer,
                    region=random.choice(NEIGHBOUR_REGIONS) if away else "Noorderhei",
                    level=here.level if here else None,
                    reason="" if last else ENDINGS.get(setting, "PLANNED_OUTFLOW"),
                )
            )
        titles += _title(title, day, end, last, today, random)
        day += timedelta(days=length)
    incidents = tuple(
        sorted(
            (
                today - timedelta(days=random.randint(5, 1100)),
                random.choice(INCIDENTS),
                random.choice((1, 2, 2, 3, 3, 4)),
                "",
            )
            for _ in range(random.choice((0, 1, 1, 2, 3, 4)))
        )
    )
    refusals = tuple(
        RefusalSpec(
            today - timedelta(days=random.randint(10, 500)),
            random.choice(places).name,
            random.choice(REASONS),
            random.random() < 0.45,
        )
        for _ in range(random.choice((0, 0, 1, 1, 2)))
    )
    return tuple(stays), tuple(titles), incidents, refusals


def _title(code: str, start: date, end: date | None, last: bool, today: date, random: Random) -> list[TitleSpec]:
    if code in {"VOLUNTARY", "NONE", "YOUTH"}:
        return []
    if not last:
        return [TitleSpec(code, start, None if code == "WVGGZ_CM" or end is None else end - timedelta(days=1))]
    if code == "WVGGZ_CM":  # admitted with a crisis measure long ago: an authorisation has followed
        begun = max(start + timedelta(days=20), today - timedelta(days=random.randint(20, 170)))
        return [TitleSpec("WVGGZ_CM", start), TitleSpec("WVGGZ_ZM_1", min(begun, today))]
    return [
        TitleSpec(
            code,
            max(start, today - timedelta(days=random.randint(20, 330))),
            today + timedelta(days=random.randint(10, 400)),
        )
    ]
