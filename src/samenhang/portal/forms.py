"""What somebody asks and answers: one question per page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import Category
from samenhang.portal.labels import KINDS
from samenhang.privacy.enums import RequestKind
from samenhang.privacy.selectors import OWN
from samenhang.ui.forms import offer


class AskForm(forms.Form):
    """The words of the question; for an objection also what it is about and with whom."""

    text = forms.CharField(min_length=3, max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(
        self, *args: Any, kind: RequestKind, question: Any, organisations: Sequence[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = str(question)
        self.fields["text"].help_text = _("In your own words. A few words are enough.")
        if kind is not RequestKind.OBJECTION:
            return
        self.fields["categories"] = forms.TypedMultipleChoiceField(
            label=str(_("What is it about?")),
            choices=[(int(c), KINDS[c]) for c in Category if c in OWN],
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["organisation"] = forms.TypedChoiceField(
            label=str(_("With whom may it not be shared?")),
            choices=[("", _("With nobody")), *organisations],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.order_fields(["categories", "organisation", "text"])

    @property
    def about(self) -> Category:
        """The kinds of information that were ticked."""
        return Category(sum(self.cleaned_data.get("categories", [])))


class SayForm(forms.Form):
    """An answer by one of the buttons of a page, with a reason where that answer asks for one."""

    answer = forms.ChoiceField(widget=forms.HiddenInput)
    remark = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(
        self, *args: Any, options: Collection[str], because: Collection[str], question: Any, hint: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.because = because
        offer(self, "answer", [(code, code) for code in options])
        self.fields["remark"].label = str(question)
        self.fields["remark"].help_text = hint

    def clean(self) -> dict[str, Any]:
        """The values; an answer that asks for a reason comes with one."""
        values = super().clean() or self.cleaned_data
        if values.get("answer") in self.because and not values.get("remark") and "remark" not in self.errors:
            self.add_error("remark", _now("Say in a few words why."))
        return values
