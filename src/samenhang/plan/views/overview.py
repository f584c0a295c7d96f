"""The plan of a person."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from samenhang.access.guards import Request, power_required
from samenhang.directory.enums import Power
from samenhang.people.guards import the_person


@power_required(Power.WORK_ON_CASES)
@require_GET
def overview(request: Request, person_id: int) -> HttpResponse:
    the_person(request, person_id, page="plan")
    return HttpResponse("")
