"""The kinds of facts of the picture as screens: their words, their forms, and the rows of the ledger that they carry."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samenhang.people.guards.facts import FactScreen
from samenhang.people.selectors import KeptRow
from samenhang.picture import forms, services


def _at_the_places(person_id: int, row: KeptRow | None) -> str:
    if row is None:
        return reverse("matching:fit", args=[person_id])
    return reverse("matching:fact", args=[person_id, row.values["code"]])


SCREENS: tuple[FactScreen, ...] = (
    FactScreen(
        services.WORDS, forms.WordsForm,
        title=_("In their own words"), add=_("Write down what they want"), change=_("Correct what was written down"),
        about=_("What this person wants of life, in their own words, with the day and who listened. New words stand beside the older ones."),
        empty=_("Nobody has written down yet what this person wants."),
        why=_("Ask, and listen. Every goal of the plan hangs on these words."), rows=(5,),
    ),
    FactScreen(
        services.STRENGTH, forms.StrengthForm,
        title=_("What goes well"), add=_("Add something that goes well"), change=_("Change what goes well"),
        about=_("What this person is good at and what helps, beside what is hard."),
        empty=_("Nothing has been written down yet that goes well."),
        why=_("A picture of problems alone is half a picture."), rows=(2, 5),
    ),
    FactScreen(
        services.PROBLEM, forms.ProblemForm,
        title=_("What makes it hard"), add=_("Add a problem area"), change=_("Change a problem area"),
        about=_("Problem areas side by side, according to whom and since when. None of them leads, and no place or help can be refused by one alone."),
        empty=_("No problem areas have been noted."),
        why=_("Who treats only one of them sends the others away."), rows=(2,),
    ),
    FactScreen(
        services.DOMAIN, forms.DomainForm,
        title=_("Life domains"), add=_("Say how a life domain goes"), change=_("Correct what was said about a life domain"),
        about=_("How each life domain goes, as the person sees it and as those who work with them see it, with the wish and the question beneath. The newest of each counts."),
        empty=_("Nothing has been said about the life domains yet."),
        why=_("Help that looks at one domain misses what it hangs on. Debts in detail have a place of their own and do not belong here."), rows=(3,),
    ),
    FactScreen(
        services.FACTOR, forms.FactorForm,
        title=_("Layers around the person"), add=_("Add something in a layer"), change=_("Change something in a layer"),
        about=_("What in the organisations, the law, the cooperation or the course of time makes it harder or protects."),
        empty=_("Nothing has been noted about the layers around this person."),
        why=_("Not everything that is stuck lies in the person."), rows=(4,),
    ),
    FactScreen(
        services.ESTIMATE, forms.EstimateForm,
        title=_("Estimates of own strength"), add=_("Add an estimate"), change=_("Correct an estimate"),
        about=_("What this person can direct themselves, by area, as they and others see it on a day. Nothing is added up."),
        empty=_("Nobody has estimated own strength yet."),
        why=_("Strength goes up and down, and people see it differently. The difference is where the talk begins."), rows=(12,),
    ),
    FactScreen(
        services.NEED, forms.NeedForm,
        title=_("What a place must suit"), add=_("Note it where places are compared"), change=_("Note anew"),
        about=_("The small set of facts that may travel without a file, to see whether a place suits. The newest counts."),
        empty=_("Nothing has been noted yet that a place must suit."),
        why=_("A housing association needs to know that a place must be quiet, not why."), rows=(13,), elsewhere=_at_the_places,
    ),
    FactScreen(
        services.INCIDENT, forms.IncidentForm,
        title=_("Incidents"), add=_("Record an incident"), change=_("Complete an incident"),
        about=_("What happened, what went before, how people responded and what helped. Never by itself a ground for refusal."),
        empty=_("No incidents have been recorded."),
        why=_("An incident with its context is something to learn from; without it, it is a mark on somebody."), rows=(10,),
    ),
    FactScreen(
        services.TREATMENT, forms.TreatmentForm,
        title=_("Treatments"), add=_("Add a treatment"), change=_("Change a treatment"),
        about=_("Earlier and running treatments, why they stopped, and how medication was taken."),
        empty=_("No treatments have been noted."),
        why=_("What was tried before need not fail a second time in the same way."), rows=(9,),
    ),
    FactScreen(
        services.DIAGNOSIS, forms.DiagnosisForm,
        title=_("Diagnoses"), add=_("Add a diagnosis"), change=_("Change a diagnosis, or note that it was rejected"),
        about=_("Diagnoses with who made them, and those that were rejected later, by whom and why."),
        empty=_("No diagnoses have been noted."),
        why=_("A diagnosis that was rejected still follows people around when nobody writes that down."), rows=(9,),
    ),
    FactScreen(
        services.SCREENING, forms.ScreeningForm,
        title=_("Screening for a mild intellectual disability"), add=_("Note a screening, or that it was offered"), change=_("Change what was noted of a screening"),
        about=_("Whether a screening was offered and done, and what happens next. It suggests, it does not diagnose."),
        empty=_("No screening has been offered yet."),
        why=_("Offer it early. It is never a ground for refusing somebody."), rows=(9,),
    ),
    FactScreen(
        services.RISK, forms.RiskForm,
        title=_("Risk assessments"), add=_("Enter a risk assessment"), change=_("Correct a risk assessment"),
        about=_("Outcomes of risk assessments as their assessors entered them, with what protects and what speaks against them. Nothing is computed."),
        empty=_("No risk assessment has been entered."),
        why=_("An assessment holds for a while. Doing it together and in time prevents that it is done after it went wrong."), rows=(39,),
    ),
    FactScreen(
        services.SAFETY, forms.SafetyForm,
        title=_("Safety profile"), add=_("Draw up the safety profile"), change=_("Change the safety profile"),
        about=_("What can go wrong for the person and for others, in words, what brings rest, and what staff should know."),
        empty=_("No safety profile has been drawn up."),
        why=_("Whoever opens the door to somebody must know what they need to know, and no more."), rows=(6,),
    ),
)  # fmt: skip
BY_CODE: dict[str, FactScreen] = {screen.code: screen for screen in SCREENS}
