"""A state machine that traps what it describes is refused when it is written, not when somebody stands in it."""

from enum import StrEnum

import pytest

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves


class Door(StrEnum):
    SHUT = "SHUT"
    OPEN = "OPEN"
    GONE = "GONE"


class Act(StrEnum):
    PULL = "PULL"
    PUSH = "PUSH"
    REMOVE = "REMOVE"


TABLE = ((Act.PULL, [Door.SHUT], Door.OPEN), (Act.PUSH, [Door.OPEN], Door.SHUT), (Act.REMOVE, [Door.SHUT], Door.GONE))


def machine(table=TABLE, ends=frozenset({Door.GONE})) -> Machine:
    return Machine("Door", Door.SHUT, moves(table), ends)


def test_an_act_leads_where_the_table_says_and_nowhere_else():
    door = machine()
    assert door.after(Door.SHUT, Act.PULL) == Door.OPEN
    assert door.can(Door.OPEN, Act.PUSH) and not door.can(Door.GONE, Act.PULL)
    assert door.acts(Door.SHUT) == [Act.PULL, Act.REMOVE]
    with pytest.raises(Refused) as refused:
        door.after(Door.OPEN, Act.REMOVE)
    assert refused.value.code == "STEP_NOT_POSSIBLE"
    assert refused.value.facts == {"state": "OPEN", "act": "REMOVE"}


def test_a_table_without_a_way_out_or_a_way_in_is_refused():
    with pytest.raises(ValueError, match="OPEN has no way out"):
        machine((*TABLE[:1], *TABLE[2:]))
    with pytest.raises(ValueError, match="GONE cannot be reached"):
        machine(TABLE[:2], ends=frozenset({Door.SHUT, Door.GONE}))
    with pytest.raises(ValueError, match="two states"):
        machine((*TABLE, (Act.PULL, [Door.SHUT], Door.GONE)))


def test_the_drawing_shows_every_act_and_where_it_may_rest():
    assert machine().diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> SHUT",
        "    SHUT --> OPEN: PULL",
        "    OPEN --> SHUT: PUSH",
        "    SHUT --> GONE: REMOVE",
        "    GONE --> [*]",
    ]
