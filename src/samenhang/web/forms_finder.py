"""Forms of the person finder: they turn input into values and save nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from samenhang.directory.labels import TOPICS
from samenhang.ui.forms import choices, day, offer

Pair = tuple[int, str]


class PhoneField(forms.CharField):
    """A telephone number as people write it."""

    def __init__(self, **more: Any) -> None:
        plain = RegexValidator(r"^[+0-9][0-9 ()-]{2,28}$", _("Write a telephone number, such as 0591 12 34 56."))
        super().__init__(max_length=30, validators=[plain], widget=forms.TextInput(attrs={"type": "tel"}), **more)


class FinderForm(forms.Form):
    """Whom one is looking for."""

    topic = forms.ChoiceField(label=_("About"), required=False)
    municipality = forms.TypedChoiceField(label=_("In"), coerce=int, required=False, empty_value=None)
    organisation = forms.TypedChoiceField(label=_("At"), coerce=int, required=False, empty_value=None)

    def __init__(
        self, *args: Any, municipalities: Sequence[Pair], organisations: Sequence[Pair], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "topic", choices(TOPICS, _("Everything")))
        offer(self, "municipality", [("", _("Everywhere")), *municipalities])
        offer(self, "organisation", [("", _("Every organisation")), *organisations])


class ContactForm(forms.Form):
    """Somebody to call at one's own organisation."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    topic = forms.ChoiceField(label=_("About"))
    municipality = forms.TypedChoiceField(
        label=_("In"), coerce=int, required=False, empty_value=None, help_text=_("Leave open for everywhere.")
    )
    user = forms.TypedChoiceField(
        label=_("Colleague"), coerce=int, required=False, empty_value=None, help_text=_("Somebody who signs in here.")
    )
    name = forms.CharField(
        label=_("Or a name"), max_length=120, required=False, help_text=_("For who has no account: a person or a desk.")
    )
    phone = PhoneField(label=_("Telephone"), required=False)
    mobile = PhoneField(label=_("Mobile"), required=False)
    hours = forms.CharField(
        label=_("When"), max_length=120, required=False, help_text=_("For example: Monday to Thursday, 9 to 12.")
    )
    is_default = forms.BooleanField(label=_("The first one to call"), required=False)

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[Pair],
        municipalities: Sequence[Pair],
        colleagues: Sequence[Pair],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", list(organisations))
        offer(self, "topic", choices(TOPICS, _("Choose")))
        offer(self, "municipality", [("", _("Everywhere")), *municipalities])
        offer(self, "user", [("", _("Nobody of these")), *colleagues])

    def clean(self) -> dict[str, Any]:
        """Somebody, and a number."""
        data = super().clean() or {}
        if not data.get("user") and not data.get("name"):
            self.add_error("name", ValidationError(_("Choose a colleague or write down a name.")))
        if not data.get("phone") and not data.get("mobile") and not {"phone", "mobile"} & set(self.errors):
            self.add_error("phone", ValidationError(_("Write down at least one number.")))
        return data


class CoordinatorForm(forms.Form):
    """Who coordinates the working together inside an organisation, and the deputy."""

    coordinator = forms.CharField(label=_("Coordinator"), max_length=120)
    phone = PhoneField(label=_("Telephone"))
    deputy = forms.CharField(label=_("Deputy"), max_length=120, required=False)
    deputy_phone = PhoneField(label=_("Telephone of the deputy"), required=False)


class AwayForm(forms.Form):
    """When one is away and who takes over."""

    substitute = forms.TypedChoiceField(label=_("Who takes over"), coerce=int)
    start = day(_("Away from"))
    last_day = day(_("Last day away"))

    def __init__(self, *args: Any, colleagues: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "substitute", [("", _("Choose")), *colleagues])
