"""Break-glass, restricted people, closing a case, and hit or no hit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenhang.access.enums import CaseRole, Category, EmergencyReason, Purpose, RestrictionReason, ReviewOutcome
from samenhang.access.selectors import emergencies, met_in_lists, open_emergencies, who_knows
from samenhang.access.services import (
    close_case,
    close_emergency,
    join_case,
    lift_restriction,
    reading,
    reopen_case,
    restrict,
    review_emergency,
)
from samenhang.audit.models import AuditLine
from samenhang.base import clock
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Role
from samenhang.people.selectors import people, person
from samenhang.privacy.enums import Programme
from samenhang.privacy.selectors import notices_of
from samenhang.privacy.services import Emergency, ask_known, enrol, open_in_emergency
from tests.conftest import TODAY
from tests.letting_go import analysed
from tests.privacy.conftest import employ

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION
WHY = "De crisisdienst staat bij haar voor de deur."


def open_it(actor, **more):
    values = {
        "reason": EmergencyReason.CRISIS_ON_DUTY,
        "explanation": WHY,
        "name": "Mevrouw Populier",
        "birth_date": date(1988, 7, 3),
        **more,
    }
    return open_in_emergency(actor=actor, emergency=Emergency(**values), today=TODAY)


@pytest.mark.capability(116)
def test_the_reason_comes_first_and_the_door_opens_for_a_few_hours_only(cast, somebody, time_machine):
    time_machine.move_to(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    with pytest.raises(Refused, match="REASON_MISSING"):
        open_it(cast.outsider, explanation="spoed")
    assert person(cast.outsider, somebody.id, purpose=CARE) is None
    open_it(cast.outsider)
    assert person(cast.outsider, somebody.id, purpose=CARE) is not None
    time_machine.shift(timedelta(hours=4, minutes=1))
    assert person(cast.outsider, somebody.id, purpose=CARE) is None, "it ends by itself"


@pytest.mark.capability(117)
def test_every_read_in_an_emergency_is_logged_as_one_and_the_client_is_told(cast, somebody):
    open_it(cast.outsider)
    reader = replace(cast.outsider, emergencies=open_emergencies(cast.outsider))
    with reading(
        reader, purpose=Purpose.EMERGENCY, what="Person", categories=Category.ID_CONTACT, dossier_id=somebody.dossier_id
    ):
        pass
    assert (
        AuditLine.objects.filter(act="READ", dossier_id=somebody.dossier_id).latest("id").detail["break_glass"] is True
    )
    notice = notices_of(cast.owner, somebody.id, purpose=CARE)[0]
    assert "met spoed" in notice.text and notice.due_on == TODAY


@pytest.mark.capability(116)
def test_somebody_else_reviews_it_and_nobody_their_own(cast, somebody, privacy_officer):
    open_it(cast.outsider)
    waiting = emergencies(actor=privacy_officer, open_only=True)
    assert [(e.who, e.review_due) for e in waiting] == [("Outsider", date(2026, 11, 23))], "the next working day"
    own = replace(cast.outsider, powers=cast.outsider.powers | {"REVIEW_ACCESS"})
    with pytest.raises(NoGrant, match="NOT_YOUR_OWN"):
        review_emergency(
            actor=own, access_id=waiting[0].id, outcome=ReviewOutcome.JUSTIFIED, note="Het was echt nodig."
        )
    with pytest.raises(NoGrant):
        review_emergency(
            actor=cast.owner, access_id=waiting[0].id, outcome=ReviewOutcome.JUSTIFIED, note="Het was nodig."
        )
    review_emergency(
        actor=privacy_officer,
        access_id=waiting[0].id,
        outcome=ReviewOutcome.NOT_JUSTIFIED,
        note="Er was tijd om te bellen.",
    )
    assert person(cast.outsider, somebody.id, purpose=CARE) is None, "the review ends what still ran"
    assert emergencies(actor=privacy_officer, open_only=True) == []


def test_nobody_is_found_by_half_a_name_and_the_attempt_is_written_down(cast, somebody):
    with pytest.raises(Refused, match="NOBODY_FOUND"):
        open_it(cast.outsider, name="Populier")
    assert AuditLine.objects.filter(act="DENIED", user_id=cast.outsider.user_id, object_type="Emergency").exists()


def test_one_can_end_the_own_emergency_and_not_that_of_somebody_else(cast, somebody, privacy_officer):
    open_it(cast.outsider)
    access = emergencies(actor=privacy_officer)[0]
    with pytest.raises(Refused, match="NOT_YOURS"):
        close_emergency(actor=cast.owner, access_id=access.id)
    close_emergency(actor=cast.outsider, access_id=access.id)
    assert person(cast.outsider, somebody.id, purpose=CARE) is None


@pytest.mark.capability(133)
def test_a_restricted_person_is_met_in_a_list_without_being_read(cast, at_the_table):
    restrict(
        actor=cast.owner,
        dossier_id=at_the_table.dossier_id,
        reason=RestrictionReason.SAFETY,
        named=[cast.owner.user_id],
    )
    assert people(cast.table_chair, purpose=CARE) == ([], 0)
    assert people(cast.table_chair, purpose=CARE, query="Populier")[1] == 0, "no search tells more than no"
    assert [m.director for m in met_in_lists(cast.table_chair, TODAY)] == ["Owner"]
    assert person(cast.owner, at_the_table.id, purpose=CARE) is not None
    assert met_in_lists(cast.outsider, TODAY) == []


@pytest.mark.capability(133)
def test_who_joins_later_is_shut_out_too_until_the_restriction_is_lifted(cast, somebody, organisations):
    late = employ("late", organisations["ggz"], Role.PROFESSIONAL)
    restrict(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        reason=RestrictionReason.STAFF_MEMBER,
        named=[cast.owner.user_id],
    )
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.SUPPORTER, start=TODAY,
        user_id=late.user_id, organisation_id=organisations["ggz"],
    )  # fmt: skip
    assert person(late, somebody.id, purpose=CARE) is None
    lift_restriction(actor=cast.owner, dossier_id=somebody.dossier_id)
    assert person(late, somebody.id, purpose=CARE) is not None


@pytest.mark.capability(133)
def test_a_restriction_names_somebody_who_takes_part(cast, somebody):
    with pytest.raises(Refused, match="NOBODY_NAMED"):
        restrict(actor=cast.owner, dossier_id=somebody.dossier_id, reason=RestrictionReason.SAFETY, named=[])
    with pytest.raises(Refused, match="NOT_IN_CASE"):
        restrict(
            actor=cast.owner,
            dossier_id=somebody.dossier_id,
            reason=RestrictionReason.SAFETY,
            named=[cast.outsider.user_id],
        )
    with pytest.raises(NoGrant):
        restrict(
            actor=cast.outsider,
            dossier_id=somebody.dossier_id,
            reason=RestrictionReason.SAFETY,
            named=[cast.owner.user_id],
        )


@pytest.mark.capability(116)
def test_closing_a_case_ends_every_access_and_opening_again_brings_none_back(cast, at_the_table):
    dossier = at_the_table.dossier_id
    with pytest.raises(NoGrant, match="ONLY_THE_DIRECTOR"):
        close_case(actor=cast.table_chair, dossier_id=dossier, on=TODAY, reason="klaar")
    analysed(cast.owner, dossier, TODAY)
    close_case(actor=cast.owner, dossier_id=dossier, on=TODAY, reason="Alles loopt, ook zonder ons.")
    assert who_knows(dossier) == []
    assert person(cast.owner, at_the_table.id, purpose=CARE) is None
    with pytest.raises(Refused, match="CASE_CLOSED"):
        join_case(actor=cast.owner, dossier_id=dossier, role=CaseRole.TREATER, start=TODAY, user_id=cast.owner.user_id)
    with pytest.raises(NoGrant):
        reopen_case(actor=cast.outsider, dossier_id=dossier, reason="Ik ken het nummer.", today=TODAY)
    assert person(cast.outsider, at_the_table.id, purpose=CARE) is None, "a number alone opens nobody's case"
    reopen_case(actor=cast.owner, dossier_id=dossier, reason="Er is een nieuwe melding.", today=TODAY)
    assert [k.who for k in who_knows(dossier)] == ["Owner"], "nobody else's access came back"


@pytest.mark.capability(14)
def test_known_elsewhere_answers_yes_or_no_and_whom_to_call_and_nothing_else(cast, somebody, organisations):
    enrol(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, programme=Programme.FACT,
        organisation_id=organisations["ggz"], contact="FACT-team Oost, 0500-12345", start=date(2026, 3, 1),
    )  # fmt: skip

    def known(name, programmes=frozenset(Programme)):
        return ask_known(
            actor=cast.outsider, name=name, birth_date=date(1988, 7, 3), programmes=programmes, reason="Triage van een melding.", today=TODAY
        )  # fmt: skip

    assert [(h.programme, h.contact) for h in known("mevrouw populier")] == [
        (Programme.FACT, "FACT-team Oost, 0500-12345")
    ]
    assert known("Mevrouw Populier", frozenset({Programme.ZVH})) == []
    assert known("Mevrouw Popelier") == []
    lines = AuditLine.objects.filter(object_type__startswith="Known elsewhere")
    assert lines.filter(dossier_id=somebody.dossier_id).count() == 1, "the dossier that was hit"
    assert lines.filter(user_id=cast.outsider.user_id).count() == 6, "the one who asked"


@pytest.mark.capability(14)
def test_a_hit_and_a_miss_cost_the_same(cast, somebody, organisations):
    enrol(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, programme=Programme.OGGZ,
        organisation_id=organisations["ggz"], contact="Meldpunt", start=date(2026, 3, 1),
    )  # fmt: skip
    counts = []
    for name in ("Mevrouw Populier", "Mevrouw Nergens", "Mevrouw Populier", "Mevrouw Nergens"):
        before = AuditLine.objects.count()
        with CaptureQueriesContext(connection) as asked:
            ask_known(
                actor=cast.outsider, name=name, birth_date=date(1988, 7, 3), programmes=frozenset({Programme.OGGZ}),
                reason="Triage van een melding.", today=TODAY,
            )  # fmt: skip
        counts.append((len(asked), AuditLine.objects.count() - before))
    assert {lines for _queries, lines in counts} == {2}
    assert abs(counts[2][0] - counts[3][0]) <= 2, counts


@pytest.mark.capability(14)
def test_asking_by_the_dozen_stops(cast, somebody):
    for _ in range(20):
        ask_known(actor=cast.outsider, name="Iemand Anders", birth_date=date(1980, 1, 1), programmes=frozenset({Programme.ZVH}), reason="Triage van een melding.", today=TODAY)  # fmt: skip
    with pytest.raises(Refused, match="TOO_MANY_QUESTIONS"):
        ask_known(actor=cast.outsider, name="Iemand Anders", birth_date=date(1980, 1, 1), programmes=frozenset({Programme.ZVH}), reason="Triage van een melding.", today=TODAY)  # fmt: skip
    assert clock.today() == TODAY
