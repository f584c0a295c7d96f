"""What a colleague who leaves an organisation leaves behind of talks: it moves to who follows them, or is nobody's, in sight."""

from __future__ import annotations

from datetime import date

from samenhang.access.selectors import taking_part
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.conferences.enums import Answer, ConferenceState, PartyKind, RequestState
from samenhang.conferences.models import (
    Agreement,
    ConferenceParty,
    ConsultationRequest,
    ConveneRequest,
    RegionalTable,
)
from samenhang.conferences.services.common import log, tell
from samenhang.notifications.enums import Kind


def hand_over_talks(
    *, actor: Actor, from_user_id: int, to_user_id: int | None, organisation_id: int, today: date
) -> int:
    """Move invitations, agreements, requests, tables and questions of a colleague who leaves an organisation.

    What is about somebody moves only to who takes part in that case; otherwise an invitation or agreement becomes the
    organisation's and a request that of whoever directs the process. A table or a question about nobody moves to the
    successor, or stays with the organisation. Called after the seats moved: where the leaver still takes part, for
    another organisation, nothing changes. Returns how many moved or are nobody's now. The caller has checked that the
    actor keeps the accounts of the organisation.
    """
    about_nobody = _tables(actor, from_user_id, to_user_id, organisation_id) + ConsultationRequest.objects.filter(
        expert_id=from_user_id, asked_of_id=organisation_id, answered_at__isnull=True
    ).update(expert_id=to_user_id)
    cases = _Cases(from_user_id, to_user_id, today)
    return (
        about_nobody
        + _invitations(actor, cases, organisation_id)
        + _agreements(actor, cases, organisation_id)
        + _requests(actor, cases)
    )


class _Cases:
    """Who follows the leaver in each case: the successor where they take part, nobody, or the leaver who stays."""

    def __init__(self, leaver: int, successor: int | None, today: date) -> None:
        self.leaver, self.successor, self.today = leaver, successor, today
        self._parts: dict[int, set[int | None]] = {}

    def part(self, dossier_id: int) -> set[int | None]:
        if dossier_id not in self._parts:
            self._parts[dossier_id] = {p.user_id for p in taking_part(dossier_id, self.today)}
        return self._parts[dossier_id]

    def stays(self, dossier_id: int) -> bool:
        return self.leaver in self.part(dossier_id)

    def follower(self, dossier_id: int) -> int | None:
        return self.successor if self.successor in self.part(dossier_id) else None


def _tables(actor: Actor, leaver: int, to: int | None, organisation_id: int) -> int:
    rows = RegionalTable.objects.select_for_update().filter(keeper_id=leaver, organisation_id=organisation_id)
    found = list(rows)
    for row in found:
        row.keeper_id, row.version = to, row.version + 1
        row.save(update_fields=["keeper", "version"])
        record(actor, Act.UPDATE, object_type="RegionalTable", object_id=row.pk, detail={"keeper": to})
    return len(found)


def _invitations(actor: Actor, cases: _Cases, organisation_id: int) -> int:
    """Invitations to talks that are still to come; whoever was invited already is not invited twice."""
    rows = ConferenceParty.objects.for_rule("whoever leaves leaves no chair that seems taken")
    found = list(
        rows.select_for_update(of=("self",))
        .filter(
            user_id=cases.leaver,
            conference__state=ConferenceState.PLANNED,
            conference__starts_at__date__gte=cases.today,
        )
        .select_related("compartment", "conference")
    )
    moved = 0
    for row in found:
        dossier_id = row.compartment.dossier_id
        if row.organisation_id not in {organisation_id, None} or cases.stays(dossier_id):
            continue
        to = cases.follower(dossier_id)
        others = ConferenceParty.objects.for_rule("is the successor invited already")
        if to is not None and others.filter(conference_id=row.conference_id, user_id=to).exists():
            to = None
        row.user_id, row.organisation_id = to, organisation_id
        row.kind = row.kind if to else PartyKind.ORGANISATION
        row.answer, row.answered_at, row.presence = Answer.ASKED, None, ""
        row.save()
        log(actor, Act.UPDATE, row, dossier_id, handed_over=to is not None)
        tell(row.conference, Kind.INVITED_TO_CONFERENCE, f"invited:{row.pk}:{to}", [to], None)
        moved += 1
    return moved


def _agreements(actor: Actor, cases: _Cases, organisation_id: int) -> int:
    """Agreements that are no action of a plan; those move with the actions."""
    rows = Agreement.objects.for_rule("whoever leaves leaves no agreement behind that is nobody's")
    found = list(
        rows.select_for_update(of=("self",))
        .filter(user_id=cases.leaver, done_on__isnull=True, action_number__isnull=True)
        .select_related("compartment")
    )
    moved = 0
    for row in found:
        dossier_id = row.compartment.dossier_id
        if row.organisation_id not in {organisation_id, None} or cases.stays(dossier_id):
            continue
        to = cases.follower(dossier_id)
        row.user_id, row.organisation_id, row.version = to, organisation_id, row.version + 1
        row.save(update_fields=["user", "organisation", "version"])
        log(actor, Act.UPDATE, row, dossier_id, handed_over=to is not None)
        moved += 1
    return moved


def _requests(actor: Actor, cases: _Cases) -> int:
    """What was asked of the leaver as the one who directs the process."""
    rows = ConveneRequest.objects.for_rule("whoever leaves leaves no request that waits for nobody")
    found = list(
        rows.select_for_update(of=("self",))
        .filter(asked_of_id=cases.leaver, state=RequestState.OPEN)
        .select_related("compartment")
    )
    moved = 0
    for row in found:
        dossier_id = row.compartment.dossier_id
        if cases.stays(dossier_id):
            continue
        row.asked_of_id = cases.follower(dossier_id)
        row.save(update_fields=["asked_of"])
        log(actor, Act.UPDATE, row, dossier_id, handed_over=row.asked_of_id is not None)
        moved += 1
    return moved
