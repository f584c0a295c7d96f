"""Once a year somebody looks at everybody who has access, and never at themselves; and the roles are read and signed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from samenhang.access.enums import Purpose
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory import roles
from samenhang.directory.enums import Power, ReviewDecision, Role
from samenhang.directory.models import AccessReviewLine, Membership, RoleSheetSignature, User
from samenhang.directory.selectors import actor_of, organisations_to_review, review, review_lines, reviews
from samenhang.directory.services import decide_line, finish_review, start_review
from samenhang.people.selectors import person
from samenhang.web.presenters_account import fingerprint
from tests.conftest import TODAY
from tests.web.signing_in import colleague, with_second_factor

pytestmark = pytest.mark.capability(132)

DUE = TODAY + timedelta(days=30)
END, KEEP, CHANGE = ReviewDecision.END, ReviewDecision.KEEP, ReviewDecision.CHANGE


@pytest.fixture(autouse=True)
def _quick_hashes(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def reviewer(organisations):
    """Who reviews the access of GGZ Heidelanden."""
    return actor_of(colleague("toetser", organisations["ggz"], Role.ACCESS_REVIEWER), today=TODAY)


@pytest.fixture
def officer(organisations):
    """The privacy officer of the region."""
    return actor_of(colleague("fg", organisations["table"], Role.PRIVACY_OFFICER), today=TODAY)


@pytest.fixture
def started(reviewer, cast, organisations) -> int:
    """A review of GGZ Heidelanden."""
    return start_review(actor=reviewer, organisation_id=organisations["ggz"], year=2026, due_on=DUE, today=TODAY)


def line_of(review_id: int, user_id: int) -> int:
    return next(r.id for r in review_lines(review_id) if r.user_id == user_id)


def test_a_review_lists_everybody_in_every_role_of_that_day(started, cast, reviewer):
    assert {(r.user_id, r.role) for r in review_lines(started)} == {
        (cast.owner.user_id, "CASE_COORDINATOR"),
        (reviewer.user_id, "ACCESS_REVIEWER"),
    }


def test_ending_a_role_closes_the_door_at_once(started, cast, reviewer, somebody):
    owner = User.objects.get(pk=cast.owner.user_id)
    assert person(actor_of(owner, today=TODAY), somebody.id, purpose=Purpose.CARE_COORDINATION) is not None
    line = line_of(started, owner.pk)
    decide_line(actor=reviewer, line_id=line, decision=END, reason="Werkt hier niet meer", today=TODAY)
    assert person(actor_of(owner, today=TODAY), somebody.id, purpose=Purpose.CARE_COORDINATION) is None
    assert Membership.objects.get(user=owner).end == TODAY
    assert AuditLine.objects.get(act="DECIDE", object_type="AccessReviewLine").detail["decision"] == "END"
    with pytest.raises(Conflict, match="ALREADY_DECIDED"):
        decide_line(actor=reviewer, line_id=line, decision=KEEP, reason="", today=TODAY)


def test_another_role_replaces_the_one_that_no_longer_fits(started, cast, reviewer):
    line = line_of(started, cast.owner.user_id)
    for role in (None, Role.CASE_COORDINATOR):
        with pytest.raises(Refused, match="NEW_ROLE_MISSING"):
            decide_line(actor=reviewer, line_id=line, decision=CHANGE, reason="Andere taak", today=TODAY, new_role=role)
    decide_line(
        actor=reviewer, line_id=line, decision=CHANGE, reason="Andere taak", today=TODAY, new_role=Role.PROFESSIONAL
    )
    now = Membership.objects.on(TODAY).get(user_id=cast.owner.user_id)
    assert now.role == Role.PROFESSIONAL


def test_nobody_decides_about_themselves_not_even_in_the_database(started, reviewer, officer):
    line = line_of(started, reviewer.user_id)
    with pytest.raises(Refused, match="NOT_ABOUT_YOURSELF"):
        decide_line(actor=reviewer, line_id=line, decision=KEEP, reason="", today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessReviewLine.objects.filter(pk=line).update(
            decision="KEEP", decided_by=reviewer.user_id, decided_at="2026-11-22T10:00Z"
        )
    decide_line(actor=officer, line_id=line, decision=KEEP, reason="", today=TODAY)


@pytest.mark.parametrize("decision", [END, CHANGE])
def test_taking_something_away_needs_a_reason(started, cast, reviewer, decision):
    with pytest.raises(Refused, match="REASON_MISSING"):
        decide_line(
            actor=reviewer,
            line_id=line_of(started, cast.owner.user_id),
            decision=decision,
            reason="  ",
            today=TODAY,
            new_role=Role.PROFESSIONAL,
        )


def test_a_review_is_finished_when_everybody_was_decided_about(started, cast, reviewer, officer):
    with pytest.raises(Refused, match="LINES_OPEN"):
        finish_review(actor=reviewer, review_id=started)
    decide_line(actor=reviewer, line_id=line_of(started, cast.owner.user_id), decision=KEEP, reason="", today=TODAY)
    decide_line(actor=officer, line_id=line_of(started, reviewer.user_id), decision=KEEP, reason="", today=TODAY)
    finish_review(actor=reviewer, review_id=started)
    with pytest.raises(Refused, match="REVIEW_FINISHED"):
        finish_review(actor=reviewer, review_id=started)


def test_reviewers_stay_with_their_own_organisation_and_the_privacy_officer_sees_all(
    started, cast, reviewer, officer, organisations
):
    with pytest.raises(NoGrant, match="NOT_YOUR_COLLEAGUES"):
        start_review(actor=reviewer, organisation_id=organisations["other"], year=2026, due_on=DUE, today=TODAY)
    with pytest.raises(NoGrant, match="NO_POWER"):
        start_review(actor=cast.owner, organisation_id=organisations["ggz"], year=2027, due_on=DUE, today=TODAY)
    theirs = start_review(actor=officer, organisation_id=organisations["other"], year=2026, due_on=DUE, today=TODAY)
    assert [r.id for r in reviews(reviewer)] == [started] and review(reviewer, theirs) is None
    assert {r.id for r in reviews(officer)} == {started, theirs}
    with pytest.raises(NoGrant, match="NOT_YOUR_COLLEAGUES"):
        decide_line(
            actor=reviewer, line_id=line_of(theirs, cast.outsider.user_id), decision=KEEP, reason="", today=TODAY
        )


def test_one_review_a_year_and_what_is_late_is_called_overdue(started, reviewer, organisations):
    with pytest.raises(Refused, match="REVIEW_EXISTS"):
        start_review(actor=reviewer, organisation_id=organisations["ggz"], year=2026, due_on=DUE, today=TODAY)
    row = review(reviewer, started)
    assert row is not None and not row.overdue(DUE) and row.overdue(DUE + timedelta(days=1))
    assert organisations_to_review(reviewer, year=2026, today=TODAY) == []
    assert [name for _id, name in organisations_to_review(reviewer, year=2027, today=TODAY)] == ["GGZ Heidelanden"]


def test_the_screens_of_a_review_lead_from_start_to_finish(cast, reviewer, organisations):
    client, _secret, _codes = with_second_factor("toetser")
    answer = client.post("/access-reviews/", {"organisation": organisations["ggz"], "due_on": DUE.isoformat()})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    address = answer["Location"]
    page = client.get(address).content.decode()
    assert "Owner" in page and "This is you: a colleague decides." in page
    line = line_of(int(address.split("/")[2]), cast.owner.user_id)
    form = f"{address}lines/{line}/"
    assert client.post(form, {"decision": "END", "reason": ""}).status_code == 422
    assert client.post(form, {"decision": "KEEP", "reason": ""})["Location"] == address
    assert client.post(f"{address}finish/").status_code == 409, "the reviewer's own line is open"
    mine = f"{address}lines/{line_of(int(address.split('/')[2]), reviewer.user_id)}/"
    assert client.post(mine, {"decision": "KEEP"}).status_code == 422


def test_the_privacy_officer_reads_signs_and_sees_that_something_changed(officer, monkeypatch):
    client, _secret, _codes = with_second_factor("fg")
    page = client.get("/roles/").content.decode()
    assert "Nobody has signed this yet" in page and "Case coordinator" in page
    assert client.post("/roles/", {"fingerprint": "0" * 64}).status_code == 409, "signed is what was read"
    assert client.post("/roles/", {"fingerprint": fingerprint()}).status_code == 302
    assert "nothing has changed since" in client.get("/roles/").content.decode()
    before = fingerprint()
    monkeypatch.setitem(roles.POWERS, Role.FUNDER, roles.POWERS[Role.FUNDER] | {Power.SEE_LOG})
    assert fingerprint() != before
    assert "Changed since the last signature" in client.get("/roles/").content.decode()
    assert RoleSheetSignature.objects.get().signed_by_id == officer.user_id
    assert AuditLine.objects.filter(act="SIGN", object_type="RoleSheet").count() == 1


def test_a_reviewer_does_not_sign_the_roles(reviewer):
    client, _secret, _codes = with_second_factor("toetser")
    assert client.get("/roles/").status_code == 403
