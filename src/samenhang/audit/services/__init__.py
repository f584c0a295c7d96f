"""The verbs of the log: write a line, sign a checkpoint, let lines go after their term."""

from samenhang.audit.services.checkpoints import checkpoint
from samenhang.audit.services.destroying import destroy_lines
from samenhang.audit.services.writing import OutsideTransaction, record, record_many

__all__ = ["OutsideTransaction", "checkpoint", "destroy_lines", "record", "record_many"]
