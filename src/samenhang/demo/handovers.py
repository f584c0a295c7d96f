"""The warm handovers of the demonstration: one in every state and of every kind, walked through by who would do it.

Invented. Each is told by the verbs of the pathway; the days lie around the day of the demonstration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.access.enums import Category, Purpose
from samenhang.access.selectors import caseload, restricted_dossiers, taking_part
from samenhang.base.actor import Actor
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.engines import sharing as engine
from samenhang.legal.rules import add_months
from samenhang.pathway import services
from samenhang.pathway.enums import (
    Evidence,
    GiverRole,
    HandoverKind,
    HandoverState,
    Livelihood,
    NoReason,
)
from samenhang.pathway.rules import NewEvidence
from samenhang.pathway.selectors import handover
from samenhang.pathway.selectors.handovers import HandoverRow
from samenhang.people.selectors import PersonKey, keys
from samenhang.plan.services.support import About
from samenhang.privacy.enums import GivenBy, GivenHow
from samenhang.privacy.services import Given, NewConsent, ask_consent

_CARE = Purpose.CARE_COORDINATION
_TO_READ = (
    Category.ID_CONTACT
    | Category.HOUSING_NEEDS
    | Category.PLAN_GOALS
    | Category.APPOINTMENTS
    | Category.PLACEMENT_HISTORY
)
_S = HandoverState
_NEW = frozenset({_S.PLANNED, _S.ACQUAINTING})  # shown with somebody who is new to whoever receives
_ORDER = (_S.PLANNED, _S.ACQUAINTING, _S.READY, _S.TRANSFERRED, _S.AFTERCARE, _S.COMPLETED)


@dataclass(frozen=True)
class Walk:
    """How far somebody's handover went: since when, the day of the move (both in days from today), and words for it."""

    kind: HandoverKind
    until: HandoverState
    began: int
    moves: int | None
    perspective: str
    needs: tuple[str, ...]
    giver_role: GiverRole = GiverRole.GGZ
    home_until: int | None = None


# The written cases, each with the handover that belongs to their story.
WRITTEN: Mapping[str, Walk] = {
    "C1-POPULIER": Walk(HandoverKind.PROVIDER_TO_PROVIDER, _S.ACQUAINTING, -140, 75, "Een eigen studio in Hoogveenkamp, met begeleiding dag en nacht.", ("LOW_STIMULUS", "NEAR_SUPPORT")),
    "C2-VLIER": Walk(HandoverKind.YOUTH_TO_ADULT, _S.PLANNED, -30, 210, "Een plek dicht bij huis, met dieren.", ("SMALL_SCALE", "PET_ALLOWED", "OUTDOOR_SPACE"), GiverRole.YOUTH_CARE),
    "C5-MEIDOORN": Walk(HandoverKind.FORENSIC_TO_REGULAR, _S.READY, -180, 9, "Beschermd wonen zonder hek, met iemand die blijft.", ("ROBUST_MATERIALS", "NEAR_SUPPORT"), GiverRole.FORENSIC),
}  # fmt: skip
# Of people who were generated, whoever comes first in the caseload.
OTHERS: Sequence[Walk] = (
    Walk(HandoverKind.CURE_TO_LONGTERM, _S.AFTERCARE, -190, -40, "Langdurig wonen met zorg, met haar zus om de hoek.", ("GROUND_FLOOR",)),
    Walk(HandoverKind.AMBULATORY_TO_CLINICAL_CRISIS, _S.TRANSFERRED, -12, -5, "Terug naar de eigen flat zodra de rust er is.", ("LOW_STIMULUS",), home_until=35),
    Walk(HandoverKind.PROVIDER_TO_PROVIDER, _S.COMPLETED, -198, -190, "Zelfstandig met hulp die langskomt.", ("NO_GROUP",)),
    Walk(HandoverKind.DETENTION_TO_COMMUNITY, _S.FAILED_RETURN, -90, -14, "Een kamer met een sleutel en werk.", ("NO_SHARED_STAIR",), GiverRole.DETENTION),
    Walk(HandoverKind.CARE_TO_WMO, _S.WITHDRAWN, -60, 30, "Thuis blijven wonen met steun van de gemeente.", ("NEAR_SUPPORT",)),
    Walk(HandoverKind.REGULAR_TO_FORENSIC, _S.ACQUAINTING, -40, -2, "Tijdelijk meer houvast, daarna weer terug.", ("ROBUST_MATERIALS", "SECOND_EXIT")),
    Walk(HandoverKind.TO_PILOT_LIGHT, _S.PLANNED, -10, None, "Op eigen benen, met iemand die af en toe belt.", ("NEAR_SUPPORT",)),
)  # fmt: skip


