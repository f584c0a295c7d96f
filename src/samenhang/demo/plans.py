"""The plans of the demonstration: whole ones for the written cases, by those who would make them; a few facts for the others.

Invented, in the region's own words. What is generated follows from the name and the birth date, so the same seed gives
the same region.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.selectors import may_read
from samenhang.access.services import join_case
from samenhang.base.actor import Actor
from samenhang.demo.spec import PersonSpec
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.people.selectors import PersonKey, keys
from samenhang.plan.enums import (
    ActionState,
    Answer,
    Conclusion,
    LineKind,
    Phase,
    Security,
    SecurityState,
    Signer,
    StepState,
    SupportKind,
)
from samenhang.plan.rules import fixed_evaluations
from samenhang.plan.selectors import approaches, evaluations, signal_page, versions
from samenhang.plan.services import (
    NewAction,
    NewPlanContent,
    NewSignalHead,
    NewSignals,
    PlanHead,
    add_call,
    add_line,
    add_part,
    ask_signatures,
    ask_support,
    bring_into_force,
    hold_evaluation,
    propose_approach,
    put_forward,
    set_security,
    share_signals,
    sign,
    start_plan,
    start_signal_plan,
)
from samenhang.plan.services.agreeing import Findings, NewApproach, NewSignature
from samenhang.plan.services.bulk import NewGoal, PastAction
from samenhang.plan.services.support import About, NewSupport
from samenhang.privacy.enums import GivenBy, GivenHow
from samenhang.privacy.services import Given

_CARE = Purpose.CARE_COORDINATION
IRIS_PHONE, DAY_AND_NIGHT = "0500-10000", "0500-10112"


@dataclass(frozen=True)
class CasePlan:
    """The plan of a written case: goals with what is done for them, the approach, what is arranged, who else takes part."""

    number: str
    started: d
    head: PlanHead
    goals: tuple[
        tuple[str, str, str, str, tuple[tuple[str, int, str], ...]], ...
    ]  # text, domain, wish, seen by, (what, in days, who)
    approach: NewApproach
    securities: Mapping[str, str]
    steps: tuple[str, ...]
    back_up: tuple[str, str, str]
    along: tuple[tuple[str, CaseRole], ...] = ()
    signals: tuple[tuple[str, str, str, str], ...] = ()
    question: str = ""


_ALL: dict[str, str] = dict.fromkeys(Security, SecurityState.ARRANGED)
CASES = (
    CasePlan(
        "C1-POPULIER",
        d(2026, 6, 1),
        PlanHead(
            "Zelf de deur open en dicht kunnen doen, met iemand in de buurt die niet schrikt.",
            "Van de gesloten afdeling naar een eigen studio met begeleiding dag en nacht, en pas daarna minder.",
            "BW+ in Hoogveenkamp; het team daar komt elke maand langs",
            d(2027, 5, 1),
        ),
        (
            ("Ik woon op een plek waar ik mag blijven", "HOUSING", "Een eigen voordeur en rust", "Er is een plek met een naam en een dag",
             (("Vraagt de twee plekken die op papier afwezen om een gesprek met hem erbij", 12, "user:coordinator"),
              ("Gaat met hem kijken bij de studio in Hoogveenkamp", 19, "user:professional"))),
            ("Ik blijf rustig als er iets verandert", "MENTAL_HEALTH", "Iemand die blijft als ik boos word", "Drie maanden geen dreiging op de afdeling",
             (("Zegt elke verandering een dag eerder, met uitleg", 40, "user:treater"),
              ("Belt zelf als hij merkt dat hij slecht slaapt", 33, "client"))),
            ("Ik kook twee keer in de week voor de groep", "WORK_DAY", "Koken", "De groep eet wat hij kookt",
             (("Regelt het budget voor de boodschappen", 26, "user:professional"),)),
        ),
        NewApproach("Naast hem, niet tegenover hem", "Wat gezegd is gebeurt; verandert het, dan hoort hij het eerst.",
                    "Humor, samen koken, één vaste begeleider per dag.", "Wachten zonder uitleg. Met drie mensen tegelijk binnenkomen.", "Daan, Noor en Iris"),
        {**_ALL, Security.DAY_ACTIVITY: SecurityState.UNKNOWN},
        ("Wennen aan Daan", "Kijken bij de studio", "Proefnachten", "Verhuizen met een warme overdracht"),
        ("Er is geen plek op de dag dat de machtiging eindigt", "De afdeling houdt het bed vast tot er een plek is.", "Iris Wolting"),
        (("treater", CaseRole.TREATER), ("consultant", CaseRole.SUPPORTER), ("process-director", CaseRole.PROCESS_DIRECTOR)),
        (
            ("GREEN", "SIGN", "Kookt, maakt grapjes, komt op tijd", ""), ("GREEN", "SELF", "Vast ritme: op tijd op, elke dag naar buiten", ""),
            ("YELLOW", "SITUATION", "Iets wordt veranderd zonder uitleg", ""), ("YELLOW", "SIGN", "Slaapt minder, eet op zijn kamer", ""),
            ("YELLOW", "HELPER", "Zoekt hem op en vraagt wat er speelt", "vaste begeleider"), ("ORANGE", "SIGN", "Loopt heen en weer, praat harder", ""),
            ("ORANGE", "HELPER", "Eén iemand gaat mee naar buiten, de rest houdt afstand", "vaste begeleider"),
            ("RED", "SIGN", "Dreigt met woorden, gooit met spullen", ""), ("RED", "DO_NOT", "Niet met meer dan twee mensen naar binnen gaan", ""),
            ("RED", "WORKS", "Zeg je naam, zeg dat je blijft, geef hem de tijd", ""), ("RED", "HELPER", "Belt Noor, dag en nacht", "wie er is"),
            ("BLUE", "HELPER", "Praat de volgende dag na, met koffie", "Daan"),
        ),
        "Ik wil dat mensen weten dat ik niet gevaarlijk wil zijn. Als het misgaat, praat dan gewoon met mij.",
    ),
    CasePlan(
        "C2-VLIER",
        d(2026, 9, 7),
        PlanHead("Thuis eten met mama zonder ruzie, en overdag bij dieren zijn.", "Eerst werk bij de dieren, dan een eigen plek dicht bij huis.", "Nog te vinden", d(2027, 9, 1)),
        (
            ("Vier dagen in de week bij de dieren", "WORK_DAY", "Voor dieren zorgen", "Komt moe en tevreden thuis",
             (("Vraagt drie zorgboerderijen of Vlier mag komen kijken", 9, "user:coordinator"), ("Kiest welke boerderij het fijnst is", 30, "client"))),
            ("Mama kan een weekend per maand uitrusten", "HOME_RELATIONS", "Eten met mama zonder ruzie", "Het logeerhuis is vast afgesproken",
             (("Spreekt vaste logeerweekenden af", 14, "user:coordinator"),)),
        ),
        NewApproach("Rustig, op vaste tijden", "Afspraken op een tekening, niet alleen met woorden.", "Eerst iets over de dieren vragen.", "Onverwacht bezoek.", "Iris"),
        {**_ALL, Security.DAY_ACTIVITY: SecurityState.NOT_ARRANGED},
        ("Kijken bij boerderijen", "Twee dagen per week", "Vier dagen per week"),
        ("Moeder kan niet meer", "Het logeerhuis heeft binnen een dag plek; Iris belt.", "Iris Wolting"),
    ),
    CasePlan(
        "C3-LIJSTERBES",
        d(2026, 8, 20),
        PlanHead("Werken in de garage en zelf rijden.", "Van begeleid wonen naar een eigen huis met hulp die langskomt.", "Tiny house in Rietmade", d(2028, 1, 1)),
        (
            ("Ik werk drie dagen in de garage", "WORK_DAY", "Een baan in de garage", "Een contract", (("Loopt mee in de garage", 20, "client"),)),
            ("Ik haal mijn theorie", "LEISURE", "Mijn rijbewijs", "Geslaagd", (("Oefent twee keer per week met hem", 60, "user:professional"),)),
        ),
        NewApproach("Kort en duidelijk", "Eén ding tegelijk.", "Samen aan iets werken en dan praten.", "Een groepsgesprek.", "Daan"),
        dict(_ALL),
        ("Meelopen", "Contract", "Eigen huis"),
        ("Loopt weg", "Daan appt, gaat kijken op de vaste plekken en belt na twee uur de coördinator.", "Daan Rietsma"),
    ),
    CasePlan(
        "C4-HAZELAAR",
        d(2026, 6, 8),
        PlanHead("Dicht bij haar zus, met muziek en dikke muren.", "Voor het initiatief stopt een eigen kamer met een vast team in Turfwolde.", "Nog te vinden, met het team van De Ark", d(2027, 2, 1)),
        (
            ("Ik heb een kamer voordat De Ark stopt", "HOUSING", "Dicht bij mijn zus", "De sleutel",
             (("Legt de vraag voor aan de plaatsingstafel", 10, "user:coordinator"),)),
            ("Dezelfde gezichten gaan mee", "SOCIAL_CONTACTS", "Vertrouwde gezichten", "Twee begeleiders verhuizen mee",
             (("Vraagt de begeleiders of ze meegaan", 25, "user:coordinator"),)),
        ),
        NewApproach("Dichtbij, met vaste rituelen", "Eerst muziek, dan vragen.", "Haar zus erbij halen.", "Nieuwe gezichten zonder voorbereiding.", "De twee van De Ark"),
        dict(_ALL),
        ("Kamer vinden", "Team laten wennen", "Verhuizen"),
        ("Zij doet zichzelf pijn", "De zus komt, de crisisplaats in Zandmeer houdt een bed vrij.", "Iris Wolting"),
    ),
    CasePlan(
        "C5-MEIDOORN",
        d(2026, 10, 8),
        PlanHead("Een huisje op het terrein en elke dag hout.", "Op het terrein blijven, in een eigen huisje met toezicht.", "Terrein Esdoornhof", d(2027, 6, 1)),
        (
            ("Ik heb een eigen huisje op het terrein", "HOUSING", "Een huisje voor mezelf", "De bouw is begonnen",
             (("Laat een SGLVG-behandelaar meekijken voordat er over verhuizen wordt gepraat", 12, "user:coordinator"),
              ("Rekent uit wat het huisje kost met meerzorg", 24, "user:professional"))),
            ("Er is geen brand meer", "SAFETY", "Houdt van duidelijkheid", "Een half jaar geen melding", (("Maakt met hem een vuurplek waar het wel mag", 18, "user:professional"),)),
        ),
        NewApproach("Duidelijk en dichtbij", "Elke dag hetzelfde ritme.", "Hout hakken, samen iets afmaken.", "Discussie over regels.", "Daan"),
        dict(_ALL),
        ("Meekijken", "Plan voor het huisje", "Bouw"),
        ("De aanbieder houdt het niet vol", "Eerst het crisisinterventieteam erbij, dan pas een andere plek.", "Daan Rietsma"),
    ),
    CasePlan(
        "C7-BERK",
        d(2026, 10, 30),
        PlanHead("Zingen, en brieven die niet meer eng zijn.", "In haar eigen huis blijven, met iemand die langskomt.", "Haar eigen huis, of een hoekwoning", d(2027, 3, 1)),
        (
            ("Ik ga elke week naar het koor", "LEISURE", "Weer op koor", "Vier weken achter elkaar geweest",
             (("Gaat de eerste keer mee", 11, "user:experience-expert"), ("Belt de dirigent", 6, "client"))),
            ("Iemand maakt de brieven samen met mij open", "FINANCE", "Niet schrikken van elke brief", "Geen ongeopende post",
             (("Komt elke dinsdag voor de post", 9, "user:nurse"), ("Spreekt een regeling af voor de huur", 16, "user:consultant"))),
            ("Ik slaap weer door", "MENTAL_HEALTH", "Rust in de nacht", "Drie weken geen melding", (("Overlegt met de huisarts over slaap", 8, "user:nurse"),)),
        ),
        NewApproach("Op afstand, wel elke week", "Bel eerst, kom dan.", "Vraag naar het koor. Doe één brief tegelijk.", "Met een uniform aan de deur staan.", "Hilde en Wendel"),
        dict(_ALL),
        ("Post samen", "Naar het koor", "Waakvlam afspreken"),
        ("Zij doet niet meer open", "De buurvrouw belt Hilde; Hilde gaat dezelfde dag langs.", "Hilde Kruiswolde"),
        (("nurse", CaseRole.SUPPORTER), ("consultant", CaseRole.SUPPORTER), ("treater", CaseRole.TREATER)),
        (
            ("GREEN", "SIGN", "Zingt, doet open, lacht om zichzelf", ""), ("YELLOW", "SITUATION", "Brieven met een rood logo", ""),
            ("YELLOW", "SIGN", "Gordijnen dicht, post blijft liggen", "buurvrouw"), ("YELLOW", "SELF", "Belt Hilde voordat ze de brief openmaakt", ""),
            ("ORANGE", "SIGN", "Slaapt niet, muziek in de nacht", "buren"), ("ORANGE", "HELPER", "Gaat dezelfde dag langs en blijft een half uur", "Hilde Kruiswolde"),
            ("RED", "SIGN", "Is bang dat iemand haar komt halen", ""), ("RED", "DO_NOT", "Niet met een uniform aan de deur", ""),
            ("RED", "WORKS", "Haar naam zeggen, zachtjes over het koor praten", ""), ("RED", "HELPER", "Belt de crisisdienst en blijft erbij", "wie er is"),
            ("BLUE", "SELF", "Een week rustig aan, wel naar het koor", ""),
        ),
        "Ik wil niet dat de politie komt. Ik wil dat iemand komt die mij kent.",
    ),
)  # fmt: skip

_PHONES = (("Hilde Kruiswolde, wijkverpleegkundige", "06-5550 0114", "elke dag van 8 tot 20 uur"), ("Iris Wolting, casusregisseur", IRIS_PHONE, "op werkdagen van 9 tot 17 uur"),
           ("Crisisdienst GGZ Heidelanden", DAY_AND_NIGHT, "dag en nacht"))  # fmt: skip


def tell(*, today: d, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
    """Make the plans of the written cases, inside the transaction of the loader; every verb by who would do it."""
    people = {k.number: k for k in keys(reason="the plans of the demonstration", numbers=[c.number for c in CASES])}
    for case in CASES:
        if case.number in people:
            _Teller(case, people[case.number], today, organisations, users).run()


class _Teller:
    def __init__(
        self, case: CasePlan, who: PersonKey, today: d, organisations: Mapping[str, int], users: Mapping[str, int]
    ) -> None:
        self.case, self.who, self.today, self.organisations, self.users = case, who, today, organisations, users
        self.iris = self.actor("coordinator")

    def actor(self, username: str) -> Actor:
        return actor_of(User.objects.get(pk=self.users[username]), today=self.today)

    def run(self) -> None:
        for username, role in self.case.along:
            colleague = self.actor(username)
            join_case(
                actor=self.iris, dossier_id=self.who.dossier_id, role=role, start=self.today - timedelta(days=60),
                user_id=colleague.user_id, organisation_id=colleague.organisation_id,
            )  # fmt: skip
        self.plan_id = start_plan(
            actor=self.iris, person_id=self.who.id, compartment_id=self.who.compartment_id, today=self.case.started, head=self.case.head
        )  # fmt: skip
        self._goals()
        self._rest()
        self._agree()
        if self.case.signals:
            self._signals()
        if self.case.number == "C7-BERK":
            self._extra_hours()

    def _goals(self) -> None:
        for text, domain, wish, seen_by, actions in self.case.goals:
            values = {
                "text": text,
                "domain": domain,
                "wish": wish,
                "seen_by": seen_by,
                "by": self.today + timedelta(days=120),
            }
            goal = add_part(actor=self.iris, plan_id=self.plan_id, kind="goal", values=values)
            for what, days, whose in actions:
                new = NewAction(what, self.today + timedelta(days=days), goal, **self._whose(whose))
                fields = dict(new.__dict__)
                add_part(actor=self.iris, plan_id=self.plan_id, kind="action", values={**fields, "doer": new.doer})

    def _whose(self, whose: str) -> dict[str, Any]:
        kind, _colon, username = whose.partition(":")
        if kind != "user":
            return {}
        colleague = self.actor(username)
        return {"user_id": colleague.user_id, "organisation_id": colleague.organisation_id}

    def _rest(self) -> None:
        for kind, state in self.case.securities.items():
            set_security(
                actor=self.iris,
                plan_id=self.plan_id,
                kind=Security(kind),
                state=SecurityState(state),
                note="",
                today=self.today,
            )
        for n, text in enumerate(self.case.steps, 1):
            state = StepState.NOW if n == 1 else StepState.TO_COME
            add_part(
                actor=self.iris,
                plan_id=self.plan_id,
                kind="step",
                values={"place": n, "text": text, "about_when": "", "state": state},
            )
        trigger, what, owner = self.case.back_up
        values = {
            "trigger": trigger,
            "what": what,
            "owner": owner,
            "tried_on": self.case.started,
            "tried_how": "Doorgesproken met iedereen.",
        }
        add_part(actor=self.iris, plan_id=self.plan_id, kind="back-up", values=values)

    def _agree(self) -> None:
        """Everybody answers the approach and the version; what was fixed before today has been held."""
        pk = propose_approach(actor=self.iris, plan_id=self.plan_id, new=self.case.approach, today=self.case.started)
        self._everybody("approach", pk, approaches)
        for row in evaluations(self.iris, self.plan_id, purpose=_CARE):
            if row.due_on <= self.today:
                found = Findings(
                    row.due_on,
                    Conclusion.GO_ON,
                    "Iedereen die meedoet",
                    True,
                    "Het gaat de goede kant op.",
                    "Wat is afgesproken gebeurde.",
                )
                hold_evaluation(actor=self.iris, evaluation_id=row.id, findings=found, today=self.today)
        put_forward(
            actor=self.iris, plan_id=self.plan_id, why="Zo doen we het samen", today=self.today - timedelta(days=20)
        )
        self._everybody("version", versions(self.iris, self.plan_id, purpose=_CARE)[0].id, versions)

    def _everybody(self, under: str, pk: int, rows: Any) -> None:
        asked = next(r.asked for r in rows(self.iris, self.plan_id, purpose=_CARE) if r.id == pk)
        day, answered = self.today - timedelta(days=15), set[int]()
        for username in self.users:
            colleague = self.actor(username)
            if colleague.organisation_id in answered:
                continue
            reads = may_read(colleague, self.who.compartment_id, Category.PLAN_GOALS)
            if colleague.organisation_id in asked and username in self._along() and reads:
                sign(actor=colleague, under=under, under_id=pk, new=NewSignature(Answer.AGREED), today=day)
                answered.add(colleague.organisation_id or 0)
        self._person_agrees(under, pk, day)

    def _person_agrees(self, under: str, pk: int, day: d) -> None:
        new = NewSignature(Answer.AGREED, signer=Signer.CLIENT, name="Zelf gezegd, tegen Iris Wolting")
        sign(actor=self.iris, under=under, under_id=pk, new=new, today=day)

    def _along(self) -> set[str]:
        """Who takes part and answers, one colleague for each organisation."""
        return {"coordinator", "professional", "experience-expert", *(username for username, _role in self.case.along)}

    def _signals(self) -> None:
        head = NewSignalHead(
            self.case.question, "Gemaakt met de persoon zelf en iedereen die helpt", "thuis, onderweg en in de kliniek"
        )
        pk = start_signal_plan(
            actor=self.iris,
            person_id=self.who.id,
            compartment_id=self.who.compartment_id,
            head=head,
            today=self.today - timedelta(days=30),
        )
        for phase, kind, text, who in self.case.signals:
            add_line(actor=self.iris, signal_plan_id=pk, phase=Phase(phase), kind=LineKind(kind), text=text, who=who)
        for name, phone, hours in _PHONES:
            add_call(actor=self.iris, signal_plan_id=pk, name=name, phone=phone, hours=hours)
        ask_signatures(actor=self.iris, signal_plan_id=pk, today=self.today - timedelta(days=28))
        self._person_agrees("signal_plan", pk, self.today - timedelta(days=27))
        bring_into_force(actor=self.iris, signal_plan_id=pk, today=self.today - timedelta(days=26))
        self._share(pk)
        answered = set[int]()
        for username in sorted(self._along() & set(self.users)):
            colleague = self.actor(username)
            if colleague.organisation_id in answered:
                continue
            answered.add(colleague.organisation_id or 0)
            page = signal_page(colleague, self.who.id, purpose=_CARE)
            if page is not None and colleague.organisation_id in page.asked and username != "experience-expert":
                sign(
                    actor=colleague,
                    under="signal_plan",
                    under_id=pk,
                    new=NewSignature(Answer.AGREED),
                    today=self.today - timedelta(days=24),
                )

    def _share(self, pk: int) -> None:
        """Whoever supports reads it by the person's own leave."""
        supporters = [self.actor(u).organisation_id for u, role in self.case.along if role is CaseRole.SUPPORTER]
        given = Given(GivenHow.SPOKEN, GivenBy.CLIENT, self.today - timedelta(days=25), witness="Iris Wolting")
        share_signals(
            actor=self.iris, signal_plan_id=pk, organisation_ids=[o for o in supporters if o], given=given,
            why="Dan weet wie komt wat helpt.", today=self.today - timedelta(days=25),
        )  # fmt: skip

    def _extra_hours(self) -> None:
        """The district nurse asks the municipality for hours; the answer waits."""
        new = NewSupport(
            kind=SupportKind.EXTRA_HOURS, start=self.today, end=self.today + timedelta(days=90), why="De post is te veel voor een half uur per week.",
            asked_of_id=self.organisations["gemeente-turfwolde"], hours=Decimal(2),
        )  # fmt: skip
        about = About(self.who.id, self.who.compartment_id)
        ask_support(actor=self.actor("nurse"), about=about, new=new, today=self.today - timedelta(days=1))


