"""The public questions: all pairs, the nearest places of everybody in a problem of any size, and the list of one person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from .explain import options_of
from .kernel import Rows, Scratch, Tally, run
from .problem import FitProblem, InvalidProblem
from .result import Block, Option, Result, Survey
from .tables import Tables, build_tables

MAX_PAIRS = 30_000_000  # 24 bytes each; beyond this use `survey`
_TYPES = (np.uint8, np.uint8, np.uint8, np.uint8, np.int64, np.uint16, np.uint64, np.uint64)


def solve(problem: FitProblem, *, threads: int | None = None, counting: bool = True) -> Result:
    """The verdict on every pair, and the bottlenecks when `counting`.

    Deterministic; the number of threads makes no difference to the answer.
    """
    people, columns = len(problem.people), len(problem.places) + 1
    if people * columns > MAX_PAIRS:
        raise InvalidProblem("people", f"more than {MAX_PAIRS} pairs; ask for the nearest places instead")
    tables = build_tables(problem)
    rows, tally = new_rows(people, columns), new_tally(tables)
    team = _Team(tables, threads, counting, keep=0)
    for low, high in team.blocks(max(64, min(1024, -(-people // (2 * team.size))))):
        team.start(low, high, Rows(*(part[low:high] for part in rows)))
    team.finish(tally)
    return Result(tables, rows, tally)


def stream(
    problem: FitProblem, *, keep: int = 50, block: int = 512, threads: int | None = None
) -> Iterator[Block | Tally]:
    """Blocks of people in order with their `keep` nearest options each, and at the very end the counts.

    Memory grows with the problem itself and one block per thread, not with the number of pairs.
    """
    tables = build_tables(problem)
    yield from _stream(tables, keep, block, threads)


def survey(problem: FitProblem, *, keep: int = 50, threads: int | None = None) -> Survey:
    """The nearest options of everybody and the bottlenecks, for a region or the whole country."""
    tables = build_tables(problem)
    keep = min(keep, len(problem.places) + 1)
    nearest = np.full((len(problem.people), keep), -1, dtype=np.int32)
    rows, tally = new_rows(len(problem.people), keep), new_tally(tables)
    block = max(64, min(512, len(problem.people) // (8 * (threads or 2))))
    for part in _stream(tables, keep, block, threads):
        if isinstance(part, Tally):
            tally = part
            continue
        high = part.first + len(part.nearest)
        nearest[part.first : high] = part.nearest
        for whole, piece in zip(rows, part.rows, strict=True):
            whole[part.first : high] = piece
    return Survey(tables, nearest, rows, tally)


def explain_person(problem: FitProblem, person_id: str, *, limit: int | None = None) -> tuple[Option, ...]:
    """All options of one person in order, with the verdict per criterion and the sets of remedies."""
    found = [person for person in problem.people if person.id == person_id]
    if not found:
        raise InvalidProblem("people", f"no person {person_id!r}")
    alone = problem if problem.people == (found[0],) else replace(problem, people=(found[0],))
    tables = build_tables(alone)
    return explain_row(tables, 0, limit)


def explain_row(tables: Tables, person: int, limit: int | None = None) -> tuple[Option, ...]:
    """The options of the person with this row number, judged again on the spot."""
    columns = len(tables.problem.places) + 1
    rows, kept = new_rows(1, columns), new_rows(1, columns)
    nearest = np.full((1, columns), -1, dtype=np.int32)
    answers = tables.answers.block(person, person + 1)
    run(tables.arrays, answers, person, rows, nearest, kept, new_scratch(tables), new_tally(tables), False)
    wanted = nearest[0][nearest[0] >= 0][:limit]
    return options_of(tables, person, wanted, rows)


def new_rows(people: int, columns: int) -> Rows:
    return Rows(*(np.zeros((people, columns), dtype=kind) for kind in _TYPES))


def new_tally(tables: Tables) -> Tally:
    criteria, remedies = len(tables.criterion_ids), max(len(tables.remedies), 1)
    sizes = [criteria] * 3 + [remedies] * 4 + [3]
    return Tally(*(np.zeros(size, dtype=np.int64) for size in sizes))


def new_scratch(tables: Tables) -> Scratch:
    places, remedies = len(tables.problem.places), max(len(tables.remedies), 1)
    kinds = len(tables.arrays.person_xyz)
    rows = max(len(tables.criterion_ids), remedies)
    return Scratch(
        np.zeros(places, dtype=np.int64),
        np.zeros(tables.answers.width + 1, dtype=np.uint64),
        np.array([2, 0, 1], dtype=np.int64),
        np.zeros((kinds, places), dtype=np.int64),
        np.zeros((3, remedies), dtype=np.int64),
        np.zeros(remedies, dtype=np.int64),
        np.zeros((4, rows), dtype=np.int64),
        np.zeros(1, dtype=np.int64),
        np.zeros((2, 64), dtype=np.int32),
        np.zeros((2, rows), dtype=np.int32),
    )


class _Team:
    """Threads that each own their working space and counts; sums of whole numbers, so the order does not matter."""

    def __init__(self, tables: Tables, threads: int | None, counting: bool, keep: int) -> None:
        self.tables, self.counting, self.keep = tables, counting, keep
        self.size = threads or min(os.cpu_count() or 1, 16)
        self.free = [(new_scratch(tables), new_tally(tables)) for _ in range(self.size)]
        self.tallies = [tally for _, tally in self.free]
        self.pool = ThreadPoolExecutor(self.size)
        self.running: list = []

    def blocks(self, size: int) -> Iterator[tuple[int, int]]:
        people = len(self.tables.problem.people)
        return ((low, min(low + size, people)) for low in range(0, people, size))

    def start(self, low: int, high: int, rows: Rows) -> None:
        self.running.append(self.pool.submit(self.work, low, high, rows))

    def work(self, low: int, high: int, rows: Rows) -> Block:
        scratch, tally = self.free.pop()
        try:
            nearest = np.full((high - low, self.keep), -1, dtype=np.int32)
            kept = new_rows(high - low, self.keep)
            answers = self.tables.answers.block(low, high)
            run(self.tables.arrays, answers, low, rows, nearest, kept, scratch, tally, self.counting)
        finally:
            self.free.append((scratch, tally))
        return Block(low, nearest, kept)

    def finish(self, into: Tally) -> None:
        for future in self.running:
            future.result()
        self.pool.shutdown()
        for tally in self.tallies:
            for total, part in zip(into, tally, strict=True):
                total += part


def _stream(tables: Tables, keep: int, block: int, threads: int | None) -> Iterator[Block | Tally]:
    columns = len(tables.problem.places) + 1
    team = _Team(tables, threads, True, min(keep, columns))
    waiting: list = []
    for low, high in team.blocks(block):
        team.start(low, high, new_rows(1, columns))
        waiting.append(team.running.pop())
        if len(waiting) > team.size:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()
    tally = new_tally(tables)
    team.finish(tally)
    yield tally
