"""The pathways of the demonstration: who is on duty, a crisis that was looked back on, a bed that one may ask for, steps with the own place held, and lights that burn low.

Everything is done by the verbs, by the colleague who would do it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as d
from datetime import datetime, time, timedelta

from django.utils import timezone

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.selectors import own_cases
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of, municipalities
from samenhang.legal.rules import add_months
from samenhang.pathway.enums.crises import CalledBy, CallResult, Outcome, Toldee
from samenhang.pathway.enums.pilot_lights import ContactForm
from samenhang.pathway.enums.steps import Go, Home, StepKind
from samenhang.pathway.selectors import PlacementRow, current_stay, placements_for_rule
from samenhang.pathway.services import (
    Along,
    NewBedCall,
    NewBedRight,
    NewCall,
    NewContact,
    NewCrisis,
    NewDecision,
    NewFreedom,
    NewLight,
    NewShift,
    NewStep,
    add_freedom,
    add_roster,
    add_shift,
    agree_bed,
    arrive,
    decide_crisis,
    decide_freedom,
    evaluate_crisis,
    keep_light,
    log_call,
    note_bed_call,
    plan_step,
    record_contact,
    say_beds_tonight,
    start_crisis,
)
from samenhang.pathway.services import (
    tell as tell_somebody,
)
from samenhang.people.selectors import PersonKey, PersonRow, keys, people_of
from samenhang.supply.catalogue import SETTINGS
from samenhang.supply.enums import Setting

_CARE = Purpose.CARE_COORDINATION
_WRITTEN = "C"
NIGHT, MORNING = time(22, 0), time(8, 0)


def tell(*, today: d, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
    """Make the pathways of the written cases and of some of the coordinator's other people."""
    _Pathways(today, organisations, users).tell()


