"""Warm handovers: what was agreed, what was written down on the way, who was asked to receive, and questions afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.base import clock
from samenhang.legal.enums import Payer
from samenhang.pathway.enums.handovers import (
    Evidence,
    GiverRole,
    HandoverKind,
    HandoverState,
    NoReason,
    RequestState,
)
from samenhang.supply.enums import Setting


def _choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(str(c), str(c)) for c in codes]


_MOVED = ["TRANSFERRED", "AFTERCARE", "COMPLETED", "FAILED_RETURN"]
_ENDED = ["COMPLETED", "WITHDRAWN"]


class HandoverTemplate(models.Model):
    """One version of the numbers of a handover in the region; a new one is added, none is changed."""

    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    numbers = models.JSONField()
    why = models.CharField(max_length=300)
    written_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["version"], name="pathway_one_template_per_version")]


class WarmHandover(ProtectedModel):
    """Somebody goes from one organisation to another: from whom, to whom, when, and where it stands (handbook chapter 5)."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32, choices=_choices(HandoverKind))
    state = models.CharField(max_length=16, choices=_choices(HandoverState), default=HandoverState.PLANNED)
    started_on = models.DateField()
    started_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    attempt = models.PositiveSmallIntegerField(default=1)
    attempt_on = models.DateField()
    stay_since = models.DateField(null=True, blank=True)
    from_organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    giver = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    giver_role = models.CharField(max_length=20, choices=_choices(GiverRole))
    to_organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    receiver = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    receiver_seat = models.ForeignKey(
        "access.Participation", models.PROTECT, null=True, blank=True, related_name="+"
    )  # what the receiver got by this handover, and loses with it
    receiver_since = models.DateField(null=True, blank=True)  # a colleague took over: getting to know counts from then
    giver_seat = models.ForeignKey("access.Participation", models.PROTECT, null=True, blank=True, related_name="+")
    negotiation = models.UUIDField(unique=True)
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")
    arrival = models.ForeignKey("pathway.Placement", models.PROTECT, null=True, blank=True, related_name="+")
    left = models.ForeignKey("pathway.Placement", models.PROTECT, null=True, blank=True, related_name="+")
    move_on = models.DateField(null=True, blank=True)
    moved_why = models.CharField(max_length=300, blank=True)
    template_version = models.PositiveIntegerField(default=0)
    temporary = models.BooleanField(default=False)
    home = models.ForeignKey("pathway.Placement", models.PROTECT, null=True, blank=True, related_name="+")
    home_payer = models.CharField(max_length=16, choices=_choices(Payer), blank=True)
    home_until = models.DateField(null=True, blank=True)
    return_on = models.DateField(null=True, blank=True)
    ready_on = models.DateField(null=True, blank=True)
    deviation = models.ForeignKey("plan.ProtocolDeviation", models.PROTECT, null=True, blank=True, related_name="+")
    excepted = models.JSONField(default=list)
    talk_deviation = models.ForeignKey(
        "plan.ProtocolDeviation", models.PROTECT, null=True, blank=True, related_name="+"
    )  # talked once only: who stands behind it
    transferred_on = models.DateField(null=True, blank=True)
    knows_enough_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    lock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=~Q(state__in=_ENDED), name="pathway_one_handover_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(to_organisation__isnull=True, receiver__isnull=True)
                | Q(to_organisation__isnull=False, receiver__isnull=False),
                name="pathway_receiver_has_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ACQUAINTING", "READY", *_MOVED]) | Q(receiver__isnull=False),
                name="pathway_nobody_moves_to_nobody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_MOVED, transferred_on__isnull=False)
                | (~Q(state__in=_MOVED) & Q(transferred_on__isnull=True)),
                name="pathway_moved_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, ended_on__isnull=False)
                | (~Q(state__in=_ENDED) & Q(ended_on__isnull=True)),
                name="pathway_handover_ends_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(deviation__isnull=False) | Q(excepted=[]), name="pathway_exception_is_backed"
            ),
            models.CheckConstraint(
                condition=Q(temporary=True) | Q(home__isnull=True, home_until__isnull=True, return_on__isnull=True),
                name="pathway_home_is_held_for_a_time",
            ),
        ]
        indexes = [
            models.Index(  # Today, the list of the region, and the night
                fields=["person", "state"], condition=~Q(state__in=_ENDED), name="pathway_handovers_run"
            )
        ]


