"""Generally recognised Dutch holidays (Algemene termijnenwet, article 3)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def recognised(year: int) -> frozenset[date]:
    """The holidays of this year and the next, on which a term does not end; Good Friday counts as one."""
    public = holidays.country_holidays("NL", years=[year, year + 1])
    return frozenset(public.keys())
