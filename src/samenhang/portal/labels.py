"""Codes in plain words for the person it is about: short, no law, no jargon (B1)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import Category, Purpose
from samenhang.audit.enums import Act
from samenhang.privacy.enums import ConsentState, RequestKind

KINDS: dict[Category, Promise] = {
    Category.ID_CONTACT: _("Your name and how to reach you"),
    Category.BSN: _("Your citizen service number"),
    Category.HOUSING_NEEDS: _("What your home needs"),
    Category.SAFETY_ALERT: _("What people must know to stay safe"),
    Category.SIGNAL_PLAN: _("Your signalling plan"),
    Category.CRISIS_CARD: _("Your crisis card"),
    Category.LIFE_DOMAIN_PICTURE: _("How you are doing, and what you want"),
    Category.MEDICAL: _("Your health and treatment"),
    Category.RISK_ASSESSMENT: _("How experts judge risks"),
    Category.POLICE: _("Data of the police"),
    Category.JUDICIAL: _("Data of the court"),
    Category.TITLE_FACT: _("Decisions of a judge or mayor, and until when"),
    Category.FINANCE_DEBT: _("Your debts"),
    Category.INCOME_BENEFIT: _("Your income"),
    Category.INDICATION: _("The care to which you have a right"),
    Category.PLAN_GOALS: _("Your goals and what was agreed"),
    Category.APPOINTMENTS: _("Your appointments"),
    Category.NETWORK: _("The people close to you"),
    Category.INCIDENT: _("Things that went wrong"),
    Category.PLACEMENT_HISTORY: _("Where you lived and stayed"),
}
DEEDS: dict[Act, Promise] = {
    Act.READ: _("looked"),
    Act.SEARCH: _("searched"),
    Act.EXPORT: _("took a file along"),
    Act.PRINT: _("printed"),
    Act.SHARE: _("shared something, or decided not to"),
    Act.BREAK_GLASS: _("opened your file in an emergency"),
    Act.CREATE: _("wrote something down"),
    Act.UPDATE: _("changed something"),
    Act.END: _("ended something"),
    Act.DELETE: _("destroyed something"),
    Act.DECIDE: _("decided something"),
    Act.REFUSE: _("wrote down a refusal"),
    Act.CONSENT: _("wrote down your consent or answer"),
    Act.GRANT: _("let somebody take part"),
    Act.SIGN: _("signed"),
    Act.IMPORT: _("brought in a file"),
}
WHAT_FOR: dict[str, Promise] = {
    Purpose.CARE_COORDINATION: _("to arrange care with you"),
    Purpose.PLACEMENT: _("to find a place for you"),
    Purpose.SUPPORT: _("to support you"),
    Purpose.EMERGENCY: _("because of an emergency"),
    Purpose.OVERSIGHT: _("to check whether everybody keeps to the rules"),
    Purpose.OWN_FILE: _("your own file"),
}
# Why it was allowed to be shared.
BECAUSE: dict[str, Promise] = {
    "BROUGHT_BY_THE_PERSON": _("you told it yourself"),
    "EXPLICIT_CONSENT": _("you said yes to it"),
    "LAW": _("the law says so"),
    "NOT_BOUND": _("who shared it is not bound to secrecy"),
    "PRESUMED_CONSENT": _("this belongs to the help that you get, and you did not object"),
    "PROPERTY_LEVEL": _("it is about the home and not about you"),
    "WEIGHED_DUTY_CONFLICT": _("it was needed to prevent serious harm, and that was weighed with care"),
    "WEIGHED_GOOD_CARE": _("good care asked for it, and that was weighed with care"),
    "WEIGHED_LAW": _("the law asks or allows it, and that was weighed with care"),
    "WEIGHED_OUTREACH": _("it was needed to reach you"),
    "WFZ_WINDOW": _("care must connect when a decision of the judge ends"),
}
STATES: dict[ConsentState, tuple[Promise, str]] = {
    ConsentState.ASKED: (_("Waits for your answer"), "warning"),
    ConsentState.RUNNING: (_("You said yes"), "positive"),
    ConsentState.REFUSED: (_("You said no"), "neutral"),
    ConsentState.WITHDRAWN: (_("You took it back"), "neutral"),
    ConsentState.LAPSED: (_("Is over"), "neutral"),
}
# What can be asked: the address, the code, the words on the page.
ASKS: dict[str, tuple[RequestKind, Promise, Promise, Promise]] = {
    "see": (
        RequestKind.INSIGHT,
        _("I want to see something"),
        _("You miss something in your file, or you do not understand it."),
        _("What do you want to see, or know?"),
    ),
    "correct": (
        RequestKind.CORRECTION,
        _("Something is not right"),
        _("Say what is wrong and what it should be."),
        _("What is wrong, and what should it be?"),
    ),
    "object": (
        RequestKind.OBJECTION,
        _("I do not want this to be shared"),
        _("Your objection counts at once. If we do not agree, we tell you why."),
        _("What do you not want, and why?"),
    ),
    "destroy": (
        RequestKind.DESTRUCTION,
        _("I want something to be destroyed"),
        _("Sometimes the law says that it must be kept. Then we tell you how long."),
        _("What do you want to have destroyed?"),
    ),
}
