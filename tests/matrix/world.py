"""A generated region in which every role, every ground and every state has somebody, and every text is recognisable.

Each text field of each protected row that is written here holds a word of its own (``Zq`` and six letters): whoever finds
that word in an answer knows exactly which fact left the building.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction

from samenhang.access import door
from samenhang.access.enums import CaseRole, Category, EmergencyReason, RestrictionReason
from samenhang.access.models import Grant, ProtectedModel
from samenhang.access.services import break_glass, close_case, end_grants, give_grant, join_case, restrict
from samenhang.base import clock
from samenhang.base.actor import SYSTEM, Actor
from samenhang.directory import services as directory
from samenhang.directory.enums import ApiScope, Role
from samenhang.directory.models import Membership, Organisation, User
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import make_key
from samenhang.engines import sharing as engine
from samenhang.people.models import Person
from samenhang.people.selectors import PersonKey, keys, person
from samenhang.people.services import NewPerson, register
from samenhang.privacy.enums import GivenBy, GivenHow, ToldHow
from samenhang.privacy.selectors import Matter, sentences
from samenhang.privacy.services import Given, NewConsent, Part, Sharing, ask_consent, share, withdraw_consent
from tests.conftest import TODAY
from tests.letting_go import analysed
from tests.matrix.oracle import Fact
from tests.privacy.whole_file import fill

PROTECTED: list[Any] = [m for m in apps.get_models() if issubclass(m, ProtectedModel)]
WORD = re.compile(r"Zq[a-z]{6}")

# Text that steers the product; marking it would test something else. Each with its reason.
NOT_MARKED = {
    ("privacy.Consent", "role"): "a role of the sharing rules",
    ("privacy.Consent", "purpose"): "a code",
    ("privacy.Disclosure", "sender_role"): "a role of the sharing rules",
    ("privacy.Disclosure", "recipient_role"): "a role of the sharing rules",
    ("privacy.Disclosure", "content_hash"): "a hash",
    ("privacy.Disclosure", "purpose"): "a code",
    ("privacy.Disclosure", "stage"): "a code",
    ("privacy.Disclosure", "secrecy_ground"): "a code",
    ("privacy.Disclosure", "regime"): "a code",
    ("privacy.Disclosure", "rule_id"): "a rule",
    ("privacy.Disclosure", "rule_version"): "a rule",
    ("privacy.Disclosure", "engine_decision"): "a code",
    ("privacy.Disclosure", "lock"): "a code",
    ("privacy.Disclosure", "sender_organisation"): "the name of an organisation",
    ("privacy.SharedCopy", "content_hash"): "a hash",
    (
        "documents.Document",
        "withdrawn_why",
    ): "there only when it was withdrawn, and then the document is gone from sight",
    ("documents.DocumentVersion", "key"): "where the file lies",
    ("documents.DocumentVersion", "sha256"): "a hash",
    ("people.Person", "name_key"): "made of the name, to search by",
    ("notes.Note", "withdrawn_why"): "there only when it was withdrawn",
    ("notes.Draft", "name"): "the name of a form",
    ("matching.Refusal", "criterion_key"): "the key of a criterion",
    ("intake.CriterionAnswer", "code"): "the key of a criterion",
    ("pathway.Placement", "source_key"): "the key of an import",
    ("pathway.HandoverEvidence", "item"): "a code",
    ("pathway.Step", "from_rung"): "a code of the ladder",
    ("pathway.Step", "to_rung"): "a code of the ladder",
    ("finance.ProvisionalCover", "settled_how"): "there only once it is settled",
}


def texts(model: Any) -> list[models.Field]:
    """The fields of a table that hold free text."""
    return [
        f
        for f in model._meta.concrete_fields
        if isinstance(f, models.CharField | models.TextField)
        and not f.choices
        and (model._meta.label, f.name) not in NOT_MARKED
    ]


@dataclass
class World:
    """Who there is, and which word stands for which field of which fact."""

    people: dict[str, PersonKey] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)  # name of a key: (whose, the key)
    words: dict[str, tuple[Any, str]] = field(default_factory=dict)  # word: (row, field)
    numbers: int = 0

    def word(self, row: Any, name: str) -> str:
        """A new word for this field of this row."""
        self.numbers += 1
        left, letters = self.numbers * 7_919_317 % 26**6, ""
        for _ in range(6):
            left, digit = divmod(left, 26)
            letters += chr(97 + digit)
        self.words[f"Zq{letters}"] = (row, name)
        return f"Zq{letters}"

    def facts(self) -> dict[str, tuple[Fact, str]]:
        """What each word tells: the fact and the field."""
        return {word: (fact(row), name) for word, (row, name) in self.words.items()}

    def me(self, name: str) -> Actor:
        """Somebody as they are today."""
        user = User.objects.get(pk=self.actors[name].user_id)
        user.current_memberships = None
        return actor_of(user, today=clock.today())


def fact(row: Any) -> Fact:
    """A row as the oracle knows it."""
    table = type(row)
    bit = getattr(row, table.category_field) if table.category_field else int(table.category)
    return Fact(table._meta.label, row.pk, row.compartment_id, bit)


@contextmanager
def marking(world: World) -> Iterator[None]:
    """Everything that is written through the door meanwhile gets a word of its own in every text."""
    real = door.ProtectedManager.write

    def write(self: Any, rows: Any) -> Any:
        for row in rows:
            for where in texts(type(row)):
                setattr(row, where.attname, world.word(row, where.name))
        return real(self, rows)

    door.ProtectedManager.write = write  # type: ignore[method-assign]
    try:
        yield
    finally:
        door.ProtectedManager.write = real  # type: ignore[method-assign]


class Builder:
    """Makes the world through the services, on a region that stands there already."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings
        self.world = World()
        self.organisations = {o.code: o.pk for o in Organisation.objects.all()}
        for name in ("coordinator", "coordinator-2", "table-chair", "table-member", "supply-manager", "professional",
                     "funder", "privacy-officer"):  # fmt: skip
            self.world.actors[name] = actor_of(User.objects.get(username=name), today=TODAY)

    def build(self) -> World:
        """All of it."""
        self._colleagues()
        self.settings.FIXED_TODAY = "2026-09-01"  # so that something can have ended by today
        with marking(self.world):
            for name in ("A", "R", "H", "B", "C"):
                self._somebody(name)
            self._sharing()
        self._takes_part()
        self._states()
        self.settings.FIXED_TODAY = TODAY.isoformat()
        self._today()
        self._api_keys()
        for name in list(self.world.actors):
            self.world.actors[name] = self.world.me(name)
        return self.world

    def add(self, name: str, organisation: str, role: Role, team: int | None = None) -> Actor:
        """Somebody who signs in, in one role."""
        user_id = directory.add_persona(
            new=directory.NewPersona(name, f"Collega {name.title()}", "", organisation, role),
            organisation_id=self.organisations[organisation], team_id=team, start=date(2024, 1, 1),
        )  # fmt: skip
        self.world.actors[name] = actor_of(User.objects.get(pk=user_id), today=TODAY)
        return self.world.actors[name]

    def _colleagues(self) -> None:
        from samenhang.directory.models import Municipality

        home = Municipality.objects.order_by("pk").values_list("pk", flat=True)[0]
        self.home = home
        with transaction.atomic():
            for code, name in (
                ("wonen-1", "Woonstede Een"),
                ("wonen-2", "Woonstede Twee"),
                ("wonen-3", "Woonstede Drie"),
            ):
                new = directory.NewOrganisation(code, name, "HOUSING_ASSOCIATION", home)
                self.organisations |= directory.add_organisations(actor=SYSTEM, organisations=[new])
        for role in Role:
            self.add(f"role-{role.lower()}", "ggz-heidelanden", role)
        for role in CaseRole:
            if role in {CaseRole.CLIENT, CaseRole.REPRESENTATIVE}:
                user = User.objects.create_user(f"case-{role.lower()}", name=f"Zelf {role.title()}", is_persona=True)
                self.world.actors[user.username] = actor_of(user, today=TODAY)
            elif role is not CaseRole.CASE_DIRECTOR:
                self.add(f"case-{role.lower()}", "thuishaven", Role.PROFESSIONAL)
        for name in ("emergency", "not-named", "ended-job", "left-team", "left-case", "starts-later", "consent-runs",
                     "consent-gone", "along"):  # fmt: skip
            team = (
                directory.add_team(organisation_id=self.organisations["thuishaven"], name=name)
                if name == "left-team"
                else None
            )
            self.add(name, "thuishaven", Role.PROFESSIONAL, team)
        for n in (1, 2, 3):
            self.add(f"officer-{n}", f"wonen-{n}", Role.HOUSING_OFFICER)

    def _somebody(self, name: str) -> None:
        owner = self.world.actors["coordinator-2" if name == "B" else "coordinator"]
        number = register(
            actor=owner, new=NewPerson(f"Persoon {name}", date(1980, 2, 3), self.home), today=date(2026, 9, 1)
        )
        found = keys(reason="the people of the matrix", ids=[number])[0]
        self.world.people[name] = found
        fill(owner, found, self.world.actors["role-professional"], self.organisations["wonen-1"])

    def _sharing(self) -> None:
        """What a home needs is told to three housing associations: it runs, it was withdrawn, it lapsed."""
        owner, somebody = self.world.actors["coordinator"], self.world.people["H"]
        row = person(owner, somebody.id, purpose=door.Purpose.CARE_COORDINATION)
        assert row is not None
        today = clock.today()
        refs = sentences(owner, row, Category.HOUSING_NEEDS, purpose=door.Purpose.CARE_COORDINATION, today=today)
        for n, until in ((1, date(2027, 2, 1)), (2, date(2027, 2, 1)), (3, date(2026, 10, 1))):
            there = self.organisations[f"wonen-{n}"]
            purpose = engine.Purpose.HOUSING_MATCH
            consent = ask_consent(
                actor=owner,
                new=NewConsent(
                    somebody.id, somebody.compartment_id, there, engine.Role.HOUSING_ASSOC, Category.HOUSING_NEEDS, purpose,
                    "Mogen wij dit zeggen?", until,
                ),
                today=today,
                given=Given(GivenHow.SPOKEN, GivenBy.CLIENT, today, witness="Daan"),
            )  # fmt: skip
            matter = Matter(
                there, engine.Role.HOUSING_ASSOC, engine.Role.LIFE_COURSE_COORD, purpose, engine.Stage.HOUSING_MATCH
            )
            parts = (Part(Category.HOUSING_NEEDS, tuple(ref for ref, _ in refs)),)
            share(
                actor=owner,
                sharing=Sharing(
                    somebody.id, matter, parts, "Anders weer een drukke flat.", True, told_how=ToldHow.IN_PERSON
                ),
                today=today,
            )
            if n == 2:
                self.withdrawn = consent

    def _takes_part(self) -> None:
        """Every role in A; in R the one who is named and two who are not; in the others who comes and goes."""
        owner = self.world.actors["coordinator"]
        a, r = self.world.people["A"].dossier_id, self.world.people["R"].dossier_id
        start = date(2026, 9, 1)
        for role in CaseRole:
            if role is CaseRole.CASE_DIRECTOR:
                continue
            who = self.world.actors[f"case-{role.lower()}"]
            join_case(
                actor=owner,
                dossier_id=a,
                role=role,
                start=start,
                user_id=who.user_id,
                organisation_id=who.organisation_id,
            )
        table = next(iter(self.world.actors["table-member"].team_ids))
        for dossier in (a, r):
            join_case(actor=owner, dossier_id=dossier, role=CaseRole.PLACEMENT_TABLE, start=start, team_id=table)
        for name, dossier in (("not-named", r), ("ended-job", a), ("left-case", a)):
            who = self.world.actors[name]
            join_case(
                actor=owner, dossier_id=dossier, role=CaseRole.TREATER, start=start, user_id=who.user_id,
                organisation_id=who.organisation_id,
            )  # fmt: skip
        team = next(iter(self.world.actors["left-team"].team_ids))
        join_case(actor=owner, dossier_id=a, role=CaseRole.SUPPORTER, start=start, team_id=team)

    def _grant(self, name: str, ground: str, start: Any, categories: Category, person_: str = "A") -> None:
        who = self.world.actors[name]
        give_grant(
            actor=self.world.actors["coordinator"], compartment_id=self.world.people[person_].compartment_id,
            categories=categories, ground=ground, basis="AVG 9.2.a", rule_id="D43", rule_version="1", start=start, end=None,
            user_id=who.user_id, organisation_id=who.organisation_id,
        )  # fmt: skip

    def _states(self) -> None:
        now = clock.now()
        both = Category.ID_CONTACT | Category.PLACEMENT_HISTORY
        self._grant("consent-runs", "consent:900001", now, both | Category.INCIDENT)
        self._grant("consent-gone", "consent:900002", now, both | Category.INCIDENT)
        self._grant("along", "disclosure:900003", now, Category.ID_CONTACT | Category.LIFE_DOMAIN_PICTURE, "H")
        self._grant("starts-later", "consent:900004", now + timedelta(days=120), both)

    def _today(self) -> None:
        from samenhang.access.models import Participation
        from samenhang.access.services import leave_case

        owner = self.world.actors["coordinator"]
        with transaction.atomic():
            end_grants(actor=owner, ground="consent:900002")
        withdraw_consent(actor=owner, consent_id=self.withdrawn, how=GivenHow.SPOKEN, today=TODAY)
        restrict(
            actor=owner, dossier_id=self.world.people["R"].dossier_id, reason=RestrictionReason.STAFF_MEMBER,
            named=[owner.me],
        )  # fmt: skip
        analysed(owner, self.world.people["C"].dossier_id, TODAY)
        close_case(actor=owner, dossier_id=self.world.people["C"].dossier_id, on=TODAY, reason="Verhuisd.")
        for name in ("ended-job", "left-team"):
            Membership.objects.filter(user_id=self.world.actors[name].user_id).update(end=date(2026, 11, 1))
        there = self.organisations["wonen-3"]  # somebody who lost one job and has another
        Membership.objects.create(
            user_id=self.world.actors["ended-job"].user_id, organisation_id=there, role=Role.PROFESSIONAL, start=date(2026, 11, 1)
        )  # fmt: skip
        left = Participation.objects.get(user_id=self.world.actors["left-case"].user_id)
        leave_case(actor=owner, participation_id=left.pk, on=TODAY)
        with marking(self.world):
            break_glass(
                actor=self.world.me("emergency"), dossier_id=self.world.people["A"].dossier_id,
                reason=EmergencyReason.CRISIS_ON_DUTY, explanation="De politie bracht iemand binnen.",
            )  # fmt: skip

    def _api_keys(self) -> None:
        for owner in ("coordinator", "role-case_coordinator"):
            actor = self.world.me(owner)
            for scope in (ApiScope.PEOPLE_READ, ApiScope.SUPPLY_READ, ApiScope.REGION_READ, ApiScope.SHARING_DECIDE):
                key = make_key(actor=actor, name=scope, scopes=[scope], start=TODAY, end=date(2027, 1, 1))
                self.world.keys[f"{owner} {scope}"] = (owner, key)


def build(settings: Any) -> World:
    """The world, and a check that no table and no text was forgotten."""
    world = Builder(settings).build()
    marked = {(type(row), name) for row, name in world.words.values()}
    missing = {(m._meta.label, f.name) for m in PROTECTED for f in texts(m)} - {(m._meta.label, n) for m, n in marked}
    assert not missing, f"the matrix knows nothing of {sorted(missing)}: give it a row in tests/privacy/whole_file.py"
    assert Person.objects.for_rule("the names are marked").filter(name__startswith="Zq").count() == len(world.people)
    assert Grant.objects.filter(suspended=True).exists()
    return world


def all_facts() -> dict[Any, list[Fact]]:
    """Every protected row of the region, by table."""
    found = {}
    for table in PROTECTED:
        rows = table.objects.for_rule("every fact there is, to compare what each may see with the oracle")
        if table.category_field:
            values = rows.values_list("pk", "compartment_id", table.category_field)
        else:
            values = [(pk, where, int(table.category)) for pk, where in rows.values_list("pk", "compartment_id")]
        found[table] = [Fact(table._meta.label, pk, where, bit) for pk, where, bit in values]
    return found
