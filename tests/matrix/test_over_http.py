"""Every address, as everybody: no answer holds a word of a fact that the oracle closes, and each holds what it shows others.

Pages, parts of pages, forms, refusals, files in three forms, API operations and their problems; by reading and by sending
forms, with identifiers of one's own people, of other people's and of nobody. What a sent form changes is rolled back, so
that grants stay as the oracle knows them. Nobody's words stand in the log of the process or in the audit log either.

Everybody reads every address that their powers open about the person A. The rest goes round, the other identifiers, the forms,
what their powers close: at each address one in ``TURNS`` of the actors tries it, other ones at the next address.
``SAMENHANG_MATRIX=all`` lets everybody try everything.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import zipfile
from collections import defaultdict
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.test import client as test_client

from samenhang.access.models import BreakGlass, Participation
from samenhang.audit.models import AuditLine
from samenhang.base import clock
from samenhang.conferences import models as talks
from samenhang.demo.documents import urls
from samenhang.directory.enums import Power
from samenhang.documents.models import Document, DocumentVersion
from samenhang.intake.models import InclusionCheck, Signal
from samenhang.legal.models import LegalTitle
from samenhang.notes.models import Note
from samenhang.pathway import models as pathway
from samenhang.people.models import CloseOne, NoNetwork
from samenhang.picture.services import KINDS
from samenhang.plan import models as plan
from samenhang.privacy.models import Consent, Notice, RightsRequest, Weighing
from samenhang.steering import models as steering
from samenhang.supply.models import Place
from tests.matrix.oracle import Oracle
from tests.matrix.world import WORD, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.capability(115), pytest.mark.capability(129)]

NOBODY = 987_654
PARTS = 2
TURNS = 1 if os.environ.get("SAMENHANG_MATRIX") == "all" else 6
# Whoever has this power meets these texts without a grant on the dossier: that is the task.
BY_TASK: dict[Power, dict[str, str]] = {
    Power.REVIEW_ACCESS: {
        "access.BreakGlass": "why a dossier was opened in an emergency is reviewed by somebody who takes no part",
        "privacy.RightsRequest": "what the person asked is answered by the privacy officer",
        "privacy.Weighing": "a second pair of eyes looks at a weighing",
    },
    Power.SEE_LOG: {
        "privacy.RightsRequest": "what the person asked is answered by the privacy officer",
        "privacy.Weighing": "a second pair of eyes looks at a weighing",
    },
}
# These addresses end the session or belong to signing in; the API has a test of its own.
NOT_ASKED = (
    "/sign-out/",
    "/sign-in/with/",
    "/sign-in/",
    "/language/",
    "/gallery/",
    "/account/second-factor/",
    "/welcome/",
)
HEAVY = (
    "/matching/table/rounds/",
    "/bottlenecks/helps-most/compute/",
)  # reading it is asked; computing a round shows nobody and takes seconds
CHILDREN = {
    "consent_id": Consent, "notice_id": Notice, "request_id": RightsRequest, "weighing_id": Weighing, "document_id": Document,
    "version_id": DocumentVersion, "title_id": LegalTitle, "access_id": BreakGlass, "check_id": InclusionCheck,
    "signal_id": Signal, "close_one_id": CloseOne, "no_network_id": NoNetwork, **{f"{k.code}_id": k.model for k in KINDS},
    "note_id": Note, "part_id": plan.Goal, "action_id": plan.Action, "approach_id": plan.Approach, "under_id": plan.PlanVersion,
    "evaluation_id": plan.Evaluation, "support_id": plan.SupportRequest, "deviation_id": plan.ProtocolDeviation,
    "conference_id": talks.Conference, "party_id": talks.ConferenceParty, "deliberation_id": talks.MoralDeliberation,
    "convene_id": talks.ConveneRequest, "said_id": talks.Agreement, "thought_id": talks.Point,
    "handover_id": pathway.WarmHandover, "question_id": pathway.HandoverQuestion, "line_id": plan.SignalLine, "call_id": plan.CallStep, "observation_id": plan.SignalObservation,
    "met_id": steering.BottleneckCase, "use_id": steering.RoomUse,
}  # fmt: skip
ABOUT_SOMEBODY = {*CHILDREN, "person_id", "dossier_id", "participation_id"}
FIXED = {
    "name": "supply.csv",
    "form": "xlsx",
    "code": "low_stimulus",
    "key": "x",
    "token": "x",
    "uid": "x",
    "provider_id": "x",
    "kind": "goal",
    "under": "version",
    "role": "CASE_MANAGER",
    "number": "1",
    "what": "agreement",
    "day": "2026-11-30",
}


def children(world: World) -> dict[str, dict[str, int]]:
    """For each person the identifiers that an address can name."""
    found: dict[str, dict[str, int]] = {}
    place = Place.objects.order_by("pk").values_list("pk", flat=True)[0]
    matter, attempt, room, study = (
        m.objects.latest("pk")
        for m in (steering.Bottleneck, steering.Question, steering.RegulatoryRoom, steering.PackageStudy)
    )
    for name, person in world.people.items():
        ids = {"person_id": person.id, "dossier_id": person.dossier_id, "place_id": place}
        for argument, table in CHILDREN.items():
            rows = table.objects.for_rule("identifiers to try").filter(compartment_id=person.compartment_id)
            ids[argument] = rows.order_by("pk").values_list("pk", flat=True).first() or NOBODY
        ids |= {"bottleneck_id": matter.pk, "attempt_id": attempt.pk, "room_id": room.pk, "study_id": study.pk}
        part = Participation.objects.filter(dossier_id=person.dossier_id).order_by("-pk").first()
        ids["participation_id"] = part.pk if part else NOBODY
        found[name] = ids
    found["nobody"] = dict.fromkeys(found["A"], NOBODY)
    found["mixed"] = {**found["B"], "person_id": world.people["A"].id}  # somebody else's fact under one's own person
    return found


def fill_in(address: str, ids: dict[str, int]) -> str:
    """An address with identifiers in it."""
    return re.sub(
        r"<(?:\w+:)?(\w+)>", lambda m: str(ids.get(m[1], FIXED.get(m[1], NOBODY))), address.replace("\\Z", "")
    )


class Answers:
    """What came back, taken apart until it is text."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import typst

        self.set_in_pdf: list[str] = []
        real = typst.compile

        def compiling(*args: Any, **more: Any) -> Any:
            self.set_in_pdf.append(json.loads(more["sys_inputs"]["document"]).__repr__())
            return real(*args, **more)

        monkeypatch.setattr(typst, "compile", compiling)
        monkeypatch.setattr(
            test_client, "store_rendered_templates", lambda *_a, **_more: None
        )  # the text is all we read

    def text(self, response: Any) -> str:
        """The text of a page, a file in any form, and of the headers."""
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = " ".join(f"{k}: {v}" for k, v in response.items())
        if body[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(body)) as packed:
                text += " ".join(packed.read(n).decode("utf-8", "replace") for n in packed.namelist())
        elif body[:4] == b"%PDF" and self.set_in_pdf:
            text += self.set_in_pdf.pop()
        else:
            text += body.decode("utf-8", "replace")
        self.set_in_pdf.clear()
        return text


