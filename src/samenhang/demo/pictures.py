"""The pictures of the demonstration: what is known around the written cases, and a few facts for everybody who is generated.

Invented, in the region's own words. Generated facts follow from the name and the birth date, so the same seed gives the
same region.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as d
from datetime import timedelta
from random import Random
from typing import Any

from samenhang.demo.spec import PersonSpec
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.intake.enums import Answer, SignalKind
from samenhang.intake.selectors import criteria_on
from samenhang.intake.services import Answered, check_inclusion, decide_inclusion
from samenhang.people.enums import Burden, CloseRole, ContactWish, OwnConsent, RepresentativeKind
from samenhang.people.selectors import keys
from samenhang.people.services import NewCloseOne
from samenhang.picture.enums import DomainState, LifeDomain, ProblemArea
from samenhang.picture.services import More

IRIS = "Iris Wolting"
_STATES = (DomainState.ACUTE, DomainState.STUCK, DomainState.SHAKY, DomainState.GOES, DomainState.GOOD)


@dataclass(frozen=True)
class PictureSpec:
    """What the picture of one person holds besides the sketch."""

    close_ones: tuple[NewCloseOne, ...] = ()
    more: tuple[More, ...] = ()
    signals: tuple[tuple[SignalKind, d, str, str], ...] = ()
    problems: dict[str, tuple[str, str]] = field(default_factory=dict)  # area: (how severe in words, substances)
    incidents: dict[d, tuple[str, str, str]] = field(default_factory=dict)  # day: (response, what helped, lesson)


def _domain(on: d, code: str, state: int, *, side: str = "PROFESSIONAL", by: str = IRIS, **words: Any) -> More:
    """How a domain goes, on the open scale from 1 (acute) to 5 (good)."""
    return More(
        "domain",
        {
            "domain": LifeDomain(code),
            "side": side,
            "state": _STATES[state - 1],
            "said_by": "" if side == "CLIENT" else by,
            "on": on,
            **words,
        },
    )


def _domains(on: d, **states: int) -> tuple[More, ...]:
    return tuple(_domain(on, code, state) for code, state in states.items())


def _own(on: d, code: str, state: int, **words: Any) -> More:
    """How the person sees a domain themselves."""
    return _domain(on, code, state, side="CLIENT", **words)


def _estimate(on: d, area: str, score: int, source: str = "", *, by: str = "ORGANISATION", **more: Any) -> More:
    return More(
        "estimate",
        {"area": area, "by": by if source else "SELF", "source": source, "score": score, "on": on, **more},
    )


def _treatment(what: str, where: str, start: d, end: d | None, why: str = "", **more: Any) -> More:
    return More("treatment", {"what": what, "where": where, "start": start, "end": end, "why_stopped": why, **more})


def _diagnosis(text: str, by: str, on: d, rejected: tuple[d, str, str] | None = None) -> More:
    no = rejected or (None, "", "")
    return More(
        "diagnosis",
        {"text": text, "made_by": by, "made_on": on, "rejected_on": no[0], "rejected_by": no[1], "rejected_why": no[2]},
    )


def _risk(instrument: str, assessor: str, on: d, scores: str, protective: str, contra: str = "") -> More:
    return More(
        "risk",
        {
            "instrument": instrument,
            "instrument_name": "",
            "assessor": assessor,
            "organisation": "GGZ Heidelanden",
            "on": on,
            "valid_until": None,
            "scores": scores,
            "protective": protective,
            "contra_signals": contra,
        },
    )


def _safety(on: d, **words: Any) -> More:
    return More("safety", {"source": "GGZ Heidelanden", "noted_on": on, **words})


def _factor(layer: str, text: str, *, protects: bool = False, changeable: bool | None = True, owner: str = "") -> More:
    return More(
        "factor",
        {
            "layer": layer,
            "direction": "PROTECTIVE" if protects else "RISK",
            "text": text,
            "changeable": changeable,
            "owner": owner,
        },
    )


def _screening(on: d, outcome: str, instrument: str = "", **more: Any) -> More:
    return More("screening", {"on": on, "outcome": outcome, "instrument": instrument, **more})


CASES: dict[str, PictureSpec] = {
    "C1-POPULIER": PictureSpec(
        close_ones=(
            NewCloseOne("Wim Populier", "broer", CloseRole.SUPPORT, consent=OwnConsent.GIVEN, consent_on=d(2026, 3, 9), phone="0500-31001",
                        burden=Burden.HEAVY, burden_on=d(2026, 9, 14), note="Belt elke zondagavond."),
            NewCloseOne("Sander Iepenhof", "oude bekende", CloseRole.OTHER, ContactWish.NEGATIVE, note="Vraagt om geld en brengt middelen mee."),
        ),
        more=(
            *_domains(d(2026, 10, 5), WORK_DAY=2, MENTAL_HEALTH=2, PHYSICAL_HEALTH=4, SUBSTANCE=2, SOCIAL_CONTACTS=2, JUSTICE=2, SAFETY=2),
            _domain(d(2026, 10, 5), "HOUSING", 1, wish="Een eigen voordeur in een rustige straat", question="Wie blijft er als het misgaat?",
                    organisations=["GGZ Heidelanden", "Thuishaven Beschermd Wonen", "Gemeente Hoogveenkamp"]),
            _own(d(2026, 10, 5), "HOUSING", 2, wish="Weg van de afdeling", own_action="Kijkt met zijn broer naar woningen"),
            _domain(d(2026, 10, 5), "FINANCE", 2, question="Hoe komt er rust, zodat post weer open kan?", organisations=["Bewindvoerder Vaart & Co"]),
            _own(d(2026, 10, 5), "MEANING", 3, wish="Koken voor anderen", own_action="Kookt elke dinsdag op de afdeling"),
            _estimate(d(2026, 9, 28), "HOME", 5, motivation="WILLING"),
            _estimate(d(2026, 10, 2), "HOME", 3, "GGZ Heidelanden", note="Houdt zijn kamer op orde als iemand meekijkt."),
            _estimate(d(2026, 10, 4), "HOME", 4, "Wim Populier", by="CLOSE_ONE"),
            _estimate(d(2026, 2, 16), "HOME", 2, "GGZ Heidelanden"),
            _estimate(d(2026, 10, 2), "DECISIONS", 4, "GGZ Heidelanden", motivation="UNABLE"),
            _treatment("FACT", "GGZ Heidelanden", d(2019, 3, 4), d(2020, 5, 9), "Opname; daarna kende het nieuwe team hem niet",
                       helped="Steeds dezelfde begeleider", medication="Depot, per drie weken", adherence="PARTLY", adherence_note="Komt wel als hij zelf de dag kiest"),
            _treatment("Klinische forensische behandeling", "FPK Duinkamp", d(2021, 9, 6), d(2022, 8, 15), "Titel bood geen ruimte meer"),
            _diagnosis("Psychotische stoornis", "Psychiater, GGZ Heidelanden", d(2019, 4, 2)),
            _diagnosis("Antisociale persoonlijkheid", "Psychiater, PPC De Wierde", d(2021, 4, 20), (d(2022, 3, 1), "Psychiater, FPK Duinkamp", "Gedrag hing samen met psychose en middelen")),
            _screening(d(2021, 11, 8), "DONE", "SCIL", score="22", suspicion="NO", next_step="Geen"),
            _risk("HKT_R", "Klinisch psycholoog", d(2026, 8, 17), "Eindoordeel: matig, hoger bij middelen", "Broer, vaste begeleider, koken", "Vijf maanden zonder incident"),
            _safety(d(2026, 9, 3), risk_others="Kan dreigend worden als een afspraak zonder uitleg verandert.", behaviours=["ASSAULT", "THREAT"], group_fit="NO",
                    calms="Uitleggen, even alleen laten, samen iets koken.", staff_note="Kom met twee als er slecht nieuws is; niet in de deuropening staan."),
            _factor("MICRO", "Een vaste begeleider die blijft", protects=True, owner="GGZ Heidelanden"),
            _factor("EXO", "Afgewezen op papier, zonder hem te zien", owner="FPK Duinkamp, Thuishaven"),
            _factor("MACRO", "De plek die past vraagt een titel die hij niet heeft", changeable=False),
        ),
        problems={"SUBSTANCE": ("Meer als het onrustig is", "cannabis, cocaïne"), "PSYCHIATRY": ("Hoort stemmen bij weinig slaap", "")},
        incidents={d(2026, 6, 21): ("Medewerker ging naast hem zitten en legde uit waarom", "Uitleg, en een nieuwe afspraak op papier",
                                   "Een regel die zonder uitleg verandert, wekt dreiging op die met vijf minuten uitleg niet ontstaat.")},
    ),
    "C2-VLIER": PictureSpec(
        close_ones=(
            NewCloseOne("Marleen Vlier", "moeder", CloseRole.CARER, same_home=True, consent=OwnConsent.GIVEN, consent_on=d(2026, 9, 2), phone="0500-31002",
                        burden=Burden.OVERLOADED, burden_on=d(2026, 9, 2), note="Slaapt slecht sinds augustus."),
            NewCloseOne("Oma Vlier", "grootmoeder", CloseRole.SUPPORT, consent=OwnConsent.ASKED, consent_on=d(2026, 9, 2)),
        ),
        more=(
            *_domains(d(2026, 9, 15), HOUSING=3, FINANCE=4, MENTAL_HEALTH=3, SOCIAL_CONTACTS=2, SAFETY=3),
            _domain(d(2026, 9, 15), "WORK_DAY", 1, question="Wat geeft de dag ritme zonder groep?", organisations=["Zorggroep Esdoornhof", "Zorgkantoor Noorderhei"]),
            _own(d(2026, 9, 15), "WORK_DAY", 2, wish="Dieren verzorgen", own_action="Gaat zaterdag mee naar de geitenboer"),
            _domain(d(2026, 9, 15), "HOME_RELATIONS", 2, question="Hoe blijft thuis eten fijn, als zorgen elders gebeurt?"),
            _estimate(d(2026, 9, 15), "DAY", 4, motivation="WILLING"),
            _estimate(d(2026, 9, 15), "DAY", 3, "Marleen Vlier", by="CLOSE_ONE"),
            _treatment("Ambulante begeleiding ter overbrugging", "Zorggroep Esdoornhof", d(2022, 1, 10), None),
            _screening(d(2014, 5, 12), "DONE", "Onderzoek op school", suspicion="YES", conclusion="Verstandelijke beperking vastgesteld", next_step="Geen"),
            _factor("EXO", "Zorg ter overbrugging kent geen dossierhouder", owner="Zorgkantoor Noorderhei"),
            _factor("MICRO", "Moeder wil blijven zorgen, als iemand haar aflost", protects=True),
        ),
    ),
    "C3-LIJSTERBES": PictureSpec(
        close_ones=(
            NewCloseOne("Garage De Krukas", "baas van de garage", CloseRole.SUPPORT, consent=OwnConsent.GIVEN, consent_on=d(2026, 10, 6)),
            NewCloseOne("Vader van Lijsterbes", "vader", CloseRole.OTHER, ContactWish.UNWANTED),
        ),
        more=(
            *_domains(d(2026, 10, 20), HOUSING=2, FINANCE=2, MENTAL_HEALTH=3, SUBSTANCE=2, SOCIAL_CONTACTS=2, JUSTICE=3, SAFETY=2),
            _domain(d(2026, 10, 20), "WORK_DAY", 3, question="Hoe houdt hij het vol als het een dag tegenzit?", organisations=["Zorggroep Esdoornhof"]),
            _own(d(2026, 10, 20), "WORK_DAY", 4, wish="Een baan in de garage en een rijbewijs", own_action="Fietst elke ochtend zelf"),
            _estimate(d(2026, 10, 20), "DAY", 7, motivation="WILLING"),
            _estimate(d(2026, 10, 22), "DAY", 5, "Zorggroep Esdoornhof"),
            _treatment("Behandeling voor jongeren met een beperking", "De Vaart", d(2021, 9, 1), d(2024, 5, 16), "Werd achttien"),
            _treatment("Korte opname", "De Vaart volwassenen", d(2026, 7, 8), d(2026, 8, 12), "Klaar volgens afspraak", helped="Zijn kamer bleef van hem"),
            _screening(d(2025, 12, 9), "DONE", "SCIL", score="16", suspicion="YES", next_step="Onderzoek is gedaan, uitslag bij Esdoornhof"),
            _risk("START", "Gedragskundige Esdoornhof", d(2026, 10, 6), "Kwetsbaar: middelen, impuls; sterk: werk, loyaal", "Het werk in de garage"),
            _safety(d(2026, 10, 6), risk_self="Loopt weg als er gedreigd wordt met overplaatsen.", behaviours=["PUBLIC_VIOLENCE", "PROPERTY"], group_fit="NO",
                    calms="Naar buiten, aan iets sleutelen.", staff_note="Zeg wat er wel kan."),
            _factor("CHRONO", "Hulp voor jongeren hield op, die voor volwassenen kwam later", changeable=False),
        ),
        problems={"SUBSTANCE": ("Elke avond", "cannabis")},
    ),
    "C4-HAZELAAR": PictureSpec(
        close_ones=(
            NewCloseOne("Tineke Hazelaar", "zus", CloseRole.REPRESENTATIVE, represents_as=RepresentativeKind.MENTOR, consent=OwnConsent.GIVEN,
                        consent_on=d(2026, 4, 2), phone="0500-31004", burden=Burden.HEAVY, burden_on=d(2026, 10, 1)),
            NewCloseOne("Ouders Hazelaar", "ouders", CloseRole.SOURCE, consent=OwnConsent.GIVEN, consent_on=d(2026, 4, 2)),
        ),
        more=(
            *_domains(d(2026, 10, 8), WORK_DAY=2, FINANCE=4, MENTAL_HEALTH=2, SELF_CARE=2, HOME_RELATIONS=3, SAFETY=2),
            _domain(d(2026, 10, 8), "HOUSING", 2, wish="Een kamer met dikke muren", question="Wie zorgt er na februari?", organisations=["De Ark", "Zorgkantoor Noorderhei"]),
            _own(d(2026, 10, 8), "HOUSING", 3, wish="Dicht bij mijn zus", own_action="Zet muziek op als het te druk wordt"),
            _estimate(d(2026, 10, 8), "HOME", 4),
            _estimate(d(2026, 10, 8), "HOME", 3, "Tineke Hazelaar", by="CLOSE_ONE"),
            _treatment("Groepswonen met behandeling", "Instelling Heuvelrand", d(2017, 1, 9), d(2018, 6, 30), "Ouders stopten: te veel wisselingen"),
            _screening(d(2006, 3, 14), "DONE", "Onderzoek in de jeugd", suspicion="YES", next_step="Geen"),
            _risk("DROS", "Gedragskundige, op consult", d(2026, 9, 30), "Risico bij overprikkeling, vooral in de avond", "Muziek, ritueel, vaste gezichten"),
            _safety(d(2026, 9, 30), risk_self="Doet zichzelf pijn als geluid niet ophoudt.", group_fit="NO", calms="Muziek, donker, geen vragen.",
                    staff_note="Nooit met meer dan een tegelijk praten."),
        ),
    ),
    "C5-MEIDOORN": PictureSpec(
        close_ones=(
            NewCloseOne("Moeder Meidoorn", "moeder", CloseRole.SUPPORT, consent=OwnConsent.GIVEN, consent_on=d(2026, 2, 11), phone="0500-31005",
                        burden=Burden.FREE, burden_on=d(2026, 10, 9)),
            NewCloseOne("Kantoor Waterstaete", "curator", CloseRole.REPRESENTATIVE, ContactWish.WANTED, RepresentativeKind.CURATOR,
                        consent=OwnConsent.GIVEN, consent_on=d(2024, 9, 2)),
        ),
        more=(
            *_domains(d(2026, 10, 12), WORK_DAY=4, MENTAL_HEALTH=2, SOCIAL_CONTACTS=3, SAFETY=1, SELF_CARE=3),
            _domain(d(2026, 10, 12), "HOUSING", 2, wish="Een huisje op het terrein", question="Kan de rust hier komen, in plaats van hij ergens anders heen?", organisations=["Zorggroep Esdoornhof"]),
            _own(d(2026, 10, 12), "HOUSING", 2, wish="Niet meer met acht", own_action="Gaat zelf naar buiten als het te veel is"),
            _estimate(d(2026, 10, 12), "DAY", 8),
            _estimate(d(2026, 10, 12), "DAY", 6, "Zorggroep Esdoornhof"),
            _screening(d(1996, 5, 1), "DONE", "Onderzoek in de jeugd", suspicion="YES", next_step="Geen"),
            _risk("HKT_R", "Gedragskundige Esdoornhof", d(2026, 10, 14), "Eindoordeel: hoog op de groep, lager alleen", "Werk buiten, duidelijke dag", "Geen voorval op dagen met hout hakken"),
            _safety(d(2026, 10, 14), risk_others="Maakt vuur als hij weg wil en niet gehoord wordt.", behaviours=["ARSON"], group_fit="NO",
                    calms="Werk buiten, een ding tegelijk.", staff_note="Geen aanstekers laten liggen; zeg elke ochtend hoe de dag gaat."),
            _factor("EXO", "Groep van acht, terwijl alleen wonen rust geeft", owner="Zorggroep Esdoornhof"),
        ),
        incidents={d(2026, 10, 2): ("Ontruimd en daarna samen buiten gewerkt", "Buiten werken en iemand die luisterde", "")},
    ),
    "C7-BERK": PictureSpec(
        close_ones=(
            NewCloseOne("Buurvrouw Els", "buurvrouw", CloseRole.NEIGHBOUR, consent=OwnConsent.GIVEN, consent_on=d(2026, 10, 30), phone="0500-31007",
                        note="Heeft een sleutel en belt Iris als de gordijnen dicht blijven."),
            NewCloseOne("Dirigent van het koor", "koor", CloseRole.SUPPORT, consent=OwnConsent.NOT_ASKED),
        ),
        more=(
            *_domains(d(2026, 10, 29), HOUSING=3, WORK_DAY=3, MENTAL_HEALTH=3, SOCIAL_CONTACTS=3, SAFETY=4, JUSTICE=5),
            _domain(d(2026, 10, 29), "FINANCE", 2, question="Wie is erbij als de post opengaat?", organisations=["Gemeente Turfwolde", "Woningstichting Veenwonen", "UWV"]),
            _own(d(2026, 10, 29), "FINANCE", 3, wish="Niet schrikken van elke brief", own_action="Legt de post op een stapel voor vrijdag"),
            _own(d(2026, 10, 29), "MEANING", 3, wish="Weer op koor", own_action="Oefent thuis"),
            _own(d(2026, 4, 3), "MEANING", 4, wish="Blijven zingen"),
            _estimate(d(2026, 11, 3), "MONEY", 8, motivation="WILLING", note="Dat lukt best, als ze me met rust laten."),
            _estimate(d(2026, 11, 5), "MONEY", 4, "UWV", motivation="UNABLE", note="Formulieren bleven drie keer liggen."),
            _estimate(d(2026, 10, 27), "MONEY", 7, "Gemeente Turfwolde", note="Maakt aan tafel een sterke indruk."),
            _estimate(d(2026, 10, 28), "MONEY", 3, "Woningstichting Veenwonen", note="Huur twee maanden niet betaald."),
            _estimate(d(2026, 2, 20), "MONEY", 6),
            _estimate(d(2026, 2, 20), "MONEY", 6, "Gemeente Turfwolde"),
            _treatment("FACT", "GGZ Heidelanden", d(2023, 3, 20), d(2026, 2, 27), "Het ging stabiel; niemand sprak af wie contact hield",
                       helped="Elke week een vast uur", medication="Stemmingsstabilisator", adherence="AS_AGREED"),
            _diagnosis("Bipolaire stoornis", "Psychiater, GGZ Heidelanden", d(2023, 3, 2)),
            _screening(d(2023, 4, 17), "REFUSED", next_step="Niet opnieuw vragen zonder reden"),
            _factor("MESO", "Iedereen kent een stukje, niemand houdt contact", owner="Gemeente Turfwolde"),
            _factor("MICRO", "Buurvrouw en wijkagent houden contact", protects=True),
            _factor("MACRO", "Zonder titel betaalt niemand een gesprek vooraf", changeable=True),
        ),
        signals=(
            (SignalKind.E33, d(2026, 9, 5), "Politie", "Liep 's nachts zingend over straat, liet zich naar huis brengen."),
            (SignalKind.E33, d(2026, 10, 10), "Politie", "Stond om vier uur bij de buren aan de deur en zocht haar sleutels."),
            (SignalKind.RENT_ARREARS, d(2026, 10, 28), "Woningstichting Veenwonen", "Twee maanden huur niet betaald, reageert niet op brieven."),
            (SignalKind.E33, d(2026, 11, 14), "Politie", "Muziek en geroep in de nacht, deed de deur niet open."),
        ),
    ),
}  # fmt: skip

_WISHES = {
    "HOUSING": "Een eigen voordeur",
    "WORK_DAY": "Iets te doen hebben",
    "FINANCE": "Rust met geld",
    "MENTAL_HEALTH": "Beter slapen",
    "SOCIAL_CONTACTS": "Iemand om mee te praten",
    "MEANING": "Ergens bij horen",
    "SUBSTANCE": "Minder nodig hebben",
    "LEISURE": "Weer sporten",
}
_RELATIONS = (
    ("moeder", CloseRole.SUPPORT), ("vader", CloseRole.SUPPORT), ("zus", CloseRole.SUPPORT), ("broer", CloseRole.SOURCE),
    ("vriend", CloseRole.SUPPORT), ("buurvrouw", CloseRole.NEIGHBOUR), ("tante", CloseRole.SOURCE),
)  # fmt: skip
_FIRST_NAMES = ("Anja", "Bas", "Corrie", "Dirk", "Emmy", "Fokke", "Geesje", "Harm", "Ilse", "Jelle", "Klaas", "Lies")
_AREAS = ("HOME", "MONEY", "HEALTH", "DAY", "PEOPLE", "DECISIONS")
_ASKED = tuple(_WISHES)


def picture_of(p: PersonSpec, today: d) -> PictureSpec:
    """The picture of a written case, or a few facts for somebody who is generated."""
    return CASES[p.number] if p.number in CASES else PictureSpec() if p.number else _generated(p, today)


def _generated(p: PersonSpec, today: d) -> PictureSpec:
    """About four domains, nobody to two close ones, one to three estimates; a few assessments and signals."""
    random = Random(f"picture:{p.name}:{p.birth}")  # noqa: S311 - a fictional region, nothing secret
    on = today - timedelta(days=random.randint(5, 200))
    more: list[More] = []
    for code in random.sample(_ASKED, 3):
        more.append(_domain(on, code, random.choices((1, 2, 3, 4, 5), (1, 4, 5, 4, 2))[0]))
    asked = random.choice(_ASKED)
    more.append(_own(on, asked, random.choices((1, 2, 3, 4, 5), (1, 3, 5, 5, 3))[0], wish=_WISHES[asked]))
    more += _estimates(random, on)
    close = tuple(_close_one(random, today, p) for _ in range(random.choices((0, 1, 2), (3, 5, 3))[0]))
    if not close and random.random() < 0.3:
        close = (_close_one(random, today, p),)
    return PictureSpec(close, tuple(more), _signals(random, today))


def _estimates(random: Random, on: d) -> list[More]:
    """Most see about the same; of one in fifteen those involved see it very differently."""
    area, middle = random.choice(_AREAS), random.randint(2, 7)
    apart = random.random() < 0.07
    found = [_estimate(on, area, min(10, middle + (5 if apart else random.choice((0, 0, 1)))))]
    for source in random.sample(("GGZ Heidelanden", "Thuishaven Beschermd Wonen", "UWV"), random.choice((0, 1, 2))):
        found.append(_estimate(on, area, max(0, middle - random.choice((0, 0, 1))), source))
    return found


def _close_one(random: Random, today: d, p: PersonSpec) -> NewCloseOne:
    relation, role = random.choice(_RELATIONS)
    agreed = random.random() < 0.6
    asked_on = today - timedelta(days=random.randint(10, 300))
    burden = random.choices((None, Burden.FREE, Burden.HEAVY, Burden.OVERLOADED), (60, 20, 17, 3))[0]
    return NewCloseOne(
        f"{random.choice(_FIRST_NAMES)} {p.name.split()[-1] if relation != 'vriend' else 'Rietveld'}",
        relation,
        role,
        random.choices(
            (ContactWish.WANTED, ContactWish.NOT_ASKED, ContactWish.UNWANTED, ContactWish.NEGATIVE), (7, 2, 1, 0.5)
        )[0],
        consent=OwnConsent.GIVEN if agreed else OwnConsent.NOT_ASKED,
        consent_on=asked_on if agreed else None,
        burden=burden,
        burden_on=asked_on if burden else None,
    )


def _signals(random: Random, today: d) -> tuple[tuple[SignalKind, d, str, str], ...]:
    """Of one in ten a signal came in."""
    if random.random() > 0.1:
        return ()
    kind, source, text = random.choice(
        (
            (SignalKind.E33, "Politie", "Liep verward over straat en liet zich naar huis brengen."),
            (SignalKind.NEIGHBOURS, "Woningstichting Veenwonen", "Buren horen al weken geen geluid."),
            (SignalKind.RENT_ARREARS, "Woningstichting Veenwonen", "Een maand huur niet betaald."),
            (SignalKind.OUT_OF_TOUCH, "UWV", "Reageert niet op drie brieven."),
        )
    )
    return ((kind, today - timedelta(days=random.randint(1, 120)), source, text),)


def areas(p: PictureSpec) -> dict[ProblemArea, tuple[str, str]]:
    """How severe in words, and which substances, by problem area."""
    return {ProblemArea(code): said for code, said in p.problems.items()}


# What was found with the criteria of the region: by case, the criteria that are not met or not known, and why they are in scope.
_LOOKED: dict[str, tuple[dict[str, str], str]] = {
    "C1-POPULIER": ({}, "Verschillende aanbieders wezen af; samen kan het wel."),
    "C2-VLIER": ({"title": "NO", "moves": "NO"}, "Geen titel en geen gevaar, wel een moeder die het niet volhoudt."),
    "C4-HAZELAAR": ({"title": "NO"}, "De plek stopt in februari en niemand houdt het dossier."),
    "C5-MEIDOORN": ({"moves": "UNKNOWN"}, "Dreigt weg te moeten zonder vervolgplek."),
    "C7-BERK": ({"title": "NO", "moves": "NO"}, "Vrijwillig, en toch drie meldingen in korte tijd. Het geheel telt."),
}  # fmt: skip


def look_with_the_criteria(*, today: d) -> None:
    """The written cases as the coordinator looked at them, and the decision with its reason."""
    coordinator = actor_of(User.objects.get(username="coordinator"), today=today)
    for person in keys(reason="the written cases of the demonstration", numbers=sorted(_LOOKED)):
        differs, reason = _LOOKED[person.number]
        answers = {
            c.code: Answered(Answer(differs.get(c.code, "YES")), "Gesprek en dossier, oktober 2026")
            for c in criteria_on(today).criteria
        }
        check = check_inclusion(
            actor=coordinator,
            person_id=person.id,
            compartment_id=person.compartment_id,
            answers=answers,
            note="",
            today=today - timedelta(days=20),
        )
        decide_inclusion(actor=coordinator, check_id=check, included=True, life_course=None, reason=reason, today=today)
