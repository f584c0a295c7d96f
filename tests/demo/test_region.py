"""The fictional region: the same from the same seed, whole, and its written cases raise the alerts they are there for."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from django.conf import settings
from django.db import transaction

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.models import Compartment, Grant
from samenhang.access.selectors import own_dossier, taking_part
from samenhang.access.services import join_case
from samenhang.audit.selectors import verify
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import NoGrant
from samenhang.demo.build import region
from samenhang.demo.generator import SIZES, generate
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.intake.selectors import attention as intake_attention
from samenhang.matching.adapters.fit import fit_problem
from samenhang.matching.selectors import gather, open_needs_for_rule
from samenhang.people.selectors import attention as people_attention
from samenhang.people.selectors import keys
from samenhang.picture.selectors import attention as picture_attention
from samenhang.supply.selectors import snapshot
from samenhang.web import attention
from samenhang.web.attention import Sort, sort_of
from samenhang.web.presenters_today import ALERTS as EVERY_ALERT
from samenhang.web.selectors_today import Item, my_work
from tests.conftest import NOW, TODAY

SHARED = settings.ROOT.parent / "shared" / "data"
# The alerts of the shared picture, which somebody sees who may see the facts behind them: the person's treater here.
OF_THE_PICTURE = {
    "C1-POPULIER": {"BRIDGE_NOT_ENOUGH"},
    "C2-VLIER": {"CARER_BURDEN"},
    "C7-BERK": {"REPEATED_E33", "OVERESTIMATED_STRENGTH"},
}


@pytest.mark.capability(143)
def test_the_same_seed_gives_the_same_region_and_another_seed_another():
    one, two, other = (generate("demo", today=TODAY, seed=s) for s in (1, 1, 2))
    assert one == two and one != other


@pytest.mark.capability(143)
@pytest.mark.parametrize("size", ["demo", "region"])
def test_a_region_has_the_size_that_it_says(size):
    spec = region(size, today=TODAY)
    assert (len(spec.people), len(spec.organisations), len(spec.places)) == SIZES[size]
    assert len({p.number or p.name for p in spec.people}) == len(spec.people)
    for person in spec.people:
        assert len(person.problems) >= 2
        starts = [s.start for s in person.stays]
        assert starts == sorted(starts) or person.number
        assert all(s.end is None or s.end > s.start for s in person.stays)


@pytest.mark.capability(143)
def test_a_built_region_is_whole_and_everybody_in_it_is_behind_a_grant(demo_region):
    people = keys(reason="a test counts everybody")
    assert len(people) == 60
    granted = set(Grant.objects.values_list("compartment_id", flat=True))
    received = set(Compartment.objects.filter(recipient__isnull=False).values_list("pk", flat=True))
    told = set(Compartment.objects.filter(dossier__kind="REPORT").values_list("pk", flat=True))
    assert granted - received - told == {p.compartment_id for p in people}
    desk = Grant.objects.filter(compartment_id__in=told)
    assert told and set(desk.values_list("team__name", "user_id")) == {("Meldpunt", None)}, (
        "reports are the desk's alone"
    )
    assert received, "somebody received a copy, in a compartment of their own"
    count, breaks = verify()
    assert breaks == [] and count > 600
    waiting = open_needs_for_rule(reason="a test counts who waits")
    assert 40 <= len(waiting) <= 60


def of_the_picture(number: str) -> set[str]:
    """What the picture, the network and the signals of a written case raise for who treats this person."""
    person = keys(reason="the written cases", numbers=[number])[0]
    with transaction.atomic():
        owner = actor_of(User.objects.get(username="coordinator"), today=TODAY)
        professional = User.objects.get(username="professional")
        join_case(
            actor=owner, dossier_id=person.dossier_id, role=CaseRole.TREATER, start=TODAY, user_id=professional.pk,
            organisation_id=actor_of(professional, today=TODAY).organisation_id,
        )  # fmt: skip
    treater = actor_of(professional, today=TODAY)
    return {
        found.code
        for attention in (picture_attention, people_attention, intake_attention)
        for found in attention(treater, [person.id], purpose=Purpose.CARE_COORDINATION, today=TODAY)
    }


@pytest.mark.capability(11)
@pytest.mark.capability(12)
@pytest.mark.parametrize("number", ["C1-POPULIER", "C2-VLIER", "C4-HAZELAAR", "C5-MEIDOORN", "C7-BERK"])
def test_the_pictures_of_the_written_cases_raise_exactly_their_own_alerts(demo_region, number):
    assert of_the_picture(number) == OF_THE_PICTURE.get(number, set())


# What the facts of each written case raise on the reference date, and what comes: written by hand from the handbook, not from the software.
ALERTS: dict[str, set[str]] = {
    "C1-POPULIER": {"ZM_FOLLOWON_T84", "PAPER_REFUSAL", "BOTTLENECK_LEGAL"},
    "C2-VLIER": {"NO_FILE_HOLDER", "CARER_BURDEN", "NO_DAY_ACTIVITY"},
    "C3-LIJSTERBES": set(),
    "C4-HAZELAAR": {"NO_FILE_HOLDER", "PLACEMENT_ENDS_T90", "EXTRA_CARE_NEEDED"},
    "C5-MEIDOORN": {"EXPULSION_WITHOUT_NEXT_PLACE"},
    "C7-BERK": {"REPEATED_E33", "NO_FILE_HOLDER", "OVERESTIMATED_STRENGTH", "NO_PILOT_LIGHT"},
}
COMING: dict[str, tuple[str, date, date | None]] = {
    "C1-POPULIER": ("ZM_FOLLOWON_HARD_T28", date(2027, 1, 15), None),
    "C3-LIJSTERBES": ("VM_YA_EXTENSION_WINDOW", date(2026, 11, 25), date(2026, 12, 15)),
    "C5-MEIDOORN": ("RM_RENEWAL_T70", date(2026, 12, 23), None),
}


def _shown(number: str) -> dict[Sort, dict[str, Item]]:
    """What Today shows the coordinator about a written case, by its sort."""
    person = keys(reason="the written cases", numbers=[number])[0]
    coordinator = actor_of(User.objects.get(username="coordinator"), today=TODAY)
    found: dict[Sort, dict[str, Item]] = {sort: {} for sort in Sort}
    for item in my_work(coordinator, TODAY).items:
        if item.person and item.person.id == person.id:
            found[sort_of(item, TODAY)][str(item.code)] = item
    return found


@pytest.mark.capability(7)
@pytest.mark.capability(8)
@pytest.mark.capability(68)
@pytest.mark.parametrize("number", list(ALERTS))
def test_the_written_cases_raise_exactly_the_alerts_that_they_are_there_for(demo_region, number):
    shown = _shown(number)
    assert set(shown[Sort.ALERT]) == ALERTS[number]
    assert {(code, i.on) for code, i in shown[Sort.COMING].items()} == {c[:2] for n, c in COMING.items() if n == number}
    if number in COMING and COMING[number][2]:
        assert shown[Sort.COMING][COMING[number][0]].until == COMING[number][2]


def test_everything_that_can_ask_attention_is_an_alert_or_a_task():
    """An alert follows from somebody's life, a task from what colleagues agreed or were asked; nothing is both or neither."""
    assert not attention.ALERTS & attention.TASKS
    assert set(EVERY_ALERT) == attention.ALERTS | attention.TASKS


