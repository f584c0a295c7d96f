"""What privacy asks of who works on these cases, by a day: one question to the database, whatever the number of cases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, TruncDate

from samenhang.access.enums import Purpose
from samenhang.access.models import ProtectedModel
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenDay, GivenIds, Kept
from samenhang.privacy.enums import Duty
from samenhang.privacy.models import Consent, HomeNeed, Notice, RightsRequest, Weighing

AHEAD: dict[Duty, int] = {
    Duty.TELL_THE_PERSON: 14,
    Duty.ANSWER_A_REQUEST: 31,
    Duty.CONSENT_RUNS_OUT: 30,
    Duty.LOOK_AT_HOME_NEEDS: 14,
    Duty.SECOND_LOOK: 1,
}


@dataclass(frozen=True)
class DutyRow:
    """One thing to do about somebody, by a day; ``ahead`` days before it begins to show."""

    code: Duty
    person_id: int
    day: date
    organisation: str
    ahead: int


@Kept
def _open_duties(reader: Actor, purpose: Purpose) -> QuerySet:
    dossiers, today = GivenIds("dossiers"), GivenDay("today")

    def part(model: type[ProtectedModel], code: Duty, day: str, organisation: str | None = None) -> QuerySet:
        rows = model.objects.visible_to(reader, purpose=purpose).filter(compartment__dossier_id__in=dossiers)
        moment = TruncDate(day) if code is Duty.SECOND_LOOK else Cast(F(day), DateField())
        return rows.order_by().annotate(
            duty=Value(code.value, output_field=CharField()),
            by_day=moment,
            whom=Cast(organisation, TextField()) if organisation else Value("", output_field=TextField()),
        )

    def soon(code: Duty) -> GivenDay:
        return GivenDay(code.value)

    fields = ("duty", "person_id", "by_day", "whom", "id")
    tell = part(Notice, Duty.TELL_THE_PERSON, "due_on").filter(
        told_on__isnull=True, due_on__lte=soon(Duty.TELL_THE_PERSON)
    )
    answer = part(RightsRequest, Duty.ANSWER_A_REQUEST, "due_on").filter(answered_on__isnull=True)
    lapse = part(Consent, Duty.CONSENT_RUNS_OUT, "valid_until", "organisation__name").filter(
        given_on__isnull=False,
        withdrawn_at__isnull=True,
        valid_until__gt=today,
        valid_until__lte=soon(Duty.CONSENT_RUNS_OUT),
    )
    review = part(HomeNeed, Duty.LOOK_AT_HOME_NEEDS, "review_on").filter(
        ended_on__isnull=True, review_on__lte=soon(Duty.LOOK_AT_HOME_NEEDS)
    )
    look = part(Weighing, Duty.SECOND_LOOK, "at").filter(second_at__isnull=True).exclude(by_id=reader.user_id)
    return tell.values_list(*fields).union(*(q.values_list(*fields) for q in (answer, lapse, review, look)), all=True)


def duties(actor: Actor, dossier_ids: Collection[int], *, purpose: Purpose, today: date) -> list[DutyRow]:
    """Whom to tell, what to answer, which consent runs out, which needs and weighings to look at again."""
    ahead = {code.value: today + timedelta(days=days) for code, days in AHEAD.items()}
    rows = _open_duties.rows(actor.reader, purpose, dossiers=dossier_ids, today=today, **ahead)
    found: dict[tuple[str, int, str], DutyRow] = {}
    for code, person_id, day, organisation, _id in rows:
        duty = Duty(code)
        by = day + timedelta(days=1) if duty is Duty.SECOND_LOOK else day
        row = DutyRow(duty, person_id, by, organisation, AHEAD[duty])
        key = (code, person_id, organisation)
        if key not in found or row.day < found[key].day:
            found[key] = row
    return list(found.values())
