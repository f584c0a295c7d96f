"""Code → words for the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.audit.enums import Act, Oddity, Problem

ACTS: dict[str, Promise] = {
    Act.CREATE: _("Recorded something"),
    Act.READ: _("Read"),
    Act.UPDATE: _("Changed something"),
    Act.END: _("Ended something"),
    Act.SEARCH: _("Searched"),
    Act.DECIDE: _("Decided"),
    Act.REFUSE: _("Recorded a refusal"),
    Act.COMPUTE: _("Had something computed"),
    Act.IMPORT: _("Brought in a file"),
    Act.EXPORT: _("Took a file along"),
    Act.PRINT: _("Printed"),
    Act.SHARE: _("Shared, or decided not to"),
    Act.CONSENT: _("Recorded consent"),
    Act.BREAK_GLASS: _("Opened in an emergency"),
    Act.SIGN: _("Signed"),
    Act.DELETE: _("Destroyed"),
    Act.GRANT: _("Gave access"),
    Act.SIGN_IN: _("Signed in"),
    Act.SIGN_OUT: _("Signed out"),
    Act.DENIED: _("Was refused"),
}
PROBLEMS: dict[str, Promise] = {
    Problem.CHANGED: _("This line is not what was written"),
    Problem.MISSING_BEFORE: _("Lines before this one are gone"),
    Problem.INSERTED: _("A second line with the same number"),
    Problem.NOT_LINKED: _("This line does not hang on the one before"),
    Problem.END_DIFFERS: _("The end of this chain is not the last line that was written"),
    Problem.NO_HEAD: _("A chain of lines without a head"),
    Problem.TRUNCATED: _("A line that a checkpoint knew is gone"),
    Problem.REWRITTEN: _("A checkpoint knew another line here"),
    Problem.CHECKPOINT_FALSE: _("This checkpoint is not what was signed"),
    Problem.CHECKPOINT_GONE: _("A checkpoint is gone from the database"),
    Problem.DESTRUCTION_FALSE: _("A destruction that nobody signed"),
}
ODDITIES: dict[str, Promise] = {
    Oddity.MORE_THAN_CASELOAD: _("Read far more dossiers than their own"),
    Oddity.MORE_THAN_USUAL: _("Read far more dossiers than in a usual week"),
    Oddity.OUTSIDE_CASELOAD: _("Read dossiers in which they take no part"),
    Oddity.OFTEN_DENIED: _("Was often refused"),
    Oddity.AT_NIGHT: _("Read at night without being on duty"),
    Oddity.RESTRICTED_COLLEAGUES: _("Read restricted dossiers in which they take no part"),
}
