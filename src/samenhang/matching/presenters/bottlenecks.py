"""What blocks how many people, whose it is, and what would lift it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenhang.engines.disclosure import Result
from samenhang.matching.presenters.words import number_shown, remedy_name, remedy_note
from samenhang.matching.rules import LAYER_OF_OBSTACLE, LAYER_OF_REMEDY
from samenhang.matching.selectors import Blocker, BottleneckPage, likeness
from samenhang.picture.enums import EcoLayer
from samenhang.picture.labels import LAYERS
from samenhang.supply.labels import (
    OBSTACLES,
    REMEDY_KINDS,
    SETTINGS,
    criterion_sentence,
)
from samenhang.supply.selectors import Snapshot
from samenhang.ui.charts import BarChart, BarItem
from samenhang.ui.tables import Cell, Column, Row, Table


def blocker_name(b: Blocker, snapshot: Snapshot) -> str:
    """A bottleneck as a sentence."""
    if b.row is not None:
        where = f"{SETTINGS[b.row.setting]}: " if b.row.setting else ""
        return f"{where}{criterion_sentence(b.row.fact, b.row.operator, b.row.values)}"
    if b.key == "CAPACITY":
        return _("No free slot")
    if b.key == "PLACE_CLOSES":
        return _("The place closes")
    if b.key == "NO_CURRENT_PLACE":
        return _("Staying: no place now, or not in the register")
    _need, what, *rest = b.key.split(":")
    words = {
        "form": _("No place of the form that is needed"),
        "individual": _("No place for one person"),
        "unconditional": _("No unconditional place"),
        "treatment": _("The treatment is not offered there: %(what)s")
        % {"what": snapshot.treatment(rest[0], get_language() or "nl") if rest else ""},
        "within": _("Too far: more than %(km)s km") % {"km": rest[0] if rest else ""},
        "level": _("More security than is needed"),
        "low-stimulus": _("Not low in stimuli"),
    }
    return words.get(what, b.key)


def grouped(page: BottleneckPage) -> list[Blocker]:
    """Blockers joined with their likes: the same rule at many places, or the same kind of need, counts once."""
    joined: dict[str, Blocker] = {}
    for b in page.blockers:
        key = likeness(b.key, b.row)
        if key in joined:
            a = joined[key]
            best = a if a.people_opened >= b.people_opened else b
            joined[key] = Blocker(
                best.key, best.kind, best.obstacle, "; ".join(dict.fromkeys([*a.owner.split("; "), *b.owner.split("; ")])), max(a.people_touched, b.people_touched), max(a.people_opened, b.people_opened),
                a.pairs_blocked + b.pairs_blocked, best.row, tuple(sorted({*a.remedies, *b.remedies})),
            )  # fmt: skip
        else:
            joined[key] = b
    return sorted(joined.values(), key=lambda b: (-b.people_opened, -b.people_touched, -b.pairs_blocked, b.key))


def _owner(b: Blocker) -> str:
    if b.row is not None and b.row.scope in {"PLACE", "LOCATION"}:
        return _("the places themselves")
    owners = [o for o in b.owner.split("; ") if o]
    if owners == ["need"]:
        return _("what people need")
    if len(owners) > 2:
        return _("%(count)s organisations") % {"count": len(owners)}
    return ", ".join(owners) or _("nobody named")


def bottleneck_table(page: BottleneckPage, snapshot: Snapshot, *, may: Result | None) -> Table:
    """What blocks how many, the most helpful to lift first. ``may`` is None only for a table that knows these people."""
    rows = []
    for b in _in_order(page, may)[:40]:
        rows.append(
            Row(
                [
                    Cell(blocker_name(b, snapshot), note="; ".join(remedy_name(r, snapshot) for r in b.remedies[:2])),
                    Cell(str(OBSTACLES[b.obstacle]), note=str(LAYERS[LAYER_OF_OBSTACLE[b.obstacle]])),
                    _owner(b),
                    number_shown(b.people_touched, may, f"touched:{b.key}"),
                    Cell(
                        number_shown(b.people_opened, may, f"opened:{b.key}"),
                        tone="accent" if b.people_opened else "",
                        icon="",
                    ),
                    _("withheld") if _hides(may, b) else str(b.pairs_blocked),
                ]
            )
        )
    columns = [
        Column(_("What stands in the way")),
        Column(_("Kind and layer")),
        Column(_("Whose it is")),
        Column(_("People who meet it"), number=True),
        Column(_("Would get a first place without it"), number=True),
        Column(_("Pairs blocked"), number=True),
    ]
    return Table(
        _("What stands in the way"),
        columns,
        rows,
        empty=_("Nothing stands in the way"),
        empty_hint=_("Nobody waits, or everybody has a place."),
        hide_caption=True,
    )


def bottleneck_figures(page: BottleneckPage, *, may: Result | None) -> list[dict[str, str]]:
    """Who waits, with and without a place that fits."""

    return [
        {"value": number_shown(page.waiting, may, "waiting"), "label": _("people wait"), "tone": ""},
        {
            "value": number_shown(page.fitting, may, "fitting"),
            "label": _("have a place that fits now"),
            "tone": "positive",
        },
        {
            "value": number_shown(page.unknown, may, "unknown"),
            "label": _("have none, but something is unknown"),
            "tone": "warning",
        },
        {
            "value": number_shown(page.without, may, "without"),
            "label": _("have no place that fits"),
            "tone": "negative",
        },
    ]


def _in_order(page: BottleneckPage, may: Result | None) -> list[Blocker]:
    """The most helpful to lift first, as far as it is shown: also the order tells nothing about a number that is withheld."""
    rows = grouped(page)
    if may is None:
        return rows
    return sorted(
        rows, key=lambda b: (-(may.shown(f"opened:{b.key}") or 0), -(may.shown(f"touched:{b.key}") or 0), b.key)
    )


def _hides(may: Result | None, b: Blocker) -> bool:
    return may is not None and may.shown(f"touched:{b.key}") is None


def _hidden(page: BottleneckPage, may: Result | None) -> set[str]:
    """The kinds of obstacles of which some row of the table is withheld."""
    return {b.obstacle for b in grouped(page) if _hides(may, b)}


def layer_chart(page: BottleneckPage, *, may: Result | None) -> BarChart:
    """In which layer of the ecological model the obstacles lie, from the person outwards; withheld where one of its kinds is."""
    hidden = _hidden(page, may)
    found: dict[EcoLayer, list[tuple[str, int]]] = {}
    for code, count in page.by_obstacle:
        found.setdefault(LAYER_OF_OBSTACLE[code], []).append((code, count))
    return BarChart(
        title=_("Layers"),
        items=[
            BarItem(
                str(LAYERS[layer]),
                None
                if any(code in hidden for code, _n in found[layer])
                else sum(count for _code, count in found[layer]),
                note=", ".join(str(OBSTACLES[code]) for code, _n in found[layer]),
            )
            for layer in EcoLayer
            if layer in found
        ],
        withheld=_("withheld"),
        label=_("Layer"),
        value_label=_("Pairs of a person and a place"),
    )


def obstacle_chart(page: BottleneckPage, *, may: Result | None) -> BarChart:
    """How often each kind of obstacle stands between a person and a place; withheld where a row of its kind is."""
    hidden = _hidden(page, may)
    return BarChart(
        title=_("Kinds of obstacles"),
        items=[BarItem(str(OBSTACLES[code]), None if code in hidden else count) for code, count in page.by_obstacle],
        withheld=_("withheld"),
        label=_("Kind"),
        value_label=_("Pairs of a person and a place"),
    )


def remedy_table(page: BottleneckPage, snapshot: Snapshot, *, may: Result | None) -> Table:
    """What each remedy alone would open."""
    remedies = list(page.remedies)
    if may is not None:
        known = {
            r.code: (may.shown(f"lifted:{r.code}") or 0, may.shown(f"reached:{r.code}") or 0) for r, *_n in remedies
        }
        remedies.sort(key=lambda row: (-known[row[0].code][0], -known[row[0].code][1], row[0].code))
    rows = [
        Row(
            [
                Cell(r.name(get_language() or "nl"), note=remedy_note(r.code, snapshot)),
                Cell(str(REMEDY_KINDS[r.kind]), note=str(LAYERS[LAYER_OF_REMEDY[r.kind]])),
                number_shown(reached, may, f"reached:{r.code}"),
                Cell(number_shown(opened, may, f"lifted:{r.code}"), tone="accent" if opened else ""),
            ]
        )
        for r, opened, reached in remedies
    ]
    columns = [
        Column(_("Remedy")),
        Column(_("Kind and layer")),
        Column(_("People it reaches"), number=True),
        Column(_("Would get a first place by it alone"), number=True),
    ]
    return Table(
        _("What would lift it"),
        columns,
        rows,
        empty=_("No remedies are known"),
        empty_hint=_("Add remedies to the criteria of the register."),
        hide_caption=True,
    )


def first_blocker(page: BottleneckPage, snapshot: Snapshot, *, may: Result | None) -> dict[str, Any] | None:
    """The single rule that stands in the way most often, as a sentence; of those whose number is shown."""
    rules = [b for b in _in_order(page, may) if b.kind == "RULE" and not _hides(may, b)]
    if not rules:
        return None
    best = rules[0] if may else max(rules, key=lambda b: (b.people_opened, b.pairs_blocked))
    return {
        "name": blocker_name(best, snapshot),
        "people": number_shown(best.people_touched, may, f"touched:{best.key}"),
        "opened": number_shown(best.people_opened, may, f"opened:{best.key}") if best.people_opened else "",
        "owner": _owner(best),
    }
