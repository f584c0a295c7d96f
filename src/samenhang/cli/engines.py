"""The engines that the command line knows: one line each, imported only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine package with `schema`, `problem` and `cli_io`, and the options that its `solve_document` takes."""

    package: str
    help: str
    options: tuple[str, ...] = ()
    exact: bool = False  # long decimals are read as Decimal, for engines that count exactly
    lists: bool = False  # takes a list of problems as well as one


ENGINES: dict[str, Engine] = {
    "allocation": Engine("allocation", "people and scarce places", ("time_limit", "seed", "insights"), exact=True),
    "coverage": Engine("coverage", "where to stand, so that most people are reached within a norm", ("time_limit",)),
    "fit": Engine("fit", "which place fits whom, and what would make it fit"),
    "frontier": Engine(
        "allocation.frontier",
        "which remedies would give how many more people a place, within growing budgets",
        ("points", "budgets", "seconds", "seed"),
        exact=True,
    ),
    "sharing": Engine("sharing", "who may share what with whom, and what would make it possible", lists=True),
}


def _module(name: str, module: str) -> Any:
    return import_module(f"samenhang.engines.{ENGINES[name].package}.{module}")


def accepted_options(name: str) -> tuple[str, ...]:
    """The options that the engine takes besides its problem."""
    return ENGINES[name].options


def load_solver(name: str) -> tuple[Callable[..., dict[str, Any]], type[Exception]]:
    """The function that solves a document, and the error with which it refuses one."""
    return _module(name, "cli_io").solve_document, _module(name, "problem").InvalidProblem


def load_schemas(name: str) -> dict[str, Any]:
    """The JSON Schemas of problem and result."""
    schema = _module(name, "schema")
    return {"problem": schema.PROBLEM_SCHEMA, "result": schema.RESULT_SCHEMA}
