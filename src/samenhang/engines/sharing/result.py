"""The answer: what is advised, on which rule, and what has to be kept, logged and told."""

from __future__ import annotations

from dataclasses import dataclass

from .terms import OPEN, Decision, Delivery, Ground, Lock

RESULT_FORMAT = "samenhang.sharing.result/1"


@dataclass(frozen=True, slots=True)
class Verdict:
    """All codes; the words live with the screens.

    `lock` is the first closed lock (None when all are open) and `opens` what would open it. `options` are the grounds that a human may
    weigh; no one of them is the default. `basis` and `secrecy` say on which ground it is allowed. `expiry_days`: after that it ends by
    itself, earlier when the consent ends earlier (None: once, or as long as the work lasts). `reasons` follow the order of the locks.
    """

    decision: Decision
    rule_id: str
    rule_version: str
    lock: Lock | None = None
    opens: tuple[str, ...] = ()
    options: tuple[Ground, ...] = ()
    basis: tuple[str, ...] = ()
    secrecy: str = ""
    conditions: tuple[str, ...] = ()
    minimum_set: tuple[str, ...] = ()
    must_log: tuple[str, ...] = ()
    notice_when: str = "NONE"
    notice_what: tuple[str, ...] = ()
    expiry_days: int | None = None
    delivery: Delivery | None = None
    reasons: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        """True when all four locks are open."""
        return self.decision in OPEN
