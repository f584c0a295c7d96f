"""What a person may not be told yet, for a reason that was written down: it waits, and then it appears by itself.

Somebody who opened a dossier in an emergency, or shared because of a danger, may have had to postpone telling. Until the
day on which that is looked at again, nothing that the person reads gives it away.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenhang.access.models import BreakGlass
from samenhang.audit.selectors import Look
from samenhang.privacy.models import Disclosure, Notice, Weighing

_AROUND = timedelta(minutes=1)
_PROCEDURE = frozenset({"Weighing", "BreakGlass", "Notice"})


@dataclass(frozen=True)
class NotToldYet:
    """Rows that wait, and the moments at which the log would give them away."""

    notices: frozenset[int] = frozenset()
    disclosures: frozenset[int] = frozenset()
    weighings: frozenset[int] = frozenset()
    emergencies: frozenset[int] = frozenset()
    moments: tuple[tuple[int, datetime, datetime], ...] = ()

    def hides(self, look: Look) -> bool:
        """Say whether this line of the log would tell what may not be told yet."""
        if any(who == look.user_id and since <= look.at <= until for who, since, until in self.moments):
            return True
        return bool(self.notices or self.weighings) and look.what in _PROCEDURE

    def keeps(self, ground: str) -> bool:
        """Say whether a grant on this ground would tell it."""
        kind, _sep, number = ground.partition(":")
        ids: Collection[int] = {"break-glass": self.emergencies, "disclosure": self.disclosures}.get(kind, ())
        return number.isdigit() and int(number) in ids


def not_told_yet(person_id: int, today: date) -> NotToldYet:
    """What waits about one person on a day; for whoever shows the person their own file."""
    why = "what a person may not be told yet is left out of what they read"
    notices = list(
        Notice.objects.for_rule(why)
        .filter(person_id=person_id, told_on__isnull=True, due_on__gt=today)
        .exclude(why_not_told="")
        .values_list("pk", "emergency_id")
    )
    waiting = frozenset(pk for pk, _ in notices)
    emergencies = frozenset(e for _, e in notices if e is not None)
    hidden = list(
        Disclosure.objects.for_rule(why)
        .filter(person_id=person_id, notice_id__in=waiting)
        .values_list("pk", "weighing_id", "sender_id", "at")
    )
    told = Disclosure.objects.for_rule(why).filter(person_id=person_id, weighing__isnull=False)
    told = told.exclude(notice_id__in=waiting).exclude(human_decision="NOT_SHARED")
    weighings = Weighing.objects.for_rule(why).filter(person_id=person_id, tell_review_on__gt=today)
    weighings = weighings.exclude(pk__in=told.values("weighing_id"))
    opened = BreakGlass.objects.for_rule(why).filter(pk__in=emergencies)
    moments = [(user, at - _AROUND, end) for user, at, end in opened.values_list("user_id", "opened_at", "ends_at")]
    moments += [(sender, at - _AROUND, at + _AROUND) for _, _, sender, at in hidden]
    return NotToldYet(
        notices=waiting,
        disclosures=frozenset(pk for pk, *_ in hidden),
        weighings=frozenset(weighings.values_list("pk", flat=True)) | {w for _, w, *_ in hidden if w},
        emergencies=emergencies,
        moments=tuple(moments),
    )
