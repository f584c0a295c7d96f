"""Reading titles and indications."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, F, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenIds, Kept
from samenhang.legal.catalogue import INDICATION_ENDS_DAYS, KINDS
from samenhang.legal.enums import Duty, FollowonOutcome, TitleAlert, TitleCode, TitleStatus
from samenhang.legal.models import Arrangement, Indication, LegalTitle
from samenhang.legal.rules import (
    Due,
    IndicationFacts,
    TitleFacts,
    birthdays,
    due_on,
    ends_without_successor,
    indication_follows,
    reindication_due,
    state_on,
    suspended,
    upcoming,
)


@dataclass(frozen=True)
class TitleRow:
    """A title as a page shows it, with what its clock says today."""

    id: int
    person_id: int
    facts: TitleFacts
    payer: str
    decided_by: str
    state: TitleStatus

    @property
    def domain(self) -> str:
        """Criminal, civil or voluntary."""
        return KINDS[self.facts.code].domain


@dataclass(frozen=True)
class IndicationRow:
    """An indication as a page shows it."""

    person_id: int
    law: str
    profile: str
    start: date
    end: date | None
    ask_again_on: date | None


_FIELDS = (
    "id",
    "person_id",
    "code",
    "start",
    "end",
    "followon_filed_on",
    "decided_on",
    "status",
    "payer",
    "decided_by",
    "outcome",
    "with_admission",
    "admitted_on",
    "connecting_checked_on",
)


def _row(v: Any, today: date) -> TitleRow:
    outcome = FollowonOutcome(v[10]) if v[10] else None
    facts = TitleFacts(TitleCode(v[2]), v[3], v[4], v[5], v[6], TitleStatus(v[7]), outcome, bool(v[11]), v[12], v[13])
    return TitleRow(v[0], v[1], facts, v[8] or KINDS[facts.code].payer, v[9], state_on(facts, today))


@Kept
def _titles(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = LegalTitle.objects.visible_to(reader, purpose=purpose).filter(person_id__in=GivenIds("people"))
    return rows.order_by("start", "id").values_list(*_FIELDS)


def titles(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[TitleRow]:
    """The titles of these people that the actor may see, in the order of time."""
    return settled([_row(v, today) for v in _titles.rows(actor.reader, purpose, people=person_ids)], today)


@Kept
def _indications(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Indication.objects.visible_to(reader, purpose=purpose).filter(person_id__in=GivenIds("people"))
    return rows.order_by("start", "id").values_list("person_id", "law", "profile", "start", "end")


def indications(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[IndicationRow]:
    """The indications of these people that the actor may see."""
    rows = _indications.rows(actor.reader, purpose, people=person_ids)
    return [IndicationRow(*[*v, reindication_due(v[4], today)]) for v in rows]


def indication_ids(actor: Actor, person_id: int, *, purpose: Purpose) -> list[tuple[int, str, str, date | None]]:
    """The indications of a person to choose from: id, law, profile, first day after it."""
    rows = Indication.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return list(rows.order_by("start", "id").values_list("id", "law", "profile", "end"))


def titles_and_indications(
    actor: Actor, person_id: int, *, purpose: Purpose, today: date
) -> tuple[list[TitleRow], list[IndicationRow]]:
    """Both of one person in one query, each behind its own grant."""
    return titles_and_indications_of(actor, [person_id], purpose=purpose, today=today)


def titles_and_indications_of(
    actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date
) -> tuple[list[TitleRow], list[IndicationRow]]:
    """Both of many people in one query, each behind its own grant, in the order of time."""
    found = sorted(_both.rows(actor.reader, purpose, people=person_ids), key=lambda v: (v[4], v[1]))
    return (
        settled([_row(v[1:], today) for v in found if v[0] == 0], today),
        [IndicationRow(v[2], v[3], v[8], v[4], v[5], reindication_due(v[5], today)) for v in found if v[0] == 1],
    )


@Kept
def _both(reader: Actor, purpose: Purpose) -> QuerySet:
    mine = GivenIds("people")
    no_day, no_text = Value(None, output_field=DateField(null=True)), Value("", output_field=TextField())
    held = LegalTitle.objects.visible_to(reader, purpose=purpose).filter(person_id__in=mine).order_by()
    entitled = Indication.objects.visible_to(reader, purpose=purpose).filter(person_id__in=mine).order_by()
    rows = held.annotate(a=Cast("code", TextField()), b=Cast("status", TextField()), c=Cast("payer", TextField()), d=Cast("decided_by", TextField()), e=F("followon_filed_on"), f=F("decided_on"), g=Cast("outcome", TextField()), h=F("with_admission"), i=F("admitted_on"), j=F("connecting_checked_on"), which=Value(0))  # fmt: skip
    others = entitled.annotate(a=Cast("law", TextField()), b=Cast("profile", TextField()), c=no_text, d=no_text, e=no_day, f=no_day, g=no_text, h=Value(False), i=no_day, j=no_day, which=Value(1))  # fmt: skip
    fields = ("which", "id", "person_id", "a", "start", "end", "e", "f", "b", "c", "d", "g", "h", "i", "j")
    return rows.values_list(*fields).union(others.values_list(*fields), all=True)


def titles_for_rule(
    *, reason: str, person_ids: Collection[int] | None = None, today: date
) -> dict[int, list[TitleRow]]:
    """Titles per person for a clock or an engine; never shown."""
    rows = LegalTitle.objects.for_rule(reason)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    found: dict[int, list[TitleRow]] = {}
    for v in rows.order_by("start", "id").values_list(*_FIELDS):
        found.setdefault(v[1], []).append(_row(v, today))
    return {person_id: settled(mine, today) for person_id, mine in found.items()}


def settled(rows: list[TitleRow], today: date) -> list[TitleRow]:
    """What the titles of people mean to each other.

    One that waited for a decision has ended once the title that was asked for is there; one that an authorisation with admission
    puts aside is suspended.
    """
    of_person: dict[int, list[TitleRow]] = {}
    for row in rows:
        of_person.setdefault(row.person_id, []).append(row)
    found = {}
    for mine in of_person.values():
        facts = [r.facts for r in mine]
        for row, now in zip(mine, suspended(facts, today), strict=True):
            waits = row.state == TitleStatus.LAPSED_PENDING_DECISION
            if waits and _replaced(row.facts, facts, today):
                row = replace(row, state=TitleStatus.ENDED)
            elif now is not row.facts:
                row = replace(row, facts=now, state=TitleStatus.SUSPENDED)
            found[row.id] = row
    return [found[row.id] for row in rows]


def indications_for_rule(
    *, reason: str, person_ids: Collection[int] | None = None, today: date
) -> dict[int, list[IndicationRow]]:
    """Current indications per person for an engine; never shown."""
    rows = Indication.objects.for_rule(reason).on(today)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    found: dict[int, list[IndicationRow]] = {}
    for v in rows.order_by("start", "id").values_list("person_id", "law", "profile", "start", "end"):
        found.setdefault(v[0], []).append(IndicationRow(*[*v, None]))
    return found


@Kept
def _settled_duties(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Arrangement.objects.visible_to(reader, purpose=purpose).filter(person_id__in=GivenIds("people"))
    return rows.exclude(state="OPEN").values_list("title_id", "duty")


def settled_duties(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> dict[int, set[Duty]]:
    """By title: what was arranged before its end or is not needed, of these people, in one question."""
    return _by_title(_settled_duties.rows(actor.reader, purpose, people=person_ids))


def settled_duties_for_rule(*, reason: str, person_ids: Collection[int] | None = None) -> dict[int, set[Duty]]:
    """The same of everybody, or of these people, for a clock; never shown."""
    rows = Arrangement.objects.for_rule(reason).exclude(state="OPEN")
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    return _by_title(rows.values_list("title_id", "duty"))


def _by_title(rows: Iterable[tuple[Any, ...]]) -> dict[int, set[Duty]]:
    found: dict[int, set[Duty]] = {}
    for title_id, duty in rows:
        found.setdefault(title_id, set()).add(Duty(duty))
    return found


@dataclass(frozen=True)
class Clock:
    """What the clocks of one person's titles ask for today and soon."""

    due: tuple[Due, ...]
    upcoming: tuple[Due, ...]
    ends_without_successor: tuple[TitleFacts, ...]


