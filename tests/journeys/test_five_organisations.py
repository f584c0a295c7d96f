"""From a report about somebody new to a plan that five organisations and the person agree with, in a real browser."""

from __future__ import annotations

import pytest

from tests.journeys.keystrokes import Screen, Work, table
from tests.journeys.test_main_job import _axe, _fits_the_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NAME = "Mevrouw Wilgenroos"
BORN = "1991-04-12"

# Who takes part beside the coordinator: persona, role, colleague as the list says it, organisation, what it receives consent as.
OTHERS = (
    ("professional", "Dossierhouder", "Daan Rietsma, Thuishaven Beschermd Wonen", "Thuishaven Beschermd Wonen", "Beschermd wonen"),
    ("nurse", "Begeleiding", "Hilde Kruiswolde, AndersZorg", "AndersZorg", "Ondersteuning vanuit de Wmo"),
    ("consultant", "Begeleiding", "Anke Veldkamp, Gemeente Turfwolde", "Gemeente Turfwolde", "Wmo-consulent van de gemeente"),
    ("experience-expert", "Ervaringsdeskundige", "Wendel Haarveld, Naast Je ambulant", "Naast Je ambulant", "Ervaringsdeskundige"),
)  # fmt: skip
IRIS = "Iris Wolting, GGZ Heidelanden"
DAAN, HILDE, ANKE, WENDEL = (who for _persona, _role, who, _organisation, _as in OTHERS)

WORDS = "Ik wil een eigen kamer waar niemand zomaar binnenloopt. En dat mensen eerst kloppen en dan pas praten."
STRENGTHS = ("Kookt goed, en graag voor anderen", "Zegt het als iets haar te veel wordt")
DOMAINS = (
    ("Wonen", "De persoon zelf", "vastgelopen", "Een kamer met een slot dat van mij is"),
    ("Sociale contacten", "De persoon zelf", "wankel", "Vaker naar mijn zus"),
    ("Geldzaken", "Iemand die met hen werkt", "wankel", "Overzicht over post en vaste lasten"),
    ("Psychische gezondheid", "Iemand die met hen werkt", "vastgelopen", "Rust, en één vast gezicht"),
)
PROBLEMS = (
    ("Psychiatrische problematiek", "Hoort stemmen als het druk is", "GGZ Heidelanden"),
    ("Middelengebruik", "Drinkt als zij niet slaapt", "AndersZorg"),
    ("Licht verstandelijke beperking", "Brieven begrijpt zij niet alleen", "Gemeente Turfwolde"),
)
KEEP = "Bewaar met deze uitleg"
KEEP_AND_ASK = "Bewaar, en vraag hetzelfde voor een andere organisatie"
# A goal with its domain, how one sees that it is reached, before when, and who does what for it by which day.
GOALS = (
    ("Zij slaapt elke nacht in een eigen kamer.", "Wonen", "Zij heeft zelf de sleutel", "2027-03-01", (
        ("Laat haar twee kamers zien", DAAN, "2026-12-04"), ("Regelt de beschikking voor beschermd wonen", ANKE, "2026-12-11"),
        ("Gaat mee kijken en zegt wat zij ervan vindt", "De persoon zelf", "2026-12-04"))),
    ("Zij weet elke week wie er komt.", "Psychische gezondheid", "De weekkaart hangt aan de deur", "2027-01-15", (
        ("Komt elke dinsdag om tien uur, klopt eerst", HILDE, "2026-12-01"), ("Spreekt een vast uur af bij de behandelaar", IRIS, "2026-12-08"))),
    ("Zij ziet haar zus weer elke maand.", "Sociale contacten", "Zij vertelt over het bezoek", "2027-02-01", (
        ("Belt samen met haar de zus", WENDEL, "2026-12-05"), ("Zoekt uit of reizen vergoed wordt", ANKE, "2026-12-18"))),
)  # fmt: skip


def _report(iris: Screen) -> None:
    """Look whether somebody is known, open a dossier, keep the report that came in."""
    iris.menu("Mensen")
    iris.type("#people-q", NAME)
    iris.enter()
    assert "Niemand gevonden" in iris.text()
    iris.go("Dossier openen", nth=1)
    assert iris.page.input_value("[name=name]") == NAME, "what was searched for need not be typed again"
    iris.write(birth_date=BORN)
    iris.choose(municipality="Turfwolde")
    iris.save()
    assert "De eerste stappen" in iris.text()
    iris.go("Binnengekomen signaal vastleggen")
    iris.choose(kind="Buren maken zich zorgen of klagen")
    iris.write(
        source="Wijkteam Turfwolde", text="Loopt 's nachts op de galerij en roept. Slaapt om beurten bij kennissen."
    )
    iris.save()


