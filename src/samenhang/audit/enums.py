"""What a line of the log can be about (NEN 7513: event codes)."""

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
