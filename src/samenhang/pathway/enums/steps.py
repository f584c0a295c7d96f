"""Codes of stepping up and down (handbook 3.1 and 13.2; seed 000, section 3.2)."""

from enum import StrEnum


class StepKind(StrEnum):
    """The two ways in which care is stepped up or down, and there are no others."""

    CRISIS_TO_CLINIC = "CRISIS_TO_CLINIC"
    PLANNED = "PLANNED"


class Direction(StrEnum):
    """Whether there is more care afterwards, less, or as much somewhere else."""

    UP = "UP"
    DOWN = "DOWN"
    ALONGSIDE = "ALONGSIDE"


class StepState(StrEnum):
    """Where a step stands."""

    PLANNED = "PLANNED"
    TAKEN = "TAKEN"
    EVALUATED = "EVALUATED"
    WITHDRAWN = "WITHDRAWN"


class StepAct(StrEnum):
    """What can be done with a step."""

    TAKE = "TAKE"
    EVALUATE = "EVALUATE"
    WITHDRAW = "WITHDRAW"


class Home(StrEnum):
    """What happens to the place where somebody lived."""

    HELD = "HELD"
    GIVEN_UP = "GIVEN_UP"
    NO_PLACE = "NO_PLACE"


class Go(StrEnum):
    """What was decided about a step of practising with freedoms."""

    GO = "GO"
    NO_GO = "NO_GO"


class StepAlert(StrEnum):
    """What asks attention in the steps of somebody."""

    STEP_TO_TAKE = "STEP_TO_TAKE"
    STEP_TO_EVALUATE = "STEP_TO_EVALUATE"
    HOME_HELD_UNTIL = "HOME_HELD_UNTIL"
    FREEDOM_TO_DECIDE = "FREEDOM_TO_DECIDE"
