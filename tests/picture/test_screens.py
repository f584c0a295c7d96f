"""The screens of the picture: every kind of fact is added, changed and withdrawn, and nothing that was written is lost."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.services import join_case
from samenhang.audit.enums import Act
from samenhang.audit.models import AuditLine
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.intake.views.screens import SCREENS as INTAKE
from samenhang.people.services import keep_fact
from samenhang.people.views.screens import SCREENS as PEOPLE
from samenhang.picture.services import DOMAIN, ESTIMATE, KINDS, STRENGTH
from samenhang.picture.views.screens import SCREENS as PICTURE
from tests.conftest import TODAY

CARE = Purpose.CARE_COORDINATION
DAY = TODAY.isoformat()
MARKUP = "<script>alert(1)</script>"

# What somebody fills in, and a change of it.
FILLED: dict[str, tuple[dict, dict]] = {
    "words": ({"text": "Een eigen voordeur.", "said_on": DAY, "listened_by": "Iris"}, {"text": "Een eigen huis."}),
    "strength": ({"text": "Kookt graag"}, {"text": "Kookt voor de hele groep"}),
    "problem": (
        {"area": "SUBSTANCE", "substances": "cannabis", "severity": "dagelijks", "source": "Iris", "noted_on": DAY},
        {"severity": "in het weekend"},
    ),
    "domain": (
        {"domain": "HOUSING", "side": "CLIENT", "state": "SHAKY", "wish": "Rust", "on": DAY, "organisations": "Thuishaven\nVeenwonen"},
        {"state": "STUCK"},
    ),
    "factor": ({"layer": "EXO", "direction": "RISK", "text": "Wisselende teams"}, {"changeable": "True"}),
    "estimate": (
        {"area": "MONEY", "by": "ORGANISATION", "source": "UWV", "score": "4", "motivation": "UNABLE", "on": DAY},
        {"score": "5"},
    ),
    "incident": ({"kind": "THREAT", "on": DAY, "severity": "2", "context": "Bezoek werd afgezegd"}, {"helped": "Rust"}),
    "treatment": ({"what": "FACT", "where": "GGZ", "why_stopped": "Het ging goed"}, {"adherence": "PARTLY"}),
    "diagnosis": (
        {"text": "Stoornis", "made_by": "Psychiater"},
        {"rejected_on": DAY, "rejected_by": "Tweede psychiater", "rejected_why": "Past niet"},
    ),
    "screening": ({"outcome": "REFUSED", "on": DAY, "next_step": "Later vragen"}, {"next_step": "In maart vragen"}),
    "risk": (
        {"instrument": "FARE", "assessor": "Bram", "on": DAY, "scores": "Matig", "protective": "Zijn zus"},
        {"scores": "Laag"},
    ),
    "safety": (
        {"risk_self": "Loopt weg", "behaviours": ["THREAT", "ARSON"], "source": "Iris", "noted_on": DAY},
        {"calms": "Even naar buiten"},
    ),
    "close-one": (
        {"name": "Zus", "role": "SUPPORT", "contact": "WANTED", "consent": "GIVEN", "consent_on": DAY},
        {"burden": "HEAVY", "burden_on": DAY},
    ),
    "no-network": ({"text": "Niemand meer", "noted_on": DAY}, {"next_step": "Maatje zoeken"}),
    "talk": ({"on": DAY, "place": "Thuis", "spoken_by": "Iris"}, {"place": "Bij haar zus"}),
    "bridge": (
        {
            "waits_for": "GGZ", "holder": "POH_GGZ", "holder_name": "Mevrouw Oever", "holder_organisation": "Huisartsen",
            "since": DAY, "until": "2026-12-20", "enough": "yes", "checked_on": DAY,
        },
        {"note": "Belt elke week"},
    ),
    "signal": ({"kind": "E33", "on": DAY, "source": "Politie", "text": "Riep op straat"}, {"text": "Zong op straat"}),
}  # fmt: skip
WITH_APP = [("picture", s) for s in PICTURE] + [("network", s) for s in PEOPLE] + [("inclusion", s) for s in INTAKE]
COURSE = [(app, s) for app, s in WITH_APP if s.elsewhere is None]


@pytest.fixture
def treater(cast, somebody, organisations):
    """Somebody who treats the person and so sees and writes every kind of fact."""
    new = directory.NewPersona("treater", "Treater", "", "ggz", Role.PROFESSIONAL)
    from datetime import date

    user_id = directory.add_persona(new=new, organisation_id=organisations["ggz"], team_id=None, start=date(2024, 1, 1))
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.TREATER, start=date(2026, 1, 2),
        user_id=user_id, organisation_id=organisations["ggz"],
    )  # fmt: skip
    return actor_of(User.objects.get(pk=user_id), today=TODAY)


def rows(screen, person_id, *, now=True):
    found = screen.kind.model.objects.for_rule("a test looks at what was kept").filter(person_id=person_id)
    return list(found.filter(ended_at__isnull=now).order_by("pk"))


def where(app, somebody, screen, end=""):
    return f"/{app}/people/{somebody.id}/{screen.code}/{end}"


def test_every_kind_of_fact_has_a_screen():
    assert {s.kind.code for s in PICTURE} == {k.code for k in KINDS}
    assert {s.code for _app, s in COURSE} == set(FILLED)


@pytest.mark.capability(2)
@pytest.mark.capability(5)
@pytest.mark.capability(6)
@pytest.mark.capability(9)
@pytest.mark.capability(10)
@pytest.mark.capability(39)
@pytest.mark.parametrize(("app", "screen"), COURSE, ids=[s.code for _app, s in COURSE])
def test_a_fact_is_added_changed_and_withdrawn_and_everything_stays_readable(
    app, screen, treater, somebody, as_persona
):
    browser = as_persona("treater")
    first, change = FILLED[screen.code]
    empty = browser.get(where(app, somebody, screen))
    assert empty.status_code == 200 and str(screen.empty) in empty.content.decode()
    assert browser.get(where(app, somebody, screen, "add/")).status_code == 200
    assert browser.post(where(app, somebody, screen, "add/"), {"seen": ""}).status_code == 422
    answer = browser.post(where(app, somebody, screen, "add/"), first)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    [row] = rows(screen, somebody.id)
    assert row.written_by_id == treater.user_id

    at = where(app, somebody, screen, f"{row.pk}/change/")
    page = browser.get(at)
    assert page.status_code == 200 and f'name="seen" value="{row.pk}"' in page.content.decode()
    assert browser.post(at, {**first, **change, "seen": row.pk}).status_code == 302
    [old], [new] = rows(screen, somebody.id, now=False), rows(screen, somebody.id)
    assert (old.pk, new.line, new.version) == (row.pk, row.pk, 2) and old.ended_by_id == treater.user_id

    away = where(app, somebody, screen, f"{new.pk}/withdraw/")
    assert browser.get(away).status_code == 200
    assert browser.post(away, {"why": " "}).status_code == 422
    assert browser.post(away, {"why": "Vergissing"}).status_code == 302
    assert rows(screen, somebody.id) == [] and len(rows(screen, somebody.id, now=False)) == 2
    page = browser.get(where(app, somebody, screen)).content.decode()
    assert "Vergissing" in page and page.count("sh-timeline__item") == 2
    acts = AuditLine.objects.filter(object_type=screen.kind.model.__name__).exclude(act=Act.READ).order_by("id")
    assert [(a.act, a.categories) for a in acts] == [
        (act, int(screen.kind.category)) for act in (Act.CREATE, Act.UPDATE, Act.END)
    ]


@pytest.mark.capability(141)
@pytest.mark.parametrize(("app", "screen"), COURSE, ids=[s.code for _app, s in COURSE])
def test_who_changes_what_somebody_else_just_changed_sees_both_and_loses_nothing(
    app, screen, treater, somebody, as_persona
):
    browser = as_persona("treater")
    first, change = FILLED[screen.code]
    browser.post(where(app, somebody, screen, "add/"), first)
    [row] = rows(screen, somebody.id)
    at = where(app, somebody, screen, f"{row.pk}/change/")
    browser.post(at, {**first, **change, "seen": row.pk})
    [theirs] = rows(screen, somebody.id)
    answer = browser.post(at, {**first, "seen": row.pk})
    page = answer.content.decode()
    assert answer.status_code == 409 and "What stands there now" in page and f'name="seen" value="{theirs.pk}"' in page
    assert rows(screen, somebody.id) == [theirs]
    assert browser.post(at, {**first, "seen": theirs.pk}).status_code == 302
    assert len(rows(screen, somebody.id, now=False)) == 2


@pytest.mark.capability(116)
@pytest.mark.parametrize(("app", "screen"), WITH_APP, ids=[s.code for _app, s in WITH_APP])
def test_who_takes_no_part_finds_nothing_and_who_may_not_write_is_told(app, screen, at_the_table, as_persona):
    outsider, chair = as_persona("outsider"), as_persona("chair")
    assert outsider.get(where(app, at_the_table, screen)).status_code == 404
    assert chair.get(where(app, at_the_table, screen)).status_code == 200
    if screen.elsewhere is None:
        assert outsider.post(where(app, at_the_table, screen, "add/"), FILLED[screen.code][0]).status_code == 404
        assert chair.get(where(app, at_the_table, screen, "add/")).status_code == 403
        assert chair.post(where(app, at_the_table, screen, "add/"), FILLED[screen.code][0]).status_code == 403
    assert rows(screen, at_the_table.id) == []


@pytest.mark.capability(6)
@pytest.mark.capability(39)
def test_safety_and_risk_are_for_those_who_need_them(treater, at_the_table, as_persona):
    browser = as_persona("treater")
    for code in ("safety", "risk", "treatment"):
        assert browser.post(f"/picture/people/{at_the_table.id}/{code}/add/", FILLED[code][0]).status_code == 302
    secrets = {"safety": "Loopt weg", "risk": "Matig", "treatment": "Het ging goed"}
    sees = {"treater": set(secrets), "owner": {"safety"}, "chair": set()}
    for username, expected in sees.items():
        client = as_persona(username)
        text = "".join(
            client.get(f"/picture/people/{at_the_table.id}/{page}").content.decode()
            for page in ("", "print/", "safety-page/", "care/", "safety/", "risk/", "treatment/")
        )
        assert {code for code, secret in secrets.items() if secret in text} == expected, username


@pytest.mark.parametrize(
    "name", [MARKUP, "Ω" * 160, "👩‍👩‍👧 " * 20, "مريم العلي", "zorgverantwoordelijke beveiligingsniveau"], ids=range(5)
)
def test_markup_is_text_and_long_or_foreign_names_are_fine(name, cast, somebody, as_persona):
    browser = as_persona("owner")
    me = {"person_id": somebody.id, "compartment_id": somebody.compartment_id}
    keep_fact(actor=cast.owner, kind=STRENGTH, values={"text": name}, **me)
    for page in ("", "print/", "layers/", "strength/"):
        text = browser.get(f"/picture/people/{somebody.id}/{page}").content.decode()
        assert MARKUP not in text
    assert (
        browser.post(
            f"/network/people/{somebody.id}/close-one/add/", {**FILLED["close-one"][0], "name": name}
        ).status_code
        == 302
    )
    assert MARKUP not in browser.get(f"/network/people/{somebody.id}/").content.decode()


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("estimate", {"score": "11"}), ("estimate", {"score": "-1"}), ("estimate", {"source": ""}),
        ("domain", {"state": "FINE"}), ("domain", {"on": "2027-01-01"}), ("problem", {"area": "LEADING"}),
        ("treatment", {"start": "2026-05-01", "end": "2026-04-01"}), ("diagnosis", {"rejected_why": "Past niet"}),
        ("diagnosis", {"rejected_on": DAY}), ("risk", {"instrument": "OTHER"}), ("risk", {"valid_until": "2020-01-01"}),
        ("screening", {"outcome": "DONE"}), ("safety", {"behaviours": ["GUESS"]}), ("words", {"text": "x" * 20_001}),
        ("domain", {"organisations": "\n".join(f"org {n}" for n in range(61))}),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_on_the_form_and_nothing_is_kept(code, wrong, treater, somebody, as_persona):
    screen = next(s for s in PICTURE if s.code == code)
    answer = as_persona("treater").post(f"/picture/people/{somebody.id}/{code}/add/", {**FILLED[code][0], **wrong})
    assert answer.status_code in (409, 422) and rows(screen, somebody.id) == []


@pytest.mark.capability(2)
def test_a_problem_area_stands_once_and_is_changed_not_doubled(cast, somebody, as_persona):
    browser = as_persona("owner")
    at = f"/picture/people/{somebody.id}/problem/add/"
    assert browser.post(at, FILLED["problem"][0]).status_code == 302
    answer = browser.post(at, FILLED["problem"][0])
    assert answer.status_code == 409 and "stands in the picture already" in answer.content.decode()


@pytest.mark.capability(5)
def test_new_words_stand_beside_the_older_ones(cast, somebody, as_persona):
    browser = as_persona("owner")
    for text, said_on in (("Naar huis.", "2025-03-01"), ("Een eigen voordeur.", DAY)):
        browser.post(f"/picture/people/{somebody.id}/words/add/", {"text": text, "said_on": said_on})
    overview = browser.get(f"/picture/people/{somebody.id}/").content.decode()
    assert "Een eigen voordeur." in overview and "Naar huis." not in overview
    history = browser.get(f"/picture/people/{somebody.id}/words/").content.decode()
    assert "Een eigen voordeur." in history and "Naar huis." in history


def _fill(cast, somebody, times):
    me = {"person_id": somebody.id, "compartment_id": somebody.compartment_id}
    for n in range(times):
        keep_fact(actor=cast.owner, kind=STRENGTH, values={"text": f"Sterk {n}"}, **me)
        keep_fact(
            actor=cast.owner, kind=DOMAIN,
            values={
                "domain": "HOUSING", "side": "CLIENT", "state": "GOES", "wish": "", "own_action": "", "question": "",
                "organisations": [f"Organisatie {n}"], "said_by": "", "on": TODAY,
            }, **me,
        )  # fmt: skip
        keep_fact(
            actor=cast.owner, kind=ESTIMATE,
            values={"area": "HOME", "by": "ORGANISATION", "source": f"Organisatie {n}", "score": n % 11, "motivation": "", "on": TODAY, "note": ""},
            **me,
        )  # fmt: skip


@pytest.mark.parametrize("page", ["", "layers/", "own-strength/", "safety-page/", "care/", "print/", "strength/"])
def test_a_page_asks_as_much_of_the_database_for_forty_facts_as_for_one(page, cast, somebody, as_persona):
    browser = as_persona("owner")
    _fill(cast, somebody, 1)
    at = f"/picture/people/{somebody.id}/{page}"
    browser.get(at)
    with CaptureQueriesContext(connection) as one:
        assert browser.get(at).status_code == 200
    _fill(cast, somebody, 40)
    with CaptureQueriesContext(connection) as forty:
        assert browser.get(at).status_code == 200
    assert len(one) == len(forty)


def test_no_page_of_the_picture_shows_a_code(treater, somebody, as_persona):
    browser = as_persona("treater")
    for app, screen in COURSE:
        browser.post(where(app, somebody, screen, "add/"), FILLED[screen.code][0])
    pages = ["", "print/", "layers/", "own-strength/", "safety-page/", "care/"]
    for at in [f"/picture/people/{somebody.id}/{p}" for p in pages] + [where(a, somebody, s) for a, s in WITH_APP]:
        text = re.sub(r"<[^>]+>", " ", browser.get(at).content.decode())
        assert not re.search(r"\b[A-Z]{3,}_[A-Z_]+\b", text), at
