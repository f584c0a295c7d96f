"""Forms of sharing, consent, rights and emergencies: they turn input into values and save nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import Category, EmergencyReason
from samenhang.access.labels import CATEGORIES, EMERGENCIES, RESTRICTIONS, REVIEWS
from samenhang.directory.selectors import StaffMember
from samenhang.engines import sharing as engine
from samenhang.legal.rules import add_months
from samenhang.privacy.adapters import ESTABLISHED
from samenhang.privacy.enums import GivenHow, HousingNeed
from samenhang.privacy.labels import (
    GIVEN_BY,
    GIVEN_HOW,
    GROUNDS,
    HOME_NEEDS,
    OPENS,
    OUTCOMES,
    PROGRAMMES,
    PURPOSES,
    REQUESTS,
    ROLES,
    STAGES,
    TOLD_HOW,
    WEIGHING_GROUNDS,
    WEIGHING_QUESTIONS,
)
from samenhang.privacy.rules import ASKED_ALONE, ROLES_OF_KIND
from samenhang.ui.forms import day, offer

_PURPOSES = {p: PURPOSES[p] for p in engine.Purpose if p not in {engine.Purpose.STATISTICS}}
_STAGES = {s: STAGES[s] for s in engine.Stage if s not in {engine.Stage.REGION_STATS, engine.Stage.CLOSED}}


def _receivers(organisations: Sequence[tuple[int, str, str]]) -> list[tuple[str, Any]]:
    """Every organisation in every role that fits its kind: one list to choose from, the words of the role behind the name."""
    found: list[tuple[str, Any]] = [("", _("Choose a receiver"))]
    for organisation_id, name, kind in organisations:
        for role in ROLES_OF_KIND.get(kind, ()):
            found.append((f"{organisation_id}:{role}", f"{name} – {ROLES[role]}"))
    return found


def _established() -> list[tuple[str, Any]]:
    """What somebody can establish, in the words of what would open a lock."""
    found = [(name, OPENS[code]) for code, name in ESTABLISHED.items() if code in OPENS]
    return [
        *found,
        ("property_level", _("Everything is put as a requirement on the home and says nothing about the person")),
    ]


def _bits(names: Sequence[str]) -> Category:
    return Category(sum(int(Category[name]) for name in names))


class AskForm(forms.Form):
    """The question: may I share this, with whom, what for?"""

    receiver = forms.ChoiceField(
        label=_("With whom"), help_text=_("The organisation, and the role in which it receives this.")
    )
    sender = forms.ChoiceField(label=_("You speak as"))
    categories = forms.MultipleChoiceField(
        label=_("What"),
        choices=[(c.name, CATEGORIES[c.name]) for c in Category if c.name],
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.ChoiceField(label=_("What for"), choices=[("", _("Choose a purpose")), *_PURPOSES.items()])
    stage = forms.ChoiceField(label=_("Where the work stands"), choices=[("", _("Choose a stage")), *_STAGES.items()])
    established = forms.MultipleChoiceField(
        label=_("What you establish"),
        required=False,
        choices=_established,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick only what you know to be so: your name stands under it."),
    )
    ground = forms.ChoiceField(
        label=_("What you weigh"),
        required=False,
        choices=[
            ("", _("Nothing: the rules decide")),
            *[(k, v) for k, v in GROUNDS.items() if k != "EXPLICIT_CONSENT"],
        ],
    )
    motivation = forms.CharField(
        label=_("Your reasons"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    decision_reference = forms.CharField(
        label=_("Reference of the written decision"),
        required=False,
        max_length=120,
        help_text=_("Only for police data."),
    )

    def __init__(
        self, *args: Any, organisations: Sequence[tuple[int, str, str]], senders: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "receiver", _receivers(organisations))
        offer(self, "sender", [(role, ROLES[role]) for role in senders])

    def narrow(self, *, opens: Collection[str], weighs: bool) -> None:
        """Offer what somebody establishes or weighs only where it would make a difference; the rest stays out of sight."""
        data = cast(QueryDict, self.data) if self.is_bound else QueryDict()
        helpful = {ESTABLISHED[code] for code in opens if code in ESTABLISHED} | set(data.getlist("established"))
        if Category.HOUSING_NEEDS.name in data.getlist("categories"):
            helpful.add("property_level")
        field = self.fields["established"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = [choice for choice in _established() if choice[0] in helpful]
        if not helpful:
            del self.fields["established"]
        if "PUT_DECISION_ON_FILE" not in opens and not self.data.get("decision_reference"):
            del self.fields["decision_reference"]
        if not weighs and not self.data.get("ground"):
            del self.fields["ground"], self.fields["motivation"]

    def clean_receiver(self) -> tuple[int, engine.Role]:
        """The organisation and its role."""
        organisation, role = self.cleaned_data["receiver"].split(":")
        return int(organisation), engine.Role(role)

    def clean_categories(self) -> Category:
        """The categories as one bit set."""
        return _bits(self.cleaned_data["categories"])


class ShareForm(forms.Form):
    """What really goes: sentences per category, why, and the promise to keep to the conditions."""

    colleague = forms.ChoiceField(
        label=_("Who receives it"),
        required=False,
        help_text=_("Leave open for everybody there whose task it is to receive what others share."),
    )
    necessity = forms.CharField(
        label=_("Why the receiver needs this"),
        max_length=600,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence. The client can read it."),
    )
    contact = forms.CharField(
        label=_("Who can be called about it, and when"),
        max_length=300,
        help_text=_("Name, phone and hours. Goes along, so that the receiver calls you and not the client."),
    )
    weighing = forms.ChoiceField(label=_("The weighing that belongs to it"), required=False)
    told = forms.ChoiceField(
        label=_("The person heard these very sentences first"),
        choices=[(k, v) for k, v in TOLD_HOW.items() if k != "PORTAL"],
        widget=forms.RadioSelect,
        help_text=_("This rule asks for it: whoever reads what is said about them trusts it more."),
    )
    kept = forms.BooleanField(label=_("I keep to the conditions above and share no more than this"))

    def __init__(
        self,
        *args: Any,
        parts: Sequence[tuple[Category, Sequence[tuple[str, str]], bool]],
        staff: Sequence[StaffMember],
        weighings: Sequence[tuple[int, str]],
        tell_first: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "colleague", [("", _("Everybody whose task it is")), *[(str(s.user_id), s.name) for s in staff]])
        offer(self, "weighing", [("", _("None")), *[(str(pk), label) for pk, label in weighings]])
        if not weighings:
            del self.fields["weighing"]
        if not tell_first:
            del self.fields["told"]
        self.parts = [category for category, _sentences, _typed in parts]
        for category, sentences, typed in parts:
            words = str(CATEGORIES[str(category.name)])
            if sentences:
                self.fields[f"refs_{category.name}"] = forms.MultipleChoiceField(
                    label=words, required=False, choices=list(sentences), widget=forms.CheckboxSelectMultiple
                )
            if typed:
                self.fields[f"words_{category.name}"] = forms.CharField(
                    label=_("In your own words: %(category)s") % {"category": words},
                    required=False,
                    max_length=600,
                    widget=forms.Textarea(attrs={"rows": 3}),
                    help_text=_(
                        "Only what the receiver needs, at most 600 characters. The client reads the same words."
                    ),
                )
        last = [
            name for name in ("weighing", "necessity", "contact", "colleague", "told", "kept") if name in self.fields
        ]
        self.order_fields([*[n for n in self.fields if n not in last], *last])

    def chosen(self, category: Category) -> tuple[tuple[str, ...], str]:
        """The references and the words of one category."""
        data = self.cleaned_data
        return tuple(data.get(f"refs_{category.name}", ())), data.get(f"words_{category.name}", "")


class KeepForm(forms.Form):
    """Why something is not shared."""

    why = forms.CharField(label=_("Why not"), max_length=600, min_length=3, widget=forms.Textarea(attrs={"rows": 2}))


class ConsentForm(forms.Form):
    """Asking consent, or recording what the person said."""

    receiver = forms.ChoiceField(label=_("For whom"), help_text=_("One organisation at a time, never everybody."))
    categories = forms.MultipleChoiceField(
        label=_("What may be shared"),
        choices=[(c.name, CATEGORIES[c.name]) for c in Category if c.name],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Medical facts, debts, incidents, risk, police, justice and close ones are each asked for alone."),
    )
    purpose = forms.ChoiceField(label=_("What for"), choices=[("", _("Choose a purpose")), *_PURPOSES.items()])
    why = forms.CharField(
        label=_("Why working together needs it"),
        max_length=400,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In Dutch and in plain words: this becomes part of the explanation that the person gets."),
    )
    items = forms.CharField(
        label=_("Exactly which things"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line. Needed for medical facts."),
    )
    valid_until = day(_("Until"), help_text=_("At most a year."))
    answer = forms.ChoiceField(
        label=_("The answer"),
        choices=[
            ("", _("Not asked yet: the person answers in the portal or later")),
            (GivenHow.SPOKEN, _("Yes, spoken")),
            (GivenHow.SIGNED, _("Yes, signed on paper")),
        ],
        required=False,
    )
    given_by = forms.ChoiceField(label=_("Given by"), choices=list(GIVEN_BY.items()), required=False)
    given_on = day(_("Given on"), required=False, past=True)
    witness = forms.CharField(
        label=_("Who was there"), max_length=160, required=False, help_text=_("Asked when the yes was spoken.")
    )
    capacity_note = forms.CharField(
        label=_("How it was clear that the person could decide about this"), max_length=400, required=False
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "receiver", _receivers(organisations))
        self.fields["valid_until"].initial = add_months(today, 12)
        self.fields["given_on"].initial = today

    def clean_receiver(self) -> tuple[int, str]:
        """The organisation and its role."""
        organisation, role = self.cleaned_data["receiver"].split(":")
        return int(organisation), role

    def clean_categories(self) -> Category:
        """The categories as one bit set; what is asked alone stands alone."""
        found = _bits(self.cleaned_data["categories"])
        alone = found & ASKED_ALONE
        if alone and (found != alone or int(alone).bit_count() > 1):
            raise forms.ValidationError(
                _("This kind of information is asked for by itself. Make a question of its own for it.")
            )
        return found

    def clean_items(self) -> tuple[str, ...]:
        """One thing on each line."""
        return tuple(line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip())

    def clean(self) -> dict[str, Any]:
        """An answer comes with who gave it and when; medical facts name what they are."""
        data = super().clean() or {}
        if data.get("answer"):
            for name in ("given_by", "given_on"):
                if not data.get(name):
                    self.add_error(name, _("Fill this in with the answer."))
            if data["answer"] == GivenHow.SPOKEN and not data.get("witness"):
                self.add_error("witness", _("Say who was there when consent was spoken."))
        if data.get("categories") == Category.MEDICAL and not data.get("items"):
            self.add_error("items", _("Name exactly which medical facts."))
        return data


class AnswerForm(forms.Form):
    """What the person said to a question for consent."""

    answer = forms.ChoiceField(
        label=_("The answer"),
        choices=[(GivenHow.SPOKEN, _("Yes, spoken")), (GivenHow.SIGNED, _("Yes, signed on paper")), ("NO", _("No"))],
        widget=forms.RadioSelect,
    )
    given_by = forms.ChoiceField(label=_("Given by"), choices=list(GIVEN_BY.items()))
    witness = forms.CharField(label=_("Who was there"), max_length=160, required=False)
    capacity_note = forms.CharField(
        label=_("How it was clear that the person could decide about this"), max_length=400, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Spoken consent names who was there."""
        data = super().clean() or {}
        if data.get("answer") == GivenHow.SPOKEN and not data.get("witness"):
            self.add_error("witness", _("Say who was there when consent was spoken."))
        return data


