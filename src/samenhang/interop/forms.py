"""The upload form, and the limit that holds before a file is read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.ui.uploads import LimitHandler

__all__ = ["LimitHandler", "UploadForm"]


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("CSV (UTF-8) or Excel (.xlsx), one table, the first row names the columns."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )
