"""The one reading door: no grant, no sight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.apps import apps
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q

from samenhang.access.enums import Category, Purpose
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.kept import Given, KeptRows

_KEPT = 2_048  # questions to the database that are kept, for all who use a process of the server


class _Now(Given):
    """This moment, looked up each time the question is put to the database, so that the question itself can be kept."""

    def __init__(self) -> None:
        super().__init__("now", models.DateTimeField())

    def value(self) -> datetime:
        """The present moment."""
        return clock.now()


class _Holder(NamedTuple):
    """What of an actor decides which grants are theirs."""

    user_id: int
    teams: frozenset[int]
    organisations: frozenset[int]


def _holder(actor: Actor) -> _Holder | None:
    """Nobody who has not signed in holds a grant."""
    return None if actor.user_id is None else _Holder(actor.user_id, actor.team_ids, actor.organisation_ids)


def granted(actor: Actor, category: Category, *, write: bool = False) -> models.QuerySet:
    """The ids of the compartments in which this actor may read (or write) this category now.

    One subquery: the database filters, whatever the length of the list.
    """
    return _granted(_holder(actor), category, write).all()


@lru_cache(maxsize=_KEPT)
def _granted(holder: _Holder | None, category: Category, write: bool) -> models.QuerySet:
    return _open(_current(holder), category, write=write).values("compartment_id")


@lru_cache(maxsize=_KEPT)
def _granted_ids(holder: _Holder | None, category: Category) -> KeptRows:
    """The same to read from, with its text kept: it stands in nearly every question to the database."""
    return KeptRows(_granted(holder, category, False))


def _open(grants: models.QuerySet, category: Category, *, write: bool = False) -> models.QuerySet:
    """Those of these grants that open this category. For one bit "more than nothing" is asked, which a planner guesses better."""
    opened = grants.filter(suspended=False).annotate(
        opened=F("writes" if write else "categories").bitand(int(category))
    )
    return opened.filter(opened__gt=0) if int(category).bit_count() == 1 else opened.filter(opened=int(category))


def suspended(actor: Actor) -> models.QuerySet:
    """The ids of the compartments of restricted people whom this actor may meet in a list, and not read."""
    return _current(_holder(actor)).filter(suspended=True).values("compartment_id")


@lru_cache(maxsize=_KEPT)
def _current(holder: _Holder | None) -> models.QuerySet:
    """The grants of this holder, or of a team of theirs, that run now. What is held for an organisation ends with the job there."""
    grants: Any = apps.get_model("access", "Grant").objects
    if holder is None:
        return grants.none()
    in_the_same_job = Q(organisation_id__isnull=True) | Q(organisation_id__in=sorted(holder.organisations))
    return grants.filter(Q(team_id__in=sorted(holder.teams)) | Q(user_id=holder.user_id) & in_the_same_job).filter(
        Q(end__isnull=True) | Q(end__gt=_Now()), start__lte=_Now()
    )


def _granted_rows(holder: _Holder | None, category_field: str) -> Exists:
    """For facts whose category is chosen row by row: a grant on the compartment opens the category of that row."""
    return Exists(
        _current(holder)
        .filter(suspended=False, compartment_id=OuterRef("compartment_id"))
        .annotate(
            opened=ExpressionWrapper(
                F("categories").bitand(cast(Any, OuterRef(category_field))), output_field=models.BigIntegerField()
            )
        )
        .filter(opened=OuterRef(category_field), opened__gt=0)
    )


@lru_cache(maxsize=_KEPT)
def _visible(model: Any, holder: _Holder | None, many: bool) -> models.QuerySet:
    """The question which rows of a table this holder may read: kept, since a page puts it to twenty tables; never its answer."""
    rows: ProtectedQuerySet = ProtectedQuerySet(model)
    if model.category_field:
        return rows.filter(_granted_rows(holder, model.category_field))
    if many:
        own = _current(holder).filter(compartment_id=OuterRef("compartment_id"))
        return rows.filter(Exists(_open(own, model.category)))
    return rows.filter(compartment_id__in=_granted_ids(holder, model.category))


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
        kept = _visible(self.model, _holder(actor), many)
        return cast(ProtectedQuerySet, kept.using(self._db) if self._db else kept.all())

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
