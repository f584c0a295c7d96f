"""Forms of a return to a municipality."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.ui.forms import day, offer


class ReturnForm(forms.Form):
    """Somebody returns."""

    title = forms.TypedChoiceField(label=_("When this ends"), coerce=int)
    returns_on = day(_("Comes back on"))
    organisation = forms.TypedChoiceField(
        label=_("To which municipality"),
        coerce=int,
        help_text=_("Also one where nobody works with this software: it is told by letter."),
    )

    def __init__(
        self, *args: Any, titles: list[tuple[int, str]], municipalities: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "title", [("", _("Choose a title")), *titles])
        offer(self, "organisation", [("", _("Choose")), *municipalities])


class LetterForm(forms.Form):
    """A letter went out."""

    reference = forms.CharField(label=_("Reference of the letter"), max_length=120)
    on = day(_("Sent on"), past=True)


class MailForm(forms.Form):
    """A mail without content asks a municipality to call."""

    address = forms.EmailField(label=_("E-mail address of the municipality"))
    phone = forms.CharField(label=_("Your telephone number"), max_length=30)


class ReturnActForm(forms.Form):
    """Taken up, seen, or off."""

    words = forms.CharField(label=_("Who"), max_length=160)
    on = day(_("On"), past=True)

    def __init__(self, *args: Any, why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if why:
            self.fields["words"].label = _("Why")
