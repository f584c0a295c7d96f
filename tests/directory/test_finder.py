"""Finding the right person to call: per organisation, municipality and subject, with who stands in now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from samenhang.base.errors import NoGrant, Refused
from samenhang.directory import selectors, services
from samenhang.directory.enums import ContactTopic, Role
from samenhang.directory.labels import TOPICS
from samenhang.directory.models import Contact, Organisation, Substitute, User
from samenhang.directory.selectors import actor_of
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(37)]


@pytest.fixture
def here(cast, organisations, municipalities):
    """A colleague of the owner, an administrator of their organisation, and ids."""

    def person(username, organisation, role):
        new = services.NewPersona(username, username.title(), "", organisation, role)
        pk = services.add_persona(
            new=new, organisation_id=organisations[organisation], team_id=None, start=date(2024, 1, 1)
        )
        return actor_of(User.objects.get(pk=pk), today=TODAY)

    class Here:
        colleague = person("colleague", "ggz", Role.PROFESSIONAL)
        administrator = person("administrator", "ggz", Role.SYSTEM_ADMINISTRATOR)
        housing = person("housing", "other", Role.HOUSING_OFFICER)
        analyst = person("analyst", "ggz", Role.REGIONAL_ANALYST)
        ggz = organisations["ggz"]
        other = organisations["other"]
        town = municipalities["Turfwolde"]

    return Here


def add(actor, organisation, topic=ContactTopic.CRISIS, **more):
    values = {"name": "Crisisdienst", "phone": "0591 12 34 56"} | more
    new = services.NewContact(organisation_id=organisation, topic=topic, **values)
    return services.save_contact(actor=actor, new=new, today=TODAY)


def test_every_subject_has_words():
    assert set(TOPICS) == set(ContactTopic)


def test_the_default_contact_stands_first_and_who_serves_everywhere_serves_here(cast, here):
    add(cast.owner, here.ggz, name="Tweede")
    add(cast.owner, here.ggz, name="Eerste", municipality_id=here.town, is_default=True)
    add(cast.owner, here.ggz, ContactTopic.DEBT, name="Schulden")
    found = selectors.contacts(TODAY, topic=ContactTopic.CRISIS, municipality_id=here.town)
    assert [c.name for c in found] == ["Eerste", "Tweede"]
    assert [c.name for c in selectors.contacts(TODAY, municipality_id=here.town + 1, topic="CRISIS")] == ["Tweede"]


@pytest.mark.parametrize("where", [True, False])
def test_a_new_default_takes_the_place_of_the_one_before(cast, here, where):
    town = here.town if where else None
    for name in ("Eerst", "Daarna"):
        add(cast.owner, here.ggz, name=name, municipality_id=town, is_default=True)
    assert [(c.name, c.is_default) for c in selectors.contacts(TODAY)] == [("Daarna", True), ("Eerst", False)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.filter(name="Eerst").update(is_default=True)


def test_only_an_administrator_or_a_coordinator_of_the_organisation_itself_keeps_its_contacts(cast, here):
    made = add(here.administrator, here.ggz)
    for actor in (cast.outsider, here.colleague, cast.supply_manager, here.housing):
        with pytest.raises(NoGrant):
            add(actor, here.ggz)
        with pytest.raises(NoGrant):
            services.end_contact(actor=actor, contact_id=made, today=TODAY)
        with pytest.raises(NoGrant):
            services.name_coordinator(actor=actor, organisation_id=here.ggz, coordinator="X", phone="0591")


def test_a_contact_is_somebody_with_a_number_and_a_colleague_of_today(cast, here):
    for more in ({"name": ""}, {"phone": ""}, {"name": " "}):
        with pytest.raises(Refused, match="CONTACT_INCOMPLETE"):
            add(cast.owner, here.ggz, **more)
    with pytest.raises(Refused, match="NOT_A_COLLEAGUE"):
        add(cast.owner, here.ggz, user_id=cast.outsider.me, name="")


def test_changing_a_contact_keeps_who_it_was(cast, here):
    made = add(cast.owner, here.ggz)
    Contact.objects.filter(pk=made).update(start=TODAY - timedelta(days=30))
    new = services.NewContact(here.ggz, ContactTopic.CRISIS, name="Nieuwe dienst", mobile="06 12345678")
    services.save_contact(actor=cast.owner, new=new, today=TODAY, replaces=made)
    assert [c.name for c in selectors.contacts(TODAY)] == ["Nieuwe dienst"]
    assert [c.name for c in selectors.contacts(TODAY - timedelta(days=1))] == ["Crisisdienst"]


# ---- coordinators ---------------------------------------------------------------------------------
@pytest.mark.capability(27)
def test_an_organisation_without_a_coordinator_stands_first_and_in_red(cast, here, as_persona):
    services.name_coordinator(
        actor=cast.owner,
        organisation_id=here.ggz,
        coordinator="Iris",
        phone="0591 1",
        deputy="Bo",
        deputy_phone="0591 2",
    )
    rows = selectors.coordinators()
    assert rows[-1].organisation == "GGZ Heidelanden" and rows[-1].phone == "0591 1" and not rows[0].coordinator
    page = as_persona("owner").get("/finder/").content.decode()
    assert "No coordinator named" in page and "Thuishaven" in page and "Iris" in page and "0591 2" in page


@pytest.mark.capability(27)
def test_a_coordinator_without_a_number_is_no_coordinator(cast, here):
    for more in ({"phone": ""}, {"phone": "0591", "deputy": "Bo"}):
        with pytest.raises(Refused, match="CONTACT_INCOMPLETE"):
            services.name_coordinator(actor=cast.owner, organisation_id=here.ggz, coordinator="Iris", **more)


# ---- substitutes ----------------------------------------------------------------------------------
def test_who_is_away_names_a_colleague_who_takes_over_and_it_opens_nothing(cast, here, somebody, as_persona):
    add(cast.owner, here.ggz, user_id=cast.owner.me, name="")
    services.set_away(
        actor=cast.owner, substitute_id=here.colleague.me, start=TODAY, end=TODAY + timedelta(days=7), today=TODAY
    )
    assert selectors.substitutes_now([cast.owner.me, cast.outsider.me], TODAY) == {cast.owner.me: "Colleague"}
    assert selectors.substitutes_now([cast.owner.me], TODAY + timedelta(days=7)) == {}
    assert selectors.contacts(TODAY)[0].substitute == "Colleague"
    page = as_persona("outsider").get("/finder/").content.decode()
    assert "Now Colleague takes over." in page
    assert as_persona("colleague").get(f"/people/{somebody.id}/").status_code == 404


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [(5, 5, "ENDS_BEFORE_START"), (5, 4, "ENDS_BEFORE_START"), (-9, 0, "EXPIRES_IN_THE_PAST"), (3, 6, "AWAY_ALREADY")],
)
def test_odd_periods_away_are_refused(cast, here, start, end, code):
    def go(a, b):
        services.set_away(
            actor=cast.owner,
            substitute_id=here.colleague.me,
            start=TODAY + timedelta(days=a),
            end=TODAY + timedelta(days=b),
            today=TODAY,
        )

    go(0, 4)
    with pytest.raises(Refused, match=code):
        go(start, end)


def test_nobody_stands_in_from_elsewhere_or_for_themselves(cast, here):
    for user in (cast.outsider.me, cast.owner.me):
        with pytest.raises(Refused, match="NOT_A_COLLEAGUE"):
            services.set_away(
                actor=cast.owner, substitute_id=user, start=TODAY, end=TODAY + timedelta(days=2), today=TODAY
            )


def test_who_is_back_ends_their_own_absence_only(cast, here):
    made = services.set_away(
        actor=cast.owner, substitute_id=here.colleague.me, start=TODAY, end=TODAY + timedelta(days=9), today=TODAY
    )
    with pytest.raises(Refused, match="NOT_YOURS"):
        services.end_away(actor=cast.outsider, away_id=made, today=TODAY)
    services.end_away(actor=cast.owner, away_id=made, today=TODAY)
    assert not Substitute.objects.exists()


# ---- the screens ----------------------------------------------------------------------------------
def test_the_finder_is_for_colleagues_who_work_on_cases_or_receive_or_keep_accounts(cast, here, as_persona):
    for username, status in (("owner", 200), ("housing", 200), ("administrator", 200), ("analyst", 403)):
        assert as_persona(username).get("/finder/").status_code == status, username
    assert as_persona("owner").get("/finder/?topic=x&municipality=y&organisation=-1").status_code == 200


def test_a_coordinator_adds_changes_and_ends_a_contact_on_the_screen(cast, here, as_persona):
    browser = as_persona("owner")
    sent = {"organisation": here.ggz, "topic": "CRISIS", "name": "<i>Dienst</i> 🚑 مركز", "phone": "0591 12 34 56"}
    assert browser.post("/finder/contacts/new/", sent).status_code == 302
    page = browser.get("/finder/?topic=CRISIS").content.decode()
    assert "&lt;i&gt;Dienst" in page and "🚑 مركز" in page and 'href="tel:0591 12 34 56"' in page
    [row] = selectors.contacts(TODAY)
    assert browser.post(f"/finder/contacts/{row.id}/", sent | {"name": "Anders"}).status_code == 302
    [row] = selectors.contacts(TODAY)
    assert row.name == "Anders"
    for bad in ({"name": ""}, {"phone": "javascript:alert(1)"}, {"phone": ""}, {"organisation": here.other}):
        assert browser.post("/finder/contacts/new/", sent | bad).status_code == 422, bad
    assert as_persona("outsider").get(f"/finder/contacts/{row.id}/").status_code == 403
    browser.post(f"/finder/contacts/{row.id}/end/")
    assert selectors.contacts(TODAY) == []


def test_somebody_says_on_the_screen_that_they_are_away(cast, here, as_persona):
    browser = as_persona("owner")
    sent = {"substitute": here.colleague.me, "start": "2026-11-22", "last_day": "2026-11-30"}
    assert browser.post("/finder/away/", sent).status_code == 302
    page = browser.get("/finder/").content.decode()
    assert "From 22 November to 30 November 2026: Colleague takes over." in page
    [row] = selectors.away(cast.owner.me, TODAY)
    browser.post(f"/finder/away/{row.id}/back/")
    assert selectors.away(cast.owner.me, TODAY) == []


@pytest.mark.parametrize("count", [1, 40])
def test_forty_contacts_ask_no_more_questions_than_one(cast, here, as_persona, count, django_assert_max_num_queries):
    for n in range(count):
        add(cast.owner, here.ggz, name=f"Nummer {n}", user_id=here.colleague.me)
    browser = as_persona("owner")
    browser.get("/finder/")
    with django_assert_max_num_queries(22) as asked:
        browser.get("/finder/")
    assert sum("directory_contact" in q["sql"] for q in asked.captured_queries) <= 2
    assert Organisation.objects.count() == 4