class Matrix:
    """Asks, compares with the oracle, remembers where each word was shown."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world, self.answers, self.facts = world, Answers(monkeypatch), world.facts()
        self.oracle = Oracle(clock.now(), clock.today())
        self.asked = self.combinations = 0
        self.refused: set[tuple[str, str]] = set()  # (method, address) that no reader can use: 405
        self.leaks: list[str] = []
        self.broken: list[str] = []
        self.shown: dict[tuple[str, str], set[str]] = defaultdict(set)  # (path, actor): words
        self.entered: dict[tuple[str, str], set[str]] = defaultdict(set)  # (address, path): who got it

    def may(self, name: str) -> set[str]:
        """The words that this actor may meet."""
        actor = self.world.actors[name]
        found = set()
        for word, (fact, _field) in self.facts.items():
            row = self.world.words[word][0]
            task = any(fact.table in tables and actor.can(power) for power, tables in BY_TASK.items())
            own = isinstance(row, BreakGlass) and row.user_id == actor.user_id
            if task or own or self.oracle.sees(actor.user_id, fact.compartment, fact.bit):
                found.add(word)
        return found

    def inside(self, may: set[str]) -> bool | None:
        """Whether this reader sees the person H, or only others; None when they see nobody of the matrix."""
        seen = {f.row for w, (f, _n) in self.facts.items() if f.table == "people.Person" and w in may}
        return self.world.people["H"].id in seen if seen else None

    def look(self, who: str, may: set[str], address: str, response: Any, *, page: str | None = None) -> str:
        """Compare one answer with the oracle; ``page`` is the address of the map when it was read as a page."""
        text = self.answers.text(response)
        words = set(WORD.findall(text)) & set(self.facts)
        self.asked += 1
        self.combinations += len(self.facts)
        if response.status_code >= 500 and response.status_code != 503:
            self.broken.append(f"{who} {address}: {response.status_code}")
        for word in words - may:
            fact, field = self.facts[word]
            self.leaks.append(f"{who} met {fact.table}.{field} at {address} ({response.status_code})")
        if page and response.status_code == 200:
            self.entered[page, address].add(who)
            self.shown[address, who] |= words
        return text


def enter(who: str) -> Client:
    """A browser in which somebody has signed in; what breaks becomes an answer."""
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    answer = client.post("/sign-in/persona/", {"persona": who})
    assert answer.status_code == 302, who
    return client


def addresses() -> list[tuple[str, str | None]]:
    """Every address of the map that is asked, with its guard."""
    found = {a: getattr(view, "guard", None) for a, _n, view in urls()}
    return [(a, g) for a, g in found.items() if not a.startswith(NOT_ASKED)]


def is_open(guard: str | None, actor: Any) -> bool:
    """Whether the powers of this actor open an address; where they do not, nothing behind it is looked at."""
    return guard is None or not guard.startswith("power:") or actor.can(guard.removeprefix("power:"))


def tries(address: str, inside: bool | None) -> list[tuple[str, str]]:
    """Whose identifiers to read and to send, reading A first."""
    reads, sends = ["A"], ["A"]
    if any(f":{name}>" in address for name in ABOUT_SOMEBODY):
        reads += ["R"] if inside is None else ["R", "mixed", *(["H"] if inside else [])]
        sends += [] if inside is None else ["mixed"]
    if address.startswith(HEAVY):
        sends = []
    return [*((name, "GET") for name in reads), *((name, "POST") for name in sends)]


@pytest.mark.long
@pytest.mark.once
@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_tells_anybody_more_or_less_than_the_oracle(world, monkeypatch, caplog, capsys, part):
    caplog.set_level(logging.DEBUG)
    for spoken in ("django.db.backends", "numba"):  # of questions and of compiling, which know nobody
        logging.getLogger(spoken).setLevel(logging.INFO)
    matrix, every = Matrix(world, monkeypatch), children(world)
    names = [n for n in sorted(world.actors) if world.actors[n].user_id]
    measure = {"coordinator", "case-treater"}  # two who see much, in every part
    mine = sorted({*names[part::PARTS], *measure})
    for turn, who in enumerate(mine):
        client, may, actor = enter(who), matrix.may(who), world.actors[who]
        inside = matrix.inside(may)
        for number, (address, guard) in enumerate(addresses()):
            opened = is_open(guard, actor)
            for of, (name, method) in enumerate(tries(address, inside) if opened else [("A", "GET")]):
                if (opened and of == 0) or (turn + number + of) % TURNS == 0:
                    _one(matrix, client, who, may, address, every[name], method)
        for query in ("?q=Zq", "?q=03-02-1980"):
            for place in ("/people/", "/search/", "/supply/", "/matching/table/"):
                matrix.look(who, may, place + query, client.get(place + query, headers={"HX-Request": "true"}))
    logged = " ".join(r.getMessage() + str(r.args) + (r.exc_text or "") for r in caplog.records)
    with capsys.disabled():
        shown = len({w for words in matrix.shown.values() for w in words})
        found = f"{matrix.asked:,} answers to {len(mine)} people × {len(matrix.facts)} facts = {matrix.combinations:,}"
        print(f"\n{found}; {shown} of the facts stand on some page")  # noqa: T201
    assert sorted(set(matrix.broken)) == []
    assert sorted(set(matrix.leaks)) == []
    assert matrix.combinations > 100_000 and shown > 40
    assert set(WORD.findall(logged)) & set(matrix.facts) == set(), "the log of the process names somebody"
    _none_too_few(matrix)
    _audit_holds_no_content(matrix)


def _one(
    matrix: Matrix, client: Client, who: str, may: set[str], address: str, ids: dict[str, int], method: str
) -> None:
    """Read or send; a method that an address does not know is refused before anything is looked at."""
    if (method, address) in matrix.refused:
        return
    path = fill_in(address, ids)
    with transaction.atomic():  # what one act changed does not change what the next may see
        if method == "GET":
            response = client.get(path)
            matrix.look(who, may, path, response, page=address)
        else:
            response = client.post(path, {"q": "Zq", "name": "Zq"})
            matrix.look(who, may, f"POST {path}", response)
        transaction.set_rollback(True)
    if response.status_code == 405:
        matrix.refused.add((method, address))


def _none_too_few(matrix: Matrix) -> None:
    """What one reader of a page is shown, every other reader of that page who may see it is shown as well."""
    by_page: dict[str, set[str]] = defaultdict(set)
    for (path, _who), words in matrix.shown.items():
        by_page[path] |= words
    missing = []
    for (address, path), readers in matrix.entered.items():
        for who in readers:
            may = matrix.may(who)
            for word in (by_page[path] & may) - matrix.shown[path, who]:
                fact, field = matrix.facts[word]
                if not _own_business(address, fact.table) and _stands_on(matrix, address, fact, may):
                    missing.append(f"{who} misses {fact.table}.{field} at {path}")
    assert sorted(set(missing)) == []


def _stands_on(matrix: Matrix, address: str, fact: Any, may: set[str]) -> bool:
    """Whether this reader's own page can have it: on a list of something, people stand by what of theirs the reader may see."""
    of = LISTS_OF.get(address)
    return of is None or any(
        f.table == of and f.compartment == fact.compartment for word, (f, _n) in matrix.facts.items() if word in may
    )


