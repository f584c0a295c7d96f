"""What leaving does, in lines that an administrator reads before it is done: numbers and roles, nothing about any client."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.web.services import Left

_REST: dict[str, Promise] = {
    "actions": _("Open actions that move, or turn red where nobody takes over"),
    "networks": _("Networks to be built that move, or turn red where nobody takes over"),
    "appointments": _("Invitations, agreements and requests that move, or wait for somebody"),
    "contacts": _("Telephone numbers and absences that end"),
}


def leaving_lines(left: Left) -> list[tuple[Promise, int, str]]:
    """Each kind of thing that is left behind: words, how many, and the tone of its status."""
    lines: list[tuple[Promise, int, str]] = [
        (_("Seats in cases that the successor takes"), left.handed_over, "positive"),
        (_("Seats in cases that become empty, in red"), left.red, "negative" if left.red else "neutral"),
    ]
    return lines + [(_REST[what], count, "info" if count else "neutral") for what, count in left.rest.items()]
