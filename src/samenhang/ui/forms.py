"""How a Django form becomes markup: one renderer, used by ``{% ui_form %}`` or as FORM_RENDERER."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core import validators
from django.forms.renderers import DjangoTemplates
from django.template import loader
from django.utils.translation import gettext_lazy as _

from samenhang.base import clock


class Renderer(DjangoTemplates):
    """Our form and field templates; widgets stay Django's own."""

    form_template_name = "ui/form_body.html"
    field_template_name = "ui/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("ui/"):
            return loader.get_template(template_name)
        return super().get_template(template_name)


class DayInput(forms.DateInput):
    """A day, with the calendar that the browser brings."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


def not_in_the_future(value: date) -> None:
    """Refuse a day that is still to come."""
    if value > clock.today():
        raise forms.ValidationError(_("This day is still to come."))


def day(label: Any, *, required: bool = True, help_text: Any = "", past: bool = False) -> forms.DateField:
    """A field for a day from 1900 to 2100; reads 2026-11-22, 22-11-2026 and 22/11/2026. ``past``: not after today."""
    limits = [validators.MinValueValidator(EARLIEST), validators.MaxValueValidator(LATEST)]
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DayInput(),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        validators=[*limits, not_in_the_future] if past else limits,
    )


class MomentInput(forms.DateTimeInput):
    """A day and an hour, with the calendar that the browser brings."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def _not_in_the_future(value: datetime) -> None:
    if value > clock.now():
        raise forms.ValidationError(_("This moment is still to come."))


def moment(label: Any, *, past: bool = False, help_text: Any = "") -> forms.DateTimeField:
    """A field for a day and an hour; ``past``: not after now."""
    return forms.DateTimeField(
        label=label,
        widget=MomentInput(),
        help_text=help_text,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M"],
        validators=[_not_in_the_future] if past else [],
    )


def choices(labels: dict[str, Any], empty: Any = None) -> list[tuple[str, Any]]:
    """Choices from labels in the order of their words, with an empty one first when it may be left open."""
    ordered = sorted(((str(code), word) for code, word in labels.items()), key=lambda pair: str(pair[1]))
    return ([("", empty)] if empty is not None else []) + ordered


def offer(form: forms.Form, name: str, options: Any) -> None:
    """Give a choice field of this form its options; raises KeyError or TypeError for another kind of field."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice field")
    field.choices = options
