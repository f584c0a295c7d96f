"""What stands in the way of one person now, joined with its likes, in words: from this a bottleneck grows in one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenhang.engines.fit.terms import Outcome
from samenhang.intake.labels import WAITS_FOR
from samenhang.intake.selectors import BridgeRow
from samenhang.matching.labels import REFUSALS
from samenhang.matching.presenters.bottlenecks import blocker_name
from samenhang.matching.rules import LAYER_OF_OBSTACLE
from samenhang.matching.selectors import Blocker, FitPage, RefusalRow, likeness
from samenhang.pathway.enums import HandoverState
from samenhang.pathway.labels.handovers import HANDOVER_KINDS
from samenhang.pathway.selectors import Running
from samenhang.picture.enums import EcoLayer
from samenhang.steering.enums import BottleneckClass, RuleOwner, Source
from samenhang.steering.rules import CLASS_OF_OBSTACLE, LEVEL_OF_OWNER, owner_of
from samenhang.supply.enums import Obstacle, Scope
from samenhang.supply.labels import OBSTACLES
from samenhang.supply.selectors import CriterionRow

MOST = 15


@dataclass(frozen=True)
class Hindrance:
    """Something that stands in the way: its key among its likes, words, what it is about, and at how many places."""

    key: str
    title: str
    source: Source
    obstacle: str
    kind: str
    owner: str
    rule_owner: str
    criteria: tuple[str, ...] = ()
    places: int = 0
    place_id: int | None = None
    note: str = ""

    @property
    def classes(self) -> list[str]:
        """The kinds that are proposed."""
        return [str(c) for c in CLASS_OF_OBSTACLE.get(self.obstacle, (BottleneckClass.ORGANISATIONAL,))]

    @property
    def level(self) -> str:
        """The level that is proposed."""
        return str(LEVEL_OF_OWNER[RuleOwner(self.rule_owner or RuleOwner.ORGANISATION)])

    @property
    def layer(self) -> str:
        """The layer that is proposed."""
        return str(LAYER_OF_OBSTACLE.get(self.obstacle, EcoLayer.EXO))


_SOURCES: dict[str, Source] = {
    "fit": Source.VERDICT,
    "refusal": Source.REFUSAL,
    "handover": Source.HANDOVER,
    "bridge": Source.BRIDGE,
}


def source_of(key: str) -> Source:
    """What a bottleneck with this key grows out of."""
    return _SOURCES.get(key.split(":", 1)[0], Source.CASE)


_OWNER_OF_SCOPE: dict[str, RuleOwner] = {
    Scope.NATION: RuleOwner.VWS,
    Scope.REGION: RuleOwner.REGION,
    Scope.ORGANISATION: RuleOwner.ORGANISATION,
    Scope.LOCATION: RuleOwner.ORGANISATION,
    Scope.PLACE: RuleOwner.ORGANISATION,
}


def from_verdicts(page: FitPage) -> list[Hindrance]:
    """Every hard criterion that somebody does not meet, joined with its likes; what is met at most places first."""
    found: dict[str, tuple[Blocker, set[str], list[int]]] = {}
    for option in page.options:
        for v in option.criteria:
            if not v.hard or v.outcome is not Outcome.DOES_NOT_FIT:
                continue
            row: CriterionRow | None = page.labels.get(v.criterion)
            key = likeness(v.criterion, row)
            kind = "RULE" if row else "NEED" if v.criterion.startswith("need:") else "BUILT_IN"
            blocker = Blocker(v.criterion, kind, v.obstacle.value, v.owner, 1, 0, 1, row, v.remedies)
            _first, criteria, places = found.setdefault(key, (blocker, set(), []))
            if row is not None:
                criteria.add(row.key)
            if option.at and option.at.isdecimal():
                places.append(int(option.at))
    rows = []
    for key, (blocker, criteria, places) in found.items():
        row = blocker.row
        owner = owner_of(row.owner, _OWNER_OF_SCOPE[row.scope]) if row else RuleOwner.REGION
        rows.append(
            Hindrance(
                key=f"fit:{key}"[:160],
                title=blocker_name(blocker, page.snapshot),
                source=Source.VERDICT,
                obstacle=blocker.obstacle,
                kind=str(OBSTACLES[blocker.obstacle]),
                owner=blocker.row.owner if blocker.row else _("what is needed and what there is"),
                rule_owner=str(owner),
                criteria=tuple(sorted(criteria)),
                places=len(set(places)),
                place_id=places[0] if len(set(places)) == 1 else None,
            )
        )
    rows.sort(key=lambda h: (-h.places, h.title))
    return rows[:MOST]


_OBSTACLE_OF_REFUSAL: dict[str, Obstacle] = {
    "NO_TITLE": Obstacle.LEGAL,
    "NO_INDICATION": Obstacle.FINANCIAL,
    "RESIDENCE": Obstacle.LEGAL,
    "FULL": Obstacle.CAPACITY,
    "PRODUCTION_NORM": Obstacle.FINANCIAL,
    "SECURITY_LEVEL": Obstacle.SAFETY,
}


def from_refusals(rows: Iterable[RefusalRow]) -> list[Hindrance]:
    """Every reason for which somebody was refused, each once, the newest first."""
    found: dict[str, Hindrance] = {}
    for r in rows:
        obstacle = _OBSTACLE_OF_REFUSAL.get(r.reason, Obstacle.ORGANISATIONAL)
        found.setdefault(
            r.reason,
            Hindrance(
                key=f"refusal:{r.reason}",
                title=_("Refused: %(why)s") % {"why": REFUSALS[r.reason]},
                source=Source.REFUSAL,
                obstacle=str(obstacle),
                kind=str(OBSTACLES[obstacle]),
                owner=r.facility,
                rule_owner=str(RuleOwner.MUNICIPALITY if r.reason == "RESIDENCE" else RuleOwner.ORGANISATION),
                criteria=(r.criterion_key,) if r.criterion_key else (),
                place_id=r.place_id,
                note=r.would_be_possible,
            ),
        )
    return list(found.values())


def from_handovers(rows: Iterable[Running]) -> list[Hindrance]:
    """Handovers for which nobody receives, each kind once."""
    kinds = dict.fromkeys(str(r.kind) for r in rows if r.state == HandoverState.PLANNED)
    return [
        Hindrance(
            key=f"handover:{kind}",
            title=_("Nobody receives: %(kind)s") % {"kind": str(HANDOVER_KINDS[kind]).lower()},
            source=Source.HANDOVER,
            obstacle=str(Obstacle.CAPACITY),
            kind=str(OBSTACLES[Obstacle.CAPACITY]),
            owner=_("the organisations that were asked"),
            rule_owner=str(RuleOwner.ORGANISATION),
        )
        for kind in kinds
    ]


def from_bridges(rows: Iterable[BridgeRow]) -> list[Hindrance]:
    """Bridges that do not carry while somebody waits, by what is waited for."""
    kinds = dict.fromkeys(str(r.waits_for) for r in rows if not r.enough)
    return [
        Hindrance(
            key=f"bridge:{kind}",
            title=_("%(what)s, and what bridges it is not enough") % {"what": WAITS_FOR[kind]},
            source=Source.BRIDGE,
            obstacle=str(Obstacle.CAPACITY),
            kind=str(OBSTACLES[Obstacle.CAPACITY]),
            owner=_("who is waited for"),
            rule_owner=str(RuleOwner.REGION),
        )
        for kind in kinds
    ]
