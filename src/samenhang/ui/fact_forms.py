"""Forms of which every field is a column: what is offered to fill in is also how the fact is said afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CHOOSE = gettext_lazy("Choose")
ITEMS, ITEM_LENGTH = 60, 160


class Lines(forms.CharField):
    """Several short things, one on each line; what is pasted twice counts once."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > ITEMS or any(len(line) > ITEM_LENGTH for line in value):
            raise forms.ValidationError(_("At most sixty lines of at most 160 characters each."))

    def run_validators(self, value: Any) -> None:
        return None


def yes_no(label: Any, *, help_text: Any = "") -> forms.TypedChoiceField:
    """A question with three answers: yes, no, and not known."""
    answers = {"True": True, "False": False}
    return forms.TypedChoiceField(
        label=label,
        required=False,
        help_text=help_text,
        choices=[("", gettext_lazy("not known")), ("True", gettext_lazy("yes")), ("False", gettext_lazy("no"))],
        coerce=lambda text: answers[text],
        empty_value=None,
    )


def sentences(
    label: Any, *, length: int = 2000, required: bool = False, rows: int = 3, help_text: Any = ""
) -> forms.CharField:
    """A field for a few sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=length, help_text=help_text, widget=widget)


class FactForm(forms.Form):
    """The form of one kind of fact; its fields are called as the columns. ``seen`` is the row that was read.

    ``shown_as`` names another column to read where the stored value is a number for somebody.
    """

    shown_as: Mapping[str, str] = {}

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, request: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.person = request, person
        self.prepare()

    def prepare(self) -> None:
        """Offer choices that depend on who asks, or the day of today as the first answer."""

    @classmethod
    def names(cls) -> list[str]:
        """The columns that the form fills."""
        return [name for name in cls.base_fields if name != "seen"]

    @classmethod
    def say(cls, name: str, value: Any) -> str | None:
        """The words for a value that the field itself cannot give; None leaves it to the field."""
        return None

    def values(self) -> dict[str, Any]:
        """What the service is handed."""
        return {name: self.cleaned_data[name] for name in self.names()}


def in_order(labels: Any, empty: Any = CHOOSE) -> list[tuple[str, Any]]:
    """Choices in the order of the handbook, which has a meaning of its own: a scale, a list of domains."""
    return [("", empty), *((str(code), word) for code, word in labels.items())]


def line(label: Any, length: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A field for one line."""
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text)


class TodayForm(FactForm):
    """A form of which the day is today unless somebody says otherwise; ``day_field`` names it."""

    day_field = "on"

    def prepare(self) -> None:
        self.initial.setdefault(self.day_field, self.request.today)


def words(form: type[FactForm], name: str, value: Any) -> str:
    """One value of a fact in words, as its form would offer it."""
    special = form.say(name, value)
    if special is not None:
        return special
    field = form.base_fields[name]
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name not in form.shown_as and isinstance(field, forms.ChoiceField):
        known: dict[str, Any] = {str(code): label for code, label in _flat(field.choices)}
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(known.get(str(v), v)) for v in values)
    return ", ".join(str(v) for v in value) if isinstance(value, list) else str(value)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for code, label in choices:
        yield from label if isinstance(label, list | tuple) else [(code, label)]


def said(form: type[FactForm], values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a fact says: label and words of everything that was filled in, in the order of its form."""
    return [
        (str(form.base_fields[name].label), words(form, name, values[name]))
        for name in form.names()
        if values[name] not in (None, "", [])
    ]
