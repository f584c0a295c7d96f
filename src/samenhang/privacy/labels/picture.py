"""How the tables of the shared picture and of the people around somebody read for the person they are about."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.people.labels import BURDENS, CLOSE_ROLES, CONTACT_WISHES, OWN_CONSENTS, REPRESENTATIVES
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
    SIDES,
    STATES,
    STRENGTH_AREAS,
    SUSPICIONS,
)
from samenhang.privacy.labels.table_words import INSIDE, WHOSE, Field, TableWords
from samenhang.supply.labels import value_name

# The course of a fact of which nothing is lost: who wrote it, and when and why it no longer holds.
KEPT_FIELDS = {
    "written_at": Field(_("Written down on")),
    "written_by": Field(_("Written down by")),
    "ended_at": Field(_("No longer holds since")),
    "ended_by": Field(_("Changed or withdrawn by")),
    "ended_why": Field(_("Why it no longer holds")),
}
KEPT_LEFT_OUT = {"person": WHOSE, "line": INSIDE, "version": INSIDE}


def kept(heading: Promise, about: Promise, **fields: Field) -> TableWords:
    """A table of which nothing is lost: its own fields first, then its course."""
    return TableWords(heading, about, {**fields, **KEPT_FIELDS}, KEPT_LEFT_OUT)


PICTURE: dict[str, TableWords] = {
    "picture.OwnWords": kept(
        _("What you want, in your own words"),
        _("What you said and who wrote it down."),
        text=Field(_("Your words")),
        said_on=Field(_("On")),
        listened_by=Field(_("To whom")),
    ),
    "picture.Strength": kept(
        _("What goes well"), _("What you are good at or what helps."), text=Field(_("What goes well"))
    ),
    "picture.Problem": kept(
        _("What makes it hard"),
        _("Areas in which you have a hard time, according to whom. None of them leads."),
        area=Field(_("What"), PROBLEMS),
        substances=Field(_("Which substances")),
        severity=Field(_("How severe, in words")),
        source=Field(_("Who says so")),
        noted_on=Field(_("Written down on")),
    ),
    "picture.DomainView": kept(
        _("How it goes in your life"),
        _("By life domain: how you see it and how others see it."),
        domain=Field(_("Life domain"), DOMAINS),
        side=Field(_("Who says this"), SIDES),
        state=Field(_("How it goes"), STATES),
        wish=Field(_("Wish")),
        own_action=Field(_("What you do about it yourself")),
        question=Field(_("The question beneath")),
        organisations=Field(_("Organisations involved")),
        said_by=Field(_("Name")),
        on=Field(_("On")),
    ),
    "picture.StrengthEstimate": kept(
        _("What you can direct yourself"),
        _("How you, people close to you and organisations see it. Nothing is added up."),
        area=Field(_("Area"), STRENGTH_AREAS),
        by=Field(_("Who estimates"), ESTIMATED_BY),
        source=Field(_("Name")),
        score=Field(_("Estimate from 0 to 10")),
        motivation=Field(_("Willing and able"), MOTIVATIONS),
        on=Field(_("On")),
        note=Field(_("What it rests on")),
    ),
    "picture.EcoFactor": kept(
        _("What around you makes it harder or helps"),
        _("In the organisations, the law, the cooperation or the course of time."),
        layer=Field(_("Layer"), LAYERS),
        direction=Field(_("What it does"), DIRECTIONS),
        text=Field(_("What it is")),
        changeable=Field(_("Can it be changed?")),
        since=Field(_("Since")),
        owner=Field(_("Whose it is to change")),
    ),
    "picture.FunctionalFact": kept(
        _("What a place to live must suit"),
        _("Facts with which a place is looked for."),
        code=Field(_("What"), FACTS),
        value=Field(_("Answer"), say=lambda row: value_name(row.code, row.value)),
        source=Field(_("Who says so")),
        noted_on=Field(_("Written down on")),
    ),
    "picture.Screening": kept(
        _("Screening for a mild intellectual disability"),
        _("Whether it was offered to you, and what came of it."),
        outcome=Field(_("What came of it"), SCREENINGS),
        instrument=Field(_("Instrument")),
        on=Field(_("On")),
        score=Field(_("Score")),
        suspicion=Field(_("What it suggests"), SUSPICIONS),
        conclusion=Field(_("Conclusion in words")),
        next_step=Field(_("What happens next")),
    ),
    "picture.Treatment": kept(
        _("Treatments that you had"),
        _("What it was, where, and why it stopped."),
        what=Field(_("Treatment")),
        where=Field(_("At")),
        start=Field(_("From")),
        end=Field(_("Until")),
        why_stopped=Field(_("Why it stopped")),
        helped=Field(_("What helped")),
        medication=Field(_("Medication")),
        adherence=Field(_("How it was taken"), ADHERENCE),
        adherence_note=Field(_("What made taking it easier or harder")),
    ),
    "picture.Diagnosis": kept(
        _("Diagnoses"),
        _("Who made them, and which were rejected later."),
        text=Field(_("Diagnosis")),
        made_by=Field(_("Made by")),
        made_on=Field(_("Made on")),
        rejected_on=Field(_("Rejected on")),
        rejected_by=Field(_("Rejected by")),
        rejected_why=Field(_("Why it was rejected")),
    ),
    "picture.SafetyProfile": kept(
        _("Safety"),
        _("What others should know to be safe together with you."),
        risk_self=Field(_("Risk for yourself")),
        risk_others=Field(_("Risk for others")),
        behaviours=Field(_("Behaviour in the past"), OFFENCES),
        group_fit=Field(_("Living in a group"), GROUP_FITS),
        group_note=Field(_("Under which conditions")),
        calms=Field(_("What brings rest")),
        staff_note=Field(_("What staff should know")),
        source=Field(_("Who says so")),
        noted_on=Field(_("Written down on")),
    ),
    "picture.RiskAssessment": kept(
        _("Risk assessments"),
        _("Outcomes as the assessor entered them."),
        instrument=Field(_("Instrument"), INSTRUMENT_NAMES),
        instrument_name=Field(_("Name of the other instrument")),
        assessor=Field(_("Assessor")),
        organisation=Field(_("Organisation")),
        on=Field(_("On")),
        valid_until=Field(_("Holds until")),
        scores=Field(_("Outcome as entered")),
        protective=Field(_("What protects")),
        contra_signals=Field(_("What speaks against it")),
    ),
    "picture.Incident": kept(
        _("What happened"),
        _("Incidents, with what came before and what helped."),
        on=Field(_("On")),
        kind=Field(_("What happened"), INCIDENTS),
        severity=Field(_("How serious, from 1 to 5")),
        context=Field(_("What came before")),
        response=Field(_("How people responded")),
        helped=Field(_("What helped")),
        lesson=Field(_("What others can learn")),
    ),
    "people.CloseOne": kept(
        _("People close to you"),
        _("Their names and numbers are theirs, so they do not come along."),
        name=Field(_("Name")),
        relation=Field(_("Relation")),
        role=Field(_("Role"), CLOSE_ROLES),
        represents_as=Field(_("Represents as"), REPRESENTATIVES),
        contact=Field(_("What you said about contact"), CONTACT_WISHES),
        same_home=Field(_("Lives in the same home")),
        phone=Field(_("Telephone")),
        consent=Field(_("What they agreed to"), OWN_CONSENTS),
        consent_on=Field(_("Asked on")),
        burden=Field(_("How heavy it weighs on them"), BURDENS),
        burden_on=Field(_("Asked about it on")),
        note=Field(_("What else matters")),
    ),
    "people.NoNetwork": kept(
        _("Nobody close"),
        _("That you have or want nobody close now, and who builds a network together with you."),
        text=Field(_("How it is")),
        noted_on=Field(_("Written down on")),
        builder=Field(_("Who builds a network with you")),
        since=Field(_("Since")),
        next_step=Field(_("Next step")),
    ),
}
