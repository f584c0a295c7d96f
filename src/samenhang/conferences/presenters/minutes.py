"""A talk as parts of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.base.exports import Part
from samenhang.conferences.enums import PointKind
from samenhang.conferences.labels import FITS, PARTY_KINDS
from samenhang.conferences.presenters.conferences import agreement_rows, answer_words, facts
from samenhang.conferences.selectors import ConferenceRow, Content, PartyRow


def minutes_parts(row: ConferenceRow, parties: Sequence[PartyRow], content: Content) -> list[Part]:
    """The minutes as parts of a document."""
    record = content.record
    parts = [
        Part(_("The appointment"), rows=[(str(a), str(b)) for a, b in facts(row)], header=(_("What"), _("In words"))),
        Part(
            _("Who was invited, and why"),
            header=(_("Who"), _("Organisation"), _("Why"), _("Answer")),
            rows=[(p.who or str(PARTY_KINDS[p.kind]), p.organisation, p.reason, answer_words(p)) for p in parties],
        ),
    ]
    if record.question:
        parts.append(Part(_("The question of this talk"), record.question))
    asked = (
        (_("What is going on?"), record.going_on), (_("What has happened?"), record.happened),
        (_("What is needed?"), record.needed), (_("What else was said"), record.discussion),
    )  # fmt: skip
    parts += [Part(title, text) for title, text in asked if text]
    if content.offers:
        header = (_("Which offer"), _("In which route"), _("Does it fit?"), _("Why"), _("What would make it possible"))
        weighed = [(o.offer, o.trajectory, str(FITS[o.fits]), o.why, o.would_make_possible) for o in content.offers]
        parts.append(Part(_("Which offer fits"), header=header, rows=weighed))
    if decisions := content.of(PointKind.DECISION):
        parts.append(
            Part(_("Decisions"), header=(_("What was decided"), _("Why")), rows=[(p.text, p.why) for p in decisions])
        )
    if dissents := content.of(PointKind.DISSENT):
        parts.append(
            Part(_("Who sees it differently"), header=(_("Who"), _("What")), rows=[(p.who, p.text) for p in dissents])
        )
    if content.agreements:
        rows = [
            (a["text"], a["who"], date_format(a["due"], "j F Y"))
            for a in agreement_rows(content.agreements, row.person_id)
        ]
        parts.append(Part(_("Agreements"), header=(_("What"), _("Who"), _("By when")), rows=rows))
    if content.feedback:
        parts.append(Part(_("What the client was told"), content.feedback.text))
    return parts


def on_paper(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The parts of a document for a page: each cell with the head of its column, for a narrow screen."""
    return [
        {
            "title": part.title,
            "text": part.text,
            "header": part.header,
            "rows": [list(zip(part.header, row, strict=True)) for row in part.rows],
        }
        for part in parts
    ]
