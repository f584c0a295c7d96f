"""The parts of a plan: goals, actions, tensions, linked plans, what happens when it goes wrong, the route."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.picture.labels import DOMAINS
from samenhang.plan.enums import (
    Doer,
)
from samenhang.plan.forms.base import LONG, PartForm, as_number, text_field
from samenhang.plan.labels import (
    STEPS,
)
from samenhang.plan.services.parts import NewAction
from samenhang.ui.forms import choices, day, offer


class GoalForm(PartForm):
    """A goal that hangs on what the person wants."""

    text = text_field(
        _("Goal"), required=True, help_text=_("In words that the person would use: what will be so when it is reached.")
    )
    words_id = forms.TypedChoiceField(
        label=_("Hangs on what the person said"), coerce=int, required=False, empty_value=None
    )
    wish = text_field(_("Or in short: what the person wants with it"))
    domain = forms.ChoiceField(label=_("Domain of life"))
    seen_by = text_field(
        _("How we see that it is reached"), help_text=_("Something that the person and others can see.")
    )
    by = day(_("Before which day"), required=False)
    part_id = forms.TypedChoiceField(
        label=_("Is part of the own plan of"), coerce=int, required=False, empty_value=None
    )

    def prepare(self) -> None:
        """Domains, own words, own plans."""
        offer(self, "domain", choices(DOMAINS, _("Choose")))
        said = [(str(pk), f"“{text[:90]}”") for pk, text, _on in self.options.words]
        offer(self, "words_id", [("", _("Nothing yet")), *said])
        offer(self, "part_id", [("", _("Of everybody together")), *((str(pk), t) for pk, t in self.options.own_plans)])


class ActionForm(PartForm):
    """Who does what by when."""

    text = text_field(
        _("What"), required=True, help_text=_("One thing, so concrete that everybody knows when it is done.")
    )
    whose = forms.ChoiceField(label=_("Who does it"), help_text=_("One party. The person can do something themselves."))
    who = text_field(_("Name of somebody close"), most=160, help_text=_("Only when somebody close does it."))
    due = day(_("Before which day"))
    goal_id = forms.TypedChoiceField(label=_("For which goal"), coerce=int, required=False, empty_value=None)

    def prepare(self) -> None:
        """Everybody who takes part, their organisations, the person, somebody close; and the goals."""
        people = [
            (f"user:{s.user_id}:{s.organisation_id or ''}", f"{s.who}, {s.organisation}" if s.organisation else s.who)
            for s in {s.user_id: s for s in self.options.seats if s.user_id}.values()
        ]
        organisations = [(f"org:{pk}", name) for pk, name in self.options.organisations()]
        whose = [("", _("Choose")), ("client", _("The person themselves")), ("close", _("Somebody close"))]
        offer(self, "whose", [*whose, (_("Colleagues"), people), (_("Organisations"), organisations)])
        offer(self, "goal_id", [("", _("None in particular")), *((str(pk), t) for pk, t in self.options.goals)])

    @classmethod
    def initial_of(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """Whose move it is, as one choice."""
        whose = {
            Doer.COLLEAGUE: f"user:{row['user_id']}:{row['organisation_id'] or ''}",
            Doer.ORGANISATION: f"org:{row['organisation_id']}",
            Doer.CLIENT: "client",
            Doer.CLOSE_ONE: "close",
        }
        return {**row, "whose": whose[Doer(row["doer"])]}

    def clean(self) -> dict[str, Any]:
        """Somebody close has a name."""
        data = super().clean() or {}
        if data.get("whose") == "close" and not data.get("who", "").strip():
            self.add_error("who", _("Fill in the name of who does it."))
        return data

    def values(self) -> dict[str, Any]:
        """The choice taken apart again."""
        kind, _colon, rest = self.cleaned_data["whose"].partition(":")
        user, _colon, organisation = rest.partition(":")
        new = NewAction(
            text=self.cleaned_data["text"],
            due=self.cleaned_data["due"],
            goal_id=self.cleaned_data["goal_id"],
            user_id=as_number(user) if kind == "user" else None,
            organisation_id=as_number(organisation) if kind == "user" else as_number(user) if kind == "org" else None,
            who=self.cleaned_data["who"].strip() if kind == "close" else "",
        )
        return {**{k: v for k, v in new.__dict__.items() if k != "source"}, "doer": new.doer}


class TensionForm(PartForm):
    """Two goals that pull apart."""

    one_id = forms.TypedChoiceField(label=_("This goal"), coerce=int)
    other_id = forms.TypedChoiceField(label=_("Pulls against this goal"), coerce=int)
    about = text_field(_("What does not go together"), required=True, long=2)
    agreed = text_field(
        _("What was agreed about it"),
        long=2,
        help_text=_("Leave open while nothing is agreed; it then asks attention."),
    )

    def prepare(self) -> None:
        """The goals."""
        goals = [("", _("Choose a goal")), *((str(pk), t) for pk, t in self.options.goals)]
        offer(self, "one_id", goals)
        offer(self, "other_id", goals)


class OwnPlanForm(PartForm):
    """The own plan of an organisation, linked."""

    organisation_id = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    title = text_field(
        _("What it is called"),
        most=160,
        required=True,
        help_text=_("Such as: treatment plan, support plan, household budget."),
    )
    about = text_field(_("What it is about, for the others"), long=3, most=LONG)
    contact = text_field(_("Whom to ask"), most=160)
    until = day(_("Holds until"), required=False)

    def prepare(self) -> None:
        """The organisations that take part."""
        offer(self, "organisation_id", [("", _("Choose")), *self.options.organisations()])


class BackUpForm(PartForm):
    """What happens when it goes wrong."""

    trigger = text_field(_("When"), most=300, required=True, help_text=_("What one sees that makes this start."))
    what = text_field(_("What happens then"), required=True, long=3, most=LONG)
    owner = text_field(_("Who sees to it"), most=160, required=True)
    tried_on = day(_("Last tried or talked through on"), required=False, past=True)
    tried_how = text_field(_("How that went"), most=300)


class StepForm(PartForm):
    """A step of the route."""

    place = forms.IntegerField(label=_("Step"), min_value=1, max_value=99)
    text = text_field(_("What"), most=300, required=True)
    about_when = text_field(_("About when"), most=80, help_text=_("Such as: in spring, after the driving licence."))
    state = forms.ChoiceField(label=_("Where we are"))

    def prepare(self) -> None:
        """Where a step can stand, in the order of time."""
        offer(self, "state", list(STEPS.items()))


FORMS: Mapping[str, type[PartForm]] = {
    "goal": GoalForm,
    "action": ActionForm,
    "tension": TensionForm,
    "own-plan": OwnPlanForm,
    "back-up": BackUpForm,
    "step": StepForm,
}
