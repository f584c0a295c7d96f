"""Forms of the report desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.directory.selectors import Colleague, MunicipalityRow
from samenhang.intake.enums import (
    ContactWith,
    FeedbackHow,
    InquiryAct,
    Outcome,
    PartyView,
    ReportPriority,
    ReportSource,
    SignalKind,
)
from samenhang.intake.labels import (
    CONTACTS,
    FEEDBACK_WAYS,
    PARTY_VIEWS,
    PRIORITIES,
    PRIORITIES_SHORT,
    REPORT_OUTCOMES,
    SIGNALS,
    SOURCES,
)
from samenhang.intake.rules import (
    CASE_WORDS_LENGTH,
    REPORT_LENGTH,
    SIGNAL_LENGTH,
    SUBMISSION_LENGTH,
    CrisisNote,
    Decision,
)
from samenhang.intake.services import NewContact, NewReport
from samenhang.ui.fact_forms import CHOOSE, in_order, line, sentences
from samenhang.ui.forms import day, moment, offer

ANY = _("All")
SOMEBODY_ELSE = "else"


class FilterForm(forms.Form):
    """Which reports the list shows."""

    q = line(_("Name or number"), 80)
    kind = forms.ChoiceField(label=_("Kind of signal"), required=False, choices=in_order(SIGNALS, ANY))
    priority = forms.ChoiceField(label=_("How soon"), required=False, choices=in_order(PRIORITIES_SHORT, ANY))
    view = forms.CharField(required=False, widget=forms.HiddenInput())


class ReportForm(forms.Form):
    """A report: what was seen, about whom, and who can be told what came of it. The desk also says how soon."""

    kind = forms.ChoiceField(label=_("Kind of signal"), choices=in_order(SIGNALS))
    source = forms.ChoiceField(label=_("Who reports"), choices=in_order(SOURCES))
    seen_on = day(_("Seen or heard on"), past=True)
    text = sentences(
        _("What was seen or heard"),
        length=REPORT_LENGTH,
        required=True,
        rows=8,
        help_text=_("What you saw or heard, not what you think somebody has. At most 8,000 characters."),
    )
    goal = line(_("What you hope for"), SUBMISSION_LENGTH, help_text=_("What should be different for this person."))
    partners = line(
        _("Who is involved already"),
        SUBMISSION_LENGTH,
        help_text=_("Names of people or organisations, as far as known."),
    )
    danger = forms.BooleanField(
        label=_("There is danger now"),
        required=False,
        help_text=_("Danger to life? Call 112 first. Then report here."),
    )
    subject_name = line(_("Name of the person"), 160, help_text=_("As far as known."))
    subject_birth = day(_("Birth date"), required=False, past=True)
    subject_address = line(_("Address or place"), 200)
    municipality = forms.TypedChoiceField(label=_("Municipality"), required=False, coerce=int, empty_value=None)
    reporter_name = line(_("Name of the reporter"), 160)
    reporter_contact = line(
        _("How the reporter can be reached"), 160, help_text=_("The reporter always hears what was done.")
    )
    anonymous = forms.BooleanField(
        label=_("The reporter does not want the person to know who reported"), required=False
    )
    priority = forms.ChoiceField(
        label=_("How soon"), required=False, choices=in_order(PRIORITIES, _("As the danger asks"))
    )

    def __init__(self, *args: Any, places: list[MunicipalityRow], at_desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "municipality", [("", _("not known")), *((m.id, m.name) for m in places)])
        if not at_desk:
            for name in ("priority", "reporter_name"):
                del self.fields[name]

    def report(self) -> NewReport:
        """What the service is handed."""
        data = self.cleaned_data
        return NewReport(
            kind=SignalKind(data["kind"]),
            source=ReportSource(data["source"]),
            seen_on=data["seen_on"],
            text=data["text"],
            goal=data["goal"],
            partners=data["partners"],
            subject_name=data["subject_name"],
            subject_birth=data["subject_birth"],
            subject_address=data["subject_address"],
            municipality_id=data["municipality"],
            reporter_name=data.get("reporter_name", ""),
            reporter_contact=data["reporter_contact"],
            anonymous=data["anonymous"],
            danger=data["danger"],
            priority=ReportPriority(data["priority"]) if data.get("priority") else None,
        )


class CrisisForm(forms.Form):
    """What was done at once: there is danger and help was called, or somebody looked and found none."""

    danger = forms.TypedChoiceField(
        label=_("What is the matter now"),
        choices=[("yes", _("There is danger, and help was called")), ("no", _("Somebody looked and found no danger"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = line(
        _("Who was called, or who looked"),
        300,
        required=True,
        help_text=_("A name, a service, a time."),
    )
    called_at = moment(
        _("Called at"), past=True, help_text=_("The clock runs from here: somebody is there within thirty minutes.")
    )
    called_112 = forms.BooleanField(label=_("112 was called"), required=False)
    what = sentences(
        _("What is going on, for who comes"),
        length=400,
        help_text=_("With danger: what was seen or heard now. This goes into the case, so that who comes knows it."),
    )

    def crisis(self) -> CrisisNote:
        """What the service is handed."""
        return CrisisNote(**self.cleaned_data)


class ContactForm(forms.Form):
    """The desk was in touch with somebody before it decided, or tried."""

    whom = forms.ChoiceField(
        label=_("With whom"), choices=[(c.value, CONTACTS[c]) for c in ContactWith], widget=forms.RadioSelect
    )
    who = line(_("Name"), 160, help_text=_("Of somebody who knows the person: who it is, and how they know them."))
    how = line(_("Where or how"), 160, help_text=_("By telephone, at the door, on the street."))
    at = moment(_("When"), past=True)
    reached = forms.TypedChoiceField(
        label=_("Was there contact?"),
        choices=[("yes", _("Yes, we spoke")), ("no", _("No, nobody answered"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    what = sentences(
        _("What was said"),
        length=1000,
        help_text=_("Ask no more than is needed to decide, and tell no more than the other must know."),
    )

    def contact(self) -> NewContact:
        """What the service is handed."""
        data = dict(self.cleaned_data)
        return NewContact(whom=ContactWith(data.pop("whom")), **data)


class HealthForm(forms.Form):
    """Whether words that say what somebody has may stay in a report."""

    keep = forms.TypedChoiceField(
        label=_("What happens with these words"),
        choices=[
            ("no", _("Strike them: the reporter had no ground to write them")),
            ("yes", _("They may stay, for this reason")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = sentences(
        _("Why they may stay"),
        length=400,
        rows=2,
        help_text=_(
            "For example: the person said it themselves, or who reports treats them and the law lets them tell it."
        ),
    )


class LinkForm(forms.Form):
    """Who a report is about."""

    number = line(_("Number of the person"), 16, help_text=_("Or the whole name and the birth date."))
    name = line(_("Whole name"), 160)
    birth_date = day(_("Birth date"), required=False, past=True)


class ViewForm(forms.Form):
    """What somebody thinks for their party."""

    view = forms.ChoiceField(
        label=_("What your party thinks"),
        choices=[(v.value, PARTY_VIEWS[v]) for v in PartyView],
        widget=forms.RadioSelect,
    )
    reason = sentences(_("Why"), length=400, required=True)


class DecisionForm(forms.Form):
    """The decision of people together, with what must have happened before it."""

    same_as = forms.ChoiceField(
        label=_("Is it about the same person as another report?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Reports about one person lead to one dossier and count together."),
    )
    outcome = forms.ChoiceField(
        label=_("What happens with this report"),
        choices=[(o.value, REPORT_OUTCOMES[o]) for o in Outcome],
        widget=forms.RadioSelect,
    )
    reason = sentences(_("Why"), length=1000, required=True)
    into_case = sentences(
        _("What the case is told"),
        length=CASE_WORDS_LENGTH,
        rows=4,
        help_text=_("When a case begins or goes on: what whoever helps must know of this report, and no more."),
    )
    talked_on = day(_("Spoken with the client on"), required=False, past=True)
    talked_place = line(_("Where"), 160)
    talked_by = line(_("Who spoke with the client"), 160)
    not_talked_why = sentences(_("Or: why nobody could speak with the client"), length=400, rows=2)
    informed_on = day(_("The person was told beforehand on"), required=False, past=True)
    not_informed_why = sentences(_("Or: why the person is not told beforehand"), length=400, rows=2)
    handed_to = line(_("Passed on to"), 200, help_text=_("An organisation and somebody there."))
    coordinator = forms.TypedChoiceField(
        label=_("Who directs the case"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_(
            "For a new case, also beside an inquiry. When a case goes on, empty means: whoever directed it last."
        ),
    )
    without_why = sentences(_("Why it is decided without all three parties"), length=400, rows=2)

    def __init__(
        self, *args: Any, colleagues: list[Colleague], all_weighed: bool, alike: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if alike:
            offer(
                self,
                "same_as",
                [*((str(pk), words) for pk, words in alike), (SOMEBODY_ELSE, _("No: this is somebody else"))],
            )
        else:
            del self.fields["same_as"]
        offer(self, "coordinator", [("", CHOOSE), *((c.user_id, f"{c.name}, {c.organisation}") for c in colleagues)])
        if all_weighed:
            del self.fields["without_why"]

    def decision(self) -> Decision:
        """What the service is handed."""
        data = dict(self.cleaned_data)
        same = data.pop("same_as", "")
        return Decision(
            same_as=int(same) if same.isdigit() else None,
            somebody_else=same == SOMEBODY_ELSE,
            outcome=Outcome(data.pop("outcome")),
            coordinator_id=data.pop("coordinator"),
            without_why=data.pop("without_why", ""),
            **data,
        )


class FeedbackForm(forms.Form):
    """What the reporter hears: nothing about the person."""

    how = forms.ChoiceField(label=_("How"), choices=in_order(FEEDBACK_WAYS))
    text = sentences(
        _("What you told the reporter"),
        length=SIGNAL_LENGTH,
        required=True,
        help_text=_("That it was looked at and what kind of step follows. Nothing about the person, no name."),
    )

    def __init__(self, *args: Any, signs_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not signs_in:
            offer(self, "how", [(c, w) for c, w in in_order(FEEDBACK_WAYS) if c != FeedbackHow.SOFTWARE])


class InquiryForm(forms.Form):
    """The words of a step in an inquiry."""

    words = sentences(_("In words"), length=600, required=True)
    essential = forms.BooleanField(
        label=_("The reporter is essential to the person (partner, parent, child, somebody who lives with them)"),
        required=False,
    )

    def __init__(self, *args: Any, act: InquiryAct, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if act == InquiryAct.BEGIN:
            self.fields["words"].label = _("Who does the inquiry")
        else:
            del self.fields["essential"]
            self.fields["words"].label = _("What was found, in a few sentences")
