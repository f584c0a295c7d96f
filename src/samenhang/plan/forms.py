"""Forms of the plan: they turn input into values and save nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.access.selectors import TakesPart
from samenhang.directory.selectors import Colleague
from samenhang.picture.labels import DOMAINS
from samenhang.plan.enums import (
    Answer,
    Conclusion,
    Doer,
    GoalState,
    LineKind,
    Phase,
    Security,
    SecurityState,
    Signer,
    SupportDecision,
    SupporterAnswer,
    SupportKind,
)
from samenhang.plan.labels import (
    ANSWERS,
    CONCLUSIONS,
    GOALS,
    LINES,
    MEETINGS,
    PHASES,
    SECURITIES,
    SECURITY_STATES,
    SIGNERS,
    STEPS,
    SUPPORT,
    SUPPORT_DECISIONS,
    SUPPORTER_ANSWERS,
)
from samenhang.plan.services.parts import NewAction
from samenhang.privacy.enums import GivenBy, GivenHow
from samenhang.privacy.labels import GIVEN_BY, GIVEN_HOW
from samenhang.ui.forms import choices, day, offer


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _text(
    label: Any, *, long: int = 0, most: int = 400, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    """A field for words, over several lines with ``long``."""
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text, widget=_area(long) if long else None
    )


LONG = 20_000


@dataclass(frozen=True)
class Options:
    """What can be chosen in a plan: its goals, what the person said, own plans, and who takes part."""

    goals: Sequence[tuple[int, str]] = ()
    words: Sequence[tuple[int, str, date]] = ()
    own_plans: Sequence[tuple[int, str]] = ()
    seats: Sequence[TakesPart] = ()

    def organisations(self) -> list[tuple[str, str]]:
        """The organisations that take part, each once."""
        found = {str(s.organisation_id): s.organisation for s in self.seats if s.organisation_id}
        return sorted(found.items(), key=lambda pair: pair[1])


class LockedForm(forms.Form):
    """A form on something that others may change meanwhile: it knows which state it was made from."""

    lock = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conflict = False

    def met(self, lock: int) -> None:
        """Somebody else was first: what was typed stays, and saving again now goes on from what is there."""
        sent: Any = self.data
        changed = sent.copy()
        changed["lock"] = str(lock)
        self.data = changed
        self.conflict = True


class PartForm(LockedForm):
    """A part of a plan. ``values`` gives what the verb takes."""

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices."""

    @classmethod
    def initial_of(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """What the form holds at first, from the fields of a row."""
        return dict(row)

    def values(self) -> dict[str, Any]:
        """The values for the verb."""
        return {k: v for k, v in self.cleaned_data.items() if k != "lock"}


def _number(value: str) -> int | None:
    return int(value) if value else None


class GoalForm(PartForm):
    """A goal that hangs on what the person wants."""

    text = _text(
        _("Goal"), required=True, help_text=_("In words that the person would use: what will be so when it is reached.")
    )
    words_id = forms.TypedChoiceField(
        label=_("Hangs on what the person said"), coerce=int, required=False, empty_value=None
    )
    wish = _text(_("Or in short: what the person wants with it"))
    domain = forms.ChoiceField(label=_("Domain of life"))
    seen_by = _text(_("How we see that it is reached"), help_text=_("Something that the person and others can see."))
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

    text = _text(_("What"), required=True, help_text=_("One thing, so concrete that everybody knows when it is done."))
    whose = forms.ChoiceField(label=_("Who does it"), help_text=_("One party. The person can do something themselves."))
    who = _text(_("Name of somebody close"), most=160, help_text=_("Only when somebody close does it."))
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
            user_id=_number(user) if kind == "user" else None,
            organisation_id=_number(organisation) if kind == "user" else _number(user) if kind == "org" else None,
            who=self.cleaned_data["who"].strip() if kind == "close" else "",
        )
        return {**{k: v for k, v in new.__dict__.items() if k != "source"}, "doer": new.doer}


