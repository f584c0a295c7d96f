"""Being told: once, in the way one chose, without a word about anybody in a mail, also when a sender stops half-way."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from samenhang.access.enums import CaseRole, RestrictionReason
from samenhang.access.services import join_case, leave_case, restrict
from samenhang.audit.models import AuditLine
from samenhang.base import clock
from samenhang.directory.models import User
from samenhang.notifications import catalogue, selectors, services
from samenhang.notifications.catalogue import DEFAULTS, Told, wait_minutes
from samenhang.notifications.enums import Kind, Mailing, MailState
from samenhang.notifications.labels import KINDS, MAILINGS
from samenhang.notifications.models import Mail, Notification
from tests.audit.conftest import committed  # noqa: F401 - a fixture
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(123)]
LINK = "https://samenhang.example/notifications/"


@pytest.fixture
def post(settings, cast):
    """A mail server that keeps what it gets, and colleagues with an address."""
    settings.MAIL_ON, settings.MAIL_FROM, settings.MAIL_LINK = True, "samenhang@samenhang.example", LINK
    for actor in (cast.owner, cast.outsider, cast.table_chair):
        User.objects.filter(pk=actor.user_id).update(email=f"{actor.name}@example.org")
    return outbox.outbox


def tell(*actors, kind=Kind.MENTIONED, key="note:1", dossier_id=None, path="/people/"):
    services.notify(user_ids=[a.me for a in actors], kind=kind, key=key, path=path, dossier_id=dossier_id)


def told(actor):
    return selectors.notifications_of(actor.me)[0]


# ---- in the application ---------------------------------------------------------------------------
def test_every_kind_has_words_and_a_way_of_telling():
    assert set(KINDS) == set(Kind) == set(DEFAULTS)
    assert set(MAILINGS) == set(Mailing)


def test_nobody_is_told_twice_of_the_same_thing(cast):
    for _ in range(3):
        tell(cast.owner, cast.outsider)
    tell(cast.owner, key="note:2")
    assert selectors.unread(cast.owner.me) == 2
    assert selectors.unread(cast.outsider.me) == 1


def test_what_is_new_stands_before_what_was_seen_and_then_the_newest_first(cast):
    for n in range(3):
        tell(cast.owner, key=f"note:{n}")
    newest = told(cast.owner)[0].id
    services.mark_read(actor=cast.owner, notification_id=newest)
    assert [row.id for row in told(cast.owner)][-1] == newest


def test_somebody_elses_notification_cannot_be_opened_or_marked(cast, as_persona):
    tell(cast.owner)
    [row] = told(cast.owner)
    assert as_persona("outsider").post(f"/notifications/{row.id}/").status_code == 404
    assert as_persona("outsider").get("/notifications/").content.count(b"sh-list__title") == 0
    assert told(cast.owner)[0].read_at is None


def test_opening_marks_as_read_and_leads_to_where_it_happened(cast, as_persona):
    tell(cast.owner, path="/people/?q=x")
    [row] = told(cast.owner)
    answer = as_persona("owner").post(f"/notifications/{row.id}/")
    assert (answer.status_code, answer["Location"]) == (302, "/people/?q=x")
    assert selectors.unread(cast.owner.me) == 0


def test_an_address_outside_this_site_is_never_followed(cast, as_persona):
    tell(cast.owner, path="//elsewhere.example/")
    [row] = told(cast.owner)
    assert as_persona("owner").post(f"/notifications/{row.id}/")["Location"] == "/notifications/"


def test_everything_is_marked_as_read_at_once(cast, as_persona):
    for n in range(3):
        tell(cast.owner, key=f"note:{n}")
    as_persona("owner").post("/notifications/seen/")
    assert selectors.unread(cast.owner.me) == 0


def test_a_name_stands_there_only_as_long_as_the_reader_may_see_the_person(cast, somebody, as_persona):
    part = join_case(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        role=CaseRole.TREATER,
        start=TODAY - timedelta(days=9),
        user_id=cast.outsider.user_id,
        organisation_id=cast.outsider.organisation_id,
    )
    tell(cast.outsider, dossier_id=somebody.dossier_id)
    page = as_persona("outsider").get("/notifications/").content.decode()
    assert "Mevrouw Populier" in page
    line = AuditLine.objects.filter(object_type="Notifications").latest("pk")
    assert line.detail["dossiers"] == [somebody.dossier_id]
    leave_case(actor=cast.owner, participation_id=part.pk, on=TODAY)
    page = as_persona("outsider").get("/notifications/").content.decode()
    assert "Populier" not in page and "somebody in your cases" in page


def test_a_restricted_person_has_no_name_here(cast, somebody, as_persona):
    join_case(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        role=CaseRole.TREATER,
        start=TODAY,
        user_id=cast.outsider.user_id,
        organisation_id=cast.outsider.organisation_id,
    )
    tell(cast.outsider, dossier_id=somebody.dossier_id)
    restrict(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        reason=RestrictionReason.SAFETY,
        named=[cast.owner.me],
    )
    assert "Populier" not in as_persona("outsider").get("/notifications/").content.decode()


@pytest.mark.parametrize("count", [1, 40])
def test_a_long_list_asks_the_database_as_often_as_a_short_one(cast, as_persona, count, django_assert_max_num_queries):
    for n in range(count):
        tell(cast.owner, key=f"note:{n}")
    browser = as_persona("owner")
    browser.get("/notifications/")
    with django_assert_max_num_queries(14) as asked:
        browser.get("/notifications/")
    from_this_page = [q for q in asked.captured_queries if "notifications_" in q["sql"]]
    assert len(from_this_page) <= 4


def test_nobody_and_nothing_is_there_to_begin_with(cast, as_persona):
    assert b"Nothing new" in as_persona("owner").get("/notifications/").content


# ---- how one is told ------------------------------------------------------------------------------
def test_what_somebody_does_not_want_to_see_is_not_shown(cast):
    services.choose(actor=cast.owner, wanted={Kind.MENTIONED: Told(False, Mailing.NEVER)})
    tell(cast.owner, cast.outsider)
    assert selectors.unread(cast.owner.me) == 0 and not Notification.objects.filter(user_id=cast.owner.me).exists()
    assert selectors.unread(cast.outsider.me) == 1


def test_a_choice_is_made_on_the_page_and_kept(cast, as_persona):
    browser = as_persona("owner")
    page = browser.get("/notifications/preferences/").content.decode()
    assert "No mail is sent from here" in page
    sent = {f"mail_{k}": "NEVER" for k in Kind} | {"shown_MENTIONED": "on"}
    assert browser.post("/notifications/preferences/", sent).status_code == 302
    wishes = selectors.own_wishes(cast.owner.me)
    assert wishes[Kind.MENTIONED] == Told(True, Mailing.NEVER)
    assert wishes[Kind.SEAT_EMPTY] == Told(False, Mailing.NEVER)
    assert selectors.own_wishes(cast.outsider.me) == DEFAULTS
    assert browser.post("/notifications/preferences/", sent | {"mail_MENTIONED": "HOURLY"}).status_code == 422


# ---- mails ----------------------------------------------------------------------------------------
def test_a_mail_says_that_something_is_waiting_and_nothing_about_anybody(cast, somebody, post):
    tell(cast.owner, kind=Kind.SEAT_EMPTY, dossier_id=somebody.dossier_id, path=f"/people/{somebody.id}/")
    assert services.send_waiting().sent == 1
    [mail] = post
    whole = f"{mail.subject}\n{mail.body}"
    assert mail.to == ["Owner@example.org"] and LINK in mail.body
    assert "Er staat iets nieuws voor u klaar in Samenhang" in mail.subject
    for word in ("Populier", "Owner", "Turfwolde", "GGZ", somebody.number, str(somebody.dossier_id), "seat", "/people"):
        assert word not in whole.replace(LINK, ""), word
    tell(cast.outsider, kind=Kind.SUPPORT_ASKED, key="other")
    services.send_waiting()
    assert (post[1].subject, post[1].body) == (mail.subject, mail.body)  # the same whatever happened


def test_many_things_at_once_are_one_mail(cast, post):
    for n in range(5):
        tell(cast.owner, kind=Kind.INVITED_TO_CASE, key=f"case:{n}")
    services.send_waiting()
    services.send_waiting()
    assert len(post) == 1
    tell(cast.owner, kind=Kind.INVITED_TO_CASE, key="case:9")
    services.send_waiting()
    assert len(post) == 2


def test_the_mail_of_the_day_comes_once_a_day_and_only_with_unread_news(cast, post):
    tell(cast.owner, cast.outsider)
    services.mark_all_read(actor=cast.outsider)
    for _ in range(2):
        services.queue_digests(today=TODAY)
        services.send_waiting()
    assert [m.to for m in post] == [["Owner@example.org"]]
    services.queue_digests(today=TODAY + timedelta(days=1))
    services.send_waiting()
    assert len(post) == 1


def test_who_wants_no_mail_gets_none(cast, post):
    services.choose(actor=cast.owner, wanted={k: Told(True, Mailing.NEVER) for k in Kind})
    tell(cast.owner, kind=Kind.SEAT_EMPTY)
    services.queue_digests(today=TODAY)
    services.send_waiting()
    assert post == [] and selectors.unread(cast.owner.me) == 1


def test_who_changes_their_mind_gets_no_mail_of_the_day_any_more(cast, post):
    tell(cast.owner)
    services.choose(actor=cast.owner, wanted={Kind.MENTIONED: Told(True, Mailing.NEVER)})
    services.queue_digests(today=TODAY)
    assert services.send_waiting().sent == 0


def test_without_a_mail_server_nothing_waits_to_be_sent_later(cast, settings):
    settings.MAIL_ON = False
    tell(cast.owner, kind=Kind.SEAT_EMPTY)
    tell(cast.owner, key="note:2")
    settings.MAIL_ON = True
    services.queue_digests(today=TODAY)
    assert not Mail.objects.exists()


def test_who_left_or_has_no_address_gets_no_mail(cast, post):
    tell(cast.owner, cast.supply_manager, kind=Kind.SEAT_EMPTY)
    User.objects.filter(pk=cast.owner.me).update(is_active=False)
    assert services.send_waiting().dropped == 2
    assert post == [] and set(Mail.objects.values_list("state", flat=True)) == {MailState.GIVEN_UP}


class _Refusing(EmailBackend):
    def send_messages(self, messages):
        raise OSError("no route to somebody@example.org")


def test_a_mail_that_does_not_leave_is_tried_again_later_and_given_up_in_the_end(cast, post, settings, monkeypatch):
    tell(cast.owner, kind=Kind.SEAT_EMPTY)
    settings.EMAIL_BACKEND = f"{__name__}._Refusing"
    assert services.send_waiting().failed == 1
    assert services.send_waiting().failed == 0  # not yet
    mail = Mail.objects.get()
    assert mail.state == MailState.WAITING and mail.problem == "OSError" and mail.next_at > clock.now()
    for _ in range(catalogue.MOST_ATTEMPTS):
        Mail.objects.update(next_at=clock.now())
        services.send_waiting()
    assert Mail.objects.get().state == MailState.GIVEN_UP


def test_the_next_try_waits_longer_each_time_and_four_hours_at_most():
    waits = [wait_minutes(n) for n in range(1, 12)]
    assert waits == sorted(waits) and waits[0] == 5 and waits[-1] == 240


class _Killed(BaseException):
    pass


def _stop(*_args, **_more):
    raise _Killed


def test_a_sender_that_is_killed_between_claim_and_telling_leaves_a_mail_that_leaves_once_more_and_no_oftener(
    cast, post, monkeypatch
):
    tell(cast.owner, kind=Kind.SEAT_EMPTY)
    references = set()
    with monkeypatch.context() as broken:
        broken.setattr("samenhang.notifications.services.mails._end", _stop)  # after it was handed to the server
        for _ in range(4):
            with pytest.raises(_Killed):
                services.send_waiting()
                raise _Killed
            Mail.objects.filter(state=MailState.LEAVING).update(claimed_at=clock.now() - timedelta(minutes=11))
    services.send_waiting()
    references = {m.extra_headers["Message-ID"] for m in post}
    assert len(post) == 2 and len(references) == 1
    assert Mail.objects.get().state == MailState.UNCERTAIN


def test_a_mail_that_failed_while_another_waits_is_told_by_the_other(cast, post, settings):
    tell(cast.owner, kind=Kind.SEAT_EMPTY)
    first = Mail.objects.get()
    Mail.objects.update(state=MailState.LEAVING, claimed_at=clock.now() - timedelta(minutes=11))
    tell(cast.owner, kind=Kind.SEAT_EMPTY, key="seat:2")
    assert services.send_waiting().sent == 1
    first.refresh_from_db()
    assert first.state == MailState.GIVEN_UP and first.problem == "TOLD_BY_ANOTHER"


@pytest.mark.xdist_group("committed")
def test_two_senders_at_once_send_each_mail_once(committed, request):  # noqa: F811
    cast, post = request.getfixturevalue("cast"), request.getfixturevalue("post")
    for n, actor in enumerate((cast.owner, cast.outsider, cast.table_chair)):
        tell(actor, kind=Kind.SEAT_EMPTY, key=f"seat:{n}")
    start = threading.Barrier(2)

    def send():
        start.wait()
        services.send_waiting()
        connection.close()

    senders = [threading.Thread(target=send) for _ in range(2)]
    [s.start() for s in senders]
    [s.join() for s in senders]
    assert sorted(m.to[0] for m in post) == ["Chair@example.org", "Outsider@example.org", "Owner@example.org"]
    assert set(Mail.objects.values_list("state", "attempts")) == {(MailState.SENT, 1)}


def test_what_was_read_long_ago_is_forgotten_and_what_was_not_read_stays(cast):
    tell(cast.owner)
    tell(cast.owner, key="note:2")
    services.mark_read(actor=cast.owner, notification_id=told(cast.owner)[0].id)
    Notification.objects.filter(read_at__isnull=False).update(read_at=clock.now() - timedelta(days=91))
    assert services.forget_old(today=TODAY) == 1
    assert selectors.unread(cast.owner.me) == 1
