"""What is due in the network of a person: day and facts are arguments."""

from __future__ import annotations

from datetime import date, timedelta

from samenhang.people.enums import Burden

BURDEN_COUNTS = timedelta(days=365)


def carer_is_overloaded(burden: str, noted_on: date | None, today: date) -> bool:
    """Say whether somebody close was noted as overloaded within a year (handbook 8.3: care giver overload leads to crisis)."""
    return burden == Burden.OVERLOADED and noted_on is not None and today - BURDEN_COUNTS < noted_on <= today
