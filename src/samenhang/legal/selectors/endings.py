"""What ends without anything after it, over many people at once: for the night, and for whoever is told (R-05)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.access.enums import CaseRole
from samenhang.access.selectors import caseload, restricted_dossiers, seated
from samenhang.base.actor import Actor
from samenhang.directory.enums import Power
from samenhang.directory.selectors import tables_near
from samenhang.legal.catalogue import KINDS, LEVELS
from samenhang.legal.enums import Reach, TitleCode, TitleDomain
from samenhang.legal.models import Entitlement, EntitlementReplaces, Indication, LegalTitle
from samenhang.legal.rules import IndicationFacts, indication_follows, is_uncovered, level
from samenhang.legal.selectors.titles import titles_for_rule
from samenhang.people.selectors import keys

FIRST_DAYS = LEVELS[0][0]


@dataclass(frozen=True)
class Ending:
    """A title or an indication that ends while nothing follows it, and the level that has come."""

    person_id: int
    title_id: int | None
    indication_id: int | None
    last_day: date
    days: int
    reach: Reach
    code: str


def endings_for_rule(
    *, reason: str, today: date, within: int = FIRST_DAYS, person_ids: Collection[int] | None = None
) -> list[Ending]:
    """Everything that ends within so many days while nothing follows it, the soonest first; never shown as it is.

    In three questions whatever the number of people: who has something that ends, all they have, and which entitlements stand
    in the place of an indication.
    """
    until = today + timedelta(days=within + 1)
    found = [*_titles(reason, today, until, person_ids), *_indications(reason, today, until, person_ids)]
    return sorted(found, key=lambda e: (e.last_day, e.person_id, e.title_id or 0, e.indication_id or 0))


_COMPULSORY = [code.value for code in TitleCode if KINDS[code].domain != TitleDomain.VOLUNTARY]


def _titles(reason: str, today: date, until: date, person_ids: Collection[int] | None) -> list[Ending]:
    rows = LegalTitle.objects.for_rule(reason).filter(end__gt=today, end__lte=until, code__in=_COMPULSORY)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    ending = set(rows.values_list("person_id", flat=True))
    found = []
    for mine in titles_for_rule(reason=reason, person_ids=ending, today=today).values() if ending else ():
        facts = [t.facts for t in mine]
        for row in mine:
            last = row.facts.last_day
            told = (
                level(last, today)
                if last is not None and last < until and is_uncovered(row.facts, facts, today)
                else None
            )
            if told is not None and last is not None:
                found.append(Ending(row.person_id, row.id, None, last, *told, row.facts.code))
    return found


def _indications(reason: str, today: date, until: date, person_ids: Collection[int] | None) -> list[Ending]:
    rows = Indication.objects.for_rule(reason).filter(end__gt=today, end__lte=until)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    ending = set(rows.values_list("person_id", flat=True))
    if not ending:
        return []
    held: dict[int, list[tuple[int, IndicationFacts]]] = {}
    for pk, person_id, law, start, end in (
        Indication.objects.for_rule(reason)
        .filter(person_id__in=ending)
        .order_by("start", "id")
        .values_list("id", "person_id", "law", "start", "end")
    ):
        held.setdefault(person_id, []).append((pk, IndicationFacts(law, start, end)))
    covered = _covered(reason, ending)
    found = []
    for person_id, mine in held.items():
        facts = [f for _pk, f in mine]
        for pk, one in mine:
            if one.end is None or not (one.start <= today < one.end <= until) or indication_follows(one, facts):
                continue
            if any(start <= one.end and (end is None or end > one.end) for start, end in covered.get(pk, ())):
                continue
            last = one.end - timedelta(days=1)
            told = level(last, today)
            if told is not None:
                found.append(Ending(person_id, None, pk, last, *told, one.law))
    return found


def _covered(reason: str, person_ids: Collection[int]) -> dict[int, list[tuple[date, date | None]]]:
    """By indication: the periods of the entitlements that stand in its place."""
    runs = {
        pk: (start, end)
        for pk, start, end in Entitlement.objects.for_rule(reason)
        .filter(person_id__in=list(person_ids))
        .values_list("id", "start", "end")
    }
    found: dict[int, list[tuple[date, date | None]]] = {}
    if runs:
        rows = EntitlementReplaces.objects.for_rule(reason).filter(entitlement_id__in=list(runs))
        for pk, entitlement in rows.exclude(indication_id=None).values_list("indication_id", "entitlement_id"):
            found.setdefault(pk, []).append(runs[entitlement])
    return found


HOLDERS = (
    CaseRole.CASE_DIRECTOR,
    CaseRole.DEPUTY_DIRECTOR,
    CaseRole.FILE_HOLDER,
    CaseRole.DEPUTY_FILE_HOLDER,
    CaseRole.LIFE_COURSE_COORDINATOR,
)


@dataclass(frozen=True)
class Elsewhere:
    """A colleague to call, with for how many people something ends soon while nothing follows; never for whom."""

    who: str
    organisation: str
    count: int


def endings_elsewhere(actor: Actor, today: date) -> list[Elsewhere]:
    """What was told more widely (R-05) and lies with others: in the actor's organisation, and for a table in its region.

    Only numbers per colleague. Cases in which the actor takes part stand on their own list, restricted ones on none.
    """
    at_table, coordinates = actor.can(Power.SIT_AT_TABLE), actor.can(Power.OPEN_CASES)
    if not (at_table or coordinates):
        return []
    reason = "how much ends soon at colleagues, as a number"
    within = max(days for days, reach in LEVELS if reach != Reach.HOLDERS)
    soon = endings_for_rule(reason=reason, today=today, within=within)
    dossiers = {k.id: k.dossier_id for k in keys(reason=reason, ids=sorted({e.person_id for e in soon}))}
    left_out = caseload(actor, today) | restricted_dossiers()
    seats = seated(set(dossiers.values()) - left_out, HOLDERS, today)
    near: dict[int, bool] = {}
    people: dict[tuple[str, str], set[int]] = {}
    for ending in soon:
        mine = [s for s in seats.get(dossiers.get(ending.person_id, 0), []) if s.user_id is not None]
        for seat in mine[:1]:
            home = seat.organisation_id
            told = coordinates and ending.reach != Reach.HOLDERS and home in actor.organisation_ids
            if not told and at_table and ending.reach == Reach.TABLE and home is not None:
                if home not in near:
                    near[home] = bool(tables_near([home], today) & actor.organisation_ids)
                told = near[home]
            if told:
                people.setdefault((seat.who, seat.organisation), set()).add(ending.person_id)
    return [Elsewhere(who, organisation, len(ids)) for (who, organisation), ids in sorted(people.items())]
