"""Everything that is kept about one person, from every table there is, in words (AVG 15 and 20)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.labels import category_words
from samenhang.access.rules import OPENS
from samenhang.access.selectors import Knows, may_read, who_knows
from samenhang.audit.selectors import Look, looked_at
from samenhang.base.actor import Actor
from samenhang.people.selectors import PersonRow
from samenhang.privacy.labels import OWN_FILE, Field
from samenhang.privacy.models import Disclosure, SharedCopy
from samenhang.privacy.selectors.not_told import NotToldYet, not_told_yet
from samenhang.privacy.selectors.tables import personal_tables

# One's own data: without what is of close ones (AVG 15 lid 4), and without what police and justice show by their own law.
OWN = OPENS[CaseRole.CLIENT]
_CATEGORY_FIELDS = frozenset({"categories", "kept_as"})
_ALL = 1_000_000


@dataclass(frozen=True)
class Entry:
    """One field of one fact: its name, its words, its value in words, and the value itself for another program."""

    name: str
    label: str
    text: str
    value: Any


@dataclass(frozen=True)
class Section:
    """One table: its heading, what it holds, and its facts."""

    table: str
    heading: str
    about: str
    facts: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True)
class OwnFile:
    """Everything about one person, who may read what, and who looked; and what is not in it, and why."""

    person: PersonRow
    sections: tuple[Section, ...]
    knows: tuple[Knows, ...]
    looks: tuple[Look, ...]
    withheld: tuple[tuple[str, int], ...]

    @property
    def facts(self) -> int:
        """How many facts it holds."""
        return sum(len(s.facts) for s in self.sections)


def own_file(actor: Actor, person: PersonRow, *, purpose: Purpose, today: date) -> OwnFile:
    """Everything about this person that the actor may read and that is the person's own; walks every table.

    ``withheld`` names headings under which there is more than the actor may read, so that a file made by somebody who
    works on the case never passes for a whole one.
    """
    waits = not_told_yet(person.id, today)
    sections, withheld = [], []
    for table in _in_order(personal_tables()):
        words = OWN_FILE[table._meta.label]
        if table is SharedCopy:
            rows = list(_copies(actor, person, purpose, waits))
        else:
            everything = _own_rows(table.objects.for_rule("is there more than the reader may see"), table, person)
            seen = _own_rows(table.objects.visible_to(actor, purpose=purpose), table, person)
            rows = [r for r in _with_names(seen, table, words.fields) if not _waits(r, waits)]
            missing = everything.exclude(pk__in=seen.values("pk")).count()
            if missing:
                withheld.append((str(words.heading), missing))
        facts = tuple(tuple(_entries(r, words.fields)) for r in rows)
        if facts:
            sections.append(Section(table._meta.label, str(words.heading), str(words.about), facts))
    return OwnFile(
        person=person,
        sections=tuple(sections),
        knows=tuple(k for k in who_knows(person.dossier_id) if not waits.keeps(k.ground)),
        looks=tuple(look for look in looked_at(person.dossier_id, size=_ALL)[0] if not waits.hides(look)),
        withheld=tuple(withheld),
    )


@dataclass(frozen=True)
class Sentences:
    """The exact sentences that one act of sharing gave to somebody."""

    disclosure_id: int
    texts: tuple[str, ...]
    running: bool


def sentences_shared(actor: Actor, person: PersonRow, *, purpose: Purpose, today: date) -> dict[int, Sentences]:
    """By act of sharing: what the receiver got, word for word, as far as the actor may read such facts here."""
    found: dict[int, tuple[list[str], bool]] = {}
    for copy in _copies(actor, person, purpose, not_told_yet(person.id, today)):
        texts, running = found.setdefault(copy.disclosure_id, ([], False))
        texts.append(copy.text)
        ended = copy.withdrawn_at is not None or (copy.review_on is not None and copy.review_on <= today)
        found[copy.disclosure_id] = (texts, running or not ended)
    return {pk: Sentences(pk, tuple(texts), running) for pk, (texts, running) in found.items()}


def _copies(actor: Actor, person: PersonRow, purpose: Purpose, waits: NotToldYet) -> Iterable[Any]:
    """Copies stand with their receivers; who may read the act of sharing and such facts here reads them as they left."""
    mine = sum(int(c) for c in OWN if may_read(actor, person.compartment_id, c))
    acts = Disclosure.objects.visible_to(actor, purpose=purpose).filter(person_id=person.id)
    acts = acts.exclude(pk__in=waits.disclosures)
    rows = SharedCopy.objects.for_rule("the person reads the exact sentences that others received")
    rows = rows.filter(person_id=person.id, disclosure_id__in=acts.values("pk"))
    return [r for r in rows.select_related("disclosure").order_by("pk") if r.kept_as & mine == r.kept_as]


def _in_order(tables: list[Any]) -> list[Any]:
    """In the order of the words, which is that of reading."""
    place = {name: n for n, name in enumerate(OWN_FILE)}
    return sorted(tables, key=lambda t: place[t._meta.label])


def _own_rows(rows: models.QuerySet, table: Any, person: PersonRow) -> models.QuerySet:
    """The facts of the person's own parts of the dossier: not what a receiver keeps, not what is of others."""
    rows = rows.filter(compartment__dossier_id=person.dossier_id, compartment__recipient__isnull=True)
    if table.category_field:
        return rows.annotate(own_bits=F(table.category_field).bitand(int(OWN))).filter(own_bits=F(table.category_field))
    return rows if table.category & OWN else rows.none()


def _with_names(rows: models.QuerySet, table: Any, fields: Any) -> models.QuerySet:
    related = [
        f.name
        for f in table._meta.concrete_fields
        if f.is_relation and (f.name in fields or f.name in {"document", "round"})
    ]
    return rows.select_related(*related).order_by("pk") if related else rows.order_by("pk")


def _waits(row: Any, waits: NotToldYet) -> bool:
    ids = {
        "privacy.Notice": waits.notices,
        "privacy.Disclosure": waits.disclosures,
        "privacy.Weighing": waits.weighings,
        "access.BreakGlass": waits.emergencies,
    }.get(row._meta.label, frozenset())
    return row.pk in ids


def _entries(row: Any, fields: Any) -> Iterable[Entry]:
    """The fields of a fact that hold something, in words."""
    for name, words in fields.items():
        value = getattr(row, name, None)
        if value is None or value == "" or value == []:
            continue
        text = words.say(row) if words.say else _text(name, value, words)
        if text:
            yield Entry(name, str(words.label), text, _value(name, value, words, text))


def _text(name: str, value: Any, words: Field) -> str:
    if name in _CATEGORY_FIELDS:
        return ", ".join(str(w) for w in category_words(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list | tuple):
        return ", ".join(_text("", v, words) for v in value)
    if isinstance(value, models.Model):
        return str(getattr(value, "name", ""))
    return str(words.codes.get(value, value))


def _value(name: str, value: Any, words: Field, text: str) -> Any:
    """For another program: numbers, yes and no, days and codes as they are; whom it points to by name."""
    if name in _CATEGORY_FIELDS:
        return [c.name for c in Category(value)]
    if isinstance(value, models.Model):
        return text
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, datetime | date) else value
