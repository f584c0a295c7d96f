"""A bottleneck grows out of a case in one step, joined with its likes; what it is gets described by people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from samenhang.access.enums import Category
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import users_with, works_there
from samenhang.people.services import require_person
from samenhang.steering.enums import Source, Within
from samenhang.steering.models import Bottleneck, BottleneckCase
from samenhang.steering.rules import LIVE
from samenhang.steering.services._common import about_nobody, keeping, line, line_of_case


@dataclass(frozen=True)
class Description:
    """What a bottleneck is: in words, of which kinds, at which level and layer, whose rule, who takes it further and when."""

    title: str
    words: str
    classes: Sequence[str]
    level: str
    layer: str
    law: str
    domains: Sequence[str]
    within: str
    within_words: str
    rule_owner: str
    rule_owner_name: str
    influence: str
    measure: str
    theme: str
    owner_id: int
    owner_organisation_id: int
    next_on: date


@dataclass(frozen=True)
class NewBottleneck:
    """A bottleneck as it grows out of something: what it is, the key that its likes share, the criteria it is about."""

    described: Description
    key: str = ""
    criteria: Sequence[str] = ()


@dataclass(frozen=True)
class Met:
    """In whose case it is met: the person, where that is kept, what showed it, and at which place."""

    person_id: int
    compartment_id: int
    source: Source
    place_id: int | None = None


@transaction.atomic
def grow(*, actor: Actor, met: Met, new: NewBottleneck, today: date) -> int:
    """Put what stands in the way of this person on the agenda, or join what is there already; returns its id.

    When one with the same key is on the agenda the case joins it, and what was described there stands. Raises NoGrant,
    Refused(NAMES_SOMEBODY, REASON_MISSING, CLASS_MISSING, WITHIN_WORDS_MISSING, IN_THE_PAST, NOT_OF_THIS_ORGANISATION),
    Conflict(ALREADY_THERE) when this case has joined before.
    """
    require(actor, Power.KEEP_BOTTLENECKS)
    if new.key:
        known = Bottleneck.objects.select_for_update().filter(key=new.key, state__in=LIVE).first()
        if known is not None:
            join_case(actor=actor, met=met, bottleneck_id=known.pk, today=today)
            return known.pk
    check_description(actor, new.described, today)
    try:
        with transaction.atomic():
            row = Bottleneck.objects.create(
                key=new.key,
                criteria=list(new.criteria),
                opened_on=today,
                opened_by_id=actor.me,
                **_columns(new.described),
            )
    except IntegrityError:
        if not Bottleneck.objects.filter(key=new.key, state__in=LIVE).exclude(key="").exists():
            raise
        # somebody put its like on the agenda at this very moment
        return grow(actor=actor, met=met, new=new, today=today)
    line(actor, Act.CREATE, row)
    join_case(actor=actor, met=met, bottleneck_id=row.pk, today=today)
    return row.pk


@transaction.atomic
def join_case(*, actor: Actor, met: Met, bottleneck_id: int, today: date) -> int:
    """Say that this person meets a bottleneck too; returns the id of what is kept in their dossier.

    Raises NoGrant, Refused(GONE), Refused(BOTTLENECK_CLOSED), Conflict(ALREADY_THERE).
    """
    dossier_id = require_person(
        actor, person_id=met.person_id, compartment_id=met.compartment_id, category=Category.HOUSING_NEEDS
    )
    row = keeping(actor, bottleneck_id)
    if row.state not in LIVE:
        raise Refused("BOTTLENECK_CLOSED")
    cases = BottleneckCase.objects.for_rule("a case meets a bottleneck once")
    if cases.filter(person_id=met.person_id, bottleneck_id=bottleneck_id, ended_on__isnull=True).exists():
        raise Conflict("ALREADY_THERE")
    case = BottleneckCase(
        person_id=met.person_id,
        compartment_id=met.compartment_id,
        bottleneck_id=bottleneck_id,
        source=met.source,
        place_id=met.place_id,
        added_on=today,
        added_by_id=actor.me,
    )
    BottleneckCase.objects.write([case])
    line_of_case(actor, Act.CREATE, case, dossier_id, source=met.source)
    return case.pk


@transaction.atomic
def release_case(*, actor: Actor, case_id: int, why: str, today: date) -> None:
    """Say that a bottleneck stands in this person's way no more, with why. Raises NoGrant, Refused(REASON_MISSING)."""
    rows = BottleneckCase.objects.for_rule("a case leaves a bottleneck once")
    case = rows.select_for_update().filter(pk=case_id, ended_on__isnull=True).first()
    if case is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, case.compartment_id, Category.HOUSING_NEEDS)
    if not why.strip():
        raise Refused("REASON_MISSING")
    case.ended_on, case.ended_why = today, why.strip()
    case.save(update_fields=["ended_on", "ended_why"])
    line_of_case(actor, Act.END, case, dossier_id)


@transaction.atomic
def describe(*, actor: Actor, bottleneck_id: int, described: Description, expected_version: int, today: date) -> None:
    """Change what a bottleneck is said to be, whose it is and when it comes back.

    Raises NoGrant, Conflict(CHANGED_MEANWHILE), Refused(BOTTLENECK_CLOSED) and what :func:`grow` refuses.
    """
    row = keeping(actor, bottleneck_id, expected_version)
    if row.state not in LIVE:
        raise Refused("BOTTLENECK_CLOSED")
    check_description(actor, described, today, unchanged=row.next_on)
    changed = [name for name, value in _columns(described).items() if getattr(row, name) != value]
    for name, value in _columns(described).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    line(actor, Act.UPDATE, row, changed=changed)


def check_description(actor: Actor, new: Description, today: date, *, unchanged: date | None = None) -> None:
    """Raise Refused unless the description is whole and names nobody."""
    if not new.title.strip():
        raise Refused("REASON_MISSING")
    if not new.classes:
        raise Refused("CLASS_MISSING")
    if new.within != Within.NOT_ASKED and not new.within_words.strip():
        raise Refused("WITHIN_WORDS_MISSING")
    if new.next_on < today and new.next_on != unchanged:
        raise Refused("IN_THE_PAST")
    if not works_there(new.owner_id, new.owner_organisation_id, today):
        raise Refused("NOT_OF_THIS_ORGANISATION")
    if new.owner_id not in users_with(Power.KEEP_BOTTLENECKS, today):
        raise Refused("OWNER_CANNOT")
    about_nobody(actor, new.title, new.words, new.within_words, new.rule_owner_name)


def _columns(described: Description) -> dict[str, Any]:
    values = {k: v.strip() if isinstance(v, str) else v for k, v in asdict(described).items()}
    return {**values, "classes": sorted(described.classes), "domains": sorted(described.domains)}