def tell(*, today: date, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
    """Walk through the handovers of the written cases and of some others; inside the transaction of the loader."""
    teller = _Teller(today, organisations, users)
    people = {k.number: k for k in keys(reason="the handovers of the demonstration", numbers=list(WRITTEN))}
    for number, walk in WRITTEN.items():
        if number in people:
            teller.walk(people[number], walk)
    known = [walk for walk in OTHERS if walk.until not in _NEW]
    for person, walk in zip(teller.others(set(people.values())), known, strict=False):
        teller.walk(person, walk)
    new = [walk for walk in OTHERS if walk.until in _NEW]
    for person, walk in zip(teller.strangers(set(people.values())), new, strict=False):
        teller.walk(person, walk)


class _Teller:
    def __init__(self, today: date, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
        self.today, self.organisations = today, organisations
        self.iris, self.daan, self.hilde = (
            actor_of(User.objects.get(pk=users[name]), today=today) for name in ("coordinator", "professional", "nurse")
        )

    def others(self, written: set[PersonKey]) -> list[PersonKey]:
        """People of Iris whose file Daan holds: he can receive them without a change of seats."""
        both = caseload(self.iris, self.today) & caseload(self.daan, self.today)
        return self._of(both, written)

    def strangers(self, written: set[PersonKey]) -> list[PersonKey]:
        """People of Iris whom Daan does not know: he reads nothing about them before they agree."""
        return self._of(caseload(self.iris, self.today) - caseload(self.daan, self.today), written)

    def _of(self, dossiers: set[int], written: set[PersonKey]) -> list[PersonKey]:
        found = keys(reason="the handovers of the demonstration", dossiers=sorted(dossiers - restricted_dossiers()))
        mine = [k for k in found if k not in written and not k.number.startswith("C")]
        return sorted(mine, key=lambda k: (self.since(k), k.id))

    def since(self, who: PersonKey) -> date:
        """Since when both take part."""
        pair = {self.iris.user_id, self.daan.user_id}
        return max((p.since for p in taking_part(who.dossier_id, self.today) if p.user_id in pair), default=self.today)

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def row(self, pk: int) -> HandoverRow:
        found = handover(self.iris, pk, purpose=_CARE, today=self.today)
        if found is None:
            raise LookupError(pk)
        return found[0]

    def note(self, pk: int, kind: Evidence, on: date, words: str, *, by: Actor | None = None, item: str = "", minutes: int = 0,
             there: bool = True, to: int | None = None, whom: str = "Iris Wolting, Daan Rietsma") -> None:  # fmt: skip
        new = NewEvidence(
            kind, min(on, self.today), item=item, minutes=minutes, in_person=True, client_present=there, with_whom=whom, words=words,
            organisation_id=to,
        )  # fmt: skip
        services.note_evidence(actor=by or self.iris, handover_id=pk, new=new, today=self.today)

    def walk(self, who: PersonKey, walk: Walk) -> None:
        """Begin where it began, and go on as far as it came."""
        began = max(self.day(walk.began), self.since(who) + timedelta(days=1))
        moves = self.day(walk.moves) if walk.moves is not None else None
        home = services.HomeHeld(payer="HOUSING", until=self.day(walk.home_until)) if walk.home_until else None
        pk = services.start_handover(
            actor=self.iris, about=About(who.id, who.compartment_id), today=began,
            new=services.NewHandover(walk.kind, self.iris.me, self.organisations["ggz-heidelanden"], walk.giver_role, moves, began,
                                     walk.perspective, home),
        )  # fmt: skip
        asked = self._ask(pk, walk, began)
        steps = (
            _ORDER.index(walk.until) if walk.until in _ORDER else len(_ORDER) if walk.until == _S.FAILED_RETURN else 0
        )
        if walk.until == _S.WITHDRAWN:
            services.withdraw_handover(
                actor=self.iris, handover_id=pk, why="Blijft wonen waar het goed gaat; de hulp komt naar huis.", lock=self.row(pk).lock,
                today=self.day(-3),
            )  # fmt: skip
            return
        if not steps:
            return
        services.accept_request(
            actor=self.daan, request_id=asked["thuishaven"], today=max(self.day(walk.began + 10), began)
        )
        if walk.kind != HandoverKind.REGULAR_TO_FORENSIC:  # one where the person has not agreed yet
            self._agrees(who, max(self.day(walk.began + 10), began))
        self._get_to_know(pk, walk)
        if steps >= _ORDER.index(_S.READY):
            self._ready(pk, walk)
        if steps >= _ORDER.index(_S.TRANSFERRED):
            self._move(pk, walk, steps)

    def _ask(self, pk: int, walk: Walk, began: date) -> dict[str, int]:
        wanted = ("thuishaven", "anderszorg", "esdoornhof")
        new = services.NewRequest(
            [self.organisations[c] for c in wanted], setting="BW", security_level=1, needs=walk.needs,
            wanted_from=self.day(walk.moves) if walk.moves is not None else None,
        )  # fmt: skip
        made = services.ask_receivers(actor=self.iris, handover_id=pk, new=new, today=began)
        by_id = dict(zip(sorted(self.organisations[c] for c in wanted), made, strict=True))
        asked = {code: by_id[self.organisations[code]] for code in wanted}
        if walk.kind == HandoverKind.YOUTH_TO_ADULT:
            services.hold_request(
                actor=self.hilde, request_id=asked["anderszorg"], until=self.day(12), today=self.today
            )
        if walk.kind in {HandoverKind.CURE_TO_LONGTERM, HandoverKind.TO_PILOT_LIGHT}:
            no = (
                services.No(
                    NoReason.TEAM_AT_LIMIT,
                    "Met een vaste invaller in de avond",
                    "Het team draagt nu niemand erbij",
                    self.day(18),
                )
                if walk.kind == HandoverKind.CURE_TO_LONGTERM
                else services.No(
                    NoReason.FULL, "Over vier maanden komt er een plek vrij", "Vol: kennismaken wekt hoop zonder plek"
                )
            )
            services.refuse_request(actor=self.hilde, request_id=asked["anderszorg"], no=no, today=began)
        return asked

    def _agrees(self, who: PersonKey, on: date) -> None:
        """The person agrees to what the receiver reads, and from then on the receiver reads that."""
        shelter = self.organisations["thuishaven"]
        new = NewConsent(
            who.id, who.compartment_id, shelter, engine.Role.BW_PROVIDER, _TO_READ, engine.Purpose.HANDOVER,
            "Samen doorgelezen; wil dat de nieuwe begeleiders weten wat helpt.", add_months(on, 12),
        )  # fmt: skip
        given = Given(GivenHow.SPOKEN, GivenBy.CLIENT, on, witness="Noor Esveld")
        ask_consent(actor=self.iris, new=new, today=on, given=given)
        services.consent_decides(person_id=who.id, organisation_id=shelter, today=on)

    def _get_to_know(self, pk: int, walk: Walk) -> None:
        shelter = self.organisations["thuishaven"]
        self.note(
            pk,
            Evidence.PARTIES,
            self.day(walk.began + 20),
            "Gemeente, zorgkantoor en Thuishaven zaten aan tafel.",
            whom="Iris Wolting, Daan Rietsma, Anke Veldkamp",
        )
        self.note(
            pk,
            Evidence.INTAKE,
            self.day(walk.began + 8),
            "Samen koffie gedronken. Wil weten of hij zelf mag koken.",
            to=shelter,
        )
        self.note(pk, Evidence.VISIT, self.day(-1), "Rondgekeken, met twee bewoners gepraat.")
        self.note(pk, Evidence.WISH, self.day(walk.began + 9), "“Iemand die blijft als ik boos word.”")

    def _ready(self, pk: int, walk: Walk) -> None:
        self.note(
            pk,
            Evidence.LEGAL_BRIDGE,
            self.day(-2),
            "Beschikking Wmo beschermd wonen, betaald vanaf de dag van de verhuizing.",
        )
        self.note(
            pk,
            Evidence.FREEDOM,
            self.day(-2),
            "Twee avonden zelf naar de supermarkt; zei nee tegen een aanbod op straat.",
        )
        self.note(pk, Evidence.VISIT, self.day(-2), "Proefnacht geslapen.")
        self.note(pk, Evidence.BRIEFING, self.day(-2), "Signaleringsplan besproken met het hele team.", by=self.daan)
        self.note(
            pk,
            Evidence.RETURN_AGREEMENT,
            self.day(-2),
            "Binnen drie maanden terug kan zonder nieuwe aanmelding.",
            item="FIRST_CALL",
        )
        for code in Livelihood:
            self.note(
                pk,
                Evidence.LIVELIHOOD,
                self.day(-2),
                "Geregeld met de gemeente" if code == Livelihood.ADDRESS else "",
                item=code.value,
            )
        on = self._at(walk, -1)
        anyway = services.ReadyAnyway(
            why="De plek is nu vrij en over een maand niet meer.", instead="Het team van nu komt drie weken mee.",
            risk="Besproken met psychiater en begeleider: wachten is een groter risico.", consulted="Noor Esveld", backed_by="Marit Boswinkel",
            backed_as="Manager behandeling", backed_on=on, review_on=on + timedelta(days=60),
        )  # fmt: skip
        services.declare_ready(actor=self.iris, handover_id=pk, lock=self.row(pk).lock, today=on, anyway=anyway)

    def _at(self, walk: Walk, days: int) -> date:
        """So many days from the move, and never later than today."""
        return min(self.day((walk.moves or 0) + days), self.today)

    def _move(self, pk: int, walk: Walk, steps: int) -> None:
        services.transfer(actor=self.iris, handover_id=pk, lock=self.row(pk).lock, today=self._at(walk, 0))
        self.note(pk, Evidence.FIRST_CONTACT, self._at(walk, 1), "Samen boodschappen gedaan.", by=self.daan)
        services.ask_question(
            actor=self.daan, handover_id=pk, question="Wat helpt als hij de hele nacht wakker is?", today=self._at(walk, 4)
        )  # fmt: skip
        if steps < _ORDER.index(_S.AFTERCARE):
            return
        self.note(pk, Evidence.TALK, self._at(walk, -4), "Wat helpt en wat niet, en hoe hij het zelf zegt.", minutes=40)
        self.note(pk, Evidence.TALK, self._at(walk, -1), "Alles doorgesproken, hij zat er zelf bij.", minutes=50)
        services.know_enough(actor=self.daan, handover_id=pk, lock=self.row(pk).lock, today=self._at(walk, 6))
        self.note(pk, Evidence.HOME_VISIT, self._at(walk, 3), "Kamer ingericht.", by=self.daan)
        month = (walk.moves or 0) + 31 <= 0
        for days in (7, 30) if month else (7,):
            self.note(
                pk,
                Evidence.CONSULT,
                self._at(walk, days),
                "Slaapt beter; medicatie besproken.",
                by=self.daan,
                there=False,
            )
        if month:
            self.note(pk, Evidence.CHECK_IN, self._at(walk, 31), "“Het eten is goed.”", by=self.daan, item="1")
        if walk.until == _S.FAILED_RETURN:
            services.come_back(
                actor=self.iris, handover_id=pk, why="De kamer boven de kroeg gaf elke nacht ruzie.", lock=self.row(pk).lock, today=self.day(-2)
            )  # fmt: skip
        if walk.until == _S.COMPLETED:
            self.note(
                pk,
                Evidence.CONSULT,
                self._at(walk, 91),
                "Afgesproken wie wat doet bij terugval.",
                by=self.daan,
                there=False,
            )
            for item, days in (("3", 91), ("6", 182)):
                self.note(
                    pk, Evidence.CHECK_IN, self._at(walk, days), "“Ik wil hier blijven.”", by=self.daan, item=item
                )
            self.note(
                pk, Evidence.EVALUATION, self._at(walk, 91), "Wat hielp? Dat Iris meekwam.", by=self.daan, item="YES"
            )
            services.complete_handover(
                actor=self.daan, handover_id=pk, lock=self.row(pk).lock, today=self._at(walk, 185)
            )
