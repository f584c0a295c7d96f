"""What the clock does at night: end what ran out, shield what is too old, propose what must go. Twice is as once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.services import end_grants
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.privacy.models import Consent, Disclosure, SharedCopy
from samenhang.privacy.services.retention import propose_destruction, shield_expired


@dataclass(frozen=True)
class Night:
    """What was done."""

    ended: int
    shielded: int
    sheet_id: int | None


def nightly(*, actor: Actor, today: date) -> Night:
    """End what hangs on consents that ran out, shield what the WGS no longer allows, and propose what must be destroyed.

    Each step is a transaction of its own, so that a fault in one does not undo the others.
    """
    return Night(
        ended=_end_lapsed(actor, today),
        shielded=shield_expired(actor=actor, today=today),
        sheet_id=propose_destruction(actor=actor, today=today),
    )


@transaction.atomic
def _end_lapsed(actor: Actor, today: date) -> int:
    """What was received on a consent that ran out is no longer kept as running; any access on it ends with it."""
    ended = Consent.objects.for_rule("a consent that ran out ends what hangs on it").filter(
        valid_until__lte=today, given_on__isnull=False, withdrawn_at__isnull=True
    )
    shared = Disclosure.objects.for_rule("what was shared on a consent ends with it").filter(
        consent_id__in=ended.values("pk")
    )
    copies = SharedCopy.objects.for_rule("what was shared on a consent ends with it").filter(
        disclosure_id__in=shared.values("pk"), withdrawn_at__isnull=True
    )
    lapsed = sorted(set(copies.values_list("disclosure__consent_id", flat=True)))
    count = sum(end_grants(actor=actor, ground=f"consent:{pk}") for pk in lapsed)
    return count + copies.update(withdrawn_at=clock.now())