def _own_business(address: str, table: str) -> bool:
    """Pages that are about the reader: who works on a case sees another Today, another caseload, another list to receive."""
    return address in MINE or address.startswith("/mine/") or table == "access.BreakGlass"


LISTS_OF = {"/pathway/handovers/": "pathway.WarmHandover"}
MINE = {
    "/people/": "a page of fifty, and who sees more people sees others on the first one",
    "/": "what asks attention of the reader's own cases",
    "/returns/": "the returns of the reader's own cases, and what their municipality was told",
    "/pathway/in-sight/": "who asks attention by what the reader may see of them",
    "/emergency/": "the reader's own emergency accesses",
    "/plan/crisis/": "a page of fifty of whose crisis sheet the reader may open",
    "/talks/invitations/": "the talks to which the reader is invited",
}


def _audit_holds_no_content(matrix: Matrix) -> None:
    for detail in AuditLine.objects.values_list("detail", flat=True):
        assert not set(WORD.findall(str(detail))) & set(matrix.facts), "the audit log holds content"


# ---- restricted people ----------------------------------------------------------------------------
QUERIES = ("/people/?q={}", "/search/?q={}", "/people/?q={}&page=1", "/people/new/?q={}", "/exports/?q={}", "/matching/table/?q={}")  # fmt: skip


