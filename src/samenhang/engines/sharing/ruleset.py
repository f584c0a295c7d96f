"""Rule files: read, checked line by line, and given a fingerprint that a privacy officer can sign.

A file is data with an owner and a version. What it may say is closed: an unknown role, check, lock or key is an error with the name of
the rule, never a rule that silently does nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from .checks import CHECKS
from .terms import Category, Code, Delivery, InvalidRules, Lock, Opener, Purpose, Regime, Role, Stage

FOLDER = Path(__file__).parent / "rules"
MARKS = ("V", "OK")
_TOP = {
    "version",
    "valid_from",
    "owner",
    "needs_no_declared_purpose",
    "log",
    "groups",
    "rule",
    "closed",
    "none",
    "norm",
}
_WORDS = {"id", "source", "mark", "nl", "en"}
_RULE = _WORDS | {
    "from", "to", "also", "except_from", "categories", "stages", "purposes", "basis", "basis_of", "consent", "consent_for",
    "consent_under_medical_secrecy", "consent_max_age_days", "items_named", "escalates", "checks", "checks_for", "checks_from", "checks_to",
    "checks_not_with", "duties", "minimum_set", "minimum_set_for", "delivery", "expiry_days", "regimes", "outside_case", "flag", "gate",
    "remainder", "lock", "why", "opens", "log", "notice", "notice_weighed", "notice_what", "norm",
}  # fmt: skip
_NEEDED = _WORDS | {"from", "to", "categories", "stages", "purposes", "basis", "consent", "notice"}
_NOTICE = ("WHAT", "WHY", "TO_WHOM", "WHAT_WAS_DISCUSSED")

Kind = TypeVar("Kind", bound=Code)


@dataclass(frozen=True, slots=True)
class Words:
    """Where a rule comes from and what it says in plain Dutch and English; mark V: the article itself was read."""

    id: str
    source: str
    mark: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, groups written out. What depends on the category, the sender or the receiver is looked up in the mappings."""

    words: Words
    senders: tuple[Role, ...]
    recipients: tuple[Role, ...]
    pairs: frozenset[tuple[Role, Role]]
    not_from: Mapping[Role, frozenset[Category]]
    categories: tuple[Category, ...]
    stages: tuple[Stage, ...]
    purposes: tuple[Purpose, ...]
    basis: tuple[str, ...]
    basis_of: Mapping[Opener, tuple[str, ...]]
    consent: tuple[Opener, ...]
    consent_for: Mapping[Category, tuple[Opener, ...]]
    consent_under_medical_secrecy: tuple[Opener, ...]
    consent_max_age_days: int | None
    items_named: bool
    escalates: bool
    checks: tuple[str, ...]
    checks_for: Mapping[Category, tuple[str, ...]]
    checks_from: Mapping[Role, tuple[str, ...]]
    checks_to: Mapping[Role, tuple[str, ...]]
    checks_not_with: Mapping[Role, tuple[str, ...]]
    duties: tuple[str, ...]
    minimum_set: tuple[str, ...]
    minimum_set_for: Mapping[Category, tuple[str, ...]]
    delivery: Delivery | None
    expiry_days: int | None
    regimes: frozenset[Regime]
    outside_case: bool
    flag: str
    gate: bool
    remainder: bool
    lock: Lock | None
    why: str
    opens: tuple[str, ...]
    log: tuple[str, ...]
    notice: str
    notice_weighed: str
    notice_what: tuple[str, ...]
    norm: str

    @property
    def id(self) -> str:
        """The rule's number, such as D19."""
        return self.words.id

    def matches_pair(self, sender: Role, recipient: Role, category: Category) -> bool:
        """Whether the rule speaks about this giver, receiver and kind of fact."""
        return (
            (sender, recipient) in self.pairs
            and category in self.categories
            and category not in self.not_from.get(sender, ())
        )

    def openers(self, sender: Role, category: Category, bound: frozenset[Role]) -> tuple[Opener, ...]:
        """What can open the rule for this giver and kind of fact."""
        if self.consent_under_medical_secrecy and sender in bound:
            return self.consent_under_medical_secrecy
        return self.consent_for.get(category, self.consent)

    def checks_between(self, sender: Role, recipient: Role, category: Category) -> tuple[str, ...]:
        """The facts that the rule demands here."""
        wanted = dict.fromkeys(
            (
                *self.checks,
                *self.checks_for.get(category, ()),
                *self.checks_from.get(sender, ()),
                *self.checks_to.get(recipient, ()),
            )
        )
        dropped = {*self.checks_not_with.get(sender, ()), *self.checks_not_with.get(recipient, ())}
        return tuple(name for name in wanted if name not in dropped)