class TensionForm(PartForm):
    """Two goals that pull apart."""

    one_id = forms.TypedChoiceField(label=_("This goal"), coerce=int)
    other_id = forms.TypedChoiceField(label=_("Pulls against this goal"), coerce=int)
    about = _text(_("What does not go together"), required=True, long=2)
    agreed = _text(
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
    title = _text(
        _("What it is called"),
        most=160,
        required=True,
        help_text=_("Such as: treatment plan, support plan, household budget."),
    )
    about = _text(_("What it is about, for the others"), long=3, most=LONG)
    contact = _text(_("Whom to ask"), most=160)
    until = day(_("Holds until"), required=False)

    def prepare(self) -> None:
        """The organisations that take part."""
        offer(self, "organisation_id", [("", _("Choose")), *self.options.organisations()])


class BackUpForm(PartForm):
    """What happens when it goes wrong."""

    trigger = _text(_("When"), most=300, required=True, help_text=_("What one sees that makes this start."))
    what = _text(_("What happens then"), required=True, long=3, most=LONG)
    owner = _text(_("Who sees to it"), most=160, required=True)
    tried_on = day(_("Last tried or talked through on"), required=False, past=True)
    tried_how = _text(_("How that went"), most=300)


class StepForm(PartForm):
    """A step of the route."""

    place = forms.IntegerField(label=_("Step"), min_value=1, max_value=99)
    text = _text(_("What"), most=300, required=True)
    about_when = _text(_("About when"), most=80, help_text=_("Such as: in spring, after the driving licence."))
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


class HeadForm(LockedForm):
    """What stands on top of a plan."""

    future = _text(
        _("The life that the person wants, as we understand it"),
        long=4,
        most=LONG,
        help_text=_("The own words stand above it; here what everybody understands by them."),
    )
    outflow = _text(
        _("What comes after this place"),
        long=3,
        most=LONG,
        help_text=_("From the first day on: where somebody goes from here, and what is needed for it."),
    )
    outflow_place = _text(_("Which place, and who there was involved early"), most=200)
    outflow_on = day(_("About when"), required=False)


class EndPlanForm(forms.Form):
    """Why a plan ends."""

    why = _text(_("Why it ends"), most=300, required=True)


class GoalMoveForm(forms.Form):
    """Where a goal stands."""

    state = forms.ChoiceField(label=_("How it is going"), widget=forms.RadioSelect)
    why = _text(_("Why"), most=300, long=2, help_text=_("Asked when a goal is let go."))

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "state", [(k, v) for k, v in GOALS.items() if k != now])

    def clean_state(self) -> GoalState:
        """As a code."""
        return GoalState(self.cleaned_data["state"])


class ReportForm(forms.Form):
    """What came of an action."""

    state = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    result = _text(_("In a few words"), long=3, most=LONG, help_text=_("Asked when it is not done after all."))

    def __init__(self, *args: Any, options: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "state", options)


class SecuritiesForm(forms.Form):
    """The four securities, each with its state and a remark."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Security:
            self.fields[f"{kind}"] = forms.ChoiceField(
                label=str(SECURITIES[kind]), choices=list(SECURITY_STATES.items()), widget=forms.RadioSelect,
                initial=SecurityState.UNKNOWN,
            )  # fmt: skip
            self.fields[f"{kind}-note"] = _text(_("Remark"), most=300)

    def answers(self) -> list[tuple[Security, SecurityState, str]]:
        """Each security with its state and remark."""
        data = self.cleaned_data
        return [(k, SecurityState(data[str(k)]), data[f"{k}-note"]) for k in Security]


class ApproachForm(forms.Form):
    """One way of approaching the person."""

    nearness = _text(_("How near"), help_text=_("How much distance and nearness is good."))
    agreements = _text(_("Clear agreements"), long=3, most=LONG)
    works = _text(_("What works"), long=3, most=LONG, required=True)
    does_not_work = _text(_("What does not work"), long=3, most=LONG)
    faces = _text(_("Faces that stay"))
    why = _text(_("Why this is proposed"), most=300)


class ForwardForm(forms.Form):
    """Why a version is put before everybody."""

    why = _text(_("What is new, in one sentence"), most=300)


class SignForm(forms.Form):
    """An answer for one's own organisation."""

    answer = forms.ChoiceField(label=_("Answer"), choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    remark = _text(_("Remark"), long=2, help_text=_("Asked when your organisation does not agree."))

    def clean_answer(self) -> Answer:
        """As a code."""
        return Answer(self.cleaned_data["answer"])


class HeardForm(SignForm):
    """What the person, a representative or somebody close said."""

    signer = forms.ChoiceField(label=_("Who"))
    name = _text(_("Name"), most=160, required=True, help_text=_("Who said it, and to whom if that was not you."))
    field_order = ["signer", "name", "answer", "remark"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "signer", [(k, v) for k, v in SIGNERS.items() if k != Signer.ORGANISATION])

    def clean_signer(self) -> Signer:
        """As a code."""
        return Signer(self.cleaned_data["signer"])


class EvaluationForm(forms.Form):
    """What an evaluation found."""

    held_on = day(_("Held on"), past=True)
    present = _text(_("Who was there"))
    client_there = forms.BooleanField(label=_("The person was there"), required=False, initial=True)
    client_says = _text(
        _("What the person says"),
        long=3,
        most=LONG,
        help_text=_("Asked when the person was not there: what do they think, how did you ask?"),
    )
    went_well = _text(_("What went well"), long=3, most=LONG)
    went_less = _text(_("What went less well"), long=3, most=LONG)
    learned = _text(_("What we learned"), long=2, most=LONG)
    back_up_tried = forms.BooleanField(label=_("We talked through what happens when it goes wrong"), required=False)
    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=list(CONCLUSIONS.items()), widget=forms.RadioSelect)
    adjust = _text(_("What changes"), long=3, most=LONG, help_text=_("Goes into the next version of the plan."))

    def clean_conclusion(self) -> Conclusion:
        """As a code."""
        return Conclusion(self.cleaned_data["conclusion"])


