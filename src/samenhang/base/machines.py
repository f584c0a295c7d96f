"""State machines as tables: which acts lead from which state to which, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from samenhang.base.errors import Refused


@dataclass(frozen=True)
class Move:
    """One act that leads from a state to the next one."""

    act: StrEnum
    before: StrEnum
    after: StrEnum


@dataclass(frozen=True)
class Machine:
    """The states of one kind of thing, in which it begins, in which it may rest for good, and the acts between them.

    ``ends`` are the states from which nothing more has to happen. Raises ValueError when a state cannot be reached, when one
    that is no end has no way out, or when an act leads from one state to two: such a table would trap what it describes.
    """

    name: str
    first: StrEnum
    moves: tuple[Move, ...]
    ends: frozenset[StrEnum]
    _after: dict[tuple[str, str], StrEnum] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        table: dict[tuple[str, str], StrEnum] = {}
        for move in self.moves:
            if (move.before, move.act) in table:
                raise ValueError(f"{self.name}: {move.act} leads from {move.before} to two states")
            table[move.before, move.act] = move.after
        object.__setattr__(self, "_after", table)
        for state in type(self.first):
            if state != self.first and not any(m.after == state for m in self.moves):
                raise ValueError(f"{self.name}: {state} cannot be reached")
            if state not in self.ends and not self._reaches_an_end(state):
                raise ValueError(f"{self.name}: {state} has no way out")

    def _reaches_an_end(self, state: StrEnum) -> bool:
        seen, waiting = {state}, [state]
        while waiting:
            now = waiting.pop()
            if now in self.ends:
                return True
            new = {m.after for m in self.moves if m.before == now} - seen
            seen |= new
            waiting += new
        return False

    def after(self, state: str, act: StrEnum) -> StrEnum:
        """The state that this act leads to. Raises Refused(STEP_NOT_POSSIBLE), with the state and the act."""
        found = self._after.get((state, act))
        if found is None:
            raise Refused("STEP_NOT_POSSIBLE", state=str(state), act=str(act))
        return found

    def can(self, state: str, act: StrEnum) -> bool:
        """Say whether this act is possible in this state."""
        return (state, act) in self._after

    def acts(self, state: str) -> list[StrEnum]:
        """The acts that are possible in this state, in the order of the table."""
        return [m.act for m in self.moves if m.before == state]

    def diagram(self) -> str:
        """The machine as a Mermaid state diagram; acts between the same two states share a line."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.first}"]
        pairs: dict[tuple[StrEnum, StrEnum], list[str]] = {}
        for move in self.moves:
            pairs.setdefault((move.before, move.after), []).append(str(move.act))
        lines += [f"    {before} --> {after}: {', '.join(acts)}" for (before, after), acts in pairs.items()]
        lines += [f"    {state} --> [*]" for state in type(self.first) if state in self.ends]
        return "\n".join(lines)


def moves(table: Iterable[tuple[StrEnum, Iterable[StrEnum], StrEnum]]) -> tuple[Move, ...]:
    """Write a table as rows of act, states in which it is possible, and the state it leads to."""
    return tuple(Move(act, before, after) for act, befores, after in table for before in befores)
