"""Verbs that join several packages: what a colleague leaves behind on leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import CaseRole
from samenhang.access.selectors import TakesPart, caseload, taking_part
from samenhang.access.services import join_case, leave_case
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.selectors import account, colleagues
from samenhang.directory.services import end_membership, require_managed


@dataclass(frozen=True)
class Left:
    """What leaving did: how many participations ended, and how many a colleague took over."""

    ended: int
    handed_over: int


def cases_left_behind(*, user_id: int, organisation: str, today: date) -> list[tuple[int, TakesPart]]:
    """The participations of somebody on behalf of an organisation: dossier and role, nothing about the person."""
    who = Actor(user_id=user_id, name="")
    return [
        (dossier_id, p)
        for dossier_id in sorted(caseload(who, today))
        for p in taking_part(dossier_id, today)
        if p.user_id == user_id and p.organisation in {organisation, ""}
    ]


@transaction.atomic
def leave_organisation(*, actor: Actor, membership_id: int, on: date, hand_over_to: int | None = None) -> Left:
    """End a colleague's role, and, when it was the last one there, every case in which they took part for it.

    Their grants end at once. A colleague of the same organisation who works on cases can take all cases over in the
    same role; what nobody takes over has an empty seat from now on, and turns red for those who take part.
    """
    found = account(actor, membership_id, on)
    if found is None:
        raise NoGrant("NOT_YOUR_COLLEAGUES")
    require_managed(actor, found.organisation_id)
    if found.user_id == actor.user_id:
        raise Refused("NOT_ABOUT_YOURSELF")
    if hand_over_to is not None and not any(
        c.user_id == hand_over_to and c.organisation_id == found.organisation_id for c in colleagues(on)
    ):
        raise Refused("NOT_A_COLLEAGUE_ON_CASES")
    end_membership(actor=actor, membership_id=membership_id, on=on)
    still_works = any(c.user_id == found.user_id and c.organisation_id == found.organisation_id for c in colleagues(on))
    if still_works:
        return Left(0, 0)
    ended = handed_over = 0
    for dossier_id, p in cases_left_behind(user_id=found.user_id, organisation=found.organisation, today=on):
        if p.since >= on:
            continue  # began today: the door is closed with the job, and the seat is shown as it is
        leave_case(actor=actor, participation_id=p.participation_id, on=on)
        ended += 1
        if hand_over_to is None or _takes_part(dossier_id, hand_over_to, p.role, on):
            continue
        join_case(
            actor=actor,
            dossier_id=dossier_id,
            role=CaseRole(p.role),
            start=on,
            user_id=hand_over_to,
            organisation_id=found.organisation_id,
        )
        handed_over += 1
    return Left(ended, handed_over)


def _takes_part(dossier_id: int, user_id: int, role: str, today: date) -> bool:
    return any(p.user_id == user_id and p.role == role for p in taking_part(dossier_id, today))
