"""What is possible, due or derived in intake: day and facts are arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta

from samenhang.base.errors import Refused
from samenhang.intake.enums import Answer, Fit, Lens, SignalKind

E33_TIMES = 3
E33_WITHIN = timedelta(days=90)
SIGNAL_LENGTH = 300
# What the desk writes for a case may be longer than a signal that a colleague notes there.
CASE_WORDS_LENGTH = 1_000
# Stems with which a bystander guesses at what somebody has; a signal says what was seen or heard.
_GUESSES = re.compile(
    r"\b(psychot|psychose|schizo|borderline|manisch|bipolair|bipolar|autis|dement|verslaafd|addict|junk|gestoord|"
    r"psychopa|narcis|paranoi|waanbeeld|delusion|zwakbegaafd|verstandelijk beperkt)\w*",
    re.IGNORECASE,
)


def result(answers: Iterable[str]) -> Fit:
    """What the answers say together: all yes meets, all no does not, anything else partly. It excludes nobody."""
    given = set(answers)
    if given == {Answer.YES}:
        return Fit.MEETS
    return Fit.NOT if given == {Answer.NO} else Fit.PARTLY


def repeated_e33(signals: Iterable[tuple[str, date]], today: date) -> list[date]:
    """The days of the E33 reports of the last ninety days when there are three or more (R-15); empty otherwise.

    It asks those involved to look together. It never leads to a measure by itself.
    """
    days = sorted(on for kind, on in signals if kind == SignalKind.E33 and today - E33_WITHIN < on <= today)
    return days if len(days) >= E33_TIMES else []


def check_signal(text: str) -> None:
    """Raise Refused(SIGNAL_TOO_LONG) or Refused(GUESS_ABOUT_ILLNESS): a signal is short and says what was seen or heard."""
    if len(text) > SIGNAL_LENGTH:
        raise Refused("SIGNAL_TOO_LONG")
    if _GUESSES.search(text):
        raise Refused("GUESS_ABOUT_ILLNESS")


def health_words(text: str) -> list[str]:
    """The words of a text that say what somebody has, each once, as they stand there.

    >>> health_words("Riep dat hij psychotisch is, was verslaafd, niet psychotisch")
    ['psychotisch', 'verslaafd']
    """
    return list(dict.fromkeys(found.group(0) for found in _GUESSES.finditer(text)))


def strike_health_words(text: str) -> str:
    """The text without the words that say what somebody has; it can be seen that something stood there.

    >>> strike_health_words("De buurman is psychotisch en roept.")
    'De buurman is […] en roept.'
    """
    return _GUESSES.sub("[…]", text)


@dataclass(frozen=True)
class GroupFacts:
    """What is known that a lens looks at; None means not known, which is not no."""

    age: int | None = None
    lives_with_family: bool | None = None
    day_activity: bool | None = None
    bridging: bool | None = None
    file_holder: bool | None = None
    leaves_youth_care: bool | None = None
    offence: bool | None = None
    addiction: bool | None = None
    behaviour: bool | None = None
    personal_budget: bool | None = None
    vg6_or_vg7: bool | None = None
    professional_care: bool | None = None
    in_care: bool | None = None
    mismatch: bool | None = None
    criminal_title: bool | None = None
    complex_need: bool | None = None
    voluntary_only: bool | None = None
    recovering: bool | None = None
    civil_measures: int | None = None
    life_course: bool | None = None


@dataclass(frozen=True)
class Suggestion:
    """Whether a lens suits what is known: yes, no, or it cannot be said, and then which facts are missing."""

    lens: Lens
    suits: bool | None
    missing: tuple[str, ...] = ()


def _and(*values: bool | None) -> bool | None:
    if any(v is False for v in values):
        return False
    return None if any(v is None for v in values) else True


def _or(*values: bool | None) -> bool | None:
    if any(v is True for v in values):
        return True
    return None if any(v is None for v in values) else False


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _between(age: int | None, first: int, last: int) -> bool | None:
    return None if age is None else first <= age <= last


# Handbook 8.3: for each lens the facts that it looks at and how it reads them.
_LENSES: dict[Lens, tuple[tuple[str, ...], Callable[[GroupFacts], bool | None]]] = {
    Lens.THUISZITTER: (
        ("lives_with_family", "bridging", "day_activity", "file_holder"),
        lambda f: _and(f.lives_with_family, _or(f.bridging, _not(f.day_activity)), _not(f.file_holder)),
    ),
    Lens.YOUNG_ADULT: (
        ("age", "leaves_youth_care", "offence", "addiction", "behaviour"),
        lambda f: _and(_between(f.age, 16, 27), f.leaves_youth_care, _or(f.offence, f.addiction, f.behaviour)),
    ),
    Lens.PGB: (
        ("personal_budget", "vg6_or_vg7", "professional_care"),
        lambda f: _and(f.personal_budget, f.vg6_or_vg7, _not(f.professional_care)),
    ),
    Lens.RESIDENT_MISMATCH: (("in_care", "mismatch"), lambda f: _and(f.in_care, f.mismatch)),
    Lens.FORENSIC_INFLOW: (("criminal_title", "complex_need"), lambda f: _and(f.criminal_title, f.complex_need)),
    Lens.LIFE_COURSE: (("life_course",), lambda f: f.life_course),
    Lens.VOLUNTARY_RECOVERY: (
        ("voluntary_only", "recovering"),
        lambda f: _and(f.voluntary_only, f.recovering),
    ),
    Lens.CIVIL_REVOLVING: (
        ("civil_measures",),
        lambda f: None if f.civil_measures is None else f.civil_measures >= 2,
    ),
}


def suggested_groups(facts: GroupFacts) -> list[Suggestion]:
    """What each lens says about these facts, in the order of the handbook. Somebody may suit none: a lens is no gate."""
    found = []
    for lens, (looks_at, reads) in _LENSES.items():
        suits = reads(facts)
        missing = tuple(name for name in looks_at if suits is None and getattr(facts, name) is None)
        found.append(Suggestion(lens, suits, missing))
    return found


FACT_NAMES = tuple(f.name for f in fields(GroupFacts))
