"""From the picture to what a page shows."""

from samenhang.picture.presenters.domains import DomainCard, domain_cards, unasked
from samenhang.picture.presenters.layers import LayerColumn, layer_columns
from samenhang.picture.presenters.overdue import overdue_table
from samenhang.picture.presenters.strengths import AreaView, area_views, strengths_table

__all__ = [
    "AreaView",
    "DomainCard",
    "LayerColumn",
    "area_views",
    "domain_cards",
    "layer_columns",
    "overdue_table",
    "strengths_table",
    "unasked",
]