class MoveEvaluationForm(forms.Form):
    """Another day for an evaluation."""

    due_on = day(_("New day"))
    why = _text(_("Why"), most=300, required=True)


class NewEvaluationForm(forms.Form):
    """One more evaluation."""

    due_on = day(_("Day"))


class SeatForm(forms.Form):
    """Who gets a seat of the case."""

    who = forms.ChoiceField(label=_("Who"), help_text=_("In brackets for how many people they do this now."))

    def __init__(self, *args: Any, colleagues: Sequence[Colleague], load: Mapping[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"{c.user_id}:{c.organisation_id}": c for c in colleagues}
        named = [(key, f"{c.name}, {c.organisation} ({load.get(c.user_id, 0)})") for key, c in self.people.items()]
        offer(self, "who", [("", _("Choose somebody")), *named])

    def clean_who(self) -> Colleague:
        """As a colleague."""
        return self.people[self.cleaned_data["who"]]


class MeetingForm(SeatForm):
    """A conversation with a possible case manager."""

    talked_on = day(_("Talked on"), past=True)
    client_says = _text(_("What the person says about it"), long=3, most=LONG)
    outcome = forms.ChoiceField(
        label=_("What the person chooses"), choices=list(MEETINGS.items()), widget=forms.RadioSelect
    )


class OfferForm(forms.Form):
    """That independent client support was offered."""

    offered_on = day(_("Offered on"), past=True)
    answer = forms.ChoiceField(
        label=_("What the person said"), choices=list(SUPPORTER_ANSWERS.items()), widget=forms.RadioSelect
    )
    supporter = _text(_("Name of the supporter"), most=160)
    organisation = _text(_("Organisation"), most=160)
    remark = _text(_("Remark"), most=300)

    def clean_answer(self) -> SupporterAnswer:
        """As a code."""
        return SupporterAnswer(self.cleaned_data["answer"])


class SupportForm(forms.Form):
    """Support on top."""

    kind = forms.ChoiceField(label=_("What"), choices=list(SUPPORT.items()))
    hours = forms.DecimalField(
        label=_("Hours a week"), min_value=0.5, max_value=168, max_digits=5, decimal_places=1, required=False
    )
    start = day(_("From"))
    last_day = day(_("Last day"))
    why = _text(
        _("Why"),
        long=3,
        most=LONG,
        required=True,
        help_text=_("What is going on, and what it is meant to bring. No diagnosis is needed."),
    )
    asked_of = forms.TypedChoiceField(
        label=_("Asked of"), coerce=int, help_text=_("Only organisations that take part can read it and answer.")
    )

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "asked_of", [("", _("Choose")), *options.organisations()])

    def clean(self) -> dict[str, Any]:
        """The last day lies on or after the first."""
        data = super().clean() or {}
        if data.get("start") and data.get("last_day"):
            if data["last_day"] < data["start"]:
                self.add_error("last_day", _("The last day lies before the first."))
            else:
                data["end"] = data["last_day"] + timedelta(days=1)
        return data

    def clean_kind(self) -> SupportKind:
        """As a code."""
        return SupportKind(self.cleaned_data["kind"])


class DecideForm(forms.Form):
    """A decision about support."""

    decision = forms.ChoiceField(label=_("Decision"), choices=list(SUPPORT_DECISIONS.items()), widget=forms.RadioSelect)
    hours = forms.DecimalField(
        label=_("Hours a week"), min_value=0.5, max_value=168, max_digits=5, decimal_places=1, required=False
    )
    until = day(_("Last day"), required=False)
    reason = _text(_("Reason"), long=3, most=LONG, required=True)

    def clean_decision(self) -> SupportDecision:
        """As a code."""
        return SupportDecision(self.cleaned_data["decision"])


