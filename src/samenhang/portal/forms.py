"""What somebody asks about their own data: one question per page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import Category
from samenhang.portal.labels import KINDS
from samenhang.privacy.enums import RequestKind
from samenhang.privacy.selectors import OWN


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
