"""Every address, entered by the owner, the table, an outsider and nobody: not one field too many, none too few."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from samenhang.audit.models import AuditLine
from samenhang.matching.services import NeedValues, NewNeed, open_need
from samenhang.people.models import Person
from samenhang.picture.enums import IncidentKind
from samenhang.picture.services import NewIncident, NewPicture, record_pictures
from tests.conftest import TODAY

NAME = "Mevrouw Populier"


@pytest.fixture
def person(cast, at_the_table, place):
    """A person with own words, an incident and a need, brought to the table."""
    from django.db import transaction

    key = at_the_table
    with transaction.atomic():
        record_pictures(
            actor=cast.owner,
            pictures=[
                NewPicture(
                    key.id, key.compartment_id, key.dossier_id, "Een tuin met kippen.", date(2026, 9, 1), "Owner", ("lacht graag",),
                    incidents=(NewIncident(date(2026, 5, 5), IncidentKind.FIRE, 4, "Er brandde een prullenbak."),),
                )
            ],
        )  # fmt: skip
    values = NeedValues(settings=("BW",), near_id=key.municipality_id, max_km=25)
    open_need(actor=cast.owner, new=NewNeed(key.id, key.compartment_id, key.dossier_id, date(2026, 3, 1), values))
    return key


PERSONAL = [
    "/people/{id}/", "/people/{id}/history/", "/people/{id}/history.csv", "/people/{id}/placements/new/", "/people/{id}/titles/new/",
    "/matching/people/{id}/", "/matching/people/{id}/?show=all", "/matching/people/{id}/print/", "/matching/people/{id}/print/?for=client",
    "/matching/people/{id}/compare/", "/matching/people/{id}/need/", "/matching/people/{id}/facts/group_fit/", "/matching/people/{id}/refusals/new/",
]  # fmt: skip
SHARED = ["/", "/people/", "/search/?q=pop", "/matching/bottlenecks/", "/region/"]


@pytest.mark.parametrize("address", PERSONAL)
def test_the_owner_enters_an_outsider_gets_the_same_page_as_for_nobody_and_a_stranger_signs_in(
    person, as_persona, address
):
    owner = as_persona("owner").get(address.format(id=person.id))
    assert owner.status_code == 200
    outsider = as_persona("outsider").get(address.format(id=person.id))
    nobody = as_persona("outsider").get(address.format(id=999_999))
    assert outsider.status_code == nobody.status_code == 404
    assert NAME not in outsider.content.decode()
    assert outsider.content.decode().replace(str(person.id), "").count("<") == nobody.content.decode().replace(
        "999999", ""
    ).count("<")
    stranger = Client().get(address.format(id=person.id))
    assert stranger.status_code == 302 and stranger["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("address", PERSONAL)
def test_a_funder_and_a_supply_manager_are_told_why_not(person, as_persona, address):
    for who in ("funder", "manager"):
        answer = as_persona(who).get(address.format(id=person.id))
        assert answer.status_code == 403
        assert "Your role does not include this" in answer.content.decode() and NAME not in answer.content.decode()


@pytest.mark.parametrize("address", SHARED)
def test_no_list_search_count_or_aggregate_shows_an_outsider_who_it_is(person, as_persona, address):
    page = as_persona("outsider").get(address).content.decode()
    assert NAME not in page and "Populier" not in page and "kippen" not in page


@pytest.mark.parametrize("who", ["owner", "chair"])
def test_the_table_sees_the_need_and_not_the_incident(person, as_persona, who):
    page = as_persona(who).get(f"/people/{person.id}/").content.decode()
    assert NAME in page
    assert ("Er brandde een prullenbak." in page) is (who == "owner")


def test_a_page_that_is_read_leaves_a_line_and_a_refused_one_leaves_none(person, as_persona, cast):
    before = AuditLine.objects.filter(dossier_id=person.dossier_id, act="READ").count()
    as_persona("owner").get(f"/people/{person.id}/")
    as_persona("outsider").get(f"/people/{person.id}/")
    lines = AuditLine.objects.filter(dossier_id=person.dossier_id, act="READ")
    assert lines.count() == before + 1
    assert lines.latest("id").user_id == cast.owner.user_id
    assert "kippen" not in str(lines.latest("id").__dict__), "the log never holds content"


def test_an_export_is_logged_as_an_export_and_safe_in_a_spreadsheet(person, as_persona, cast):
    from samenhang.pathway.services import NewPlacement, record_placement

    record_placement(
        actor=cast.owner,
        new=NewPlacement(
            person.id, person.compartment_id, person.dossier_id, "BW", date(2026, 1, 1), note="=HYPERLINK(1)"
        ),
    )
    answer = as_persona("owner").get(f"/people/{person.id}/history.csv")
    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("person,start,last_day,setting")
    assert "'=HYPERLINK(1)" in text and ",=HYPERLINK" not in text
    assert AuditLine.objects.filter(dossier_id=person.dossier_id, act="EXPORT").count() == 1


# ---- queries: the same number for one and for many ------------------------------------------------
def _queries(client: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(
        [
            q
            for q in seen.captured_queries
            if not (q["sql"] or "").startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        ]
    )


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("coordinator", "/people/"), ("coordinator", "/people/{id}/history/"),
        ("coordinator", "/search/?q=e"), ("coordinator", "/search/?q=eu"), ("coordinator", "/matching/people/{id}/"), ("coordinator", "/matching/bottlenecks/"),
        ("coordinator", "/region/"), ("table-chair", "/matching/table/"), ("table-chair", "/matching/table/people/{id}/"),
        ("supply-manager", "/"),
    ],
)  # fmt: skip
def test_a_page_asks_at_most_twelve_questions(demo_region, as_persona, who, address):
    person = Person.objects.for_rule("the pages of a written case").get(number="C1-POPULIER")
    assert _queries(as_persona(who), address.format(id=person.pk)) <= 12


@pytest.mark.parametrize(
    ("who", "address"),
    [("coordinator", "/"), ("professional", "/"), ("table-chair", "/"), ("coordinator", "/people/{id}/")],
)
def test_a_page_that_joins_what_every_package_says_asks_two_questions_of_each(demo_region, as_persona, address, who):
    """Who asks, and eighteen things that packages say, each asked once or twice for everybody, never once a person."""
    person = Person.objects.for_rule("the pages of a written case").get(number="C1-POPULIER")
    assert _queries(as_persona(who), address.format(id=person.pk)) <= 36


@pytest.mark.capability(122)
def test_a_list_asks_the_same_number_of_questions_for_one_and_for_forty(cast, as_persona, municipalities):
    from samenhang.people.services import NewPerson, register

    register(actor=cast.owner, new=NewPerson("Meneer Els", None, municipalities["Turfwolde"]), today=TODAY)
    client = as_persona("owner")
    one = _queries(client, "/people/"), _queries(client, "/")
    for n in range(40):
        register(actor=cast.owner, new=NewPerson(f"Meneer Els {n}", None, municipalities["Turfwolde"]), today=TODAY)
    assert (_queries(client, "/people/"), _queries(client, "/")) == one


# ---- headers and languages ------------------------------------------------------------------------
def test_a_strict_policy_is_sent_with_every_page(person, as_persona):
    answer = as_persona("owner").get(f"/people/{person.id}/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY" and answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.capability(136)
@pytest.mark.parametrize(("language", "word"), [("nl", "Wat past er?"), ("en", "What fits?")])
def test_a_page_speaks_the_language_of_the_reader(person, as_persona, language, word):
    page = as_persona("owner", language).get(f"/matching/people/{person.id}/").content.decode()
    assert f'<html lang="{language}"' in page and word in page


@pytest.mark.parametrize("address", ["/people/", "/search/?q=xx"])
def test_markup_in_a_name_is_text(cast, as_persona, municipalities, address):
    from samenhang.people.services import NewPerson, register

    register(
        actor=cast.owner, new=NewPerson("<script>alert(1)</script>xx", None, municipalities["Turfwolde"]), today=TODAY
    )
    page = as_persona("owner").get(address).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    "address",
    [
        "/people/?page=99999999999",
        "/people/?page=x",
        "/search/?q=" + "x" * 500,
        "/matching/people/{id}/?show=nonsense",
        "/matching/people/{id}/compare/?place=abc&place=1",
    ],
)
def test_strange_addresses_are_answered(person, as_persona, address):
    assert as_persona("owner").get(address.format(id=person.id)).status_code == 200


@pytest.mark.capability(143)
def test_personas_exist_in_a_demonstration_only(person, settings):
    settings.DEMO = False
    assert Client().post("/sign-in/persona/", {"persona": "owner"}).status_code == 404
    assert "owner" not in Client().get("/sign-in/").content.decode()


def test_a_wrong_password_is_not_told_from_an_unknown_name(person):
    answers = [
        Client(headers={"accept-language": "en"}).post("/sign-in/", {"username": u, "password": "wrong"})
        for u in ("owner", "nobody")
    ]
    assert [a.status_code for a in answers] == [422, 422]
    assert all("do not belong together" in a.content.decode() for a in answers)


def test_the_next_page_after_signing_in_lies_inside_the_product(person):
    client = Client()
    answer = client.post("/sign-in/persona/", {"persona": "owner", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    answer = client.post("/sign-in/persona/", {"persona": "owner", "next": f"/people/{person.id}/"})
    assert answer["Location"] == f"/people/{person.id}/"


def test_signing_out_ends_the_session(person, as_persona):
    client = as_persona("owner")
    client.post("/sign-out/")
    assert client.get("/people/").status_code == 302


def test_health_says_nothing_but_ok(db):
    assert Client().get("/health/").json() == {"status": "ok"}
