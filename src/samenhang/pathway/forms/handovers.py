"""Forms of warm handovers: they turn input into values and save nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from samenhang.legal.labels import PAYERS
from samenhang.pathway.catalogue.handovers import NUMBER_NAMES, Numbers
from samenhang.pathway.enums.handovers import Evidence, GiverRole, HandoverKind, Livelihood, NoReason
from samenhang.pathway.labels.handovers import (
    CHECK_INS,
    GIVER_ROLES,
    HANDOVER_KINDS,
    LIVELIHOOD,
    NO_REASONS,
    NUMBERS,
    RETURN_TERMS,
    WISH_GROUNDS,
    WORKED,
)
from samenhang.pathway.rules.handovers_checks import NewEvidence
from samenhang.pathway.services.handovers import HomeHeld, NewHandover, ReadyAnyway
from samenhang.pathway.services.handovers_requests import NewRequest, No
from samenhang.privacy.labels import HOME_NEEDS
from samenhang.supply.labels import SETTINGS
from samenhang.ui.forms import day, offer

Pairs = Sequence[tuple[str, Any]]
LONG = 5_000


def _text(
    label: Any, *, rows: int = 0, most: int = 300, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text, widget=widget)


def _choice(label: Any, words: dict[str, Any], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("Choose")), *words.items()], **more)


def _pair(value: str) -> tuple[int, int]:
    """A colleague and their organisation, as they stand in the list."""
    user, organisation = value.split(":")
    return int(user), int(organisation)


class StartForm(forms.Form):
    """Beginning a handover."""

    kind = _choice(_("What kind of handover"), HANDOVER_KINDS)
    giver = forms.ChoiceField(
        label=_("Who hands over"), help_text=_("Somebody who takes part in the case and knows the person.")
    )
    giver_role = _choice(
        _("From which kind of care"),
        GIVER_ROLES,
        help_text=_("Going down, somebody from forensic care hands over; going up, somebody from mental health care."),
    )
    move_on = day(_("Day of the move"), required=False, help_text=_("May be unknown, and may still move."))
    stay_since = day(_("In the present place since"), required=False, past=True)
    perspective = _text(
        _("Where the person goes after this"),
        rows=3,
        most=LONG,
        help_text=_("From the first days on; the person's own words first."),
    )
    temporary = forms.BooleanField(label=_("For a time only: the person comes back"), required=False)
    home_stay = forms.ChoiceField(label=_("Own place that is kept"), required=False)
    home_payer = _choice(_("Who pays for it meanwhile"), PAYERS, required=False)
    home_until = day(_("Kept until"), required=False)
    return_on = day(_("Back on"), required=False)

    def __init__(self, *args: Any, givers: Pairs, stays: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "giver", [("", _("Choose")), *givers])
        offer(self, "home_stay", [("", _("None")), *stays])

    def new(self) -> NewHandover:
        """What to begin."""
        data = self.cleaned_data
        user_id, organisation_id = _pair(data["giver"])
        return NewHandover(
            HandoverKind(data["kind"]),
            user_id,
            organisation_id,
            GiverRole(data["giver_role"]),
            data["move_on"],
            data["stay_since"],
            data["perspective"],
            home_of(data),
        )


class HomeForm(forms.Form):
    """The own place that is kept while somebody is away (row 53)."""

    temporary = forms.BooleanField(label=_("For a time only: the person comes back"), required=False)
    home_stay = forms.ChoiceField(label=_("Own place that is kept"), required=False)
    home_payer = _choice(_("Who pays for it meanwhile"), PAYERS, required=False)
    home_until = day(_("Kept until"), required=False)
    return_on = day(_("Back on"), required=False)

    def __init__(self, *args: Any, stays: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "home_stay", [("", _("None")), *stays])


def home_of(data: dict[str, Any]) -> HomeHeld | None:
    """The own place that is kept, from what was filled in; None when somebody goes for good."""
    if not data["temporary"]:
        return None
    stay = int(data["home_stay"]) if data["home_stay"] else None
    return HomeHeld(stay, data["home_payer"], data["home_until"], data["return_on"])


class DayForm(forms.Form):
    """The day of the move."""

    move_on = day(_("Day of the move"))
    why = _text(_("Why the day moves"), help_text=_("Needed when there was a day already."))


class GiverForm(forms.Form):
    """Another colleague hands over."""

    giver = forms.ChoiceField(label=_("Who hands over"))
    giver_role = _choice(_("From which kind of care"), GIVER_ROLES)

    def __init__(self, *args: Any, givers: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "giver", [("", _("Choose")), *givers])

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        user_id, organisation_id = _pair(self.cleaned_data["giver"])
        role = GiverRole(self.cleaned_data["giver_role"])
        return {"giver_id": user_id, "organisation_id": organisation_id, "giver_role": role}


class ReceiverForm(forms.Form):
    """A colleague of the same organisation receives from now on."""

    receiver = forms.TypedChoiceField(label=_("Who receives"), coerce=int)
    why = _text(_("Why"), rows=3, most=LONG, required=True)

    def __init__(self, *args: Any, colleagues: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "receiver", [("", _("Choose")), *colleagues])


class PlaceForm(forms.Form):
    """Which place it is."""

    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, places: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [("", _("Not known yet")), *places])


class ReasonForm(forms.Form):
    """A reason in words."""

    why = _text(_("Why"), rows=3, most=LONG, required=True)


class ReadyForm(forms.Form):
    """Going without everything that is asked, with a manager behind it (R-11)."""

    why = _text(_("Why"), rows=3, most=LONG, required=True)
    instead = _text(_("What you do instead"), rows=3, most=LONG, required=True)
    risk = _text(_("How the risk was weighed"), rows=3, most=LONG, required=True)
    consulted = _text(_("Who was consulted"), required=True)
    backed_by = _text(_("Which manager backs it"), most=160, required=True)
    backed_as = _text(_("Function"), most=160, required=True)
    backed_on = day(_("Since when"), past=True)
    review_on = day(_("Looked back on"))

    def anyway(self) -> ReadyAnyway:
        """As the verb takes it."""
        return ReadyAnyway(**self.cleaned_data)


class AskForm(forms.Form):
    """The question to possible receivers, about nobody who can be recognised."""

    organisations = forms.MultipleChoiceField(
        label=_("Ask"), widget=forms.CheckboxSelectMultiple, help_text=_("One or more. Who says yes first receives.")
    )
    setting = _choice(_("What kind of place"), SETTINGS, required=False)
    security_level = forms.TypedChoiceField(
        label=_("Security level"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("Choose")), *((str(n), str(n)) for n in range(5))],
    )
    needs = forms.MultipleChoiceField(
        label=_("What the place needs"),
        required=False,
        choices=list(HOME_NEEDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    wanted_from = day(_("From"), required=False)
    words = _text(
        _("What else matters"),
        rows=3,
        most=600,
        help_text=_("No name, no birth date, nothing by which somebody can be recognised."),
    )

    def __init__(self, *args: Any, organisations: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisations", organisations)

    def new(self) -> NewRequest:
        """As the verb takes it."""
        data = self.cleaned_data
        return NewRequest(
            [int(pk) for pk in data["organisations"]],
            data["setting"],
            data["security_level"],
            tuple(data["needs"]),
            data["wanted_from"],
            data["words"],
        )


class HoldForm(forms.Form):
    """An answer that comes later."""

    until = day(_("Answer on"))


class NoForm(forms.Form):
    """A refusal, with what would be possible (R-03)."""

    reason = _choice(_("Reason"), NO_REASONS)
    would_be_possible = _text(_("What would be possible"), rows=2, required=True)
    ask_again_on = day(
        _("Ask again on"), required=False, help_text=_("Needed when the team is at its limit: that is a “not now”.")
    )
    exception_reason = _text(
        _("Why you answer without having met the person"),
        rows=2,
        help_text=_("Only when you did not meet. It is kept and counted."),
    )

    def no(self) -> No:
        """As the verb takes it."""
        data = self.cleaned_data
        return No(NoReason(data["reason"]), data["would_be_possible"], data["exception_reason"], data["ask_again_on"])


class QuestionForm(forms.Form):
    """A question to the other team."""

    question = _text(_("Question"), rows=3, most=LONG, required=True)


class AnswerForm(forms.Form):
    """The answer."""

    answer = _text(_("Answer"), rows=3, most=LONG, required=True)


LOOKING_BACK: tuple[tuple[str, Any], ...] = (
    ("helped", _("What helped?")),
    ("missed", _("What was missing?")),
    ("known", _("Does the person know whom to call now?")),
    ("otherwise", _("What should be done differently next time?")),
)
# Which fields each kind of thing asks for.
_ASKS: dict[Evidence, tuple[str, ...]] = {
    Evidence.PERSPECTIVE: ("words",),
    Evidence.PARTIES: ("with_whom", "client_present", "words"),
    Evidence.LEGAL_BRIDGE: ("words", "until"),
    Evidence.WISH: ("item", "words"),
    Evidence.INTAKE: ("organisation", "in_person", "client_present", "why_absent", "with_whom", "words"),
    Evidence.VISIT: ("client_present", "with_whom", "words"),
    Evidence.FREEDOM: ("with_whom", "words"),
    Evidence.BRIEFING: ("with_whom", "words"),
    Evidence.STAFF_EXCHANGE: ("with_whom", "words"),
    Evidence.RETURN_AGREEMENT: ("item", "until", "words"),
    Evidence.TALK: ("how", "minutes", "client_present", "with_whom", "words"),
    Evidence.OVERLAP: ("until", "with_whom", "words"),
    Evidence.FIRST_CONTACT: ("with_whom", "words"),
    Evidence.HOME_VISIT: ("with_whom", "words"),
    Evidence.CONSULT: ("minutes", "with_whom", "words"),
    Evidence.CHECK_IN: ("item", "waived", "words"),
    Evidence.EVALUATION: ("item", "client_present", *(name for name, _label in LOOKING_BACK)),
}
BY_FORM = tuple(_ASKS)
_ITEM_WORDS: dict[Evidence, tuple[Any, dict[str, Any]]] = {
    Evidence.WISH: (_("On which ground"), WISH_GROUNDS),
    Evidence.RETURN_AGREEMENT: (_("What was agreed"), RETURN_TERMS),
    Evidence.CHECK_IN: (_("When"), CHECK_INS),
    Evidence.EVALUATION: (_("Did the handover work?"), WORKED),
}


class EvidenceForm(forms.Form):
    """Something that was done or agreed; which fields are there follows from what it is."""

    on = day(_("On"), past=True)
    organisation = forms.TypedChoiceField(label=_("With which organisation"), coerce=int)
    item = forms.ChoiceField(label=_("What"))
    how = forms.ChoiceField(
        label=_("How"),
        choices=[("TALKED", _("Talked with each other")), ("PAPER", _("Sent the file"))],
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=600)
    in_person = forms.BooleanField(label=_("In person, in one room"), required=False)
    client_present = forms.BooleanField(label=_("The person was there"), required=False)
    why_absent = _text(_("Why the person was not there"))
    with_whom = _text(_("Who was there"), help_text=_("Names, with their organisation."))
    waived = forms.BooleanField(
        label=_("It was not held"),
        required=False,
        help_text=_("Say below why; it stays visible that it was passed over."),
    )
    words = _text(_("What was said or agreed"), rows=3, most=LONG)
    until = day(_("Until"), required=False)

    def __init__(self, *args: Any, kind: Evidence, asked: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name, label in LOOKING_BACK:
            self.fields[name] = _text(label, rows=2, most=2_000)
        if kind in _ITEM_WORDS:
            label, words = _ITEM_WORDS[kind]
            self.fields["item"].label = label
            self.fields["item"].required = "" not in words
            offer(self, "item", words.items() if "" in words else [("", _("Choose")), *words.items()])
        offer(self, "organisation", [("", _("Choose")), *asked])
        wanted = {"on", *_ASKS[kind]}
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]

    def new(self) -> NewEvidence:
        """As the verb takes it."""
        data = self.cleaned_data
        said = [f"{now(str(label))} {data[name]}" for name, label in LOOKING_BACK if data.get(name)]
        return NewEvidence(
            self.kind,
            data["on"],
            item=data.get("item", ""),
            minutes=data.get("minutes") or 0,
            on_paper=data.get("how") == "PAPER",
            in_person=data.get("in_person", False),
            client_present=data.get("client_present", False),
            why_absent=data.get("why_absent", ""),
            with_whom=data.get("with_whom", ""),
            words="\n".join(said) or data.get("words", ""),
            waived=data.get("waived", False),
            organisation_id=data.get("organisation") or None,
            until=data.get("until"),
        )


class LivelihoodForm(forms.Form):
    """The eight things somebody needs to live on, each done or not needed for a reason (H11)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in Livelihood:
            answers = [("", _("Not yet")), ("DONE", _("Arranged")), ("WAIVED", _("Not needed, because…"))]
            self.fields[code.value] = forms.ChoiceField(label=str(LIVELIHOOD[code]), choices=answers, required=False)
            self.fields[f"{code.value}_words"] = _text(
                _("About: %(what)s") % {"what": LIVELIHOOD[code]}, help_text=_("A reason when it is not needed.")
            )

    def clean(self) -> dict[str, Any]:
        """Not needed asks for a reason."""
        data = super().clean() or {}
        for code in Livelihood:
            if data.get(code.value) == "WAIVED" and not data.get(f"{code.value}_words", "").strip():
                self.add_error(f"{code.value}_words", _("Say why it is not needed."))
        return data

    def news(self, today: Any) -> list[NewEvidence]:
        """What changed, as the verb takes it."""
        found = []
        for code in Livelihood:
            words = self.cleaned_data[f"{code.value}_words"].strip()
            said = self.cleaned_data[code.value]
            before = (self.initial.get(code.value, ""), self.initial.get(f"{code.value}_words", ""))
            if said and (said, words) != before:
                found.append(
                    NewEvidence(Evidence.LIVELIHOOD, today, item=code.value, waived=said == "WAIVED", words=words)
                )
        return found


class TemplateForm(forms.Form):
    """The numbers of handovers in the region."""

    valid_from = day(_("Holds from"))
    why = _text(_("Why"), required=True)
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NUMBER_NAMES:
            least = -1_000 if getattr(Numbers(), name) < 0 else 0
            self.fields[name] = forms.IntegerField(label=str(NUMBERS[name]), min_value=least, max_value=1_000)

    def numbers(self) -> Numbers:
        """As numbers."""
        return Numbers(**{name: self.cleaned_data[name] for name in NUMBER_NAMES})
