"""A conference in two halves: that it is held, for who may see appointments, and what was said, for who may see goals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenhang.access.enums import Category, Regime
from samenhang.access.models import ProtectedModel
from samenhang.conferences.enums import (
    Answer,
    AskedOf,
    ConferenceKind,
    ConferenceState,
    Fits,
    PartyKind,
    PointKind,
    Presence,
    RequestState,
)
from samenhang.conferences.models.tables import TableSession
from samenhang.engines.sharing import Purpose
from samenhang.privacy.enums import ToldHow


class Conference(ProtectedModel):
    """That parties talk about somebody: under which regime, for which purpose, when and where; never what is said.

    It lives in the compartment of its regime. ``revision`` counts what changed for a calendar; ``version`` guards the row.
    """

    category = Category.APPOINTMENTS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in ConferenceKind])
    purpose = models.CharField(max_length=24, choices=[(p.value, p.value) for p in Purpose])
    regime = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Regime])
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    where = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=300, blank=True)
    session = models.ForeignKey(TableSession, models.PROTECT, null=True, blank=True, related_name="+")
    convened_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    convening = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    why_no_client = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ConferenceState])
    why_changed = models.CharField(max_length=300, blank=True)
    revision = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="conferences_lasts"),
            models.CheckConstraint(
                condition=~Q(state="CANCELLED") | ~Q(why_changed=""), name="conferences_cancelled_for_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-starts_at"], name="conferences_of_person"),  # the tab, and attention
            models.Index(fields=["session"], name="conferences_on_agenda"),  # the agenda of a meeting
            models.Index(
                fields=["convened_by", "starts_at"], name="conferences_convened"
            ),  # the calendar of a colleague
        ]


class ConferenceParty(ProtectedModel):
    """Who is invited, and why they are needed. Being invited opens nothing: whoever is not in the case reads no facts."""

    category = Category.APPOINTMENTS

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=18, choices=[(k.value, k.value) for k in PartyKind])
    user = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200)
    answer = models.CharField(max_length=8, choices=[(a.value, a.value) for a in Answer], default=Answer.ASKED.value)
    answered_at = models.DateTimeField(null=True, blank=True)
    presence = models.CharField(max_length=6, choices=[(p.value, p.value) for p in Presence], blank=True)
    attended = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="conferences_party_for_a_reason"),
            models.UniqueConstraint(
                fields=["conference", "user"],
                condition=Q(user__isnull=False),
                name="conferences_colleague_invited_once",
            ),
        ]
        indexes = [
            models.Index(  # invitations of one colleague
                fields=["user", "answer"], condition=Q(user__isnull=False), name="conferences_invited"
            )
        ]


class ConferenceRecord(ProtectedModel):
    """The agreed questions and what was said about them: what is going on, what happened, what is needed (seed 003, level 2)."""

    category = Category.PLAN_GOALS

    conference = models.OneToOneField(Conference, models.PROTECT, related_name="+")
    question = models.CharField(max_length=300, blank=True)
    going_on = models.TextField(blank=True)
    happened = models.TextField(blank=True)
    needed = models.TextField(blank=True)
    discussion = models.TextField(blank=True)
    written_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)


class OfferWeighed(ProtectedModel):
    """An offer that was held against what is needed: does it fit in which trajectory, why, and what would make it possible."""

    category = Category.PLAN_GOALS

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="+")
    place = models.ForeignKey("supply.Place", models.PROTECT, null=True, blank=True, related_name="+")
    offer = models.CharField(max_length=160)
    trajectory = models.CharField(max_length=200, blank=True)
    fits = models.CharField(max_length=7, choices=[(f.value, f.value) for f in Fits])
    why = models.TextField(max_length=2000)
    would_make_possible = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["conference"], name="conferences_offers")]  # the page of a conference


class Point(ProtectedModel):
    """A line of a conference or a moral deliberation: a decision with its reason, a dissent, a value, an option, an argument."""

    category = Category.PLAN_GOALS

    conference = models.ForeignKey(Conference, models.PROTECT, null=True, blank=True, related_name="+")
    deliberation = models.ForeignKey(
        "conferences.MoralDeliberation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in PointKind])
    text = models.TextField(max_length=2000)
    who = models.CharField(max_length=160, blank=True)
    why = models.TextField(max_length=2000, blank=True)
    option = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(conference__isnull=False, deliberation__isnull=True)
                | Q(conference__isnull=True, deliberation__isnull=False),
                name="conferences_point_of_one",
            )
        ]
        indexes = [
            models.Index(fields=["conference"], name="conferences_points"),  # the page of a conference
            models.Index(fields=["deliberation"], name="conferences_arguments"),  # the page of a deliberation
        ]


class Agreement(ProtectedModel):
    """Who does what by when, as agreed at a conference; it becomes an action of the plan (``action_number``)."""

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="+")
    text = models.CharField(max_length=400)
    user = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=120, blank=True)
    by_client = models.BooleanField(default=False)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    action_number = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(organisation__isnull=False) | ~Q(who="") | Q(by_client=True),
                name="conferences_agreement_of_somebody",
            )
        ]
        indexes = [
            models.Index(fields=["conference"], name="conferences_agreements"),  # the page of a conference
            models.Index(  # the tab, and what is overdue
                fields=["person", "due_on"], condition=Q(done_on__isnull=True), name="conferences_to_do"
            ),
        ]


class Feedback(ProtectedModel):
    """What the person was told of a talk, in plain words (seed 001, section 3).

    It lives in the person's own compartment, whatever the regime of the conference, and so names that by number only: the
    conference may have to go earlier than what the person was told.
    """

    category = Category.PLAN_GOALS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    conference_number = models.BigIntegerField(unique=True)
    held_on = models.DateField()
    text = models.TextField(max_length=4000)
    told_how = models.CharField(max_length=10, choices=[(h.value, h.value) for h in ToldHow])
    told_on = models.DateField()
    told_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    reaction = models.TextField(max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-held_on"], name="conferences_told")]  # what the client reads


class ConveneRequest(ProtectedModel):
    """The one who directs the content asks the one who directs the process to convene or to solve (seed 000, section 3.2).

    An appointment, not content: the process director sees that and why it is asked, and nothing of the care.
    """

    category = Category.APPOINTMENTS

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asks = models.CharField(max_length=8, choices=[(a.value, a.value) for a in AskedOf])
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    asked_of = models.ForeignKey("directory.User", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in RequestState])
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="conferences_asked")]  # the tab, and attention
