"""Forms of documents: they turn input into values and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import Category
from samenhang.access.labels import CATEGORIES
from samenhang.documents.catalogue import ENDINGS
from samenhang.ui.forms import choices, offer

_ACCEPT = ",".join(f".{ending}" for ending in ENDINGS)


class VersionForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=400,
        help_text=_("PDF, PNG, JPEG, plain text, Word, Excel or OpenDocument; at most 10 MB, without macros."),
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT}),
    )


class AttachForm(VersionForm):
    """A document to be attached."""

    title = forms.CharField(label=_("Title"), max_length=160, help_text=_("What it is, in a few words."))
    category = forms.TypedChoiceField(
        label=_("Kind of information"),
        coerce=int,
        help_text=_("Decides who can see it: everybody with a grant for this kind, and nobody else."),
    )
    field_order = ["title", "category", "file"]

    def __init__(self, *args: Any, writable: list[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {str(int(c)): CATEGORIES[str(c.name)] for c in writable}
        offer(self, "category", choices(named, _("Choose")))


class WithdrawForm(forms.Form):
    """Why a document is taken out of use."""

    why = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Stays with the document in the history. No new facts here.")
    )