class HandoverEvidence(ProtectedModel):
    """Something that was done or agreed in a handover, with who was there; the steps are done by what is written here."""

    category = Category.PLAN_GOALS

    handover = models.ForeignKey(WarmHandover, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    attempt = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=16, choices=_choices(Evidence))
    item = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField(default=0)
    in_person = models.BooleanField(default=False)
    client_present = models.BooleanField(default=False)
    why_absent = models.CharField(max_length=300, blank=True)
    with_whom = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    waived = models.BooleanField(default=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField(null=True, blank=True)
    talk_ref = models.PositiveBigIntegerField(null=True, blank=True)
    noted_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "attempt", "item"], condition=Q(kind="LIVELIHOOD"), name="pathway_livelihood_once"
            ),
            models.UniqueConstraint(
                fields=["handover", "talk_ref"], condition=Q(talk_ref__isnull=False), name="pathway_talk_once"
            ),
            models.CheckConstraint(condition=Q(waived=False) | ~Q(words=""), name="pathway_waived_for_a_reason"),
            models.CheckConstraint(
                condition=~Q(kind="INTAKE") | Q(client_present=True) | ~Q(why_absent=""),
                name="pathway_absent_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["handover", "kind"], name="pathway_evidence_of")]  # the page and the checks


class HandoverRequest(models.Model):
    """The question to one possible receiver, about nobody who can be recognised: it holds no way to a person.

    ``negotiation`` ties the questions of one search together; only a handover, behind the door, knows whose it is.
    """

    negotiation = models.UUIDField()
    asked_of = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    asking = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    setting = models.CharField(max_length=24, choices=_choices(Setting), blank=True)
    security_level = models.PositiveSmallIntegerField(null=True, blank=True)
    needs = models.JSONField(default=list)
    wanted_from = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=_choices(RequestState), default=RequestState.ASKED)
    seen_on = models.DateField(null=True, blank=True)
    hold_until = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=24, choices=_choices(NoReason), blank=True)
    exception_reason = models.CharField(max_length=300, blank=True)
    would_be_possible = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation"], condition=Q(state="ACCEPTED"), name="pathway_one_receiver_accepts"
            ),
            models.UniqueConstraint(
                fields=["negotiation", "asked_of"],
                condition=Q(state__in=["ASKED", "HELD", "ACCEPTED"]),
                name="pathway_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="REFUSED")
                | (
                    ~Q(reason="")
                    & ~Q(would_be_possible="")
                    & (Q(seen_on__isnull=False) | ~Q(exception_reason=""))
                    & Q(answered_by__isnull=False)
                ),
                name="pathway_no_refusal_on_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state="ACCEPTED") | Q(answered_by__isnull=False), name="pathway_somebody_accepted"
            ),
            models.CheckConstraint(
                condition=~Q(state="HELD") | Q(hold_until__isnull=False), name="pathway_held_until_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_of", "state"], name="pathway_asked_of_us"),  # what waits for an organisation
        ]


class HandoverQuestion(ProtectedModel):
    """After the move one team asks the other, with a term; both may (seed 000, section 2.3)."""

    category = Category.PLAN_GOALS

    handover = models.ForeignKey(WarmHandover, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    asked_of = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    asked_on = models.DateField()
    question = models.TextField()
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                name="pathway_answered_by_somebody",
            ),
            models.CheckConstraint(condition=Q(answer_by__gte=F("asked_on")), name="pathway_answer_has_time"),
        ]
        indexes = [
            models.Index(  # what waits for an answer, on Today
                fields=["person", "answer_by"], condition=Q(answer=""), name="pathway_question_waits"
            )
        ]
