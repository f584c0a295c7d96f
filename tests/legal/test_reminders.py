"""That something ends and nothing follows is told once per level, ever wider, and by no broken or skipped night twice or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samenhang.access.enums import CaseRole, RestrictionReason
from samenhang.access.services import join_case, restrict
from samenhang.base.events import publish
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.legal import services
from samenhang.legal.enums import IndicationLaw, TitleCode
from samenhang.legal.models import Indication, TitleReminder
from samenhang.legal.selectors import endings_elsewhere
from samenhang.legal.services import NewTitle, tell_of_endings
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.privacy.events import NightFell
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(7), pytest.mark.capability(52)]


def title(cast, somebody, last_day: date, code=TitleCode.ISD, start=date(2024, 1, 1)) -> int:
    end = last_day + timedelta(days=1)
    new = NewTitle(somebody.id, somebody.compartment_id, somebody.dossier_id, code, start, end)
    return services.record_title(actor=cast.owner, new=new)


def told(actor) -> list[str]:
    """How many days before the end somebody was told, in the order of telling."""
    rows = Notification.objects.filter(user_id=actor.user_id, kind=Kind.ENDS_WITHOUT_NEXT).order_by("pk")
    return [key.rsplit(":", 1)[1] for key in rows.values_list("key", flat=True)]


def nights(first: date, last: date, step: int = 1) -> None:
    day = first
    while day <= last:
        tell_of_endings(today=day)
        day += timedelta(days=step)


@pytest.fixture
def second(organisations) -> object:
    """Another coordinator of the organisation that holds the case."""
    new = directory.NewPersona("second", "Second", "", "ggz", Role.CASE_COORDINATOR)
    pk = directory.add_persona(new=new, organisation_id=organisations["ggz"], team_id=None, start=date(2024, 1, 1))
    return actor_of(User.objects.get(pk=pk), today=TODAY)


def test_every_level_is_told_once_and_ever_wider(cast, somebody, second):
    last = TODAY + timedelta(days=370)
    title(cast, somebody, last)
    nights(TODAY, last + timedelta(days=3))
    assert told(cast.owner) == ["365", "180", "90", "42", "14", "7", "0"]
    assert told(second) == ["14", "7", "0"] and told(cast.table_chair) == ["7", "0"]
    assert told(cast.outsider) == [] and TitleReminder.objects.for_rule("a test counts").count() == 7


def test_the_same_night_twice_tells_nothing_twice(cast, somebody):
    title(cast, somebody, TODAY + timedelta(days=40))
    assert [tell_of_endings(today=TODAY), tell_of_endings(today=TODAY)] == [1, 0]
    assert told(cast.owner) == ["42"]


def test_whoever_records_a_title_late_is_told_the_present_level_only(cast, somebody):
    title(cast, somebody, TODAY + timedelta(days=100))
    nights(TODAY, TODAY + timedelta(days=9))
    assert told(cast.owner) == ["180"]


def test_nights_that_were_slept_through_leave_out_what_has_passed(cast, somebody, second):
    title(cast, somebody, TODAY + timedelta(days=100))
    for left in (100, 50, 6, 6, 0):
        tell_of_endings(today=TODAY + timedelta(days=100 - left))
    assert told(cast.owner) == ["180", "90", "7", "0"] and told(second) == ["7", "0"]


def test_a_clock_that_jumps_back_tells_nothing_again(cast, somebody):
    title(cast, somebody, TODAY + timedelta(days=40))
    tell_of_endings(today=TODAY)
    tell_of_endings(today=TODAY - timedelta(days=60))
    assert told(cast.owner) == ["42"]


def test_a_successor_or_a_request_filed_in_time_ends_the_telling(cast, somebody):
    last = TODAY + timedelta(days=60)
    title(cast, somebody, last)
    tell_of_endings(today=TODAY)
    title(cast, somebody, last + timedelta(days=180), TitleCode.WVGGZ_ZM_1, last + timedelta(days=1))
    nights(TODAY + timedelta(days=1), last)
    assert told(cast.owner)[:1] == ["90"] and "42" not in told(cast.owner)


def test_a_title_that_gets_another_last_day_is_told_of_anew(cast, somebody):
    pk = title(cast, somebody, TODAY + timedelta(days=40))
    tell_of_endings(today=TODAY)
    from samenhang.legal.models import LegalTitle

    LegalTitle.objects.for_rule("the court extended it").filter(pk=pk).update(end=TODAY + timedelta(days=43))
    tell_of_endings(today=TODAY)
    assert told(cast.owner) == ["42", "42"]


def test_an_indication_is_told_of_as_well(cast, somebody):
    row = Indication(
        person_id=somebody.id, compartment_id=somebody.compartment_id, law=IndicationLaw.WMO, profile="BW",
        start=date(2025, 1, 1), end=TODAY + timedelta(days=8),
    )  # fmt: skip
    Indication.objects.write([row])
    tell_of_endings(today=TODAY)
    assert told(cast.owner) == ["7"] and told(cast.table_chair) == ["7"]


def test_a_night_that_breaks_off_goes_on_where_it_was(cast, somebody, monkeypatch):
    from samenhang.legal.services import reminders

    title(cast, somebody, TODAY + timedelta(days=40))
    title(cast, somebody, TODAY + timedelta(days=40), TitleCode.WVGGZ_ZM_1)
    real, calls = reminders.notify, []

    def breaks(**more):
        calls.append(more)
        if len(calls) == 3:
            raise RuntimeError("the power went out")
        real(**more)

    monkeypatch.setattr(reminders, "notify", breaks)
    with pytest.raises(RuntimeError):
        tell_of_endings(today=TODAY)
    monkeypatch.setattr(reminders, "notify", real)
    assert TitleReminder.objects.for_rule("a test counts").count() == 1, "what was not told has no line that it was"
    assert tell_of_endings(today=TODAY) == 1
    assert told(cast.owner) == ["42", "42"]


def test_of_a_restricted_person_nobody_else_is_told(cast, somebody, second):
    title(cast, somebody, TODAY + timedelta(days=5))
    restrict(
        actor=cast.owner, dossier_id=somebody.dossier_id, reason=RestrictionReason.SAFETY, named=[cast.owner.user_id]
    )
    tell_of_endings(today=TODAY)
    assert told(cast.owner) == ["7"] and told(second) == told(cast.table_chair) == []
    assert endings_elsewhere(second, TODAY) == []


def test_what_is_told_more_widely_leads_to_a_number_and_a_colleague_and_never_to_the_person(cast, somebody, second):
    title(cast, somebody, TODAY + timedelta(days=10))
    tell_of_endings(today=TODAY)
    paths = dict(Notification.objects.filter(kind=Kind.ENDS_WITHOUT_NEXT).values_list("user_id", "path"))
    assert paths == {cast.owner.user_id: f"/titles/people/{somebody.id}/", second.user_id: "/titles/"}
    assert Notification.objects.get(user_id=second.user_id).dossier_id is None
    assert [(e.who, e.count) for e in endings_elsewhere(second, TODAY)] == [("Owner", 1)]
    assert endings_elsewhere(cast.owner, TODAY) == [] and endings_elsewhere(cast.outsider, TODAY) == []
    assert endings_elsewhere(cast.table_chair, TODAY) == [], "the table hears from a week on"
    assert [e.count for e in endings_elsewhere(cast.table_chair, TODAY + timedelta(days=4))] == [1]


def test_a_table_that_takes_part_hears_and_no_other(cast, at_the_table, organisations):
    far = directory.add_team(organisation_id=organisations["table"], name="Andere tafel")
    assert far
    title(cast, at_the_table, TODAY)
    tell_of_endings(today=TODAY)
    assert told(cast.table_chair) == ["0"]


def test_the_night_tells_it(cast, somebody, django_capture_on_commit_callbacks):
    title(cast, somebody, TODAY + timedelta(days=40))
    with django_capture_on_commit_callbacks(execute=True):
        publish(NightFell(on=TODAY))
    assert told(cast.owner) == ["42"]


def test_who_holds_the_file_hears_beside_who_directs(cast, somebody, second):
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.FILE_HOLDER, start=TODAY, user_id=second.user_id,
        organisation_id=second.organisation_id,
    )  # fmt: skip
    title(cast, somebody, TODAY + timedelta(days=40))
    tell_of_endings(today=TODAY)
    assert told(second) == ["42"]
