"""From named parts to the compact arrays of a problem; every refusal names its spot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from .problem import LARGEST, NONE, Group, InvalidProblem, Option, Person, Place, Remedy, Rows, to_millionths


def whole(number: Any, spot: str) -> int:
    """A whole number of at least 0 that fits in 64 bits; 5.0 counts as 5. Raises `InvalidProblem`."""
    if type(number) is not int:
        if isinstance(number, bool) or not isinstance(number, int | float | Decimal | np.integer):
            raise InvalidProblem(spot, "must be a whole number")
        if isinstance(number, Decimal) and (not number.is_finite() or number.adjusted() > 20):
            raise InvalidProblem(spot, "must be a whole number that fits in 64 bits")
        if number != number or number in (float("inf"), float("-inf")) or int(number) != number:
            raise InvalidProblem(spot, "must be a whole number")
        number = int(number)
    if number < 0:
        raise InvalidProblem(spot, "must not be negative")
    if number > LARGEST:
        raise InvalidProblem(spot, "does not fit in 64 bits")
    return number


def identifiers(ids: Sequence[Any], name: str) -> dict[str, int]:
    """Id to index. Raises `InvalidProblem` for an id that is repeated or is not text."""
    index: dict[str, int] = {}
    for position, one in enumerate(ids):
        if not isinstance(one, str) or not one:
            raise InvalidProblem(f"{name}[{position}].id", "must be a text of at least one character")
        if one in index:
            raise InvalidProblem(f"{name}[{position}].id", f'"{one}" is used twice')
        index[one] = position
    return index


def find(index: Mapping[str, int], one: Any, spot: str, kind: str) -> int:
    """The index of an id. Raises `InvalidProblem` when it is unknown."""
    position = index.get(one) if isinstance(one, str) else None
    if position is None:
        raise InvalidProblem(spot, f'unknown {kind} "{one}"' if isinstance(one, str) else f"must be the id of a {kind}")
    return position


def build_arrays(
    people: Iterable[Person],
    places: Iterable[Place],
    options: Iterable[Option],
    remedies: Iterable[Remedy],
    budget: int | None,
    groups: Iterable[Group],
    apart: Iterable[Sequence[str]],
    budgets: Mapping[str, int],
) -> dict[str, Any]:
    """The keyword arguments of `Problem`."""
    people, places, remedies, groups = list(people), list(places), list(remedies), list(groups)
    person_index = identifiers([one.id for one in people], "people")
    place_index = identifiers([one.id for one in places], "places")
    remedy_index = identifiers([one.id for one in remedies], "remedies")
    group_index = identifiers([one.id for one in groups], "groups")
    arrays: dict[str, Any] = {
        "people": tuple(person_index),
        "priority": _wholes([one.priority for one in people], "people[{}].priority"),
        "places": tuple(place_index),
        "capacity": _wholes([one.capacity for one in places], "places[{}].capacity"),
        "remedies": tuple(remedy_index),
        "remedy_cost": _wholes([one.cost for one in remedies], "remedies[{}].cost"),
        "remedy_limit": _limits([one.limit for one in remedies], "remedies[{}].limit"),
        "budget": NONE if budget is None else whole(budget, "budget"),
        "groups": tuple(group_index),
    }
    arrays |= _options(options, person_index, place_index, remedy_index, budgets)
    arrays |= _sides(places, groups, apart, person_index, group_index)
    return arrays


def _wholes(numbers: list[Any], pattern: str) -> np.ndarray:
    return np.array([whole(number, pattern.format(i)) for i, number in enumerate(numbers)], np.int64)


def _limits(numbers: list[Any], pattern: str) -> np.ndarray:
    limits = [NONE if number is None else whole(number, pattern.format(i)) for i, number in enumerate(numbers)]
    return np.array(limits, np.int64)


def _options(
    options: Iterable[Option],
    person_index: dict[str, int],
    place_index: dict[str, int],
    remedy_index: dict[str, int],
    budgets: Mapping[str, int],
) -> dict[str, Any]:
    payer_budget = {payer: whole(amount, f"budgets.{payer}") for payer, amount in budgets.items()}
    payer_index = {payer: i for i, payer in enumerate(payer_budget)}
    person, place, value, load = [], [], [], []
    needs: list[Sequence[int]] = []
    payers: list[Sequence[int]] = []
    amounts: list[int] = []
    for i, option in enumerate(options):
        person.append(find(person_index, option.person, f"options[{i}].person", "person"))
        place.append(find(place_index, option.place, f"options[{i}].place", "place"))
        value.append(to_millionths(option.value, f"options[{i}].value"))
        load.append(1 if type(option.load) is int and option.load == 1 else whole(option.load, f"options[{i}].load"))
        if option.needs:
            found = [
                find(remedy_index, one, f"options[{i}].needs[{k}]", "remedy") for k, one in enumerate(option.needs)
            ]
            needs.append(list(dict.fromkeys(found)))
        else:
            needs.append(())
        if option.charges:
            charged = []
            for payer, amount in option.charges.items():
                if not isinstance(payer, str) or not payer:
                    raise InvalidProblem(f"options[{i}].charges", "a payer must be a text of at least one character")
                amounts.append(whole(amount, f"options[{i}].charges.{payer}"))
                charged.append(payer_index.setdefault(payer, len(payer_index)))
            payers.append(charged)
        else:
            payers.append(())
    return {
        "option_person": np.array(person, np.int64),
        "option_place": np.array(place, np.int64),
        "option_value": np.array(value, np.int64),
        "option_load": np.array(load, np.int64),
        "needs": Rows.of(needs),
        "charge_payer": Rows.of(payers),
        "charge_amount": np.array(amounts, np.int64),
        "payers": tuple(payer_index),
        "payer_budget": np.array([payer_budget.get(payer, NONE) for payer in payer_index], np.int64),
    }


def _sides(
    places: list[Place],
    groups: list[Group],
    apart: Iterable[Sequence[str]],
    person_index: dict[str, int],
    group_index: dict[str, int],
) -> dict[str, Any]:
    at_most = [
        (i, find(group_index, group, f"places[{i}].at_most", "group"), whole(number, f"places[{i}].at_most.{group}"))
        for i, place in enumerate(places)
        for group, number in (place.at_most or {}).items()
    ]
    members = []
    for i, group in enumerate(groups):
        found = [find(person_index, one, f"groups[{i}].people[{k}]", "person") for k, one in enumerate(group.people)]
        members.append(list(dict.fromkeys(found)))
    pairs = []
    for i, pair in enumerate(apart):
        if len(pair) != 2:
            raise InvalidProblem(f"apart[{i}]", "must name two people")
        one, other = (find(person_index, who, f"apart[{i}][{k}]", "person") for k, who in enumerate(pair))
        if one == other:
            raise InvalidProblem(f"apart[{i}]", f'"{pair[0]}" cannot stay apart from itself')
        pairs.append((one, other))
    table = np.array(at_most, np.int64).reshape(-1, 3)
    return {
        "group_people": Rows.of(members),
        "at_most_place": table[:, 0].copy(),
        "at_most_group": table[:, 1].copy(),
        "at_most_number": table[:, 2].copy(),
        "apart": tuple(pairs),
    }
