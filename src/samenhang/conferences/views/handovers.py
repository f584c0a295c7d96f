"""A talk that belongs to a warm handover."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenhang.access.guards import Request, power_required, shows
from samenhang.conferences import services
from samenhang.conferences.forms.handovers import BesideHandoverForm
from samenhang.conferences.views.common import CARE, talk_page, the_conference
from samenhang.directory.enums import Power
from samenhang.pathway.labels.handovers import HANDOVER_KINDS
from samenhang.pathway.selectors import handovers
from samenhang.ui.screens import answer_form


@shows(57)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def beside_handover(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """Put a talk beside a handover of the person."""
    person, row = the_conference(request, person_id, conference_id, page="Talk beside a handover")
    found = handovers(request.actor, purpose=CARE, today=request.today, person_ids=[person_id])
    offered = [(str(h.id), HANDOVER_KINDS[h.kind]) for h, _standing in found]
    form = BesideHandoverForm(request.POST or None, handovers=offered)
    page = talk_page(
        person,
        row,
        _("Put beside a handover"),
        purpose=_("Discussing somebody together is part of handing over.")
        if offered
        else _("No handover runs for this person."),
    )

    def do(data: dict[str, Any]) -> None:
        services.put_beside_handover(
            actor=request.actor, person_id=person_id, conference_id=conference_id, handover_id=data["handover"]
        )

    return answer_form(request, form, page, do, done=_("The talk stands beside the handover."))
