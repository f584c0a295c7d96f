"""Life domains as a page shows them: state in words, both sides, the wish and the question beneath."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.picture.labels import DOMAINS, SIDES, STATE_ICONS, STATE_TONES, STATES
from samenhang.picture.selectors import DomainPair, DomainRow


@dataclass(frozen=True)
class SideView:
    """What one side says of a domain."""

    side: str
    state: str
    tone: str
    icon: str
    said_by: str
    on: date


@dataclass(frozen=True)
class DomainCard:
    """One domain with what both sides say, and where to add something."""

    code: str
    label: str
    sides: list[SideView]
    differs: bool
    pairs: list[tuple[str, str]]
    earlier: list[SideView]
    add_url: str


def domain_cards(person_id: int, pairs: list[DomainPair]) -> list[DomainCard]:
    """The domains of which something was said, in the order of the handbook."""
    return [_card(person_id, p) for p in pairs if p.client or p.professional]


def unasked(person_id: int, pairs: list[DomainPair]) -> list[dict[str, Any]]:
    """The domains of which nobody has said anything, each with where to do so."""
    return [
        {"label": str(DOMAINS[p.domain]), "url": _add(person_id, p.domain)}
        for p in pairs
        if not p.client and not p.professional
    ]


def _add(person_id: int, domain: str) -> str:
    return reverse("picture:domain-add", args=[person_id]) + f"?domain={domain}"


def _card(person_id: int, pair: DomainPair) -> DomainCard:
    rows = [r for r in (pair.client, pair.professional) if r]
    return DomainCard(
        code=pair.domain.value,
        label=str(DOMAINS[pair.domain]),
        sides=[_side(r) for r in rows],
        differs=len({r.state for r in rows}) > 1,
        pairs=_pairs(rows),
        earlier=[_side(r) for r in pair.earlier],
        add_url=_add(person_id, pair.domain),
    )


def _side(row: DomainRow) -> SideView:
    return SideView(
        str(SIDES[row.side]),
        str(STATES[row.state]),
        STATE_TONES[row.state],
        STATE_ICONS[row.state],
        row.said_by,
        row.on,
    )


def _pairs(rows: list[DomainRow]) -> list[tuple[str, str]]:
    """Wish, own action, the question beneath and who is involved; where both sides say one, the person's comes first."""
    found = []
    for label, name in ((_("Wish"), "wish"), (_("Does themselves"), "own_action"), (_("Question beneath"), "question")):
        texts = list(dict.fromkeys(getattr(r, name) for r in rows if getattr(r, name)))
        if texts:
            found.append((label, " / ".join(texts)))
    organisations = list(dict.fromkeys(o for r in rows for o in r.organisations))
    if organisations:
        found.append((_("Involved"), ", ".join(organisations)))
    return found
