"""A planned step to another organisation goes with a warm handover: the step is taken when the handover moves somebody."""

from __future__ import annotations

from datetime import date

from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.pathway.enums.pilot_lights import LightState
from samenhang.pathway.enums.steps import StepAct, StepState
from samenhang.pathway.models import PilotLight, Step, WarmHandover
from samenhang.pathway.rules.handovers import HANDOVERS
from samenhang.pathway.rules.steps import STEPS
from samenhang.pathway.services._common import line


def light_burns(person_id: int) -> bool:
    """Say whether a pilot light burns for somebody: nobody goes over to one that was not agreed (handbook 6.3)."""
    rows = PilotLight.objects.for_rule("nobody steps down to a pilot light that nobody keeps")
    return rows.filter(person_id=person_id, state=LightState.BURNING).exists()


def step_of_handover(handover_id: int) -> Step | None:
    """The step that was planned with this handover and was not taken yet, locked; inside a transaction."""
    rows = Step.objects.for_rule("a step that goes with a handover is taken with its move").select_for_update()
    found: Step | None = rows.filter(handover_id=handover_id, state=StepState.PLANNED).first()
    return found


def check_handover_of_step(handover_id: int, person_id: int, organisation_id: int | None) -> None:
    """Raise Refused unless this handover can bring this person there.

    NOT_THIS_PERSON, HANDOVER_ENDED, ALREADY_MOVED, OTHER_RECEIVER when another organisation receives.
    """
    row = WarmHandover.objects.for_rule("a step names the handover that it goes with").filter(pk=handover_id).first()
    if row is None or row.person_id != person_id:
        raise Refused("NOT_THIS_PERSON")
    if row.state in HANDOVERS.ends:
        raise Refused("HANDOVER_ENDED")
    if row.transferred_on is not None:
        raise Refused("ALREADY_MOVED")
    if organisation_id is not None and row.to_organisation_id not in {None, organisation_id}:
        raise Refused("OTHER_RECEIVER")


def check_moves_by_itself(handover_id: int) -> None:
    """Raise Refused: the handover makes the move (HANDOVER_MOVES), or ended without one, so that the step asks for another (HANDOVER_FIRST)."""
    row = WarmHandover.objects.for_rule("a step is taken by the move of its handover").get(pk=handover_id)
    raise Refused("HANDOVER_FIRST" if row.state in HANDOVERS.ends else "HANDOVER_MOVES")


def taken_with_handover(actor: Actor, step: Step, dossier_id: int, row: WarmHandover, today: date) -> None:
    """The move was made by the handover: the step is taken, with the stay that began."""
    step.state = STEPS.after(step.state, StepAct.TAKE)
    step.on, step.placement_id = today, row.arrival_id
    step.home_placement_id = (row.home_id or row.left_id) if row.temporary else None
    step.save(update_fields=["state", "on", "placement", "home_placement"])
    line(actor, Act.UPDATE, step, dossier_id, state=step.state)
