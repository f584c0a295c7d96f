"""What brings everybody who takes part into step: who acts where, the way ahead, and what happens when it goes wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samenhang.base.events import publish
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.plan import services
from samenhang.plan.enums import Answer, Doer, Signer
from samenhang.plan.models import Approach, Evaluation, Goal, PlanVersion
from samenhang.plan.services.agreeing import NewApproach, NewSignature
from samenhang.privacy.events import NightFell
from tests.conftest import TODAY
from tests.plan.conftest import action

pytestmark = pytest.mark.django_db


def _rows(table):
    return table.objects.for_rule("a test looks at what was written")


def _page(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.capability(29)
def test_two_organisations_on_one_domain_know_it_of_each_other(as_persona, cast, somebody, plan, circle):
    goal = _rows(Goal).get().pk
    address, heading = f"/plan/people/{somebody.id}/", "Several organisations on one domain"
    for code in ("wmo", "home"):
        assert heading not in _page(as_persona("col-town"), address)
        values = action(goal_id=goal, doer=Doer.ORGANISATION, organisation_id=circle.organisations[code])
        services.add_part(actor=cast.owner, plan_id=plan, kind="action", values=values)
    page = _page(as_persona("col-town"), address)
    assert heading in page and "Organisatie home, Organisatie wmo" in page


@pytest.mark.capability(31)
def test_the_way_ahead_stands_in_steps_with_what_comes_after_this_place(as_persona, somebody, plan, circle):
    owner, address = as_persona("owner"), f"/plan/people/{somebody.id}/"
    for place, text, state in ((1, "Kijken bij de studio", "NOW"), (2, "Proefnachten", "TO_COME")):
        sent = {"place": place, "text": text, "state": state, "about_when": "dit voorjaar"}
        assert owner.post(f"{address}add/step/", sent).status_code == 302
    page = _page(as_persona("col-wmo"), address)
    assert "Na een jaar zelf huren" in page
    assert page.index("Kijken bij de studio") < page.index("Proefnachten")


@pytest.mark.capability(33)
def test_what_happens_when_it_goes_wrong_has_an_owner_and_is_talked_through_at_an_evaluation(
    as_persona, somebody, plan
):
    owner, address = as_persona("owner"), f"/plan/people/{somebody.id}/"
    sent = {"trigger": "Zij doet niet meer open", "what": "Hilde gaat dezelfde dag langs", "owner": "Hilde Kruiswolde"}
    assert owner.post(f"{address}add/back-up/", {**sent, "owner": ""}).status_code == 422, "nobody sees to it"
    assert owner.post(f"{address}add/back-up/", sent).status_code == 302
    page = _page(owner, address)
    assert "Hilde gaat dezelfde dag langs" in page and "not talked through yet" in page
    first = _rows(Evaluation).order_by("due_on").first()
    held = {"held_on": "2026-11-20", "client_there": "on", "conclusion": "GO_ON", "back_up_tried": "on"}
    assert owner.post(f"{address}evaluations/{first.pk}/", held).status_code == 302
    assert _rows(Evaluation).get(pk=first.pk).back_up_tried


def _told(actor, kind) -> list[str]:
    return list(
        Notification.objects.filter(user_id=actor.user_id, kind=kind).order_by("id").values_list("path", flat=True)
    )


@pytest.mark.capability(122)
def test_who_directs_hears_each_answer_and_everybody_hears_that_all_agree(cast, somebody, plan, circle):
    services.put_forward(actor=cast.owner, plan_id=plan, why="Eerste plan", today=TODAY)
    version, page = _rows(PlanVersion).get(), f"/plan/people/{somebody.id}/agreement/"
    answers = [(circle[code], NewSignature(Answer.AGREED)) for code in circle.actors if code != "zvh"]
    answers += [(cast.owner, NewSignature(Answer.AGREED))]
    answers += [(cast.owner, NewSignature(Answer.AGREED, signer=Signer.CLIENT, name="Mevrouw Populier"))]
    for count, (who, answer) in enumerate(answers[:-2], start=1):
        services.sign(actor=who, under="version", under_id=version.pk, new=answer, today=TODAY)
        assert _told(cast.owner, Kind.AGREEMENT_ANSWERED) == [page] * count
        assert _told(who, Kind.PLAN_CHANGED) == [], "not everybody agrees yet"
    for who, answer in answers[-2:]:
        services.sign(actor=who, under="version", under_id=version.pk, new=answer, today=TODAY)
    assert len(_told(cast.owner, Kind.AGREEMENT_ANSWERED)) == len(circle.actors) - 1, "nobody is told what they did"
    for code in circle.actors:
        assert _told(circle[code], Kind.PLAN_CHANGED) == ([page] if code != "zvh" else []), code


@pytest.mark.capability(122)
def test_one_answer_under_plan_and_approach_is_told_once(cast, somebody, plan, circle):
    services.put_forward(actor=cast.owner, plan_id=plan, why="Eerste plan", today=TODAY)
    services.propose_approach(actor=cast.owner, plan_id=plan, new=NewApproach(works="Eerst kloppen"), today=TODAY)
    under = [("version", _rows(PlanVersion).get().pk), ("approach", _rows(Approach).get().pk)]
    services.sign_together(actor=circle["wmo"], under=under, new=NewSignature(Answer.AGREED), today=TODAY)
    assert len(_told(cast.owner, Kind.AGREEMENT_ANSWERED)) == 1


@pytest.mark.capability(122)
def test_who_directs_is_told_once_that_an_evaluation_comes(
    cast, somebody, plan, circle, django_capture_on_commit_callbacks
):
    first = _rows(Evaluation).order_by("due_on").first().due_on
    for day in (first - timedelta(days=15), first - timedelta(days=14), first - timedelta(days=1)):
        with django_capture_on_commit_callbacks(execute=True):
            publish(NightFell(on=day))
        told = _told(cast.owner, Kind.EVALUATION_DUE)
        assert len(told) == (day > first - timedelta(days=15)), day
    assert told == [f"/plan/people/{somebody.id}/evaluations/"]
    assert _told(circle["wmo"], Kind.EVALUATION_DUE) == []


@pytest.mark.capability(121)
def test_today_says_which_of_the_two_is_asked(as_persona, cast, plan, circle):
    services.put_forward(actor=cast.owner, plan_id=plan, why="Eerste plan", today=TODAY)
    services.propose_approach(actor=cast.owner, plan_id=plan, new=NewApproach(works="Eerst kloppen"), today=TODAY)
    page = _page(as_persona("col-wmo"), "/")
    assert page.count("Your organisation is asked to agree") == 2
    assert "A version of the plan" in page and "The approach" in page
