"""From intake to what a page shows."""

from samenhang.intake.presenters.inclusion import check_view, lens_views
from samenhang.intake.presenters.reports import inquiry_view, list_table, report_view, told_view, view_tabs

__all__ = ["check_view", "inquiry_view", "lens_views", "list_table", "report_view", "told_view", "view_tabs"]
