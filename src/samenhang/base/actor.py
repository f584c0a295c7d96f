"""Who is acting: a person in roles, as plain facts that rules and the reading door can use."""

from __future__ import annotations

from dataclasses import dataclass, field

from samenhang.base.errors import NoGrant


@dataclass(frozen=True)
class Actor:
    """A signed-in person, or the system itself (user_id None), with what follows from current memberships.

    ``powers`` say what kind of act is possible at all; whether it is possible *for this dossier* is decided by grants. ``auth_level`` says how sure it
    is that this is them (``directory.enums.AuthLevel``). ``emergencies`` are the dossiers that they opened in an emergency and
    may read at this moment: every read of those is logged as such.
    """

    user_id: int | None
    name: str
    role: str = ""
    organisation_id: int | None = None
    organisation: str = ""
    team_ids: frozenset[int] = field(default_factory=frozenset)
    organisation_ids: frozenset[int] = field(default_factory=frozenset)
    powers: frozenset[str] = field(default_factory=frozenset)
    address: str = ""
    session: str = ""
    auth_level: str = ""
    emergencies: frozenset[int] = field(default_factory=frozenset)

    @property
    def me(self) -> int:
        """The user's id, for acts that somebody must stand for. Raises NoGrant(NOT_SIGNED_IN) for the system."""
        if self.user_id is None:
            raise NoGrant("NOT_SIGNED_IN")
        return self.user_id

    @property
    def reader(self) -> Actor:
        """Only what decides which grants are theirs, for what is kept under who reads and not under how they came in."""
        return Actor(self.user_id, "", team_ids=self.team_ids, organisation_ids=self.organisation_ids)

    def can(self, power: str) -> bool:
        """Say whether the actor's roles give this power."""
        return power in self.powers


SYSTEM = Actor(user_id=None, name="Samenhang")