class DeviationForm(forms.Form):
    """Leaving a protocol with a reason."""

    protocol = _text(_("Which protocol or usual rule"), most=200, required=True)
    instead = _text(_("What you do instead"), long=3, most=LONG, required=True)
    why = _text(_("Why"), long=3, most=LONG, required=True)
    risk = _text(_("How the risk was weighed"), long=3, most=LONG, required=True)
    consulted = _text(_("Who was consulted"), most=300, required=True)
    backed_by = _text(_("Which manager backs it"), most=160, required=True)
    backed_as = _text(_("Function"), most=160, required=True)
    backed_on = day(_("Since when"), past=True)
    start = day(_("From"))
    review_on = day(_("Looked back on"))


class ReviewForm(forms.Form):
    """Looking back on a deviation."""

    outcome = _text(_("What it brought, and what we do with it"), long=3, most=LONG, required=True)


# ---- the signalling plan ----------------------------------------------------------------------------
class SignalHeadForm(LockedForm):
    """What stands on top of a signalling plan."""

    question = _text(
        _("Who I am and what I want with this plan"),
        long=4,
        most=LONG,
        help_text=_("In the person's own words: it is their plan."),
    )
    made_with = _text(_("Made together with"), help_text=_("The person, close ones, which organisations."))
    places = _text(_("Where it holds"), most=300, help_text=_("Such as: at home, at the day activity, in the clinic."))
    review_on = day(
        _("Look at it again on"),
        required=False,
        help_text=_("Half a year from now when you leave it open; always after a crisis or a move."),
    )


class LineForm(forms.Form):
    """A line of a phase."""

    phase = forms.ChoiceField(label=_("Colour"), choices=list(PHASES.items()))
    kind = forms.ChoiceField(label=_("What it is"), choices=list(LINES.items()))
    text = _text(_("What"), required=True, help_text=_("One thing, as the person would say it."))
    who = _text(_("Who"), most=160, help_text=_("Who does it, or who sees it."))
    within_minutes = forms.IntegerField(
        label=_("Within how many minutes"), min_value=1, max_value=20_160, required=False
    )

    def clean_phase(self) -> Phase:
        """As a code."""
        return Phase(self.cleaned_data["phase"])

    def clean_kind(self) -> LineKind:
        """As a code."""
        return LineKind(self.cleaned_data["kind"])


class CallForm(forms.Form):
    """Somebody to call."""

    name = _text(_("Name and function"), most=160, required=True)
    phone = forms.RegexField(
        label=_("Phone"), regex=r"^[0-9+()\-\s]{3,40}$",
        error_messages={"invalid": _("Only figures, spaces, + and hyphens.")},
    )  # fmt: skip
    hours = _text(_("When"), most=120, help_text=_("Such as: day and night, or on working days until five."))
    knows_client = forms.BooleanField(label=_("Knows the person"), required=False, initial=True)


class ShareForm(forms.Form):
    """To whom the person opens the signalling plan, and how they said so."""

    organisations = forms.TypedMultipleChoiceField(
        label=_("Which organisations"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    why = _text(_("Why they need it"), most=300, required=True, long=2)
    how = forms.ChoiceField(label=_("How the person agreed"))
    by = forms.ChoiceField(label=_("Who agreed"), choices=list(GIVEN_BY.items()))
    on = day(_("On"), past=True)
    witness = _text(_("Who was there"), most=160, help_text=_("Asked when it was said and not signed."))

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisations", options.organisations())
        offer(self, "how", [(k, v) for k, v in GIVEN_HOW.items() if k != GivenHow.PORTAL])

    def clean_how(self) -> GivenHow:
        """As a code."""
        return GivenHow(self.cleaned_data["how"])

    def clean_by(self) -> GivenBy:
        """As a code."""
        return GivenBy(self.cleaned_data["by"])


class ObserveForm(forms.Form):
    """Which phase somebody saw."""

    phase = forms.ChoiceField(label=_("Colour"), choices=list(PHASES.items()), widget=forms.RadioSelect)
    signs = _text(_("What you see"), long=3, most=LONG)
    seen_by = _text(_("Seen by"), most=160, help_text=_("Leave open when it was you."))

    def clean_phase(self) -> Phase:
        """As a code."""
        return Phase(self.cleaned_data["phase"])


class ReactForm(forms.Form):
    """What was done."""

    reaction = _text(_("What was done"), long=3, most=LONG, required=True)
