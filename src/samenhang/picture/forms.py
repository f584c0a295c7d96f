"""Forms of the picture: they turn input into values and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.picture.labels import (
    ADHERENCE,
    DIRECTIONS,
    DOMAINS,
    ESTIMATED_BY,
    FACTS,
    GROUP_FITS,
    INCIDENTS,
    INSTRUMENT_NAMES,
    LAYERS,
    MOTIVATIONS,
    OFFENCES,
    PROBLEMS,
    SCREENINGS,
    SEVERITIES,
    SIDES,
    STATES,
    STRENGTH_AREAS,
    SUSPICIONS,
    fact_value,
)
from samenhang.ui.fact_forms import CHOOSE, FactForm, Lines, TodayForm, in_order, line, sentences, yes_no
from samenhang.ui.forms import choices, day

WHO_SAYS = _("A name or an organisation.")


class WordsForm(TodayForm):
    """What the person wants, as they say it."""

    day_field = "said_on"

    text = sentences(
        _("What this person wants, in their own words"),
        length=20_000,
        required=True,
        rows=6,
        help_text=_("Write it as it was said. Not what you would like, and not in the language of organisations."),
    )
    said_on = day(_("Said on"), past=True)
    listened_by = line(_("Who listened"), 160, help_text=_("Leave it open when the person wrote it themselves."))


class StrengthForm(FactForm):
    """What goes well."""

    text = line(_("What goes well, or what somebody is good at"), 200, required=True)


class ProblemForm(TodayForm):
    """A problem area; it stands beside the others and leads none."""

    day_field = "noted_on"

    area = forms.ChoiceField(label=_("Problem area"), choices=in_order(PROBLEMS))
    substances = line(_("Which substances"), 200, help_text=_("Only where the area is the use of substances."))
    severity = line(_("How severe, in words"), 200, help_text=_("What it means in daily life. No number."))
    source = line(_("Who says so"), 160, required=True, help_text=WHO_SAYS)
    noted_on = day(_("Noted on"), past=True)


class DomainForm(TodayForm):
    """How one life domain goes, as the person or as somebody who works with them sees it."""

    domain = forms.ChoiceField(label=_("Life domain"), choices=in_order(DOMAINS))
    side = forms.ChoiceField(label=_("Who says this"), choices=in_order(SIDES))
    state = forms.ChoiceField(label=_("How it goes"), choices=in_order(STATES))
    wish = line(_("Wish"), 400)
    own_action = line(_("What the person does about it themselves"), 400)
    question = line(
        _("The question beneath"), 400, help_text=_("Not only what is asked: what is it about? No amounts of debt and no creditors here.")
    )  # fmt: skip
    organisations = Lines(label=_("Organisations involved"), required=False, help_text=_("One on each line."))
    said_by = line(_("Name"), 160, help_text=_("Who said or wrote this."))
    on = day(_("On"), past=True)

    def prepare(self) -> None:
        super().prepare()
        self.fields["organisations"].widget.attrs["rows"] = 3


class FactorForm(FactForm):
    """Something in a layer that makes it harder or protects."""

    layer = forms.ChoiceField(label=_("Layer"), choices=in_order(LAYERS))
    direction = forms.ChoiceField(label=_("What it does"), choices=in_order(DIRECTIONS))
    text = line(_("What it is"), 300, required=True)
    changeable = yes_no(_("Can it be changed?"))
    since = day(_("Since"), required=False, past=True)
    owner = line(_("Whose it is to change"), 160, help_text=WHO_SAYS)


class EstimateForm(TodayForm):
    """What somebody can direct themselves in one area, as one source sees it."""

    area = forms.ChoiceField(label=_("Area"), choices=in_order(STRENGTH_AREAS))
    by = forms.ChoiceField(label=_("Who estimates"), choices=in_order(ESTIMATED_BY))
    source = line(_("Name of the close one or the organisation"), 160)
    score = forms.IntegerField(
        label=_("Estimate from 0 to 10"),
        min_value=0,
        max_value=10,
        help_text=_("0: cannot direct this at all now. 10: does this without help, also in a bad week."),
    )
    motivation = forms.ChoiceField(
        label=_("Willing and able"),
        choices=in_order(MOTIVATIONS, _("not asked")),
        required=False,
        help_text=_("Not willing and not able are different things. This changes nothing in the estimate."),
    )
    on = day(_("On"), past=True)
    note = line(_("What it rests on"), 300)


class NeedForm(FactForm):
    """A functional fact as it stands; a newer one is noted where places are compared."""

    code = forms.ChoiceField(label=_("What"), choices=in_order(FACTS))
    value = forms.CharField(label=_("Answer"))
    source = line(_("Who says so"), 160)
    noted_on = day(_("Noted on"))

    @classmethod
    def say(cls, name: str, value: Any) -> str | None:
        return fact_value(value) if name == "value" else None


class IncidentForm(TodayForm):
    """Something that happened, with what went before and what helped."""

    kind = forms.ChoiceField(label=_("What happened"), choices=choices(INCIDENTS, CHOOSE))
    on = day(_("On"), past=True)
    severity = forms.TypedChoiceField(label=_("How severe"), choices=in_order(SEVERITIES), coerce=int)
    context = sentences(_("What went before"), help_text=_("What had changed, who was there, what was said."))
    response = sentences(_("How people responded"))
    helped = sentences(_("What helped"))
    lesson = sentences(
        _("What others can learn"), help_text=_("Without names, places and days. Nothing leaves before somebody says so.")
    )  # fmt: skip


class TreatmentForm(FactForm):
    """A treatment, and why it stopped."""

    what = line(_("Treatment"), 200, required=True)
    where = line(_("At"), 160)
    start = day(_("From"), required=False, past=True)
    end = day(_("Last day"), required=False, help_text=_("Leave it open while it runs."))
    why_stopped = line(_("Why it stopped"), 400, help_text=_("Also when it was the organisation that stopped."))
    helped = line(_("What helped"), 300)
    medication = line(_("Medication"), 200)
    adherence = forms.ChoiceField(
        label=_("How it was taken"), choices=in_order(ADHERENCE, _("not known")), required=False
    )
    adherence_note = line(_("What made taking it easier or harder"), 300)


class DiagnosisForm(FactForm):
    """A diagnosis, and whether it was rejected later."""

    text = line(_("Diagnosis"), 200, required=True)
    made_by = line(_("Made by"), 160, required=True, help_text=WHO_SAYS)
    made_on = day(_("Made on"), required=False, past=True)
    rejected_on = day(_("Rejected on"), required=False, past=True)
    rejected_by = line(_("Rejected by"), 160)
    rejected_why = line(_("Why it was rejected"), 400)


class ScreeningForm(TodayForm):
    """Whether a screening was offered, and what came of it."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=in_order(SCREENINGS))
    instrument = line(_("Instrument"), 80, help_text=_("For example SCIL 18+. No questions of the instrument here."))
    on = day(_("On"), past=True)
    score = line(_("Score as entered by who did the screening"), 40)
    suspicion = forms.ChoiceField(
        label=_("What it suggests"), choices=in_order(SUSPICIONS, _("not known")), required=False
    )
    conclusion = line(_("Conclusion in words"), 300)
    next_step = line(_("What happens next"), 300)


