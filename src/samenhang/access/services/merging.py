"""Two dossiers that turn out to be of one person become one: who comes along, who sees more by it, and when it is refused.

Nobody sees more than before without the case director knowing: every gain is counted beforehand, read by whoever directs
both cases, and written into the log of both dossiers. Where joining cannot be done without a guess it is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from samenhang.access.enums import CaseRole, Category, Regime
from samenhang.access.models import BreakGlass, Compartment, Dossier, Grant, Participation, Restriction
from samenhang.access.rules import BY_CONSENT, OPENS, OWN
from samenhang.access.services.cases import join_case, leave_case
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused

_DIRECTS = (CaseRole.CASE_DIRECTOR, CaseRole.DEPUTY_DIRECTOR)
_ONE_SEAT = (CaseRole.CASE_DIRECTOR, CaseRole.FILE_HOLDER)
_Holder = tuple[int | None, int | None]  # a user or a team


@dataclass(frozen=True)
class Gain:
    """Somebody, or a team, who will read kinds of information of the other record that they could not read before."""

    who: str
    user_id: int | None
    team_id: int | None
    categories: Category
    of_the_one_that_goes: bool


@dataclass(frozen=True)
class Joined:
    """What joining two dossiers does: who gains what, and the sharing on a ground that ends with the one that goes."""

    gains: tuple[Gain, ...]
    ending: tuple[str, ...]


def joining(*, actor: Actor, gone: int, stays: int, today: date) -> Joined:
    """What joining dossier ``gone`` with ``stays`` would do, locked until the transaction ends.

    Raises NoGrant(MERGE_NOT_DIRECTING) unless the actor directs both cases, and Refused: MERGE_RESTRICTED, CASE_CLOSED,
    MERGE_EMERGENCY (an emergency access runs), MERGE_OWN_ACCOUNT (the person signs in to the one that goes),
    MERGE_SHARED (something was handed out of the one that goes, or it has parts under other laws), MERGE_BY_CONSENT and
    MERGE_SEAT_TAKEN.
    """
    closed = list(Dossier.objects.select_for_update().filter(pk__in=[gone, stays]).values_list("closed_on", flat=True))
    _check_director(actor, gone, stays, today)
    if any(day is not None for day in closed):
        raise Refused("CASE_CLOSED")
    if Restriction.objects.filter(dossier_id__in=[gone, stays], lifted_at__isnull=True).exists():
        raise Refused("MERGE_RESTRICTED")
    open_doors = BreakGlass.objects.for_rule("an emergency access is over before two records become one")
    if open_doors.filter(
        compartment__dossier_id__in=[gone, stays],
        closed_at__isnull=True,
        reviewed_at__isnull=True,
        ends_at__gt=clock.now(),
    ).exists():
        raise Refused("MERGE_EMERGENCY")
    if Compartment.objects.filter(dossier_id=gone).count() != 1:
        raise Refused("MERGE_SHARED")
    _check_seats(gone, stays, today)
    return Joined(tuple(_gains(gone, stays, today)), tuple(_ending(gone)))


def join_dossiers(*, actor: Actor, gone: int, stays: int, today: date) -> Joined:
    """Let everybody of ``gone`` take part in ``stays`` and close the door of ``gone``; inside a transaction.

    The facts must have moved already. Raises as :func:`joining`.
    """
    done = joining(actor=actor, gone=gone, stays=stays, today=today)
    for p in _current(gone, today):
        if not _sits(stays, p, today):
            join_case(
                actor=actor,
                dossier_id=stays,
                role=CaseRole(p.role),
                start=today,
                user_id=p.user_id,
                team_id=p.team_id,
                organisation_id=p.organisation_id,
            )
        leave_case(actor=actor, participation_id=p.pk, on=max(today, p.start + timedelta(days=1)))
    now = clock.now()
    running = Grant.objects.filter(compartment__dossier_id=gone).filter(Q(end__isnull=True) | Q(end__gt=now))
    running.filter(start__gt=now).update(end=F("start"))
    running.filter(start__lte=now).update(end=now)
    Compartment.objects.filter(dossier_id=gone).update(shielded_at=now)
    Dossier.objects.filter(pk=gone).update(closed_on=today)
    since = Compartment.objects.filter(dossier_id=gone).values_list("since", flat=True).get()
    Compartment.objects.filter(dossier_id=stays, regime=Regime.CONSENT, recipient__isnull=True, since__gt=since).update(
        since=since
    )
    gains = [
        {"user": g.user_id, "team": g.team_id, "categories": int(g.categories), "of_gone": g.of_the_one_that_goes}
        for g in done.gains
    ]
    for dossier_id, other in ((gone, stays), (stays, gone)):
        record(
            actor,
            Act.UPDATE,
            dossier_id=dossier_id,
            object_type="Dossier",
            object_id=dossier_id,
            detail={"merged_with": other, "stays": stays, "gains": gains, "ended": list(done.ending)},
        )
    return done


def _current(dossier_id: int, today: date) -> list[Participation]:
    rows = Participation.objects.on(today).filter(dossier_id=dossier_id)
    return list(rows.select_related("user", "team", "organisation").order_by("id"))


def _check_director(actor: Actor, gone: int, stays: int, today: date) -> None:
    directs = Participation.objects.on(today).filter(
        dossier_id__in=[gone, stays], user_id=actor.user_id, role__in=[r.value for r in _DIRECTS]
    )
    if set(directs.values_list("dossier_id", flat=True)) != {gone, stays}:
        raise NoGrant("MERGE_NOT_DIRECTING")


def _sits(stays: int, p: Participation, today: date) -> bool:
    same = Participation.objects.on(today).filter(dossier_id=stays, role=p.role)
    return same.filter(Q(user_id=p.user_id) if p.user_id else Q(team_id=p.team_id)).exists()


def _check_seats(gone: int, stays: int, today: date) -> None:
    """Everybody of the one that goes can come along without a guess."""
    for p in _current(gone, today):
        if p.role in OWN:
            raise Refused("MERGE_OWN_ACCOUNT")
        if p.role in BY_CONSENT:
            raise Refused("MERGE_BY_CONSENT")
        taken = Participation.objects.on(today).filter(dossier_id=stays, role=p.role).exclude(user_id=p.user_id or 0)
        if p.role in _ONE_SEAT and taken.exists():
            raise Refused("MERGE_SEAT_TAKEN")


def _reads(dossier_id: int) -> dict[_Holder, Category]:
    """What everybody may read of a dossier's own facts at this moment."""
    now = clock.now()
    rows = Grant.objects.filter(
        compartment__dossier_id=dossier_id, compartment__recipient__isnull=True, suspended=False
    ).filter(Q(end__isnull=True) | Q(end__gt=now))
    found: dict[_Holder, Category] = {}
    for user, team, bits in rows.values_list("user_id", "team_id", "categories"):
        found[user, team] = found.get((user, team), Category(0)) | Category(bits)
    return found