def _inclusion(iris: Screen) -> None:
    """Look with the criteria, and decide with a reason."""
    iris.go("Persoon en levenslijn")
    iris.go("Kijken met de criteria")
    iris.go("Kijken met de criteria")
    for question in ("adult", "areas", "domains", "safety"):
        iris.tick(f"answer_{question}", "YES")
    for question in ("title", "moves"):
        iris.tick(f"answer_{question}", "UNKNOWN")
    iris.write(evidence_domains="Wonen en psychische gezondheid lopen samen vast")
    iris.save()
    iris.go("Besluiten")
    iris.choose(included="Geïncludeerd")
    iris.write(reason="Vier organisaties zien haar al, en niemand heeft het geheel.")
    iris.save()


def _picture(iris: Screen) -> None:
    """Own words first, strengths beside what makes it hard, and how it goes on four domains."""
    iris.go("Persoon en levenslijn")
    iris.go("Opschrijven wat deze persoon wil")
    iris.write(text=WORDS, listened_by="Iris Wolting")
    iris.save()
    iris.go("Beeld")
    iris.go("Voeg toe", nth=0)
    for strength in STRENGTHS:
        iris.write(text=strength)
        iris.keep(last=strength == STRENGTHS[-1])
    iris.go("Beeld")
    iris.go("Voeg toe", nth=1)
    for problem in PROBLEMS:
        area, severity, source = problem
        iris.choose(area=area)
        iris.write(severity=severity, source=source)
        iris.keep(last=problem == PROBLEMS[-1])
    iris.go("Beeld")
    iris.go("Zeggen hoe een leefgebied gaat")
    for said in DOMAINS:
        domain, side, state, wish = said
        iris.choose(domain=domain, side=side, state=state)
        iris.write(wish=wish)
        iris.keep(last=said == DOMAINS[-1])


def _consent(iris: Screen) -> None:
    """Ask the person, for each organisation, and keep the spoken yes with the explanation."""
    iris.go("Toestemming en rechten")
    iris.go("Vraag toestemming", nth=0)
    for at, (_persona, _role, _who, organisation, receives_as) in enumerate(OTHERS):
        iris.choose(receiver=f"{organisation} – {receives_as}")
        if at == 0:
            iris.tick("categories", "ID_CONTACT")
            iris.tick("categories", "PLAN_GOALS")
            iris.choose(purpose="Begeleiding en hulp in het dagelijks leven")
        iris.choose(answer="Ja, mondeling")  # a yes is never filled in beforehand
        iris.write(why="Zodat u niet steeds opnieuw hoeft te vertellen wat u wilt.", witness="Hilde Kruiswolde")
        iris.save()
        assert organisation in iris.read(".sh-alert:has-text('Wat de persoon leest')")
        iris.go(KEEP if organisation == OTHERS[-1][3] else KEEP_AND_ASK)
        assert "met de uitleg" in iris.page.inner_text("body")


def _roles(iris: Screen) -> None:
    """Everybody gets a role; the file holder is one of them, the case director is who opened the dossier."""
    iris.go("Persoon en levenslijn")
    iris.go("Uitnodigen wie meedoet")
    for _persona, role, who, _organisation, _as in OTHERS:
        iris.choose(role=role, who=who)
        iris.save()
    assert all(who.split(",")[0] in iris.text() for who in (IRIS, DAAN, HILDE, ANKE, WENDEL))


def _plan(iris: Screen) -> None:
    """Goals with who does what by when, the securities, what happens when it goes wrong, one approach."""
    iris.back()
    iris.go("Plan")
    iris.go("Plan beginnen")
    iris.write(
        future="Een eigen kamer met begeleiding in de buurt, en contact met haar zus.",
        outflow="Over een jaar een eigen huis met een paar uur hulp in de week.",
    )
    iris.save()
    for at, (goal, domain, seen_by, by, actions) in enumerate(GOALS):
        iris.go("Doel toevoegen")
        iris.write(text=goal)
        if at == 0:
            iris.choose(words_id=f"“{WORDS[:90]}”")
        iris.choose(domain=domain)
        iris.write(seen_by=seen_by, by=by)
        iris.save()
        iris.go("Hier iets voor afspreken", nth=at)
        for action in actions:
            text, whose, due = action
            iris.write(text=text, due=due)
            iris.choose(whose=whose)
            iris.keep(last=action == actions[-1])
    iris.go("Opnieuw bekijken")
    for kind, state in (
        ("INCOME", "ARRANGED"),
        ("HOUSING", "NOT_ARRANGED"),
        ("MEANING", "ARRANGED"),
        ("DAY_ACTIVITY", "NOT_ARRANGED"),
    ):
        iris.tick(kind, state)
    iris.save()
    iris.go("Toevoegen wat er dan gebeurt")
    iris.write(
        trigger="Zij slaapt twee nachten niet",
        what="Hilde komt dezelfde dag en belt de behandelaar",
        owner="Hilde Kruiswolde",
    )
    iris.save()
    assert "Volgende evaluatie" in iris.text(), "the moments of looking back are fixed by themselves"
    iris.go("Bejegening en instemming", nth=0)
    iris.go("Bejegening voorstellen")
    iris.write(
        agreements="Wie komt zegt de dag ervoor hoe laat.", works="Eerst kloppen, dan wachten, dan pas praten.",
        does_not_work="Met twee mensen tegelijk binnenkomen.", faces="Hilde en Wendel",
    )  # fmt: skip
    iris.save()


