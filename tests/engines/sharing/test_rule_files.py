"""Rule files: what is refused and how, what a signature covers, and what a question or consent may not be."""

from __future__ import annotations

import datetime as dt
import hashlib
import timeit

import pytest

from samenhang.engines.sharing import (
    Category,
    ConsentFact,
    Facts,
    InvalidProblem,
    InvalidRules,
    Purpose,
    Question,
    Role,
    Stage,
    decide,
    load_rules,
    read_rules,
    versions,
)
from samenhang.engines.sharing.ruleset import FOLDER

TODAY = dt.date(2026, 11, 22)
FILE = FOLDER / "2026-11.toml"
TEXT = FILE.read_text(encoding="utf-8")

WRONG = [
    ('version = "2026-11"', "version = ", "not TOML"),
    ('owner = "PRIVACY_OFFICER"\n', "", "owner is missing"),
    ('owner = "PRIVACY_OFFICER"', 'owner = " "', "owner must be a text"),
    ('owner = "PRIVACY_OFFICER"', 'owner = "X"\nsurprise = 1', "surprise is not known here"),
    ("valid_from = 2026-11-01", 'valid_from = "soon"', "valid_from must be a day"),
    ("MEDICAL_SECRECY = [", "SECRECY = [", "roles must hold MEDICAL_SECRECY"),
    ('id = "D02"\nfrom = ["GGZ_TREATER"]', 'id = "D02"\nfrom = ["DOCTOR"]', "D02: 'DOCTOR' is no Role"),
    ('id = "D02"\nfrom = ["GGZ_TREATER"]', 'id = "D02"\nfrom = ["@DOCTORS"]', "D02: no group '@DOCTORS'"),
    ('id = "D02"\nfrom = ["GGZ_TREATER"]', 'id = "D02"\nfrom = []', "D02: [] holds nothing"),
    ('id = "D02"\n', 'id = "D03"\n', "D03 is there twice"),
    ('checks = ["RELATION_REGISTERED"]', 'checks = ["RELATED"]', "D02: no check 'RELATED'"),
    ('checks = ["RELATION_REGISTERED"]', 'chekcs = ["RELATION_REGISTERED"]', "D02: chekcs is not known here"),
    ('consent = ["PRES"]', 'consent = ["MAYBE"]', "'MAYBE' is no Opener"),
    ('delivery = "GRANT"', 'delivery = "POST"', "'POST' is no Delivery"),
    ("expiry_days = 90", "expiry_days = 0", "expiry_days must be a number of days"),
    ("gate = true", "gate = false", "D51: a gate blocks, and only a gate does"),
    ('why = "NOT_NEEDED_FOR_HOUSING"', 'why = ""', "D51: what blocks must name lock, why and opens"),
    ('minimum_set = ["OWN_DATA"]', "minimum_set = []", "D01: what can be opened must name a basis and a minimum set"),
    ('mark = "OK"', 'mark = "SURE"', "mark must be one of V, OK"),
    ('holds_in = ["D32", "D51"]', 'holds_in = ["D99"]', "R-HOUS-01 holds in D99, which does not exist"),
    ('norm = "R-HOUS-01"', 'norm = "R-HOUS-02"', "D32 leans on R-HOUS-02, which does not exist"),
    ('log = ["RELATION_ID"]', 'log = ["RELATION_ID", "RELATION_ID"]', "names something twice"),
]


@pytest.mark.parametrize(("old", "new", "message"), WRONG, ids=[row[2] for row in WRONG])
def test_a_bad_file_says_what_is_wrong_and_where(old, new, message):
    assert old in TEXT
    with pytest.raises(InvalidRules) as refusal:
        read_rules(TEXT.replace(old, new, 1).encode(), "next.toml")
    assert str(refusal.value).startswith("next.toml: ") and message in str(refusal.value)


def test_the_fingerprint_covers_every_letter_but_not_line_endings():
    rules = load_rules("2026-11")
    assert rules.fingerprint == hashlib.sha256(TEXT.encode()).hexdigest()
    assert read_rules(TEXT.replace("\n", "\r\n").encode()).fingerprint == rules.fingerprint
    assert (
        read_rules(TEXT.replace("emergency", "x").replace("# Sharing rules", "# Sharing Rules").encode()).fingerprint
        != rules.fingerprint
    )


