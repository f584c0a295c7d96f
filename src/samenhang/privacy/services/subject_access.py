"""Taking everything along: the whole file of one person, to read and for another program, in one act (AVG 15 and 20)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenhang.access.enums import Category, Purpose
from samenhang.access.labels import category_words
from samenhang.access.selectors import own_dossier
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.labels import ACTS
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.base.exports import Part, to_csv, to_pdf
from samenhang.documents.selectors import documents_of
from samenhang.documents.services import hand_out
from samenhang.people.selectors import person as find_person
from samenhang.privacy.selectors.subject_access import OWN, OwnFile, Section, own_file

WIDEST = 4  # a table with more columns than this reads better as lines
PDF, ZIP = "application/pdf", "application/zip"


@dataclass(frozen=True)
class TakenAlong:
    """A file on its way out."""

    name: str
    media: str
    content: bytes


@transaction.atomic
def take_along(*, actor: Actor, person_id: int, today: date, whole: bool = True) -> TakenAlong:
    """Everything about one person in one file, logged as an export.

    ``whole`` is a ZIP with a PDF to read, everything once more as JSON and CSV, and the attached documents; otherwise the
    PDF alone. For the person and the representative, and for who may change the case: then the file says what it lacks.
    Raises NoGrant to anybody else.
    """
    own = own_dossier(actor, today)
    purpose = Purpose.OWN_FILE if own is not None else Purpose.CARE_COORDINATION
    person = find_person(actor, person_id, purpose=purpose)
    if person is None or (own is not None and own[0] != person.dossier_id):
        raise NoGrant("NO_GRANT")
    if own is None:
        require_grant(actor, person.compartment_id, Category.PLAN_GOALS)
    found = own_file(actor, person, purpose=purpose, today=today)
    pdf = _pdf(actor, found, today)
    name = slugify(_("my file")) if own else slugify(_("file of %(number)s") % {"number": person.number})
    content, ending, media = pdf, "pdf", PDF
    if whole:
        content, ending, media = _zip(actor, found, pdf, name, purpose, today), "zip", ZIP
    record(
        actor,
        Act.EXPORT,
        dossier_id=person.dossier_id,
        object_type="Own file",
        object_id=person.id,
        categories=int(OWN),
        purpose=purpose,
        detail={"facts": found.facts, "form": ending, "lacks": sum(n for _heading, n in found.withheld)},
    )
    return TakenAlong(f"{name}-{today.isoformat()}.{ending}", media, content)


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def explanation(found: OwnFile, today: date) -> str:
    """What the file is, what is not in it and why, in plain words."""
    lines = [
        _("This is everything that Samenhang keeps about %(name)s on %(day)s.")
        % {"name": found.person.name, "day": _day(today)},
        _("Is something wrong, or do you not want it? Say so, or ask it under “Ask, correct, object”."),
        _("Not in this file: what close ones told about themselves. That is theirs."),
        _("Data of police and justice are not in it either. You ask those of them, under their own law."),
        _("Somebody may have had to wait with telling you something because of a danger. Then it follows later."),
    ]
    if found.withheld:
        what = "; ".join(f"{heading} ({count})" for heading, count in found.withheld)
        lines.append(
            _("This file is not whole: whoever made it may not read everything. It lacks: %(what)s.") % {"what": what}
        )
    return "\n".join(lines)


def _pdf(actor: Actor, found: OwnFile, today: date) -> bytes:
    parts = [Part(_("What this is"), explanation(found, today))]
    parts += [_part(section) for section in found.sections]
    parts.append(
        Part(
            _("Who may read what"),
            header=(_("Who"), _("Organisation"), _("What"), _("Until")),
            rows=[
                (k.who, k.organisation, _words(k.categories), _day(timezone.localdate(k.end)) if k.end else "")
                for k in found.knows
            ],
        )
    )
    parts.append(
        Part(
            _("Who looked"),
            header=(_("When"), _("Who"), _("What they did"), _("Kinds of information")),
            rows=[
                (_moment(look.at), _who(look.who, look.organisation), _did(look), _words(look.categories))
                for look in found.looks
            ],
        )
    )
    title = _("Everything about %(name)s") % {"name": found.person.name}
    return to_pdf(title, parts, _watermark(actor, today), language=get_language() or "nl")


def _watermark(actor: Actor, today: date) -> str:
    return _("Taken along by %(who)s on %(day)s. Personal: keep it safe.") % {"who": actor.name, "day": _day(today)}


def _moment(moment: object) -> str:
    return date_format(timezone.localtime(moment), "j F Y H:i")  # type: ignore[arg-type]


def _words(categories: int) -> str:
    return ", ".join(str(word) for word in category_words(categories))


def _who(who: str, organisation: str) -> str:
    return f"{who}, {organisation}" if organisation else who


def _did(look: object) -> str:
    done = str(ACTS[look.act])  # type: ignore[attr-defined]
    return f"{done} ({_('in an emergency')})" if look.break_glass else done  # type: ignore[attr-defined]


def _columns(section: Section) -> list[tuple[str, str]]:
    """The fields that occur, in the order of the words."""
    return list(dict.fromkeys((e.name, e.label) for fact in section.facts for e in fact))


def _part(section: Section) -> Part:
    """A narrow table as a table, a wide one as lines."""
    columns = _columns(section)
    if len(columns) <= WIDEST and len(section.facts) > 1:
        rows = [
            [next((e.text for e in fact if e.name == name), "") for name, _label in columns] for fact in section.facts
        ]
        return Part(section.heading, section.about, [label for _name, label in columns], rows)
    blocks = ["\n".join(f"{e.label}: {e.text}" for e in fact) for fact in section.facts]
    numbered = [f"{n}.\n{block}" for n, block in enumerate(blocks, 1)] if len(blocks) > 1 else blocks
    return Part(section.heading, "\n".join([section.about, *numbered]))


def _zip(actor: Actor, found: OwnFile, pdf: bytes, name: str, purpose: Purpose, today: date) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(f"{name}.pdf", pdf)
        bundle.writestr(f"{name}.json", json.dumps(_as_data(found, today), ensure_ascii=False, indent=1))
        for section in found.sections:
            bundle.writestr(f"csv/{_file(section.heading)}.csv", to_csv(_rows(section)))
        looks = [
            (look.at.isoformat(), look.who, look.organisation, str(ACTS[look.act]), look.what, _words(look.categories))
            for look in found.looks
        ]
        header = (_("When"), _("Who"), _("Organisation"), _("What they did"), _("Page"), _("Kinds of information"))
        bundle.writestr(f"csv/{_file(_('Who looked'))}.csv", to_csv([header, *looks]))
        for path, content in _documents(actor, found, purpose):
            bundle.writestr(path, content)
    return held.getvalue()


def _file(heading: str) -> str:
    return slugify(heading) or "data"


def _rows(section: Section) -> Sequence[Sequence[object]]:
    columns = _columns(section)
    header = [label for _name, label in columns]
    return [header, *([next((e.text for e in fact if e.name == n), "") for n, _l in columns] for fact in section.facts)]


def _as_data(found: OwnFile, today: date) -> dict[str, object]:
    return {
        "format": "samenhang-own-file/1",
        "made_on": today.isoformat(),
        "explanation": explanation(found, today).split("\n"),
        "sections": [
            {
                "table": section.table,
                "heading": section.heading,
                "facts": [
                    [{"field": e.name, "label": e.label, "text": e.text, "value": e.value} for e in fact]
                    for fact in section.facts
                ],
            }
            for section in found.sections
        ],
        "who_may_read": [
            {
                "who": k.who,
                "organisation": k.organisation,
                "categories": [c.name for c in k.categories],
                "from": k.start.isoformat(),
                "until": k.end.isoformat() if k.end else None,
            }
            for k in found.knows
        ],
        "who_looked": [
            {
                "at": look.at.isoformat(),
                "who": look.who,
                "organisation": look.organisation,
                "act": look.act.value,
                "page": look.what,
                "purpose": look.purpose,
                "categories": [c.name for c in Category(look.categories)],
                "emergency": look.break_glass,
            }
            for look in found.looks
        ],
        "lacks": [{"heading": heading, "facts": count} for heading, count in found.withheld],
    }


def _documents(actor: Actor, found: OwnFile, purpose: Purpose) -> list[tuple[str, bytes]]:
    """The attached files that are the person's own; one that was damaged is named instead of left out in silence."""
    files = []
    for document in documents_of(actor, found.person.compartment_id, purpose=purpose):
        if document.category & OWN != document.category:
            continue
        for version in document.versions:
            try:
                handed = hand_out(actor=actor, version_id=version.id, purpose=purpose)
            except Refused:
                files.append((f"documents/{version.id}-damaged.txt", _("This file is damaged. Ask for it.").encode()))
                continue
            if handed is not None:
                files.append((f"documents/{version.id}-{handed.name}", handed.content))
    return files
