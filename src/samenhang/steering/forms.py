"""Forms of bottlenecks, questions, answers and agreed room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.picture.labels import LAYERS
from samenhang.steering.labels import (
    ANSWERS,
    BASES,
    CLASSES,
    DOMAINS,
    EFFECTS,
    INFLUENCES,
    KINDS,
    LAWS,
    LEVELS,
    MEASURES,
    OWNERS,
    STATES,
    STATIONS,
    THEMES,
    WITHIN,
)
from samenhang.steering.services import Description, NewQuestion, NewRoom
from samenhang.ui.forms import choices, day, offer


def sentences(label: Any, *, required: bool = True, rows: int = 3, help_text: Any = "") -> forms.CharField:
    """A field for some sentences."""
    return forms.CharField(
        label=label,
        max_length=4_000,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _some(label: Any, *, required: bool, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=required, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


NOBODY = _("Without the name of anybody: this is read by tables outside the case.")


class BottleneckForm(forms.Form):
    """What a bottleneck is, whose it is, and when it comes back."""

    title = forms.CharField(label=_("What stands in the way"), max_length=240, help_text=NOBODY)
    words = sentences(
        _("What happens, in general words"), required=False, help_text=_("What it means for people, what was tried.")
    )
    classes = _some(_("Kind"), required=True, help_text=_("Often more than one."))
    level = forms.ChoiceField(label=_("Level"))
    layer = forms.ChoiceField(label=_("Layer"))
    within = forms.ChoiceField(
        label=_("Can it be solved within the rules?"),
        help_text=_("Most can. It is looked at before a question leaves the case."),
    )
    within_words = sentences(_("How that was looked at"), required=False, rows=2)
    rule_owner = forms.ChoiceField(label=_("Whose rule or money it is"))
    rule_owner_name = forms.CharField(label=_("Its name"), max_length=160, required=False)
    influence = forms.ChoiceField(label=_("Circle of influence"), required=False)
    law = forms.ChoiceField(label=_("Law"), required=False)
    domains = _some(_("Domains that it crosses"), required=False)
    measure = forms.ChoiceField(label=_("National measure"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    owner = forms.ChoiceField(label=_("Who takes it further"))
    next_on = day(_("Next date"), help_text=_("On this day it comes back, whatever happened."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_word = _("Not known yet")
        offer(self, "classes", choices(CLASSES))
        offer(self, "level", list(LEVELS.items()))
        offer(self, "layer", list(LAYERS.items()))
        offer(self, "within", list(WITHIN.items()))
        offer(self, "rule_owner", choices(OWNERS, _("Choose")))
        offer(self, "influence", [("", open_word), *INFLUENCES.items()])
        offer(self, "law", choices(LAWS, _("None")))
        offer(self, "domains", choices(DOMAINS))
        offer(self, "measure", [("", _("None")), *MEASURES.items()])
        offer(self, "theme", [("", _("None")), *THEMES.items()])
        offer(self, "owner", owners)

    def described(self) -> Description:
        """The values as the service takes them."""
        data = dict(self.cleaned_data)
        data.pop("version")
        owner, organisation = str(data.pop("owner")).split(":")
        return Description(**data, owner_id=int(owner), owner_organisation_id=int(organisation))


class AgendaFilter(forms.Form):
    """Which part of the agenda to see."""

    at = forms.ChoiceField(label=_("Where it lies"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    measure = forms.ChoiceField(label=_("National measure"), required=False)
    over = forms.BooleanField(label=_("Solved or set aside"), required=False)

    def __init__(self, *args: Any, counts: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where = {"CASE": STATES["OPEN"], **STATIONS}
        offer(
            self,
            "at",
            [("", _("Everywhere")), *((code, f"{word} ({counts.get(code, 0)})") for code, word in where.items())],
        )
        offer(self, "kind", [("", _("All")), *CLASSES.items()])
        offer(self, "measure", [("", _("All")), *MEASURES.items()])


class AskForm(forms.Form):
    """A question to a table."""

    kind = forms.ChoiceField(label=_("What is asked"))
    station = forms.ChoiceField(label=_("At which table"))
    question = sentences(_("The question"), help_text=NOBODY)
    needed = sentences(_("What is needed"), help_text=_("Not what is impossible, but what would make it possible."))
    safely = forms.BooleanField(
        label=_("Ask safely"), required=False, help_text=_("The table reads the question and not by whom it was asked.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", list(KINDS.items()))
        offer(self, "station", list(STATIONS.items()))

    def new(self) -> NewQuestion:
        """The values as the service takes them."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return NewQuestion(**data)


