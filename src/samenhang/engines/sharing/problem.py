"""What is asked: may this role give this category to that role, for this purpose, at this stage, given these facts?

Periods are half-open: consent holds from `given_on` up to but not including `valid_until`; withdrawn on a day means from that day on.
Facts say what is established. What is not said counts as not established and never opens anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from .terms import Category, Code, Ground, InvalidProblem, Purpose, Regime, Role, Stage

PROBLEM_FORMAT = "samenhang.sharing/1"
WFZ_WINDOW_DAYS = 42  # six weeks before the end of a criminal title (Wfz 2.5)


def _day(spot: str, value: object) -> None:
    if type(value) is not dt.date:
        raise InvalidProblem(spot, "must be a day")


def _codes(spot: str, value: object, kind: type[Code]) -> None:
    if not isinstance(value, frozenset) or not all(type(item) is kind for item in value):
        raise InvalidProblem(spot, f"must be a frozenset of {kind.__name__}")


def _texts(spot: str, value: object) -> None:
    if not isinstance(value, tuple) or not all(isinstance(item, str) and item.strip() for item in value):
        raise InvalidProblem(spot, "must be a tuple of texts that are not empty")


@dataclass(frozen=True, slots=True)
class ConsentFact:
    """Consent as recorded: to whom, which categories, for what, from when until when. Never "all partners"."""

    recipient_roles: frozenset[Role]
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    given_on: dt.date
    valid_until: dt.date
    withdrawn_on: dt.date | None = None
    explicit: bool = True
    items: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, value, kind in (
            ("recipient_roles", self.recipient_roles, Role),
            ("categories", self.categories, Category),
            ("purposes", self.purposes, Purpose),
        ):
            _codes(name, value, kind)
            if not value:
                raise InvalidProblem(name, "must name at least one")
        _day("given_on", self.given_on)
        _day("valid_until", self.valid_until)
        if self.valid_until <= self.given_on:
            raise InvalidProblem("valid_until", "must be later than given_on")
        if self.withdrawn_on is not None:
            _day("withdrawn_on", self.withdrawn_on)
            if self.withdrawn_on < self.given_on:
                raise InvalidProblem("withdrawn_on", "must not be earlier than given_on")
        if type(self.explicit) is not bool:
            raise InvalidProblem("explicit", "must be true or false")
        _texts("items", self.items)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is established about the situation, on the day `today`.

    `regime` is the law under which the fact is kept where it comes from (None: it comes from no compartment). `ground` is the exception
    that a human chose and `motivation` whether the reasons are written down. `decision_reference` names the written decision on police
    data. The `flags` say which bills have become law.
    """

    today: dt.date
    consents: tuple[ConsentFact, ...] = ()
    objected: frozenset[Category] = frozenset()  # the person objects to sharing these
    declared_purposes: frozenset[Purpose] | None = None  # of the case; None: not asked
    regime: Regime | None = None
    ground: Ground | None = None
    motivation: bool = False
    title_end: dt.date | None = None  # first day on which the criminal title no longer holds
    care_needed: bool = False  # care is judged needed after the title
    decision_25: dt.date | None = None  # the day on which that was recorded (Wfz 2.5)
    decision_reference: str = ""  # of the written decision on police data (Wpg 18-20)
    relation: bool = False  # the treatment relation is registered
    representation: bool = False  # the representative is registered
    plan_version_signed: bool = False  # this version of the plan was approved by the person
    confidentiality_signed: bool = False
    conditions_lack: bool = False  # essential conditions for taking part in society lack (Wvggz 8:17-18)
    admitted: bool = False
    serious_harm: bool = False
    zv_informed: bool = False
    acute_danger: bool = False
    authority_agrees: bool = False  # the competent authority agrees (Wpg 19)
    avoids_care: bool = False
    children_or_partner_in_danger: bool = False
    investigation_opposes: bool = False
    weighty_reasons_oppose: bool = False  # the supplier's own judgement (WGS 1.5)
    fit_decided: bool = False  # public participants judged that the case fits (WGS 2.31)
    joins_conference: bool = False  # public participants decided that the receiver must join
    sender_public: bool = False  # the giver is a public participant (WGS 2.27)
    recipient_public: bool = False
    rac_tested: bool = False
    objection_of_participant: bool = False
    supplier_consents: bool = False
    hit_found: bool = False
    property_level: bool = False  # the need is put as a requirement on the home
    deidentified: bool = False
    with_allowed_sharing: bool = False  # goes along with a sharing that is allowed
    case_closed: bool = False
    recipient_left: bool = False
    flags: Mapping[str, bool] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        _day("today", self.today)
        if not isinstance(self.consents, tuple) or not all(type(one) is ConsentFact for one in self.consents):
            raise InvalidProblem("consents", "must be a tuple of ConsentFact")
        _codes("objected", self.objected, Category)
        if self.declared_purposes is not None:
            _codes("declared_purposes", self.declared_purposes, Purpose)
        if self.regime is not None and type(self.regime) is not Regime:
            raise InvalidProblem("regime", "must be a Regime")
        if self.ground is not None and type(self.ground) is not Ground:
            raise InvalidProblem("ground", "must be a Ground")
        for name in ("title_end", "decision_25"):
            if getattr(self, name) is not None:
                _day(name, getattr(self, name))
        if self.decision_25 is not None and self.decision_25 > self.today:
            raise InvalidProblem("decision_25", "is later than today")
        if not isinstance(self.decision_reference, str):
            raise InvalidProblem("decision_reference", "must be a text")
        for name in TRUTHS:
            if type(getattr(self, name)) is not bool:
                raise InvalidProblem(name, "must be true or false")
        if not isinstance(self.flags, Mapping) or not all(
            isinstance(name, str) and type(on) is bool for name, on in self.flags.items()
        ):
            raise InvalidProblem("flags", "must map names to true or false")


TRUTHS = tuple(one.name for one in fields(Facts) if one.type == "bool")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Ask one per category: each has its own answer."""

    sender: Role
    recipient: Role
    category: Category
    purpose: Purpose
    stage: Stage
    facts: Facts

    def __post_init__(self) -> None:
        for name, kind in _KINDS:
            if type(getattr(self, name)) is not kind:
                raise InvalidProblem(name, f"must be a {kind.__name__}")


_KINDS: tuple[tuple[str, type[Any]], ...] = (
    ("sender", Role),
    ("recipient", Role),
    ("category", Category),
    ("purpose", Purpose),
    ("stage", Stage),
    ("facts", Facts),
)
