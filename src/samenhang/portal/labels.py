"""Codes in plain words for the person it is about: short, no law, no jargon (B1)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.audit.enums import Act
from samenhang.conferences.enums import ConferenceKind
from samenhang.plan.enums import Signer
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
# What each of those who help is there for.
HELPERS: dict[str, Promise] = {
    CaseRole.CASE_DIRECTOR: _("Makes sure that your plan is carried out"),
    CaseRole.DEPUTY_DIRECTOR: _("Takes over when who leads your plan is away"),
    CaseRole.FILE_HOLDER: _("Keeps your file in order"),
    CaseRole.DEPUTY_FILE_HOLDER: _("Takes over when who keeps your file is away"),
    CaseRole.CASE_MANAGER: _("You chose this person to help you"),
    CaseRole.PROCESS_DIRECTOR: _("Brings organisations together. Does not read your file"),
    CaseRole.LIFE_COURSE_COORDINATOR: _("Stays with you, also when other helpers change"),
    CaseRole.TREATER: _("Treats you"),
    CaseRole.SUPPORTER: _("Supports you"),
    CaseRole.PLACEMENT_TABLE: _("Looks for a place for you"),
    CaseRole.EXPERIENCE_EXPERT: _("Went through something like it, and thinks along with you"),
    CaseRole.CLIENT_SUPPORTER: _("Stands beside you, and works for nobody else here"),
}
# How everybody approaches the person: each part of it.
APPROACH: dict[str, Promise] = {
    "nearness": _("How near people come"),
    "agreements": _("What we agreed with you"),
    "works": _("What helps"),
    "does_not_work": _("What does not help"),
    "faces": _("Who stays"),
}
# What can be agreed with: its name, the question, and what it means to answer.
PROPOSALS: dict[str, tuple[Promise, Promise, Promise]] = {
    "version": (
        _("Your plan"),
        _("Do you agree with your plan?"),
        _("It is your plan. Everybody who helps you is asked the same."),
    ),
    "approach": (
        _("How we approach you"),
        _("Do you agree with how we approach you?"),
        _("It begins when you and everybody who helps you agree. Until then nothing changes."),
    ),
    "signal_plan": (
        _("Your signalling plan"),
        _("Do you agree with your signalling plan?"),
        _("It is used only when you agree."),
    ),
}
SIGNED_AS: dict[str, Promise] = {
    Signer.CLIENT: _("You"),
    Signer.REPRESENTATIVE: _("Who represents you"),
    Signer.CLOSE_ONE: _("Somebody close to you"),
    Signer.ORGANISATION: _("An organisation"),
}
TALKS: dict[str, Promise] = {
    ConferenceKind.CASE_CONFERENCE: _("A talk about the help that you get"),
    ConferenceKind.AD_HOC: _("A talk that could not wait"),
    ConferenceKind.INTAKE: _("Getting to know each other"),
    ConferenceKind.HANDOVER: _("A talk about who helps you from now on"),
    ConferenceKind.EVALUATION: _("Looking back on your plan together"),
    ConferenceKind.DE_ESCALATION: _("A talk to bring calm"),
}
