"""What is destroyed when: everything of the compartment and nothing else, by a person, and the log stays whole."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samenhang.access.enums import Category, Purpose, Regime
from samenhang.access.models import Compartment, Dossier
from samenhang.access.selectors import may_read
from samenhang.access.services import close_case, compartment_for, give_grant, reopen_case
from samenhang.audit.enums import Act
from samenhang.audit.selectors import lines_of_dossier, verify
from samenhang.base import clock
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import NoGrant, Refused
from samenhang.documents.adapters import store
from samenhang.pathway.models import Placement
from samenhang.people.models import Household, HouseholdMember
from samenhang.picture.models import OwnWords
from samenhang.privacy.models import DestructionList, SharedCopy
from samenhang.privacy.rules import TERMS, destroy_on
from samenhang.privacy.selectors import destruction_lists, holds
from samenhang.privacy.services import (
    decide_destruction,
    hold,
    lift_hold,
    personal_tables,
    propose_destruction,
    retention,
    shield_expired,
)
from tests.conftest import TODAY
from tests.letting_go import analysed
from tests.privacy.whole_file import FIRST, TABLES, counts, file_names, fill, person_exists

pytestmark = [pytest.mark.django_db, pytest.mark.capability(134)]

LONG_AGO = date(2024, 10, 1)
WHY = "Er loopt een klacht bij de commissie."


@pytest.fixture
def whole_file(cast, somebody, housing, settings, tmp_path):
    """Somebody about whom every table holds something."""
    settings.VAR = tmp_path
    fill(cast.owner, somebody, cast.outsider, housing)
    return somebody


@pytest.fixture
def over(cast, whole_file):
    """The case was closed longer ago than its term."""
    analysed(cast.owner, whole_file.dossier_id, TODAY)
    close_case(actor=cast.owner, dossier_id=whole_file.dossier_id, on=TODAY, reason="Verhuisd naar een andere regio.")
    Dossier.objects.filter(pk=whole_file.dossier_id).update(closed_on=LONG_AGO)
    return whole_file


def approve(officer, sheet_id, approved=True, remark="Nagekeken, alles is over de termijn."):
    return decide_destruction(actor=officer, sheet_id=sheet_id, approved=approved, remark=remark, today=TODAY)


def test_the_whole_file_holds_something_in_every_table(whole_file):
    """A new table that this does not fill makes the promise below empty, so it fails here first."""
    assert {name for name, count in counts(whole_file.compartment_id).items() if count == 0} == set()


def test_destruction_removes_every_fact_in_every_table_and_the_files(
    over, privacy_officer, django_capture_on_commit_callbacks
):
    files = file_names(over.compartment_id)
    assert files and all(store.get(key) for key in files)
    before = sum(counts(over.compartment_id).values())
    sheet = propose_destruction(actor=SYSTEM, today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        assert approve(privacy_officer, sheet) == before
    assert sum(counts(over.compartment_id).values()) == 0
    assert [store.get(key) for key in files] == [None] * len(files)
    assert propose_destruction(actor=SYSTEM, today=TODAY) is None, "nothing is left to propose"


def test_the_log_stays_whole_and_says_that_it_was_destroyed(over, privacy_officer):
    lines = len(lines_of_dossier(over.dossier_id))
    approve(privacy_officer, propose_destruction(actor=SYSTEM, today=TODAY))
    after = lines_of_dossier(over.dossier_id)
    assert len(after) == lines + 1 and after[-1].act == Act.DELETE and after[-1].detail["facts"] > 20
    assert verify()[1] == []


def test_somebody_else_keeps_everything(over, cast, municipalities, privacy_officer):
    from samenhang.people.selectors import keys
    from samenhang.people.services import NewPerson, register

    other_id = register(
        actor=cast.owner, new=NewPerson("Meneer Es", date(1980, 1, 1), municipalities["Zandmeer"]), today=FIRST
    )
    other = keys(reason="the other one of a test", ids=[other_id])[0]
    approve(privacy_officer, propose_destruction(actor=SYSTEM, today=TODAY))
    assert person_exists(other.id) and not person_exists(over.id)
    assert counts(other.compartment_id)["people.Person"] == 1


def test_what_is_held_back_is_kept_and_goes_when_the_hold_is_lifted(over, privacy_officer):
    held = hold(actor=privacy_officer, compartment_id=over.compartment_id, reason=WHY, until=None, today=TODAY)
    before = counts(over.compartment_id)
    assert propose_destruction(actor=SYSTEM, today=TODAY) is None, "nothing to decide while everything is held back"
    assert [(h.id, h.dossier_id) for h in holds(privacy_officer, TODAY)] == [(held, over.dossier_id)]
    lift_hold(actor=privacy_officer, hold_id=held, today=TODAY)
    sheet = propose_destruction(actor=SYSTEM, today=TODAY)
    again = hold(actor=privacy_officer, compartment_id=over.compartment_id, reason=WHY, until=None, today=TODAY)
    assert approve(privacy_officer, sheet) == 0, "held back after it was proposed, and before it was approved"
    assert counts(over.compartment_id) == before
    assert destruction_lists(privacy_officer)[0].lines[0].left_out == "HELD"
    lift_hold(actor=privacy_officer, hold_id=again, today=TODAY)
    with pytest.raises(Refused, match="NOT_HELD"):
        lift_hold(actor=privacy_officer, hold_id=again, today=TODAY)


def test_a_hold_that_ran_out_holds_nothing(over, privacy_officer):
    until = TODAY + timedelta(days=30)
    hold(actor=privacy_officer, compartment_id=over.compartment_id, reason=WHY, until=until, today=TODAY)
    assert propose_destruction(actor=SYSTEM, today=until - timedelta(days=1)) is None
    assert propose_destruction(actor=SYSTEM, today=until) is not None


def handed_over(cast, somebody, housing):
    """What the housing association received, in its own compartment."""
    with transaction.atomic():
        theirs = compartment_for(
            actor=cast.owner, dossier_id=somebody.dossier_id, regime=Regime.CONSENT, recipient_id=housing
        )
    rows = SharedCopy.objects.for_rule("a test hands a copy over").filter(compartment_id=somebody.compartment_id)
    rows.update(compartment_id=theirs)
    return theirs


def test_the_person_stays_while_another_compartment_leans_on_it(cast, whole_file, housing, privacy_officer):
    theirs = handed_over(cast, whole_file, housing)
    analysed(cast.owner, whole_file.dossier_id, TODAY)
    close_case(actor=cast.owner, dossier_id=whole_file.dossier_id, on=TODAY, reason="Verhuisd naar een andere regio.")
    Dossier.objects.filter(pk=whole_file.dossier_id).update(closed_on=LONG_AGO)
    held = hold(actor=privacy_officer, compartment_id=theirs, reason=WHY, until=None, today=TODAY)
    approve(privacy_officer, propose_destruction(actor=SYSTEM, today=TODAY))
    left = {name for name, count in counts(whole_file.compartment_id).items() if count}
    assert person_exists(whole_file.id) and counts(theirs)["privacy.SharedCopy"] == 1
    assert left == {"people.Person", "privacy.Disclosure", "privacy.Consent", "privacy.Weighing", "privacy.Notice", "access.BreakGlass"}  # fmt: skip
    assert propose_destruction(actor=SYSTEM, today=TODAY) is None, "what is leaned on is not asked for every night"
    lift_hold(actor=privacy_officer, hold_id=held, today=TODAY)
    approve(privacy_officer, propose_destruction(actor=SYSTEM, today=TODAY))
    approve(privacy_officer, propose_destruction(actor=SYSTEM, today=TODAY))
    assert not person_exists(whole_file.id)
    assert sum(counts(whole_file.compartment_id).values()) + sum(counts(theirs).values()) == 0


def test_both_compartments_on_one_list_leave_nothing_behind(cast, whole_file, housing, privacy_officer):
    theirs = handed_over(cast, whole_file, housing)
    analysed(cast.owner, whole_file.dossier_id, TODAY)
    close_case(actor=cast.owner, dossier_id=whole_file.dossier_id, on=TODAY, reason="Verhuisd naar een andere regio.")
    Dossier.objects.filter(pk=whole_file.dossier_id).update(closed_on=LONG_AGO)
    approve(privacy_officer, propose_destruction(actor=SYSTEM, today=TODAY))
    assert sum(counts(whole_file.compartment_id).values()) + sum(counts(theirs).values()) == 0


def test_all_or_nothing_also_for_the_files(over, privacy_officer, monkeypatch, django_capture_on_commit_callbacks):
    """A fault after the facts are gone and before the end of the transaction brings everything back."""
    sheet, before = propose_destruction(actor=SYSTEM, today=TODAY), counts(over.compartment_id)
    files = file_names(over.compartment_id)

    def cable_pulled(*_args, **_more):
        assert sum(counts(over.compartment_id).values()) == 0, "the facts are gone at this moment"
        raise RuntimeError("the cable was pulled")

    monkeypatch.setattr(retention, "record", cable_pulled)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError, match="cable"):
        approve(privacy_officer, sheet)
    monkeypatch.undo()
    assert counts(over.compartment_id) == before and all(store.get(key) for key in files)
    assert DestructionList.objects.get(pk=sheet).state == "PROPOSED"
    with django_capture_on_commit_callbacks(execute=True):
        assert approve(privacy_officer, sheet) == sum(before.values())
    assert [store.get(key) for key in files] == [None] * len(files), "after the commit the files go too"


def test_a_correction_and_what_it_replaced_go_together(over, privacy_officer):
    rows = Placement.objects.for_rule("a test corrects a placement").filter(compartment_id=over.compartment_id)
    old = rows.get()
    new = Placement(person_id=over.id, compartment_id=over.compartment_id, setting="BW", start=FIRST, provider="Beuk")
    Placement.objects.write([new])
    rows.filter(pk=old.pk).update(superseded_by=new)
    approve(privacy_officer, propose_destruction(actor=SYSTEM, today=TODAY))
    assert sum(counts(over.compartment_id).values()) == 0


def test_who_lived_together_lets_go(over, privacy_officer):
    household = Household.objects.create(dossier=Dossier.objects.create(kind="HOUSEHOLD", opened_at=clock.now()))
    HouseholdMember.objects.create(household=household, person_id=over.id, start=FIRST)
    approve(privacy_officer, propose_destruction(actor=SYSTEM, today=TODAY))
    assert not HouseholdMember.objects.exists() and not person_exists(over.id)


def test_a_case_that_was_opened_again_is_left_alone(over, cast, privacy_officer):
    sheet = propose_destruction(actor=SYSTEM, today=TODAY)
    reopen_case(
        actor=cast.owner, dossier_id=over.dossier_id, reason="Opnieuw aangemeld", today=TODAY + timedelta(days=1)
    )
    before = counts(over.compartment_id)
    assert approve(privacy_officer, sheet) == 0 and counts(over.compartment_id) == before
    assert destruction_lists(privacy_officer)[0].lines[0].left_out == "NOT_DUE"


def test_rejecting_asks_for_a_reason_and_destroys_nothing(over, privacy_officer):
    sheet, before = propose_destruction(actor=SYSTEM, today=TODAY), counts(over.compartment_id)
    with pytest.raises(Refused, match="REASON_MISSING"):
        approve(privacy_officer, sheet, approved=False, remark="")
    assert approve(privacy_officer, sheet, approved=False, remark="Eerst bellen met het archief.") == 0
    assert counts(over.compartment_id) == before
    with pytest.raises(Refused, match="LIST_DECIDED"):
        approve(privacy_officer, sheet)


def test_only_who_may_approve_destroys(over, cast):
    sheet = propose_destruction(actor=SYSTEM, today=TODAY)
    with pytest.raises(NoGrant):
        approve(cast.owner, sheet)
    assert person_exists(over.id)


def test_one_list_waits_at_a_time(over):
    assert propose_destruction(actor=SYSTEM, today=TODAY) is not None
    assert propose_destruction(actor=SYSTEM, today=TODAY) is None


# ---- Care and Safety House: five years from the first processing, whatever happens -------------------


@pytest.fixture
def at_the_safety_house(cast, somebody):
    """A case that is open, with something kept under the WGS since exactly five years ago."""
    with transaction.atomic():
        part = compartment_for(actor=cast.owner, dossier_id=somebody.dossier_id, regime=Regime.WGS_ZVH)
    since = timezone.make_aware(datetime(2021, 11, 22, 9, 0))  # noqa: DTZ001 - made aware in the region's zone
    Compartment.objects.filter(pk=part).update(since=since)
    OwnWords.objects.write(
        [OwnWords(person_id=somebody.id, compartment_id=part, text="Laat mij met rust.", said_on=FIRST)]
    )
    give_grant(
        actor=SYSTEM, compartment_id=part, categories=Category.LIFE_DOMAIN_PICTURE, ground="", basis="WGS", rule_id="W1",
        rule_version="1", start=clock.now() - timedelta(days=1), end=None, user_id=cast.owner.user_id,
    )  # fmt: skip
    return part


def test_after_five_years_nobody_reads_it_also_while_the_case_is_open(cast, somebody, at_the_safety_house):
    mine = OwnWords.objects.visible_to(cast.owner, purpose=Purpose.CARE_COORDINATION)
    assert shield_expired(actor=SYSTEM, today=TODAY - timedelta(days=1)) == 0 and mine.count() == 1
    assert shield_expired(actor=SYSTEM, today=TODAY) == 1
    assert OwnWords.objects.visible_to(cast.owner, purpose=Purpose.CARE_COORDINATION).count() == 0
    assert may_read(cast.owner, somebody.compartment_id, Category.ID_CONTACT), (
        "the rest of the open case stays readable"
    )
    assert shield_expired(actor=SYSTEM, today=TODAY) == 0, "once"


def test_it_is_shielded_also_when_another_list_waits_already(cast, over, municipalities):
    from samenhang.people.selectors import keys
    from samenhang.people.services import NewPerson, register

    assert propose_destruction(actor=SYSTEM, today=TODAY) is not None
    new = NewPerson("Meneer Es", date(1980, 1, 1), municipalities["Zandmeer"])
    other = keys(reason="the other one of a test", ids=[register(actor=cast.owner, new=new, today=FIRST)])[0]
    with transaction.atomic():
        part = compartment_for(actor=cast.owner, dossier_id=other.dossier_id, regime=Regime.WGS_ZVH)
    Compartment.objects.filter(pk=part).update(since=clock.now() - timedelta(days=5 * 366))
    assert propose_destruction(actor=SYSTEM, today=TODAY) is None
    assert Compartment.objects.get(pk=part).shielded_at is not None


def test_the_wgs_part_is_destroyed_and_the_open_case_goes_on(somebody, at_the_safety_house, privacy_officer):
    sheet = propose_destruction(actor=SYSTEM, today=TODAY)
    assert [line.compartment_id for line in destruction_lists(privacy_officer)[0].lines] == [at_the_safety_house]
    assert approve(privacy_officer, sheet) == 1
    assert sum(counts(at_the_safety_house).values()) == 0
    assert person_exists(somebody.id) and counts(somebody.compartment_id)["people.Person"] == 1


# ---- terms and order, as rules -----------------------------------------------------------------------


@given(
    st.sampled_from(list(Regime)),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
)
def test_a_term_counts_from_closing_and_that_of_the_wgs_from_the_first_processing(regime, since, closed_on):
    day = destroy_on(regime, since, closed_on)
    begin = since if regime is Regime.WGS_ZVH else closed_on
    if begin is None:
        assert day is None
    else:
        assert day.year - begin.year == TERMS[regime].years and (day.month == begin.month)


def test_tables_that_point_to_others_come_first():
    order = {table: n for n, table in enumerate(personal_tables())}
    assert set(order) == set(TABLES)
    for table in TABLES:
        for field in table._meta.concrete_fields:
            target = field.remote_field.model if field.remote_field else None
            assert target not in order or target is table or order[table] < order[target], (table, field.name)
