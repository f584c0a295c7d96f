"""How the team of a place stands: visible to who places somebody, kept for always, and never a reason that shuts somebody out (R-21)."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory import services as directory
from samenhang.directory.enums import Power, Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.matching.enums import RefusalReason
from samenhang.matching.models import Refusal
from samenhang.matching.selectors import fit_page
from samenhang.matching.services import NeedValues, NewNeed, NewRefusal, open_need, record_refusal
from samenhang.pathway import services as pathway
from samenhang.pathway.enums import NoReason
from samenhang.pathway.models import HandoverRequest
from samenhang.supply import services as supply
from samenhang.supply.enums import TeamStanding
from samenhang.supply.models import TeamStatement
from samenhang.supply.rules import team_out_of_date
from samenhang.supply.selectors import places, snapshot
from samenhang.web.attention import Sort, sort_of
from samenhang.web.selectors_today import team_work
from tests.conftest import NOW, TODAY, new_place
from tests.pathway.handing_over import Stage, colleague

pytestmark = pytest.mark.capability(47)
DAY = timedelta(days=1)
LOOKS = TODAY + 20 * DAY  # 12 December
NEEDED = "Een derde begeleider in de avond"


def says(standing: TeamStanding = TeamStanding.NOT_NOW, **more) -> supply.TeamSays:
    given = {"vacancies": Decimal("1.5"), "incidents": 3, "words": NEEDED, "review_on": LOOKS, **more}
    return supply.TeamSays(standing, **given)


def say(cast, place: int, today: date = TODAY, **more) -> int:
    """The team's own organisation says how it stands; a day that is not today is a day on which it was said."""
    moment = NOW - (TODAY - today)
    return supply.say_how_the_team_stands(
        actor=cast.supply_manager, place_id=place, says=says(**more), today=today, now=moment
    )


FORM = {"standing": "NOT_NOW", "vacancies": "1.5", "incidents": "3", "words": NEEDED, "review_on": "2026-12-12", "version": "0"}  # fmt: skip


# ---- saying it ------------------------------------------------------------------------------------
def test_a_team_asks_not_now_and_says_when_it_looks_again_and_what_is_needed(place, as_persona):
    manager = as_persona("manager")
    assert manager.post(f"/supply/places/{place}/team/", FORM).status_code == 302
    page = as_persona("owner").get(f"/supply/places/{place}/").content.decode()
    for words in ("The team asks: not now.", "Looks again on 12 December 2026.", NEEDED, "1.5 FTE vacant, 3 incidents in the last 30 days",
                  "It excludes nobody and changes no verdict."):  # fmt: skip
        assert words in page, words
    line = AuditLine.objects.get(object_type="TeamStatement")
    assert (line.object_id, line.detail) == (str(place), {"version": 1, "standing": "NOT_NOW"})


def test_everything_that_a_team_ever_said_stays(cast, place, as_persona):
    say(cast, place)
    say(cast, place, standing=TeamStanding.ROOM, words="", review_on=None, vacancies=Decimal(0), incidents=1, expected_version=1)  # fmt: skip
    page = as_persona("owner").get(f"/supply/places/{place}/").content.decode()
    now, _slash, before = page.partition("Everything the team said")
    assert "The team has room." in now and NEEDED not in now
    assert NEEDED in before and "by Manager" in before and "The team asks: not now" in before
    assert list(TeamStatement.objects.order_by("version").values_list("standing", flat=True)) == ["NOT_NOW", "ROOM"]


def test_only_its_own_organisation_says_how_a_team_stands(cast, place, as_persona):
    with pytest.raises(NoGrant, match="NO_POWER"):
        supply.say_how_the_team_stands(actor=cast.owner, place_id=place, says=says(), today=TODAY, now=NOW)
    elsewhere = as_persona("owner")
    assert elsewhere.post(f"/supply/places/{place}/team/", FORM).status_code == 403
    page = elsewhere.get(f"/supply/places/{place}/").content.decode()
    assert "The team has not said how it stands." in page and "Keep this statement" not in page
    assert "When it no longer works" not in page
    assert not TeamStatement.objects.exists()


