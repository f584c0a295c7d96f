"""Forms of the tables of a region."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samenhang.conferences.enums import Rhythm, TableKind
from samenhang.conferences.forms.conferences import hour
from samenhang.conferences.labels import RHYTHMS, TABLE_KINDS
from samenhang.conferences.selectors import ItemRow
from samenhang.conferences.services import NewItem, TableValues
from samenhang.directory.selectors import StaffMember
from samenhang.ui.forms import choices, day, offer

_EXTRA = 3


class TableForm(forms.Form):
    """A table of the region."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As people call it. No names of people."))
    kind = forms.ChoiceField(label=_("What kind of table"))
    organisation = forms.TypedChoiceField(
        label=_("Who calls it together"), coerce=int, help_text=_("One organisation convenes; there is one per table.")
    )
    rhythm = forms.ChoiceField(label=_("How often"), choices=[(r.value, RHYTHMS[r]) for r in Rhythm])
    first_on = day(
        _("First day"), help_text=_("The weekday follows from it; on a holiday it moves to the next working day.")
    )
    starts_at = hour(_("Hour"))
    minutes = forms.IntegerField(label=_("How long, in minutes"), min_value=5, max_value=480, initial=90)
    where = forms.CharField(label=_("Where"), required=False, max_length=160)
    link = forms.URLField(label=_("Online at"), required=False, max_length=300, assume_scheme="https")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", choices(dict(TABLE_KINDS)))
        offer(self, "organisation", [("", _("Choose")), *((str(pk), name) for pk, name, _kind in organisations)])

    def values(self) -> TableValues:
        """What is kept."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in {"version", "organisation"}}
        kind, rhythm = TableKind(data.pop("kind")), Rhythm(data.pop("rhythm"))
        return TableValues(**data, kind=kind, rhythm=rhythm, organisation_id=self.cleaned_data["organisation"])


class AgendaForm(forms.Form):
    """The standing agenda, line by line."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: Sequence[ItemRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = len(items) + _EXTRA
        for n in range(self.lines):
            item = items[n] if n < len(items) else None
            self.fields[f"text_{n}"] = forms.CharField(
                label=_now("Point %(n)s") % {"n": n + 1},
                max_length=160,
                required=False,
                initial=item.text if item else "",
            )
            self.fields[f"minutes_{n}"] = forms.IntegerField(
                label=_("Minutes"), min_value=1, max_value=480, required=False, initial=item.minutes if item else None
            )
            self.fields[f"group_{n}"] = forms.BooleanField(
                label=_("About the people of this way of working"),
                required=False,
                initial=item.this_group if item else False,
            )

    def items(self) -> list[NewItem]:
        """The points with words, in their order."""
        data = self.cleaned_data
        return [
            NewItem(data[f"text_{n}"], data[f"minutes_{n}"], data[f"group_{n}"])
            for n in range(self.lines)
            if data.get(f"text_{n}", "").strip()
        ]


class ItemForm(forms.Form):
    """Something general for one meeting."""

    text = forms.CharField(
        label=_("What to talk about"),
        max_length=300,
        help_text=_("Nobody by name. A talk about somebody is planned from their page."),
    )


class OutcomeForm(forms.Form):
    """What came of a general point."""

    outcome = forms.CharField(label=_("What came of it"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class HandOverForm(forms.Form):
    """Who keeps the table from now on."""

    keeper = forms.TypedChoiceField(label=_("Who keeps it"), coerce=int)

    def __init__(self, *args: Any, staff: Sequence[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "keeper", [("", _("Choose")), *((str(s.user_id), s.name) for s in staff)])


def day_of(text: str) -> date | None:
    """The day in an address; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