def test_searching_somebody_who_is_restricted_is_answered_as_searching_somebody_who_does_not_exist(world):
    """Their name, part of it, their number and their birth date together with it: the same page, the same counts."""
    for who in ("not-named", "table-member", "table-chair", "coordinator-2", "role-case_coordinator"):
        _search(world, who)


def _search(world: World, who: str) -> None:
    client = enter(who)
    word = next(w for w, (f, n) in world.facts().items() if f.row == world.people["R"].id and (f.table, n) == ("people.Person", "name"))  # fmt: skip
    number = next(w for w, (f, n) in world.facts().items() if f.row == world.people["R"].id and (f.table, n) == ("people.Person", "number"))  # fmt: skip
    for asked in (word, word[:7], word.upper(), word[2:], number, f"{word[:6]} 1980"):
        nonsense = "Xw" + "".join(c if c in " 0123456789" else "j" for c in asked[2:])  # the same shape: a name, a year
        for address in QUERIES:
            one, other = (client.get(address.format(q)).content.decode() for q in (asked, nonsense))
            assert _plain(one, asked) == _plain(other, nonsense), (who, address, asked)
    form = {"birth_date": "1980-02-03", "municipality": "1"}
    answers = []
    for name in (word, "Xwjjjjjj"):
        with transaction.atomic():  # a dossier that was opened must not become the next one's likely duplicate
            answers.append(client.post("/people/new/", {**form, "name": name}))
            transaction.set_rollback(True)
    one, other = answers
    assert word not in one.content.decode().replace(f'value="{word}"', "") and one.status_code == other.status_code


