"""What asks attention about talks, for Today and for the page of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.conferences.enums import Answer, ConferenceState, RequestState, TalkAlert
from samenhang.conferences.models import Agreement, Conference, ConferenceParty, ConveneRequest, MoralDeliberation
from samenhang.conferences.rules import feedback_due, record_due


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """What waits, is due or is late in the talks about these people, as far as the actor may see them; five questions for all."""
    ids = list(person_ids)
    return [
        *_conferences(actor, ids, purpose, today),
        *_invitations(actor, ids, purpose, today),
        *_agreements(actor, ids, purpose),
        *_requests(actor, ids, purpose),
        *_deliberations(actor, ids, purpose),
    ]


def _conferences(actor: Actor, ids: list[int], purpose: Purpose, today: date) -> Iterator[Attention]:
    """A talk that was held is written down within two working days and told to the client within the week.

    A conference whose day is over counts as held, whether somebody said so or not: nothing waits unseen.
    """
    rows = Conference.objects.visible_to(actor, purpose=purpose).filter(person_id__in=ids)
    over = Q(state=ConferenceState.PLANNED, starts_at__date__lt=today)
    rows = rows.filter(Q(state__in=[ConferenceState.HELD, ConferenceState.RECORDED]) | over)
    for pk, person_id, state, starts_at, convener in rows.values_list(
        "id", "person_id", "state", "starts_at", "convened_by_id"
    ):
        held = timezone.localtime(starts_at).date()
        path = reverse("conferences:conference", args=[person_id, pk])
        if state != ConferenceState.RECORDED:
            last = record_due(held)
            yield Attention(TalkAlert.CONFERENCE_TO_RECORD, person_id, last, last, path=path, user_id=convener)
        last = feedback_due(held)
        late = last < today
        code = TalkAlert.FEEDBACK_OVERDUE if late else TalkAlert.FEEDBACK_DUE
        yield Attention(code, person_id, held, last, hard=late, path=path, user_id=convener)


def _invitations(actor: Actor, ids: list[int], purpose: Purpose, today: date) -> Iterator[Attention]:
    rows = ConferenceParty.objects.visible_to(actor, purpose=purpose).filter(
        conference__person_id__in=ids,
        conference__state=ConferenceState.PLANNED,
        conference__starts_at__date__gte=today,
        answer=Answer.ASKED,
        user_id__isnull=False,
    )
    path = reverse("conferences:invitations")
    fields = ("conference__person_id", "conference__starts_at", "user_id")
    for person_id, starts_at, user_id in rows.values_list(*fields):
        day = timezone.localtime(starts_at).date()
        yield Attention(TalkAlert.INVITATION_TO_ANSWER, person_id, today, day, path=path, user_id=user_id)


def _agreements(actor: Actor, ids: list[int], purpose: Purpose) -> Iterator[Attention]:
    """Agreements that did not become an action of the plan; an action asks attention by itself."""
    rows = Agreement.objects.visible_to(actor, purpose=purpose).filter(
        person_id__in=ids, done_on__isnull=True, action_number__isnull=True
    )
    fields = ("conference_id", "person_id", "due_on", "user_id")
    for conference_id, person_id, due_on, user_id in rows.values_list(*fields):
        path = reverse("conferences:conference", args=[person_id, conference_id])
        yield Attention(TalkAlert.AGREEMENT_OVERDUE, person_id, due_on, due_on, path=path, user_id=user_id)


def _requests(actor: Actor, ids: list[int], purpose: Purpose) -> Iterator[Attention]:
    rows = ConveneRequest.objects.visible_to(actor, purpose=purpose).filter(person_id__in=ids, state=RequestState.OPEN)
    for pk, person_id, due_on, user_id in rows.values_list("id", "person_id", "due_on", "asked_of_id"):
        path = reverse("conferences:answer_request", args=[person_id, pk])
        yield Attention(TalkAlert.CONVENE_ASKED, person_id, due_on, due_on, path=path, user_id=user_id)


def _deliberations(actor: Actor, ids: list[int], purpose: Purpose) -> Iterator[Attention]:
    rows = MoralDeliberation.objects.visible_to(actor, purpose=purpose).filter(
        person_id__in=ids, evaluated_on__isnull=True
    )
    for pk, person_id, due_on in rows.values_list("id", "person_id", "evaluate_on"):
        path = reverse("conferences:deliberation", args=[person_id, pk])
        yield Attention(TalkAlert.DELIBERATION_TO_EVALUATE, person_id, due_on, due_on, path=path)
