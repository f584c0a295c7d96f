"""What in the picture asks attention, for many people at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.kept import GivenDay, GivenIds, Kept
from samenhang.picture.enums import PictureAlert
from samenhang.picture.models import RiskAssessment, StrengthEstimate
from samenhang.picture.rules import ESTIMATES_COUNT, Estimate, is_expired, spreads


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """Estimates of own strength that lie far apart and risk assessments that no longer hold; two queries for everybody.

    Each only for who may see the facts behind it.
    """
    return [*_strengths(actor, person_ids, purpose, today), *_risks(actor, person_ids, purpose, today)]


@Kept
def _estimates(reader: Actor, purpose: Purpose) -> QuerySet:
    since, today = GivenDay("since"), GivenDay("today")
    rows = StrengthEstimate.objects.visible_to(reader, purpose=purpose).filter(
        person_id__in=GivenIds("people"), ended_at__isnull=True, on__gt=since, on__lte=today
    )
    return rows.order_by("on", "id").values_list("person_id", "area", "by", "source", "score", "on")


@Kept
def _assessments(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = RiskAssessment.objects.visible_to(reader, purpose=purpose).filter(
        person_id__in=GivenIds("people"), ended_at__isnull=True
    )
    return rows.order_by("on", "id").values_list("person_id", "instrument", "instrument_name", "valid_until")


def _strengths(actor: Actor, person_ids: Collection[int], purpose: Purpose, today: date) -> list[Attention]:
    """One for each code, however many areas it concerns; since the newest of the estimates that differ."""
    rows = _estimates.rows(actor.reader, purpose, people=person_ids, since=today - ESTIMATES_COUNT, today=today)
    by_person: dict[int, list[Estimate]] = {}
    for person_id, *values in rows:
        by_person.setdefault(person_id, []).append(Estimate(*values))
    found = []
    for person_id, estimates in by_person.items():
        since: dict[PictureAlert, date] = {}
        for spread in spreads(estimates, today):
            if spread.alert is not None:
                newest = max(e.on for e in estimates if e.area == spread.area)
                since[spread.alert] = max(newest, since.get(spread.alert, newest))
        path = reverse("picture:strengths", args=[person_id])
        found += [Attention(alert, person_id, on=on, path=path) for alert, on in since.items()]
    return found


def _risks(actor: Actor, person_ids: Collection[int], purpose: Purpose, today: date) -> list[Attention]:
    """The newest assessment with each instrument, when it no longer holds."""
    newest: dict[tuple[int, str, str], date] = {}
    for person_id, instrument, name, until in _assessments.rows(actor.reader, purpose, people=person_ids):
        newest[person_id, instrument, name] = until
    return [
        Attention(
            PictureAlert.RISK_ASSESSMENT_EXPIRED,
            person_id,
            on=until,
            hard=True,
            path=reverse("picture:safety-page", args=[person_id]),
        )
        for (person_id, _instrument, _name), until in newest.items()
        if is_expired(until, today)
    ]
