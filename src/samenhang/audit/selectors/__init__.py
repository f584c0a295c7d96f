"""Reading the log: who looked, what stands out, and whether it is whole."""

from samenhang.audit.selectors.looking import (
    LINE_FIELDS,
    Line,
    Look,
    activity_of,
    count_acts,
    lines_between,
    lines_of_dossier,
    looked_at,
)
from samenhang.audit.selectors.unusual import Unusual, unusual_readers
from samenhang.audit.selectors.verifying import (
    Break,
    Checkpoint,
    Destroyed,
    Report,
    checkpoint_values,
    checkpoints,
    examine,
    line_count,
    public_key,
    verify,
)

__all__ = [
    "LINE_FIELDS", "Break", "Checkpoint", "Destroyed", "Line", "Look", "Report", "Unusual", "activity_of", "checkpoint_values",
    "checkpoints", "count_acts", "examine", "line_count", "lines_between", "lines_of_dossier", "looked_at", "public_key", "unusual_readers", "verify",
]  # fmt: skip
