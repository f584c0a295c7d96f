"""Where somebody stays, in plain words for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samenhang.pathway.labels.pilot_lights import FORMS
from samenhang.pathway.labels.steps import GO_TONES, GOES
from samenhang.pathway.selectors import PlacementRow
from samenhang.pathway.selectors.course import BedRow, Course
from samenhang.pathway.selectors.ladder import ladder_on
from samenhang.supply.labels import SETTINGS


def pathway(whole: Course, stay: PlacementRow | None, beds: Sequence[BedRow], today: date) -> dict[str, Any]:
    """Where they stay, what is kept, what comes next, what they practise, their bed, and who keeps in touch."""
    names = {r.code: r.name for r in ladder_on(today).rungs}
    planned, light = whole.planned, whole.light
    return {
        "stay": {"setting": str(SETTINGS[stay.setting]), "where": stay.where, "since": stay.start} if stay else None,
        "kept": whole.away,
        "next": {**planned.__dict__, "to_name": names.get(planned.to_rung, planned.to_rung)} if planned else None,
        "practising": [
            {**f.__dict__, "word": str(GOES[f.decision]) if f.decision else _("To come"), "tone": GO_TONES[f.decision]}
            for f in whole.freedoms
        ],
        "beds": [b for b in beds if b.ended_on is None and b.start <= today < b.until],
        "light": {**light.__dict__, "form_word": str(FORMS[light.form])} if light else None,
    }