def _forward(iris: Screen) -> None:
    """Put the plan before everybody; answer for one's own organisation, and write down what the person says."""
    iris.go("Aan iedereen voorleggen")
    iris.write(why="Het eerste plan")
    iris.save()
    assert "Nog niemand heeft geantwoord" in iris.text()
    _answer(iris, "Antwoord namens uw organisatie")
    _answer(iris, "Opschrijven wat de persoon zegt")


def _answer(screen: Screen, button: str) -> None:
    """The button of the plan stands below that of the approach; one answer does for both."""
    screen.go(button, nth=1)
    screen.tick("answer", "AGREED")
    screen.tick("too")
    screen.save()


WORK = {
    "search, dossier, report": _report,
    "criteria and decision": _inclusion,
    "picture": _picture,
    "consent": _consent,
    "roles": _roles,
    "plan and approach": _plan,
    "put before everybody, answers": _forward,
}


def _organisation_agrees(screen: Screen) -> None:
    """A colleague of another organisation reads what is asked, and agrees."""
    screen.go("Uw organisatie is gevraagd om in te stemmen", about=NAME)
    assert NAME in screen.page.locator("h1").inner_text()
    screen.go("Versie 1")
    assert GOALS[0][0] in screen.read()
    screen.back()
    _answer(screen, "Antwoord namens uw organisatie")


@pytest.mark.capability(22)
@pytest.mark.capability(25)
@pytest.mark.capability(28)
@pytest.mark.capability(32)
@pytest.mark.capability(115)
@pytest.mark.capability(122)
def test_a_coordinator_goes_from_a_report_to_a_plan_with_five_organisations_within_half_an_hour(enter):
    """Given a report about somebody new, when Iris does her work, then five organisations and the person agree.

    The half hour is the time of the coordinator at the screen; the others read and answer at their own.
    """
    iris = Screen(enter("coordinator"))
    iris.arrived()
    for name, work in WORK.items():
        with iris.part(name):
            work(iris)
    theirs: dict[str, Work] = {}
    for persona, _role, _who, organisation, _as in OTHERS:
        other = Screen(enter(persona))
        with other.part(organisation):
            other.arrived()
            _organisation_agrees(other)
        _fits_the_window(other.page)
        theirs |= other.parts
    with iris.part("seen that everybody agrees"):
        iris.go("Bejegening en instemming")
        agreed = iris.text()
        iris.go("Het plan")

    assert "Iedereen stemt in" in iris.text() and "Eerst kloppen" in iris.text()
    assert "Iedereen stemt in" in agreed and agreed.count("Is het eens") == 6, "five organisations and the person"
    assert "Moet nog antwoorden" not in agreed and "Voorgesteld" not in agreed
    _fits_the_window(iris.page)

    hers = sum(iris.parts.values(), iris.now)
    told = table(iris.parts | theirs)
    assert hers.minutes < 30, told
    assert hers.pages <= 90 and hers.typed <= 2000, told
    assert all(work.minutes < 5 for work in theirs.values()), told


PAGES = [
    ("coordinator", ["/people/?q=Wilgenroosje", "/people/13/", "/people/13/participants/", "/people/13/consents/new/", "/people/13/rights/",
                     "/inclusion/people/13/signal/add/", "/inclusion/people/13/check/", "/picture/people/13/words/add/",
                     "/picture/people/13/strength/add/", "/picture/people/13/problem/add/", "/picture/people/13/domain/add/",
                     "/plan/people/13/start/", "/plan/people/1/", "/plan/people/1/add/goal/", "/plan/people/1/securities/",
                     "/plan/people/1/add/back-up/", "/plan/people/1/agreement/approach/", "/plan/people/1/agreement/forward/",
                     "/plan/people/1/versions/1/", "/plan/people/1/sign/version/1/", "/plan/people/1/heard/version/1/"]),
    ("nurse", ["/plan/people/6/agreement/", "/plan/people/6/versions/1/", "/plan/people/6/sign/version/1/"]),
]  # fmt: skip


@pytest.mark.capability(137)
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(("persona", "addresses"), PAGES)
def test_nothing_serious_is_wrong_on_the_way_for_who_reads_with_ears_or_fingers(enter, persona, addresses, width):
    """Its accessibility twin: light at a desk, dark on a phone."""
    page = enter(persona, width=width, dark=width == 390)
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        assert _axe(page) == [], address
        _fits_the_window(page)
