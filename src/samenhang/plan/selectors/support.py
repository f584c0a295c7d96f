"""Support on top of a plan, deviations, click conversations and independent support, for a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenIds, Kept
from samenhang.plan.enums import SupportKind
from samenhang.plan.models import IndependentSupport, MatchMeeting, ProtocolDeviation, SupportRequest


@dataclass(frozen=True)
class SupportRow:
    """A request for support."""

    id: int
    kind: str
    hours: Decimal | None
    start: date
    end: date
    why: str
    asked_by: str
    asked_for: str
    asked_of_id: int
    asked_of: str
    asked_at: datetime
    decide_by: date
    decision: str
    decided_at: datetime | None
    decided_by: str
    reason: str
    granted_hours: Decimal | None
    granted_until: date | None
    budget: Decimal | None
    granted_budget: Decimal | None
    result: str
    result_on: date | None


@dataclass(frozen=True)
class DeviationRow:
    """A motivated deviation."""

    id: int
    protocol: str
    instead: str
    why: str
    risk: str
    consulted: str
    backed_by: str
    backed_as: str
    backed_on: date
    start: date
    review_on: date
    reviewed_on: date | None
    outcome: str


@dataclass(frozen=True)
class MeetingRow:
    """A click conversation."""

    candidate: str
    organisation: str
    talked_on: date
    client_says: str
    outcome: str


@dataclass(frozen=True)
class OfferRow:
    """That independent support was offered."""

    offered_on: date
    answer: str
    supporter: str
    organisation: str
    remark: str


@dataclass(frozen=True)
class SupportPage:
    """Everything on top of a plan."""

    requests: tuple[SupportRow, ...]
    deviations: tuple[DeviationRow, ...]
    meetings: tuple[MeetingRow, ...]
    offers: tuple[OfferRow, ...]


_SUPPORT = (
    "id", "kind", "hours", "start", "end", "why", "asked_by__name", "asked_for__name", "asked_of_id", "asked_of__name", "asked_at",
    "decide_by", "decision", "decided_at", "decided_by__name", "reason", "granted_hours", "granted_until",
    "budget", "granted_budget", "result", "result_on",
)  # fmt: skip
_DEVIATION = (
    "id", "protocol", "instead", "why", "risk", "consulted", "backed_by", "backed_as", "backed_on", "start", "review_on", "reviewed_on",
    "outcome",
)  # fmt: skip


def support_page(actor: Actor, person_id: int, *, purpose: Purpose) -> SupportPage:
    """Everything on top of the plan of a person, the newest first."""
    asked = SupportRequest.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    left = ProtocolDeviation.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    met = MatchMeeting.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    offered = IndependentSupport.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return SupportPage(
        requests=tuple(
            SupportRow(*[*v[:7], v[7] or "", *v[8:14], v[14] or "", *v[15:]])
            for v in asked.order_by("-asked_at", "-pk").values_list(*_SUPPORT)
        ),
        deviations=tuple(DeviationRow(*v) for v in left.order_by("-start", "-pk").values_list(*_DEVIATION)),
        meetings=tuple(
            MeetingRow(*v)
            for v in met.order_by("-talked_on", "-pk").values_list(
                "candidate__name", "organisation__name", "talked_on", "client_says", "outcome"
            )
        ),
        offers=tuple(
            OfferRow(*v)
            for v in offered.order_by("-offered_on", "-pk").values_list(
                "offered_on", "answer", "supporter", "organisation", "remark"
            )
        ),
    )


@Kept
def _extra_care(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = SupportRequest.objects.visible_to(reader, purpose=purpose).filter(
        person_id__in=GivenIds("people"), kind=SupportKind.EXTRA_CARE_WLZ
    )
    return rows.exclude(decision="REFUSED").values_list("person_id")


def asked_for_extra_care(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> set[int]:
    """For whom of these people extra care under the Wlz was asked or granted."""
    return {v[0] for v in _extra_care.rows(actor.reader, purpose, people=person_ids)}


def asked_for_extra_care_for_rule(*, reason: str, person_ids: Collection[int]) -> set[int]:
    """The same for a clock that shows nobody."""
    rows = SupportRequest.objects.for_rule(reason).filter(
        person_id__in=list(person_ids), kind=SupportKind.EXTRA_CARE_WLZ
    )
    return set(rows.exclude(decision="REFUSED").values_list("person_id", flat=True))