def test_a_manager_of_another_organisation_says_nothing_either(cast, place, organisations):
    new = directory.NewPersona("neighbour", "Neighbour", "", "other", Role.SUPPLY_MANAGER)
    user = directory.add_persona(new=new, organisation_id=organisations["other"], team_id=None, start=date(2024, 1, 1))
    actor = actor_of(User.objects.get(pk=user), today=TODAY)
    with pytest.raises(NoGrant, match="NOT_YOUR_ORGANISATION"):
        supply.say_how_the_team_stands(actor=actor, place_id=place, says=says(), today=TODAY, now=NOW)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"review_on": None}, "REVIEW_DAY_MISSING"),
        ({"standing": TeamStanding.STRETCHED, "review_on": None}, "REVIEW_DAY_MISSING"),
        ({"review_on": TODAY - DAY}, "IN_THE_PAST"),
        ({"review_on": TODAY + 91 * DAY}, "REVIEW_DAY_TOO_FAR"),
        ({"words": " "}, "NEEDED_MISSING"),
        ({"words": "a" * 301}, "TEAM_WORDS_TOO_LONG"),
        ({"vacancies": Decimal("-1")}, "TEAM_NUMBERS"),
        ({"vacancies": Decimal("1.25")}, "TEAM_NUMBERS"),
        ({"incidents": -1}, "TEAM_NUMBERS"),
        ({"words": "Manager is ziek, dus een invaller"}, "NAMES_SOMEBODY"),
    ],
)
def test_what_nobody_can_work_with_is_refused_with_its_reason(cast, place, more, code):
    with pytest.raises(Refused, match=code):
        say(cast, place, **more)
    assert not TeamStatement.objects.exists()


@pytest.mark.parametrize("words", ["Rust rond S00001", "Eerst het gesprek over 3-7-1988"])
def test_a_statement_names_no_client_whom_the_writer_can_see(cast, place, somebody, organisations, words):
    """A coordinator who keeps places too: the words name nobody of their cases, also not by file number or birth date."""
    both = replace(
        cast.owner,
        powers=cast.owner.powers | {Power.MANAGE_SUPPLY},
        organisation_ids=cast.owner.organisation_ids | {organisations["shelter"]},
    )
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        supply.say_how_the_team_stands(actor=both, place_id=place, says=says(words=words), today=TODAY, now=NOW)
    assert not TeamStatement.objects.exists()


def test_on_the_day_itself_ninety_days_ahead_and_with_room_nothing_more_is_asked(cast, place):
    say(cast, place, review_on=TODAY)
    say(cast, place, review_on=TODAY + 90 * DAY, expected_version=1)
    say(cast, place, standing=TeamStanding.ROOM, words="", review_on=None, expected_version=2)


