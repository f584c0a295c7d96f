"""Solves a tiny problem with each engine, so that their inner loops are compiled before somebody waits for a page."""

from __future__ import annotations

from datetime import date


def warm() -> None:
    """Compile (or load from the cache) what the fit and the allocation engine need."""
    from samenhang.engines.allocation import problem as allocation
    from samenhang.engines.allocation.solve import solve as allocate
    from samenhang.engines.fit.problem import FitProblem, Person, Place
    from samenhang.engines.fit.solve import explain_person, solve, survey

    fit = FitProblem(date(2026, 1, 1), (Person("a"),), (Place("x", free=1),))
    solve(fit)
    survey(fit, keep=1)
    explain_person(fit, "a")
    allocate(
        allocation.Problem.build(
            [allocation.Person("a"), allocation.Person("b")],
            [allocation.Place("x", 1)],
            [allocation.Option("a", "x", 1), allocation.Option("b", "x", 2)],
        ),
        time_limit=5.0,
        insights=True,
    )
