"""The same facts by ecological layer (handbook 8.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samenhang.people.guards.facts import FactCard
from samenhang.people.presenters import close_one_view
from samenhang.people.selectors import CloseOneRow
from samenhang.picture.catalogue import LAYER_OF_DOMAIN
from samenhang.picture.enums import Direction, EcoLayer
from samenhang.picture.labels import (
    DIRECTIONS,
    DOMAINS,
    LAYER_HINTS,
    LAYERS,
    PROBLEMS,
    STATE_ICONS,
    STATE_TONES,
    STATES,
)
from samenhang.picture.selectors import DomainPair, Sketch


@dataclass(frozen=True)
class LayerItem:
    """One fact in a layer."""

    text: str
    note: str = ""
    status: str = ""
    tone: str = "neutral"
    icon: str = ""
    href: str = ""


@dataclass(frozen=True)
class LayerColumn:
    """One layer with everything that lies in it."""

    code: str
    label: str
    hint: str
    items: list[LayerItem]


def layer_columns(
    sketch: Sketch, domains: list[DomainPair], close: list[CloseOneRow], factors: list[FactCard]
) -> list[LayerColumn]:
    """All six layers, from the person outwards."""
    found: dict[EcoLayer, list[LayerItem]] = {layer: [] for layer in EcoLayer}
    found[EcoLayer.ONTO] += [
        LayerItem(s, status=_("goes well"), tone="positive", icon="check") for s in sketch.strengths
    ]
    found[EcoLayer.ONTO] += [LayerItem(str(PROBLEMS[area]), note=by) for area, _on, by in sketch.problems]
    for pair in domains:
        row = pair.professional or pair.client
        if row is not None:
            state = row.state
            found[LAYER_OF_DOMAIN[pair.domain]].append(
                LayerItem(
                    str(DOMAINS[pair.domain]),
                    row.question or row.wish,
                    str(STATES[state]),
                    STATE_TONES[state],
                    STATE_ICONS[state],
                )
            )
    found[EcoLayer.MICRO] += [_close(c) for c in close]
    for fact in factors:
        found[EcoLayer(fact.row.values["layer"])].append(_factor(fact))
    return [LayerColumn(code.value, str(LAYERS[code]), str(LAYER_HINTS[code]), items) for code, items in found.items()]


def _close(row: CloseOneRow) -> LayerItem:
    view: dict[str, Any] = close_one_view(row)
    return LayerItem(view["name"], view["line"], view["contact"], view["contact_tone"])


def _factor(fact: FactCard) -> LayerItem:
    values = fact.row.values
    protects = values["direction"] == Direction.PROTECTIVE
    known = {True: _("can be changed"), False: _("cannot be changed")}
    changeable = "" if protects else known.get(values["changeable"], "")
    note = ", ".join(part for part in (changeable, values["owner"]) if part)
    return LayerItem(
        values["text"],
        note,
        str(DIRECTIONS[values["direction"]]),
        "positive" if protects else "warning",
        "shield" if protects else "alert-circle",
        fact.change_url,
    )