class WithdrawForm(forms.Form):
    """How the person withdrew consent."""

    how = forms.ChoiceField(
        label=_("How the person said so"),
        choices=[(k, v) for k, v in GIVEN_HOW.items() if k != GivenHow.PORTAL],
        widget=forms.RadioSelect,
    )


class HomeNeedsForm(forms.Form):
    """What a home needs, from the closed list."""

    needs = forms.MultipleChoiceField(
        label=_("The home needs"), choices=list(HOME_NEEDS.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    minutes = forms.IntegerField(label=_("Support within how many minutes"), required=False, min_value=1, max_value=240)
    areas = forms.CharField(
        label=_("Not in these areas"),
        max_length=300,
        required=False,
        help_text=_("Names of neighbourhoods or villages with a comma between them. Never the reason."),
    )

    def clean_areas(self) -> tuple[str, ...]:
        """The areas by name."""
        return tuple(area.strip() for area in self.cleaned_data["areas"].split(",") if area.strip())

    def clean(self) -> dict[str, Any]:
        """Minutes with support nearby, areas with not there; neither without."""
        data = super().clean() or {}
        needs = data.get("needs", [])
        if (HousingNeed.NEAR_SUPPORT in needs) != bool(data.get("minutes")):
            self.add_error("minutes", _("Fill in the minutes with support nearby, and only then."))
        if (HousingNeed.NOT_IN_AREA in needs) != bool(data.get("areas")):
            self.add_error("areas", _("Name the areas with not in certain areas, and only then."))
        return data


class ToldForm(forms.Form):
    """That and how the person was told, and what was discussed."""

    how = forms.ChoiceField(
        label=_("How"), choices=[(k, v) for k, v in TOLD_HOW.items() if k != "PORTAL"], widget=forms.RadioSelect
    )
    on = day(_("When"), past=True)
    feedback = forms.CharField(
        label=_("What was discussed"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the person said to it, and what you agreed. The person can read this."),
    )


class PostponeForm(forms.Form):
    """Why the person is told later."""

    until = day(_("Tell at the latest on"))
    why = forms.CharField(
        label=_("Why not yet"), max_length=400, min_length=10, widget=forms.Textarea(attrs={"rows": 2})
    )


class RequestForm(forms.Form):
    """What the person asks about their own data."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=list(REQUESTS.items()), widget=forms.RadioSelect)
    categories = forms.MultipleChoiceField(
        label=_("About which information"),
        required=False,
        choices=[(c.name, CATEGORIES[c.name]) for c in Category if c.name],
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = forms.TypedChoiceField(
        label=_("With which organisation"), required=False, coerce=int, empty_value=None
    )
    text = forms.CharField(
        label=_("In the person's own words"), max_length=2000, min_length=3, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", [("", _("All of them")), *[(pk, name) for pk, name, _kind in organisations]])

    def clean_categories(self) -> Category:
        """The categories as one bit set."""
        return _bits(self.cleaned_data["categories"])

    def clean(self) -> dict[str, Any]:
        """An objection says against sharing what."""
        data = super().clean() or {}
        if data.get("kind") == "OBJECTION" and not data.get("categories"):
            self.add_error("categories", _("Say against sharing which information the objection is."))
        return data


class RequestAnswerForm(forms.Form):
    """The answer to a request."""

    outcome = forms.ChoiceField(label=_("The answer"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("In words"),
        max_length=2000,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Plain Dutch: the person reads it. With a no, say why, and where to complain."),
    )


class WeighingForm(forms.Form):
    """The form for a conflict of duties or good care; no question has a default."""

    ground = forms.ChoiceField(
        label=_("What you weigh"), choices=list(WEIGHING_GROUNDS.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in WEIGHING_QUESTIONS.items():
            short = name in {"how_soon", "consulted"}
            self.fields[name] = forms.CharField(
                label=str(label),
                min_length=3,
                max_length={
                    "how_soon": 300,
                    "consulted": 300,
                    "asked_consent": 400,
                    "tell_client": 400,
                    "minimum": 600,
                }.get(name, 1000),
                widget=forms.TextInput() if short else forms.Textarea(attrs={"rows": 3}),
            )


class SecondLookForm(forms.Form):
    """What the second pair of eyes finds."""

    agrees = forms.TypedChoiceField(
        label=_("What you find"),
        choices=[("1", _("I would have decided the same")), ("0", _("I would have decided otherwise"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Why"), max_length=600, min_length=10, widget=forms.Textarea(attrs={"rows": 3}))


class EmergencyForm(forms.Form):
    """The reason first, then whom it is about."""

    reason = forms.ChoiceField(label=_("Why now"), choices=list(EMERGENCIES.items()), widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("What is going on"), min_length=10, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    number = forms.CharField(label=_("Number of the person"), max_length=16, required=False)
    name = forms.CharField(label=_("Or the whole name"), max_length=160, required=False)
    birth_date = day(_("With the birth date"), required=False, past=True)
    why_not_told = forms.CharField(
        label=_("Why the person is not told yet"),
        max_length=400,
        required=False,
        help_text=_("Leave empty: then the person is told at once. Fill in only when telling would be dangerous."),
    )

    def clean(self) -> dict[str, Any]:
        """A number, or name and birth date together."""
        data = super().clean() or {}
        if not data.get("number") and not (data.get("name") and data.get("birth_date")):
            self.add_error("number", _("Give the number, or the whole name and the birth date."))
        if data.get("why_not_told") and len(data["why_not_told"]) < 10:
            self.add_error("why_not_told", _("Say in a sentence why not."))
        return data

    def clean_reason(self) -> EmergencyReason:
        """The reason as a code."""
        return EmergencyReason(self.cleaned_data["reason"])


class ReviewForm(forms.Form):
    """What the review of an emergency access finds."""

    outcome = forms.ChoiceField(label=_("What you find"), choices=list(REVIEWS.items()), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Why"), min_length=10, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class KnownForm(forms.Form):
    """Is this person known at …? Identifying data in, yes or no out."""

    name = forms.CharField(label=_("Whole name"), max_length=160)
    birth_date = day(_("Birth date"), past=True)
    programmes = forms.MultipleChoiceField(
        label=_("Known where"), choices=list(PROGRAMMES.items()), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Why you need to know"), min_length=10, max_length=200, help_text=_("Goes into the log on both sides.")
    )


class EnrolForm(forms.Form):
    """Where somebody is known, and whom to call there."""

    programme = forms.ChoiceField(label=_("Way of working"), choices=list(PROGRAMMES.items()))
    organisation = forms.TypedChoiceField(label=_("At"), coerce=int)
    contact = forms.CharField(label=_("Whom to call there"), max_length=200)
    start = day(_("Since"), past=True)

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", [("", _("Choose an organisation")), *[(pk, n) for pk, n, _k in organisations]])


class RestrictForm(forms.Form):
    """Who may still read this dossier."""

    reason = forms.ChoiceField(label=_("Why"), choices=list(RESTRICTIONS.items()), widget=forms.RadioSelect)
    named = forms.TypedMultipleChoiceField(
        label=_("Only these colleagues"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "named", list(people))


class ReasonForm(forms.Form):
    """A reason in words, for closing and opening again."""

    reason = forms.CharField(label=_("Why"), min_length=10, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