class AnswerForm(forms.Form):
    """The answer of a table."""

    given = forms.ChoiceField(label=_("The answer"))
    reasons = sentences(
        _("Reasons"), help_text=_("Everybody in the cases that it is about reads this. Without the name of anybody.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "given", [("", _("Choose")), *ANSWERS.items()])


class HearForm(forms.Form):
    """What an answer brings for one person."""

    effect = forms.ChoiceField(label=_("What it brings for this person"))
    words = sentences(_("In words"), required=False, help_text=_("Needed when it does not help, or only in part."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "effect", [("", _("Choose")), *EFFECTS.items()])


class ReasonForm(forms.Form):
    """Some words why."""

    reason = sentences(_("Reason"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SolveForm(forms.Form):
    """How it was solved, and what that says about the rule."""

    how = sentences(
        _("How it was solved"), help_text=_("So that the next one can do the same. Without the name of anybody.")
    )
    advice = sentences(
        _("Advice about the rule itself"),
        required=False,
        help_text=_(
            "What should change in the law, the tariff or the agreement, so that nobody has to ask this again?"
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReopenForm(forms.Form):
    """Back on the agenda."""

    next_on = day(_("Next date"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RoomForm(forms.Form):
    """Room that was agreed."""

    title = forms.CharField(label=_("What was agreed, in one line"), max_length=200, help_text=NOBODY)
    basis = forms.ChoiceField(label=_("Basis"))
    law = forms.ChoiceField(label=_("Law"), required=False)
    article = forms.CharField(label=_("Article or section"), max_length=120, required=False)
    interpretation = sentences(_("How the rule is read"))
    agreed = sentences(_("What may differ, and for whom in general"))
    approved_by = forms.CharField(label=_("Who said yes: name and function"), max_length=200)
    approved_for = forms.TypedChoiceField(label=_("For which organisation"), coerce=int)
    agreed_on = day(_("Agreed on"), past=True)
    start = day(_("From"))
    end = day(_("Until"), help_text=_("At most two years, unless you say why longer."))
    why_longer = sentences(_("Why longer than two years"), required=False, rows=2)
    evaluate_on = day(_("Looked at again on"))
    criteria = _some(
        _("Rules of the register that it relaxes"),
        required=False,
        help_text=_("From its first day the verdicts of these rules name this room as what makes a place possible."),
    )
    limit = forms.IntegerField(
        label=_("For at most how many people"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("Open: no limit."),
    )

    def __init__(
        self, *args: Any, organisations: list[tuple[int, str]], rules: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "basis", [("", _("Choose")), *BASES.items()])
        offer(self, "law", choices(LAWS, _("None")))
        offer(self, "approved_for", [("", _("Choose")), *organisations])
        offer(self, "criteria", rules)

    def new(self, criteria: list[str]) -> NewRoom:
        """The values as the service takes them, with the criteria behind the chosen rules."""
        data = {**self.cleaned_data, "criteria": criteria}
        return NewRoom(approved_for_id=data.pop("approved_for"), **data)


class EvaluateForm(forms.Form):
    """Looking back on agreed room."""

    evaluation = sentences(
        _("What it brought"), help_text=_("What went well, what did not, what is next. Without the name of anybody.")
    )
    next_on = day(_("Look again on"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ExtendRoomForm(forms.Form):
    """Agreed room lasts longer."""

    end = day(_("Until"))
    why_longer = sentences(_("Why longer than two years"), required=False, rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PackageForm(forms.Form):
    """What a steering group puts together."""

    remedies = _some(
        _("What belongs to the package"),
        required=True,
        help_text=_("Rules, money, expertise and places that somebody who waits needs."),
    )

    def __init__(self, *args: Any, remedies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "remedies", remedies)


class UseRoomForm(forms.Form):
    """Which room is used for somebody."""

    room = forms.TypedChoiceField(label=_("Which room"), coerce=int)
    words = sentences(_("How it is used for this person"), required=False, rows=2)

    def __init__(self, *args: Any, rooms: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "room", [("", _("Choose")), *rooms])
