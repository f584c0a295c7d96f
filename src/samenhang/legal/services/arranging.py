"""What must be arranged before a title ends: given to somebody, arranged, or not needed with a reason; nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.legal.enums import Duty, DutyAct, DutyState
from samenhang.legal.models import Arrangement, ArrangementStep, LegalTitle
from samenhang.legal.rules import DUTY_MACHINE, to_arrange


@dataclass(frozen=True)
class Owner:
    """Whose it is: a colleague, or an organisation with the name of somebody there."""

    user_id: int | None = None
    organisation_id: int | None = None
    name: str = ""


@transaction.atomic
def arrange(
    *,
    actor: Actor,
    title_id: int,
    duty: Duty,
    act: DutyAct,
    owner: Owner | None = None,
    owner_words: str = "",
    remark: str = "",
) -> int:
    """Let something that must be arranged take a step, and return its id. ``owner_words`` is how the owner reads in the history.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE), Refused(NOT_THIS_TITLE) when this title does not ask it, Refused(OWNER_MISSING) when
    it is given to nobody, Refused(REASON_MISSING) when it is not needed or opened again without words.
    """
    title = LegalTitle.objects.for_rule("what a title asks to arrange").select_for_update().filter(pk=title_id).first()
    if title is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, title.compartment_id, Category.TITLE_FACT)
    if duty not in {x.duty for x in to_arrange(title.facts)}:
        raise Refused("NOT_THIS_TITLE")
    if act == DutyAct.ASSIGN and (owner is None or not (owner.user_id or owner.organisation_id)):
        raise Refused("OWNER_MISSING")
    if act in {DutyAct.SET_ASIDE, DutyAct.REOPEN} and not remark.strip():
        raise Refused("REASON_MISSING")
    rows = Arrangement.objects.for_rule("one thing to arrange for one title")
    row = rows.filter(title_id=title_id, duty=duty).first()
    state = DUTY_MACHINE.after(row.state if row else DutyState.OPEN, act)
    if row is None:
        row = Arrangement(person_id=title.person_id, compartment_id=title.compartment_id, title_id=title_id, duty=duty)
        Arrangement.objects.write([row])
    row.state = state
    if owner is not None:
        row.owner_id, row.organisation_id, row.owner_name = owner.user_id, owner.organisation_id, owner.name.strip()
    row.remark = remark.strip()
    row.save()
    step = ArrangementStep(
        person_id=title.person_id,
        compartment_id=title.compartment_id,
        arrangement_id=row.pk,
        act=act,
        at=clock.now(),
        by_id=actor.user_id,
        whose=owner_words,
        remark=remark.strip(),
    )
    ArrangementStep.objects.write([step])
    record(
        actor,
        Act.UPDATE,
        dossier_id=dossier_id,
        object_type="Arrangement",
        object_id=row.pk,
        categories=int(Category.TITLE_FACT),
        detail={"duty": str(duty), "act": str(act)},
    )
    return row.pk