# ---- everybody else -----------------------------------------------------------------------------------
_GOALS = (
    ("Ik woon op een plek waar ik rust heb", "HOUSING", "Rust en een eigen plek", "Twee maanden zonder klacht"),
    ("Ik heb overdag iets te doen", "WORK_DAY", "Iets doen waar ik goed in ben", "Drie dagen in de week weg van huis"),
    ("Ik heb mijn geldzaken op orde", "FINANCE", "Geen verrassingen meer", "De vaste lasten gaan vanzelf"),
    ("Ik zie mijn familie weer", "HOME_RELATIONS", "Weer contact", "Eén keer in de maand samen eten"),
    ("Ik gebruik minder", "SUBSTANCE", "Helder zijn", "Een week zonder"),
    ("Ik slaap en eet op tijd", "SELF_CARE", "Ritme", "Vier weken volgehouden"),
)  # fmt: skip
_DEEDS = (
    "Gaat mee naar het eerste gesprek", "Vraagt na welke papieren nodig zijn", "Regelt een proefdag", "Maakt een weekplan aan de keukentafel",
    "Belt met de bewindvoerder", "Komt elke week langs", "Zoekt uit wat er kan binnen de regels", "Spreekt af wie er in het weekend bereikbaar is",
)  # fmt: skip
_LINES = (
    (Phase.GREEN, LineKind.SIGN, "Komt op tijd, praat over plannen", ""),
    (Phase.YELLOW, LineKind.SIGN, "Trekt zich terug, slaapt slecht", ""),
    (Phase.YELLOW, LineKind.HELPER, "Belt en vraagt wat er speelt", "vaste begeleider"),
    (Phase.RED, LineKind.SIGN, "Schreeuwt of is niet te bereiken", ""),
    (Phase.RED, LineKind.DO_NOT, "Niet tegenspreken, niet aanraken", ""),
    (Phase.RED, LineKind.WORKS, "Rustig praten, ruimte geven", ""),
)  # fmt: skip