def _gains(gone: int, stays: int, today: date) -> list[Gain]:
    before, other = _reads(gone), _reads(stays)
    names = _names({*before, *other}, gone, today)
    found = [
        Gain(names[holder], *holder, bits & ~before.get(holder, Category(0)), True)
        for holder, bits in other.items()
        if bits & ~before.get(holder, Category(0))
    ]
    for p in _current(gone, today):
        holder = (p.user_id, p.team_id)
        more = OPENS[CaseRole(p.role)] & ~other.get(holder, Category(0))
        if more:
            found.append(Gain(names[holder], *holder, more, False))
    return sorted(found, key=lambda g: (g.who, g.of_the_one_that_goes))


def _names(holders: set[_Holder], gone: int, today: date) -> dict[_Holder, str]:
    rows = Grant.objects.filter(
        Q(user_id__in=[u for u, _t in holders if u]) | Q(team_id__in=[t for _u, t in holders if t])
    )
    named: dict[_Holder, str] = {
        (user, team): name or team_name or ""
        for user, team, name, team_name in rows.values_list("user_id", "team_id", "user__name", "team__name")
    }
    for p in _current(gone, today):
        named.setdefault((p.user_id, p.team_id), p.user.name if p.user else p.team.name if p.team else "")
    return named


def _ending(gone: int) -> list[str]:
    """The grounds on which something of the one that goes is read besides taking part: they end with it."""
    now = clock.now()
    rows = Grant.objects.filter(compartment__dossier_id=gone).filter(Q(end__isnull=True) | Q(end__gt=now))
    return sorted(set(rows.exclude(ground="").values_list("ground", flat=True)))
