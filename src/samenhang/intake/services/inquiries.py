"""The inquiry after a report for compulsory care: fourteen days, and whoever is essential to the person may insist (Wvggz 5:2)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.intake.enums import InquiryAct
from samenhang.intake.models import WvggzInquiry
from samenhang.intake.rules import INQUIRY
from samenhang.intake.services._report import line


@transaction.atomic
def take_inquiry_step(
    *, actor: Actor, inquiry_id: int, act: InquiryAct, today: date, words: str = "", essential: bool | None = None
) -> None:
    """Take the next step of an inquiry. ``words`` say who does it (BEGIN) or what was found (APPLY, FIND_NO_NEED).

    The application is made by people at the municipality, outside this software; here it is noted that it was made, and nothing more.
    Raises NoGrant, Refused(STEP_NOT_POSSIBLE), Refused(REASON_MISSING), Refused(ONLY_ESSENTIAL_INSISTS).
    """
    require(actor, Power.TRIAGE_REPORTS)
    rows = WvggzInquiry.objects.for_rule("an inquiry is locked before its next step, after the grant on the next line")
    row = rows.select_for_update().filter(pk=inquiry_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, Category.INCIDENT)
    state = INQUIRY.after(row.state, act)
    if act in (InquiryAct.BEGIN, InquiryAct.APPLY, InquiryAct.FIND_NO_NEED) and not words.strip():
        raise Refused("REASON_MISSING")
    if essential is not None and act == InquiryAct.BEGIN:
        row.essential = essential
    if act == InquiryAct.INSIST and not row.essential:
        raise Refused("ONLY_ESSENTIAL_INSISTS")
    if act == InquiryAct.BEGIN:
        row.begun_on, row.done_by = today, words.strip()[:160]
    elif act in (InquiryAct.APPLY, InquiryAct.FIND_NO_NEED):
        row.found, row.found_on = words.strip()[:600], today
    elif act == InquiryAct.TELL:
        row.told_on = today
    else:
        row.insisted_on = today
    if act in (InquiryAct.APPLY, InquiryAct.INSIST):
        row.applied_on = today
    row.state, row.changed_by_id = state, actor.me
    row.save()
    line(actor, Act.DECIDE if act != InquiryAct.BEGIN else Act.UPDATE, row, dossier_id, step=act)
