"""What a receiver reads, state by state: nothing about the person before their consent, what was agreed to after it, the file from the move on."""

from __future__ import annotations

import pytest

from samenhang.access.enums import Category, Purpose
from samenhang.access.models import Grant, Participation
from samenhang.access.selectors import may_read, taking_part
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.pathway import services
from samenhang.pathway.enums import Evidence, HandoverState, StepCode
from samenhang.pathway.models import HandoverEvidence, HandoverRequest, WarmHandover
from samenhang.pathway.rules.handovers import missing
from samenhang.pathway.selectors import handover, handovers, placements, read_by_receiver, request_to
from samenhang.people.selectors import person
from samenhang.privacy.enums import GivenHow
from samenhang.privacy.services import withdraw_consent
from tests.conftest import TODAY
from tests.pathway.handing_over import DAY, TO_READ, colleague

pytestmark = pytest.mark.django_db
CARE = Purpose.CARE_COORDINATION


def reads(stage, who=None) -> set[str]:
    """Which kinds of information somebody reads of this person."""
    actor = who or stage.receiver
    return {c.name for c in Category if may_read(actor, stage.somebody.compartment_id, c)}


def opens(who) -> set[str]:
    """Which kinds are open to somebody from the day on which their part in the case begins."""
    rows = Grant.objects.filter(user_id=who.user_id).values_list("categories", "start", "end")
    return {c.name for bits, start, end in rows if end is None or end > start for c in Category(bits)}


def sees(stage, pk: int) -> tuple[bool, bool, int, bool]:
    """Whether the receiver knows who it is, opens the handover, how many stays they read, and whether they have the question."""
    asked = HandoverRequest.objects.get(negotiation=stage.row(pk).negotiation)
    return (
        person(stage.receiver, stage.somebody.id, purpose=CARE) is not None,
        handover(stage.receiver, pk, purpose=CARE, today=TODAY) is not None,
        len(placements(stage.receiver, [stage.somebody.id], purpose=CARE)),
        request_to(stage.receiver, asked.pk) is not None,
    )


def _lives(stage) -> None:
    who = stage.somebody
    new = services.NewPlacement(
        who.id, who.compartment_id, who.dossier_id, "HIC", TODAY - 100 * DAY, organisation_id=stage.organisations["ggz"]
    )
    services.record_placement(actor=stage.owner, new=new)


