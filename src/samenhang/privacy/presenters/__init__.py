"""From facts to what the screens of privacy print."""

from samenhang.privacy.presenters.person import (
    consent_view,
    disclosures_table,
    emergencies_view,
    enrolments_table,
    grants_matrix,
    grants_table,
    looks_table,
    needs_view,
    notices_view,
    requests_view,
    weighings_view,
)
from samenhang.privacy.presenters.sharing import Shown, answer_view, copies_view

__all__ = [
    "Shown", "answer_view", "consent_view", "copies_view", "disclosures_table", "emergencies_view", "enrolments_table", "grants_matrix",
    "grants_table", "looks_table", "needs_view", "notices_view", "requests_view", "weighings_view",
]  # fmt: skip
