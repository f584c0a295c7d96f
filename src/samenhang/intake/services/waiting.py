"""The talk with the client at sign-up, and the bridge while somebody waits: facts on the common course, with a night's look."""

from __future__ import annotations

from datetime import date

from samenhang.access.enums import CaseRole, Category
from samenhang.access.rules import OPENS, OWN
from samenhang.access.selectors import taking_part
from samenhang.base.errors import Refused
from samenhang.directory.selectors import members_of
from samenhang.intake.models import Bridge, ClientTalk
from samenhang.intake.rules import fails_since, level
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.services import FactKind
from samenhang.people.services.facts import Values

_DIRECTS = (CaseRole.CASE_DIRECTOR, CaseRole.DEPUTY_DIRECTOR, CaseRole.FILE_HOLDER)


def _bridge(values: Values) -> Values:
    if values["until"] < values["since"]:
        raise Refused("ENDS_BEFORE_START")
    if not (values["holder_name"].strip() and values["holder_organisation"].strip()):
        raise Refused("NAME_MISSING")
    return values


def _talk(values: Values) -> Values:
    if not values["place"].strip() and not values["exception_why"].strip():
        raise Refused("CLIENT_NOT_SPOKEN")
    return values


BRIDGE = FactKind("bridge", Bridge, _bridge, once=("waits_for",))
TALK = FactKind("talk", ClientTalk, _talk)


def tell_of_bridges(*, today: date) -> int:
    """Tell who must hear that a bridge does not carry: at once who directs, after a week everybody who helps and the table.

    Once for each bridge and level; returns how many bridges do not carry.
    """
    rows = Bridge.objects.for_rule("who hears that a bridge is not enough, or over; its words are told to nobody")
    count = 0
    for row in rows.filter(ended_at__isnull=True).select_related("compartment"):
        fails = fails_since(enough=row.enough, checked_on=row.checked_on, until=row.until, today=today)
        if fails is None:
            continue
        count += 1
        dossier_id, step = row.compartment.dossier_id, level(fails[1], today)
        notify(
            user_ids=_hears(dossier_id, step, today),
            kind=Kind.BRIDGE_FAILS,
            key=f"bridge:{row.line or row.pk}:{row.until.isoformat()}:{step}",
            path=f"/inclusion/people/{row.person_id}/bridge/",
            dossier_id=dossier_id,
        )
    return count


def _hears(dossier_id: int, step: int, today: date) -> list[int]:
    found: set[int] = set()
    for p in taking_part(dossier_id, today):
        role = CaseRole(p.role)
        if role in OWN or not OPENS[role] & Category.INDICATION or (step == 1 and role not in _DIRECTS):
            continue
        found |= {p.user_id} if p.user_id else {m.user_id for m in members_of(p.team_id or 0, today)}
    return sorted(found)
