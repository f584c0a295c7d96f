"""Notes go through the same door as any other fact: threads, mentions, versions, paper, and what people really paste."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.access.enums import CaseRole, Category, Purpose, RestrictionReason
from samenhang.access.services import join_case, leave_case, restrict
from samenhang.audit.enums import Act
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notes import services
from samenhang.notes.rules import mentioned
from samenhang.notes.selectors import Wanted, earlier, note, thread, threads
from samenhang.notes.services import NewNote
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from tests.conftest import TODAY

pytestmark = pytest.mark.capability(125)
CARE = Purpose.CARE_COORDINATION
SHEET = "naam\tuur\tbedrag\nKoken\t3\t€ 40\n<b>Was</b>\t2\t=SOM(A1)"
RTL = "ملاحظة من الطبيب"


def write(actor, somebody, text="Zij wil eerst rust.", category=Category.PLAN_GOALS, tell=()):
    return services.write(
        actor=actor,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        category=category,
        new=NewNote(text, tell),
        today=TODAY,
    )


def answer(actor, note_id, text="Dat klopt.", tell=()):
    return services.reply(actor=actor, note_id=note_id, new=NewNote(text, tell), today=TODAY)


def listed(actor, somebody, **more):
    return threads(actor, somebody.compartment_id, purpose=CARE, **more)[0]


@pytest.fixture
def join(cast, somebody):
    """Let somebody take part in the case in a role."""

    def enter(actor, role, start=TODAY - timedelta(days=30)):
        return join_case(
            actor=cast.owner,
            dossier_id=somebody.dossier_id,
            role=role,
            start=start,
            user_id=actor.user_id,
            organisation_id=actor.organisation_id,
        ).pk

    return enter


def told(actor):
    return set(Notification.objects.filter(user_id=actor.user_id).values_list("kind", flat=True))


# ---- the door -------------------------------------------------------------------------------------
def test_a_note_is_read_by_those_whose_grant_opens_its_kind_and_by_nobody_else(cast, at_the_table):
    write(cast.owner, at_the_table, "Plan", Category.PLAN_GOALS)
    write(cast.owner, at_the_table, "Woning", Category.HOUSING_NEEDS)
    assert {n.text for n in listed(cast.owner, at_the_table)} == {"Plan", "Woning"}
    assert {n.text for n in listed(cast.table_chair, at_the_table)} == {"Woning"}
    assert listed(cast.outsider, at_the_table) == []


def test_only_who_may_write_the_kind_begins_a_thread(cast, at_the_table):
    for actor, category in (
        (cast.outsider, Category.PLAN_GOALS),
        (cast.table_chair, Category.HOUSING_NEEDS),
        (cast.owner, Category.MEDICAL),
    ):
        with pytest.raises(NoGrant):
            write(actor, at_the_table, category=category)


def test_who_may_read_and_takes_part_answers_also_without_a_grant_to_write(cast, at_the_table):
    first = write(cast.owner, at_the_table, category=Category.HOUSING_NEEDS)
    answer(cast.table_chair, first, "Wij zoeken mee.")
    row, answers, total = thread(cast.owner, at_the_table.compartment_id, first, purpose=CARE)
    assert row is not None and [a.text for a in answers] == ["Wij zoeken mee."] and total == 1
    with pytest.raises(NoGrant):
        answer(cast.outsider, first)


def test_who_left_the_case_or_was_shut_out_reads_and_answers_no_more(cast, somebody, join):
    part = join(cast.outsider, CaseRole.TREATER)
    first = write(cast.owner, somebody)
    answer(cast.outsider, first)
    restrict(actor=cast.owner, dossier_id=somebody.dossier_id, reason=RestrictionReason.SAFETY, named=[cast.owner.me])
    with pytest.raises(NoGrant):
        answer(cast.outsider, first)
    assert listed(cast.outsider, somebody) == []
    leave_case(actor=cast.owner, participation_id=part, on=TODAY)
    with pytest.raises(NoGrant):
        answer(cast.outsider, first)


def test_an_outsider_gets_404_on_every_page_of_a_note(cast, somebody, as_persona):
    first = write(cast.owner, somebody)
    browser = as_persona("outsider")
    base = f"/notes/people/{somebody.id}/"
    for path in ("", "write/", "print/", f"{first}/", f"{first}/change/", f"{first}/withdraw/", f"{first}/versions/"):
        assert browser.get(base + path).status_code == 404, path
    assert browser.post(f"{base}{first}/pin/", {"pin": "on"}).status_code == 404


def test_a_note_of_somebody_else_is_not_found_under_ones_own_person(cast, somebody, municipalities, as_persona):
    from datetime import date

    from samenhang.people.services import NewPerson, register

    other = register(
        actor=cast.outsider, new=NewPerson("Iemand", date(1970, 1, 1), municipalities["Turfwolde"]), today=TODAY
    )
    first = write(cast.owner, somebody)
    assert as_persona("outsider").get(f"/notes/people/{other}/{first}/").status_code == 404


# ---- mentions -------------------------------------------------------------------------------------
def test_a_colleague_who_is_named_or_ticked_hears_of_it_once(cast, somebody, join):
    join(cast.outsider, CaseRole.TREATER)
    write(cast.owner, somebody, "Kijk jij mee, @Outsider?", tell=[cast.outsider.me])
    assert told(cast.outsider) == {Kind.MENTIONED}
    assert Notification.objects.filter(user_id=cast.outsider.me).count() == 1
    [row] = listed(cast.owner, somebody)
    assert row.told == [cast.outsider.me]


def test_nobody_is_told_what_they_may_not_read_and_the_form_says_who_that_is(cast, somebody, join, as_persona):
    join(cast.outsider, CaseRole.SUPPORTER)
    with pytest.raises(Refused, match="MAY_NOT_READ_THIS"):
        write(cast.owner, somebody, "Voor @Outsider", Category.INCIDENT)
    page = as_persona("owner").post(
        f"/notes/people/{somebody.id}/write/", {"kind": int(Category.INCIDENT), "text": "Voor @outsider, let op"}
    )
    assert page.status_code == 422
    assert "Outsider may not read this kind of information" in page.content.decode()
    assert "Voor @outsider, let op" in page.content.decode()
    assert listed(cast.owner, somebody) == []


def test_nobody_outside_the_case_can_be_told(cast, somebody):
    with pytest.raises(Refused, match="NOT_IN_CASE"):
        write(cast.owner, somebody, tell=[cast.outsider.me])


def test_whoever_wrote_in_a_thread_hears_of_an_answer_and_not_of_their_own(cast, somebody, join):
    join(cast.outsider, CaseRole.TREATER)
    first = write(cast.owner, somebody)
    answer(cast.outsider, first)
    assert told(cast.owner) == {Kind.NOTE_ANSWERED} and told(cast.outsider) == set()
    answer(cast.owner, first)
    assert told(cast.outsider) == {Kind.NOTE_ANSWERED}


def test_who_may_no_longer_read_does_not_hear_of_answers(cast, somebody, join):
    part = join(cast.outsider, CaseRole.TREATER)
    first = write(cast.owner, somebody)
    answer(cast.outsider, first)
    leave_case(actor=cast.owner, participation_id=part, on=TODAY)
    answer(cast.owner, first)
    assert told(cast.outsider) == set()


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=1, max_size=12))
def test_a_name_behind_an_at_is_found_wherever_it_stands(before, after, name):
    text = f"{before} @{name} {after}"
    assert 1 in mentioned(text, {1: name})
    assert mentioned(text.replace("@", ""), {1: name}) == frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Iris", {1}),
        ("@Iris van Dam", {2}),
        ("@IRIS, en @iris van dam.", {1, 2}),
        ("@Irissen", set()),
        ("Iris", set()),
        ("mail@iris", {1}),
        ("@", set()),
    ],
)
def test_the_longest_whole_name_counts(text, found):
    assert mentioned(text, {1: "Iris", 2: "Iris van Dam"}) == found


# ---- changing, withdrawing, pinning ---------------------------------------------------------------
def test_changing_keeps_how_it_read_before(cast, somebody):
    first = write(cast.owner, somebody, "Eerst")
    services.change(actor=cast.owner, note_id=first, new=NewNote("Daarna"), version=1, today=TODAY)
    row = note(cast.owner, somebody.compartment_id, first, purpose=CARE)
    assert row is not None and (row.text, row.version) == ("Daarna", 2)
    assert [(v.number, v.text) for v in earlier(cast.owner, first, purpose=CARE)] == [(1, "Eerst")]
    assert earlier(cast.outsider, first, purpose=CARE) == []


def test_two_windows_that_change_the_same_note_lose_nothing(cast, somebody, as_persona):
    first = write(cast.owner, somebody, "Eerst")
    services.change(actor=cast.owner, note_id=first, new=NewNote("Venster een"), version=1, today=TODAY)
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        services.change(actor=cast.owner, note_id=first, new=NewNote("Venster twee"), version=1, today=TODAY)
    page = as_persona("owner").post(
        f"/notes/people/{somebody.id}/{first}/change/", {"text": "Venster twee", "version": 1}
    )
    assert page.status_code == 409 and "Venster twee" in page.content.decode()


def test_nobody_changes_what_somebody_else_wrote(cast, somebody, join, as_persona):
    join(cast.outsider, CaseRole.TREATER)
    first = write(cast.owner, somebody)
    with pytest.raises(Refused, match="NOT_YOURS"):
        services.change(actor=cast.outsider, note_id=first, new=NewNote("x"), version=1, today=TODAY)
    assert as_persona("outsider").get(f"/notes/people/{somebody.id}/{first}/change/").status_code == 403


def test_withdrawing_asks_a_reason_keeps_the_text_and_closes_the_thread(cast, at_the_table):
    first = write(cast.owner, at_the_table, category=Category.HOUSING_NEEDS)
    with pytest.raises(NoGrant):
        services.withdraw(actor=cast.table_chair, note_id=first, why="x", today=TODAY)
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.withdraw(actor=cast.owner, note_id=first, why=" ", today=TODAY)
    services.withdraw(actor=cast.owner, note_id=first, why="Verkeerde persoon", today=TODAY)
    row = note(cast.owner, at_the_table.compartment_id, first, purpose=CARE)
    assert row is not None and row.text == "Zij wil eerst rust." and row.withdrawn_why == "Verkeerde persoon"
    for act in (
        lambda: answer(cast.owner, first),
        lambda: services.withdraw(actor=cast.owner, note_id=first, why="weer", today=TODAY),
        lambda: services.pin(actor=cast.owner, note_id=first, on=True, today=TODAY),
        lambda: services.change(actor=cast.owner, note_id=first, new=NewNote("x"), version=1, today=TODAY),
    ):
        with pytest.raises(Refused, match="NOTE_WITHDRAWN"):
            act()


def test_the_author_withdraws_an_answer_of_their_own(cast, at_the_table):
    first = write(cast.owner, at_the_table, category=Category.HOUSING_NEEDS)
    mine = answer(cast.table_chair, first)
    services.withdraw(actor=cast.table_chair, note_id=mine, why="Vergist", today=TODAY)


def test_what_stands_on_top_stays_on_top(cast, somebody):
    old = write(cast.owner, somebody, "Belangrijk")
    write(cast.owner, somebody, "Nieuwer")
    services.pin(actor=cast.owner, note_id=old, on=True, today=TODAY)
    assert [n.text for n in listed(cast.owner, somebody)] == ["Belangrijk", "Nieuwer"]
    services.pin(actor=cast.owner, note_id=old, on=False, today=TODAY)
    assert [n.text for n in listed(cast.owner, somebody)] == ["Nieuwer", "Belangrijk"]
    answer(cast.owner, old)
    assert [n.text for n in listed(cast.owner, somebody)] == ["Belangrijk", "Nieuwer"]


def test_every_change_has_its_line_in_the_log(cast, somebody):
    first = write(cast.owner, somebody)
    services.change(actor=cast.owner, note_id=first, new=NewNote("Anders"), version=1, today=TODAY)
    services.withdraw(actor=cast.owner, note_id=first, why="Vergist", today=TODAY)
    lines = AuditLine.objects.filter(object_type="Note", dossier_id=somebody.dossier_id).order_by("pk")
    assert [line.act for line in lines] == [Act.CREATE, Act.UPDATE, Act.END]
    assert all("Anders" not in str(line.detail) for line in lines)


# ---- finding --------------------------------------------------------------------------------------
def test_notes_are_found_by_kind_author_and_words_also_those_of_an_answer(cast, somebody, join):
    join(cast.outsider, CaseRole.TREATER)
    first = write(cast.owner, somebody, "Over de sleutel")
    write(cast.owner, somebody, "Over de woning", Category.HOUSING_NEEDS)
    answer(cast.outsider, first, "De fiets staat buiten")
    found = lambda **w: {n.text for n in listed(cast.owner, somebody, wanted=Wanted(**w))}  # noqa: E731
    assert found(category=int(Category.HOUSING_NEEDS)) == {"Over de woning"}
    assert found(words="fiets buiten") == {"Over de sleutel"}
    assert found(author_id=cast.outsider.me) == {"Over de sleutel"}
    assert found(words="niets") == set()


@pytest.mark.parametrize("count", [1, 40])
def test_forty_notes_ask_the_database_no_more_than_one(
    cast, somebody, as_persona, count, django_assert_max_num_queries
):
    ids = [write(cast.owner, somebody, f"Notitie {n}") for n in range(count)]
    for _ in range(count):
        answer(cast.owner, ids[0])
    browser = as_persona("owner")
    for path in ("", f"{ids[0]}/", "print/"):
        browser.get(f"/notes/people/{somebody.id}/{path}")
        with django_assert_max_num_queries(35) as asked:
            browser.get(f"/notes/people/{somebody.id}/{path}")
        assert sum("notes_note" in q["sql"] for q in asked.captured_queries) <= 5, path


# ---- what people really type ----------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, SHEET, "👩🏽‍🦽🏡 " * 50, RTL, "<script>alert(1)</script>", "regel\n\n  ingesprongen\n\t\ttab"],
)
def test_what_is_pasted_stays_as_it_is_and_is_text(cast, somebody, as_persona, text):
    browser = as_persona("owner")
    sent = browser.post(f"/notes/people/{somebody.id}/write/", {"kind": int(Category.PLAN_GOALS), "text": text})
    assert sent.status_code == 302, sent.content[:500]
    [row] = listed(cast.owner, somebody)
    whole = note(cast.owner, somebody.compartment_id, row.id, purpose=CARE)
    assert whole is not None and whole.text == text.strip("\r\n ")
    page = browser.get(f"/notes/people/{somebody.id}/{row.id}/").content.decode()
    assert 'class="sh-written" dir="auto"' in page and "<script>alert" not in page and "<b>Was" not in page


def test_a_long_note_stands_in_the_list_with_its_beginning_only(cast, somebody, as_persona):
    write(cast.owner, somebody, "begin " + "x" * 100_000)
    page = as_persona("owner").get(f"/notes/people/{somebody.id}/").content.decode()
    assert len(page) < 60_000 and "Read on and answer" in page


def test_a_note_with_nothing_in_it_or_far_too_much_is_refused(cast, somebody):
    with pytest.raises(Refused, match="TEXT_MISSING"):
        write(cast.owner, somebody, " \n ")
    with pytest.raises(Refused, match="TEXT_TOO_LONG"):
        write(cast.owner, somebody, "x" * 200_001)


def test_a_bad_filter_shows_everything_and_a_bad_page_the_first(cast, somebody, as_persona):
    write(cast.owner, somebody, "Hier")
    browser = as_persona("owner")
    for query in ("?kind=abc", "?author=-1&page=99999999999", "?page=x&q=" + "y" * 500):
        assert browser.get(f"/notes/people/{somebody.id}/{query}").status_code == 200


def test_paper_holds_whole_threads_and_is_logged(cast, somebody, as_persona):
    first = write(cast.owner, somebody, "Vraag")
    answer(cast.owner, first, "Antwoord")
    write(cast.owner, somebody, "Iets anders")
    browser = as_persona("owner")
    everything = browser.get(f"/notes/people/{somebody.id}/print/").content.decode()
    assert all(t in everything for t in ("Vraag", "Antwoord", "Iets anders"))
    one = browser.get(f"/notes/people/{somebody.id}/{first}/print/").content.decode()
    assert "Antwoord" in one and "Iets anders" not in one
    assert AuditLine.objects.filter(object_type="Notes to print").count() == 2
