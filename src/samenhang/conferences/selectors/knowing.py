"""May an organisation outside the case be at this talk? Only when the sharing rules let it know something for its purpose."""

from __future__ import annotations

from datetime import date

from samenhang.access.enums import Category
from samenhang.access.selectors import role_in_case
from samenhang.base.actor import Actor
from samenhang.conferences.rules import named_by_law, stages
from samenhang.directory.selectors import organisation_kind
from samenhang.engines import sharing
from samenhang.people.selectors import PersonRow
from samenhang.privacy.rules import roles_of
from samenhang.privacy.selectors import Matter, answers

_EVERYTHING = Category(sum(Category))


def may_know(actor: Actor, person: PersonRow, organisation_id: int, *, purpose: str, regime: str, today: date) -> bool:
    """Say whether an organisation may lawfully know anything of this person for the purpose of a talk.

    Either the law of the talk names it as a participant, or the sharing rules allow at least one kind of information in one
    of the roles in which its people speak. What may be said at the table is asked fact by fact under "May I share this?".
    """
    kind = organisation_kind(organisation_id)
    if named_by_law(regime, kind):
        return True
    own = roles_of(organisation_kind(actor.organisation_id), role_in_case(actor, person.dossier_id, today) or "")
    sender = sharing.Role((own or (sharing.Role.LIFE_COURSE_COORD,))[0])
    return any(
        answer.verdict.allowed
        for role in roles_of(kind)
        for stage in stages(regime, purpose)
        for answer in answers(
            actor,
            person,
            _EVERYTHING,
            Matter(organisation_id, sharing.Role(role), sender, sharing.Purpose(purpose), stage),
            today=today,
        )
    )
