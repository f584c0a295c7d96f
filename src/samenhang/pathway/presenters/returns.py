"""Returns in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from samenhang.legal.labels import TITLES
from samenhang.pathway.enums.returns import ReturnAct, ReturnState
from samenhang.pathway.labels.returns import RETURN_ACTS, RETURN_STATES, RETURN_TONES
from samenhang.pathway.rules.returns import RETURN_MACHINE
from samenhang.pathway.selectors.returns import ReturnRow


def return_view(row: ReturnRow, *, signs_in: bool) -> dict[str, Any]:
    """A return with what can be done about it; ``signs_in`` says whether anybody of the municipality receives here."""
    acts = set(RETURN_MACHINE.acts(row.state))
    return {
        **row.__dict__,
        "title": str(TITLES[row.title_code]),
        "word": str(RETURN_STATES[row.state]),
        "tone": RETURN_TONES[row.state],
        "steps": [{**s.__dict__, "word": str(RETURN_ACTS[s.act])} for s in row.steps],
        "may": {a: a in acts for a in ReturnAct},
        "signs_in": signs_in,
        "open": row.state not in {ReturnState.SEEN, ReturnState.OFF},
        "url": reverse("returns:person", args=[row.person_id]),
    }
