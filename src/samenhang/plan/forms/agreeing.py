"""Proposing an approach, putting a version before everybody, and the answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.plan.enums import (
    Answer,
    Signer,
)
from samenhang.plan.forms.base import LONG, text_field
from samenhang.plan.labels import (
    ANSWERS,
    SIGNERS,
)
from samenhang.ui.forms import offer


class ApproachForm(forms.Form):
    """One way of approaching the person."""

    nearness = text_field(_("How near"), help_text=_("How much distance and nearness is good."))
    agreements = text_field(_("Clear agreements"), long=3, most=LONG)
    works = text_field(_("What works"), long=3, most=LONG, required=True)
    does_not_work = text_field(_("What does not work"), long=3, most=LONG)
    faces = text_field(_("Faces that stay"))
    why = text_field(_("Why this is proposed"), most=300)


class ForwardForm(forms.Form):
    """Why a version is put before everybody."""

    why = text_field(_("What is new, in one sentence"), most=300)


class SignForm(forms.Form):
    """An answer for one's own organisation; with ``beside`` it can be that for the proposed approach at once."""

    field_order = ["answer", "too", "remark"]
    answer = forms.ChoiceField(label=_("Answer"), choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    remark = text_field(_("Remark"), long=2, help_text=_("Asked when your organisation does not agree."))

    too = forms.BooleanField(label=_("The same answer for the approach that is proposed"), required=False)

    def __init__(self, *args: Any, person: str = "", beside: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if beside:
            self.fields["too"].help_text = _("What works: %(text)s") % {"text": beside}
        else:
            del self.fields["too"]

    def clean_answer(self) -> Answer:
        """As a code."""
        return Answer(self.cleaned_data["answer"])


class HeardForm(SignForm):
    """What the person, a representative or somebody close said."""

    signer = forms.ChoiceField(label=_("Who"))
    name = text_field(
        _("Name"),
        most=160,
        help_text=_("Of a representative or somebody close; and to whom it was said if that was not you."),
    )
    field_order = ["signer", "name", "answer", "too", "remark"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "signer", [(k, v) for k, v in SIGNERS.items() if k != Signer.ORGANISATION])

    def clean_signer(self) -> Signer:
        """As a code."""
        return Signer(self.cleaned_data["signer"])

    def clean(self) -> dict[str, Any]:
        """The person is known by name; anybody else is named."""
        data = super().clean() or {}
        if not data.get("name"):
            if data.get("signer") == Signer.CLIENT:
                data["name"] = self.person
            else:
                self.add_error("name", _("Fill in the name of who said it."))
        return data
