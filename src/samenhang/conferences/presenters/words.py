"""The words that several screens of talks share."""

from __future__ import annotations

from dataclasses import fields as fields_of
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from samenhang.conferences.enums import PointKind
from samenhang.conferences.labels import POINT_KINDS
from samenhang.conferences.selectors import AgreementRow


def moment(value: Any) -> str:
    """A moment in words: the day of the week, the date and the hour."""
    return date_format(timezone.localtime(value), "l j F Y, H:i")


def point_word(kind: PointKind) -> str:
    """What a line is called."""
    return str(POINT_KINDS[kind])


def as_initial(row: Any) -> dict[str, Any]:
    """A row as what its form begins with."""
    values = {f.name: getattr(row, f.name) for f in fields_of(row)}
    if isinstance(row, AgreementRow):
        values["who"], values["name"] = _who_code(row), "" if row.user_id or row.organisation_id else row.who
    if "option_id" in values:
        values["option"] = values["option_id"]
    if "place_id" in values:
        values["place"] = values["place_id"]
    return values


def _who_code(row: AgreementRow) -> str:
    if row.user_id:
        return f"user:{row.user_id}"
    if row.organisation_id:
        return f"organisation:{row.organisation_id}"
    return "client" if row.by_client else "name"