def plan_of(
    key: tuple[int, int, int], p: PersonSpec, *, today: d, director: int, helper: int, organisations: Sequence[int]
) -> tuple[NewPlanContent | None, NewSignals | None]:
    """The plan of somebody who is generated, three in four people have one; one in three of those a signalling plan."""
    random = Random(f"{p.name}:{p.birth}:plan")  # noqa: S311 - invented, nothing secret
    if p.number or random.random() < 0.25:
        return None, None
    person_id, dossier_id, compartment_id = key
    started = today - timedelta(days=random.randint(10, 400))
    goals = [
        NewGoal(*g, by=today + timedelta(days=random.randint(20, 200)))
        for g in random.sample(_GOALS, random.choice((1, 2, 2, 3)))
    ]
    actions = tuple(
        _action(n, len(goals), random, today, director, helper, organisations) for n in range(random.randint(2, 5))
    )
    dates = fixed_evaluations(started, count=6)
    last_missed = random.random() < 0.08
    past = [day for day in dates if day < today]
    content = NewPlanContent(
        person_id=person_id,
        compartment_id=compartment_id,
        dossier_id=dossier_id,
        started_on=started,
        head=PlanHead(outflow="" if random.random() < 0.1 else "Naar een eigen plek met hulp die langskomt."),
        goals=tuple(goals),
        actions=actions,
        securities={s: random.choices((SecurityState.ARRANGED, SecurityState.NOT_ARRANGED, SecurityState.UNKNOWN), (7, 1, 2))[0] for s in Security},
        evaluations=tuple((day, None if day >= today or (last_missed and day == past[-1]) else day) for day in dates),
        approach={"works": "Rustig, duidelijk, doen wat je zegt.", "does_not_work": "Veel gezichten."} if random.random() < 0.6 else {},
        agreed_number=1 if random.random() < 0.9 else 0,
    )  # fmt: skip
    return content, _signals_of(content, random, today) if random.random() < 0.33 else None