def clock_of(
    rows: Collection[TitleRow],
    today: date,
    *,
    birth_date: date | None = None,
    settled: Mapping[int, Collection[Duty]] | None = None,
) -> Clock:
    """Read the clocks of one person's titles, and of their 18th birthday.

    ``settled`` says by title what was arranged or is not needed: what only asked for that is silent.
    """
    facts = [r.facts for r in rows]
    due: list[Due] = []
    later: list[Due] = []
    for row in rows:
        if _replaced(row.facts, facts, today):
            continue
        done = settled.get(row.id, ()) if settled else ()
        due += due_on(row.facts, today, birth_date=birth_date, settled=done)
        later += upcoming(row.facts, today, birth_date=birth_date, settled=done)
    of_age = birthdays(birth_date, today, days=90)
    return Clock(
        due=(*due, *(d for d in of_age if d.on <= today)),
        upcoming=(*later, *(d for d in of_age if d.on > today)),
        ends_without_successor=tuple(ends_without_successor(facts, today)),
    )


@dataclass(frozen=True)
class IndicationDue:
    """What an indication asks: to be asked for again, or that nothing follows it."""

    alert: TitleAlert
    row: IndicationRow
    on: date
    until: date


def indications_due(rows: Collection[IndicationRow], today: date) -> list[IndicationDue]:
    """What the indications of one person ask for today, as long as nothing follows them (handbook 2.6)."""
    facts = [IndicationFacts(r.law, r.start, r.end) for r in rows]
    found = []
    for row, mine in zip(rows, facts, strict=True):
        if row.end is None or not row.start <= today < row.end or indication_follows(mine, facts):
            continue
        last = row.end - timedelta(days=1)
        if row.ask_again_on is not None:
            found.append(IndicationDue(TitleAlert.REINDICATION_T84, row, row.ask_again_on, last))
        if (last - today).days <= INDICATION_ENDS_DAYS:
            on = last - timedelta(days=INDICATION_ENDS_DAYS)
            found.append(IndicationDue(TitleAlert.INDICATION_ENDS_WITHOUT_SUCCESSOR, row, on, last))
    return found


