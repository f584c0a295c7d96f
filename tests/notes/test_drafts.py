"""What is typed is not lost, also without a connection; it stays with whoever types it, behind the door, for a week."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from samenhang.access.enums import CaseRole, Category, Purpose, RestrictionReason
from samenhang.access.models import Participation
from samenhang.access.services import join_case, leave_case, restrict
from samenhang.audit.models import AuditLine
from samenhang.base import clock
from samenhang.base.errors import Conflict
from samenhang.base.events import publish
from samenhang.notes import services
from samenhang.notes.backends import Sealed, seal
from samenhang.notes.models import Draft
from samenhang.notes.selectors import own_drafts, threads
from samenhang.privacy.events import NightFell
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(125), pytest.mark.capability(141)]
CARE = Purpose.CARE_COORDINATION
WORDS = "Zij vertelde vandaag over haar zus"


def token_in(page) -> str:
    return re.search(r'name="draft" value="([^"]+)" ?>?<?', page.content.decode().split("data-draft=")[1])[1]


def typed(browser, token, text=WORDS, version=0, **more):
    sent = {
        "draft": token,
        "version": version,
        "content": json.dumps({"text": [text], "kind": ["32768"], "tell": []}),
    } | more
    return browser.post("/notes/drafts/", sent)


@pytest.fixture
def form(somebody) -> str:
    return f"/notes/people/{somebody.id}/write/"


@pytest.fixture
def treater(cast, somebody) -> int:
    """The outsider takes part too; returns the participation."""
    return join_case(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        role=CaseRole.TREATER,
        start=TODAY - timedelta(days=30),
        user_id=cast.outsider.user_id,
        organisation_id=cast.outsider.organisation_id,
    ).pk


def kept(actor, somebody, name="note"):
    return own_drafts(actor, somebody.compartment_id, category=Category.PLAN_GOALS, name=name, purpose=CARE)


def test_what_is_typed_is_kept_and_offered_again_without_javascript(cast, somebody, form, as_persona):
    browser = as_persona("owner")
    answer = typed(browser, token_in(browser.get(form)))
    assert answer.status_code == 200 and answer.json()["message"].startswith("Draft kept at ")
    again = browser.get(form).content.decode()
    assert "There is a draft: today" in again and WORDS not in again
    [draft] = kept(cast.owner, somebody)
    going_on = browser.get(f"{form}?draft={draft.id}").content.decode()
    assert WORDS in going_on and "You go on with your draft" in going_on


def test_saving_the_form_ends_its_draft_and_what_still_arrives_is_too_late(cast, somebody, form, as_persona):
    browser = as_persona("owner")
    token = token_in(browser.get(form))
    typed(browser, token)
    browser.post(form, {"text": WORDS, "kind": int(Category.PLAN_GOALS), "draft": token})
    assert kept(cast.owner, somebody) == []
    assert threads(cast.owner, somebody.compartment_id, purpose=CARE)[1] == 1
    assert typed(browser, token, "later", version=1).status_code == 409
    assert kept(cast.owner, somebody) == []
    draft = Draft.objects.for_rule("nothing is left of the words").get()
    assert draft.content == {}


def test_a_refused_form_keeps_its_draft_and_its_window(cast, somebody, form, as_persona):
    browser = as_persona("owner")
    token = token_in(browser.get(form))
    typed(browser, token)
    page = browser.post(form, {"text": " ", "kind": int(Category.PLAN_GOALS), "draft": token})
    assert page.status_code == 422
    assert typed(browser, token_in(page), "verder", version=1).status_code == 200
    assert len(kept(cast.owner, somebody)) == 1


def test_a_draft_is_thrown_away_by_whose_it_is_only(cast, somebody, form, treater, as_persona):
    browser = as_persona("owner")
    typed(browser, token_in(browser.get(form)))
    [draft] = kept(cast.owner, somebody)
    as_persona("outsider").post("/notes/drafts/throw-away/", {"draft": draft.id, "next": form})
    assert len(kept(cast.owner, somebody)) == 1
    answer = browser.post("/notes/drafts/throw-away/", {"draft": draft.id, "next": form})
    assert answer["Location"] == form and kept(cast.owner, somebody) == []
    elsewhere = browser.post("/notes/drafts/throw-away/", {"draft": "x", "next": "//elsewhere.example"})
    assert elsewhere["Location"] == "/"


def test_nobody_sees_the_draft_of_a_colleague_whatever_they_may_read(cast, somebody, form, treater, as_persona):
    browser = as_persona("owner")
    typed(browser, token_in(browser.get(form)))
    [draft] = kept(cast.owner, somebody)
    assert kept(cast.outsider, somebody) == []
    other = as_persona("outsider")
    for path in (form, f"{form}?draft={draft.id}"):
        page = other.get(path).content.decode()
        assert WORDS not in page and "There is a draft" not in page


def test_two_windows_do_not_write_over_each_other(cast, somebody, form, as_persona):
    browser = as_persona("owner")
    one, two = token_in(browser.get(form)), token_in(browser.get(form))
    typed(browser, one, "venster een")
    typed(browser, two, "venster twee")
    assert sorted(d.content["text"][0] for d in kept(cast.owner, somebody)) == ["venster een", "venster twee"]
    assert typed(browser, one, "ouder", version=0).status_code == 409  # the same draft, gone on with elsewhere
    assert typed(browser, one, "nieuwer", version=1).status_code == 200


def test_going_on_and_saving_ends_that_draft_and_leaves_another(cast, somebody, form, as_persona):
    browser = as_persona("owner")
    typed(browser, token_in(browser.get(form)), "eerste")
    typed(browser, token_in(browser.get(form)), "tweede")
    first = next(d for d in kept(cast.owner, somebody) if d.content["text"] == ["eerste"])
    page = browser.get(f"{form}?draft={first.id}")
    browser.post(form, {"text": "eerste", "kind": int(Category.PLAN_GOALS), "draft": token_in(page)})
    assert [d.content["text"][0] for d in kept(cast.owner, somebody)] == ["tweede"]


def test_a_draft_asks_the_door_at_every_save_and_at_every_look(cast, somebody, form, treater, as_persona):
    browser = as_persona("outsider")
    token = token_in(browser.get(form))
    assert typed(browser, token).status_code == 200
    restrict(actor=cast.owner, dossier_id=somebody.dossier_id, reason=RestrictionReason.SAFETY, named=[cast.owner.me])
    assert typed(browser, token, "meer", version=1).status_code == 403
    assert kept(cast.outsider, somebody) == []
    leave_case(actor=cast.owner, participation_id=treater, on=TODAY)
    assert typed(browser, token, "meer", version=1).status_code == 403
    assert Participation.objects.filter(pk=treater, end=TODAY).exists()


def test_a_token_of_somebody_else_or_one_that_was_touched_keeps_nothing(cast, somebody, form, as_persona):
    token = token_in(as_persona("owner").get(form))
    other = as_persona("outsider")
    assert typed(other, token).status_code == 403
    assert typed(other, token[:-2] + "xx").status_code == 400
    assert typed(other, "").status_code == 400
    import uuid

    forged = seal(Sealed(cast.outsider.me, somebody.compartment_id, Category.PLAN_GOALS, "note", uuid.uuid4()))
    assert typed(other, forged).status_code == 403  # sealed, and the door still says no
    assert not Draft.objects.for_rule("nothing was kept at all").exists()


@pytest.mark.parametrize(
    "content", ["", "[]", '{"a": 1}', '{"a": [1]}', "{", '{"a": ["\\u0000"]}', '{"a": ["' + "x" * 1_000_001 + '"]}']
)
def test_what_is_no_form_is_not_kept(cast, form, as_persona, content):
    browser = as_persona("owner")
    assert typed(browser, token_in(browser.get(form)), content=content).status_code == 400


def test_signed_out_nothing_is_kept(cast, form, as_persona, client):
    token = token_in(as_persona("owner").get(form))
    assert typed(client, token).status_code == 302


def test_a_draft_is_gone_after_a_week_and_at_once_from_sight(cast, somebody, form, as_persona):
    browser = as_persona("owner")
    typed(browser, token_in(browser.get(form)))
    Draft.objects.for_rule("a week goes by").update(saved_at=clock.now() - timedelta(days=8))
    assert kept(cast.owner, somebody) == []
    assert services.forget_old_drafts() == 1
    assert not Draft.objects.for_rule("nothing is left of it").exists()


def test_the_night_takes_old_drafts_along(cast, somebody, form, as_persona, django_capture_on_commit_callbacks):
    browser = as_persona("owner")
    typed(browser, token_in(browser.get(form)))
    Draft.objects.for_rule("a week goes by").update(saved_at=clock.now() - timedelta(days=8))
    with django_capture_on_commit_callbacks(execute=True):
        publish(NightFell(on=TODAY))
    assert not Draft.objects.for_rule("nothing is left of it").exists()


def test_the_first_time_is_a_line_in_the_log_without_a_word_of_it(cast, somebody, form, as_persona):
    browser = as_persona("owner")
    token = token_in(browser.get(form))
    typed(browser, token)
    typed(browser, token, "meer", version=1)
    [line] = AuditLine.objects.filter(object_type="Draft")
    assert line.dossier_id == somebody.dossier_id and WORDS not in str(line.detail)


def test_the_same_draft_in_two_windows_is_a_conflict_for_the_second(cast, somebody):
    import uuid

    window = uuid.uuid4()
    keep = lambda version: services.keep_draft(  # noqa: E731
        actor=cast.owner,
        compartment_id=somebody.compartment_id,
        category=Category.PLAN_GOALS,
        name="note",
        window=window,
        content={"text": ["x"]},
        version=version,
    )
    assert keep(0)[0] == 1 and keep(1)[0] == 2
    with pytest.raises(Conflict):
        keep(1)


def test_answering_has_a_draft_of_its_own(cast, somebody, as_persona):
    first = services.write(
        actor=cast.owner,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        category=Category.PLAN_GOALS,
        new=services.NewNote("Vraag"),
        today=TODAY,
    )
    browser = as_persona("owner")
    path = f"/notes/people/{somebody.id}/{first}/"
    typed(browser, token_in(browser.get(path)))
    assert kept(cast.owner, somebody, f"answer-{first}") and kept(cast.owner, somebody) == []
    assert "There is a draft" in browser.get(path).content.decode()
