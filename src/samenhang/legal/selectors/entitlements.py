"""Reading the one entitlement of a person: what it stands in the place of, until when, and who agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.legal.models import Entitlement, EntitlementPayer, EntitlementReplaces, LegalTitle


@dataclass(frozen=True)
class ReplacedRow:
    """A title or indication in whose place an entitlement stands; ``code`` of a title, ``law`` and ``profile`` of an indication."""

    code: str
    law: str
    profile: str
    end: date | None


@dataclass(frozen=True)
class PayerRow:
    """A payer that was asked, and what it said."""

    id: int
    organisation: str
    agreed_on: date | None
    agreed_by: str


@dataclass(frozen=True)
class EntitlementRow:
    """One entitlement with everything it replaces and who pays."""

    id: int
    covers: str
    start: date
    end: date | None
    ended_why: str
    replaces: tuple[ReplacedRow, ...]
    payers: tuple[PayerRow, ...]

    @property
    def agreed(self) -> bool:
        """Every payer that was asked agreed."""
        return all(p.agreed_on for p in self.payers)

    def holds(self, today: date) -> bool:
        """It runs on this day."""
        return self.start <= today and (self.end is None or today < self.end)


def entitlements_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[EntitlementRow]:
    """The entitlements of a person, the newest first."""
    rows = Entitlement.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    found = list(rows.order_by("-start", "-id").values_list("id", "covers", "start", "end", "ended_why"))
    if not found:
        return []
    held = LegalTitle.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    titles = {pk: (code, end) for pk, code, end in held.values_list("id", "code", "end")}
    replaced: dict[int, list[ReplacedRow]] = {}
    # What a title is called is a fact of its own: it is read behind the same door as the title.
    parts = EntitlementReplaces.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    for v in parts.order_by("id").values_list(
        "entitlement_id", "title_id", "indication__law", "indication__profile", "indication__end"
    ):
        code, end = titles.get(v[1], ("", v[4]))  # a title is read behind its own grant
        replaced.setdefault(v[0], []).append(ReplacedRow(code, v[2] or "", v[3] or "", end))
    payers: dict[int, list[PayerRow]] = {}
    asked = EntitlementPayer.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    for v in asked.order_by("id").values_list("entitlement_id", "id", "organisation__name", "agreed_on", "agreed_by"):
        payers.setdefault(v[0], []).append(PayerRow(*v[1:]))
    return [EntitlementRow(*[*v, tuple(replaced.get(v[0], ())), tuple(payers.get(v[0], ()))]) for v in found]
