"""Forms of notes: they turn input into values and save nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import Category
from samenhang.access.labels import CATEGORIES
from samenhang.notes.catalogue import MOST_CHARACTERS
from samenhang.notes.rules import mentioned
from samenhang.notes.selectors import CaseColleague
from samenhang.ui.forms import choices, offer


def kinds(categories: Sequence[Category]) -> dict[str, Any]:
    """The words for kinds of information, by their number."""
    return {str(int(c)): CATEGORIES[str(c.name)] for c in categories}


class AnswerForm(forms.Form):
    """Text, and who should know of it. Whoever may not read the kind cannot be told, and the form says who that is."""

    text = forms.CharField(
        label=_("Text"),
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("Type @ and a name to tell somebody of it."),
    )
    tell = forms.TypedMultipleChoiceField(
        label=_("Tell"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        colleagues: Sequence[CaseColleague],
        reads: Mapping[int, Category],
        kind: Category | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = {c.user_id: c.name for c in colleagues}
        self.reads, self.fixed = reads, kind
        named = [(c.user_id, f"{c.name} ({c.organisation})" if c.organisation else c.name) for c in colleagues]
        offer(self, "tell", named)
        self.fields["text"].widget.attrs["data-mentions"] = _now("Colleagues whom you can tell")
        if not colleagues:
            del self.fields["tell"]

    def clean_text(self) -> str:
        """Something must stand there."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(_("Write something first."))
        return text

    def clean(self) -> dict[str, Any]:
        """Everybody who is told may read this kind of information."""
        data = super().clean() or {}
        kind = self.fixed or Category(data.get("kind") or 0)
        wanted = set(data.get("tell") or ()) | mentioned(data.get("text") or "", self.names)
        blind = sorted(self.names[u] for u in wanted if u in self.names and not self.reads.get(u, Category(0)) & kind)
        if kind and blind:
            raise ValidationError(
                _now(
                    "%(who)s may not read this kind of information, and so cannot be told of this note. "
                    "Choose another kind, or leave the name out."
                )
                % {"who": ", ".join(blind)}
            )
        return data


class NoteForm(AnswerForm):
    """A note that begins a thread; its kind decides who may read it."""

    kind = forms.TypedChoiceField(
        label=_("Kind of information"),
        coerce=int,
        help_text=_("Decides who can read it: everybody with a grant for this kind, the person among them."),
    )
    field_order = ["kind", "text", "tell"]

    def __init__(self, *args: Any, writable: Sequence[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", choices(kinds(writable)))
        self.initial.setdefault(
            "kind", int(Category.PLAN_GOALS if Category.PLAN_GOALS in writable else writable[0]) if writable else ""
        )


class ChangeForm(AnswerForm):
    """One's own note, changed; carries the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a note is taken out of use."""

    why = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Stays with the note in the history. No new facts here.")
    )


class FilterForm(forms.Form):
    """Which notes to show."""

    kind = forms.TypedChoiceField(label=_("Kind of information"), coerce=int, required=False, empty_value=None)
    author = forms.TypedChoiceField(label=_("Written by"), coerce=int, required=False, empty_value=None)
    q = forms.CharField(label=_("Words"), max_length=80, required=False)

    def __init__(self, *args: Any, authors: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", choices(kinds(list(Category)), _("All kinds")))
        offer(self, "author", [("", _("Everybody")), *authors])