class RiskForm(TodayForm):
    """The outcome of a risk assessment as its assessor gives it."""

    instrument = forms.ChoiceField(label=_("Instrument"), choices=in_order(INSTRUMENT_NAMES))
    instrument_name = line(_("Name of the other instrument"), 80)
    assessor = line(_("Assessor"), 160, required=True)
    organisation = line(_("Organisation"), 160)
    on = day(_("On"), past=True)
    valid_until = day(
        _("Holds until"), required=False, help_text=_("Left open, the usual term of the instrument is filled in.")
    )
    scores = line(
        _("Outcome as entered"), 300, required=True, help_text=_("The scores or the final judgement. No items of the instrument. Nothing is computed.")
    )  # fmt: skip
    protective = sentences(_("What protects"))
    contra_signals = sentences(_("What speaks against it"), help_text=_("Signals that point the other way."))


class SafetyForm(TodayForm):
    """What can go wrong, in words, and what staff should know."""

    day_field = "noted_on"

    risk_self = sentences(_("Risk for the person themselves"))
    risk_others = sentences(_("Risk for others"))
    behaviours = forms.MultipleChoiceField(
        label=_("Behaviour in the past"),
        choices=choices(OFFENCES),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What was established, not what is suspected."),
    )
    group_fit = forms.ChoiceField(
        label=_("Living in a group"), choices=in_order(GROUP_FITS, _("not known")), required=False
    )
    group_note = line(_("Under which conditions"), 300)
    calms = sentences(_("What brings rest"))
    staff_note = sentences(_("What staff should know"))
    source = line(_("Who says so"), 160, required=True, help_text=WHO_SAYS)
    noted_on = day(_("Noted on"), past=True)


class LessonForm(forms.Form):
    """What others can learn from an incident, without anybody in it."""

    lesson = sentences(
        _("What others can learn"),
        required=True,
        rows=6,
        help_text=_("What went before, what people did, what helped. No names, places, organisations or days."),
    )
