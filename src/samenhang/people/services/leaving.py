"""What a colleague who leaves was doing around people: building a network."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.access.selectors import taking_part
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.people.models import NoNetwork

_CARRIED = ("compartment_id", "person_id", "noted_on", "text", "next_step")


@transaction.atomic
def hand_over_networks(
    *, actor: Actor, from_user_id: int, to_user_id: int | None, organisation_id: int, today: date
) -> int:
    """Let a colleague go on building the networks of somebody who left, where they take part; otherwise nobody does, in red.

    Called after the seats in cases moved: where the leaver still takes part, for another organisation, nothing changes.
    Returns how many moved or turned red. The caller has checked that the actor keeps the accounts of the organisation.
    """
    rows = NoNetwork.objects.for_rule("whoever leaves leaves no network to be built by nobody, unseen")
    count = 0
    for old in (
        rows.select_for_update(of=("self",))
        .filter(builder_id=from_user_id, ended_at__isnull=True)
        .select_related("compartment")
    ):
        dossier_id = old.compartment.dossier_id
        part = {p.user_id for p in taking_part(dossier_id, today)}
        if from_user_id in part:
            continue
        old.ended_at, old.ended_by_id = clock.now(), actor.user_id
        old.save(update_fields=["ended_at", "ended_by"])
        builder = to_user_id if to_user_id in part else None
        carried = {name: getattr(old, name) for name in _CARRIED}
        new = NoNetwork(
            **carried, builder_id=builder, since=today if builder else None, written_by_id=actor.user_id,
            line=old.line or old.pk, version=old.version + 1,
        )  # fmt: skip
        NoNetwork.objects.write([new])
        record(
            actor,
            Act.UPDATE,
            dossier_id=dossier_id,
            compartment_id=old.compartment_id,
            object_type="NoNetwork",
            object_id=new.pk,
            categories=int(NoNetwork.category),
            detail={"handed_over": builder is not None},
        )
        count += 1
    return count
