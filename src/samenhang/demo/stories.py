"""What happened around the written cases: consent, sharing, messages, questions, an emergency, and a case that is over.

Everything is done by the verbs of the packages, by the colleague who would do it; nothing is written past them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as d
from datetime import timedelta
from typing import Any

from samenhang.access.enums import CaseRole, Category, EmergencyReason, Purpose, RestrictionReason
from samenhang.access.selectors import running_emergencies
from samenhang.access.services import close_case, close_emergency, join_case, restrict
from samenhang.base.actor import SYSTEM, Actor
from samenhang.demo.personas import THEMSELVES
from samenhang.demo.spec import PersonSpec, StaySpec
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.engines import sharing as engine
from samenhang.interop.enums import ExportForm
from samenhang.interop.exports import ask as ask_export
from samenhang.pathway.enums.pilot_lights import WhatWeDo
from samenhang.pathway.services import NewAnalysis, analyse_letting_go
from samenhang.people.selectors import PersonKey, keys, person
from samenhang.privacy.enums import (
    GivenBy,
    GivenHow,
    HousingNeed,
    Programme,
    RequestKind,
    RequestOutcome,
    ToldHow,
    WeighingGround,
)
from samenhang.privacy.labels import consent_text
from samenhang.privacy.selectors import Matter, sentences
from samenhang.privacy.services import (
    Emergency,
    Given,
    NewConsent,
    NewHomeNeed,
    NewWeighing,
    Part,
    Sharing,
    answer_request,
    ask_consent,
    check_leave,
    enrol,
    make_request,
    open_in_emergency,
    propose_destruction,
    record_answer,
    set_home_needs,
    share,
    weigh,
    withdraw_consent,
)

CARE = Purpose.CARE_COORDINATION
CONTACT = "Iris Wolting, GGZ Heidelanden, 0500-10000, op werkdagen van 9 tot 17 uur"
RESTRICTED = "C3-LIJSTERBES"

# Somebody whose case was closed longer ago than facts are kept.
CLOSED = PersonSpec(
    number="C9-WILG",
    name="Meneer Wilg",
    birth=d(1969, 2, 8),
    municipality="Lindelo",
    tie="Lindelo",
    words="Mijn eigen huis en mijn hond. Dat is gelukt.",
    strengths=("vindt zelf hulp", "zorgt goed voor zijn hond"),
    problems=("PSYCHIATRY", "SOMATIC"),
    facts=(("security_needed", 0), ("group_fit", "no"), ("substance_use", "none"), ("low_stimulus", True)),
    facts_on=d(2023, 5, 9),
    stays=(
        StaySpec("BW", d(2021, 3, 1), d(2023, 11, 1), provider="Thuishaven Beschermd Wonen", title="VOLUNTARY", payer="WMO_BW", region="Noorderhei", reason="PLANNED_OUTFLOW"),
        StaySpec("INDEP_HOME", d(2023, 11, 1), d(2024, 9, 27), title="VOLUNTARY", payer="HOUSING", region="Noorderhei"),
    ),
    titles=(),
    indications=(("WMO", "BW", d(2021, 2, 1), d(2023, 12, 1)),),
    incidents=(),
    refusals=(),
    need=None,
    joined=d(2021, 2, 1),
    closed_on=d(2024, 9, 27),
)  # fmt: skip


def tell(*, today: d, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
    """Let it all happen, inside the transaction of the loader."""
    numbers = [t.number for t in THEMSELVES] + ["C1-POPULIER", RESTRICTED, CLOSED.number]
    people = {k.number: k for k in keys(reason="the stories of the demonstration", numbers=numbers)}
    _Stories(today, organisations, users, people).run()


class _Stories:
    def __init__(
        self, today: d, organisations: Mapping[str, int], users: Mapping[str, int], people: Mapping[str, PersonKey]
    ) -> None:
        self.today, self.organisations, self.users, self.people = today, organisations, users, people
        self.iris = self.actor("coordinator")

    def actor(self, username: str) -> Actor:
        return actor_of(User.objects.get(pk=self.users[username]), today=self.today)

    def ago(self, days: int) -> d:
        return self.today - timedelta(days=days)

    def run(self) -> None:
        self._themselves()
        self._homes()
        self._berk()
        self._populier()
        self._hazelaar()
        self._desk()

    def _themselves(self) -> None:
        for who in THEMSELVES:
            join_case(
                actor=self.iris,
                dossier_id=self.people[who.number].dossier_id,
                role=CaseRole.REPRESENTATIVE if who.represents else CaseRole.CLIENT,
                start=self.ago(120),
                user_id=self.users[who.username],
            )

    def _homes(self) -> None:
        needs = {
            "C7-BERK": (
                NewHomeNeed(HousingNeed.LOW_STIMULUS),
                NewHomeNeed(HousingNeed.CORNER_OR_END_UNIT),
                NewHomeNeed(HousingNeed.SOUND_INSULATION),
                NewHomeNeed(HousingNeed.NO_SHARED_STAIR),
            ),
            "C1-POPULIER": (
                NewHomeNeed(HousingNeed.LOW_STIMULUS),
                NewHomeNeed(HousingNeed.NO_GROUP),
                NewHomeNeed(HousingNeed.NEAR_SUPPORT, minutes=15),
            ),
            "C4-HAZELAAR": (NewHomeNeed(HousingNeed.SOUND_INSULATION), NewHomeNeed(HousingNeed.SMALL_SCALE)),
        }
        for number, wanted in needs.items():
            key = self.people[number]
            set_home_needs(
                actor=self.iris,
                person_id=key.id,
                compartment_id=key.compartment_id,
                needs=wanted,
                today=self.ago(24),
            )

    def consent(
        self,
        number: str,
        organisation: str,
        role: engine.Role,
        categories: Category,
        purpose: engine.Purpose,
        why: str,
        *,
        asked: int,
        until: d | None = None,
        given: Given | None = None,
    ) -> int:
        """A consent as it was asked so many days ago."""
        key, on = self.people[number], self.ago(asked)
        until = until or on + timedelta(days=360)
        name = {"veenwonen": "Woningstichting Veenwonen", "gemeente-turfwolde": "Gemeente Turfwolde", "anderszorg": "AndersZorg", "naast-je": "Naast Je ambulant"}[organisation]  # fmt: skip
        text = consent_text(organisation=name, categories=categories, purpose=purpose, why=why, valid_until=until)
        return ask_consent(
            actor=self.iris,
            new=NewConsent(
                key.id, key.compartment_id, self.organisations[organisation], role, categories, purpose, text, until
            ),
            today=on,
            given=given,
        )

    def told_housing(self, number: str, told: ToldHow, why: str) -> None:
        """Tell the housing association what the home needs, after the person heard the very sentences."""
        row = person(self.iris, self.people[number].id, purpose=CARE)
        assert row is not None  # noqa: S101 - Iris directs the written cases
        found = sentences(self.iris, row, Category.HOUSING_NEEDS, purpose=CARE, today=self.today)
        share(
            actor=self.iris,
            sharing=Sharing(
                person_id=row.id,
                matter=Matter(
                    recipient_organisation_id=self.organisations["veenwonen"],
                    recipient_role=engine.Role.HOUSING_ASSOC,
                    sender_role=engine.Role.LIFE_COURSE_COORD,
                    purpose=engine.Purpose.HOUSING_MATCH,
                    stage=engine.Stage.HOUSING_MATCH,
                ),
                parts=(Part(Category.HOUSING_NEEDS, tuple(ref for ref, _text in found)),),
                necessity=why,
                conditions_kept=True,
                contact=CONTACT,
                told_how=told,
            ),
            today=self.today,
        )

    def _berk(self) -> None:
        number, key = "C7-BERK", self.people["C7-BERK"]
        spoken = Given(GivenHow.SPOKEN, GivenBy.CLIENT, self.ago(20), witness="Wendel Haarveld")
        self.consent(
            number, "veenwonen", engine.Role.HOUSING_ASSOC, Category.HOUSING_NEEDS, engine.Purpose.HOUSING_MATCH,
            "Dan zoekt Veenwonen geen flat aan een drukke weg.", asked=20, given=spoken,
        )  # fmt: skip
        self.told_housing(number, ToldHow.IN_PERSON, "Zonder dit krijgt zij weer een huis waar zij niet kan slapen.")
        refused = self.consent(
            number, "veenwonen", engine.Role.HOUSING_ASSOC, Category.FINANCE_DEBT, engine.Purpose.HOUSING_MATCH,
            "Veenwonen vroeg of er schulden zijn.", asked=20,
        )  # fmt: skip
        record_answer(actor=self.iris, consent_id=refused, given=None, today=self.ago(20))
        back = self.consent(
            number, "anderszorg", engine.Role.WMO_PROVIDER, Category.LIFE_DOMAIN_PICTURE, engine.Purpose.SUPPORT,
            "AndersZorg wilde weten hoe het met u ging.", asked=150,
            given=Given(GivenHow.SIGNED, GivenBy.CLIENT, self.ago(150)),
        )  # fmt: skip
        withdraw_consent(actor=self.iris, consent_id=back, how=GivenHow.SPOKEN, today=self.ago(60))
        self.consent(
            number, "anderszorg", engine.Role.WMO_PROVIDER, Category.APPOINTMENTS, engine.Purpose.SUPPORT,
            "Zo wist AndersZorg wanneer u naar de dokter moest.", asked=400, until=self.ago(45),
            given=Given(GivenHow.SIGNED, GivenBy.CLIENT, self.ago(400)),
        )  # fmt: skip
        self.consent(
            number, "gemeente-turfwolde", engine.Role.WMO_CONSULTANT, Category.PLAN_GOALS, engine.Purpose.SUPPORT,
            "Dan kan de gemeente hulp in huis regelen voordat het weer misgaat.", asked=3,
        )  # fmt: skip
        self._experience_expert(number, key)
        client = self.actor("client")
        mine: dict[str, Any] = {"person_id": key.id, "compartment_id": key.compartment_id}
        asked = make_request(
            actor=client, **mine, kind=RequestKind.INSIGHT, text="Ik wil weten wie mijn brieven van de crisisdienst heeft.", today=self.ago(41),
        )  # fmt: skip
        answer_request(
            actor=self.iris, request_id=asked, outcome=RequestOutcome.GRANTED, today=self.ago(13),
            answer="Alleen GGZ Heidelanden heeft die brieven. U kunt ze meenemen via “Alles meenemen”, of samen met mij lezen.",
        )  # fmt: skip
        make_request(
            actor=client, **mine, kind=RequestKind.CORRECTION, text="Er staat dat ik in 2026 zelf met hulp stopte. De hulp stopte met mij.", today=self.ago(6),
        )  # fmt: skip
        open_in_emergency(
            actor=self.actor("professional"),
            emergency=Emergency(
                reason=EmergencyReason.CRISIS_ON_DUTY,
                explanation="De buurvrouw belde: geen licht, post op de mat, zij doet niet open.",
                number=number,
            ),
            today=self.today,
        )
        for access in running_emergencies(
            self.actor("professional")
        ):  # the crisis is over; the review is still to come
            close_emergency(actor=self.actor("professional"), access_id=access.id)
        enrol(actor=self.iris, **mine, programme=Programme.OGGZ, organisation_id=self.organisations["ggd-noorderhei"], contact="Meldpunt GGD Noorderhei, 0500-10014", start=self.ago(25))  # fmt: skip

    def _experience_expert(self, number: str, key: PersonKey) -> None:
        self.consent(
            number, "naast-je", engine.Role.PEER, Category.PLAN_GOALS | Category.APPOINTMENTS, engine.Purpose.SUPPORT,
            "Wendel weet hoe het is en loopt met u mee.", asked=22,
            given=Given(GivenHow.SPOKEN, GivenBy.CLIENT, self.ago(22), witness="Iris Wolting"),
        )  # fmt: skip
        leave = check_leave(key.id, CaseRole.EXPERIENCE_EXPERT, self.organisations["naast-je"], self.today)
        join_case(
            actor=self.iris,
            dossier_id=key.dossier_id,
            role=CaseRole.EXPERIENCE_EXPERT,
            start=self.ago(22),
            user_id=self.users["experience-expert"],
            organisation_id=self.organisations["naast-je"],
            ground=leave.ground,
            until=leave.until,
        )

    def _populier(self) -> None:
        number, key = "C1-POPULIER", self.people["C1-POPULIER"]
        self.consent(
            number, "veenwonen", engine.Role.HOUSING_ASSOC, Category.HOUSING_NEEDS, engine.Purpose.HOUSING_MATCH,
            "Dan kan Veenwonen meedenken over een eigen voordeur.", asked=9,
            given=Given(GivenHow.SIGNED, GivenBy.CLIENT, self.ago(9)),
        )  # fmt: skip
        self.told_housing(number, ToldHow.PHONE, "Een gewone portiekflat loopt vast; dit voorkomt weer een verhuizing.")
        mine: dict[str, Any] = {"person_id": key.id, "compartment_id": key.compartment_id}
        enrol(actor=self.iris, **mine, programme=Programme.ZVH, organisation_id=self.organisations["zvh-noorderhei"], contact="Procesregisseur, 0500-10012", start=self.ago(300))  # fmt: skip
        weigh(
            actor=self.iris,
            **mine,
            new=NewWeighing(
                ground=WeighingGround.GOOD_CARE,
                danger="Hij raakt zijn plek kwijt als de nieuwe begeleider niet weet wat hem tot rust brengt.",
                how_soon="Binnen twee weken, bij de wisseling van het team.",
                asked_consent="Twee keer gevraagd; hij wil er nu niet over praten.",
                alternatives="Wachten tot na de wisseling: dan is het te laat.",
                why_it_helps="Met één bladzijde weet het nieuwe team wat werkt en wat niet.",
                minimum="Alleen wat helpt bij spanning, niets over vroeger.",
                consulted="De behandelaar, zonder naam te noemen.",
                tell_client="Bij het volgende gesprek, samen met zijn vaste begeleider.",
            ),
            today=self.today,
        )

    def _hazelaar(self) -> None:
        key = self.people["C4-HAZELAAR"]
        make_request(
            actor=self.actor("representative"),
            person_id=key.id,
            compartment_id=key.compartment_id,
            kind=RequestKind.OBJECTION,
            text="Mijn zus wil niet dat haar ziekte met de corporatie wordt besproken.",
            today=self.ago(8),
            categories=Category.MEDICAL,
            organisation_id=self.organisations["veenwonen"],
        )

    def _desk(self) -> None:
        restrict(
            actor=self.iris,
            dossier_id=self.people[RESTRICTED].dossier_id,
            reason=RestrictionReason.KNOWN_PERSON,
            named=[self.iris.me],
        )
        gone = self.people[CLOSED.number]
        analyse_letting_go(
            actor=self.iris,
            person_id=gone.id,
            compartment_id=gone.compartment_id,
            new=NewAnalysis(
                WhatWeDo.OTHERS_LOOK,
                "Woont drie jaar zelfstandig, betaalt zijn huur en werkt bij de kringloop.",
                "Zijn huisarts en zijn broer weten wie zij kunnen bellen.",
                "Ik red mij nu zelf. Als het niet gaat, bel ik mijn huisarts.",
                "Huisarts en FACT-team",
            ),
            today=CLOSED.closed_on or self.today,
        )
        close_case(
            actor=self.iris,
            dossier_id=self.people[CLOSED.number].dossier_id,
            on=CLOSED.closed_on or self.today,
            reason="Woont zelfstandig en redt zich met zijn huisarts.",
        )
        propose_destruction(actor=SYSTEM, today=self.today)
        ask_export(actor=self.iris, reason="Overleg met het team over wie er nog geen plek heeft", form=ExportForm.XLSX)
