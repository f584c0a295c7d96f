"""The screens of the desk. What shows a reason or a question of a person is logged as oversight."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request
from samenhang.access.services import reading

SIZE = 50


def oversight(
    request: Request, what: str, *, dossier_id: int | None = None, dossiers: Iterable[int] = ()
) -> AbstractContextManager[dict[str, Any]]:
    """Read as the privacy officer, with its line in the log: on the dossier when it is one, else with their numbers."""
    return reading(
        request.actor,
        purpose=Purpose.OVERSIGHT,
        what=what,
        categories=Category.ID_CONTACT,
        dossier_id=dossier_id,
        detail={"dossiers": sorted(dossiers)} if dossiers else None,
    )
