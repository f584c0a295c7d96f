"""Taking a list of people along: numbers freely, personal facts with two persons, once, and logged on every dossier."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenhang.access.enums import Category, Purpose
from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.base.exports import Part, to_csv, to_pdf, to_xlsx
from samenhang.directory.enums import Power
from samenhang.interop.enums import ExportForm
from samenhang.interop.models import ExportRequest
from samenhang.people.selectors import PersonRow, people, people_of

LASTS = timedelta(hours=24)
SMALLEST = 10
_ALL = 100_000
CARE = Purpose.CARE_COORDINATION


@dataclass(frozen=True)
class Request:
    """A request as its asker or its approver sees it: what, how many, why; never the content."""

    id: int
    who: str
    at: datetime
    expires_at: datetime
    reason: str
    query: str
    form: ExportForm
    people: int
    decided_by: str
    approved: bool | None
    taken: bool
    expired: bool


def _row(row: ExportRequest, now: datetime) -> Request:
    return Request(
        row.pk,
        row.requested_by.name,
        row.requested_at,
        row.expires_at,
        row.reason,
        row.query,
        ExportForm(row.form),
        len(row.dossiers),
        row.decided_by.name if row.decided_by else "",
        row.approved,
        row.downloaded_at is not None,
        row.expires_at <= now,
    )


def own_requests(actor: Actor) -> list[Request]:
    """What this actor asked, the newest first."""
    rows = ExportRequest.objects.filter(requested_by_id=actor.user_id).select_related("requested_by", "decided_by")
    return [_row(r, clock.now()) for r in rows.order_by("-id")[:20]]


def waiting_requests(actor: Actor) -> list[Request]:
    """What waits for a second person; empty for who may not approve. Nobody meets their own."""
    if not actor.can(Power.APPROVE_EXPORT):
        return []
    now = clock.now()
    rows = ExportRequest.objects.filter(approved__isnull=True, expires_at__gt=now).exclude(
        requested_by_id=actor.user_id
    )
    return [_row(r, now) for r in rows.select_related("requested_by", "decided_by").order_by("id")]


@transaction.atomic
def ask(*, actor: Actor, reason: str, form: ExportForm, query: str = "") -> int:
    """Ask to take personal facts of everybody in a list along. Raises Refused(REASON_MISSING, EXPORT_NOBODY)."""
    require(actor, Power.WORK_ON_CASES)
    if not reason.strip():
        raise Refused("REASON_MISSING")
    rows, _total = people(actor, purpose=CARE, query=query, size=_ALL)
    if not rows:
        raise Refused("EXPORT_NOBODY")
    now = clock.now()
    made = ExportRequest.objects.create(
        requested_by_id=actor.user_id or 0,
        requested_at=now,
        expires_at=now + LASTS,
        reason=reason.strip()[:300],
        query=query[:80],
        form=form,
        dossiers=[r.dossier_id for r in rows],
    )
    record(
        actor,
        Act.CREATE,
        object_type="ExportRequest",
        object_id=made.pk,
        categories=int(Category.ID_CONTACT),
        purpose=CARE,
        detail={"people": len(rows), "form": form, "dossiers": made.dossiers},
    )
    return made.pk


@transaction.atomic
def decide(*, actor: Actor, request_id: int, approve: bool) -> None:
    """Approve or refuse what somebody else asked.

    Raises NoGrant(NO_POWER, OWN_APPROVAL), Refused(EXPORT_DECIDED, EXPORT_EXPIRED).
    """
    require(actor, Power.APPROVE_EXPORT)
    row = ExportRequest.objects.select_for_update().filter(pk=request_id).first()
    if row is None:
        raise Refused("EXPORT_EXPIRED")
    if row.requested_by_id == actor.user_id:
        raise NoGrant("OWN_APPROVAL")
    if row.approved is not None:
        raise Refused("EXPORT_DECIDED")
    if row.expires_at <= clock.now():
        raise Refused("EXPORT_EXPIRED")
    row.approved, row.decided_by_id, row.decided_at = approve, actor.user_id, clock.now()
    row.save(update_fields=["approved", "decided_by", "decided_at"])
    record(
        actor,
        Act.DECIDE if approve else Act.REFUSE,
        object_type="ExportRequest",
        object_id=request_id,
        detail={"people": len(row.dossiers), "dossiers": row.dossiers},
    )


@transaction.atomic
def take(*, actor: Actor, request_id: int, today: date) -> tuple[bytes, ExportForm]:
    """Hand out what was approved, once, to who asked it: whom they asked for then and may still see now.

    Raises Refused(EXPORT_NOT_APPROVED, EXPORT_TAKEN, EXPORT_EXPIRED, EXPORT_NOBODY). A line stands on every dossier.
    """
    row = ExportRequest.objects.select_for_update().filter(pk=request_id, requested_by_id=actor.user_id).first()
    if row is None or row.expires_at <= clock.now():
        raise Refused("EXPORT_EXPIRED")
    if row.approved is not True:
        raise Refused("EXPORT_NOT_APPROVED")
    if row.downloaded_at is not None:
        raise Refused("EXPORT_TAKEN")
    found = people_of(actor, row.dossiers, purpose=CARE)
    if not found:
        raise Refused("EXPORT_NOBODY")
    row.downloaded_at = clock.now()
    row.save(update_fields=["downloaded_at"])
    line = {
        "act": Act.EXPORT,
        "object_type": "People",
        "object_id": row.pk,
        "categories": int(Category.ID_CONTACT),
        "purpose": CARE,
        "detail": {"request": row.pk, "approved_by": row.decided_by_id},
    }
    record_many(actor, [{**line, "dossier_id": p.dossier_id} for p in found])
    header = [_("Number"), _("Name"), _("Birth date"), _("Age"), _("Lives in"), _("Has ties with")]
    rows: list[list[object]] = [[p.number, p.name, p.birth_date, p.age(today), p.municipality, p.tie] for p in found]
    return made(ExportForm(row.form), _("People"), header, rows, watermark(actor, row.reason)), ExportForm(row.form)


@transaction.atomic
def numbers(*, actor: Actor, form: ExportForm, today: date, query: str = "") -> bytes:
    """The same list without personal data: how many per municipality and age, small numbers withheld."""
    require(actor, Power.WORK_ON_CASES)
    found, _total = people(actor, purpose=CARE, query=query, size=_ALL)
    counts = Counter((p.municipality, _age_group(p, today)) for p in found)
    rows: list[list[object]] = [
        [place, group, count if count >= SMALLEST else _("under %(n)s") % {"n": SMALLEST}]
        for (place, group), count in sorted(counts.items())
    ]
    record(
        actor,
        Act.EXPORT,
        object_type="People in numbers",
        purpose=CARE,
        detail={"rows": len(rows), "dossiers": [p.dossier_id for p in found]},
    )
    header = [_("Lives in"), _("Age"), _("People")]
    return made(form, _("People"), header, rows, watermark(actor, _("numbers only")))


def _age_group(person: PersonRow, today: date) -> str:
    age = person.age(today)
    if age is None:
        return _("unknown")
    low = min(max(age, 10), 79) // 10 * 10
    return f"{low}–{low + 9}" if low < 70 else "70+"


def watermark(actor: Actor, reason: str) -> str:
    """Who took it along, when, and for what."""
    when = date_format(timezone.localtime(clock.now()), "DATETIME_FORMAT")
    return f"{actor.name}, {actor.organisation}, {when}: {reason}"


def made(form: ExportForm, title: str, header: list[str], rows: list[list[object]], mark: str) -> bytes:
    """Rows in the form that was asked."""
    if form is ExportForm.CSV:
        return to_csv([header, *rows], mark)
    if form is ExportForm.XLSX:
        return to_xlsx([header, *rows], title, mark)
    return to_pdf(title, [Part("", header=header, rows=rows)], mark, language=get_language() or "nl")
