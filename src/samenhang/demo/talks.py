"""Talking together in the demonstration: the tables of Noorderhei, the talks of the written cases, and those of everybody else.

The written cases are told by the verbs of the package, by the colleague who would do it. A quarter of the generated people
get a talk in bulk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samenhang.access.enums import Regime
from samenhang.access.selectors import taking_part
from samenhang.base.actor import SYSTEM, Actor
from samenhang.conferences import services
from samenhang.conferences.enums import (
    Channel,
    ConferenceKind,
    ConferenceState,
    Dilemma,
    Fits,
    PartyKind,
    PointKind,
    Presence,
    Product,
    Rhythm,
    TableKind,
)
from samenhang.conferences.rules import meetings
from samenhang.conferences.selectors import party_numbers
from samenhang.demo.spec import PersonSpec
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.people.selectors import PersonKey, keys
from samenhang.picture.enums import LifeDomain
from samenhang.privacy.enums import ToldHow

GROUP = "Mensen met complexe problemen op meer gebieden"
# name, kind, who convenes, who keeps it, rhythm, first day, hour, minutes, where, the points that always come back
TABLES = (
    ("Casustafel Noorderhei", TableKind.CASE, "ggz-heidelanden", "coordinator", Rhythm.FORTNIGHTLY, date(2026, 1, 15), time(13, 0), 120,
     "Wijkgebouw De Linde, Turfwolde", (("Wat liep sinds de vorige keer", 10), (GROUP, 90), ("Wat leren wij ervan", 20))),
    ("Weegtafel zorg- en veiligheidshuis", TableKind.ZVH, "zvh-noorderhei", "coordinator-2", Rhythm.WEEKLY, date(2026, 1, 6), time(9, 30), 60,
     "Zorg- en Veiligheidshuis, Zandmeer", (("Nieuwe meldingen", 20), (GROUP, 20))),
    ("Tafel van financiers", TableKind.FUNDERS, "zorgkantoor-noorderhei", "table-member", Rhythm.MONTHLY, date(2026, 1, 28), time(10, 0), 90,
     "Online", (("Knelpunten die om een besluit vragen", 45), (GROUP, 30))),
    ("Stuurgroep zorg en veiligheid", TableKind.STEERING, "zvh-noorderhei", "table-chair", Rhythm.QUARTERLY, date(2026, 2, 12), time(15, 0), 120,
     "Gemeentehuis Zandmeer", (("Voortgang werkagenda", 30), (GROUP, 30))),
    ("Wvggz-overleg ggz, gemeente en OM", TableKind.WVGGZ, "ggz-heidelanden", "coordinator", Rhythm.QUARTERLY, date(2026, 3, 10), time(14, 0), 90,
     "GGZ Heidelanden, zaal 4", (("Cijfers van het kwartaal", 20), ("Wie valt tussen zorgmachtiging en straf", 30))),
    ("OGGz-netwerk Turfwolde", TableKind.OGGZ, "ggd-noorderhei", "coordinator-2", Rhythm.MONTHLY, date(2026, 1, 19), time(11, 0), 60,
     "GGD Noorderhei", (("Meldingen van zorgmijders", 30), (GROUP, 15))),
)  # fmt: skip


def tell(*, today: date, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
    """Put the tables on the map and let the written cases be talked about; inside the transaction of the loader."""
    numbers = ["C1-POPULIER", "C5-MEIDOORN", "C7-BERK"]
    people = {k.number: k for k in keys(reason="the talks of the demonstration", numbers=numbers)}
    _Talks(today, organisations, users, people).run()


@dataclass(frozen=True)
class _Line:
    """What an agreement says: what, who (a user name, or the client), how many days from now."""

    text: str
    who: str
    days: int


class _Talks:
    def __init__(
        self, today: date, organisations: Mapping[str, int], users: Mapping[str, int], people: Mapping[str, PersonKey]
    ) -> None:
        self.today, self.organisations, self.users, self.people = today, organisations, users, people
        self.iris = self.actor("coordinator")
        self.tables: dict[str, int] = {}

    def actor(self, username: str) -> Actor:
        return actor_of(User.objects.get(pk=self.users[username]), today=self.today)

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(self.today + timedelta(days=days), time(hour, minute)))

    def run(self) -> None:
        self._tables()
        self._populier()
        self._meidoorn()
        self._berk()
        self._questions()

    def _tables(self) -> None:
        for name, kind, convener, keeper, rhythm, first, hour, minutes, where, points in TABLES:
            values = services.TableValues(
                name, kind, self.organisations[convener], rhythm, first, hour, minutes, where=where
            )
            table = services.add_table(actor=SYSTEM, values=values, keeper_id=self.users[keeper])
            items = [services.NewItem(text, length, this_group=text == GROUP) for text, length in points]
            services.set_agenda(actor=SYSTEM, table_id=table, items=items, expected_version=1)
            self.tables[name] = table
        services.reflect(
            actor=self.iris,
            table_id=self.tables["Casustafel Noorderhei"],
            values=services.ReflectionValues(
                dilemma="Wie houdt de regie als twee organisaties allebei een goede reden hebben om nee te zeggen?",
                held_on=self.today - timedelta(days=38),
                attendees="Ggz, beschermd wonen, gemeente, ervaringsdeskundige",
                values_of_each="Ggz: veiligheid van het team. Beschermd wonen: een plek die blijft. Gemeente: nabijheid.",
                arguments_for="Eén regisseur beslist, ook als een ander betaalt.",
                arguments_against="Wie beslist moet ook kunnen leveren.",
                grounds="Niemand zegt nee voordat hij de persoon heeft gezien en zegt wat wél kan.",
                evaluate_on=self.today + timedelta(days=140),
            ),
        )

    def _held(
        self,
        number: str,
        days: int,
        purpose: str,
        record: services.RecordValues,
        *,
        decisions: tuple[tuple[str, str], ...],
        agreements: tuple[_Line, ...],
        kind: ConferenceKind = ConferenceKind.CASE_CONFERENCE,
    ) -> int:
        """A talk so many days ago with everybody who takes part, written down."""
        key = self.people[number]
        part = taking_part(key.dossier_id, self.today)
        invited = services.everybody(self.iris, part, "Kent de situatie van dag tot dag", client=True)
        pk = services.plan_conference(
            actor=self.iris,
            new=services.NewConference(
                key.id, key.compartment_id, kind, purpose, Regime.CONSENT, self.at(-days, 13), 60, tuple(invited),
                where="Wijkgebouw De Linde, Turfwolde",
            ),
            today=self.today,
        )  # fmt: skip
        services.hold(
            actor=self.iris,
            conference_id=pk,
            attended=party_numbers(pk, reason="everybody was there"),
            today=self.today,
        )
        services.write_record(actor=self.iris, conference_id=pk, values=record, expected_version=0)
        for text, why in decisions:
            services.say(
                actor=self.iris, kind=PointKind.DECISION, values=services.PointValues(text, why=why), conference_id=pk
            )
        for line in agreements:
            services.agree(
                actor=self.iris,
                conference_id=pk,
                values=services.AgreementValues(
                    text=line.text,
                    due_on=self.today + timedelta(days=line.days),
                    user_id=None if line.who == "client" else self.users[line.who],
                    by_client=line.who == "client",
                ),
            )
        return pk

    def _told(self, number: str, conference_id: int, days: int, text: str, how: ToldHow, reaction: str = "") -> None:
        services.close_record(actor=self.iris, conference_id=conference_id, today=self.today)
        services.feed_back(
            actor=self.iris,
            conference_id=conference_id,
            own_compartment_id=self.people[number].compartment_id,
            new=services.NewFeedback(text, how, self.today - timedelta(days=days), reaction),
            today=self.today,
        )

    def _populier(self) -> None:
        number, key = "C1-POPULIER", self.people["C1-POPULIER"]
        pk = self._held(
            number,
            17,
            "PLACEMENT",
            services.RecordValues(
                question="Waar kan meneer Populier wonen met een eigen voordeur en toezicht dichtbij?",
                going_on="Hij wacht op een gesloten afdeling, terwijl hij de meeste dagen rustig is.",
                happened="Twee plekken wezen hem op papier af. Niemand sprak hem.",
                needed="Een eigen voordeur, één vaste begeleider en een plan voor als het oploopt.",
                discussion="Hij vertelde zelf wat helpt: iemand die blijft als hij boos wordt.",
            ),
            decisions=(("Wij zoeken eerst een plek met een eigen voordeur.", "In een groep liep het drie keer mis."),),
            agreements=(
                _Line("Vraagt Duinkamp om een gesprek met hem", "coordinator", 9),
                _Line("Schrijft op wat hem helpt, voor wie hem nog niet kent", "client", 14),
            ),
        )
        services.weigh_offer(
            actor=self.iris,
            conference_id=pk,
            values=services.OfferValues(
                "FPK Duinkamp", "nu", Fits.NO, "Vraagt een forensische titel, die hij niet heeft.",
                "Een besluit van beide financiers om het zonder titel te doen.",
            ),
        )  # fmt: skip
        services.weigh_offer(
            actor=self.iris,
            conference_id=pk,
            values=services.OfferValues(
                "Blijven met begeleiding erbij", "tot er een plek is", Fits.UNKNOWN, "Het team wil eerst weten wie ’s nachts bereikbaar is.",
                "Nachtdienst van Thuishaven laten meedraaien.",
            ),
        )  # fmt: skip
        services.say(
            actor=self.iris, kind=PointKind.DISSENT, conference_id=pk,
            values=services.PointValues("Wil liever vandaag weg dan wachten op de mooiste plek.", who="Meneer Populier"),
        )  # fmt: skip
        self._told(
            number, pk, 15,
            "Wij spraken over waar u kunt wonen. U wilt een eigen voordeur. Dat gaan wij zoeken. Iris belt Duinkamp: zij moeten u eerst ontmoeten. "
            "U schrijft op wat helpt als het moeilijk wordt.",
            ToldHow.IN_PERSON, "Eindelijk.",
        )  # fmt: skip
        day = next(d for d in _table_days(self.today) if d > self.today)
        part = taking_part(key.dossier_id, self.today)
        services.plan_conference(
            actor=self.iris,
            new=services.NewConference(
                key.id, key.compartment_id, ConferenceKind.CASE_CONFERENCE, "PLACEMENT", Regime.CONSENT,
                timezone.make_aware(datetime.combine(day, time(13, 30))), 45,
                tuple(services.everybody(self.iris, part, "Beslist mee over de volgende stap", client=True)),
                where="Wijkgebouw De Linde, Turfwolde", link="https://overleg.example/casustafel",
                table_id=self.tables["Casustafel Noorderhei"],
            ),
            today=self.today,
        )  # fmt: skip

    def _meidoorn(self) -> None:
        number, key = "C5-MEIDOORN", self.people["C5-MEIDOORN"]
        pk = self._held(
            number,
            24,
            "CARE_COORDINATION",
            services.RecordValues(
                question="Kan meneer Meidoorn blijven tot er een huisje is?",
                going_on="Het team is bang na de tweede brand. Hij snapt niet waarom hij weg moet.",
                happened="Twee keer brand in een half jaar, beide keren na een wisseling in het rooster.",
                needed="Twee vaste begeleiders op zijn dagen, en een huisje op het terrein.",
            ),
            decisions=(
                (
                    "Hij blijft, met twee vaste begeleiders.",
                    "Verhuizen zonder plek maakt het gevaar groter, niet kleiner.",
                ),
            ),
            agreements=(_Line("Maakt een rooster zonder wisselingen op zijn dagen", "professional", 12),),
            kind=ConferenceKind.DE_ESCALATION,
        )
        weighed = services.deliberate(
            actor=self.iris,
            person_id=key.id,
            compartment_id=key.compartment_id,
            conference_id=pk,
            values=services.DeliberationValues(
                about=Dilemma.STAFF_SAFETY_OR_STAY,
                dilemma="Mag hij blijven waar hij woont, als het team zich niet veilig voelt?",
                held_on=self.today - timedelta(days=24),
                attendees="Het team, de teamleider, zijn moeder, een ervaringsdeskundige, GGZ Heidelanden",
                led_by="Bram Eikenaar",
                grounds="Wij houden hem hier, omdat weggaan het gevaar verplaatst. Niemand werkt daarbij alleen. Na drie maanden kijken wij opnieuw.",
                evaluate_on=self.today + timedelta(days=66),
            ),
            today=self.today,
        )  # fmt: skip
        self._thoughts(weighed)
        self._told(
            number, pk, 22,
            "Wij spraken over waar u woont. U mag blijven. Er zijn nu twee vaste mensen op uw dagen. Wij zoeken een huisje op het terrein.",
            ToldHow.IN_PERSON, "Hij wil weten wanneer het huisje er is.",
        )  # fmt: skip

    def _thoughts(self, deliberation_id: int) -> None:
        def say(kind: PointKind, text: str, who: str = "", option: int | None = None) -> int:
            values = services.PointValues(text, who=who, option_id=option)
            return services.say(actor=self.iris, kind=kind, values=values, deliberation_id=deliberation_id)

        say(PointKind.VALUE, "Niet weer weg moeten.", "Meneer Meidoorn")
        say(PointKind.VALUE, "Zonder angst naar het werk gaan.", "Het team")
        say(PointKind.VALUE, "Dat iemand hem kent en blijft kennen.", "Zijn moeder")
        stay = say(PointKind.OPTION, "Blijven, met twee vaste begeleiders")
        leave = say(PointKind.OPTION, "Nu naar een beveiligde plek elders")
        say(PointKind.ARGUMENT_FOR, "Men kent hier de tekenen dat het oploopt.", "Het team", stay)
        say(PointKind.ARGUMENT_AGAINST, "Op drukke dagen is er geen tweede.", "De teamleider", stay)
        say(PointKind.ARGUMENT_FOR, "Meer beveiliging.", "GGZ Heidelanden", leave)
        say(PointKind.ARGUMENT_AGAINST, "Elke verhuizing maakte het erger.", "Zijn moeder", leave)

    def _berk(self) -> None:
        number = "C7-BERK"
        pk = self._held(
            number,
            6,
            "SUPPORT",
            services.RecordValues(
                question="Welke hulp wil mevrouw Berk nu, en van wie?",
                going_on="Zij doet de post niet open en slaapt slecht. Zij wil hulp, en geen stapel brieven.",
                happened="In februari stopte de behandeling en de hulp thuis op één dag.",
                needed="Iemand die één keer per week meekijkt met de post, en weer naar het koor.",
            ),
            decisions=(("Eén vaste persoon komt op dinsdag.", "Wisselende gezichten maakten haar bang."),),
            agreements=(
                _Line("Belt met het koor of zij weer kan beginnen", "experience-expert", 6),
                _Line("Zegt wat zij met de brieven wil", "client", 10),
            ),
        )
        self._told(
            number, pk, 4,
            "Wij spraken over welke hulp u wilt. Er komt één vaste persoon, op dinsdag. Wendel belt het koor. Over uw brieven beslist u zelf. "
            "Wij hebben niemand anders iets over u verteld.",
            ToldHow.IN_PERSON, "Dinsdag is goed. Liever niet voor tien uur.",
        )  # fmt: skip

    def _questions(self) -> None:
        key = self.people["C7-BERK"]
        wendel, joris, daan = self.actor("experience-expert"), self.actor("coordinator-2"), self.actor("professional")
        asked = services.ask_expert(
            actor=wendel,
            new=services.NewQuestion(
                question="Iemand durft de post niet open te maken en slaapt al weken slecht. Vroeger was er een psychose. "
                "Waaraan zien wij op tijd dat het weer die kant op gaat?",
                asked_of_id=self.organisations["ggz-heidelanden"],
                channel=Channel.PHONE,
                expert_id=joris.user_id,
                domains=(LifeDomain.MENTAL_HEALTH, LifeDomain.FINANCE),
                person_id=key.id,
                compartment_id=key.compartment_id,
            ),
            today=self.today - timedelta(days=5),
        )
        services.answer_question(
            actor=joris,
            request_id=asked,
            new=services.NewAnswer(
                "Let op drie dingen tegelijk: minder dan vier uur slaap, niet meer eten met anderen, en denken dat brieven een bedoeling "
                "hebben. Bel dan ons team, ook zonder verwijzing.",
                12, Product.GGZ_SOCIAL_DOMAIN, Channel.PHONE,
            ),
            today=self.today - timedelta(days=4),
        )  # fmt: skip
        services.say_what_it_brought(actor=wendel, request_id=asked, avoided_referral=True)
        services.ask_expert(
            actor=daan,
            new=services.NewQuestion(
                question="Een bewoner met een verstandelijke beperking slaapt overdag en is ’s nachts wakker sinds een nieuw medicijn. "
                "Wat kan de begeleiding zelf doen?",
                asked_of_id=self.organisations["ggz-heidelanden"],
                channel=Channel.WRITING,
                domains=(LifeDomain.PHYSICAL_HEALTH,),
            ),
            today=self.today,
        )


def _table_days(today: date) -> list[date]:
    """The coming days on which the table for cases meets."""
    return meetings(Rhythm.FORTNIGHTLY, date(2026, 1, 15), since=today, count=3)


_SAID = (
    ("Hoe houden wij de plek die er is?", "Het gaat redelijk, met ups en downs.", "Een vaste begeleider viel uit.", "Iemand die blijft.",
     "Wij houden de plek en vullen het rooster aan.", "Verhuizen kost meer dan blijven."),
    ("Wie doet wat de komende maanden?", "Drie organisaties komen langs en weten het niet van elkaar.", "Een afspraak werd twee keer gemaakt.",
     "Eén agenda en één aanspreekpunt.", "Eén vaste dag per organisatie.", "Rust in de week."),
    ("Wat is er nodig om te verhuizen?", "De wachttijd duurt langer dan beloofd.", "Een plek ging niet door.", "Duidelijkheid over wanneer.",
     "Wij zoeken ook in de buurgemeente.", "Daar kwam een plek vrij."),
)  # fmt: skip
_TOLD = "Wij spraken over hoe het gaat en wat u wilt. Wij hebben afgesproken wie wat doet. U hoort van uw begeleider wanneer."


def talk_of(
    n: int,
    key: tuple[int, int, int],
    p: PersonSpec,
    *,
    today: date,
    director_id: int,
    director_at: int,
    holder: tuple[int, int] | None,
) -> services.BroughtTalk | None:
    """A talk for one in four of the generated people, the same one from the same number; None for the others.

    Most were held some weeks ago and told to the client; one in ten was yesterday and is to be told, one in five is to come.
    """
    if p.number or n % 4:
        return None
    turn = n // 4
    coming, fresh = turn % 5 == 1, turn % 10 == 2
    days = 3 + turn % 18 if coming else -1 if fresh else -(9 + turn * 7 % 150)
    day = today + timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - 4))
    question, going_on, happened, needed, decision, why = _SAID[turn % len(_SAID)]
    parties = [services.NewParty(PartyKind.CLIENT, "Het gaat over hen")]
    if holder is not None:
        parties.append(
            services.NewParty(
                PartyKind.COLLEAGUE, "Houdt het dossier", holder[0], holder[1],
                presence=Presence.ONLINE if turn % 3 == 0 else Presence.ROOM,
            )
        )  # fmt: skip
    held = not coming
    return services.BroughtTalk(
        person_id=key[0],
        compartment_id=key[2],
        dossier_id=key[1],
        kind=ConferenceKind.EVALUATION if turn % 3 == 1 else ConferenceKind.CASE_CONFERENCE,
        purpose="PLACEMENT" if p.need and turn % 2 else "CARE_COORDINATION",
        starts_at=timezone.make_aware(datetime.combine(day, time(9 + turn % 7, 30 * (turn % 2)))),
        minutes=45,
        convened_by_id=director_id,
        convening_id=director_at,
        parties=tuple(parties),
        state=ConferenceState.PLANNED if coming else ConferenceState.RECORDED if fresh else ConferenceState.FED_BACK,
        record=services.RecordValues(question, going_on, happened, needed) if held else None,
        decision=(decision, why) if held else None,
        agreement=("Belt iedereen na over wat is afgesproken", today + timedelta(days=5 + turn % 20))
        if fresh
        else None,
        told=(_TOLD, day + timedelta(days=2)) if held and not fresh else None,
    )
