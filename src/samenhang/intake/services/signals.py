"""Signals: that one came in. What happens with it is looked at together, and never follows from it by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.audit.services import record_many
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.intake.enums import SignalKind
from samenhang.intake.models import Signal
from samenhang.intake.rules import check_signal
from samenhang.people.services import FactKind
from samenhang.people.services.facts import Values


def _signal(values: Values) -> Values:
    check_signal(values["text"])
    if not values["source"].strip():
        raise Refused("SOURCE_MISSING")
    return values


SIGNAL = FactKind("signal", Signal, _signal)


@dataclass(frozen=True)
class NewSignal:
    """A signal to be kept, in a generated region."""

    person_id: int
    compartment_id: int
    dossier_id: int
    kind: SignalKind
    on: date
    source: str
    text: str = ""


def record_signals(*, actor: Actor, signals: Sequence[NewSignal]) -> None:
    """Keep many signals at once (generated regions), inside a transaction; one line each. The same rules hold."""
    for s in signals:
        check_signal(s.text)
    rows = Signal.objects.write(
        [
            Signal(
                person_id=s.person_id,
                compartment_id=s.compartment_id,
                kind=s.kind,
                on=s.on,
                source=s.source,
                text=s.text,
            )
            for s in signals
        ]
    )
    record_many(
        actor,
        [
            {
                "act": Act.CREATE,
                "dossier_id": s.dossier_id,
                "object_type": "Signal",
                "object_id": row.pk,
                "categories": int(Category.INCIDENT),
            }
            for s, row in zip(signals, rows, strict=True)
        ],
    )
