"""The nearest ways of What fits?, ready to be weighed at a talk."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samenhang.engines.fit.result import OptionKind
from samenhang.matching.presenters import OptionView, option_view
from samenhang.matching.selectors import FitPage

NEAREST = 10


def nearest_rows(page: FitPage, url: str) -> list[dict[str, Any]]:
    """The nearest ways of What fits?, staying always among them, each with a way to weigh it at this conference."""
    nearest = list(page.options[:NEAREST])
    nearest += [o for o in page.options[NEAREST:] if o.kind is OptionKind.STAY]
    views = [option_view(option, page) for option in nearest]
    return [
        {
            "name": view.name,
            "note": view.note,
            "verdict": view.verdict,
            "lift": _lift(view),
            "why": _blocks(view),
            "url": f"{url}?option={view.id}",
        }
        for view in views
    ]


def _blocks(view: OptionView) -> list[str]:
    """What stands in the way of an option: what is asked, and what is known."""
    return [f"{v.sentence} ({v.known})" for v in view.verdicts if v.outcome != "fits" and v.hard]


def _lift(view: OptionView) -> str:
    return "" if view.verdict == "fits" else view.lift


def prefilled(page: FitPage, option_id: str) -> dict[str, Any]:
    """The form of an offer, filled in from its verdict; empty when there is no such option."""
    option = next((o for o in page.options if o.place == option_id), None)
    if option is None:
        return {}
    view = option_view(option, page)
    fits = {"fits": "YES", "unknown": "UNKNOWN"}.get(view.verdict, "NO")
    return {
        "offer": view.name[:160],
        "fits": fits,
        "why": "\n".join(_blocks(view)) or _("Every criterion is met."),
        "would_make_possible": _lift(view),
        "place": view.place.id if view.place else None,
    }
