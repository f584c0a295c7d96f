"""Incumbents: what a choice of options is worth and whether it is allowed, in whole numbers on the model."""

from __future__ import annotations

import numpy as np

from ._model import Model
from .problem import NONE, Ints
from .result import Score


def score(model: Model, chosen: Ints) -> Score:
    """Priority, value and remedy cost of chosen options."""
    return Score(
        int(model.priority[chosen].sum()),
        int(model.value[chosen].sum()),
        int(model.remedy_cost[remedies(model, chosen)].sum()),
    )


def entries(start: Ints, chosen: Ints) -> Ints:
    """Positions of all entries of these options in a packed list."""
    size = start[chosen + 1] - start[chosen]
    return np.repeat(start[chosen] - (np.cumsum(size) - size), size) + np.arange(int(size.sum()))


def remedies(model: Model, chosen: Ints) -> Ints:
    """The remedies that cost something and that the chosen options need."""
    if not len(model.need_item):
        return np.zeros(0, np.int64)
    return np.unique(model.need_item[entries(model.need_start, chosen)])


def allowed(model: Model, chosen: Ints) -> bool:
    """Whether a choice keeps every limit."""
    if len(np.unique(model.person[chosen])) != len(chosen):
        return False
    where = entries(model.use_start, chosen)
    used = np.zeros(len(model.row_limit), np.int64)
    np.add.at(used, model.use_row[where], model.use_amount[where])
    if bool((used > model.row_limit).any()):
        return False
    return model.budget == NONE or int(model.remedy_cost[remedies(model, chosen)].sum()) <= model.budget


LARGEST_WEIGHT = 2.0**61


class Best:
    """The best allowed answer so far and the bounds proven so far."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.chosen: Ints = np.zeros(0, np.int64)
        self.score = Score(0, 0, 0)
        most = np.zeros(model.people, np.int64)
        np.maximum.at(most, model.person, model.priority)
        self.priority_bound = self.most_priority = int(most.sum())
        best = np.zeros(model.people, np.int64)
        np.maximum.at(best, model.person, model.value)
        self.loose_value_bound = int(best.sum())  # holds whatever the priority
        self.value_bound = self.loose_value_bound
        self.cost_bound = 0

    def offer(self, chosen: Ints) -> bool:
        """Take this answer when it is allowed and better. A value bound that held for less priority still holds."""
        chosen = np.sort(chosen)
        offered = score(self.model, chosen)
        if offered.key <= self.score.key or not allowed(self.model, chosen):
            return False
        if (offered.priority, offered.value) != (self.score.priority, self.score.value):
            self.cost_bound = 0
        self.chosen, self.score = chosen, offered
        return True

    @property
    def everybody(self) -> bool:
        """Whether everybody who has priority is placed."""
        return self.score.priority == self.most_priority

    @property
    def priority_done(self) -> bool:
        """Whether no answer can have more priority."""
        return self.score.priority >= self.priority_bound

    @property
    def value_done(self) -> bool:
        """Whether no answer with this priority can have more value."""
        return self.priority_done and self.score.value >= self.value_bound

    @property
    def done(self) -> bool:
        """Whether the answer is proven optimal."""
        return self.value_done and self.score.cost <= self.cost_bound


def combined_weight(model: Model) -> Ints | None:
    """Priority and value in one whole number per option, priority always first; None when that does not fit."""
    most, least = np.zeros(model.people, np.int64), np.zeros(model.people, np.int64)
    np.maximum.at(most, model.person, model.value)
    np.minimum.at(least, model.person, model.value)
    spread = int(most.sum()) - int(least.sum()) + 1
    top = np.zeros(model.people, np.int64)
    np.maximum.at(top, model.person, model.priority)
    if (float(top.sum(dtype=np.float64)) + 1) * spread > LARGEST_WEIGHT:
        return None
    return model.priority * spread + model.value