class _Pathways:
    def __init__(self, today: d, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
        self.today, self.organisations = today, organisations
        self.actors = {name: actor_of(User.objects.get(pk=pk), today=today) for name, pk in users.items()}
        self.iris = self.actors["coordinator"]
        numbers = ["C1-POPULIER", "C7-BERK"]
        self.people = {k.number: k for k in keys(reason="the pathways of the demonstration", numbers=numbers)}

    def tell(self) -> None:
        self._duty()
        if "C7-BERK" in self.people:
            self._crisis(self.people["C7-BERK"])
            self._bed(self.people["C7-BERK"])
        if "C1-POPULIER" in self.people:
            self._practising(self.people["C1-POPULIER"])
        settled = self._settled()
        own = [SETTINGS[Setting(stay.setting)] for _row, stay in settled]
        homes = [p for p, k in zip(settled, own, strict=True) if k.supply and k.family in {"LIVING", "HOME"}][:3]
        others = [pair for pair in settled if pair not in homes]
        self._steps(homes)
        self._lights(others[:5])
        self._contacts([*homes, *others[5:15]])

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A moment so many days ago."""
        return timezone.make_aware(datetime.combine(self.today - timedelta(days=days), time(hour, minute)))

    # ---- who is on duty ------------------------------------------------------------------------------
    def _duty(self) -> None:
        towns = [m.id for m in municipalities()]
        team = add_roster(
            actor=self.iris, organisation_id=self.organisations["ggz-heidelanden"], name="Crisisdienst", minutes=25,
            municipality_ids=towns[: max(len(towns) - 2, 1)],
        )  # fmt: skip
        home = add_roster(
            actor=self.actors["professional"], organisation_id=self.organisations["thuishaven"], name="Achterwacht",
            minutes=15, municipality_ids=towns[:2],
        )  # fmt: skip
        for n in range(-1, 14):
            day = self.today + timedelta(days=n)
            begin, evening = (timezone.make_aware(datetime.combine(day, t)) for t in (MORNING, NIGHT))
            morning = timezone.make_aware(datetime.combine(day + timedelta(days=1), MORNING))
            by_day, by_night = ("Karin Bosch", "Teun Vledder") if n % 2 else ("Wim Ruinen", "Aafke Zuidveld")
            add_shift(actor=self.iris, roster_id=team, new=NewShift(by_day, "06-5550 0311", begin, evening))
            if n != 6:  # one night that nobody has taken yet
                add_shift(actor=self.iris, roster_id=team, new=NewShift(by_night, "06-5550 0312", evening, morning))
            if day.weekday() < 5:
                new = NewShift("Daan Rietsma", "06-5550 0101", begin, evening)
                add_shift(actor=self.actors["professional"], roster_id=home, new=new)
        say_beds_tonight(
            actor=self.actors["treater"],
            organisation_id=self.organisations["ggz-heidelanden"],
            night=self.today,
            free=1,
        )

    # ---- the written cases ---------------------------------------------------------------------------
    def _crisis(self, who: PersonKey) -> None:
        called = self.at(17, 21, 40)
        crisis_id = start_crisis(
            actor=self.iris, person_id=who.id, compartment_id=who.compartment_id,
            new=NewCrisis(called, CalledBy.NEIGHBOUR, "Ze staat buiten te roepen en wil niet naar binnen.", "Voor haar deur"),
        )  # fmt: skip
        calls = (
            NewCall("Hilde Kruiswolde", CallResult.NO_ANSWER, called + timedelta(minutes=2), "06-5550 0102", True),
            NewCall("Wim Ruinen", CallResult.COMES, called + timedelta(minutes=4), "06-5550 0311", True, 15),
        )
        for call in calls:
            log_call(actor=self.iris, crisis_id=crisis_id, new=call)
        arrive(actor=self.iris, crisis_id=crisis_id, who="Wim Ruinen", at=called + timedelta(minutes=18))
        new = NewDecision(Outcome.STAYS_WITH_HELP, "Rustig gepraat, thee gedronken. Ze durfde weer naar binnen.")
        decide_crisis(actor=self.iris, crisis_id=crisis_id, new=new, today=self.today)
        tell_somebody(
            actor=self.iris,
            crisis_id=crisis_id,
            whom=Toldee.CLOSE_ONES,
            told=True,
            note="Haar dochter gebeld, die komt morgen",
        )
        tell_somebody(
            actor=self.iris, crisis_id=crisis_id, whom=Toldee.LANDLORD, told=False, note="Niet nodig: er is niets kapot"
        )
        for whom in (Toldee.WORK, Toldee.PETS_AND_CHILDREN, Toldee.CARE_RESPONSIBLE):
            tell_somebody(
                actor=self.iris, crisis_id=crisis_id, whom=whom, told=True, note="Gebeld, alleen dat het niet goed ging"
            )
        evaluate_crisis(
            actor=self.iris, crisis_id=crisis_id, today=self.today,
            what_helped="Dat er iemand kwam die zij kende, en dat niemand haar vastpakte.",
            lesson="De buurvrouw heeft nu het nummer van de crisisdienst. Eerst bellen met Wim.",
        )  # fmt: skip

    def _bed(self, who: PersonKey) -> None:
        right = agree_bed(
            actor=self.iris, person_id=who.id, compartment_id=who.compartment_id,
            new=NewBedRight(
                self.organisations["ggz-heidelanden"], "Kliniek Heidelanden, afdeling Hei", "0500-10112", 3, 9,
                self.today - timedelta(days=150), add_months(self.today, 7), "Een kamer aan de tuin. Mijn eigen kussen.",
            ),
        )  # fmt: skip
        for days, given, nights, note in (
            (96, True, 2, "Kon weer slapen"),
            (41, True, 1, "Eén nacht was genoeg"),
            (19, False, 0, "Vol; de volgende ochtend gebeld"),
        ):
            new = NewBedCall(self.at(days, 20), given, nights, "" if given else note, note if given else "")
            note_bed_call(actor=self.iris, right_id=right, new=new)

    def _practising(self, who: PersonKey) -> None:
        steps = (
            ("Met een begeleider naar de winkel", -60, 0, 0, ""),
            ("Alleen een uur naar buiten", -35, 0, 0, ""),
            ("Een middag koken op de nieuwe plek", -2, 6, 1, "Beschermd wonen in Turfwolde"),
            ("Een nacht op de nieuwe plek", 14, 5, 2, "Beschermd wonen in Turfwolde"),
            ("Drie dagen per week daar", 35, 4, 3, "Beschermd wonen in Turfwolde"),
        )
        made = [
            add_freedom(
                actor=self.iris, person_id=who.id, compartment_id=who.compartment_id,
                new=NewFreedom(text, self.today + timedelta(days=n), here, there, where, "Daan Rietsma" if there else ""),
            )
            for text, n, here, there, where in steps
        ]  # fmt: skip
        for pk, why, said in (
            (made[0], "Vond het druk, bleef erbij.", "Ik kan dit."),
            (made[1], "Was op tijd terug, drie keer achter elkaar.", "Eindelijk even alleen."),
        ):
            decide_freedom(
                actor=self.iris, freedom_id=pk, decision=Go.GO, reason=why, client_says=said,
                today=self.today - timedelta(days=30),
            )  # fmt: skip

    # ---- everybody else of the coordinator -------------------------------------------------------------
    def _settled(self) -> list[tuple[PersonRow, PlacementRow]]:
        """People of the coordinator who live somewhere, in a fixed order, without the written cases."""
        roles = {k: v for k, v in own_cases(self.iris, self.today).items() if CaseRole.CASE_DIRECTOR in v}
        rows = [r for r in people_of(self.iris, roles, purpose=_CARE) if not r.number.startswith(_WRITTEN)]
        stays = placements_for_rule(
            reason="who lives somewhere, for the demonstration", person_ids=[r.id for r in rows]
        )
        found = []
        for row in sorted(rows, key=lambda r: r.id):
            stay = current_stay(stays.get(row.id, []), self.today)
            if stay is None or stay.start >= self.today - timedelta(days=41):
                continue
            kind = SETTINGS[Setting(stay.setting)]
            if kind.care and kind.family not in {"CLINIC", "FORENSIC"}:
                found.append((row, stay))
        return found

    def _lights(self, people: list[tuple[PersonRow, PlacementRow]]) -> None:
        """One that is calm, one where contact is due, one missed once, one missed twice, and one that ends."""
        contacts = (
            [(12, True)],
            [(58, True)],
            [(64, True), (3, False)],
            [(70, True), (9, False), (2, False)],
            [(20, True)],
        )
        for n, ((row, _stay), happened) in enumerate(zip(people, contacts, strict=False)):
            start = self.today - timedelta(days=200)
            until = self.today + timedelta(days=40) if n == 4 else add_months(self.today, 6)
            new = NewLight(
                organisation_id=self.organisations["ggz-heidelanden"], keeper_id=self.iris.me, start=start, until=until, every_days=60,
                form=ContactForm.CALL, wants="Bel mij even, dan weet ik dat jullie er nog zijn. Kom niet zomaar langs.",
                own_route="Ik app Iris of loop binnen op dinsdag", brings_back="Nachten niet slapen, niet meer opendoen, weer gebruiken",
                payer="WMO_LOCAL", sleeping="De indicatie voor begeleiding blijft een jaar klaarliggen", agreed_by_client_on=start,
            )  # fmt: skip
            keep_light(actor=self.iris, person_id=row.id, compartment_id=row.compartment_id, new=new, today=self.today)
            for days, reached in happened:
                self._contact(row, days, reached)

    def _contact(self, row: PersonRow, days: int, reached: bool) -> None:
        new = NewContact(
            self.today - timedelta(days=days), ContactForm.CALL, reached, "Het gaat wel." if reached else ""
        )
        record_contact(actor=self.iris, person_id=row.id, compartment_id=row.compartment_id, new=new, today=self.today)

    def _steps(self, people: list[tuple[PersonRow, PlacementRow]]) -> None:
        """One admitted with the own place held, one whose held place comes near its day, one who plans a step down."""
        crisis = NewStep(
            StepKind.CRISIS_TO_CLINIC, "HIC", Setting.HIC, self.today - timedelta(days=9), "At en sliep niet meer, hoorde stemmen.",
            Home.HELD, "FACT", organisation_id=self.organisations["ggz-heidelanden"],
            home_held_until=self.today + timedelta(days=80), home_payer="WMO_LOCAL", payer="ZVW_GGZ",
        )  # fmt: skip
        planned = NewStep(
            StepKind.PLANNED, "FACT", Setting.SUPPORTED_HOME, self.today + timedelta(days=12), "Wil zelf koken en eigen huur betalen.",
            Home.GIVEN_UP, "IHT", organisation_id=self.organisations["thuishaven"], payer="WMO_LOCAL",
            handover=Along(why_none="Oefent er al drie maanden; het team en hij kennen elkaar."),
            expertise_first="Drie maanden kwam er iemand van FACT-LVB mee; dat hielp, en nu wil hij verder.",
        )  # fmt: skip
        soon = replace(crisis, on=self.today - timedelta(days=40), home_held_until=self.today + timedelta(days=6))
        for (row, _stay), new in zip(people, (crisis, soon, planned), strict=False):
            plan_step(actor=self.iris, person_id=row.id, compartment_id=row.compartment_id, new=new, today=self.today)

    def _contacts(self, people: list[tuple[PersonRow, PlacementRow]]) -> None:
        for n, (row, _stay) in enumerate(people):
            self._contact(row, 3 + 9 * n, True)
