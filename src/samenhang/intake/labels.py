"""Code → words for this package."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.intake.enums import Answer, CriterionKind, Fit, Inclusion, IntakeAlert, Lens, SignalKind
from samenhang.privacy.labels import KEPT_FIELDS, KEPT_LEFT_OUT, Field, TableWords

CRITERION_KINDS: dict[str, Promise] = {
    CriterionKind.AGE: _("Age"),
    CriterionKind.PROBLEMS: _("Problems together"),
    CriterionKind.SAFETY: _("Safety"),
    CriterionKind.TITLE: _("Legal title"),
    CriterionKind.EXPERIENCE: _("What happened before"),
    CriterionKind.OTHER: _("Something else"),
}
ANSWERS: dict[str, Promise] = {Answer.YES: _("yes"), Answer.NO: _("no"), Answer.UNKNOWN: _("not known")}
ANSWER_TONES: dict[str, str] = {Answer.YES: "positive", Answer.NO: "neutral", Answer.UNKNOWN: "unknown"}
FITS: dict[str, Promise] = {
    Fit.MEETS: _("Meets every criterion"),
    Fit.PARTLY: _("Meets part of the criteria"),
    Fit.NOT: _("Meets none of the criteria"),
}
INCLUSIONS: dict[str, Promise] = {
    Inclusion.OPEN: _("Not decided yet"),
    Inclusion.INCLUDED: _("Included"),
    Inclusion.NOT_INCLUDED: _("Not included"),
}
LENSES: dict[str, Promise] = {
    Lens.THUISZITTER: _("At home without care"),
    Lens.YOUNG_ADULT: _("Young adults"),
    Lens.PGB: _("Personal budget holders"),
    Lens.RESIDENT_MISMATCH: _("Residents in the wrong place"),
    Lens.FORENSIC_INFLOW: _("Inflow from forensic care"),
    Lens.LIFE_COURSE: _("Life course approach"),
    Lens.VOLUNTARY_RECOVERY: _("Recovering, voluntary"),
    Lens.CIVIL_REVOLVING: _("Returning civil measures"),
}
LENS_ASKS: dict[str, Promise] = {
    Lens.THUISZITTER: _("Who carries the care at home, and who relieves them?"),
    Lens.YOUNG_ADULT: _("Who stays when youth care ends? Offer a screening early."),
    Lens.PGB: _("Who keeps the file, and is there professional help behind the budget?"),
    Lens.RESIDENT_MISMATCH: _("What expertise can come to the place before anybody moves?"),
    Lens.FORENSIC_INFLOW: _("Who takes over before the title ends?"),
    Lens.LIFE_COURSE: _("Is this on the table of the life course approach? It decides there."),
    Lens.VOLUNTARY_RECOVERY: _("Who keeps contact, though there is no title and no danger?"),
    Lens.CIVIL_REVOLVING: _("What was missing outside each time?"),
}
LENS_FACTS: dict[str, Promise] = {
    "age": _("age"),
    "lives_with_family": _("whether they live with family"),
    "day_activity": _("whether there is day activity"),
    "bridging": _("whether care at home bridges a wait"),
    "file_holder": _("whether there is a file holder"),
    "leaves_youth_care": _("whether youth care ends"),
    "offence": _("whether there was an offence"),
    "addiction": _("whether there is addiction"),
    "behaviour": _("whether behaviour is hard to bear"),
    "personal_budget": _("whether there is a personal budget"),
    "vg6_or_vg7": _("whether there is an indication VG6 or VG7"),
    "professional_care": _("whether there is professional care"),
    "in_care": _("whether they stay in care"),
    "mismatch": _("whether the place suits"),
    "criminal_title": _("whether there is or was a criminal title"),
    "complex_need": _("whether the need is complex"),
    "voluntary_only": _("whether all help is voluntary"),
    "recovering": _("whether they recover after a crisis"),
    "civil_measures": _("how many civil measures there were"),
    "life_course": _("what the table of the life course approach decided"),
}
SIGNALS: dict[str, Promise] = {
    SignalKind.E33: _("Police: person with misunderstood behaviour (E33)"),
    SignalKind.RENT_ARREARS: _("Rent arrears"),
    SignalKind.NEIGHBOURS: _("Neighbours worry or complain"),
    SignalKind.HOME: _("State of the home"),
    SignalKind.SCHOOL_OR_WORK: _("School, work or benefits"),
    SignalKind.CARE_ENDED: _("Care ended"),
    SignalKind.OUT_OF_TOUCH: _("Out of touch"),
    SignalKind.FAMILY: _("Family or friends worry"),
    SignalKind.OTHER: _("Another signal"),
}
ALERTS: dict[str, Promise] = {IntakeAlert.REPEATED_E33: _("Three E33 reports or more in ninety days: look together")}

# How these tables read for the person they are about.
OWN_FILE: dict[str, TableWords] = {
    "intake.InclusionCheck": TableWords(
        _("Whether this way of working suits you"),
        _("You were looked at with questions of the region. People decide, not the questions."),
        {
            "on": Field(_("On")),
            "set_name": Field(_("With which questions")),
            "set_version": Field(_("Version of the questions")),
            "note": Field(_("In words")),
            "decision": Field(_("Decision"), INCLUSIONS),
            "life_course": Field(_("Suits the life course approach")),
            "reason": Field(_("Why")),
            "decided_on": Field(_("Decided on")),
            "decided_by": Field(_("By")),
            **KEPT_FIELDS,
        },
        KEPT_LEFT_OUT,
    ),
    "intake.CriterionAnswer": TableWords(
        _("The questions and the answers"),
        _("Each question of the region with its answer and what it rests on."),
        {
            "question": Field(_("The question")),
            "answer": Field(_("Answer"), ANSWERS),
            "evidence": Field(_("What it rests on")),
        },
        {
            "check_of": "stands under its own heading",
            "position": "a number for the software, without meaning outside it",
            "code": "a number for the software, without meaning outside it",
        },
    ),
    "intake.Signal": TableWords(
        _("Signals about you"),
        _("That somebody reported something, and what they saw or heard."),
        {
            "kind": Field(_("What"), SIGNALS),
            "on": Field(_("On")),
            "source": Field(_("From")),
            "text": Field(_("In words")),
            **KEPT_FIELDS,
        },
        KEPT_LEFT_OUT,
    ),
}
