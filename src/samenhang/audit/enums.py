"""What a line of the log can be about (NEN 7513: event codes), and what can be wrong with the log."""

from enum import StrEnum


class Act(StrEnum):
    """The kind of act that a line records."""

    CREATE = "CREATE"
    READ = "READ"
    UPDATE = "UPDATE"
    END = "END"
    SEARCH = "SEARCH"
    DECIDE = "DECIDE"
    REFUSE = "REFUSE"
    COMPUTE = "COMPUTE"
    IMPORT = "IMPORT"
    EXPORT = "EXPORT"
    PRINT = "PRINT"
    SHARE = "SHARE"
    CONSENT = "CONSENT"
    BREAK_GLASS = "BREAK_GLASS"
    SIGN = "SIGN"
    DELETE = "DELETE"
    GRANT = "GRANT"
    SIGN_IN = "SIGN_IN"
    SIGN_OUT = "SIGN_OUT"
    DENIED = "DENIED"


class Problem(StrEnum):
    """What a verification can find at a place in the log."""

    CHANGED = "CHANGED"  # a column of the line is not what was written
    MISSING_BEFORE = "MISSING_BEFORE"  # one or more lines before this one are gone
    INSERTED = "INSERTED"  # a second line with a number that exists already
    NOT_LINKED = "NOT_LINKED"  # the line does not hang on the one before it
    END_DIFFERS = "END_DIFFERS"  # the head of the chain knows another last line
    NO_HEAD = "NO_HEAD"  # a chain of lines without a head
    TRUNCATED = "TRUNCATED"  # a checkpoint knew a line that is gone
    REWRITTEN = "REWRITTEN"  # a checkpoint knew another line at this number
    CHECKPOINT_FALSE = "CHECKPOINT_FALSE"  # a checkpoint is not what was signed
    CHECKPOINT_GONE = "CHECKPOINT_GONE"  # the record kept apart knows a checkpoint that the database does not
    DESTRUCTION_FALSE = "DESTRUCTION_FALSE"  # a destruction that was never signed


class Oddity(StrEnum):
    """Why the use of the log stands out; a fact to look at, never a score."""

    MORE_THAN_CASELOAD = "MORE_THAN_CASELOAD"
    MORE_THAN_USUAL = "MORE_THAN_USUAL"
    OUTSIDE_CASELOAD = "OUTSIDE_CASELOAD"
    OFTEN_DENIED = "OFTEN_DENIED"
    AT_NIGHT = "AT_NIGHT"
    RESTRICTED_COLLEAGUES = "RESTRICTED_COLLEAGUES"