@pytest.mark.capability(49, 54, 55)
def test_what_each_party_sees_in_each_state(stage):
    _lives(stage)
    giver = reads(stage, stage.owner)
    pk = stage.start(move_on=TODAY)
    (asked,) = stage.ask(pk)
    assert stage.row(pk).state == HandoverState.PLANNED
    assert (reads(stage), sees(stage, pk)) == (set(), (False, False, 0, True))

    services.accept_request(actor=stage.receiver, request_id=asked, today=TODAY)
    assert stage.row(pk).state == HandoverState.ACQUAINTING
    assert (reads(stage), sees(stage, pk)) == (set(), (False, False, 0, True)), "a yes opens nothing"
    assert handovers(stage.receiver, purpose=CARE, today=TODAY) == []
    assert stage.receiver.user_id not in {p.user_id for p in taking_part(stage.somebody.dossier_id, TODAY)}

    stage.all_there(pk)
    agreed = {c.name for c in TO_READ}
    assert (reads(stage), sees(stage, pk)) == (agreed, (True, True, 1, True)), "what was agreed to, and no more"
    services.declare_ready(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    assert reads(stage) == agreed

    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    assert reads(stage) > agreed and "SIGNAL_PLAN" in reads(stage), "from the move on the receiver holds the file"
    assert reads(stage, stage.owner) == giver, "who gave never loses sight on the way"
    assert reads(stage, stage.other) == set(), "who was not asked sees nothing in any state"


@pytest.mark.capability(54)
def test_a_receiver_reads_only_the_kinds_that_were_agreed_to(stage):
    pk = stage.accepted()
    stage.consent(Category.HOUSING_NEEDS)
    assert reads(stage) == {"ID_CONTACT", "HOUSING_NEEDS"}
    assert handover(stage.receiver, pk, purpose=CARE, today=TODAY) is None, "goals were not agreed to"
    stage.consent(Category.PLAN_GOALS)
    assert reads(stage) == {"ID_CONTACT", "HOUSING_NEEDS", "PLAN_GOALS"}
    row = handover(stage.owner, pk, purpose=CARE, today=TODAY)[0]
    assert read_by_receiver(row, TODAY) == Category.ID_CONTACT | Category.HOUSING_NEEDS | Category.PLAN_GOALS


@pytest.mark.capability(54)
def test_what_no_supporter_reads_is_not_opened_by_agreeing_to_it(stage):
    stage.accepted()
    stage.consent(Category.MEDICAL)
    assert reads(stage) == set()


@pytest.mark.capability(54)
def test_another_ground_opens_nothing_by_itself(stage):
    pk = stage.accepted()
    stage.note(pk, Evidence.WISH, item="OTHER_GROUND", words="Wfz 2.5; per gegeven gedeeld")
    found = handover(stage.owner, pk, purpose=CARE, today=TODAY)
    assert StepCode.H5 not in missing(found[1].facts, found[1].numbers)
    assert reads(stage) == set(), "what goes along then goes item by item through the rules of sharing"


@pytest.mark.capability(54, 115)
def test_consent_that_is_taken_back_ends_sight_and_readiness_at_once(stage, django_capture_on_commit_callbacks):
    pk = stage.accepted()
    stage.all_there(pk, without=(Evidence.WISH,))
    consent = stage.consent()
    stage.note(pk, Evidence.WISH)
    services.declare_ready(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(actor=stage.owner, consent_id=consent, how=GivenHow.SPOKEN, today=TODAY)
    assert reads(stage) == set() and stage.row(pk).state == HandoverState.ACQUAINTING
    assert not Participation.objects.filter(user_id=stage.receiver.user_id).exists(), (
        "who read for less than a day held no seat"
    )
    told = Notification.objects.filter(user_id=stage.receiver.user_id, kind=Kind.HANDOVER_SET_BACK)
    assert told.count() == 1 and told.get().dossier_id is None, "the message leads to nobody"


@pytest.mark.capability(54)
def test_the_package_hears_of_consent_by_itself(stage, django_capture_on_commit_callbacks):
    from samenhang.engines import sharing as engine
    from samenhang.privacy.enums import GivenBy
    from samenhang.privacy.services import Given, NewConsent, ask_consent

    stage.accepted()
    new = NewConsent(
        stage.somebody.id, stage.somebody.compartment_id, stage.organisations["shelter"], engine.Role.BW_PROVIDER, Category.PLAN_GOALS,
        engine.Purpose.HANDOVER, "Uitgelegd aan tafel", TODAY + 30 * DAY,
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        ask_consent(actor=stage.owner, new=new, today=TODAY, given=Given(GivenHow.SIGNED, GivenBy.CLIENT, TODAY))
    assert reads(stage) == {"ID_CONTACT", "PLAN_GOALS"}


@pytest.mark.capability(54)
def test_consent_for_something_else_is_no_consent_to_hand_over(stage):
    from samenhang.engines import sharing as engine
    from samenhang.privacy.enums import GivenBy
    from samenhang.privacy.services import Given, NewConsent, ask_consent

    pk = stage.accepted()
    new = NewConsent(
        stage.somebody.id, stage.somebody.compartment_id, stage.organisations["shelter"], engine.Role.BW_PROVIDER, Category.PLAN_GOALS,
        engine.Purpose.HOUSING_MATCH, "Alleen over wonen", TODAY + 30 * DAY,
    )  # fmt: skip
    ask_consent(actor=stage.owner, new=new, today=TODAY, given=Given(GivenHow.SIGNED, GivenBy.CLIENT, TODAY))
    stage.consent_decides()
    stage.note(pk, Evidence.WISH)
    found = handover(stage.owner, pk, purpose=CARE, today=TODAY)
    assert reads(stage) == set() and StepCode.H5 in missing(found[1].facts, found[1].numbers)


# ---- before the receiver reads anything ----------------------------------------------------------------
@pytest.mark.capability(49, 55)
def test_the_receiving_side_arranges_who_receives_without_reading_anything(stage):
    pk = stage.start()
    (asked,) = stage.ask(pk)
    services.accept_request(actor=stage.receiver, request_id=asked, today=TODAY)
    nadia = colleague("nadia", stage.organisations["shelter"])
    with pytest.raises(NoGrant, match="NOT_ASKED"):
        services.take_over(actor=stage.other, request_id=asked, receiver_id=nadia.me, why="Ziek", today=TODAY)
    services.take_over(actor=stage.receiver, request_id=asked, receiver_id=nadia.me, why="Gaat met verlof", today=TODAY)
    assert stage.row(pk).receiver_id == nadia.me and request_to(nadia, asked).answered_by == "Nadia"
    assert reads(stage, nadia) == reads(stage) == set()
    told = Notification.objects.get(user_id=nadia.me, kind=Kind.HANDOVER_STARTED)
    assert told.dossier_id is None and told.path == f"/pathway/requests/{asked}/"
    services.give_back(actor=nadia, request_id=asked, why="De plek is weg", today=TODAY)
    assert (stage.row(pk).state, stage.row(pk).receiver_id) == (HandoverState.PLANNED, None)
    with pytest.raises(Conflict, match="SOMEBODY_ELSE_FIRST"):
        services.give_back(actor=nadia, request_id=asked, why="De plek is weg", today=TODAY)


# ---- a colleague takes over ---------------------------------------------------------------------------
def _left(stage, pk, today=TODAY):
    found = handover(stage.owner, pk, purpose=CARE, today=today)
    return missing(found[1].facts, found[1].numbers)


@pytest.mark.capability(49, 50)
def test_a_colleague_who_takes_over_gets_to_know_the_person_first(stage):
    pk = stage.ready(move_on=TODAY + 20 * DAY)
    stage.note(pk, Evidence.TALK, minutes=40)
    nadia, later = colleague("nadia", stage.organisations["shelter"]), TODAY + DAY
    change = {"actor": stage.owner, "handover_id": pk, "today": later}
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.change_receiver(receiver_id=nadia.me, why=" ", lock=stage.row(pk).lock, **change)
    with pytest.raises(Refused, match="NOT_A_COLLEAGUE_ON_CASES"):
        services.change_receiver(receiver_id=stage.other.me, why="Ziek", lock=stage.row(pk).lock, **change)
    with pytest.raises(Refused, match="ALREADY_RECEIVES"):
        services.change_receiver(receiver_id=stage.receiver.me, why="Ziek", lock=stage.row(pk).lock, **change)
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        services.change_receiver(receiver_id=nadia.me, why="Ziek", lock=0, **change)
    services.change_receiver(receiver_id=nadia.me, why="Daan gaat met verlof", lock=stage.row(pk).lock, **change)
    row = stage.row(pk)
    assert (row.receiver_id, row.state) == (nadia.me, HandoverState.ACQUAINTING)
    assert reads(stage) == set() and opens(nadia) == {c.name for c in TO_READ}
    assert _left(stage, pk, later) == [StepCode.H6]
    noted = HandoverEvidence.objects.for_rule("a test looks").get(handover_id=pk, kind=Evidence.NEW_RECEIVER)
    assert noted.words == "Daan gaat met verlof"
    stage.note(pk, Evidence.VISIT, today=later, client_present=True)
    assert _left(stage, pk, later) == []
    services.declare_ready(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=later)
    found = handover(stage.owner, pk, purpose=CARE, today=later)[1]
    from samenhang.pathway.rules.handovers import steps

    talked = next(s for s in steps(found.facts, found.numbers, later) if s.code == StepCode.H13)
    assert talked.have == 0, "the talk with the colleague before does not count"


@pytest.mark.capability(49)
def test_after_the_move_the_file_goes_to_the_colleague_who_takes_over(stage):
    pk = stage.moved()
    nadia = colleague("nadia", stage.organisations["shelter"])
    services.change_receiver(
        actor=stage.receiver, handover_id=pk, receiver_id=nadia.me, why="Andere baan", lock=stage.row(pk).lock, today=TODAY
    )  # fmt: skip
    holders = [p.user_id for p in taking_part(stage.somebody.dossier_id, TODAY) if p.role == "FILE_HOLDER"]
    assert holders == [nadia.me] and "SIGNAL_PLAN" in reads(stage, nadia) and reads(stage) == set()
    for _ in range(2):
        stage.note(pk, Evidence.TALK, minutes=40, today=TODAY)
    services.know_enough(actor=nadia, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    assert WarmHandover.objects.for_rule("a test looks").get(pk=pk).state == HandoverState.AFTERCARE


# ---- after the move and after a return -------------------------------------------------------------------
def seats(stage, who, on=TODAY) -> list[str]:
    """In which roles somebody takes part on a day."""
    return sorted(p.role for p in taking_part(stage.somebody.dossier_id, on) if p.user_id == who.user_id)


def _returned(stage, *, later=TODAY + DAY, keep_consent: bool = True) -> int:
    pk = stage.accepted(move_on=TODAY)
    stage.all_there(pk, without=(Evidence.WISH,))
    consent = stage.consent()
    stage.note(pk, Evidence.WISH)
    services.declare_ready(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    services.transfer(actor=stage.owner, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    if not keep_consent:
        withdraw_consent(actor=stage.owner, consent_id=consent, how=GivenHow.SPOKEN, today=TODAY)
    services.come_back(actor=stage.owner, handover_id=pk, why="Ging niet", lock=stage.row(pk).lock, today=later)
    return pk


@pytest.mark.capability(49, 54)
def test_from_the_move_on_the_receiver_holds_the_file_and_no_seat_stays_behind(stage):
    pk = stage.moved()
    assert seats(stage, stage.receiver) == ["FILE_HOLDER"] and stage.row(pk).receiver_seat_id is None
    for _ in range(2):
        stage.note(pk, Evidence.TALK, minutes=45)
    services.know_enough(actor=stage.receiver, handover_id=pk, lock=stage.row(pk).lock, today=TODAY)
    last = stage.cared_for(pk)
    services.complete_handover(actor=stage.receiver, handover_id=pk, lock=stage.row(pk).lock, today=last)
    assert seats(stage, stage.receiver, last) == ["FILE_HOLDER"]


@pytest.mark.capability(49, 54)
def test_after_a_return_whoever_received_reads_what_was_agreed_to_and_no_more(stage):
    pk = _returned(stage)
    assert stage.row(pk).state == HandoverState.FAILED_RETURN
    assert seats(stage, stage.receiver, TODAY + DAY) == ["SUPPORTER"]
    assert opens(stage.receiver) >= {c.name for c in TO_READ}
    seat = stage.row(pk).receiver_seat_id
    running = Grant.objects.filter(participation_id=seat)
    assert {g.ground.split(":")[0] for g in running} == {"consent"}, "on no other ground than consent"
    assert Category(running.get().categories) == TO_READ


@pytest.mark.capability(49, 54)
def test_after_a_return_without_consent_whoever_received_reads_nothing(stage):
    pk = _returned(stage, keep_consent=False)
    assert stage.row(pk).receiver_seat_id is None and seats(stage, stage.receiver, TODAY + DAY) == []
    assert reads(stage) == set()


@pytest.mark.capability(54, 115)
def test_consent_that_is_taken_back_after_a_return_ends_sight_at_once(stage, django_capture_on_commit_callbacks):
    from samenhang.privacy.models import Consent

    pk = _returned(stage, later=TODAY)
    assert reads(stage) == {c.name for c in TO_READ}
    consent = Consent.objects.for_rule("a test looks").get(person_id=stage.somebody.id).pk
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(actor=stage.owner, consent_id=consent, how=GivenHow.SPOKEN, today=TODAY)
    assert reads(stage) == set() and stage.row(pk).receiver_seat_id is None
    assert seats(stage, stage.receiver) == []


@pytest.mark.capability(54)
def test_a_seat_that_opened_everything_keeps_only_what_was_agreed_to(stage):
    from samenhang.access.enums import CaseRole
    from samenhang.access.services import join_case

    pk = stage.accepted()
    before = join_case(
        actor=stage.owner, dossier_id=stage.somebody.dossier_id, role=CaseRole.SUPPORTER, start=TODAY, user_id=stage.receiver.me,
        organisation_id=stage.organisations["shelter"],
    )  # fmt: skip
    WarmHandover.objects.for_rule("a seat from before consent decided").filter(pk=pk).update(receiver_seat=before)
    assert "HOUSING_NEEDS" in reads(stage)
    stage.consent(Category.PLAN_GOALS)
    assert reads(stage) == {"ID_CONTACT", "PLAN_GOALS"}, "the role alone opens nothing any more"


@pytest.mark.capability(54)
def test_at_night_a_receiver_who_left_reads_nothing_after_a_return_either(stage):
    from samenhang.directory.models import Membership

    pk = _returned(stage, later=TODAY)
    Membership.objects.filter(user_id=stage.receiver.me).update(end=TODAY)
    services.look_after_handovers(today=TODAY)
    assert (stage.row(pk).state, stage.row(pk).receiver_seat_id) == (HandoverState.FAILED_RETURN, None)
    assert reads(stage) == set()


# ---- reasons and messages --------------------------------------------------------------------------------
@pytest.mark.capability(49, 55)
def test_why_a_receiver_cannot_after_all_is_kept_and_names_nobody(stage):
    pk = stage.accepted()
    asked = HandoverRequest.objects.get(negotiation=stage.row(pk).negotiation).pk
    for why in ("Mevrouw Populier past hier niet", "Populier kwam langs"):
        with pytest.raises(Refused, match="NAMES_SOMEBODY"):
            services.give_back(actor=stage.receiver, request_id=asked, why=why, today=TODAY)
    nadia = colleague("nadia", stage.organisations["shelter"])
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        services.take_over(
            actor=stage.receiver, request_id=asked, receiver_id=nadia.me, why="Populier wil haar", today=TODAY
        )
    services.give_back(actor=stage.receiver, request_id=asked, why="De plek is weg", today=TODAY)
    noted = HandoverEvidence.objects.for_rule("a test looks").get(handover_id=pk, kind=Evidence.NEW_RECEIVER)
    assert (noted.words, noted.item) == ("De plek is weg", "RECEIVER_LEFT")
    assert (noted.organisation_id, noted.noted_by_id) == (stage.organisations["shelter"], stage.receiver.me)


@pytest.mark.capability(49, 55)
def test_why_a_receiver_falls_away_is_kept_with_the_handover(stage):
    pk = stage.ready(move_on=TODAY)
    services.receiver_falls_away(
        actor=stage.owner, handover_id=pk, why="Het team is te klein geworden", lock=stage.row(pk).lock, today=TODAY
    )
    noted = HandoverEvidence.objects.for_rule("a test looks").get(handover_id=pk, kind=Evidence.NEW_RECEIVER)
    assert noted.words == "Het team is te klein geworden" and stage.row(pk).receiver_id is None


@pytest.mark.capability(49)
def test_a_message_leads_whoever_gave_to_a_page_that_they_may_see(stage, as_persona):
    from samenhang.pathway.services.handovers_common import tell

    pk = stage.accepted()
    row = stage.row(pk)
    asked = HandoverRequest.objects.get(negotiation=row.negotiation).pk
    for key, who, path in (
        ("a", stage.receiver, f"/pathway/requests/{asked}/"),
        ("b", stage.other, "/pathway/handovers/"),
    ):
        tell(stage.owner, row, stage.somebody.dossier_id, Kind.HANDOVER_ANSWERED, key, [who.me])
        told = Notification.objects.filter(user_id=who.me, kind=Kind.HANDOVER_ANSWERED).latest("pk")
        assert (told.path, told.dossier_id) == (path, None)
    assert as_persona("second").get("/pathway/handovers/").status_code == 200


@pytest.mark.capability(54)
def test_at_night_the_log_says_that_consent_ran_out_when_it_did(stage):
    from samenhang.audit.models import AuditLine
    from samenhang.privacy.models import Consent

    pk = stage.ready(move_on=TODAY + 20 * DAY)
    Consent.objects.for_rule("a test lets it run out").filter(person_id=stage.somebody.id).update(
        asked_on=TODAY - 40 * DAY, given_on=TODAY - 30 * DAY, valid_until=TODAY - DAY
    )
    services.look_after_handovers(today=TODAY)
    assert stage.row(pk).state == HandoverState.ACQUAINTING
    said = [a.detail["set_back"] for a in AuditLine.objects.all() if "set_back" in (a.detail or {})]
    assert said == ["CONSENT_ENDS"]


@pytest.mark.capability(49, 54)
def test_a_receiver_who_falls_away_is_led_to_their_own_list_and_no_look_is_denied(stage, as_persona):
    from django.urls import reverse

    from samenhang.audit.enums import Act
    from samenhang.audit.models import AuditLine

    pk = stage.ready(move_on=TODAY)
    browser = as_persona("receiver")
    answer = browser.post(reverse("pathway:falls_away", args=[pk]), {"why": "De plek is weg"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("pathway:handovers") and answer.status_code == 200
    assert stage.row(pk).receiver_id is None and not AuditLine.objects.filter(act=Act.DENIED).exists()