@pytest.mark.capability(7)
def test_the_expected_alerts_are_those_of_the_shared_cases():
    path = SHARED / "cases.yaml"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project: the expected alerts of the cases cannot be compared")
    shared = {c["id"]: c["expected"] for c in yaml.safe_load_all(path.read_text()) if c}
    for number, expected in ALERTS.items():
        assert expected == set(shared[number]["alerts"])
        # YAML reads a bare "on" as true
        there = [(u["alert"], u.get("on", u.get(True)), u.get("until")) for u in shared[number].get("upcoming", [])]
        assert there == ([COMING[number]] if number in COMING else [])


@pytest.mark.capability(143)
def test_the_verdicts_of_the_demonstration_tell_a_story(demo_region):
    """Some fit now, many would with something arranged, and rules of several kinds stand in the way."""
    from samenhang.matching.selectors import bottlenecks_of

    gathered = gather(
        open_needs_for_rule(reason="a test of the demonstration"),
        snapshot(today=TODAY, now=NOW),
        today=TODAY,
        reason="a test of the demonstration",
    )
    page = bottlenecks_of(gathered)
    assert 5 <= page.fitting < page.waiting
    assert {"LEGAL", "FINANCIAL", "ORGANISATIONAL", "SAFETY", "CAPACITY"} <= {b.obstacle for b in page.blockers}
    assert fit_problem(gathered).people[0].needs


