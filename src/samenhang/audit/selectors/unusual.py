"""What stands out in who reads: facts with numbers and the reason, for a person to look at. Never a score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from samenhang.audit.enums import Act, Oddity
from samenhang.audit.models import AuditLine

WEEK = timedelta(days=7)
EARLIER_WEEKS = 4
# From these numbers on something is worth a look; below them it is ordinary work.
LEAST_DOSSIERS = 10
TIMES_CASELOAD = 2
TIMES_USUAL = 3
LEAST_DENIALS = 5
LEAST_NIGHT = 5
NIGHT = (time(23, 0), time(6, 0))
_READS = (Act.READ, Act.SEARCH, Act.EXPORT, Act.PRINT)


@dataclass(frozen=True)
class Unusual:
    """One fact about one reader in one week: how much, beside which number it stands out, and some of the dossiers."""

    user_id: int
    who: str
    organisation: str
    oddity: Oddity
    count: int
    beside: int
    since: date
    until: date
    dossiers: tuple[int, ...] = ()


@dataclass
class _Reader:
    who: str = ""
    organisation: str = ""


def unusual_readers(
    today: date,
    *,
    caseloads: Mapping[int, Collection[int]],
    restricted: Collection[int] = (),
    on_duty_at_night: Collection[int] = (),
) -> list[Unusual]:
    """Readers of the week up to and including today whose reading stands out, with the reason, by name.

    ``caseloads`` says in which dossiers each user takes part, ``restricted`` which dossiers are of colleagues or others
    whose name is shielded, ``on_duty_at_night`` who works then. A reader is named once for each reason.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    until = datetime.combine(today + timedelta(days=1), time.min, zone)
    since = until - WEEK
    readers: dict[int, _Reader] = defaultdict(_Reader)
    now: dict[int, set[int]] = defaultdict(set)
    before: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    denied: Counter[int] = Counter()
    night: dict[int, int] = Counter()
    for user_id, name, organisation, act, at, dossiers in _reads(until - (EARLIER_WEEKS + 1) * WEEK, until):
        if at < since:
            if act != Act.DENIED:
                before[user_id][(since - at) // WEEK] |= dossiers
            continue
        readers[user_id] = _Reader(name, organisation)
        if act == Act.DENIED:
            denied[user_id] += 1
            continue
        now[user_id] |= dossiers
        local = at.astimezone(zone).time()
        if dossiers and (local >= NIGHT[0] or local < NIGHT[1]) and user_id not in on_duty_at_night:
            night[user_id] += 1
    shielded = frozenset(restricted)
    found: list[Unusual] = []
    for user_id, reader in readers.items():

        def stands_out(
            oddity: Oddity,
            count: int,
            beside: int,
            dossiers: Collection[int] = (),
            *,
            user_id: int = user_id,
            reader: _Reader = reader,
        ) -> None:
            found.append(
                Unusual(
                    user_id,
                    reader.who,
                    reader.organisation,
                    oddity,
                    count,
                    beside,
                    since.date(),
                    today,
                    tuple(sorted(dossiers)[:50]),
                )
            )

        read, own = now[user_id], frozenset(caseloads.get(user_id, ()))
        outside = read - own
        usual = _usual(before[user_id])
        if len(read) >= LEAST_DOSSIERS and len(read) > TIMES_CASELOAD * len(own):
            stands_out(Oddity.MORE_THAN_CASELOAD, len(read), len(own))
        if usual and len(read) >= LEAST_DOSSIERS and len(read) > TIMES_USUAL * usual:
            stands_out(Oddity.MORE_THAN_USUAL, len(read), usual)
        if outside:
            stands_out(Oddity.OUTSIDE_CASELOAD, len(outside), len(own), outside)
        if denied[user_id] >= LEAST_DENIALS:
            stands_out(Oddity.OFTEN_DENIED, denied[user_id], LEAST_DENIALS)
        if night[user_id] >= LEAST_NIGHT:
            stands_out(Oddity.AT_NIGHT, night[user_id], LEAST_NIGHT)
        if outside & shielded:
            stands_out(Oddity.RESTRICTED_COLLEAGUES, len(outside & shielded), 0, outside & shielded)
    return sorted(found, key=lambda u: (u.who, u.user_id, u.oddity))


def _usual(weeks: Mapping[int, set[int]]) -> int:
    """The middle of the earlier weeks in which somebody read at all; 0 when there is none to compare with."""
    sizes = sorted(len(seen) for seen in weeks.values() if seen)
    return sizes[len(sizes) // 2] if sizes else 0


def _reads(since: datetime, until: datetime) -> Iterator[tuple[int, str, str, str, datetime, set[int]]]:
    """Who read which dossiers, also those that stood in a list."""
    rows = AuditLine.objects.filter(
        at__gte=since.astimezone(UTC).isoformat(timespec="microseconds"),
        at__lt=until.astimezone(UTC).isoformat(timespec="microseconds"),
        act__in=[*_READS, Act.DENIED],
        user_id__isnull=False,
    ).order_by("at")
    names = ("user_id", "user_name", "user_organisation", "act", "at", "dossier_id", "object_type", "detail")
    for user_id, name, organisation, act, at, dossier_id, _what, detail in rows.values_list(*names).iterator(2000):
        listed = detail.get("dossiers", ()) if isinstance(detail, dict) else ()
        seen = {d for d in listed if isinstance(d, int)} | ({dossier_id} if dossier_id is not None else set())
        yield user_id or 0, name, organisation, act, datetime.fromisoformat(at), seen