def test_what_was_typed_stays_when_it_is_refused(place, as_persona):
    manager = as_persona("manager")
    answer = manager.post(f"/supply/places/{place}/team/", {**FORM, "review_on": "2027-06-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The team looks again within 90 days." in page and NEEDED in page and "2027-06-01" in page
    answer = manager.post(f"/supply/places/{place}/team/", {**FORM, "vacancies": "veel", "standing": ""})
    assert answer.status_code == 422 and NEEDED in answer.content.decode()


def test_who_says_it_second_sees_what_was_said_first_and_can_keep_it_after_all(cast, place, as_persona):
    manager = as_persona("manager")
    say(cast, place, standing=TeamStanding.STRETCHED, words="Rust op de groep")
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        say(cast, place)
    answer = manager.post(f"/supply/places/{place}/team/", FORM)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Rust op de groep" in page and NEEDED in page
    assert 'name="version" value="1"' in page
    assert manager.post(f"/supply/places/{place}/team/", {**FORM, "version": "1"}).status_code == 302


def test_the_database_refuses_a_not_now_without_a_day_or_without_what_is_needed(cast, place):
    say(cast, place)
    for change in ({"review_on": None}, {"words": ""}, {"vacancies": Decimal("-0.5")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TeamStatement.objects.update(**change)


def test_a_place_that_is_not_there_has_no_team(place, as_persona, client):
    assert as_persona("manager").post("/supply/places/999/team/", FORM).status_code == 404
    assert client.post(f"/supply/places/{place}/team/", FORM).status_code == 302
    assert as_persona("manager").get(f"/supply/places/{place}/team/").url.endswith("#team")


@pytest.mark.parametrize(
    ("language", "asks", "looks"),
    [
        ("nl", "Het team vraagt: nu niet", "Kijkt opnieuw op 12 december 2026."),
        ("en", "The team asks: not now", "Looks again on 12 December 2026."),
    ],
)
def test_everybody_reads_it_in_their_own_language(cast, place, waiting, as_persona, language, asks, looks):
    say(cast, place)
    for who, address in (
        ("manager", f"/supply/places/{place}/"),
        ("owner", "/supply/?team=NOT_NOW"),
        ("owner", f"/matching/people/{waiting}/?show=all"),
        ("chair", f"/matching/table/people/{waiting}/"),
    ):
        page = as_persona(who, language).get(address).content.decode()
        assert asks in page and looks in page, address


# ---- growing old ----------------------------------------------------------------------------------
def test_a_statement_holds_until_its_day_and_never_longer_than_ninety_days():
    said = TODAY - 10 * DAY
    assert not team_out_of_date(said, TODAY, TODAY)
    assert team_out_of_date(said, TODAY - DAY, TODAY)
    assert not team_out_of_date(TODAY - 90 * DAY, None, TODAY)
    assert team_out_of_date(TODAY - 91 * DAY, None, TODAY)


def test_what_is_out_of_date_is_said_so_and_is_never_red(cast, place, as_persona):
    say(cast, place, today=TODAY - 30 * DAY, review_on=TODAY - DAY)
    owner = as_persona("owner")
    page = owner.get(f"/supply/places/{place}/").content.decode().partition("Everything the team said")[0]
    assert "is out of date: ask how it stands now" in page and "not now" not in page.lower()
    register = owner.get("/supply/").content.decode()
    row = register.split("Beschermd wonen Beuk<")[1].split("</tr>")[0]
    assert "Out of date" in row and "negative" not in row


# ---- the register ---------------------------------------------------------------------------------
@pytest.fixture
def teams(cast, place, organisations, municipalities) -> dict[str, int]:
    """A place that asks not now, one with room, one that never said, and one whose day has passed."""
    more = [new_place(organisations, municipalities, code=c, name=n) for c, n in (("P2", "Ruim"), ("P3", "Stil"), ("P4", "Oud"))]  # fmt: skip
    with transaction.atomic():
        supply.upsert_places(actor=SYSTEM, places=more, today=TODAY)
    found = {p.name: p.id for p in places(today=TODAY, now=NOW)}
    say(cast, place)
    say(cast, found["Ruim"], standing=TeamStanding.ROOM, words="=Welkom", review_on=None)
    say(cast, found["Oud"], today=TODAY - 30 * DAY, review_on=TODAY - DAY)
    return found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("NOT_NOW", {"Beschermd wonen Beuk"}),
        ("ROOM", {"Ruim"}),
        ("STRETCHED", set()),
        ("UNKNOWN", {"Stil", "Oud"}),
        ("nope", {"Beschermd wonen Beuk", "Ruim", "Stil", "Oud"}),
    ],
)
def test_the_register_filters_on_how_teams_stand(teams, as_persona, wanted, found):
    page = as_persona("owner").get(f"/supply/?team={wanted}&sort=team").content.decode()
    table = page.split("<tbody>")[-1].split("</table>")[0]
    assert {name for name in teams if f"{name}<" in table} == found


def test_the_file_says_how_teams_stand_and_nothing_that_is_out_of_date(teams, as_persona):
    text = as_persona("owner").get("/supply/register.csv").content.decode("utf-8-sig")
    rows = {r["name"]: r for r in csv.DictReader(io.StringIO(text))}
    first = rows["Beschermd wonen Beuk"]
    assert (first["team"], first["team_vacancies_fte"], first["team_incidents_30_days"]) == ("NOT_NOW", "1.5", "3")
    assert (first["team_looks_again_on"], first["team_needs"]) == ("2026-12-12", NEEDED)
    assert rows["Ruim"]["team_needs"] == "'=Welkom"
    assert (rows["Oud"]["team"], rows["Oud"]["team_needs"]) == ("UNKNOWN", "")


def test_how_all_teams_stand_is_one_question(teams, cast):
    with CaptureQueriesContext(
        connection,
    ) as many:
        read = places(today=TODAY, now=NOW)
    assert len(read) == 4 and len(many) == 5
    assert sum("supply_teamstatement" in q["sql"] for q in many) == 1


# ---- an input, never a rule -----------------------------------------------------------------------
@pytest.fixture
def waiting(cast, at_the_table) -> int:
    """Somebody who waits for sheltered living."""
    person = at_the_table
    values = NeedValues(settings=("BW",), priority=3)
    new = NewNeed(person.id, person.compartment_id, person.dossier_id, date(2026, 3, 1), values)
    open_need(actor=cast.owner, new=new)
    return person.id


def test_not_now_excludes_nobody_and_changes_no_verdict(cast, place, waiting):
    def judged() -> list:
        page = fit_page(cast.owner, waiting, today=TODAY, now=NOW)
        assert page is not None
        return [(o.place, o.verdict, o.value, o.criteria, o.remedy_sets) for o in page.options]

    before = judged()
    assert any(option[0] == str(place) for option in before)
    say(cast, place)
    assert judged() == before
    with transaction.atomic():
        assert supply.book(place_id=place, start=TODAY).slot == 1


def test_who_looks_for_a_place_reads_what_the_team_asks(cast, place, waiting, as_persona):
    say(cast, place)
    owner, chair = as_persona("owner"), as_persona("chair")
    pages = {
        "what fits": owner.get(f"/matching/people/{waiting}/?show=all"),
        "compared": owner.get(f"/matching/people/{waiting}/compare/?place={place}&place=stay"),
        "for the table": owner.get(f"/matching/people/{waiting}/print/"),
        "decision": chair.get(f"/matching/table/people/{waiting}/"),
        "a refusal": owner.get(f"/matching/people/{waiting}/refusals/new/?place={place}"),
    }
    for name, answer in pages.items():
        assert "The team asks: not now" in answer.content.decode(), name
    assert (
        NEEDED in pages["what fits"].content.decode()
        and "Looks again on 12 December 2026." in pages["decision"].content.decode()
    )
    assert (
        "The team asks: not now)" in pages["decision"].content.decode()
    )  # beside the place in the list to choose from


def test_the_page_for_the_person_says_nothing_about_the_team(cast, place, waiting, as_persona):
    say(cast, place)
    page = as_persona("owner").get(f"/matching/people/{waiting}/print/?for=client").content.decode()
    assert "Beschermd wonen Beuk" in page and "not now." not in page and NEEDED not in page


# ---- looking again --------------------------------------------------------------------------------
def test_the_day_to_look_again_waits_on_today_for_its_own_organisation(teams, cast, as_persona):
    (item,) = team_work(cast.supply_manager, today=TODAY, now=NOW)
    assert (item.detail, item.urgency(TODAY), sort_of(item, TODAY)) == ("Oud", "overdue", Sort.TASK)
    assert not team_work(cast.owner, today=TODAY, now=NOW)
    page = as_persona("manager").get("/").content.decode()
    assert "The team says anew how it stands" in page and f"/supply/places/{teams['Oud']}/#team" in page
    assert "Nothing waits for you today" not in page
    say(cast, teams["Oud"], standing=TeamStanding.ROOM, review_on=None, expected_version=1)
    assert "The team says anew how it stands" not in as_persona("manager").get("/").content.decode()


def test_on_its_day_a_team_is_due_and_before_it_nothing_waits(cast, place):
    say(cast, place)
    assert not team_work(cast.supply_manager, today=LOOKS - DAY, now=NOW)
    (item,) = team_work(cast.supply_manager, today=LOOKS, now=NOW)
    assert item.urgency(LOOKS) == "due"


def test_a_statement_without_a_day_is_asked_again_after_ninety_days(cast, place):
    say(cast, place, standing=TeamStanding.ROOM, words="", review_on=None, today=TODAY - 90 * DAY)
    assert [i.on for i in team_work(cast.supply_manager, today=TODAY, now=NOW)] == [TODAY]


# ---- when it no longer works ----------------------------------------------------------------------
def test_the_own_team_finds_the_way_to_help_that_exists(cast, place, organisations, as_persona):
    colleague("daan", organisations["shelter"])
    page = as_persona("daan").get(f"/supply/places/{place}/").content.decode()
    assert "When it no longer works" in page and reverse("web:people") in page and reverse("pathway:duty") in page
    page = as_persona("manager").get(f"/supply/places/{place}/").content.decode()
    assert "A colleague who works on cases asks for it." in page and "Choose the person" not in page


# ---- a no because of the team ---------------------------------------------------------------------
def test_a_refusal_because_of_the_team_says_when_to_ask_again(cast, somebody, as_persona):
    new = NewRefusal(
        somebody.id,
        somebody.compartment_id,
        somebody.dossier_id,
        "Thuishaven",
        TODAY,
        RefusalReason.TEAM_AT_LIMIT,
        True,
    )
    with pytest.raises(Refused, match="ASK_AGAIN_MISSING"):
        record_refusal(actor=cast.owner, new=new)
    form = {"facility": "Thuishaven", "refused_on": "2026-11-20", "refused_by": "Teamleider", "reason": "TEAM_AT_LIMIT",
            "client_seen": "yes", "seen_on": "2026-11-19", "would_be_possible": "Met een derde begeleider"}  # fmt: skip
    owner, url = as_persona("owner"), f"/matching/people/{somebody.id}/refusals/new/"
    answer = owner.post(url, form)
    assert answer.status_code == 422 and "Give the day on which to ask again." in answer.content.decode()
    assert owner.post(url, {**form, "ask_again_on": "2026-11-19"}).status_code == 422
    assert owner.post(url, {**form, "ask_again_on": "2026-12-12"}).status_code == 302
    assert Refusal.objects.for_rule("looking at the outcome").get().ask_again_on == LOOKS
    page = owner.get(f"/matching/people/{somebody.id}/").content.decode()
    assert "not now: ask again on 12 December 2026" in page


@pytest.fixture
def stage(cast, somebody, organisations) -> Stage:
    """Somebody for whom a receiver is sought."""
    return Stage(
        cast.owner, colleague("daan", organisations["shelter"]), colleague("anna", organisations["other"]), somebody,
        organisations,
    )  # fmt: skip


def test_a_receiver_whose_team_is_at_its_limit_says_not_now_with_a_day(
    stage, as_persona, django_capture_on_commit_callbacks
):
    pk = stage.start()
    (asked,) = stage.ask(pk)
    no = pathway.No(NoReason.TEAM_AT_LIMIT, NEEDED, exception_reason="Het team draagt nu niemand erbij")
    with pytest.raises(Refused, match="ASK_AGAIN_MISSING"):
        pathway.refuse_request(actor=stage.receiver, request_id=asked, no=no, today=TODAY)
    form = {"reason": "TEAM_AT_LIMIT", "would_be_possible": NEEDED, "exception_reason": no.exception_reason}
    receiver, url = as_persona("daan"), reverse("pathway:refuse", args=[asked])
    answer = receiver.post(url, form)
    assert answer.status_code == 409 and NEEDED in answer.content.decode()
    assert "Give the day on which to ask again." in answer.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert receiver.post(url, {**form, "ask_again_on": "2026-12-12"}).status_code == 302
    row = HandoverRequest.objects.get(pk=asked)
    assert (row.state, row.hold_until) == ("REFUSED", LOOKS)
    assert Refusal.objects.for_rule("the register of refusals").get().ask_again_on == LOOKS
    for who, there in (
        ("owner", reverse("pathway:handover", args=[pk])),
        ("daan", reverse("pathway:request", args=[asked])),
    ):
        page = as_persona(who).get(there).content.decode()
        assert "Not now: ask again on" in page and "12 December 2026" in page, who


def test_a_handover_shows_how_the_team_of_the_chosen_place_stands(stage, cast, place, as_persona):
    pk = stage.accepted()
    row = stage.row(pk)
    pathway.choose_place(actor=stage.owner, handover_id=pk, place_id=place, lock=row.lock, today=TODAY)
    url, owner = reverse("pathway:handover", args=[pk]), as_persona("owner")
    assert "The team has not said how it stands." in owner.get(url).content.decode()
    say(cast, place)
    page = owner.get(url).content.decode()
    assert "The team asks: not now." in page and NEEDED in page
    choices = owner.get(reverse("pathway:place", args=[pk])).content.decode()
    assert "Beschermd wonen Beuk (The team asks: not now)" in choices


def test_who_asks_receivers_reads_how_many_of_their_teams_ask_not_now(stage, cast, place, as_persona):
    url, owner = reverse("pathway:ask_receivers", args=[stage.start()]), as_persona("owner")
    assert "not now" not in owner.get(url).content.decode()
    say(cast, place)
    assert "(1 team asks: not now)" in owner.get(url).content.decode()


def test_nothing_is_remembered_of_how_a_team_stood(cast, place):
    """The register is read again as soon as a team says how it stands."""
    assert snapshot(today=TODAY, now=NOW).by_id[place].team is None
    say(cast, place)
    assert snapshot(today=TODAY, now=NOW).by_id[place].team_says == "NOT_NOW"
