"""The report desk of the demonstration: reports in every state, by those who would make and weigh them; and two bridges.

Invented, in the region's own words. One report is about somebody whose case is over: the way back in one act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as d
from datetime import datetime, timedelta

from samenhang.access.enums import Purpose
from samenhang.base import clock
from samenhang.base.actor import SYSTEM, Actor
from samenhang.demo.spec import PersonSpec
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.intake.enums import (
    ContactWith,
    FeedbackHow,
    InquiryAct,
    Outcome,
    PartyView,
    ReportPriority,
    ReportSource,
    ReportWay,
    SignalKind,
)
from samenhang.intake.rules import CrisisNote, Decision
from samenhang.intake.selectors import inquiry_of
from samenhang.intake.services import (
    BRIDGE,
    NewContact,
    NewReport,
    call_crisis,
    close_report,
    decide_report,
    feed_back,
    join_reports,
    note_contact,
    open_desk,
    receive,
    take_inquiry_step,
    weigh_report,
)
from samenhang.people.selectors import keys
from samenhang.people.services import keep_fact

_E33, _POLICE, _SOON = SignalKind.E33, ReportSource.POLICE, ReportPriority.SOON
_HELP, _ARRANGE = PartyView.HELP_PRESENT, PartyView.CAN_BE_ARRANGED
_PERSON, _REPORTER, _KNOWS = ContactWith.PERSON, ContactWith.REPORTER, ContactWith.KNOWS_THEM
_NETWORK, _NOTHING = PartyView.FOR_NETWORK, PartyView.NO_GROUND


@dataclass(frozen=True)
class Told:
    """A report: how many days ago, about whom, what; then how far it came."""

    days: int
    kind: SignalKind
    source: ReportSource
    name: str
    birth: d | None
    place: str
    address: str
    text: str
    views: tuple[PartyView, ...] = ()
    outcome: Outcome | None = None
    handed_to: str = ""
    answered: str = ""
    closed: bool = False
    danger: bool = False
    priority: ReportPriority | None = None
    crisis: str = ""
    contacts: tuple[tuple[ContactWith, bool, str, str], ...] = ()
    goal: str = ""
    partners: str = ""


_BEKEKEN = (
    "Wij hebben samen naar uw melding gekeken. Er is contact geweest en er is een stap gezet. Dank voor het melden."
)
_AFGEROND = "Wij hebben samen naar uw melding gekeken. Er was geen reden voor een volgende stap. Blijf melden als u zich zorgen maakt."

# As long as the police write them, with a word of a bystander that the desk has to weigh; perhaps about the man of the first report.
_HAVEN = (
    "Om 21.40 uur kregen wij de melding dat een man bij de haven tegen voorbijgangers riep. Ter plaatse zagen wij een man van rond de "
    "veertig op het bankje bij de haven, zonder jas, met twee boodschappentassen. Hij sprak hardop, keek ons niet aan en gaf geen naam. "
    "Hij had koude handen en zei dat hij sinds de ochtend niet had gegeten. Wij hebben hem thee gegeven en een half uur bij hem gezeten. "
    "Hij werd rustiger toen er niemand meer langsliep. Hij wilde niet mee naar de opvang en niet naar een arts.\n"
    "Een omstander, die hem vaker ziet, zei dat hij psychotisch is en dat hij tot de zomer in een kamer boven de bakker woonde. Wij "
    "hebben dat niet kunnen nagaan. Rond 23.00 uur is hij lopend vertrokken in de richting van het station. Er was geen reden om hem "
    "aan te houden en geen gevaar voor anderen. Wij maken ons zorgen over de nacht: het wordt twee graden."
)

REPORTS = (
    # came in, nobody has weighed yet
    Told(0, _E33, _POLICE, "Meneer Zonnedauw", d(1980, 2, 3), "Turfwolde", "Bankje bij de haven", "Stond om drie uur 's nachts zonder jas op straat en riep tegen voorbijgangers.", danger=True),
    Told(1, _E33, _POLICE, "", None, "Turfwolde", "Bankje bij de haven", _HAVEN, priority=_SOON),
    Told(0, SignalKind.HOME, ReportSource.HOUSING, "Mevrouw Heiblauw", d(1957, 5, 19), "Zandmeer", "Lange Wal 12", "Gordijnen al weken dicht, post puilt uit de bus, doet niet open.", goal="Dat iemand die zij vertrouwt bij haar langsgaat, en dat zij kan blijven wonen.", partners="Huisarts Oeverzegge; de dochter, die ver weg woont"),
    Told(1, SignalKind.NEIGHBOURS, ReportSource.NEIGHBOUR, "", None, "Rietmade", "Turfgracht 4, bovenwoning", "Harde muziek en huilen in de nacht, al twee weken."),
    Told(1, SignalKind.SCHOOL_OR_WORK, ReportSource.SCHOOL, "Jongen Gagelveld", d(2008, 9, 2), "Esmarke", "", "Komt sinds de herfstvakantie niet meer op school, slaapt bij vrienden.", priority=_SOON, goal="Rust en een vaste plek om te slapen, zodat hij weer naar school kan.", partners="Mentor en leerplicht"),
    Told(2, SignalKind.RENT_ARREARS, ReportSource.HOUSING, "Meneer Waterranonkel", d(1971, 1, 30), "Turfwolde", "Sluiskade 88", "Vier maanden achterstand, reageert niet op brieven of telefoon."),
    Told(9, SignalKind.OUT_OF_TOUCH, ReportSource.GP, "Mevrouw Moerasvaren", d(1966, 12, 11), "Lindelo", "Brink 3", "Haalt haar medicijnen niet meer op, was er altijd trouw in."),
    Told(16, SignalKind.SCHOOL_OR_WORK, ReportSource.UWV, "Meneer Kattenstaart", d(1989, 7, 7), "Keienberg", "", "Verschijnt niet op afspraken; klonk aan de telefoon radeloos."),
    # being weighed
    Told(2, _E33, _POLICE, "Mevrouw Veenpluis", d(1992, 4, 4), "Zandmeer", "Stationsplein", "Zat urenlang op het perron, at niet en zei dat zij nergens heen kon.", (_NETWORK,), priority=_SOON),
    Told(3, _E33, _POLICE, "Meneer Struikhei", d(1976, 10, 21), "Hoogveenkamp", "Kerkstraat 19", "Stond schreeuwend in de tuin van de buren, liet zich rustig naar huis brengen.", (_NETWORK, _HELP, _NETWORK)),
    Told(3, SignalKind.FAMILY, ReportSource.CLOSE_ONE, "Meneer Zilverschoon", d(1999, 3, 15), "Wolderbroek", "", "Broer belt: hij sluit zich op en heeft de sloten vervangen.", (_ARRANGE, _NETWORK), contacts=((_REPORTER, True, "Per telefoon", "Broer brengt boodschappen en mag vanavond mee naar de deur."),)),
    Told(10, SignalKind.HOME, ReportSource.HOUSING, "Mevrouw Koekoeksbloem", d(1948, 8, 28), "Esmarke", "Molenweg 7", "Gang staat vol, gasfornuis blijft aan, bewoonster is mager.", (_ARRANGE,)),
    Told(12, _E33, _POLICE, "Meneer Struikhei", d(1976, 10, 21), "Hoogveenkamp", "Kerkstraat 19", "Liep op de weg tussen de auto's, wilde niet praten.", (_HELP, _HELP), contacts=((_PERSON, False, "Aan de deur", ""), (_KNOWS, True, "Over de heg", "Zij ziet hem elke ochtend de hond uitlaten; deze week niet."))),
    Told(40, _E33, _POLICE, "Meneer Struikhei", d(1976, 10, 21), "Hoogveenkamp", "Marktplein", "Sprak voorbijgangers aan, huilde, ging met de agent mee naar huis.", (_HELP, _HELP, _HELP), Outcome.FORWARD_TO_HELP, "Huisartsenpost Hoogveenkamp, mevrouw Wollegras", _BEKEKEN, True),
    # decided, the reporter has not heard yet
    Told(5, SignalKind.CARE_ENDED, ReportSource.OWN_ORGANISATION, "Mevrouw Blaasvaren", d(1984, 6, 9), "Rietmade", "", "Begeleiding stopt eind van de maand, zij ziet op tegen alleen zijn.", (_ARRANGE, _ARRANGE, _ARRANGE), Outcome.CLOSE_WITH_FEEDBACK),
    Told(6, _E33, _POLICE, "Meneer Moeraswederik", d(1969, 2, 27), "Keienberg", "Industrieweg", "Sliep in een bedrijfshal, was koud en verward over de dag.", (_NETWORK, _NETWORK, _ARRANGE), Outcome.FORWARD_TO_HELP, "Opvang Rietmade, de dienstdoende begeleider"),
    Told(7, SignalKind.FAMILY, ReportSource.CLOSE_ONE, "Mevrouw Wederik", d(1995, 11, 2), "Zandmeer", "Havenstraat 31", "Zus is bang: zij eet niet, dreigt zichzelf iets aan te doen.", (_NETWORK, _NETWORK, _NETWORK), Outcome.WVGGZ_REPORT, danger=True, crisis="Crisisdienst gebeld, kwam binnen een half uur; zij is veilig bij haar zus."),
    # the reporter was told
    Told(11, SignalKind.NEIGHBOURS, ReportSource.NEIGHBOUR, "Meneer Dotterbloem", d(1953, 4, 25), "Lindelo", "Es 9", "Loopt 's nachts door de straat en belt aan.", (_HELP, _HELP, _HELP), Outcome.FORWARD_TO_HELP, "Huisarts Oeverzegge", _BEKEKEN),
    Told(13, _E33, _POLICE, "Mevrouw Kruipwilg", d(1987, 9, 9), "Turfwolde", "Winkelhart", "Riep in een winkel dat iedereen haar volgt, kalmeerde bij een bekende medewerker.", (_NOTHING, _NETWORK, _NOTHING), Outcome.CLOSE_WITH_FEEDBACK, "", _AFGEROND),
    # closed
    Told(24, SignalKind.RENT_ARREARS, ReportSource.HOUSING, "Meneer Lisdodde", d(1978, 12, 1), "Zandmeer", "Rietveld 2", "Drie maanden achterstand na verlies van werk.", (_HELP, _HELP, _HELP), Outcome.FORWARD_TO_HELP, "Schuldhulp van de gemeente Zandmeer", _BEKEKEN, True),
    Told(30, SignalKind.HOME, ReportSource.YOUTH_HEALTH, "Gezin Biezenveld", None, "Esmarke", "Veldweg 40", "Baby goed verzorgd, huis donker en zonder verwarming.", (_ARRANGE, _ARRANGE, _ARRANGE), Outcome.CLOSE_WITH_FEEDBACK, "", _AFGEROND, True),
    Told(45, SignalKind.OTHER, ReportSource.OTHER, "Meneer Snavelzegge", d(1964, 3, 3), "Wolderbroek", "", "Vertelde in het buurthuis dat hij al weken niet slaapt.", (_NOTHING, _NOTHING, _NOTHING), Outcome.CLOSE_WITH_FEEDBACK, "", _AFGEROND, True),
    Told(52, _E33, _POLICE, "Mevrouw Parnassia", d(1990, 5, 30), "Hoogveenkamp", "Busstation", "Weigerde de bus uit te gaan, zei dat zij nergens woont.", (_NETWORK, _NETWORK, _NETWORK), Outcome.FORWARD_TO_HELP, "Opvang Rietmade, mevrouw Waterdrieblad", _BEKEKEN, True),
    Told(58, SignalKind.NEIGHBOURS, ReportSource.NEIGHBOUR, "", None, "Keienberg", "Portiek Akkerlaan", "Ruzie in het portiek, nu weer stil.", (_NOTHING, _NOTHING, _NOTHING), Outcome.CLOSE_WITH_FEEDBACK, "", _AFGEROND, True),
    Told(70, SignalKind.SCHOOL_OR_WORK, ReportSource.SCHOOL, "Meisje Rolklaver", d(2013, 1, 14), "Rietmade", "", "Vaak afwezig sinds haar moeder ziek is.", (_ARRANGE, _ARRANGE, _ARRANGE), Outcome.EARLY_HELP, "Vroeghulp van de gemeente Rietmade, mevrouw Veldlathyrus", _BEKEKEN, True),
)  # fmt: skip


def tell_reports(
    *,
    today: d,
    municipalities: Mapping[str, int],
    users: Mapping[str, int],
    desk_team: int,
    over: PersonSpec,
) -> None:
    """Open the desk and let every report come in, be weighed, decided and answered, inside the transaction of the loader."""
    open_desk(actor=SYSTEM, team_id=desk_team)
    actors = {
        name: actor_of(User.objects.get(pk=users[name]), today=today)
        for name in (
            "report-desk",
            "psychiatric-nurse",
            "disability-nurse",
            "police-officer",
            "coordinator",
            "housing-officer",
        )
    }
    back = Told(1, _E33, _POLICE, over.name, over.birth, over.municipality, "", "Belde zelf 112, zei dat het weer niet gaat en dat niemand meer komt.", (_ARRANGE, _ARRANGE, _ARRANGE), priority=_SOON)  # fmt: skip
    ids = {(told.name, told.days): _tell(told, actors, municipalities, today) for told in (*REPORTS, back)}
    first, second = ids["Meneer Struikhei", 12], ids["Meneer Struikhei", 3]
    join_reports(actor=actors["report-desk"], report_id=second, other_id=first)
    _bridges(actors["coordinator"], today)


def _tell(told: Told, actors: Mapping[str, Actor], municipalities: Mapping[str, int], today: d) -> int:
    now: datetime = clock.now()
    came = now - timedelta(days=told.days, hours=1)
    nurse = actors["report-desk"]
    way, reporter = ReportWay.DESK, nurse
    if told.source == _POLICE:
        way, reporter = ReportWay.API, actors["police-officer"]
    elif told.source == ReportSource.HOUSING:
        way, reporter = ReportWay.FORM, actors["housing-officer"]
    report_id, _new = receive(
        actor=reporter,
        new=NewReport(
            kind=told.kind,
            source=told.source,
            seen_on=today - timedelta(days=told.days + 1),
            text=told.text,
            goal=told.goal,
            partners=told.partners,
            subject_name=told.name,
            subject_birth=told.birth,
            subject_address=told.address,
            municipality_id=municipalities[told.place],
            reporter_name="" if way != ReportWay.DESK else "Staat in het telefoonboek van het meldpunt",
            reporter_contact="0500-40100",
            anonymous=told.source == ReportSource.NEIGHBOUR,
            danger=told.danger,
            reference=f"PL-2026-{1_000 + told.days}-{told.name[-4:] or 'X'}" if told.source == _POLICE else "",
            priority=told.priority,
        ),
        way=way,
        now=now,
        received_at=came,
    )
    weighed = min(came + timedelta(days=1), now)
    if told.crisis:
        looked = CrisisNote(danger=False, note=told.crisis)
        call_crisis(actor=nurse, report_id=report_id, new=looked, now=came)
    for whom, reached, how, what in told.contacts:
        tried = NewContact(whom=whom, reached=reached, how=how, what=what, who="Buurvrouw van nummer 17" if whom == _KNOWS else "", at=came + timedelta(minutes=50))  # fmt: skip
        note_contact(actor=nurse, report_id=report_id, new=tried, now=now)
    parties = (nurse, actors["psychiatric-nurse"], actors["disability-nurse"])
    for actor, view in zip(parties, told.views, strict=False):
        weigh_report(actor=actor, report_id=report_id, view=view, reason="Nagekeken en nagebeld.", now=weighed)
    if told.outcome is not None:
        _decide(told, report_id, nurse, today, min(came + timedelta(days=2), now))
    return report_id


def _decide(told: Told, report_id: int, nurse: Actor, today: d, at: datetime) -> None:
    day = today - timedelta(days=max(told.days - 2, 0))
    decision = Decision(
        told.outcome or Outcome.CLOSE_WITH_FEEDBACK,
        "Samen besproken; dit past het best bij wat wij weten.",
        talked_on=day,
        talked_place="Thuis, op de bank",
        talked_by=nurse.name,
        informed_on=day,
        handed_to=told.handed_to,
    )
    if told.outcome == Outcome.WVGGZ_REPORT:
        decision = replace(decision, handed_to="Gemeente Zandmeer, mevrouw Oeverzegge")
    decide_report(actor=nurse, report_id=report_id, new=decision, today=day, now=at)
    inquiry = inquiry_of(nurse, report_id, purpose=Purpose.CARE_COORDINATION)
    if inquiry is not None:
        take_inquiry_step(
            actor=nurse, inquiry_id=inquiry.id, act=InquiryAct.BEGIN, today=day, words="Mevrouw Oeverzegge, gemeente Zandmeer", essential=True
        )  # fmt: skip
    if told.answered:
        feed_back(actor=nurse, report_id=report_id, how=FeedbackHow.PHONE, text=told.answered, now=at)
    if told.closed:
        close_report(actor=nurse, report_id=report_id, now=at)


def _bridges(iris: Actor, today: d) -> None:
    """Two people wait with somebody who holds them: for one it is enough, for the other it no longer is."""
    people = {
        k.number: k for k in keys(reason="the bridges of the demonstration", numbers=["C1-POPULIER", "C4-HAZELAAR"])
    }
    for number, values in (
        ("C4-HAZELAAR", {"waits_for": "GGZ", "holder": "POH_GGZ", "holder_name": "Mevrouw Oeverzegge", "holder_organisation": "Huisartsen Zandmeer",
                         "until": today + timedelta(days=45), "enough": True, "checked_on": today - timedelta(days=9), "note": "Elke week een gesprek."}),
        ("C1-POPULIER", {"waits_for": "SHELTERED_LIVING", "holder": "WMO", "holder_name": "Meneer Wollegras", "holder_organisation": "AndersZorg",
                         "until": today + timedelta(days=20), "enough": False, "checked_on": today - timedelta(days=2), "note": "Tien uur in de week is te weinig voor de nachten."}),
    ):  # fmt: skip
        key = people[number]
        keep_fact(
            actor=iris,
            kind=BRIDGE,
            person_id=key.id,
            compartment_id=key.compartment_id,
            values={"since": today - timedelta(days=30), **values},
        )
