"""What the forms of the plan share: fields for words, what can be chosen, and a form that knows what it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from samenhang.access.selectors import TakesPart


def area_field(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def text_field(
    label: Any, *, long: int = 0, most: int = 400, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    """A field for words, over several lines with ``long``."""
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text, widget=area_field(long) if long else None
    )


LONG = 20_000


@dataclass(frozen=True)
class Options:
    """What can be chosen in a plan: its goals, what the person said, own plans, and who takes part."""

    goals: Sequence[tuple[int, str]] = ()
    words: Sequence[tuple[int, str, date]] = ()
    own_plans: Sequence[tuple[int, str]] = ()
    seats: Sequence[TakesPart] = ()

    def organisations(self) -> list[tuple[str, str]]:
        """The organisations that take part, each once."""
        found = {str(s.organisation_id): s.organisation for s in self.seats if s.organisation_id}
        return sorted(found.items(), key=lambda pair: pair[1])


class LockedForm(forms.Form):
    """A form on something that others may change meanwhile: it knows which state it was made from."""

    lock = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conflict = False

    def met(self, lock: int) -> None:
        """Somebody else was first: what was typed stays, and saving again now goes on from what is there."""
        sent: Any = self.data
        changed = sent.copy()
        changed["lock"] = str(lock)
        self.data = changed
        self.conflict = True


class PartForm(LockedForm):
    """A part of a plan. ``values`` gives what the verb takes."""

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices."""

    @classmethod
    def initial_of(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """What the form holds at first, from the fields of a row."""
        return dict(row)

    def values(self) -> dict[str, Any]:
        """The values for the verb."""
        return {k: v for k, v in self.cleaned_data.items() if k != "lock"}


def as_number(value: str) -> int | None:
    return int(value) if value else None
