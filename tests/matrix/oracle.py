"""Who may know what, read a second time: plain Python over rows of grants and jobs, without a line of the product's door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from samenhang.access.models import Grant
from samenhang.directory.models import Membership


@dataclass(frozen=True)
class Fact:
    """A personal fact: its table, its row, where it is kept and as what (one bit)."""

    table: str
    row: int
    compartment: int
    bit: int


class Oracle:
    """Everything about grants and jobs, taken out of the database once."""

    def __init__(self, now: datetime, today: date) -> None:
        self.jobs: dict[int, list[tuple[int, int | None]]] = {}
        for user, workplace, team, start, end in Membership.objects.values_list(
            "user_id", "organisation_id", "team_id", "start", "end"
        ):
            if start <= today and (end is None or today < end):
                self.jobs.setdefault(user, []).append((workplace, team))
        self.running: dict[int, list[tuple[int | None, int | None, int | None, int]]] = {}
        for compartment, user, team, workplace, opens, start, end, suspended in Grant.objects.values_list(
            "compartment_id", "user_id", "team_id", "organisation_id", "categories", "start", "end", "suspended"
        ):
            if not suspended and start <= now and (end is None or now < end):
                self.running.setdefault(compartment, []).append((user, team, workplace, opens))

    def sees(self, user: int | None, compartment: int, bit: int) -> bool:
        """Some grant that runs now, of this user or a team of theirs, opens this bit here; a job's grant needs the job."""
        if user is None:
            return False
        jobs = self.jobs.get(user, [])
        for holder, team, workplace, opens in self.running.get(compartment, ()):
            if opens & bit != bit:
                continue
            if team is not None and any(team == t for _w, t in jobs):
                return True
            if holder == user and (workplace is None or any(workplace == w for w, _t in jobs)):
                return True
        return False

    def of(self, user: int | None, facts: Iterable[Fact]) -> set[Fact]:
        """Those of the facts that this user may see."""
        return {f for f in facts if self.sees(user, f.compartment, f.bit)}
