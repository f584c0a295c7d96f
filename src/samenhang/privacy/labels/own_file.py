"""How every table of personal facts reads for the person it is about: a heading, and words for each field.

A table above this package describes itself with :func:`describe`. A table without words cannot be taken along, and a
guard test refuses it: nothing that is kept about somebody is forgotten when they ask for everything.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.access.labels import EMERGENCIES, REVIEWS
from samenhang.documents.labels import TYPES
from samenhang.privacy.labels.codes import (
    GIVEN_BY,
    GIVEN_HOW,
    HOME_NEEDS,
    HUMAN_DECISIONS,
    NOTICES,
    OUTCOMES,
    PROGRAMMES,
    REQUESTS,
    TOLD_HOW,
    WEIGHING_GROUNDS,
    WEIGHING_QUESTIONS,
)
from samenhang.privacy.labels.of_titles import OF_TITLES
from samenhang.privacy.labels.picture import PICTURE
from samenhang.privacy.labels.sharing import BASES, CONDITIONS, DECISIONS, PURPOSES, ROLES, SECRECY
from samenhang.privacy.labels.table_words import ELSEWHERE, INSIDE, THIRD, WHOSE, Field, TableWords


def _plain(**fields: Promise) -> dict[str, Field]:
    return {name: Field(label) for name, label in fields.items()}


_MINE = {"person": WHOSE}

OWN_FILE: dict[str, TableWords] = {
    "people.Person": TableWords(
        _("Who you are"),
        _("Your name and where you live."),
        _plain(
            name=_("Name"),
            birth_date=_("Birth date"),
            municipality=_("Municipality"),
            tie=_("Municipality with which you have ties"),
            number=_("Client number"),
        ),
        {"dossier": WHOSE, "version": INSIDE, "merged_into": INSIDE, "name_key": INSIDE},
    ),
    **PICTURE,
    "privacy.HomeNeed": TableWords(
        _("What your home needs"),
        _("Requirements for a home, from a fixed list."),
        {
            "code": Field(_("What"), HOME_NEEDS),
            "minutes": Field(_("Minutes")),
            "areas": Field(_("Not in")),
            "noted_on": Field(_("Written down on")),
            "noted_by": Field(_("By")),
            "review_on": Field(_("Looked at again on")),
            "ended_on": Field(_("No longer since")),
        },
        _MINE,
    ),
    **OF_TITLES,
    "privacy.Consent": TableWords(
        _("Your consents"),
        _("What you were asked and what you answered."),
        {
            "organisation": Field(_("With whom")),
            "role": Field(_("Their role"), ROLES),
            "categories": Field(_("What it is about")),
            "items": Field(_("Exactly")),
            "purpose": Field(_("What for"), PURPOSES),
            "text": Field(_("What was explained")),
            "asked_on": Field(_("Asked on")),
            "asked_by": Field(_("Asked by")),
            "given_on": Field(_("You said yes on")),
            "given_how": Field(_("How"), GIVEN_HOW),
            "given_by": Field(_("Who said yes"), GIVEN_BY),
            "capacity_note": Field(_("What was noted about deciding yourself")),
            "refused_on": Field(_("You said no on")),
            "valid_until": Field(_("Ends on")),
            "withdrawn_at": Field(_("Withdrawn on")),
            "withdrawn_how": Field(_("Withdrawn how"), GIVEN_HOW),
        },
        {**_MINE, "witness": THIRD},
    ),
    "privacy.Disclosure": TableWords(
        _("What was shared, and what was not"),
        _("Each time that somebody shared something about you, or decided not to."),
        {
            "at": Field(_("When")),
            "sender": Field(_("By whom")),
            "sender_organisation": Field(_("Of")),
            "sender_role": Field(_("In the role of"), ROLES),
            "recipient_organisation": Field(_("With whom")),
            "recipient_user": Field(_("With which colleague there")),
            "recipient_role": Field(_("Their role"), ROLES),
            "human_decision": Field(_("Decision"), HUMAN_DECISIONS),
            "categories": Field(_("Kind of information")),
            "purpose": Field(_("What for"), PURPOSES),
            "necessity": Field(_("Why it was needed")),
            "basis": Field(_("On which law"), BASES),
            "secrecy_ground": Field(_("Why it could be spoken about"), SECRECY),
            "conditions": Field(_("On which conditions"), CONDITIONS),
            "engine_decision": Field(_("What the rules said"), DECISIONS),
            "rule_id": Field(_("Rule")),
            "expires_on": Field(_("Until")),
        },
        {
            **_MINE,
            "compartment_to": INSIDE,
            "content_hash": INSIDE,
            "rule_version": INSIDE,
            "regime": INSIDE,
            "stage": INSIDE,
            "lock": INSIDE,
            "opens": INSIDE,
            "minimum_set": INSIDE,
            "consent": ELSEWHERE,
            "weighing": ELSEWHERE,
            "notice": ELSEWHERE,
        },
    ),
    "privacy.SharedCopy": TableWords(
        _("The exact sentences that others received"),
        _("Word for word."),
        {
            "kept_as": Field(_("Kind of information")),
            "text": Field(_("Exactly this")),
            "contact": Field(_("Whom they can call")),
            "review_on": Field(_("Until")),
            "withdrawn_at": Field(_("Taken back on")),
        },
        {**_MINE, "disclosure": ELSEWHERE, "about": WHOSE, "content_hash": INSIDE},
    ),
    "privacy.Notice": TableWords(
        _("What you were told"),
        _("Messages to you about your data."),
        {
            "kind": Field(_("About"), NOTICES),
            "text": Field(_("The message")),
            "due_on": Field(_("To be told before")),
            "told_on": Field(_("Told on")),
            "told_how": Field(_("How"), TOLD_HOW),
            "told_by": Field(_("By")),
            "feedback": Field(_("What was discussed")),
            "why_not_told": Field(_("Why it was told later")),
        },
        {**_MINE, "emergency": ELSEWHERE},
    ),
    "access.BreakGlass": TableWords(
        _("Opened in an emergency"),
        _("Somebody who did not work with you looked because it could not wait."),
        {
            "user": Field(_("Who")),
            "opened_at": Field(_("When")),
            "ends_at": Field(_("Until")),
            "closed_at": Field(_("Closed earlier")),
            "reason": Field(_("Reason"), EMERGENCIES),
            "explanation": Field(_("What was going on")),
            "reviewed_by": Field(_("Looked into by")),
            "reviewed_at": Field(_("Looked into on")),
            "outcome": Field(_("What was found"), REVIEWS),
            "review_note": Field(_("Why")),
        },
        {"tell_client": ELSEWHERE, "why_not_told": ELSEWHERE, "review_due": INSIDE},
    ),
    "privacy.Weighing": TableWords(
        _("Weighed before it was shared"),
        _("When somebody wondered whether they could break their secrecy, these are their answers."),
        {
            "at": Field(_("When")),
            "by": Field(_("By")),
            "ground": Field(_("What was weighed"), WEIGHING_GROUNDS),
            **{name: Field(label) for name, label in WEIGHING_QUESTIONS.items()},
            "second_by": Field(_("Looked at again by")),
            "second_at": Field(_("Looked at again on")),
            "second_agrees": Field(_("Would have decided the same")),
            "second_note": Field(_("Why")),
        },
        {**_MINE, "tell_review_on": INSIDE},
    ),
    "privacy.RightsRequest": TableWords(
        _("What you asked, and the answers"),
        _("Your questions about your data."),
        {
            "kind": Field(_("What"), REQUESTS),
            "text": Field(_("Your question")),
            "categories": Field(_("Kind of information")),
            "organisation": Field(_("With whom")),
            "made_on": Field(_("Asked on")),
            "made_by": Field(_("Written down by")),
            "due_on": Field(_("Answer at the latest on")),
            "outcome": Field(_("The answer in short"), OUTCOMES),
            "answer": Field(_("The answer")),
            "answered_on": Field(_("Answered on")),
            "answered_by": Field(_("Answered by")),
        },
        _MINE,
    ),
    "privacy.Enrolment": TableWords(
        _("Where you are known"),
        _("Ways of working in which you take part."),
        {
            "programme": Field(_("Way of working"), PROGRAMMES),
            "organisation": Field(_("At")),
            "contact": Field(_("Whom to call")),
            "start": Field(_("From")),
            "end": Field(_("Ended before")),
        },
        _MINE,
    ),
    "documents.Document": TableWords(
        _("Documents"),
        _("What was attached to your file."),
        {
            "title": Field(_("Title")),
            "kept_as": Field(_("Kind of information")),
            "attached_at": Field(_("Attached on")),
            "withdrawn_at": Field(_("No longer used since")),
            "withdrawn_by": Field(_("By")),
            "withdrawn_why": Field(_("Why")),
        },
    ),
    "documents.DocumentVersion": TableWords(
        _("Files of the documents"),
        _("Each version as a file. The files themselves come along too."),
        {
            "document": Field(_("Document"), say=lambda row: row.document.title),
            "number": Field(_("Version")),
            "name": Field(_("Name of the file")),
            "kind": Field(_("Kind of file"), TYPES),
            "uploaded_by": Field(_("By")),
            "uploaded_at": Field(_("On")),
        },
        {"kept_as": ELSEWHERE, "key": INSIDE, "size": INSIDE, "sha256": INSIDE, "scan": INSIDE},
    ),
}


def describe(tables: Mapping[str, TableWords]) -> None:
    """Add the words of tables that stand above this package; called once, when their package is loaded."""
    OWN_FILE.update(tables)