def test_every_persona_signs_in_with_one_role_and_no_power_over_everything(demo_region):
    from samenhang.directory.enums import Power

    for user in User.objects.filter(is_persona=True):
        actor = actor_of(user, today=TODAY)
        assert actor.powers < set(Power)
        if not actor.role:
            assert actor.powers == frozenset() and own_dossier(actor, TODAY), "the person themselves, or for them"


def test_building_twice_is_refused(demo_region):
    from django.core.management import CommandError, call_command

    with pytest.raises(CommandError, match="already holds a region"):
        call_command("build_region")


def test_the_system_may_not_open_cases_through_the_front_door(db):
    from samenhang.people.services import NewPerson, register

    with pytest.raises(NoGrant):
        register(actor=SYSTEM, new=NewPerson("x", None, 1), today=TODAY)


# ---- what happened around the written cases -----------------------------------------------------------


def _as(username):
    return actor_of(User.objects.get(username=username), today=TODAY)


@pytest.mark.capability(143)
@pytest.mark.capability(13)
def test_the_housing_officer_of_the_demonstration_reads_requirements_and_nothing_else(demo_region):
    from samenhang.access.enums import Purpose
    from samenhang.people.selectors import people
    from samenhang.privacy.selectors import copies_for

    officer = _as("housing-officer")
    copies = copies_for(officer, purpose=Purpose.SUPPORT, today=TODAY)
    assert {c.about for c in copies} == {"Mevrouw Berk", "Meneer Populier"}
    assert ("Mevrouw Berk", "De woning moet prikkelarm zijn.") in {(c.about, c.text) for c in copies}
    assert people(officer, purpose=Purpose.SUPPORT) == ([], 0)


@pytest.mark.capability(143)
@pytest.mark.capability(115)
def test_the_client_of_the_demonstration_has_a_consent_of_every_kind(demo_region):
    from samenhang.access.enums import Purpose
    from samenhang.privacy.enums import ConsentState
    from samenhang.privacy.selectors import consents_of, notices_of, requests_of

    client = _as("client")
    key = keys(reason="the client of the demonstration", numbers=["C7-BERK"])[0]
    rows = consents_of(client, key.id, purpose=Purpose.OWN_FILE, today=TODAY)
    assert {r.state for r in rows} == set(ConsentState)
    told = [n.told_on for n in notices_of(client, key.id, purpose=Purpose.OWN_FILE)]
    assert None in told and any(told), "one message is read, one is new"
    answers = [r.outcome for r in requests_of(client, key.id, purpose=Purpose.OWN_FILE)]
    assert "" in answers and any(answers), "one question waits, one is answered"


@pytest.mark.capability(143)
@pytest.mark.capability(112)
def test_the_experience_expert_takes_part_by_the_clients_leave(demo_region):
    from samenhang.access.enums import CaseRole, Purpose
    from samenhang.people.selectors import people
    from samenhang.privacy.selectors.person import leave_given

    expert = _as("experience-expert")
    found, total = people(expert, purpose=Purpose.CARE_COORDINATION)
    assert (total, found[0].name) == (1, "Mevrouw Berk")
    assert leave_given(found[0].id, expert.organisation_id, "PEER", TODAY)
    roles = {p.role for p in taking_part(found[0].dossier_id, TODAY) if p.user_id == expert.user_id}
    assert roles == {CaseRole.EXPERIENCE_EXPERT}


@pytest.mark.capability(143)
@pytest.mark.capability(134)
def test_the_desk_of_the_demonstration_has_work(demo_region):
    from samenhang.access.selectors import emergencies
    from samenhang.interop.exports import waiting_requests
    from samenhang.privacy.selectors import destruction_lists, requests_waiting, unsigned_fingerprint, weighings_waiting

    lies = _as("privacy-officer")
    assert [e.who for e in emergencies(actor=lies, open_only=True)] == ["Daan Rietsma"]
    assert [s.state for s in destruction_lists(lies)] == ["PROPOSED"]
    assert len(requests_waiting(lies)) == 2 and len(weighings_waiting(lies)) == 1
    assert len(waiting_requests(lies)) == 1 and unsigned_fingerprint()


@pytest.mark.capability(143)
def test_the_sign_in_page_offers_everybody_in_order(demo_region, client):
    page = client.get("/sign-in/", headers={"accept-language": "nl"}).content.decode()
    names = [
        page.index(f'<div class="sh-list__title">{u.name}') for u in User.objects.filter(is_persona=True).order_by("pk")
    ]
    assert names == sorted(names) and len(names) == 22
    assert "Over haar gaat het" in page
