"""Versions, the agreed approach, signatures and evaluations, for a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.plan.adapters.snapshot import Content
from samenhang.plan.enums import ApproachState
from samenhang.plan.models import Approach, Evaluation, PlanVersion, Signature
from samenhang.plan.rules import Said, Standing, standing


@dataclass(frozen=True)
class SignatureRow:
    """An answer under something."""

    id: int
    under_id: int
    signer: str
    organisation_id: int | None
    organisation: str
    name: str
    answer: str
    remark: str
    on: date


@dataclass(frozen=True)
class VersionRow:
    """A version of a plan, without its content."""

    id: int
    number: int
    why: str
    made_at: datetime
    made_by: str
    asked: list[int]


@dataclass(frozen=True)
class ApproachRow:
    """A way of approaching the person."""

    id: int
    nearness: str
    agreements: str
    works: str
    does_not_work: str
    faces: str
    state: str
    why: str
    asked: list[int]
    proposed_by: str
    proposed_on: date
    decided_on: date | None


@dataclass(frozen=True)
class EvaluationRow:
    """A moment of looking back."""

    id: int
    due_on: date
    held_on: date | None
    present: str
    client_there: bool | None
    client_says: str
    went_well: str
    went_less: str
    learned: str
    adjust: str
    back_up_tried: bool
    conclusion: str
    moved_why: str
    held_by: str


def versions(actor: Actor, plan_id: int, *, purpose: Purpose) -> list[VersionRow]:
    """The versions of a plan, the newest first."""
    rows = PlanVersion.objects.visible_to(actor, purpose=purpose).filter(plan_id=plan_id).order_by("-number")
    fields = ("id", "number", "why", "made_at", "made_by__name", "asked")
    return [VersionRow(*[*v[:4], v[4] or "", v[5]]) for v in rows.values_list(*fields)]


def version_content(actor: Actor, plan_id: int, number: int, *, purpose: Purpose) -> Content | None:
    """What stood in a version; None when there is none that the actor may see."""
    rows = PlanVersion.objects.visible_to(actor, purpose=purpose).filter(plan_id=plan_id, number=number)
    found: Content | None = rows.values_list("content", flat=True).first()
    return found


def approaches(actor: Actor, plan_id: int, *, purpose: Purpose) -> list[ApproachRow]:
    """Every way of approaching that was agreed or proposed, the newest first."""
    rows = Approach.objects.visible_to(actor, purpose=purpose).filter(plan_id=plan_id).order_by("-pk")
    fields = (
        "id", "nearness", "agreements", "works", "does_not_work", "faces", "state", "why", "asked", "proposed_by__name", "proposed_on",
        "decided_on",
    )  # fmt: skip
    return [ApproachRow(*[*v[:9], v[9] or "", *v[10:]]) for v in rows.values_list(*fields)]


def current_approach(rows: Collection[ApproachRow]) -> ApproachRow | None:
    """The agreed one."""
    return next((r for r in rows if r.state == ApproachState.AGREED), None)


def under_this_text(under: str) -> Q:
    """Names that stand under the text as it is now: a signalling plan in the making may have changed since."""
    return Q(under_lock=F("signal_plan__lock")) if under == "signal_plan" else Q()


def signatures(actor: Actor, under: str, ids: Collection[int], *, purpose: Purpose) -> dict[int, list[SignatureRow]]:
    """The answers under these versions, approaches or signalling plans, in the order of time."""
    rows = Signature.objects.visible_to(actor, purpose=purpose).filter(
        under_this_text(under), **{f"{under}_id__in": list(ids)}
    )
    fields = ("id", f"{under}_id", "signer", "organisation_id", "organisation__name", "name", "answer", "remark", "on")
    found: dict[int, list[SignatureRow]] = {}
    for v in rows.order_by("pk").values_list(*fields):
        found.setdefault(v[1], []).append(SignatureRow(*[*v[:4], v[4] or "", *v[5:]]))
    return found


def stands(asked: list[int], rows: Collection[SignatureRow]) -> Standing:
    """Where agreement stands, from the answers that a page shows."""
    return standing(asked, [Said(r.signer, r.organisation_id, r.answer) for r in rows])


_EVALUATION = (
    "id", "due_on", "held_on", "present", "client_there", "client_says", "went_well", "went_less", "learned", "adjust", "back_up_tried",
    "conclusion", "moved_why", "held_by__name",
)  # fmt: skip


def evaluations_ahead(
    actor: Actor, dossier_ids: Collection[int], *, purpose: Purpose, since: date
) -> list[tuple[int, int, date]]:
    """When the plans of these dossiers are evaluated from a day on, as far as the actor may see: number, dossier and day."""
    rows = Evaluation.objects.visible_to(actor, purpose=purpose).filter(
        held_on__isnull=True, due_on__gte=since, person__dossier_id__in=list(dossier_ids), plan__ended_on__isnull=True
    )
    return list(rows.order_by("due_on", "pk").values_list("pk", "person__dossier_id", "due_on"))


def evaluations(actor: Actor, plan_id: int, *, purpose: Purpose) -> list[EvaluationRow]:
    """The evaluations of a plan, in the order of time."""
    rows: Any = Evaluation.objects.visible_to(actor, purpose=purpose).filter(plan_id=plan_id)
    return [EvaluationRow(*[*v[:-1], v[-1] or ""]) for v in rows.order_by("due_on", "pk").values_list(*_EVALUATION)]
