"""Minutes as a document: taken along as PDF, or attached to the dossier; both stand in the log as leaving."""

from __future__ import annotations

from collections.abc import Sequence

from samenhang.access.enums import Category
from samenhang.access.services import recording_export, require_grant
from samenhang.base.actor import Actor
from samenhang.base.exports import Part, to_pdf
from samenhang.conferences.selectors import ConferenceRow
from samenhang.documents.services import attach


def take_minutes(
    *, actor: Actor, row: ConferenceRow, title: str, parts: Sequence[Part], watermark: str, language: str
) -> bytes:
    """The minutes as PDF, with the line in the log that they left. Raises NoGrant for who may not see what was said."""
    dossier_id = require_grant(actor, row.compartment_id, Category.PLAN_GOALS, write=False)
    with recording_export(actor, what="Minutes", categories=Category.PLAN_GOALS, dossier_id=dossier_id):
        return to_pdf(title, parts, watermark, language=language)


def attach_minutes(
    *, actor: Actor, row: ConferenceRow, title: str, parts: Sequence[Part], watermark: str, language: str
) -> int:
    """Attach the minutes to the dossier, in the compartment of the conference; returns the id of the document."""
    made = take_minutes(actor=actor, row=row, title=title, parts=parts, watermark=watermark, language=language)
    return attach(
        actor=actor,
        compartment_id=row.compartment_id,
        category=Category.PLAN_GOALS,
        title=title,
        name=f"{row.on.isoformat()}-{row.number}.pdf",
        content=made,
    )
