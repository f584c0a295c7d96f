"""Typed events: a package says what happened, others react after the commit. No model signals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

E = TypeVar("E")
_subscribers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a function that is called with each event of this kind once its transaction is committed."""

    def register(function: Callable[[E], None]) -> Callable[[E], None]:
        if function not in _subscribers[kind]:
            _subscribers[kind].append(function)
        return function

    return register


def publish(event: object) -> None:
    """Tell the subscribers of this event after the present transaction commits; nothing happens when it rolls back."""
    for function in _subscribers[type(event)]:
        transaction.on_commit(partial(function, event))
