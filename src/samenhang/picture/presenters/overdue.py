"""The list of risk assessments that no longer hold."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.picture.labels import INSTRUMENT_NAMES
from samenhang.picture.selectors import OverdueRisk
from samenhang.ui.dates import when
from samenhang.ui.tables import Column, Row, Table


def overdue_table(rows: list[OverdueRisk], today: date) -> Table:
    """The longest overdue first."""
    columns = [Column(_("Person")), Column(_("Instrument")), Column(_("Assessor")), Column(_("Done on")), Column(_("Held until"))]  # fmt: skip
    lines = [
        Row(
            [
                r.person.name,
                r.instrument_name or str(INSTRUMENT_NAMES[r.instrument]),
                ", ".join(part for part in (r.assessor, r.organisation) if part),
                when(r.on, today),
                when(r.valid_until, today),
            ],
            href=reverse("picture:safety-page", args=[r.person.id]),
        )
        for r in rows
    ]
    return Table(
        _("Risk assessments that no longer hold"),
        columns,
        lines,
        empty=_("Every risk assessment that you may see still holds."),
        empty_hint=_("Who does not treat somebody, sees no risk assessments."),
    )