@dataclass(frozen=True, slots=True)
class Fallback:
    """What is answered when a case is closed, or when no rule matches."""

    words: Words
    lock: Lock
    why: str
    opens: tuple[str, ...]
    log: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Norm:
    """An article that decides nothing by itself but holds in the rules it names."""

    words: Words
    holds_in: tuple[str, ...]
    closed_list: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class RuleSet:
    """A version of the rules; `fingerprint` is the SHA-256 of the file as it is read and signed."""

    version: str
    valid_from: dt.date
    owner: str
    fingerprint: str
    rules: tuple[Rule, ...]
    norms: tuple[Norm, ...]
    closed: Fallback
    none: Fallback
    log: tuple[str, ...]
    needs_no_declared_purpose: frozenset[Purpose]
    medical_secrecy: frozenset[Role]
    unbound: frozenset[Role]
    compiled: dict[str, Any] = field(default_factory=dict, repr=False)

    def rule(self, rule_id: str) -> Rule | Fallback | Norm:
        """The rule, fallback or norm with this number."""
        known: list[Rule | Fallback | Norm] = [*self.rules, self.closed, self.none, *self.norms]
        return next(one for one in known if one.words.id == rule_id)


def versions() -> tuple[str, ...]:
    """The versions on file, oldest first."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def load_rules(version: str | None = None) -> RuleSet:
    """A version of the rules, the newest when none is named. Raises `InvalidRules`."""
    known = versions()
    if version is not None and version not in known:
        raise InvalidRules(f"no rules {version!r}; on file: {', '.join(known) or 'none'}")
    if not known:
        raise InvalidRules("no rule file")
    return read_rules((FOLDER / f"{version or known[-1]}.toml").read_bytes(), f"{version or known[-1]}.toml")


def fingerprint(content: bytes) -> str:
    """SHA-256 of a rule file; line endings make no difference."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def read_rules(content: bytes, name: str = "rules") -> RuleSet:
    """The rules in the bytes of a file. Raises `InvalidRules` naming file, rule and spot."""
    try:
        document = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRules(f"{name}: not TOML in UTF-8: {error}") from None
    try:
        return _Reader(document).read(fingerprint(content))
    except InvalidRules as error:
        raise InvalidRules(f"{name}: {error}") from None


