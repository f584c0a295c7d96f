"""From intake to what a page shows."""

from samenhang.intake.presenters.inclusion import check_view, lens_views
from samenhang.intake.presenters.reports import (
    alike_choices,
    beside_view,
    contact_view,
    inquiry_view,
    list_table,
    report_view,
    told_view,
    view_tabs,
)

__all__ = [
    "alike_choices",
    "beside_view",
    "check_view",
    "contact_view",
    "inquiry_view",
    "lens_views",
    "list_table",
    "report_view",
    "told_view",
    "view_tabs",
]
