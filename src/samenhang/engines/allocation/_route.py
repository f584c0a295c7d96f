"""Which method for which problem: flow for the plain ones, integer programming for small, search and bounds for large."""

from __future__ import annotations

import numpy as np

from ._answer import Best
from ._stages import run_stages


def improve(best: Best, *, deadline: float, seed: int) -> None:
    """Find the best answer for the model of `best` until the deadline, and prove as much as time allows."""
    run_stages(best, np.arange(best.model.options), deadline=deadline, seed=seed)
