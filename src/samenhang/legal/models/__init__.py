"""Tables of titles and indications, of what must be arranged before they end, and of one entitlement in their place."""

from samenhang.legal.models.arranging import Arrangement, ArrangementStep
from samenhang.legal.models.entitlements import Entitlement, EntitlementPayer, EntitlementReplaces
from samenhang.legal.models.titles import Indication, LegalTitle, TitleReminder, TitleStep

__all__ = [
    "Arrangement",
    "ArrangementStep",
    "Entitlement",
    "EntitlementPayer",
    "EntitlementReplaces",
    "Indication",
    "LegalTitle",
    "TitleReminder",
    "TitleStep",
]
