"""The columns of each kind of file, with what goes into them; the same list feeds the reader, the page and the docs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.interop.enums import Kind


@dataclass(frozen=True)
class Column:
    """A column: its head as it stands in the file, whether it must be there, and what it holds."""

    name: str
    required: bool
    holds: Promise


def _column(name: str, holds: Promise, required: bool = False) -> Column:
    return Column(name, required, holds)


COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.SUPPLY: (
        _column("code", _("Your own code of the place; the same code next time changes the same place."), True),
        _column("name", _("Name of the place."), True),
        _column("organisation", _("Code of the organisation; only your own."), True),
        _column("location_code", _("Your own code of the building or site."), True),
        _column("location_name", _("Name of the building or site."), True),
        _column("municipality", _("Name or code of the municipality."), True),
        _column("latitude", _("Degrees, such as 52.93. Empty: the centre of the municipality.")),
        _column("longitude", _("Degrees, such as 6.52.")),
        _column("setting", _("Form: a code such as BW_PLUS, or the words of the register."), True),
        _column("security_level", _("0 to 4. Empty: the usual level of the form.")),
        _column("capacity", _("Number of slots, also those that are taken."), True),
        _column("individual", _("yes or no.")),
        _column("group_size", _("Number of people in the group.")),
        _column("unconditional_stay", _("yes or no: nobody is sent away.")),
        _column("substance_policy", _("TOLERATED, CONTROLLED or ABSTINENT, or the words of the register.")),
        _column("night_staff", _("yes or no.")),
        _column("low_stimulus", _("yes or no.")),
        _column("supra_regional", _("yes or no: also for other regions.")),
        _column("phone", _("Whom to call about this place.")),
        _column("treatments", _("Codes or names, with a semicolon between.")),
    ),
    Kind.HISTORIES: (
        _column("person", _("Number of the person, such as S00001; somebody in whose case you take part."), True),
        _column("start", _("First day: 2018-04-17; 2018-04 or 2018 when no more is known."), True),
        _column("last_day", _("Last day, as precise as it is known. Empty: until the next stay begins, or it lasts.")),
        _column("setting", _("Form: a code such as FPK or STREET, or the words of the register."), True),
        _column("where", _("Name of the place or organisation.")),
        _column("region", _("Region, when it matters.")),
        _column("level", _("Security level, 0 to 4.")),
        _column("title", _("Title: a code such as WVGGZ_CM, or its words; NONE for none.")),
        _column("payer", _("Payer: a code such as ZVW_GGZ, or its words.")),
        _column("ending_reason", _("Why it ended: a code such as UPSCALE, or its words.")),
        _column("note", _("Short and factual.")),
    ),
    Kind.REPORTS: (
        _column("reference", _("Your own number of the report; the same number is the same report."), True),
        _column("kind", _("Kind of signal: a code such as E33, or its words."), True),
        _column("source", _("Who reports: a code such as POLICE, or its words."), True),
        _column("seen_on", _("Day on which it was seen or heard, such as 2026-11-22."), True),
        _column("text", _("What was seen or heard, not what you think somebody has; at most 8,000 characters."), True),
        _column("goal", _("What who reports hopes for.")),
        _column("partners", _("Who is involved already, as far as known.")),
        _column("name", _("Name of the person, as far as known; a name or an address must be there.")),
        _column("birth_date", _("Birth date of the person, such as 1980-02-03.")),
        _column("address", _("Address or place of the person.")),
        _column("municipality", _("Name or code of the municipality.")),
        _column("reporter", _("Who reports, by name.")),
        _column("contact", _("How the reporter can be reached.")),
        _column("anonymous", _("yes or no: the person does not hear who reported.")),
        _column("danger", _("yes or no: there is danger now. Call first.")),
    ),
}


def required(kind: Kind) -> tuple[str, ...]:
    """Columns that must be there."""
    return tuple(c.name for c in COLUMNS[kind] if c.required)


def optional(kind: Kind) -> tuple[str, ...]:
    """Columns that may be left out."""
    return tuple(c.name for c in COLUMNS[kind] if not c.required)
