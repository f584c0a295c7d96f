"""Reading what must be arranged before a title ends, and what happened to a title."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.legal.enums import Duty, DutyState, Party
from samenhang.legal.models import Arrangement, ArrangementStep, LegalTitle, TitleStep
from samenhang.legal.rules import to_arrange
from samenhang.legal.selectors.titles import TitleRow


@dataclass(frozen=True)
class DutyStepRow:
    """Something that happened to what must be arranged."""

    act: str
    at: datetime
    by: str
    whose: str
    remark: str


@dataclass(frozen=True)
class DutyRow:
    """Something that must be arranged before a title ends: until when, by whom, how it stands, and what went before."""

    duty: Duty
    by: date
    party: Party
    state: DutyState
    owner_id: int | None
    owner: str
    organisation: str
    owner_name: str
    remark: str
    history: tuple[DutyStepRow, ...]

    def is_late(self, today: date) -> bool:
        """Open, and its day has passed."""
        return self.state == DutyState.OPEN and self.by < today


@dataclass(frozen=True)
class StepRow:
    """Something that happened to a title."""

    title_id: int
    act: str
    on: date
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Details:
    """What the page of titles shows beside the clocks: connecting care, moments of hours."""

    connecting_care: str
    connecting_checked_on: date | None
    began_at: datetime | None
    exam_at: datetime | None


def duties_of(actor: Actor, rows: Collection[TitleRow], *, purpose: Purpose) -> dict[int, list[DutyRow]]:
    """By title: everything that must be arranged before its end, in the order of its days; in two questions."""
    ids = [r.id for r in rows]
    kept = {
        (v[1], v[2]): v
        for v in Arrangement.objects.visible_to(actor, purpose=purpose)
        .filter(title_id__in=ids)
        .values_list(
            "id",
            "title_id",
            "duty",
            "state",
            "owner_id",
            "owner__name",
            "organisation__name",
            "owner_name",
            "remark",
        )
    }
    steps: dict[int, list[DutyStepRow]] = {}
    if kept:
        history = ArrangementStep.objects.visible_to(actor, purpose=purpose).filter(arrangement__title_id__in=ids)
        for pk, act, at, by, whose, remark in history.order_by("at", "id").values_list(
            "arrangement_id", "act", "at", "by__name", "whose", "remark"
        ):
            steps.setdefault(pk, []).append(DutyStepRow(act, at, by or "", whose, remark))
    found: dict[int, list[DutyRow]] = {}
    for row in rows:
        found[row.id] = []
        for x in to_arrange(row.facts):
            v = kept.get((row.id, x.duty))
            found[row.id].append(
                DutyRow(
                    x.duty,
                    x.by,
                    x.owner,
                    DutyState(v[3]) if v else DutyState.OPEN,
                    v[4] if v else None,
                    (v[5] or "") if v else "",
                    (v[6] or "") if v else "",
                    v[7] if v else "",
                    v[8] if v else "",
                    tuple(steps.get(v[0], ())) if v else (),
                )
            )
    return found


def steps_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[StepRow]:
    """What happened to the titles of a person, the newest first."""
    rows = TitleStep.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    fields = ("title_id", "act", "on", "reason", "at", "by__name")
    return [StepRow(*[*v[:5], v[5] or ""]) for v in rows.order_by("-at", "-id").values_list(*fields)]


def details_of(actor: Actor, person_id: int, *, purpose: Purpose) -> dict[int, Details]:
    """By title: what its clocks do not need and its page shows."""
    rows = LegalTitle.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    fields = ("connecting_care", "connecting_checked_on", "began_at", "exam_at")
    return {v[0]: Details(*v[1:]) for v in rows.values_list("id", *fields)}