def _action(
    n: int, goals: int, random: Random, today: d, director: int, helper: int, organisations: Sequence[int]
) -> PastAction:
    whose = random.choice(("director", "helper", "helper", "client", "organisation"))
    done = random.random() < 0.45
    due = today + timedelta(
        days=random.randint(-90, -5)
        if done
        else random.choices((random.randint(-12, -1), random.randint(1, 60)), (1, 9))[0]
    )
    new = NewAction(
        random.choice(_DEEDS),
        due,
        user_id=director if whose == "director" else helper if whose == "helper" else None,
        organisation_id=random.choice(organisations) if whose == "organisation" else None,
    )
    return PastAction(
        new, n % goals, ActionState.DONE if done else ActionState.TODO, due if done else None, "Gedaan." if done else ""
    )


def _signals_of(content: NewPlanContent, random: Random, today: d) -> NewSignals:
    made = max(content.started_on, today - timedelta(days=random.randint(5, 170)))
    calls = (("Vaste begeleider", "06-5550 0199", "op werkdagen"), ("Crisisdienst", DAY_AND_NIGHT, "dag en nacht"))
    return NewSignals(
        person_id=content.person_id,
        compartment_id=content.compartment_id,
        dossier_id=content.dossier_id,
        made_on=made,
        review_on=made + timedelta(days=182),
        question="Wat mij helpt als het te veel wordt.",
        lines=_LINES,
        calls=calls,
        card={
            "calls": [{"name": name, "phone": phone, "hours": hours, "knows": True} for name, phone, hours in calls],
            "lines": [
                {"phase": phase, "kind": kind, "text": text, "who": who, "within": None}
                for phase, kind, text, who in _LINES
                if phase is Phase.RED
            ],
            "nearness": "",
            "works": content.approach.get("works", ""),
            "does_not_work": content.approach.get("does_not_work", ""),
            "places": "",
        },
    )