def test_versions_by_name_and_the_newest_by_default():
    assert load_rules() is load_rules() and load_rules().version == versions()[-1] == FILE.stem
    with pytest.raises(InvalidRules, match="no rules '1999'"):
        load_rules("1999")


def test_a_changed_rule_changes_the_answer_and_nothing_else():
    """A privacy officer who withdraws the relation check from D02 changes D02."""
    looser = read_rules(TEXT.replace('checks = ["RELATION_REGISTERED"]\n', "", 1).encode())
    question = Question(
        Role.GGZ_TREATER, Role.GGZ_TREATER, Category.MEDICAL, Purpose.CARE, Stage.TREATMENT, Facts(TODAY)
    )
    assert not decide(question).allowed and decide(question, looser).allowed


def test_every_rule_says_where_it_comes_from_in_two_languages():
    rules = load_rules()
    words = [one.words for one in (*rules.rules, rules.closed, rules.none, *rules.norms)]
    numbers = {one.id for one in words}
    assert {f"D{number:02}" for number in range(1, 52)} <= numbers and "R-HOUS-01" in numbers
    for one in words:
        assert one.source and one.nl.endswith(".") and one.en.endswith(".") and one.nl != one.en


ALL = {
    "recipient_roles": frozenset({Role.GP}),
    "categories": frozenset({Category.BSN}),
    "purposes": frozenset({Purpose.CARE}),
}


@pytest.mark.parametrize(
    ("change", "spot"),
    [
        ({"recipient_roles": frozenset()}, "recipient_roles"),
        ({"recipient_roles": {Role.GP}}, "recipient_roles"),
        ({"categories": frozenset({"BSN"})}, "categories"),
        ({"given_on": dt.datetime(2026, 1, 1)}, "given_on"),  # noqa: DTZ001
        ({"valid_until": TODAY}, "valid_until"),
        ({"withdrawn_on": TODAY - dt.timedelta(days=1)}, "withdrawn_on"),
        ({"explicit": 1}, "explicit"),
        ({"items": ["x"]}, "items"),
    ],
)
def test_half_a_consent_is_no_consent(change, spot):
    with pytest.raises(InvalidProblem) as refusal:
        ConsentFact(**({**ALL, "given_on": TODAY, "valid_until": TODAY + dt.timedelta(days=1)} | change))
    assert refusal.value.spot == spot


@pytest.mark.parametrize(
    ("change", "spot"),
    [
        ({"today": None}, "today"), ({"consents": []}, "consents"), ({"objected": {Category.BSN}}, "objected"),
        ({"declared_purposes": {"CARE"}}, "declared_purposes"), ({"regime": "CONSENT"}, "regime"), ({"ground": "LAW"}, "ground"),
        ({"title_end": "2026-01-01"}, "title_end"), ({"decision_25": TODAY + dt.timedelta(days=1)}, "decision_25"),
        ({"decision_reference": None}, "decision_reference"), ({"acute_danger": 1}, "acute_danger"), ({"flags": {"X": 1}}, "flags"),
    ],
)  # fmt: skip
def test_facts_check_themselves(change, spot):
    with pytest.raises(InvalidProblem) as refusal:
        Facts(**({"today": TODAY} | change))
    assert refusal.value.spot == spot


def test_a_question_in_texts_is_refused():
    with pytest.raises(InvalidProblem, match="sender"):
        Question("GP", Role.GP, Category.BSN, Purpose.CARE, Stage.PLAN, Facts(TODAY))


def test_a_decision_costs_well_under_twenty_microseconds():
    """The least of several runs, with room for a busy machine."""
    given = ConsentFact(
        frozenset({Role.WMO_PROVIDER}), frozenset({Category.MEDICAL}), frozenset({Purpose.SUPPORT}), TODAY,
        TODAY + dt.timedelta(days=9), items=("medication",),
    )  # fmt: skip
    question = Question(
        Role.GGZ_TREATER, Role.WMO_PROVIDER, Category.MEDICAL, Purpose.SUPPORT, Stage.PLAN, Facts(TODAY, consents=(given,))
    )  # fmt: skip
    assert decide(question).expiry_days == 9
    assert min(timeit.repeat(lambda: decide(question), number=2000, repeat=7)) / 2000 < 20e-6
