"""Downloads of the log for the privacy officer: a period, one dossier, and the key with which to check checkpoints."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from samenhang.access.guards import Request, power_required, shows
from samenhang.audit.enums import Act
from samenhang.audit.selectors import lines_between, lines_of_dossier, public_key
from samenhang.audit.services import record
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.interop.audit_event import bundle, ndjson
from samenhang.ui.forms import day

LONGEST = timedelta(days=366)


class LogPeriodForm(forms.Form):
    """The days of which the log is asked."""

    first = day(_("First day"))
    last = day(_("Last day"))


@shows(117)
@power_required(Power.SEE_LOG)
@require_GET
def period(request: Request) -> Any:
    """Every line of a period as FHIR AuditEvents, one per line of text; the download itself is a line."""
    form = LogPeriodForm(request.GET)
    if not form.is_valid():
        raise Refused("LOG_PERIOD")
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    if last < first or last - first > LONGEST:
        raise Refused("LOG_PERIOD")
    since = timezone.make_aware(datetime.combine(first, time.min))
    until = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    with transaction.atomic():
        record(
            request.actor,
            Act.EXPORT,
            object_type="Log",
            object_id="period",
            detail={"first": first.isoformat(), "last": last.isoformat(), "form": "AuditEvent"},
        )
    response = StreamingHttpResponse(ndjson(lines_between(since, until)), content_type="application/fhir+ndjson")
    return _attached(response, f"log-{first.isoformat()}-{last.isoformat()}.ndjson")


@shows(117)
@power_required(Power.SEE_LOG)
@require_GET
def dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Every line about one dossier as a FHIR Bundle; the download itself is a line of that dossier."""
    with transaction.atomic():
        record(request.actor, Act.EXPORT, dossier_id=dossier_id, object_type="Log", object_id="dossier")
        found = bundle(lines_of_dossier(dossier_id))
    response = HttpResponse(json.dumps(found, ensure_ascii=False), content_type="application/fhir+json")
    return _attached(response, f"log-dossier-{dossier_id}.json")


@shows(117)
@power_required(Power.SEE_LOG)
@require_GET
def key(request: Request) -> HttpResponse:
    """The public half of the key that signs checkpoints, so that an auditor can check them elsewhere."""
    return _attached(HttpResponse(public_key(), content_type="application/x-pem-file"), "log-public-key.pem")


def _attached(response: Any, name: str) -> Any:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
