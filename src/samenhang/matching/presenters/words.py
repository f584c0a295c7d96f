"""Words that several screens of matching share: a verdict, a remedy, a place, a number of people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samenhang.engines.disclosure import SMALLEST, Result
from samenhang.engines.fit.result import CriterionVerdict, Option, OptionKind
from samenhang.engines.fit.terms import Outcome
from samenhang.matching.labels import (
    REASONS,
    VERDICTS,
)
from samenhang.picture.labels import FACTS as FACT_NAMES
from samenhang.supply.labels import (
    FACTS,
    OBSTACLES,
    SETTINGS,
    criterion_sentence,
    level_name,
    value_name,
)
from samenhang.supply.presenters import TeamView, team_remark, team_view
from samenhang.supply.selectors import PlaceRow, Snapshot
from samenhang.ui import dates
from samenhang.ui.matrix import Remedy


def people_shown(count: int, *, exact: bool) -> str:
    """A number of people that is tied to no other on any page; a small one only for those who may know these people."""
    return str(count) if exact or count == 0 or count >= SMALLEST else _("fewer than 10")


def number_shown(count: int, may: Result | None, name: str) -> str:
    """A number of people: to who knows them (``may`` is None) as it is, to others as far as it may be shown."""
    shown = count if may is None else may.shown(name)
    return _("withheld") if shown is None else str(shown)


@dataclass(frozen=True)
class VerdictView:
    """One criterion of one place in words."""

    outcome: str
    about: str
    sentence: str
    known: str
    fact_date: date | None
    source: str
    owner: str
    obstacle: str
    remedies: list[Remedy] = field(default_factory=list)
    version: int = 1
    hard: bool = True


def fact_of(verdict: CriterionVerdict) -> str:
    """The name of the fact that a criterion tests; built-in criteria are their own."""
    for used in verdict.facts:
        if used.name not in {"location"}:
            return used.name
    return "location" if verdict.facts else verdict.criterion


def verdict_view(verdict: CriterionVerdict, snapshot: Snapshot) -> VerdictView:
    """A verdict in words: what is asked, what is known, whose rule it is, what would lift it."""
    rule = snapshot.by_criterion.get(verdict.criterion)
    fact = rule.fact if rule else fact_of(verdict)
    used = verdict.facts[0] if verdict.facts else None
    known = _value(fact, used.value, snapshot) if used is not None and fact != "location" else ""
    if verdict.km is not None:
        known = _("%(km)s km") % {"km": round(verdict.km)}
    if verdict.criterion == "CAPACITY":
        known = str(REASONS[verdict.reason.value])
        if verdict.details and verdict.reason.value == "FULL_UNTIL":
            known = _("full until %(day)s") % {"day": dates.day(date.fromisoformat(verdict.details[0]))}
    sentence = (
        criterion_sentence(rule.fact, rule.operator, rule.values) if rule else _need_sentence(verdict, fact, snapshot)
    )
    return VerdictView(
        outcome=verdict.outcome.value.lower(),
        about=str(FACTS.get(fact, fact)),
        sentence=sentence,
        known=known or str(REASONS[verdict.reason.value]),
        fact_date=used.date if used else None,
        source=_source(used.source if used else ""),
        owner=_owner_name(verdict.owner),
        obstacle=str(OBSTACLES[verdict.obstacle.value]),
        remedies=[Remedy(remedy_name(code, snapshot), note=remedy_note(code, snapshot)) for code in verdict.remedies],
        version=verdict.version,
        hard=verdict.hard,
    )


_OWNERS = {"need": gettext_lazy("what the person needs"), "case director": gettext_lazy("the case director")}
_SOURCES = {
    "title": gettext_lazy("title register"),
    "indication": gettext_lazy("indications"),
    "register": gettext_lazy("personal details"),
}


def _owner_name(owner: str) -> str:
    return str(_OWNERS.get(owner, owner))


def _source(source: str) -> str:
    return str(_SOURCES.get(source, source))


def _value(fact: str, value: Any, snapshot: Snapshot) -> str:
    """A value in words; treatments by the name that the register gives them."""
    if fact != "treatments" or value is None:
        return value_name(fact, value)
    return ", ".join(sorted(snapshot.treatment(code, get_language() or "nl") for code in value)) or _("none")


def _need_sentence(verdict: CriterionVerdict, fact: str, snapshot: Snapshot) -> str:
    if verdict.operator is None:
        return str(FACTS.get(verdict.criterion, verdict.criterion))
    if verdict.criterion.startswith("need:within"):
        return _("Needed: within %(km)s km") % {"km": verdict.criterion.rsplit(":", 1)[1]}
    expected = verdict.expected
    values = (
        list(expected)
        if isinstance(expected, set | frozenset | tuple | list)
        else []
        if expected is None
        else [expected]
    )
    if fact == "treatments":
        return _("Needed: %(rule)s") % {"rule": _value(fact, values, snapshot)}
    return _("Needed: %(rule)s") % {"rule": criterion_sentence(fact, verdict.operator.value, values)}


def remedy_name(code: str, snapshot: Snapshot) -> str:
    """A remedy in words; derived ones (wait, bring, find out) are made here."""
    code = code.split("@", 1)[0]
    remedy = snapshot.remedies.get(code)
    if remedy is not None:
        return remedy.name(get_language() or "nl")
    kind, _colon, rest = code.partition(":")
    if kind == "wait":
        place = snapshot.place(int(rest)) if rest.isdigit() else None
        free = place.availability.free_from if place else None
        return _("Wait until %(day)s") % {"day": dates.day(free)} if free else _("Wait until a slot is free")
    if kind == "bring":
        return _("Bring expertise: %(what)s") % {
            "what": snapshot.treatment(rest.rsplit(":", 1)[-1], get_language() or "nl")
        }
    if kind == "find-out":
        return _("Find out: %(what)s") % {"what": unknown_name(code)}
    return code


def unknown_name(code: str) -> str:
    """What has to be found out, in words: the fact behind a derived remedy."""
    fact = code.rsplit(":", 1)[-1]
    if fact == "free":
        return _("whether there is room")
    return str(FACT_NAMES.get(fact, FACTS.get(fact, fact))).lower()


def remedy_note(code: str, snapshot: Snapshot) -> str:
    """Whose it is and what it costs."""
    remedy = snapshot.remedies.get(code.split("@", 1)[0])
    if remedy is None:
        return ""
    cost = _("€ %(cost)s a year") % {"cost": f"{remedy.cost:,}".replace(",", _(","))} if remedy.cost else _("no cost")
    return f"{remedy.owner}, {cost}"


def place_name(option: Option, snapshot: Snapshot) -> str:
    """The name of the place, or staying with expertise brought in."""
    if option.kind is OptionKind.STAY:
        here = snapshot.place(int(option.at)) if option.at else None
        return (
            _("Stay at %(place)s and bring the expertise") % {"place": here.name}
            if here
            else _("Stay and bring the expertise")
        )
    place = snapshot.place(int(option.place))
    return place.name if place else option.place


def verdict_word(option: Option) -> str:
    """Fits, does not fit or unknown, as a word."""
    return str(VERDICTS[option.verdict.value]).lower()


def team_of(place: PlaceRow | None) -> TeamView | None:
    """How the team of a place stands, where there is a place."""
    return team_view(place.team) if place else None


def place_choice(option: Option, place: PlaceRow, snapshot: Snapshot) -> str:
    """A place as a choice: whether it fits, and how its team stands when that is known and not plain room."""
    words = "; ".join(filter(None, (verdict_word(option), team_remark(place))))
    return f"{place_name(option, snapshot)} ({words})"


def place_note(place: PlaceRow | None) -> str:
    """Form, level and organisation of a place in one line."""
    return (
        ""
        if place is None
        else f"{SETTINGS[place.setting]}, {level_name(place.security_level)} · {place.organisation} · {place.municipality}"
    )


def lift_line(option: Option, snapshot: Snapshot) -> str:
    """The nearest way to make it fit, in one line."""
    if option.verdict is Outcome.FITS:
        return _("Fits now")
    if option.verdict is Outcome.UNKNOWN:
        return _("Find out first: %(what)s") % {
            "what": ", ".join(unknown_name(r.id) for r in option.to_find_out[:3]) or _("what is unknown")
        }
    if not option.remedy_sets:
        return _("Cannot be made to fit")
    nearest = option.remedy_sets[0]
    parts = [remedy_name(r.id, snapshot) for r in nearest.remedies]
    if option.unknowns:
        parts.append(_("find out: %(what)s") % {"what": ", ".join(unknown_name(r.id) for r in option.to_find_out[:3])})
    return " + ".join(parts)
