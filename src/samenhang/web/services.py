"""Verbs that join several packages: taking part and being told of it; what a colleague leaves behind moves in one act, or turns red."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from samenhang.access.enums import CaseRole
from samenhang.access.selectors import TakesPart, caseload, taking_part
from samenhang.access.services import join_case, leave_case
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences.services import hand_over_talks
from samenhang.directory.selectors import account, colleagues
from samenhang.directory.services import end_membership, forget_leaver, require_managed
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.selectors import keys
from samenhang.people.services import hand_over_networks
from samenhang.plan.services import hand_over_actions
from samenhang.privacy.services import Leave

# What somebody leaves behind beside their seats, each through the front door of the package that keeps it: the name under
# which it is counted, and the verb. It moves to the successor where that one takes part, and turns red where nobody does.
LEFT_BEHIND: dict[str, Callable[..., int]] = {
    "actions": hand_over_actions,
    "appointments": hand_over_talks,
    "networks": hand_over_networks,
}


@dataclass(frozen=True)
class Invited:
    """Who is invited to a case: a colleague for their organisation, or a table."""

    user_id: int | None
    team_id: int | None
    organisation_id: int | None


@transaction.atomic
def invite(
    *, actor: Actor, person_id: int, dossier_id: int, role: CaseRole, who: Invited, leave: Leave, today: date
) -> None:
    """Let somebody take part in a case, on what the person agreed to where a role needs that, and let them know.

    Raises as ``access.services.join_case``.
    """
    seat = join_case(
        actor=actor,
        dossier_id=dossier_id,
        role=role,
        start=today,
        user_id=who.user_id,
        team_id=who.team_id,
        organisation_id=who.organisation_id,
        ground=leave.ground,
        until=leave.until,
    )
    notify(
        user_ids=[who.user_id] if who.user_id is not None and who.user_id != actor.user_id else [],
        kind=Kind.INVITED_TO_CASE,
        key=f"seat:{seat.pk}",
        path=reverse("web:person", args=[person_id]),
        dossier_id=dossier_id,
    )


@dataclass(frozen=True)
class Left:
    """What leaving did: participations that ended, those that a colleague took over, and what else moved or turned red."""

    ended: int
    handed_over: int
    rest: dict[str, int] = field(default_factory=dict)

    @property
    def red(self) -> int:
        """How many seats are empty now."""
        return self.ended - self.handed_over


def cases_left_behind(*, user_id: int, organisation: str, today: date) -> list[tuple[int, TakesPart]]:
    """The participations of somebody on behalf of an organisation: dossier and role, nothing about the person."""
    who = Actor(user_id=user_id, name="")
    return [
        (dossier_id, p)
        for dossier_id in sorted(caseload(who, today))
        for p in taking_part(dossier_id, today)
        if p.user_id == user_id and p.organisation in {organisation, ""}
    ]


def preview_leaving(*, actor: Actor, membership_id: int, on: date, hand_over_to: int | None = None) -> Left:
    """What leaving would do: it is done and undone again, so that the preview cannot say anything else than the act.

    Raises as :func:`leave_organisation`.
    """
    with transaction.atomic():
        left = leave_organisation(actor=actor, membership_id=membership_id, on=on, hand_over_to=hand_over_to)
        transaction.set_rollback(True)
    return left


@transaction.atomic
def leave_organisation(*, actor: Actor, membership_id: int, on: date, hand_over_to: int | None = None) -> Left:
    """End a colleague's role, and, when it was the last one there, every case in which they took part for it.

    Their grants end at once. A colleague of the same organisation who works on cases can take all cases over in the
    same role, and with them the open actions, invitations and agreements, the networks to be built and the telephone numbers; what nobody takes over
    has an empty seat or no owner from now on, and turns red for those who take part, who hear of it (seed 001, section 3).
    """
    found = account(actor, membership_id, on)
    if found is None:
        raise NoGrant("NOT_YOUR_COLLEAGUES")
    require_managed(actor, found.organisation_id)
    if found.user_id == actor.user_id:
        raise Refused("NOT_ABOUT_YOURSELF")
    if hand_over_to is not None and (
        hand_over_to == found.user_id
        or not any(c.user_id == hand_over_to and c.organisation_id == found.organisation_id for c in colleagues(on))
    ):
        raise Refused("NOT_A_COLLEAGUE_ON_CASES")
    end_membership(actor=actor, membership_id=membership_id, on=on)
    still_works = any(c.user_id == found.user_id and c.organisation_id == found.organisation_id for c in colleagues(on))
    if still_works:
        return Left(0, 0)
    ended = handed_over = 0
    for dossier_id, p in cases_left_behind(user_id=found.user_id, organisation=found.organisation, today=on):
        taken = _hand_over_seat(actor, dossier_id, p, found.organisation_id, hand_over_to, on)
        ended += 1
        handed_over += taken
    rest = {
        what: move(
            actor=actor,
            from_user_id=found.user_id,
            to_user_id=hand_over_to,
            organisation_id=found.organisation_id,
            today=on,
        )
        for what, move in LEFT_BEHIND.items()
    }
    rest["contacts"] = forget_leaver(
        actor=actor, user_id=found.user_id, organisation_id=found.organisation_id, today=on
    )
    return Left(ended, handed_over, rest)


def _hand_over_seat(
    actor: Actor, dossier_id: int, p: TakesPart, organisation_id: int, to: int | None, on: date
) -> bool:
    """End one participation and let the successor take the seat, or tell those who remain that it is empty."""
    # whoever began today leaves on the next day at the earliest; the door is closed at once all the same
    leave_case(actor=actor, participation_id=p.participation_id, on=max(on, p.since + timedelta(days=1)))
    key, path = f"left:{p.participation_id}", _path(dossier_id)
    if to is None:
        others = {q.user_id for q in taking_part(dossier_id, on) if q.user_id} - {p.user_id, None}
        told = [user for user in others if user is not None]
        notify(user_ids=told, kind=Kind.SEAT_EMPTY, key=key, path=path, dossier_id=dossier_id)
        return False
    if not any(q.user_id == to and q.role == p.role for q in taking_part(dossier_id, on)):
        join_case(
            actor=actor,
            dossier_id=dossier_id,
            role=CaseRole(p.role),
            start=on,
            user_id=to,
            organisation_id=organisation_id,
        )
    notify(user_ids=[to], kind=Kind.CASE_HANDED_OVER, key=key, path=path, dossier_id=dossier_id)
    return True


def _path(dossier_id: int) -> str:
    """Where the case is found by who may see it."""
    found = keys(reason="where a case that was handed over is found", dossiers=[dossier_id])
    return reverse("web:person", args=[found[0].id]) if found else reverse("web:people")