def _replaced(title: TitleFacts, others: Collection[TitleFacts], today: date) -> bool:
    """Say whether a later title of the same family holds today, so that the older clock no longer matters."""
    family = title.code.rsplit("_", 1)[0] if title.code[-1].isdigit() else title.code
    return any(
        o is not title
        and o.start > title.start
        and o.start <= today
        and (o.end is None or o.end > today)
        and o.code.startswith(family)
        for o in others
    )


def all_indications_for_rule(
    *, reason: str, today: date, person_ids: Collection[int] | None = None
) -> dict[int, list[IndicationRow]]:
    """Every indication that holds or comes, per person, with the day on which it is asked for again; never shown."""
    rows = Indication.objects.for_rule(reason).exclude(end__lte=today).order_by("start", "id")
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    found: dict[int, list[IndicationRow]] = {}
    for v in rows.values_list("person_id", "law", "profile", "start", "end"):
        found.setdefault(v[0], []).append(IndicationRow(*[*v, reindication_due(v[4], today)]))
    return found


_NEVER_IN_FORCE = (TitleStatus.REQUESTED, TitleStatus.REFUSED, TitleStatus.WITHDRAWN)


def runs_now(person: Any, day: Any) -> Exists:
    """Within a question of another package: whether a title of this person runs on the day."""
    rows = LegalTitle.objects.for_rule("a clock of another package asks whether a title runs").filter(person_id=person)
    rows = rows.exclude(status__in=_NEVER_IN_FORCE)
    return Exists(rows.filter(Q(end__isnull=True) | Q(end__gt=day), start__lte=day).order_by())


def last_end(person: Any, day: Any) -> Subquery:
    """Within a question of another package: the last day, not after this one, on which a title of this person ended."""
    rows = LegalTitle.objects.for_rule("a clock of another package asks when a title ended").filter(person_id=person)
    rows = rows.exclude(status__in=_NEVER_IN_FORCE).filter(end__lte=day)
    return Subquery(rows.order_by("-end").values("end")[:1])
