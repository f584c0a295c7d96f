"""Withdrawing consent while somebody reads or shares, over connections of their own; and clocks that go wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from samenhang.access import door
from samenhang.access.enums import Category, Purpose
from samenhang.access.models import Grant
from samenhang.access.selectors import may_read
from samenhang.access.services import give_grant
from samenhang.audit.models import AuditLine
from samenhang.base.errors import Refused
from samenhang.people.models import Person
from samenhang.people.selectors import person
from samenhang.privacy.enums import GivenHow, Programme, ToldHow
from samenhang.privacy.models import Consent, Enrolment, SharedCopy
from samenhang.privacy.selectors import copies_for, sentences
from samenhang.privacy.services import Part, Sharing, share, withdraw_consent
from samenhang.privacy.services import consents as withdrawing
from samenhang.privacy.services import sharing as sharing_now
from samenhang.privacy.services.known import ask_known
from tests.audit.conftest import committed  # noqa: F401 - a fixture
from tests.conftest import TODAY
from tests.privacy.conftest import consent, housing, housing_matter, low_stimulus, officer  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.capability(115)]
CARE, SUPPORT = Purpose.CARE_COORDINATION, Purpose.SUPPORT
SAME = 1.5  # seconds that one waits for the other to come past, when it can
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Stage:
    """A consent that fits, and what the two do with it."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        names = ("cast", "somebody", "officer", "housing_matter", "low_stimulus", "consent")
        self.cast, self.somebody, self.officer, self.matter, _need, self.consent = (
            request.getfixturevalue(n) for n in names
        )
        row = person(self.cast.owner, self.somebody.id, purpose=CARE)
        assert row is not None
        refs = tuple(
            ref for ref, _ in sentences(self.cast.owner, row, Category.HOUSING_NEEDS, purpose=CARE, today=TODAY)
        )
        self.sharing = Sharing(
            person_id=self.somebody.id,
            matter=self.matter,
            parts=(Part(Category.HOUSING_NEEDS, refs),),
            necessity="Zonder dit krijgt zij weer een flat aan een drukke weg.",
            conditions_kept=True,
            told_how=ToldHow.IN_PERSON,
        )

    def share(self) -> str:
        """Share; what came of it in a word."""
        try:
            share(actor=self.cast.owner, sharing=self.sharing, today=TODAY)
        except Refused as refused:
            return refused.code
        return "SHARED"

    def withdraw(self) -> str:
        """Withdraw; what came of it in a word."""
        withdraw_consent(actor=self.cast.owner, consent_id=self.consent, how=GivenHow.SPOKEN, today=TODAY)
        return "WITHDRAWN"

    def nothing_lives(self) -> None:
        """The consent is withdrawn, and nothing that hangs on it goes on."""
        ground = f"consent:{self.consent}"
        from samenhang.base import clock

        assert not Grant.objects.filter(ground=ground).exclude(end__lte=clock.now()).exists()
        rule = "a test counts what still lives"
        assert not SharedCopy.objects.for_rule(rule).filter(withdrawn_at__isnull=True).exists()
        assert Consent.objects.for_rule(rule).get(pk=self.consent).withdrawn_at is not None
        assert copies_for(self.officer, purpose=SUPPORT, today=TODAY) == []


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Every act in a thread with a connection of its own; what each returned, or what went wrong."""
    found: list[object] = [None] * len(acts)

    def run(n: int) -> None:
        try:
            found[n] = acts[n]()
        except Exception as error:
            found[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "they wait for each other"
    return found


@pytest.mark.slow
@pytest.mark.xdist_group("committed")
def test_what_is_shared_while_consent_is_being_withdrawn_ends_with_it(committed, request, monkeypatch):  # noqa: F811
    """The sharing has read the consent; then the withdrawal comes, before the sharing is written."""
    stage = Stage(request)
    asked, withdrawn = threading.Event(), threading.Event()
    real = sharing_now.answers

    def slowly(*args, **more):
        found = real(*args, **more)
        asked.set()
        withdrawn.wait(SAME)  # a withdrawal that could come past would have done so by now
        return found

    def withdraw() -> str:
        asked.wait(30)
        try:
            return stage.withdraw()
        finally:
            withdrawn.set()

    monkeypatch.setattr(sharing_now, "answers", slowly)
    assert at_once(stage.share, withdraw) == ["SHARED", "WITHDRAWN"]
    stage.nothing_lives()
    assert Grant.objects.filter(ground=f"consent:{stage.consent}").exists(), "it was shared first, and then ended"


@pytest.mark.slow
@pytest.mark.xdist_group("committed")
def test_sharing_that_comes_while_consent_is_being_withdrawn_is_refused(committed, request, monkeypatch):  # noqa: F811
    """The withdrawal has begun; then the sharing comes, before the withdrawal is written."""
    stage = Stage(request)
    begun, shared = threading.Event(), threading.Event()
    real = withdrawing.end_grants

    def slowly(**more):
        found = real(**more)
        begun.set()
        shared.wait(SAME)
        return found

    def share_too() -> str:
        begun.wait(30)
        try:
            return stage.share()
        finally:
            shared.set()

    monkeypatch.setattr(withdrawing, "end_grants", slowly)
    assert at_once(stage.withdraw, share_too) == ["WITHDRAWN", "NOT_ALLOWED"]
    stage.nothing_lives()


@pytest.mark.slow
@pytest.mark.xdist_group("committed")
def test_many_share_and_read_while_consent_is_withdrawn_and_nobody_keeps_anything(committed, request):  # noqa: F811
    """Four share, two read without end, one withdraws: after the withdrawal returned no read finds anything."""
    stage = Stage(request)
    stage.share()
    gate = threading.Barrier(7)
    over, late = threading.Event(), []

    def reads() -> int:
        gate.wait()
        count = 0
        for _ in range(400):
            after = over.is_set()
            seen = copies_for(stage.officer, purpose=SUPPORT, today=TODAY)
            count += 1
            if after and seen:
                late.append(seen)
            if after and count > 20:
                break
        return count

    def shares() -> str:
        gate.wait()
        return stage.share()

    def withdraws() -> str:
        gate.wait()
        try:
            return stage.withdraw()
        finally:
            over.set()

    found = at_once(*[shares] * 4, reads, reads, withdraws)
    assert set(found[:4]) <= {"SHARED", "NOT_ALLOWED"} and found[6] == "WITHDRAWN", found
    assert all(isinstance(n, int) and n > 0 for n in found[4:6]), found
    assert late == []
    stage.nothing_lives()


def test_what_was_shared_on_a_consent_ends_on_the_day_that_the_consent_does(request, monkeypatch):
    stage = Stage(request)
    assert stage.share() == "SHARED"
    until = Consent.objects.for_rule("the day that it ends").get(pk=stage.consent).valid_until
    midnight = datetime.combine(until, datetime.min.time(), AMSTERDAM)
    ends = Grant.objects.filter(ground=f"consent:{stage.consent}").values_list("end", flat=True)
    assert ends and all(end is not None and end <= midnight for end in ends)
    monkeypatch.setattr(door.clock, "now", lambda: midnight)
    assert copies_for(stage.officer, purpose=SUPPORT, today=TODAY) == []


# ---- clocks ---------------------------------------------------------------------------------------
def _grant(cast, somebody, start: datetime, end: datetime | None) -> None:
    give_grant(
        actor=cast.owner, compartment_id=somebody.compartment_id, categories=Category.ID_CONTACT, ground="clock:1",
        basis="A test of time", rule_id="T", rule_version="1", start=start, end=end, user_id=cast.outsider.user_id,
    )  # fmt: skip


def _seen(monkeypatch, cast, somebody, moment: datetime) -> bool:
    monkeypatch.setattr(door.clock, "now", lambda: moment)
    decided = may_read(cast.outsider, somebody.compartment_id, Category.ID_CONTACT)
    assert Person.objects.visible_to(cast.outsider, purpose=CARE).exists() is decided
    return decided


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2027, 3, 28, 1, 59, tzinfo=AMSTERDAM), datetime(2027, 3, 28, 3, 1, tzinfo=AMSTERDAM)),  # summer time begins
        (datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM), datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM, fold=1)),  # it ends
        (datetime(2028, 2, 29, 0, 0, tzinfo=AMSTERDAM), datetime(2028, 3, 1, 0, 0, tzinfo=AMSTERDAM)),  # a leap day
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), datetime(2027, 1, 1, 0, 1, tzinfo=UTC)),  # a year ends
    ],
)  # fmt: skip
def test_a_grant_holds_from_its_start_up_to_and_not_including_its_end(cast, somebody, monkeypatch, start, end):
    _grant(cast, somebody, start, end)
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    least = timedelta(microseconds=1)
    assert start < end
    for moment, expected in (
        (start - timedelta(minutes=1), False), (start - least, False), (start, True), (start + least, True),
        (end - least, True), (end, False), (end + timedelta(minutes=1), False),
    ):  # fmt: skip
        assert _seen(monkeypatch, cast, somebody, moment) is expected, moment
        assert _seen(monkeypatch, cast, somebody, moment.astimezone(AMSTERDAM)) is expected, "the same in any zone"


def test_a_grant_that_starts_later_opens_nothing_yet_and_never_when_its_ground_falls_away(cast, somebody, monkeypatch):
    from samenhang.access.services import end_grants

    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    _grant(cast, somebody, now + timedelta(days=1), None)
    assert not _seen(monkeypatch, cast, somebody, now)
    assert _seen(monkeypatch, cast, somebody, now + timedelta(days=1))
    monkeypatch.setattr(door.clock, "now", lambda: now)
    with transaction.atomic():
        assert end_grants(actor=cast.owner, ground="clock:1") == 1
    for later in (0, 1, 2, 400):
        assert not _seen(monkeypatch, cast, somebody, now + timedelta(days=later))


def test_a_clock_that_jumps_back_opens_what_ran_then_and_nothing_that_was_ended_before_it_began(
    cast, somebody, monkeypatch
):
    """An hour back: a grant that was given in that hour does not run yet; one that was withdrawn never runs again."""
    from samenhang.access.services import end_grants

    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(door.clock, "now", lambda: now)
    _grant(cast, somebody, now, None)
    assert _seen(monkeypatch, cast, somebody, now)
    assert not _seen(monkeypatch, cast, somebody, now - timedelta(hours=1)), "the clock jumped back"
    with transaction.atomic():
        end_grants(actor=cast.owner, ground="clock:1")  # withdrawn while the clock is behind
    for moment in (now - timedelta(hours=1), now, now + timedelta(hours=5)):
        assert not _seen(monkeypatch, cast, somebody, moment)


# ---- hit or no hit --------------------------------------------------------------------------------
@pytest.mark.capability(119)
def test_a_miss_asks_the_database_as_much_and_writes_as_many_lines_as_a_hit(cast, somebody, housing):  # noqa: F811
    Enrolment.objects.write(
        [
            Enrolment(
                person_id=somebody.id, compartment_id=somebody.compartment_id, programme=Programme.LIFE_COURSE,
                organisation_id=housing, contact="Post", start=date(2026, 1, 1),
            )
        ]
    )  # fmt: skip

    def ask(name: str, born: date) -> tuple[int, int, list[tuple[str, str]], list[str]]:
        before = AuditLine.objects.count()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            hits = ask_known(
                actor=cast.outsider, name=name, birth_date=born, programmes=frozenset({Programme.LIFE_COURSE}),
                reason="Zij meldde zich vannacht bij de opvang.", today=TODAY,
            )  # fmt: skip
        new = AuditLine.objects.order_by("-id")[: AuditLine.objects.count() - before]
        kinds = sorted((line.act, line.object_type) for line in new)
        verbs = [q["sql"].split(" ", 1)[0] for q in asked.captured_queries]
        return len(hits), len(asked.captured_queries), kinds, verbs

    ask("Iemand Anders", date(1990, 1, 1))  # the first question of all opens the asker's chain in the log
    ask("Mevrouw Populier", date(1988, 7, 3))
    hit = ask("Mevrouw Populier", date(1988, 7, 3))
    wrong_day = ask("Mevrouw Populier", date(1988, 7, 4))
    nobody = ask("Bestaat Niet", date(1950, 1, 1))
    assert (hit[0], wrong_day[0], nobody[0]) == (1, 0, 0)
    assert hit[1:] == wrong_day[1:] == nobody[1:]
