"""What asks attention about talks, for Today and for the page of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from samenhang.access.enums import Purpose
from samenhang.access.models import ProtectedModel
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.kept import GivenDay, GivenIds, Kept
from samenhang.conferences.enums import Answer, ConferenceState, RequestState, TalkAlert
from samenhang.conferences.models import Agreement, Conference, ConferenceParty, ConveneRequest, MoralDeliberation
from samenhang.conferences.rules import feedback_due, record_due


class _Open(NamedTuple):
    """One thing that is open: which kind, about whom, when, by when, whose move, and what it is found by."""

    source: str
    person_id: int
    moment: datetime | None
    until: date | None
    user_id: int | None
    number: int


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """What waits, is due or is late in the talks about these people, as far as the actor may see them; one question for all."""
    rows = _open_things.rows(actor.reader, purpose, people=person_ids, today=today)
    return [item for row in map(_Open._make, rows) for item in _TOLD[row.source](row, today)]


@Kept
def _open_things(reader: Actor, purpose: Purpose) -> QuerySet:
    """Everything that is open, in one question.

    A conference whose day is over counts as held, whether somebody said so or not: nothing waits unseen. An agreement that
    became an action of the plan asks attention there.
    """
    today = GivenDay("today")

    def part(model: type[ProtectedModel], source: str, person: str = "person_id", **fields: str) -> QuerySet:
        def field(name: str, kind: Any) -> Cast:
            return Cast(F(fields[name]) if name in fields else Value(None), kind)

        rows = model.objects.visible_to(reader, purpose=purpose).filter(**{f"{person}__in": GivenIds("people")})
        return rows.order_by().annotate(
            its_source=Value(source, output_field=CharField()),
            its_person=F(person),
            its_moment=field("moment", DateTimeField()),
            its_until=field("until", DateField()),
            its_user=field("user", BigIntegerField()),
            its_number=F(fields.get("number", "pk")),
        )

    over = Q(state=ConferenceState.PLANNED, starts_at__date__lt=today)
    queries = (
        part(Conference, "HELD", moment="starts_at", user="convened_by_id").filter(
            Q(state=ConferenceState.HELD) | over
        ),
        part(Conference, "RECORDED", moment="starts_at", user="convened_by_id").filter(state=ConferenceState.RECORDED),
        part(
            ConferenceParty, "INVITED", "conference__person_id", moment="conference__starts_at", user="user_id"
        ).filter(
            conference__state=ConferenceState.PLANNED,
            conference__starts_at__date__gte=today,
            answer=Answer.ASKED,
            user_id__isnull=False,
        ),
        part(Agreement, "AGREED", until="due_on", user="user_id", number="conference_id").filter(
            done_on__isnull=True, action_number__isnull=True
        ),
        part(ConveneRequest, "ASKED", until="due_on", user="asked_of_id").filter(state=RequestState.OPEN),
        part(MoralDeliberation, "WEIGHED", until="evaluate_on").filter(evaluated_on__isnull=True),
    )
    fields = [f"its_{name}" for name in ("source", "person", "moment", "until", "user", "number")]
    first, *rest = (q.values_list(*fields) for q in queries)
    return first.union(*rest, all=True)


def _held(row: _Open, today: date) -> Iterator[Attention]:
    """A talk that was held is written down within two working days."""
    last = record_due(timezone.localtime(row.moment).date())
    path = reverse("conferences:conference", args=[row.person_id, row.number])
    yield Attention(TalkAlert.CONFERENCE_TO_RECORD, row.person_id, last, last, path=path, user_id=row.user_id)
    yield from _to_tell(row, today)


def _to_tell(row: _Open, today: date) -> Iterator[Attention]:
    """What was talked about is told to the client within the week."""
    held = timezone.localtime(row.moment).date()
    last = feedback_due(held)
    late = last < today
    code = TalkAlert.FEEDBACK_OVERDUE if late else TalkAlert.FEEDBACK_DUE
    path = reverse("conferences:conference", args=[row.person_id, row.number])
    yield Attention(code, row.person_id, held, last, hard=late, path=path, user_id=row.user_id)


def _invited(row: _Open, today: date) -> Iterator[Attention]:
    day, path = timezone.localtime(row.moment).date(), reverse("conferences:invitations")
    yield Attention(TalkAlert.INVITATION_TO_ANSWER, row.person_id, today, day, path=path, user_id=row.user_id)


def _with(code: TalkAlert, page: str) -> Any:
    """What is due on a day, on a page with the number in its address."""

    def told(row: _Open, _today: date) -> Iterator[Attention]:
        path = reverse(page, args=[row.person_id, row.number])
        yield Attention(code, row.person_id, row.until, row.until, path=path, user_id=row.user_id)

    return told


_TOLD = {
    "HELD": _held,
    "RECORDED": _to_tell,
    "INVITED": _invited,
    "AGREED": _with(TalkAlert.AGREEMENT_OVERDUE, "conferences:conference"),
    "ASKED": _with(TalkAlert.CONVENE_ASKED, "conferences:answer_request"),
    "WEIGHED": _with(TalkAlert.DELIBERATION_TO_EVALUATE, "conferences:deliberation"),
}
