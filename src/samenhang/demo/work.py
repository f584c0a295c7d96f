"""The daily work of the demonstration: notes, whom to call, who stands in, a household, and somebody with nobody close.

The written cases are told by hand; everybody else gets a note or none, the same one from the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import SYSTEM, Actor
from samenhang.demo.pictures import picture_of
from samenhang.demo.spec import PersonSpec, RegionSpec
from samenhang.directory.enums import ContactTopic
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import NewContact, add_contacts, set_away
from samenhang.notes.services import BroughtNote, BroughtThread, NewNote, record_notes, reply, write
from samenhang.people.selectors import PersonKey, PersonRow, keys, people
from samenhang.people.services import NO_NETWORK, keep_fact, share_home
from samenhang.plan.selectors import plan_of
from samenhang.plan.services import NewAction, PlanHead, add_part, start_plan

_CARE = Purpose.CARE_COORDINATION
_T = ContactTopic


@dataclass(frozen=True)
class _Said:
    """A note: who wrote it (a user name), how many days ago, at what hour, and what."""

    who: str
    days: int
    hour: int
    text: str


# Of whom, of which kind, and what was said in its order.
_THREADS: tuple[tuple[str, Category, tuple[_Said, ...]], ...] = (
    ("C1-POPULIER", Category.PLAN_GOALS, (
        _Said("professional", 12, 16, "Hij kookte vandaag voor acht man. Wie mee-eet krijgt een opdracht: uien snijden of afwassen. Zo zit hij aan tafel zonder dat het een gesprek heet."),
        _Said("treater", 11, 9, "Dat zie ik terug. De dagen na het koken slaapt hij door. Laten we dinsdag en vrijdag vasthouden, ook als de afdeling vol is."),
        _Said("coordinator", 11, 13, "Afgesproken. Ik zet het in het plan als iets wat niet mag vervallen."),
    )),
    ("C1-POPULIER", Category.APPOINTMENTS, (
        _Said("coordinator", 5, 10, "Duinkamp kan op woensdag 2 december om half elf. Hij wil dat Daan meegaat, en dat wij vooraf zeggen hoe lang het duurt."),
        _Said("professional", 4, 8, "Ik ga mee. Ik haal hem om kwart voor tien op, dan rijden we de rustige weg."),
    )),
    ("C5-MEIDOORN", Category.PLAN_GOALS, (
        _Said("professional", 9, 17, "Twee weken geen wisseling op zijn dagen. Hij hakte hout tot het donker werd en vroeg daarna zelf om koffie."),
        _Said("coordinator", 8, 11, "Mooi. Wie valt in als een van de twee ziek wordt?"),
        _Said("professional", 8, 15, "Het team koos Esra. Zij loopt vanaf deze week mee, zodat hij haar kent voordat het nodig is."),
    )),
    ("C7-BERK", Category.PLAN_GOALS, (
        _Said("experience-expert", 3, 12, "Wij liepen langs het zaaltje van het koor. Zij wilde niet naar binnen, wel even luisteren bij de deur. Volgende week weer."),
        _Said("coordinator", 3, 14, "Dank. Luisteren bij de deur is ook naar het koor gaan."),
    )),
)  # fmt: skip

_REMARKS: tuple[tuple[Category, str, str], ...] = (
    (Category.APPOINTMENTS, "Wil liever na tien uur. Voor die tijd gaat de deur niet open, en dat ligt niet aan ons.", "Staat zo in mijn agenda."),
    (Category.APPOINTMENTS, "De afspraak van donderdag is verzet naar maandag elf uur. Zelf gebeld en begrepen.", "Ik zeg het ook op de groep."),
    (Category.PLAN_GOALS, "Vertelde over vroeger, op een boerderij. Wil weten of er in de buurt iets met dieren is.", "Er is een zorgboerderij die op zaterdag open is; ik vraag het na."),
    (Category.PLAN_GOALS, "Samen de post gedaan: drie brieven, één ervan vraagt om een antwoord voor het einde van de maand.", "Die pak ik op, dan hoeft het niet twee keer."),
    (Category.LIFE_DOMAIN_PICTURE, "Rustige week. Kookt weer, en belt zelf als er iets is.", "Fijn om te horen. Zo hoeven wij minder vaak te bellen."),
    (Category.LIFE_DOMAIN_PICTURE, "De buurman klaagde over de muziek. Erover gepraat, nu een koptelefoon.", "Ik heb de buurman laten weten dat er iets is afgesproken."),
)  # fmt: skip

# For each kind of organisation: what one calls it about, and who picks up.
_CALLED: Mapping[str, tuple[tuple[ContactTopic, str], ...]] = {
    "GGZ": ((_T.CRISIS, "Crisisdienst, dag en nacht"), (_T.NEW_CASES, "Aanmeldpunt")),
    "FORENSIC": ((_T.NEW_CASES, "Bureau indicatie en plaatsing"),),
    "ADDICTION": ((_T.NEW_CASES, "Aanmeldpunt"), (_T.CASE_QUESTIONS, "Consultatieteam")),
    "DISABILITY": ((_T.NEW_CASES, "Cliëntbureau"), (_T.CASE_QUESTIONS, "Gedragskundige van dienst")),
    "SHELTERED": ((_T.NEW_CASES, "Plaatsingsbureau"), (_T.CASE_QUESTIONS, "Teamleider van dienst")),
    "SHELTER": ((_T.NEW_CASES, "Intake"),),
    "WMO_PROVIDER": ((_T.CASE_QUESTIONS, "Teamleider ambulant"), (_T.DAY_ACTIVITY, "Coördinator dagbesteding")),
    "HOUSING_ASSOCIATION": ((_T.HOUSING, "Woonconsulent"),),
    "MUNICIPALITY": (
        (_T.WMO, "Wmo-consulent"),
        (_T.AFTERCARE, "Nazorgcoördinator"),
        (_T.DEBT, "Schuldhulpverlening"),
        (_T.INCOME, "Inkomensconsulent"),
    ),
    "ZVH": ((_T.CASE_QUESTIONS, "Procesregisseur"),),
    "GGD": ((_T.NEW_CASES, "Meldpunt OGGz"),),
    "CARE_OFFICE": ((_T.WLZ, "Cliëntondersteuning Wlz"),),
    "PROBATION": ((_T.PROBATION, "Unitmanager toezicht"),),
    "POLICE": ((_T.POLICE_CARE, "Taakaccenthouder zorg en veiligheid"),),
    "TABLE": ((_T.NEW_CASES, "Secretaris van de tafel"),),
}
# Personas who pick up themselves.
_ANSWERS = {
    ("gemeente-turfwolde", _T.WMO): "consultant",
    ("veenwonen", _T.HOUSING): "housing-officer",
    ("zvh-noorderhei", _T.CASE_QUESTIONS): "process-director",
    ("tafel-noorderhei", _T.NEW_CASES): "table-chair",
}


def tell(
    spec: RegionSpec, *, organisations: Mapping[str, int], municipalities: Mapping[str, int], users: Mapping[str, int]
) -> None:
    """Let the region work: inside the transaction of the loader, every verb by the colleague who would do it."""
    _Work(spec, organisations, municipalities, users).run()


def threads_of(
    rows: Iterable[tuple[tuple[int, int, int], PersonSpec, int, int]], *, today: date
) -> list[BroughtThread]:
    """Notes about those who are generated (their ids, who they are, who directs, who holds the file): one in three has one, one in nine an answer."""
    threads = []
    for (person_id, dossier_id, compartment_id), p, director_id, holder_id in rows:
        random = Random(f"{p.name}:{p.birth}:note")  # noqa: S311 - invented, nothing secret
        if p.number or random.random() >= 1 / 3:
            continue
        category, text, answer = random.choice(_REMARKS)
        when = timezone.make_aware(
            datetime.combine(today - timedelta(days=random.randint(2, 60)), time(random.randint(9, 16), 20))
        )
        writer, other = (holder_id, director_id) if p.file_holder else (director_id, None)
        answered = other is not None and random.random() < 1 / 2
        threads.append(
            BroughtThread(
                person_id=person_id,
                compartment_id=compartment_id,
                dossier_id=dossier_id,
                category=category,
                first=BroughtNote(text, writer, when),
                answers=(BroughtNote(answer, other, when + timedelta(hours=20)),) if answered and other else (),
            )
        )
    return threads


class _Work:
    def __init__(
        self,
        spec: RegionSpec,
        organisations: Mapping[str, int],
        municipalities: Mapping[str, int],
        users: Mapping[str, int],
    ) -> None:
        self.spec, self.today = spec, spec.today
        self.organisations, self.municipalities, self.users = organisations, municipalities, users
        self.iris = self.actor("coordinator")
        numbers = {number for number, _category, _said in _THREADS}
        self.written = {k.number: k for k in keys(reason="the notes of the demonstration", numbers=sorted(numbers))}

    def actor(self, username: str) -> Actor:
        return actor_of(User.objects.get(pk=self.users[username]), today=self.today)

    def run(self) -> None:
        add_contacts(actor=SYSTEM, contacts=self._contacts(), start=self.today - timedelta(days=90))
        self._away()
        record_notes(actor=SYSTEM, threads=[self._thread(*thread) for thread in _THREADS])
        self._today_at_berk()
        mine = self._generated_of_iris()
        self._household(mine)
        self._nobody_close(mine)

    def _contacts(self) -> list[NewContact]:
        made = []
        for n, o in enumerate(self.spec.organisations):
            here = self.municipalities[o.municipality] if o.kind == "MUNICIPALITY" else None
            for at, (topic, name) in enumerate(_CALLED.get(o.kind, ())):
                username = _ANSWERS.get((o.code, topic))
                made.append(
                    NewContact(
                        organisation_id=self.organisations[o.code],
                        topic=topic,
                        municipality_id=here,
                        user_id=self.users[username] if username else None,
                        name="" if username else name,
                        phone=f"0500-{40_000 + 10 * n + at}",
                        hours="Dag en nacht" if topic == _T.CRISIS else "Op werkdagen van 9 tot 17 uur",
                        is_default=True,
                    )
                )
        return made

    def _away(self) -> None:
        """The second coordinator is away for ten days; a colleague takes over."""
        start = self.today - timedelta(days=3)
        set_away(
            actor=self.actor("coordinator-2"),
            substitute_id=self.iris.me,
            start=start,
            end=start + timedelta(days=10),
            today=self.today,
        )

    def _at(self, said: _Said) -> datetime:
        return timezone.make_aware(datetime.combine(self.today - timedelta(days=said.days), time(said.hour, 12)))

    def _thread(self, number: str, category: Category, said: tuple[_Said, ...]) -> BroughtThread:
        key = self.written[number]
        first, *answers = [BroughtNote(s.text, self.users[s.who], self._at(s)) for s in said]
        return BroughtThread(key.id, key.compartment_id, key.dossier_id, category, first, tuple(answers))

    def _today_at_berk(self) -> None:
        """What was written this morning, by the verbs: a colleague who is mentioned hears of it."""
        key: PersonKey = self.written["C7-BERK"]
        hers = "Zij belde zelf, voordat zij de brief van de woningcorporatie openmaakte. @Iris Wolting, kijk jij mee naar het antwoord?"
        note = write(
            actor=self.actor("experience-expert"), person_id=key.id, compartment_id=key.compartment_id,
            category=Category.PLAN_GOALS, new=NewNote(hers), today=self.today,
        )  # fmt: skip
        answer = "Ik ben er dinsdag toch. Dan lezen wij hem samen, met koffie."
        reply(actor=self.actor("nurse"), note_id=note, new=NewNote(answer), today=self.today)

    def _generated_of_iris(self) -> list[tuple[PersonRow, PersonSpec]]:
        """The generated people whom the first coordinator directs, by name, with what they are made of."""
        made = {p.name: p for p in self.spec.people if not p.number}
        rows, _total = people(self.iris, purpose=_CARE, size=200)
        return [(row, made[row.name]) for row in rows if row.name in made]

    def _household(self, mine: list[tuple[PersonRow, PersonSpec]]) -> None:
        """Two people who live with family and have no plan yet share a home, and one plan."""
        at_home = [
            row
            for row, p in mine
            if p.stays and p.stays[-1].end is None and p.stays[-1].setting == "WITH_FAMILY"
            and plan_of(self.iris, row.id, purpose=_CARE) is None
        ]  # fmt: skip
        if len(at_home) < 2:
            return
        one, other = keys(reason="a household of the demonstration", ids=[row.id for row in at_home[:2]])
        home = share_home(
            actor=self.iris, person_id=one.id, with_person_id=other.id, start=self.spec.today.replace(day=1)
        )
        started = self.today - timedelta(days=20)
        plan = start_plan(
            actor=self.iris, person_id=one.id, compartment_id=one.compartment_id, household_id=home, today=started,
            head=PlanHead("Samen onder één dak, zonder dat de een op de ander hoeft te passen.", "Ieder een eigen kamer, en later een eigen sleutel."),
        )  # fmt: skip
        goal = add_part(
            actor=self.iris, plan_id=plan, kind="goal",
            values={"text": "Wij eten drie keer in de week samen", "domain": "HOME_RELATIONS", "wish": "Rust in huis",
                    "seen_by": "Er staat drie keer in de week een pan op tafel", "by": self.today + timedelta(days=90)},
        )  # fmt: skip
        action = NewAction(
            "Maakt met allebei een rooster voor koken en afwassen", self.today + timedelta(days=10), goal,
            user_id=self.iris.user_id, organisation_id=self.iris.organisation_id,
        )  # fmt: skip
        add_part(actor=self.iris, plan_id=plan, kind="action", values={**action.__dict__, "doer": action.doer})

    def _nobody_close(self, mine: list[tuple[PersonRow, PersonSpec]]) -> None:
        """Somebody has nobody close, and their file holder builds a network with them."""
        alone = next((row for row, p in mine if p.file_holder and not picture_of(p, self.today).close_ones), None)
        if alone is None:
            return
        (key,) = keys(reason="a network in the demonstration", ids=[alone.id])
        keep_fact(
            actor=self.iris,
            kind=NO_NETWORK,
            person_id=key.id,
            compartment_id=key.compartment_id,
            values={
                "noted_on": self.today - timedelta(days=40),
                "text": "Kent niemand in de buurt. De laatste vriend verhuisde twee jaar geleden.",
                "builder_id": self.users["professional"],
                "since": self.today - timedelta(days=30),
                "next_step": "Samen naar de open tafel in het buurthuis, op vrijdag",
            },
        )
