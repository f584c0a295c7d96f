"""Finding somebody whose name was heard, not read; and meeting who is there already before a second record is made."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from samenhang.access.enums import CaseRole, Purpose, RestrictionReason
from samenhang.access.services import Joining, join_case, join_cases, restrict
from samenhang.base.actor import SYSTEM
from samenhang.base.names import ALIKE, LONGEST_KEY, alike, fold, key_of, sound, words_of
from samenhang.people.enums import AlikeReason
from samenhang.people.labels import ALIKE_REASONS
from samenhang.people.selectors import find, keys, likely_duplicates
from samenhang.people.services import NewPerson, register, register_many
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(122)]
CARE = Purpose.CARE_COORDINATION
BORN = date(1988, 7, 3)


@pytest.fixture
def add(cast, municipalities):
    """Register somebody by name and birth date; returns the id."""

    def make(name, born=BORN, actor=None):
        new = NewPerson(name, born, municipalities["Turfwolde"])
        return register(actor=actor or cast.owner, new=new, today=date(2026, 1, 1))

    return make


def names(actor, query):
    return [p.name for p in find(actor, query, purpose=CARE)[0]]


@pytest.mark.parametrize(
    "query",
    [
        "Janssen", "janssen", "Jansen", "Jasnen", "Jansens", "Janse", "van Janssen", "Jansen de Vries", "Fries", "Janssen-Vris",
        "3-7-1988", "1988",
    ],
)  # fmt: skip
def test_a_name_is_found_as_it_was_heard(cast, add, query):
    add("Mevrouw Janssen-de Vries")
    add("Meneer Populier", date(1970, 1, 1))
    assert names(cast.owner, query) == ["Mevrouw Janssen-de Vries"]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Özgür Yıldız", "Ozgur Yildiz"),
        ("Renée Müller", "renee muler"),
        ("Kees van Dijk", "van dyk"),
        ("Ton IJzerman", "yzerman"),
        ("محمد علي", "محمد"),
        ("Łukasz Żak", "lukasz"),
        ("Ewa Wójcik", "wojick"),
        ("Anna 🌻 Smit", "smid"),
    ],
)
def test_accents_ij_and_another_script_are_no_obstacle(cast, add, name, query):
    add(name)
    assert names(cast.owner, query) == [name]


def test_the_closest_name_stands_first(cast, add):
    for name in ("Janneke Visser", "Jan Visser", "Johanna Vissers", "Piet Bakker"):
        add(name)
    assert names(cast.owner, "Jan Visser")[0] == "Jan Visser"
    assert names(cast.owner, "Jann Viser")[0] == "Jan Visser"
    assert "Piet Bakker" not in names(cast.owner, "Jann Viser")


@pytest.mark.parametrize("query", ["%", "_", "'; DROP TABLE", "\\", "x" * 80, "=", "van de", "..", "🌻", "de"])
def test_odd_questions_find_nobody_and_break_nothing(cast, add, query):
    add("Meneer Populier")
    assert names(cast.owner, query) in ([], ["Meneer Populier"])


def test_nobody_is_found_through_a_misspelling_who_may_not_be_seen(cast, add):
    person = add("Mevrouw Janssen")
    assert find(cast.outsider, "Jansen", purpose=CARE) == ([], 0)
    [key] = keys(reason="the dossier of this test", ids=[person])
    join_case(
        actor=cast.owner, dossier_id=key.dossier_id, role=CaseRole.TREATER, start=TODAY, user_id=cast.outsider.user_id,
        organisation_id=cast.outsider.organisation_id,
    )  # fmt: skip
    assert names(cast.outsider, "Jansen") == ["Mevrouw Janssen"]
    restrict(actor=cast.owner, dossier_id=key.dossier_id, reason=RestrictionReason.SAFETY, named=[cast.owner.me])
    assert find(cast.outsider, "Jansen", purpose=CARE) == ([], 0)
    assert likely_duplicates(name="Mevrouw Janssen", birth_date=BORN, actor=cast.outsider) == []


# ---- duplicates -----------------------------------------------------------------------------------
def test_every_reason_has_words():
    assert set(ALIKE_REASONS) == set(AlikeReason)


@pytest.mark.parametrize(
    ("name", "born", "reasons"),
    [
        ("Mevrouw Janssen", BORN, {AlikeReason.SAME_NAME, AlikeReason.SAME_BIRTH_DATE}),
        ("Mw. Jansen", BORN, {AlikeReason.SIMILAR_NAME, AlikeReason.SAME_BIRTH_DATE}),
        ("Mw. Jansen", date(1988, 3, 7), {AlikeReason.SIMILAR_NAME, AlikeReason.DAY_AND_MONTH_SWAPPED}),
        ("Iemand anders", BORN, {AlikeReason.SAME_BIRTH_DATE}),
        ("Mevrouw Janssen", date(1950, 1, 1), {AlikeReason.SAME_NAME}),
        ("Mw. Jansen", None, {AlikeReason.SIMILAR_NAME}),
        ("Mw. Jansen", date(1950, 1, 1), None),
        ("Meneer Bakker", date(1950, 1, 1), None),
    ],
)
def test_who_is_there_already_is_shown_with_why(cast, add, name, born, reasons):
    add("Mevrouw Janssen")
    found = likely_duplicates(name=name, birth_date=born, actor=cast.owner)
    assert [set(a.reasons) for a in found] == ([reasons] if reasons else [])


def test_the_screen_asks_before_a_second_record_is_made(cast, add, municipalities, as_persona):
    add("Mevrouw Janssen")
    sent = {"name": "Mevr. Jansen", "birth_date": "1988-07-03", "municipality": municipalities["Turfwolde"]}
    page = as_persona("owner").post("/people/new/", sent)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Mevrouw Janssen" in text and "a similar name, the same birth date" in text and "Mevr. Jansen" in text
    assert as_persona("owner").post("/people/new/", sent | {"anyway": "on"}).status_code == 302


def test_the_search_page_says_that_a_name_is_only_like_it(cast, add, as_persona):
    add("Mevrouw Janssen <b>")
    page = as_persona("owner").get("/search/?q=Jansen+b").content.decode()
    page += as_persona("owner").get("/search/?q=Jasnen").content.decode()
    assert "These names are like it" in page and "<b>" not in page.replace("<bdi>", "")


# ---- names as such --------------------------------------------------------------------------------
@given(st.text(max_size=60))
def test_every_text_can_be_folded_again_and_nothing_changes(text):
    assert fold(fold(text)) == fold(text)
    assert len(key_of(text * 3)) <= LONGEST_KEY


@given(st.text(alphabet="abcdefghijklmnoprstuvz", min_size=5, max_size=12), st.integers(0, 10))
def test_two_letters_that_changed_places_are_heard_alike_or_close(word, at):
    at = min(at, len(word) - 2)
    slipped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert alike([word], [slipped]) >= ALIKE or sound(word) != sound(slipped)


def test_a_name_is_like_itself_and_not_like_another():
    assert alike(words_of("Jan de Vries"), words_of("de Vries, Jan")) == 1
    assert alike(words_of("J. de Vries"), words_of("Jan de Vries")) > ALIKE
    assert alike(words_of("Jan de Vries"), words_of("Piet Bakker")) < 0.5
    assert alike([], ["x"]) == 0


@pytest.mark.slow
@pytest.mark.long
def test_among_twenty_thousand_people_a_misspelt_name_is_found_in_a_few_questions(
    cast, municipalities, django_assert_max_num_queries
):
    first = ("Jan", "Piet", "Klaas", "Anna", "Fatima", "Mohammed", "Iris", "Bram", "Sanne", "Teun")
    last = ("Jansen", "de Vries", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Dekker", "van Dijk")
    home = municipalities["Turfwolde"]
    new = [
        NewPerson(f"{first[n % 10]} {last[n % 11]}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}", date(1950 + n % 50, 1 + n % 12, 1 + n % 28), home)
        for n in range(20_000)
    ]  # fmt: skip
    with transaction.atomic():
        made = register_many(actor=SYSTEM, people=new)
        join_cases(
            actor=SYSTEM,
            joinings=[
                Joining(compartment, dossier, CaseRole.PLACEMENT_TABLE, date(2026, 1, 1), team_id=cast.team_id)
                for _person, dossier, compartment in made
            ],
        )
    for query, known in (
        ("Jannsen", "Jansen"),
        ("fatima vis", "Fatima"),
        ("Mohamed de fries", "de Vries"),
        ("zzz", None),
    ):
        with django_assert_max_num_queries(6):
            found, _total = find(cast.table_chair, query, purpose=CARE)
        assert (known is None and not found) or any(known in row.name for row in found), query