def _plain(page: str, asked: str) -> str:
    from urllib.parse import quote, quote_plus

    for form in (asked, quote(asked), quote_plus(asked)):
        page = page.replace(form, "…")
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r"[A-Za-z0-9]{64}|\d\d:\d\d", "", page)


# ---- the API --------------------------------------------------------------------------------------
def test_a_key_tells_what_its_owner_may_see_within_its_scope_and_nothing_else(world, monkeypatch, capsys):
    matrix, every = Matrix(world, monkeypatch), children(world)
    operations = [
        a for a, _n, _v in urls() if a.startswith("/api/v1/") and a not in {"/api/v1/", "/api/v1/openapi.json"}
    ]
    shown: dict[str, set[str]] = {}
    for name, (owner, key) in {**world.keys, "no key": ("coordinator", "smh_x")}.items():
        client = Client(headers={"authorization": f"Bearer {key}"}, raise_request_exception=False)
        scoped = "people:read" in name
        may = matrix.may(owner) if scoped else set()
        shown[name] = set()
        for address in operations:
            for ids in every.values():
                path = fill_in(address, ids)
                for query in ("", "?q=Zq", "?size=200"):
                    response = client.get(path + query)
                    text = matrix.look(name, may, path + query, response)
                    shown[name] |= set(WORD.findall(text)) & set(matrix.facts)
                with transaction.atomic():
                    matrix.look(name, may, path, client.post(path, "{}", content_type="application/json"))
                    transaction.set_rollback(True)
    assert sorted(set(matrix.leaks)) == [] and sorted(set(matrix.broken)) == []
    names = {w for w, (f, n) in matrix.facts.items() if (f.table, n) == ("people.Person", "name")}
    assert shown["coordinator people:read"] & names == matrix.may("coordinator") & names != set(), "none too few"
    assert all(not words for name, words in shown.items() if name != "coordinator people:read")
    with capsys.disabled():
        print(f"\n{matrix.asked:,} answers of the API, {matrix.combinations:,} of answer × fact")  # noqa: T201


# ---- exports --------------------------------------------------------------------------------------
def test_a_list_that_leaves_holds_exactly_the_people_whom_its_asker_may_see(world, monkeypatch):
    """One world for all, since making it takes longer than asking; each asker and form is named where it goes wrong."""
    for who in ("coordinator", "not-named", "table-member", "along", "role-professional"):
        for form in ("csv", "xlsx", "pdf"):
            _export(world, monkeypatch, who, form)


def _export(world: World, monkeypatch: pytest.MonkeyPatch, who: str, form: str) -> None:
    from samenhang.interop.models import ExportRequest

    matrix = Matrix(world, monkeypatch)
    may = matrix.may(who)
    client = enter(who)
    before = ExportRequest.objects.count()
    client.post("/exports/ask/", {"form": form, "reason": "Overzicht voor het teamoverleg", "query": ""})
    names = {w for w, (f, n) in matrix.facts.items() if (f.table, n) == ("people.Person", "name")}
    if ExportRequest.objects.count() == before:
        assert not names & may, f"{who}: only whoever sees nobody takes nobody along"
        return
    asked = ExportRequest.objects.filter(requested_by_id=world.actors[who].user_id).latest("pk")
    enter("privacy-officer").post(f"/exports/{asked.pk}/decide/", {"act": "approve"})
    response = client.post(f"/exports/{asked.pk}/take/")
    assert response.status_code == 200, (who, form)
    found = set(WORD.findall(matrix.look(who, may, "/exports/take/", response)))
    assert found & names == may & names and matrix.leaks == [], (who, form)
