"""May somebody outside the case know of this talk? The answer of the sharing rules, before anybody is invited."""

from __future__ import annotations

from datetime import date

from samenhang.access.enums import Category, Regime
from samenhang.access.selectors import role_in_case
from samenhang.base.actor import Actor
from samenhang.conferences.rules import STAGE_OF
from samenhang.directory.selectors import organisation_kind
from samenhang.engines import sharing
from samenhang.people.selectors import PersonRow
from samenhang.privacy.rules import roles_of
from samenhang.privacy.selectors import Answer, Matter, answers


def may_know(
    actor: Actor, person: PersonRow, organisation_id: int, *, purpose: str, regime: str, today: date
) -> Answer | None:
    """The verdict on telling this organisation that there is a talk about this person; None when it speaks in no known role.

    The best verdict over the roles in which people of that organisation can speak: an invitation says in which role.
    """
    senders = roles_of(organisation_kind(actor.organisation_id), role_in_case(actor, person.dossier_id, today) or "")
    sender = sharing.Role((senders or (sharing.Role.LIFE_COURSE_COORD,))[0])
    found: list[Answer] = []
    for role in roles_of(organisation_kind(organisation_id)):
        matter = Matter(
            recipient_organisation_id=organisation_id,
            recipient_role=sharing.Role(role),
            sender_role=sender,
            purpose=sharing.Purpose(purpose),
            stage=STAGE_OF[Regime(regime)],
        )
        found += answers(actor, person, Category.APPOINTMENTS, matter, today=today)
        if found and found[-1].verdict.allowed:
            return found[-1]
    return found[0] if found else None
