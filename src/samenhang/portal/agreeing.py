"""What the person is asked to agree with, from the plan: its last version, another approach, a signalling plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.plan.enums import ApproachState, SignalState, Signer
from samenhang.plan.rules import Standing
from samenhang.plan.selectors import (
    PlanRow,
    SignalPage,
    SignatureRow,
    approaches,
    signal_page,
    signatures,
    stands,
    versions,
)

OWN = frozenset({Signer.CLIENT, Signer.REPRESENTATIVE})


@dataclass(frozen=True)
class Proposal:
    """Something under which the person can put their name, with what everybody answered so far; ``row`` is what it says."""

    under: str
    id: int
    row: Any
    on: date
    by: str
    why: str
    said: tuple[SignatureRow, ...]
    asked: tuple[int, ...]

    @property
    def standing(self) -> Standing:
        """Where agreement about it stands."""
        return stands(list(self.asked), self.said)

    @property
    def waits(self) -> bool:
        """Neither the person nor who represents them has answered yet."""
        return not self.standing.client_answered

    def mine(self, signer: Signer) -> SignatureRow | None:
        """The last answer that was given as this one."""
        return next((s for s in reversed(self.said) if s.signer == signer), None)


def proposals(
    actor: Actor, plan: PlanRow | None, signal_plans: Iterable[SignalPage | None], *, purpose: Purpose
) -> list[Proposal]:
    """What can be agreed with now: the last version, a proposed approach, signalling plans that ask; at most five questions."""
    found = _of_plan(actor, plan, purpose) if plan is not None else []
    found += [_signals(s) for s in signal_plans if s is not None and (s.asked or s.state == SignalState.SIGNED)]
    said = _said(actor, found, purpose)
    return [Proposal(**p.__dict__ | {"said": tuple(said.get((p.under, p.id), ()))}) for p in found]


def asking(actor: Actor, person_id: int, *, purpose: Purpose) -> SignalPage | None:
    """The signalling plan in the making, once everybody was asked to agree with it."""
    draft = signal_page(actor, person_id, purpose=purpose, draft=True)
    return draft if draft is not None and draft.asked else None


def _of_plan(actor: Actor, plan: PlanRow, purpose: Purpose) -> list[Proposal]:
    last = [v for v in versions(actor, plan.id, purpose=purpose) if v.number == plan.agreed_number]
    proposed = [a for a in approaches(actor, plan.id, purpose=purpose) if a.state == ApproachState.PROPOSED]
    return [
        *(
            Proposal("version", v.id, v, timezone.localdate(v.made_at), v.made_by, v.why, (), tuple(v.asked))
            for v in last
        ),
        *(Proposal("approach", a.id, a, a.proposed_on, a.proposed_by, a.why, (), tuple(a.asked)) for a in proposed),
    ]


def _signals(row: SignalPage) -> Proposal:
    return Proposal("signal_plan", row.id, row, row.made_on, "", "", (), tuple(row.asked))


def _said(actor: Actor, found: Iterable[Proposal], purpose: Purpose) -> Mapping[tuple[str, int], list[SignatureRow]]:
    ids: dict[str, list[int]] = {}
    for p in found:
        ids.setdefault(p.under, []).append(p.id)
    return {
        (under, pk): rows
        for under, numbers in ids.items()
        for pk, rows in signatures(actor, under, numbers, purpose=purpose).items()
    }
