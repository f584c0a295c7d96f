"""The one reading door: no grant, no sight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q

from samenhang.access.enums import Category, Purpose
from samenhang.base import clock
from samenhang.base.actor import Actor


def _in_the_same_job(actor: Actor) -> Q:
    """A grant that somebody holds for an organisation ends with the job there."""
    return Q(organisation_id__isnull=True) | Q(organisation_id__in=list(actor.organisation_ids))


def granted(actor: Actor, category: Category, *, now: datetime | None = None, write: bool = False) -> models.QuerySet:
    """The ids of the compartments in which this actor may read (or write) this category now.

    One subquery: the database filters, whatever the length of the list.
    """
    return _open(_current(actor, now or clock.now()), category, write=write).values("compartment_id")


def _open(grants: models.QuerySet, category: Category, *, write: bool = False) -> models.QuerySet:
    """Those of these grants that open this category. For one bit "more than nothing" is asked, which a planner guesses better."""
    opened = grants.filter(suspended=False).annotate(
        opened=F("writes" if write else "categories").bitand(int(category))
    )
    return opened.filter(opened__gt=0) if int(category).bit_count() == 1 else opened.filter(opened=int(category))


def suspended(actor: Actor, *, now: datetime | None = None) -> models.QuerySet:
    """The ids of the compartments of restricted people whom this actor may meet in a list, and not read."""
    return _current(actor, now or clock.now()).filter(suspended=True).values("compartment_id")


def _current(actor: Actor, moment: datetime) -> models.QuerySet:
    """The grants of this actor, or of a team of theirs, that run at this moment."""
    grants: Any = apps.get_model("access", "Grant").objects
    if actor.user_id is None:
        return grants.none()
    return grants.filter(
        Q(team_id__in=list(actor.team_ids)) | Q(user_id=actor.user_id) & _in_the_same_job(actor)
    ).filter(Q(end__isnull=True) | Q(end__gt=moment), start__lte=moment)


def granted_rows(actor: Actor, category_field: str, *, now: datetime | None = None) -> Exists:
    """For facts whose category is chosen row by row: a grant on the compartment opens the category of that row."""
    return Exists(
        _current(actor, now or clock.now())
        .filter(suspended=False, compartment_id=OuterRef("compartment_id"))
        .annotate(
            opened=ExpressionWrapper(
                F("categories").bitand(cast(Any, OuterRef(category_field))), output_field=models.BigIntegerField()
            )
        )
        .filter(opened=OuterRef(category_field), opened__gt=0)
    )


class ProtectedQuerySet(models.QuerySet):
    """A set of personal facts that was entered through the door."""

    def on(self, day: Any) -> ProtectedQuerySet:
        """Rows whose period contains the day."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=day), start__lte=day)


_SIDE_DOORS = frozenset(
    "all filter exclude get values values_list count first last exists aggregate annotate in_bulk iterator update delete "
    "create get_or_create update_or_create bulk_create raw order_by select_related prefetch_related earliest latest".split()
)


class ProtectedManager(models.Manager):
    """Offers two ways in and no other: as a reader with a grant, or as a rule that says why."""

    def get_queryset(self) -> ProtectedQuerySet:
        """The bare set; guard tests refuse its use outside this module."""
        return ProtectedQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Actor, *, purpose: Purpose, many: bool = False) -> ProtectedQuerySet:
        """The facts that this actor may read: those in a compartment with a grant for the fact's category.

        ``purpose`` is asked of every reader and logged by the caller with the read. The system itself sees nothing.
        ``many`` says that most rows will be visible: the database then walks the list in its order and asks the door row by
        row until a page is full, instead of gathering everything first. The answer is the same.
        """
        if not isinstance(purpose, Purpose):
            raise TypeError("say why you read: a Purpose")
        model = cast(Any, self.model)
        if model.category_field:
            return self.get_queryset().filter(granted_rows(actor, model.category_field))
        if many:
            own = _current(actor, clock.now()).filter(compartment_id=OuterRef("compartment_id"))
            return self.get_queryset().filter(Exists(_open(own, model.category)))
        return self.get_queryset().filter(compartment_id__in=granted(actor, model.category))

    def for_rule(self, reason: str) -> ProtectedQuerySet:
        """All facts, for a rule, a clock or an aggregate that never shows them; ``reason`` is read by the guard test."""
        if len(reason) < 10:
            raise ValueError("say which rule or aggregate needs all facts")
        return self.get_queryset()

    def __getattribute__(self, name: str) -> Any:
        """Refuse the ways around the door: ``Model.objects.filter`` and the like do not exist for personal facts."""
        if name in _SIDE_DOORS:
            raise TypeError(f"objects.{name}: read through visible_to(actor, purpose=…) or for_rule(reason)")
        return super().__getattribute__(name)

    def write(self, rows: Collection[Any]) -> list[Any]:
        """Insert facts; for services only, inside their transaction."""
        return self.get_queryset().bulk_create(rows, batch_size=500)
