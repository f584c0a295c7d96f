"""The API: a key acts as its owner within its scopes, through the same door and in the same log."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from samenhang.audit.models import AuditLine
from samenhang.audit.selectors import verify
from samenhang.directory.enums import ApiScope, Role
from samenhang.directory.models import ApiKey, Membership, User
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import end_key, make_key
from samenhang.legal.enums import TitleCode
from samenhang.legal.services import NewTitle, record_title
from samenhang.pathway.services import NewPlacement, record_placement
from samenhang.supply.models import OutOfService, Place
from tests.conftest import TODAY

pytestmark = pytest.mark.capability(129)
YEAR = TODAY + timedelta(days=365)


@pytest.fixture(autouse=True)
def _no_earlier_questions(db):
    cache.clear()


def key_of(actor, *scopes: str, end: date = YEAR) -> str:
    fresh = actor_of(User.objects.get(pk=actor.user_id), today=TODAY)
    return make_key(actor=fresh, name="a test", scopes=scopes, start=TODAY, end=end)


def ask(key: str, address: str, method: str = "get", language: str = "en", **more):
    """Ask the API with this key."""
    headers = {"authorization": f"Bearer {key}", "accept-language": language, **more.pop("headers", {})}
    body = {"data": json.dumps(more["body"]), "content_type": "application/json"} if "body" in more else {}
    return getattr(Client(), method)(f"/api/v1/{address}", headers=headers, **body)


@pytest.fixture
def reader(cast) -> str:
    """A key of the case director that reads people."""
    return key_of(cast.owner, ApiScope.PEOPLE_READ)


@pytest.fixture
def keeper(cast, place) -> str:
    """A key of the supply manager that reads and keeps places."""
    return key_of(cast.supply_manager, ApiScope.SUPPLY_READ, ApiScope.SUPPLY_WRITE)


def test_a_key_reads_the_people_of_its_owner_and_nobody_else(cast, somebody, reader):
    page = ask(reader, "people").json()
    assert [p["name"] for p in page["items"]] == ["Mevrouw Populier"] and page["total"] == 1
    assert ask(reader, f"people/{somebody.id}").json()["birth_date"] == "1988-07-03"
    other = key_of(cast.outsider, ApiScope.PEOPLE_READ)
    assert ask(other, "people").json() == {"items": [], "total": 0, "page": 1, "size": 50}
    for address in (f"people/{somebody.id}", f"people/{somebody.id}/placements", f"people/{somebody.id}/titles"):
        seen, unseen = ask(other, address), ask(other, address.replace(str(somebody.id), "999999"))
        assert seen.status_code == unseen.status_code == 404 and seen.content == unseen.content
        assert seen["Content-Type"] == "application/problem+json"
    assert AuditLine.objects.filter(act="DENIED", object_type="Person", user_id=cast.outsider.user_id).count() == 6


def test_placements_and_titles_come_along_and_every_read_stands_in_the_log(cast, somebody, reader):
    k = somebody
    record_placement(
        actor=cast.owner, new=NewPlacement(k.id, k.compartment_id, k.dossier_id, "BW", date(2026, 1, 1), note="kort")
    )
    record_title(
        actor=cast.owner,
        new=NewTitle(k.id, k.compartment_id, k.dossier_id, TitleCode.ISD, date(2026, 2, 1), date(2028, 2, 1)),
    )
    before = AuditLine.objects.filter(dossier_id=k.dossier_id, act="READ").count()
    assert ask(reader, f"people/{k.id}/placements").json()[0]["setting"] == "BW"
    title = ask(reader, f"people/{k.id}/titles").json()[0]
    assert (title["code"], title["end"]) == ("ISD", "2028-02-01")
    lines = AuditLine.objects.filter(dossier_id=k.dossier_id, act="READ").order_by("id")[before:]
    assert [line.object_type for line in lines] == ["Placements", "Titles"]
    key = ApiKey.objects.get()
    assert {line.session for line in lines} == {f"key:{key.pk}"} and {line.user_id for line in lines} == {
        cast.owner.user_id
    }
    assert verify()[1] == []


@pytest.mark.parametrize(
    ("scope", "address", "method"),
    [
        (ApiScope.PEOPLE_READ, "people", "get"), (ApiScope.PEOPLE_READ, "people/1", "get"),
        (ApiScope.PEOPLE_READ, "people/1/placements", "get"), (ApiScope.PEOPLE_READ, "people/1/titles", "get"),
        (ApiScope.SUPPLY_READ, "places", "get"), (ApiScope.SUPPLY_READ, "places/1", "get"),
        (ApiScope.SUPPLY_WRITE, "places/1/confirmation", "post"),
        (ApiScope.SUPPLY_WRITE, "places/1/out-of-service/1", "delete"), (ApiScope.REGION_READ, "region", "get"),
    ],
)  # fmt: skip
def test_without_the_scope_nothing_is_answered(cast, somebody, place, scope, address, method):
    user = User.objects.get(pk=cast.owner.user_id)
    Membership.objects.create(user=user, organisation_id=cast.supply_manager.organisation_id, role=Role.SUPPLY_MANAGER, start=date(2024, 1, 1))  # fmt: skip
    others = [s for s in ApiScope if s != scope and not (scope == ApiScope.SUPPLY_READ and s == ApiScope.SUPPLY_WRITE)]
    key = key_of(cast.owner, *others)
    answer = ask(key, address, method)
    assert answer.status_code == 403 and answer.json()["code"] == "SCOPE_MISSING"


def test_a_key_cannot_be_made_for_what_its_owner_may_not(cast, place):
    from samenhang.base.errors import NoGrant, Refused

    with pytest.raises(Refused, match="SCOPE_TOO_WIDE"):
        key_of(cast.funder, ApiScope.PEOPLE_READ)
    with pytest.raises(Refused, match="KEY_TOO_LONG"):
        key_of(cast.owner, ApiScope.PEOPLE_READ, end=TODAY + timedelta(days=367))
    with pytest.raises(NoGrant):
        key_of(cast.table_chair, ApiScope.PEOPLE_READ)
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize(
    "over", ["revoked", "expired", "membership", "account", "role", "inactive", "demo", "wrong", "none", "basic"]
)
def test_a_key_that_is_over_is_answered_like_no_key(cast, somebody, reader, settings, over):
    user = User.objects.filter(pk=cast.owner.user_id)
    assert ask(reader, "people").status_code == 200
    if over == "revoked":
        end_key(actor=cast.owner, key_id=ApiKey.objects.get().pk)
    elif over == "expired":
        ApiKey.objects.update(start=TODAY - timedelta(days=365), end=TODAY)
    elif over == "membership":
        Membership.objects.filter(user=user.get()).update(end=TODAY)
    elif over == "account":
        user.update(expires_on=TODAY)
    elif over == "role":
        Membership.objects.filter(user=user.get()).update(role=Role.TABLE_CHAIR)
    elif over == "inactive":
        user.update(is_active=False)
    elif over == "demo":
        settings.DEMO = False
    key = {"wrong": "smh_" + "x" * 43, "none": ""}.get(over, reader)
    headers = {"authorization": f"Basic {key}" if over == "basic" else f"Bearer {key}"} if over != "none" else {}
    answer = Client().get("/api/v1/people", headers={"accept-language": "en", **headers})
    assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json() == {
        "type": "about:blank", "title": "Send an API key that is in use.", "status": 401,
        "detail": "Send an API key that is in use.", "code": "NO_KEY",
    }  # fmt: skip


def test_a_session_of_a_browser_opens_nothing_here(cast, somebody, as_persona):
    client = as_persona("owner")
    assert client.get("/people/").status_code == 200
    for address in ("people", f"people/{somebody.id}", "places", "region"):
        assert client.get(f"/api/v1/{address}").status_code == 401


def test_the_key_is_shown_once_and_kept_nowhere(cast, reader):
    kept = ApiKey.objects.get()
    everything = str(ApiKey.objects.values().get()) + str(list(AuditLine.objects.values()))
    assert reader not in everything and reader.split("_", 1)[1][10:] not in everything
    assert reader.startswith(kept.prefix) and len(reader) >= 47 and kept.last_used_on is None
    ask(reader, "people")
    kept.refresh_from_db()
    assert kept.last_used_on == TODAY


def test_an_organisation_keeps_the_availability_of_its_own_places(cast, place, keeper):
    row = ask(keeper, f"places/{place}").json()
    assert row["availability"]["free"] == 1
    out = {"slots": 1, "reason": "MAINTENANCE", "start": TODAY.isoformat()}
    reasons = [r.value for r in __import__("samenhang.supply.enums", fromlist=["OutReason"]).OutReason]
    out["reason"] = reasons[0]
    made = ask(keeper, f"places/{place}/out-of-service", "post", body=out, headers={"if-match": f'"{row["stamp"]}"'})
    assert made.status_code == 201, made.content
    assert made.json()["place"]["availability"]["free"] == 0
    stale = ask(keeper, f"places/{place}/confirmation", "post", headers={"if-match": row["stamp"]})
    assert stale.status_code == 412 and stale.json()["code"] == "CHANGED_SINCE"
    back = ask(keeper, f"places/{place}/out-of-service/{made.json()['id']}", "delete")
    assert back.status_code == 200 and back.json()["availability"]["free"] == 1
    assert not OutOfService.objects.exists()
    assert ask(keeper, f"places/{place}/confirmation", "post").status_code == 200
    assert Place.objects.get(pk=place).confirmed_by_id == cast.supply_manager.user_id


def test_somebody_elses_place_is_not_ones_own(cast, place, organisations):
    user = User.objects.get(pk=cast.supply_manager.user_id)
    Membership.objects.filter(user=user).update(organisation_id=organisations["other"])
    key = key_of(cast.supply_manager, ApiScope.SUPPLY_READ, ApiScope.SUPPLY_WRITE)
    answer = ask(key, f"places/{place}/confirmation", "post")
    assert answer.status_code == 403 and answer.json()["code"] == "NOT_YOUR_ORGANISATION"


def test_places_are_filtered_and_paged(cast, place, keeper):
    assert ask(keeper, "places?setting=BW&free=true&size=1").json()["total"] == 1
    assert ask(keeper, "places?setting=NONE").json()["items"] == []
    assert ask(keeper, f"places/{place}")["ETag"].strip('"') == ask(keeper, f"places/{place}").json()["stamp"]


def test_small_numbers_of_the_region_are_withheld_as_on_the_screen(cast, somebody, place):
    key = key_of(cast.funder, ApiScope.REGION_READ)
    page = ask(key, "region").json()
    assert page["places"] == 1 and all(
        m["waiting"] is None or m["waiting"] == 0 or m["waiting"] >= 10 for m in page["municipalities"]
    )
    assert AuditLine.objects.filter(act="EXPORT", object_type="Region", user_id=cast.funder.user_id).count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "people/0",
        "people/-1",
        "people/abc",
        "people/99999999999999999999",
        "people?page=0",
        "people?size=9999",
        "people?q=" + "x" * 99,
    ],
)
def test_what_cannot_be_read_is_said_in_the_language_of_the_reader(cast, reader, address):
    for language, word in (("en", "not in the form"), ("nl", "niet in de vorm")):
        answer = ask(reader, address, language=language)
        assert answer.status_code == 422 and word in answer.json()["title"], answer.content
        assert answer["Content-Type"] == "application/problem+json" and answer.json()["errors"]


def test_many_bad_keys_from_one_address_are_locked_out_and_a_good_one_is_not(cast, reader):
    for guess in range(20):
        assert ask(f"smh_{guess}", "people").status_code == 401
    for guess in range(3):
        answer = ask(f"smh_more_{guess}", "people")
        assert answer.status_code == 429 and answer["Retry-After"]
    assert AuditLine.objects.filter(act="DENIED", object_type="ApiKey").count() == 20
    assert ask(reader, "people").status_code == 200


def test_a_key_asks_so_many_times_a_minute(cast, reader, monkeypatch):
    monkeypatch.setattr("samenhang.interop.api.auth.PER_MINUTE", 3)
    assert [ask(reader, "people").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_the_description_is_open_complete_and_asks_nothing_of_another_site(db):
    document = Client().get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    operations = [(m, p, o) for p, methods in document["paths"].items() for m, o in methods.items()]
    assert len(operations) == 13
    for method, address, operation in operations:
        assert operation["security"], f"{method} {address} asks for a key"
        assert "401" in operation["responses"] and operation["summary"]
    page = Client(headers={"accept-language": "en"}).get("/api/v1/")
    text = page.content.decode()
    assert page.status_code == 200 and "http://" not in text.replace("http://www.w3.org", "") and "cdn" not in text
    for _method, address, _operation in operations:
        assert address in text


def test_asking_whether_something_may_be_shared(cast, somebody):
    from samenhang.engines.sharing.problem import PROBLEM_FORMAT

    key = key_of(cast.owner, ApiScope.SHARING_DECIDE)
    question = {
        "format": PROBLEM_FORMAT, "sender": "GGZ_TREATER", "recipient": "HOUSING_ASSOCIATION", "category": "MEDICAL",
        "purpose": "CARE", "stage": "ACTIVE", "facts": {"today": TODAY.isoformat()},
    }  # fmt: skip
    from samenhang.engines.sharing.terms import Category, Purpose, Stage
    from samenhang.engines.sharing.terms import Role as SharingRole

    question |= {
        "sender": next(iter(SharingRole)).value, "recipient": list(SharingRole)[-1].value,
        "category": Category.MEDICAL.value, "purpose": next(iter(Purpose)).value, "stage": next(iter(Stage)).value,
    }  # fmt: skip
    answer = ask(key, "sharing/decide", "post", body={"questions": [question, question]})
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["verdicts"]) == 2 and answer.json()["verdicts"][0]["rules_fingerprint"]
    wrong = ask(key, "sharing/decide", "post", body={"questions": [{**question, "sender": "NOBODY"}]})
    assert wrong.status_code == 422 and "sender" in json.dumps(wrong.json())
    assert AuditLine.objects.filter(object_type="SharingQuestion").count() == 1
