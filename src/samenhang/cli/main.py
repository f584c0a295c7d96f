"""The command line: engines and their schemas without a database, and the verification of the log with it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from . import log
from .document import UnreadableDocument, read_document
from .engines import ENGINES, accepted_options, load_schemas, load_solver

INVALID = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; returns the exit code: 0 done, 2 the input is not valid."""
    options = _parser().parse_args(arguments)
    if options.command == "audit":
        return log.run(options)
    if options.command == "schema":
        _print(load_schemas(options.engine))
        return 0
    return _solve(options)


def _solve(options: argparse.Namespace) -> int:
    try:
        document = read_document(
            options.problem, exact=ENGINES[options.engine].exact, lists=ENGINES[options.engine].lists
        )
    except UnreadableDocument as error:
        return _refuse(str(error))
    solve, invalid = load_solver(options.engine)
    try:
        result = solve(document, **{name: getattr(options, name) for name in accepted_options(options.engine)})
    except invalid as error:
        return _refuse(str(error))
    except RecursionError:
        return _refuse("problem: nested too deeply")
    _print(result)
    return 0


def _refuse(message: str) -> int:
    print(" ".join(message.split())[:500], file=sys.stderr)
    return INVALID


def _print(document: Any) -> None:
    json.dump(document, sys.stdout, ensure_ascii=True)
    sys.stdout.write("\n")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return seconds


def _seed(text: str) -> int:
    try:
        seed = int(text)
    except ValueError:
        seed = -1
    if not 0 <= seed < 2**31:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 2147483647")
    return seed


def _points(text: str) -> int:
    points = int(text) if text.isdecimal() and len(text) < 4 else 0
    if not 2 <= points <= 200:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 2 to 200")
    return points


def _budgets(text: str) -> list[int]:
    parts = text.split(",")
    if not all(part.isdecimal() and int(part[:20]) < 2**62 for part in parts) or len(parts) > 200:
        raise argparse.ArgumentTypeError(f"{text[:80]!r} is not a list of at most 200 budgets, such as 0,50000,100000")
    return [int(part) for part in parts]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samenhang", description="The engines of Samenhang on the command line.")
    commands = parser.add_subparsers(dest="command", required=True)
    solving = commands.add_parser("solve", help="solve a problem in JSON; the result goes to standard output")
    engines = solving.add_subparsers(dest="engine", required=True)
    for name, engine in ENGINES.items():
        one = engines.add_parser(name, help=engine.help)
        one.add_argument("problem", metavar="PROBLEM.json", help="the problem; - reads standard input")
        if "time_limit" in engine.options:
            one.add_argument(
                "--time-limit", "--seconds", dest="time_limit", type=_seconds, default=None, metavar="SECONDS"
            )
        if "points" in engine.options:
            one.add_argument("--points", type=_points, default=12, metavar="N", help="at most so many points")
        if "budgets" in engine.options:
            one.add_argument(
                "--budgets",
                type=_budgets,
                default=None,
                metavar="0,50000,...",
                help="the answer for just these budgets",
            )
        if "seconds" in engine.options:
            one.add_argument("--seconds", type=_seconds, default=None, metavar="SECONDS", help="for the whole run")
        if "seed" in engine.options:
            one.add_argument("--seed", type=_seed, default=0, metavar="N")
        if "insights" in engine.options:
            one.add_argument("--insights", action="store_true", help="also: what one more of everything would bring")
    log.add_arguments(commands)
    schemas = commands.add_parser("schema", help="print the JSON Schemas of problem and result")
    schemas.add_argument("engine", choices=list(ENGINES))
    return parser


if __name__ == "__main__":
    sys.exit(main())
