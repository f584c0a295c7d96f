"""From the register to what its pages print."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant
from samenhang.directory.enums import Power
from samenhang.supply.enums import Freshness, ProfileKind, TeamStanding
from samenhang.supply.labels import (
    BOOKINGS,
    FRESHNESS,
    OBSTACLES,
    OUT_REASONS,
    SCOPES,
    SETTINGS,
    SUBSTANCE,
    TEAM_FILTER,
    TEAM_SHORT,
    TEAM_STANDINGS,
    TEAM_TONES,
    TEAM_UNKNOWN,
    criterion_sentence,
    level_name,
)
from samenhang.supply.rules import RegisterFilter
from samenhang.supply.selectors import (
    CriterionRow,
    PlaceDetail,
    PlaceRow,
    RemedyRow,
    Snapshot,
    TeamRow,
    owner_organisation,
)
from samenhang.ui import dates
from samenhang.ui.reasons import reason_text
from samenhang.ui.tables import Cell, Column, Row, Table

FAR = date.max
SORTS = ("name", "form", "level", "organisation", "municipality", "free", "from", "team", "confirmed")
DEFAULT_SORT = "-free"


def yes_no(value: bool) -> str:
    """Yes or no in words."""
    return _("yes") if value else _("no")


def searchable(found: Collection[PlaceRow], treatments: Mapping[str, str]) -> dict[int, str]:
    """What the search box reads beside names: the form and the treatments in words."""
    return {p.id: " ".join([str(SETTINGS[p.setting]), *(treatments.get(t, t) for t in p.treatments)]) for p in found}


# ---- the register -----------------------------------------------------------------------------------
def sorted_places(found: list[PlaceRow], sort: str) -> list[PlaceRow]:
    """The places in the order of a column; ``-`` turns it round, ties stand by name."""
    keys: dict[str, Any] = {
        "name": lambda p: p.name.casefold(),
        "form": lambda p: str(SETTINGS[p.setting]).casefold(),
        "level": lambda p: p.security_level,
        "organisation": lambda p: p.organisation.casefold(),
        "municipality": lambda p: p.municipality.casefold(),
        "free": lambda p: (p.freshness == Freshness.FRESH and p.availability.free > 0, p.availability.free),
        "from": lambda p: p.availability.free_from or FAR,
        "team": lambda p: [*TEAM_SHORT, TEAM_UNKNOWN].index(p.team_says),
        "confirmed": lambda p: p.confirmed_at.timestamp() if p.confirmed_at else 0,
    }
    column = sort.removeprefix("-")
    by_name = sorted(found, key=keys["name"])
    return sorted(by_name, key=keys[column], reverse=sort.startswith("-"))


def sort_of(text: str) -> str:
    """A sort that exists."""
    return text if text.removeprefix("-") in SORTS else DEFAULT_SORT


def register_table(
    found: Sequence[PlaceRow], today: date, *, sort: str, query: Mapping[str, str], filtered: bool, paper: bool = False
) -> Table:
    """The register as a table whose heads sort it."""

    def column(key: str, label: str, number: bool = False) -> Column:
        current = sort.removeprefix("-") == key
        first = "-" if key in {"free", "confirmed"} else ""
        turned = key if sort.startswith("-") else f"-{key}"
        url = "?" + urlencode({**query, "sort": turned if current else first + key})
        state = "" if not current else "descending" if sort.startswith("-") else "ascending"
        return Column(label, number=number, sort_url="" if paper else url, sorted=state)

    return Table(
        _("Places"),
        [
            column("name", _("Place")),
            column("form", _("Form")),
            column("level", _("Security level")),
            column("organisation", _("Organisation")),
            column("municipality", _("Municipality")),
            column("free", _("Free")),
            column("from", _("Free from")),
            column("team", _("Team")),
            column("confirmed", _("Last confirmed")),
        ],
        [_register_row(p, today) for p in found],
        empty=_("No place matches") if filtered else _("The register is empty"),
        empty_hint=_("Leave out one of the filters, or look in a neighbouring municipality.")
        if filtered
        else _("Import the places of the region from a file, or ask a supply manager to do so."),
        empty_href=reverse("supply:register") if filtered else "",
        empty_action=_("Show every place") if filtered else "",
        hide_caption=True,
        cards=not paper,
    )


def _register_row(p: PlaceRow, today: date) -> Row:
    marks = [_("individual")] if p.individual else []
    if p.unconditional_stay:
        marks.append(_("unconditional"))
    level = level_name(p.security_level)
    return Row(
        [
            Cell(p.name, note=p.location if p.location != p.name else ""),
            Cell(str(SETTINGS[p.setting]), note=", ".join(marks)),
            Cell(level, note=_("adjustable") if p.adjustable_security else ""),
            p.organisation,
            p.municipality,
            free_cell(p),
            free_from(p, today),
            team_cell(p),
            confirmed_cell(p, today),
        ],
        href=reverse("supply:place", args=[p.id]),
    )


def free_cell(p: PlaceRow) -> Cell:
    """Free of all, with what is reserved or out of service; grey and in words when nobody confirmed it lately."""
    a = p.availability
    text = (_("%(free)s of %(all)s") % {"free": a.free, "all": a.capacity}).replace(" ", "\N{NO-BREAK SPACE}")
    notes = []
    if a.reserved:
        notes.append(_("%(count)s reserved") % {"count": a.reserved})
    if a.out:
        notes.append(_("%(count)s out of service") % {"count": a.out})
    if not a.free:
        return Cell(text, note=", ".join(notes))
    return Cell(text, note=", ".join(notes), tone="positive" if p.freshness == Freshness.FRESH else "unknown")


def free_from(p: PlaceRow, today: date) -> str:
    """From when a slot is free, in words."""
    a = p.availability
    if a.free:
        return _("now")
    return dates.when(a.free_from, today) if a.free_from else _("not known")


def confirmed_cell(p: PlaceRow, today: date) -> Cell:
    """When somebody last said that this is right; grey with words when that is long ago, or never."""
    if p.confirmed_at is None:
        return Cell(str(FRESHNESS[Freshness.NEVER]), tone="neutral", icon="clock-exclamation")
    moment = dates.distance(dates.as_date(p.confirmed_at), today)
    if p.freshness == Freshness.STALE:
        return Cell(str(FRESHNESS[Freshness.STALE]), tone="neutral", icon="clock-exclamation", note=moment)
    return Cell(moment, note=p.confirmed_by)


@dataclass(frozen=True)
class TeamView:
    """How a team stands in words: a few, with when it looks again, what it needs, and the numbers behind it."""

    short: str
    tone: str
    says: str
    when: str
    needed: str
    numbers: str
    known: bool


def team_view(team: TeamRow | None) -> TeamView:
    """What a team said of how it stands. What is too old to go by is said to be out of date, and is never red."""
    if team is None:
        return TeamView(_("Not known"), "unknown", _("The team has not said how it stands."), "", "", "", known=False)
    fte = number_format(team.vacancies, decimal_pos=0 if team.vacancies == int(team.vacancies) else 1, use_l10n=True)
    numbers = ", ".join(
        (
            _("%(fte)s FTE vacant") % {"fte": fte},
            ngettext(
                "%(count)s incident in the last 30 days", "%(count)s incidents in the last 30 days", team.incidents
            )
            % {"count": team.incidents},
        )
    )
    if team.out_of_date:
        says = _("What the team said on %(day)s is out of date: ask how it stands now.") % {
            "day": dates.day(team.said_on)
        }
        return TeamView(_("Out of date"), "unknown", says, "", "", "", known=False)
    word = str(TEAM_STANDINGS[team.standing])
    if team.review_on is None:
        return TeamView(
            str(TEAM_SHORT[team.standing]), TEAM_TONES[team.standing], f"{word}.", "", team.words, numbers, known=True
        )
    when = _("Looks again on %(day)s.") % {"day": dates.day(team.review_on)}
    return TeamView(
        str(TEAM_SHORT[team.standing]), TEAM_TONES[team.standing], f"{word}.", when, team.words, numbers, known=True
    )


def team_remark(p: PlaceRow) -> str:
    """Beside a place in a list to choose from: that its team is stretched or asks not now; empty when it has room or is not known."""
    return "" if p.team_says in {TeamStanding.ROOM, TEAM_UNKNOWN} else str(TEAM_STANDINGS[p.team_says])


def teams_remark(register: Snapshot, organisation_id: int) -> str:
    """Beside an organisation to ask: how many of its teams ask not now, of those who said so lately; empty when none does."""
    asks = sum(p.team_says == TeamStanding.NOT_NOW for p in register.places if p.organisation_id == organisation_id)
    return (
        ngettext("%(count)s team asks: not now", "%(count)s teams ask: not now", asks) % {"count": asks} if asks else ""
    )


def team_cell(p: PlaceRow) -> Cell:
    """How the team stands, with the day on which it looks again."""
    view = team_view(p.team)
    if not view.known:
        return Cell(view.short, tone="neutral", icon="clock-exclamation" if p.team else "")
    return Cell(view.short, tone=view.tone, note=view.when)


def team_history_lines(rows: Sequence[TeamRow]) -> list[dict[str, str]]:
    """Every statement as it was made, the newest first: who said it, when, and what."""
    return [
        {
            "standing": str(TEAM_STANDINGS[r.standing]),
            "by": _("%(when)s by %(who)s") % {"when": dates.day(r.said_on), "who": r.said_by}
            if r.said_by
            else dates.day(r.said_on),
            "numbers": team_view(replace(r, out_of_date=False)).numbers,
            "words": r.words,
            "when": _("Looks again on %(day)s.") % {"day": dates.day(r.review_on)} if r.review_on else "",
        }
        for r in rows
    ]


def register_figures(found: Sequence[PlaceRow]) -> list[dict[str, Any]]:
    """Counts over what is shown: places, free slots that were confirmed, free slots that were not, out of service."""
    fresh = sum(p.availability.free for p in found if p.freshness == Freshness.FRESH)
    doubtful = sum(p.availability.free for p in found if p.freshness != Freshness.FRESH)
    out = sum(p.availability.out for p in found)
    slots = sum(p.capacity for p in found)
    return [
        {"value": len(found), "label": ngettext("place", "places", len(found)), "icon": "building",
         "note": ngettext("%(count)s slot", "%(count)s slots", slots) % {"count": slots}, "tone": ""},
        {"value": fresh, "label": _("slots free, confirmed"), "icon": "bed", "note": "",
         "tone": "positive" if fresh else ""},
        {"value": doubtful, "label": _("slots free on paper"), "icon": "clock-exclamation",
         "note": _("not confirmed lately: call first"), "tone": "warning" if doubtful else ""},
        {"value": out, "label": _("slots out of service"), "icon": "hand-stop", "note": "", "tone": ""},
    ]  # fmt: skip


def filter_words(wanted: RegisterFilter, treatments: Mapping[str, str], municipalities: Mapping[int, Any]) -> str:
    """The filter in one line, for paper."""
    town = municipalities.get(wanted.municipality_id) if wanted.municipality_id else None
    parts = [
        f"“{wanted.query}”" if wanted.query else "",
        str(SETTINGS[wanted.setting]) if wanted.setting else "",
        level_name(wanted.level) if wanted.level is not None else "",
        town.name if town else "",
        treatments.get(wanted.treatment, "") if wanted.treatment else "",
        _("free now") if wanted.free else "",
        _("individual") if wanted.individual else "",
        _("unconditional") if wanted.unconditional else "",
        str(TEAM_FILTER[wanted.team]) if wanted.team else "",
    ]
    return ", ".join(p for p in parts if p) or _("every place")


CSV_HEADER = (
    "code", "name", "organisation", "location_name", "municipality", "setting", "security_level", "capacity", "free", "reserved",
    "out_of_service", "free_from", "confirmed_on", "individual", "unconditional_stay", "phone", "treatments",
    "team", "team_vacancies_fte", "team_incidents_30_days", "team_looks_again_on", "team_needs",
)  # fmt: skip


def csv_row(p: PlaceRow) -> tuple[object, ...]:
    """A place for a spreadsheet; codes as the import reads them, no personal facts."""
    a = p.availability
    return (
        p.code, p.name, p.organisation, p.location, p.municipality, p.setting, p.security_level, p.capacity, a.free, a.reserved,
        a.out, a.free_from or "", dates.as_date(p.confirmed_at) if p.confirmed_at else "", "yes" if p.individual else "no",
        "yes" if p.unconditional_stay else "no", p.phone, ";".join(sorted(p.treatments)), p.team_says,
        *_team_figures(p),
    )  # fmt: skip


def _team_figures(p: PlaceRow) -> tuple[object, ...]:
    """What the team said, left empty when it is not known or out of date."""
    if p.team is None or p.team.out_of_date:
        return ("", "", "", "")
    return (p.team.vacancies, p.team.incidents, p.team.review_on or "", p.team.words)


# ---- one place --------------------------------------------------------------------------------------
def own_reason(actor: Actor, place: PlaceRow) -> str:
    """Why this actor cannot say how the place is, in words; empty when they can."""
    if not actor.can(Power.MANAGE_SUPPLY):
        return reason_text(NoGrant("NO_POWER"))
    if place.organisation_id not in actor.organisation_ids:
        return reason_text(NoGrant("NOT_YOUR_ORGANISATION"))
    return ""


def kind_facts(p: PlaceRow) -> list[tuple[str, str]]:
    """What kind of place it is."""
    level = level_name(p.security_level)
    if p.adjustable_security:
        level = _("%(level)s, adjustable without a move") % {"level": level}
    if p.individual:
        group = _("individual: a unit of one's own")
    elif p.group_size:
        group = ngettext("group of %(count)s", "group of %(count)s", p.group_size) % {"count": p.group_size}
    else:
        group = _("group, size not known")
    return [
        (_("Form"), str(SETTINGS[p.setting])),
        (_("Security level"), level),
        (_("Group"), group),
        (_("Stay"), _("unconditional: nobody is sent away") if p.unconditional_stay else _("with house rules")),
        (_("Substances"), str(SUBSTANCE[p.substance_policy])),
        (_("Night staff"), yes_no(p.night_staff)),
        (_("Low in stimuli"), yes_no(p.low_stimulus)),
        (_("Works for"), _("several regions") if p.supra_regional else _("this region")),
        (_("When it is free"), _("must take who is proposed") if p.must_deliver else _("may refuse with a reason")),
    ]


def contact_facts(p: PlaceRow) -> list[tuple[str, str]]:
    """Whose it is and where."""
    return [
        (_("Organisation"), p.organisation),
        (_("Location"), p.location),
        (_("Municipality"), p.municipality),
        (_("Telephone"), p.phone or _("not known")),
    ]


def place_figures(p: PlaceRow, today: date) -> list[dict[str, Any]]:
    """Availability in four figures."""
    a = p.availability
    sure = p.freshness == Freshness.FRESH
    return [
        {"value": a.free, "label": _("free now"), "tone": ("positive" if sure else "warning") if a.free else "",
         "note": _("of %(count)s") % {"count": a.capacity}},
        {"value": a.taken, "label": _("occupied"), "tone": "", "note": ""},
        {"value": a.reserved, "label": _("reserved"), "tone": "", "note": ""},
        {"value": a.out, "label": _("out of service"), "tone": "", "note": ""},
    ]  # fmt: skip


def freshness_line(p: PlaceRow, today: date) -> dict[str, str]:
    """Who last said that this is right, and when."""
    if p.confirmed_at is None:
        return {
            "tone": "unknown",
            "text": str(FRESHNESS[Freshness.NEVER]),
            "note": _("Nobody has said yet whether this is right: call before you count on it."),
        }
    moment = dates.when(p.confirmed_at, today)
    by = _("%(when)s by %(who)s") % {"when": moment, "who": p.confirmed_by} if p.confirmed_by else moment
    if p.freshness == Freshness.STALE:
        return {"tone": "unknown", "text": str(FRESHNESS[Freshness.STALE]), "note": _("Last confirmed %(by)s. Call before you count on it.") % {"by": by}}  # fmt: skip
    return {"tone": "positive", "text": str(FRESHNESS[Freshness.FRESH]), "note": by}


def booking_lines(detail: PlaceDetail, today: date) -> list[str]:
    """Taken slots by kind and when they are expected to come free; never by whom."""
    return [
        _("%(kind)s, expected free %(when)s") % {"kind": BOOKINGS[kind], "when": dates.when(end, today)}
        if end
        else _("%(kind)s, end not known") % {"kind": BOOKINGS[kind]}
        for kind, end in detail.bookings
    ]


def out_lines(detail: PlaceDetail, place: PlaceRow, today: date, *, may: bool) -> list[dict[str, Any]]:
    """Periods in which slots cannot be used, with the reason."""
    return [
        {
            "text": ngettext("%(count)s slot", "%(count)s slots", o.slots) % {"count": o.slots},
            "reason": str(OUT_REASONS[o.reason]),
            "period": dates.span(o),
            "until": dates.distance(o.end - timedelta(days=1), today) if o.end else _("end not known"),
            "url": reverse("supply:back", args=[place.id, o.pk]) if may else "",
        }
        for o in detail.out_of_service
    ]


def profile(detail: PlaceDetail, kind: ProfileKind) -> list[str]:
    """What the team says it is good, or less good, at."""
    return [text for k, text, _day in detail.profile if k == kind]


def service_lines(detail: PlaceDetail) -> list[dict[str, str]]:
    """Teams of the same organisation that come to the person."""
    return [
        {
            "name": s.name,
            "form": str(SETTINGS[s.setting]),
            "phone": s.phone,
            "response": _("there within %(count)s minutes") % {"count": s.response_minutes}
            if s.response_minutes
            else "",
        }
        for s in detail.services
    ]


def criteria_lines(place: PlaceRow, register: Snapshot, actor: Actor, language: str) -> list[dict[str, Any]]:
    """The rules that reach a place, the hard ones first: whose, what kind of obstacle, and what would lift it."""
    rows = sorted(register.criteria_of.get(place.id, ()), key=lambda c: (not c.hard, _scope_order(c), c.key))
    return [criterion_line(c, register, actor, language) for c in rows]


def _scope_order(row: CriterionRow) -> int:
    return list(SCOPES).index(row.scope)


def criterion_line(row: CriterionRow, register: Snapshot, actor: Actor, language: str) -> dict[str, Any]:
    """One rule in words, with the reason why this actor cannot change it where that is so."""
    organisation = owner_organisation(row, register)
    mine = organisation is not None and organisation in actor.organisation_ids and actor.can(Power.MANAGE_SUPPLY)
    remedies = [register.remedies[code] for code in row.remedies if code in register.remedies]
    return {
        "sentence": criterion_sentence(row.fact, row.operator, row.values),
        "source": row.source,
        "scope": str(SCOPES[row.scope]),
        "owner": row.owner,
        "obstacle": str(OBSTACLES[row.obstacle]),
        "weight": _("must hold") if row.hard else _("weighs in"),
        "hard": row.hard,
        "relaxed": (row.relaxed_by or _("yes")) if row.relaxable else _("no"),
        "remedies": [remedy_words(r, language) for r in remedies],
        "version": row.version,
        "since": row.valid_from,
        "why": row.why,
        "url": reverse("matching:criterion", args=[row.key]),
        "mine": mine,
        "reason": "" if mine else _("Only %(owner)s can change this.") % {"owner": row.owner},
    }


def remedy_words(remedy: RemedyRow, language: str) -> str:
    """A remedy with whose it is."""
    return f"{remedy.name(language)} ({remedy.owner})" if remedy.owner else remedy.name(language)