class _Reader:
    """Reads one document; `at` says where in it we are."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.at = ""
        self.groups: dict[str, dict[str, Any]] = {}

    def fail(self, message: str) -> InvalidRules:
        return InvalidRules(f"{self.at}: {message}" if self.at else message)

    def read(self, mark: str) -> RuleSet:
        document = self.document
        self.keys(document, _TOP, _TOP - {"norm"})
        self.groups = document["groups"]
        self.at = "groups"
        if not isinstance(self.groups, dict) or set(self.groups) != {"roles", "categories", "regimes"}:
            raise self.fail("must hold roles, categories and regimes")
        for wanted in ("MEDICAL_SECRECY", "UNBOUND"):
            if wanted not in self.groups["roles"]:
                raise self.fail(f"roles must hold {wanted}")
        self.at = ""
        if type(document["valid_from"]) is not dt.date:
            raise self.fail("valid_from must be a day")
        rules = tuple(self.rule(row, number) for number, row in enumerate(document["rule"]))
        closed, none = self.fallback("closed"), self.fallback("none")
        norms = tuple(self.norm(row, number) for number, row in enumerate(document.get("norm", ())))
        ids = [rule.id for rule in rules] + [closed.words.id, none.words.id] + [norm.words.id for norm in norms]
        self.at = ""
        for one in ids:
            if ids.count(one) > 1:
                raise self.fail(f"{one} is there twice")
        for norm in norms:
            for held in norm.holds_in:
                if held not in ids:
                    raise self.fail(f"{norm.words.id} holds in {held}, which does not exist")
        for rule in rules:
            if rule.norm and rule.norm not in ids:
                raise self.fail(f"{rule.id} leans on {rule.norm}, which does not exist")
        return RuleSet(
            version=self.text(document, "version"),
            valid_from=document["valid_from"],
            owner=self.text(document, "owner"),
            fingerprint=mark,
            rules=rules,
            norms=norms,
            closed=closed,
            none=none,
            log=self.texts(document, "log"),
            needs_no_declared_purpose=frozenset(self.members(document["needs_no_declared_purpose"], Purpose, "")),
            medical_secrecy=frozenset(self.members(["@MEDICAL_SECRECY"], Role, "roles")),
            unbound=frozenset(self.members(["@UNBOUND"], Role, "roles")),
        )

    def rule(self, row: Any, number: int) -> Rule:
        self.at = f"rule[{number}]"
        words = self.words(row, _RULE, _NEEDED)
        senders = self.members(row["from"], Role, "roles")
        recipients = self.members(row["to"], Role, "roles")
        pairs = {(giver, taker) for giver in senders for taker in recipients}
        for more in self.rows(row, "also"):
            self.keys(more, {"from", "to"}, {"from", "to"})
            pairs |= {
                (giver, taker)
                for giver in self.members(more["from"], Role, "roles")
                for taker in self.members(more["to"], Role, "roles")
            }
        consent = self.openers(row["consent"])
        blocked = consent == (Opener.BLOCK,)
        if (blocked or row.get("remainder")) and not (row.get("lock") and row.get("why") and row.get("opens")):
            raise self.fail("what blocks must name lock, why and opens")
        if not blocked and "delivery" not in row:
            raise self.fail("delivery is missing")
        if not blocked and not (row["basis"] and row.get("minimum_set")):
            raise self.fail("what can be opened must name a basis and a minimum set")
        if bool(row.get("gate")) != blocked:
            raise self.fail("a gate blocks, and only a gate does")
        regimes = row.get("regimes", ["@CASE"])
        return Rule(
            words=words,
            senders=senders,
            recipients=recipients,
            pairs=frozenset(pair for pair in pairs if pair[0] is not pair[1] or pair[0] in _AMONG_THEMSELVES),
            not_from={
                giver: frozenset(kinds)
                for giver, kinds in self.by(row, "except_from", Role, lambda r: self.members(r, Category, "categories"))
            },
            categories=self.members(row["categories"], Category, "categories"),
            stages=self.members(row["stages"], Stage, ""),
            purposes=self.members(row["purposes"], Purpose, ""),
            basis=self.texts(row, "basis"),
            basis_of=dict(self.by(row, "basis_of", Opener, self.strings)),
            consent=consent,
            consent_for=dict(self.by(row, "consent_for", Category, self.openers)),
            consent_under_medical_secrecy=self.openers(row.get("consent_under_medical_secrecy", [])),
            consent_max_age_days=self.days(row, "consent_max_age_days"),
            items_named=self.truth(row, "items_named"),
            escalates=self.truth(row, "escalates"),
            checks=self.checks(row.get("checks", [])),
            checks_for=dict(self.by(row, "checks_for", Category, self.checks)),
            checks_from=dict(self.by(row, "checks_from", Role, self.checks)),
            checks_to=dict(self.by(row, "checks_to", Role, self.checks)),
            checks_not_with=dict(self.by(row, "checks_not_with", Role, self.checks)),
            duties=self.texts(row, "duties"),
            minimum_set=self.texts(row, "minimum_set"),
            minimum_set_for=dict(self.by(row, "minimum_set_for", Category, self.strings)),
            delivery=self.member(row["delivery"], Delivery) if "delivery" in row else None,
            expiry_days=self.days(row, "expiry_days"),
            regimes=frozenset(self.members(regimes, Regime, "regimes")),
            outside_case=self.truth(row, "outside_case"),
            flag=str(row.get("flag", "")),
            gate=self.truth(row, "gate"),
            remainder=self.truth(row, "remainder"),
            lock=self.member(row["lock"], Lock) if "lock" in row else None,
            why=str(row.get("why", "")),
            opens=self.texts(row, "opens"),
            log=self.texts(row, "log"),
            notice=self.text(row, "notice"),
            notice_weighed=str(row.get("notice_weighed", row["notice"])),
            notice_what=() if row["notice"] == "NONE" else (*_NOTICE, *self.texts(row, "notice_what")),
            norm=str(row.get("norm", "")),
        )

    def fallback(self, name: str) -> Fallback:
        row = self.document[name]
        self.at = name
        allowed = _WORDS | {"lock", "why", "opens", "log"}
        words = self.words(row, allowed, allowed)
        return Fallback(
            words,
            self.member(row["lock"], Lock),
            self.text(row, "why"),
            self.texts(row, "opens"),
            self.texts(row, "log"),
        )

    def norm(self, row: Any, number: int) -> Norm:
        self.at = f"norm[{number}]"
        words = self.words(row, _WORDS | {"holds_in", "closed_list"}, _WORDS | {"holds_in"})
        return Norm(words, self.texts(row, "holds_in"), self.texts(row, "closed_list"))

    def words(self, row: Any, allowed: set[str], needed: set[str]) -> Words:
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            self.at = f"{self.at} {row['id']}"
        self.keys(row, allowed, needed)
        mark = self.text(row, "mark")
        if mark not in MARKS:
            raise self.fail(f"mark must be one of {', '.join(MARKS)}")
        return Words(self.text(row, "id"), self.text(row, "source"), mark, self.text(row, "nl"), self.text(row, "en"))

    def keys(self, row: Any, allowed: set[str], needed: set[str]) -> None:
        if not isinstance(row, dict):
            raise self.fail("must be a table")
        for name in row:
            if name not in allowed:
                raise self.fail(f"{name} is not known here")
        for name in sorted(needed):
            if name not in row:
                raise self.fail(f"{name} is missing")

    def rows(self, row: dict[str, Any], name: str) -> list[Any]:
        found = row.get(name, [])
        if not isinstance(found, list):
            raise self.fail(f"{name} must be a list")
        return found

    def text(self, row: dict[str, Any], name: str) -> str:
        found = row[name]
        if not isinstance(found, str) or not found.strip():
            raise self.fail(f"{name} must be a text that is not empty")
        return found

    def texts(self, row: dict[str, Any], name: str) -> tuple[str, ...]:
        return self.strings(self.rows(row, name))

    def strings(self, found: Any) -> tuple[str, ...]:
        if not isinstance(found, list) or not all(isinstance(one, str) and one.strip() for one in found):
            raise self.fail(f"{found!r} must be a list of texts")
        if len(set(found)) != len(found):
            raise self.fail(f"{found!r} names something twice")
        return tuple(found)

    def truth(self, row: dict[str, Any], name: str) -> bool:
        found = row.get(name, False)
        if type(found) is not bool:
            raise self.fail(f"{name} must be true or false")
        return found

    def days(self, row: dict[str, Any], name: str) -> int | None:
        found = row.get(name)
        if found is not None and (type(found) is not int or not 1 <= found <= 3660):
            raise self.fail(f"{name} must be a number of days from 1 to 3660")
        return found

    def openers(self, found: Any) -> tuple[Opener, ...]:
        return tuple(self.member(one, Opener) for one in self.strings(found))

    def checks(self, found: Any) -> tuple[str, ...]:
        for one in self.strings(found):
            if one not in CHECKS:
                raise self.fail(f"no check {one!r}")
        return self.strings(found)

    def by(self, row: dict[str, Any], name: str, kind: type[Kind], read: Any) -> Iterable[tuple[Kind, Any]]:
        """A mapping from a code, or a group of codes, to what `read` makes of the value."""
        found = row.get(name, {})
        if not isinstance(found, dict):
            raise self.fail(f"{name} must be a table")
        group = "categories" if kind is Category else "roles" if kind is Role else ""
        for key, value in found.items():
            for one in self.members([key], kind, group):
                yield one, read(value)

    def member(self, found: Any, kind: type[Kind]) -> Kind:
        if not isinstance(found, str) or found not in kind.__members__:
            raise self.fail(f"{found!r} is no {kind.__name__}")
        return kind(found)

    def members(self, found: Any, kind: type[Kind], group: str) -> tuple[Kind, ...]:
        """Codes with groups and stars written out, in the order of the code list."""
        chosen: set[Kind] = set()
        for one in self.strings(found):
            bare = one.removeprefix("!")
            if bare == "*":
                these: set[Kind] = set(kind)
            elif bare.startswith("@"):
                if bare[1:] not in self.groups.get(group, {}):
                    raise self.fail(f"no group {bare!r}")
                these = set(self.members(self.groups[group][bare[1:]], kind, group))
            else:
                these = {self.member(bare, kind)}
            chosen = chosen - these if one.startswith("!") else chosen | these
        if not chosen:
            raise self.fail(f"{found!r} holds nothing")
        return tuple(one for one in kind if one in chosen)


# Roles that a group of people holds, so that one gives to another in the same role.
_AMONG_THEMSELVES = frozenset(Role) - {Role.CLIENT, Role.REPRESENTATIVE, Role.ZVH, Role.OTHER_ZVH, Role.REGION}
