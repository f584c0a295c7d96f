"""What went wrong, as application/problem+json (RFC 9457) in the language of the reader."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, Throttled, ValidationError

from samenhang.base.errors import Refused
from samenhang.ui.reasons import reason_text


class Problem(Schema):
    """Why there is no answer."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    errors: list[dict[str, Any]] | None = None


def problem(
    status: int, code: str, title: str, detail: str = "", errors: list[dict[str, Any]] | None = None
) -> HttpResponse:
    """A problem as a response."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail or title,
        "code": code,
    }
    if errors is not None:
        body["errors"] = errors
    answer = HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="Samenhang"'
    return answer


_FAULTS = {
    "missing": gettext_lazy("This is missing."),
    "extra_forbidden": gettext_lazy("This is not asked for."),
    "int_parsing": gettext_lazy("This must be a whole number."),
    "int_type": gettext_lazy("This must be a whole number."),
    "bool_parsing": gettext_lazy("This must be true or false."),
    "greater_than_equal": gettext_lazy("This must be at least %(ge)s."),
    "less_than_equal": gettext_lazy("This must be at most %(le)s."),
    "string_too_long": gettext_lazy("This may have %(max_length)s characters at most."),
    "too_long": gettext_lazy("There may be %(max_length)s of these at most."),
    "too_short": gettext_lazy("There must be at least %(min_length)s of these."),
    "enum": gettext_lazy("This must be one of: %(expected)s."),
    "date_from_datetime_parsing": gettext_lazy("This must be a day, such as 2026-11-22."),
    "date_parsing": gettext_lazy("This must be a day, such as 2026-11-22."),
}


def _fault(error: dict[str, Any]) -> str:
    """What is wrong with one value, in words."""
    words = _FAULTS.get(str(error.get("type", "")))
    if words is None:
        return _("This is not in the form that is asked for.")
    try:
        return str(words) % {k: str(v) for k, v in (error.get("ctx") or {}).items()}
    except KeyError:
        return _("This is not in the form that is asked for.")


def install(api: NinjaAPI) -> None:
    """Answer everything that can go wrong in one form."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        status = 412 if error.code == "CHANGED_SINCE" else error.status
        return problem(status, error.code, _("This is not possible."), reason_text(error))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, "NOT_FOUND", _("There is nothing here that you may see."))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [{"where": [str(p) for p in e.get("loc", ())], "what": _fault(e)} for e in error.errors]
        return problem(422, "INVALID", _("What was sent is not in the form that is asked for."), errors=errors)

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        if error.status_code == 401:
            return problem(401, "NO_KEY", _("Send an API key that is in use."))
        if error.status_code == 429:
            answer = problem(429, "TOO_MANY", _("Too many questions in a short time. Wait, and ask again."))
            answer["Retry-After"] = str(int(error.wait or 60)) if isinstance(error, Throttled) else "300"
            return answer
        return problem(error.status_code, "BAD_REQUEST", _("This request cannot be read."))
