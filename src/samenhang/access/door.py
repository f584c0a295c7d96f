"""The one reading door: no grant, no sight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from samenhang.access.enums import Category, Purpose
from samenhang.base import clock
from samenhang.base.actor import Actor


def _in_the_same_job(actor: Actor) -> Q:
    """A grant of a person in a role ends with the job: it holds while they work for the organisation they took part for."""
    organisation = "participation__organisation_id"
    return Q(**{f"{organisation}__isnull": True}) | Q(**{f"{organisation}__in": list(actor.organisation_ids)})


def granted(actor: Actor, category: Category, *, now: datetime | None = None, write: bool = False) -> models.QuerySet:
    """The ids of the compartments in which this actor may read (or write) this category now.

    One subquery: the database filters, whatever the length of the list.
    """
    grants: Any = apps.get_model("access", "Grant").objects
    moment = now or clock.now()
    if actor.user_id is None:
        return grants.none().values("compartment_id")
    return (
        grants.filter(Q(team_id__in=list(actor.team_ids)) | Q(user_id=actor.user_id) & _in_the_same_job(actor))
        .filter(Q(end__isnull=True) | Q(end__gt=moment), start__lte=moment)
        .annotate(opened=F("writes" if write else "categories").bitand(int(category)))
        .filter(opened=int(category))
        .values("compartment_id")
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

    def visible_to(self, actor: Actor, *, purpose: Purpose) -> ProtectedQuerySet:
        """The facts that this actor may read: those in a compartment with a grant for the fact's category.

        ``purpose`` is asked of every reader and logged by the caller with the read. The system itself sees nothing.
        """
        if not isinstance(purpose, Purpose):
            raise TypeError("say why you read: a Purpose")
        return self.get_queryset().filter(compartment_id__in=granted(actor, cast(Any, self.model).category))

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
